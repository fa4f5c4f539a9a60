/** A state as JSON text, for any column of a database, and back. */
import type { ZodType, ZodTypeDef } from 'zod';
import { parseJson } from '../../table/nested';
import { InputError } from '../../table/inputError';
import type { Steps } from '../../values/inTurns';
import { isRecord } from '../../values/records';
import type { SumsBefore } from '../bookSums';
import { STATE_ENTRIES, STATE_VERSION, stateFrameSchema } from './schema';
import type { BooksState } from './schema';

/** The parameter that takes a state, as the panel shows it. */
export const ADD_TO = 'Add to Earlier Batch';

/** Where an item holds a state. */
const FIELD = 'state';

/**
 * The state that was given: itself, as JSON text, or in the field `state` of an item or a row.
 * @returns undefined for what holds none
 */
export function stateGiven(given: unknown): Record<string, unknown> | undefined {
	const value = typeof given === 'string' ? parseJson(given) : given;
	if (!Array.isArray(value)) return stateIn(value);
	const [only, ...others] = value as unknown[];
	// An item that holds nothing, as n8n gives one where a node found nothing, is no beginning.
	const isItem = isRecord(only) && Object.keys(only).length > 0 && others.length === 0;
	return isItem ? stateIn(only) : undefined;
}

function stateIn(value: unknown): Record<string, unknown> | undefined {
	if (!isRecord(value)) return undefined;
	if (!(FIELD in value) || 'version' in value) return value;
	const held = value[FIELD];
	const state = typeof held === 'string' ? parseJson(held) : held;
	return isRecord(state) ? state : undefined;
}

/** Whether an item holds a state and no receipt, as a row of the table in which states are kept. */
export function isStateRow(item: Record<string, unknown>): boolean {
	return FIELD in item && stateGiven(item) !== undefined;
}

/**
 * Reads a state.
 * @param given as {@link stateGiven} gives it; an empty object is a beginning
 * @returns undefined for a beginning
 * @throws InputError for what isn't a state that this version wrote
 */
export function* readState(given: Record<string, unknown>): Steps<BooksState | undefined> {
	if (Object.keys(given).length === 0) return undefined;
	if (typeof given.version === 'number' && given.version !== STATE_VERSION) {
		throw new InputError(
			ADD_TO,
			`is a state of version ${given.version}, and this package writes and reads version ${STATE_VERSION}`,
			'Begin with {} and add all batches anew. Nothing was booked.',
		);
	}
	const read = stateFrameSchema.safeParse(given);
	if (!read.success) throw noState(read.error.issues[0]?.path.join('.') ?? '');
	const { frames, singles, late, canceledSince, dated, undated, ...rest } = read.data;
	return {
		...rest,
		dated: yield* readSums(dated),
		undated: yield* readSums(undated),
		frames: yield* each('frames', frames, STATE_ENTRIES.frames),
		singles: yield* each('singles', singles, STATE_ENTRIES.singles),
		late: yield* each('late', late, STATE_ENTRIES.documents),
		canceledSince: yield* each('canceledSince', canceledSince, STATE_ENTRIES.documents),
	};
}

/** A state as text. */
export function writeState(state: BooksState): string {
	return JSON.stringify({ version: STATE_VERSION, ...state }, (_name, value: unknown) =>
		value instanceof Set ? [...(value as Set<unknown>)] : value,
	);
}

function* readSums(given: Record<keyof SumsBefore, unknown[]>): Steps<SumsBefore> {
	return {
		groups: yield* each('groups', given.groups, STATE_ENTRIES.groups),
		receipts: yield* each('receipts', given.receipts, STATE_ENTRIES.receipts),
		cancelled: yield* each('cancelled', given.cancelled, STATE_ENTRIES.cancelled),
		unreadable: yield* each('unreadable', given.unreadable, STATE_ENTRIES.unreadable),
	};
}

function* each<T>(
	name: string,
	list: readonly unknown[],
	schema: ZodType<T, ZodTypeDef, unknown>,
): Steps<T[]> {
	const entries: T[] = [];
	for (const [index, value] of list.entries()) {
		yield;
		const read = schema.safeParse(value);
		if (!read.success) throw noState(`${name}.${index}`);
		entries.push(read.data);
	}
	return entries;
}

function noState(where: string): InputError {
	return new InputError(
		ADD_TO,
		`holds no state that "Output: State for the Next Batch" gave: "${where}" cannot be read`,
		'Give the state as it came, or {} to begin. Nothing was booked.',
	);
}
