/** Finds the ID of an order in the answer to it (document: Post an Order, Get Order status). */

/** What an order ID looks like. */
export const ORDER_ID = /^\d{14}$/;

/** Every value that looks like an order ID. */
function idsIn(json: unknown): Set<string> {
	const found = new Set<string>();
	const rest: unknown[] = [json];
	while (rest.length > 0) {
		const value = rest.pop();
		if (typeof value === 'object' && value !== null) rest.push(...Object.values(value));
		const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
		if (ORDER_ID.test(text)) found.add(text);
	}
	return found;
}

/**
 * The answer's only value of 14 digits, wherever it stands: the document lost the field's name.
 * @param order what was sent: an answer may repeat a phone number of it, which is no ID
 * @returns null where there is none, or where there are several
 */
export function findOrderId(answer: unknown, order: unknown = null): string | null {
	const sent = idsIn(order);
	const [id, ...others] = [...idsIn(answer)].filter((value) => !sent.has(value));
	return id !== undefined && others.length === 0 ? id : null;
}
