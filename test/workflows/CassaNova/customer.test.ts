/** CassaNova customers through n8n's engine: what is sent to the byte, and what comes out. */
import type { INodeParameters } from 'n8n-workflow';
import {
	byId,
	EMPTY,
	ID,
	ODD,
	ODD_JSON,
	OTHER_ID,
	useCassaNova,
} from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const required = {
	name: ODD,
	dateOfBirth: '1980-05-17',
	gender: 'MALE',
	address: 'Via è & = + " / 1',
	city: 'Forlì',
	zipcode: '00100',
	district: 'FC',
};
const optional = {
	country: 'IT',
	vatNumber: '01234567890',
	fiscalCode: 'RSSMRA80A01F205X',
	phoneNumber: '+39 051 000000',
	email: 'a+b@example.com',
	note: ODD,
	externalId: 'own/1',
};

const organizationId = async (): Promise<string> =>
	String((await kit.records('organization'))[0]?.id);

const newCustomer = async (externalId?: string): Promise<string> => {
	const { jsons } = await kit.run('customer.create', {
		...required,
		additionalFields: externalId === undefined ? {} : { externalId },
	});
	await kit.bench.mark();
	return String(jsons[0]?.id);
};

it('creates with all fields', async () => {
	const idOrganization = await organizationId();
	const { items } = await kit.run('customer.create', {
		...required,
		additionalFields: {
			...optional,
			idOrganization: byId(idOrganization),
			idSalesPoint: byId(4711),
		},
	});
	expect(await kit.bench.sent()).toEqual(['POST /customers']);
	expect(await kit.body()).toEqual({
		...required,
		...optional,
		idOrganization,
		idSalesPoint: 4711,
	});
	expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
});

it('creates with the required fields only', async () => {
	await kit.run('customer.create', { ...required });
	expect(await kit.body()).toEqual(required);
});

it.each([
	'1980-05-17T00:00:00',
	'1980-05-17T23:59:00',
	// A day of the calendar is the one that is written, whatever zone it is written in.
	'1980-05-17T23:30:00.000Z',
	'={{ DateTime.fromISO("1980-05-17") }}',
	'={{ DateTime.fromISO("1980-05-17T00:00", { zone: "Asia/Tokyo" }) }}',
	'={{ new Date("1980-05-16T22:00:00Z") }}',
])('sends a day where the date of birth is %s', async (dateOfBirth) => {
	await kit.run('customer.create', { ...required, dateOfBirth });
	expect(await kit.body()).toMatchObject({ dateOfBirth: '1980-05-17' });
});

it.each<[string, object, string]>([
	['a name', { name: EMPTY }, '"Name" is empty'],
	['a date of birth', { dateOfBirth: EMPTY }, '"Date of Birth" is empty'],
	['a date that exists', { dateOfBirth: '1980-02-30' }, '"Date of Birth" must be a date'],
	['a gender', { gender: EMPTY }, '"Gender" is empty'],
	['a gender that exists', { gender: 'male' }, '"Gender" must be one of FEMALE, MALE'],
	['an address', { address: EMPTY }, '"Address" is empty'],
	['a city', { city: EMPTY }, '"City" is empty'],
	['a zip code', { zipcode: EMPTY }, '"Zip Code" is empty'],
	['a district', { district: EMPTY }, '"District (Provincia)" is empty'],
])('needs %s, before anything is sent', async (_name, wrong, words) => {
	await kit.expectRefused(await kit.run('customer.create', { ...required, ...wrong }), words);
});

it('updates only what was added, and all fields', async () => {
	const idOrganization = await organizationId();
	const id = await newCustomer();
	const { jsons } = await kit.run('customer.update', {
		customerId: byId(id),
		updateFields: { gender: 'FEMALE' },
	});
	expect(await kit.bench.sent()).toEqual([`PUT /customers/${id}`]);
	expect(await kit.body()).toEqual({ gender: 'FEMALE' });
	expect(jsons).toEqual([{ id, success: true }]);
	await kit.bench.mark();
	await kit.run('customer.update', {
		customerId: byId(id),
		updateFields: { ...required, ...optional, idOrganization: byId(idOrganization) },
	});
	expect(await kit.body()).toEqual({ ...required, ...optional, idOrganization });
});

it.each<[string, INodeParameters]>([
	['Your Own ID', { externalId: '' }],
	['Name', { name: EMPTY }],
	['Date of Birth', { dateOfBirth: '' }],
	['Gender', { gender: EMPTY }],
	['Organization', { idOrganization: byId('') }],
])('refuses to clear "%s" in an update', async (name, cleared) => {
	const updateFields = { note: '', ...cleared };
	const outcome = await kit.run('customer.update', { customerId: byId('c'), updateFields });
	await kit.expectRefused(outcome, `"${name}" is empty, and cannot be cleared`);
});

it('clears an optional text, and leaves alone what an expression gives as null', async () => {
	const id = await newCustomer();
	const updateFields = { note: '', name: '={{ null }}', city: '={{ $json.nope }}' };
	const { words } = await kit.run('customer.update', { customerId: byId(id), updateFields });
	expect(words).toBe('');
	expect(await kit.body()).toEqual({ note: '' });
});

it('gets one, unwrapped', async () => {
	const id = await newCustomer('own/3');
	const { jsons } = await kit.run('customer.get', { customerId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`GET /customers/${id}`]);
	expect(jsons).toEqual([expect.objectContaining({ id, ...required, externalId: 'own/3' })]);
});

it('gets many with all filters', async () => {
	await kit.run('customer.getAll', {
		limit: 3,
		filters: {
			ids: 'a,b',
			vatNumber: ODD,
			fiscalCode: 'RSS',
			name: '012',
			idsOrganization: [ID, OTHER_ID],
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06',
		},
	});
	expect(await kit.bench.sent()).toEqual([
		`GET /customers?start=0&limit=3&ids=%5B%22a%22%2C%22b%22%5D&vatNumber=${ODD_JSON}` +
			`&fiscalCode=%22RSS%22&name=%22012%22&idsOrganization=%5B%22${ID}%22%2C%22${OTHER_ID}%22%5D` +
			'&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22',
	]);
});

it('gets many without filters, in ten flat fields', async () => {
	const { jsons } = await kit.run('customer.getAll', { returnAll: true, simplify: true });
	expect(await kit.bench.sent()).toEqual(['GET /customers?start=0&limit=100']);
	expect(jsons[0]).toEqual({
		name: 'Giulia Ferri',
		email: null,
		phoneNumber: null,
		fiscalCode: null,
		dateOfBirth: '1970-01-15',
		address: 'Via Garibaldi 1',
		zipcode: '00100',
		city: 'Bologna',
		id: expect.any(String),
		externalId: 'CL-1',
	});
});

it('deletes', async () => {
	const id = await newCustomer();
	const { jsons } = await kit.run('customer.delete', { customerId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`DELETE /customers/${id}`]);
	expect(jsons).toEqual([{ id, deleted: true }]);
});

it('creates or updates by your own ID', async () => {
	const [known] = await kit.records('customer');
	const changed = Object.fromEntries(
		Object.entries(required).filter(([name, value]) => known?.[name] !== value),
	);
	const { jsons } = await kit.run(
		'customer.createOrUpdate',
		{ ...required, externalId: '={{ $json.key }}', additionalFields: { note: 'n' } },
		{ items: [{ key: 'CL-1' }, { key: 'CL-99' }] },
	);
	expect(jsons).toEqual([
		{ id: known?.id, created: false },
		{ id: expect.any(String), created: true },
	]);
	const requests = await kit.bench.log();
	expect(requests.map(({ method, path, body }) => [method, path, body])).toEqual([
		['GET', '/customers', undefined],
		['PUT', `/customers/${String(known?.id)}`, { ...changed, note: 'n' }],
		['POST', '/customers', { ...required, note: 'n', externalId: 'CL-99' }],
	]);
});
