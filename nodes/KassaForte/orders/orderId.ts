/** Finds the ID of an order in the answer to it (document: Post an Order, Get Order status). */
import { leavesOf } from '../answers';

/** What an order ID looks like. */
export const ORDER_ID = /^\d{14}$/;

/** Every value that looks like an order ID. */
function idsIn(json: unknown): Set<string> {
	return new Set([...leavesOf(json)].filter((text) => ORDER_ID.test(text)));
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
