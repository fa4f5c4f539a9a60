// What the runs in queue mode have in common: workflows that are called by their ids, and who calls them.

import type { SandboxReady } from '../../../sandbox/ready.ts';
import type { RunningWorker } from '../../n8n/drive.mts';
import type { Execution } from './executions.mts';
import { hookAt } from './workflow.mts';

type Json = Record<string, unknown>;

/** A check's outcome; `problem` is undefined where all is well. */
export interface QueueCheck {
	title: string;
	problem: string | undefined;
}

/** An n8n with two workers, and callers for its workflows. */
export interface Queue {
	ready: SandboxReady;
	/** Those that run; one that was killed is replaced in its place. */
	workers: RunningWorker[];
	/** Starts a worker, or starts it again. */
	work(name: string): Promise<RunningWorker>;
	/**
	 * Calls a workflow once.
	 * @throws where it fails, or there is no answer for long
	 */
	call(id: string, body: Json): Promise<Json>;
	/** What a shop's program does: it calls until there is a receipt. */
	callUntilDone(id: string, body: Json): Promise<Json>;
	/** The newest executions of a workflow, with their data. */
	executions(id: string): Promise<Execution[]>;
}

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** A credential of the sandbox's, as a node refers to it. */
export const credential = (type: string) => ({ [type]: { id: type, name: type } });

/** The type of one of the package's nodes. */
export const kassa = (name: string) => `n8n-nodes-kassa.${name}`;

const settings = { executionOrder: 'v1' };

/** A workflow of nodes one after the other. */
export function chained(id: string, nodes: Array<Json & { name: string }>) {
	const next = nodes.slice(1).map(({ name }, index) => [nodes[index]?.name, to(name)] as const);
	return { id, name: id, active: false, settings, nodes, connections: Object.fromEntries(next) };
}

/**
 * A workflow that is called by its id, and answers with the first item of its last node.
 * @param number tells its webhook from others
 */
export function hooked(id: string, number: number, ...nodes: Array<Json & { name: string }>) {
	const webhookId = `6b1c5f2e-8b57-4d0c-9a0e-5f3f0a6f2d${String(number).padStart(2, '0')}`;
	return chained(id, [hookAt(id, webhookId), ...nodes]);
}
