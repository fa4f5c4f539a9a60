/** Numbers that stand on several documents of one day: one may have been recorded twice. */
import { findShared } from '../../../../nodes/shared/books/sharedNumbers';
import { printed, toSequences, whereCounted } from '../../../../nodes/shared/books/sequences';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import { receipt } from './receipts';

const period = { from: '2026-10-05', to: '2026-10-06' };
const make = (number: string, id: string, day = 5, more: Partial<ReceiptDraft> = {}) =>
	receipt({ number, at: `2026-10-0${day}T10:00:00`, more: { id, ...more } });

const shared = (...receipts: Array<ReturnType<typeof make>>) =>
	atOnce(findShared(atOnce(toSequences(receipts)), period)).map(
		({ number, businessDay, documents, ...where }) =>
			`${printed(where, number)} of ${businessDay} on ${documents} (${whereCounted(where)})`,
	);

const invoice = (suffix: string): Partial<ReceiptDraft> => ({
	documentType: 'invoice',
	displayNumber: `7/${suffix}`,
});
const elsewhere = { register: { id: '12', name: null } };

it.each<[string, Array<ReturnType<typeof make>>, string[]]>([
	['two documents', [make('11-7', 'a'), make('11-7', 'b')], ['11-7 of 2026-10-05 on 2 (Schank)']],
	[
		'three',
		[make('11-7', 'a'), make('11-7', 'b'), make('11-7', 'c')],
		['11-7 of 2026-10-05 on 3 (Schank)'],
	],
	['one that was listed twice', [make('11-7', 'a'), make('11-7', 'a')], []],
	['documents of two days', [make('11-7', 'a'), make('11-7', 'b', 6)], []],
	['documents of another day', [make('11-7', 'a', 7), make('11-7', 'b', 7)], []],
	['documents of two registers', [make('11-7', 'a'), make('11-7', 'b', 5, elsewhere)], []],
	[
		'documents of nobody knows which register',
		[make('11-7', 'a', 5, { register: null }), make('11-7', 'b', 5, { register: null })],
		[],
	],
	['documents with other numbers', [make('11-7', 'a'), make('11-8', 'b')], []],
	[
		'invoices of a series, and not those of another one',
		[
			make('7', 'a', 5, invoice('A')),
			make('7', 'b', 5, invoice('A')),
			make('7', 'c', 5, invoice('B')),
		],
		['7/A of 2026-10-05 on 2 (Schank, 2026)'],
	],
	[
		'receipts of one closing, at a register without a name',
		[
			make('7', 'a', 5, { ...elsewhere, zNumber: '400' }),
			make('7', 'b', 5, { ...elsewhere, zNumber: '400' }),
		],
		['7 of 2026-10-05 on 2 (12, 400)'],
	],
])('a number of %s', (_name, receipts, expected) => {
	expect(shared(...receipts)).toEqual(expected);
});

it('is compared within the day that is printed where one closing is of several days', () => {
	const printedOn = (number: string, id: string, day: number, businessDay: string) =>
		make(number, id, day, { displayNumber: `${number} 2026-10-0${day}`, businessDay });
	const both = '2026-10-06';
	const receipts = [
		printedOn('1', 'a', 5, both),
		printedOn('2', 'b', 5, both),
		printedOn('1', 'c', 6, both),
		printedOn('2', 'd', 6, both),
	];
	expect(shared(...receipts)).toEqual([]);
	expect(shared(...receipts, printedOn('2', 'e', 5, both))).toEqual([
		'2 of 2026-10-06 on 2 (Schank, 2026-10-06)',
	]);
	// After midnight it is still the day before.
	expect(
		shared(printedOn('9', 'a', 5, '2026-10-05'), printedOn('9', 'b', 6, '2026-10-05')),
	).toEqual(['9 of 2026-10-05 on 2 (Schank, 2026-10-05)']);
});

it('is printed as its series has it, signs that mean something elsewhere included', () => {
	expect(printed({ series: 'A-#/26' }, '$&')).toBe('A-$&/26');
	expect(printed({ series: null }, '7')).toBe('7');
	expect(whereCounted({ place: null, sequence: null })).toBe('');
});
