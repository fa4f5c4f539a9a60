/** One coffee, as a receipt of Kassandro's has it, and the fields of a node that prints it. */
import type { INodeParameters } from 'n8n-workflow';

/** The item. */
export const coffee = (priceOne: number, nameLong = 'Kaffee', nameShort = nameLong) => ({
	itemId: 9,
	nameLong,
	nameShort,
	groupId: 1,
	groupName: 'Bar',
	amount: 1,
	priceOne,
	vat: 20,
});

/** Parameters of a receipt with these items, paid in cash. */
export const paidInCash = (...items: object[]): INodeParameters => ({
	defineUsing: 'json',
	itemsJson: JSON.stringify(items),
	paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
});
