/** Records that were found → n8n items, in the shape that the panel asks for. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { dayEndsAtProperty, outputProperty, simplifyProperty } from '../fields';
import { check } from '../input';
import { isRecord } from '../records';
import { flag, oneOf, timeOfDay } from '../schemas';
import type { Call, Endpoint } from '../types';
import type { PollCalls } from './call';

/** What a trigger hands on: a record, and what is to be said of it. */
export interface Outgoing {
	record: unknown;
	/** Fields beside the record's own: `late`, `firstSeenAt`, `change`. */
	remarks: IDataObject;
}

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
	const simplify = read(simplifyProperty.name) ?? simplifyProperty.default;
	return check(simplifyProperty.displayName, flag, simplify) ? 'simplified' : 'raw';
}

/** Builds the items; each carries its remarks beside the record's own fields. */
export async function toItems(
	calls: PollCalls,
	endpoint: Endpoint,
	shape: Shape,
	outgoing: Outgoing[],
): Promise<INodeExecutionData[]> {
	if (outgoing.length === 0) return [];
	const convert = await converter(calls, endpoint, shape, outgoing);
	return outgoing.flatMap(({ record, remarks }) =>
		convert(record).map((json) => ({ json: { ...json, ...remarks } })),
	);
}

async function converter(
	calls: PollCalls,
	endpoint: Endpoint,
	shape: Shape,
	outgoing: Outgoing[],
): Promise<(record: unknown) => IDataObject[]> {
	const { accounting, simplify } = endpoint.output ?? {};
	if (shape === 'accounting' && accounting) {
		const dayEndsAt = check(
			dayEndsAtProperty.displayName,
			timeOfDay,
			calls.option(dayEndsAtProperty.name) ?? dayEndsAtProperty.default,
		);
		const call: Call = calls.call(endpoint, { options: { dayEndsAt } });
		const toReceipt = await accounting(
			call,
			outgoing.map(({ record }) => record),
		);
		return (record) => [readable(toReceipt, record)];
	}
	if (shape === 'simplified' && simplify) {
		return (record) =>
			isRecord(record) ? [simplify(record)].flat() : [{ value: record as string }];
	}
	return (record) => [isRecord(record) ? record : { value: record as string }];
}

/**
 * A receipt that can't be read comes as it was sent, with the reason: it must neither be left out nor
 * hold up all that come after it.
 */
function readable(convert: (record: unknown) => IDataObject, record: unknown): IDataObject {
	try {
		return convert(record);
	} catch (problem) {
		const unreadable = problem instanceof Error ? problem.message : String(problem);
		return { unreadable, record: record as IDataObject };
	}
}
