/** What one row comes to. */
import {
	isOnlyRounding,
	roundingOf,
	toSaleRow,
} from '../../../../../nodes/CassaNova/books/rows/amounts';
import { decimalToString } from '../../../../../nodes/shared/values/money';
import { named, rowOf } from './row';
import type { Values } from './row';

/** Quantity, price of one, and cents. */
function amountOf(values: Values, takesStated = false): [string, string, number] {
	const [row] = named(values);
	if (!row) throw new Error('there is no row');
	const { quantity, unit, cents } = toSaleRow(row, takesStated);
	return [decimalToString(quantity), decimalToString(unit), cents];
}

it.each<[string, Values, [string, string, number]]>([
	['price', {}, ['1', '10', 1000]],
	['price and quantity', { quantity: 2.5 }, ['2.5', '10', 2500]],
	['half a cent', { price: 0.125 }, ['1', '0.125', 13]],
	['neither', { quantity: null, price: null }, ['1', '0', 0]],
	['percentage', { percentageVariation: 10 }, ['1', '10', 900]],
	['amount', { variation: 1.5 }, ['1', '10', 850]],
	['percentage, then amount', { percentageVariation: 10, variation: 1 }, ['1', '10', 800]],
	['more than it costs', { variation: 12 }, ['1', '10', -200]],
	[
		'modifiers: percentages are added up, and then amounts',
		{
			quantity: 2,
			rowModifierValues: [{ percentagePrice: 10 }, { percentagePrice: 5 }, { price: 0.5 }],
		},
		['2', '12', 2400],
	],
	['return', { refund: true, quantity: 2 }, ['-2', '10', -2000]],
	['return of half a cent', { refund: true, price: 0.125 }, ['-1', '0.125', -13]],
	['rounding', { variation: 0.02, variationType: 'ROUNDING' }, ['1', '10', 1000]],
	[
		'rounding and percentage',
		{ percentageVariation: 10, variation: 0.02, variationType: 'ROUNDING' },
		['1', '10', 900],
	],
	['stated amount that is not asked for', { calculatedAmount: 7 }, ['1', '10', 1000]],
])('%s', (_, values, expected) => {
	expect(amountOf(values)).toEqual(expected);
});

it.each<[string, Values, number]>([
	['stated', { calculatedAmount: 7 }, 700],
	['stated with its discount', { calculatedAmount: 7, variation: 1 }, 700],
	['not stated', {}, 1000],
	['a return, stated as what it cost', { calculatedAmount: 7, refund: true }, -700],
	['a return, stated as what goes out', { calculatedAmount: -7, refund: true }, -700],
	['stated below zero', { calculatedAmount: -7 }, -700],
])('where stated amounts count: %s', (_, values, cents) => {
	expect(amountOf(values, true)[2]).toBe(cents);
});

it.each<[string, Values, number, boolean]>([
	['a discount', { variation: 0.02 }, 0, false],
	['down', { variation: 0.02, variationType: 'ROUNDING', price: null }, -2, true],
	['up', { variation: -0.02, variationType: 'ROUNDING', price: null }, 2, true],
	['of something that costs', { variation: 0.02, variationType: 'ROUNDING' }, -2, false],
	['of a product', { variationType: 'ROUNDING', price: null, idProduct: 7 }, 0, false],
	['of a cover charge', { variationType: 'ROUNDING', price: null, coverCharge: true }, 0, false],
])('rounding: %s', (_, values, cents, isOnly) => {
	const row = rowOf(values);
	expect(roundingOf(row) + 0).toBe(cents);
	expect(isOnlyRounding(row)).toBe(isOnly);
});

it('an amount that is too large names its row', () => {
	expect(() => amountOf({ quantity: 1e10, price: '1e6' })).toThrow(
		'document.rows[0]: quantity 10000000000 × price 1000000 is too large',
	);
});
