/** What goes wrong on the way, on n8n's engine: reads survive it or say clearly what it was. */
import { useBench } from '../support/n8n/bench';
import type { NodeCall } from '../support/n8n/bench';
import { hurry, startSandbox } from '../support/n8n/kassa';

const kit = useBench();

/** One harmless read of each system, with the path that it asks for. */
const READS: Array<NodeCall & { path: string }> = [
	{ authentication: 'apiKey', operation: 'salesPoint.getAll', path: '/salespoint' },
	{ authentication: 'basicAuth', operation: 'shop.getInfos', path: '/v1/infos' },
	{ authentication: 'accountToken', operation: 'paymentMethod.getAll', path: '/paymentmethods' },
];
const cassaNova = READS[0] as NodeCall & { path: string };

const fault = async (...faults: object[]) => await kit.bench.control('faults', faults);
/** Statuses of the answers, and 0 where none was sent. */
const statuses = async () => (await kit.bench.log()).map(({ status }) => status ?? 0);

beforeAll(async () => {
	// The tokens are there, so that the log of a test shows its own requests only.
	for (const read of READS) expect((await kit.bench.run(read)).words).toBe('');
});

beforeEach(async () => {
	await kit.bench.mark();
});

afterEach(async () => {
	await fetch(`${kit.bench.ready.control}/faults`, { method: 'DELETE' });
});

describe('is survived when reading', () => {
	it.each([
		['429 with Retry-After', { kind: 'status', status: 429, headers: { 'Retry-After': '1' } }, 429],
		['502', { kind: 'status', status: 502 }, 502],
		['503 with a web page', { kind: 'status', status: 503, body: '<html>busy</html>' }, 503],
		['504', { kind: 'status', status: 504 }, 504],
		['a connection that is reset before the answer', { kind: 'resetBefore' }, 0],
		['a connection that is reset after the work', { kind: 'resetAfter' }, 0],
		['an answer that breaks off', { kind: 'breakOff' }, 200],
	])('%s', async (_name, what, first) => {
		await fault(...READS.map(({ path }) => ({ ...what, path: `${path}$` })));
		const outcomes = await Promise.all(READS.map(async (read) => await kit.bench.run(read)));
		expect(outcomes.map(({ words }) => words)).toEqual(['', '', '']);
		expect(outcomes.every(({ items }) => items.length > 0)).toBe(true);
		expect((await statuses()).sort()).toEqual([first, first, first, 200, 200, 200].sort());
	});

	it('waits as long as the vendor asks', async () => {
		await fault({ kind: 'status', status: 429, headers: { 'Retry-After': '2' } });
		const waits = await hurry(60_000);
		expect((await kit.bench.run(cassaNova)).words).toBe('');
		expect(Math.max(...waits)).toBeGreaterThanOrEqual(2000);
		expect(await statuses()).toEqual([429, 200]);
	});

	it('several faults in a row', async () => {
		await fault({ kind: 'status', status: 503 }, { kind: 'resetBefore' });
		expect((await kit.bench.run(cassaNova)).words).toBe('');
		expect(await statuses()).toEqual([503, 0, 200]);
	});

	it('a fault while the token is fetched', async () => {
		await kit.bench.control('expire', { vendor: 'cassaNova' });
		await fault({ kind: 'status', status: 503, path: 'apikey/token' });
		expect((await kit.bench.run(cassaNova)).words).toBe('');
	});
});

describe('is an error that says what it was', () => {
	it.each([
		['truncate', { kind: 'truncate' }, 'the answer was incomplete or not JSON'],
		['html', { kind: 'html' }, 'the answer was a web page instead of data'],
		['500', { kind: 'status', status: 500 }, 'the server answered with status 500'],
		['403', { kind: 'status', status: 403 }, 'the server answered with status 403'],
	])('%s', async (_name, what, problem) => {
		await fault(...READS.map(({ path }) => ({ ...what, path: `${path}$` })));
		const outcomes = await Promise.all(READS.map(async (read) => await kit.bench.run(read)));
		expect(outcomes.map(({ status }) => status)).toEqual(['error', 'error', 'error']);
		expect(outcomes.map(({ error }) => error?.message)).toEqual([
			`CassaNova could not get many shops: ${problem}`,
			`KassaForte could not get shop information: ${problem}`,
			`Kassandro could not get many payment methods: ${problem}`,
		]);
		expect(outcomes.every(({ error }) => (error?.description ?? '').length > 20)).toBe(true);
		// Nothing of this gets better by asking again at once.
		expect(await kit.bench.log()).toHaveLength(3);
	});

	it('a list that is missing in the answer is no empty list', async () => {
		await fault({ kind: 'missingKey', times: -1 });
		const shops = await kit.bench.run(cassaNova);
		expect(shops.error?.message).toBe(
			'CassaNova could not get many shops: the answer holds no list ("salesPoint" is missing)',
		);
		const receipts = await kit.bench.run({
			authentication: 'accountToken',
			operation: 'receipt.getAll',
			parameters: { dateFrom: '2026-03-01', dateTo: '2026-03-01' },
		});
		expect(receipts.error?.message).toBe(
			'Kassandro could not get many receipts: the answer holds no list',
		);
	});

	it('a server that stays down is given up on', async () => {
		await fault({ kind: 'status', status: 503, times: -1 });
		const outcome = await kit.bench.run(cassaNova);
		expect(outcome.error?.message).toBe(
			'CassaNova could not get many shops: the server answered with status 503',
		);
		expect(outcome.error?.httpCode).toBe('503');
		expect(await statuses()).toEqual([503, 503, 503, 503, 503]);
	});
});

it('never follows a redirect to another host with a key or token', async () => {
	const other = await startSandbox();
	const targets = {
		cassaNova: other.cassaNova.baseUrl,
		kassaForte: `http://${other.kassaForte.domain}`,
		kassandro: other.kassandro.baseUrl,
	};
	for (const status of [301, 302, 307, 308]) {
		await fault(
			...Object.entries(targets).map(([vendor, host]) => ({
				kind: 'redirect',
				vendor,
				path: '(salespoint|infos|paymentmethods)$',
				status,
				location: `${host}/salespoint?taken=1`,
			})),
		);
		for (const read of READS) {
			const { words } = await kit.bench.run(read);
			expect(words).toContain('the server sent the request on to http://127.0.0.1:');
		}
		// The token call, whose body or address holds the key, isn't sent on either.
		await kit.bench.control('expire', { vendor: 'cassaNova' });
		await fault({
			kind: 'redirect',
			path: 'apikey/token',
			status,
			location: `${targets.cassaNova}/apikey/token`,
		});
		expect((await kit.bench.run(cassaNova)).status).toBe('error');
		expect((await kit.bench.run(cassaNova)).words).toBe('');
	}
	expect(await (await fetch(`${other.control}/log`)).json()).toEqual([]);
});

it('follows a redirect on the same host when reading', async () => {
	await fault({ kind: 'redirect', path: 'salespoint', status: 302, location: '/salespoint' });
	expect((await kit.bench.run(cassaNova)).words).toBe('');
	expect(await statuses()).toEqual([302, 200]);
});

it('gives up on a redirect that leads in a circle', async () => {
	await fault({
		kind: 'redirect',
		path: 'salespoint',
		status: 302,
		location: '/salespoint',
		times: -1,
	});
	expect((await kit.bench.run(cassaNova)).words).toContain('the server sent the request on');
	expect((await statuses()).length).toBeLessThan(6);
});

describe('an answer that repeats what was sent', () => {
	it.each(READS)('$authentication: shows neither key nor token', async (read) => {
		expect((await kit.bench.run(read)).words).toBe('');
		const headers = (await kit.bench.log()).at(-1)?.headers;
		const sent = String(headers?.authorization ?? headers?.['kassandro-token']);
		const secrets = [
			sent.replace(/^\w+ /, ''),
			...['apiKey', 'password'].map((field) => kit.bench.credential(read.authentication)[field]),
		].filter((secret): secret is string => typeof secret === 'string');
		for (const secret of secrets) {
			for (const form of [secret, encodeURIComponent(secret)]) {
				const body = { error: true, message: `No access with ${form}, header ${sent}` };
				await fault({ kind: 'status', status: 400, path: `${read.path}$`, body });
				const outcome = await kit.bench.run(read);
				expect(outcome.words).toContain('No access with ***');
				expect(JSON.stringify(outcome.error)).not.toContain(form);
			}
		}
	});
});

describe('a token that ends', () => {
	it('CassaNova: is renewed once', async () => {
		const before = await kit.bench.control('state?vendor=cassaNova');
		await kit.bench.control('expire', { vendor: 'cassaNova' });
		expect((await kit.bench.run(cassaNova)).words).toBe('');
		const after = await kit.bench.control('state?vendor=cassaNova');
		expect(Number(after.tokenCalls) - Number(before.tokenCalls)).toBe(1);
	});

	it('CassaNova: is renewed when its hour is over', async () => {
		await kit.bench.control('clock', { advanceMs: 3600_000 });
		expect((await kit.bench.run(cassaNova)).words).toBe('');
		await kit.bench.control('clock', { advanceMs: -3600_000 });
	});

	it('Kassandro: is looked up again, and created anew', async () => {
		await kit.bench.control('expire', { vendor: 'kassandro' });
		expect((await kit.bench.run(READS[2] as NodeCall)).words).toBe('');
	});

	it('is given up on when new tokens are refused, too', async () => {
		await fault({ kind: 'status', status: 401, path: 'salespoint', times: -1 });
		const { error } = await kit.bench.run(cassaNova);
		expect(error?.message).toContain('status 401');
		expect(error?.description).toContain('Check the credential');
		expect(await statuses()).toEqual([401, 401, 401]);
	});
});

it("words of a vendor don't make a failure look stopped by hand", async () => {
	await fault({
		kind: 'status',
		status: 400,
		body: { message: 'Tax was canceled.' },
		path: 'taxes',
	});
	const { status, words } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.getAll',
	});
	expect(status).toBe('error');
	expect(words).toContain('Tax was cancelled.');
});
