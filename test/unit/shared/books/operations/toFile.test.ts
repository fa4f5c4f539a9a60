/** What a file of bookings is told of its period, and of what its program needs. */
import { fileOptionsOf } from '../../../../../nodes/shared/books/operations/toFile';
import type { FileOptions } from '../../../../../nodes/shared/books/types';

const summary = { from: '2026-10-01', to: '2026-10-31', asOf: '2026-11-02T06:00:00+01:00' };
const plain = {
	from: '2026-10-01',
	to: '2026-10-31',
	createdAt: '2026-11-02T06:00:00+01:00',
	isLocked: false,
	hasBranch: false,
};

it.each<[string, Record<string, unknown>, string[], FileOptions]>([
	['no bookings', {}, [], plain],
	['bookings of the period', {}, ['2026-10-31', '2026-10-01'], plain],
	[
		'what is taken back after it',
		{},
		['2026-10-02', '2026-11-02', '2026-11-01'],
		{ ...plain, to: '2026-11-02' },
	],
	[
		'what DATEV needs',
		{
			datevConsultant: '29098',
			datevClient: '10001',
			datevFiscalYearStart: '2026-07-01',
			datevAccountLength: 5,
			datevLocked: true,
		},
		['2026-10-02'],
		{
			...plain,
			consultant: '29098',
			client: '10001',
			fiscalYearStart: '2026-07-01',
			accountLength: 5,
			isLocked: true,
		},
	],
	[
		'what BMD takes',
		{ bmdSymbol: 'KL', bmdTakesBackBy: 'code', bmdBranch: true },
		[],
		{ ...plain, symbol: 'KL', takesBackBy: 'code', hasBranch: true },
	],
])('a file with %s', (_, options, dates, expected) => {
	const bookings = dates.map((date) => ({ date }));
	expect(fileOptionsOf(options, bookings, summary)).toEqual(expected);
});
