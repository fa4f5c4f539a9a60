/** The receipts in which an execution searches: when they are read, and when a count is enough. */
import { registerIndex } from '../../../../nodes/Kassandro/printing/registerIndex';
import type { DayRange } from '../../../../nodes/shared/table/request';
import type { Call } from '../../../../nodes/shared/table/types';
import { TillRegister, refused, saleOf } from '../../../support/vendors/tillRegister';
import type { TillExecution } from '../../../support/vendors/tillRegister';

const WEEK: DayRange = { from: '2026-11-15', to: '2026-12-23' };
const DAY_OF_IT: DayRange = { from: '2026-11-20', to: '2026-11-22' };
const BEFORE: DayRange = { from: '2026-11-01', to: '2026-11-22' };

let till: TillRegister;
let run: TillExecution;
let call: Call;
beforeEach(() => {
	till = TillRegister.withHistory();
	run = till.execution();
	call = run.call(0);
});

/** What was asked since the last time. */
const asked = () => till.log.splice(0).map((line) => line.replace('GET /receipts', 'list'));
/** A page with receipts, one that ends the list, and whether it stood still meanwhile. */
const LIST = ['list', 'list', 'list/count'];
const COUNT = ['list/count'];

async function numbers(range = WEEK): Promise<unknown[]> {
	const index = await registerIndex(call);
	return (await index.receipts(call, range)).map(({ receiptNumber }) => receiptNumber);
}

/** Prints as an item of the execution does. */
async function print(isTold = true) {
	const index = await registerIndex(call);
	const answer = async () => await Promise.resolve(till.print(saleOf()));
	return await index.taking(answer, () => isTold)();
}

it('reads the list once, and then counts as long as nobody else prints', async () => {
	expect(await numbers()).toEqual(['11-1']);
	expect(asked()).toEqual(LIST);
	expect(await numbers()).toEqual(['11-1']);
	expect(asked()).toEqual(COUNT);
});

it('reads again when somebody else has printed', async () => {
	await numbers();
	till.printElsewhere('B');
	asked();
	expect(await numbers()).toEqual(['11-1', '11-2']);
	expect(asked()).toEqual([...COUNT, ...LIST]);
});

it('takes in what it prints itself', async () => {
	await numbers();
	await print();
	asked();
	expect(await numbers()).toEqual(['11-1', '11-2']);
	expect(asked()).toEqual(COUNT);
});

it.each([
	['whose answer does not say by what it is found', async () => await print(false)],
	[
		'that fails',
		async () => {
			const index = await registerIndex(call);
			const print = index.taking(
				async () => await Promise.reject(refused()),
				() => true,
			);
			await print().catch(() => {});
		},
	],
])('reads again after a print %s', async (_name, work) => {
	await numbers();
	await work();
	asked();
	await numbers();
	expect(asked()).toEqual(LIST);
});

it('reads, and does not trust a count, while one of its items prints', async () => {
	await numbers();
	asked();
	const index = await registerIndex(call);
	const print = index.taking(
		async () => {
			await numbers();
			return till.print(saleOf());
		},
		() => true,
	);
	await print();
	expect(asked()).toEqual(LIST);
	// What was read while it printed may hold it or not: the next look reads again.
	expect(await numbers()).toEqual(['11-1', '11-2']);
	expect(asked()).toEqual(LIST);
});

describe('while something is printed', () => {
	/** Prints that end when they are told to. */
	const printing = async (isTold = true) => {
		const index = await registerIndex(call);
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const work = index.taking(
			async () => {
				await ended;
				return till.print(saleOf());
			},
			() => isTold,
		)();
		return async () => {
			end();
			return await work;
		};
	};
	/** Does something when the list or the count is asked for the next time. */
	const onceAt = (path: string, work: () => Promise<unknown>, answer?: object) => {
		till.between = (request) => {
			if (request.path !== path) return undefined;
			till.between = () => undefined;
			return work().then(() => answer ?? till.answer(request));
		};
	};

	it.each<[string, () => Promise<unknown>]>([
		['that is under way yet', async () => void (await printing())],
		['that did not say by what it is found', async () => await print(false)],
	])('a count does not do that was asked for during a print %s', async (_name, work) => {
		await numbers();
		asked();
		onceAt('/receipts/count', work, { count: 1 });
		await numbers();
		expect(asked()).toEqual([...COUNT, ...LIST]);
	});

	it('the list is read again after a print that began, or ended, while it was read', async () => {
		let end = async (): Promise<unknown> => await Promise.resolve();
		onceAt('/receipts', async () => (end = await printing()));
		await numbers();
		asked();
		await end();
		await numbers();
		expect(asked()).toEqual(LIST);

		end = await printing();
		onceAt('/receipts', end);
		await numbers();
		asked();
		await numbers();
		expect(asked()).toEqual(LIST);
	});
});

it.each<[string, DayRange, string]>([
	['earlier', { from: '2026-11-01', to: '2026-11-20' }, '2026-11-02T12:00:00'],
	['later', { from: '2026-12-20', to: '2026-12-31' }, '2026-12-30T12:00:00'],
])(
	'reads days that are %s, and those in between, beside what it has read',
	async (_name, range, created) => {
		till.print({ ...saleOf(), created });
		expect(await numbers()).toEqual(['11-1']);
		expect((await numbers(range)).sort()).toEqual(['11-1', '11-2']);
		asked();
		expect((await numbers()).sort()).toEqual(['11-1', '11-2']);
		expect(asked()).toEqual(COUNT);
	},
);

it('reads all days that anybody has asked for, and counts for those among them', async () => {
	await numbers();
	await numbers(BEFORE);
	asked();
	expect(await numbers(DAY_OF_IT)).toEqual(['11-1']);
	expect(asked()).toEqual(COUNT);
	await numbers(WEEK);
	expect(asked()).toEqual(COUNT);
});

it.each([
	['more than the list', { count: 7 }],
	['nothing that can be read', {}],
])('reads each time where the count says %s', async (_name, answer) => {
	till.between = ({ path }) => (path === '/receipts/count' ? Promise.resolve(answer) : undefined);
	await numbers();
	await numbers();
	expect(asked()).toEqual([...LIST, ...LIST]);
});

it('knows what only the answer to printing has shown', async () => {
	await numbers();
	const own = await print();
	const index = await registerIndex(call);
	const [listed] = await index.receipts(call, WEEK);
	expect([index.answers.has(listed!), index.answers.has(own)]).toEqual([false, true]);
});

describe('items that ask at the same time', () => {
	it('share a read that has not begun yet', async () => {
		const first = numbers();
		const others = [numbers(), numbers(), numbers()];
		await Promise.all([first, ...others]);
		expect(asked().filter((line) => line === 'list').length).toBeLessThanOrEqual(4);
	});

	it('read themselves where a shared read fails', async () => {
		let failures = 1;
		till.between = ({ path }) =>
			path === '/receipts' && failures-- > 0 ? Promise.reject(refused()) : undefined;
		const all = await Promise.allSettled([numbers(), numbers(), numbers()]);
		const failed = all.filter(({ status }) => status === 'rejected');
		expect(failed).toHaveLength(1);
		expect(all.slice(-1)).toEqual([{ status: 'fulfilled', value: ['11-1'] }]);
	});

	it('of two executions have lists of their own', async () => {
		await numbers();
		asked();
		call = till.execution().call(0);
		await numbers();
		expect(asked()).toEqual(LIST);
	});
});
