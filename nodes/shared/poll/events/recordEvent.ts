/** An event for records without a date of their own: created or changed since the last poll. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { addDays, today as dayOf } from '../../values/dates';
import { inTurns, sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { isRecord } from '../../values/records';
import { readWindow, withPool } from '../../run/run';
import { momentOf } from '../../values/shopTime';
import type { Endpoint } from '../../table/types';
import type { PollCalls } from '../call';
import { storedState } from '../events';
import type { EventWords } from '../../panel/subtitle';
import type { TriggerEvent } from '../events';
import { contentSteps } from '../hash';
import { readShape, toItems } from './items';
import type { Outgoing } from './items';
import { Load } from '../load';
import type { PollContext, PollOutcome } from '../poll';
import { SHORT_NAME, nameSteps, shortRecordName } from './recordName';
import { newsSince, readSettings } from '../settings';

/** What distinguishes one such event from the others. */
export interface RecordEventSpec extends EventWords {
	properties: INodeProperties[];
	options: INodeProperties[];
	/** What is to be watched, as the panel says. */
	target: (calls: PollCalls) => {
		/** The kind of records: what is known of one kind says nothing about another. */
		key: string;
		endpoint: Endpoint;
		query: Record<string, unknown>;
		/** The places whose records are wanted; all of them where it is empty. */
		scope: string[];
	};
	/** The place that a record belongs to; undefined for one that belongs to all of them. */
	placeOf: (record: IDataObject) => string | undefined;
	/** Query parameter for the first day of the last change; the vendor knows days only. */
	since: string;
	/** The field that tells when a record was last changed. */
	changedAt: string;
}

/**
 * What is stored of one kind of records:
 * - `scope`: the places whose records were wanted.
 * - `through`: until when all changes were handed on, in milliseconds since 1970.
 * - `recent`: fingerprints of the records that were changed since then, with their content's.
 * - `done`: records that were changed up to then are handed on, whether `recent` has them or not.
 * - `ids`: fingerprints of all records, where there are few enough to remember: they tell a new
 *   record from a changed one.
 */
interface KindState {
	scope: string[];
	through: number;
	recent: string;
	done?: number;
	ids?: string;
}

/** By kind. */
interface RecordState {
	kinds: Record<string, KindState>;
}

/** Letters of a content's fingerprint. */
const CONTENT = 4;
/** With more records than this, new ones aren't told from changed ones. */
const MOST_IDS = 5000;
/** Of more records than this, changed since yesterday, only the time of the others is remembered. */
const MOST_RECENT = 10_000;
/** How far back a test event is looked for. */
const TEST_DAYS = 30;

/** Makes the event of its entry. */
export function recordEvent(spec: RecordEventSpec): TriggerEvent {
	const { name, value, action, description, properties, options } = spec;
	const poll: TriggerEvent['poll'] = async (calls, context) =>
		await pollForRecords(spec, calls, context);
	return { name, value, action, description, properties, options, poll };
}

interface Changed {
	record: IDataObject;
	id: string;
	content: string;
	/** Milliseconds since 1970; undefined where the record doesn't tell. */
	time: number | undefined;
	place: string | undefined;
}

async function pollForRecords(
	spec: RecordEventSpec,
	calls: PollCalls,
	context: PollContext,
): Promise<PollOutcome> {
	const target = spec.target(calls);
	const shape = readShape(calls, target.endpoint);
	const read = async (day: string | undefined) => await readChanged(spec, calls, target, day);
	if (context.manual) {
		const day = addDays(dayOf(context.startedAt, calls.timeZone), -TEST_DAYS);
		const [newest] = (await read(day)).sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
		const outgoing = newest ? [{ record: newest.record, remarks: {} }] : [];
		return { items: await toItems(calls, target.endpoint, shape, outgoing) };
	}
	const settings = readSettings(calls, context.since);
	const { kinds = {} } = storedState<RecordState>(context.state, 'kinds') ?? {};
	const stored = kinds[target.key];
	const startAt = newsSince(settings, context);
	const known: KindState = stored ?? {
		scope: target.scope,
		through: startAt,
		recent: '',
		...(await readIds(calls, target)),
	};
	// Nothing was read later than now, whatever the clock said then.
	const state = { ...known, through: Math.min(known.through, context.startedAt) };
	// A day earlier, for a vendor that counts days in another zone.
	const changed = await read(addDays(dayOf(state.through, calls.timeZone), -1));
	const isNewDay =
		dayOf(state.through, calls.timeZone) !== dayOf(context.startedAt, calls.timeZone);
	const { most } = settings;
	const times = { startAt, most, now: context.startedAt, isFirst: stored === undefined, isNewDay };
	const sorting = sortOut(changed, state, target.scope, times);
	const { outgoing, next } = await inTurns(calls.taking, sorting);
	const items = await toItems(calls, target.endpoint, shape, outgoing);
	// The ids of other kinds would be out of date when they are wanted again.
	const others = Object.entries(kinds).map(([key, kind]) => [key, { ...kind, ids: undefined }]);
	const after = { kinds: { ...Object.fromEntries(others), [target.key]: next } };
	const isAsBefore = JSON.stringify(after.kinds) === JSON.stringify(kinds);
	return { items, state: (isAsBefore ? { kinds } : after) as unknown as IDataObject };
}

interface Circumstances {
	startAt: number;
	most: number;
	now: number;
	isFirst: boolean;
	isNewDay: boolean;
}

/** Compares the records that the vendor calls changed with those that are known already. */
function* sortOut(
	changed: Changed[],
	state: KindState,
	scope: string[],
	{ startAt, most, now, isFirst, isNewDay }: Circumstances,
): Steps<{ outgoing: Outgoing[]; next: KindState }> {
	const { through, done = -Infinity } = state;
	const recent = split(state.recent, SHORT_NAME + CONTENT).map(
		(entry) => [entry.slice(0, SHORT_NAME), entry.slice(SHORT_NAME)] as const,
	);
	const known = new Map(recent);
	const ids = state.ids === undefined ? undefined : new Set(split(state.ids, SHORT_NAME));
	const outgoing: Outgoing[] = [];
	const load = new Load();
	const kept: Array<{ entry: string; time: number | undefined }> = [];
	let waiting = 0;
	let oldestWaiting = Infinity;
	const sorted = yield* sortSteps(changed, (a, b) => (a.time ?? 0) - (b.time ?? 0));
	for (const { record, id, content, time, place } of sorted) {
		yield;
		const before = known.get(id);
		if (before === undefined && time !== undefined && time <= done) continue;
		// What wasn't watched until now begins where the others stand.
		const begin = isFirst ? startAt : isWithin(state.scope, place) ? -Infinity : through;
		const isOld = before === undefined && time !== undefined && time < begin;
		if (before !== content && !isOld) {
			if (outgoing.length >= most || load.isFull) {
				waiting += 1;
				oldestWaiting = Math.min(oldestWaiting, time ?? 0);
				if (before !== undefined) kept.push({ entry: id + before, time: undefined });
				continue;
			}
			const isKnown = before !== undefined || ids?.has(id);
			const change = isKnown ? 'updated' : ids ? 'created' : undefined;
			outgoing.push({ record, remarks: change === undefined ? {} : { change } });
			load.add(record);
		}
		ids?.add(id);
		kept.push({ entry: id + content, time });
	}
	const bounded = bound(kept, oldestWaiting, done);
	const text = bounded.entries.sort().join('');
	// Without a change nothing is stored, but once a day the first day that is asked for moves on.
	const isSameScope = scope.join() === state.scope.join();
	const isQuiet = text === state.recent && isSameScope && !isFirst && !isNewDay;
	const all = ids && ids.size <= MOST_IDS ? { ids: [...ids].join('') } : {};
	return {
		outgoing,
		next: {
			scope: isQuiet || waiting > 0 ? state.scope : scope,
			through: isQuiet || waiting > 0 ? through : now,
			recent: text,
			...(bounded.done === -Infinity ? {} : { done: bounded.done }),
			...all,
		},
	};
}

/** Lets go of the records that were changed first, where there are too many of them. */
function bound(
	kept: Array<{ entry: string; time: number | undefined }>,
	oldestWaiting: number,
	done: number,
): { entries: string[]; done: number } {
	const spare = kept.length - MOST_RECENT;
	const last = kept.flatMap(({ time }) => time ?? [])[spare - 1] ?? -Infinity;
	// None may be let go of whose time is that of one that waits.
	const until = Math.max(done, Math.min(last, oldestWaiting - 1));
	const stay = kept.filter(({ time }) => time === undefined || time > until);
	return { entries: stay.map(({ entry }) => entry), done: until };
}

/** Whether records of a place are among those that are wanted. */
function isWithin(scope: string[], place: string | undefined): boolean {
	return scope.length === 0 || place === undefined || scope.includes(place);
}

function split(text: string, length: number): string[] {
	return Array.from({ length: text.length / length }, (_part, place) =>
		text.slice(place * length, (place + 1) * length),
	);
}

type Target = ReturnType<RecordEventSpec['target']>;

async function readAll(
	calls: PollCalls,
	{ endpoint, query }: Pick<Target, 'endpoint' | 'query'>,
	limit: number,
): Promise<IDataObject[]> {
	const { list } = endpoint;
	if (!list) return [];
	const call = calls.call(endpoint, { query });
	const { records } = await withPool(
		call,
		async (pool) => await readWindow(call, list, { pool, limit }),
	);
	return records.filter(isRecord);
}

async function readChanged(
	{ since, changedAt, placeOf }: RecordEventSpec,
	calls: PollCalls,
	target: Target,
	day: string | undefined,
): Promise<Changed[]> {
	const query = { ...target.query, [since]: day };
	const records = await readAll(calls, { endpoint: target.endpoint, query }, Infinity);
	const { list } = target.endpoint;
	const read = function* (): Steps<Changed[]> {
		const changed: Changed[] = [];
		for (const record of records) {
			yield;
			const place = placeOf(record);
			if (!isWithin(target.scope, place)) continue;
			yield* nameSteps(list, [record]);
			const id = shortRecordName(list, record);
			const content = (yield* contentSteps(record)).slice(-CONTENT);
			changed.push({
				record,
				place,
				id,
				content,
				time: momentOf(record[changedAt], calls.timeZone),
			});
		}
		return changed;
	};
	return await inTurns(calls.taking, read());
}

/** All ids once at the beginning, unless there are too many of them. */
async function readIds(calls: PollCalls, target: Target): Promise<{ ids?: string }> {
	const records = await readAll(calls, target, MOST_IDS + 1);
	if (records.length > MOST_IDS) return {};
	const { list } = target.endpoint;
	return { ids: records.map((record) => shortRecordName(list, record)).join('') };
}
