/** Records that were found → n8n items, in the shape that the panel asks for. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { dayEndsAtProperty, outputProperty, simplifyProperty } from '../../table/fields';
import { eachInTurns } from '../../values/inTurns';
import { fillNames } from '../../run/fillNames';
import { check, readSwitch } from '../../run/input';
import { isRecord } from '../../values/records';
import { withPool } from '../../run/run';
import { oneOf, timeOfDay } from '../../table/schemas';
import type { RequestInput } from '../../table/request';
import type { Call, Endpoint, OutputSpec } from '../../table/types';
import type { PollCalls } from '../call';
import { causeIn } from '../../wire/cause';
import { Patience } from './patience';

/** What a trigger hands on: a record, and what is to be said of it. */
export interface Outgoing {
	record: unknown;
	/** Fields beside the record's own: `late`, `firstSeenAt`, `change`. */
	remarks: IDataObject;
}

/** What an item is made like: as the record came, with its main fields, or as an accounting receipt. */
export type Shape = 'raw' | 'simplified' | 'accounting';

/**
 * The shape that the panel asks for: "Output" where the list can be read as accounting entries, else
 * "Simplify".
 */
export function readShape({ read }: PollCalls, { output }: Endpoint): Shape {
	if (output?.accounting) {
		const chosen = read(outputProperty.name) ?? outputProperty.default;
		const { displayName } = outputProperty;
		return check(displayName, oneOf(['accounting', 'raw', 'simplified']), chosen) as Shape;
	}
	if (!output?.simplify) return 'raw';
	return (readSwitch(read, simplifyProperty) ?? simplifyProperty.default) ? 'simplified' : 'raw';
}

/**
 * Builds the items; each carries its remarks beside the record's own fields.
 * @param query what all records were asked for with
 */
export async function toItems(
	calls: PollCalls,
	endpoint: Endpoint,
	shape: Shape,
	outgoing: Outgoing[],
	query: RequestInput['query'] = {},
): Promise<INodeExecutionData[]> {
	if (outgoing.length === 0) return [];
	const convert = await converter(calls, endpoint, shape, outgoing, query);
	const records = outgoing.map(({ record }) => record);
	const doubt = await endpoint.output?.doubtTimes?.(calls.call(endpoint, { query }), records);
	// A trigger has no place for hints.
	const said = doubt ? { timesDoubt: doubt.words } : {};
	const items: INodeExecutionData[] = [];
	await eachInTurns(calls.taking, outgoing, ({ record, remarks }) => {
		for (const json of convert(record)) items.push({ json: { ...json, ...remarks, ...said } });
	});
	if (shape === 'simplified') {
		const jsons = items.map(({ json }): IDataObject => json);
		await fillNames(calls.call(endpoint, { query }), jsons, calls.option);
	}
	return items;
}

async function converter(
	calls: PollCalls,
	endpoint: Endpoint,
	shape: Shape,
	outgoing: Outgoing[],
	query: RequestInput['query'],
): Promise<(record: unknown) => IDataObject[]> {
	const { accounting, simplify } = endpoint.output ?? {};
	if (shape === 'accounting' && accounting) {
		const dayEndsAt = check(
			dayEndsAtProperty.displayName,
			timeOfDay,
			calls.option(dayEndsAtProperty.name) ?? dayEndsAtProperty.default,
		);
		// A trigger hands on the record itself beside the reason.
		const options = { dayEndsAt, ifUnreadable: 'stop' };
		const call: Call = calls.call(endpoint, { query, options });
		const records = outgoing.map(({ record }) => record);
		const toReceipt = await accountingOf(accounting, call, records);
		return (record) => [orUnreadable(toReceipt, record)];
	}
	if (shape === 'simplified' && simplify) {
		return (record) =>
			isRecord(record) ? [simplify(record, query)].flat() : [{ value: record as string }];
	}
	return (record) => [isRecord(record) ? record : { value: record as string }];
}

type Accounting = NonNullable<OutputSpec['accounting']>;
type Convert = (record: unknown) => IDataObject;

/**
 * The converter for accounting entries. What has to be looked up for one record must not hold up the
 * others for ever: where the vendor refuses it, or it has failed for an hour, that record alone can't
 * be read. What all records need is waited for.
 * @throws the failure of looking up, as long as waiting may help
 */
async function accountingOf(
	accounting: Accounting,
	call: Call,
	records: unknown[],
): Promise<Convert> {
	const { host, memory } = call;
	const patience = memory.of(Patience);
	const key = JSON.stringify([host.getWorkflow().id, host.getNode().id]);
	const outcome = await accounting(call, records).then(
		(convert) => ({ convert }),
		(error: unknown) => ({ error }),
	);
	if ('convert' in outcome) {
		patience.works(key);
		return outcome.convert;
	}
	const cause = causeIn(outcome.error);
	const isOver = patience.isOver(key, call.now());
	const isOfAll = cause === 'credential-invalid' || cause === 'rate-limited';
	if (isOfAll || (cause !== 'configuration-invalid' && !isOver)) throw outcome.error;
	return await oneByOne(accounting, call, records);
}

/** Looks things up for each record by itself; those for which that fails have a converter that says so. */
async function oneByOne(accounting: Accounting, call: Call, records: unknown[]): Promise<Convert> {
	// Without a record only what all of them need is looked up: a failure there is none of a record.
	await accounting(call, []);
	const converters = new Map<unknown, Convert>();
	await withPool(call, async (pool) => {
		const tries = records.map(
			async (record) =>
				await pool(async () => {
					const convert = await accounting(call, [record]).catch((error: unknown): Convert => {
						if (causeIn(error) === 'rate-limited') throw error;
						return () => {
							throw error;
						};
					});
					converters.set(record, convert);
				}),
		);
		await Promise.all(tries);
	});
	return (record) => converters.get(record)?.(record) ?? {};
}

/**
 * A receipt that can't be read comes as it was sent, with the reason: it must neither be left out nor
 * hold up all that come after it.
 */
function orUnreadable(convert: (record: unknown) => IDataObject, record: unknown): IDataObject {
	try {
		return convert(record);
	} catch (problem) {
		const unreadable = problem instanceof Error ? problem.message : String(problem);
		return { unreadable, record: record as IDataObject };
	}
}
