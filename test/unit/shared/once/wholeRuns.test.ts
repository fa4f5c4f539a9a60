/** Runs with many items: each keeps others off the same records until it has ended. */
import { besideRuns, holdUntilEnd } from '../../../../nodes/shared/once/wholeRuns';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { AbortError, systemEnvironment } from '../../../../nodes/shared/wire/environment';
import { Lanes } from '../../../../nodes/shared/wire/lanes';
import type { ActionCall } from '../../../../nodes/shared/table/types';
import { Clock, settle } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';
import { testNode } from '../../../support/n8n/host';
import { ProcessedRows } from '../../../support/n8n/processedRows';

const RECORDS = ['records', 'account'];

/** A process of an n8n; its runs share lanes and memory. */
function processOf(time: Clock, rows?: ProcessedRows) {
	const memory = new ProcessMemory();
	const lanes = new Lanes();
	return {
		/** A run of the node, which ends when it is told to. */
		begin: (signal?: AbortSignal) => {
			const endings: Array<() => Promise<void>> = [];
			const told: string[] = [];
			const call: ActionCall = fakeCall({
				memory,
				host: {
					getWorkflow: () => ({ id: 'w', active: true }),
					getNode: () => testNode,
					helpers: rows?.helpers() ?? {},
					logger: { info: (text: string) => told.push(text) },
				},
				now: time.now,
				sleep: async (ms: number) => await time.sleep(ms, signal),
				alone: async (name: string[], work: () => Promise<unknown>) =>
					await lanes.alone(name.join(' '), work, signal),
				atEnd: (work: () => Promise<void>) => endings.push(work),
			});
			const end = async () => void (await Promise.all(endings.map(async (one) => await one())));
			return { call, end, told };
		},
	};
}

/** Notes what begins, and what has ended. */
function notes() {
	const all: string[] = [];
	return {
		all,
		of:
			(name: string, wait: Promise<unknown> = Promise.resolve()) =>
			async () => {
				all.push(`${name} begins`);
				await wait;
				all.push(`${name} ends`);
			},
	};
}

/** Something that is waited for until the test goes on. */
function held() {
	let go = () => {};
	const wait = new Promise<void>((resolve) => (go = resolve));
	return { wait, go };
}

it('one run after the other, each from its first item to its end', async () => {
	const process = processOf(new Clock());
	const [first, second] = [process.begin(), process.begin()];
	await holdUntilEnd(first.call, RECORDS);
	await holdUntilEnd(first.call, RECORDS);
	let hasBegun = false;
	const waiting = holdUntilEnd(second.call, RECORDS).then(() => (hasBegun = true));
	await settle();
	expect(hasBegun).toBe(false);
	await first.end();
	await waiting;
	await second.end();
});

it('one run after the other in two processes with the same node', async () => {
	const time = new Clock();
	const rows = new ProcessedRows();
	const [first, second] = [processOf(time, rows).begin(), processOf(time, rows).begin()];
	await holdUntilEnd(first.call, RECORDS);
	let hasBegun = false;
	const waiting = holdUntilEnd(second.call, RECORDS).then(() => (hasBegun = true));
	await settle();
	expect(hasBegun).toBe(false);
	expect(second.told).toEqual([expect.stringMatching(/^Another process of this n8n/)]);
	await first.end();
	await time.run();
	await waiting;
	await second.end();
	expect(rows.size).toBe(0);
});

it('a single item waits for a run, and a run for single items that have begun', async () => {
	const process = processOf(new Clock());
	const log = notes();
	const { wait, go } = held();
	const early = besideRuns(process.begin().call, RECORDS, 'a', log.of('early', wait));
	await settle();
	const run = process.begin();
	const turn = holdUntilEnd(run.call, RECORDS).then(log.of('run'));
	await settle();
	const late = besideRuns(process.begin().call, RECORDS, 'b', log.of('late'));
	await settle();
	expect(log.all).toEqual(['early begins']);
	go();
	await Promise.all([early, turn]);
	await settle();
	expect(log.all).toEqual(['early begins', 'early ends', 'run begins', 'run ends']);
	await run.end();
	await late;
	expect(log.all.slice(4)).toEqual(['late begins', 'late ends']);
});

it('single items go side by side, and one after the other with the same record', async () => {
	const process = processOf(new Clock());
	const log = notes();
	const { wait, go } = held();
	const work = [
		besideRuns(process.begin().call, RECORDS, 'a', log.of('first', wait)),
		besideRuns(process.begin().call, RECORDS, 'a', log.of('second')),
		besideRuns(process.begin().call, RECORDS, 'b', log.of('other')),
	];
	await settle();
	expect(log.all).toEqual(['first begins', 'other begins', 'other ends']);
	go();
	await Promise.all(work);
	expect(log.all.slice(3)).toEqual(['first ends', 'second begins', 'second ends']);
});

it('a failure of a single item stays its own', async () => {
	const process = processOf(new Clock());
	const { wait, go } = held();
	const failing = besideRuns(process.begin().call, RECORDS, 'a', async () => {
		await wait;
		throw new Error('refused');
	});
	const run = process.begin();
	const turn = holdUntilEnd(run.call, RECORDS);
	go();
	await expect(failing).rejects.toThrow('refused');
	await turn;
	await run.end();
});

it('a run that works with records of two accounts waits for the first ones only', async () => {
	const process = processOf(new Clock());
	const [one, other] = [process.begin(), process.begin()];
	await holdUntilEnd(one.call, RECORDS);
	await holdUntilEnd(other.call, ['records', 'another account']);
	await holdUntilEnd(one.call, ['records', 'another account']);
	await holdUntilEnd(other.call, RECORDS);
	await Promise.all([one.end(), other.end()]);
});

it('a run that is canceled while it waits leaves nothing behind', async () => {
	const process = processOf(new Clock());
	const first = process.begin();
	await holdUntilEnd(first.call, RECORDS);
	const controller = new AbortController();
	const canceled = process.begin(controller.signal);
	const waiting = holdUntilEnd(canceled.call, RECORDS);
	controller.abort();
	await expect(waiting).rejects.toThrow(AbortError);
	await first.end();
	await canceled.end();
	const third = process.begin();
	await holdUntilEnd(third.call, RECORDS);
	await third.end();
});

it('says after a while what it waits for', async () => {
	const time = new Clock();
	jest.spyOn(systemEnvironment, 'deadline').mockImplementation(time.deadline);
	const process = processOf(time);
	const [first, second, item] = [process.begin(), process.begin(), process.begin()];
	await holdUntilEnd(first.call, RECORDS);
	const waiting = holdUntilEnd(second.call, RECORDS);
	const late = besideRuns(item.call, RECORDS, 'a', async () => await Promise.resolve());
	time.advance(5000);
	const words = [expect.stringMatching(/with many items: waiting until it has ended\.$/)];
	expect([first.told, second.told, item.told]).toEqual([[], words, words]);
	await first.end();
	await waiting;
	await second.end();
	await late;
});
