/** Names in the place of IDs through n8n's engine: each list is read once, and what isn't sure is refused. */
import type { IDataObject } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const product = {
	description: 'Grissini',
	descriptionLabel: 'Grissini',
	descriptionExtended: 'Grissini torinesi',
	descriptionReceipt: 'GRISSINI',
	internalId: '={{ $json.code }}',
	idDepartment: byId('={{ $json.department }}'),
	idCategory: byId('={{ $json.category }}'),
	multivariant: false,
	prices: { entry: [{ value: 1.5 }] },
};

async function create(items: IDataObject[], more: IDataObject = {}) {
	await kit.bench.mark();
	const outcome = await kit.run('product.create', { ...product, ...more } as never, { items });
	const log = await kit.bench.log();
	return {
		...outcome,
		reads: log.filter(({ method }) => method === 'GET').map(({ path }) => path),
		bodies: log.flatMap(({ method, body }) => (method === 'POST' ? [body as IDataObject] : [])),
	};
}

const first = async (resource: string): Promise<IDataObject> =>
	(await kit.records(resource))[0] ?? {};

it('departments and categories by name, small or capital, and by a path', async () => {
	const department = await first('department');
	const category = await first('category');
	const items = [
		{ code: 'A', department: department.description, category: category.description },
		{
			code: 'B',
			department: ` ${String(department.description).toUpperCase()} `,
			category: `Bar / ${String(category.description)}`,
		},
		{ code: 'C', department: department.id, category: category.id },
	];
	const { words, bodies, reads } = await create(items);
	expect(words).toBe('');
	expect(bodies).toEqual(
		['A', 'B', 'C'].map((internalId) =>
			expect.objectContaining({
				internalId,
				idDepartment: department.id,
				idCategory: category.id,
			}),
		),
	);
	expect(reads.sort()).toEqual(['/categories', '/departments']);
});

it('reads nothing where IDs are given', async () => {
	const [department, category] = [await first('department'), await first('category')];
	const { reads, bodies } = await create([
		{ code: 'A', department: department.id, category: category.id },
	]);
	expect(bodies).toHaveLength(1);
	expect(reads).toEqual([]);
});

it('refuses a name that nobody has, with those that are most like it', async () => {
	const [department, category] = [await first('department'), await first('category')];
	const wrong = `${String(department.description)}x`;
	const { words, bodies } = await create([{ code: 'A', department: wrong, category: category.id }]);
	expect(words).toContain(
		`"Department (Reparto)" is "${wrong}", and no department of this account has that name or ID: most like it are ${String(department.description)}, `,
	);
	expect(bodies).toEqual([]);
});

it('refuses a name that two have, with their IDs', async () => {
	const [department, category] = [await first('department'), await first('category')];
	const { jsons } = await kit.run('category.create', { description: 'Doppia' });
	const { jsons: others } = await kit.run('category.create', { description: 'DOPPIA' });
	const { words, bodies } = await create([
		{ code: 'A', department: department.id, category: 'Doppia' },
	]);
	expect(category).toBeDefined();
	expect(words).toContain('"Category" is "Doppia", which 2 of them are called (');
	expect(words).toContain(String(jsons[0]?.id));
	expect(words).toContain(String(others[0]?.id));
	expect(bodies).toEqual([]);
});

it.each(['fields', 'json'])('sales modes and shops inside prices: %s', async (defineUsing) => {
	const [department, category] = [await first('department'), await first('category')];
	const [mode, shop] = [await first('salesMode'), await first('salesPoint')];
	const entry = [
		{ value: 9 },
		{ value: 8, idSalesMode: mode.description, idSalesPoint: shop.name },
	];
	const { words, bodies } = await create(
		[{ code: 'A', department: department.id, category: category.id }],
		{ defineUsing, prices: { entry }, pricesJson: JSON.stringify(entry) },
	);
	expect(words).toBe('');
	expect(bodies[0]?.prices).toEqual([
		{ value: 9 },
		{ value: 8, idSalesMode: mode.id, idSalesPoint: shop.id },
	]);
});

it('shops in the path and filters', async () => {
	const shop = await first('salesPoint');
	const category = await first('category');
	const stock = await kit.run('stock.getAll', { salesPointId: byId(String(shop.name)), limit: 1 });
	expect(stock.words).toBe('');
	expect((await kit.bench.sent()).at(-1)).toContain(`/stocks/${String(shop.id)}?`);
	await kit.bench.mark();
	await kit.run('product.getAll', {
		returnAll: true,
		filters: {
			idsCategory: [category.description] as never,
			idsSalesPoint: `${String(shop.name)}`,
		},
	});
	const sent = (await kit.bench.sent()).map((one) => decodeURIComponent(one));
	expect(sent.at(-1)).toContain(`idsCategory=["${String(category.id)}"]`);
	expect(sent.at(-1)).toContain(`idsSalesPoint=[${String(shop.id)}]`);
});

it('what is changed or deleted is named by its ID alone', async () => {
	const category = await first('category');
	const name = String(category.description);
	await kit.run('category.delete', { categoryId: byId(name) });
	const sent = await kit.bench.sent();
	expect(sent).toEqual([`DELETE /categories/${encodeURIComponent(name)}`]);
});
