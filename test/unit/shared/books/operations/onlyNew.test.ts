/** Get Bookings after an earlier run: what is repeated is said, and only what is new can come out. */
import type { IDataObject } from 'n8n-workflow';
import { toAccountingReceipt } from '../../../../../nodes/CassaNova/books/accounting';
import { getBookings } from '../../../../../nodes/shared/books/operations/getBookings';
import { checkOnlyNew } from '../../../../../nodes/shared/books/panel/onlyNew';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import type { BooksSource } from '../../../../../nodes/shared/books/source';
import {
	bookingSchema,
	bookingSummarySchema,
	earlierSummarySchema,
} from '../../../../../nodes/shared/books/types';
import type {
	Booking,
	BookingSummary,
	EarlierSummary,
} from '../../../../../nodes/shared/books/types';
import type { RequestInput } from '../../../../../nodes/shared/table/request';
import type { ItemsWithFiles } from '../../../../../nodes/shared/table/types';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { readOrList } from '../../../../../nodes/shared/books/unreadable';
import { UnreadableReceiptError } from '../../../../../nodes/shared/books/vendorRecord';
import { untimed } from '../../../../support/clock/clock';
import { fakeCall } from '../../../../support/n8n/call';
import { refusal } from '../panel/read';
import { receipt } from '../receipts';

const NOW = Date.parse('2026-11-02T08:00:00+01:00');
const sold = (number: string, day: string, cents: number, more: object = {}) =>
	receipt({ number, at: `${day}T10:00:00`, lines: [['sale', cents, '20']], ...more });
const FIRST = sold('11-1', '2026-10-05', 1200);
const SECOND = sold('11-2', '2026-10-06', 600);
const LATE = sold('11-3', '2026-10-05', 240);
const OCTOBER = { dateFrom: '2026-10-01', dateTo: '2026-10-31' };

const ACCOUNTS = [
	{ use: 'sale', rate: '', account: '4000', taxCode: '' },
	{ use: 'cash', account: '2700' },
	{ use: 'clearing', account: '1370' },
];

let hints: string[];
let read: unknown[];

async function run(
	receipts: Array<AccountingReceipt | [AccountingReceipt, AccountingReceipt]>,
	options: IDataObject,
	more: Partial<BooksSource> & { now?: number } = {},
) {
	hints = [];
	read = [];
	const { now = NOW, ...source } = more;
	const call = fakeCall({
		...untimed,
		now: () => now,
		hint: (words: string) => void hints.push(words),
		host: {
			helpers: {
				prepareBinaryData: async (content: Buffer, fileName: string) =>
					await Promise.resolve({ fileName, data: content.toString() }),
			},
		},
		input: {
			path: {},
			query: {},
			body: {},
			timeZone: 'Europe/Vienna',
			options: {
				period: 'custom',
				...OCTOBER,
				dayEndsAt: '03:00',
				groupBy: 'day',
				fileFormat: 'items',
				accounts: ACCOUNTS,
				...options,
			},
		},
	});
	return await getBookings(call, {
		source: 'kassandro',
		mapping: {
			paymentMethods: { options: [] },
			words: [],
			place: { name: 'Register', loadOptionsMethod: 'getCashRegisters' },
		},
		read: async () => await Promise.reject(new Error('nothing is kept')),
		readInto: async (_call, { period }, intake) => {
			read.push(period);
			const taken = receipts.map((given) => {
				const [one, original] = Array.isArray(given) ? given : [given];
				return {
					at: intake.note(one, true, ''),
					receipt: one,
					...(original ? { original } : {}),
				};
			});
			return await Promise.resolve(atOnce(intake.take(taken)) ?? {});
		},
		...source,
	});
}

/** As items, with the summary after them. */
async function items(
	receipts: Parameters<typeof run>[0],
	options: IDataObject = {},
	more: Parameters<typeof run>[2] = {},
) {
	const out = (await run(receipts, { includeSummary: true, ...options }, more)) as IDataObject[];
	return {
		bookings: bookingSchema.array().parse(out.slice(0, -1)),
		summary: bookingSummarySchema.parse(out.at(-1)),
	};
}

/** What a summary holds for the next run. */
const kept = ({ forNextRun = '' }: BookingSummary): EarlierSummary =>
	earlierSummarySchema.parse(JSON.parse(forNextRun));
const keptRows = (summary: BookingSummary) => kept(summary).handedOn?.rows ?? [];

const rows = (bookings: readonly Booking[]) =>
	bookings.map(({ date, text, gross, tax }) => [date, text, gross, tax].join(' '));
/** What comes only after a run. */
const after = (summary: BookingSummary, more: IDataObject = {}): IDataObject => ({
	holds: 'onlyNew',
	...given(summary),
	...more,
});
const given = (summary: BookingSummary | EarlierSummary): IDataObject => {
	const earlierSummary = 'forNextRun' in summary ? kept(summary) : summary;
	return { earlierSummary: earlierSummary as unknown as IDataObject };
};

describe('a file that holds everything', () => {
	it('says how many bookings it repeats, and of which days', async () => {
		const { summary } = await items([FIRST, SECOND]);
		const { withFiles } = (await run([FIRST, SECOND, LATE], {
			fileFormat: 'csv',
			...given(summary),
		})) as ItemsWithFiles;
		const remark =
			'This file repeats 4 bookings of 2026-10-05 to 2026-10-06, which the earlier summary of 2026-11-02 08:00 had: booked beside the earlier file, they would count twice. Take it in place of that file, or choose "Options > Bookings Included: Only What Is New".';
		expect(withFiles[0]?.json.remarks).toEqual([remark]);
		expect(hints).toContain(remark);
	});

	it('says so by the days where the earlier summary is of a version that kept no bookings', async () => {
		const { summary } = await items([FIRST, SECOND]);
		const old = { ...kept(summary), handedOn: undefined };
		const more = { fileFormat: 'csv', ...given({ ...old, from: '2026-10-06' }) };
		const { withFiles } = (await run([FIRST, SECOND], more)) as ItemsWithFiles;
		expect(withFiles[0]?.json.remarks).toEqual([
			expect.stringMatching(/^This file repeats the days 2026-10-06 to 2026-10-31, which /),
		]);
		const later = { ...more, dateFrom: '2026-11-01', dateTo: '2026-11-02' };
		const next = (await run([], later)) as ItemsWithFiles;
		expect(next.withFiles[0]?.json.remarks).toEqual([]);
	});

	it('says nothing where it is of other days, and keeps what was handed on of those', async () => {
		const { summary } = await items([FIRST]);
		const november = { dateFrom: '2026-11-01', dateTo: '2026-11-02' };
		const { withFiles } = (await run([sold('11-9', '2026-11-01', 100)], {
			...november,
			fileFormat: 'csv',
			...given(summary),
		})) as ItemsWithFiles;
		expect(withFiles[0]?.json.remarks).toEqual([]);
		const { handedOn } = kept(bookingSummarySchema.strip().parse(withFiles[0]?.json));
		expect(handedOn).toMatchObject({ from: '2026-10-01', forgottenUntil: null, groupBy: 'day' });
		expect(handedOn?.rows.map(([id]) => id)).toEqual([
			'kassandro:11:2026-10-05:receipt:sale:20',
			'kassandro:11:2026-10-05:receipt:payment:cash',
			'kassandro:11:2026-11-01:receipt:sale:20',
			'kassandro:11:2026-11-01:receipt:payment:cash',
		]);
	});
});

describe('only what is new', () => {
	it('is everything where nothing was handed on yet', async () => {
		const { bookings, summary } = await items([FIRST], { holds: 'onlyNew', daysBefore: 60 });
		expect(rows(bookings)).toEqual([
			'2026-10-05 Sales 20%, Schank 12.00 2.00',
			'2026-10-05 Cash, Schank 12.00 ',
		]);
		// Days before the first run were never asked for.
		expect(read).toEqual([{ from: '2026-10-01', to: '2026-10-31' }]);
		expect(keptRows(summary)).toHaveLength(2);
	});

	it('is new days whole, and of those that have changed what is taken back and booked anew', async () => {
		const { summary } = await items([FIRST]);
		const next = await items([FIRST, LATE, SECOND], after(summary, { textLanguage: 'de' }));
		expect(rows(next.bookings)).toEqual([
			'2026-10-05 Storno: Sales 20%, Schank -12.00 -2.00',
			'2026-10-05 Erlöse 20%, Schank 14.40 2.40',
			'2026-10-05 Storno: Cash, Schank -12.00 ',
			'2026-10-05 Bar, Schank 14.40 ',
			'2026-10-06 Erlöse 20%, Schank 6.00 1.00',
			'2026-10-06 Bar, Schank 6.00 ',
		]);
		expect(
			next.bookings.slice(0, 2).map(({ id, firstNumber, count }) => [id, firstNumber, count]),
		).toEqual([
			['kassandro:11:2026-10-05:receipt:sale:20:round2:reversal', '11-1', 1],
			['kassandro:11:2026-10-05:receipt:sale:20:round2', '11-1', 2],
		]);
		expect(next.summary.text).toMatch(
			/\n\nWeitergegeben wird nur, was seit 02\.11\.2026 08:00 neu ist: 2 neue Buchungen, 2 geändert, 0 storniert\.\n$/,
		);
		// The summary of that run alone is enough for the next.
		const again = await items([FIRST, LATE, SECOND], after(next.summary));
		expect(again.bookings).toEqual([]);
	});

	it('or the difference, on the first day that is not closed', async () => {
		const { summary } = await items([FIRST]);
		const choices = { changedDays: 'difference', booksClosedUntil: '2026-10-31' };
		const next = await items([FIRST, LATE, SECOND], after(summary, choices));
		expect(rows(next.bookings)).toEqual([
			'2026-11-01 Correction 2026-10-05: Sales 20%, Schank 2.40 0.40',
			'2026-11-01 Correction 2026-10-05: Cash, Schank 2.40 ',
			'2026-11-01 2026-10-06: Sales 20%, Schank 6.00 1.00',
			'2026-11-01 2026-10-06: Cash, Schank 6.00 ',
		]);
		const { id, firstNumber, lastNumber, count } = next.bookings[0]!;
		expect([id, firstNumber, lastNumber, count]).toEqual([
			'kassandro:11:2026-10-05:receipt:sale:20:round2:difference',
			'11-1',
			'11-3',
			2,
		]);
		expect((await items([FIRST, LATE, SECOND], after(next.summary, choices))).bookings).toEqual([]);
	});

	it('takes back what is there no more, and books it anew by another ID where it comes again', async () => {
		const { summary } = await items([FIRST, SECOND]);
		const gone = await items([FIRST], after(summary));
		expect(rows(gone.bookings)).toEqual([
			'2026-10-06 Reversal: Sales 20%, Schank -6.00 -1.00',
			'2026-10-06 Reversal: Cash, Schank -6.00 ',
		]);
		expect((await items([FIRST], after(gone.summary))).bookings).toEqual([]);
		const back = await items([FIRST, SECOND], after(gone.summary));
		expect(back.bookings.map(({ id }) => id)).toEqual([
			'kassandro:11:2026-10-06:receipt:sale:20:round3',
			'kassandro:11:2026-10-06:receipt:payment:cash:round3',
		]);
	});

	it('reverses on the accounts that were booked, where the table of accounts is another one', async () => {
		const { summary } = await items([FIRST]);
		const accounts = [
			{ use: 'sale', rate: '', account: '4001', taxCode: '' },
			...ACCOUNTS.slice(1),
		];
		const { bookings } = await items(
			[FIRST],
			after(summary, { accounts, changedDays: 'difference' }),
		);
		expect(bookings.map(({ credit, gross }) => [credit, gross])).toEqual([
			['4000', '-12.00'],
			['4001', '12.00'],
		]);
	});

	const COSTS = { costCenter: 'Bar', costCenter2: 'North' };
	it.each<[string, object, object?]>([
		['account', { account: '4001' }],
		['tax code', { taxCode: '20' }],
		['cost center', { ...COSTS, costCenter: 'Garden' }],
		['second cost center', { ...COSTS, costCenter2: 'South' }],
		['account between sales and payments', COSTS, { account: '1371' }],
	])('another %s alone is a change', async (_what, sale, clearing = {}) => {
		const [sales, cash, between] = ACCOUNTS;
		const before = [{ ...sales, ...COSTS }, cash, between];
		const accounts = [{ ...sales, ...COSTS, ...sale }, cash, { ...between, ...clearing }];
		const { summary } = await items([FIRST], { accounts: before });
		const { bookings } = await items(
			[FIRST],
			after(summary, { accounts, changedDays: 'difference' }),
		);
		const sold = bookings.filter(({ kind }) => kind === 'sale');
		expect(sold.map(({ gross }) => gross)).toEqual(['-12.00', '12.00']);
		expect(bookings).toHaveLength('account' in clearing ? 4 : 2);
	});

	it('taxes that have changed alone are no booking of 0.00, but one reversed and one anew', async () => {
		const { summary } = await items([FIRST]);
		const thirds = ['11-1', '11-2', '11-3'].map((number) => sold(number, '2026-10-05', 400));
		const next = await items(thirds, after(summary, { changedDays: 'difference' }));
		expect(rows(next.bookings)).toEqual([
			'2026-10-05 Reversal: Sales 20%, Schank -12.00 -2.00',
			'2026-10-05 Sales 20%, Schank 12.00 2.01',
		]);
	});

	it('a receipt that has another day is reversed on the old one', async () => {
		const byReceipt = { groupBy: 'receipt' };
		const { summary } = await items([FIRST], byReceipt);
		const moved = [sold('11-1', '2026-10-07', 1200)];
		const more = { ...byReceipt, changedDays: 'difference' };
		const next = await items(moved, after(summary, more));
		expect(next.bookings.map(({ date, kind, gross }) => [date, kind, gross])).toEqual([
			['2026-10-05', 'sale', '-12.00'],
			['2026-10-05', 'payment', '-12.00'],
			['2026-10-07', 'sale', '12.00'],
			['2026-10-07', 'payment', '12.00'],
		]);
		expect((await items(moved, after(next.summary, more))).bookings).toEqual([]);
	});

	it('a month is corrected on its last day that was booked, and is the same where that alone moves', async () => {
		const byMonth = { groupBy: 'month' };
		const { summary } = await items([FIRST], byMonth);
		const next = await items([FIRST, SECOND], after(summary, byMonth));
		expect(next.bookings.map(({ date, gross }) => [date, gross])).toEqual([
			['2026-10-06', '-12.00'],
			['2026-10-06', '18.00'],
			['2026-10-06', '-12.00'],
			['2026-10-06', '18.00'],
		]);
		const moved = [sold('11-1', '2026-10-07', 1200), sold('11-2', '2026-10-06', 600)];
		expect((await items(moved, after(next.summary, byMonth))).bookings).toEqual([]);
	});

	it('books are closed until a day with that day', async () => {
		const { summary } = await items([FIRST]);
		const next = await items(
			[FIRST, LATE, SECOND],
			after(summary, { changedDays: 'difference', booksClosedUntil: '2026-10-05' }),
		);
		expect(rows(next.bookings)).toEqual([
			'2026-10-06 Correction 2026-10-05: Sales 20%, Schank 2.40 0.40',
			'2026-10-06 Correction 2026-10-05: Cash, Schank 2.40 ',
			'2026-10-06 Sales 20%, Schank 6.00 1.00',
			'2026-10-06 Cash, Schank 6.00 ',
		]);
	});

	it('comes by days and registers, and says how many were taken back, of which days', async () => {
		const garden = { more: { register: { id: '12', name: 'Garten' } } };
		const { summary } = await items([
			SECOND,
			sold('12-1', '2026-10-05', 300, garden),
			FIRST,
			sold('11-4', '2026-10-08', 900),
		]);
		const rest = [sold('12-9', '2026-10-07', 100, garden), sold('11-9', '2026-10-07', 200)];
		const next = await items(rest, after(summary));
		const placed = next.bookings.map(({ date, place, gross }) => `${date} ${place?.id} ${gross}`);
		expect([...new Set(placed)]).toEqual([
			'2026-10-05 11 -12.00',
			'2026-10-05 12 -3.00',
			'2026-10-06 11 -6.00',
			'2026-10-07 11 2.00',
			'2026-10-07 12 1.00',
			'2026-10-08 11 -9.00',
		]);
		expect(next.summary.text).toMatch(
			/\n\nHanded on is only what is new since 2026-11-02 08:00: 4 new bookings, 0 changed, 8 taken back\.\n$/,
		);
		const { withFiles } = (await run(
			rest,
			after(summary, { fileFormat: 'csv' }),
		)) as ItemsWithFiles;
		expect(String(withFiles[0]?.json.remarks)).toContain(
			'4 new bookings, 0 that have changed, 8 taken back. 0 bookings that are as before are left out. Days that have changed: 2026-10-05, 2026-10-06, 2026-10-08.',
		);
	});

	it('takes nothing back of a register of which nothing is read, and says so', async () => {
		const garden = { more: { register: { id: '12', name: 'Garten' } } };
		const { summary } = await items([FIRST, sold('12-1', '2026-10-05', 300, garden)]);
		expect((await items([FIRST], after(summary))).bookings).toEqual([]);
		expect(hints).toContain(
			'Nothing at all was read of 12, of which 2 bookings were handed on: nothing of it is taken back. See whether the credential is of the right account.',
		);
	});

	it('leaves what another system has handed on alone', async () => {
		const { summary } = await items([FIRST]);
		const other = {
			...summary,
			forNextRun: summary.forNextRun?.replaceAll('kassandro:', 'cassaNova:'),
		};
		const next = await items([SECOND], after(other));
		expect(rows(next.bookings)).toHaveLength(2);
		expect(keptRows(next.summary)).toHaveLength(4);
	});

	it('reads days before the period, up to the first that was handed on, and sums up the period alone', async () => {
		const { summary } = await items([FIRST], { dateFrom: '2026-10-03' });
		const november = { dateFrom: '2026-11-01', dateTo: '2026-11-02', daysBefore: 60 };
		const next = await items(
			[FIRST, LATE, sold('11-4', '2026-11-01', 100), sold('11-0', '2026-10-02', 900)],
			after(summary, { ...november, changedDays: 'difference' }),
		);
		expect(read).toEqual([{ from: '2026-10-03', to: '2026-11-02' }]);
		expect(rows(next.bookings)).toEqual([
			'2026-10-05 Correction: Sales 20%, Schank 2.40 0.40',
			'2026-10-05 Correction: Cash, Schank 2.40 ',
			'2026-11-01 Sales 20%, Schank 1.00 0.17',
			'2026-11-01 Cash, Schank 1.00 ',
		]);
		expect(next.summary).toMatchObject({
			from: '2026-11-01',
			receipts: 1,
			totals: { gross: '1.00' },
		});
		const short = after(summary, { ...november, daysBefore: 3 });
		await items([FIRST], short);
		expect(read).toEqual([{ from: '2026-10-29', to: '2026-11-02' }]);
	});

	it('says nothing of late receipts, which it holds', async () => {
		const { summary } = await items([FIRST, SECOND]);
		const late = { ...LATE, recordedAt: '2026-11-02T06:00:00+01:00' };
		const next = await items([FIRST, SECOND, late], after(summary));
		expect(next.summary).toMatchObject({ ok: true, problems: [], late: [{ number: '11-3' }] });
		expect(next.summary.text).toContain('1 document came late and is in these bookings.');
	});

	it('comes as a file with what is left out in its remarks, and with no file where nothing is', async () => {
		const { summary } = await items([FIRST, SECOND]);
		const datev = {
			fileFormat: 'datev',
			datevConsultant: '1001',
			datevClient: '1',
			binaryPropertyName: 'data',
		};
		const { withFiles } = (await run(
			[FIRST, SECOND, LATE],
			after(summary, { ...datev, dateFrom: '2026-10-05', changedDays: 'difference' }),
		)) as ItemsWithFiles;
		expect(withFiles.map(({ json }) => json.remarks)).toEqual([
			[
				'Only what is new since the earlier summary of 2026-11-02 08:00: 0 new bookings, 2 that have changed, 0 taken back. 2 bookings that are as before are left out. Days that have changed: 2026-10-05.',
			],
		]);
		const [, , ...lines] = String(withFiles[0]?.binary?.data?.data).trim().split('\r\n');
		expect(lines.map((line) => line.split(';').slice(0, 2).join())).toEqual([
			'2,40,"S"',
			'2,40,"S"',
		]);
		expect(await run([FIRST, SECOND], after(summary, datev))).toEqual([]);
		expect(hints.at(-1)).toBe(
			'Nothing is new since the earlier summary of 2026-11-02 08:00, so there is no file: all 4 bookings were handed on before. Keep that summary for the next run.',
		);
	});

	it('goes on after a run that took back in place of leaving receipts out', async () => {
		const context = {
			timeZone: 'Europe/Vienna',
			dayEndsAt: '03:00',
			taxRates: new Map([['t22', 22]]),
			salesPoint: { id: '1', name: 'Bar' },
		};
		const shop = (refund: boolean) =>
			toAccountingReceipt(
				{
					id: 'r1',
					number: 1,
					date: '2026-10-05T10:00:05',
					datetime: '2026-10-05T10:00:00',
					document: {
						refund,
						amount: 12.2,
						rows: [{ quantity: 1, price: 12.2, idTax: 't22' }],
						payments: [{ paymentType: 'CASH', amount: 12.2 }],
					},
				},
				context,
			);
		const cassaNova = { source: 'cassaNova' as const };
		for (const groupBy of ['day', 'receipt', 'month']) {
			const { summary } = await items([shop(false)], { groupBy }, cassaNova);
			const later = { ...cassaNova, now: NOW + 86_400_000 };
			const everything = { groupBy, ...given(summary) };
			const back = await items([[shop(true), shop(false)]], everything, later);
			expect(rows(back.bookings)).toContain(
				'2026-11-03 Sales 22%, Bar -12.20 -2.20'.replace(
					'22%, Bar',
					groupBy === 'receipt' ? '22%, 1, Bar' : '22%, Bar',
				),
			);
			const next = await items(
				[[shop(true), shop(false)]],
				after(back.summary, { groupBy }),
				later,
			);
			const all = [...back.bookings, ...next.bookings];
			expect(all.reduce((sum, { grossCents }) => sum + grossCents, 0)).toBe(0);
			expect(next.bookings).toHaveLength(4);
			const again = after(next.summary, { groupBy });
			expect((await items([[shop(true), shop(false)]], again, later)).bookings).toEqual([]);
		}
	});
});

it('a receipt that says no day is in none of it, and is told', async () => {
	const undated = readOrList(
		{
			input: { timeZone: 'Europe/Vienna', options: { period: 'custom', ...OCTOBER } },
			now: () => NOW,
		} as never,
		{ id: 'x' },
		{ timeZone: 'Europe/Vienna', dayEndsAt: '03:00' },
		() => {
			throw new UnreadableReceiptError('x', 'created', 'expected a date and time');
		},
		() => ({
			source: 'kassandro',
			documentType: 'receipt',
			ids: ['id'],
			numbers: ['id'],
			times: [],
			amount: 5,
			register: FIRST.register,
		}),
	);
	const { bookings, summary } = await items([FIRST, undated], { holds: 'onlyNew' });
	expect(bookings).toHaveLength(2);
	const words =
		"1 receipt that could not be read doesn't say when it was made, and is in no booking: post it by hand.";
	expect([summary.ok, summary.problems]).toEqual([false, [words]]);
});

describe('is refused before anything is read', () => {
	it.each<[string, IDataObject, IDataObject, RegExp]>([
		[
			'after a summary whose bookings cannot be read',
			{},
			{
				handedOn: {
					groupBy: 'day',
					from: '2026-10-01',
					forgottenUntil: null,
					columns: ['id'],
					rows: [[1]],
				},
			},
			/^"Earlier Summary \(JSON\)" doesn't say which bookings were handed on$/,
		],
		['per other days than before', { groupBy: 'receipt' }, {}, /^"Bookings Per" is another one/],
		[
			'per month from within one',
			{ groupBy: 'month', dateFrom: '2026-10-02' },
			{},
			/^"Period" begins on 2026-10-02, within a month/,
		],
	])('%s', async (_name, options, more, words) => {
		const { summary } = await items([FIRST]);
		const earlier = given({ ...kept(summary), ...more });
		const refused = run([FIRST], { ...after(summary, options), ...earlier });
		await expect(refused).rejects.toThrow(words);
		expect(read).toEqual([]);
	});

	it('per month where it was handed on further than it is read', async () => {
		const { summary } = await items([FIRST, SECOND], { groupBy: 'month' });
		const part = after(summary, { groupBy: 'month', dateTo: '2026-10-05' });
		await expect(run([FIRST], part)).rejects.toThrow(
			/^"Period" ends on 2026-10-05, and this month was handed on up to 2026-10-06$/,
		);
	});

	it('of days of which nothing is kept any more', async () => {
		const { summary } = await items([FIRST]);
		const { handedOn, ...earlier } = kept(summary);
		const forgotten = { ...handedOn!, forgottenUntil: '2026-10-03' };
		const asked = { holds: 'onlyNew', ...given({ ...earlier, handedOn: forgotten }) };
		await expect(run([FIRST], asked)).rejects.toThrow(
			/^"Earlier Summary \(JSON\)" has too many bookings to tell what was handed on up to 2026-10-03$/,
		);
		// Days before the period are read from there on.
		await run([FIRST], { ...asked, dateFrom: '2026-10-20', daysBefore: 60 });
		expect(read).toEqual([{ from: '2026-10-04', to: '2026-10-31' }]);
	});

	it('where another kind of bookings begins after the days that were handed on, it goes on', async () => {
		const { summary } = await items([FIRST]);
		const november = { dateFrom: '2026-11-01', dateTo: '2026-11-02', groupBy: 'receipt' };
		const next = await items([sold('11-4', '2026-11-01', 100)], after(summary, november));
		expect(next.bookings).toHaveLength(2);
		expect(kept(next.summary).handedOn).toMatchObject({
			groupBy: 'receipt',
			forgottenUntil: '2026-10-05',
		});
	});

	it.each<[string, IDataObject, RegExp]>([
		['for programs', { fileFormat: 'odoo' }, /^"Bookings Included" can't be "Only What Is New"/],
		[
			'of what is not closed yet',
			{ businessDayEnds: 'closing', period: 'sinceLastClosing' },
			/^"Period" gives only what isn't closed yet, and what was handed on is of whole days$/,
		],
		[
			'after a summary of a version that kept no bookings',
			{ earlierSummary: { from: '2026-10-01', to: '2026-10-31' } },
			/^"Earlier Summary \(JSON\)" doesn't say which bookings/,
		],
	])('%s', (_name, options, words) => {
		const given = { options: { holds: 'onlyNew', fileFormat: 'csv', ...options } };
		expect(refusal(() => checkOnlyNew(given as unknown as RequestInput))).toMatch(words);
	});

	it('of other outputs nothing is refused: they have no such choice', () => {
		for (const options of [
			{ fileFormat: 'odoo', holds: 'everything' },
			{ fileFormat: 'summary', holds: 'onlyNew', earlierSummary: { from: '', to: '' } },
		]) {
			expect(() => checkOnlyNew({ options } as unknown as RequestInput)).not.toThrow();
		}
	});
});

it('days that were to end with closings, and end otherwise, are compared with nothing', async () => {
	const { summary } = await items([FIRST]);
	const readInto = async () =>
		await Promise.resolve({ remarks: { notes: [], problems: [], missingClosings: '403' } });
	await expect(run([], after(summary), { readInto })).rejects.toThrow(
		/^"Business Day Ends" is "At the Shop's Z Closing", and the account gave no closings/,
	);
});
