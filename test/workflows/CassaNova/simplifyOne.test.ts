/** "Get" of one record: whole unless Simplify is on, and then what "Get Many" makes of the same record. */
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const RESOURCES = [
	'category',
	'customer',
	'department',
	'option',
	'organization',
	'product',
	'salesMode',
	'supplier',
	'tax',
];

it.each(RESOURCES)('%s', async (resource) => {
	const list = { returnAll: true };
	const simplified = (await kit.run(`${resource}.getAll`, { ...list, simplify: true })).jsons;
	const sent = await kit.records(resource);
	expect(sent.length).toBeGreaterThan(0);
	const [record] = sent;
	const id = { [`${resource}Id`]: byId(String(record?.id)) };
	expect((await kit.run(`${resource}.get`, id)).jsons).toEqual([record]);
	const short = (await kit.run(`${resource}.get`, { ...id, simplify: true })).jsons;
	// In the order of the columns, too.
	expect(JSON.stringify(short)).toBe(JSON.stringify([simplified[0]]));
});

it('product variant', async () => {
	const [product] = await kit.records('product', { filters: { multiVariant: true } });
	const productId = byId(String(product?.id));
	const [simplified] = (await kit.run('productVariant.getAll', { productId, simplify: true }))
		.jsons;
	const [record] = await kit.records('productVariant', { productId });
	const id = { productId, productVariantId: byId(String(record?.id)) };
	expect((await kit.run('productVariant.get', id)).jsons).toEqual([record]);
	const short = (await kit.run('productVariant.get', { ...id, simplify: true })).jsons;
	expect(short).toEqual([simplified]);
});
