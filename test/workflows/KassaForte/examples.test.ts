/** The example workflows of KassaForte, as they are imported, on n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import fromShopify from '../../../examples/kassaforte-order-from-shopify.json';
import menuToList from '../../../examples/kassaforte-menu-to-list.json';
import orderStatus from '../../../examples/kassaforte-order-status.json';
import webShopOrder from '../../../examples/kassaforte-web-shop-order.json';
import type { RunInput, RunResult, WorkflowJson } from '../../../scripts/engine/types';
import { useBench } from '../../support/n8n/bench';
import { runWorkflow } from '../../support/n8n/kassa';

const kit = useBench();

/** Data tables belong to a workflow in the engine; the examples share theirs. */
let place = 0;

beforeEach(async () => {
	await kit.bench.reset();
	place += 1;
});

const run = async (example: unknown, more: Partial<RunInput> = {}): Promise<RunResult> => {
	const workflow = { ...(structuredClone(example) as WorkflowJson), id: `examples-${place}` };
	const data = kit.bench.credential('basicAuth') as never;
	const result = await runWorkflow({
		workflow,
		credentials: { kassaForteApi: { type: 'kassaForteApi', data } },
		...more,
	});
	expect(result.error).toBeUndefined();
	return result;
};

const jsonsOf = (result: RunResult, node: string): IDataObject[] =>
	(result.nodes[node] ?? []).flatMap(({ outputs }) => outputs.flat().map(({ json }) => json));

describe('web-shop order to KassaForte, refused orders to a person', () => {
	/** The editor's button takes what is pinned to the webhook. */
	const byHand = { inputItems: webShopOrder.pinData['Order from the web shop'] };

	it('sends what the shop takes, and tells somebody about the rest', async () => {
		const result = await run(webShopOrder, byHand);
		expect(await kit.bench.sent()).toEqual([
			// Two orders share one reading of the shop.
			'GET /v1/infos',
			'POST /v1/order',
			'POST /v1/order',
		]);
		const [row, ...others] = jsonsOf(result, 'Add the order');
		expect(others).toEqual([]);
		expect(row).toMatchObject({ orderNumber: 'W-1001', open: true, alarmed: false });
		expect(row?.orderId).toMatch(/^\d{14}$/);
		expect(jsonsOf(result, 'Send Email')).toEqual([
			{
				subject: 'Order W-1002 was not taken',
				text: 'Unknown article 77 (202)\nArticle 77 is not on the menu: fetch the menu again, because it may have changed.',
			},
		]);
	});

	it('takes an order from the web shop, once', async () => {
		const body = { number: `S-${place}`, deliveryType: 'pickup', order: { items: [] } };
		const fromShop: Partial<RunInput> = { mode: 'webhook', inputItems: [{ json: { body } }] };
		const first = await run(webShopOrder, fromShop);
		const again = await run(webShopOrder, { ...fromShop, staticData: first.staticData });
		expect(jsonsOf(first, 'Add the order')).toHaveLength(1);
		expect(jsonsOf(again, 'Send the order')).toMatchObject([{ accepted: true, duplicate: true }]);
		expect(jsonsOf(again, 'Add the order')).toEqual([]);
		expect((await kit.bench.sent()).filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it.each([
		['is closed for deliveries', { deliveryOpen: false }, 1],
		['is not connected', { connected: false }, 2],
	])('sends nothing where the shop %s', async (_what, infos, told) => {
		await kit.bench.control('config', { kassaForteInfos: infos });
		const result = await run(webShopOrder, byHand);
		expect(jsonsOf(result, 'Shop takes none now')).toHaveLength(told);
		expect((await kit.bench.sent()).filter((line) => line.startsWith('POST'))).toHaveLength(
			2 - told,
		);
	});

	it('tells somebody where it is not known what became of an order', async () => {
		await kit.bench.control('faults', { kind: 'resetAfter', path: '/v1/order$' });
		const body = { number: `U-${place}`, deliveryType: 'pickup', order: { items: [] } };
		const result = await run(webShopOrder, { mode: 'webhook', inputItems: [{ json: { body } }] });
		expect(jsonsOf(result, 'Send Email')).toEqual([
			{
				subject: `Order U-${place}: look in KassaForte`,
				text: expect.stringContaining('It is not known whether KassaForte got the order'),
			},
		]);
	});

	it('does not call an order refused that was only previewed, or failed', async () => {
		const data = { ...kit.bench.credential('basicAuth'), environment: 'live' };
		const previewed = await run(webShopOrder, {
			...byHand,
			credentials: { kassaForteApi: { type: 'kassaForteApi', data: data as never } },
		});
		expect(jsonsOf(previewed, 'Send Email').map(({ subject }) => subject)).toEqual([
			'Order W-1001 was only previewed',
			'Order W-1002 was only previewed',
		]);
		await kit.bench.control('faults', { kind: 'status', status: 400, path: '/v1/order$' });
		const body = { number: `N-${place}`, deliveryType: 'pickup', order: { items: [] } };
		const failed = await run(webShopOrder, { mode: 'webhook', inputItems: [{ json: { body } }] });
		expect(jsonsOf(failed, 'Send Email')[0]?.subject).toBe(`Order N-${place} could not be sent`);
	});
});

describe('Shopify order to KassaForte', () => {
	const [paid] = fromShopify.pinData['Paid order'];
	const take = async (json: IDataObject, staticData?: IDataObject) =>
		await run(fromShopify, { mode: 'webhook', inputItems: [{ json }], staticData });

	it('builds the order out of its lines, and sends it once', async () => {
		const first = await take(paid?.json as IDataObject);
		const [sent] = (await kit.bench.log()).filter(({ method }) => method === 'POST');
		expect(sent?.body).toEqual({
			sum: 18.1,
			paymentMethod: 1,
			items: [
				{ itemNo: '21', sizeId: 1, amount: 2, price: 7.5 },
				{ itemNo: '51', sizeId: 1, amount: 1, price: 3.1 },
			],
		});
		expect(jsonsOf(first, 'Taken')).toMatchObject([{ accepted: true, orderNumber: '#1001' }]);
		const again = await take(paid?.json as IDataObject, first.staticData);
		expect(jsonsOf(again, 'Taken')).toMatchObject([{ duplicate: true }]);
		expect((await kit.bench.sent()).filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it('tells somebody of an order that was refused', async () => {
		const line_items = [{ ...paid?.json.line_items[0], sku: '77' }] as IDataObject[];
		const result = await take({ ...paid?.json, name: '#1002', line_items } as IDataObject);
		expect(jsonsOf(result, 'Send Email')).toMatchObject([
			{
				subject: 'Order #1002 was not taken',
				text: expect.stringContaining('Unknown article 77'),
			},
		]);
	});
});

it('makes a list for a spreadsheet of the menu', async () => {
	const { items } = await run(menuToList);
	expect(items.map(({ json }) => Object.values(json).join(' | '))).toEqual([
		'Pizza | 21 | Margherita | Normal | 7.5',
		'Pizza | 21 | Margherita | Groß | 10.9',
		'Pizza | 22 | Funghi | Normal | 8.2',
		'Pizza | 22 | Funghi | Groß | 11.9',
		'Pizza | 23 | Quattro Formaggi | Normal | 9.4',
		'Pizza | 23 | Quattro Formaggi | Groß | 13.5',
		'Getränke | 51 | Apfelschorle 0,5 l | Normal | 3.1',
		'Getränke | 52 | Wasser | Normal | 2.4',
	]);
});

describe('order status: message on change, alarm when nothing happens', () => {
	/** The example with another patience, in minutes. */
	const patient = (minutes: number) =>
		JSON.parse(
			JSON.stringify(orderStatus).replace(
				'"name":"alarmAfterMinutes","value":30',
				`"name":"alarmAfterMinutes","value":${minutes}`,
			),
		) as unknown;
	const order = async () => {
		const body = { number: `F-${place}`, deliveryType: 'pickup', order: { items: [] } };
		await run(webShopOrder, { mode: 'webhook', inputItems: [{ json: { body } }] });
		await kit.bench.mark();
	};
	const subjects = (result: RunResult) =>
		jsonsOf(result, 'Send Email').map(({ subject }) => subject);
	const later = async (minutes: number) =>
		await kit.bench.control('clock', { advanceMs: minutes * 60_000 });

	it('asks for nothing where nothing is open', async () => {
		await run(orderStatus, { mode: 'trigger' });
		expect(await kit.bench.sent()).toEqual([]);
	});

	it('makes one message per change, and stops at the final status', async () => {
		await order();
		const told: unknown[] = [];
		for (const minutes of [0, 0, 2, 0, 60, 0]) {
			await later(minutes);
			told.push(subjects(await run(orderStatus, { mode: 'trigger' })));
		}
		const name = `Order F-${place}`;
		expect(told).toEqual([
			[`${name}: waiting`],
			[],
			[`${name}: transmitted`],
			[],
			[`${name}: delivered`],
			[],
		]);
		expect(await kit.bench.sent()).toHaveLength(5);
	});

	it('raises the alarm once when nothing happens for too long', async () => {
		await order();
		await run(patient(0), { mode: 'trigger' });
		const runs = [await run(patient(30)), await run(patient(0)), await run(patient(0))];
		expect(runs.map(subjects)).toEqual([[], [`Order F-${place} is stuck`], []]);
		expect(jsonsOf(runs[1] as RunResult, 'Alarm')[0]?.text).toMatch(
			/^No news since .*: still waiting$/,
		);
		await later(2);
		expect(subjects(await run(patient(0)))).toEqual([`Order F-${place}: transmitted`]);
		expect(subjects(await run(patient(0)))).toEqual([`Order F-${place} is stuck`]);
	});

	it('raises it, too, where the status cannot be asked for', async () => {
		await order();
		await kit.bench.control('faults', { kind: 'status', status: 404, path: '/v1/order/' });
		const result = await run(patient(0), { mode: 'trigger' });
		expect(jsonsOf(result, 'Alarm')[0]?.text).toMatch(/: KassaForte could not get order status: /);
	});
});
