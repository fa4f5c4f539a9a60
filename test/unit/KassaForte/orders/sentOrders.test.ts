/** Which orders were sent: over runs side by side, restarts of n8n, and more orders than are kept. */
import type { IDataObject } from 'n8n-workflow';
import { MOST_KEPT, SentOrders, contentOf } from '../../../../nodes/KassaForte/orders/sentOrders';
import type { OrderState, SentOrder } from '../../../../nodes/KassaForte/orders/sentOrders';
import { testNode } from '../../../support/n8n/host';

/** A node in a run, with that run's copy of the static data. */
const run = (saved: IDataObject = {}, id = '1') => {
	const data = JSON.parse(JSON.stringify(saved)) as IDataObject;
	return {
		data,
		getNode: () => ({ ...testNode, id }),
		getWorkflow: () => ({ id: 'w', active: true }),
		getWorkflowStaticData: (type: string) => (type === 'node' ? data : {}),
	};
};

const key = (number: number | string) => ['https://shop.example', 'user', String(number)];
const order = (at: number, state: OrderState = 'taken'): SentOrder => ({
	state,
	content: contentOf({ at }),
	at,
	orderId: state === 'taken' ? '20260305190412' : null,
});

it('is known after a restart of n8n by the static data alone', () => {
	const before = run();
	const sent = { ...order(1), account: 'a' };
	new SentOrders().write(before, key(1), sent);
	const after = new SentOrders();
	expect(after.read(run(before.data), key(1))).toEqual(sent);
	expect(after.read(run(before.data), key(2))).toBeUndefined();
	expect(after.read(run(before.data), ['https://other.example', 'user', '1'])).toBeUndefined();
	expect(after.read(run(), key(1))).toBeUndefined();
});

it('is known to a run beside it, which has a copy of its own', () => {
	const sent = new SentOrders();
	const [one, other] = [run(), run()];
	sent.write(one, key(1), order(1));
	expect(sent.read(other, key(1))).toEqual(order(1));
});

it('is not lost when the run that ends last overwrites what the others saved', () => {
	const sent = new SentOrders();
	const [one, other] = [run(), run()];
	sent.write(one, key(1), order(1));
	sent.write(one, key(2), order(2, 'unknown'));
	sent.write(one, key(3), order(3, 'sending'));
	sent.write(other, key(4), order(4));
	const restarted = new SentOrders();
	const states = [1, 2, 3, 4].map((number) => restarted.read(run(other.data), key(number))?.state);
	// What is still being sent may be refused yet; its own run saves what becomes of it.
	expect(states).toEqual(['taken', 'unknown', undefined, 'taken']);
});

it('is not lost either when the last thing that this run does is to have an order refused', () => {
	const sent = new SentOrders();
	const [one, other] = [run(), run()];
	sent.write(other, key(2), order(2, 'sending'));
	sent.write(one, key(1), order(1));
	sent.erase(other, key(2));
	const restarted = new SentOrders();
	expect(restarted.read(run(other.data), key(1))).toEqual(order(1));
	expect(restarted.read(run(other.data), key(2))).toBeUndefined();
});

it('does not fill the static data of other nodes', () => {
	const sent = new SentOrders();
	sent.write(run({}, '1'), key(1), order(1));
	const other = run({}, '2');
	sent.write(other, key(2), order(2));
	expect(Object.keys(other.data)).toHaveLength(1);
});

it('changes top-level keys only, by replacing them', () => {
	const node = run();
	const sent = new SentOrders();
	sent.write(node, key(1), order(1, 'sending'));
	const [first] = Object.values(node.data);
	sent.write(node, key(1), order(1));
	const [second, ...others] = Object.values(node.data);
	expect(others).toEqual([]);
	expect(first).toMatchObject({ state: 'sending' });
	expect(second).toMatchObject({ state: 'taken' });
});

it('keeps the newest, and what else stands in the static data', () => {
	const node = run({ mine: 1 });
	const sent = new SentOrders();
	for (let number = 0; number < MOST_KEPT + 50; number++) {
		sent.write(node, key(number), order(number));
	}
	expect(Object.keys(node.data)).toHaveLength(MOST_KEPT + 1);
	expect(node.data.mine).toBe(1);
	const restarted = new SentOrders();
	expect(restarted.read(node, key(49))).toBeUndefined();
	expect(restarted.read(node, key(50))).toEqual(order(50));
	// The process still knows it, and so does not send it again.
	expect(sent.read(node, key(0))).toEqual(order(0));
	expect(JSON.stringify(node.data).length).toBeLessThan(200 * MOST_KEPT);

	// Of what runs beside it have sent the newest, too; what can't be read goes first.
	const other = run({ ...node.data, 'order x': 'unreadable' });
	sent.write(run(), key('beside'), order(500.5));
	sent.write(other, key('last'), order(2 * MOST_KEPT));
	const known = [50, 51, 52, 'beside', 'last'].map((name) => restarted.read(other, key(name))?.at);
	expect(known).toEqual([undefined, undefined, 52, 500.5, 2 * MOST_KEPT]);
	// And no more of them where the last thing that a run does is to have an order refused.
	const last = run();
	sent.erase(last, key('refused'));
	expect(Object.keys(last.data)).toHaveLength(MOST_KEPT);
});

it('forgets what was surely not taken', () => {
	const node = run();
	const sent = new SentOrders();
	sent.write(node, key(1), order(1, 'sending'));
	sent.erase(node, key(1));
	expect(sent.read(node, key(1))).toBeUndefined();
	expect(node.data).toEqual({});
});

it('takes whatever it cannot read for unknown', () => {
	const node = run();
	const sent = new SentOrders();
	sent.write(node, key(1), order(1));
	const [place = ''] = Object.keys(node.data);
	const readAs = (kept: IDataObject | string) =>
		new SentOrders().read(run({ [place]: kept }), key(1));
	expect(readAs({})?.state).toBe('unknown');
	expect(readAs('x')).toBeUndefined();
	expect(readAs({ ...order(1), orderId: 5, account: 5 })).toEqual({ ...order(1), orderId: null });
});

it('tells orders apart by their content, not by the order of their fields', () => {
	expect(contentOf({ a: 1, b: [{ c: null, d: '1' }] })).toBe(
		contentOf({ b: [{ d: '1', c: null }], a: 1 }),
	);
	const others = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: { 0: 1 } }, { a: null }, {}, { b: 1 }];
	expect(new Set(others.map(contentOf)).size).toBe(others.length);
	expect(contentOf({ a: [1, 2] })).not.toBe(contentOf({ a: [2, 1] }));
});
