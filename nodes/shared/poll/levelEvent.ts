/** An event for things that reach a level: it comes when they get there, not at every poll. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../records';
import { identify, readWindow, withPool } from '../run';
import type { Endpoint } from '../types';
import type { PollCalls } from './call';
import { storedState } from './events';
import type { TriggerEvent } from './events';
import { fingerprint48, toLetters } from './hash';
import { readShape, toItems } from './items';
import type { Outgoing } from './items';
import type { PollContext, PollOutcome } from './poll';
import type { WatchedList } from './sources';

/** What distinguishes one such event from the others. */
export interface LevelEventSpec extends Pick<TriggerEvent, 'name' | 'value' | 'description'> {
	resource: string;
	properties: INodeProperties[];
	options: INodeProperties[];
	/** The lists to read, and what is to be said of their records. */
	lists: (calls: PollCalls) => Promise<Array<WatchedList & { remarks: IDataObject }>>;
	/** Whether a record has reached the level. */
	isThere: (record: IDataObject) => boolean;
}

/** Which records of each list are at the level: fingerprints of their ids, in order. */
interface LevelState {
	levels: Record<string, string>;
}

const ID = 8;

/** Makes the event of its entry. */
export function levelEvent(spec: LevelEventSpec): TriggerEvent {
	const { name, value, description, properties, options } = spec;
	const poll: TriggerEvent['poll'] = async (calls, context) =>
		await pollForLevels(spec, calls, context);
	return { name, value, description, properties, options, poll };
}

async function pollForLevels(
	spec: LevelEventSpec,
	calls: PollCalls,
	context: PollContext,
): Promise<PollOutcome> {
	const endpoint = calls.endpoint(spec.resource, 'getAll');
	const shape = readShape(calls, endpoint);
	const before = storedState<LevelState>(context.state, 'levels')?.levels ?? {};
	const lists = await spec.lists(calls);
	const levels = Object.fromEntries(
		lists.flatMap(({ key }) => (before[key] === undefined ? [] : [[key, before[key]]])),
	);
	const outgoing: Outgoing[] = [];
	let failure: { error: unknown } | undefined;
	for (const list of lists) {
		if (!context.goesOn()) break;
		const there = await readThere(spec, calls, endpoint, list).catch((error: unknown) => {
			failure = { error };
		});
		if (!there) continue;
		const known = before[list.key];
		levels[list.key] = [...there.keys()].sort().join('');
		// What is at the level when the trigger begins isn't news.
		if (known === undefined && !context.manual) continue;
		const earlier = new Set(known?.match(ENTRIES) ?? []);
		for (const [id, record] of there) {
			if (!earlier.has(id)) outgoing.push({ record, remarks: list.remarks });
		}
		if (context.manual && outgoing.length > 0) break;
	}
	// One list that fails doesn't hold up the others.
	if (failure && outgoing.length === 0) throw failure.error;
	const items = await toItems(
		calls,
		endpoint,
		shape,
		context.manual ? outgoing.slice(0, 1) : outgoing,
	);
	return { items, state: { levels } };
}

const ENTRIES = new RegExp(`.{${ID}}`, 'g');

async function readThere(
	{ isThere }: LevelEventSpec,
	calls: PollCalls,
	endpoint: Endpoint,
	{ path, query }: WatchedList,
): Promise<Map<string, IDataObject>> {
	const { list } = endpoint;
	if (!list) return new Map();
	const call = calls.call(endpoint, { path, query });
	const { records } = await withPool(
		call,
		async (pool) => await readWindow(call, list, undefined, pool, () => true, Infinity),
	);
	const there = records.filter(isRecord).filter(isThere);
	return new Map(
		there.map((record) => [toLetters(fingerprint48(identify(list, record) ?? ''), ID), record]),
	);
}
