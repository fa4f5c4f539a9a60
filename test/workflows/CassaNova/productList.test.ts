/** Thousands of CassaNova products through n8n's engine: one pass, in order, each product once. */
import { FRESH, useBench } from '../../support/n8n/bench';
import { isLong } from '../../support/clock/seeds';

/** A machine that is busy with other suites needs far more than the usual three seconds. */
const TIMEOUT = 120_000;

const COUNT = isLong ? 10_000 : 3_000;
const PAGE = 100;
const PAGES = COUNT / PAGE;
/** Where pages begin that are compared with the sandbox's own: near both ends and in between. */
const SAMPLES = [0, PAGE, COUNT / 2 - PAGE, COUNT - PAGE];

const kit = useBench();

const read = async (parameters = {}) =>
	await kit.bench.run({
		authentication: 'apiKey',
		operation: 'product.getAll',
		parameters: { returnAll: true, simplify: true, ...parameters },
	});

const idsOf = ({ jsons }: Awaited<ReturnType<typeof read>>) => jsons.map(({ id }) => String(id));

/** The ids of one page in the sandbox's own order, without the node. */
async function truth(start: number): Promise<string[]> {
	const { baseUrl, apiKey } = kit.bench.ready.cassaNova;
	const answer = await fetch(`${baseUrl}/apikey/token`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'X-Requested-With': '*', ...FRESH },
		body: JSON.stringify({ apiKey }),
	});
	const { access_token: token } = (await answer.json()) as { access_token: string };
	const list = await fetch(`${baseUrl}/products?start=${start}&limit=100`, {
		headers: { 'X-Version': '1.0.0', Authorization: `Bearer ${token}`, ...FRESH },
	});
	const { products } = (await list.json()) as { products: Array<{ id: string }> };
	return products.map(({ id }) => id);
}

const counted = async () =>
	(await kit.bench.control<{ records: { product: number } }>('state?vendor=cassaNova')).records
		.product;

beforeAll(async () => {
	const insert = COUNT - (await counted());
	await kit.bench.control('faults', { kind: 'pageShift', insert, path: 'products$' });
	await truth(0);
	expect(await counted()).toBe(COUNT);
}, TIMEOUT);

it(
	'are read with exactly one request for each hundred, in their order',
	async () => {
		await kit.bench.mark();
		const outcome = await read();
		expect(outcome.words).toBe('');
		const requests = await kit.bench.log();
		expect(requests).toHaveLength(PAGES);
		const starts = requests.map(({ query }) => Number(query.start)).sort((a, b) => a - b);
		expect(starts).toEqual(Array.from({ length: PAGES }, (_, index) => index * PAGE));
		expect(requests.every(({ query }) => query.limit === '100')).toBe(true);
		const ids = idsOf(outcome);
		expect(new Set(ids).size).toBe(COUNT);
		for (const start of SAMPLES) {
			expect(ids.slice(start, start + PAGE)).toEqual(await truth(start));
		}
		expect(outcome.hints).toEqual([]);
	},
	TIMEOUT,
);

it(
	'come once each when products are added in front meanwhile, and a hint says so',
	async () => {
		const before = await Promise.all(SAMPLES.map(truth));
		await kit.bench.control('latency', { ms: 10 });
		await kit.bench.control('faults', {
			kind: 'pageShift',
			insert: 3,
			path: 'products$',
			after: Math.floor(PAGES * 0.4),
		});
		const outcome = await read();
		await kit.bench.control('latency', { ms: 0 });
		expect(outcome.words).toBe('');
		const ids = idsOf(outcome);
		expect(new Set(ids).size).toBe(ids.length);
		const found = new Set(ids);
		expect(before.flat().filter((id) => !found.has(id))).toEqual([]);
		expect(ids.length).toBeGreaterThanOrEqual(COUNT);
		expect(outcome.hints).toEqual([
			'Records were added or removed while the list was read. Each was taken once; run it again for the latest.',
		]);
	},
	TIMEOUT,
);

it('are read no further than the limit', async () => {
	await kit.bench.mark();
	const outcome = await read({ returnAll: false, limit: 150 });
	expect(outcome.items).toHaveLength(150);
	const sizes = (await kit.bench.log()).map(({ query }) => [query.start, query.limit]);
	expect(sizes.sort()).toEqual([
		['0', '100'],
		['100', '50'],
	]);
});
