/** CassaNova's rooms and tables through n8n's engine: what is sent to the byte, and what comes out. */
import { ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const NAVIGLI = 4712;
const idsSalesPoint = [NAVIGLI];
const SHOPS = '%5B4712%5D';

it('gets the rooms of the shops that are named, and no others', async () => {
	const { items } = await kit.run('room.getAll', {
		returnAll: true,
		simplify: true,
		idsSalesPoint,
	});
	expect(await kit.bench.sent()).toEqual([
		`GET /risto/rooms?start=0&limit=100&idsSalesPoint=${SHOPS}`,
	]);
	expect(items.map(({ json }) => json)).toEqual([
		{
			name: 'Sala grande',
			idSalesPoint: NAVIGLI,
			id: expect.any(String),
			externalId: null,
			lastUpdate: expect.any(Number),
		},
		expect.objectContaining({ name: 'Terrazza' }),
	]);
});

it('gets all tables of long lists, each once', async () => {
	const { jsons } = await kit.run('table.getAll', { returnAll: true, idsSalesPoint });
	expect(await kit.bench.sent()).toEqual([
		`GET /risto/tables?start=0&limit=100&idsSalesPoint=${SHOPS}`,
		`GET /risto/tables?start=100&limit=100&idsSalesPoint=${SHOPS}`,
	]);
	expect(new Set(jsons.map(({ id }) => id)).size).toBe(114);
	expect(Object.keys(jsons[0] ?? {})).toEqual([
		'name',
		'seatsAvailable',
		'idRoom',
		'idSalesPoint',
		'id',
		'externalId',
		'lastUpdate',
	]);
});

it.each([
	['room', '', {}],
	[
		'table',
		'&idsRoom=%5B%22c%22%5D&externalId=%5B%22T-1-1%22%5D',
		{ idsRoom: 'c', externalId: 'T-1-1' },
	],
])('sends all filters of each %s', async (resource, more, filters) => {
	const { status } = await kit.run(`${resource}.getAll`, {
		returnAll: false,
		limit: 7,
		idsSalesPoint,
		filters: {
			ids: 'a,b',
			name: ODD,
			...filters,
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06',
		},
	});
	expect(status).toBe('success');
	expect(await kit.bench.sent()).toEqual([
		`GET /risto/${resource}s?start=0&limit=7&idsSalesPoint=${SHOPS}&ids=%5B%22a%22%2C%22b%22%5D&name=${ODD_JSON}${more}` +
			'&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22',
	]);
});

it('finds the tables of a room', async () => {
	const [room] = await kit.records('room', { idsSalesPoint, filters: { name: 'terrazza' } });
	const tables = await kit.records('table', {
		idsSalesPoint,
		filters: { idsRoom: String(room?.id) },
	});
	expect(tables.map(({ idRoom }) => idRoom)).toEqual(Array(4).fill(room?.id));
});

it('wants a shop before anything is sent', async () => {
	const outcome = await kit.run('room.getAll', { idsSalesPoint: '={{ [] }}' });
	await kit.expectRefused(outcome, '"Shop Names or IDs" needs at least one shop');
});

it.each(['room', 'table'])('says so where an account has no list of %ss', async (resource) => {
	await kit.bench.control('config', { cassaNovaNewer: false });
	const { error } = await kit.run(`${resource}.getAll`, { idsSalesPoint });
	expect(error?.message).toBe(`CassaNova could not get many ${resource}s: error.notfound`);
	expect(error?.description).toContain('belongs to a newer generation of the CassaNova API');
	// What the account has works as ever.
	expect((await kit.run('salesPoint.getAll')).status).toBe('success');
});
