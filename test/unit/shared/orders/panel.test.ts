/** The columns of orders as the panel stores them. */
import { orderLayout, shopOrderFields } from '../../../../nodes/shared/orders/panel';
import { readInput } from '../../../../nodes/shared/run/input';
import type { ReadParameter } from '../../../../nodes/shared/run/input';
import { nodes } from '../../../support/n8n/nodes';

const [{ api } = { api: undefined }] = nodes;

/** The layout that parameters make. */
function layoutOf(parameters: Record<string, unknown>, stored = parameters) {
	if (!api) throw new Error('no system');
	const read: ReadParameter = Object.assign((name: string) => parameters[name] ?? null, {
		stored: (name: string) => stored[name],
	});
	const endpoint = { fields: shopOrderFields({ itemsFrom: ['order'] }) };
	return orderLayout(readInput(api, endpoint, read, 0));
}

test('what the user names goes before, and what is left empty is left out', () => {
	expect(layoutOf({})).toEqual({ shop: 'shopify', columns: {}, pricesIncludeVat: true });
	const orderColumns = { order: ' body ', article: '', list: 'lines' };
	expect(layoutOf({ orderFrom: 'columns', orderColumns, pricesIncludeVat: false })).toEqual({
		shop: 'columns',
		columns: { order: 'body', list: 'lines' },
		pricesIncludeVat: false,
	});
});

test('a column that is no name, or an expression without a value, is refused', () => {
	expect(() => layoutOf({ orderColumns: { article: 5 } })).toThrow(
		'"Columns" has 5 as "Article": it must be a field\'s name',
	);
	expect(() =>
		layoutOf({ orderColumns: { article: '' } }, { orderColumns: { article: '={{ $json.x }}' } }),
	).toThrow('"Columns" has "Article", whose expression came out empty');
});
