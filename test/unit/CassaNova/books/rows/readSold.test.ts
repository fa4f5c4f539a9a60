/** Which rules a document's rows go by, and which of them meets what it states. */
import { totalOf } from '../../../../../nodes/CassaNova/books/rows/addRows';
import { readSold, rulesFor } from '../../../../../nodes/CassaNova/books/rows/readSold';
import { rowOf } from './row';
import type { Values } from './row';

const dish = { composition: true };
const stated = { calculatedAmount: 7 };

it.each<[string, Values[], string[]]>([
	['plain rows', [{}], ['own without']],
	['no rows', [], ['own without']],
	['rows with composition', [dish], ['own without', 'own with']],
	['stated amounts', [stated], ['stated without', 'afterSubtotals without', 'own without']],
	['a stated subtotal', [{ subtotal: true, ...stated }], ['own without']],
	[
		'both',
		[dish, stated],
		[
			'stated without',
			'stated with',
			'afterSubtotals without',
			'afterSubtotals with',
			'own without',
			'own with',
		],
	],
])('the rules for %s', (_, rows, expected) => {
	expect(
		rulesFor(rows.map(rowOf)).map(
			({ amounts, countsComposition }) => `${amounts} ${countsComposition ? 'with' : 'without'}`,
		),
	).toEqual(expected);
});

const minusOne = { subtotal: true, variation: 1 };

it.each<[string, Values[], number | undefined, number]>([
	['one way only, whatever is stated', [{}], 500, 1000],
	['without what details a menu', [{}, dish], 1000, 1000],
	['with composed dishes', [{}, dish], 2000, 2000],
	['with them where a credit note states it below zero', [{}, dish], -2000, 2000],
	['the likeliest where nothing is stated', [{}, dish], undefined, 1000],
	['the likeliest where nothing meets it', [{}, dish], 1234, 1000],
	['stated amounts before a subtotal', [stated, minusOne], 600, 600],
	['stated amounts after a subtotal', [stated, minusOne], 700, 700],
	['prices', [stated, minusOne], 900, 900],
])('%s', (_, rows, statedCents, cents) => {
	expect(totalOf(readSold(rows.map(rowOf), statedCents))).toBe(cents);
});
