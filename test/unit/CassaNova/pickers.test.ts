/** The lists for the rows of an order, which no record of the vendor's is. */
import { CassaNova } from '../../../nodes/CassaNova/CassaNova.node';
import { fakeHost } from '../../support/n8n/host';

const PRODUCTS = [
	{ id: 'p1', description: 'Caffè', variants: null },
	{
		id: 'p2',
		description: 'Maglietta',
		variants: [
			{ id: 'v1', description: 'Maglietta', descriptionReceipt: 'MAGLIETTA M', internalId: 'M' },
			{ id: 'v2', descriptionReceipt: 'MAGLIETTA L' },
		],
	},
];

it('a product is offered by its variants, and by itself where it has none', async () => {
	const { host } = fakeHost({
		parameters: [{ authentication: 'apiKey' }],
		credentials: () => ({ apiKey: 'a-key-of-the-rows', baseUrl: 'https://shop.example' }),
		reply: ({ path }) => ({
			body: path.endsWith('/token')
				? { access_token: 'a-token-that-fits', expires_in: 3600 }
				: { products: PRODUCTS, totalCount: PRODUCTS.length },
		}),
	});
	const { getVariantsOfProducts } = new CassaNova().methods.loadOptions;
	expect(await getVariantsOfProducts.call(host as never)).toEqual([
		{ name: '(None)', value: '' },
		{ name: 'Caffè', value: 'p1' },
		{ name: 'Maglietta, MAGLIETTA M, M', value: 'v1' },
		{ name: 'Maglietta, MAGLIETTA L', value: 'v2' },
	]);
});
