/** An order's status: found where the user says it stands, and compared with the one before. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/values/records';
import { asValue } from '../answers';

/** `status`, `order.state`, `states[0]`: the names and numbers on the way to a value. */
export function parsePath(path: string): string[] | undefined {
	const dotted = path
		.trim()
		.replaceAll(/\[(\d+)\]/g, '.$1')
		.replace(/^\./, '');
	const steps = dotted.split('.').map((step) => step.trim());
	return steps.includes('') ? undefined : steps;
}

/** What was found at a path, or how far one got: `keys` are the names that were there instead. */
export type Found = { value: unknown } | { keys: string[] };

/** Follows a path into an answer; null is a value, a missing name isn't. */
export function findAt(answer: unknown, steps: string[]): Found {
	let value = answer;
	for (const step of steps) {
		const isObject = typeof value === 'object' && value !== null;
		if (!isObject || !Object.hasOwn(value as object, step)) {
			return { keys: isObject ? Object.keys(value as object) : [] };
		}
		value = (value as Record<string, unknown>)[step];
	}
	return { value };
}

/**
 * What a table kept of a status → the status: JSON of an object or list is read again. Undefined
 * where it kept nothing.
 */
export function readPrevious(kept: unknown): unknown {
	if (kept === undefined || kept === null || kept === '') return undefined;
	if (typeof kept !== 'string' || !/^\s*[{[]/.test(kept)) return kept;
	try {
		return JSON.parse(kept) as unknown;
	} catch {
		return kept;
	}
}

/** A value that is no list and no object as text: tables turn numbers into text, and add blanks. */
export function plainText(leaf: unknown): string {
	return JSON.stringify(String(leaf).trim());
}

/**
 * Whether two values are the same, whatever the order of names, by the texts of what they hold: it ends
 * at the first difference, however long one of them is.
 */
function isSame(one: unknown, other: unknown): boolean {
	if (Array.isArray(one) || Array.isArray(other)) {
		return (
			Array.isArray(one) &&
			Array.isArray(other) &&
			one.length === other.length &&
			one.every((entry, index) => isSame(entry, other[index]))
		);
	}
	if (!isRecord(one) || !isRecord(other)) {
		return !isRecord(one) && !isRecord(other) && String(one).trim() === String(other).trim();
	}
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length &&
		names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
	);
}

/** An empty status, or none, says nothing yet: nothing has changed while it stays so. */
function orNone(status: unknown): unknown {
	const isEmpty = status === undefined || (typeof status === 'string' && status.trim() === '');
	return isEmpty ? null : status;
}

/**
 * The item about an order's status.
 * @param kept the status that was kept of the last time, as text or JSON; empty the first time
 * @param current the status now
 * @param answer the vendor's whole answer
 */
export function compareStatus(
	orderId: string,
	kept: unknown,
	current: unknown,
	answer: unknown,
): IDataObject {
	const previous = readPrevious(kept);
	return {
		orderId,
		changed: !isSame(orNone(previous), orNone(current)),
		...asValue('previous', previous ?? null),
		...asValue('current', current),
		...asValue('answer', answer),
	};
}
