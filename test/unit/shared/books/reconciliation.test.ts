/** Receipts against what the system adds up: the columns of a comparison, and what explains a difference. */
import {
	byPlace,
	compare,
	compareStated,
	differingFirst,
	reconciliationSchema,
} from '../../../../nodes/shared/books/reconciliation';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { receipt } from './receipts';

const period = { from: '2026-10-05', to: '2026-10-06' };
const place = { id: '11', name: 'Schank' };

it.each([
	[
		'amounts',
		'amount',
		{ difference: '-0.50', ours: '12.50', theirs: '12.00', differenceCents: -50 },
	],
	['counts', 'count', { difference: '-50', ours: '1250', theirs: '1200', differenceCents: null }],
] as const)('a comparison of %s', (_name, check, written) => {
	const compared = compare({ check, subject: 'x', place, period, ours: 1250, theirs: 1200 });
	expect(compared).toEqual({
		agrees: false,
		check,
		subject: 'x',
		placeName: 'Schank',
		place,
		...period,
		...written,
		days: [],
		receipts: [],
		note: '',
		type: 'reconciliation',
	});
	expect(reconciliationSchema.parse(compared)).toEqual(compared);
	const alike = compare({
		check,
		subject: 'x',
		place: null,
		period,
		ours: 5,
		theirs: 5,
		note: 'n',
	});
	expect(alike).toMatchObject({ agrees: true, placeName: null, note: 'n' });
});

it('what disagrees comes first, and else all stays in its order', () => {
	const compared = [5, 7, 5, 8].map((theirs, index) =>
		compare({ check: 'amount', subject: String(index), place, period, ours: 5, theirs }),
	);
	expect(differingFirst(compared).map(({ subject }) => subject)).toEqual(['1', '3', '0', '2']);
});

const at = (number: string, time: string, more: object = {}) =>
	receipt({ number, at: time, lines: [['sale', 1200, '20']], ...more });

it('receipts are compared with what they state, and with their payments', () => {
	const receipts = [
		at('3', '2026-10-06T10:00:00', { payments: [['card', 1300]], change: 150 }),
		at('2', '2026-10-05T11:00:00', { more: { vendorAmountCents: 1250 } }),
		at('1', '2026-10-05T10:00:00'),
		at('4', '2026-10-06T11:00:00', { more: { vendorAmountCents: 1190 } }),
	];
	const [amounts, payments] = atOnce(compareStated(receipts, place, period));
	expect(amounts).toMatchObject({
		check: 'amount',
		subject: 'Amounts that the receipts state',
		ours: '48.00',
		theirs: '48.40',
		difference: '0.40',
		days: ['2026-10-05', '2026-10-06'],
	});
	const reason = "It states another amount than its lines'.";
	expect(amounts?.receipts).toEqual([
		{
			id: 'id 2',
			number: '2',
			businessDay: '2026-10-05',
			place,
			amount: '0.50',
			amountCents: 50,
			reason,
		},
		{
			id: 'id 4',
			number: '4',
			businessDay: '2026-10-06',
			place,
			amount: '-0.10',
			amountCents: -10,
			reason,
		},
	]);
	expect(payments).toMatchObject({
		check: 'payments',
		subject: 'Payments less change',
		ours: '48.00',
		theirs: '47.50',
		days: ['2026-10-06'],
		receipts: [{ number: '3', amount: '-0.50', reason: 'Its payments differ from its lines.' }],
	});
});

it('days on which several differ are told once', () => {
	const more = { vendorAmountCents: 1250 };
	const receipts = ['1', '2'].map((number) => at(number, '2026-10-05T10:00:00', { more }));
	const [amounts] = atOnce(compareStated(receipts, place, period));
	expect(amounts).toMatchObject({ difference: '1.00', days: ['2026-10-05'] });
});

it('receipts stand by their register, else by their shop, in the order in which these first occur', () => {
	const shop = { id: 's', name: null };
	const receipts = [
		at('1', '2026-10-05T10:00:00', { more: { register: null, salesPoint: shop } }),
		at('2', '2026-10-05T10:01:00'),
		at('3', '2026-10-05T10:02:00', { more: { register: null } }),
		at('4', '2026-10-05T10:03:00', { more: { register: null, salesPoint: shop } }),
	];
	expect(
		byPlace(receipts).map((one) => [one.place, one.receipts.map(({ number }) => number)]),
	).toEqual([
		[shop, ['1', '4']],
		[place, ['2']],
		[null, ['3']],
	]);
});
