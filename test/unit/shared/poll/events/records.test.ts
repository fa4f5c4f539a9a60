/** Records that are created or changed: each change once, whatever becomes of the filter. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { cassaNovaEvents } from '../../../../../nodes/CassaNova/triggers';
import { pollApi } from '../../../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../../../nodes/shared/values/memory';
import { createEngine } from '../../../../../nodes/shared/wire/engine';
import type { Reply, Sent } from '../../../../support/n8n/host';
import { pollHost } from '../../../../support/n8n/pollHost';
import type { PollSetup } from '../../../../support/n8n/pollHost';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 2, 5, 11);
const tokenOf = (access_token: string) => ({ access_token, expires_in: 86_400 });

/** A trigger for changed records, and the server's records by the last part of the path. */
function world(parameters: Record<string, unknown> = {}) {
	let now = BEGIN;
	/** Turns that were left to others, and how time passes while somebody works. */
	const turns = { count: 0, msPerLook: 0 };
	const environment = {
		now: () => (now += turns.msPerLook),
		sleep: async (ms: number) => {
			now += ms;
		},
		deadline: () => new AbortController().signal,
		turn: async () => {
			turns.count += 1;
			return await Promise.resolve();
		},
		random: () => 0.5,
	};
	const lists: Record<string, IDataObject[]> = { categories: [], taxes: [] };
	const trouble = { isDown: false };
	/** What one poll was given so far, by what it asked for. */
	const asked = new Map<string, IDataObject[]>();
	const reply = ({ path }: Sent): Reply => {
		if (path.includes('/apikey/token')) return { body: tokenOf('letters-of-this-test') };
		if (trouble.isDown) return { status: 503 };
		const { pathname, searchParams } = new URL(path, 'https://records.example');
		const read = (name: string) => JSON.parse(searchParams.get(name) ?? 'null') as unknown;
		const name = pathname.split('/').at(-1) ?? '';
		const shops = read('idsSalesPoint') as number[] | null;
		const start = Number(read('start'));
		const since = Date.parse(`${String(read('lastUpdateFrom') ?? '2000-01-01')}T00:00:00Z`);
		searchParams.delete('start');
		const list = `${pathname} ${String(searchParams)}`;
		const found =
			asked.get(list) ??
			(lists[name] ?? []).filter(
				({ idSalesPoint, lastUpdate }) =>
					Number(lastUpdate) >= since && (!shops || shops.includes(Number(idSalesPoint))),
			);
		asked.set(list, found);
		const page = found.slice(start, start + Number(read('limit')));
		return { body: { [name]: page, totalCount: found.length } };
	};
	const data: IDataObject = {};
	const engine = createEngine(environment);
	const shared = { environment, memory: new ProcessMemory() };
	return {
		data,
		lists,
		trouble,
		turns,
		now: () => now,
		pass: (ms: number) => (now += ms),
		poll: async (changes: Record<string, unknown> = {}, setup: PollSetup = {}) => {
			asked.clear();
			const { host } = pollHost({
				...setup,
				data,
				workflow: 'records',
				reply,
				credentials: () => ({ apiKey: 'its-key', baseUrl: 'https://records.example' }),
				parameters: [
					{
						authentication: 'apiKey',
						event: 'recordUpdated',
						resource: 'category',
						idsSalesPoint: [],
						startFrom: 'now',
						simplify: false,
						options: {},
						...parameters,
						...changes,
					},
				],
			});
			const items = await pollApi(host, cassaNova, cassaNovaEvents, engine, shared);
			return (items ?? []).flat().map(({ json }) => json.id);
		},
	};
}

const record = (id: number, lastUpdate: number, idSalesPoint = 1) => ({
	id,
	idSalesPoint,
	lastUpdate,
});

describe('another shop', () => {
	it('brings back nothing that was handed on, and begins where the others stand', async () => {
		const w = world({ idsSalesPoint: [1], startFrom: 'lastDays', startDays: 7 });
		const list = w.lists.categories ?? [];
		for (let id = 0; id < 10; id++) list.push(record(id, BEGIN - 2 * DAY));
		for (let id = 50; id < 55; id++) list.push(record(id, BEGIN - MINUTE, 2));
		expect(await w.poll()).toHaveLength(10);
		w.pass(HOUR);
		list.push(record(20, w.now()), record(60, w.now(), 2));
		const both = { idsSalesPoint: [1, 2] };
		expect(await w.poll(both)).toEqual([20, 60]);
		w.pass(HOUR);
		expect(await w.poll(both)).toEqual([]);
		list.push(record(61, w.now(), 2));
		expect(await w.poll(both)).toEqual([61]);
		expect(await w.poll({ idsSalesPoint: [2] })).toEqual([]);
		expect(await w.poll({ idsSalesPoint: [] })).toEqual([]);
	});

	it('loses nothing that came just before it was chosen', async () => {
		const w = world({ idsSalesPoint: [1] });
		await w.poll();
		w.pass(30 * MINUTE);
		w.lists.categories?.push(record(99, w.now()));
		w.pass(30 * MINUTE);
		const found = await w.poll({ idsSalesPoint: [1, 2] });
		for (let hour = 0; hour < 30; hour++) {
			w.pass(HOUR);
			found.push(...(await w.poll({ idsSalesPoint: [1, 2] })));
		}
		expect(found).toEqual([99]);
	});
});

it('another kind and back again brings nothing twice, and loses nothing', async () => {
	const w = world({ startFrom: 'lastDays', startDays: 3 });
	w.lists.categories?.push(record(1, BEGIN - DAY));
	w.lists.taxes?.push(record(2, BEGIN - DAY));
	expect(await w.poll()).toEqual([1]);
	expect(await w.poll({ resource: 'tax' })).toEqual([2]);
	w.pass(5 * HOUR);
	w.lists.categories?.push(record(3, w.now()));
	w.pass(MINUTE);
	expect(await w.poll()).toEqual([3]);
	expect(await w.poll({ resource: 'tax' })).toEqual([]);
	expect(await w.poll()).toEqual([]);
});

it('many changed records at once are each told once, and take a bounded memory', async () => {
	const w = world({ startFrom: 'lastDays', startDays: 3, options: { maxItems: 8000 } });
	const list = w.lists.categories ?? [];
	// In pairs: what is forgotten ends at a moment, not between two records of the same one.
	for (let id = 0; id < 12_000; id++) list.push(record(id, BEGIN - DAY + (id >> 1) * 1000));
	const found: unknown[] = [];
	for (let poll = 0; poll < 3; poll++) {
		found.push(...(await w.poll()));
		expect(JSON.stringify(w.data).length).toBeLessThan(150_000);
		w.pass(15 * MINUTE);
	}
	expect(found).toHaveLength(12_000);
	expect(new Set(found).size).toBe(12_000);
	// One that was forgotten and one that wasn't, changed again.
	for (const id of [3, 11_999]) list[id] = { ...record(id, w.now()), name: 'new' };
	expect(await w.poll()).toEqual([3, 11_999]);
	w.pass(15 * MINUTE);
	expect(await w.poll()).toEqual([]);
});

describe('clocks', () => {
	it('a server five minutes behind loses nothing that comes after an activation that failed', async () => {
		const w = world();
		w.lists.categories?.push(record(1, BEGIN - HOUR));
		w.trouble.isDown = true;
		expect(await w.poll({}, { activation: 'activate' })).toEqual([]);
		w.trouble.isDown = false;
		w.pass(2 * MINUTE);
		w.lists.categories?.push(record(2, w.now() - 5 * MINUTE));
		w.pass(MINUTE);
		expect(await w.poll()).toEqual([2]);
		w.pass(MINUTE);
		expect(await w.poll()).toEqual([]);
	});

	it('what the activation’s own poll finds is old, to the minute', async () => {
		const w = world();
		w.lists.categories?.push(record(1, BEGIN - MINUTE));
		expect(await w.poll({}, { activation: 'activate' })).toEqual([]);
		w.pass(MINUTE);
		expect(await w.poll()).toEqual([]);
	});

	it('n8n’s clock is ten days ahead for one poll: nothing is lost or comes again', async () => {
		const w = world();
		await w.poll();
		w.pass(HOUR);
		w.lists.categories?.push(record(1, w.now()));
		const found = await w.poll();
		w.pass(10 * DAY);
		found.push(...(await w.poll()));
		w.pass(-10 * DAY);
		for (let day = 2; day < 8; day++) {
			w.pass(DAY / 2);
			w.lists.categories?.push(record(day, w.now()));
			w.pass(MINUTE);
			found.push(...(await w.poll()));
		}
		expect(found).toEqual([1, 2, 3, 4, 5, 6, 7]);
	});
});

it('leaves others their turns while it compares many records, and looks at each a few times', async () => {
	const w = world();
	const list = w.lists.categories ?? [];
	await w.poll();
	w.pass(HOUR);
	for (let id = 0; id < 2000; id++) list.push(record(id, w.now()));
	w.turns.msPerLook = 1;
	expect(await w.poll({ options: { maxItems: 10_000 } })).toHaveLength(2000);
	// One for 20 steps: pages are gone through six times, and what they hold three times more.
	expect(w.turns.count).toBeGreaterThan(900);
});
