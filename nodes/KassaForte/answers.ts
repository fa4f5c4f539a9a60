/** KassaForte's answers as items: the document lost their field names, so none of them is relied on. */
import type { IDataObject } from 'n8n-workflow';
import { under } from '../shared/values/records';

/** True for an object that holds something. */
export function isFilled(value: unknown): value is IDataObject {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject && Object.keys(value).length > 0;
}

/**
 * Makes one item of an answer: an object comes out as it is, a list or a text as a whole under `name`.
 * @returns a function that gives undefined for an answer that says nothing: null, a bare number, yes or no
 */
export function passOn(name: string): (answer: unknown) => IDataObject | undefined {
	return (answer) => {
		if (answer === null || typeof answer === 'number' || typeof answer === 'boolean')
			return undefined;
		return isFilled(answer) ? answer : asValue(name, answer);
	};
}

/** Any JSON under a name of our own, where it can't get in the way of a name of the vendor's. */
export function asValue(name: string, value: unknown): IDataObject {
	return under(name, value);
}

/** The delivery costs; null where there are none (document: Get Delivery Costs). */
export function deliveryCosts(answer: unknown): IDataObject | undefined {
	// The document writes "null" in quotes, which may be meant as JSON or as a text.
	if (answer === null || answer === 'null') return { deliveryCosts: null };
	// No document says that costs aren't a bare number.
	if (typeof answer === 'number') return asValue('deliveryCosts', answer);
	return typeof answer === 'string' ? undefined : passOn('deliveryCosts')(answer);
}

/** Every text and number in JSON of whatever size and depth, as text without blanks around it. */
export function* leavesOf(json: unknown): Generator<string> {
	const rest: unknown[] = [json];
	while (rest.length > 0) {
		const value = rest.pop();
		if (typeof value === 'string' || typeof value === 'number') yield String(value).trim();
		if (typeof value !== 'object' || value === null) continue;
		const members: unknown[] = Object.values(value);
		for (const member of members) rest.push(member);
	}
}
