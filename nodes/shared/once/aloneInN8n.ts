/** Work that no other process of the same n8n may do with the same node at the same moment. */
import type { Call } from '../table/types';
import { systemEnvironment } from '../wire/environment';
import { tellAtOnce } from '../wire/waiting';
import { N8nTurns } from './n8nTurns';
import { sharedRowOf } from './sharedRow';

const WAITS =
	'Another process of this n8n works with this node: waiting until it has ended. Where it was stopped in the middle, that takes 45 seconds.';

/**
 * Does work while no other process of this n8n (a worker, the main process, a command) does such work with
 * the same node of the same workflow. Several executions of this process go on side by side.
 *
 * Assumption, true of n8n 2.41: what a node has processed is a row that only one can insert. Where n8n has
 * no such row, or it can't be reached, the work is done without it.
 * @throws AbortError where the execution is canceled before it is its turn; else what `work` throws
 */
export async function aloneInN8n<T>(call: Call, work: () => Promise<T>): Promise<T> {
	const row = sharedRowOf(call, systemEnvironment.random);
	if (!row) return await work();
	let isTold = false;
	const waits = () => {
		if (!isTold) tellAtOnce(call.host, WAITS);
		isTold = true;
	};
	const { now, sleep } = call;
	const waiting = { now, sleep, deadline: systemEnvironment.deadline, waits };
	return await call.memory.of(N8nTurns).inTurn(row, waiting, work);
}

/**
 * Does work while no other execution does such work under the same name in this process, nor any other
 * process of this n8n with the same node.
 * @param lane what work is told apart by within this process
 * @throws as {@link aloneInN8n}
 */
export async function oneAtATime<T>(
	call: Call,
	lane: string[],
	work: () => Promise<T>,
): Promise<T> {
	return await call.alone(lane, async () => await aloneInN8n(call, work));
}
