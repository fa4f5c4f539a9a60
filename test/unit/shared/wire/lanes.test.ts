/** Work under the same name goes one at a time; what is noted of an item stays with that item. */
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { isTrialRun } from '../../../../nodes/shared/once/editorRun';
import { AbortError } from '../../../../nodes/shared/wire/environment';
import { ItemNote } from '../../../../nodes/shared/once/notes';
import { Lanes } from '../../../../nodes/shared/wire/lanes';
import { settle } from '../../../support/clock/clock';
import { testNode } from '../../../support/n8n/host';

/** Work that ends when it is told to. */
function held() {
	let end: (() => void) | undefined;
	const over = new Promise<void>((resolve) => {
		end = resolve;
	});
	return { over, end: () => end?.() };
}

describe('lanes', () => {
	it('lets one work at a time, in the order of asking', async () => {
		const lanes = new Lanes();
		const log: string[] = [];
		const works = ['a', 'b', 'c'].map((name) => ({ name, ...held() }));
		const all = works.map(
			async ({ name, over }) =>
				await lanes.alone('lane', async () => {
					log.push(`${name} begins`);
					await over;
					log.push(`${name} ends`);
				}),
		);
		await settle();
		expect(log).toEqual(['a begins']);
		for (const { end } of works) {
			end();
			await settle();
		}
		await Promise.all(all);
		expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
	});

	it('lets other names pass', async () => {
		const lanes = new Lanes();
		const first = held();
		const waiting = lanes.alone('one', async () => await first.over);
		expect(await lanes.alone('two', async () => 'passed')).toBe('passed');
		first.end();
		await waiting;
	});

	it('goes on after a failure, and tells it', async () => {
		const lanes = new Lanes();
		const failed = lanes.alone('lane', async () => await Promise.reject(new Error('no')));
		const next = lanes.alone('lane', async () => 'went on');
		await expect(failed).rejects.toThrow('no');
		expect(await next).toBe('went on');
	});

	it('lets an execution that is cancelled go at once, and does not begin its work', async () => {
		const lanes = new Lanes();
		const first = held();
		const cancel = new AbortController();
		const waiting = lanes.alone('lane', async () => await first.over);
		const begun: string[] = [];
		const cancelled = lanes.alone('lane', async () => begun.push('cancelled'), cancel.signal);
		const next = lanes.alone('lane', async () => begun.push('next'));
		cancel.abort();
		// The first work still runs: nobody waits for it in vain.
		await expect(cancelled).rejects.toThrow(AbortError);
		await expect(
			lanes.alone('lane', async () => begun.push('late'), cancel.signal),
		).rejects.toThrow(AbortError);
		expect(begun).toEqual([]);
		first.end();
		await Promise.all([waiting, next]);
		expect(begun).toEqual(['next']);
	});

	it('leaves work that has begun to its own end when its execution is cancelled', async () => {
		const lanes = new Lanes();
		const cancel = new AbortController();
		const first = held();
		const working = lanes.alone(
			'lane',
			async () => {
				await first.over;
				return 'ended';
			},
			cancel.signal,
		);
		await settle();
		cancel.abort();
		first.end();
		expect(await working).toBe('ended');
	});
});

describe('notes of items', () => {
	const hostOf = (context: object, runIndex: number) =>
		({
			getNode: () => testNode,
			getContext: () => context,
			getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		}) as unknown as IExecuteFunctions;

	it('are found again by the same item of the same run, and by no other', () => {
		const context = {};
		const note = (itemIndex: number, runIndex: number) =>
			new ItemNote({ host: hostOf(context, runIndex), itemIndex });
		note(0, 0).write({ reference: 'A' });
		note(1, 0).write({ reference: 'B' });
		note(0, 1).write({ reference: 'C' });
		expect(note(0, 0).read()).toEqual({ reference: 'A' });
		expect(note(1, 0).read()).toEqual({ reference: 'B' });
		expect(note(0, 1).read()).toEqual({ reference: 'C' });
		expect(note(1, 1).read()).toBeUndefined();
		note(1, 0).erase();
		expect(note(1, 0).read()).toBeUndefined();
		expect(note(0, 0).read()).toEqual({ reference: 'A' });
	});

	describe('as the tool of an AI agent', () => {
		const isOpen = ({ state }: IDataObject) => state === 'open';
		const world = (isTool: boolean, node = testNode) => {
			const context = {};
			return (runIndex: number) => {
				const tells = { isToolExecution: () => isTool, getNode: () => node };
				const host = { ...hostOf(context, runIndex), ...tells };
				return new ItemNote({ host, itemIndex: 0 });
			};
		};
		const byEngine: INode = { ...testNode, rewireOutputLogTo: 'ai_tool' };

		it.each([
			['before version 3, which calls it', true, testNode],
			['since version 3, whose tools the engine runs', false, byEngine],
		])('are taken over by the next try of an agent %s', (_name, isTool, node) => {
			const note = world(isTool, node);
			note(0).write({ state: 'done' });
			note(1).write({ state: 'open', what: 'A' });
			const next = note(2);
			next.takeOver(isOpen);
			expect(next.read()).toEqual({ state: 'open', what: 'A' });
			next.write({ state: 'done', what: 'A' });
			const third = note(3);
			third.takeOver(isOpen);
			expect(third.read()).toBeUndefined();
			expect(note(1).read()).toEqual({ state: 'done', what: 'A' });
		});

		it('stay where they are for a try that has one of its own', () => {
			const note = world(true);
			note(0).write({ state: 'open' });
			note(1).write({ state: 'done' });
			const own = note(1);
			own.takeOver(isOpen);
			expect(own.read()).toEqual({ state: 'done' });
		});

		it('are not taken over in other runs: a loop has items of its own', () => {
			const note = world(false);
			note(0).write({ state: 'open' });
			const next = note(1);
			next.takeOver(isOpen);
			expect(next.read()).toBeUndefined();
		});
	});
});

describe('what started a run', () => {
	it.each([
		['manual', undefined, true],
		['evaluation', undefined, true],
		['trigger', undefined, false],
		['webhook', undefined, false],
		['cli', undefined, false],
		// A retry or a sub-workflow of a run from the editor is still a trial.
		['retry', 'manual', true],
		['integrated', 'manual', true],
		['retry', 'trigger', false],
		['manual', 'trigger', false],
	])('mode %s, first started by %s: trial %s', (mode, source, trial) => {
		const host = {
			getMode: () => mode,
			getExecutionContext: () => (source === undefined ? undefined : { source }),
		} as unknown as IExecuteFunctions;
		expect(isTrialRun(host)).toBe(trial);
	});

	it('is the mode alone where n8n keeps nothing else', () => {
		expect(isTrialRun({ getMode: () => 'manual' } as unknown as IExecuteFunctions)).toBe(true);
	});
});
