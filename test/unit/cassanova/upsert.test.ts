/** "Create or update": one record for each key, one reading of the list, fixed fields respected. */
import type { IDataObject } from 'n8n-workflow';
import { crud } from '../../../nodes/CassaNova/crud';
import { executeApi } from '../../../nodes/shared/execute';
import { body } from '../../../nodes/shared/fields';
import { createEngine } from '../../../nodes/shared/request';
import { numeric } from '../../../nodes/shared/schemas';
import type { Api } from '../../../nodes/shared/types';
import { vendorWords } from '../../../nodes/shared/vendorWords';
import { hurried } from '../../support/clock';
import { fakeHost } from '../../support/host';
import type { HostSetup } from '../../support/host';

const property = (displayName: string, name: string) => ({
	displayName,
	name,
	type: 'string' as const,
	default: '',
});
const number = { schema: () => numeric() };

const api: Api = {
	name: 'Till',
	authentications: [
		{
			value: 'key',
			name: 'Key',
			description: 'With a key',
			credential: 'tillApi',
			baseUrl: () => 'https://till.example',
			secrets: () => [],
		},
	],
	resources: [
		crud({
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
			],
			optional: [body(property('Note', 'note')), body(property('Your Own ID', 'externalId'))],
			createOnly: [body(property('Shop', 'idSalesPoint'), number)],
			fixed: ['rate'],
			filters: [],
			simplify: (record) => record,
		}),
	],
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
	{ id: 'a b', externalId: 'one', description: 'Old', rate: 22, note: 'kept', idSalesPoint: null },
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
	expect(bodies).toEqual([{ externalId: 'two', description: 'New', rate: 10, idSalesPoint: 4711 }]);
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
			{ id: made?.id, externalId: 'x', description: 'third', rate: 10, note: 'n' },
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

	it.each<[string, IDataObject, string]>([
		['Rate', { rate: 4 }, 'it is 22, not 4'],
		['Shop', { rate: 22, additionalFields: { idSalesPoint: 4711 } }, 'it is empty, not 4711'],
	])('is an error that names it where it differs: %s', async (name, fields, words) => {
		const { error, calls } = await upsert([{ externalId: 'one', description: 'x', ...fields }]);
		expect(error).toMatchObject({
			message: `"${name}" can't be changed on a record that exists: ${words}`,
			description: 'Give the value that the record has, or leave the field out.',
			context: { itemIndex: 0 },
		});
		expect(calls).toEqual([LIST]);
	});
});

it('sends nothing without a key', async () => {
	const { error, calls } = await upsert([{ externalId: '', description: 'x', rate: 1 }]);
	expect(error).toMatchObject({ message: '"Your Own ID" is empty' });
	expect(calls).toEqual([]);
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
