/** A receipt that can't be read is in the books with what it states, and never left out. */
import { tellUnread as tellCassaNova } from '../../../../nodes/CassaNova/books/unread';
import { tellUnread, toAccountingReceipt } from '../../../../nodes/Kassandro/books/accounting';
import { accountingReceiptSchema } from '../../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { bookingSummarySchema } from '../../../../nodes/shared/books/types';
import { readOrList } from '../../../../nodes/shared/books/unreadable';
import type { DayRange } from '../../../../nodes/shared/table/request';
import { clock } from '../../shared/books/receipts';
import { bookOf, writeBookings } from '../../../support/clock/atOnce';
import { fakeCall } from '../../../support/n8n/call';

const period: DayRange = { from: '2026-03-05', to: '2026-03-06' };
const now = () => Date.parse('2026-03-07T08:00:00Z');

const callWith = (ifUnreadable: string) =>
	fakeCall({ now, input: { options: { ifUnreadable }, range: period } });

const record = (values: Record<string, unknown> = {}) => ({
	_id: 'a1',
	receiptNumber: '11-42',
	cashRegisterId: 11,
	created: '2026-03-05T21:04:11',
	items: [{ amount: 1, priceOne: 12.1, vat: 20 }],
	price: 12.1,
	paymentMethod: 'Bar',
	...values,
});
const ODD = { items: [{ amount: 'two', priceOne: 12.1, vat: 20 }] };

function read(one: unknown, ifUnreadable = 'list', originals?: ReadonlyMap<string, unknown>) {
	const context = { ...clock, originals };
	return readOrList(
		callWith(ifUnreadable),
		one,
		clock,
		() => toAccountingReceipt(one, context),
		() => tellUnread(one, context),
	);
}

function book(receipts: AccountingReceipt[], accounts = new Accounts([])) {
	const asOf = '2026-03-07T09:00:00+01:00';
	return bookOf({ receipts, others: [] }, { period, clock, accounts, groupBy: 'day', asOf });
}

it('is listed with number, stated amount and reason', () => {
	const receipt = accountingReceiptSchema.parse(read(record(ODD)));
	expect(receipt).toMatchObject({
		kind: 'unreadable',
		number: '11-42',
		businessDay: '2026-03-05',
		totals: { gross: '12.10', tax: null },
		payments: [],
		lines: [{ type: 'unclear', gross: '12.10', taxRate: null }],
		checks: { balanced: false, vendorAmount: '12.10', difference: '0.00' },
	});
	expect(receipt.checks.notes[0]).toBe(
		"Receipt 11-42 can't be read: items[0].amount: expected a decimal number.",
	);
});

it('stops where the user wants that', () => {
	expect(() => read(record(ODD), 'stop')).toThrow('items[0].amount');
});

it('has an account for what must be clarified, and the summary says so', () => {
	const sold = read(record({ receiptNumber: '11-41', price: 12.1 }));
	const { bookings, summary } = book([sold, read(record(ODD))]);
	bookingSummarySchema.parse(summary);
	expect(bookings.map(({ debit, credit, gross }) => [debit, credit, gross])).toEqual([
		['Clearing', 'Sales 20%', '12.10'],
		['Clearing', 'To be clarified', '12.10'],
		['Cash', 'Clearing', '12.10'],
		['Difference', 'Clearing', '12.10'],
	]);
	expect(summary).toMatchObject({
		receipts: 2,
		clearing: '0.00',
		missingNumbers: [],
		unreadable: [{ number: '11-42', amount: '12.10' }],
	});
	expect(summary.unreadable[0]?.reason).toContain('items[0].amount');
	expect(summary.notes[0]).toContain('1 receipt could not be read: 12.10');
});

it('is among the bookings also where it states no amount, but in no row of a file that is imported', () => {
	const { bookings } = book([read(record({ ...ODD, price: 'a lot' }))]);
	expect(bookings).toMatchObject([
		{ kind: 'unclear', gross: '0.00', tax: null, count: 1, firstNumber: '11-42' },
	]);
	const options = { ...period, createdAt: '2026-03-07' };
	const { content } = writeBookings('bmd', bookings, options);
	expect(content.toString('latin1').trim().split('\r\n')).toHaveLength(1);
});

it('goes to the account of the table, not to that of unknown rates, and a file says so', () => {
	const row = { rate: '', taxCode: '' };
	const accounts = new Accounts([
		{ ...row, use: 'unclear', account: '1370' },
		{ ...row, use: 'unknownRate', account: '4999' },
		{ ...row, use: 'clearing', account: '1360' },
		{ ...row, use: 'difference', account: '4980' },
	]);
	const { bookings } = book([read(record(ODD))], accounts);
	expect(bookings[0]?.credit).toBe('1370');
	const { remarks } = writeBookings('bmd', bookings, { ...period, createdAt: '2026-03-07' });
	expect(remarks).toEqual([expect.stringContaining("is stated by receipts that can't be read")]);
});

it.each<[string, unknown, string]>([
	[
		'a cancellation with the sign of a sale',
		record({ ...ODD, cancellation: { receiptNumber: '11-1' } }),
		'-12.10',
	],
	['an amount that is none', record({ ...ODD, price: 'twelve' }), '0.00'],
	[
		'an amount too large for money',
		record({ price: 1e15, items: [{ amount: 1e6, priceOne: 1e15, vat: 20 }] }),
		'0.00',
	],
	['no items', record({ items: undefined }), '12.10'],
	['nothing but a word', 'receipt', '0.00'],
])('%s', (_, one, gross) => {
	const receipt = accountingReceiptSchema.parse(read(one));
	expect(receipt).toMatchObject({ kind: 'unreadable', totals: { gross } });
});

it('a cancelled return gives back what it states', () => {
	const originals = new Map([['11-1', record({ price: -12.1 })]]);
	const one = record({ ...ODD, price: -12.1, cancellation: { receiptNumber: '11-1' } });
	expect(read(one, 'list', originals).totals.gross).toBe('12.10');
});

it('without a readable time stands on the first day that was asked for', () => {
	const receipt = read(record({ created: 'soon' }));
	expect(receipt.businessDay).toBe('2026-03-05');
	expect(receipt.checks.notes[1]).toContain('it stands on 2026-03-05');
});

it('of CassaNova keeps its closing; deferred, cancelled and taken back count as elsewhere', () => {
	const document = { amount: 10, refund: true };
	const told = tellCassaNova({ number: 7, zNumber: 3, document }, null);
	expect(told.displayNumber?.('7', '2026-03-05T10:00:00+01:00')).toBe('0003-0007 2026-03-05');
	expect(told.count?.(1000)).toBe(0);
	expect(tellCassaNova({ deferred: true }, null, 'invoice').count?.(1000)).toBe(0);
	expect(tellCassaNova({ document: { refund: 'false' } }, null).count?.(1000)).toBe(1000);
	expect(tellCassaNova({}, null, 'creditNote').count?.(1000)).toBe(-1000);
	expect(tellCassaNova({ document: { amount: 10 } }, null).count?.(1000)).toBe(1000);
});
