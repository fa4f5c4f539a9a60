/** The one rate of a line, and the tax that it makes. */
import { rateOf, refuseOtherTax } from '../../../../nodes/shared/orders/vat';
import { decimal, decimalToString } from '../../../../nodes/shared/values/money';

const taxes = (...all: Array<[number, number]>) =>
	all.map(([rate, amount]) => ({ rate: decimal(rate), amount: decimal(amount) }));

it.each<[string, Array<[number, number]>, string]>([
	['that it has', [[20, 2]], '20'],
	[
		'that is charged, of several',
		[
			[10, 0],
			[20, 2],
			[5.5, 0],
		],
		'20',
	],
	['that would be charged', [[20, 0]], '20'],
	['that is none', [], '0'],
])('a line has the rate %s', (_what, all, rate) => {
	expect(decimalToString(rateOf(taxes(...all), 'a line'))).toBe(rate);
});

it.each<[string, Array<[number, number]>, string]>([
	[
		'two rates',
		[
			[20, 2],
			[10, 1],
		],
		'20% and 10%',
	],
	[
		'one rate twice, which is not that rate',
		[
			[20, 2],
			[20, 2],
		],
		'20% and 20%',
	],
	[
		'two that would be charged',
		[
			[20, 0],
			[10, 0],
		],
		'20% and 10%',
	],
])('a line with %s is refused', (_what, all, words) => {
	expect(() => rateOf(taxes(...all), 'line 2')).toThrow(
		`has VAT of ${words} in line 2, and a line of a receipt has one rate`,
	);
});

it.each([
	[2, 1],
	[2.02, 1],
	[1.98, 1],
	[2.03, 2],
])('a tax of %s may be rounded in %s prices', (tax, pieces) => {
	const line = { gross: decimal(12), rate: decimal(20), tax: decimal(tax) };
	expect(() => refuseOtherTax(line, pieces, 'a line')).not.toThrow();
});

it.each([
	[2.03, 1],
	[1.97, 1],
	[0, 3],
])('a tax of %s is another one than 20%% of 12.00 with %s prices', (tax, pieces) => {
	const line = { gross: decimal(12), rate: decimal(20), tax: decimal(tax) };
	expect(() => refuseOtherTax(line, pieces, 'line 2')).toThrow(
		`has ${tax.toFixed(2)} as VAT in line 2, but 20% of it are 2.00`,
	);
});
