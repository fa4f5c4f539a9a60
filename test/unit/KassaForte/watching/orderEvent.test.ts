/** A poll of many orders: it stops in time, goes on where it stopped, and hammers nobody. */
import { untimed } from '../../../support/clock/clock';
import { pollOrders } from '../../../../nodes/KassaForte/watching/orderEvent';
import type { Poller } from '../../../../nodes/KassaForte/watching/poller';
import { kassaForte } from '../../../../nodes/KassaForte/api';
import { order } from '../../../../nodes/KassaForte/resources/order';
import { apiError } from '../../../../nodes/shared/wire/errors';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { Scale } from '../../../../nodes/shared/wire/room';
import type { PollContext, PollOutcome } from '../../../../nodes/shared/poll/poll';
import type { Call, Endpoint } from '../../../../nodes/shared/table/types';
import { failingIn, fakeHost } from '../../../support/n8n/host';

// What is megabytes there is so many times 16 KB here: long texts take long to weigh and to compare.
jest.mock('../../../../nodes/shared/values/limits', () => ({
	...jest.requireActual<object>('../../../../nodes/shared/values/limits'),
	MOST_POLL_BYTES: 64 * 16_384,
	MOST_BESIDE_BYTES: 192 * 16_384,
	MOST_LIST_BYTES: 256 * 16_384,
}));

const text = (units: number) => 'x'.repeat(units * 16_384);

const NOW = Date.UTC(2026, 2, 5, 12);
const ids = Array.from({ length: 10 }, (_, index) => `2026030519${1000 + index}`);

/** A shop that answers as told; `asked` are the orders in the order of asking. */
function shopOf(answer: (orderId: string) => unknown) {
	const asked: string[] = [];
	const warnings: string[] = [];
	const { host } = fakeHost();
	const poller: Poller = {
		options: {},
		read: (name) => (name === 'orderIds' ? ids : null),
		trigger: 'w',
		shop: 'its',
		memory: new ProcessMemory(),
		warn: (message) => warnings.push(message),
		call: (_resource, _operation, path = {}, room) =>
			({
				host,
				api: { name: 'KassaForte' },
				endpoint: order.endpoints[0],
				...untimed,
				input: { path, query: {}, body: {}, options: {}, timeZone: 'Europe/Berlin' },
				send: async () => {
					const { orderId = '' } = path;
					asked.push(orderId);
					const given = answer(orderId);
					if (given instanceof Error) throw given;
					room?.add(new Scale().weigh(given));
					return await Promise.resolve(given);
				},
			}) as unknown as Call,
	};
	return { asked, warnings, poller };
}

const contextOf = (more: Partial<PollContext> = {}): PollContext => ({
	signal: new AbortController().signal,
	manual: false,
	state: {},
	startedAt: NOW,
	since: NOW,
	budgetMs: 36_000,
	goesOn: () => true,
	complains: () => false,
	leaveAlone: () => {},
	...more,
});

const times = (count: number) => {
	let left = count;
	return () => (left -= 1) >= 0;
};

const nextOf = ({ state }: PollOutcome) => (state?.orders as { next?: string } | undefined)?.next;

it('asks a few at a time until its time is up, and goes on there at the next poll', async () => {
	const { asked, poller } = shopOf(() => ({ status: 'a' }));
	const first = await pollOrders(poller, contextOf({ goesOn: times(1) }));
	expect(asked).toEqual(ids.slice(0, 4));
	expect(nextOf(first)).toBe(ids[4]);
	asked.length = 0;
	const second = await pollOrders(
		poller,
		contextOf({ goesOn: times(2), ...(first.state && { state: first.state }) }),
	);
	expect(asked).toEqual([...ids.slice(4), ...ids.slice(0, 2)]);
	expect(nextOf(second)).toBe(ids[2]);
});

it('asks for no more than one poll may hold, and goes on there', async () => {
	const { asked, poller } = shopOf((id) => ({ status: id, text: text(20) }));
	poller.options.tellFirst = true;
	const first = await pollOrders(poller, contextOf());
	expect(asked).toEqual(ids.slice(0, 4));
	expect(first.items).toHaveLength(4);
	expect(nextOf(first)).toBe(ids[4]);
});

it('takes no answer that has no room beside what is handed on, and begins with it the next time', async () => {
	const long = new Set(ids.slice(4, 8));
	const texts = [text(15), text(60)];
	const { asked, poller } = shopOf((id) => ({ status: id, text: texts[long.has(id) ? 1 : 0] }));
	poller.options.tellFirst = true;
	const first = await pollOrders(poller, contextOf());
	expect(asked).toEqual(ids.slice(0, 8));
	// Four times 15 are handed on, and beside them there is room for three times 60.
	expect(first.items.map(({ json }) => json.orderId)).toEqual(ids.slice(0, 7));
	expect(nextOf(first)).toBe(ids[7]);
	asked.length = 0;
	const second = await pollOrders(poller, contextOf({ state: first.state ?? {} }));
	expect(asked[0]).toBe(ids[7]);
	expect(second.items.map(({ json }) => json.orderId)).toEqual([ids[7], ...ids.slice(8)]);
});

/** A failure as our requests throw it. */
const failure = (status: number) =>
	apiError(failingIn(kassaForte, order.endpoints[0] as Endpoint), {
		status,
		problem: `status ${status}`,
		advice: 'Wait.',
	});

it.each([
	[500, 8],
	[401, 4],
	[429, 4],
])('stops where nothing gets through: status %d after %d orders', async (status, count) => {
	const { asked, poller } = shopOf(() => failure(status));
	await expect(pollOrders(poller, contextOf())).rejects.toThrow(`status ${status}`);
	expect(asked).toHaveLength(count);
});

it('asks for all others when the first ones are not known, or have no status', async () => {
	const { asked, poller } = shopOf((id) => (ids.indexOf(id) < 8 ? failure(404) : { status: 'a' }));
	await pollOrders(poller, contextOf());
	expect(asked).toEqual(ids);
	const shop = shopOf((id) => (ids.indexOf(id) < 9 ? { other: 1 } : { status: 'a' }));
	await pollOrders({ ...shop.poller, options: { statusPath: 'status' } }, contextOf());
	expect(shop.asked).toEqual(ids);
});

it('stops asking for an order that the shop never knew, once it is too old', async () => {
	const { asked, warnings, poller } = shopOf(() => failure(404));
	const hours = 60 * 60_000;
	let state: PollContext['state'] = {};
	for (let hour = 0; hour < 60; hour++) {
		const startedAt = NOW + hour * hours;
		const outcome = await pollOrders(poller, contextOf({ startedAt, state }));
		expect(outcome.items).toEqual([]);
		state = outcome.state ?? {};
	}
	// 48 hours, and the poll at their beginning.
	expect(asked).toHaveLength(49 * ids.length);
	expect(warnings).toHaveLength(49 * ids.length);
});

it('stops asking for orders that never get an answer, once they are too old', async () => {
	const { asked, poller } = shopOf(() => failure(500));
	const hours = 60 * 60_000;
	let failed = 0;
	let state: PollContext['state'] = {};
	for (let hour = 0; hour < 60; hour++) {
		const context = contextOf({ startedAt: NOW + hour * hours, state });
		const outcome = await pollOrders(poller, context).catch(() => void failed++);
		if (outcome) ({ state = {} } = outcome);
	}
	// 48 hours, and the poll at their beginning.
	expect(failed).toBe(49);
	expect(new Set(asked)).toEqual(new Set(ids));
});

it('gets to the orders behind those that never get an answer', async () => {
	const { poller } = shopOf((id) => (ids.indexOf(id) < 9 ? failure(500) : { status: 'a' }));
	await expect(pollOrders(poller, contextOf())).rejects.toThrow('status 500');
	const { state } = await pollOrders(poller, contextOf({ startedAt: NOW + 60_000 }));
	const { orders } = state?.orders as { orders: Record<string, { since: number; last?: object }> };
	expect(orders[ids[9] ?? '']?.last).toEqual({ answer: { status: 'a' } });
	// They count as followed since the poll that failed.
	expect(Object.values(orders).map(({ since }) => since)).toEqual(ids.map(() => NOW));
});

it('says once after an hour that the shop knows none of the orders, and goes on', async () => {
	const { poller } = shopOf(() => failure(404));
	const minutes = 60_000;
	let state: PollContext['state'] = {};
	let left = 1;
	const failed: Array<[number, string]> = [];
	for (let minute = 0; minute < 180; minute += 10) {
		const context = contextOf({
			startedAt: NOW + minute * minutes,
			state,
			complains: () => left-- > 0,
		});
		const outcome = await pollOrders(poller, context).catch((error: Error) => {
			failed.push([minute, error.message]);
		});
		if (outcome) ({ state = {} } = outcome);
	}
	expect(failed).toEqual([[60, '"Order IDs" have all been unknown to the shop for an hour']]);
});

it.each([
	[
		'some order gets an answer now and then',
		(id: string, minute: number) => minute % 50 === 40 && id === ids[3],
	],
	[
		'the shop knew one of them before',
		(id: string, minute: number) => minute === 0 && id === ids[3],
	],
])('says nothing of that where %s', async (_what, answers) => {
	let minute = 0;
	const { poller } = shopOf((id) => (answers(id, minute) ? { status: 'a' } : failure(404)));
	let state: PollContext['state'] = {};
	const complains = jest.fn(() => true);
	for (; minute < 180; minute += 10) {
		const startedAt = NOW + minute * 60_000;
		({ state = {} } = await pollOrders(poller, contextOf({ startedAt, state, complains })));
	}
	expect(complains).not.toHaveBeenCalled();
});

it('fails for a reason that is none of an order, also where others aren’t known', async () => {
	const { poller } = shopOf((id) => failure(id === ids[0] ? 404 : 500));
	await expect(pollOrders(poller, contextOf())).rejects.toThrow('status 500');
});

it('goes on where some get through, and names the others in the log', async () => {
	const { asked, warnings, poller } = shopOf((id) =>
		id === ids[1] ? new Error('no answer') : { status: 'a' },
	);
	const { state } = await pollOrders(poller, contextOf());
	expect(asked).toEqual(ids);
	expect(warnings).toEqual([`order ${ids[1]} is asked for again at the next poll: no answer`]);
	const { orders } = state?.orders as { orders: Record<string, object> };
	expect(Object.keys(orders)).toHaveLength(ids.length);
	expect(Object.keys(orders[ids[1] ?? ''] ?? {})).toEqual(['since']);
});

it('takes a state that another version of the node has stored for none', async () => {
	const { asked, poller } = shopOf(() => ({ status: 'a' }));
	const { items } = await pollOrders(poller, contextOf({ state: { orders: { shop: 'other' } } }));
	expect(items).toEqual([]);
	expect(asked).toEqual(ids);
});

it('hands on plain values, although n8n gives its state as objects that watch themselves', async () => {
	const first = await pollOrders(shopOf(() => ({ status: 'a' })).poller, contextOf());
	const watched = <T extends object>(value: T): T =>
		new Proxy(value, {
			get: (target, name): unknown => {
				const member: unknown = Reflect.get(target, name);
				return typeof member === 'object' && member !== null ? watched(member) : member;
			},
		});
	const { items } = await pollOrders(
		shopOf(() => ({ status: 'b' })).poller,
		contextOf({ state: watched(first.state ?? {}) }),
	);
	expect(items).toHaveLength(ids.length);
	expect(structuredClone(items)).toEqual(items);
});
