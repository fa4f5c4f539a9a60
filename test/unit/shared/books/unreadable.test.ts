/** A record that can't be read: what of it is in the books all the same, and on which day. */
import { UnreadableReceiptError } from '../../../../nodes/shared/books/vendorRecord';
import { isUnreadable, readOrList } from '../../../../nodes/shared/books/unreadable';
import type { UnreadRecord } from '../../../../nodes/shared/books/unreadable';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { fakeCall } from '../../../support/n8n/call';
import { clock, receipt } from './receipts';

const now = () => Date.parse('2026-03-07T08:00:00Z');
const RANGE = { from: '2026-03-05', to: '2026-03-06' };
const RECORD = { _id: 'a1', receiptNumber: '11-42' };
const ODD = new UnreadableReceiptError('11-42', 'items', 'expected a list');

const unread = (more: Partial<UnreadRecord> = {}): UnreadRecord => ({
	source: 'kassandro',
	documentType: 'receipt',
	ids: ['_id'],
	numbers: ['receiptNumber'],
	times: ['2026-03-05T21:04:11'],
	amount: 12.1,
	...more,
});

interface How {
	tell?: Partial<UnreadRecord>;
	error?: Error;
	record?: unknown;
	input?: object;
}
function read({
	tell = {},
	error = ODD,
	record = RECORD,
	input = {},
}: How = {}): AccountingReceipt {
	const call = fakeCall({ now, input: { options: {}, range: RANGE, ...input } });
	const convert = () => {
		throw error;
	};
	return readOrList(call, record, clock, convert, () => unread(tell));
}

it('is one that only states something', () => {
	const sold = receipt({ number: '1', at: '2026-03-05T10:00:00' });
	expect(readOrList(fakeCall({ now, input: { options: {} } }), {}, clock, () => sold, unread)).toBe(
		sold,
	);
	expect([isUnreadable(sold), isUnreadable(read())]).toEqual([false, true]);
});

it('has what can be told of it, and says why no more', () => {
	const register = { id: '11', name: null };
	const tell: Partial<UnreadRecord> = {
		register,
		zNumber: '400',
		displayNumber: (number, issuedAt) => `${number} ${issuedAt.slice(0, 10)}`,
	};
	expect(read({ tell })).toMatchObject({
		source: 'kassandro',
		documentType: 'receipt',
		kind: 'unreadable',
		id: 'a1',
		number: '11-42',
		displayNumber: '11-42 2026-03-05',
		zNumber: '400',
		issuedAt: '2026-03-05T21:04:11+01:00',
		businessDay: '2026-03-05',
		register,
		salesPoint: null,
		payments: [],
		totals: { gross: '12.10', net: null },
		lines: [
			{
				type: 'unclear',
				description: "Stated amount of a receipt that can't be read",
				quantity: '1',
				gross: '12.10',
				taxRate: null,
			},
		],
	});
	expect(read().checks).toMatchObject({
		vendorAmount: '12.10',
		notes: [
			"Receipt 11-42 can't be read: items: expected a list.",
			'Its stated amount stands on the account for what must be clarified.',
			'Payments less change come to 0.00, the lines to 12.10.',
			"Line 1 (12.10) can't be read: it is in the gross total and in no tax row.",
		],
	});
	expect(read()).toMatchObject({ displayNumber: '11-42', zNumber: null, register: null });
});

it.each<[string, unknown, Partial<UnreadRecord>, number, number | null]>([
	['as text', '12.10', {}, 1210, 1210],
	['that takes back', 12.1, { count: (cents) => -cents }, -1210, -1210],
	['none', undefined, {}, 0, null],
	['words', 'twelve', {}, 0, null],
	['that no money comes to', 1e30, {}, 0, null],
	['that takes back, and states none', null, { count: (cents) => -cents }, 0, null],
])('counts the amount that it states: %s', (_name, amount, more, gross, stated) => {
	const { totals, checks } = read({ tell: { amount, ...more } });
	expect([totals.grossCents, checks.vendorAmountCents]).toEqual([gross, stated]);
	const words = 'It states no amount that can be read: nothing of it counts until it is clarified.';
	expect(checks.notes.includes(words)).toBe(stated === null);
});

it.each<[string, readonly unknown[], object, string, string]>([
	[
		'of the first time that can be read',
		[null, 'x', {}, '2026-03-05T12:00:00'],
		{},
		'2026-03-05',
		'2026-03-05T12:00:00+01:00',
	],
	[
		'of a time as a number',
		[Date.parse('2026-03-06T11:00:00Z')],
		{},
		'2026-03-06',
		'2026-03-06T12:00:00+01:00',
	],
	['that was asked for first, without a time', ['x'], {}, '2026-03-05', '2026-03-05T02:00:00.000Z'],
	[
		'of now, where none was asked for',
		[],
		{ range: undefined },
		'2026-03-07',
		'2026-03-07T02:00:00.000Z',
	],
	[
		'of the period, where one was chosen',
		[],
		{
			options: { period: 'yesterday', dayEndsAt: '03:00' },
			timeZone: 'Europe/Vienna',
			range: undefined,
		},
		'2026-03-06',
		'2026-03-06T02:00:00.000Z',
	],
])('stands on the day %s', (_name, times, input, businessDay, issuedAt) => {
	const one = read({ tell: { times }, input });
	expect(one).toMatchObject({ businessDay, issuedAt });
	const words = `It doesn't say when it was made: it stands on ${businessDay}.`;
	expect(one.checks.notes.includes(words)).toBe(issuedAt.endsWith('Z'));
});

it.each<[string, unknown, string, string]>([
	['its number, where it has no ID', { receiptNumber: '11-42' }, '11-42', '11-42'],
	['neither', {}, '(without a number)', '(without a number)'],
	['what is no record', 'text', '(not an object)', '(not an object)'],
])('has %s', (_name, record, id, number) => {
	expect(read({ record })).toMatchObject({ id, number });
});

it('ends what it says with a full stop, once', () => {
	expect(read({ error: new RangeError('Too much!') }).checks.notes[0]).toBe('Too much!');
	expect(read({ error: new RangeError('Too much') }).checks.notes[0]).toBe('Too much.');
});

it('is an error where the user wants to stop there, and for any other failure', () => {
	expect(() => read({ input: { options: { ifUnreadable: 'stop' } } })).toThrow(ODD);
	expect(() => read({ error: new TypeError('a fault of ours') })).toThrow('a fault of ours');
});
