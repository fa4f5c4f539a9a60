/** Ways to pay and articles as lists to pick from, whatever the document leaves open. */
import type { IDataObject } from 'n8n-workflow';
import { itemsSchema } from '../../../nodes/Kassandro/printing/composeItems';
import { Kassandro } from '../../../nodes/Kassandro/Kassandro.node';
import { articlePicker, paymentMethodPicker } from '../../../nodes/Kassandro/pickers';
import { fakeHost } from '../../support/n8n/host';

it.each<[string, unknown, unknown[]]>([
	['a record with a name', { paymentMethodId: 1, name: 'Bar' }, [{ name: 'Bar' }]],
	['a record that calls it as a receipt does', { paymentMethod: 'Bar' }, [{ name: 'Bar' }]],
	['a text', 'Bar', [{ name: 'Bar' }]],
	['a record without a name, which no receipt could hold', { id: 1 }, []],
	['nothing', null, []],
])('a way to pay may be %s', (_name, method, expected) => {
	expect(paymentMethodPicker.rows?.(method as IDataObject)).toEqual(expected);
});

it.each<[string, IDataObject, unknown[]]>([
	[
		'with group and price',
		{ groupName: 'Suppen', articles: [{ itemId: 7, nameLong: 'Gulasch', priceOne: 5.5 }] },
		[{ itemId: 7, name: 'Gulasch', group: 'Suppen', price: '5.50 €' }],
	],
	[
		'by their IDs where they have no names',
		{ articles: [{ id: 7 }] },
		[{ itemId: 7, name: 'Article 7' }],
	],
	['only with an ID that a receipt can hold', { articles: [{ _id: 'a', name: 'Gulasch' }] }, []],
])('articles are offered %s', (_name, group, expected) => {
	expect(articlePicker.rows?.(group)).toEqual(expected);
});

it('a payment without a method can be mapped: it stands after the methods of the register', async () => {
	const { host } = fakeHost({
		parameters: [{ authentication: 'accountToken' }],
		credentials: () => ({ apiKey: '', token: 'account-token-1', baseUrl: 'https://till.example' }),
		reply: () => ({ body: [{ name: 'Bar' }] }),
	});
	const { getPaymentMethods } = new Kassandro().methods.loadOptions;
	expect(await getPaymentMethods.call(host as never)).toEqual([
		{ name: 'Bar', value: 'Bar' },
		{ name: 'Payment Without a Method', value: 'NO_METHOD' },
	]);
});

it.each<[unknown, number]>([
	[1.1 * 3, 3.3],
	[0.1 + 0.2, 0.3],
	['4,90', 4.9],
	[1234567890123, 1234567890123],
])('an amount of %p is %p', (amount, expected) => {
	expect(itemsSchema.parse([{ itemId: 1, amount }])[0]).toMatchObject({ amount: expected });
});
