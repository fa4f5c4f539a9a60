// Runs a workflow in a running n8n as the editor's button does, and reads what came of it.

import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionData, RunningN8n } from './drive.mts';
import { isNotStoredYet, manualRun } from './older.mts';

/** n8n stores executions as a list of values in which texts inside of objects are places of the list. */
function unfold(text: string): unknown {
	const list = JSON.parse(text) as unknown[];
	const done = new Map<number, unknown>();
	const at = (place: number): unknown => {
		if (done.has(place)) return done.get(place);
		const value = list[place];
		if (typeof value !== 'object' || value === null) return value;
		const result: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : {};
		done.set(place, result);
		for (const [key, entry] of Object.entries(value)) {
			(result as Record<string, unknown>)[key] =
				typeof entry === 'string' ? at(Number(entry)) : entry;
		}
		return result;
	};
	return at(0);
}

interface StoredExecution {
	finished: boolean;
	stoppedAt?: string | null;
	data: string;
}

/** How long an execution may take, in milliseconds. */
const PATIENCE = 5 * 60_000;

/**
 * Waits for the end of an execution.
 * @throws when it hasn't ended after five minutes
 */
async function endOf(n8n: RunningN8n, executionId: string): Promise<ExecutionData> {
	const deadline = Date.now() + PATIENCE;
	while (Date.now() < deadline) {
		const execution = await n8n
			.rest<StoredExecution>('GET', `/executions/${executionId}`)
			.catch((error: unknown) => {
				if (!isNotStoredYet(error)) throw error;
			});
		if (execution?.finished || execution?.stoppedAt) {
			const data = unfold(execution.data);
			// n8n 1.123 says that it has ended a moment before it has stored what came of it.
			if (typeof data === 'object' && data !== null && 'resultData' in data) {
				return { data } as ExecutionData;
			}
		}
		await delay(200);
	}
	throw new Error(`Execution ${executionId} does not end`);
}

/** The newest execution of a workflow. */
export async function newestExecution(
	n8n: RunningN8n,
	workflowId: string,
): Promise<string | undefined> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await n8n.rest<{ results: Array<{ id: string }> }>(
		'GET',
		`/executions?filter=${filter}&limit=1`,
	);
	return results[0]?.id;
}

/**
 * Runs a workflow from one of its triggers, by hand.
 * @throws when it hasn't ended after five minutes
 */
export async function runInEditor(
	n8n: RunningN8n,
	workflowId: string,
	trigger: string,
): Promise<ExecutionData> {
	const workflow = await n8n.rest<object>('GET', `/workflows/${workflowId}`);
	const { executionId } = await n8n.rest<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		manualRun(workflow, trigger),
	);
	return await endOf(n8n, executionId);
}

/**
 * Presses what begins an execution of a workflow, and waits for its end.
 * @throws when none begins within a minute, or it hasn't ended after five
 */
export async function runByPressing(
	n8n: RunningN8n,
	workflowId: string,
	press: () => Promise<void>,
): Promise<ExecutionData> {
	const before = await newestExecution(n8n, workflowId);
	await press();
	const deadline = Date.now() + 60_000;
	while (Date.now() < deadline) {
		const newest = await newestExecution(n8n, workflowId);
		if (newest !== undefined && newest !== before) return await endOf(n8n, newest);
		await delay(200);
	}
	throw new Error(`No execution of ${workflowId} begins`);
}
