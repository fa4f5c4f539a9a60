/** Sends what was planned, one record after the other; a record that fails doesn't stop the others. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { shapeAnswer } from '../../shared/run/output';
import { partsOfRoute } from '../../shared/table/table';
import type { Call } from '../../shared/table/types';
import { leavesOutcomeOpen } from '../../shared/wire/errors';
import { createdId } from '../records/upsert';
import { Missing } from './references';
import type { Planned, SyncSpec } from './types';

/** So many failures one after the other have one cause, and the next record would meet with it as well. */
const MOST_FAILURES = 5;

/** Records that were named and weren't there: their IDs, or why they couldn't be made. */
type Made = Map<string, string | NodeApiError>;

/**
 * Sends as many writes as the user allows; what is left is marked, for the next run. What is repeated then
 * is found by its key, so that nothing is sent twice on purpose.
 * @throws what isn't the vendor's, such as an unusable credential
 */
export async function writePlanned(
	call: Call,
	spec: SyncSpec,
	planned: Planned[],
	writesPerRun: number,
): Promise<void> {
	const made: Made = new Map();
	let writes = 0;
	let failures = 0;
	for (const one of planned) {
		if (one.body === undefined) continue;
		const missing = missingIn(one.body).filter((name) => !made.has(keyOf(name)));
		if (failures >= MOST_FAILURES || writes + missing.length + 1 > writesPerRun) {
			one.action = 'later';
			continue;
		}
		writes += missing.length + 1;
		const failure = await sendOne(call, spec, one, missing, made).catch((error: unknown) => {
			if (error instanceof NodeApiError) return error;
			throw error;
		});
		failures = failure ? failures + 1 : 0;
		if (failure) Object.assign(one, failedBy(failure));
	}
}

async function sendOne(
	call: Call,
	spec: SyncSpec,
	one: Planned,
	missing: Missing[],
	made: Made,
): Promise<void> {
	for (const name of missing) await make(call, name, made);
	await writeOne(call, spec, one, withMade(one.body ?? {}, made));
}

function failedBy(error: NodeApiError): Partial<Planned> {
	const isOpen = leavesOutcomeOpen(error);
	const advice = isOpen
		? 'The next run reads what is there, and finds it by its key.'
		: (error.description ?? '');
	return { action: 'failed', problem: `${error.message}. ${advice}`.trim(), isOpen };
}

/** How many writes a plan takes. */
export function writesOf(planned: readonly Planned[]): number {
	const missing = planned.flatMap(({ body }) => (body ? missingIn(body).map(keyOf) : []));
	return planned.filter(({ body }) => body !== undefined).length + new Set(missing).size;
}

function missingIn(body: IDataObject): Missing[] {
	return Object.values(body as Record<string, unknown>).filter((value) => value instanceof Missing);
}

const keyOf = ({ list, name }: Missing) => `${list.getAll.route} ${name}`;

async function make(call: Call, missing: Missing, made: Made): Promise<void> {
	const { list, name } = missing;
	if (!list.create) return;
	const { endpoint, fieldsOf } = list.create;
	const { method, path } = partsOfRoute(endpoint);
	const send = async () => {
		const answer = await call.send({ method, path, body: fieldsOf(name) });
		return String(createdId(call, shapeAnswer(call, answer)));
	};
	const id = await send().catch((error: unknown) => {
		// Made or not: a second try could make another one of that name.
		if (error instanceof NodeApiError) made.set(keyOf(missing), error);
		throw error;
	});
	made.set(keyOf(missing), id);
}

/** @throws NodeApiError where a record that is named couldn't be made */
function withMade(body: IDataObject, made: Made): IDataObject {
	const entries = Object.entries(body as Record<string, unknown>).map(([name, value]) => {
		if (!(value instanceof Missing)) return [name, value];
		const id = made.get(keyOf(value));
		if (id instanceof NodeApiError) throw id;
		return [name, id];
	});
	return Object.fromEntries(entries) as IDataObject;
}

async function writeOne(
	call: Call,
	{ create, update }: SyncSpec,
	one: Planned,
	body: IDataObject,
): Promise<void> {
	if (one.id === null) {
		const { method, path } = partsOfRoute(create);
		one.id = createdId(call, shapeAnswer(call, await call.send({ method, path, body })));
	} else {
		const { method, path } = partsOfRoute(update);
		await call.send({
			method,
			path: path.replace('{id}', encodeURIComponent(String(one.id))),
			body,
		});
	}
	one.isWritten = true;
}
