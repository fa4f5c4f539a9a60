/** CassaNova's closings through n8n's engine: any range, each once, by the days of the shop. */
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const range = { datetimeFrom: '2026-03-05', datetimeTo: '2026-03-06' };
const ROUTE = 'GET /reconciliations?start=0&limit=100&';
const asked = (from: string, to: string) =>
	`${ROUTE}datetimeFrom=%22${from}%22&datetimeTo=%22${to}%22`;

const closings = async (parameters: object = range) => {
	const { jsons, words } = await kit.run('closing.getAll', { returnAll: true, ...parameters });
	expect(words).toBe('');
	return jsons.map(({ idSalesPoint, number, date }) => [idSalesPoint, number, date]);
};

/** The closing at 0:30 of the shop's day is on the day before in UTC. */
const EXPECTED = [
	[4711, 2254, '2026-03-04T23:30:00.000Z'],
	[5020, 2255, '2026-03-05T19:15:00.000Z'],
	[4712, 2255, '2026-03-05T21:00:00.000Z'],
	[4711, 2255, '2026-03-05T23:30:00.000Z'],
	[5020, 2256, '2026-03-06T19:15:00.000Z'],
	[4712, 2256, '2026-03-06T21:00:00.000Z'],
];

it('gets those of the days of the shop, with the days beside them read, too', async () => {
	expect(await closings()).toEqual(EXPECTED);
	expect(await kit.bench.sent()).toEqual([
		asked('2026-03-04', '2026-03-06'),
		asked('2026-03-06', '2026-03-07'),
	]);
});

it('gets the same whether "to" includes its day or not', async () => {
	await kit.bench.control('config', { cassaNovaToInclusive: false });
	expect(await closings()).toEqual(EXPECTED);
});

it.each(['withoutZone', 'number'])('takes the time for UTC, written %s', async (form) => {
	await kit.bench.control('config', { cassaNovaClosingTimes: form });
	const found = await closings();
	expect(found.map(([shop, number]) => [shop, number])).toEqual(
		EXPECTED.map(([shop, number]) => [shop, number]),
	);
});

it('gets a month, each closing once', async () => {
	const found = await closings({ datetimeFrom: '2026-03-01', datetimeTo: '2026-03-31' });
	expect(found).toHaveLength(31 * 3);
	expect(new Set(found.map((closing) => JSON.stringify(closing))).size).toBe(31 * 3);
});

it('says so where an account has no closings', async () => {
	await kit.bench.control('config', { cassaNovaNewer: false });
	const { error } = await kit.run('closing.getAll', range);
	expect(error?.message).toBe('CassaNova could not get many closings: error.notfound');
	expect(error?.description).toContain('belongs to a newer generation of the CassaNova API');
});
