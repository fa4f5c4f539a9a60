/** Stock that reaches its warning level: never too much at once, and no shop is left out for ever. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { cassaNovaEvents } from '../../../../../nodes/CassaNova/triggers';
import { pollApi } from '../../../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../../../nodes/shared/values/memory';
import { createEngine } from '../../../../../nodes/shared/wire/engine';
import type { Reply, Sent } from '../../../../support/n8n/host';
import { pollHost } from '../../../../support/n8n/pollHost';

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 2, 5, 11);
const tokenOf = (access_token: string) => ({ access_token, expires_in: 86_400 });

/** Shops with so many products each, all of them managed. */
function world(shops: number, products: number, msPerRequest = 0) {
	let now = BEGIN;
	const environment = {
		now: () => now,
		sleep: async (ms: number) => {
			now += ms;
		},
		deadline: () => new AbortController().signal,
		turn: async () => await Promise.resolve(),
		random: () => 0.5,
	};
	const asked: string[] = [];
	const broken = new Map<string, Reply>();
	const account = { shops: shops === 0 ? [1] : [] };
	const stock = Array.from({ length: products }, (_product, place) => ({
		idProduct: `p${place}`,
		manageStock: true,
		warningLevel: 5,
		quantity: 10,
	}));
	const reply = ({ path }: Sent): Reply => {
		if (path.includes('/apikey/token')) return { body: tokenOf('letters-of-this-test') };
		now += msPerRequest;
		const { pathname, searchParams } = new URL(path, 'https://stock.example');
		const name = pathname.split('/').at(-1) ?? '';
		asked.push(name);
		const fault = broken.get(name);
		if (fault) return fault;
		if (name === 'salespoint') {
			const points = account.shops.map((id) => ({ id }));
			return { body: { salesPoint: points, totalCount: points.length } };
		}
		const read = (name: string) => Number(searchParams.get(name) ?? 0);
		const page = stock.slice(read('start'), read('start') + read('limit'));
		return { body: { stocks: page, totalCount: stock.length } };
	};
	const data: IDataObject = {};
	const engine = createEngine(environment);
	const shared = { environment, memory: new ProcessMemory() };
	const parameters = {
		authentication: 'apiKey',
		event: 'lowStock',
		idsSalesPoint: Array.from({ length: shops }, (_shop, place) => place + 1),
		simplify: false,
		options: {},
	};
	return {
		asked,
		/** Answers for shops that fail, by their IDs. */
		broken,
		/** What the account has, where none is chosen. */
		account,
		stock,
		sellOut: () => {
			for (const item of stock) item.quantity = 1;
		},
		pass: (ms = 15 * MINUTE) => (now += ms),
		poll: async () => {
			const { host } = pollHost({
				data,
				workflow: 'levels',
				budgetMs: 36_000,
				reply,
				credentials: () => ({ apiKey: 'its-key', baseUrl: 'https://stock.example' }),
				parameters: [parameters],
			});
			const items = await pollApi(host, cassaNova, cassaNovaEvents, engine, shared);
			return (items ?? []).flat().map(({ json }) => `${json.idSalesPoint} ${json.idProduct}`);
		},
	};
}

it('comes a thousand at a time, and each once', async () => {
	const w = world(3, 700);
	expect(await w.poll()).toEqual([]);
	w.sellOut();
	const polls: string[][] = [];
	for (let poll = 0; poll < 4; poll++) {
		w.pass();
		polls.push(await w.poll());
	}
	expect(polls.map(({ length }) => length)).toEqual([1000, 1000, 100, 0]);
	expect(new Set(polls.flat()).size).toBe(2100);
});

it('asks for every shop in turn where one poll has no time for all', async () => {
	const w = world(8, 10, 6000);
	for (let poll = 0; poll < 3; poll++) {
		await w.poll();
		w.pass();
	}
	expect(new Set(w.asked).size).toBe(8);
});

describe('a shop that fails', () => {
	it('takes nothing from the others, whose stock is filled up and runs low again', async () => {
		const w = world(2, 1);
		await w.poll();
		w.broken.set('2', { status: 404 });
		const found: string[] = [];
		for (let turn = 0; turn < 3; turn++) {
			for (const quantity of [1, 10]) {
				for (const item of w.stock) item.quantity = quantity;
				w.pass(MINUTE);
				found.push(...(await w.poll()));
			}
		}
		expect(found).toEqual(['1 p0', '1 p0', '1 p0']);
	});

	it('is told at once where nothing else happens, and after an hour where something does', async () => {
		const w = world(2, 12);
		await w.poll();
		w.broken.set('2', { status: 404 });
		await expect(w.poll()).rejects.toThrow('status 404');
		const failed: number[] = [];
		const found: string[] = [];
		for (const [place, item] of w.stock.entries()) {
			item.quantity = 1;
			w.pass(10 * MINUTE);
			found.push(...(await w.poll().catch(() => (failed.push(place), []))));
		}
		expect(failed).toEqual([6]);
		expect(found).toHaveLength(12);
	});
});

it('goes on with the next shop where the calls that the vendor allows were used up', async () => {
	// 340 calls are allowed in ten minutes, and each shop takes a hundred.
	const w = world(8, 10_000);
	for (let minute = 0; minute < 40; minute++) {
		await w.poll().catch(() => []);
		w.pass(MINUTE);
	}
	expect(new Set(w.asked).size).toBe(8);
});

it('asks no other shop once the system wants to be left alone', async () => {
	const w = world(8, 10);
	for (let shop = 1; shop <= 8; shop++) {
		w.broken.set(String(shop), { status: 429, headers: { 'retry-after': '3000' } });
	}
	await expect(w.poll()).rejects.toThrow('status 429');
	expect(w.asked).toHaveLength(1);
});

it('a list of shops that comes empty for a moment makes nothing be forgotten', async () => {
	const w = world(0, 3);
	await w.poll();
	const [first] = w.stock;
	if (first) first.quantity = 1;
	w.pass();
	expect(await w.poll()).toEqual(['1 p0']);
	w.account.shops = [];
	w.pass();
	expect(await w.poll()).toEqual([]);
	w.account.shops = [1];
	w.sellOut();
	w.pass();
	expect((await w.poll()).sort()).toEqual(['1 p1', '1 p2']);
});

it('products without an ID are told apart by what else is known of them', async () => {
	const w = world(1, 3);
	for (const [place, item] of w.stock.entries()) {
		Object.assign(item, { idProduct: undefined, name: `Nameless ${place}` });
	}
	expect(await w.poll()).toEqual([]);
	w.sellOut();
	w.pass();
	expect(await w.poll()).toHaveLength(3);
});
