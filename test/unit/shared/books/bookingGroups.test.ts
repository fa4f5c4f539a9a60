/** Which receipts are booked together, and what they come to. */
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { groupReceipts } from '../../../../nodes/shared/books/bookingGroups';
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import type { Grouping } from '../../../../nodes/shared/books/types';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { receipt } from './receipts';
import type { Small } from './receipts';

const sold = (number: string, date: string, more: Partial<ReceiptDraft> = {}) =>
	receipt({ number, at: `2026-${date}T10:00:00`, lines: [['sale', 100, '20']], more });
const garden = { register: { id: '12', name: 'Garten' } };
const nowhere = { register: null };

it.each<[string, AccountingReceipt[], Grouping, string[]]>([
	['nothing', [], 'day', []],
	['a day', [sold('2', '10-05'), sold('1', '10-05')], 'day', ['2026-10-05 11 receipt 1-2']],
	[
		'two days',
		[sold('2', '10-06'), sold('1', '10-05')],
		'day',
		['2026-10-05 11 receipt 1-1', '2026-10-06 11 receipt 2-2'],
	],
	[
		'a month: its date is the last one',
		[sold('2', '10-06'), sold('1', '10-05'), sold('3', '11-01')],
		'month',
		['2026-10-06 11 receipt 1-2', '2026-11-01 11 receipt 3-3'],
	],
	[
		'registers, and what says none',
		[sold('1', '10-05', garden), sold('2', '10-05'), sold('3', '10-05', nowhere)],
		'day',
		['2026-10-05  receipt 3-3', '2026-10-05 11 receipt 2-2', '2026-10-05 12 receipt 1-1'],
	],
	[
		'types of documents: till receipts first',
		[
			sold('1', '10-05', { documentType: 'creditNote' }),
			sold('2', '10-05', { documentType: 'invoice' }),
			sold('3', '10-05'),
		],
		'day',
		['2026-10-05 11 receipt 3-3', '2026-10-05 11 invoice 2-2', '2026-10-05 11 creditNote 1-1'],
	],
	[
		'receipts of one ID',
		[sold('1', '10-05', { id: 'same' }), sold('2', '10-05', { id: 'same' })],
		'receipt',
		['2026-10-05 11 receipt 1-1', '2026-10-05 11 receipt 2-2'],
	],
	[
		'what only takes back has no number of its own',
		[
			sold('1', '10-05', { references: [{ type: 'cancels', id: 'r', number: '1' }] }),
			sold('2', '10-05'),
			sold('3', '10-05', { references: [{ type: 'cancels', id: 'r', number: '3' }] }),
		],
		'day',
		['2026-10-05 11 receipt 2-2'],
	],
])('groups of %s', (_, receipts, groupBy, expected) => {
	const groups = atOnce(groupReceipts(receipts, { groupBy }, new Accounts([])));
	expect(
		groups.map(({ date, place, documentType, sold: [sum] }) => {
			const numbers = `${sum?.first.number ?? ''}-${sum?.last.number ?? ''}`;
			return [date, place?.id ?? '', documentType, numbers].join(' ');
		}),
	).toEqual(expected);
	expect(groups.map((group) => group.receipt !== undefined)).toEqual(
		groups.map(() => groupBy === 'receipt'),
	);
});

it.each<[string, Array<Partial<Small>>, string[], string[], number | undefined]>([
	[
		'one receipt',
		[{ lines: [['sale', 1200, '20']] }],
		['sale 20: 1200 with 200 of 1'],
		['cash: 1200 of 1'],
		undefined,
	],
	[
		'types before rates, and rates that are not known last',
		[
			{
				lines: [
					['tip', 100, '0'],
					['sale', 100],
					['sale', 1200, '20'],
				],
			},
			{ lines: [['sale', 1100, '10']] },
			{ lines: [['sale', 600, '20']] },
		],
		[
			'sale 10: 1100 with 100 of 1',
			'sale 20: 1800 with 300 of 2',
			'sale null: 100 with 0 of 1',
			'tip 0: 100 with 0 of 1',
		],
		['cash: 3100 of 3'],
		undefined,
	],
	[
		'means in their order, less the change',
		[
			{
				lines: [['sale', 1200, '20']],
				payments: [
					['card', 1000],
					['cash', 300],
				],
				change: 100,
			},
		],
		['sale 20: 1200 with 200 of 1'],
		['cash: 200 of 1', 'card: 1000 of 1'],
		undefined,
	],
	[
		'what payments lack',
		[
			{ lines: [['sale', 1200, '20']], payments: [['card', 1150]] },
			{ lines: [['sale', 1200, '20']], payments: [['card', 1210]] },
		],
		['sale 20: 2400 with 400 of 2'],
		['card: 2360 of 2'],
		40,
	],
])('sums of %s', (_, given, bySold, byPaid, difference) => {
	const receipts = given.map((one, index) =>
		receipt({ number: String(index), at: '2026-10-05T10:00:00', ...one }),
	);
	const [group] = atOnce(groupReceipts(receipts, { groupBy: 'day' }, new Accounts([])));
	expect(
		group?.sold.map(
			({ type, rate, grossCents, taxCents, count }) =>
				`${type} ${rate ?? 'null'}: ${grossCents} with ${taxCents} of ${count}`,
		),
	).toEqual(bySold);
	expect(
		group?.paid.map(({ means, grossCents, count }) => `${means}: ${grossCents} of ${count}`),
	).toEqual(byPaid);
	expect(group?.difference?.grossCents).toBe(difference);
});
