/** Stock that reaches its warning level: never too much at once, and no shop is left out for ever. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { cassaNovaEvents } from '../../../nodes/CassaNova/triggers';
import { pollApi } from '../../../nodes/shared/poll/events';
import { PollGuard } from '../../../nodes/shared/poll/guard';
import { createEngine } from '../../../nodes/shared/request';
import type { Reply, Sent } from '../../support/host';
import { pollHost } from '../../support/pollHost';

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
		random: () => 0.5,
	};
	const asked: string[] = [];
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
		asked.push(pathname.split('/').at(-1) ?? '');
		const read = (name: string) => Number(searchParams.get(name) ?? 0);
		const page = stock.slice(read('start'), read('start') + read('limit'));
		return { body: { stocks: page, totalCount: stock.length } };
	};
	const data: IDataObject = {};
	const engine = createEngine(environment);
	const shared = { environment, guard: new PollGuard() };
	const parameters = {
		authentication: 'apiKey',
		event: 'lowStock',
		idsSalesPoint: Array.from({ length: shops }, (_shop, place) => place + 1),
		simplify: false,
		options: {},
	};
	return {
		asked,
		sellOut: () => {
			for (const item of stock) item.quantity = 1;
		},
		pass: () => (now += 15 * 60_000),
		poll: async () => {
			const { host } = pollHost({
				data,
				workflow: 'levels',
				budgetMs: 36_000,
				reply,
				credentials: () => ({ apiKey: 'key', baseUrl: 'https://stock.example' }),
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
