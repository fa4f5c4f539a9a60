/** One reading for all items that ask for the same: none more, none shared that differs or writes. */
import type { IDataObject } from 'n8n-workflow';

import { executeApi } from '../../../../nodes/shared/run/execute';
import { body, option, path, query, within } from '../../../../nodes/shared/table/fields';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { vendorWords } from '../../../../nodes/shared/wire/vendorWords';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { HostSetup, Sent } from '../../../support/n8n/host';

const property = (name: string) => ({
	displayName: name,
	name,
	type: 'string' as const,
	default: '',
});
const basics = { description: 'Does it', doc: 'Things' };

const endpoints: Endpoint[] = [
	{
		...basics,
		name: 'Create',
		value: 'create',
		action: 'Create thing',
		route: 'POST /things',
		fields: [body(property('description'))],
	},
	{
		...basics,
		name: 'Get',
		value: 'get',
		action: 'Get thing',
		route: 'GET /things/{id}',
		fields: [path(property('thingId'), { as: 'id' })],
	},
	{
		...basics,
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many things',
		route: 'GET /things',
		fields: within('filters', [query(property('color'))]),
		list: {
			items: 'things',
			id: 'id',
			pager: { offset: 'start', limit: 'limit', size: 100, total: 'totalCount' },
		},
		output: { simplify: ({ id }) => ({ id }) },
	},
	{
		...basics,
		name: 'Get Total',
		value: 'getTotal',
		action: 'Get total',
		route: 'GET /total',
		fields: [option(property('scale'))],
		reads: true,
		run: async (call) => [
			{ ...((await call.send(total)) as IDataObject), scale: String(call.input.options.scale) },
		],
	},
	{
		...basics,
		name: 'Log In',
		value: 'logIn',
		action: 'Log in',
		route: 'GET /login',
		run: async (call) => [(await call.send({ method: 'GET', path: '/login' })) as IDataObject],
	},
];

const total = { method: 'GET' as const, path: '/total' };

const api: Api = {
	name: 'Till',
	authentications: [
		{
			value: 'key',
			name: 'Key',
			description: 'With a key',
			credential: 'tillApi',
			title: 'Till API',
			baseUrl: () => 'https://till.example',
			secrets: () => [],
		},
	],
	resources: [{ name: 'Thing', value: 'thing', description: 'A thing', endpoints }],
	timeZone: 'Europe/Rome',
	failure: (status, answer) => (status >= 400 ? vendorWords(answer) : undefined),
	concurrency: 3,
	writesAreSafeAfter401: true,
};

const records = Array.from({ length: 30 }, (_value, id) => ({ id, rows: [{ price: id }] }));

const answer = ({ path: address }: Sent) => ({
	body: address.startsWith('/things?') ? { things: records, totalCount: 30 } : { id: 1, sum: 5 },
});

/** Runs an operation for as many items as there are parameters. */
async function execute(
	operation: string,
	items: Array<Record<string, unknown>>,
	setup: HostSetup = {},
) {
	const parameters = items.map((item) => ({ resource: 'thing', operation, ...item }));
	const { host, sent, hints } = fakeHost({
		reply: answer,
		parameters,
		items: items.length,
		...setup,
	});
	const result = await executeApi(host, api, createEngine(hurried())).then(
		([output = []]) => ({ output, error: undefined }),
		(error: unknown) => ({ output: [], error: error as Error & { context: IDataObject } }),
	);
	return { ...result, hints, sent: sent.map(({ method, path: to }) => `${method} ${to}`) };
}

const ten = (item: Record<string, unknown> = {}) => Array.from({ length: 10 }, () => item);
const all = { returnAll: true };
const page = 'GET /things?start=0&limit=100';

describe('items that ask for the same', () => {
	it('share one reading, and each has all of it, paired with the item', async () => {
		const { output, sent, hints } = await execute('getAll', ten(all));
		expect(sent).toEqual([page]);
		expect(output).toHaveLength(300);
		expect(output.map(({ json }) => json)).toEqual(ten().flatMap(() => records));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			ten().flatMap((_item, item) => records.map(() => ({ item }))),
		);
		expect(hints).toEqual([
			'All 10 items asked for the same: it was read once, and comes out 10 times. If you need it only once, switch on "Execute Once" in the settings of this node.',
		]);
	});

	it('share it when they run side by side', async () => {
		const batching = { options: { batching: { batch: { batchSize: 4 } } } };
		const { output, sent, hints } = await execute('getAll', ten({ ...all, ...batching }));
		expect([sent, output.length, hints.length]).toEqual([[page], 300, 1]);
	});

	it('have fields of their own, but hold what is nested in them once', async () => {
		const { output } = await execute('getAll', ten(all));
		const [first, last] = [output[3]?.json, output[273]?.json];
		if (!first || !last) throw new Error('Items are missing');
		last.note = 'of the last';
		expect(first).toEqual({ id: 3, rows: [{ price: 3 }] });
		expect(last.rows).toBe(first.rows);
	});

	it.each([
		['get', { thingId: 'a' }, 'GET /things/a', { id: 1, sum: 5 }],
		['getTotal', { scale: 'x' }, 'GET /total', { scale: 'x', id: 1, sum: 5 }],
	])('share what %s gives', async (operation, item, request, json) => {
		const { output, sent } = await execute(operation, ten(item));
		expect(sent).toEqual([request]);
		expect(output).toEqual(ten().map((_item, index) => ({ json, pairedItem: { item: index } })));
	});

	it('share a failure, each with an index of its own', async () => {
		const reply = () => ({ status: 404, body: { message: 'Gone.' } });
		const stopped = await execute('getAll', ten(all), { reply });
		expect(stopped.error?.message).toBe('Till could not get many things: Gone.');
		expect(stopped.error?.context.itemIndex).toBe(0);
		const { output, sent, hints } = await execute('getAll', ten(all), {
			reply,
			continueOnFail: true,
		});
		expect(sent).toEqual([page]);
		expect(output.map(({ json }) => json.error)).toEqual(
			ten().map(() => 'Till could not get many things: Gone.'),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			ten().map((_item, item) => ({ item })),
		);
		expect(hints).toEqual([]);
	});

	it('read anew when n8n tries the node once more', async () => {
		const setup = { reply: () => ({ status: 404, body: { message: 'Gone.' } }) };
		expect((await execute('getAll', ten(all), setup)).error).toBeDefined();
		expect((await execute('getAll', ten(all))).output).toHaveLength(300);
	});

	it('end together when the execution is cancelled', async () => {
		const cancelling = new AbortController();
		const { output, sent } = await execute('getAll', ten(all), {
			signal: cancelling.signal,
			continueOnFail: true,
			reply: () => {
				cancelling.abort();
				return Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });
			},
		});
		expect(sent).toEqual([page]);
		expect(output).toHaveLength(10);
		expect(output.every(({ json }) => typeof json.error === 'string')).toBe(true);
	});
});

describe('what is not shared', () => {
	it('is a reading with other parameters, another form or another limit', async () => {
		const { output, sent, hints } = await execute('getAll', [
			all,
			{ ...all, filters: { color: 'red' } },
			{ ...all, simplify: true },
			{ returnAll: false, limit: 7 },
			all,
		]);
		expect(sent).toEqual([page, `${page}&color=red`, page, 'GET /things?start=0&limit=7']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			...[0, 1, 2].flatMap((item) => records.map(() => ({ item }))),
			...records.slice(0, 7).map(() => ({ item: 3 })),
			...records.map(() => ({ item: 4 })),
		]);
		expect(output[60]?.json).toEqual({ id: 0 });
		expect(output[97]?.json).toEqual(records[0]);
		expect(hints).toEqual([]);
	});

	it('is a reading from another account', async () => {
		const { sent } = await execute('getAll', [all, all], {
			credentials: (_type, itemIndex) => ({ key: `key ${itemIndex}` }),
		});
		expect(sent).toEqual([page, page]);
	});

	it('is what writes, also where the vendor calls it GET', async () => {
		const created = await execute(
			'create',
			['a', 'b'].map((description) => ({ description })),
		);
		expect(created.sent).toEqual(['POST /things', 'POST /things']);
		const same = await execute('create', ten({ description: 'same' }));
		expect(same.sent).toHaveLength(10);
		const loggedIn = await execute('logIn', ten());
		expect([loggedIn.sent.length, loggedIn.hints]).toEqual([10, []]);
	});

	it('gives no hint for a single item', async () => {
		expect((await execute('getAll', [all])).hints).toEqual([]);
	});
});
