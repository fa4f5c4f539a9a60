/** The item loop: every item paired, failures where they belong, lists complete. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { executeApi } from '../../../../nodes/shared/run/execute';
import { toRequest } from '../../../../nodes/shared/run/run';
import { body, path, query, range, within } from '../../../../nodes/shared/table/fields';
import { listSearch, loadOptions } from '../../../../nodes/shared/panel/pickers';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { pick } from '../../../../nodes/shared/table/simplify';
import { getTimeZones } from '../../../../nodes/shared/table/timeZones';
import type { Pager, Window } from '../../../../nodes/shared/table/list';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';
import { vendorWords } from '../../../../nodes/shared/wire/vendorWords';
import { hurried, settle } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { HostSetup, Sent } from '../../../support/n8n/host';

const property = (name: string, more: object = {}) => ({
	displayName: name,
	name,
	type: 'string' as const,
	default: '',
	...more,
});

const basics = { description: 'Does it', doc: 'Things' };
const pager: Pager = { offset: 'start', limit: 'limit', size: 10, total: 'totalCount' };

const windowed: Window = {
	from: { parameter: 'dayFrom', wire: 'from' },
	to: { parameter: 'dayTo', wire: 'to' },
	maxDays: 3,
	format: (day) => day,
	recordTime: 'datetime',
};
const dates = [
	range(property('dayFrom', { type: 'dateTime', required: true })),
	range(property('dayTo', { type: 'dateTime' })),
];

let converted = 0;

const endpoints: Endpoint[] = [
	{
		...basics,
		name: 'Create',
		value: 'create',
		action: 'Create thing',
		route: 'POST /things',
		fields: [body(property('description', { required: true }))],
	},
	{
		...basics,
		name: 'Delete',
		value: 'delete',
		action: 'Delete thing',
		route: 'DELETE /things/{id}',
		fields: [path(property('thingId', { required: true }), { as: 'id' })],
		output: { result: (_answer, input) => ({ id: input.path.id, deleted: true }) },
	},
	{
		...basics,
		name: 'Get',
		value: 'get',
		action: 'Get thing',
		route: 'GET /things/{id}',
		fields: [path(property('thingId', { required: true }), { as: 'id' })],
		output: { unwrap: 'thing', simplify: pick('name', 'id') },
	},
	{
		...basics,
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many things',
		route: 'GET /things',
		fields: within('filters', [query(property('color'))]),
		list: { items: 'things', id: 'id', pager },
		output: { simplify: pick('name', 'id') },
		variants: { second: { list: { items: 'others', id: 'id', pager } } },
	},
	{
		...basics,
		name: 'Get Report',
		value: 'getReport',
		action: 'Get report',
		route: 'GET /report',
		fields: dates,
		range: windowed,
	},
	{
		...basics,
		name: 'Get Sales',
		value: 'getSales',
		action: 'Get sales',
		route: 'GET /sales',
		fields: dates,
		list: { items: 'sales', id: 'id', pager, window: windowed },
		output: {
			simplify: pick('id'),
			accountingQuery: { withItems: true },
			accounting: async (call) => {
				const names = await call.once('names', async () => {
					converted += 1;
					return await call.readAll(endpoints.find(({ value }) => value === 'getAll') as Endpoint);
				});
				call.hint('Looked up.');
				return (record) => ({ sale: (record as IDataObject).id, names: names.length });
			},
		},
	},
	{
		...basics,
		name: 'Get Shops',
		value: 'getShops',
		action: 'Get shops',
		route: 'GET /shops',
		authentication: ['first'],
		list: { items: (answer) => (Array.isArray(answer) ? answer : undefined), id: 'id' },
	},
];

const authentication = {
	name: 'Key',
	description: 'With a key',
	baseUrl: () => 'https://till.example',
	secrets: () => [],
};

const api: Api = {
	name: 'Till',
	authentications: [
		{ ...authentication, value: 'first', credential: 'tillApi', title: 'Till API' },
		{ ...authentication, value: 'second', credential: 'tillOtherApi', title: 'Till (Other) API' },
		{
			...authentication,
			value: 'third',
			credential: 'tillOAuth2Api',
			title: 'Till OAuth2 API',
			oAuth2: true,
		},
	],
	resources: [{ name: 'Thing', value: 'thing', description: 'A thing', endpoints }],
	timeZone: 'Europe/Rome',
	failure: (status, answer) => (status >= 400 ? vendorWords(answer) : undefined),
	concurrency: 3,
	writesAreSafeAfter401: true,
};

interface Setup extends HostSetup {
	operation?: string;
	api?: Api;
}

const parameters = (operation: string, ...items: Array<Record<string, unknown>>) =>
	(items.length === 0 ? [{}] : items).map((item) => ({
		authentication: 'first',
		resource: 'thing',
		operation,
		...item,
	}));

async function execute(setup: Setup) {
	const { host, sent, hints } = fakeHost({
		reply: () => ({ body: { id: 1 } }),
		...setup,
		...(setup.parameters ? { items: setup.items ?? setup.parameters.length } : {}),
	});
	const clock = hurried();
	const engine = createEngine(clock);
	const result = await executeApi(host, setup.api ?? api, engine).then(
		(output) => ({ output, error: undefined }),
		(error: unknown) => ({ output: undefined, error }),
	);
	return { ...result, sent, hints, items: result.output?.[0] ?? [], slept: clock.slept };
}

const numbered = (from: number, to: number) =>
	Array.from({ length: to - from }, (_value, index) => ({
		id: from + index,
		name: `n${from + index}`,
		more: { deep: true },
	}));

/** Answers a paged list. */
const listed =
	(key: string, records: IDataObject[]) =>
	({ path: address }: Sent) => {
		const { searchParams } = new URL(address, 'https://till.example');
		const start = Number(searchParams.get('start'));
		const limit = Number(searchParams.get('limit'));
		return {
			body: { [key]: records.slice(start, start + limit), totalCount: records.length },
		};
	};

beforeEach(() => {
	converted = 0;
});

describe('what is left for the end of the run', () => {
	const endsAfter = async (work: () => Promise<IDataObject[]>) => {
		const order: string[] = [];
		const endpoint: Endpoint = {
			...basics,
			name: 'Work',
			value: 'work',
			action: 'Work on thing',
			route: 'POST /things',
			run: async (call) => {
				call.atEnd(async () => {
					await settle();
					order.push('end');
				});
				order.push('item');
				return await work();
			},
		};
		const resource = { name: 'Thing', value: 'thing', description: 'A thing' };
		const own = { ...api, resources: [{ ...resource, endpoints: [endpoint] }] };
		const { error } = await execute({ api: own, parameters: parameters('work', {}, {}) });
		return { order, error };
	};

	it('is done after the last item, and waited for', async () => {
		const { order, error } = await endsAfter(async () => await Promise.resolve([{ id: 1 }]));
		expect([order, error]).toEqual([['item', 'item', 'end', 'end'], undefined]);
	});

	it('is done after a failure as well', async () => {
		const { order, error } = await endsAfter(async () => await Promise.reject(new Error('no')));
		expect(order).toEqual(['item', 'end']);
		expect(error).toMatchObject({ message: 'no' });
	});
});

describe('what comes out', () => {
	it('is one item for each answer, paired with the item that it came from', async () => {
		const { output } = await execute({
			parameters: parameters('create', { description: 'a' }, { description: 'b' }),
			reply: ({ options }) => ({ body: { id: String(options.body) } }),
		});
		expect(output).toEqual([
			[
				{ json: { id: '{"description":"a"}' }, pairedItem: { item: 0 } },
				{ json: { id: '{"description":"b"}' }, pairedItem: { item: 1 } },
			],
		]);
	});

	it('of a list is one item for each record, all paired', async () => {
		const { items } = await execute({
			parameters: parameters('getAll', { returnAll: true }, { returnAll: false, limit: 2 }),
			reply: listed('things', numbered(0, 25)),
		});
		expect(items).toHaveLength(27);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			...Array<unknown>(25).fill({ item: 0 }),
			...Array<unknown>(2).fill({ item: 1 }),
		]);
		expect(items[3]?.json).toEqual({ id: 3, name: 'n3', more: { deep: true } });
	});

	it('of a list goes on where too many calls have stopped it: that page alone is asked for again', async () => {
		const reply = listed('things', numbered(0, 45));
		let refusals = 2;
		const { items, sent, hints } = await execute({
			parameters: parameters('getAll', { returnAll: true }),
			reply: (request) => {
				const isStopped = request.path.includes('start=20') && refusals > 0;
				if (isStopped) refusals -= 1;
				return isStopped ? { status: 429, headers: { 'retry-after': '400' } } : reply(request);
			},
		});
		expect(items.map(({ json }) => json.id)).toEqual(numbered(0, 45).map(({ id }) => id));
		const starts = sent.map(({ path: address }) => /start=(\d+)/.exec(address)?.[1]);
		expect(starts.sort()).toEqual(['0', '10', '20', '20', '20', '30', '40']);
		expect(hints).toContain('Till asked to be left alone for a while: it had to wait 7 minutes.');
	});

	it('of an empty list is nothing', async () => {
		const { output } = await execute({
			parameters: parameters('getAll', { returnAll: true }),
			reply: listed('things', []),
		});
		expect(output).toEqual([[]]);
	});

	it('is unwrapped, or what we say of an answer that says nothing', async () => {
		const thing = await execute({
			parameters: parameters('get', { thingId: '7' }),
			reply: () => ({ body: { thing: { id: 7 } } }),
		});
		expect(thing.items[0]?.json).toEqual({ id: 7 });
		const deleted = await execute({
			parameters: parameters('delete', { thingId: 'a/b' }),
			reply: () => ({ status: 204, body: '' }),
		});
		expect(deleted.sent[0]?.path).toBe('/things/a%2Fb');
		expect(deleted.items[0]?.json).toEqual({ id: 'a/b', deleted: true });
	});

	it('is simplified where the user wants it so', async () => {
		const reply = listed('things', numbered(0, 1));
		const simple = await execute({
			parameters: parameters('getAll', { returnAll: true, simplify: true }),
			reply,
		});
		expect(simple.items[0]?.json).toEqual({ name: 'n0', id: 0 });
		expect(Object.keys(simple.items[0]?.json ?? {})).toEqual(['name', 'id']);
		const raw = await execute({
			parameters: parameters('getAll', { returnAll: true, simplify: false }),
			reply,
		});
		expect(raw.items[0]?.json).toEqual({ id: 0, name: 'n0', more: { deep: true } });
	});

	it('of one record is simplified only where the user wants it so', async () => {
		const reply = () => ({ status: 200, body: { thing: { id: 7, name: 'n7', more: 'm' } } });
		const get = async (more: IDataObject) =>
			(await execute({ parameters: parameters('get', { thingId: '7', ...more }), reply })).items;
		const whole = [{ json: { id: 7, name: 'n7', more: 'm' }, pairedItem: { item: 0 } }];
		// As workflows hold it that were saved before there was a choice.
		expect(await get({})).toEqual(whole);
		expect(await get({ simplify: false })).toEqual(whole);
		expect(await get({ simplify: true })).toEqual([
			{ json: { name: 'n7', id: 7 }, pairedItem: { item: 0 } },
		]);
	});

	it('follows the way to authenticate', async () => {
		const { items, sent } = await execute({
			parameters: parameters('getAll', { authentication: 'second', returnAll: true }),
			reply: listed('others', numbered(0, 2)),
		});
		expect(items).toHaveLength(2);
		expect(sent[0]?.credential).toBe('tillOtherApi');
	});
});

describe('a date range', () => {
	const sale = (id: number, datetime: string) => ({ id, datetime });

	it('is read in windows; records on a border come once, those past the end not at all', async () => {
		const days: Record<string, IDataObject[]> = {
			'2026-03-01': [sale(1, '2026-03-01T10:00:00'), sale(2, '2026-03-03T10:00:00')],
			'2026-03-03': [
				sale(2, '2026-03-03T10:00:00'),
				sale(3, '2026-03-04T23:59:00'),
				sale(4, '2026-03-05T00:10:00'),
			],
		};
		const { items, sent } = await execute({
			parameters: parameters('getSales', {
				dayFrom: '2026-03-01',
				dayTo: '2026-03-04',
				returnAll: true,
				output: 'raw',
			}),
			reply: ({ path: address }) => {
				const { searchParams } = new URL(address, 'https://till.example');
				const sales = days[searchParams.get('from') ?? ''] ?? [];
				return { body: { sales, totalCount: sales.length } };
			},
		});
		expect(sent.map(({ path: address }) => address)).toEqual([
			'/sales?start=0&limit=10&from=2026-03-01&to=2026-03-03',
			'/sales?start=0&limit=10&from=2026-03-03&to=2026-03-05',
		]);
		expect(items.map(({ json }) => json.id)).toEqual([1, 2, 3]);
	});

	it('is read no further than the limit needs', async () => {
		const { items, sent } = await execute({
			parameters: parameters('getSales', {
				dayFrom: '2026-03-01',
				dayTo: '2026-03-31',
				returnAll: false,
				limit: 4,
				output: 'raw',
			}),
			reply: listed(
				'sales',
				numbered(0, 3).map(({ id }) => sale(id, '2026-03-01T10:00:00')),
			),
		});
		// The stand-in gives the same three sales for each window.
		expect(items.map(({ json }) => json.id)).toEqual([0, 1, 2]);
		expect(sent[0]?.path).toContain('limit=4&');
		const few = await execute({
			parameters: parameters('getSales', {
				dayFrom: '2026-03-01',
				dayTo: '2026-03-31',
				returnAll: false,
				limit: 2,
				output: 'raw',
			}),
			reply: listed(
				'sales',
				numbered(0, 30).map(({ id }) => sale(id, '2026-03-01T10:00:00')),
			),
		});
		expect(few.sent).toHaveLength(1);
		expect(few.items).toHaveLength(2);
	});

	it('fills a limit although records past the end are dropped', async () => {
		const late = numbered(0, 9).map(({ id }) => sale(id, '2026-03-02T10:00:00'));
		const { items } = await execute({
			parameters: parameters('getSales', {
				dayFrom: '2026-03-01',
				dayTo: '2026-03-01',
				returnAll: false,
				limit: 2,
				output: 'raw',
			}),
			reply: listed('sales', [
				...late,
				sale(90, '2026-03-01T10:00:00'),
				sale(91, '2026-03-01T11:00:00'),
			]),
		});
		expect(items.map(({ json }) => json.id)).toEqual([90, 91]);
	});

	it('of something that is not a list goes out as one request', async () => {
		const { sent } = await execute({
			parameters: parameters('getReport', { dayFrom: '2026-02-01', dayTo: '2026-02-28' }),
		});
		expect(sent.map(({ path: address }) => address)).toEqual([
			'/report?from=2026-02-01&to=2026-02-28',
		]);
	});
});

describe('accounting', () => {
	const reply = (request: Sent) =>
		request.path.startsWith('/sales')
			? listed('sales', [{ id: 1, datetime: '2026-03-01' }])(request)
			: listed('things', numbered(0, 12))(request);
	const wanted = { dayFrom: '2026-03-01', dayTo: '2026-03-01', output: 'accounting' };

	it('reads everything, asks for what it needs, and looks names up once for all items', async () => {
		const { items, sent, hints } = await execute({
			parameters: parameters('getSales', wanted, { ...wanted, dayTo: '2026-03-02' }),
			reply,
		});
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ sale: 1, names: 12 }, { item: 0 }],
			[{ sale: 1, names: 12 }, { item: 1 }],
		]);
		expect(converted).toBe(1);
		expect(sent[0]?.path).toContain('withItems=true');
		const lookUps = sent.filter(({ path: address }) => address.startsWith('/things'));
		// Two pages, and without the range and the filters of the list itself.
		expect(lookUps.map(({ path: address }) => address.replace(/limit=\d+$/, ''))).toEqual([
			'/things?start=0&',
			'/things?start=10&',
		]);
		expect(hints).toEqual(['Looked up.']);
	});

	it('looks names up again for another account', async () => {
		await execute({
			parameters: parameters('getSales', wanted, wanted, wanted),
			credentials: (_type, item) => ({ apiKey: item === 1 ? 'b' : 'a' }),
			reply,
		});
		expect(converted).toBe(2);
	});
});

describe('a failing item', () => {
	const items = parameters(
		'create',
		{ description: 'a' },
		{ description: 'bad' },
		{ description: '' },
		{ description: 'd' },
	);
	const reply: HostSetup['reply'] = ({ options }) =>
		String(options.body).includes('bad')
			? { status: 400, body: { message: 'Rate missing' } }
			: { body: { id: 1 } };

	it('ends the node with its index, after what came before', async () => {
		const { error, sent } = await execute({ parameters: items, reply });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Till could not create thing: Rate missing',
			context: { itemIndex: 1 },
		});
		expect(sent).toHaveLength(2);
	});

	it('that cannot be sent ends the node with its index, too', async () => {
		const { error, sent } = await execute({ parameters: items.slice(2), reply });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: '"description" is empty',
			description: 'Fill it in; nothing was sent.',
			context: { itemIndex: 0 },
		});
		expect(sent).toEqual([]);
	});

	it('becomes an item of its own where the node goes on', async () => {
		const { items: out } = await execute({ parameters: items, reply, continueOnFail: true });
		expect(out).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 0 } },
			{
				json: {
					error: 'Till could not create thing: Rate missing',
					details: 'Check the values of the parameters that were sent.',
				},
				pairedItem: { item: 1 },
			},
			{
				json: { error: '"description" is empty', details: 'Fill it in; nothing was sent.' },
				pairedItem: { item: 2 },
			},
			{ json: { id: 1 }, pairedItem: { item: 3 } },
		]);
	});

	it('of an unknown kind keeps its message and index', async () => {
		const { error } = await execute({
			parameters: parameters('getAll', { returnAll: true }),
			credentials: () => {
				throw new TypeError('no credential');
			},
		});
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'no credential', context: { itemIndex: 0 } });
	});
});

describe('a list that cannot be read', () => {
	const all = parameters('getAll', { returnAll: true });

	it.each<[string, unknown, string]>([
		['lacks its records', { totalCount: 0 }, 'the answer holds no list ("things" is missing)'],
		['has another shape', { things: { a: 1 } }, 'the answer holds no list ("things" is missing)'],
		['is a bare array', [], 'the answer holds no list ("things" is missing)'],
		['is null', null, 'the answer holds no list ("things" is missing)'],
	])('is never taken for an empty one: it %s', async (_name, answer, problem) => {
		const { error } = await execute({ parameters: all, reply: () => ({ body: answer }) });
		expect(error).toMatchObject({ message: `Till could not get many things: ${problem}` });
	});

	it('of an undocumented shape neither', async () => {
		const { error } = await execute({ parameters: parameters('getShops', { returnAll: true }) });
		expect(error).toMatchObject({
			message: 'Till could not get shops: the answer holds no list',
		});
	});

	it('because it repeats a page is an error of the API', async () => {
		const { error } = await execute({
			parameters: all,
			reply: () => ({ body: { things: numbered(0, 10), totalCount: 20 } }),
		});
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: expect.stringContaining('the list repeats a page') as string,
			description: expect.stringContaining('Nothing was left out silently') as string,
		});
	});

	it('sends no request more after one has failed', async () => {
		const { error, sent } = await execute({
			parameters: all,
			reply: (request) =>
				request.path.includes('start=10&')
					? { status: 400, body: 'No.' }
					: listed('things', numbered(0, 500))(request),
		});
		expect(error).toMatchObject({ message: 'Till could not get many things: No.' });
		for (let turn = 0; turn < 20; turn++) await settle();
		// The first of 50 pages, what was on its way, and what set out before the failure was read.
		expect(sent.length).toBeLessThanOrEqual(1 + 3 * api.concurrency);
	});
});

describe('different records with one ID', () => {
	const twice = (second: object) =>
		execute({
			parameters: parameters('getShops', { returnAll: true }),
			reply: () => ({
				body: [
					{ id: 7, name: 'a' },
					{ id: 7, name: 'a', ...second },
				],
			}),
		});

	it('are told beside the first of them', async () => {
		const { hints, items } = await twice({ name: 'b' });
		expect(items).toHaveLength(1);
		expect(hints).toEqual([
			'Till gave different records with the same ID in one answer, such as 7. The first of each was taken; compare them with what the system itself shows.',
		]);
	});

	it('are no matter where they are the same', async () => {
		const { hints, items } = await twice({});
		expect(items).toHaveLength(1);
		expect(hints).toEqual([]);
	});
});

describe('a list with nothing in it', () => {
	const nothing = async (operation: string, ...items: Array<Record<string, unknown>>) =>
		await execute({
			parameters: parameters(operation, ...items),
			reply: () => ({ body: { things: [], sales: [], totalCount: 0 } }),
		});

	it.each([
		[{ dayFrom: '2026-03-01', dayTo: '2026-03-02' }, 'from 2026-03-01 to 2026-03-02'],
		[{ dayFrom: '2026-03-01', dayTo: '2026-03-01' }, 'on 2026-03-01'],
	])('says of which days, %j', async (days, named) => {
		const { hints, items } = await nothing('getSales', { ...days, output: 'raw' });
		expect(items).toEqual([]);
		expect(hints).toEqual([
			`Nothing was found ${named}. If something should be there, look at these days and the filters.`,
		]);
	});

	it('says whether there were filters', async () => {
		const { hints } = await nothing('getAll', { filters: { color: 'red' } });
		expect(hints).toEqual(['Nothing was found that fits the filters.']);
		const { hints: others } = await nothing('getAll');
		expect(others).toEqual([expect.stringContaining('the account has none of these')]);
	});

	it('is no news where several items ask', async () => {
		const { hints } = await nothing('getAll', { filters: { color: 'red' } }, {});
		expect(hints).toEqual([]);
	});
});

describe('what was there before', () => {
	const create = async (duplicate: boolean) =>
		await execute({
			parameters: parameters('create', { description: 'a' }),
			reply: () => ({ body: { id: 7, duplicate } }),
		});

	it('is told beside the output: a column more is easily overlooked', async () => {
		expect((await create(true)).hints).toEqual([
			'What has "duplicate: true" was there before, with the same number or ID: nothing was sent for it now.',
		]);
		expect((await create(false)).hints).toEqual([]);
	});
});

describe('what moved while it was read', () => {
	it('is told once beside the output', async () => {
		let records = numbered(0, 25);
		const { hints, items } = await execute({
			parameters: parameters('getAll', { returnAll: true }),
			api: { ...api, concurrency: 1 },
			reply: (request, index) => {
				const answer = listed('things', records)(request);
				if (index === 0) records = [...numbered(100, 101), ...records];
				return answer;
			},
		});
		expect(items).toHaveLength(26);
		expect(hints).toEqual([expect.stringContaining('added or removed while the list was read')]);
	});
});

describe('choices that do not exist', () => {
	it.each<[string, Record<string, unknown>, RegExp]>([
		['authentication', { authentication: 'fourth' }, /"Authentication" is unknown: fourth/],
		[
			'operation',
			{ operation: 'fly' },
			/"Operation" "fly" does not exist for the resource "thing"/,
		],
		['resource', { resource: 'car' }, /"Operation" "getShops" does not exist .* "car"/],
		[
			'right',
			{ authentication: 'second' },
			/^"Operation" "Get Shops" needs a Till API credential, and this node has a Till \(Other\) API credential$/,
		],
	])('%s', async (_name, more, message) => {
		const { error, sent } = await execute({ parameters: parameters('getShops', more) });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as Error).message).toMatch(message);
		expect(sent).toEqual([]);
	});
});

describe('batches', () => {
	const things = ['a', 'b', 'c', 'd', 'e'];
	const batched = (batch: Record<string, unknown>, more: Setup = {}) => {
		let open = 0;
		let most = 0;
		const setup: Setup = {
			parameters: parameters(
				'create',
				...things.map((description) => ({ description, options: { batching: { batch } } })),
			),
			...more,
			reply: async (request, index) => {
				open += 1;
				most = Math.max(most, open);
				await Promise.resolve();
				await Promise.resolve();
				open -= 1;
				return (
					(await more.reply?.(request, index)) ?? { body: { id: String(request.options.body) } }
				);
			},
		};
		return execute(setup).then((result) => ({ ...result, most }));
	};

	it('go out side by side, one batch after the other, and come out in order', async () => {
		const { items, most } = await batched({ batchSize: 2, batchInterval: 0 });
		expect(most).toBe(2);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			things.map((description, item) => [`{"description":"${description}"}`, { item }]),
		);
	});

	it('wait for each other as long as the user wants', async () => {
		const { slept, items } = await batched({ batchSize: 2, batchInterval: 250 });
		expect(items).toHaveLength(5);
		expect(slept).toEqual([250, 250]);
	});

	it('are of one item where the option says nothing', async () => {
		const { items, most } = await batched({});
		expect([items.length, most]).toEqual([5, 1]);
	});

	it.each<[string, object]>([
		['"Items per Batch" must be at least 1', { batchSize: 0 }],
		['"Items per Batch" must be at most 100', { batchSize: 101 }],
		['"Items per Batch" must be a number', { batchSize: 'x' }],
		['"Items per Batch" must be a whole number', { batchSize: 1.5 }],
		['"Batch Interval (Ms)" must be at least 0', { batchInterval: -3 }],
	])('are refused before anything is sent: %s', async (words, batch) => {
		const { error, sent } = await batched(batch as never);
		expect((error as Error).message).toContain(words);
		expect(sent).toEqual([]);
	});

	it('that hold a failing item end the node after them, with that item', async () => {
		const { error, sent } = await batched(
			{ batchSize: 2 },
			{
				reply: ({ options }) =>
					String(options.body).includes('"c"') ? { status: 400, body: 'No.' } : { body: { id: 1 } },
			},
		);
		expect(error).toMatchObject({
			message: 'Till could not create thing: No.',
			context: { itemIndex: 2 },
		});
		// The item beside it was on its way already; the last batch isn't sent.
		expect(sent).toHaveLength(4);
	});

	describe('that end with a failure', () => {
		const failing =
			(...bad: string[]): HostSetup['reply'] =>
			({ options }) => {
				const name = (JSON.parse(String(options.body)) as IDataObject).description as string;
				const status = bad.includes(name) ? 400 : bad.includes(`${name}?`) ? 500 : 200;
				return { status, body: { message: name } };
			};
		/** The same with work of its own in the place of the one request. */
		const working = (more: Partial<Endpoint>): Api => ({
			...api,
			resources: [
				{
					name: 'Thing',
					value: 'thing',
					description: 'A thing',
					endpoints: endpoints.map((endpoint) => ({
						...endpoint,
						run: async (call) => [(await call.send(toRequest(call))) as IDataObject],
						...more,
					})),
				},
			],
		});
		const descriptionOf = async (size: number, reply: HostSetup['reply'], more: Setup = {}) => {
			const { error } = await batched({ batchSize: size }, { ...more, reply });
			return (error as NodeApiError).description;
		};

		it('tell how many others passed, and how to go on', async () => {
			expect(await descriptionOf(1, failing('c'), { api: working({}) })).toMatch(
				/\. 2 other items passed already: leave them out when you start again\.$/,
			);
			expect(await descriptionOf(5, failing('c'))).toMatch(/ 4 other items passed already: /);
			for (const resuming of [api, working({ resumes: 'retried' })]) {
				expect(await descriptionOf(1, failing('b'), { api: resuming })).toMatch(
					/\. 1 other item passed already: to go on after them, use "Retry" of this execution, and not a new one\.$/,
				);
			}
			expect(await descriptionOf(1, failing('b'), { api: working({ resumes: 'anew' }) })).toMatch(
				/\. 1 other item passed already: start it again as it is, they stay\.$/,
			);
			expect(await descriptionOf(1, failing('a'))).not.toContain('other item');
		});

		it('tell an unknown outcome rather than a sure one, and which others are unknown', async () => {
			const { error } = await batched({ batchSize: 5 }, { reply: failing('a', 'b?', 'd?', 'e?') });
			expect(error).toMatchObject({
				message:
					'Till could not create thing: b (outcome unknown: it may have been carried out, so do not simply repeat it)',
				context: { itemIndex: 1, outcomeUnknown: true },
			});
			expect((error as NodeApiError).description).toMatch(
				/ It is not known either for 2 other items \(item 3, 4\)\. 1 other item passed already: leave them out when you start again\.$/,
			);
			// A retry would come to the same end.
			expect(
				await descriptionOf(5, failing('b?'), { api: working({ resumes: 'retried' }) }),
			).toContain('leave them out');
		});
	});

	it('that only read say nothing of other items: reading again changes nothing', async () => {
		const { error } = await execute({
			parameters: parameters('get', { thingId: '1' }, { thingId: '2' }),
			reply: ({ path: address }) => ({
				status: address.endsWith('2') ? 404 : 200,
				body: { thing: { a: 1 } },
			}),
		});
		expect((error as NodeApiError).context.itemIndex).toBe(1);
		expect((error as NodeApiError).description).not.toContain('passed');
	});

	it('that hold a failing item give one item more where the node goes on', async () => {
		const { items } = await batched(
			{ batchSize: 5 },
			{
				continueOnFail: true,
				reply: ({ options }) =>
					String(options.body).includes('"b"') ? { status: 400, body: 'No.' } : { body: { id: 1 } },
			},
		);
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			'Till could not create thing: No.',
			undefined,
			undefined,
			undefined,
		]);
	});
});

describe('an OAuth2 credential', () => {
	const oAuth2 = (...accounts: Array<Record<string, unknown>>): Setup => ({
		parameters: accounts.map(() => ({
			...parameters('create', { description: 'a' })[0],
			authentication: 'third',
		})),
		credentials: (_type, item) => (accounts[item] ?? {}) as never,
	});

	it('that differs between items is refused: n8n would use the first one', async () => {
		const { error, sent } = await execute(oAuth2({ clientId: 'a' }, { clientId: 'b' }));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: expect.stringContaining('differs from item to item') as string,
			description: expect.stringContaining('one node for each account') as string,
			context: { itemIndex: 1 },
		});
		expect(sent).toHaveLength(1);
	});

	it('whose token was renewed meanwhile is the same', async () => {
		const { items } = await execute(
			oAuth2(
				{ clientId: 'a', oauthTokenData: { access_token: 'x' } },
				{ clientId: 'a', oauthTokenData: { access_token: 'y' } },
			),
		);
		expect(items).toHaveLength(2);
	});

	it('of another kind may differ', async () => {
		const { items, sent } = await execute({
			parameters: parameters('create', { description: 'a' }, { description: 'b' }),
			credentials: (_type, item) => ({ apiKey: `key${item}` }),
		});
		expect(items).toHaveLength(2);
		expect(sent.map(({ data }) => data?.apiKey)).toEqual(['key0', 'key1']);
	});
});

describe('pickers', () => {
	const shops = [
		{ id: 1, name: 'Rome', city: 'Roma' },
		{ id: 2, name: 'Milan', city: '' },
		{ key: 'x' },
	];

	it('offer records by name, or by their id', async () => {
		const { host } = fakeHost({
			parameters: parameters('getAll'),
			reply: listed('things', shops),
		});
		const spec = { resource: 'thing', label: ['name', 'city'], id: ['id', 'key'] };
		const options = await loadOptions(api, spec, createEngine(hurried())).call(host as never);
		expect(options).toEqual([
			{ name: 'Rome, Roma', value: 1 },
			{ name: 'Milan', value: 2 },
			{ name: 'x', value: 'x' },
		]);
	});

	it('search here, or where the vendor searches', async () => {
		const { host, sent } = fakeHost({
			parameters: parameters('getAll'),
			reply: listed('things', shops),
		});
		const spec = { resource: 'thing', label: ['name'], id: ['id', 'key'] };
		const engine = createEngine(hurried());
		const here = await listSearch(api, spec, engine).call(host as never, 'MIL');
		expect(here).toEqual({ results: [{ name: 'Milan', value: 2 }] });
		const there = await listSearch(api, { ...spec, search: 'name' }, engine).call(
			host as never,
			'rom',
		);
		// What the vendor finds is offered as it is: only it knows what is like the text.
		expect(there.results).toHaveLength(3);
		expect(sent.map(({ path: address }) => address)).toEqual([
			'/things?start=0&limit=10',
			'/things?start=0&limit=10&name=rom',
		]);
		const all = await listSearch(api, spec, engine).call(host as never);
		expect(all.results).toHaveLength(3);
	});

	it('read a long list page by page, as far as people scroll', async () => {
		const { host, sent } = fakeHost({
			parameters: parameters('getAll'),
			reply: listed('things', numbered(0, 25)),
		});
		const spec = { resource: 'thing', label: ['name'], id: ['id'], search: 'name' };
		const search = listSearch(api, spec, createEngine(hurried()));
		const first = await search.call(host as never, 'n');
		expect([first.results.length, first.paginationToken]).toEqual([10, '10']);
		const last = await search.call(host as never, 'n', '20');
		expect([last.results.length, last.paginationToken]).toEqual([5, undefined]);
		expect(sent.map(({ path: address }) => address)).toEqual([
			'/things?start=0&limit=10&name=n',
			'/things?start=20&limit=10&name=n',
		]);
	});

	it('read the whole list where it has no pages', async () => {
		const { host } = fakeHost({
			parameters: parameters('getShops'),
			reply: () => ({ body: shops }),
		});
		const ownApi: Api = {
			...api,
			resources: api.resources.map((resource) => ({
				...resource,
				endpoints: endpoints
					.filter(({ value }) => value === 'getShops')
					.map((endpoint) => ({ ...endpoint, value: 'getAll' })),
			})),
		};
		const spec = { resource: 'thing', label: ['name'], id: ['id', 'key'], search: 'name' };
		const found = await listSearch(ownApi, spec, createEngine(hurried())).call(host as never, 'x');
		expect(found).toEqual({ results: [{ name: 'x', value: 'x' }] });
	});

	it('offer what is inside the records', async () => {
		const { host } = fakeHost({
			parameters: parameters('getAll'),
			reply: listed('things', [{ id: 1, name: 'Size', values: [{ id: 'v', value: 'S' }] }]),
		});
		const rows = ({ name, values }: IDataObject) =>
			(values as IDataObject[]).map((value) => ({ ...value, name }));
		const spec = { resource: 'thing', label: ['name', 'value'], id: ['id'], rows };
		const options = await loadOptions(api, spec, createEngine(hurried())).call(host as never);
		expect(options).toEqual([{ name: 'Size, S', value: 'v' }]);
	});

	it('know the record that the list belongs to, or ask for it', async () => {
		const inside: Api = {
			...api,
			resources: api.resources.map((resource) => ({
				...resource,
				endpoints: endpoints
					.filter(({ value }) => value === 'getAll')
					.map((endpoint) => ({ ...endpoint, route: 'GET /things/{idthing}/parts' })),
			})),
		};
		const spec = { resource: 'thing', label: ['name'], id: ['id'], parents: ['a', 'thingId'] };
		const search = listSearch(inside, spec, createEngine(hurried()));
		const chosen = fakeHost({
			parameters: parameters('getAll', { thingId: 'é/1' }),
			reply: listed('things', shops),
		});
		await search.call(chosen.host as never);
		expect(chosen.sent.map(({ path: address }) => address)).toEqual([
			'/things/%C3%A9%2F1/parts?start=0&limit=10',
		]);
		for (const thingId of [undefined, '', '={{ $json.id }}']) {
			const { host, sent } = fakeHost({ parameters: parameters('getAll', { thingId }) });
			await expect(search.call(host as never)).rejects.toThrow(/nothing to show yet/);
			expect(sent).toEqual([]);
		}
	});

	it('say when the way to authenticate has no such list', async () => {
		const { host } = fakeHost({ parameters: parameters('getAll', { authentication: 'fourth' }) });
		const spec = { resource: 'thing', label: ['name'], id: ['id'] };
		await expect(listSearch(api, spec).call(host as never)).rejects.toThrow(/has no such list/);
	});

	it('of time zones know those of the shops', async () => {
		const zones = await getTimeZones.call({} as never);
		expect(zones).toContainEqual({ name: 'Europe/Rome', value: 'Europe/Rome' });
		expect(zones).toContainEqual({ name: 'America/New York', value: 'America/New_York' });
	});
});

it('a short version has all its fields, null where a record lacks one', () => {
	expect(pick('a', 'b', 'c')({ c: 0, a: undefined })).toEqual({ a: null, b: null, c: 0 });
});
