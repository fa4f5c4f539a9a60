/** How many pages a month and a day of one busy shop cost, counted in the sandbox's log. */
import type { INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';

const kit = useBench();

const MONTH = { from: '2026-10-01', to: '2026-10-30' };

/** 200 receipts a day, all in one of the account's three shops. */
beforeAll(async () => {
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count: 6000,
		...MONTH,
		seed: 11,
		options: { salesPoints: [4711] },
	});
});

const run = async (operation: string, parameters: INodeParameters) => {
	await kit.bench.mark();
	const outcome = await kit.bench.run({ authentication: 'apiKey', operation, parameters });
	expect(outcome.words).toBe('');
	const pages = (await kit.bench.log()).filter(({ path }) => path.startsWith('/documents/'));
	return { ...outcome, pages: pages.length };
};

const books = async (dateFrom: string, dateTo: string, options: INodeParameters = {}) =>
	await run('accounting.getReceipts', { period: 'custom', dateFrom, dateTo, options });

const list = async (datetimeFrom: string, datetimeTo: string) =>
	await run('receipt.getAll', { datetimeFrom, datetimeTo, returnAll: true, output: 'simplified' });

const tillReceipts = (jsons: Array<Record<string, unknown>>) =>
	jsons.filter(({ documentType }) => documentType === 'receipt');

it('reads a month as books with at most 100 pages', async () => {
	const { jsons, pages } = await books(MONTH.from, MONTH.to);
	expect(tillReceipts(jsons)).toHaveLength(6000);
	expect(new Set(jsons.map(({ salesPoint }) => JSON.stringify(salesPoint)))).toEqual(
		new Set(['{"id":"4711","name":"Bar Centrale Bologna"}']),
	);
	expect(pages).toBeLessThanOrEqual(100);
});

// The shop closes at three, and counts its receipts anew then. Without sales on the day after, nothing shows
// whether "to" includes its day.
it.each([
	['2026-10-12', 6],
	['2026-10-30', 7],
])('reads a day as books, %s, with at most %d pages', async (day, most) => {
	const { jsons, pages } = await books(day, day, { dayEndsAt: '03:00' });
	expect(tillReceipts(jsons).length).toBeGreaterThan(190);
	expect(pages).toBeLessThanOrEqual(most);
});

it('lists a month with at most 66 pages, and names the shop of each receipt', async () => {
	const { jsons, pages } = await list(MONTH.from, MONTH.to);
	expect(new Set(jsons.map(({ id }) => id)).size).toBe(6000);
	expect(new Set(jsons.map(({ idSalesPoint }) => idSalesPoint))).toEqual(new Set([4711]));
	expect(new Set(jsons.map(({ salesPointName }) => salesPointName))).toEqual(
		new Set(['Bar Centrale Bologna']),
	);
	expect(pages).toBeLessThanOrEqual(66);
});

it('gives the same where "to" leaves out its day, and where documents name no shop', async () => {
	const day = await books('2026-10-12', '2026-10-13');
	const days = await list('2026-10-05', '2026-10-14');
	await kit.bench.control('config', { cassaNovaToInclusive: false, cassaNovaDocumentShop: false });
	const again = await books('2026-10-12', '2026-10-13');
	expect(again.jsons).toEqual(day.jsons);
	const listed = await list('2026-10-05', '2026-10-14');
	await kit.bench.control('config', { cassaNovaToInclusive: true, cassaNovaDocumentShop: true });
	const nowhere = { idSalesPoint: null, salesPointName: null };
	expect(listed.jsons).toEqual(days.jsons.map((json) => ({ ...json, ...nowhere })));
});

it('stops where a document of another shop comes than the one that was asked for', async () => {
	const days = { datetimeFrom: '2026-10-12', datetimeTo: '2026-10-12', returnAll: true };
	await kit.bench.control('config', { cassaNovaShopFilter: false });
	const { words, items } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'receipt.getAll',
		parameters: { ...days, output: 'raw', filters: { idsSalesPoint: [4712] } },
	});
	const all = await list('2026-10-12', '2026-10-12');
	await kit.bench.control('config', { cassaNovaShopFilter: true });
	expect(items).toEqual([]);
	expect(words).toContain('only documents of the shop 4712 were asked for');
	expect(words).toContain('one of the shop 4711 came');
	expect(all.jsons).toHaveLength(200);
});
