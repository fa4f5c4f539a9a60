/** Printing exactly once: what a retry, a second execution, another till or a poor list may do to it. */
import type { IDataObject } from 'n8n-workflow';
import { tellingEarlier } from '../../../../nodes/Kassandro/printing/earlierTry';
import { print, printAdvice } from '../../../../nodes/Kassandro/printing/print';
import { printCancellation } from '../../../../nodes/Kassandro/printing/printCancellation';
import { orderNumberField } from '../../../../nodes/Kassandro/printing/reference';
import type { ActionCall } from '../../../../nodes/shared/table/types';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { ProcessedRows } from '../../../support/n8n/processedRows';
import {
	DAY,
	TillRegister,
	lost,
	referenceOn,
	refused,
	saleOf,
} from '../../../support/vendors/tillRegister';

/** What a person reads of an error. */
interface Failure {
	message: string;
	description?: string;
	advice?: string;
	context?: IDataObject;
}

const failureOf = async (work: Promise<unknown>): Promise<Failure> =>
	await work.then(
		() => {
			throw new Error('It was expected to fail');
		},
		(error: Failure) => error,
	);

const cancelSale = async (call: ActionCall, receiptNumber: unknown) =>
	await printCancellation(call, { cancellation: { receiptNumber } }, String(receiptNumber));

const postsIn = (log: string[]) => log.filter((line) => line === 'POST /receipts').length;

let till: TillRegister;
beforeEach(() => {
	till = TillRegister.withHistory();
});

/** An execution that is canceled while its first item is on its way; the register prints it. */
async function canceledRun(options: IDataObject = {}) {
	const run = till.execution();
	till.cancelAtNextPost(run, (request) => void till.answer(request));
	const failure = await failureOf(print(run.call(0, options), saleOf()));
	expect(failure.description).toContain('It is not known');
	till.between = () => undefined;
	return run;
}

describe('a try that was left open', () => {
	it.each([{}, { orderNumber: 'A' }])(
		'and is retried nine days later looks from the day of the first one: %j',
		async (options) => {
			const run = await canceledRun(options);
			till.wait(9 * DAY);
			till.printElsewhere('LATER', saleOf(1));
			const before = till.receipts.length;
			const receipt = await print(till.execution(run.context).call(0, options), saleOf());
			expect(receipt).toMatchObject({ receiptNumber: '11-2', recovered: true });
			expect(till.receipts).toHaveLength(before);
		},
	);

	it('is found though its look-back was shortened meanwhile', async () => {
		const run = await canceledRun({ orderNumber: 'A', lookBackDays: 7 });
		till.wait(5 * DAY);
		till.printElsewhere('LATER', saleOf(1));
		const options = { orderNumber: 'A', lookBackDays: 1 };
		await print(till.execution(run.context).call(0, options), saleOf());
		expect(till.countOf('A')).toBe(1);
	});

	it('keeps the first day through several tries', async () => {
		const run = await canceledRun();
		till.wait(5 * DAY);
		const again = till.execution(run.context);
		till.between = ({ path }) => (path === '/receipts' ? Promise.reject(lost()) : undefined);
		await failureOf(print(again.call(0), saleOf()));
		till.between = () => undefined;
		till.wait(5 * DAY);
		till.printElsewhere('LATER', saleOf(1));
		const receipt = await print(till.execution(run.context).call(0), saleOf());
		expect(receipt).toMatchObject({ receiptNumber: '11-2', recovered: true });
	});

	it('by an order that is started again at once: waits, looks again and finds it', async () => {
		const run = till.execution();
		till.cancelAtNextPost(run, (request) => till.later(5000, () => void till.answer(request)));
		await failureOf(print(run.call(0, { orderNumber: 'A' }), saleOf()));
		till.between = () => undefined;
		till.wait(1000);
		const receipt = await print(till.execution().call(0, { orderNumber: 'A' }), saleOf());
		expect(receipt.duplicate).toBe(true);
		expect(till.countOf('A')).toBe(1);
		// All is known now: the next one doesn't wait.
		const { now } = till;
		await print(till.execution().call(0, { orderNumber: 'A' }), saleOf());
		expect(till.now).toBe(now);
	});

	it('by a cancellation that is started again at once: waits, looks again and finds it', async () => {
		const run = till.execution();
		till.cancelAtNextPost(run, (request) => till.later(5000, () => void till.answer(request)));
		await failureOf(cancelSale(run.call(0), '11-1'));
		till.between = () => undefined;
		const receipt = await cancelSale(till.execution().call(0), '11-1');
		expect(receipt.duplicate).toBe(true);
		expect(till.receipts).toHaveLength(2);
	});
});

describe('a retry of an item that was changed', () => {
	it.each([
		['without its order number', {}, saleOf()],
		['with another order number', { orderNumber: 'B' }, saleOf()],
		['with other content', { orderNumber: 'A' }, saleOf(99)],
	])('%s, after it was printed: an error that names the receipt', async (_name, options, body) => {
		const run = till.execution();
		await print(run.call(0, { orderNumber: 'A' }), saleOf());
		const failure = await failureOf(print(till.execution(run.context).call(0, options), body));
		expect(failure.message).toContain('printed receipt 11-2 with "Ref: A"');
		expect(failure.advice).toContain('Nothing was printed now');
		expect(till.receipts).toHaveLength(2);
	});

	it.each([
		['with another order number', { orderNumber: 'B' }, saleOf()],
		['with other content', { orderNumber: 'A' }, saleOf(99)],
	])('%s, left open: an error that names what was sent', async (_name, options, body) => {
		const run = await canceledRun({ orderNumber: 'A' });
		const failure = await failureOf(print(till.execution(run.context).call(0, options), body));
		expect(failure.message).toContain(
			'sent a receipt with "Ref: A" of which it is not known whether it was printed',
		);
		expect(till.receipts).toHaveLength(2);
	});

	it('prints, where the earlier try surely printed nothing', async () => {
		const run = till.execution();
		till.onNextPost(() => Promise.reject(refused()));
		await failureOf(print(run.call(0, { orderNumber: 'A' }), saleOf()));
		const receipt = await print(
			till.execution(run.context).call(0, { orderNumber: 'B' }),
			saleOf(9),
		);
		expect(receipt).toMatchObject({ price: 9 });
		expect(till.receipts).toHaveLength(2);
	});

	it('of a cancellation cancels the other receipt', async () => {
		till.print(saleOf(2));
		const run = till.execution();
		await cancelSale(run.call(0), '11-1');
		const other = await cancelSale(till.execution(run.context).call(0), '11-2');
		expect(other).toMatchObject({ cancellation: { receiptNumber: '11-2' } });
		const again = await cancelSale(till.execution(run.context).call(0), '11-2');
		expect(again).toMatchObject({ receiptNumber: other.receiptNumber, recovered: true });
	});
});

describe("the tries of an AI agent's tool, each with a run index of its own", () => {
	it('look for what an earlier try left open, and print another sale', async () => {
		const run = till.execution();
		const before = till.receipts.length;
		till.cancelAtNextPost(run, (request) => void till.answer(request));
		await failureOf(print(run.call(0, {}, { toolRun: 0 }), saleOf()));
		run.isCanceled = false;
		expect(till.receipts).toHaveLength(before + 1);
		const again = await print(run.call(0, {}, { toolRun: 1 }), saleOf());
		expect(again).toMatchObject({ recovered: true });
		expect(till.receipts).toHaveLength(before + 1);
		const other = await print(run.call(0, {}, { toolRun: 2 }), saleOf(7));
		expect(other).not.toHaveProperty('recovered');
		expect(till.receipts).toHaveLength(before + 2);
	});
});

describe('calls of an AI agent that share a run index', () => {
	it('one after the other: another sale is an error, and not swallowed', async () => {
		const run = till.execution();
		await print(run.call(0), saleOf());
		const failure = await failureOf(print(run.call(0), saleOf(99)));
		expect(failure.message).toContain('was another one in an earlier try of this execution');
		expect(till.receipts).toHaveLength(2);
	});

	it('side by side: each gets its own receipt', async () => {
		const run = till.execution();
		const receipts = await Promise.all(
			[3.5, 99].map(async (price) => await print(run.call(0), saleOf(price))),
		);
		expect(receipts.map(({ price }) => price)).toEqual([3.5, 99]);
		expect(receipts.map(({ recovered }) => recovered)).toEqual([undefined, undefined]);
	});

	it('side by side, one waiting for its turn: it does not take the receipt of the other', async () => {
		const run = till.execution();
		let release = () => {};
		const isHeld = new Promise<void>((resolve) => {
			release = resolve;
		});
		// Another execution holds the turn of order B until order A is through.
		till.onNextPost(async (request) => {
			await isHeld;
			return till.answer(request);
		});
		const holder = print(till.execution().call(0, { orderNumber: 'B' }), saleOf(99));
		while (postsIn(till.log) === 0) await Promise.resolve();
		const b = print(run.call(0, { orderNumber: 'B' }), saleOf(99));
		const a = await print(run.call(0, { orderNumber: 'A' }), saleOf());
		release();
		await holder;
		expect(a).toMatchObject({ price: 3.5 });
		expect(await b).toMatchObject({ price: 99, duplicate: true });
	});
});

describe('the receipts that an execution has read', () => {
	it('are read again after a receipt that was seen and taken in twice', async () => {
		const run = till.execution();
		await print(run.call(0, { orderNumber: 'A' }), saleOf());
		let answerP = () => {};
		let isPrinted = false;
		till.onNextPost(async (request) => {
			const answer = till.answer(request);
			isPrinted = true;
			return await new Promise((resolve) => {
				answerP = () => resolve(answer);
			});
		});
		const p = print(run.call(1, { orderNumber: 'P' }), saleOf());
		while (!isPrinted) await Promise.resolve();
		// Reads the list, which shows P already; P's own answer takes it in once more.
		await print(run.call(2, { orderNumber: 'Q' }), saleOf());
		answerP();
		await p;
		till.printElsewhere('X');
		const x = await print(run.call(3, { orderNumber: 'X' }), saleOf());
		expect(x.duplicate).toBe(true);
		expect(till.countOf('X')).toBe(1);
	});

	it('are read again where a receipt is printed while the count is asked', async () => {
		const run = till.execution();
		await print(run.call(0, { orderNumber: 'A' }), saleOf());
		till.printElsewhere('X');
		let answerCount = () => {};
		let isAsked = false;
		till.between = (request) => {
			if (request.path !== '/receipts/count') return undefined;
			if (isAsked) return Promise.resolve({ count: till.receipts.length - 1 });
			isAsked = true;
			const answer = till.answer(request);
			return new Promise((resolve) => {
				answerCount = () => resolve(answer);
			});
		};
		const x = print(run.call(2, { orderNumber: 'X' }), saleOf());
		while (!isAsked) await Promise.resolve();
		// P's own look says that the register counts as expected.
		await print(run.call(1, { orderNumber: 'P' }), saleOf());
		till.between = () => undefined;
		answerCount();
		expect((await x).duplicate).toBe(true);
		expect(till.countOf('X')).toBe(1);
	});

	it('do not count a receipt that was there before, as one of a retry is', async () => {
		const first = till.execution();
		await print(first.call(1, { orderNumber: 'B' }), saleOf());
		const retry = till.execution(first.context);
		await print(retry.call(0, { orderNumber: 'A' }), saleOf());
		const b = await print(retry.call(1, { orderNumber: 'B' }), saleOf());
		expect(b.recovered).toBe(true);
		till.printElsewhere('X');
		expect((await print(retry.call(2, { orderNumber: 'X' }), saleOf())).duplicate).toBe(true);
	});

	it('are read each time where the count is wrong, and nothing is printed twice', async () => {
		till.between = ({ path }) =>
			path === '/receipts/count' ? Promise.resolve({ count: 7 }) : undefined;
		const run = till.execution();
		await print(run.call(0, { orderNumber: 'A' }), saleOf());
		till.printElsewhere('X');
		expect((await print(run.call(1, { orderNumber: 'X' }), saleOf())).duplicate).toBe(true);
		expect((await print(run.call(2, { orderNumber: 'A' }), saleOf())).duplicate).toBe(true);
	});

	it('are read each time where receipts have no ID', async () => {
		till.keeps = (receipt) => ({ ...receipt, _id: undefined });
		till.printElsewhere('X');
		till.printElsewhere('Y');
		const run = till.execution();
		await print(run.call(0, { orderNumber: 'A' }), saleOf());
		for (const orderNumber of ['X', 'Y', 'A']) {
			const receipt = await print(run.call(1, { orderNumber }), saleOf());
			expect(receipt.duplicate).toBe(true);
			run.context.kassa = {};
		}
		expect(till.receipts).toHaveLength(4);
	});

	it('grow with the range: one read for each new day at most, each receipt found', async () => {
		const days = 30;
		const createdAt = (day: number) => new Date(till.now - day * DAY).toISOString().slice(0, 19);
		till.print(saleOf(1, { created: createdAt(60) }));
		const run = till.execution();
		for (let day = 0; day < days; day += 1) {
			const created = createdAt(day);
			await print(run.call(day, { orderNumber: `N${day}` }), saleOf(2, { created }));
		}
		// Each read has two pages: one with receipts, and an empty one that ends the list.
		expect(till.log.filter((line) => line === 'GET /receipts').length).toBeLessThanOrEqual(
			2 * days,
		);
		for (const day of [0, 10, 29]) {
			const created = createdAt(day);
			const again = await print(
				till.execution().call(0, { orderNumber: `N${day}` }),
				saleOf(2, { created }),
			);
			expect(again.duplicate).toBe(true);
		}
	});
});

describe('the reference', () => {
	it('is not taken for a text of the user: that label is refused, whatever our own is', async () => {
		const body = saleOf(3.5, { customText: [{ label: 'Ref', value: '17' }] });
		const options = { referenceLabel: 'Bestellung', orderNumber: 'A1' };
		const failure = await failureOf(print(till.execution().call(0, options), body));
		expect(failure.message).toBe(
			'"Reference Label" "Ref" is also the label of one of your own texts',
		);
		expect(till.log).toEqual([]);
	});

	it('is not shown by a text of the same meaning under another label', async () => {
		till.keeps = (receipt) => ({
			...receipt,
			customText: (receipt.customText as IDataObject[]).filter(({ label }) => label === 'Ref'),
		});
		till.loseNextAnswer();
		const call = till.execution().call(0, { referenceLabel: 'Bestellung' });
		expect((await failureOf(print(call, saleOf()))).description).toContain('It is not known');
		expect(till.receipts).toHaveLength(2);
	});

	it('that comes back cut short proves nothing: it is not sent again', async () => {
		till.keeps = (receipt) => ({
			...receipt,
			customText: (receipt.customText as IDataObject[]).map(({ label, value }) => ({
				label,
				value: String(value).slice(0, 10),
			})),
		});
		till.loseNextAnswer();
		const failure = await failureOf(print(till.execution().call(0), saleOf()));
		expect(failure.description).toContain("don't show whether it would be found");
		expect(till.receipts).toHaveLength(2);
	});

	it('that never comes back: the first receipt says so, the next order numbers are refused', async () => {
		till = new TillRegister();
		till.keeps = (receipt) => ({ ...receipt, customText: undefined });
		const run = till.execution();
		await print(run.call(0, { orderNumber: 'A' }), saleOf());
		expect(run.hints.join()).toContain('order numbers cannot prevent printing twice here');
		const failure = await failureOf(print(run.call(1, { orderNumber: 'B' }), saleOf()));
		expect(failure.message).toContain('(B) cannot be looked for');
		expect(failure.advice).toContain('Nothing was printed');
		// This execution knows its own receipts nevertheless.
		expect((await print(run.call(2, { orderNumber: 'A' }), saleOf())).duplicate).toBe(true);
		expect(till.receipts).toHaveLength(1);
	});

	it.each([
		['label', { referenceLabel: 'Bestellung' }, { referenceLabel: 'Best' }],
		['value', { orderNumber: 'A-1234567' }, { orderNumber: 'A-12' }],
	])(
		'whose %s the till cuts short: a later execution prints no order twice',
		async (_n, cut, short) => {
			till = new TillRegister();
			const cutShort = (text: unknown) => String(text).slice(0, 5);
			till.keeps = (receipt) => ({
				...receipt,
				customText: (receipt.customText as IDataObject[]).map(({ label, value }) => ({
					label: cutShort(label),
					value: cutShort(value),
				})),
			});
			const wanted = { orderNumber: 'A', ...cut };
			await print(till.execution().call(0, wanted), saleOf());
			const failure = await failureOf(print(till.execution().call(0, wanted), saleOf()));
			expect(failure.message).toContain('cannot be looked for');
			expect(failure.advice).toContain('Nothing was printed');
			expect(till.receipts).toHaveLength(1);
			const shorter = { orderNumber: 'A', ...short };
			await print(till.execution().call(0, shorter), saleOf(2));
			expect(await print(till.execution().call(0, shorter), saleOf(2))).toMatchObject({
				duplicate: true,
			});
			expect(till.receipts).toHaveLength(2);
		},
	);

	it('that comes back again, after it did not for a while: order numbers are taken again', async () => {
		till = new TillRegister();
		till.keeps = (receipt) => ({ ...receipt, customText: undefined });
		await print(till.execution().call(0, { orderNumber: 'A' }), saleOf());
		await failureOf(print(till.execution().call(0, { orderNumber: 'B' }), saleOf()));
		till.keeps = (receipt) => receipt;
		till.printElsewhere('X');
		await print(till.execution().call(0, { orderNumber: 'B' }), saleOf());
		expect(till.countOf('B')).toBe(1);
	});

	it('of the first receipt is looked for; a look that fails takes nothing from the receipt', async () => {
		till = new TillRegister();
		till.between = ({ path, method }) =>
			path === '/receipts' && method === 'GET' && till.receipts.length > 0
				? Promise.reject(lost())
				: undefined;
		const run = till.execution();
		const receipt = await print(run.call(0, { orderNumber: 'A' }), saleOf());
		expect(referenceOn(receipt)).toBe('A');
		expect(run.hints.join()).toContain('could not be read afterwards');
	});

	it.each([2 ** 63, 1.5, 1e21])('is not the number %d', (number) => {
		const read = orderNumberField.schema?.({ timeZone: 'Europe/Vienna' }).safeParse(number);
		expect(read?.success).toBe(false);
		expect(read?.error?.issues[0]?.message).toContain('give it as text');
	});

	it.each([
		['12345678901234567891', '12345678901234567891'],
		[9007199254740991, '9007199254740991'],
		[undefined, ''],
	])('is %s as it is', (given, text) => {
		expect(orderNumberField.schema?.({ timeZone: 'Europe/Vienna' }).parse(given)).toBe(text);
	});

	it.each([undefined, '', '   '])(
		'is an error where its expression comes out empty (%j), and none in a field left empty',
		async (orderNumber) => {
			const parameters = { orderNumber: '={{ $json.oder_id }}' };
			const run = till.execution();
			const call = run.call(0, { orderNumber }, { parameters });
			expect((await failureOf(print(call, saleOf()))).message).toBe(
				'"Order Number" is an expression that came out empty for this item',
			);
			expect(till.log).toEqual([]);
			await print(run.call(1, { orderNumber }, { parameters: { orderNumber: '' } }), saleOf());
			expect(till.receipts).toHaveLength(2);
		},
	);
});

describe('a receipt that is found', () => {
	it('after a lost answer, written in the own way of the till: comes out, with a hint', async () => {
		till.keeps = (receipt) => ({ ...receipt, paymentMethod: 'BAR' });
		till.loseNextAnswer();
		const run = till.execution();
		const receipt = await print(run.call(0, { orderNumber: 'A' }), saleOf());
		expect(receipt).toMatchObject({ receiptNumber: '11-2', recovered: true });
		expect(run.hints).toEqual([
			'Receipt 11-2 is printed, but reads back with other content: paymentMethod is BAR instead of Bar.',
		]);
		expect(till.countOf('A')).toBe(1);
	});

	it('after a lost answer beside one that another host printed: is our own', async () => {
		till.onNextPost((request) => {
			till.printElsewhere('A', saleOf(9));
			till.answer(request);
			return Promise.reject(lost());
		});
		const receipt = await print(till.execution().call(0, { orderNumber: 'A' }), saleOf());
		expect(receipt).toMatchObject({ price: 3.5, recovered: true });
	});

	describe('twice, as another host printed the same order at the same moment,', () => {
		/** Another host prints after our look and before our receipt. */
		const printBoth = async (call: ActionCall) => {
			till.onNextPost(async (request) => {
				till.printElsewhere('A', saleOf());
				return await Promise.resolve(till.answer(request));
			});
			return await print(call, saleOf());
		};

		it('names both numbers, and what to do', async () => {
			const run = till.execution();
			await print(run.call(0, { orderNumber: 'B' }), saleOf());
			const receipt = await printBoth(run.call(1, { orderNumber: 'A' }));
			expect(receipt).toMatchObject({ receiptNumber: '11-4', alsoPrintedAs: ['11-3'] });
			expect(run.hints.at(-1)).toBe(
				'Order number A was printed 2 times, as receipts 11-3 and 11-4: another node, another n8n or another program printed it at the same moment. Cancel all but one of them.',
			);
			expect(till.countOf('A')).toBe(2);
		});

		it('also where it is the first receipt that shows a reference', async () => {
			const receipt = await printBoth(till.execution().call(0, { orderNumber: 'A' }));
			expect(receipt).toMatchObject({ alsoPrintedAs: ['11-2'] });
		});

		it('says nothing of one that was canceled at once', async () => {
			till.onNextPost(async (request) => {
				const other = till.printElsewhere('A', saleOf());
				till.print(saleOf(-3.5, { cancellation: { receiptNumber: other.receiptNumber } }));
				return await Promise.resolve(till.answer(request));
			});
			const run = till.execution();
			const receipt = await print(run.call(0, { orderNumber: 'A' }), saleOf());
			expect(receipt).not.toHaveProperty('alsoPrintedAs');
			expect(run.hints).toEqual([]);
		});

		it('takes nothing from the register where its list is late to show our own', async () => {
			const run = till.execution();
			await print(run.call(0, { orderNumber: 'B' }), saleOf());
			const late = till.receipts.length;
			till.onNextPost(async (request) => {
				till.printElsewhere('C', saleOf(1));
				const answer = till.answer(request);
				till.between = ({ method, path, query = {} }) => {
					if (method !== 'GET' || path !== '/receipts') return undefined;
					return Promise.resolve(query.offset === 0 ? till.receipts.slice(0, late) : []);
				};
				return await Promise.resolve(answer);
			});
			await print(run.call(1, { orderNumber: 'A' }), saleOf());
			till.between = () => undefined;
			const next = await print(run.call(2, { orderNumber: 'D' }), saleOf());
			expect(next.customText).toEqual([{ label: 'Ref', value: 'D' }]);
			expect(run.hints).toEqual([]);
		});

		it('is named at the next execution as well, where the other one came later than the look', async () => {
			const first = till.printElsewhere('A', saleOf());
			till.printElsewhere('A', saleOf());
			const run = till.execution();
			const receipt = await print(run.call(0, { orderNumber: 'A' }), saleOf());
			expect(receipt).toMatchObject({ duplicate: true, alsoPrintedAs: ['11-3'] });
			expect(run.hints).toEqual([
				'Order number A was printed 2 times, as receipts 11-3 and 11-2: another node, another n8n or another program printed it at the same moment. Cancel all but one of them.',
			]);
			till.print(saleOf(-3.5, { cancellation: { receiptNumber: first.receiptNumber } }));
			const left = await print(till.execution().call(0, { orderNumber: 'A' }), saleOf());
			expect(left).toMatchObject({ receiptNumber: '11-3', duplicate: true });
			expect(left).not.toHaveProperty('alsoPrintedAs');
		});

		it('says that it could not look where the list does not answer', async () => {
			const run = till.execution();
			await print(run.call(0, { orderNumber: 'B' }), saleOf());
			till.onNextPost(async (request) => {
				const answer = till.answer(request);
				till.between = () => Promise.reject(refused());
				return await Promise.resolve(answer);
			});
			const receipt = await print(run.call(1, { orderNumber: 'A' }), saleOf());
			expect(receipt).toMatchObject({ receiptNumber: '11-3' });
			expect(run.hints.at(-1)).toContain('another program has printed the same order number');
		});
	});

	it.each([
		['a sale', saleOf()],
		['a zero receipt', { ...saleOf(0), items: [] }],
	])('%s: is never the cancellation that repeats its texts', async (_name, body) => {
		till.newestFirst = true;
		const sale = await print(till.execution().call(0, { orderNumber: 'A' }), body);
		till.print({ ...sale, cancellation: { receiptNumber: sale.receiptNumber } });
		const run = till.execution();
		const receipt = await print(run.call(0, { orderNumber: 'A' }), body);
		expect(receipt).toMatchObject({ receiptNumber: sale.receiptNumber, duplicate: true });
		expect(run.hints.join()).toContain('was printed and canceled');
	});

	it('by two credentials of one register at once: is one', async () => {
		const token = { credentials: { token: 'till', apiKey: '', cashRegisterId: '' } };
		const receipts = await Promise.all([
			print(till.execution().call(0, { orderNumber: 'A' }), saleOf()),
			print(till.execution().call(0, { orderNumber: 'A' }, token), saleOf()),
		]);
		expect(receipts.map(({ duplicate }) => duplicate)).toEqual([undefined, true]);
		expect(till.countOf('A')).toBe(1);
	});

	it.each(['22.11.2026 12:00', undefined])(
		'cancels a receipt dated "%s", which nobody can read, days ago: it comes back',
		async (created) => {
			const sale = till.print(saleOf());
			const storno = till.print(saleOf(-3.5, { cancellation: { receiptNumber: '11-2' } }));
			till.wait(40 * DAY);
			till.between = ({ path }) =>
				path === '/receipts/11-2' ? Promise.resolve({ ...sale, created }) : undefined;
			const receipt = await cancelSale(till.execution().call(0), '11-2');
			expect(receipt).toMatchObject({ receiptNumber: storno.receiptNumber, duplicate: true });
			expect(till.receipts).toHaveLength(3);
		},
	);
});

describe('a receipt that is dated ahead, as its order was,', () => {
	it.each([
		['before that day', 7, 3],
		['after that day', 7, 20],
		['long before that day', 90, 60],
	])('is canceled once, also %s', async (_name, daysAhead, daysLater) => {
		const created = new Date(till.now + daysAhead * DAY).toISOString().slice(0, 19);
		till.print(saleOf(2, { created }));
		await cancelSale(till.execution().call(0), '11-2');
		till.wait(daysLater * DAY);
		const again = await cancelSale(till.execution().call(0), '11-2');
		expect(again.duplicate).toBe(true);
		expect(till.receipts).toHaveLength(3);
	});
});

describe('an answer that says less than the list', () => {
	/** The answers to prints lack something that the list has. */
	const leaveOut = (name: string) => {
		till.between = (request) => {
			if (request.method !== 'POST') return undefined;
			const { receipt } = till.answer(request) as { receipt: IDataObject };
			return Promise.resolve({ error: false, receipt: { ...receipt, [name]: undefined } });
		};
	};

	it('an order that comes twice in one execution is found in the list', async () => {
		leaveOut('customText');
		const run = till.execution();
		await print(run.call(0, { orderNumber: 'A' }), saleOf());
		const again = await print(run.call(1, { orderNumber: 'A' }), saleOf());
		expect(again.duplicate).toBe(true);
		expect(till.countOf('A')).toBe(1);
		expect(run.hints).toEqual([]);
	});

	it('a cancellation that comes twice in one execution is found in the list', async () => {
		leaveOut('cancellation');
		const run = till.execution();
		await cancelSale(run.call(0), '11-1');
		const again = await cancelSale(run.call(1), '11-1');
		expect(again.duplicate).toBe(true);
		expect(till.receipts).toHaveLength(2);
		expect(run.hints).toEqual([]);
	});

	it('and the list does not say it either: there is a hint', async () => {
		till.keeps = (receipt) => ({ ...receipt, cancellation: undefined });
		const run = till.execution();
		await cancelSale(run.call(0), '11-1');
		expect(run.hints.join()).toContain('cancel the same receipt again');
	});
});

describe('a retry that fails of an item for which something was sent', () => {
	const jobs: Array<[string, (call: ActionCall) => Promise<IDataObject>]> = [
		['a sale', async (call) => await print(call, saleOf())],
		['a cancellation', async (call) => await cancelSale(call, '11-1')],
	];
	const telling = async (call: ActionCall, job: (call: ActionCall) => Promise<IDataObject>) =>
		await tellingEarlier(call, async () => await job(call), printAdvice);

	it.each(jobs)('%s that was printed: the error says so', async (_name, job) => {
		const run = till.execution();
		await job(run.call(0));
		till.between = () => Promise.reject(refused());
		const failure = await failureOf(telling(till.execution(run.context).call(0), job));
		expect(failure.message).toBe(
			'Kassandro could not create receipt: an earlier try of this item printed receipt 11-2, and this try failed (not now)',
		);
		expect(failure.description).toContain('do not print it anew');
		expect(failure.context?.outcomeUnknown).toBeUndefined();
		till.between = () => undefined;
		const receipt = await job(till.execution(run.context).call(0));
		expect(receipt).toMatchObject({ receiptNumber: '11-2', recovered: true });
		expect(till.receipts).toHaveLength(2);
	});

	it.each([{}, { orderNumber: 'A' }])('left open: it is still not known: %j', async (options) => {
		const run = await canceledRun(options);
		till.between = () => Promise.reject(refused());
		const again = till.execution(run.context).call(0, options);
		const failure = await failureOf(telling(again, async (call) => await print(call, saleOf())));
		expect(failure.context?.outcomeUnknown).toBe(true);
		const code = String(referenceOn(till.receipts[1] ?? {}));
		expect(failure.description).toContain(`Look for "Ref: ${code}"`);
	});

	it('and of one for which nothing was sent: the error as it is', async () => {
		till.between = () => Promise.reject(refused());
		const call = till.execution().call(0);
		const failure = await failureOf(telling(call, async (one) => await print(one, saleOf())));
		expect(failure.message).toBe('Kassandro could not create receipt: not now');
	});
});

describe('an answer without a receipt number', () => {
	it('leaves the outcome open: the receipt is looked for', async () => {
		till.onNextPost((request) => {
			const { receipt } = till.answer(request) as { receipt: IDataObject };
			return Promise.resolve({ receipt: { ...receipt, receiptNumber: undefined } });
		});
		const receipt = await print(till.execution().call(0), saleOf());
		expect(receipt).toMatchObject({ receiptNumber: '11-2', recovered: true });
		expect(postsIn(till.log)).toBe(1);
	});

	it('nor one in the list: a retry finds it by its reference', async () => {
		till.keeps = (receipt) => ({ ...receipt, receiptNumber: undefined });
		till.onNextPost((request) => {
			till.answer(request);
			return Promise.resolve({ error: false, msg: '' });
		});
		const run = till.execution();
		const printed = await print(run.call(0), saleOf());
		const again = await print(till.execution(run.context).call(0), saleOf());
		expect(again).toMatchObject({ _id: printed._id, recovered: true });
		expect(till.log).not.toContain('GET /receipts/undefined');
		expect(till.receipts).toHaveLength(2);
	});
});

describe('two processes of one n8n', () => {
	const rows = new ProcessedRows();
	const worker = () => ({ memory: new ProcessMemory(), rows });

	it('print an order once that comes to both at the same moment', async () => {
		const runs = [worker(), worker()].map((one) => till.execution({}, one));
		const printed = await Promise.all(
			runs.map(async (run) => await print(run.call(0, { orderNumber: 'A' }), saleOf())),
		);
		expect(till.countOf('A')).toBe(1);
		expect(printed.filter(({ duplicate }) => duplicate === true)).toHaveLength(1);
		expect(runs.flatMap(({ hints }) => hints)).toEqual([]);
	});

	it('cancel a receipt once', async () => {
		const runs = [worker(), worker()].map((one) => till.execution({}, one));
		const canceled = await Promise.all(
			runs.map(async (run) => await cancelSale(run.call(0), '11-1')),
		);
		expect(till.receipts).toHaveLength(2);
		expect(canceled.filter(({ duplicate }) => duplicate === true)).toHaveLength(1);
	});

	it('find what a process was printing that was stopped in the middle', async () => {
		const killed = till.execution({}, worker());
		await new Promise<void>((sent) => {
			till.onNextPost((request) => {
				// The register takes its time, and whoever has asked is gone.
				till.later(20_000, () => till.answer(request));
				sent();
				return new Promise(() => undefined);
			});
			void print(killed.call(0, { orderNumber: 'A' }), saleOf());
		});
		const again = till.execution({}, worker());
		const receipt = await print(again.call(0, { orderNumber: 'A' }), saleOf());
		expect(receipt.duplicate).toBe(true);
		expect(till.countOf('A')).toBe(1);
	});
});
