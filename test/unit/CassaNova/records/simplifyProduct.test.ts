/** Flat columns of products and variants: the usual price, names, and nothing that breaks a list. */
import type { IDataObject } from 'n8n-workflow';
import {
	simplifyProduct,
	simplifyVariant,
} from '../../../../nodes/CassaNova/records/simplifyProduct';

const priceOf = (...prices: IDataObject[]) => simplifyProduct({ prices }).price;
const special = { idSalesMode: 'm', idSalesPoint: null, value: 1 };
const ofShop = { idSalesMode: null, idSalesPoint: 4711, value: 2 };
const usual = { idSalesMode: null, idSalesPoint: null, value: 3 };

it('takes the price without a sales mode, for all shops if there is one', () => {
	expect(priceOf(special, ofShop, usual)).toBe(3);
	expect(priceOf(special, ofShop)).toBe(2);
	expect(priceOf({ value: 4 }, special)).toBe(4);
	expect(priceOf({ value: '4.50' })).toBe('4.50');
	expect(priceOf(special)).toBeNull();
	expect(priceOf()).toBeNull();
});

it('gives names for records, and one text for lists', () => {
	expect(
		simplifyProduct({
			department: { description: 'Bar', tax: {} },
			category: { description: 'Caffè' },
			barcodes: [{ value: '1' }, { value: '' }, { value: '2' }],
		}),
	).toMatchObject({ department: 'Bar', category: 'Caffè', barcodes: '1, 2' });
	expect(
		simplifyVariant({
			attributes: [
				{ option: { description: 'Size' }, value: { value: 'M' } },
				{ option: null, value: {} },
			],
		}),
	).toMatchObject({ attributes: 'Size: M, ?: ?' });
});

it.each<IDataObject>([
	{},
	{ prices: null, barcodes: null, department: null, category: 'x', attributes: null },
	{ prices: 'x', barcodes: [7], department: 3, attributes: [null], description: {}, id: [] },
])('gives null for what it cannot read: %j', (record) => {
	for (const simplify of [simplifyProduct, simplifyVariant]) {
		const values = Object.values(simplify(record));
		expect(values.length).toBeLessThanOrEqual(10);
		expect(values.every((value) => value === null || value === '?: ?')).toBe(true);
	}
});
