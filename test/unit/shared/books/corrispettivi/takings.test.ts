/** Italy's register of takings: what stands where, to the cent, and that nothing counts twice. */
import * as fc from 'fast-check';
import {
	findInvoiced,
	invoicedElsewhere,
} from '../../../../../nodes/shared/books/corrispettivi/invoiced';
import { registerCsv } from '../../../../../nodes/shared/books/corrispettivi/registerCsv';
import {
	registerColumns,
	registerRows,
} from '../../../../../nodes/shared/books/corrispettivi/rows';
import { addUpTakings } from '../../../../../nodes/shared/books/corrispettivi/takings';
import type { Takings } from '../../../../../nodes/shared/books/corrispettivi/takings';
import { NO_WORDS } from '../../../../../nodes/shared/books/draft';
import type { NormalisedLine } from '../../../../../nodes/shared/books/draft';
import type { Booked } from '../../../../../nodes/shared/books/bookingGroups';
import { CASH_MOVEMENTS, LINE_TYPES, MEANS } from '../../../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { decimal, fromCents, ONE } from '../../../../../nodes/shared/values/money';
import { runs } from '../../../../support/clock/seeds';
import { receipt } from '../receipts';
import type { Small } from '../receipts';

const PERIOD = { from: '2026-10-05', to: '2026-10-06' };
const USUAL = ['22', '10', '4'];
const CENTRO = { id: '7', name: 'Centro' };

const make = ({ more, ...small }: Small): AccountingReceipt =>
	receipt({ ...small, more: { source: 'cassaNova', register: null, salesPoint: CENTRO, ...more } });

const untaxed = (grossCents: number, taxNature?: string): NormalisedLine => ({
	type: 'sale',
	description: '',
	quantity: ONE,
	unitGross: fromCents(grossCents),
	grossCents,
	taxRate: decimal('0'),
	...(taxNature === undefined ? {} : { taxNature }),
	...NO_WORDS,
});

function takingsOf(booked: readonly Booked[], documents: readonly AccountingReceipt[] = booked) {
	const invoiced = atOnce(findInvoiced(documents));
	return atOnce(addUpTakings(booked, PERIOD, invoiced));
}
function rowsOf(takings: readonly Takings[]) {
	return atOnce(registerRows(takings, registerColumns(takings, USUAL)));
}

it('one row per day and shop, with gross, taxable and tax by rate, numbers and closings', () => {
	const rows = rowsOf(
		takingsOf([
			make({
				number: '12',
				at: '2026-10-05T12:00:00',
				lines: [
					['sale', 1220, '22'],
					['sale', 550, '10'],
				],
				more: { zNumber: '411' },
			}),
			make({
				number: '13',
				at: '2026-10-05T13:00:00',
				lines: [['sale', -110, '10']],
				more: { zNumber: '412' },
			}),
			make({
				number: '1',
				at: '2026-10-05T12:30:00',
				lines: [['sale', 1100, '10']],
				more: { salesPoint: { id: '9', name: null } },
			}),
			make({ number: '14', at: '2026-10-06T12:00:00', lines: [['sale', 610, '22']] }),
		]),
	);
	expect(rows).toMatchObject([
		{
			date: '2026-10-05',
			placeName: 'Centro',
			closing: '411, 412',
			firstNumber: '12',
			lastNumber: '13',
			count: 2,
			total: '16.60',
			gross4: '0.00',
			gross10: '4.40',
			taxable10: '4.00',
			tax10: '0.40',
			gross22: '12.20',
			taxable22: '10.00',
			tax22: '2.20',
			unpaid22: '0.00',
			unknownRate: '0.00',
			placeId: '7',
			id: 'cassaNova:7:2026-10-05:takings',
		},
		{ date: '2026-10-05', placeName: '9', total: '11.00', id: 'cassaNova:9:2026-10-05:takings' },
		{ date: '2026-10-06', placeName: 'Centro', closing: '', total: '6.10' },
	]);
});

it('what is not paid yet stands apart, at its rates, with the tax that falls due later', () => {
	const [row] = rowsOf(
		takingsOf([
			make({
				number: '1',
				at: '2026-10-05T12:00:00',
				lines: [
					['sale', 1000, '10'],
					['sale', 2000, '22'],
				],
				payments: [
					['mealVoucher', 700],
					['credit', 800],
					['cash', 1500],
				],
			}),
		]),
	);
	expect(row).toMatchObject({
		total: '30.00',
		gross10: '5.00',
		tax10: '0.46',
		taxable10: '4.54',
		unpaid10: '5.00',
		gross22: '10.00',
		tax22: '1.81',
		unpaid22: '10.00',
		mealVouchers: '7.00',
		onAccount: '8.00',
		unpaidTax: '2.25',
	});
});

it.each<[string, Array<['mealVoucher' | 'credit' | 'cash', number]>, object]>([
	[
		'a voucher above the bill pays the bill',
		[['mealVoucher', 1500]],
		{ mealVouchers: '10.00', gross10: '0.00', tax10: '0.00', unpaidTax: '0.91' },
	],
	[
		'change is given in cash, whatever was paid with',
		[
			['mealVoucher', 700],
			['cash', 300],
		],
		{ mealVouchers: '7.00', onAccount: '0.00', gross10: '3.00' },
	],
	[
		'what is given back on account of a sale counts nothing',
		[['credit', -300]],
		{ onAccount: '0.00' },
	],
])('%s', (_what, payments, expected) => {
	const sold = make({
		number: '1',
		at: '2026-10-05T12:00:00',
		lines: [['sale', 1000, '10']],
		payments,
	});
	expect(rowsOf(takingsOf([sold]))).toMatchObject([{ total: '10.00', ...expected }]);
});

it('a return of what was on account takes back what is not paid', () => {
	const back = make({
		number: '1',
		at: '2026-10-05T12:00:00',
		lines: [['sale', -1000, '10']],
		payments: [['credit', -1000]],
	});
	expect(rowsOf(takingsOf([back]))).toMatchObject([
		{
			total: '-10.00',
			onAccount: '-10.00',
			unpaid10: '-10.00',
			gross10: '0.00',
			unpaidTax: '-0.91',
		},
	]);
});

it('what bears no VAT stands by its nature; roundings are no takings', () => {
	const lines = [untaxed(500, 'N4'), untaxed(300, 'N2.2'), untaxed(200)];
	const takings = takingsOf([
		make({ number: '1', at: '2026-10-05T12:00:00', payments: [['cash', 1000]], more: { lines } }),
		make({
			number: '2',
			at: '2026-10-05T13:00:00',
			lines: [
				['sale', 1000, '10'],
				['rounding', -2],
				['sale', 700],
			],
		}),
		make({ number: '3', at: '2026-10-06T13:00:00', lines: [['sale', 520, '5.2']] }),
	]);
	expect(rowsOf(takings)).toMatchObject([
		{
			untaxedN4: '5.00',
			unpaidN4: '0.00',
			untaxedN2_2: '3.00',
			untaxed: '2.00',
			unknownRate: '7.00',
			rounding: '-0.02',
			total: '27.00',
			gross5_2: '0.00',
		},
		{ untaxedN4: '0.00', untaxedN2_2: '0.00', gross5_2: '5.20', tax5_2: '0.26' },
	]);
	// A spreadsheet takes its columns from the first item, and n8n a point for the end of a name.
	const [first, second] = rowsOf(takings).map((row) => Object.keys(row));
	expect(second).toEqual(first);
	expect(first?.filter((name) => !/^\w+$/.test(name))).toEqual([]);
	expect(new Set(first).size).toBe(first?.length);
});

describe('invoices and credit notes', () => {
	const invoice = (
		number: string,
		at: string,
		more: Small['more'] = {},
		lines: Small['lines'] = [],
	) => make({ number, at, lines, more: { documentType: 'invoice', ...more } });
	const about = (id: string) => [{ type: 'invoices' as const, id, number: null }];
	const sold = make({ number: '1', at: '2026-10-05T12:00:00', lines: [['sale', 1220, '22']] });

	it('stand apart from the takings', () => {
		const [row] = rowsOf(
			takingsOf([
				sold,
				invoice('F1', '2026-10-05T14:00:00', {}, [['sale', 2200, '10']]),
				make({
					number: 'C1',
					at: '2026-10-05T15:00:00',
					lines: [['sale', -1100, '10']],
					more: { documentType: 'creditNote' },
				}),
			]),
		);
		expect(row).toMatchObject({
			total: '12.20',
			gross10: '0.00',
			count: 1,
			lastNumber: '1',
			invoices: 1,
			invoicesGross: '22.00',
			invoicesTaxable: '20.00',
			invoicesTax: '2.00',
			creditNotes: 1,
			creditNotesGross: '-11.00',
			creditNotesTax: '-1.00',
		});
	});

	it('an invoice at a rate that is not known has no tax that is', () => {
		expect(
			rowsOf(takingsOf([invoice('F1', '2026-10-05T14:00:00', {}, [['sale', 2200]])])),
		).toMatchObject([{ invoicesGross: '22.00', invoicesTaxable: null, invoicesTax: null }]);
	});

	it('a receipt that is invoiced later leaves the takings of its day, and so does what takes it back', () => {
		const deferred = invoice('F2', '2026-10-07T10:00:00', { references: about('id 1') });
		const back = {
			...sold,
			id: 'id 1 reversed',
			businessDay: '2026-10-06',
			takesBackOf: '2026-10-05',
		};
		const reversal: Booked = {
			...back,
			totals: { ...sold.totals, grossCents: -1220 },
			references: [{ type: 'cancels', id: 'id 1', number: '1' }],
		};
		const rows = rowsOf(takingsOf([sold, reversal], [sold, deferred]));
		expect(rows).toMatchObject([
			{ total: '0.00', gross22: '0.00', invoiced: '12.20', count: 1, firstNumber: '1' },
			{
				total: '0.00',
				invoiced: '-12.20',
				count: 0,
				firstNumber: '',
				id: 'cassaNova:7:2026-10-06:back:2026-10-05:takings',
			},
		]);
	});

	it('one about receipts of other days is told, as their takings were handed on', () => {
		const ofOctober = invoice('F3', '2026-10-06T10:00:00', {
			references: [...about('id 1'), ...about('id 77'), ...about('id 78')],
		});
		expect(atOnce(invoicedElsewhere([sold, ofOctober], PERIOD))).toEqual([
			"Invoices are about 2 receipts of days that were not read here: F3 of 2026-10-06. Read those days again, or take the receipts out of their takings, so that they don't count twice.",
		]);
		expect(atOnce(invoicedElsewhere([sold], PERIOD))).toEqual([]);
		const later = { ...ofOctober, businessDay: '2026-10-07' };
		expect(atOnce(invoicedElsewhere([sold, later], PERIOD))).toEqual([]);
	});
});

it('the file has the same columns with Italian headings, and no formula', () => {
	const takings = takingsOf([
		make({
			number: '1',
			at: '2026-10-05T12:00:00',
			lines: [['sale', 1220, '22']],
			more: { salesPoint: { id: '7', name: '=Bar; "Centro"' } },
		}),
	]);
	const columns = registerColumns(takings, ['22']);
	const [head, row, end] = atOnce(registerCsv(takings, columns, (text) => text)).split('\r\n');
	expect(head).toBe(
		'data;negozio;chiusure;primo documento;ultimo documento;documenti;totale corrispettivi;corrispettivi 22%;imponibile 22%;imposta 22%;non riscosso 22%;corrispettivi senza imposta;non riscosso senza imposta;aliquota ignota;non riscosso a credito;non riscosso con buoni pasto;imposta non riscossa;corrispettivi fatturati;arrotondamenti;fatture;totale fatture;imponibile fatture;imposta fatture;note di credito;totale note di credito;imponibile note di credito;imposta note di credito;id negozio;id',
	);
	expect(row).toBe(
		`2026-10-05;"'=Bar; ""Centro""";;1;1;1;12,20;12,20;10,00;2,20;0,00;0,00;0,00;0,00;0,00;0,00;0,00;0,00;0,00;0;0,00;0,00;0,00;0;0,00;0,00;0,00;7;cassaNova:7:2026-10-05:takings`,
	);
	expect(end).toBe('');
	expect(head?.split(';')).toHaveLength(columns.length);
});

const drawn = fc
	.record({
		day: fc.constantFrom('2026-10-05', '2026-10-06'),
		hour: fc.integer({ min: 10, max: 20 }),
		lines: fc.array(
			fc.tuple(
				fc.constantFrom(...LINE_TYPES),
				fc.integer({ min: -99_999, max: 99_999 }),
				fc.constantFrom('22', '10', '5', '4', '0', undefined),
			),
			{ maxLength: 4 },
		),
		payments: fc.array(
			fc.tuple(fc.constantFrom(...MEANS), fc.integer({ min: -99_999, max: 99_999 })),
			{ maxLength: 3 },
		),
		place: fc.constantFrom('7', '9'),
	})
	.map(({ day, hour, lines, payments, place }) =>
		make({
			number: '1',
			at: `${day}T${hour}:00:00`,
			lines: lines.map(([type, cents, rate]) => [type, cents, rate]),
			payments,
			more: { salesPoint: { id: place, name: null } },
		}),
	);

it('whatever was sold and however it was paid: each cent stands in one column, but for cash that only moves', () => {
	fc.assert(
		fc.property(fc.array(drawn, { maxLength: 8 }), (receipts) => {
			const takings = takingsOf(receipts);
			const cents = (row: object, test: (name: string) => boolean) =>
				Object.entries(row)
					.filter(([name]) => test(name))
					.reduce((sum, [, text]) => sum + Number(String(text).replace('.', '')), 0);
			let all = 0;
			for (const row of rowsOf(takings)) {
				const total = cents(row, (name) => name === 'total');
				const unpaid = cents(row, (name) => /^unpaid(\d|N|Untaxed)/.test(name));
				expect(cents(row, (name) => /^(gross|untaxed|unknownRate)/.test(name)) + unpaid).toBe(
					total,
				);
				expect(cents(row, (name) => ['onAccount', 'mealVouchers'].includes(name))).toBe(unpaid);
				for (const rate of ['4', '5', '10', '22']) {
					const of = (name: string) => cents(row, (each) => each === `${name}${rate}`);
					expect(of('taxable') + of('tax')).toBe(of('gross'));
				}
				all += total + cents(row, (name) => name === 'rounding');
			}
			const moved = receipts
				.flatMap(({ lines }) => lines)
				.filter(({ type, taxRate }) => CASH_MOVEMENTS.includes(type) && !Number(taxRate));
			const gross = receipts.reduce((sum, { totals }) => sum + totals.grossCents, 0);
			expect(all).toBe(gross - moved.reduce((sum, { grossCents }) => sum + grossCents, 0));
			const tax = takings
				.flatMap(({ rates }) => [...rates.values()])
				.reduce((sum, { taxCents, unpaidTaxCents }) => sum + taxCents + unpaidTaxCents, 0);
			const stated = receipts.flatMap(({ taxes }) => taxes);
			expect(tax).toBe(stated.reduce((sum, { taxCents }) => sum + taxCents, 0));
		}),
		{ numRuns: runs(300) },
	);
});
