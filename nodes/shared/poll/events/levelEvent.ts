/** An event for things that reach a level: it comes when they get there, not at every poll. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { eachInTurns, inTurns, sortSteps } from '../../values/inTurns';
import { isRecord } from '../../values/records';
import type { EpochMs } from '../../values/units';
import { Room } from '../../wire/room';
import { readWindow, withPool } from '../../run/run';
import type { Endpoint } from '../../table/types';
import type { PollCalls } from '../call';
import { storedState } from '../trigger';
import type { EventWords } from '../../panel/subtitle';
import type { TriggerEvent } from '../trigger';
import { LASTING_MS, isForAll, isPause } from '../../wire/cause';
import { readShape, toItems } from './items';
import type { Outgoing } from './items';
import { Load } from '../load';
import type { PollContext, PollOutcome } from '../poll';
import { SHORT_NAME, nameSteps, shortRecordName } from './recordName';
import type { WatchedList } from '../documents/sources';

/** What distinguishes one such event from the others. */
export interface LevelEventSpec extends EventWords {
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
	/** The list to begin with, where the last poll didn't get to it. */
	next?: string;
	/** Since when some list can't be read, in milliseconds since 1970. */
	failing?: EpochMs;
}

/** Items at most; what is more comes at the next poll. */
const MOST = 1000;

/** Makes the event of its entry. */
export function levelEvent(spec: LevelEventSpec): TriggerEvent {
	const { name, value, action, description, properties, options } = spec;
	const poll: TriggerEvent['poll'] = async (calls, context) =>
		await pollForLevels(spec, calls, context);
	return { name, value, action, description, properties, options, poll };
}

async function pollForLevels(
	spec: LevelEventSpec,
	calls: PollCalls,
	context: PollContext,
): Promise<PollOutcome> {
	const endpoint = calls.endpoint(spec.resource, 'getAll');
	const shape = readShape(calls, endpoint);
	const stored = storedState<LevelState>(context.state, 'levels');
	const before = stored?.levels ?? {};
	const lists = startingWith(await spec.lists(calls), stored?.next);
	// An account that has no shops for a moment, or a list of them that came empty, says nothing.
	if (lists.length === 0) return { items: [], state: { ...(stored ?? { levels: {} }) } };
	const levels = Object.fromEntries(
		lists.flatMap(({ key }) => (before[key] === undefined ? [] : [[key, before[key]]])),
	);
	const outgoing: Outgoing[] = [];
	const load = new Load();
	/** For the list that is read, and what is handed on of those before it. */
	const room = new Room();
	let failure: { error: unknown } | undefined;
	let next: string | undefined;
	let read = 0;
	for (const list of lists) {
		if (!context.goesOn() || outgoing.length >= MOST || load.isFull) {
			next = list.key;
			break;
		}
		const part = room.part();
		const there = await readThere(spec, calls, endpoint, list, part).catch((error: unknown) => {
			part.leave(0);
			// The next poll begins with it, and has all of the room.
			if (part.isShort || isForAll(error)) next = list.key;
			if (!part.isShort) failure ??= { error };
		});
		if (next !== undefined) break;
		if (!there) continue;
		read += 1;
		const known = before[list.key];
		const earlier = new Set(known?.match(ENTRIES) ?? []);
		// What is at the level when the trigger begins isn't news.
		const isFirst = known === undefined && !context.manual;
		const news = isFirst ? [] : [...there].filter(([id]) => !earlier.has(id));
		let bytes = 0;
		for (const [id, record] of news) {
			if (outgoing.length >= MOST || load.isFull) there.delete(id);
			else {
				outgoing.push({ record, remarks: list.remarks });
				bytes += load.add(record);
			}
		}
		part.leave(bytes);
		const names = await inTurns(calls.taking, sortSteps([...there.keys()]));
		levels[list.key] = names.join('');
		if (context.manual && outgoing.length > 0) break;
	}
	const after: LevelState = { levels, ...(next === undefined ? {} : { next }) };
	// One list that fails doesn't hold up the others, and what was noted of them isn't to be lost.
	const isSame = after.next === stored?.next && isSameLevels(levels, before);
	const isNothing = read === 0 || context.manual || isSame;
	if (failure && outgoing.length === 0 && isNothing) throw failure.error;
	if (failure && !isPause(failure.error)) {
		after.failing = Math.min(stored?.failing ?? Infinity, context.startedAt);
		const lasts = context.startedAt - after.failing >= LASTING_MS;
		if (lasts && context.complains(outgoing.length > 0)) throw failure.error;
	}
	const items = await toItems(
		calls,
		endpoint,
		shape,
		context.manual ? outgoing.slice(0, 1) : outgoing,
	);
	return { items, state: { ...after } as unknown as IDataObject };
}

function isSameLevels(a: LevelState['levels'], b: LevelState['levels']): boolean {
	const keys = Object.keys({ ...a, ...b });
	return keys.every((key) => a[key] === b[key]);
}

/** All lists, beginning with the one that the last poll didn't get to. */
function startingWith<T extends { key: string }>(lists: T[], next?: string): T[] {
	const start = Math.max(
		0,
		lists.findIndex(({ key }) => key === next),
	);
	return [...lists.slice(start), ...lists.slice(0, start)];
}

const ENTRIES = new RegExp(`.{${SHORT_NAME}}`, 'g');

async function readThere(
	{ isThere }: LevelEventSpec,
	calls: PollCalls,
	endpoint: Endpoint,
	{ path, query }: WatchedList,
	room: Room,
): Promise<Map<string, IDataObject>> {
	const { list } = endpoint;
	if (!list) return new Map();
	const call = calls.call(endpoint, { path, query });
	const { records } = await withPool(
		call,
		async (pool) => await readWindow(call, list, { pool, room }),
	);
	const there = records.filter(isRecord).filter(isThere);
	await inTurns(call, nameSteps(list, there));
	const byName = new Map<string, IDataObject>();
	await eachInTurns(call, there, (record) => byName.set(shortRecordName(list, record), record));
	return byName;
}
