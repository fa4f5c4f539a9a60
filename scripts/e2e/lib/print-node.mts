// Coffees at Kassandro's sandbox, and a node that prints one.

type Json = Record<string, unknown>;

/** One coffee as an item of a receipt. */
export const coffee = (priceOne: number): Json => ({
	itemId: 9,
	nameLong: 'Kaffee',
	nameShort: 'K',
	groupId: 1,
	groupName: 'Bar',
	amount: 1,
	priceOne,
	vat: 20,
});

/**
 * The node, for the credential of the sandbox's cash register.
 * @param price an expression's inside, such as `$json.n`
 * @param orderNumber '' prints each time
 * @param referenceLabel tells one run's receipts from others'
 */
export function printNode(
	name: string,
	{ price, orderNumber, label }: { price: string; orderNumber: string; label: string },
): Json & { name: string } {
	return {
		id: name.toLowerCase(),
		name,
		type: 'n8n-nodes-kassa.kassandro',
		typeVersion: 1,
		position: [600, 0],
		parameters: {
			authentication: 'cashRegisterToken',
			resource: 'receipt',
			operation: 'create',
			orderNumber,
			defineUsing: 'json',
			itemsJson: `={{ JSON.stringify([{ itemId: 9, nameLong: 'Kaffee', nameShort: 'K', groupId: 1, groupName: 'Bar', amount: 1, priceOne: ${price}, vat: 20 }]) }}`,
			paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
			options: { referenceLabel: label },
		},
		credentials: {
			kassandroCashRegisterApi: {
				id: 'kassandroCashRegisterApi',
				name: 'kassandroCashRegisterApi',
			},
		},
	};
}
