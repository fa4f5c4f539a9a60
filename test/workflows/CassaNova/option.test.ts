/** CassaNova options through n8n's engine: values as fields and as JSON, and what comes out. */
import { byId, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const values = [
	{ type: 'POSITIVE', value: ODD, position: 0, externalId: 'own/v1' },
	{ type: 'NEUTRAL', value: '7', position: 2 },
	{ type: 'NEGATIVE', value: 'No sugar', position: 1 },
];
/** As the panel stores them: a field that was left empty is an empty text. */
const asFields = { entry: values.map((value) => ({ externalId: '', ...value })) };

const newOption = async (externalId?: string): Promise<string> => {
	const { jsons } = await kit.run('option.create', {
		description: ODD,
		values: asFields,
		additionalFields: externalId === undefined ? {} : { externalId },
	});
	await kit.bench.mark();
	return String(jsons[0]?.id);
};

it('creates with all fields', async () => {
	const { items } = await kit.run('option.create', {
		description: ODD,
		values: asFields,
		additionalFields: { externalId: 'own/1', idSalesPoint: byId(4711) },
	});
	expect(await kit.bench.sent()).toEqual(['POST /options']);
	expect(await kit.body()).toEqual({
		description: ODD,
		values,
		externalId: 'own/1',
		idSalesPoint: 4711,
	});
	expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
});

it('creates with the required fields only', async () => {
	await kit.run('option.create', {
		description: 'Size',
		values: { entry: [{ type: 'NEUTRAL', value: 'S', position: 0 }] },
	});
	expect(await kit.body()).toEqual({
		description: 'Size',
		values: [{ type: 'NEUTRAL', value: 'S', position: 0 }],
	});
});

it.each<[string, string]>([
	['text', JSON.stringify(values)],
	['what an expression gives', '={{ $json.values }}'],
])('sends the same to the byte where the values are JSON: %s', async (_name, valuesJson) => {
	await kit.run('option.create', { description: ODD, values: asFields });
	await kit.run(
		'option.create',
		{ description: ODD, defineUsing: 'json', valuesJson },
		{ items: [{ values }] },
	);
	const [first, second] = await kit.bench.log();
	expect(JSON.stringify(second?.body)).toBe(JSON.stringify(first?.body));
	expect(second?.headers['content-length']).toBe(first?.headers['content-length']);
});

it.each<[string, object, string]>([
	['no value', {}, '"Values" needs at least one value'],
	['an empty list', { entry: [] }, '"Values" needs at least one value'],
	[
		'a value without text',
		{ entry: [{ type: 'NEUTRAL', value: '', position: 0 }] },
		'"Values" is wrong in entry 1, "Value": is missing',
	],
	[
		'a type that does not exist',
		{ entry: [values[1], { ...values[2], type: 'HUGE' }] },
		'"Values" is wrong in entry 2, "Type": must be one of POSITIVE, NEUTRAL, NEGATIVE',
	],
	[
		'a place that is not whole',
		{ entry: [{ ...values[1], position: 1.5 }] },
		'"Values" is wrong in entry 1, "Position": must be a whole number',
	],
])('refuses %s, before anything is sent', async (_name, list, words) => {
	await kit.expectRefused(
		await kit.run('option.create', { description: 'x', values: list as never }),
		words,
	);
});

it.each<[string, string, string]>([
	['that is no JSON', '[{', '"Values (JSON)" must be a JSON array'],
	['that is no array', '{"type":"NEUTRAL"}', '"Values (JSON)" must be a JSON array'],
	['that is empty', '[]', '"Values (JSON)" needs at least one value'],
	[
		'with an unknown field',
		'[{"type":"NEUTRAL","value":"S","position":0,"size":1}]',
		'"Values (JSON)" is wrong in entry 1: has the unknown field "size"',
	],
	[
		'with a field missing',
		'[{"type":"NEUTRAL","value":"S"}]',
		'"Values (JSON)" is wrong in entry 1, "position": is missing',
	],
])('refuses a list %s, before anything is sent', async (_name, valuesJson, words) => {
	await kit.expectRefused(
		await kit.run('option.create', { description: 'x', defineUsing: 'json', valuesJson }),
		words,
	);
});

it('updates only what was added', async () => {
	const id = await newOption();
	const { jsons } = await kit.run('option.update', {
		optionId: byId(id),
		updateFields: { description: 'Size' },
	});
	expect(await kit.bench.sent()).toEqual([`PUT /options/${id}`]);
	expect(await kit.body()).toEqual({ description: 'Size' });
	expect(jsons).toEqual([{ id, success: true }]);
});

it.each<[string, object, object]>([
	['fields', {}, { values: asFields }],
	['JSON', { defineUsing: 'json' }, { valuesJson: JSON.stringify(values) }],
])('updates the values, as %s', async (_name, more, fields) => {
	const id = await newOption();
	await kit.run('option.update', {
		optionId: byId(id),
		...more,
		updateFields: { externalId: 'own/2', ...fields },
	});
	expect(await kit.body()).toEqual({ externalId: 'own/2', values });
});

it('gets one, unwrapped', async () => {
	const id = await newOption('own/3');
	const { jsons } = await kit.run('option.get', { optionId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`GET /options/${id}`]);
	expect(jsons).toEqual([expect.objectContaining({ id, description: ODD, externalId: 'own/3' })]);
	expect(jsons[0]?.values).toEqual(values.map((value) => expect.objectContaining(value)));
});

it('gets many with all filters', async () => {
	await kit.run('option.getAll', {
		limit: 3,
		filters: {
			ids: 'a,b',
			idsSalesPoint: [4711],
			description: ODD,
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06',
		},
	});
	expect(await kit.bench.sent()).toEqual([
		'GET /options?start=0&limit=3&ids=%5B%22a%22%2C%22b%22%5D&idsSalesPoint=%5B4711%5D' +
			`&description=${ODD_JSON}&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22`,
	]);
});

it('gets many without filters, the values as one text', async () => {
	const { jsons } = await kit.run('option.getAll', { returnAll: true, simplify: true });
	expect(await kit.bench.sent()).toEqual(['GET /options?start=0&limit=100']);
	expect(jsons.find(({ description }) => description === 'Taglia')).toMatchObject({
		values: 'S, M, L',
		id: expect.any(String),
	});
	const columns = jsons.flatMap((json) => Object.values(json));
	expect(columns.filter((value) => typeof value === 'object' && value !== null)).toEqual([]);
});

it('deletes', async () => {
	const id = await newOption();
	const { jsons } = await kit.run('option.delete', { optionId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`DELETE /options/${id}`]);
	expect(jsons).toEqual([{ id, deleted: true }]);
});

it('creates or updates by your own ID', async () => {
	const id = await newOption('own/4');
	const upsert = async (externalId: string) =>
		(
			await kit.run('option.createOrUpdate', {
				externalId,
				description: 'Size',
				defineUsing: 'json',
				valuesJson: JSON.stringify(values.slice(1)),
			})
		).jsons;
	expect(await upsert('own/4')).toEqual([{ id, created: false }]);
	expect(await upsert('own/5')).toEqual([{ id: expect.any(String), created: true }]);
	const writes = (await kit.bench.log()).filter(({ method }) => method !== 'GET');
	expect(writes.map(({ method, path, body }) => [method, path, body])).toEqual([
		['PUT', `/options/${id}`, { description: 'Size', values: values.slice(1) }],
		['POST', '/options', { externalId: 'own/5', description: 'Size', values: values.slice(1) }],
	]);
});
