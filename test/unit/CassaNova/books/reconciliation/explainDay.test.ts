/** One day of a sold report: which receipts and numbers explain its difference, and how surely. */
import { explainDay } from '../../../../../nodes/CassaNova/books/reconciliation/explainDay';
import { chooseCounted } from '../../../../../nodes/CassaNova/books/reconciliation/countedTypes';
import type { CountedTypes } from '../../../../../nodes/CassaNova/books/reconciliation/countedTypes';
import type { ComparedDay } from '../../../../../nodes/CassaNova/books/reconciliation/comparedDay';
import { grossOfAll, sums } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import type { Key } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import type { Gap } from '../../../../../nodes/shared/books/missingNumbers';
import type { AccountingReceipt, DocumentType } from '../../../../../nodes/shared/books/receipt';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { receipt } from '../../../shared/books/receipts';

const DAY = '2026-10-05';
const at = `${DAY}T10:00:00`;
const rate = (subject: string): Key => ({ check: 'tax', subject });
const all: Key = { check: 'department', subject: 'unknown' };

const sold = (number: string, cents: number, taxRate?: string): AccountingReceipt =>
	receipt({ number, at, lines: [['sale', cents, taxRate]] });
const other = (number: string, cents: number, documentType: DocumentType = 'invoice') =>
	receipt({ number, at, lines: [['sale', cents, '10']], more: { documentType } });
const cancelled = (number: string, vendorAmountCents: number) =>
	receipt({ number, at, more: { kind: 'cancellation', vendorAmountCents } });
const gap = (first: number, last = first): Gap => ({
	documentType: 'receipt',
	place: null,
	sequence: '400',
	series: null,
	write: String,
	first,
	last,
});

interface Given {
	receipts?: AccountingReceipt[];
	others?: AccountingReceipt[];
	gaps?: Gap[];
	/** What the report has more, at 10 % and in its only department. */
	more: [taxes: number, departments: number];
	/** What it has more at no rate. */
	atNone?: number;
	counted?: CountedTypes;
}

const dayOf = ({
	receipts = [],
	others = [],
	gaps = [],
	more,
	atNone = 0,
}: Given): ComparedDay => ({
	day: DAY,
	differences: sums([
		[rate('10'), more[0]],
		[all, more[1]],
		[rate('unknown'), atNone],
	]),
	receipts,
	gross: atOnce(grossOfAll(receipts)),
	others,
	gaps,
});

/** Number and amount of each reason; a question mark where others may be it as well. */
function explained(given: Given, key: Key): string[] {
	const { counted = { types: [], isSure: false } } = given;
	const reasons = atOnce(explainDay(dayOf(given), counted)).get(key) ?? [];
	for (const { certain, explaining } of reasons) {
		// Nothing is blamed on one of several.
		if (!certain) expect(explaining.amountCents).toBe(0);
	}
	return reasons.map(
		({ certain, explaining: { number, amount } }) => `${number}: ${amount}${certain ? '' : '?'}`,
	);
}

const invoices: CountedTypes = { types: ['invoice'], isSure: false };

it.each<[string, Given, string[]]>([
	['nothing differs', { receipts: [sold('1', 500, '10')], more: [0, 0] }, []],
	[
		'the report lacks one receipt',
		{ receipts: [sold('1', 500, '10'), sold('2', 700, '10')], more: [-700, -700] },
		['2: -7.00'],
	],
	[
		'two receipts have the amount',
		{ receipts: [sold('1', 500, '10'), sold('2', 500, '10')], more: [-500, -500] },
		['1: 0.00?', '2: 0.00?'],
	],
	[
		'a number is missing',
		{ receipts: [sold('1', 500, '10')], gaps: [gap(2)], more: [1220, 1220] },
		['2 (in 400): 12.20'],
	],
	[
		'several numbers are missing in a row',
		{ gaps: [gap(2, 4)], more: [1220, 1220] },
		['2 … 4 (in 400): 0.00?'],
	],
	['only the rates are raised', { gaps: [gap(2)], more: [1220, 0] }, []],
	[
		'the departments are raised by more: the number may be a part',
		{ gaps: [gap(2)], more: [1220, 1500] },
		['2 (in 400): 0.00?'],
	],
	['the report is lower and a number is missing', { gaps: [gap(2)], more: [-500, -500] }, []],
	[
		'one of that amount was cancelled in place',
		{ receipts: [cancelled('1', 700), cancelled('2', 800)], more: [700, 700] },
		['1: 7.00'],
	],
	[
		'one was cancelled and a number is missing',
		{ receipts: [cancelled('1', 700)], gaps: [gap(2)], more: [700, 700] },
		['1: 0.00?', '2 (in 400): 0.00?'],
	],
	[
		'no cause has all of it, and one fits the rate',
		{ receipts: [sold('1', 500, '10')], more: [-500, -900] },
		['1: -5.00'],
	],
	[
		'the reports count an invoice for sure, and a number is missing beside it',
		{
			others: [other('8', 10_000)],
			gaps: [gap(2)],
			more: [11_220, 11_220],
			counted: { ...invoices, isSure: true },
		},
		['8: 100.00', '2 (in 400): 12.20'],
	],
	[
		'they seem to, and nothing else explains it',
		{ others: [other('8', 10_000)], more: [10_000, 10_000], counted: invoices },
		['8: 100.00'],
	],
	[
		'they seem to, and a number explains it as well',
		{ others: [other('8', 10_000)], gaps: [gap(2)], more: [10_000, 10_000], counted: invoices },
		['8: 0.00?', '2 (in 400): 0.00?'],
	],
	[
		'they count no credit notes',
		{
			others: [other('8', -10_000, 'creditNote')],
			more: [10_000, 10_000],
			counted: invoices,
		},
		[],
	],
	[
		'a line without a rate is what the rate has more',
		{ receipts: [sold('1', 700)], more: [700, 0], atNone: -700 },
		['1: 7.00'],
	],
	[
		'two lines without a rate have that much',
		{ receipts: [sold('1', 700), sold('2', 700)], more: [700, 0], atNone: -1400 },
		['1: 0.00?', '2: 0.00?'],
	],
	[
		'lines without a rate are it together',
		{ receipts: [sold('1', 300), sold('2', 400)], more: [700, 0], atNone: -700 },
		['1: 0.00?', '2: 0.00?'],
	],
])('at a rate where %s', (_, given, expected) => {
	expect(explained(given, rate('10'))).toEqual(expected);
});

it('what counts at no rate here is named with its amount', () => {
	const given: Given = {
		receipts: [sold('1', 300), sold('2', 400)],
		more: [700, 0],
		atNone: -700,
	};
	expect(explained(given, rate('unknown'))).toEqual(['1: -3.00', '2: -4.00']);
	// What comes to nothing is no candidate for something else.
	const back = receipt({
		number: '3',
		at,
		lines: [
			['sale', 500],
			['sale', -500],
		],
	});
	const withBack = { ...given, receipts: [...(given.receipts ?? []), back] };
	expect(explained(withBack, rate('unknown'))).toEqual(['1: -3.00', '2: -4.00', '3: 0.00']);
	// Where it isn't all of it, nothing is said for sure.
	expect(explained({ ...given, atNone: -600 }, rate('unknown'))).toEqual([]);
});

it.each<[string, Given[], DocumentType[], boolean]>([
	['no day has any', [], [], false],
	['they are no part of it', [{ others: [other('8', 100)], more: [0, 0] }], [], false],
	['invoices are all of it', [{ others: [other('8', 100)], more: [100, 100] }], ['invoice'], true],
	[
		'invoices are all of it, and a number is missing',
		[{ others: [other('8', 100)], gaps: [gap(2)], more: [100, 100] }],
		['invoice'],
		false,
	],
	[
		'both are all of it',
		[
			{
				others: [other('8', 100), other('9', -40, 'creditNote')],
				more: [60, 60],
			},
		],
		['invoice', 'creditNote'],
		true,
	],
	[
		'another day agrees without them',
		[
			{ others: [other('8', 100)], more: [100, 100] },
			{ others: [other('9', 300)], more: [0, 0] },
		],
		[],
		false,
	],
])('what the reports count where %s', (_, days, types, isSure) => {
	expect(atOnce(chooseCounted(days.map(dayOf)))).toEqual({ types, isSure });
});
