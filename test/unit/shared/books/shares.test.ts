/** A receipt's amounts by type and rate, whose tax adds up to the receipt's. */
import { sharesOf } from '../../../../nodes/shared/books/shares';
import { receipt } from './receipts';
import type { SmallLine } from './receipts';

it.each<[string, SmallLine[], string[]]>([
	['nothing', [], []],
	[
		'lines of one type and rate',
		[
			['sale', 600, '20'],
			['sale', 600, '20'],
		],
		['sale 20: 1200 with 200'],
	],
	[
		'rates',
		[
			['sale', 1200, '20'],
			['sale', 1100, '10'],
		],
		['sale 20: 1200 with 200', 'sale 10: 1100 with 100'],
	],
	[
		// 0.11 at 20 %: tax 0.02 on the whole, 0.01 on 0.05, and the rest on 0.06.
		'types that share a rate: the last takes what is left',
		[
			['sale', 5, '20'],
			['tip', 6, '20'],
		],
		['sale 20: 5 with 1', 'tip 20: 6 with 1'],
	],
	[
		// 3 × 0.03 at 20 %: 0.015 on all of it is 0.02, and each third rounds to 0.01.
		'three of them',
		[
			['sale', 3, '20'],
			['tip', 3, '20'],
			['deposit', 3, '20'],
		],
		['sale 20: 3 with 1', 'tip 20: 3 with 1', 'deposit 20: 3 with 0'],
	],
	['a rate that is not known', [['sale', 100]], ['sale null: 100 with 0']],
	[
		'what comes back beside what is sold',
		[
			['sale', 1200, '20'],
			['sale', -1200, '20'],
		],
		['sale 20: 0 with 0'],
	],
])('of %s', (_, lines, expected) => {
	const shares = sharesOf(receipt({ number: '1', at: '2026-10-05T10:00:00', lines }));
	expect(
		shares.map(
			({ type, rate, grossCents, taxCents }) =>
				`${type} ${rate ?? 'null'}: ${grossCents} with ${taxCents}`,
		),
	).toEqual(expected);
});

/** 0.11 at 20 % is 0.02 of tax; 0.05 and 0.06 have 0.01 each. */
it.each<[string, SmallLine[], string[]]>([
	[
		'by their own gross',
		[
			['sale', 1200, '20'],
			['sale', 600, '20'],
		],
		['0: 1200 with 200', '1: 600 with 100'],
	],
	[
		'what rounding leaves goes to the largest',
		[
			['sale', 3, '20'],
			['sale', 4, '20'],
			['sale', 3, '20'],
		],
		['0: 3 with 1', '1: 4 with 0', '2: 3 with 1'],
	],
	[
		'of what comes back beside what is sold',
		[
			['sale', 1200, '20'],
			['sale', -1200, '20'],
		],
		['0: 1200 with 200', '1: -1200 with -200'],
	],
	[
		'of a rate that is not known',
		[
			['sale', 100],
			['sale', 50],
		],
		['0: 100 with 0', '1: 50 with 0'],
	],
])('parts of lines share their tax: %s', (_, lines, expected) => {
	const parted = receipt({ number: '1', at: '2026-10-05T10:00:00', lines });
	let index = 0;
	const shares = sharesOf(parted, () => String(index++));
	expect(
		shares.map(({ part, grossCents, taxCents }) => `${part}: ${grossCents} with ${taxCents}`),
	).toEqual(expected);
});
