/** What an order holds, and what it comes to. */
import { orderOf } from '../../../../nodes/CassaNova/orders/orderBody';
import type { OrderRow } from '../../../../nodes/CassaNova/orders/orderRows';
import type { RequestInput } from '../../../../nodes/shared/table/request';

const order = (
	rows: OrderRow[],
	body: RequestInput['body'] = {},
	options: RequestInput['options'] = {},
) => orderOf({ path: {}, query: {}, body: { rows, ...body }, options, timeZone: 'Europe/Rome' });

const row = (quantity: number, price: number, more: Partial<OrderRow> = {}): OrderRow => ({
	quantity,
	price,
	...more,
});

const amountOf = (...args: Parameters<typeof order>) =>
	(order(...args).document as { amount: number }).amount;

it.each<[string, OrderRow[], number]>([
	['floats that do not add up', [row(1, 0.1), row(1, 0.2)], 0.3],
	['a product that is no whole cent, row by row', [row(0.5, 3.33), row(0.5, 3.33)], 3.34],
	['a half cent, away from zero', [row(1.5, 0.01)], 0.02],
	['a discount', [row(1, 10), row(1, -2.5)], 7.5],
	['three of a price', [row(3, 1.1)], 3.3],
	['a subtotal, which counts nothing', [row(1, 5), row(1, 5, { subtotal: true })], 5],
	['parts of a dish', [row(1, 8), row(1, 3, { composition: true })], 8],
	['what delivery costs', [row(1, 8), row(1, 2.5, { shippingCost: true })], 10.5],
])('comes to the cent: %s', (_what, rows, amount) => {
	expect(amountOf(rows)).toBe(amount);
});

it('is what the user says where that is given', () => {
	expect(amountOf([row(1, 5)], { amount: 4.5 })).toBe(4.5);
});

it('has rows with numbers, which may be given', () => {
	const { document } = order([row(1, 1), row(1, 1, { rowNumber: 7 })]);
	expect(document).toMatchObject({ rows: [{ rowNumber: 1 }, { rowNumber: 7 }] });
});

it('says of a row that it is what delivery costs only where it is', () => {
	const rows = [row(1, 1, { shippingCost: false }), row(1, 2, { shippingCost: true })];
	expect((order(rows).document as { rows: unknown }).rows).toEqual([
		{ rowNumber: 1, quantity: 1, price: 1 },
		{ rowNumber: 2, quantity: 1, price: 2, shippingCost: true },
	]);
});

it.each([
	[undefined, Date.UTC(2026, 2, 5, 23, 30)],
	['milliseconds', Date.UTC(2026, 2, 5, 23, 30)],
	// Half an hour after midnight in Rome.
	['day', '2026-03-06'],
])('has times as %s', (timesAs, dueDate) => {
	const times = { dueDate: Date.UTC(2026, 2, 5, 23, 30), date: Date.UTC(2026, 2, 5, 23, 30) };
	expect(order([row(1, 1)], times, { timesAs })).toMatchObject({ dueDate, date: dueDate });
});

it('takes further fields in place of its own, and inside its document', () => {
	const moreFields = { status: 'X', deliveryMode: 'HOME', document: { note: 'b', more: 1 } };
	expect(order([row(1, 1)], { deliveryMode: 'PICKUP', note: 'a' }, { moreFields })).toEqual({
		status: 'X',
		deliveryMode: 'HOME',
		document: {
			amount: 1,
			rows: [{ rowNumber: 1, quantity: 1, price: 1 }],
			note: 'b',
			more: 1,
		},
	});
});

it.each([
	[{ externalId: 'OTHER' }, 'externalId'],
	[{ dueDate: 1 }, 'dueDate'],
	[{ document: { idSalesPoint: 8 } }, 'idSalesPoint'],
	[{ document: { rows: [] } }, 'rows'],
])('takes no further fields that it is found again by: %j', (moreFields, name) => {
	expect(() => order([row(1, 1)], {}, { moreFields })).toThrow(
		`"More Fields (JSON)" holds "${name}", which has a field of its own`,
	);
});
