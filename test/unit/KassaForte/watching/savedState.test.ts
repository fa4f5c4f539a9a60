/** What the trigger keeps between polls: no more than a bound, and what earlier versions kept still counts. */
import type { IDataObject } from 'n8n-workflow';
import { kassaForte } from '../../../../nodes/KassaForte/api';
import { kassaForteEvents } from '../../../../nodes/KassaForte/triggers';
import { pollApi } from '../../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { Clock } from '../../../support/clock/clock';
import { pollHost } from '../../../support/n8n/pollHost';
import { longAnswer, saved } from './savedStates';

const [OPEN, DONE, LONG] = ['20260305190412', '20260305190413', '20260305190414'];
/** Signs of what is too long to be kept as it is. */
const MUCH = 300_000;

/** A shop whose answers are given by the last part of the path, and a trigger that watches it. */
function world(parameters: IDataObject, data: IDataObject = {}) {
	const environment = new Clock();
	const engine = createEngine(environment);
	const shared = { environment, memory: new ProcessMemory() };
	const answers: Record<string, unknown> = {};
	const credentials = { domain: 'shop.example', username: 'shop', password: 'word of the shop' };
	const asked: string[] = [];
	return {
		answers,
		asked,
		/** Counts turns from now on; so many milliseconds pass whenever somebody looks at the clock. */
		countTurns: (msPerLook = 20) => {
			const { now } = environment;
			let turns = 0;
			environment.now = () => {
				environment.advance(msPerLook);
				return now();
			};
			environment.turn = async () => {
				turns += 1;
				return await Promise.resolve();
			};
			return () => turns;
		},
		/** Signs of what n8n would write. */
		kept: () => JSON.stringify(data).length,
		text: () => JSON.stringify(data),
		poll: async (changes: IDataObject = {}) => {
			environment.advance(60_000);
			const { host } = pollHost({
				data,
				workflow: 'saved',
				budgetMs: 36_000,
				reply: ({ path }) => {
					const name = path.split('/').at(-1) ?? '';
					asked.push(name);
					return { body: answers[name] ?? {} };
				},
				credentials: () => ({ ...credentials, checked: 'yes' }),
				parameters: [{ options: {}, ...parameters, ...changes }],
			});
			const items = await pollApi(host, kassaForte, kassaForteEvents, engine, shared);
			return (items ?? []).flat().map(({ json }) => json);
		},
	};
}

const orders: IDataObject = {
	event: 'orderStatusChanged',
	orderIds: [OPEN, DONE, LONG].join(),
	statusPath: 'status',
	finalStatuses: 'delivered',
};
const infos: IDataObject = { event: 'shopInfoChanged', watch: 'everything', fetchWithIt: [] };

describe('what an earlier version has stored', () => {
	it('of orders goes on: nothing is told twice, and no change is missed', async () => {
		const w = world(orders, saved().orders);
		Object.assign(w.answers, {
			[OPEN]: { status: 'waiting', minutes: 30 },
			[LONG]: longAnswer({ text: 'waiting' }),
		});
		expect(await w.poll()).toEqual([]);
		// The one that is over isn't asked for.
		expect(w.asked).toEqual([OPEN, LONG]);
		w.answers[OPEN] = { status: 'accepted', minutes: 20 };
		w.answers[LONG] = longAnswer({ text: 'accepted' });
		expect(await w.poll()).toMatchObject([
			{ orderId: OPEN, from: 'waiting', to: 'accepted', previous: { status: 'waiting' } },
			{ orderId: LONG, from: { text: 'waiting' }, to: { text: 'accepted' } },
		]);
		expect(await w.poll()).toEqual([]);
	});

	it('of orders tells at once what changed while the version did', async () => {
		const w = world(orders, saved().orders);
		w.answers[OPEN] = { status: 'waiting', minutes: 30 };
		w.answers[LONG] = longAnswer({ text: 'accepted' });
		expect(await w.poll()).toMatchObject([
			{ orderId: LONG, from: { text: 'waiting' }, previous: longAnswer({ text: 'waiting' }) },
		]);
		expect(await w.poll()).toEqual([]);
	});

	it('of infos goes on', async () => {
		const w = world(infos, saved().infos);
		const answer = {
			menuLastUpdate: '2026-01-12',
			shopOpenStatus: { delivery: true, pickup: true },
			unavailable: ['23'],
		};
		w.answers.infos = answer;
		expect(await w.poll()).toEqual([]);
		w.answers.infos = { ...answer, shopOpenStatus: { delivery: false, pickup: true } };
		expect(await w.poll()).toMatchObject([
			{ changedPaths: ['shopOpenStatus.delivery'], before: answer },
		]);
		expect(await w.poll()).toEqual([]);
	});
});

describe('orders with long answers', () => {
	const ids = Array.from({ length: 40 }, (_, n) => `2026030519${1000 + n}`);
	const big = (status: unknown) => ({ status, text: 'x'.repeat(MUCH) });
	const many = (parameters: IDataObject = {}) =>
		world({ ...orders, orderIds: ids.join(), ...parameters });

	it('are remembered by what is compared: 40 of 300 kilobytes take few kilobytes', async () => {
		const w = many();
		for (const id of ids) w.answers[id] = big('waiting');
		expect(await w.poll()).toEqual([]);
		expect(w.kept()).toBeLessThan(10_000);
		expect(await w.poll()).toEqual([]);
		w.answers[ids[7] ?? ''] = big('accepted');
		expect(await w.poll()).toMatchObject([
			{
				orderId: ids[7],
				from: 'waiting',
				to: 'accepted',
				previous: null,
				note: expect.stringContaining('too long to be kept'),
			},
		]);
		expect(await w.poll()).toEqual([]);
	});

	it('are asked for until their final status, also where that is all that is kept', async () => {
		const w = many({ orderIds: OPEN });
		w.answers[OPEN] = big('delivered');
		await w.poll();
		await w.poll();
		expect(w.asked).toEqual([OPEN]);
	});

	it('tell a change of anything without a path, or where other changes count', async () => {
		for (const parameters of [{ statusPath: '' }, { options: { anyChange: true } }]) {
			const w = many({ orderIds: OPEN, ...parameters });
			w.answers[OPEN] = big('waiting');
			expect(await w.poll()).toEqual([]);
			expect(await w.poll()).toEqual([]);
			w.answers[OPEN] = { ...big('waiting'), minutes: 30 };
			expect(await w.poll()).toMatchObject([{ orderId: OPEN, current: { minutes: 30 } }]);
			expect(await w.poll()).toEqual([]);
		}
	});

	it('tell nothing old where another path is chosen', async () => {
		const w = many({ orderIds: OPEN });
		w.answers[OPEN] = { ...big('waiting'), step: 1 };
		await w.poll();
		expect(await w.poll({ statusPath: 'step' })).toEqual([]);
		w.answers[OPEN] = { ...big('waiting'), step: 2 };
		expect(await w.poll({ statusPath: 'step' })).toMatchObject([{ from: 1, to: 2 }]);
	});

	it('keep a status that is long by its fingerprint', async () => {
		const w = many({ orderIds: OPEN });
		w.answers[OPEN] = { status: 'x'.repeat(MUCH) };
		await w.poll();
		expect(await w.poll()).toEqual([]);
		expect(w.kept()).toBeLessThan(1000);
		w.answers[OPEN] = { status: 'y'.repeat(MUCH) };
		expect(await w.poll()).toMatchObject([{ from: null, previous: null }]);
	});

	it('have room for short answers only so far, and compare all the same', async () => {
		const hundreds = Array.from({ length: 400 }, (_, n) => `2026030519${1000 + n}`);
		const w = many({ orderIds: hundreds.join() });
		const answer = (status: string) => ({ status, text: 'x'.repeat(4000) });
		for (const id of hundreds) w.answers[id] = answer('waiting');
		await w.poll();
		expect(w.kept()).toBeLessThan(600_000);
		for (const id of hundreds) w.answers[id] = answer('accepted');
		const told = await w.poll();
		expect(told).toHaveLength(400);
		expect(told.filter(({ previous }) => previous !== null).length).toBeGreaterThan(100);
		expect(await w.poll()).toEqual([]);
	});

	it('are refused in a number that no shop has open', async () => {
		const w = many({
			orderIds: Array.from({ length: 20_001 }, (_, n) => String(20260305000000 + n)).join(),
		});
		await expect(w.poll()).rejects.toThrow('"Order IDs" are more than 20,000');
		expect(w.asked).toEqual([]);
	});
});

describe('long infos', () => {
	const long = (more: IDataObject = {}) => ({
		menu: 'x'.repeat(MUCH),
		shopOpenStatus: { delivery: true, pickup: true },
		waiting: 30,
		...more,
	});

	it('are remembered by fingerprints, and tell which of their parts changed', async () => {
		const w = world(infos);
		w.answers.infos = long();
		expect(await w.poll()).toEqual([]);
		expect(w.kept()).toBeLessThan(1000);
		expect(await w.poll()).toEqual([]);
		w.answers.infos = long({
			shopOpenStatus: { delivery: false, pickup: true },
			menu: 'y'.repeat(MUCH),
		});
		const [item] = await w.poll();
		expect(item).toMatchObject({
			changedPaths: ['menu', 'shopOpenStatus.delivery'],
			changes: [
				{ path: 'menu', before: null },
				{ path: 'shopOpenStatus.delivery', before: true, after: false },
			],
			before: null,
			note: expect.stringContaining('too long to be kept'),
		});
		expect(await w.poll()).toEqual([]);
	});

	it('tell a part that came and one that went', async () => {
		const w = world(infos);
		w.answers.infos = long({ gone: 1 });
		await w.poll();
		w.answers.infos = long({ added: 2 });
		expect(await w.poll()).toMatchObject([
			{
				changes: [
					{ path: 'gone', before: 1, after: null },
					{ path: 'added', before: null, after: 2 },
				],
			},
		]);
	});

	it('are compared at the watched paths, and tell nothing old when others are watched', async () => {
		const w = world({ ...infos, watch: 'paths', paths: 'shopOpenStatus.delivery, menu' });
		w.answers.infos = long();
		await w.poll();
		w.answers.infos = long({ waiting: 45 });
		expect(await w.poll()).toEqual([]);
		w.answers.infos = long({ shopOpenStatus: { delivery: false, pickup: true } });
		expect(await w.poll()).toMatchObject([
			{ changes: [{ path: 'shopOpenStatus.delivery', before: true, after: false }] },
		]);
		w.answers.infos = long({ waiting: 60 });
		expect(await w.poll({ watch: 'everything' })).toEqual([]);
		w.answers.infos = long({ waiting: 90 });
		expect(await w.poll({ watch: 'everything' })).toMatchObject([{ changedPaths: ['waiting'] }]);
	});

	it('that have more names than any shop has differ as a whole', async () => {
		const w = world(infos);
		const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`name${n}`, n]));
		w.answers.infos = names;
		await w.poll();
		expect(w.kept()).toBeLessThan(1000);
		w.answers.infos = { ...names, name7: 0 };
		expect(await w.poll()).toMatchObject([{ changedPaths: [''], before: null }]);
	});
});

describe('long answers leave n8n its turns', () => {
	const numbers = (last: number) =>
		Array.from({ length: 160_000 }, (_, n) => (n === 7 ? last : n % 10));
	const fields = (last: number, count = 30_000) => {
		const all = numbers(last).slice(0, count);
		return Object.fromEntries(all.map((value, n) => [`f${(n * 7919) % 400_009}`, value]));
	};

	it.each([
		['a list', numbers],
		['fields', fields],
	])('of an order: %s', async (_name, make) => {
		const w = world({ ...orders, orderIds: OPEN, options: { anyChange: true } });
		w.answers[OPEN] = { status: 'waiting', all: make(0) };
		const turns = w.countTurns();
		expect(await w.poll()).toEqual([]);
		expect(turns()).toBeGreaterThan(2);
		w.answers[OPEN] = { status: 'waiting', all: make(1) };
		expect(await w.poll()).toHaveLength(1);
		expect(await w.poll()).toEqual([]);
	});

	it.each([
		['a list', numbers],
		['fields', fields],
	])('of infos: %s', async (_name, make) => {
		const w = world(infos);
		w.answers.infos = { all: make(0) };
		const turns = w.countTurns();
		expect(await w.poll()).toEqual([]);
		expect(turns()).toBeGreaterThan(4);
		w.answers.infos = { all: make(1) };
		expect(await w.poll()).toMatchObject([{ changedPaths: ['all'] }]);
		expect(await w.poll()).toEqual([]);
	});

	it('of infos that were short before: thousands of changes', async () => {
		const w = world(infos);
		w.answers.infos = { all: {} };
		await w.poll();
		w.answers.infos = { all: fields(0, 5000) };
		const turns = w.countTurns(1);
		const [item] = await w.poll();
		expect(item?.changedPaths).toHaveLength(5000);
		expect(turns()).toBeGreaterThan(125);
	});
});
