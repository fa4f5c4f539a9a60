/** A credit note over a receipt that was cancelled in place as well. */
import { toAccountingReceipt } from '../../../../nodes/CassaNova/books/accounting';
import type { DocumentType } from '../../../../nodes/shared/books/receipt';
import { noteTakenBackTwice } from '../../../support/clock/atOnce';

const context = {
	timeZone: 'Europe/Rome',
	dayEndsAt: '03:00',
	taxRates: new Map([['t22', 22]]),
	salesPoint: { id: '1', name: 'Bar' },
};

const read = (type: DocumentType, values: object, refund = false, price = 12.2) =>
	toAccountingReceipt(
		{
			id: type,
			datetime: '2026-10-05T10:00:00',
			document: {
				refund,
				amount: price,
				rows: [{ quantity: 1, price, idTax: 't22' }],
				payments: [{ paymentType: 'CASH', amount: price }],
			},
			...values,
		},
		context,
		type,
	);

const noteOf = (values: object = {}) =>
	read('creditNote', { refundNumber: 1, receiptNumber: 7, ...values });
const cancelled = read('receipt', { number: 7, zNumber: '400' }, true);

it('is unbalanced and says why', () => {
	const [receipt, note] = noteTakenBackTwice([cancelled, noteOf()]);
	expect(receipt).toBe(cancelled);
	expect(note?.totals.gross).toBe('-12.20');
	expect(note?.checks.balanced).toBe(false);
	expect(note?.checks.notes).toEqual([
		'It takes back receipt 7, and receipt 0400-0007 2026-10-05 over the same amount was canceled in place and counts 0: the sale may be taken back twice.',
	]);
});

it.each([
	['a receipt that counts', read('receipt', { number: 7, zNumber: '400' }), noteOf()],
	['another number', cancelled, noteOf({ receiptNumber: 8 })],
	['another shop', cancelled, noteOf({ idSalesPoint: 2 })],
	['a later receipt', cancelled, noteOf({ datetime: '2026-10-05T09:59:59' })],
	['another amount', read('receipt', { number: 7 }, true, 5), noteOf()],
])('is as it was with %s', (_, receipt, note) => {
	expect(noteTakenBackTwice([receipt, note])).toEqual([receipt, note]);
	expect(note.checks.balanced).toBe(true);
});

it('300 credit notes and 300 cancelled receipts are compared where they meet only', () => {
	const receipts = Array.from({ length: 300 }, (_, number) => [
		read('receipt', { id: `r${number}`, number: number + 1, zNumber: '400' }, true),
		noteOf({ id: `n${number}`, receiptNumber: number + 1 }),
	]).flat();
	const spy = jest.spyOn(Array.prototype, 'some');
	const noted = noteTakenBackTwice(receipts);
	const looks = spy.mock.calls.length;
	spy.mockRestore();
	expect(noted.filter(({ checks }) => !checks.balanced)).toHaveLength(300);
	expect(looks).toBeLessThan(10 * receipts.length);
});
