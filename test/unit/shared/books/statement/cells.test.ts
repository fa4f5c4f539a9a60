/** Cells of statements: amounts, days, sides and fields as banks and spreadsheets write them. */
import { DateTime } from 'luxon';
import {
	isBlank,
	readAmount,
	signOfColumn,
} from '../../../../../nodes/shared/books/statement/amounts';
import { readDay } from '../../../../../nodes/shared/books/statement/days';
import type { DateOrder } from '../../../../../nodes/shared/books/statement/days';
import { hasField, namesOfFields, fieldAt } from '../../../../../nodes/shared/values/fieldPaths';
import { earliestPaidOn, latestPayday } from '../../../../../nodes/shared/books/statement/payday';
import { sideOf } from '../../../../../nodes/shared/books/statement/sides';
import { fewThatSum } from '../../../../../nodes/shared/books/statement/subset';

describe('amounts', () => {
	it.each<[unknown, number]>([
		[12.1, 1210],
		[-12.1, -1210],
		[0.1 + 0.2, 30],
		[1234, 123_400],
		['12', 1200],
		['12,1', 1210],
		['12.10', 1210],
		['1.234,56', 123_456],
		['1,234.56', 123_456],
		['12.345.678,90', 1_234_567_890],
		['1.234.567', 123_456_700],
		['1234,56', 123_456],
		['-12.10', -1210],
		['\u221212,10', -1210],
		['+12.10', 1210],
		['12,10-', -1210],
		['12,10 EUR', 1210],
		['€ 12,10', 1210],
		['EUR -1.234,50', -123_450],
		['(12.10)', -1210],
		["1'234.50", 123_450],
		['1\u00a0234,50', 123_450],
		['12,10 S', -1210],
		['12,10 H', 1210],
		['12.10 DR', -1210],
		['12.10CR', 1210],
		['12,10 Soll', -1210],
		['12,10 Haben', 1210],
		['1.234,50 Dare', -123_450],
		['12,10 EUR Lastschrift', -1210],
		[',50', 50],
		['-.5', -50],
		['(,07)', -7],
		['0,00', 0],
	])('%p is %p cents', (value, cents) => {
		expect(readAmount(value, undefined)).toEqual({ cents });
	});

	it.each<[unknown, string]>([
		['', 'is no amount'],
		['twelve', 'is no amount'],
		['12.10 USD', 'is no amount'],
		['12.10 CHF', 'is no amount'],
		['12,10 offen', 'is no amount'],
		[',', 'is no amount'],
		['1.23.4', 'is no amount'],
		['1.234,567', 'is no amount'],
		['12,1234', 'is no amount'],
		['--5', 'is no amount'],
		[true, 'is no amount'],
		[{}, 'is no amount'],
		[NaN, 'is no amount'],
		[1e300, 'is no amount'],
		['9'.repeat(30), 'is no amount'],
		['1.234', 'can mean 1234 or 1.234'],
		['1,234', 'can mean 1234 or 1.234'],
	])('%p %s', (value, words) => {
		expect(readAmount(value, undefined)).toMatchObject({
			problem: expect.stringContaining(words) as string,
		});
	});

	it('the column tells what a text alone doesn’t', () => {
		expect(signOfColumn(['1.234', '12,10', 7])).toBe('comma');
		expect(signOfColumn(['1.234', '12.10'])).toBe('point');
		expect(signOfColumn(['1.234', '12'])).toBeUndefined();
		expect(signOfColumn(['12,10', '12.10'])).toBeUndefined();
		expect(readAmount('1.234', 'comma')).toEqual({ cents: 123_400 });
		expect(readAmount('1,234', 'comma')).toEqual({ cents: 123 });
		expect(readAmount('1,234', 'point')).toEqual({ cents: 123_400 });
	});

	it('blanks are none', () => {
		expect([undefined, null, '', ' \t', 0, '0'].map(isBlank)).toEqual([
			true,
			true,
			true,
			true,
			false,
			false,
		]);
	});
});

describe('days', () => {
	const read = (value: unknown, order: DateOrder = 'dayFirst') =>
		readDay(value, { order, timeZone: 'Europe/Rome' });

	it.each<[unknown, string]>([
		['2026-10-05', '2026-10-05'],
		['20261005', '2026-10-05'],
		[20261005, '2026-10-05'],
		['2026-10-05T00:00:00.000Z', '2026-10-05'],
		['2026-10-04T22:30:00Z', '2026-10-05'],
		['05.10.2026', '2026-10-05'],
		['5.10.26', '2026-10-05'],
		['05/10/2026', '2026-10-05'],
		['05-10-2026', '2026-10-05'],
		['05.10.2026 14:30', '2026-10-05'],
		[46_300, '2026-10-05'],
		[46_300.75, '2026-10-05'],
		['46300', '2026-10-05'],
		[Date.parse('2026-10-04T22:30:00Z'), '2026-10-05'],
		[new Date('2026-10-04T22:30:00Z'), '2026-10-05'],
		[DateTime.fromISO('2026-10-05', { zone: 'America/New_York' }), '2026-10-05'],
		[DateTime.fromISO('2026-10-04T22:30:00Z'), '2026-10-05'],
	])('%p is %s', (value, day) => {
		expect(read(value)).toBe(day);
	});

	it('with the month first only where that is chosen, and never with points', () => {
		expect(read('10/05/2026', 'monthFirst')).toBe('2026-10-05');
		expect(read('10/05/2026')).toBe('2026-05-10');
		expect(read('05.10.2026', 'monthFirst')).toBe('2026-10-05');
	});

	it.each(['', 'Monday', '31.02.2026', '05/13/2026', '2026-13-01', 12, '99999', null, {}, '5.10.'])(
		'%p is none',
		(value) => {
			expect(read(value)).toBeUndefined();
		},
	);
});

it.each([
	['C', 1],
	['crdt', 1],
	['H', 1],
	['Haben ', 1],
	['Avere', 1],
	['+', 1],
	['RD', 1],
	['D', -1],
	['DBIT', -1],
	['s', -1],
	['Soll', -1],
	['Dare', -1],
	['-', -1],
	['RC', -1],
	['X', undefined],
])('%s is side %p', (word, side) => {
	expect(sideOf(word)).toBe(side);
});

describe('fields', () => {
	const items = [{ a: { b: [{ c: 1 }], 'x.y': 2 }, 'a.b': 3 }, { Betrag: null }];

	it('are found by dots, and by their whole name first', () => {
		expect(fieldAt(items[0] ?? {}, 'a.b.0.c')).toBe(1);
		expect(fieldAt(items[0] ?? {}, 'a.b')).toBe(3);
		expect(fieldAt({ a: 1 }, 'a.b')).toBeUndefined();
		expect(fieldAt({}, 'toString')).toBeUndefined();
		expect(hasField(items, 'Betrag')).toBe(true);
		expect(hasField(items, 'Amount')).toBe(false);
	});

	it('are named, as far as that says something', () => {
		expect(namesOfFields(items)).toBe('a, a.b, Betrag');
		const many = Object.fromEntries(Array.from({ length: 32 }, (_, n) => [`f${n}`, n]));
		expect(namesOfFields([many, { ['n'.repeat(80)]: 1 }])).toMatch(/, f29, 3 more$/);
		expect(namesOfFields([{ ['n'.repeat(80)]: 1 }])).toBe(`${'n'.repeat(60)}…`);
		expect(namesOfFields([{}])).toBe('');
	});
});

it('a payday counts Mondays to Fridays', () => {
	// 2026-10-05 is a Monday.
	expect(latestPayday('2026-10-05', 0)).toBe('2026-10-05');
	expect(latestPayday('2026-10-05', 1)).toBe('2026-10-06');
	expect(latestPayday('2026-10-05', 5)).toBe('2026-10-12');
	expect(latestPayday('2026-10-09', 1)).toBe('2026-10-12');
	expect(latestPayday('2026-10-10', 1)).toBe('2026-10-12');
	expect(latestPayday('1969-12-31', 2)).toBe('1970-01-02');
	expect(earliestPaidOn('2026-10-05', 0)).toBe('2026-10-05');
	expect(earliestPaidOn('2026-10-05', 1)).toBe('2026-10-02');
	expect(earliestPaidOn('2026-10-12', 5)).toBe('2026-10-05');
});

describe('few that sum', () => {
	it.each<[number[], number, number[] | undefined]>([
		[[1, 2, 3], 3, [2]],
		[[1, 2, 4], 3, [0, 1]],
		[[1, 2, 4, 50], 7, [0, 1, 2]],
		[[3, 3], 3, undefined],
		[[1, 2, 2], 3, undefined],
		[[1, 2, 4, 8], 15, undefined],
		[[5, -2], 3, [0, 1]],
		[[], 3, undefined],
	])('%p for %p: %p', (amounts, sum, indexes) => {
		expect(fewThatSum(amounts, sum)).toEqual(indexes);
	});

	it('takes any of those that are alike where that makes no difference', () => {
		expect(fewThatSum([3, 3], 3, true)).toEqual([0]);
		expect(fewThatSum([1, 2, 2], 3, true)).toEqual([0, 1]);
		expect(fewThatSum([1, 2, 3, 0], 3, true)).toEqual([2]);
		expect(fewThatSum([1, 4, 2, 3, 9], 5, true)).toBeUndefined();
	});

	it('looks no further where chance would find one', () => {
		const many = Array.from({ length: 61 }, (_, n) => 2 ** 20 + n ** 3);
		expect(fewThatSum(many, (many[3] ?? 0) + (many[17] ?? 0))).toBeUndefined();
		expect(fewThatSum(many.slice(0, 60), (many[3] ?? 0) + (many[17] ?? 0))).toEqual([3, 17]);
		const some = many.slice(0, 21);
		const three = (some[1] ?? 0) + (some[7] ?? 0) + (some[13] ?? 0);
		expect(fewThatSum(some, three)).toBeUndefined();
		expect(fewThatSum(some.slice(0, 20), three)).toEqual([1, 7, 13]);
	});
});
