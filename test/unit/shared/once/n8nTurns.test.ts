/** One process of an n8n at a time, by the one row that all of them share. */
import { N8nTurns, SIGN_MS, SILENT_MS } from '../../../../nodes/shared/once/n8nTurns';
import { sharedRowOf } from '../../../../nodes/shared/once/sharedRow';
import { AbortError } from '../../../../nodes/shared/wire/environment';
import type { Call } from '../../../../nodes/shared/table/types';
import { Clock, settle } from '../../../support/clock/clock';
import { seeded, worldSeed } from '../../../support/clock/seeds';
import { testNode } from '../../../support/n8n/host';
import { ProcessedRows } from '../../../support/n8n/processedRows';

const clock = () => new Clock();

/** A process of the n8n whose rows these are. */
function processOf(
	rows: ProcessedRows,
	time: Clock,
	seed = 1,
	helpers: Partial<ReturnType<ProcessedRows['helpers']>> = {},
) {
	const turns = new N8nTurns();
	const host = {
		getWorkflow: () => ({ id: 'w', active: true }),
		getNode: () => testNode,
		helpers: { ...rows.helpers(), ...helpers },
	} as unknown as Call['host'];
	const row = sharedRowOf({ host }, seeded(worldSeed(seed)));
	if (!row) throw new Error('There is no row');
	let waited = 0;
	return {
		/** How often it was told that somebody else has the row. */
		waited: () => waited,
		run: async <T>(work: () => Promise<T>, signal?: AbortSignal) =>
			await turns.inTurn(
				row,
				{
					now: time.now,
					sleep: async (ms) => await time.sleep(ms, signal),
					deadline: time.deadline,
					waits: () => (waited += 1),
				},
				work,
			),
	};
}

/** Work that notes who does it, and how many do at the same time. */
function watch(time: Clock) {
	const running = new Map<string, number>();
	const order: string[] = [];
	let mostProcesses = 0;
	return {
		order,
		mostProcesses: () => mostProcesses,
		work: (process: string, ms: number) => async () => {
			running.set(process, (running.get(process) ?? 0) + 1);
			mostProcesses = Math.max(
				mostProcesses,
				[...running.values()].filter((count) => count > 0).length,
			);
			order.push(process);
			await time.sleep(ms);
			running.set(process, (running.get(process) ?? 1) - 1);
		},
	};
}

it('lets one of two processes wait that begin at the same moment', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const seen = watch(time);
	const [a, b] = [processOf(rows, time, 1), processOf(rows, time, 2)];
	const both = Promise.all([a.run(seen.work('a', 300)), b.run(seen.work('b', 300))]);
	await time.run();
	await both;
	expect(rows.collisions).toBe(1);
	expect(seen.mostProcesses()).toBe(1);
	expect(seen.order).toHaveLength(2);
	expect(a.waited() + b.waited()).toBeGreaterThan(0);
	expect(rows.size).toBe(0);
});

it('lets four processes with twenty pieces of work each go on one at a time, and each gets its turn', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const seen = watch(time);
	const random = seeded(worldSeed(7));
	const all = ['a', 'b', 'c', 'd'].map(async (name, index) => {
		const one = processOf(rows, time, index + 1);
		for (let n = 0; n < 20; n++) await one.run(seen.work(name, 20 + 300 * random()));
	});
	await time.run();
	await Promise.all(all);
	expect(seen.mostProcesses()).toBe(1);
	expect(seen.order).toHaveLength(80);
	// Nobody waits until another one has done all of its work.
	expect(new Set(seen.order.slice(0, 20)).size).toBe(4);
	expect(rows.size).toBe(0);
});

it('lets work of one process go on side by side', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const one = processOf(rows, time);
	const all = Promise.all([1, 2, 3].map(async () => await one.run(() => time.sleep(1000))));
	await time.run();
	await all;
	expect(time.slept.filter((ms) => ms < 1000)).toEqual([]);
	expect(rows.size).toBe(0);
});

it('takes over what a process has left that was stopped in the middle, once that is sure', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	// A process that is killed does nothing any more: neither signs nor an end.
	await rows.helpers().checkProcessedAndRecord(['taken', '1'], 'node', { mode: 'entries' });
	const began = time.now();
	let at = 0;
	const done = processOf(rows, time).run(async () => {
		at = time.now();
		await Promise.resolve();
	});
	await time.run();
	await done;
	expect(at - began).toBeGreaterThanOrEqual(SILENT_MS);
	expect(at - began).toBeLessThan(SILENT_MS + 2000);
	expect(rows.size).toBe(0);
});

it('waits for a process that takes long, as long as it gives signs', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const seen = watch(time);
	const [a, b] = [processOf(rows, time, 1), processOf(rows, time, 2)];
	const long = a.run(seen.work('a', 6 * SILENT_MS));
	await settle();
	const other = b.run(seen.work('b', 10));
	await time.run();
	await Promise.all([long, other]);
	expect(SIGN_MS * 3).toBeLessThan(SILENT_MS);
	expect(seen.mostProcesses()).toBe(1);
	expect(rows.size).toBe(0);
});

it('gives the row back also where the work fails', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const failing = processOf(rows, time).run(async () => await Promise.reject(new Error('No')));
	await expect(failing).rejects.toThrow('No');
	expect(rows.size).toBe(0);
});

it('stops waiting where the execution is canceled, and does no work then', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const [a, b] = [processOf(rows, time, 1), processOf(rows, time, 2)];
	const long = a.run(() => time.sleep(1000));
	await settle();
	const cancel = new AbortController();
	const work = jest.fn(async () => await Promise.resolve());
	const canceled = b.run(work, cancel.signal);
	const joined = b.run(work);
	const refused = expect(canceled).rejects.toBeInstanceOf(AbortError);
	await settle();
	cancel.abort();
	await refused;
	expect(work).not.toHaveBeenCalled();
	await time.run();
	await Promise.all([long, joined]);
	// Who had joined in has a turn of its own.
	expect(work).toHaveBeenCalledTimes(1);
	expect(rows.size).toBe(0);
});

it("does without where n8n's database can't be reached", async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	rows.isDown = true;
	expect(await processOf(rows, time).run(async () => await Promise.resolve('done'))).toBe('done');
	expect(time.slept).toEqual([]);
});

it("waits on where n8n's database fails once while another process has the row", async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const seen = watch(time);
	const { getProcessedDataCount } = rows.helpers();
	let looks = 0;
	const failsOnce: typeof getProcessedDataCount = async (...asked) => {
		looks += 1;
		if (looks === 3) throw new Error('Connection terminated unexpectedly');
		return await getProcessedDataCount(...asked);
	};
	const a = processOf(rows, time, 1);
	const b = processOf(rows, time, 2, { getProcessedDataCount: failsOnce });
	const long = a.run(seen.work('a', 3000));
	await settle();
	const other = b.run(seen.work('b', 10));
	await time.run();
	await Promise.all([long, other]);
	expect(looks).toBeGreaterThan(3);
	expect(seen.mostProcesses()).toBe(1);
	expect(rows.size).toBe(0);
});

it('lets only one of two take over what was left, though one removes what the other has made', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const seen = watch(time);
	await rows.helpers().checkProcessedAndRecord(['taken', '1'], 'node', { mode: 'entries' });
	const { clearAllProcessedItems } = rows.helpers();
	let removals = 0;
	const late: typeof clearAllProcessedItems = async (...asked) => {
		removals += 1;
		// Decided on what was left, done on what has come since.
		if (removals === 1) await time.sleep(100);
		await clearAllProcessedItems(...asked);
	};
	const a = processOf(rows, time, 1, { clearAllProcessedItems: late });
	const b = processOf(rows, time, 2);
	const both = Promise.all([a.run(seen.work('a', 5000)), b.run(seen.work('b', 5000))]);
	await time.run();
	await both;
	expect(seen.order.sort()).toEqual(['a', 'b']);
	expect(seen.mostProcesses()).toBe(1);
	expect(rows.size).toBe(0);
});

it('leaves the row behind for nobody where it is canceled while it takes over', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	await rows.helpers().checkProcessedAndRecord(['taken', '1'], 'node', { mode: 'entries' });
	const cancel = new AbortController();
	const work = jest.fn(async () => await Promise.resolve());
	const canceled = processOf(rows, time).run(work, cancel.signal);
	const refused = expect(canceled).rejects.toBeInstanceOf(AbortError);
	time.deadline(SILENT_MS + 500).addEventListener('abort', () => cancel.abort());
	// What wakes it: the clock goes from one sleeper to the next.
	const other = time.sleep(SILENT_MS + 600);
	await time.run();
	await Promise.all([refused, other]);
	expect(work).not.toHaveBeenCalled();
	expect(rows.size).toBe(0);
});

it('does not take the row of another process away that has taken it for one that was left', async () => {
	const [time, rows] = [clock(), new ProcessedRows()];
	const seen = watch(time);
	const { checkProcessedAndRecord } = rows.helpers();
	let isSilent = false;
	const failing: typeof checkProcessedAndRecord = async (...asked) => {
		if (isSilent) throw new Error('Connection terminated unexpectedly');
		return await checkProcessedAndRecord(...asked);
	};
	const [a, b, c] = [
		processOf(rows, time, 1, { checkProcessedAndRecord: failing }),
		processOf(rows, time, 2),
		processOf(rows, time, 3),
	];
	const silent = a.run(async () => {
		isSilent = true;
		await time.sleep(SILENT_MS + 5000);
		isSilent = false;
	});
	await settle();
	const others = [b.run(seen.work('b', 20_000)), c.run(seen.work('c', 10))];
	await time.run();
	await Promise.all([silent, ...others]);
	expect(seen.order.sort()).toEqual(['b', 'c']);
	expect(seen.mostProcesses()).toBe(1);
	expect(rows.size).toBe(0);
});

it.each<[string, object]>([
	['an n8n that has no such rows', { helpers: {}, getNode: () => testNode }],
	[
		'a workflow that is not saved',
		{
			helpers: new ProcessedRows().helpers(),
			getNode: () => testNode,
			getWorkflow: () => ({ active: false }),
		},
	],
])('there is no row in %s', (_what, host) => {
	expect(sharedRowOf({ host: host as Call['host'] }, () => 0.5)).toBeUndefined();
});
