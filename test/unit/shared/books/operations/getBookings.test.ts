/** The operations of accounting on books in memory: what comes out, and what is told beside it. */
import type { IDataObject } from 'n8n-workflow';
import { getBookings } from '../../../../../nodes/shared/books/operations/getBookings';
import { getReceipts } from '../../../../../nodes/shared/books/operations/getReceipts';
import { reconcileBooks } from '../../../../../nodes/shared/books/operations/reconcile';
import { compare } from '../../../../../nodes/shared/books/reconciliation';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import type { BooksSource } from '../../../../../nodes/shared/books/source';
import type { ItemsWithFiles } from '../../../../../nodes/shared/table/types';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { untimed } from '../../../../support/clock/clock';
import { fakeCall } from '../../../../support/n8n/call';
import { receipt } from '../receipts';

const NOW = Date.parse('2026-10-06T08:00:00Z');
const DAY = '2026-10-05';
const make = (number: string, hour: number, more: object = {}) =>
	receipt({ number, at: `${DAY}T${hour}:00:00`, lines: [['sale', 1200, '20']], ...more });
const RECEIPTS = [
	make('11-1', 10),
	make('11-3', 11),
	receipt({ number: '11-4', at: '2026-10-06T10:00:00', lines: [['sale', 600, '20']] }),
];
const MISSING = `On ${DAY}: 1 receipt number is missing: 11-2.`;

let hints: string[];
beforeEach(() => {
	hints = [];
});

const callWith = (options: IDataObject) =>
	fakeCall({
		...untimed,
		now: () => NOW,
		hint: (words: string) => void hints.push(words),
		host: {
			helpers: {
				prepareBinaryData: async (content: Buffer, fileName: string, mimeType: string) =>
					await Promise.resolve({ fileName, mimeType, data: content.toString() }),
			},
		},
		input: {
			path: {},
			query: {},
			body: {},
			timeZone: 'Europe/Vienna',
			options: { period: 'yesterday', dayEndsAt: '03:00', groupBy: 'day', ...options },
		},
	});

const mapping = {
	paymentMethods: { options: [] },
	words: [],
	place: { name: 'Register', loadOptionsMethod: 'getCashRegisters' },
};

/** A source of these receipts, whole and some at a time. */
const reading = (receipts: AccountingReceipt[]): Pick<BooksSource, 'read' | 'readInto'> => ({
	read: async () => await Promise.resolve({ receipts, others: [] }),
	readInto: async (_call, _wanted, intake) => {
		const taken = receipts.map((one) => ({ at: intake.note(one, true, ''), receipt: one }));
		return await Promise.resolve(atOnce(intake.take(taken)) ?? {});
	},
});

async function book(options: IDataObject, more: Partial<BooksSource> = {}) {
	return await getBookings(callWith(options), {
		source: 'kassandro',
		mapping,
		...reading(RECEIPTS),
		...more,
	});
}
const items = async (options: IDataObject, more?: Partial<BooksSource>) =>
	(await book(options, more)) as IDataObject[];

describe('bookings', () => {
	it('come as items, and hints say where to see more', async () => {
		const booked = await items({ fileFormat: 'items' });
		expect(booked.map(({ type, kind, gross }) => [type, kind, gross])).toEqual([
			['booking', 'sale', '24.00'],
			['booking', 'payment', '24.00'],
		]);
		expect(hints).toEqual([
			MISSING,
			'The summary lists each of them with its reason: choose "Output: Summary" to see it.',
		]);
	});

	it.each<[string, IDataObject, string[]]>([
		[
			'with their summary, last',
			{ fileFormat: 'items', includeSummary: true },
			['booking', 'booking', 'summary'],
		],
		['or their summary alone', { fileFormat: 'summary' }, ['summary']],
	])('come %s, which lists what the hints say', async (_name, options, types) => {
		const booked = await items(options);
		expect(booked.map(({ type }) => type)).toEqual(types);
		expect(booked.at(-1)).toMatchObject({
			from: DAY,
			to: DAY,
			asOf: '2026-10-06T10:00:00.000+02:00',
			receipts: 2,
			missingNumbers: [{ numbers: ['11-2'] }],
		});
		expect(hints).toEqual([MISSING]);
	});

	it('come as totals by VAT rate', async () => {
		expect(await items({ fileFormat: 'vatTotals' })).toMatchObject([
			{ from: DAY, to: DAY, text: 'VAT 20%', gross: '24.00', tax: '4.00' },
		]);
		expect(hints).toHaveLength(2);
	});

	it('come as a file beside the summary, in the field that is named', async () => {
		const { withFiles } = (await book({
			fileFormat: 'csvPlain',
			binaryPropertyName: 'books',
		})) as ItemsWithFiles;
		expect(withFiles).toHaveLength(1);
		expect(withFiles[0]?.json).toMatchObject({
			type: 'summary',
			fileName: `bookings-${DAY}.csv`,
			remarks: [],
		});
		expect(withFiles[0]?.binary).toEqual({
			books: {
				fileName: `bookings-${DAY}.csv`,
				mimeType: 'text/csv',
				data: expect.stringContaining(
					`${DAY};Sales 20%, Schank;Clearing;Sales 20%;24,00`,
				) as string,
			},
		});
		expect(hints).toEqual([MISSING]);
	});

	it('come as takings of each day and shop, with a hint', async () => {
		expect(await items({ fileFormat: 'corrispettiviItems' }, { rates: ['10'] })).toMatchObject([
			{ date: DAY, placeName: 'Schank', gross10: '0.00', gross20: '24.00', tax20: '4.00' },
		]);
		expect(hints).toHaveLength(2);
	});

	it('come as a file of takings beside the summary', async () => {
		const { withFiles } = (await book({
			fileFormat: 'corrispettivi',
			binaryPropertyName: 'data',
		})) as ItemsWithFiles;
		expect(withFiles).toMatchObject([
			{
				json: { type: 'summary', fileName: `corrispettivi-${DAY}.csv`, remarks: [] },
				binary: { data: { data: expect.stringMatching(/^\ufeffdata;negozio;/) as string } },
			},
		]);
		expect(hints).toEqual([MISSING]);
	});

	it('come as receipts of Fatture in Cloud, or what it lacks is an error', async () => {
		const accounts = [{ use: 'sale', rate: '20', account: 'Bar', taxCode: '7' }];
		const options = { fileFormat: 'fattureInCloud', fattureInCloudType: 'till_receipt' };
		expect(await items({ ...options, accounts })).toMatchObject([
			{
				data: { type: 'till_receipt', amount_gross: 24, items_list: [{ vat: { id: 7 } }] },
				autocomplete_number: true,
			},
		]);
		await expect(book(options)).rejects.toMatchObject({
			parameter: 'Output',
			problem: expect.stringContaining('Fatture in Cloud needs its own ID') as string,
		});
	});

	it('come as entries of a program, or what has no account is an error', async () => {
		const accounts = [
			{ use: 'sale', rate: '', account: '79', taxCode: '' },
			{ use: 'cash', account: '35' },
		];
		expect(await items({ fileFormat: 'quickBooks', accounts })).toMatchObject([
			{ DocNumber: 'K20261005-11', Line: [{ Amount: 24 }, { Amount: 24 }] },
		]);
		expect(hints).toHaveLength(2);
		expect(await items({ fileFormat: 'odoo', odooJournal: '3', accounts })).toMatchObject([
			{ journal_id: 3 },
		]);
		await expect(book({ fileFormat: 'xero' })).rejects.toMatchObject({
			parameter: 'Output',
			problem: expect.stringContaining('Xero needs an account for everything') as string,
		});
	});

	it('what they hold at a rate that is not known is told', async () => {
		const open = receipt({ number: '11-1', at: `${DAY}T12:00:00`, lines: [['sale', 700]] });
		const accounts = [
			{ use: 'unknownRate', account: '99' },
			{ use: 'cash', account: '35' },
		];
		await items({ fileFormat: 'xero', accounts }, reading([open]));
		expect(hints.at(-1)).toMatch(
			/^7\.00 was sold at a VAT rate that isn't known and is in these items without tax: /,
		);
	});

	it.each(['corrispettivi', 'corrispettiviItems', 'fattureInCloud'])(
		'a receipt that an invoice is about counts once: %s',
		async (fileFormat) => {
			const [first] = RECEIPTS;
			const invoice = {
				...make('F1', 12),
				documentType: 'invoice' as const,
				references: [
					{ type: 'invoices' as const, id: first!.id, number: null },
					{ type: 'invoices' as const, id: 'of September', number: null },
				],
			};
			const accounts = [{ use: 'sale', rate: '20', account: 'Bar', taxCode: '7' }];
			const given = reading([...RECEIPTS, invoice]);
			const out = await book({ fileFormat, accounts, binaryPropertyName: 'data' }, given);
			expect(JSON.stringify(out)).toMatch(/;12,00;|"invoiced":"12.00"|"amount_gross":12,/);
			expect(hints.join()).toContain('Invoices are about 1 receipt of days that were not read');
		},
	);

	it('that a format cannot hold are an error of the output, before which all is told', async () => {
		const refused = book({ fileFormat: 'bmd' });
		await expect(refused).rejects.toMatchObject({
			parameter: 'Output',
			problem: expect.stringMatching(
				/^can't hold these bookings: BMD takes account numbers/,
			) as string,
			advice: 'Fill in the table "Accounts", or choose another output.',
		});
	});

	it('go to the accounts of the table', async () => {
		const [, paid] = await items({
			fileFormat: 'items',
			accounts: [{ use: 'cash', account: '2700' }],
		});
		expect(paid).toMatchObject({
			kind: 'payment',
			debit: '2700',
		});
	});

	it('know what an earlier summary knew, and what the system says of numbers', async () => {
		const [summary] = await items({ fileFormat: 'summary' });
		const earlierSummary = {
			...summary!,
			asOf: '2026-10-05T08:00:00Z',
			from: '2026-10-04',
			to: '2026-10-04',
		};
		expect(await items({ fileFormat: 'summary', earlierSummary })).toMatchObject([{ notes: [] }]);
		hints = [];
		const confirm = jest.fn(async () => await Promise.resolve({ gaps: [], starts: [], found: [] }));
		expect(await items({ fileFormat: 'summary' }, { confirm })).toMatchObject([
			{ missingNumbers: [] },
		]);
		expect(confirm).toHaveBeenCalledWith(
			expect.anything(),
			expect.objectContaining({ gaps: [expect.objectContaining({ first: 2, last: 2 })] }),
			expect.objectContaining({ period: { from: DAY, to: DAY } }),
		);
		expect(hints).toEqual([]);
	});
});

describe('receipts', () => {
	const unpaid = make('11-5', 12, { payments: [] });
	const read = async () => await Promise.resolve({ receipts: [unpaid, ...RECEIPTS], others: [] });
	const numbersOf = async (options: IDataObject) =>
		(await getReceipts(callWith(options), { read })).map(
			({ number, displayNumber }) => number ?? displayNumber,
		);

	it('come in the order of their making, those of the period', async () => {
		expect(await numbersOf({})).toEqual(['11-1', '11-3', '11-5']);
		expect(hints).toEqual([expect.stringContaining("1 receipt doesn't balance: 11-5.")]);
	});

	it('that are asked for by number come alone, and so does what is wrong with them', async () => {
		expect(await numbersOf({ receiptNumbers: ['11-3', '11-4'] })).toEqual(['11-3']);
		expect(hints).toEqual([]);
	});

	it('come as rows', async () => {
		expect(await numbersOf({ rowsPer: 'line', receiptNumbers: ['11-3'] })).toEqual(['11-3']);
	});
});

it('comparisons come with those first that differ, and a hint on them', async () => {
	const one = (subject: string, theirs: number) =>
		compare({
			check: 'amount',
			subject,
			place: null,
			period: { from: DAY, to: DAY },
			ours: 5,
			theirs,
		});
	const source = { reconcile: async () => await Promise.resolve([one('a', 5), one('b', 7)]) };
	const compared = await reconcileBooks(callWith({}), source);
	expect(compared.map(({ subject }) => subject)).toEqual(['b', 'a']);
	expect(hints).toEqual([expect.stringMatching(/^1 of 2 comparisons doesn't agree: b: 0\.02\./)]);
});

describe('days on which nothing was sold', () => {
	const NOTHING = `Nothing is to be booked on ${DAY}.`;

	it.each(['items', 'csv', 'bmd', 'odoo', 'corrispettivi', 'vatTotals'])(
		'are told as %s',
		async (fileFormat) => {
			await book({ fileFormat, binaryPropertyName: 'data' }, reading([]));
			expect(hints).toEqual([NOTHING]);
		},
	);

	it('are told in the summary itself', async () => {
		const [summary] = await items({ fileFormat: 'summary' }, reading([]));
		expect(summary?.text).toContain('Nothing was sold on these days');
		expect(hints).toEqual([]);
	});
});
