/** One comparison: what it names and says for each way in which receipts and a report can differ. */
import {
	compareKey,
	mayRound,
} from '../../../../../nodes/CassaNova/books/reconciliation/compareKey';
import { sums } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import type { Entry, Key } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import { gather } from '../../../../../nodes/CassaNova/books/reconciliation/reasons';
import type { Reason } from '../../../../../nodes/CassaNova/books/reconciliation/reasons';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { centsToString } from '../../../../../nodes/shared/values/money';
import { receipt } from '../../../shared/books/receipts';
import type { SmallLine } from '../../../shared/books/receipts';

const DAY = '2026-10-05';
const gross: Key = { check: 'tax', subject: '22' };
const tax: Key = { check: 'vat', subject: '22' };
const bar: Key = { check: 'department', subject: '7' };

const reason = (amountCents: number, certain = true): Reason => ({
	certain,
	explaining: {
		id: 'r',
		number: '1',
		businessDay: DAY,
		place: null,
		amount: centsToString(amountCents),
		amountCents,
		reason: 'It is so.',
	},
});

interface Case {
	key: Key;
	ours: number;
	theirs: number;
	/** What the report of the day has more than the receipts; all of it in `key` where nothing is said. */
	differences?: Entry[];
	reasons?: Array<[Key, Reason[]]>;
	lines?: SmallLine[];
}

function compared({ key, ours, theirs, differences, reasons = [], lines = [] }: Case) {
	const item = compareKey(key, {
		period: { from: '2026-10-01', to: '2026-10-31' },
		ours: sums([[key, ours]]),
		theirs: sums([[key, theirs]]),
		byDay: new Map([
			['2026-10-04', sums([[key, 0]])],
			[DAY, sums(differences ?? [[key, theirs - ours]])],
		]),
		explained: new Map([[DAY, atOnce(gather(reasons))]]),
		receipts: [receipt({ number: '1', at: `${DAY}T10:00:00`, lines })],
		nameOf: ({ check, subject }) => `${check} of ${subject}`,
	});
	expect(item.subject).toBe(`${key.check} of ${key.subject}`);
	expect(item.days).toEqual(ours === theirs ? [] : [DAY]);
	return [item.difference, item.receipts.map(({ amount }) => amount).join(' '), item.note];
}

it.each<[string, Case, string[]]>([
	['nothing differs', { key: gross, ours: 500, theirs: 500 }, ['0.00', '', '']],
	[
		'one receipt is the difference',
		{ key: gross, ours: 0, theirs: 500, reasons: [[gross, [reason(500)]]] },
		['5.00', '5.00', ''],
	],
	[
		'several receipts are it together',
		{ key: bar, ours: 0, theirs: 500, reasons: [[bar, [reason(700), reason(-200)]]] },
		['5.00', '7.00 -2.00', ''],
	],
	[
		'one of several may be it',
		{ key: gross, ours: 0, theirs: 500, reasons: [[gross, [reason(0, false), reason(0, false)]]] },
		[
			'5.00',
			'0.00 0.00',
			'5.00 may come from one of the receipts or numbers that are named with 0.00, or from several: the reports do not tell which.',
		],
	],
	[
		'a receipt is a part of it',
		{ key: gross, ours: 0, theirs: 500, reasons: [[gross, [reason(300)]]] },
		[
			'5.00',
			'3.00',
			'2.00 is not explained by receipts that are in the list. A receipt may be missing from it: see the missing numbers of "Get Bookings" for these days.',
		],
	],
	[
		'the report is lower and nothing fits',
		{ key: bar, ours: 500, theirs: 0 },
		[
			'-5.00',
			'',
			'-5.00 is not explained: the report may lack several receipts that are in the list.',
		],
	],
	[
		'the reasons are about another key',
		{ key: bar, ours: 500, theirs: 0, reasons: [[gross, [reason(-500)]]] },
		[
			'-5.00',
			'',
			'-5.00 is not explained: the report may lack several receipts that are in the list.',
		],
	],
	[
		'tax differs as the gross does',
		{
			key: tax,
			ours: 0,
			theirs: 220,
			differences: [
				[tax, 220],
				[gross, 1220],
			],
			reasons: [[gross, [reason(1220)]]],
		},
		['2.20', '2.20', ''],
	],
	[
		'tax differs and one of several may be the gross',
		{
			key: tax,
			ours: 0,
			theirs: 220,
			differences: [
				[tax, 220],
				[gross, 1220],
			],
			reasons: [[gross, [reason(0, false)]]],
		},
		[
			'2.20',
			'0.00',
			'2.20 may come from one of the receipts or numbers that are named with 0.00, or from several: the reports do not tell which.',
		],
	],
	[
		'tax differs by what rounding makes, and the gross agrees',
		{
			key: tax,
			ours: 100,
			theirs: 101,
			reasons: [[gross, [reason(1220)]]],
			lines: [['sale', 555, '22']],
		},
		['0.01', '', '0.01 is not explained by receipts: the report may round tax in another place.'],
	],
	[
		'tax differs by more, and the gross agrees',
		{ key: tax, ours: 0, theirs: 220, reasons: [[gross, [reason(1220)]]] },
		[
			'2.20',
			'',
			'2.20 is not explained by receipts: where the gross agrees, the report works out the tax in another way or at another rate.',
		],
	],
	[
		'tax at no rate that is known',
		{
			key: { check: 'vat', subject: 'unknown' },
			ours: 0,
			theirs: 220,
			differences: [
				[{ check: 'vat', subject: 'unknown' }, 220],
				[{ check: 'tax', subject: 'unknown' }, 1220],
			],
			reasons: [[{ check: 'tax', subject: 'unknown' }, [reason(1220)]]],
		},
		[
			'2.20',
			'0.00',
			'2.20 is not explained by receipts that are in the list. A receipt may be missing from it: see the missing numbers of "Get Bookings" for these days.',
		],
	],
])('where %s', (_, given, expected) => {
	expect(compared(given)).toEqual(expected);
});

const line = (taxRate: string) =>
	receipt({ number: '1', at: `${DAY}T10:00:00`, lines: [['sale', 100, taxRate]] });

it.each<[number, string[], boolean]>([
	[0, ['22'], false],
	// Half a cent for the line, for its receipt, and for the sum.
	[2, ['22'], true],
	[-2, ['22'], true],
	[3, ['22'], false],
	[3, ['22', '22'], true],
	[1, ['10'], true],
	[2, ['10'], false],
])('%d cents may be rounding where lines are at %p: %p', (cents, rates, expected) => {
	expect(mayRound(cents, rates.map(line), '22')).toBe(expected);
});
