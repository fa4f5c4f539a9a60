/** A period's books: which documents count for what, beside those of the period. */
import { Accounts } from '../../../../nodes/shared/books/accounts';
import type { Books } from '../../../../nodes/shared/books/book';
import { bookOf } from '../../../support/clock/atOnce';
import { clock, receipt } from './receipts';

const make = (number: string, day: string) =>
	receipt({ number, at: `${day}T10:00:00`, lines: [['sale', 1200, '20']] });

function book(books: Partial<Books>, found?: Books['receipts']) {
	const { bookings, summary } = bookOf(
		{ receipts: [], others: [], ...books },
		{
			period: { from: '2026-10-05', to: '2026-10-06' },
			clock,
			accounts: new Accounts([]),
			groupBy: 'day',
			asOf: '2026-10-07T10:00:00+02:00',
			...(found && { numbers: { gaps: [], starts: [], found } }),
		},
	);
	return {
		booked: bookings.filter(({ kind }) => kind === 'sale').map(({ firstNumber }) => firstNumber),
		missing: summary.missingNumbers.flatMap(({ numbers }) => numbers),
		last: summary.lastNumbers.map(({ number }) => number),
		late: summary.late.map(({ number }) => number),
		receipts: summary.receipts,
	};
}

it('books what is of the period; the days beside it tell which numbers are known', () => {
	const receipts = [
		make('11-1', '2026-10-04'),
		make('11-3', '2026-10-05'),
		make('11-5', '2026-10-07'),
	];
	expect(book({ receipts })).toEqual({
		booked: ['11-3'],
		missing: ['11-2', '11-4'],
		last: ['11-3'],
		late: [],
		receipts: 1,
	});
});

it('counts numbers of documents that are no receipts, which are not late, and not what numbers go on after', () => {
	const receipts = [make('11-1', '2026-10-05'), make('11-4', '2026-10-06')];
	const others = [
		make('11-2', '2026-10-06'),
		make('11-3', '2026-10-05'),
		make('11-5', '2026-10-06'),
	];
	expect(book({ receipts, others })).toMatchObject({
		booked: ['11-1', '11-4'],
		missing: [],
		last: ['11-4'],
		late: [],
	});
});

it('tells that a receipt of an earlier day came late, which a number between others has shown', () => {
	const receipts = [make('11-7', '2026-10-05'), make('11-9', '2026-10-06')];
	const found = [make('11-8', '2026-10-02')];
	expect(book({ receipts }, found)).toMatchObject({ late: ['11-8'], booked: ['11-7', '11-9'] });
	expect(book({ receipts }, [])).toMatchObject({ late: [] });
});
