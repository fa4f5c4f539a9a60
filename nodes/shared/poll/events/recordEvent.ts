/** An event for records without a date of their own: created or changed since the last poll. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { addDays, today as dayOf } from '../../values/dates';
import { inTurns } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { isRecord } from '../../values/records';
import { readAlone } from '../../run/run';
import { momentOf } from '../../values/shopTime';
import type { Endpoint } from '../../table/types';
import type { PollCalls } from '../call';
import { storedState } from '../trigger';
import type { EventWords } from '../../panel/subtitle';
import type { TriggerEvent } from '../trigger';
import { contentSteps } from '../hash';
import { readShape, toItems } from './items';
import type { PollContext, PollOutcome } from '../poll';
import { CONTENT, MOST_IDS, isInScope, sortOut } from './recordChanges';
import type { Changed, KindState } from './recordChanges';
import { nameSteps, shortRecordName } from './recordName';
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
	changedSinceQuery: string;
	/** The field that tells when a record was last changed. */
	changedAtField: string;
}

/** By kind. */
interface RecordState {
	kinds: Record<string, KindState>;
}

/** How far back a test event is looked for. */
const TEST_DAYS = 30;

/** Makes the event of its entry. */
export function recordEvent(spec: RecordEventSpec): TriggerEvent {
	const { name, value, action, description, properties, options } = spec;
	const poll: TriggerEvent['poll'] = async (calls, context) =>
		await pollForRecords(spec, calls, context);
	return { name, value, action, description, properties, options, poll };
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

type Target = ReturnType<RecordEventSpec['target']>;

async function readAll(
	calls: PollCalls,
	{ endpoint, query }: Pick<Target, 'endpoint' | 'query'>,
	limit: number,
): Promise<IDataObject[]> {
	const { list } = endpoint;
	if (!list) return [];
	const call = calls.call(endpoint, { query });
	const { records } = await readAlone(call, list, { limit });
	return records.filter(isRecord);
}

async function readChanged(
	{ changedSinceQuery, changedAtField, placeOf }: RecordEventSpec,
	calls: PollCalls,
	target: Target,
	day: string | undefined,
): Promise<Changed[]> {
	const query = { ...target.query, [changedSinceQuery]: day };
	const records = await readAll(calls, { endpoint: target.endpoint, query }, Infinity);
	const { list } = target.endpoint;
	const read = function* (): Steps<Changed[]> {
		const changed: Changed[] = [];
		for (const record of records) {
			yield;
			const place = placeOf(record);
			if (!isInScope(target.scope, place)) continue;
			yield* nameSteps(list, [record]);
			const id = shortRecordName(list, record);
			const content = (yield* contentSteps(record)).slice(-CONTENT);
			changed.push({
				record,
				place,
				id,
				content,
				time: momentOf(record[changedAtField], calls.timeZone),
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
