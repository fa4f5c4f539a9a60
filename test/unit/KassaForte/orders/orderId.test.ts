/** The ID of an order, wherever it stands in the answer. */
import { findOrderId } from '../../../../nodes/KassaForte/orders/orderId';

const id = '20260305190412';

it.each<[unknown, string | null]>([
	[id, id],
	[Number(id), id],
	[` ${id}\n`, id],
	['00000000000001', '00000000000001'],
	[{ a: [{ b: { c: id } }], d: 3, e: null, f: true }, id],
	[{ a: id, b: Number(id) }, id],
	[[id, '20260305190413'], null],
	[{ [id]: 'x' }, null],
	[`order ${id}`, null],
	[`${id}0`, null],
	[-Number(id), null],
	[null, null],
	[undefined, null],
	['', null],
	[{}, null],
])('%j → %j', (answer, expected) => {
	expect(findOrderId(answer)).toBe(expected);
});

it('is nothing that the order holds already, such as a phone number', () => {
	const phone = '00491761234567';
	const order = { customer: { phone }, weight: 1 };
	expect(findOrderId({ id, customer: { phone } }, order)).toBe(id);
	expect(findOrderId({ phone }, order)).toBe(null);
	expect(findOrderId({ phone }, {})).toBe(phone);
});

it('is found in an answer of any size', () => {
	const many = Array.from({ length: 300_000 }, (_number, index) => index);
	expect(findOrderId({ many, id }, { many })).toBe(id);
	let deep: unknown = id;
	for (let depth = 0; depth < 50_000; depth++) deep = [deep];
	expect(findOrderId(deep)).toBe(id);
});
