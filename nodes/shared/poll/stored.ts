/** What n8n keeps for a trigger between two polls: read at once, and replaced in one step. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../table/inputError';
import { jsonLength } from '../values/jsonLength';
import type { EpochMs } from '../values/units';

/**
 * Signs of a state: n8n reads and writes it as a whole with each execution. A million receipts take less
 * in the days that are looked back.
 */
const LONGEST_STATE = 10_000_000;

/** Where the moment of an activation is noted whose poll failed. */
const SINCE = 'since';

/** Where the state says how often items were handed on. */
const HANDED = 'handed';

/** What a trigger has stored. */
export interface Stored {
	/** What its event stored; to be read only. Empty at first. */
	state: IDataObject;
	/** True where nothing at all is stored. */
	isNew: boolean;
	/** How often items were handed on. */
	handed: number;
	/** When the trigger was activated, where no poll has succeeded since. */
	since: EpochMs | undefined;
}

/** Reads what is stored as it is now; later changes of it aren't seen. */
export function readStored(data: IDataObject): Stored {
	const { [SINCE]: since, ...state } = data;
	return {
		state,
		isNew: Object.keys(data).length === 0,
		handed: Number(data[HANDED] ?? 0),
		since: typeof since === 'number' ? since : undefined,
	};
}

/**
 * Stores what an event is to find at the next poll, in place of everything that was stored.
 * @param data as n8n keeps it; it is changed
 * @param handed how often items were handed on, these ones included
 * @throws InputError for more than n8n can keep; nothing is changed then
 */
export function storeState(data: IDataObject, state: IDataObject, handed: number): void {
	if (jsonLength(state, LONGEST_STATE) > LONGEST_STATE) throw tooMuch();
	replace(data, { ...state, ...(handed > 0 && { [HANDED]: handed }) });
}

/** Stores nothing but when the trigger was activated. */
export function storeSince(data: IDataObject, since: EpochMs): void {
	replace(data, { [SINCE]: since });
}

/** Replaces what is stored, key by key and without a break between them. */
function replace(data: IDataObject, state: IDataObject): void {
	for (const key of Object.keys(data)) if (!(key in state)) delete data[key];
	for (const [key, value] of Object.entries(state)) {
		if (data[key] !== value) data[key] = value;
	}
}

function tooMuch(): InputError {
	return new InputError(
		'Event',
		`has more to remember than n8n can keep with a workflow (${LONGEST_STATE / 1e6} MB)`,
		'Nothing was handed on, and nothing is lost: the next poll finds the same again. Let the trigger watch fewer shops, registers, orders or days, or add another trigger for the rest.',
	);
}
