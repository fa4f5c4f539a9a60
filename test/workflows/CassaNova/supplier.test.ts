/** CassaNova suppliers through n8n's engine: what is sent to the byte, and what comes out. */
import { byId, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const first = async (): Promise<string> => String((await kit.records('supplier'))[0]?.id);

const required = { name: ODD, vatNumber: '12345678901' };
const optional = {
	taxCode: 'RSSMRA80A01F205X',
	street: 'Via Emilia 12/A',
	city: 'Forlì',
	zipcode: '47121',
	district: 'FC',
	country: 'IT',
	phoneNumber: '+39 0543 000000',
	email: 'a+b@example.com',
	note: `${ODD}\n2`,
	externalId: 'own/1',
};

it('creates with all fields, and with the required ones only', async () => {
	const { items } = await kit.run('supplier.create', {
		...required,
		additionalFields: { ...optional, idSalesPoint: byId(4711) },
	});
	const [request] = await kit.bench.log();
	expect(request).toMatchObject({ method: 'POST', path: '/suppliers', rawQuery: '' });
	expect(request?.headers).toMatchObject({ 'x-version': '1.0.0', 'x-requested-with': '*' });
	expect(await kit.body()).toEqual({ ...required, ...optional, idSalesPoint: 4711 });
	expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);

	await kit.bench.mark();
	await kit.run('supplier.create', required);
	expect(await kit.body()).toEqual(required);
});

it('keeps a leading zero that an expression gives as text', async () => {
	await kit.run('supplier.create', { ...required, vatNumber: '={{ "00123456789" }}' });
	expect(await kit.body()).toEqual({ ...required, vatNumber: '00123456789' });
});

it('gets one', async () => {
	const id = await first();
	const { items } = await kit.run('supplier.get', { supplierId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`GET /suppliers/${id}`]);
	expect(items).toEqual([
		{
			json: expect.objectContaining({ id, name: 'Torrefazione Adriatica' }),
			pairedItem: { item: 0 },
		},
	]);
});

it('updates what was added only, or everything', async () => {
	const id = await first();
	const supplierId = byId(id);
	const { items } = await kit.run('supplier.update', { supplierId, updateFields: { city: ODD } });
	expect(await kit.bench.sent()).toEqual([`PUT /suppliers/${id}`]);
	expect(await kit.body()).toEqual({ city: ODD });
	expect(items).toEqual([{ json: { id, success: true }, pairedItem: { item: 0 } }]);

	await kit.bench.mark();
	await kit.run('supplier.update', { supplierId, updateFields: { ...required, ...optional } });
	expect(await kit.body()).toEqual({ ...required, ...optional });
});

it('deletes', async () => {
	const id = await first();
	const { items } = await kit.run('supplier.delete', { supplierId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`DELETE /suppliers/${id}`]);
	expect(items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
});

it('creates once by your own ID, and changes from then on', async () => {
	const upsert = async (city: string) =>
		await kit.run('supplier.createOrUpdate', {
			...required,
			externalId: 'own/3',
			additionalFields: { city },
		});
	const created = await upsert('Bologna');
	const id = created.jsons[0]?.id;
	expect(created.jsons).toEqual([{ id: expect.any(String), created: true }]);
	expect((await upsert('Modena')).jsons).toEqual([{ id, created: false }]);
	expect(await kit.bench.sent()).toEqual([
		'GET /suppliers?start=0&limit=100',
		'POST /suppliers',
		'GET /suppliers?start=0&limit=100',
		`PUT /suppliers/${String(id)}`,
	]);
	const [, post, , put] = await kit.bench.log();
	expect(post?.body).toEqual({ ...required, externalId: 'own/3', city: 'Bologna' });
	expect(put?.body).toEqual({ city: 'Modena' });
});

it("says so where a record's shop would have to change", async () => {
	const upsert = async (shop: number) =>
		await kit.run('supplier.createOrUpdate', {
			...required,
			externalId: 'own/4',
			additionalFields: { idSalesPoint: byId(shop) },
		});
	await upsert(4711);
	await kit.bench.mark();
	const outcome = await upsert(4712);
	expect(outcome.words).toContain("can't be changed on a record that exists: it is 4711, not 4712");
	expect(await kit.bench.sent()).toEqual(['GET /suppliers?start=0&limit=100']);
});

it('gets many with all filters', async () => {
	const { status } = await kit.run('supplier.getAll', {
		returnAll: false,
		limit: 7,
		filters: {
			ids: 'a,b',
			idsSalesPoint: '4711,4712',
			name: ODD,
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06',
		},
	});
	expect(status).toBe('success');
	expect(await kit.bench.sent()).toEqual([
		'GET /suppliers?start=0&limit=7&ids=%5B%22a%22%2C%22b%22%5D&idsSalesPoint=%5B4711%2C4712%5D' +
			`&name=${ODD_JSON}&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22`,
	]);
});

it('gets many in ten flat columns', async () => {
	const { jsons } = await kit.run('supplier.getAll', { returnAll: true, simplify: true });
	expect(jsons).toHaveLength(3);
	expect(Object.keys(jsons[0] ?? {})).toEqual([
		'name',
		'vatNumber',
		'taxCode',
		'email',
		'phoneNumber',
		'street',
		'zipcode',
		'city',
		'id',
		'externalId',
	]);
});
