/** CassaNova organizations through n8n's engine: what is sent to the byte, and what comes out. */
import { byId, EMPTY, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const required = {
	name: ODD,
	address: 'Via è & = + " / 1',
	city: 'Forlì',
	zipcode: '00100',
	district: 'FC',
};
const optional = {
	country: 'IT',
	vatNumber: '01234567890',
	fiscalCode: '01234567890',
	phoneNumber: '+39 051 000000',
	email: 'a+b@example.com',
	note: ODD,
};

const newOrganization = async (): Promise<string> => {
	const { jsons } = await kit.run('organization.create', { ...required });
	await kit.bench.mark();
	return String(jsons[0]?.id);
};

it('creates with all fields', async () => {
	const { items } = await kit.run('organization.create', {
		...required,
		additionalFields: { ...optional, idSalesPoint: byId(4711) },
	});
	expect(await kit.bench.sent()).toEqual(['POST /organizations']);
	expect(await kit.body()).toEqual({ ...required, ...optional, idSalesPoint: 4711 });
	expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
});

it('creates with the required fields only', async () => {
	await kit.run('organization.create', { ...required, additionalFields: {} });
	expect(await kit.body()).toEqual(required);
});

it.each<[string, keyof typeof required]>([
	['Name', 'name'],
	['Address', 'address'],
	['City', 'city'],
	['Zip Code', 'zipcode'],
	['District (Provincia)', 'district'],
])('needs %s, before anything is sent', async (displayName, name) => {
	const outcome = await kit.run('organization.create', { ...required, [name]: EMPTY });
	await kit.expectRefused(outcome, `"${displayName}" is empty`);
});

it('keeps a zip code that an expression gives as a number without changing its digits', async () => {
	await kit.run(
		'organization.create',
		{ ...required, zipcode: '={{ $json.zip }}' },
		{ items: [{ zip: 40125 }] },
	);
	expect(await kit.body()).toEqual({ ...required, zipcode: '40125' });
});

it('updates only what was added, and all fields', async () => {
	const id = await newOrganization();
	const { jsons } = await kit.run('organization.update', {
		organizationId: byId(id),
		updateFields: { note: ODD },
	});
	expect(await kit.bench.sent()).toEqual([`PUT /organizations/${id}`]);
	expect(await kit.body()).toEqual({ note: ODD });
	expect(jsons).toEqual([{ id, success: true }]);
	await kit.bench.mark();
	await kit.run('organization.update', {
		organizationId: byId(id),
		updateFields: { ...required, ...optional },
	});
	expect(await kit.body()).toEqual({ ...required, ...optional });
});

it('gets one, unwrapped', async () => {
	const id = await newOrganization();
	const { jsons } = await kit.run('organization.get', { organizationId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`GET /organizations/${id}`]);
	expect(jsons).toEqual([expect.objectContaining({ id, ...required, note: null })]);
});

it('gets many with all filters', async () => {
	await kit.run('organization.getAll', {
		limit: 3,
		filters: {
			ids: 'a',
			vatNumber: ODD,
			fiscalCode: 'RSS',
			name: '012',
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06',
		},
	});
	expect(await kit.bench.sent()).toEqual([
		`GET /organizations?start=0&limit=3&ids=%5B%22a%22%5D&vatNumber=${ODD_JSON}` +
			'&fiscalCode=%22RSS%22&name=%22012%22' +
			'&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22',
	]);
});

it('gets many without filters, in ten flat fields', async () => {
	const { jsons } = await kit.run('organization.getAll', { returnAll: true, simplify: true });
	expect(await kit.bench.sent()).toEqual(['GET /organizations?start=0&limit=100']);
	expect(Object.keys(jsons[0] ?? {})).toEqual([
		'name',
		'vatNumber',
		'fiscalCode',
		'email',
		'phoneNumber',
		'address',
		'zipcode',
		'city',
		'country',
		'id',
	]);
});

it('deletes', async () => {
	const id = await newOrganization();
	const { jsons } = await kit.run('organization.delete', { organizationId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`DELETE /organizations/${id}`]);
	expect(jsons).toEqual([{ id, deleted: true }]);
});
