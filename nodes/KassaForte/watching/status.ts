/** An order's status: found where the user says it stands, and compared with the one before. */
import type { IDataObject } from 'n8n-workflow';
import type { Steps } from '../../shared/values/inTurns';
import { JsonTaker } from '../../shared/wire/jsonTaker';
import { PART_BYTES } from '../../shared/values/limits';
import { isRecord, member } from '../../shared/values/records';
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
export type FoundAt = { value: unknown } | { keys: string[] };

/** Follows a path into an answer; null is a value, a missing name isn't. */
export function findAt(answer: unknown, steps: string[]): FoundAt {
	let value = answer;
	for (const step of steps) {
		if (typeof value !== 'object' || value === null) return { keys: [] };
		if (!Object.hasOwn(value, step)) return { keys: Object.keys(value) };
		value = member(value, step);
	}
	return { value };
}

/**
 * What a table kept of a status → the status: JSON of an object or list is read again. Undefined
 * where it kept nothing.
 */
export function* readPrevious(kept: unknown): Steps<unknown> {
	if (kept === undefined || kept === null || kept === '') return undefined;
	if (typeof kept !== 'string' || !/^\s*[{[]/.test(kept)) return kept;
	const taker = new JsonTaker({ weigh: () => {}, check: (part) => part });
	const bytes = Buffer.from(kept);
	try {
		for (let at = 0; at < bytes.length; at += PART_BYTES) {
			yield;
			taker.take(bytes.subarray(at, at + PART_BYTES));
		}
		const { json } = taker.end();
		return typeof json === 'string' ? kept : json;
	} catch {
		return kept;
	}
}

/** A value that is no list and no object as text: tables turn numbers into text, and add blanks. */
export function plainText(leaf: unknown): string {
	return JSON.stringify(String(leaf).trim());
}

/** Two lists or objects that may be the same, as far as they were compared; lists have no names. */
interface Open {
	one: object;
	other: object;
	names?: string[];
	length: number;
	at: number;
}

/** Values that are compared in one step. */
const COMPARED_AT_ONCE = 1024;

/**
 * Whether two values are the same, whatever the order of names, by the texts of what they hold: it ends
 * at the first difference, however long one of them is.
 */
function* isSame(one: unknown, other: unknown): Steps<boolean> {
	const open: Open[] = [];
	let pair = [one, other] as const;
	for (let values = 1; ; values++) {
		if (values % COMPARED_AT_ONCE === 0) yield;
		const begun = begin(...pair);
		if (begun === false) return false;
		if (begun !== true) open.push(begun);
		let level = open.at(-1);
		while (level && level.at === level.length) {
			open.pop();
			level = open.at(-1);
		}
		if (!level) return true;
		const name = level.names?.[level.at] ?? String(level.at);
		if (!Object.hasOwn(level.other, name)) return false;
		pair = [member(level.one, name), member(level.other, name)];
		level.at += 1;
	}
}

/** Whether two values are the same, or two lists or objects whose content will tell. */
function begin(one: unknown, other: unknown): boolean | Open {
	if (Array.isArray(one) || Array.isArray(other)) {
		if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
		return { one, other, length: one.length, at: 0 };
	}
	if (!isRecord(one) || !isRecord(other)) {
		return !isRecord(one) && !isRecord(other) && String(one).trim() === String(other).trim();
	}
	const names = Object.keys(one);
	if (names.length !== Object.keys(other).length) return false;
	return { one, other, names, length: names.length, at: 0 };
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
export function* compareStatus(
	orderId: string,
	kept: unknown,
	current: unknown,
	answer: unknown,
): Steps<IDataObject> {
	const previous = yield* readPrevious(kept);
	return {
		orderId,
		changed: !(yield* isSame(orNone(previous), orNone(current))),
		...asValue('previous', previous ?? null),
		...asValue('current', current),
		...asValue('answer', answer),
	};
}
