/** Sends what was planned, one record after the other; a record that fails doesn't stop the others. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { shapeAnswer } from '../../shared/run/output';
import { runOne } from '../../shared/run/run';
import { partsOfRoute } from '../../shared/table/table';
import type { Call } from '../../shared/table/types';
import { apiError, copyOfError, leavesOutcomeOpen } from '../../shared/wire/errors';
import { plainInput } from '../records/plainInput';
import { createdId } from '../records/upsert';
import { awaitedIn, withIds } from './steps';
import type { Awaited, WriteStep } from './steps';
import type { Planned } from './types';

/** So many failures one after the other have one cause, and the next record would meet with it as well. */
const MOST_FAILURES = 5;

/**
 * Sends as many writes as the user allows; what is left is marked, for the next run. What is repeated then
 * is found by its key, so that nothing is sent twice on purpose.
 * @throws what isn't the vendor's, such as an unusable credential
 */
export async function writePlanned(
	call: Call,
	planned: Planned[],
	writesPerRun: number,
): Promise<void> {
	let writes = 0;
	let failures = 0;
	let isOver = false;
	for (const one of planned) {
		const { steps = [] } = one;
		if (steps.length === 0) continue;
		const cost = costOf(steps, new Set());
		// A later row may name what an earlier one makes: none passes another.
		isOver ||= failures >= MOST_FAILURES || writes + cost > writesPerRun;
		if (isOver) {
			one.action = 'later';
			continue;
		}
		writes += cost;
		const failure = await sendAll(call, one, steps).catch((error: unknown) => {
			if (error instanceof NodeApiError) return error;
			throw error;
		});
		failures = failure ? failures + 1 : 0;
		if (failure) Object.assign(one, failedBy(failure));
	}
}

function failedBy(error: NodeApiError): Partial<Planned> {
	const isOpen = leavesOutcomeOpen(error);
	const advice = isOpen
		? 'The next run reads what is there, and sends what is left.'
		: (error.description ?? '');
	return { action: 'failed', problem: `${error.message}. ${advice}`.trim(), isOpen };
}

/** How many writes a plan takes. */
export function writesOf(planned: readonly Planned[]): number {
	const counted = new Set<Awaited>();
	return planned.reduce((sum, { steps = [] }) => sum + costOf(steps, counted), 0);
}

/**
 * The writes of some steps, with those that make what they name.
 * @param counted what was counted before, and now as well
 */
function costOf(steps: WriteStep[], counted: Set<Awaited>): number {
	return steps.reduce((sum, step) => {
		const wholes = new Set(awaitedIn(step).map((one) => one.partOf?.whole ?? one));
		const made = [...wholes].filter((one) => {
			const isToMake = one.make && one.id === undefined && one.error === undefined;
			return isToMake && !counted.has(one);
		});
		for (const one of made) counted.add(one);
		return sum + 1 + made.length;
	}, 0);
}

async function sendAll(call: Call, one: Planned, steps: WriteStep[]): Promise<undefined> {
	for (const step of steps) {
		const { gives } = step;
		// What can't be made for want of something else fails its other rows as well.
		await sendOne(call, step).catch((error: unknown) => {
			if (gives && error instanceof NodeApiError) gives.error = error;
			throw error;
		});
	}
	one.id = withIds(one.id);
	one.idProduct = withIds(one.idProduct);
	one.isWritten = true;
	return undefined;
}

/** Sends a step after what it names. */
async function sendOne(call: Call, step: WriteStep): Promise<void> {
	for (const awaited of awaitedIn(step)) await settle(call, awaited);
	await send(call, step);
}

/**
 * Gets the ID of what is named.
 * @throws NodeApiError where it couldn't be made, also by another row: a second try could make another one
 */
async function settle(call: Call, awaited: Awaited): Promise<void> {
	if (awaited.id !== undefined) return;
	if (awaited.error) throw copyOfError(call.host.getNode(), awaited.error);
	const { partOf, make } = awaited;
	if (partOf) {
		const { whole, pick } = partOf;
		await settle(call, whole);
		whole.record ??= await readWhole(call, whole);
		awaited.id = partId(call, awaited.name, pick(whole.record));
	} else if (make) {
		await send(call, { ...make, gives: awaited }).catch((error: unknown) => {
			if (error instanceof NodeApiError) awaited.error = error;
			throw error;
		});
	}
}

/** @throws NodeApiError where the record that was made doesn't show its part */
function partId(call: Call, name: string, id: unknown): string {
	if (typeof id === 'string' && id !== '') return id;
	throw apiError(call, {
		problem: `"${name}" was made, and is not shown by the record that it belongs to`,
		advice: 'Look at it in CassaNova, then run the list again.',
	});
}

async function readWhole(call: Call, { id, read }: Awaited): Promise<IDataObject> {
	if (!read) return {};
	const asking = call.with(read, plainInput(call, { path: { id: String(id) } }));
	return shapeAnswer(asking, await runOne(asking));
}

async function send(call: Call, { endpoint, path = {}, body, gives }: WriteStep): Promise<void> {
	const { method, path: route } = partsOfRoute(endpoint);
	const ids = withIds(path) as Record<string, unknown>;
	const filled = route.replace(/\{(\w+)\}/g, (_match, name: string) =>
		encodeURIComponent(String(ids[name])),
	);
	const fields = withIds(body) as Record<string, unknown>;
	const answer = await call.send({ method, path: filled, body: fields });
	if (!gives) return;
	const making = call.with(endpoint, { ...call.input, body: fields });
	gives.id = String(createdId(call, shapeAnswer(making, answer)));
}
