/** CassaNova's reports against receipts: whom a difference is blamed on, and whom it isn't. */
import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { toAccountingReceipt } from '../../../../../nodes/CassaNova/books/accounting';
import type { AccountingReceipt, DocumentType } from '../../../../../nodes/shared/books/receipt';
import { NO_MAPPING } from '../../../../../nodes/shared/books/mapping';
import { reconciliationSchema } from '../../../../../nodes/shared/books/reconciliation';
import type { DayRange } from '../../../../../nodes/shared/table/request';

const mockReceipts: AccountingReceipt[] = [];
const mockRows: Record<string, Array<IDataObject & { day: string }>> = {};
/** A report over days that stand beside it in the mock. */
function mockReport(value: string) {
	return {
		value,
		run: async ({ input: { range } }: { input: { range: DayRange } }) =>
			await Promise.resolve(
				mockRows[value]?.filter(({ day }) => day >= range.from && day <= range.to),
			),
	};
}

jest.mock('../../../../../nodes/CassaNova/books/books', () => ({
	readBooks: async () => await Promise.resolve({ receipts: mockReceipts, others: [] }),
}));
jest.mock('../../../../../nodes/CassaNova/books/toReceipts', () => ({
	readTaxRates: async () =>
		await Promise.resolve(
			new Map([
				['t10', 10],
				['t22', 22],
			]),
		),
}));
jest.mock('../../../../../nodes/CassaNova/resources/report', () => ({
	soldByTax: mockReport('getSoldByTax'),
	soldByDepartment: mockReport('getSoldByDepartment'),
}));

import { reconcile } from '../../../../../nodes/CassaNova/books/reconciliation/reconcile';
import { runs } from '../../../../support/clock/seeds';
import { untimed } from '../../../../support/clock/clock';
import { fakeCall } from '../../../../support/n8n/call';

const DAY = '2026-10-05';
const clock = { timeZone: 'Europe/Rome', dayEndsAt: '00:00' };
const context = {
	...clock,
	taxRates: new Map([
		['t10', 10],
		['t22', 22],
	]),
	salesPoint: { id: '1', name: 'Bar' },
};

interface Sold {
	idTax?: string;
	type?: DocumentType;
	day?: string;
	/** Cancelled in place. */
	refund?: boolean;
}

const sold = (
	number: number,
	price: number,
	{ idTax = 't10', type = 'receipt', day = DAY, refund = false }: Sold = {},
) =>
	toAccountingReceipt(
		{
			id: `${type} ${number}`,
			number,
			zNumber: '400',
			datetime: `${day}T10:${String(number).padStart(2, '0')}:00`,
			document: {
				amount: price,
				refund,
				rows: [{ quantity: 1, price, idTax, idDepartment: 'd' }],
				payments: [{ paymentType: 'CASH', amount: price }],
			},
		},
		context,
		type,
	);

/** One day of the report: gross and tax by tax id; the department has all of it. */
const reported = (taxes: Record<string, [gross: number, tax: number]>, day = DAY) => {
	const rows = Object.entries(taxes).map(([idTax, [profit, vat]]) => ({ day, idTax, profit, vat }));
	const profit = rows.reduce((sum, row) => sum + row.profit, 0);
	mockRows.getSoldByTax?.push(...rows);
	mockRows.getSoldByDepartment?.push({ day, idDepartment: 'd', profit: Number(profit.toFixed(2)) });
};

beforeEach(() => {
	mockReceipts.length = 0;
	mockRows.getSoldByTax = [];
	mockRows.getSoldByDepartment = [];
});

/** What differs: check, difference, and number and amount of each that explains it. */
async function differing(receipts: AccountingReceipt[], to = DAY) {
	mockReceipts.push(...receipts);
	const call = fakeCall({ ...untimed, input: { options: {}, query: {} } });
	const wanted = { period: { from: DAY, to }, clock, mapping: NO_MAPPING };
	const items = reconciliationSchema.array().parse(await reconcile(call, wanted));
	return items
		.filter(({ agrees }) => !agrees)
		.map(({ check, difference, receipts: found, note }) => ({
			check,
			difference,
			found: found.map(({ number, amount }) => `${number.split(' ')[0]}: ${amount}`),
			reasons: found.map(({ reason }) => reason).join(' '),
			note,
		}));
}

const brief = (items: Awaited<ReturnType<typeof differing>>) =>
	items.map(({ check, difference, found }) => [check, difference, ...found]);

it('blames no receipt for tax that is rounded elsewhere', async () => {
	// Twelve times 0.02, and 0.22 of 2.40.
	reported({ t10: [2.4, 0.22] });
	const twelve = Array.from({ length: 12 }, (_, index) => sold(index + 1, 0.2));
	const items = await differing(twelve);
	expect(brief(items)).toEqual([['vat', '-0.02']]);
	expect(items[0]?.note).toContain('may round');
});

it('does not call it rounding where the tax differs by more than that', async () => {
	reported({ t10: [110, 4.9] });
	const [item] = await differing([sold(1, 110)]);
	expect(item).toMatchObject({ check: 'vat', difference: '-5.10', found: [] });
	expect(item?.note).toContain('another rate');
});

it('blames a missing number only where the report is higher', async () => {
	reported({ t10: [14, 1.27] });
	expect(brief(await differing([sold(1, 5), sold(3, 7), sold(4, 9)]))).toEqual([
		['tax', '-7.00', '0400-0003: -7.00'],
		['vat', '-0.64', '0400-0003: -0.64'],
		['department', '-7.00', '0400-0003: -7.00'],
	]);
});

it('blames a missing number that raises rates and departments alike', async () => {
	reported({ t10: [17.5, 1.59], t22: [6.1, 1.1] });
	const items = await differing([sold(1, 5), sold(3, 7)]);
	expect(brief(items)).toEqual([
		['tax', '5.50', '2: 5.50'],
		['tax', '6.10', '2: 6.10'],
		['vat', '0.50', '2: 0.50'],
		['vat', '1.10', '2: 1.10'],
		['department', '11.60', '2: 11.60'],
	]);
	expect(items.map(({ note }) => note).join('')).toBe('');
});

it('does not blame a missing number where only one of the two reports is higher', async () => {
	reported({ t10: [17.5, 1.59] });
	mockRows.getSoldByDepartment = [{ day: DAY, idDepartment: 'd', profit: 12 }];
	const items = await differing([sold(1, 5), sold(3, 7)]);
	expect(brief(items)).toEqual([
		['tax', '5.50'],
		['vat', '0.50'],
	]);
	for (const { note } of items) expect(note).toContain('not explained');
});

it('takes off invoices that the report counts on other days before it looks at numbers', async () => {
	const next = '2026-10-06';
	reported({ t10: [124.2, 11.29] });
	reported({ t10: [80, 7.28] }, next);
	const receipts = [
		sold(1, 5),
		sold(3, 7),
		sold(8, 100, { type: 'invoice' }),
		sold(4, 50, { day: next }),
		sold(9, 30, { type: 'invoice', day: next }),
	];
	const items = await differing(receipts, next);
	expect(brief(items)).toEqual([
		['tax', '142.20', '8: 100.00', '2: 12.20', '9: 30.00'],
		['vat', '12.93', '8: 9.09', '2: 1.11', '9: 2.73'],
		['department', '142.20', '8: 100.00', '2: 12.20', '9: 30.00'],
	]);
	expect(items[0]?.reasons).toContain('The report counts invoices');
});

it('does not choose between invoices and a missing number where no other day tells', async () => {
	reported({ t10: [124.2, 11.29] });
	const items = await differing([sold(1, 5), sold(3, 7), sold(8, 100, { type: 'invoice' })]);
	expect(brief(items)).toEqual([
		['tax', '112.20', '8: 0.00', '2: 0.00'],
		['vat', '10.20', '8: 0.00', '2: 0.00'],
		['department', '112.20', '8: 0.00', '2: 0.00'],
	]);
	for (const { note } of items) expect(note).toContain('named with 0.00');
});

it('says that invoices seem to count where they and one receipt explain what nothing else does', async () => {
	reported({ t10: [107, 9.73] });
	const invoice = sold(8, 100, { type: 'invoice' });
	const items = await differing([sold(1, 5), sold(2, 7), invoice]);
	expect(brief(items).slice(0, 1)).toEqual([['tax', '95.00', '8: 100.00', '0400-0001: -5.00']]);
	expect(items[0]?.reasons).toContain('seems to count invoices');
});

it('blames no invoice for a part of what nothing explains', async () => {
	// A receipt of 21.20 at the end of its closing is in no list, and no number shows it.
	reported({ t10: [14, 1.27], t22: [12.2, 2.2] });
	const items = await differing([sold(1, 5), sold(8, 2.5, { type: 'invoice' })]);
	expect(brief(items)).toEqual([
		['tax', '9.00', '8: 0.00'],
		['tax', '12.20'],
		['vat', '0.82', '8: 0.00'],
		['vat', '2.20'],
		['department', '21.20', '8: 0.00'],
	]);
});

/** Receipts of one day at 10 %, and one of them that something happens to. */
const days = fc.record({
	prices: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 8 }),
	chosen: fc.nat(),
	cause: fc.constantFrom('unlisted', 'lacking', 'cancelled'),
	invoices: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 2 }),
});

it('blames nobody but the one with an amount, whatever is sold beside it', async () => {
	await fc.assert(
		fc.asyncProperty(days, async ({ prices, chosen, cause, invoices }) => {
			mockReceipts.length = 0;
			const index = chosen % prices.length;
			const own = prices[index] ?? NaN;
			const total = prices.reduce((sum, price) => sum + price, 0);
			const seen = cause === 'lacking' ? total - own : total;
			mockRows.getSoldByTax = [{ day: DAY, idTax: 't10', profit: seen }];
			mockRows.getSoldByDepartment = [{ day: DAY, idDepartment: 'd', profit: seen }];
			const receipts = prices
				.map((price, at) => sold(at + 1, price, { refund: at === index && cause === 'cancelled' }))
				.filter((_, at) => at !== index || cause !== 'unlisted');
			// Never as much as receipts: an amount that both have could be either's.
			const others = invoices.map((price, at) => sold(50 + at, price + 0.25, { type: 'invoice' }));
			const items = await differing([...receipts, ...others]);
			const blamed = items
				.filter(({ check }) => check === 'tax')
				.flatMap(({ found }) => found)
				.filter((each) => !each.endsWith(': 0.00'));
			const number = `${cause === 'unlisted' ? '' : '0400-000'}${index + 1}`;
			const right = `${number}: ${cause === 'lacking' ? '-' : ''}${own}.00`;
			expect(blamed.filter((each) => each !== right)).toEqual([]);
		}),
		{ numRuns: runs(300) },
	);
});

it('leaves invoices aside where other days show that the report does not count them', async () => {
	const next = '2026-10-06';
	reported({ t10: [112, 10.18] });
	reported({ t10: [50, 4.55] }, next);
	const receipts = [
		sold(1, 5),
		sold(3, 7),
		sold(1, 100, { type: 'invoice' }),
		sold(4, 50, { day: next }),
		sold(2, 30, { type: 'invoice', day: next }),
		sold(3, 40, { type: 'invoice', day: next }),
	];
	const [tax] = await differing(receipts, next);
	expect(tax).toMatchObject({ check: 'tax', difference: '100.00', found: ['2: 100.00'] });
});

it('looks at unknown rates before it looks at missing numbers', async () => {
	reported({ t10: [12, 1.09] });
	const items = await differing([sold(1, 5), sold(3, 7, { idTax: 'gone' })]);
	expect(brief(items)).toEqual([
		['tax', '7.00', '0400-0003: 7.00'],
		['tax', '-7.00', '0400-0003: -7.00'],
		['vat', '0.64', '0400-0003: 0.64'],
	]);
});

it('does not choose among receipts that could all be the one', async () => {
	reported({ t10: [10, 0.9] });
	const items = await differing([sold(1, 5), sold(2, 5), sold(3, 5)]);
	const all = ['0400-0001: 0.00', '0400-0002: 0.00', '0400-0003: 0.00'];
	expect(brief(items)).toEqual([
		['tax', '-5.00', ...all],
		['vat', '-0.45', ...all],
		['department', '-5.00', ...all],
	]);
	for (const { note, reasons } of items) {
		expect(note).toContain('one of the receipts');
		expect(reasons).toContain('This or another one');
	}
});

it('does not choose between a missing number and a cancelled receipt of that amount', async () => {
	reported({ t10: [12, 1.09] });
	const [tax] = await differing([sold(1, 5), sold(3, 7, { refund: true })]);
	expect(tax).toMatchObject({
		difference: '7.00',
		found: ['0400-0003: 0.00', '2: 0.00'],
	});
	expect(tax?.note).toContain('one of the receipts or numbers');
});

it('names a cancelled receipt where it alone has the amount', async () => {
	reported({ t10: [12, 1.09] });
	const [tax] = await differing([sold(1, 5), sold(2, 7, { refund: true })]);
	expect(tax).toMatchObject({ difference: '7.00', found: ['0400-0002: 7.00'], note: '' });
	expect(tax?.reasons).toContain('canceled in place');
});

it('names numbers without an amount where several are missing', async () => {
	reported({ t10: [112, 10.18] });
	const [tax] = await differing([sold(1, 5), sold(4, 7)]);
	expect(tax).toMatchObject({ difference: '100.00', found: ['2: 0.00'] });
	expect(tax?.note).toContain('named with 0.00');
});
