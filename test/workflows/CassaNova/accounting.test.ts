/** What accounting looks up for CassaNova's documents, and what it does without. */
import { useBench } from '../../support/n8n/bench';

const kit = useBench();

const days = { period: 'custom', dateFrom: '2026-10-05', dateTo: '2026-10-06' };
const shop = { filters: { idsSalesPoint: [4711] } };

beforeAll(async () => {
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count: 200,
		from: '2026-10-04',
		to: '2026-10-07',
		seed: 5,
	});
});

const getReceipts = async (parameters: object = {}) =>
	await kit.bench.run({
		authentication: 'apiKey',
		operation: 'accounting.getReceipts',
		parameters: { ...days, ...shop, ...parameters },
	});

it('names shop, products, categories, and customers only where they are asked for', async () => {
	const { jsons, words } = await getReceipts();
	expect(words).toBe('');
	expect(new Set(jsons.map(({ documentType }) => documentType))).toEqual(
		new Set(['receipt', 'invoice', 'creditNote']),
	);
	const text = JSON.stringify(jsons);
	expect(text).toMatch(/"sku":"[^"]/);
	expect(text).toMatch(/"category":"[A-Z]/);
	expect(text).not.toContain('customer');
	for (const { salesPoint } of jsons) {
		expect(salesPoint).toEqual({ id: '4711', name: 'Bar Centrale Bologna' });
	}
	const named = await getReceipts({ options: { includeCustomer: true } });
	const customers = named.jsons.map(({ customer }) => customer);
	expect(customers).not.toContain(undefined);
	expect(JSON.stringify(customers)).toMatch(/"type":"customer","id":"[^"]+","name":"[^"]+/);
});

it('asks for what a list of receipts needs once, whatever the number of items and shops', async () => {
	await kit.bench.mark();
	const { words } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'accounting.getReceipts',
		parameters: days,
		items: [{}, {}],
	});
	expect(words).toBe('');
	const sent = (await kit.bench.sent()).map((line) => line.replace(/\?.*/, ''));
	for (const list of ['taxes', 'products', 'categories', 'departments', 'salespoint']) {
		expect(sent.filter((line) => line === `GET /${list}`)).toHaveLength(1);
	}
	// Bills are no fiscal documents.
	expect(sent).not.toContain('GET /documents/bills');
});

it('does without names that it may not read, and says so; not without the rates', async () => {
	const refused = { kind: 'status', status: 403, times: -1 };
	await kit.bench.control('faults', [{ ...refused, path: '^/products$' }]);
	const { jsons, words, hints } = await getReceipts();
	expect(words).toBe('');
	expect(jsons.length).toBeGreaterThan(10);
	expect(hints.filter((hint) => hint.includes('names are missing'))).toEqual([
		'This access may not read the resource "Product": its names are missing.',
	]);
	await kit.bench.control('faults', [{ ...refused, path: '^/taxes$' }]);
	expect((await getReceipts()).words).toContain('could not');
});
