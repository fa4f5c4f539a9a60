/** CassaNova sales modes through n8n's engine: what is sent to the byte, and what comes out. */
import { byId, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const first = async (): Promise<string> => String((await kit.records('salesMode'))[0]?.id);

it('creates with all fields, and with the required one only', async () => {
	const { items } = await kit.run('salesMode.create', {
		description: ODD,
		additionalFields: { idSalesPoint: byId(4711) },
	});
	const [request] = await kit.bench.log();
	expect(request).toMatchObject({ method: 'POST', path: '/salesmodes', rawQuery: '' });
	expect(request?.headers).toMatchObject({ 'x-version': '1.0.0', 'x-requested-with': '*' });
	expect(await kit.body()).toEqual({ description: ODD, idSalesPoint: 4711 });
	expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);

	await kit.bench.mark();
	await kit.run('salesMode.create', { description: 'Asporto' });
	expect(await kit.body()).toEqual({ description: 'Asporto' });
});

it('gets one', async () => {
	const id = await first();
	const { items } = await kit.run('salesMode.get', { salesModeId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`GET /salesmodes/${id}`]);
	expect(items).toEqual([
		{ json: expect.objectContaining({ id, description: 'Asporto' }), pairedItem: { item: 0 } },
	]);
});

it('updates', async () => {
	const id = await first();
	const { items } = await kit.run('salesMode.update', {
		salesModeId: byId(id),
		updateFields: { description: ODD },
	});
	expect(await kit.bench.sent()).toEqual([`PUT /salesmodes/${id}`]);
	expect(await kit.body()).toEqual({ description: ODD });
	expect(items).toEqual([{ json: { id, success: true }, pairedItem: { item: 0 } }]);
});

it('deletes', async () => {
	const id = await first();
	const { items } = await kit.run('salesMode.delete', { salesModeId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`DELETE /salesmodes/${id}`]);
	expect(items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
});

it('gets many with all filters', async () => {
	const { status } = await kit.run('salesMode.getAll', {
		returnAll: false,
		limit: 7,
		filters: {
			ids: 'a,b',
			idsSalesPoint: [4711],
			description: ODD,
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06',
		},
	});
	expect(status).toBe('success');
	expect(await kit.bench.sent()).toEqual([
		'GET /salesmodes?start=0&limit=7&ids=%5B%22a%22%2C%22b%22%5D&idsSalesPoint=%5B4711%5D' +
			`&description=${ODD_JSON}&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22`,
	]);
});

it('gets many in flat columns', async () => {
	const { jsons } = await kit.run('salesMode.getAll', { returnAll: true, simplify: true });
	expect(jsons).toEqual(
		['Asporto', 'Happy hour'].map((description) => ({
			description,
			id: expect.any(String),
			idSalesPoint: null,
			lastUpdate: expect.any(Number),
		})),
	);
});
