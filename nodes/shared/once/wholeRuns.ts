/** Runs with many items, which read lists once and then write one item after the other. */
import type { ActionCall, Call } from '../table/types';
import type { Milliseconds } from '../values/units';
import { systemEnvironment } from '../wire/environment';
import { fingerprint } from '../wire/seal';
import { WORTH_TELLING_MS, tellAtOnce } from '../wire/waiting';
import { aloneInN8n, oneAtATime } from './aloneInN8n';

/** Who waits for less is told nothing. */
const TOLD_AFTER_MS: Milliseconds = WORTH_TELLING_MS;
const WAITS =
	'Another execution works with the same kind of records, with many items: waiting until it has ended.';

/** The part of the process's memory that knows who works with a kind of records. */
class WholeRuns {
	/** By run: whether it has its turn. A run has one at most, so that no two runs wait for each other. */
	readonly turns = new WeakMap<Call['host'], Promise<void>>();

	/** Work of single items that is under way, by what is worked with. */
	readonly underWay = new Map<string, Set<Promise<unknown>>>();
}

/** Waits, and tells so where that takes long. */
async function telling<T>(call: Call, wait: Promise<T>): Promise<T> {
	let isOver = false;
	const tell = () => {
		if (!isOver) tellAtOnce(call.host, WAITS);
	};
	systemEnvironment.deadline(TOLD_AFTER_MS).addEventListener('abort', tell, { once: true });
	try {
		return await wait;
	} finally {
		isOver = true;
	}
}

/**
 * Does work of one item while no run with many items works with such records, in this process or, with the
 * same node, in any of this n8n.
 * @param records what is worked with
 * @param own which of them; work with the same ones is done one after the other
 * @throws AbortError where the execution is canceled while it waits; else what the work throws
 */
export async function besideRuns<T>(
	call: Call,
	records: string[],
	own: string,
	work: () => Promise<T>,
): Promise<T> {
	const { underWay } = call.memory.of(WholeRuns);
	const key = fingerprint(records);
	const passing = call.alone(records, async () => {
		const done = oneAtATime(call, [...records, own], work);
		const others = underWay.get(key) ?? new Set();
		underWay.set(key, others.add(done));
		const forget = () => {
			others.delete(done);
			if (others.size === 0) underWay.delete(key);
		};
		void done.then(forget, forget);
		// Not waited for in here: others may pass as well.
		return await Promise.resolve({ done });
	});
	return await (
		await telling(call, passing)
	).done;
}

/**
 * Waits until no other run or item works with such records, and keeps them off until the run has ended. Of
 * what the items of a run work with, the first counts: where they are of several accounts, nobody waits for
 * the others.
 * @param records what is worked with
 * @throws AbortError where the execution is canceled while it waits
 */
export async function holdUntilEnd(call: ActionCall, records: string[]): Promise<void> {
	const { turns } = call.memory.of(WholeRuns);
	const mine = turns.get(call.host) ?? takeTurn(call, records);
	turns.set(call.host, mine);
	await mine;
}

async function takeTurn(call: ActionCall, records: string[]): Promise<void> {
	const { turns, underWay } = call.memory.of(WholeRuns);
	let end = () => {};
	const ended = new Promise<void>((resolve) => (end = resolve));
	const begun = new Promise<void>((resolve, reject) => {
		const turn = call.alone(records, async () => {
			// Those would wait for n8n's row as long as this run has it.
			await Promise.allSettled(underWay.get(fingerprint(records)) ?? []);
			await aloneInN8n(call, async () => {
				resolve();
				await ended;
			});
		});
		turn.catch(reject);
		call.atEnd(async () => {
			end();
			await turn.catch(() => undefined);
			turns.delete(call.host);
		});
	});
	await telling(call, begun);
}
