/** What a receipt says before it is sent: filled up from the catalogue, and computed to the cent. */
import Big from 'big.js';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import {
	composeCancellation,
	composeReceipt,
	composeZero,
} from '../../../../nodes/Kassandro/printing/compose';
import type { Composed } from '../../../../nodes/Kassandro/printing/compose';
import { cancel, create, createZero } from '../../../../nodes/Kassandro/resources/receiptWrites';
import { InputError } from '../../../../nodes/shared/table/inputError';
import { readInput } from '../../../../nodes/shared/run/input';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import type { Api, Call, Endpoint } from '../../../../nodes/shared/table/types';
import { runs } from '../../../support/clock/seeds';
import { fakeCall } from '../../../support/n8n/call';

const strudel = {
	itemId: 201,
	nameLong: 'Apfelstrudel mit Vanillesauce',
	nameShort: 'Apfelstrudel',
	priceOne: 6.9,
	vat: 10,
};
const melange = { itemId: 101, nameLong: 'Melange', nameShort: 'Melange', priceOne: 4.9, vat: 20 };
const catalogue = [
	{ groupId: 1, groupName: 'Getränke', articles: [melange] },
	{ groupId: 2, groupName: 'Speisen', articles: [strudel] },
];

/** Everything of an item. */
const whole = {
	itemId: 9001,
	nameLong: 'Zustellung',
	nameShort: 'Zust.',
	groupId: 9,
	groupName: 'Sonstiges',
	amount: 1,
	priceOne: 3.5,
	vat: 20,
};
const byHand = { itemFrom: 'hand', ...whole };

interface Setup {
	articles?: unknown;
	requests?: ApiRequest[];
	/** What started the run. */
	mode?: string;
}

/** A call as the panel's values make it; an article's answer where one is asked for. */
function callOf(endpoint: Endpoint, values: IDataObject, setup: Setup = {}): Call {
	const { articles = catalogue, requests = [], mode = 'manual' } = setup;
	const parameters: IDataObject = { defineUsing: 'fields', paymentMethod: 'Bar', ...values };
	const once = new Map<string, Promise<unknown>>();
	return fakeCall({
		host: { getMode: () => mode, getNode: () => ({ name: 'Kassa' }) },
		api: { name: 'Kassandro' },
		endpoint,
		input: readInput(
			{ timeZone: 'Europe/Vienna' } as Api,
			endpoint,
			(name) => parameters[name] ?? null,
			0,
		),
		send: async (request: ApiRequest) => {
			requests.push(request);
			return articles;
		},
		once: async (name: string, make: () => Promise<unknown>) => {
			const known = once.get(name) ?? make();
			once.set(name, known);
			return await known;
		},
	});
}

const compose = async (
	items: IDataObject[],
	values: IDataObject = {},
	setup: Setup = {},
): Promise<Composed> =>
	await composeReceipt(callOf(create, { items: { entry: items }, ...values }, setup));

const itemsOf = ({ body }: Composed) => body.items as IDataObject[];

describe('an item', () => {
	it('has what the catalogue tells of its article, and neutral values for the rest', async () => {
		const article = { __rl: true, mode: 'list', value: 201 };
		const composed = await compose([{ itemFrom: 'article', itemId: article, amount: 2 }]);
		expect(composed).toEqual({
			body: {
				items: [
					{
						itemId: 201,
						nameLong: 'Apfelstrudel mit Vanillesauce',
						nameShort: 'Apfelstrudel',
						groupId: 2,
						groupName: 'Speisen',
						amount: 2,
						discountAbsolute: 0,
						discountPercentage: 0,
						priceAll: 13.8,
						priceOne: 6.9,
						vat: 10,
					},
				],
				price: 13.8,
				discountAbsolute: 0,
				discountPercentage: 0,
				given: 13.8,
				paymentMethod: 'Bar',
				voucher: 0,
			},
			total: 1380,
			vat: [
				{
					rate: '10',
					net: '12.55',
					netCents: 1255,
					tax: '1.25',
					taxCents: 125,
					gross: '13.80',
					grossCents: 1380,
				},
			],
			hints: [],
		});
	});

	it('stands in the body in the order of the document', async () => {
		const { body } = await compose([{ itemId: '201', amount: 1 }], {
			additionalFields: {
				created: '2026-03-05T19:30:00',
				customText: { entry: [{ label: 'Tisch', value: '12' }] },
			},
		});
		expect(Object.keys(body)).toEqual([
			'created',
			'customText',
			'items',
			'price',
			'discountAbsolute',
			'discountPercentage',
			'given',
			'paymentMethod',
			'voucher',
		]);
		expect(Object.keys((body.items as IDataObject[])[0] ?? {})).toEqual([
			'itemId',
			'nameLong',
			'nameShort',
			'groupId',
			'groupName',
			'amount',
			'discountAbsolute',
			'discountPercentage',
			'priceAll',
			'priceOne',
			'vat',
		]);
	});

	it('takes what is given beside an article before what the catalogue tells', async () => {
		const overrides = { nameLong: 'Strudel des Tages', priceOne: '5.90', vat: 20 };
		const [item] = itemsOf(await compose([{ itemId: '201', amount: 1, overrides }]));
		expect(item).toMatchObject({
			nameLong: 'Strudel des Tages',
			nameShort: 'Apfelstrudel',
			priceOne: 5.9,
			vat: 20,
			priceAll: 5.9,
		});
	});

	it('is the same in JSON, where an ID and an amount are enough', async () => {
		const json = '[{"itemId":201,"amount":2},{"itemId":101,"amount":1,"priceOne":0}]';
		const call = callOf(create, { defineUsing: 'json', itemsJson: json });
		const items = itemsOf(await composeReceipt(call));
		expect(items).toEqual([
			itemsOf(await compose([{ itemId: '201', amount: 2 }]))[0],
			expect.objectContaining({ itemId: 101, groupName: 'Getränke', priceOne: 0, priceAll: 0 }),
		]);
	});

	it('by hand asks for no catalogue, and neither does one that lacks nothing', async () => {
		const requests: ApiRequest[] = [];
		const { body } = await compose([byHand, whole], {}, { requests });
		expect(requests).toEqual([]);
		expect(body.items).toEqual(
			Array(2).fill({ ...whole, discountAbsolute: 0, discountPercentage: 0, priceAll: 3.5 }),
		);
	});

	it('may leave one of its names to the other', async () => {
		const items = itemsOf(
			await compose([
				{ ...byHand, nameShort: '' },
				{ ...byHand, nameLong: '' },
			]),
		);
		expect(items.map(({ nameLong, nameShort }) => [nameLong, nameShort])).toEqual([
			['Zustellung', 'Zustellung'],
			['Zust.', 'Zust.'],
		]);
	});

	it('has no noise of binary fractions in its numbers', async () => {
		const noisy = { ...byHand, amount: 0.1 + 0.2, priceOne: 1.1 * 3 };
		expect(itemsOf(await compose([noisy]))[0]).toMatchObject({ amount: 0.3, priceOne: 3.3 });
	});

	it.each<[string, IDataObject, string]>([
		['no article', { amount: 1 }, 'is wrong in entry 1, "Article": is missing'],
		['no amount', { itemId: '201' }, 'is wrong in entry 1, "Quantity": is missing'],
		[
			'an amount in words',
			{ itemId: '201', amount: 'zwei' },
			'is wrong in entry 1, "Quantity": must be a number',
		],
		[
			'a price with a comma',
			{ itemId: '201', amount: 1, overrides: { priceOne: '1,234' } },
			'is wrong in entry 1, "Single Price": can mean 1.234 or 1234',
		],
		[
			'a price that may be a thousand',
			{ itemId: '201', amount: 1, overrides: { priceOne: '1.000' } },
			'is wrong in entry 1, "Single Price": can mean 1.000 or 1000 euros',
		],
		[
			'a discount of more than all',
			{ itemId: '201', amount: 1, discounts: { discountPercentage: 101 } },
			'is wrong in entry 1, "Discount in Percent": must be at most 100',
		],
		[
			'an unknown article',
			{ itemId: '999', amount: 1 },
			`has article 999 in entry 1, which is not in the register's catalogue`,
		],
		[
			'nothing in the price by hand',
			{ ...byHand, priceOne: '' },
			'lacks "Single Price" (priceOne) in entry 1',
		],
		['no group by hand', { ...byHand, groupId: '' }, 'lacks "Group ID" (groupId) in entry 1'],
	])('is refused with %s', async (_name, item, words) => {
		await expect(compose([item])).rejects.toThrow(`"Items" ${words}`);
	});

	it('is refused where there is none', async () => {
		await expect(compose([])).rejects.toThrow('"Items" needs at least one item');
		const call = () => callOf(create, { defineUsing: 'json', itemsJson: '[]' });
		expect(call).toThrow('"Items (JSON)" needs at least one item');
	});
});

describe('the catalogue', () => {
	const one = [{ itemId: '7', amount: 1 }];
	const soup = { itemId: 7, nameLong: 'Suppe', priceOne: '5.50', vat: '10' };

	it('is asked once for all items, and may log in to the till only for a receipt', async () => {
		for (const [mode, mayCreateToken] of [
			['manual', false],
			['trigger', true],
		] as const) {
			const requests: ApiRequest[] = [];
			const setup = { requests, mode };
			const call = callOf(create, { items: { entry: [{ itemId: 201, amount: 1 }] } }, setup);
			await composeReceipt(call);
			await composeReceipt(call);
			expect(requests).toEqual([{ method: 'GET', path: '/articles', mayCreateToken }]);
		}
	});

	it.each<[string, unknown]>([
		['in a list', [{ groupId: 3, groupName: 'Suppen', articles: [soup] }]],
		['in an object', { groups: [{ groupId: 3, groupName: 'Suppen', articles: [soup] }] }],
		[
			'under plainer names',
			[{ id: 3, name: 'Suppen', items: [{ ...soup, nameLong: undefined, name: 'Suppe' }] }],
		],
		['without groups around them', [{ ...soup, groupId: 3, groupName: 'Suppen' }]],
		[
			'twice, with the same values',
			[
				{ groupId: 3, groupName: 'Suppen', articles: [soup] },
				{ groupId: 3, groupName: 'Suppen', articles: [soup] },
			],
		],
	])('is read with its articles %s', async (_name, articles) => {
		expect(itemsOf(await compose(one, {}, { articles }))[0]).toMatchObject({
			itemId: 7,
			nameLong: 'Suppe',
			nameShort: 'Suppe',
			groupId: 3,
			groupName: 'Suppen',
			priceOne: 5.5,
			vat: 10,
		});
	});

	it.each<[string, object, string]>([
		['price', { priceOne: undefined, price: 5.5 }, '"Single Price" (priceOne)'],
		['VAT', { vat: null, tax: 10 }, '"VAT in Percent" (vat)'],
		['VAT that is a number', { vat: '10 %' }, '"VAT in Percent" (vat)'],
		['name', { nameLong: '' }, '"Name" (nameLong)'],
	])('that tells no %s makes up none', async (_name, change, field) => {
		const articles = [{ groupId: 3, groupName: 'Suppen', articles: [{ ...soup, ...change }] }];
		await expect(compose(one, {}, { articles })).rejects.toMatchObject({
			message: `"Items" lacks ${field} in entry 1: the register's catalogue doesn't tell it for article 7`,
			advice: 'Enter it yourself under "Instead of the Catalogue"; nothing was created.',
		});
	});

	it('that has an ID for two articles decides for none', async () => {
		const articles = [{ groupId: 3, articles: [soup, { ...soup, priceOne: 6 }] }];
		await expect(compose(one, {}, { articles })).rejects.toThrow(
			'"Items" has article 7 in entry 1, which stands more than once',
		);
	});

	it('that is no list is an error', async () => {
		await expect(compose(one, {}, { articles: { a: 1 } })).rejects.toThrow(
			'Kassandro could not create receipt: the answer to the question for the articles holds no list',
		);
	});
});

describe('prices', () => {
	const item = (amount: number, priceOne: number, more: IDataObject = {}) => ({
		...byHand,
		amount,
		priceOne,
		...more,
	});

	it.each<[string, IDataObject[], IDataObject, { lines: number[]; price: number; vat: string }]>([
		['a line', [item(3, 1.1)], {}, { lines: [3.3], price: 3.3, vat: '20: 0.55' }],
		['a half cent up', [item(0.5, 0.05)], {}, { lines: [0.03], price: 0.03, vat: '20: 0.01' }],
		[
			'a half cent away from zero',
			[item(-0.5, 0.05)],
			{},
			{ lines: [-0.03], price: -0.03, vat: '20: -0.01' },
		],
		[
			'the percentage first, and then the amount',
			[item(2, 10, { discounts: { discountPercentage: 10, discountAbsolute: 1 } })],
			{},
			{ lines: [17], price: 17, vat: '20: 2.83' },
		],
		[
			'lines that are rounded before they are added',
			[item(1, 0.004), item(1, 0.004), item(1, 0.004)],
			{},
			{ lines: [0, 0, 0], price: 0, vat: '20: 0.00' },
		],
		[
			"the receipt's own discounts, split over the rates",
			[item(1, 10, { vat: 20 }), item(1, 5, { vat: 10 })],
			{ discountPercentage: 10, discountAbsolute: 0.5 },
			{ lines: [10, 5], price: 13, vat: '10: 0.39, 20: 1.45' },
		],
		[
			'a weight with three decimals',
			[item(0.269, 23.9, { vat: 10 })],
			{},
			{ lines: [6.43], price: 6.43, vat: '10: 0.58' },
		],
		[
			'something that comes back',
			[item(2, 5), item(-1, 5)],
			{},
			{ lines: [10, -5], price: 5, vat: '20: 0.83' },
		],
		['no VAT', [item(1, 20, { vat: 0 })], {}, { lines: [20], price: 20, vat: '0: 0.00' }],
		[
			'a rate with decimals',
			[item(1, 1.79, { vat: 4.9 })],
			{},
			{ lines: [1.79], price: 1.79, vat: '4.9: 0.08' },
		],
	])('come to the cent: %s', async (_name, items, additionalFields, expected) => {
		const composed = await compose(items, { additionalFields });
		expect({
			lines: itemsOf(composed).map(({ priceAll }) => priceAll),
			price: composed.body.price,
			vat: composed.vat.map(({ rate, tax }) => `${rate}: ${tax}`).join(', '),
		}).toEqual(expected);
		expect(composed.total).toBe(Math.round(Number(composed.body.price) * 100));
	});

	const euros = (most: number, decimals = 2) =>
		fc
			.integer({ min: 0, max: most * 10 ** decimals })
			.map((units) => Number(new Big(units).div(10 ** decimals).toString()));
	const anyItem = fc.record({
		amount: fc.oneof(fc.integer({ min: -5, max: 20 }), euros(30, 3)),
		priceOne: euros(200),
		vat: fc.constantFrom(0, 4.9, 10, 13, 20),
		discountPercentage: fc.oneof(fc.constant(0), euros(100)),
		discountAbsolute: fc.oneof(fc.constant(0), euros(20)),
	});
	const anyDiscounts = fc.record({
		discountPercentage: fc.oneof(fc.constant(0), euros(100)),
		discountAbsolute: fc.oneof(fc.constant(0), euros(20)),
	});

	it('are what an independent calculation gives, and the VAT adds up to them', async () => {
		const less = (base: Big, percentage: number, absolute: number) =>
			base.times(new Big(100).minus(percentage)).div(100).minus(absolute).round(2, Big.roundHalfUp);
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyItem, { minLength: 1, maxLength: 8 }),
				anyDiscounts,
				async (drawn, discounts) => {
					const lines = drawn.map(({ amount, priceOne, discountPercentage, discountAbsolute }) =>
						less(new Big(amount).times(priceOne), discountPercentage, discountAbsolute),
					);
					const sum = lines.reduce((total, line) => total.plus(line), new Big(0));
					const price = less(sum, discounts.discountPercentage, discounts.discountAbsolute);
					// A discount on nothing belongs to no rate: it is refused.
					fc.pre(!sum.eq(0) || price.eq(0));
					const composed = await compose(
						drawn.map(({ amount, priceOne, vat, ...own }) =>
							item(amount, priceOne, { vat, discounts: own }),
						),
						{ additionalFields: discounts },
					);
					expect(itemsOf(composed).map(({ priceAll }) => priceAll)).toEqual(
						lines.map((line) => Number(line.toString())),
					);
					expect(composed.body.price).toBe(Number(price.toString()));
					expect(composed.total).toBe(Number(price.times(100).toString()));
					const gross = composed.vat.reduce((total, row) => total + row.grossCents, 0);
					expect(gross).toBe(composed.total);
					for (const { netCents, taxCents, grossCents } of composed.vat) {
						expect(netCents + taxCents).toBe(grossCents);
					}
				},
			),
			{ numRuns: runs(400) },
		);
	});

	it('refuse a discount on a receipt that comes to nothing', async () => {
		const items = [item(1, 5), item(-1, 5)];
		await expect(compose(items, { additionalFields: { discountAbsolute: 1 } })).rejects.toThrow(
			'"Discount in Euros" cannot be told to VAT rates',
		);
	});
});

describe('a sum that is given', () => {
	const two = [
		{ ...byHand, amount: 2, discounts: { priceAll: '7' } },
		{ ...byHand, amount: 1, discounts: { priceAll: '3.51' } },
	];

	it('passes when it is what the amounts come to', async () => {
		const additionalFields = { price: 10.5 };
		const right = two.map((item) => ({ ...item, discounts: {} }));
		const { body, hints } = await compose([...right], { additionalFields });
		expect([body.price, hints]).toEqual([10.5, []]);
		const noisy = { additionalFields: { price: 3.5 + 7.000000000000001 } };
		expect((await compose(right, noisy)).body.price).toBe(10.5);
	});

	it('stops everything when it differs, with all differences to the cent', async () => {
		const additionalFields = { price: 10 };
		await expect(compose(two, { additionalFields })).rejects.toMatchObject({
			message:
				'"Line Total" of entry 2 in "Items" is 3.51, but what the item comes to is 3.50: 0.01 too much; "Price" is 10.00, but what the items come to is 10.51: 0.51 too little',
			advice:
				'Correct it, or leave it empty to have it computed; nothing was created. The option "If a Given Price Differs" lets the receipt be created all the same.',
		});
	});

	it('goes out as it is, with a hint, where that is chosen', async () => {
		const { body, total, hints } = await compose(two, {
			additionalFields: { price: 10 },
			options: { onPriceDifference: 'hint' },
		});
		expect((body.items as IDataObject[]).map(({ priceAll }) => priceAll)).toEqual([7, 3.51]);
		expect([body.price, total]).toEqual([10, 1000]);
		expect(hints).toEqual([
			'"Line Total" of entry 2 in "Items" is 3.51, but what the item comes to is 3.50: 0.01 too much.',
			'"Price" is 10.00, but what the items come to is 10.51: 0.51 too little.',
		]);
	});
});

describe('what is paid', () => {
	const paid = async (additionalFields: IDataObject, priceOne = 20) => {
		const { body, hints } = await compose([{ ...byHand, priceOne }], { additionalFields });
		return { price: body.price, given: body.given, voucher: body.voucher, hints };
	};

	it.each<[string, IDataObject, number, { price: number; given: number; voucher: number }]>([
		['just what is due', {}, 20, { price: 20, given: 20, voucher: 0 }],
		['the rest beside a voucher', { voucher: 5.5 }, 20, { price: 20, given: 14.5, voucher: 5.5 }],
		['nothing beside a voucher of more', { voucher: 25 }, 20, { price: 20, given: 0, voucher: 25 }],
		['more, for change', { given: 50 }, 20, { price: 20, given: 50, voucher: 0 }],
		['nothing at all', { given: 0 }, 20, { price: 20, given: 0, voucher: 0 }],
		['what goes back', {}, -20, { price: -20, given: -20, voucher: 0 }],
	])('is %s', async (_name, fields, priceOne, expected) => {
		expect(await paid(fields, priceOne)).toEqual({ ...expected, hints: [] });
	});

	it('is remarked on when it falls short', async () => {
		expect(await paid({ given: 15, voucher: 1 })).toMatchObject({
			given: 15,
			hints: ['"Given" is 15.00, which is less than the 19.00 that are due.'],
		});
	});
});

describe('the time', () => {
	const created = async (value: unknown, timeZone?: string) =>
		(
			await compose([byHand], {
				additionalFields: { created: value as string },
				...(timeZone === undefined ? {} : { options: { timeZone } }),
			})
		).body.created;

	it.each([
		['as the clock shows it', '2026-03-05T19:30:00', '2026-03-05T19:30:00'],
		['without seconds', '2026-03-05 19:30', '2026-03-05T19:30:00'],
		['from another zone', '2026-03-05T19:30:00.000Z', '2026-03-05T20:30:00'],
		['from another zone in summer', '2026-07-05T23:30:00+00:00', '2026-07-06T01:30:00'],
		['as a timestamp', Date.UTC(2026, 2, 5, 19, 30), '2026-03-05T20:30:00'],
		['in the hour that autumn repeats', '2026-10-25T02:30:00', '2026-10-25T02:30:00'],
	])("goes out in the shop's zone: %s", async (_name, value, expected) => {
		expect(await created(value)).toBe(expected);
	});

	it('goes out in the zone that is chosen', async () => {
		expect(await created('2026-03-05T19:30:00Z', 'Europe/Lisbon')).toBe('2026-03-05T19:30:00');
	});

	it.each(['2026-03-05', '2026-03-29T02:30:00', 'gestern', '2026-02-30T10:00:00'])(
		'is refused when it is %s',
		async (value) => {
			await expect(created(value)).rejects.toThrow(
				`"Created" must be a date with a time that exists, for example 2026-03-05T19:30:00; it is "${value}"`,
			);
		},
	);

	it('is left to the till where none is given', async () => {
		expect((await compose([byHand])).body).not.toHaveProperty('created');
	});
});

describe("texts of one's own", () => {
	it('go out as pairs, from fields or from an expression', async () => {
		const pairs = [
			{ label: 'Tisch', value: '12' },
			{ label: 'Gast', value: 'é & = + " /' },
		];
		for (const customText of [{ entry: pairs }, pairs]) {
			const { body } = await compose([byHand], { additionalFields: { customText } });
			expect(body.customText).toEqual(pairs);
		}
	});

	it('need both of their parts', async () => {
		const customText = { entry: [{ label: '', value: '12' }] };
		await expect(compose([byHand], { additionalFields: { customText } })).rejects.toThrow(
			'"Custom Texts" is wrong in entry 1, "Label": is missing',
		);
	});
});

it('a zero receipt has no items, and 0 everywhere', () => {
	const composed = composeZero(
		callOf(createZero, { additionalFields: { created: '2026-01-01T00:05:00' } }).input,
	);
	expect(composed).toEqual({
		body: {
			created: '2026-01-01T00:05:00',
			items: [],
			price: 0,
			discountAbsolute: 0,
			discountPercentage: 0,
			given: 0,
			paymentMethod: 'Bar',
			voucher: 0,
		},
		total: 0,
		vat: [],
		hints: [],
	});
});

it('a cancellation says nothing but the number', () => {
	const { body } = composeCancellation(callOf(cancel, { receiptNumber: ' 11-7 ' }).input);
	expect(body).toEqual({ cancellation: { receiptNumber: '11-7' } });
});

describe('a catalogue that says no rate in percent', () => {
	const articles = [{ groupId: 2, groupName: 'Speisen', articles: [{ ...strudel, vat: 0.1 }] }];
	const setup = { articles };

	it('is not printed from', async () => {
		await expect(compose([{ itemId: 201, amount: 1 }], {}, setup)).rejects.toThrow(
			"has article 201 in entry 1, for which the register's catalogue says 0.1 as VAT",
		);
	});

	it('leaves the rate to the user', async () => {
		const item = { itemId: 201, amount: 1, overrides: { vat: '10' } };
		expect(itemsOf(await compose([item], {}, setup))[0]).toMatchObject({ vat: 10 });
	});
});

describe('an amount that is too large to be money', () => {
	const CASES: Array<[string, IDataObject, IDataObject, string]> = [
		[
			'a line',
			{ amount: 1e15, overrides: { priceOne: '1000000' } },
			{},
			'"Items" is too much in entry 1: "Quantity" × "Single Price" (1000000000000000 × 1000000)',
		],
		[
			'a discount',
			{ amount: 1, discounts: { discountAbsolute: 1e300 } },
			{},
			'"Items" is too much in entry 1: "Quantity" × "Single Price" (1 × 6.9), less discounts',
		],
		[
			'a line total',
			{ amount: 1, discounts: { priceAll: '1e20' } },
			{},
			'"Items" is too much in entry 1: "Line Total" (100000000000000000000)',
		],
		['the price', { amount: 1 }, { price: 1e17 }, '"Price" (100000000000000000) is too large'],
		[
			'the voucher',
			{ amount: 1 },
			{ voucher: 1e17 },
			'"Voucher" (100000000000000000) is too large',
		],
		['what is given', { amount: 1 }, { given: 1e17 }, '"Given" (100000000000000000) is too large'],
		[
			'the discount of the receipt',
			{ amount: 1 },
			{ discountAbsolute: 1e17 },
			'"Items" come to too much',
		],
	];
	it.each(CASES)('is named: %s', async (_, item, additionalFields, words) => {
		const made = compose([{ itemId: 201, ...item }], { additionalFields });
		await expect(made).rejects.toBeInstanceOf(InputError);
		await expect(made).rejects.toThrow(words);
		await expect(made).rejects.toMatchObject({ advice: 'Correct it; nothing was created.' });
	});
});
