/** What a subtotal's discount takes off the rows above it. */
import { toSaleRow } from '../../../../../nodes/CassaNova/books/rows/amounts';
import { rowsInOrder } from '../../../../../nodes/CassaNova/books/rows/row';
import {
	coveredBy,
	splitSubtotal,
	sumOf,
} from '../../../../../nodes/CassaNova/books/rows/subtotals';
import { named, rowOf } from './row';
import type { Values } from './row';

const sold = (rows: Values[]) => named(...rows).map((row) => toSaleRow(row, false));
const back = { refund: true };

it.each<[string, Values[], Values, number[], string]>([
	['nothing', [{}, {}], {}, [0, 0], ''],
	['an amount, by weight', [{ price: 30 }, { price: 10 }], { variation: 4 }, [300, 100], ''],
	['a percentage', [{ price: 30 }, { price: 10 }], { percentageVariation: 10 }, [300, 100], ''],
	['both', [{}], { percentageVariation: 10, variation: 1 }, [200], ''],
	['what it adds', [{}], { variation: -1 }, [-100], ''],
	['the cent left over goes to the first', [{}, {}], { variation: 0.05 }, [3, 2], ''],
	['beside returns only what is sold', [{}, back, {}], { variation: 1 }, [50, 50], ''],
	['of nothing but returns their mirror', [back], { percentageVariation: 10 }, [-100], ''],
	['a rounding', [{}], { variation: 0.02, variationType: 'ROUNDING' }, [0], ''],
	[
		'more than there is',
		[{ price: 3 }],
		{ variation: 5 },
		[500],
		'document.rows[0] takes off 5.00, which is more than its rows come to (3.00).',
	],
	[
		'of rows without amounts',
		[{ price: 0 }],
		{ variation: 5 },
		[],
		"document.rows[0] changes the total by -5.00, but there are no amounts to split it over: it isn't counted.",
	],
	[
		'of no rows',
		[],
		{ variation: 5 },
		[],
		"document.rows[0] changes the total by -5.00, but there are no amounts to split it over: it isn't counted.",
	],
	['of no rows and nothing', [], {}, [], ''],
])('%s', (_, rows, values, cents, problem) => {
	const block = sold(rows);
	const before = sumOf(block);
	const [subtotal] = named({ subtotal: true, ...values });
	if (!subtotal) throw new Error('there is no row');
	const split = splitSubtotal(block, subtotal);
	expect(split.shares.map(([, share]) => share + 0)).toEqual(cents);
	expect(split.shares.map(([sale]) => sale)).toEqual(cents.length === 0 ? [] : coveredBy(block));
	expect(split.problem ?? '').toBe(problem);
	// Whoever asks takes it off.
	expect(sumOf(block)).toBe(before);
});

it('rows are in the order of their numbers where all have one', () => {
	const first = { rowNumber: 1, price: 1 };
	const second = { rowNumber: 2, price: 2 };
	expect(named(second, first).map(({ field }) => field)).toEqual([
		'document.rows[1]',
		'document.rows[0]',
	]);
	const some = rowsInOrder([rowOf(second), rowOf({ price: 3 }), rowOf(first)]);
	expect(some.map(({ field }) => field)).toEqual([
		'document.rows[0]',
		'document.rows[1]',
		'document.rows[2]',
	]);
});
