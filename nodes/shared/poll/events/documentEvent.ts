/** An event for records that have a date: receipts, invoices, movements of stock. */
import type { EpochMs } from '../../values/units';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { RequestInput } from '../../table/request';
import type { Endpoint } from '../../table/types';
import type { PollCalls } from '../call';
import { pollDocuments } from '../documents/documents';
import type { DocumentState, FoundRecord, Source } from '../documents/documentTypes';
import { storedState } from '../trigger';
import type { EventWords } from '../../panel/subtitle';
import type { TriggerEvent } from '../trigger';
import { causeIn, isForAll, isPause } from '../../wire/cause';
import { readShape, toItems } from './items';
import { findNewest } from './newest';
import type { PollContext, PollOutcome } from '../poll';
import { readSettings } from '../settings';
import { watch } from '../documents/sources';
import type { WatchSpec, WatchedList } from '../documents/sources';

type Lists = Array<WatchedList & { countQuery?: RequestInput['query'] }>;

/** What distinguishes one such event from the others. */
export interface DocumentEventSpec extends EventWords {
	resource: string;
	/** Operation that tells how many records there are, where the list doesn't. */
	count?: string;
	properties: INodeProperties[];
	options: INodeProperties[];
	/** The lists to watch; one for each shop or register where the vendor asks for one. */
	lists: (calls: PollCalls) => Promise<Lists>;
	/** How a record was taken back in place; 0 for one that wasn't. */
	markOf?: (record: IDataObject) => number;
	/** Makes the filter that isn't the vendor's. */
	filter?: (calls: PollCalls) => WatchSpec['accepts'];
}

/** Makes the event of its entry. */
export function documentEvent(spec: DocumentEventSpec): TriggerEvent {
	const { name, value, action, description, properties, options } = spec;
	return {
		name,
		value,
		action,
		description,
		properties,
		options,
		poll: async (calls, context) => await pollForDocuments(spec, calls, context),
	};
}

async function pollForDocuments(
	spec: DocumentEventSpec,
	calls: PollCalls,
	context: PollContext,
): Promise<PollOutcome> {
	const endpoint = calls.endpoint(spec.resource, 'getAll');
	const shape = readShape(calls, endpoint);
	const settings = readSettings(calls, context.since);
	const wholeRecords = shape === 'accounting' ? endpoint.output?.accountingQuery : {};
	const lists = await spec.lists(calls);
	const sources = makeSources(spec, calls, endpoint, lists, wholeRecords);
	// What was found doesn't tell from which of several lists.
	const asked = lists.length === 1 ? lists[0]?.query : undefined;
	if (context.manual) {
		const record = await findNewest(sources, context.startedAt, calls.timeZone, calls.taking);
		const outgoing = record === undefined ? [] : [{ record, remarks: {} }];
		return { items: await toItems(calls, endpoint, shape, outgoing, asked) };
	}
	const { found, state } = await pollDocuments(
		storedState<DocumentState>(context.state, 'sources'),
		{
			...settings,
			sources,
			taking: calls.taking,
			now: context.startedAt,
			timeZone: calls.timeZone,
			startsNow: settings.startAt === context.since,
			goesOn: context.goesOn,
			complains: context.complains,
			isPause,
			isForAll,
			isSlow: (error) => causeIn(error) === 'temporarily-unavailable',
		},
	);
	const outgoing = found.map((one) => ({
		record: one.record,
		remarks: remarksOn(one, context.startedAt),
	}));
	return {
		items: await toItems(calls, endpoint, shape, outgoing, asked),
		state: state as unknown as IDataObject,
	};
}

function makeSources(
	spec: DocumentEventSpec,
	calls: PollCalls,
	endpoint: Endpoint,
	lists: Lists,
	query: RequestInput['query'] = {},
): Source[] {
	const accepts = spec.filter?.(calls);
	const count = spec.count === undefined ? undefined : calls.endpoint(spec.resource, spec.count);
	return lists.map(({ countQuery, ...list }) =>
		watch(
			calls,
			{ ...list, query: { ...list.query, ...query } },
			{
				endpoint,
				...(count ? { count: { endpoint: count, query: countQuery } } : {}),
				...(accepts ? { accepts } : {}),
				...(spec.markOf ? { markOf: spec.markOf } : {}),
			},
		),
	);
}

/** What a late or a changed record is told apart by. */
function remarksOn({ late, change }: FoundRecord, now: EpochMs): IDataObject {
	if (!late && change === undefined) return {};
	return {
		...(change === undefined ? {} : { change }),
		...(late ? { late } : {}),
		firstSeenAt: new Date(now).toISOString(),
	};
}
