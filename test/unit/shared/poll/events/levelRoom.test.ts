/** Stock that is read beside what is handed on already: both together have one room. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { cassaNovaEvents } from '../../../../../nodes/CassaNova/triggers';
import { pollApi } from '../../../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../../../nodes/shared/values/memory';
import { createEngine } from '../../../../../nodes/shared/wire/engine';
import { hurried } from '../../../../support/clock/clock';
import type { Reply, Sent } from '../../../../support/n8n/host';
import { pollHost } from '../../../../support/n8n/pollHost';

jest.mock('../../../../../nodes/shared/values/limits', () => ({
	...jest.requireActual<object>('../../../../../nodes/shared/values/limits'),
	MOST_LIST_BYTES: 200_000,
}));

/** With what n8n needs for it, a product has a kilobyte or so. */
const NOTE = 'x'.repeat(1000);

function productsUpTo(count: number) {
	return Array.from({ length: count }, (_product, place) => ({
		idProduct: `p${place}`,
		manageStock: true,
		warningLevel: 5,
		quantity: 10,
		note: NOTE,
	}));
}

/** A trigger for shops with so many products each. */
function world(products: number[]) {
	const environment = hurried();
	const stocks = products.map(productsUpTo);
	const asked: string[] = [];
	const reply = ({ path }: Sent): Reply => {
		if (path.includes('/apikey/token')) {
			return { body: { access_token: 'letters-of-this-test', expires_in: 86_400 } };
		}
		const { pathname, searchParams } = new URL(path, 'https://stock.example');
		const shop = pathname.split('/').at(-1) ?? '';
		const stock = stocks[Number(shop) - 1] ?? [];
		const read = (name: string) => Number(searchParams.get(name) ?? 0);
		if (read('start') === 0) asked.push(shop);
		const page = stock.slice(read('start'), read('start') + read('limit'));
		return { body: streamOf({ stocks: page, totalCount: stock.length }) };
	};
	const data: IDataObject = {};
	const engine = createEngine(environment);
	const shared = { environment, memory: new ProcessMemory() };
	return {
		asked,
		stocks,
		sellOut: (count: number) => {
			for (const stock of stocks) for (const item of stock.slice(0, count)) item.quantity = 1;
		},
		poll: async () => {
			const { host } = pollHost({
				data,
				workflow: `levels of ${products.join()}`,
				budgetMs: 36_000,
				reply,
				credentials: () => ({ apiKey: 'its-key', baseUrl: 'https://stock.example' }),
				parameters: [
					{
						authentication: 'apiKey',
						event: 'lowStock',
						idsSalesPoint: products.map((_count, place) => place + 1),
						simplify: false,
						options: {},
					},
				],
			});
			const items = await pollApi(host, cassaNova, cassaNovaEvents, engine, shared);
			return (items ?? []).flat().map(({ json }) => Number(json.idSalesPoint));
		},
	};
}

/** A body as n8n hands it on: it comes as soon as somebody waits for its end. */
function streamOf(json: unknown) {
	const listeners = new Map<string, (piece?: Buffer) => void>();
	const listen = (event: string, listener: (piece?: Buffer) => void) => {
		listeners.set(event, listener);
		if (event !== 'end') return;
		void Promise.resolve().then(() => {
			listeners.get('data')?.(Buffer.from(JSON.stringify(json)));
			listeners.get('end')?.();
		});
	};
	const nothing = () => {};
	return {
		destroyed: false,
		on: listen,
		once: listen,
		off: nothing,
		pause: nothing,
		resume: nothing,
		destroy: nothing,
	};
}

it('leaves a list for the next poll that has no room beside what is handed on', async () => {
	const w = world([60, 150]);
	expect(await w.poll()).toEqual([]);
	w.sellOut(60);
	w.asked.length = 0;
	const [first, second, third] = [await w.poll(), await w.poll(), await w.poll()];
	expect(first).toEqual(Array.from({ length: 60 }, () => 1));
	expect(second).toEqual(Array.from({ length: 60 }, () => 2));
	expect(third).toEqual([]);
	expect(w.asked.slice(0, 3)).toEqual(['1', '2', '2']);
});

it('holds of lists that were read only what is handed on', async () => {
	const w = world([100, 100, 100]);
	await w.poll();
	w.sellOut(5);
	expect(await w.poll()).toHaveLength(15);
});

it('says of a list that has no room by itself what it says elsewhere', async () => {
	const w = world([10]);
	await w.poll();
	w.stocks[0] = productsUpTo(250);
	await expect(w.poll()).rejects.toThrow('the records take more than');
});
