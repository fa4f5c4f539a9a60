/** The form of a receipt on n8n's own engine: what is sent to the letter, and what a trial shows. */
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';
import type { NodeCall } from '../../support/n8n/bench';
import { listSearch, runWorkflow } from '../../support/n8n/kassa';

const kit = useBench();

const authentication = 'cashRegisterToken';
const forReal = { whenRunFromEditor: 'send' };
const bar = { paymentMethod: { __rl: true, mode: 'name', value: 'Bar' } };
const article = (value: number | string, mode = 'list') => ({ __rl: true, mode, value });

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeCall> = {}) =>
	await kit.bench.run({ authentication, operation: `receipt.${operation}`, parameters, ...more });

const create = async (
	entry: IDataObject[],
	parameters: INodeParameters = {},
	more: Partial<NodeCall> = {},
) => await run('create', { ...bar, items: { entry } as INodeParameters, ...parameters }, more);

/** Bodies of the receipts that were sent, as the sandbox parsed them. */
const bodies = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as IDataObject);

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		count: 6,
		from: '2026-03-27',
		to: '2026-03-27',
		seed: 5,
	});
	await kit.bench.logInToTill();
	await kit.bench.run({ authentication, operation: 'paymentMethod.getAll' });
	await kit.bench.mark();
});

const melange = {
	itemId: 101,
	nameLong: 'Melange',
	nameShort: 'Melange',
	groupId: 1,
	groupName: 'Getränke',
};
const fee = {
	itemId: 9001,
	nameLong: 'Zustellung é & = + " /',
	nameShort: 'Zust.',
	groupId: 9,
	groupName: 'Sonstiges',
	amount: 1,
	priceOne: 3.5,
	vat: 20,
};
const whole: INodeParameters = {
	...forReal,
	additionalFields: {
		created: '2026-03-28T09:15:00.000+01:00',
		customText: { entry: [{ label: 'Tisch', value: '12' }] },
		discountAbsolute: 0.5,
		discountPercentage: 10,
		given: 50,
		voucher: 5,
	},
	options: { printReference: false },
};
const threeWays = [
	{ itemFrom: 'article', itemId: article(101), amount: 2, discounts: { discountPercentage: 5 } },
	{
		itemFrom: 'article',
		itemId: article('={{ 200 + 1 }}', 'id'),
		amount: 1,
		overrides: { priceOne: '6.50' },
		discounts: { discountAbsolute: 0.25 },
	},
	{ itemFrom: 'hand', ...fee, itemId: article('9001', 'id'), groupId: '9', vat: '20' },
];
const sent = {
	created: '2026-03-28T09:15:00',
	customText: [{ label: 'Tisch', value: '12' }],
	items: [
		{
			...melange,
			amount: 2,
			discountAbsolute: 0,
			discountPercentage: 5,
			priceAll: 9.31,
			priceOne: 4.9,
			vat: 20,
		},
		{
			itemId: 201,
			nameLong: 'Apfelstrudel mit Vanillesauce',
			nameShort: 'Apfelstrudel',
			groupId: 2,
			groupName: 'Speisen',
			amount: 1,
			discountAbsolute: 0.25,
			discountPercentage: 0,
			priceAll: 6.25,
			priceOne: 6.5,
			vat: 10,
		},
		{ ...fee, discountAbsolute: 0, discountPercentage: 0, priceAll: 3.5 },
	],
	price: 16.65,
	discountAbsolute: 0.5,
	discountPercentage: 10,
	given: 50,
	paymentMethod: 'Bar',
	voucher: 5,
};

describe('create', () => {
	it('takes from the register what was left empty, and a name whose expression gives nothing', async () => {
		const { words, jsons } = await create(
			[
				{
					itemId: article(101),
					amount: 1,
					overrides: { priceOne: '', nameLong: '={{ null }}' },
					discounts: { priceAll: '' },
				},
			],
			forReal,
		);
		expect(words).toBe('');
		expect(jsons).toEqual([expect.objectContaining({ price: 4.9 })]);
	});

	it('sends every field of the document, with articles from the register', async () => {
		const { words, jsons, items, hints } = await create(threeWays, whole);
		expect(words).toBe('');
		expect(await bodies()).toEqual([sent]);
		const requests = await kit.bench.sent();
		expect(requests.filter((request) => request.includes('/articles'))).toEqual([
			'GET /v1.0/articles',
		]);
		const post = (await kit.bench.log()).find(({ method }) => method === 'POST');
		expect(post?.headers['content-type']).toBe('application/json');
		expect(post?.headers['kassandro-token']).toMatch(/^\w{20,}$/);
		expect(jsons).toEqual([
			expect.objectContaining({ ...sent, receiptNumber: expect.stringMatching(/^11-\d+$/) }),
		]);
		expect(pairs(items)).toEqual([0]);
		expect(hints).toEqual([]);
	});

	it('sends the same from JSON', async () => {
		const list = [
			{ itemId: 101, amount: 2, discountPercentage: 5 },
			{ itemId: '201', amount: 1, priceOne: 6.5, discountAbsolute: 0.25 },
			fee,
		];
		for (const itemsJson of [JSON.stringify(list), '={{ $json.list }}']) {
			await kit.bench.mark();
			const parameters = { ...bar, ...whole, defineUsing: 'json', itemsJson };
			const { words } = await run('create', parameters, { items: [{ list }] });
			expect(words).toBe('');
			expect(await bodies()).toEqual([sent]);
		}
	});

	it('asks for the catalogue once for all items, also side by side', async () => {
		const shown = [201, 101, 201, 301];
		const { jsons, items } = await create(
			[{ itemId: article('={{ $json.id }}', 'id'), amount: '={{ $json.amount }}' }],
			{
				...forReal,
				options: { batching: { batch: { batchSize: 2, batchInterval: 0 } }, printReference: false },
			},
			{ items: shown.map((id, index) => ({ id, amount: index + 1 })) },
		);
		expect(jsons.map((json) => (json.items as IDataObject[])[0])).toEqual(
			shown.map((itemId, index) => expect.objectContaining({ itemId, amount: index + 1 })),
		);
		expect(pairs(items)).toEqual([0, 1, 2, 3]);
		const requests = await kit.bench.sent();
		expect(requests.filter((request) => request.endsWith('/articles'))).toHaveLength(1);
	});

	it.each(['object', 'array'])('reads a catalogue that comes as %s', async (shape) => {
		await kit.bench.control('config', { kassandroListShape: shape });
		const { jsons } = await create([{ itemId: article(101), amount: 1 }]);
		expect(jsons[0]).toMatchObject({ preview: true, body: { items: [melange] } });
	});

	it('stops before anything is sent when a given price differs, or says so', async () => {
		const wrong = { additionalFields: { price: 5 }, ...forReal };
		const stopped = await create([{ itemId: article(101), amount: 1 }], wrong);
		expect(stopped.words).toBe(
			'"Price" is 5.00, but what the items come to is 4.90: 0.10 too much Correct it, or leave it empty to have it computed; nothing was created. The option "If a Given Price Differs" lets the receipt be created all the same.',
		);
		expect(await bodies()).toEqual([]);
		const hinted = await create([{ itemId: article(101), amount: 1 }], {
			...wrong,
			options: { onPriceDifference: 'hint' },
		});
		expect(hinted.words).toBe('');
		expect(hinted.hints).toContain(
			'Item 0: "Price" is 5.00, but what the items come to is 4.90: 0.10 too much.',
		);
		expect(await bodies()).toEqual([expect.objectContaining({ price: 5 })]);
	});

	it('goes on with the other items after one that lacks something', async () => {
		const { items, jsons } = await create(
			[{ itemId: article('={{ $json.id }}', 'id'), amount: 1 }],
			forReal,
			{ items: [{ id: 101 }, { id: 999 }, { id: 201 }], onError: 'continueRegularOutput' },
		);
		expect(jsons.map(({ error }) => error)).toEqual([
			undefined,
			`"Items" has article 999 in entry 1, which is not in the register's catalogue`,
			undefined,
		]);
		expect(pairs(items)).toEqual([0, 1, 2]);
		expect(await bodies()).toHaveLength(2);
	});

	it('needs items and a way to pay', async () => {
		const nothing = await create([], forReal);
		expect(nothing.words).toContain('"Items" needs at least one item');
		const unpaid = await create([{ itemId: article(101), amount: 1 }], {
			...forReal,
			paymentMethod: { __rl: true, mode: 'name', value: '={{ "" }}' },
		});
		expect(unpaid.words).toContain('"Payment Method" is empty');
		expect(await kit.bench.sent()).toEqual([]);
	});
});

describe('a run from the editor', () => {
	const one = [{ itemId: article(101), amount: 2 }];

	it('shows the exact receipt, its VAT and its total, and sends nothing', async () => {
		const { words, jsons, items, hints } = await create(one, { orderNumber: '10045' });
		expect(words).toBe('');
		expect(jsons).toEqual([
			{
				preview: true,
				body: {
					customText: [{ label: 'Ref', value: '10045' }],
					items: [
						{
							...melange,
							amount: 2,
							discountAbsolute: 0,
							discountPercentage: 0,
							priceAll: 9.8,
							priceOne: 4.9,
							vat: 20,
						},
					],
					price: 9.8,
					discountAbsolute: 0,
					discountPercentage: 0,
					given: 9.8,
					paymentMethod: 'Bar',
					voucher: 0,
				},
				vat: [
					{
						rate: '20',
						net: '8.17',
						netCents: 817,
						tax: '1.63',
						taxCents: 163,
						gross: '9.80',
						grossCents: 980,
					},
				],
				total: '9.80',
				totalCents: 980,
			},
		]);
		expect(pairs(items)).toEqual([0]);
		expect(hints).toEqual([
			'This is a preview: nothing was sent, because the workflow was run by hand. Published, it does it for real. To do so by hand as well, choose "Create for Real" under "When Run From the Editor".',
		]);
		expect(await bodies()).toEqual([]);
	});

	it('shows what the live workflow then sends', async () => {
		const parameters = { ...whole, whenRunFromEditor: 'preview' };
		const shown = await create(threeWays, parameters);
		const real = await create(threeWays, parameters, { mode: 'trigger' });
		expect(real.words).toBe('');
		expect(await bodies()).toEqual([shown.jsons[0]?.body]);
	});

	it.each<[string, Partial<NodeCall>, INodeParameters, boolean]>([
		['by hand', { mode: 'manual' }, {}, true],
		['by an evaluation', { mode: 'evaluation' }, {}, true],
		['as the retry of a run by hand', { mode: 'retry', source: 'manual' }, {}, true],
		['by hand, for real', { mode: 'manual' }, forReal, false],
		['live', { mode: 'trigger' }, {}, false],
		['by a webhook', { mode: 'webhook' }, {}, false],
		['as the retry of a live run', { mode: 'retry', source: 'webhook' }, {}, false],
		['from the command line', { mode: 'cli' }, {}, false],
	])('is told from others: %s', async (_name, how, parameters, isPreview) => {
		const { words, jsons } = await create(one, parameters, how);
		expect(words).toBe('');
		expect(jsons.map(({ preview }) => preview ?? false)).toEqual([isPreview]);
		expect(await bodies()).toHaveLength(isPreview ? 0 : 1);
	});

	it('never logs in to the till', async () => {
		const { baseUrl, merchants } = kit.bench.ready.kassandro;
		const { apiKey = '' } = merchants[0] ?? {};
		const token = async (path: string, headers: Record<string, string> = {}) => {
			const answer = await fetch(`${baseUrl}/${path}`, {
				headers: { ...headers, Connection: 'close' },
			});
			return ((await answer.json()) as Array<{ token?: string }>)[0]?.token ?? '';
		};
		await token('deletetoken', { 'kassandro-token': await token(`gettoken?key=${apiKey}`) });
		await kit.bench.mark();
		const credential = { logInToTill: true };
		const { words } = await create(one, {}, { credential });
		expect(words).toContain('there is no cash-register token for this API key yet');
		const requests = await kit.bench.sent({ tokens: true });
		expect(requests.filter((request) => request.includes('createtoken'))).toEqual([]);
	});
});

describe('createZero', () => {
	const parameters = { ...bar, options: { printReference: false } };
	const zero = {
		items: [],
		price: 0,
		discountAbsolute: 0,
		discountPercentage: 0,
		given: 0,
		paymentMethod: 'Bar',
		voucher: 0,
	};

	it('sends zeros and no items', async () => {
		const { words, jsons } = await run('createZero', parameters, { mode: 'trigger' });
		expect(words).toBe('');
		expect(await bodies()).toEqual([zero]);
		expect(jsons).toEqual([expect.objectContaining({ ...zero, cashRegisterId: 11 })]);
	});

	it('shows them first', async () => {
		const { jsons } = await run('createZero', parameters);
		expect(jsons).toEqual([{ preview: true, body: zero, vat: [], total: '0.00', totalCents: 0 }]);
		expect(await bodies()).toEqual([]);
	});
});

describe('cancel', () => {
	const original = async (receiptNumber: string) =>
		(await run('get', { receiptNumber })).jsons[0] ?? {};

	it('sends nothing but the number', async () => {
		const { words, jsons } = await run('cancel', { receiptNumber: ' 11-1 ' }, { mode: 'trigger' });
		expect(words).toBe('');
		expect(await bodies()).toEqual([{ cancellation: { receiptNumber: '11-1' } }]);
		expect(jsons).toEqual([
			expect.objectContaining({ cancellation: { receiptNumber: '11-1' }, cashRegisterId: 11 }),
		]);
	});

	it('shows first what would be taken back', async () => {
		const receipt = await original('11-1');
		const { jsons, hints } = await run('cancel', { receiptNumber: '11-1' });
		expect(hints.join()).toContain('choose "Cancel for Real" under');
		expect(jsons).toEqual([
			expect.objectContaining({
				preview: true,
				body: { cancellation: { receiptNumber: '11-1' } },
				total: `-${Number(receipt.price).toFixed(2)}`,
			}),
		]);
		const [{ vat, totalCents }] = jsons as [
			{ vat: Array<{ grossCents: number }>; totalCents: number },
		];
		expect(vat.reduce((total, { grossCents }) => total + grossCents, 0)).toBe(totalCents);
		expect(await bodies()).toEqual([]);
	});

	it('finds out in a preview that there is no such receipt', async () => {
		const { words } = await run('cancel', { receiptNumber: '11-999' });
		expect(words).toContain('Kassandro could not cancel receipt: There is no receipt 11-999.');
	});
});

it.each([
	['create', 'Create'],
	['createZero', 'Create Zero Receipt (Nullbeleg)'],
	['cancel', 'Cancel (Storno)'],
])('has no %s with an account token', async (operation, name) => {
	const { words } = await run(operation, bar, { authentication: 'accountToken' });
	expect(words).toContain(
		`"Operation" "${name}" needs a Kassandro (One Register) API credential, and this node has a Kassandro (All Registers) API credential`,
	);
	expect(await kit.bench.sent({ tokens: true })).toEqual([]);
});

describe('lists to pick from', () => {
	const search = async (method: string, filter?: string) => {
		const { results } = await listSearch({
			workflow: { nodes: [], connections: {} },
			nodeType: 'n8n-nodes-kassa.kassandro',
			method,
			parameters: { authentication },
			credentials: {
				its: {
					type: 'kassandroCashRegisterApi',
					data: kit.bench.credential(authentication) as never,
				},
			},
			nodeCredentials: { kassandroCashRegisterApi: 'its' },
			...(filter === undefined ? {} : { filter }),
		});
		return results;
	};

	it('show articles with group and price', async () => {
		const all = await search('searchArticles');
		expect(all).toHaveLength(16);
		expect(all[0]).toEqual({ name: 'Melange, Getränke, 4.90 €', value: 101 });
		expect(await search('searchArticles', 'speisen')).toHaveLength(4);
	});

	it('show the ways to pay by their names, which are what a receipt holds', async () => {
		const all = await search('searchPaymentMethods');
		expect(all.slice(0, 2)).toEqual([
			{ name: 'Bar', value: 'Bar' },
			{ name: 'Bankomat', value: 'Bankomat' },
		]);
	});
});

describe('the example of a web-shop order', () => {
	interface Example {
		nodes: INode[];
		pinData: Record<string, [INodeExecutionData & { json: { body: IDataObject } }]>;
	}

	/** Runs its node of ours with the pinned order, or one that differs. */
	const order = async (mode: 'manual' | 'webhook', change: IDataObject = {}) => {
		const { nodes, pinData } = (await import(
			'../../../examples/kassandro-order-to-receipt.json'
		)) as unknown as Example;
		const [[pinned]] = Object.values(pinData) as [[{ json: { body: IDataObject } }]];
		const { items, error } = await runWorkflow({
			workflow: {
				nodes: nodes.filter(({ type }) => type.startsWith('n8n-nodes-kassa.')),
				connections: {},
			},
			startNode: 'Print receipt',
			mode,
			inputItems: [{ json: { body: { ...pinned.json.body, ...change } } }],
			credentials: {
				kassandroCashRegisterApi: {
					type: 'kassandroCashRegisterApi',
					data: kit.bench.credential(authentication) as never,
				},
			},
		});
		return { json: items[0]?.json ?? {}, message: error?.message };
	};

	it('prints an order once, as its preview showed it', async () => {
		const { json: shown } = await order('manual');
		expect(shown).toMatchObject({ preview: true, total: '24.50' });
		const { json: printed } = await order('webhook');
		expect(await bodies()).toEqual([shown.body]);
		expect(printed).not.toHaveProperty('duplicate');
		const { json: again } = await order('webhook');
		expect(again).toMatchObject({ receiptNumber: printed.receiptNumber, duplicate: true });
		expect(await bodies()).toHaveLength(1);
	});

	it('hands a total that is not what the articles come to to those who are told', async () => {
		const { json, message } = await order('webhook', { total: 24 });
		expect(message).toBeUndefined();
		expect(json.error).toMatch(
			/^"Order" comes to 24\.50 by its lines, but its total is 24\.00: 0\.50 too much/,
		);
		expect(await bodies()).toEqual([]);
	});
});

describe('what the register says otherwise', () => {
	const hint = { options: { ifDiffersFromRegister: 'hint' } };
	const wholeMelange = { ...melange, amount: 1, priceOne: 4.9, vat: 10 };
	const json = (entry: IDataObject) => ({
		...forReal,
		...bar,
		defineUsing: 'json',
		itemsJson: JSON.stringify([entry]),
	});
	const RATES: Array<[string, INodeParameters]> = [
		[
			'an override',
			{
				...forReal,
				...bar,
				items: { entry: [{ itemId: article(101), amount: 1, overrides: { vat: '10' } }] },
			},
		],
		['JSON that leaves the rest to it', json({ itemId: 101, amount: 1, vat: 10 })],
		['JSON that says everything', json(wholeMelange)],
	];
	const rateWords =
		'"Items" has "VAT in Percent" 10 in entry 1, but the register\'s catalogue says 20 for article 101';

	it.each(RATES)('stops a rate that is another one: %s', async (_, parameters) => {
		const { words } = await run('create', parameters);
		expect(words).toContain(rateWords);
		expect(words).toContain('If Register Differs');
		expect(await bodies()).toEqual([]);
		const { hints, jsons } = await run('create', { ...parameters, ...hint });
		expect(jsons).toEqual([expect.objectContaining({ price: 4.9 })]);
		expect(hints.join()).toContain(`Item 0: ${rateWords}.`);
	});

	it('leaves an item by hand alone, and asks for no catalogue', async () => {
		const { words } = await create([{ itemFrom: 'hand', ...fee, itemId: article(101) }], forReal);
		expect(words).toBe('');
		expect((await kit.bench.sent()).join()).not.toContain('/articles');
	});

	it('compares an item by hand with a catalogue that is read anyway', async () => {
		const { words } = await create(
			[
				{ itemId: article(201), amount: 1 },
				{ itemFrom: 'hand', ...fee, itemId: article(101), vat: '10' },
			],
			forReal,
		);
		expect(words).toContain('"VAT in Percent" 10 in entry 2');
	});

	it.each(['create', 'createZero'])(
		'%s stops a payment method that it does not know',
		async (operation) => {
			const parameters = {
				...forReal,
				paymentMethod: { __rl: true, mode: 'name', value: 'shopify_payments' },
				...(operation === 'create' && { items: { entry: [{ itemId: article(101), amount: 1 }] } }),
			};
			const { words } = await run(operation, parameters);
			expect(words).toMatch(
				/"Payment Method" is shopify_payments, which the register doesn't know; it knows Bar, Bankomat/,
			);
			expect(await bodies()).toEqual([]);
			const { hints, jsons } = await run(operation, { ...parameters, ...hint });
			expect(jsons).toEqual([expect.objectContaining({ paymentMethod: 'shopify_payments' })]);
			expect(hints.join()).toContain('Item 0: "Payment Method" is shopify_payments');
		},
	);

	it.each([
		['catalogue', '/articles$', "The register's catalogue could not be read"],
		['payment methods', '/paymentmethods$', "The register's payment methods could not be read"],
	])('prints where the %s can not be compared with, and says so', async (_, path, words) => {
		await kit.bench.control('faults', { kind: 'status', status: 404, path, count: 1 });
		const parameters = { ...json({ ...wholeMelange, vat: 20 }), orderNumber: 'A-1' };
		const { hints, jsons } = await run('create', parameters);
		expect(jsons).toEqual([expect.objectContaining({ price: 4.9 })]);
		expect(hints.join()).toContain(words);
	});

	it('asks once for all items, and before a preview, too', async () => {
		const items = [{}, {}, {}];
		const { words } = await create([{ itemId: article(101), amount: 1 }], forReal, { items });
		expect(words).toBe('');
		expect((await kit.bench.sent()).filter((line) => line.startsWith('GET'))).toEqual([
			'GET /v1.0/articles',
			'GET /v1.0/paymentmethods',
		]);
	});
});
