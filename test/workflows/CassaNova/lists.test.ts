/** Long CassaNova lists through n8n's engine: complete, in order, each record once, with few requests. */
import type { INodeParameters } from 'n8n-workflow';
import { FRESH, useBench } from '../../support/n8n/bench';
import { isLong } from '../../support/clock/seeds';

// Each part has a sandbox of its own, with its own receipts.

/** A machine that is busy with other suites needs far more than the usual three seconds. */
const TIMEOUT = 120_000;

const COUNT = isLong ? 10_000 : 3_000;
const PAGE = 100;
const PAGES = COUNT / PAGE;

const DAY = '2026-03-05';
const NEXT = '2026-03-06';

function useList() {
	const kit = useBench();
	const read = async (parameters: INodeParameters = {}) =>
		await kit.bench.run({
			authentication: 'apiKey',
			operation: 'receipt.getAll',
			parameters: {
				datetimeFrom: DAY,
				datetimeTo: NEXT,
				returnAll: true,
				output: 'raw',
				...parameters,
			},
		});
	const generate = async (count: number, from = DAY, to = NEXT) =>
		await kit.bench.control('generate', { vendor: 'cassaNova', count, from, to, seed: 11 });
	/** The ids in the sandbox's own order, without the node: all from `start` on, or one page. */
	const truth = async (
		from: string,
		to: string,
		{ start = 0, pages = Infinity } = {},
	): Promise<string[]> => {
		const { baseUrl, apiKey } = kit.bench.ready.cassaNova;
		const headers = { 'Content-Type': 'application/json', 'X-Requested-With': '*', ...FRESH };
		const answer = await fetch(`${baseUrl}/apikey/token`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ apiKey }),
		});
		const { access_token: token } = (await answer.json()) as { access_token: string };
		const ids: string[] = [];
		for (let page = 0; page < pages; page++) {
			const query = `start=${start + ids.length}&limit=100&datetimeFrom="${from}"&datetimeTo="${to}"`;
			const list = await fetch(`${baseUrl}/documents/receipts?${query}`, {
				headers: { 'X-Version': '1.0.0', Authorization: `Bearer ${token}`, ...FRESH },
			});
			const { receipts } = (await list.json()) as { receipts: Array<{ id: string }> };
			if (receipts.length === 0) break;
			ids.push(...receipts.map(({ id }) => id));
		}
		return ids;
	};
	return {
		get bench() {
			return kit.bench;
		},
		read,
		generate,
		truth,
	};
}

const idsOf = ({ jsons }: { jsons: Array<Record<string, unknown>> }) =>
	jsons.map(({ id }) => String(id));

describe('thousands of receipts of two days', () => {
	const list = useList();

	it(
		'need exactly one request for each hundred and keep their order',
		async () => {
			await list.generate(COUNT);
			await list.bench.mark();
			const outcome = await list.read();
			expect(outcome.words).toBe('');
			const requests = await list.bench.log();
			expect(requests).toHaveLength(PAGES);
			const starts = requests.map(({ query }) => Number(query.start)).sort((a, b) => a - b);
			expect(starts).toEqual(Array.from({ length: PAGES }, (_, index) => index * PAGE));
			expect(requests.every(({ query }) => query.limit === '100')).toBe(true);
			const ids = idsOf(outcome);
			expect(new Set(ids).size).toBe(COUNT);
			for (const start of [0, PAGE, COUNT / 2 - PAGE, COUNT - PAGE]) {
				const own = await list.truth(DAY, NEXT, { start, pages: 1 });
				expect(ids.slice(start, start + PAGE)).toEqual(own);
			}
			expect(outcome.hints).toEqual([]);
		},
		TIMEOUT,
	);

	it('are read no further than the limit', async () => {
		await list.bench.mark();
		const outcome = await list.read({ returnAll: false, limit: 250 });
		expect(outcome.items).toHaveLength(250);
		const sizes = (await list.bench.log()).map(({ query }) => [query.start, query.limit]);
		expect(sizes.sort()).toEqual([
			['0', '100'],
			['100', '100'],
			['200', '50'],
		]);
	});
});

describe('a longer range', () => {
	const list = useList();
	const range = { datetimeFrom: '2026-03-20', datetimeTo: '2026-04-02' };

	it('gives the same receipts whether "to" includes its day or not', async () => {
		await list.generate(700, '2026-03-18', '2026-04-05');
		const included = await list.read(range);
		const own = await list.truth('2026-03-20', '2026-03-22');
		expect(idsOf(included).slice(0, own.length)).toEqual(own);
		await list.bench.control('config', { cassaNovaToInclusive: false });
		const excluded = await list.read(range);
		expect(idsOf(excluded)).toEqual(idsOf(included));
		const days = new Set(included.jsons.map(({ datetime }) => String(datetime).slice(0, 10)));
		expect([...days].sort()).toEqual([
			...Array.from({ length: 12 }, (_, index) => `2026-03-${index + 20}`),
			'2026-04-01',
			'2026-04-02',
		]);
		expect(new Set(idsOf(included)).size).toBe(included.items.length);
	});

	it('gives the same receipts whether positions count from 0 or from 1', async () => {
		const short = { datetimeFrom: '2026-03-20', datetimeTo: '2026-03-23' };
		const fromZero = await list.read(short);
		expect(fromZero.items.length).toBeGreaterThan(100);
		await list.bench.control('config', { cassaNovaStart: 'one' });
		const fromOne = await list.read(short);
		await list.bench.control('config', { cassaNovaStart: 'zero' });
		expect(fromOne.words).toBe('');
		expect(idsOf(fromOne)).toEqual(idsOf(fromZero));
	});

	it.each([40, 99])('gives the same receipts where CassaNova gives %i at once', async (most) => {
		const short = { datetimeFrom: '2026-03-20', datetimeTo: '2026-03-23' };
		const whole = await list.read(short);
		expect(whole.items.length).toBeGreaterThan(100);
		await list.bench.control('config', { cassaNovaMostRecords: most });
		const cut = await list.read(short);
		const some = await list.read({ ...short, returnAll: false, limit: 90 });
		await list.bench.control('config', { cassaNovaMostRecords: 100 });
		expect([cut.words, cut.hints]).toEqual(['', []]);
		expect(idsOf(cut)).toEqual(idsOf(whole));
		expect(idsOf(some)).toEqual(idsOf(whole).slice(0, 90));
	});

	it('is asked for in pieces that the vendor accepts, and read no further than the limit', async () => {
		await list.bench.mark();
		const outcome = await list.read({ ...range, returnAll: false, limit: 10 });
		expect(outcome.items).toHaveLength(10);
		expect(await list.bench.sent()).toEqual([
			'GET /documents/receipts?start=0&limit=10' +
				'&datetimeFrom=%222026-03-20%22&datetimeTo=%222026-03-22%22',
		]);
	});
});

describe('a list that moves while it is read', () => {
	const list = useList();

	beforeAll(async () => {
		await list.generate(950);
		await list.bench.control('latency', { ms: 20 });
	});

	it.each([1, 3, 100])('gives every record once when %d come in front', async (insert) => {
		const before = await list.truth(DAY, NEXT);
		await list.bench.control('faults', {
			kind: 'pageShift',
			insert,
			path: 'documents/receipts$',
			after: 2,
		});
		const outcome = await list.read();
		const ids = idsOf(outcome);
		expect(outcome.words).toBe('');
		expect(new Set(ids).size).toBe(ids.length);
		expect(before.filter((id) => !ids.includes(id))).toEqual([]);
		expect(outcome.hints).toEqual([
			'Records were added or removed while the list was read. Each was taken once; run it again for the latest.',
		]);
	});

	it('is an error when it repeats a page for ever', async () => {
		await list.bench.control('faults', {
			kind: 'repeatPage',
			path: 'documents/receipts$',
			times: -1,
		});
		await list.bench.mark();
		const outcome = await list.read();
		await fetch(`${list.bench.ready.control}/faults`, { method: 'DELETE' });
		expect(outcome.status).toBe('error');
		expect(outcome.error?.message).toContain('the list repeats a page');
		expect((await list.bench.log()).length).toBeLessThan(40);
	});
});

describe('a token that ends while ten pages are in flight', () => {
	const list = useList();

	it('is renewed exactly once', async () => {
		await list.generate(3000);
		await list.read({ returnAll: false, limit: 1 });
		const tokenCalls = async () =>
			Number((await list.bench.control('state?vendor=cassaNova')).tokenCalls);
		const before = await tokenCalls();
		await list.bench.control('latency', { ms: 40 });
		await list.bench.control('faults', {
			kind: 'expireToken',
			path: 'documents/receipts$',
			after: 8,
		});
		await list.bench.mark();
		const outcome = await list.read();
		expect(outcome.words).toBe('');
		expect(new Set(idsOf(outcome)).size).toBe(3000);
		const refused = (await list.bench.log()).filter(({ status }) => status === 401);
		expect(refused.length).toBeGreaterThan(1);
		expect((await tokenCalls()) - before).toBe(1);
	});
});

describe('faults in the middle', () => {
	const list = useList();

	it('are survived without a gap', async () => {
		await list.generate(1000);
		await list.bench.control('faults', [
			{ kind: 'status', status: 503, path: 'receipts$', after: 2 },
			{ kind: 'resetAfter', path: 'receipts$', after: 4 },
			{ kind: 'breakOff', path: 'receipts$', after: 6 },
			{ kind: 'status', status: 429, headers: { 'Retry-After': '1' }, path: 'receipts$', after: 8 },
		]);
		const outcome = await list.read();
		expect(outcome.words).toBe('');
		expect(idsOf(outcome)).toEqual(await list.truth(DAY, NEXT));
	});

	it('that last are an error, not a part of the list', async () => {
		await list.bench.control('faults', { kind: 'truncate', path: 'receipts$', after: 5 });
		const outcome = await list.read();
		expect([outcome.status, outcome.items]).toEqual(['error', []]);
		expect(outcome.error?.message).toBe(
			'CassaNova could not get many receipts: the answer was incomplete or not JSON',
		);
	});

	it('stop the requests that still wait', async () => {
		await list.bench.mark();
		await list.bench.control('faults', {
			kind: 'status',
			status: 403,
			path: 'receipts$',
			after: 1,
		});
		expect((await list.read()).status).toBe('error');
		expect((await list.bench.log()).length).toBeLessThanOrEqual(11);
	});
});
