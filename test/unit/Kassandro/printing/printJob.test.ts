/** A receipt as a write of the protocol: what is noted, what other executions learn, what errors say. */
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { OpenSends } from '../../../../nodes/Kassandro/printing/openSends';
import { printJob } from '../../../../nodes/Kassandro/printing/printJob';
import type { Look, PrintJob } from '../../../../nodes/Kassandro/printing/printJob';
import { ItemNote } from '../../../../nodes/shared/once/notes';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { apiError } from '../../../../nodes/shared/wire/errors';
import type { ActionCall } from '../../../../nodes/shared/table/types';
import { kassandro } from '../../../../nodes/Kassandro/api';
import { create } from '../../../../nodes/Kassandro/resources/receiptWrites';
import { failingIn, testNode } from '../../../support/n8n/host';

/** A till with a clock, whose answers a test decides. */
class Till {
	now = 1_000_000;

	readonly lane = ['print', 'A'];

	readonly memory = new ProcessMemory();

	readonly open = this.memory.of(OpenSends);

	readonly sleeps: number[] = [];

	sent = 0;

	looks: Array<Look | Error> = [];

	sends: Array<IDataObject | Error> = [];

	isCanceled = false;

	/** What was looked for. */
	readonly sought: IDataObject[] = [];

	/** @param context what n8n keeps of the execution */
	call(context: IDataObject): ActionCall {
		const call: Partial<ActionCall> = {
			host: {
				getContext: () => context,
				getWorkflowDataProxy: () => ({ $runIndex: 0 }),
				isToolExecution: () => false,
				getNode: () => testNode,
			} as unknown as ActionCall['host'],
			api: kassandro,
			endpoint: create,
			itemIndex: 0,
			memory: this.memory,
			now: () => this.now,
			sleep: async (ms) => {
				if (this.isCanceled) throw new Error('canceled');
				this.sleeps.push(ms);
				this.now += ms;
				return await Promise.resolve();
			},
		};
		return call as ActionCall;
	}

	async print(context: IDataObject = {}, more: Partial<PrintJob> = {}): Promise<IDataObject> {
		const call = this.call(context);
		const note = new ItemNote(call);
		return await printJob(call, {
			note,
			before: note.read(),
			memory: { reference: 'A' },
			lane: this.lane,
			look: async (memory) => {
				this.sought.push(memory);
				return await this.one(this.looks, { conclusive: true });
			},
			byNumber: async () => await Promise.resolve(undefined),
			send: async () => {
				this.sent += 1;
				return await this.one<IDataObject>(this.sends, { receiptNumber: '11-1' });
			},
			recall: async ({ receiptNumber }) => await Promise.resolve({ receiptNumber }),
			accept: (found, how) => ({ ...found, [how]: true }),
			advice: ({ reference }) => `Look for ${String(reference)}.`,
			...more,
		});
	}

	private async one<T>(told: Array<T | Error>, usual: T): Promise<T> {
		const next = told.shift() ?? usual;
		await Promise.resolve();
		if (next instanceof Error) throw next;
		return next;
	}

	get since(): number | undefined {
		return this.open.since(this.lane);
	}
}

const failing = (problem: string, more: Partial<Parameters<typeof apiError>[1]> = {}) =>
	apiError(failingIn(kassandro, create), { problem, advice: '', ...more });
const lost = () => failing('the connection broke off', { outcomeUnknown: true });
const noteOf = (context: IDataObject) => (context.kassa as IDataObject)['0:0'];

async function errorOf(work: Promise<unknown>): Promise<NodeApiError> {
	return await work.then(
		() => {
			throw new Error('It was expected to fail');
		},
		(error: NodeApiError) => error,
	);
}

let till: Till;
beforeEach(() => {
	till = new Till();
});

describe('the note', () => {
	it('says "sending" before it is sent, then "done" with the number', async () => {
		const context: IDataObject = {};
		let during: unknown;
		await till.print(context, {
			send: async () => {
				during = noteOf(context);
				return await Promise.resolve({ receiptNumber: '11-7', price: 3 });
			},
		});
		expect(during).toEqual({ reference: 'A', state: 'sending' });
		expect(noteOf(context)).toEqual({ reference: 'A', state: 'done', receiptNumber: '11-7' });
	});

	it('says "free" after a refusal', async () => {
		const context = {};
		till.sends = [failing('not now')];
		await errorOf(till.print(context));
		expect(noteOf(context)).toEqual({ reference: 'A', state: 'free' });
		await till.print(context);
		expect(till.sent).toBe(2);
	});

	it('still says "sending" where nobody knows: a retry looks for what it tells', async () => {
		const context = {};
		till.sends = [lost()];
		till.looks = [new Error('no list')];
		await errorOf(till.print(context));
		expect(noteOf(context)).toEqual({ reference: 'A', state: 'sending' });
		till.looks = [{ found: { receiptNumber: '11-1' }, conclusive: true }];
		const receipt = await till.print(context, { memory: { reference: 'B' } });
		expect(receipt).toEqual({ receiptNumber: '11-1', recovered: true });
		expect(till.sought.map(({ reference }) => reference)).toEqual(['A', 'A']);
		expect(till.sent).toBe(1);
	});

	it('is kept as it was where a retry does not learn more', async () => {
		const context = { kassa: { '0:0': { reference: 'old', state: 'sending' } } };
		till.looks = [{ conclusive: false }];
		const error = await errorOf(till.print(context));
		expect(noteOf(context)).toEqual({ reference: 'old', state: 'sending' });
		expect(error.message).toContain(
			'an earlier try may have been carried out, and was not repeated',
		);
		expect(error.description).toContain('Look for old.');
		expect(error.context.outcomeUnknown).toBe(true);
	});

	it('of what was printed is read again, and nothing is sent', async () => {
		const context = {};
		await till.print(context);
		expect(await till.print(context)).toEqual({ receiptNumber: '11-1', recovered: true });
		expect(till.sent).toBe(1);
	});
});

describe('how often it is sent', () => {
	it('three times, where it is surely not there each time; the error says so', async () => {
		till.sends = [lost(), lost(), lost()];
		const error = await errorOf(till.print());
		expect(till.sent).toBe(3);
		expect(till.sought).toHaveLength(6);
		expect(error.description).toBe(
			'This was surely not carried out: it was tried 3 times and looked for each time. Try again later.',
		);
		expect(error.context.outcomeUnknown).toBeUndefined();
		expect(till.since).toBeUndefined();
	});

	it('three times, prepared each time, and told how often it was sent', async () => {
		till.sends = [lost(), lost()];
		const prepare = jest.fn<Promise<void>, [number]>(async () => await Promise.resolve());
		expect(await till.print({}, { prepare })).toEqual({ receiptNumber: '11-1' });
		expect([till.sent, prepare.mock.calls]).toEqual([3, [[0], [1], [2]]]);
	});

	it('not at all, where it cannot be prepared', async () => {
		const prepare = async () => await Promise.reject(new Error('no such article'));
		expect((await errorOf(till.print({}, { prepare }))).message).toBe('no such article');
		expect([till.sent, till.since]).toEqual([0, undefined]);
	});

	it('once more after a token that was refused, with one look where the till has answered', async () => {
		till.sends = [failing('no', { tokenRefused: true, answered: true })];
		expect(await till.print()).toEqual({ receiptNumber: '11-1' });
		expect([till.sent, till.sought.length, till.sleeps.length]).toEqual([2, 1, 0]);
	});

	it('once, where nothing can find it', async () => {
		till.sends = [lost()];
		const error = await errorOf(till.print({}, { look: undefined }));
		expect(error.description).toContain(
			'it carries nothing by which it could be found. Look for A.',
		);
		expect(till.sent).toBe(1);
	});

	it.each<[string, Look | Error, string]>([
		['the look fails', new Error('no list'), 'the look for it failed (no list)'],
		['the list shows nothing', { conclusive: false }, "the register's receipts don't show whether"],
	])('once, where %s', async (_name, told, why) => {
		till.sends = [lost()];
		till.looks = [told];
		expect((await errorOf(till.print())).description).toContain(why);
		expect(till.sent).toBe(1);
	});

	it('once, where the execution is canceled before the second look', async () => {
		till.sends = [lost()];
		till.isCanceled = true;
		const error = await errorOf(till.print());
		expect(error.description).toContain('the execution was canceled');
		expect(till.sent).toBe(1);
	});
});

describe('what is open, and the next execution with its number', () => {
	it('is open while it is sent, and no longer when it is known', async () => {
		const seen: unknown[] = [];
		const send = async () => {
			seen.push(till.since);
			return await Promise.resolve({ receiptNumber: '11-1' });
		};
		await till.print({}, { send });
		expect([...seen, till.since]).toEqual([1_000_000, undefined]);
	});

	it('counts from the last look in vain: the next one waits as long from there', async () => {
		till.sends = [lost()];
		till.looks = [{ conclusive: true }, new Error('no list')];
		await errorOf(till.print());
		expect(till.sleeps).toEqual([30_000]);
		till.now += 5000;
		const found = [undefined, { receiptNumber: '11-1' }];
		const byNumber = async () => await Promise.resolve(found.shift());
		const receipt = await till.print({}, { byNumber });
		expect(till.sleeps).toEqual([30_000, 25_000]);
		expect(receipt).toEqual({ receiptNumber: '11-1', duplicate: true });
		expect(till.sent).toBe(1);
	});

	it('counts anew after a retry that looks in vain', async () => {
		const context = {};
		till.sends = [lost()];
		till.looks = [new Error('no list'), new Error('no list')];
		await errorOf(till.print(context));
		till.now += 60_000;
		await errorOf(till.print(context));
		expect(till.since).toBe(1_060_000);
	});

	it('is not made open by a retry in a process that has sent nothing', async () => {
		const context = { kassa: { '0:0': { reference: 'A', state: 'sending' } } };
		till.looks = [new Error('no list')];
		await errorOf(till.print(context));
		expect(till.since).toBeUndefined();
	});

	it('is looked for once where nothing is open', async () => {
		const byNumber = jest.fn(async () => await Promise.resolve(undefined));
		await till.print({}, { byNumber });
		expect(byNumber).toHaveBeenCalledTimes(1);
	});

	it('waits no longer than needed, and sends what is not there then', async () => {
		till.open.begin(till.lane, till.now - 40_000);
		let searches = 0;
		const byNumber = async () => await Promise.resolve(void (searches += 1));
		await till.print({}, { byNumber: byNumber as PrintJob['byNumber'] });
		expect([till.sleeps, searches, till.sent, till.since]).toEqual([[], 2, 1, undefined]);
	});

	it('is forgotten where more than a thousand others are: the oldest first', () => {
		till.open.begin(till.lane, 1);
		const others = Array.from({ length: 999 }, (_, n) => [`${till.lane.join()} ${n}`]);
		for (const lane of others) till.open.begin(lane, 2);
		expect(till.since).toBe(1);
		till.open.begin(till.lane, 3);
		till.open.begin(['one more', till.lane.join()], 3);
		expect(till.since).toBe(3);
		expect(till.open.since(others[0]!)).toBeUndefined();
	});
});
