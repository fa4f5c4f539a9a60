/** Sums by what is compared: how they are kept, added up and taken off each other. */
import {
	ByKey,
	centsOf,
	grossOf,
	less,
	openOf,
	sums,
} from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import type { Check, Entry } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import { receipt } from '../../../shared/books/receipts';

const entry = (check: Check, subject: string, cents: number): Entry => [{ check, subject }, cents];

it('a check and a subject are told apart, whatever stands in them', () => {
	const values = new ByKey<string>();
	values.set({ check: 'tax', subject: 'department:1' }, 'one');
	values.set({ check: 'department', subject: '1' }, 'other');
	expect(values.get({ check: 'tax', subject: 'department:1' })).toBe('one');
	expect(values.get({ check: 'department', subject: '1' })).toBe('other');
	expect(values.get({ check: 'vat', subject: '1' })).toBeUndefined();
	expect([...values]).toEqual([
		[{ check: 'tax', subject: 'department:1' }, 'one'],
		[{ check: 'department', subject: '1' }, 'other'],
	]);
});

it.each<[string, Entry[], Entry[]]>([
	['nothing', [], []],
	['one', [entry('tax', '22', 5)], [entry('tax', '22', 5)]],
	[
		'the same key',
		[entry('tax', '22', 5), entry('vat', '22', 1), entry('tax', '22', -3)],
		[entry('tax', '22', 2), entry('vat', '22', 1)],
	],
	[
		'what comes to nothing',
		[entry('tax', '22', 5), entry('tax', '22', -5)],
		[entry('tax', '22', 0)],
	],
])('sums of %s', (_, entries, expected) => {
	expect([...sums(entries)]).toEqual(expected);
});

it('a difference has the keys of both sides, and open are those that differ', () => {
	const all = sums([entry('tax', '22', 5), entry('tax', '10', 7)]);
	const part = sums([entry('tax', '10', 7), entry('tax', '4', 2)]);
	const left = less(all, part);
	expect([...left]).toEqual([entry('tax', '22', 5), entry('tax', '10', 0), entry('tax', '4', -2)]);
	expect(openOf(left)).toEqual([entry('tax', '22', 5), entry('tax', '4', -2)]);
	expect(centsOf(left, { check: 'tax', subject: '13' })).toBe(0);
});

it('gross of a receipt is by rate and by department, without what cash was rounded by', () => {
	const lines = receipt({
		number: '1',
		at: '2026-10-05T10:00:00',
		lines: [
			['sale', 1000, '22'],
			['sale', 250],
			['rounding', -2, '0'],
		],
	});
	expect([...grossOf(lines)]).toEqual([
		entry('tax', '22', 1000),
		entry('tax', 'unknown', 250),
		entry('department', 'unknown', 1250),
	]);
});
