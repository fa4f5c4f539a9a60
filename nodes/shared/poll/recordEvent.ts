/** An event for records without a date of their own: created or changed since the last poll. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { addDays, today as dayOf } from '../dates';
import { isRecord } from '../records';
import { identify, readWindow, withPool } from '../run';
import { readShopTime } from '../shopTime';
import type { Endpoint } from '../types';
import type { PollCalls } from './call';
import { storedState } from './events';
import type { TriggerEvent } from './events';
import { contentFingerprint, fingerprint48, toLetters } from './hash';
import { readShape, toItems } from './items';
import type { Outgoing } from './items';
import type { PollContext, PollOutcome } from './poll';
import { readSettings } from './settings';

/** What distinguishes one such event from the others. */
export interface RecordEventSpec extends Pick<TriggerEvent, 'name' | 'value' | 'description'> {
	properties: INodeProperties[];
	options: INodeProperties[];
	/** What is to be watched, as the panel says. */
	target: (calls: PollCalls) => {
		/** Distinguishes it from what the panel may say another time. */
		key: string;
		endpoint: Endpoint;
		query: Record<string, unknown>;
		/** A filter that the vendor doesn't have. */
		accepts: (record: IDataObject) => boolean;
	};
	/** Query parameter for the first day of the last change; the vendor knows days only. */
	since: string;
	/** The field that tells when a record was last changed. */
	changedAt: string;
}

/**
 * What is stored:
 * - `target`: what is watched; another target begins anew.
 * - `through`: until when all changes were handed on, in milliseconds since 1970.
 * - `recent`: fingerprints of the records that were changed since then, with their content's.
 * - `ids`: fingerprints of all records, where there are few enough to remember: they tell a new
 *   record from a changed one.
 */
interface RecordState {
	target: string;
	through: number;
	recent: string;
	ids?: string;
}

/** Letters of an id's and of a content's fingerprint. */
const ID = 8;
const CONTENT = 4;
/** With more records than this, new ones aren't told from changed ones. */
const MOST_IDS = 5000;
/** How far back a test event is looked for. */
const TEST_DAYS = 30;

/** Makes the event of its entry. */
export function recordEvent(spec: RecordEventSpec): TriggerEvent {
	const { name, value, description, properties, options } = spec;
	const poll: TriggerEvent['poll'] = async (calls, context) =>
		await pollForRecords(spec, calls, context);
	return { name, value, description, properties, options, poll };
}

interface Changed {
	record: IDataObject;
	id: string;
	content: string;
	/** Milliseconds since 1970; undefined where the record doesn't tell. */
	time: number | undefined;
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
	const stored = storedState<RecordState>(context.state, 'recent');
	const isSame = stored?.target === target.key;
	const state: RecordState = isSame
		? stored
		: {
				target: target.key,
				through: settings.startAt,
				recent: '',
				...(await readIds(calls, target)),
			};
	// A day earlier, for a vendor that counts days in another zone.
	const changed = await read(addDays(dayOf(state.through, calls.timeZone), -1));
	const isNewDay =
		dayOf(state.through, calls.timeZone) !== dayOf(context.startedAt, calls.timeZone);
	const times = { ...settings, now: context.startedAt, isFirst: !isSame, isNewDay };
	const { outgoing, next } = sortOut(changed, state, times);
	const items = await toItems(calls, target.endpoint, shape, outgoing);
	return { items, state: next as unknown as IDataObject };
}

interface Circumstances {
	startAt: number;
	most: number;
	now: number;
	isFirst: boolean;
	isNewDay: boolean;
}

/** Compares the records that the vendor calls changed with those that are known already. */
function sortOut(
	changed: Changed[],
	state: RecordState,
	{ startAt, most, now, isFirst, isNewDay }: Circumstances,
): { outgoing: Outgoing[]; next: RecordState } {
	const recent = split(state.recent, ID + CONTENT).map(
		(entry) => [entry.slice(0, ID), entry.slice(ID)] as const,
	);
	const known = new Map(recent);
	const ids = state.ids === undefined ? undefined : new Set(split(state.ids, ID));
	const outgoing: Outgoing[] = [];
	const kept: string[] = [];
	let waiting = 0;
	const sorted = [...changed].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
	for (const { record, id, content, time } of sorted) {
		const isOld = isFirst && time !== undefined && time < startAt;
		if (known.get(id) !== content && !isOld) {
			if (outgoing.length >= most) {
				waiting += 1;
				const before = known.get(id);
				if (before !== undefined) kept.push(id + before);
				continue;
			}
			const isKnown = known.has(id) || ids?.has(id);
			const change = isKnown ? 'updated' : ids ? 'created' : undefined;
			outgoing.push({ record, remarks: change === undefined ? {} : { change } });
		}
		ids?.add(id);
		kept.push(id + content);
	}
	const text = kept.sort().join('');
	// Without a change nothing is stored, but once a day the first day that is asked for moves on.
	const isQuiet = text === state.recent && !isFirst && !isNewDay;
	const through = waiting > 0 || isQuiet ? state.through : now;
	const all = ids && ids.size <= MOST_IDS ? { ids: [...ids].join('') } : {};
	return { outgoing, next: { target: state.target, through, recent: text, ...all } };
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
		async (pool) => await readWindow(call, list, undefined, pool, () => true, limit),
	);
	return records.filter(isRecord);
}

async function readChanged(
	{ since, changedAt }: RecordEventSpec,
	calls: PollCalls,
	target: Target,
	day: string | undefined,
): Promise<Changed[]> {
	const query = { ...target.query, [since]: day };
	const records = await readAll(calls, { endpoint: target.endpoint, query }, Infinity);
	return records.filter(target.accepts).map((record) => ({
		record,
		id: idOf(target.endpoint, record),
		content: contentFingerprint(record).slice(-CONTENT),
		time: timeOf(record[changedAt], calls.timeZone),
	}));
}

function idOf({ list }: Endpoint, record: IDataObject): string {
	const id = list && identify(list, record);
	return toLetters(fingerprint48(id ?? contentFingerprint(record)), ID);
}

function timeOf(value: unknown, timeZone: string): number | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const time = readShopTime(value, { timeZone, dayEndsAt: '00:00' });
	return time && Date.parse(time.issuedAt);
}

/** All ids once at the beginning, unless there are too many of them. */
async function readIds(calls: PollCalls, target: Target): Promise<{ ids?: string }> {
	const records = await readAll(calls, target, MOST_IDS + 1);
	if (records.length > MOST_IDS) return {};
	return { ids: records.map((record) => idOf(target.endpoint, record)).join('') };
}
