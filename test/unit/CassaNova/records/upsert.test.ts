/** "Create or update": one record for each key, one reading of the list, nothing changed unasked. */
import type { IDataObject } from 'n8n-workflow';
import { crud } from '../../../../nodes/CassaNova/records/crud';
import { isSame } from '../../../../nodes/CassaNova/records/upsertFields';
import type { CrudSpec } from '../../../../nodes/CassaNova/records/crud';
import { executeApi } from '../../../../nodes/shared/run/execute';
import { body } from '../../../../nodes/shared/table/fields';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { numeric } from '../../../../nodes/shared/table/schemas';
import type { Api } from '../../../../nodes/shared/table/types';
import { vendorWords } from '../../../../nodes/shared/wire/vendorWords';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { HostSetup, Reply } from '../../../support/n8n/host';

const property = (displayName: string, name: string) => ({
	displayName,
	name,
	type: 'string' as const,
	default: '',
});
const number = { schema: () => numeric() };

const thing: CrudSpec = {
	singular: 'Thing',
	plural: 'Things',
	value: 'thing',
	description: 'A thing',
	path: '/things',
	item: 'thing',
	items: 'things',
	search: 'searchTaxes',
	doc: 'Thing',
	required: [
		body(property('Description', 'description')),
		body(property('Rate', 'rate'), number),
		body({
			...property('Sold', 'sold'),
			type: 'boolean',
			default: true,
			description: 'Whether it is sold',
		}),
		body({
			...property('Color', 'color'),
			description: 'The color. It can be seen.',
			type: 'options',
			options: [
				{ name: 'Blue', value: 'blue' },
				{ name: 'Red', value: 'red' },
			],
			default: 'red',
		}),
	],
	optional: [body(property('Note', 'note')), body(property('Your Own ID', 'externalId'))],
	createOnly: [body(property('Shop', 'idSalesPoint'), number)],
	fixed: ['rate'],
	filters: [],
	simplify: (record) => record,
};

/** What stays as it is by a switch that shows other fields. */
const box: CrudSpec = {
	...thing,
	value: 'box',
	required: [
		...thing.required,
		body({ ...property('Many', 'many'), type: 'boolean', default: false }),
	],
	dependent: [{ show: { many: [true] }, fields: [body(property('Parts', 'parts'))] }],
};

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
	resources: [crud(thing), crud(box)],
	timeZone: 'Europe/Rome',
	failure: (status, answer) => (status >= 400 ? vendorWords(answer) : undefined),
	concurrency: 3,
	writesAreSafeAfter401: true,
};

/** A vendor that keeps records, and refuses the same `externalId` twice. */
function vendor(records: IDataObject[]): HostSetup['reply'] {
	return ({ method, path, options }) => {
		const sent = (
			options.body === undefined ? {} : JSON.parse(String(options.body))
		) as IDataObject;
		if (method === 'GET') {
			const { searchParams } = new URL(path, 'https://till.example');
			const start = Number(searchParams.get('start'));
			return { body: { things: records.slice(start, start + 100), totalCount: records.length } };
		}
		if (method === 'POST') {
			if (records.some(({ externalId }) => externalId === sent.externalId)) {
				return { status: 400, body: { message: 'externalId must be unique' } };
			}
			const id = `new${records.length}`;
			records.push({ ...sent, id });
			return { body: { id } };
		}
		const record = records.find(({ id }) => path === `/things/${encodeURIComponent(String(id))}`);
		if (record) Object.assign(record, sent);
		return { status: record ? 204 : 404, body: '' };
	};
}

const existing = (): IDataObject[] => [
	{
		id: 'a b',
		externalId: 'one',
		description: 'Old',
		rate: 22,
		note: 'kept',
		idSalesPoint: null,
		sold: false,
		color: 'blue',
		many: true,
	},
	{ id: 'other', externalId: null, description: 'Without a key', rate: 4 },
];

interface Setup extends HostSetup {
	records?: IDataObject[];
	batchSize?: number;
}

async function upsert(items: IDataObject[], setup: Setup = {}) {
	const records = setup.records ?? existing();
	const options = { batching: { batch: { batchSize: setup.batchSize ?? 1 } } };
	const { host, sent } = fakeHost({
		reply: vendor(records),
		...setup,
		items: items.length,
		parameters: items.map((item) => ({
			resource: 'thing',
			operation: 'createOrUpdate',
			additionalFields: {},
			options,
			...item,
		})),
	});
	const { output, error } = await executeApi(host, api, createEngine(hurried())).then(
		(result) => ({ output: result[0] ?? [], error: undefined }),
		(problem: unknown) => ({ output: [], error: problem }),
	);
	return {
		records,
		error,
		items: output,
		jsons: output.map(({ json }) => json),
		calls: sent.map(({ method, path }) => `${method} ${path}`),
		bodies: sent.flatMap(({ options: { body: text } }) =>
			text === undefined ? [] : [JSON.parse(String(text)) as IDataObject],
		),
	};
}

const LIST = 'GET /things?start=0&limit=100';

it('creates what has a key that no record has', async () => {
	const { error, jsons, calls, bodies } = await upsert([
		{ externalId: 'two', description: 'New', rate: 10, additionalFields: { idSalesPoint: 4711 } },
	]);
	expect(error).toBeUndefined();
	expect(calls).toEqual([LIST, 'POST /things']);
	expect(bodies).toEqual([
		{
			externalId: 'two',
			description: 'New',
			rate: 10,
			idSalesPoint: 4711,
			sold: true,
			color: 'red',
		},
	]);
	expect(jsons).toEqual([{ id: 'new2', created: true }]);
});

it('changes the record that has the key, without the fields that stay', async () => {
	const { jsons, calls, bodies, records } = await upsert([
		{ externalId: 'one', description: 'é & = + " /', rate: 22 },
	]);
	expect(calls).toEqual([LIST, 'PUT /things/a%20b']);
	expect(bodies).toEqual([{ description: 'é & = + " /' }]);
	expect(jsons).toEqual([{ id: 'a b', created: false }]);
	expect(records[0]).toMatchObject({ externalId: 'one', rate: 22, note: 'kept' });
});

it('reads the list to its end, where the key may stand', async () => {
	const records = Array.from({ length: 250 }, (_value, index) => ({
		id: `id${index}`,
		externalId: `key${index}`,
		rate: 1,
	}));
	const { jsons } = await upsert([{ externalId: 'key249', description: 'x', rate: 1 }], {
		records,
	});
	expect(jsons).toEqual([{ id: 'id249', created: false }]);
});

describe.each([1, 5])('in batches of %i', (batchSize) => {
	it('makes one record of two items with the same key, and reads the list once', async () => {
		const { jsons, items, calls, records } = await upsert(
			[
				{ externalId: 'x', description: 'first', rate: 10 },
				{ externalId: 'one', description: 'known', rate: 22 },
				{ externalId: 'x', description: 'second', rate: 10, additionalFields: { note: 'n' } },
				{ externalId: 'y', description: 'another', rate: 4 },
				{ externalId: 'x', description: 'third', rate: 10 },
			],
			{ batchSize },
		);
		expect(calls.filter((call) => call === LIST)).toHaveLength(1);
		expect(calls.filter((call) => call === 'POST /things')).toHaveLength(2);
		expect(jsons.map(({ created }) => created)).toEqual([true, false, false, true, false]);
		const [made] = jsons;
		expect(jsons[2]).toEqual({ id: made?.id, created: false });
		expect(jsons[4]).toEqual({ id: made?.id, created: false });
		expect(records.filter(({ externalId }) => externalId === 'x')).toEqual([
			expect.objectContaining({ id: made?.id, description: 'third', rate: 10, note: 'n' }),
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
	});

	it('goes on with a key whose first item failed', async () => {
		const records = existing();
		const answers = vendor(records);
		let refused = false;
		const { jsons } = await upsert(
			[
				{ externalId: 'x', description: 'first', rate: 10 },
				{ externalId: 'x', description: 'second', rate: 10 },
			],
			{
				batchSize,
				continueOnFail: true,
				records,
				reply: (request, index) => {
					if (request.method === 'POST' && !refused) {
						refused = true;
						return { status: 400, body: { message: 'Not now' } };
					}
					return answers?.(request, index) ?? {};
				},
			},
		);
		expect(jsons).toEqual([
			expect.objectContaining({ error: 'Till could not create or update thing: Not now' }),
			{ id: 'new2', created: true },
		]);
	});

	it('compares fields that cannot be changed with a record of the same run, too', async () => {
		const { jsons, calls } = await upsert(
			[
				{ externalId: 'x', description: 'first', rate: 10 },
				{ externalId: 'x', description: 'second', rate: 4 },
			],
			{ batchSize, continueOnFail: true },
		);
		expect(jsons[1]?.error).toBe(
			`"Rate" can't be changed on a record that exists: it is 10, not 4`,
		);
		expect(calls).toEqual([LIST, 'POST /things']);
	});
});

describe('a field that cannot be changed', () => {
	it.each<[string, IDataObject]>([
		['the same', { rate: 22 }],
		['the same as text', { rate: '22' }],
	])('is left out where it is %s', async (_name, fields) => {
		const { error, bodies } = await upsert([{ externalId: 'one', description: 'x', ...fields }]);
		expect(error).toBeUndefined();
		expect(bodies).toEqual([{ description: 'x' }]);
	});

	it.each(['22', '22.00'])('is the same where the vendor writes it as "%s"', async (rate) => {
		const { bodies } = await upsert([{ externalId: 'one', description: 'x', rate: 22 }], {
			records: [{ id: '1', externalId: 'one', rate }],
		});
		expect(bodies).toEqual([{ description: 'x' }]);
	});

	it.each<[string, IDataObject, string, string]>([
		['Rate', { rate: 4 }, 'it is 22, not 4', ', or leave the field out.'],
		[
			'Shop',
			{ rate: 22, additionalFields: { idSalesPoint: 4711 } },
			'it is empty, not 4711',
			', or leave the field out.',
		],
		[
			'Many',
			{ resource: 'box', rate: 22, many: false },
			'it is true, not false',
			', or change it with "Update".',
		],
	])('is an error that names it where it differs: %s', async (name, fields, words, advice) => {
		const { error, calls } = await upsert([{ externalId: 'one', description: 'x', ...fields }]);
		expect(error).toMatchObject({
			message: `"${name}" can't be changed on a record that exists: ${words}`,
			description: `Give the value that the record has${advice}`,
			context: { itemIndex: 0 },
		});
		expect(calls).toEqual([LIST]);
	});
});

it.each([
	['', '"Your Own ID" is empty'],
	['  ', '"Your Own ID" holds blanks only; it is "  "'],
])('sends nothing without a key (%j)', async (externalId, message) => {
	const { error, calls } = await upsert([{ externalId, description: 'x', rate: 1 }]);
	expect(error).toMatchObject({ message });
	expect(calls).toEqual([]);
});

describe('what a record has already', () => {
	it('is not sent again, whatever n8n would fill in', async () => {
		const { jsons, calls } = await upsert([{ externalId: 'one', description: 'Old', rate: 22 }]);
		expect(calls).toEqual([LIST]);
		expect(jsons).toEqual([{ id: 'a b', created: false }]);
	});

	it('is changed by what was added', async () => {
		const { bodies, records } = await upsert([
			{
				externalId: 'one',
				description: 'Old',
				rate: 22,
				additionalFields: { sold: true, color: 'blue', note: 'kept' },
			},
		]);
		expect(bodies).toEqual([{ sold: true }]);
		expect(records[0]).toMatchObject({ sold: true, color: 'blue' });
	});

	it('is sent again after a change of which nobody knows whether it was made', async () => {
		const records = existing();
		const answers = vendor(records);
		const { bodies } = await upsert(
			['New', 'Old'].map((description) => ({ externalId: 'one', description, rate: 22 })),
			{
				records,
				continueOnFail: true,
				reply: async (request, index) => {
					const answer = (await answers?.(request, index)) ?? {};
					return request.method === 'PUT' && records[0]?.description === 'New'
						? { status: 503, body: {} }
						: answer;
				},
			},
		);
		expect(bodies).toEqual([{ description: 'New' }, { description: 'Old' }]);
		expect(records[0]?.description).toBe('Old');
	});

	it('is left alone by fields that stand among the additional ones', () => {
		const endpoint = api.resources[0]?.endpoints.find(({ value }) => value === 'createOrUpdate');
		const added = endpoint?.fields?.filter(({ collection }) => collection === 'additionalFields');
		expect(
			added?.map(({ property: { name, required = false, description } }) => [
				name,
				required,
				description,
			]),
		).toEqual([
			[
				'sold',
				false,
				'Whether it is sold. Without it, a record that exists stays as it is, and a new one gets "on".',
			],
			[
				'color',
				false,
				'The color. It can be seen. Without it, a record that exists stays as it is, and a new one gets "Red".',
			],
			['note', false, undefined],
			['idSalesPoint', false, undefined],
		]);
	});
});

describe('a key', () => {
	it.each<[unknown, unknown]>([
		[7, '7'],
		['7', 7],
		[' 7 ', '7'],
		['7', ' 7'],
	])('is the same as text, and without blanks: %j finds %j', async (externalId, listed) => {
		const { jsons } = await upsert(
			[{ externalId: externalId as string, description: 'x', rate: 1 }],
			{
				records: [{ id: 'seven', externalId: listed as string, rate: 1 }],
			},
		);
		expect(jsons).toEqual([{ id: 'seven', created: false }]);
	});

	it('is sent without blanks', async () => {
		const { bodies } = await upsert([{ externalId: ' new ', description: 'x', rate: 1 }]);
		expect(bodies).toEqual([expect.objectContaining({ externalId: 'new' })]);
	});

	const twice = (): IDataObject[] => [
		{ id: 'first', externalId: 'one', rate: 1, idSalesPoint: 4711 },
		{ id: 'second', externalId: 'one', rate: 1, idSalesPoint: 4712 },
		{ id: 'common', externalId: 'two', rate: 1, idSalesPoint: null },
		{ id: 'third', externalId: 'two', rate: 1, idSalesPoint: 4711 },
	];

	it.each<[string, string, IDataObject]>([
		['second', 'one', { idSalesPoint: 4712 }],
		['common', 'two', {}],
	])('of several records means the one of the shop: %s', async (id, externalId, fields) => {
		const items = [{ externalId, description: 'x', rate: 1, additionalFields: fields }];
		const { jsons, calls } = await upsert(items, { records: twice() });
		expect(jsons).toEqual([{ id, created: false }]);
		expect(calls).toEqual([LIST, `PUT /things/${id}`]);
	});

	it('of several records is an error where the shop does not tell', async () => {
		const { error, calls } = await upsert([{ externalId: 'one', description: 'x', rate: 1 }], {
			records: twice(),
		});
		expect(error).toMatchObject({
			message: '"Your Own ID" belongs to 2 records: first, second',
			description: 'Give the "Shop" of the one that you mean, or another ID to the others.',
		});
		expect(calls).toEqual([LIST]);
	});
});

describe('a record that may have been created', () => {
	const unknown = /^It is not known whether this was carried out/;
	const items = ['a', 'b', 'c'].map((description) => ({ externalId: 'x', description, rate: 1 }));
	const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

	/** The first record is created, or not, and then something else is answered. */
	const once = (records: IDataObject[], carriedOut: boolean, answer: Reply): HostSetup['reply'] => {
		const answers = vendor(records);
		let posts = 0;
		return async (request, index) => {
			if (request.method !== 'POST') return (await answers?.(request, index)) ?? {};
			posts += 1;
			const usual = posts > 1 || carriedOut ? await answers?.(request, index) : undefined;
			return posts > 1 ? (usual ?? {}) : answer;
		};
	};

	it.each<[string, Reply]>([
		['a broken connection', broken],
		['status 503', { status: 503, body: {} }],
		['{}', { body: {} }],
		['[]', { body: [] }],
		['nothing', { status: 204, body: '' }],
		['null', { body: null }],
		['a web page', { body: '<html>' }],
		['no ID', { body: { id: '' } }],
		['an ID of a wrong kind', { body: { id: { a: 1 } } }],
	])('after %s is looked up and changed, not created again', async (_name, answer) => {
		const records = existing();
		const { jsons, calls } = await upsert(items, {
			records,
			continueOnFail: true,
			reply: once(records, true, answer),
		});
		expect(jsons).toEqual([
			{ error: expect.any(String), details: expect.stringMatching(unknown), outcome: 'unknown' },
			{ id: 'new2', created: false },
			{ id: 'new2', created: false },
		]);
		expect(calls).toEqual([LIST, 'POST /things', LIST, 'PUT /things/new2', 'PUT /things/new2']);
	});

	it.each([1, 5])('is not created again where it is not found (batches of %i)', async (size) => {
		const records = existing();
		const { jsons, calls } = await upsert(items, {
			records,
			continueOnFail: true,
			batchSize: size,
			reply: once(records, false, broken),
		});
		expect(jsons[0]?.details).toMatch(unknown);
		const second = {
			error:
				'Till could not create or update thing: it is not known whether an earlier item created the record with the ID "x"',
			details:
				'Look for it in Till, then run this item again: a record that is there is changed, otherwise a new one is made.',
		};
		expect(jsons.slice(1)).toEqual([second, second]);
		expect(calls).toEqual([LIST, 'POST /things', LIST]);
	});

	it('does not keep other keys back', async () => {
		const records = existing();
		const { jsons, calls } = await upsert([items[0] ?? {}, { ...items[0], externalId: 'y' }], {
			records,
			continueOnFail: true,
			reply: once(records, false, broken),
		});
		expect(jsons[1]).toEqual({ id: 'new2', created: true });
		expect(calls).toEqual([LIST, 'POST /things', 'POST /things']);
	});

	it('was not, where the connection was never made', async () => {
		const records = existing();
		const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		const { jsons } = await upsert(items.slice(1), {
			records,
			continueOnFail: true,
			reply: once(records, false, refused),
		});
		expect(jsons[1]).toEqual({ id: 'new2', created: true });
	});
});

it.each([1, 5])('reads a list that fails once for all items (batches of %i)', async (batchSize) => {
	const items = [1, 2, 3].map((n) => ({ externalId: `k${n}`, description: 'x', rate: 1 }));
	const reply = () => ({ status: 400, body: { message: 'No' } });
	const { jsons, calls } = await upsert(items, { reply, batchSize, continueOnFail: true });
	expect(jsons.map(({ error }) => error)).toEqual(
		items.map(() => 'Till could not get many things: No'),
	);
	expect(new Set(jsons.map(({ details }) => details)).size).toBe(1);
	expect(calls).toEqual([LIST]);
	const { error } = await upsert(items, { reply, batchSize });
	expect(error).toMatchObject({ context: { itemIndex: 0 }, httpCode: '400' });
});

it('tells why the list could not be read, and writes nothing', async () => {
	const { error, calls } = await upsert([{ externalId: 'one', description: 'x', rate: 22 }], {
		reply: () => ({ status: 403, body: { message: 'No right to read' } }),
	});
	expect(error).toMatchObject({ message: 'Till could not get many things: No right to read' });
	expect(calls).toEqual([LIST]);
});

it('keeps accounts apart', async () => {
	const { calls } = await upsert(
		[
			{ externalId: 'one', description: 'x', rate: 22 },
			{ externalId: 'one', description: 'y', rate: 22 },
		],
		{ credentials: (_type, item) => ({ apiKey: `key${item}` }) },
	);
	expect(calls.filter((call) => call === LIST)).toHaveLength(2);
});

describe('a value that the record has', () => {
	const price = { idSalesMode: 'm', value: 5 };

	it.each<[string, unknown, unknown]>([
		['an absent key and null', [{ value: 5 }], [{ idSalesMode: null, value: 5 }]],
		['null and an absent key', [{ idSalesMode: null, value: 5 }], [{ value: 5 }]],
		['keys in another order', [{ value: 5, idSalesMode: 'm' }], [price]],
		['a decimal as text', '22.00', 22],
		['a decimal as text in a list', [{ value: '5.00', idSalesMode: 'm' }], [price]],
		['a number where a text is sent', 12, '12'],
		['an absent field and null', undefined, null],
		['empty lists', [], []],
		['a day and its midnight', '1980-05-17T00:00:00.000Z', '1980-05-17'],
		['a day and its midnight without a zone', '1980-05-17 00:00:00', '1980-05-17'],
	])('%s are the same', (_name, current, value) => {
		expect(isSame(current, value)).toBe(true);
	});

	it.each<[string, unknown, unknown]>([
		['another number', '22.01', 22],
		['a price for another way of selling', [{ value: 5 }], [price]],
		['an entry more', [price], [price, price]],
		['entries in another order', ['a', 'b'], ['b', 'a']],
		['a text that only counts the same', '022', '22'],
		['zero and nothing', null, 0],
		['an empty text and zero', '', 0],
		['false and nothing', undefined, false],
		['another day', '1980-05-18T00:00:00.000Z', '1980-05-17'],
		['a moment of the day', '1980-05-17T10:00:00', '1980-05-17'],
		['a list and a record', [], {}],
	])('%s are not the same', (_name, current, value) => {
		expect(isSame(current, value)).toBe(false);
	});
});
