/** When an order counts as changed, and when it is forgotten. */
import {
	NO_ORDERS,
	isOver,
	judgeAnswer,
	ordersToAsk,
	rememberOrders,
} from '../../../../nodes/KassaForte/watching/orderWatch';
import type { OrderMemory, OrderRules } from '../../../../nodes/KassaForte/watching/orderWatch';
import { atOnce } from '../../../../nodes/shared/values/inTurns';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 5, 12);
const [A, B, C] = ['20260305190412', '20260305190413', '20260305190414'];
const rules: OrderRules = {
	statusPath: ['status'],
	finalStatuses: ['delivered'],
	maxAgeMs: 24 * HOUR,
	anyChange: false,
	tellFirst: false,
};
const whole: OrderRules = { ...rules, statusPath: undefined, finalStatuses: [] };
const seen = (answer: unknown, since = NOW) => ({ since, last: { answer } });
const eventOf = (...[id, before, answer, by = rules]: [string, unknown, unknown, OrderRules?]) => {
	const known = before === undefined ? undefined : seen(before);
	const judgement = atOnce(judgeAnswer(id, known, answer, by, NOW));
	return 'event' in judgement ? judgement.event : undefined;
};

describe('a change', () => {
	it('tells the status before and after, and both answers', () => {
		const [previous, current] = [{ status: 'waiting' }, { status: 'accepted', by: 'Ana' }];
		expect(eventOf(A, previous, current)).toEqual({
			orderId: A,
			from: 'waiting',
			to: 'accepted',
			previous,
			current,
			changedAt: '2026-03-05T12:00:00.000Z',
		});
	});

	it('has no status of its own without a path', () => {
		expect(eventOf(A, { status: 'waiting' }, { status: 'accepted' }, whole)).toEqual({
			orderId: A,
			previous: { status: 'waiting' },
			current: { status: 'accepted' },
			changedAt: '2026-03-05T12:00:00.000Z',
		});
		expect(eventOf(A, 'waiting', 'accepted', whole)).toMatchObject({
			previous: 'waiting',
			current: 'accepted',
		});
	});

	it('is none when nothing, or only the order of the fields, differs', () => {
		expect(eventOf(A, { status: 'a', x: 1 }, { x: 1, status: 'a' })).toBeUndefined();
		expect(eventOf(A, { status: 'a', x: 1 }, { x: 1, status: 'a' }, whole)).toBeUndefined();
	});

	it('beside the status counts only where that is wanted', () => {
		const [before, after] = [
			{ status: 'a', minutes: 30 },
			{ status: 'a', minutes: 20 },
		];
		expect(eventOf(A, before, after)).toBeUndefined();
		expect(eventOf(A, before, after, { ...rules, anyChange: true })).toMatchObject({
			from: 'a',
			to: 'a',
		});
		expect(eventOf(A, before, after, whole)).toBeDefined();
	});

	it('from an answer without the status is one', () => {
		expect(eventOf(A, { other: 1 }, { status: 'a' })).toMatchObject({ from: null, to: 'a' });
		expect(eventOf(A, { other: 1 }, { status: null })).toMatchObject({ from: null, to: null });
	});

	it('is the first status only where that is wanted', () => {
		expect(eventOf(A, undefined, { status: 'a' })).toBeUndefined();
		expect(eventOf(A, undefined, { status: 'a' }, { ...rules, tellFirst: true })).toMatchObject({
			from: null,
			to: 'a',
			previous: null,
			current: { status: 'a' },
		});
	});

	it('cannot be told where the answer has no status; its names are', () => {
		const judged = judgeAnswer(A, seen({ status: 'a' }), { state: 'b', at: 1 }, rules, NOW);
		expect(atOnce(judged)).toEqual({
			keys: ['state', 'at'],
		});
	});
});

describe('an order is over', () => {
	it('in a final status, as number or text', () => {
		expect(isOver(seen({ status: 'delivered' }), rules, NOW)).toBe(true);
		expect(isOver(seen({ status: 'onTheWay' }), rules, NOW)).toBe(false);
		expect(isOver(seen({ status: 5 }), { ...rules, finalStatuses: ['5'] }, NOW)).toBe(true);
	});

	it('when the whole answer is the final status', () => {
		expect(isOver(seen('done'), { ...whole, finalStatuses: ['done'] }, NOW)).toBe(true);
	});

	it('after its maximum age, and not at it', () => {
		expect(isOver({ since: NOW }, rules, NOW + 24 * HOUR)).toBe(false);
		expect(isOver({ since: NOW }, rules, NOW + 24 * HOUR + 1)).toBe(true);
	});

	it('by the rules of now: a final status that was taken back is none', () => {
		const other = { ...rules, finalStatuses: ['cancelled'] };
		expect(isOver(seen({ status: 'delivered' }), other, NOW)).toBe(false);
	});
});

describe('the orders to ask for', () => {
	const memory: OrderMemory = {
		orders: { [A]: seen({ status: 'delivered' }), [B]: seen({ status: 'waiting' }) },
	};

	it('are those of the list that are not over, each once', () => {
		expect(ordersToAsk(memory, [A, B, C, B], rules, NOW)).toEqual([B, C]);
		expect(ordersToAsk(NO_ORDERS, [], rules, NOW)).toEqual([]);
	});

	it('begin with the one that there was no time for', () => {
		expect(ordersToAsk({ orders: {}, next: B }, [A, B, C], rules, NOW)).toEqual([B, C, A]);
		expect(ordersToAsk({ orders: {}, next: '0' }, [A, B], rules, NOW)).toEqual([A, B]);
	});
});

describe('what is remembered', () => {
	const answers = new Map([[A, { answer: { status: 'accepted' } }]]);

	it('is the newest answer, and since when', () => {
		const before: OrderMemory = {
			orders: { [A]: seen({ status: 'waiting' }, NOW - HOUR) },
			next: B,
		};
		expect(rememberOrders(before, [A, B], answers, rules, NOW)).toEqual({
			orders: { [A]: seen({ status: 'accepted' }, NOW - HOUR), [B]: { since: NOW } },
		});
	});

	it('leaves what was there before as it was', () => {
		const before: OrderMemory = { orders: { [A]: seen({ status: 'waiting' }) } };
		rememberOrders(before, [A], answers, rules, NOW);
		expect(before).toEqual({ orders: { [A]: seen({ status: 'waiting' }) } });
	});

	it('outlives a list that is empty for a moment', () => {
		const before: OrderMemory = { orders: { [A]: seen({ status: 'waiting' }) } };
		const empty = rememberOrders(before, [], new Map(), rules, NOW + HOUR);
		expect(empty).toEqual(before);
		expect(ordersToAsk(empty, [A], rules, NOW + HOUR)).toEqual([A]);
	});

	it('keeps of an order that is over and out of the list no more than that', () => {
		const before: OrderMemory = { orders: { [A]: seen({ status: 'delivered' }) } };
		const after = rememberOrders(before, [], new Map(), rules, NOW + HOUR);
		expect(after).toEqual({ orders: { [A]: { since: NOW, over: true } } });
		expect(ordersToAsk(after, [A], rules, NOW + HOUR)).toEqual([]);
	});

	it('forgets what is out of the list and too old, and does not ask for the old in the list', () => {
		const before: OrderMemory = {
			orders: { [A]: seen({ status: 'waiting' }), [B]: { since: NOW } },
		};
		const later = NOW + 25 * HOUR;
		const after = rememberOrders(before, [B], new Map(), rules, later);
		expect(after).toEqual({ orders: { [B]: { since: NOW } } });
		expect(ordersToAsk(after, [B], rules, later)).toEqual([]);
	});

	it('keeps the order to begin with', () => {
		expect(rememberOrders(NO_ORDERS, [A], new Map(), rules, NOW, A).next).toBe(A);
	});
});
