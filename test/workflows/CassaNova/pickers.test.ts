/** The lists that the CassaNova panel offers to pick from, on n8n's engine against the sandbox. */
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { ODD_JSON, ODD, useCassaNova } from '../../support/vendors/cassaNova';
import { listSearch } from '../../support/n8n/kassa';

const kit = useCassaNova();

async function search(
	method: string,
	more: { filter?: string; paginationToken?: string; parameters?: INodeParameters } = {},
): Promise<INodeListSearchResult> {
	const { parameters, ...asked } = more;
	return (await listSearch({
		workflow: { nodes: [], connections: {} },
		nodeType: 'n8n-nodes-kassa.cassaNova',
		method,
		parameters: { authentication: 'apiKey', ...parameters },
		nodeCredentials: { cassaNovaApi: 'its' },
		credentials: { its: { type: 'cassaNovaApi', data: kit.bench.credential('apiKey') as never } },
		...asked,
	})) as INodeListSearchResult;
}

it.each<[string, string, string]>([
	['searchCategories', '/categories', 'Caffetteria'],
	['searchCustomers', '/customers', 'Giulia Ferri, Bologna'],
	['searchDepartments', '/departments', 'Bevande'],
	['searchOptions', '/options', 'Taglia'],
	['searchOrganizations', '/organizations', 'Studio Verdi e Associati, Bologna'],
	['searchProducts', '/products', 'Spritz'],
	['searchSalesModes', '/salesmodes', 'Happy hour'],
	['searchSuppliers', '/suppliers', 'Cantina dei Colli'],
	['searchTaxes', '/taxes', 'IVA 22%'],
])('%s offers records by name, one page at a time', async (method, path, name) => {
	const { results } = await search(method);
	expect(await kit.bench.sent()).toEqual([`GET ${path}?start=0&limit=100`]);
	expect(results).toContainEqual({ name, value: expect.any(String) });
});

it('lets the vendor search, whatever is typed', async () => {
	const { results } = await search('searchProducts', { filter: 'TAZZA' });
	expect(results.map(({ name }) => name)).toEqual(['Tazza Bar Centrale']);
	await search('searchProducts', { filter: ODD });
	expect(await kit.bench.sent()).toEqual([
		'GET /products?start=0&limit=100&description=%22TAZZA%22',
		`GET /products?start=0&limit=100&description=${ODD_JSON}`,
	]);
});

it('reads shops whole, and searches them here', async () => {
	const { results, paginationToken } = await search('searchSalesPoints', { filter: 'bologna' });
	expect(await kit.bench.sent()).toEqual(['GET /salespoint']);
	expect(results).toEqual([{ name: expect.stringMatching(/Bologna/), value: 4711 }]);
	expect(paginationToken).toBeUndefined();
});

it('goes on where the list was left, until a page is not full', async () => {
	const items = Array.from({ length: 120 }, (_value, index) => ({ name: `Sales mode ${index}` }));
	const options = { batching: { batch: { batchSize: 20, batchInterval: 0 } } };
	const made = await kit.run(
		'salesMode.create',
		{ description: '={{ $json.name }}', options },
		{ items },
	);
	expect([made.words, made.items.length]).toEqual(['', 120]);
	await kit.bench.mark();
	const first = await search('searchSalesModes');
	expect([first.results.length, first.paginationToken]).toEqual([100, '100']);
	const last = await search('searchSalesModes', {
		paginationToken: first.paginationToken as string,
	});
	expect([last.results.length, last.paginationToken]).toEqual([22, undefined]);
	expect(await kit.bench.sent()).toEqual([
		'GET /salesmodes?start=0&limit=100',
		'GET /salesmodes?start=100&limit=100',
	]);
});

it('goes on, too, where CassaNova gives fewer at once than are asked for', async () => {
	await kit.bench.control('config', { cassaNovaMostRecords: 4 });
	const names: string[] = [];
	let paginationToken: string | undefined;
	do {
		const page = await search('searchTaxes', paginationToken ? { paginationToken } : {});
		names.push(...page.results.map(({ name }) => name));
		paginationToken = page.paginationToken as string | undefined;
	} while (paginationToken !== undefined && names.length < 100);
	const all = (await kit.records('tax')).map(({ description }) => description);
	expect(all.length).toBeGreaterThan(4);
	expect(names).toEqual(all);
});

it('offers the variants of the product that was chosen, and asks for one first', async () => {
	const products = await kit.records('product', { filters: { multiVariant: true } });
	const id = String(products[0]?.id);
	const { results } = await search('searchProductVariants', {
		parameters: { productId: { __rl: true, mode: 'list', value: id } },
	});
	expect(await kit.bench.sent()).toEqual([`GET /products/${id}/variants?start=0&limit=100`]);
	expect(results).toHaveLength(3);
	await kit.bench.mark();
	await expect(search('searchProductVariants')).rejects.toThrow(/nothing to show yet/);
	expect(await kit.bench.sent()).toEqual([]);
});

it('offers the tables of the shop that was chosen, and asks for one first', async () => {
	const parameters = { idSalesPoint: { __rl: true, mode: 'list', value: 4711 } };
	const { results } = await search('searchTables', { filter: 'tavolo 6', parameters });
	expect(results).toEqual([{ name: 'Tavolo 6', value: expect.any(String) }]);
	expect(await kit.bench.sent()).toEqual([
		'GET /risto/tables?start=0&limit=100&idsSalesPoint=%5B4711%5D&name=%22tavolo%206%22',
	]);
	await kit.bench.mark();
	await expect(search('searchTables')).rejects.toThrow(/nothing to show yet/);
	const byExpression = { idSalesPoint: { __rl: true, mode: 'id', value: '={{ $json.shop }}' } };
	await expect(search('searchTables', { parameters: byExpression })).rejects.toThrow(
		/nothing to show yet/,
	);
	expect(await kit.bench.sent()).toEqual([]);
});
