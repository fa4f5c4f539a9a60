/** Sends what was planned, one record after the other or many at once; one that fails doesn't stop the others. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { shapeAnswer } from '../../shared/run/output';
import { runOne } from '../../shared/run/run';
import { partsOfRoute } from '../../shared/table/table';
import type { Call } from '../../shared/table/types';
import { apiError, copyOfError } from '../../shared/wire/errors';
import { plainInput } from '../records/plainInput';
import { createdId } from '../records/upsert';
import { Creates } from './batches/creates';
import { batchRowsIn } from './batches/rows';
import type { BatchRow, BatchSpec } from './batches/rows';
import type { BatchTools } from './batches/tools';
import { Updates } from './batches/updates';
import { awaitedIn, withIds } from './steps';
import type { Awaited, WriteStep } from './steps';
import { Tally } from './tally';
import type { Planned } from './types';

/**
 * Sends as many writes as the user allows; what is left is marked, for the next run. What is repeated then
 * is found by its key, so that nothing is sent twice on purpose.
 * @param batches what many records are written at once with, where that is wanted
 * @throws what isn't the vendor's, such as an unusable credential
 */
export async function writePlanned(
	call: Call,
	planned: Planned[],
	writesPerRun: number,
	batches: BatchSpec | undefined,
): Promise<void> {
	const allowed = allowedOf(planned, writesPerRun);
	const tally = new Tally();
	const settled = new Set<Planned>();
	const single = async (one: Planned): Promise<boolean> => {
		settled.add(one);
		return await writeOne(call, one, tally);
	};
	if (batches) await writeInBatches(call, batches, allowed, { tally, settled, single });
	for (const one of allowed) {
		if (settled.has(one)) continue;
		if (tally.isOver) one.action = 'later';
		else await single(one);
	}
}

/** What may be written in this run: a later row may name what an earlier one makes, so none passes another. */
function allowedOf(planned: Planned[], writesPerRun: number): Planned[] {
	const counted = new Set<Awaited>();
	let writes = 0;
	return planned.filter((one) => {
		const { steps = [] } = one;
		if (steps.length === 0) return false;
		writes += costOf(steps, counted);
		if (writes > writesPerRun) one.action = 'later';
		return writes <= writesPerRun;
	});
}

/** Where batches say what became of rows. */
interface Settling {
	tally: Tally;
	/** Rows of which it is known what became of them. */
	settled: Set<Planned>;
	single: BatchTools['single'];
}

async function writeInBatches(
	call: Call,
	spec: BatchSpec,
	allowed: Planned[],
	{ tally, settled, single }: Settling,
): Promise<void> {
	const failed: BatchTools['failed'] = ({ one }, error) => {
		settled.add(one);
		tally.failed(one, error);
	};
	const tools: BatchTools = {
		call,
		spec,
		tally,
		failed,
		done: ({ one }) => {
			settled.add(one);
			tally.done(one);
		},
		ready: async (rows) => {
			const ready: BatchRow[] = [];
			for (const row of rows) {
				if (tally.isOver) break;
				const failure = await failureOf(settleAll(call, row.step));
				if (failure) failed(row, failure);
				else ready.push(row);
			}
			return ready;
		},
		single,
		put: async (step) => (await failureOf(send(call, step))) === undefined,
	};
	const { update, create } = batchRowsIn(spec, allowed);
	if (update.length > 0) await new Updates(tools).run(update);
	if (create.length > 0 && !tally.isOver) await new Creates(tools).run(create);
}

/** Why work of the vendor's failed. @throws what isn't the vendor's */
async function failureOf(work: Promise<unknown>): Promise<NodeApiError | undefined> {
	return await work.then(
		() => undefined,
		(error: unknown) => {
			if (error instanceof NodeApiError) return error;
			throw error;
		},
	);
}

/** Whether a row's writes were taken, one after the other. */
async function writeOne(call: Call, one: Planned, tally: Tally): Promise<boolean> {
	const failure = await failureOf(sendAll(call, one.steps ?? []));
	if (failure) tally.failed(one, failure);
	else tally.done(one);
	return failure === undefined;
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

async function sendAll(call: Call, steps: WriteStep[]): Promise<void> {
	for (const step of steps) {
		const { gives } = step;
		// What can't be made for want of something else fails its other rows as well.
		await sendOne(call, step).catch((error: unknown) => {
			if (gives && error instanceof NodeApiError) gives.error = error;
			throw error;
		});
	}
}

/** Sends a step after what it names. */
async function sendOne(call: Call, step: WriteStep): Promise<void> {
	await settleAll(call, step);
	await send(call, step);
}

/** Gets the IDs of all that a step names. */
async function settleAll(call: Call, step: WriteStep): Promise<void> {
	for (const awaited of awaitedIn(step)) await settle(call, awaited);
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
