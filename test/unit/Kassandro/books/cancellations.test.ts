/** Cancellations whose receipts came with another batch: found as if all had come at once. */
import type { IDataObject } from 'n8n-workflow';
import { Cancellations } from '../../../../nodes/Kassandro/books/cancellations';
import { converter } from '../../../../nodes/Kassandro/books/toReceipts';
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { BookSums } from '../../../../nodes/shared/books/bookSums';
import type { TakenReceipt } from '../../../../nodes/shared/books/intake';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { clock } from '../../shared/books/receipts';
import { untimed } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';

const items = (priceOne: number) => [{ amount: 1, priceOne, vat: 20 }];
const sale = (number: string, day: number, price: number, more: IDataObject = {}): IDataObject => ({
	_id: `id ${number} ${day}`,
	receiptNumber: number,
	cashRegisterId: 11,
	created: `2026-10-0${day}T10:00:00`,
	items: items(price),
	price,
	paymentMethod: 'Bar',
	...more,
});
const cancels = (number: string, day: number, of: string, more: IDataObject = {}) =>
	sale(number, day, 0, { items: [], price: 0, cancellation: { receiptNumber: of }, ...more });

/** What every other receipt's number finds. */
const OLD = sale('11-1', 1, 7);

function prepare() {
	const asked: string[] = [];
	const made = new Map<string, Promise<unknown>>();
	const call = fakeCall({
		...untimed,
		api: { concurrency: 2 },
		authentication: { value: 'cashRegisterToken' },
		credentials: {},
		input: { timeZone: clock.timeZone, options: { dayEndsAt: clock.dayEndsAt }, query: {} },
		once: async (name: string, make: () => Promise<unknown>) => {
			const value = made.get(name) ?? make();
			made.set(name, value);
			return await value;
		},
		send: async ({ path }: ApiRequest) => {
			asked.push(path);
			return await Promise.resolve({ ...OLD, receiptNumber: path.split('/').at(-1) });
		},
	});
	return { call, asked };
}

/** Everything that was taken, in the order of its numbers, and which days were read again. */
async function inBatches(batches: IDataObject[][]) {
	const { call, asked } = prepare();
	const sums = new BookSums({
		period: { from: '2026-10-01', to: '2026-10-09' },
		clock,
		accounts: new Accounts([]),
		groupBy: 'day',
		asOf: '2026-10-09T10:00:00+02:00',
	});
	const all: AccountingReceipt[] = [];
	const intake = {
		keepsReceipts: false,
		note: sums.note.bind(sums),
		documents: () => sums.documents(),
		*take(taken: readonly TakenReceipt[]) {
			for (const { at, receipt } of taken) all[at] = receipt;
			yield;
		},
	};
	const days: string[] = [];
	const read = new Cancellations(call);
	for (const batch of batches) await read.add(intake, batch);
	await read.end(intake, async ({ from }) => {
		days.push(from);
		const ofDay = batches.flat().filter(({ created }) => String(created).startsWith(from));
		return await Promise.resolve(ofDay.map((record) => ({ ...record })));
	});
	return { all, days, asked };
}

/** The same, all at once. */
async function atOnce(records: IDataObject[]) {
	const { call, asked } = prepare();
	const convert = await converter(call, records);
	return { all: records.map(convert), asked };
}

it.each<[string, IDataObject[][], string[]]>([
	['of the same batch', [[sale('11-2', 2, 5), cancels('11-3', 2, '11-2')]], []],
	[
		'of a batch before: its day is read again, once for all',
		[
			[sale('11-2', 2, 5), sale('11-3', 2, 6)],
			[cancels('11-4', 5, '11-2'), cancels('11-5', 5, '11-3')],
		],
		['2026-10-02'],
	],
	['of no batch', [[sale('11-2', 2, 5)], [cancels('11-3', 3, '11-1')]], []],
	[
		'of which there are two, so that nothing tells which is meant',
		[[sale('11-2', 2, 5)], [cancels('11-4', 5, '11-2')], [sale('11-2', 6, 9)]],
		[],
	],
	[
		'of which there are two in different batches, one beside it',
		[[sale('11-2', 2, 5), cancels('11-4', 2, '11-2')], [sale('11-2', 6, 9)]],
		[],
	],
	[
		'of the same number at another register',
		[
			[sale('2', 2, 5), sale('2', 3, 9, { cashRegisterId: 12 })],
			[cancels('4', 5, '2', { cashRegisterId: 12 })],
		],
		['2026-10-03'],
	],
	[
		'that name no register',
		[[sale('2', 2, 5, { cashRegisterId: undefined })], [cancels('4', 5, '2')]],
		['2026-10-02'],
	],
])('a receipt %s', async (_name, batches, days) => {
	const whole = await atOnce(batches.flat());
	const parts = await inBatches(batches);
	expect(parts.all).toEqual(whole.all);
	expect(parts.asked).toEqual(whole.asked);
	expect(parts.days).toEqual(days);
});

it('asks for the receipt where its day, read again, no longer has it', async () => {
	const { call, asked } = prepare();
	const sums = new BookSums({
		period: { from: '2026-10-01', to: '2026-10-09' },
		clock,
		accounts: new Accounts([]),
		groupBy: 'day',
		asOf: '2026-10-09T10:00:00+02:00',
	});
	const read = new Cancellations(call);
	await read.add(sums, [sale('11-2', 2, 5)]);
	await read.add(sums, [cancels('11-3', 5, '11-2')]);
	await read.end(sums, async () => await Promise.resolve([]));
	expect(asked).toEqual(['/receipts/11-2']);
});
