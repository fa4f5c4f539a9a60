/** Gaps, less the numbers that turned out to exist. */
import type { NumberAt } from '../../../../nodes/shared/books/foundNumbers';
import type { Gap } from '../../../../nodes/shared/books/missingNumbers';
import { withoutNumbers } from '../../../support/clock/atOnce';

const place = { id: '11', name: 'Schank' };
const gap = (first: number, last: number, more: Partial<Gap> = {}): Gap => ({
	documentType: 'receipt',
	place,
	sequence: null,
	series: null,
	write: (value) => `11-${value}`,
	first,
	last,
	...more,
});
const at = (...numbers: Array<number | string>): NumberAt[] =>
	numbers.map((number) => ({
		number: typeof number === 'number' ? `11-${number}` : number,
		place,
	}));
const zeros: Partial<Gap> = { write: (value) => `11-${String(value).padStart(4, '0')}` };

it.each<[string, Gap[], NumberAt[], string[]]>([
	['none', [gap(2, 4)], [], ['2-4']],
	['one in the middle', [gap(2, 4)], at(3), ['2-2', '4-4']],
	['its ends', [gap(2, 5)], at(2, 5), ['3-4']],
	['all of it', [gap(2, 4)], at(4, 2, 3), []],
	['some in any order, and one twice', [gap(2, 9)], at(7, 3, 7, 4), ['2-2', '5-6', '8-9']],
	['numbers around it', [gap(5, 6)], at(1, 2, 3, 4, 7, 8, 9), ['5-6']],
	[
		'one among many',
		[gap(50, 60)],
		at(...Array.from({ length: 99 }, (_, n) => n * 3)),
		['50-50', '52-53', '55-56', '58-59'],
	],
	['several gaps', [gap(2, 4), gap(7, 8)], at(3, 8), ['2-2', '4-4', '7-7']],
	['what is no number', [gap(2, 4)], at('11-x', ''), ['2-4']],
	[
		'a number of another register',
		[gap(2, 4)],
		[{ number: '11-3', place: { id: '12', name: null } }],
		['2-4'],
	],
	[
		'a number of nobody knows which register',
		[gap(2, 4)],
		[{ number: '11-3', place: null }],
		['2-4'],
	],
	['a number with another prefix', [gap(2, 4)], at('12-3'), ['2-4']],
	['a number that is written otherwise', [gap(2, 4, zeros)], at('11-3'), ['2-4']],
	['a number that is written alike', [gap(2, 4, zeros)], at('11-0003'), ['2-2', '4-4']],
])('without %s', (_name, gaps, numbers, expected) => {
	expect(withoutNumbers(gaps, numbers).map(({ first, last }) => `${first}-${last}`)).toEqual(
		expected,
	);
});
