/** What isn't right with the books stands beside the output, in one sentence for each kind. */
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { problemsOfBooks, problemsOfComparisons } from '../../../../nodes/shared/books/problems';
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { compare, differingFirst } from '../../../../nodes/shared/books/reconciliation';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { clock, receipt } from './receipts';
import { bookOf, problemsOfReceipts } from '../../../support/clock/atOnce';

const period = { from: '2026-10-05', to: '2026-10-06' };
const at = (day: string, number: number) => `${day}T12:${String(number).padStart(2, '0')}:00`;

const right = (number: number, day = period.from) =>
	receipt({ number: `11-${number}`, at: at(day, number), lines: [['sale', 1000, '20']] });

/** Paid with less than it comes to. */
const unpaid = (number: number) =>
	receipt({
		number: `11-${number}`,
		at: at(period.from, number),
		lines: [['sale', 1000, '20']],
		payments: [['cash', 900]],
	});

const asGuess = (
	made: AccountingReceipt,
	...unmapped: AccountingReceipt['checks']['unmapped']
): AccountingReceipt => ({ ...made, checks: { ...made.checks, unmapped } });

const byMethod = (number: number, id: string, name: string | null = null) =>
	asGuess(
		receipt({
			number: `11-${number}`,
			at: at(period.from, number),
			lines: [['sale', 1000, '20']],
			payments: [['other', 1000]],
		}),
		{ type: 'paymentMethod', id, name, countsAs: 'other' },
	);

const unreadable = (number: number) =>
	receipt({
		number: `11-${number}`,
		at: at(period.from, number),
		lines: [['unclear', 500]],
		payments: [],
		more: { kind: 'unreadable' },
	});

const problemsOf = (receipts: AccountingReceipt[], days = period) =>
	bookOf(
		{ receipts, others: [] },
		{
			period: days,
			clock,
			accounts: new Accounts([]),
			groupBy: 'day',
			asOf: '2026-10-07T08:00:00.000+02:00',
		},
	).summary.problems;

it('says nothing of books that are right', () => {
	expect(problemsOf([1, 2, 3].map((number) => right(number)))).toEqual([]);
});

it('counts receipts that do not balance, and names the first', () => {
	const receipts = [right(1), unpaid(5), unpaid(4), unpaid(3), unpaid(2)];
	expect(problemsOf(receipts)).toEqual([
		"From 2026-10-05 to 2026-10-06: 4 receipts don't balance: 11-2, 11-3, 11-4 and 1 more. Lines, payments, VAT rates or the stated amount disagree; the notes of each say which.",
	]);
	expect(problemsOf([right(1), unpaid(2)], { from: period.from, to: period.from })).toEqual([
		"On 2026-10-05: 1 receipt doesn't balance: 11-2. Lines, payments, VAT rates or the stated amount disagree; the notes of each say which.",
	]);
});

it('names means of payment that nothing explains, with how many receipts have them', () => {
	const receipts = [byMethod(1, 'Rechnung'), byMethod(2, 'Rechnung'), byMethod(3, 'NO', 'None')];
	expect(problemsOfReceipts(receipts)).toEqual([
		'Counted as "Other payments", because nothing says what they are: "Rechnung" (2 receipts), "None" (1 receipt). Say what they are under "Options > Map Payment Methods".',
	]);
});

it('counts what could not be read, and what it states', () => {
	expect(problemsOfReceipts([right(1), unreadable(2), unreadable(3)])).toEqual([
		'2 receipts could not be read: 11-2, 11-3. What they state, 10.00, must be clarified.',
	]);
	expect(problemsOfReceipts([unpaid(1), unreadable(2)])[1]).toContain(
		"2 receipts don't balance, 1 that could not be read among them:",
	);
});

it('says of invoices and credit notes what they are: they have numbers of their own', () => {
	const note = receipt({
		number: '1',
		at: at(period.from, 1),
		lines: [['sale', -1000, '20']],
		payments: [['cash', -900]],
		more: { documentType: 'creditNote' },
	});
	expect(problemsOfReceipts([unpaid(2), note])[0]).toContain(
		"2 documents don't balance: credit note 1, 11-2.",
	);
});

it('counts missing numbers and late receipts', () => {
	// 11-3 is of the day before that of 11-2; 11-5 and 11-6 are nowhere.
	const receipts = [
		right(1),
		right(2, period.to),
		right(3),
		right(4, period.to),
		right(7, period.to),
	];
	expect(problemsOf(receipts)).toEqual([
		'From 2026-10-05 to 2026-10-06: 2 receipt numbers are missing: 11-5 … 11-6.',
		'From 2026-10-05 to 2026-10-06: 1 receipt came late, when a later business day had begun: 11-3. If you have handed on their days already, hand on the new bookings.',
	]);
});

it('names a missing number alone, and with the closing that it is counted in', () => {
	const ofClosing = (number: string) =>
		receipt({
			number,
			at: at(period.from, 1),
			lines: [['sale', 1000, '20']],
			more: { zNumber: '400' },
		});
	expect(problemsOf([ofClosing('1'), ofClosing('3'), ofClosing('6')])).toEqual([
		'From 2026-10-05 to 2026-10-06: 3 receipt numbers are missing: 2 of 400, 4 … 5 of 400.',
	]);
	expect(problemsOf([right(1), right(3)])).toEqual([
		'From 2026-10-05 to 2026-10-06: 1 receipt number is missing: 11-2.',
	]);
});

it.each([
	[['2026-10-04'], "1 of them is of days that aren't booked here (2026-10-04): read those again."],
	[
		['2026-10-07', '2026-10-04', '2026-10-04'],
		"3 of them are of days that aren't booked here (2026-10-04, 2026-10-07): read those again.",
	],
])('says of which days late receipts are that are not booked: %j', (days, words) => {
	const late = [right(1), right(2, period.to), ...days.map((day, index) => right(3 + index, day))];
	const facts = { period, gaps: [], shared: [], late, byHand: [], ofDays: [] };
	const [sentence] = atOnce(problemsOfBooks([], facts));
	expect(sentence).toContain(`. ${words}`);
});

it('names numbers that several documents of one day have', () => {
	const twice = (number: string, more: Partial<ReceiptDraft> = {}) =>
		['a', 'b'].map((id) =>
			receipt({
				number,
				at: at(period.from, 1),
				lines: [['sale', 1000, '20']],
				more: { id: `${number}${id}`, ...more },
			}),
		);
	const invoice = { documentType: 'invoice', displayNumber: '5/A' } as const;
	expect(problemsOf(twice('11-1'))).toEqual([
		'From 2026-10-05 to 2026-10-06: 1 number stands on several documents of one day: 11-1 of 2026-10-05 on 2 (Schank). Each of them counts; look whether one of them was recorded twice.',
	]);
	expect(problemsOf([...twice('11-1'), ...twice('5', invoice)])[0]).toContain(
		'2 numbers stand on several documents of one day: 11-1 of 2026-10-05 on 2 (Schank); invoice 5/A of 2026-10-05 on 2 (Schank, 2026).',
	);
});

it('names the most frequent means of payment first', () => {
	const receipts = [byMethod(1, 'A'), byMethod(2, 'B'), byMethod(3, 'B')];
	expect(problemsOfReceipts(receipts)[0]).toContain('"B" (2 receipts), "A" (1 receipt)');
});

it('says of a comparison what is compared, and where', () => {
	const place = { id: '11', name: 'Schank' };
	const one = (check: 'vat' | 'department' | 'amount' | 'count', where: typeof place | null) =>
		compare({ check, subject: 'x', place: where, period, ours: 1000, theirs: 990 });
	const told = (...compared: Array<ReturnType<typeof one>>) => problemsOfComparisons(compared)[0];
	expect(told(one('vat', place))).toContain(
		"1 of 1 comparisons doesn't agree: x (VAT, Schank): -0.10.",
	);
	expect(told(one('department', null), one('amount', null))).toContain(
		'x (department): -0.10; x: -0.10.',
	);
	expect(told(one('count', place))).toContain('x (Schank): -10.');
});

it('puts comparisons that disagree first, and says how many there are', () => {
	const one = (subject: string, theirs: number) =>
		compare({ check: 'tax', subject, place: null, period, ours: 1000, theirs });
	const compared = [one('4%', 1000), one('10%', 1000), one('22%', 780), one('5%', 1010)];
	expect(differingFirst(compared).map(({ subject }) => subject)).toEqual([
		'22%',
		'5%',
		'4%',
		'10%',
	]);
	expect(Object.keys(one('22%', 780)).slice(0, 2)).toEqual(['agrees', 'difference']);
	expect(problemsOfComparisons(compared)).toEqual([
		'2 of 4 comparisons don\'t agree: 22% (gross): -2.20; 5% (gross): 0.10. They come first; "days", "receipts" and "note" tell what may explain them.',
	]);
	expect(problemsOfComparisons(compared.slice(0, 2))).toEqual([]);
});

it('shows the beginning of a number that nobody prints', () => {
	const long = '1'.repeat(17_000);
	const numbered = (number: number) => ({ ...unpaid(number), displayNumber: `${long}-${number}` });
	const receipts = [1, 5].map((number) => ({ ...numbered(number), number: `${long}-${number}` }));
	const sentences = problemsOf(receipts);
	expect(sentences.join()).toContain(`missing: ${'1'.repeat(100)}….`);
	expect(sentences.join()).toContain("2 receipts don't balance");
	for (const sentence of sentences) expect(sentence.length).toBeLessThan(600);
});
