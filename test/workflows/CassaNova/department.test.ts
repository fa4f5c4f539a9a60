/** CassaNova departments through n8n's engine: what is sent to the byte, and what comes out. */
import { byId, EMPTY, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const texts = {
	description: ODD,
	descriptionLabel: 'Label /',
	descriptionReceipt: 'FOOD & DRINK',
};
const color = 'e8864a';
const required = { ...texts, color };

const taxId = async (): Promise<string> => String((await kit.records('tax'))[0]?.id);

const newDepartment = async (externalId?: string): Promise<string> => {
	const { jsons } = await kit.run('department.create', {
		...required,
		idTax: byId(await taxId()),
		additionalFields: externalId === undefined ? {} : { externalId },
	});
	await kit.bench.mark();
	return String(jsons[0]?.id);
};

it('creates with all fields', async () => {
	const idTax = await taxId();
	const { items } = await kit.run('department.create', {
		...required,
		idTax: byId(idTax),
		additionalFields: {
			amountLimit: 99.95,
			externalId: 'own/1',
			idSalesPoint: byId('4711'),
		},
	});
	expect(await kit.bench.sent()).toEqual(['POST /departments']);
	const [request] = await kit.bench.log();
	expect(request?.headers).toMatchObject({ 'x-version': '1.0.0', 'x-requested-with': '*' });
	expect(await kit.body()).toEqual({
		...required,
		idTax,
		amountLimit: 99.95,
		externalId: 'own/1',
		idSalesPoint: 4711,
	});
	expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
});

it('creates with the required fields only', async () => {
	const idTax = await taxId();
	await kit.run('department.create', { ...required, idTax: byId(idTax), additionalFields: {} });
	expect(await kit.body()).toEqual({ ...required, idTax });
});

it.each<[string, object, string]>([
	['tax', { idTax: byId(EMPTY) }, '"Tax" is empty'],
	['label', { descriptionLabel: EMPTY }, '"Button Label" is empty'],
	['description on receipts', { descriptionReceipt: EMPTY }, '"Description on Receipt" is empty'],
	['color that exists', { color: 'ff0000' }, '"Color" must be one of 0a7cad'],
	[
		'limit that is a number',
		{ additionalFields: { amountLimit: 'much' } },
		'"Amount Limit" must be a number',
	],
])('needs a %s, before anything is sent', async (_name, wrong, words) => {
	const outcome = await kit.run('department.create', {
		...required,
		idTax: byId('some'),
		...wrong,
	});
	await kit.expectRefused(outcome, words);
});

it('updates only what was added', async () => {
	const id = await newDepartment();
	const idTax = String((await kit.records('tax'))[1]?.id);
	const { items } = await kit.run('department.update', {
		departmentId: byId(id),
		updateFields: { idTax: byId(idTax), amountLimit: 0 },
	});
	expect(await kit.bench.sent()).toEqual([`PUT /departments/${id}`]);
	expect(await kit.body()).toEqual({ idTax, amountLimit: 0 });
	expect(items).toEqual([{ json: { id, success: true }, pairedItem: { item: 0 } }]);
});

it('updates all fields', async () => {
	const id = await newDepartment();
	const idTax = await taxId();
	const updateFields = { ...required, amountLimit: 1.5, externalId: 'own/2' };
	await kit.run('department.update', {
		departmentId: byId(id),
		updateFields: { ...updateFields, idTax: byId(idTax) },
	});
	expect(await kit.body()).toEqual({ ...updateFields, idTax });
});

it('gets one, unwrapped', async () => {
	const id = await newDepartment('own/3');
	const { jsons } = await kit.run('department.get', { departmentId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`GET /departments/${id}`]);
	expect(jsons).toEqual([
		expect.objectContaining({
			...required,
			id,
			externalId: 'own/3',
			tax: expect.objectContaining({ rate: expect.any(Number) }),
		}),
	]);
});

it('gets many with all filters', async () => {
	await kit.run('department.getAll', {
		limit: 3,
		filters: {
			ids: ['a', ODD],
			idsSalesPoint: '4711, 4712',
			description: ODD,
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06T12:00:00',
		},
	});
	expect(await kit.bench.sent()).toEqual([
		`GET /departments?start=0&limit=3&ids=%5B%22a%22%2C${ODD_JSON}%5D` +
			`&idsSalesPoint=%5B4711%2C4712%5D&description=${ODD_JSON}` +
			'&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22',
	]);
});

it('gets many without filters, in ten flat fields', async () => {
	const { jsons } = await kit.run('department.getAll', { returnAll: true, simplify: true });
	expect(await kit.bench.sent()).toEqual(['GET /departments?start=0&limit=100']);
	expect(Object.keys(jsons[0] ?? {})).toEqual([
		'description',
		'descriptionLabel',
		'descriptionReceipt',
		'idTax',
		'color',
		'amountLimit',
		'id',
		'externalId',
		'idSalesPoint',
		'lastUpdate',
	]);
});

it('deletes', async () => {
	const id = await newDepartment();
	const { jsons } = await kit.run('department.delete', { departmentId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`DELETE /departments/${id}`]);
	expect(jsons).toEqual([{ id, deleted: true }]);
});

it('creates or updates by your own ID', async () => {
	const id = await newDepartment('own/4');
	const idTax = await taxId();
	const { jsons } = await kit.run(
		'department.createOrUpdate',
		{
			...texts,
			externalId: '={{ $json.key }}',
			description: '={{ $json.name }}',
			idTax: byId(idTax),
			additionalFields: { color },
			options: { batching: { batch: { batchSize: 3, batchInterval: 0 } } },
		},
		{
			items: [
				{ key: 'own/4', name: 'known' },
				{ key: 'own/5', name: 'new' },
				{ key: 'own/5', name: 'new again' },
			],
		},
	);
	const sent = await kit.bench.sent();
	expect(sent.filter((line) => line.startsWith('GET'))).toEqual([
		'GET /departments?start=0&limit=100',
	]);
	expect(sent.filter((line) => line.startsWith('POST'))).toEqual(['POST /departments']);
	expect(jsons).toEqual([
		{ id, created: false },
		{ id: expect.any(String), created: true },
		{ id: jsons[1]?.id, created: false },
	]);
	const bodies = (await kit.bench.log()).filter(({ method }) => method !== 'GET');
	expect(bodies.find(({ path }) => path === `/departments/${id}`)?.body).toEqual({
		description: 'known',
	});
	const known = await kit.records('department');
	expect(known.filter(({ externalId }) => externalId === 'own/5')).toEqual([
		expect.objectContaining({ description: 'new again' }),
	]);
});

it('names a field that a known record has otherwise, and writes nothing', async () => {
	await newDepartment('own/6');
	const outcome = await kit.run('department.createOrUpdate', {
		...texts,
		externalId: 'own/6',
		idTax: byId(await taxId()),
		additionalFields: { idSalesPoint: byId('4711') },
	});
	expect(outcome.words).toContain(
		`"Shop" can't be changed on a record that exists: it is empty, not 4711`,
	);
	expect((await kit.bench.sent()).filter((line) => !line.startsWith('GET'))).toEqual([]);
});
