/** CassaNova's orders through n8n's engine: what is sent to the byte, what comes out, and never twice. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, EMPTY, useCassaNova } from '../../support/vendors/cassaNova';
import type { NodeCall } from '../../support/n8n/bench';

const kit = useCassaNova();

const SHOP = 4711;
const BATCH = 'POST /documents/orders/batch';
/** So far in the future that no run of the tests comes after it. */
const DUE = '2126-03-05T12:30:00';
const DUE_MS = Date.parse('2126-03-05T11:30:00Z');

const order = (more: INodeParameters = {}): INodeParameters => ({
	externalId: 'W-1',
	idSalesPoint: byId(SHOP),
	dueDate: DUE,
	rows: {
		entry: [
			{ quantity: '2', price: '4.50' },
			{ quantity: '0.5', price: '3.33' },
		],
	},
	...more,
});

const SENT = {
	externalId: 'W-1',
	deliveryMode: 'PICKUP',
	isExternalOrder: true,
	dueDate: DUE_MS,
	document: {
		idSalesPoint: SHOP,
		amount: 10.67,
		rows: [
			{ rowNumber: 1, quantity: 2, price: 4.5 },
			{ rowNumber: 2, quantity: 0.5, price: 3.33 },
		],
	},
};

const create = async (parameters: INodeParameters = {}, more: Partial<NodeCall> = {}) =>
	await kit.bench.run({
		authentication: 'apiKey',
		operation: 'order.create',
		mode: 'trigger',
		parameters: order(parameters),
		...more,
	});

/** Bodies that were sent to make an order. */
const bodies = async () =>
	(await kit.bench.log()).filter(({ method }) => method === 'POST').map(({ body }) => body);

const count = async (): Promise<number> =>
	(await kit.bench.control<{ orders: number }>('state?vendor=cassaNova')).orders;

const fault = async (kind: string, more: IDataObject = {}) =>
	await kit.bench.control('faults', { kind, path: '/orders/batch$', method: 'POST', ...more });

describe('what is sent', () => {
	it('is the order, once, after a look for it among those of its shop', async () => {
		const { jsons, words } = await create();
		expect(words).toBe('');
		const id = expect.stringMatching(/^[\da-f-]{36}$/) as string;
		expect(jsons).toEqual([{ id, externalId: 'W-1', duplicate: false }]);
		expect(await bodies()).toEqual([{ create: [SENT] }]);
		const [first, second, last, ...others] = await kit.bench.sent();
		expect(first).toMatch(
			/^GET \/documents\/orders\?start=0&limit=100&datetimeFrom=%22[\d-]+%22&datetimeTo=%22[\d-]+%22&idsSalesPoint=%5B4711%5D$/,
		);
		expect(second).toContain('datetimeFrom=%222126-03-04%22&datetimeTo=%222126-03-06%22');
		expect([last, others]).toEqual([BATCH, []]);
	});

	it('has each field where CassaNova has it', async () => {
		const [product] = await kit.records('product', { filters: { multiVariant: false } });
		const [room] = await kit.records('table', { idsSalesPoint: [SHOP] });
		const [tax] = await kit.records('tax');
		const [customer] = await kit.records('customer');
		const idTable = String(room?.id);
		const { words, jsons } = await create({
			deliveryMode: 'TABLE',
			idTable: byId(idTable),
			idCustomer: byId(String(customer?.id)),
			defineUsing: 'json',
			rowsJson: JSON.stringify([
				{ idProductVariant: product?.id, idTax: tax?.id, quantity: 1, price: 2, menu: true },
				{ quantity: 1, price: 9, composition: true, rowModifierValues: [{ id: 'm' }] },
			]),
			additionalFields: {
				destinationStreet: 'Via Rizzoli 8',
				destinationCity: 'Bologna',
				destinationZipcode: '40125',
				destinationDistrict: 'BO',
				destinationCountry: 'IT',
				otherDeliveryDestination: 'Ombrellone 12',
				transportNote: 'secondo piano',
				phoneNumber: '+39 051 1',
				email: 'a@example.com',
				note: 'senza cipolla',
				taxFree: false,
				date: '2126-03-01T08:00:00Z',
				externalWorkflowStatus: 'ACCEPTED',
				internalWorkflowStatus: 'PENDING',
				prepay: true,
				prepaymentStatus: 'WAITING',
				prepaymentTransactionId: 'pi_1',
			},
		});
		expect(words).toBe('');
		expect(jsons).toHaveLength(1);
		expect(await bodies()).toEqual([
			{
				create: [
					{
						externalId: 'W-1',
						deliveryMode: 'TABLE',
						idTable,
						isExternalOrder: true,
						dueDate: DUE_MS,
						destinationStreet: 'Via Rizzoli 8',
						destinationCity: 'Bologna',
						destinationZipcode: '40125',
						destinationDistrict: 'BO',
						destinationCountry: 'IT',
						otherDeliveryDestination: 'Ombrellone 12',
						transportNote: 'secondo piano',
						phoneNumber: '+39 051 1',
						date: Date.parse('2126-03-01T08:00:00Z'),
						externalWorkflowStatus: 'ACCEPTED',
						internalWorkflowStatus: 'PENDING',
						prepay: true,
						prepaymentStatus: 'WAITING',
						prepaymentTransactionId: 'pi_1',
						document: {
							idSalesPoint: SHOP,
							idCustomer: customer?.id,
							email: 'a@example.com',
							note: 'senza cipolla',
							taxFree: false,
							// What a composed dish is made of is in no total.
							amount: 2,
							rows: [
								{
									rowNumber: 1,
									idProductVariant: product?.id,
									idTax: tax?.id,
									quantity: 1,
									price: 2,
									menu: true,
								},
								{
									rowNumber: 2,
									quantity: 1,
									price: 9,
									composition: true,
									rowModifierValues: [{ id: 'm' }],
								},
							],
						},
					},
				],
			},
		]);
	});

	it('has times as days where that is chosen, and none where the till does not show it', async () => {
		await create({ options: { timesAs: 'day' } });
		await create({ externalId: 'W-2', isExternalOrder: false });
		const sent = (await bodies()) as Array<{ create: IDataObject[] }>;
		expect(sent.map(({ create: [one] }) => one?.dueDate)).toEqual(['2126-03-05', undefined]);
	});

	it('takes an amount of its own, and further fields as JSON', async () => {
		await fault('status', { status: 400, body: { messages: ['no'] } });
		await create({
			additionalFields: {
				amount: '12,50',
				moreFields: '{"extra":1,"document":{"description":"Web","amount":12}}',
			},
		});
		expect(await bodies()).toEqual([
			{
				create: [
					{ ...SENT, extra: 1, document: { ...SENT.document, description: 'Web', amount: 12 } },
				],
			},
		]);
	});

	it.each<[string, INodeParameters]>([
		['"Your Own ID" is empty', { externalId: EMPTY }],
		['"Your Own ID" holds blanks only', { externalId: ' ' }],
		['"Shop" is empty', { idSalesPoint: byId(EMPTY) }],
		['"Due" is empty', { dueDate: EMPTY }],
		['"Due" must be a date with its time', { dueDate: 'soon' }],
		['"Table" is empty', { deliveryMode: 'TABLE', idTable: byId(EMPTY) }],
		['"Rows" needs at least one row', { rows: {} }],
		['"Price": is missing', { rows: { entry: [{ quantity: '1' }] } }],
		['"Quantity": must be more than 0', { rows: { entry: [{ quantity: '0', price: '1' }] } }],
	])('is nothing where %s', async (words, parameters) => {
		await kit.expectRefused(await create(parameters), words);
	});
});

describe('in the editor', () => {
	it('shows what would be sent, and sends nothing', async () => {
		const { jsons, hints } = await create({}, { mode: 'manual' });
		expect(jsons).toEqual([
			{ preview: true, id: null, externalId: 'W-1', duplicate: false, order: SENT },
		]);
		expect(hints.join()).toContain('choose "Send for Real" under "When Run From the Editor"');
		expect(await kit.bench.sent()).toEqual([]);
	});

	it('sends where that is chosen', async () => {
		const { jsons } = await create({ whenRunFromEditor: 'send' }, { mode: 'manual' });
		expect(jsons).toEqual([{ id: expect.any(String), externalId: 'W-1', duplicate: false }]);
		expect(await count()).toBe(1);
	});
});

describe('an order that is there already', () => {
	it('is found, and comes out as a duplicate', async () => {
		const first = await create();
		const second = await create();
		expect(second.jsons).toEqual([{ ...first.jsons[0], duplicate: true }]);
		expect(await bodies()).toHaveLength(1);
	});

	it.each([400, 409, 422, 429, 500])(
		'and is not of these days: CassaNova refuses it with %d, and it is found further back',
		async (status) => {
			await kit.bench.control('clock', { advanceMs: -20 * 86_400_000 });
			const first = await create({ isExternalOrder: false });
			await kit.bench.control('clock', { advanceMs: 20 * 86_400_000 });
			await kit.bench.control('config', { cassaNovaConflictStatus: status });
			const second = await create({ isExternalOrder: false });
			expect(second.words).toBe('');
			expect(second.jsons).toEqual([{ ...first.jsons[0], duplicate: true }]);
			expect(await count()).toBe(1);
		},
	);

	it.each([
		['another amount', { rows: { entry: [{ quantity: '1', price: '1' }] } }, 'amount 10.67'],
		['another shop', { idSalesPoint: byId(4712) }, 'shop 4711'],
	])('is another one with %s: an error says which', async (_what, parameters, words) => {
		const first = await create();
		const { error, words: said } = await create(parameters);
		expect(said).toContain('"Your Own ID" "W-1" already belongs to another order, which is');
		expect(error?.message).toContain(String(first.jsons[0]?.id));
		expect(said).toContain(words);
		expect(await count()).toBe(1);
	});

	it('and that the list does not show is an error: nothing was made', async () => {
		await fault('status', { status: 400, body: { messages: ['ConflictValue: externalId'] } });
		const { error } = await create();
		expect(error?.message).toBe(
			'CassaNova could not create order: an order with the ID "W-1" is there already (ConflictValue)',
		);
		expect(error?.description).toContain('No order was made. It was looked for among the orders');
		expect(error?.context?.outcomeUnknown).toBeUndefined();
	});

	it('is the one of an earlier item', async () => {
		const { jsons } = await create({}, { items: [{}, {}] });
		expect(jsons.map(({ duplicate }) => duplicate)).toEqual([false, true]);
		expect(await count()).toBe(1);
	});
});

describe('an answer that does not come', () => {
	it('is looked for, and the order that is there comes out', async () => {
		await fault('status', { status: 500, commit: true, body: { messages: ['later'] } });
		const { jsons, words } = await create();
		expect(words).toBe('');
		expect(jsons).toEqual([{ id: expect.any(String), externalId: 'W-1', duplicate: false }]);
		expect(await bodies()).toHaveLength(1);
		expect(await count()).toBe(1);
	});

	it('and an order that surely is not there: it is sent again', async () => {
		await fault('status', { status: 500, body: { messages: ['later'] } });
		expect((await create()).jsons).toHaveLength(1);
		expect(await bodies()).toHaveLength(2);
		expect(await count()).toBe(1);
	});

	it('three times: an error says that it was not made', async () => {
		await fault('status', { status: 500, times: 3, body: { messages: ['later'] } });
		const { error } = await create();
		expect(error?.description).toContain('surely not carried out: it was tried 3 times');
		expect(await count()).toBe(0);
	});

	it('and a list that does not come either: nobody knows, and it is not sent again', async () => {
		await fault('status', { status: 500, commit: true, body: { messages: ['later'] } });
		await kit.bench.control('faults', {
			kind: 'status',
			status: 403,
			path: '/documents/orders$',
			after: 2,
			times: -1,
		});
		const { error } = await create();
		expect(error?.message).toContain('(outcome unknown');
		expect(error?.description).toContain(
			'Run it again later with the same "Your Own ID" ("W-1"): an order that is there is found',
		);
		expect(await bodies()).toHaveLength(1);
	});
});

it('takes the ID from either key of the answer', async () => {
	await kit.bench.control('config', { cassaNovaBatchKey: 'create' });
	expect((await create()).jsons).toEqual([
		{ id: expect.any(String), externalId: 'W-1', duplicate: false },
	]);
});

it('gets orders of any range, simplified or as they are', async () => {
	await create();
	await kit.bench.mark();
	const { jsons } = await kit.run('order.getAll', {
		returnAll: true,
		period: 'todaySoFar',
		filters: { idsSalesPoint: [SHOP], idTables: 'a,b' },
	});
	expect(jsons).toEqual([]);
	expect((await kit.bench.sent())[0]).toMatch(
		/^GET \/documents\/orders\?start=0&limit=100&datetimeFrom=%22[\d-]+%22&datetimeTo=%22[\d-]+%22&idsSalesPoint=%5B4711%5D&idTables=%5B%22a%22%2C%22b%22%5D$/,
	);
	const all = await kit.run('order.getAll', { returnAll: true, period: 'todaySoFar' });
	expect(all.jsons).toEqual([
		{
			externalId: 'W-1',
			date: expect.any(Number),
			dueDate: DUE_MS,
			deliveryMode: 'PICKUP',
			externalWorkflowStatus: 'REQUESTED',
			status: 'UNCONFIRMED',
			idTable: null,
			prepaymentStatus: null,
			amount: 10.67,
			idSalesPoint: SHOP,
			idCustomer: null,
			idOrganization: null,
			id: expect.any(String),
		},
	]);
});

it('changes the prepayment of an order, and reads it', async () => {
	const [made] = (await create()).jsons;
	await kit.bench.mark();
	const orderId = String(made?.id);
	const { jsons } = await kit.run('order.updatePrepayment', {
		orderId,
		updateFields: { prepay: true, prepaymentTransactionId: 'pi_1', moreFields: '{"note":"x"}' },
	});
	expect(jsons).toEqual([{ id: orderId, success: true }]);
	expect(await kit.body()).toEqual({ prepay: true, prepaymentTransactionId: 'pi_1', note: 'x' });
	const [read] = (await kit.run('order.get', { orderId })).jsons;
	expect(read).toMatchObject({ id: orderId, prepay: true, prepaymentTransactionId: 'pi_1' });
});

it.each(['order.create', 'order.getAll', 'order.get', 'order.updatePrepayment'])(
	'says so where an account has no orders: %s',
	async (operation) => {
		await kit.bench.control('config', { cassaNovaNewer: false });
		const { error } = await kit.bench.run({
			authentication: 'apiKey',
			operation,
			mode: 'trigger',
			parameters: {
				...order(),
				period: 'todaySoFar',
				orderId: 'o',
				updateFields: { prepay: true },
			},
		});
		expect(error?.message).toContain('error.notfound');
		expect(error?.description).toContain('belongs to a newer generation of the CassaNova API');
	},
);

it('says that there may be no such order', async () => {
	const { error } = await kit.run('order.get', { orderId: 'o' });
	expect(error?.description).toMatch(/^Check "Order ID": there is no such record/);
});
