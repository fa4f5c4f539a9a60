/** The last numbers of a period, which its summary hands on to the next one, and what that one takes of them. */
import { endsBefore, lastOf, lastOfPlace } from '../../../../nodes/shared/books/lastNumbers';
import type { Sequence } from '../../../../nodes/shared/books/sequences';
import type { EarlierSummary } from '../../../../nodes/shared/books/types';
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import { findLastNumbers } from '../../../support/clock/atOnce';
import { receipt } from './receipts';

const period = { from: '2026-10-05', to: '2026-10-06' };
const place = { id: '11', name: 'Schank' };
const make = (number: string, day: number, more: Partial<ReceiptDraft> = {}) =>
	receipt({ number, at: `2026-10-0${day}T10:00:00`, more: { id: `${number} ${day}`, ...more } });
const invoice = (number: string, day: number) =>
	make(number, day, { documentType: 'invoice', displayNumber: `${number}/A` });

const summaryOf = (
	lastNumbers: EarlierSummary['lastNumbers'],
	to = '2026-10-04',
): EarlierSummary => ({ from: '2026-10-01', to, asOf: '2026-10-05T06:00:00+02:00', lastNumbers });

const told = (receipts: Array<ReturnType<typeof make>>, earlier?: EarlierSummary) =>
	findLastNumbers(receipts, period, earlier).map(({ sequence, series, number }) =>
		[number, sequence, series].filter((part) => part !== null).join(' '),
	);

it.each<[string, Array<ReturnType<typeof make>>, string[]]>([
	['the highest, in whichever order they came', [make('11-9', 5), make('11-8', 6)], ['11-9']],
	[
		'none of the days beside the period',
		[make('11-7', 4), make('11-8', 5), make('11-9', 7)],
		['11-8'],
	],
	['nothing of a sequence that is beside it', [make('11-7', 4)], []],
	['what goes on in its year, with its series', [invoice('5', 5)], ['5 2026 #/A']],
	['nothing of a closing, which ends', [make('3', 5, { zNumber: '400' })], []],
])('are %s', (_name, receipts, expected) => {
	expect(told(receipts)).toEqual(expected);
});

it.each<[string, EarlierSummary, string[]]>([
	[
		'what an earlier summary knew goes on being known',
		summaryOf([{ documentType: 'receipt', place, number: '12-3' }]),
		['12-3', '11-8'],
	],
	[
		'until there is a higher one',
		summaryOf([{ documentType: 'receipt', place, number: '11-3' }]),
		['11-8'],
	],
	[
		'unless days lie between',
		summaryOf([{ documentType: 'receipt', place, number: '12-3' }], '2026-10-03'),
		['11-8'],
	],
	[
		'and its year has ended',
		summaryOf([
			{ documentType: 'invoice', place, sequence: '2025', series: '#/A', number: '5' },
			{ documentType: 'invoice', place, sequence: '2026', series: '#/A', number: '6' },
		]),
		['6 2026 #/A', '11-8'],
	],
])('%s', (_name, earlier, expected) => {
	expect(told([make('11-8', 5)], earlier)).toEqual(expected);
});

it.each([
	['2026-10-04', true],
	['2026-10-09', true],
	['2026-10-03', false],
])('a summary up to %s knows the day before: %s', (to, expected) => {
	expect(endsBefore(period, summaryOf([], to))).toBe(expected);
});

describe('the last number that an earlier summary knows', () => {
	const earlier = summaryOf([
		{ documentType: 'receipt', place, number: '11-7' },
		{ documentType: 'receipt', place, number: '11-5' },
		{ documentType: 'invoice', place, sequence: '2026', series: '#/A', number: '3' },
		{ documentType: 'receipt', place: null, number: 'none' },
	]);
	const sequence = (more: Partial<Sequence> = {}) =>
		({
			documentType: 'receipt',
			place,
			sequence: null,
			series: null,
			prefix: '11-',
			...more,
		}) as Sequence;

	it.each<[string, Partial<Sequence>, number | undefined]>([
		['of a sequence: the first that it names', {}, 7],
		['with another prefix', { prefix: '12-' }, undefined],
		['at another place', { place: { id: '12', name: null } }, undefined],
		[
			'of invoices of a series',
			{ documentType: 'invoice', sequence: '2026', series: '#/A', prefix: '' },
			3,
		],
		[
			'of another series',
			{ documentType: 'invoice', sequence: '2026', series: '#/B', prefix: '' },
			undefined,
		],
		[
			'of another year',
			{ documentType: 'invoice', sequence: '2025', series: '#/A', prefix: '' },
			undefined,
		],
	])('%s', (_name, more, expected) => {
		expect(lastOf(sequence(more), earlier)).toBe(expected);
		expect(lastOf(sequence(more), earlier)).toBe(expected);
	});

	it('at a place, by its prefix', () => {
		const at = (where: typeof place | null, prefix: string) =>
			lastOfPlace({ documentType: 'receipt', place: where }, prefix, earlier);
		expect([at(place, '11-'), at(place, '12-'), at(null, '11-')]).toEqual([
			7,
			undefined,
			undefined,
		]);
	});
});
