/** Sending orders through n8n's engine: what travels, what comes back, and never twice. */
import type { IDataObject } from 'n8n-workflow';
import { FRESH, pairs, useBench } from '../../support/n8n/bench';
import type { NodeCall } from '../../support/n8n/bench';
import { hurry } from '../../support/n8n/kassa';
import { runs } from '../../support/clock/seeds';

const kit = useBench();

/** An order that the sandbox's shop takes; numbers and letters of all kinds. */
const order = (note = 'Ä ß € 🍕'): IDataObject => ({
	note,
	sum: 18.1,
	paymentMethod: 1,
	items: [
		{ itemNo: '21', sizeId: 1, amount: 2, price: 7.5 },
		{ itemNo: '51', price: 3.1 },
	],
	deep: { a: [null, true, 0.1, ''] },
});

const create = async ({ parameters, ...more }: Partial<NodeCall> = {}) =>
	await kit.bench.run({
		authentication: 'basicAuth',
		operation: 'order.create',
		mode: 'trigger',
		parameters: { order: JSON.stringify(order()), ...parameters },
		...more,
	});

/** Sends several orders, each a field `order` of an item, and goes on after failures. */
const createAll = async (items: IDataObject[], { parameters, ...more }: Partial<NodeCall> = {}) =>
	await create({
		items,
		onError: 'continueRegularOutput',
		parameters: { order: '={{ $json.order }}', ...parameters },
		...more,
	});

const taken = async (): Promise<number> =>
	(await kit.bench.control<{ orders: number }>('state?vendor=kassaForte')).orders;

const bodies = async () => (await kit.bench.log()).map(({ body }) => body);

const fault = async (kind: string, more: IDataObject = {}) =>
	await kit.bench.control('faults', { kind, path: '^/v1/order$', method: 'POST', ...more });

const noMoreFaults = async () =>
	await fetch(`${kit.bench.ready.control}/faults`, { method: 'DELETE', headers: FRESH });

/** A number that no other test uses: the process remembers it. */
let numbers = 0;
const newNumber = () => `W-${++numbers}`;

beforeEach(async () => {
	await kit.bench.reset();
});

describe('what is sent', () => {
	it('is the JSON as it was given, once', async () => {
		const { items, staticData } = await create();
		const [request, ...others] = await kit.bench.log();
		expect(others).toEqual([]);
		expect(request).toMatchObject({ method: 'POST', path: '/v1/order', rawQuery: '' });
		expect(request?.body).toEqual(order());
		expect(request?.headers['content-type']).toBe('application/json');
		const { username, password } = kit.bench.ready.kassaForte;
		expect(request?.headers.authorization).toBe(`Basic ${btoa(`${username}:${password}`)}`);
		const orderId = expect.stringMatching(/^\d{14}$/) as string;
		expect(items).toEqual([
			{
				json: {
					orderId,
					accepted: true,
					duplicate: false,
					orderNumber: null,
					status: null,
					reason: null,
					refusals: [],
					answer: { orderId },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(staticData).toEqual({});
	});

	it('may come from an expression, as an object or as text', async () => {
		const { jsons, items } = await createAll([
			{ order: order('a') },
			{ order: JSON.stringify(order('b')) },
		]);
		expect(await bodies()).toEqual([order('a'), order('b')]);
		expect(pairs(items)).toEqual([0, 1]);
		expect(jsons[0]?.orderId).not.toBe(jsons[1]?.orderId);
	});

	it.each([
		['{"ref":90071992547409931}', 'has a number at "ref" that is too long'],
		['{"items":[{"a":1},{"b":1e400}]}', 'has no number that JSON knows at "items[1].b"'],
	])('may not be rounded on its way: %s', async (text, problem) => {
		const { words } = await create({ parameters: { order: text } });
		expect(words).toContain(`"Order" ${problem}`);
		expect(await kit.bench.sent()).toEqual([]);
	});

	it.each([['={{ "" }}'], ['{}'], ['[]'], ['{"a":'], ['"text"'], ['7']])(
		'is nothing for %j',
		async (text) => {
			const { words } = await create({ parameters: { order: text } });
			expect(words).toMatch(/^"Order" (is empty|must be a JSON object)/);
			expect(await kit.bench.sent()).toEqual([]);
		},
	);

	it.each([
		['with a colon', 'us', 'pa:ss::word:'],
		['with letters of other alphabets', 'müller', 'pä:ß€ żółć 密码 🍕'],
	])('is signed in UTF-8 with a password %s', async (_name, username, password) => {
		const { error, words } = await create({ credential: { username, password } });
		const [request] = await kit.bench.log();
		const sent = String(request?.headers.authorization).replace(/^Basic /, '');
		const bytes = Uint8Array.from(atob(sent), (character) => character.charCodeAt(0));
		expect(new TextDecoder().decode(bytes)).toBe(`${username}:${password}`);
		expect(error?.message).toBe('KassaForte could not create order: Unauthorized.');
		expect(words).not.toContain(password);
	});
});

describe('the order ID', () => {
	it.each(['object', 'text', 'number', 'nested'])(
		'is found in an answer of the shape %s',
		async (shape) => {
			await kit.bench.control('config', { kassaForteOrderIdShape: shape });
			const { jsons, hints } = await create();
			expect(jsons[0]).toMatchObject({ accepted: true });
			expect(jsons[0]?.orderId).toMatch(/^\d{14}$/);
			expect(JSON.stringify(jsons[0]?.answer)).toContain(String(jsons[0]?.orderId));
			expect(hints).toEqual([]);
		},
	);

	it.each<[string, unknown]>([
		['no value', { ok: true }],
		['two values', { a: '20260305190412', b: '20260305190413' }],
		['more digits', { a: '202603051904120' }],
	])('is null for %s of 14 digits, and the order counts as taken', async (_what, body) => {
		await fault('status', { status: 201, body } as IDataObject);
		const { jsons, hints } = await create();
		expect(jsons[0]).toMatchObject({ orderId: null, accepted: true, answer: body });
		expect(hints.join()).toContain('it could not be told which value');
	});

	it('may stand there twice', async () => {
		const answer = { a: 20260305190412, b: [' 20260305190412 '] };
		await fault('status', { status: 201, body: answer });
		expect((await create()).jsons[0]).toMatchObject({ orderId: '20260305190412', answer });
	});

	it('is null where the only such value is one of the order itself', async () => {
		const customer = { phone: '00491761234567' };
		const orderId = '20260305190412';
		const parameters = { order: JSON.stringify({ ...order(), customer }) };
		await fault('status', { status: 201, body: { customer } });
		expect((await create({ parameters })).jsons[0]?.orderId).toBeNull();
		await fault('status', { status: 201, body: { customer, orderId } });
		expect((await create({ parameters })).jsons[0]).toMatchObject({ orderId });
	});

	it('is null for an answer without content', async () => {
		await fault('status', { status: 201, body: '' });
		expect((await create()).jsons[0]).toMatchObject({
			orderId: null,
			accepted: true,
			answer: null,
		});
	});
});

describe('a success that is not 201', () => {
	it.each<[string, number, unknown]>([
		['a text', 200, 'Maintenance, back soon'],
		['no content', 204, ''],
		['an error', 200, { ok: false, error: 'shop unknown' }],
		['an empty object', 202, {}],
		['null', 200, 'null'],
		['two values of 14 digits', 200, { a: '20260305190412', b: '20260305190413' }],
	])('with %s leaves open what became of the order (%d)', async (_what, status, body) => {
		const orderNumber = newNumber();
		await fault('status', { status, body } as IDataObject);
		const { jsons, staticData } = await createAll([{ order: order() }], {
			parameters: { orderNumber },
		});
		expect(jsons).toEqual([
			{
				error: `KassaForte could not create order: it answered with status ${status} and without an order ID, which does not say that it took the order (outcome unknown: it may have been carried out, so do not simply repeat it)`,
				details: expect.stringContaining('With this order number it is not sent again'),
				outcome: 'unknown',
			},
		]);
		const again = await create({ parameters: { orderNumber }, staticData });
		expect(again.words).toContain('without a clear answer');
		expect(await kit.bench.sent()).toEqual(['POST /v1/order']);
	});

	it('counts as taken with an order ID', async () => {
		await fault('status', { status: 200, body: { id: '20260305190412' } });
		expect((await create()).jsons[0]).toMatchObject({ orderId: '20260305190412', accepted: true });
	});
});

describe('a refused order', () => {
	const refuse = async (...keys: string[]) =>
		await kit.bench.control('config', { kassaForteOrderErrors: keys });
	const asItem = { onRefusal: 'item' };

	it('is an error that reads like a sentence', async () => {
		await refuse('unknownArticle', 'minimumOrder');
		const { error } = await create();
		expect(error?.message).toBe(
			'KassaForte could not create order: Unknown article 77 (202); Minimum order value of 12.00 not reached with order value of 7.50 (605)',
		);
		expect(error?.description).toBe(
			'Article 77 is not on the menu: fetch the menu again, because it may have changed. The order comes to 7.50, the shop delivers from 12.00: let the customer add something, or offer pickup. The order was not taken.',
		);
		expect(error?.httpCode).toBe('409');
		expect(await kit.bench.sent()).toEqual(['POST /v1/order']);
	});

	it('is an item where that is wanted, beside those that were taken', async () => {
		const bad = { ...order('b'), sum: 17.1, items: [{ itemNo: '77', price: 1 }] };
		const { jsons, items, status } = await create({
			items: [order('a'), bad, order('c')],
			parameters: { order: '={{ $json }}', ...asItem },
		});
		expect(status).toBe('success');
		expect(pairs(items)).toEqual([0, 1, 2]);
		expect(jsons.map(({ accepted }) => accepted)).toEqual([true, false, true]);
		expect(jsons[1]).toEqual({
			orderId: null,
			accepted: false,
			duplicate: false,
			orderNumber: null,
			status: 409,
			reason: 'Unknown article 77 (202)',
			refusals: [
				{
					code: 202,
					family: 'article',
					message: 'Unknown article #77#',
					references: [{ name: 'itemNo', type: 'text', value: '77' }],
					hint: 'Article 77 is not on the menu: fetch the menu again, because it may have changed.',
				},
			],
			answer: { errors: [{ errorCode: 202, description: 'Unknown article #77#' }] },
		});
		expect(await taken()).toBe(2);
	});

	const keys = [
		...['noChoices', 'sum', 'paymentMethod'],
		...['articleSize', 'unknownArticle', 'articlePrice', 'ingredientNotAllowed', 'choice'],
		...['menuNoPrice', 'unknownMenu', 'menuItemCount', 'menuPrice', 'menuNoMatch', 'notInMenus'],
		...['ingredientSize', 'unknownIngredient', 'unknownDiscount'],
		...['unknownDeliveryType', 'wrongDeliveryType', 'unknownZip', 'zipNotDefined'],
		...['minimumOrder', 'deliveryCosts', 'noDistance'],
	];

	it.each([true, false])('is understood for all 24 reasons (codes: %j)', async (withCodes) => {
		await kit.bench.control('config', { kassaForteErrorCodes: withCodes });
		await refuse(...keys);
		const { jsons } = await create({ parameters: asItem });
		const refusals = jsons[0]?.refusals as IDataObject[];
		expect(refusals.map(({ family, code }) => [code, family])).toEqual(
			keys.map((_key, index) => {
				const family =
					index < 3 ? 1 : index < 8 ? 2 : index < 14 ? 3 : index < 16 ? 4 : index < 17 ? 5 : 6;
				const first = [0, 0, 3, 8, 14, 16, 17][family] ?? 0;
				const isPrice = ['articlePrice', 'menuPrice'].includes(keys[index] ?? '');
				const names = [
					'',
					'order',
					'article',
					'menu',
					'ingredient',
					'discountCode',
					'deliveryCosts',
				];
				if (withCodes) return [family * 100 + index - first + 1, names[family]];
				return [null, isPrice ? 'articleOrMenu' : names[family]];
			}),
		);
		expect(refusals.filter(({ hint }) => hint === '')).toEqual([]);
	});

	it.each<[string, unknown, unknown[], string]>([
		['text', 'Unknown article #77#', [202], 'Unknown article 77'],
		['other text', 'Closed today.', [null], 'Closed today.'],
		['nothing', '', [], 'the shop refused it without a reason'],
		['an unknown code', { errors: [{ c: 777, t: 'New #1#' }] }, [777], 'New 1 (777)'],
		['another shape', [[[{ x: { y: ['z'] } }]]], [], 'the shop refused it without a reason'],
	])('comes through unharmed when the answer is %s', async (what, body, codes, reason) => {
		await fault('status', { status: 409, body, times: 2 } as IDataObject);
		const { jsons } = await create({ parameters: asItem });
		expect(jsons[0]).toMatchObject({
			accepted: false,
			status: 409,
			reason,
			answer: body === '' ? null : body,
		});
		const found = (jsons[0]?.refusals as IDataObject[]).map(({ code }) => code);
		expect(found).toEqual(what === 'text' ? [null] : codes);
		const { error } = await create();
		expect(error?.message).toBe(`KassaForte could not create order: ${reason}`);
		expect(error?.description).toContain('The order was not taken.');
	});

	it('shows no password that the answer repeats, and nothing read from one', async () => {
		const { password } = kit.bench.ready.kassaForte;
		const errors = [{ code: 202, message: `Unknown article #${password}#` }];
		await fault('status', { status: 409, body: { errors, auth: password } } as IDataObject);
		const { jsons } = await create({ parameters: asItem });
		expect(jsons[0]).toMatchObject({
			reason: 'Unknown article *** (202)',
			refusals: [{ references: [{ name: 'itemNo', type: 'text', value: '***' }] }],
			answer: { errors: [{ code: 202, message: 'Unknown article #***#' }], auth: '***' },
		});
		const orderId = '20260305190412';
		await fault('status', { status: 201, body: { orderId, auth: `Basic ${password}` } });
		expect((await create()).jsons[0]?.answer).toEqual({ orderId, auth: 'Basic ***' });
	});

	it('is not told by what the answer repeats of the order', async () => {
		const noted = { ...order('Ring #3# twice'), sum: 150 };
		const body = { order: noted, error: { text: 'Unknown article #77#', code: 202 } };
		await fault('status', { status: 409, body });
		const { jsons } = await create({ parameters: { ...asItem, order: JSON.stringify(noted) } });
		expect(jsons[0]).toMatchObject({ reason: 'Unknown article 77 (202)', answer: body });
		expect(jsons[0]?.refusals).toHaveLength(1);
	});

	it('may be sent again under its number, changed or not', async () => {
		const orderNumber = newNumber();
		await refuse('sum');
		const first = await create({ parameters: { ...asItem, orderNumber } });
		expect(first.jsons[0]).toMatchObject({ accepted: false, orderNumber });
		await refuse();
		const { staticData } = first;
		const second = await create({
			staticData,
			parameters: { order: JSON.stringify(order('better')), orderNumber },
		});
		expect(second.jsons[0]).toMatchObject({ accepted: true, duplicate: false, orderNumber });
		expect(await taken()).toBe(1);
	});
});

describe('an order whose answer got lost', () => {
	const losses: Array<[string, string, IDataObject]> = [
		['reset after the work', 'resetAfter', {}],
		['reset before the work', 'resetBefore', {}],
		['500 after the work', 'status', { status: 500, commit: true }],
		['503 before the work', 'status', { status: 503 }],
		['an answer that breaks off', 'breakOff', {}],
		['half an answer', 'truncate', {}],
		['a web page', 'html', { commit: true }],
		['a web page with 409', 'status', { status: 409, commit: true, body: '<h1>Conflict</h1>' }],
		['408 of somebody in between', 'status', { status: 408, commit: true }],
		['425 of somebody in between', 'status', { status: 425, commit: true }],
		['499 of somebody in between', 'status', { status: 499, commit: true }],
		['a redirect', 'redirect', { status: 307, location: '/v1/order', commit: true }],
	];

	it.each(losses)('is sent once, and says so: %s', async (_name, kind, more) => {
		await fault(kind, more);
		const { error } = await create();
		expect(await kit.bench.sent()).toEqual(['POST /v1/order']);
		expect(error?.message).toMatch(/^KassaForte could not create order: /);
		expect(error?.description).toBe(
			'It is not known whether KassaForte got the order, so it was not sent again. Look there for the order before you send it again.',
		);
	});

	it('is marked on its item, and the others go on', async () => {
		await fault('resetAfter', { after: 1 });
		const { jsons } = await createAll(['a', 'b', 'c'].map((note) => ({ order: order(note) })));
		expect(jsons.map(({ outcome }) => outcome)).toEqual([undefined, 'unknown', undefined]);
		expect(jsons.map(({ accepted }) => accepted)).toEqual([true, undefined, true]);
		expect(jsons[1]).toEqual({
			error: expect.stringMatching(/^KassaForte could not create order: the connection broke off/),
			details: expect.stringMatching(/^It is not known whether KassaForte got the order/),
			outcome: 'unknown',
		});
		expect(await taken()).toBe(3);
	});

	it('goes to the error output with the mark that n8n allows there', async () => {
		await fault('resetAfter');
		const { failed, items } = await createAll([{ order: order('a') }, { order: order('b') }], {
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.accepted)).toEqual([true]);
		expect(failed.map(({ json }) => json)).toEqual([
			expect.objectContaining({ order: order('a'), message: 'outcome: unknown' }),
		]);
	});

	it('is no such thing where it surely did not arrive', async () => {
		await fault('status', { status: 400, body: { message: 'Bad.' } });
		const { jsons } = await createAll([{ order: order() }]);
		expect(jsons).toEqual([
			{
				error: 'KassaForte could not create order: Bad.',
				details: 'Compare the JSON with the schema of orders that you have from KassaForte.',
			},
		]);
	});

	it('is unknown when the execution is stopped meanwhile', async () => {
		await fault('hang', { commit: true });
		const orderNumber = newNumber();
		const first = await create({ cancelOnceStruck: true, parameters: { orderNumber } });
		expect(first.status).toBe('canceled');
		const { words } = await create({ parameters: { orderNumber } });
		expect(words).toContain('without a clear answer');
		expect(await taken()).toBe(1);
	});
});

describe('the order number', () => {
	it('is told to nobody with a wrong password', async () => {
		const parameters = { orderNumber: newNumber() };
		const first = await create({ parameters });
		expect(first.jsons[0]).toMatchObject({ accepted: true });
		const wrong = await create({ parameters, credential: { password: 'not this one' } });
		expect(wrong.jsons).toEqual([]);
		expect(wrong.words).toContain('Check user name and password');
		expect(JSON.stringify(wrong)).not.toContain(String(first.jsons[0]?.orderId));
		// Who has the right to it is told, without a further request where it is the same credential.
		await kit.bench.mark();
		expect((await create({ parameters })).jsons[0]).toMatchObject({ duplicate: true });
		expect(await kit.bench.sent()).toEqual([]);
		const { username } = kit.bench.ready.kassaForte;
		const blank = await create({ parameters, credential: { username: ` ${username} ` } });
		expect(blank.jsons[0]).toMatchObject({ duplicate: true, orderId: first.jsons[0]?.orderId });
		expect(await kit.bench.sent()).toEqual(['GET /v1/infos']);
		expect(await taken()).toBe(1);
	});

	it('brings the order ID back instead of sending twice', async () => {
		const parameters = { orderNumber: newNumber() };
		const first = await create({ parameters });
		const second = await create({ parameters, staticData: first.staticData });
		expect(second.jsons[0]).toEqual({
			...first.jsons[0],
			duplicate: true,
			answer: null,
		});
		expect(first.jsons[0]).toMatchObject({ duplicate: false, ...parameters });
		expect(await taken()).toBe(1);
		expect(JSON.stringify(first.staticData)).not.toContain('Ä');
	});

	it('is not sent, and may be a number', async () => {
		const { jsons } = await create({
			items: [{ number: 90_000_001 }],
			parameters: { orderNumber: '={{ $json.number }}' },
		});
		expect(jsons[0]?.orderNumber).toBe('90000001');
		expect(JSON.stringify(await kit.bench.log())).not.toContain('90000001');
	});

	it('is refused for another order', async () => {
		const parameters = { orderNumber: newNumber() };
		const first = await create({ parameters });
		const { words } = await create({
			parameters: { ...parameters, order: JSON.stringify(order('other')) },
		});
		expect(words).toContain(
			`"Order Number" "${parameters.orderNumber}" was already used for another order, which KassaForte took as ${String(first.jsons[0]?.orderId)}`,
		);
		expect(await taken()).toBe(1);
		// The order of the fields in a JSON object means nothing.
		const turned = Object.fromEntries(Object.entries(order()).reverse());
		const same = await create({ parameters: { ...parameters, order: JSON.stringify(turned) } });
		expect(same.jsons[0]).toMatchObject({ duplicate: true });
	});

	it('lets one sender at a time through', async () => {
		const orderNumber = newNumber();
		await kit.bench.control('latency', { ms: 30, vendor: 'kassaForte' });
		const batching = { batching: { batch: { batchSize: 10 } } };
		const runs = await Promise.all(
			[1, 2, 3].map(
				async () =>
					await createAll(
						Array.from({ length: 5 }, () => ({ order: order() })),
						{ parameters: { orderNumber, options: batching } },
					),
			),
		);
		await kit.bench.control('latency', { ms: 0, vendor: 'kassaForte' });
		const all = runs.flatMap(({ jsons }) => jsons);
		expect(all).toHaveLength(15);
		expect(new Set(all.map(({ orderId }) => orderId)).size).toBe(1);
		expect(all.filter(({ duplicate }) => duplicate === false)).toHaveLength(1);
		expect(await taken()).toBe(1);
	});

	it('belongs to one shop', async () => {
		const parameters = { orderNumber: newNumber() };
		const [, other] = kit.bench.ready.kassaForte.shops;
		const { username = '', password = '' } = other ?? {};
		const first = await create({ parameters });
		const second = await create({ parameters, credential: { username, password } });
		expect([first, second].map(({ jsons }) => jsons[0]?.duplicate)).toEqual([false, false]);
		expect(await taken()).toBe(2);
	});

	it('is not sent again after an unknown outcome, not even changed', async () => {
		const parameters = { orderNumber: newNumber() };
		await fault('resetAfter');
		const first = await create({ parameters });
		expect(first.words).toContain(
			`With this order number it is not sent again; if it is not there, send it with another one, such as "${parameters.orderNumber}-2".`,
		);
		const { staticData } = first;
		const { jsons } = await createAll([{ order: order() }], { parameters, staticData });
		expect(jsons[0]).toEqual({
			error: expect.stringMatching(
				/^KassaForte could not create order: order "W-\d+" was sent at \d{4}-\d\d-\d\d \d\d:\d\d UTC, without a clear answer \(outcome unknown: .+\)$/,
			),
			details: expect.stringContaining('Look there for the order.'),
			outcome: 'unknown',
		});
		const changed = await create({
			parameters: { ...parameters, order: JSON.stringify(order('x')) },
			staticData,
		});
		expect(changed.words).toMatch(/ UTC with another content, without a clear answer/);
		expect(await kit.bench.sent()).toEqual(['POST /v1/order']);
	});

	it.each(['9007199254740993', '0.1', '1e300'])(
		'may not be a number that is rounded: %s',
		async (number) => {
			const { words } = await create({
				items: [{ number }],
				parameters: {
					order: JSON.stringify(order()),
					orderNumber: '={{ Number($json.number) }}',
				},
			});
			expect(words).toContain('cannot be told from others of its size or kind: give it as text');
			expect(await kit.bench.sent()).toEqual([]);
		},
	);

	it('compares orders as they are sent: a date is more than an empty object', async () => {
		const at = async (time: string) =>
			await create({
				items: [{ time, order: order() }],
				parameters: {
					order: '={{ ({ ...$json.order, at: new Date($json.time) }) }}',
					orderNumber: 'dated',
				},
			});
		await at('2026-01-01T10:00:00Z');
		expect((await at('2026-01-01T10:00:00Z')).jsons[0]).toMatchObject({ duplicate: true });
		expect((await at('2026-01-01T20:00:00Z')).words).toContain('was already used for another');
		expect(await bodies()).toEqual([{ ...order(), at: '2026-01-01T10:00:00.000Z' }]);
	});

	it('may not be an expression that gives nothing', async () => {
		const { jsons } = await createAll([{ order: order() }, { order: order(), number: 0 }], {
			parameters: { orderNumber: '={{ $json.number }}' },
		});
		expect(jsons[0]?.error).toContain('is an expression that came out empty for this item');
		expect(jsons[1]).toMatchObject({ accepted: true, orderNumber: '0' });
		expect(await taken()).toBe(1);
	});
});

describe('tries that n8n makes of its own', () => {
	const items = ['a', 'b', 'c'].map((note) => ({ order: order(note) }));
	const parameters = { order: '={{ $json.order }}' };

	it('send only what was not sent: Retry On Fail', async () => {
		await fault('status', { status: 400, after: 1, times: 2 });
		const { jsons, status } = await create({ items, parameters, maxTries: 4 });
		expect(status).toBe('success');
		expect(jsons.map(({ accepted, duplicate }) => [accepted, duplicate])).toEqual([
			[true, false],
			[true, false],
			[true, false],
		]);
		const sent = (await bodies()).map((body) => (body as IDataObject).note);
		expect(sent).toEqual(['a', 'b', 'b', 'b', 'c']);
		expect(await taken()).toBe(3);
	});

	it('do not send what may have arrived: Retry On Fail', async () => {
		await fault('resetAfter', { after: 1 });
		const { error } = await create({ items, parameters, maxTries: 3 });
		expect(error?.message).toContain('an earlier try may have arrived, and was not repeated');
		expect(error?.description).toContain(
			'This execution does not send it any more; where it is not there, start a new one for it.',
		);
		expect((await bodies()).map((body) => (body as IDataObject).note)).toEqual(['a', 'b']);
	});

	it('do not send anything twice where n8n goes on after failures', async () => {
		await fault('resetAfter');
		const { jsons } = await createAll(items, { maxTries: 3 });
		expect(jsons.map(({ outcome, accepted }) => outcome ?? accepted)).toEqual([
			'unknown',
			true,
			true,
		]);
		expect(await taken()).toBe(3);
		expect(await bodies()).toHaveLength(3);
	});

	it('send only what was not sent: Retry execution', async () => {
		await fault('status', { status: 400, after: 1 });
		const first = await create({ items, parameters, keepData: true });
		expect(first.status).toBe('error');
		const second = await create({
			items,
			parameters,
			mode: 'retry',
			source: 'trigger',
			retryOf: first.data,
		});
		expect(second.jsons.map(({ accepted }) => accepted)).toEqual([true, true, true]);
		expect(await taken()).toBe(3);
		expect((await bodies()).map((body) => (body as IDataObject).note)).toEqual([
			'a',
			'b',
			'b',
			'c',
		]);
	});
});

describe('tries of n8n with something else', () => {
	const items = ['a', 'b'].map((note) => ({ order: order(note) }));

	/** A run whose second order fails, and its retry with other parameters. */
	const retried = async (
		first: IDataObject,
		second: IDataObject,
		failure: () => Promise<unknown>,
	) => {
		await failure();
		const { data } = await create({ items, parameters: first as never, keepData: true });
		return await create({
			items,
			parameters: second as never,
			mode: 'retry',
			source: 'trigger',
			retryOf: data,
		});
	};
	const refusedOnce = async () => await fault('status', { status: 400, after: 1 });
	const edited = '={{ ({ ...$json.order, note: $json.order.note + " edited" }) }}';

	it('are not answered with what became of another order', async () => {
		const { words } = await retried(
			{ order: '={{ $json.order }}' },
			{ order: edited },
			refusedOnce,
		);
		expect(words).toMatch(
			/"Order Number" or order of this item was another one in an earlier try of this execution, which sent an order that KassaForte took as \d{14} /,
		);
		expect(await bodies()).toHaveLength(2);
	});

	it('are not answered with what became of another number', async () => {
		const [one, other] = [newNumber(), newNumber()];
		const parameters = { order: '={{ $json.order }}' };
		const { words } = await retried(
			{ ...parameters, orderNumber: `=${one}{{ $json.order.note }}` },
			{ ...parameters, orderNumber: `=${other}{{ $json.order.note }}` },
			refusedOnce,
		);
		expect(words).toContain(`which sent order "${one}a" that KassaForte took as `);
		expect(await bodies()).toHaveLength(2);
	});

	it('do not send another order where it is not known what became of the first', async () => {
		const { words } = await retried(
			{ order: '={{ $json.order }}' },
			{ order: edited },
			async () => await fault('resetAfter'),
		);
		expect(words).toContain('sent an order of which it is not known whether it arrived');
		expect(await bodies()).toHaveLength(1);
	});
});

describe('an error among several orders', () => {
	const items = ['a', 'b', 'c', 'd'].map((note) => ({ order: order(note) }));
	const parameters = { order: '={{ $json.order }}' };
	const inBatch = { ...parameters, options: { batching: { batch: { batchSize: 4 } } } };
	const refusal = {
		status: 409,
		body: { errors: [{ code: 202, message: 'Unknown article #77#' }] },
	};

	it('says how many passed, and how to go on', async () => {
		await fault('status', { ...refusal, after: 2 });
		const { words, jsons } = await create({ items, parameters });
		expect(jsons).toEqual([]);
		expect(words).toMatch(
			/The order was not taken\. 2 other items passed already: to go on after them, use "Retry" of this execution, and not a new one\.$/,
		);
		expect(await taken()).toBe(2);
	});

	it('tells an unknown outcome rather than a refusal, wherever it stands', async () => {
		const bad = { order: { ...order('bad'), sum: 17.1, items: [{ itemNo: '77', price: 1 }] } };
		await kit.bench.control('faults', { kind: 'resetAfter', path: '^/v1/order$', after: 1 });
		const { words } = await create({ items: [bad, ...items.slice(0, 2)], parameters: inBatch });
		expect(words).toContain('It is not known whether KassaForte got the order');
		expect(words).toMatch(/ 1 other item passed already: leave them out when you start again\.$/);
	});

	it('says which others are open, too', async () => {
		await fault('resetAfter', { times: 2 });
		const { words } = await create({ items, parameters: inBatch });
		expect(words).toMatch(
			/ It is not known either for 1 other item \(item [1-3]\)\. 2 other items /,
		);
	});
});

describe('in the editor', () => {
	const live = { environment: 'live' };

	it.each<[string, Partial<NodeCall>, boolean]>([
		['live', { mode: 'manual', credential: live }, false],
		['sandbox', { mode: 'manual' }, true],
		['an evaluation, live', { mode: 'evaluation', credential: live }, false],
		['a retried run of the editor', { mode: 'retry', source: 'manual', credential: live }, false],
		['an active workflow', { mode: 'trigger', credential: live }, true],
		['a webhook', { mode: 'webhook', credential: live }, true],
		['sandbox, preview', { mode: 'manual', parameters: { whenRunFromEditor: 'preview' } }, false],
		[
			'an active workflow, preview',
			{ mode: 'trigger', parameters: { whenRunFromEditor: 'preview' } },
			true,
		],
		[
			'live, for real',
			{ mode: 'manual', credential: live, parameters: { whenRunFromEditor: 'send' } },
			true,
		],
	])('%s', async (_name, call, sends) => {
		const { jsons, hints } = await create(call);
		expect(await kit.bench.sent()).toEqual(sends ? ['POST /v1/order'] : []);
		if (sends) {
			expect(jsons[0]).toMatchObject({ accepted: true });
		} else {
			expect(jsons).toEqual([
				{ preview: true, orderId: null, accepted: null, orderNumber: null, order: order() },
			]);
			expect(hints.join()).toContain('nothing was sent');
			expect(hints.join()).toContain('choose "Send for Real" under');
		}
	});

	it("takes KassaForte's live domain for a real shop, whatever the environment says", async () => {
		const domain = 'webservices-api.kassaforte-systems.com';
		const credential = { environment: 'sandbox', domain };
		const { jsons, hints } = await create({ mode: 'manual', credential });
		expect(jsons[0]).toMatchObject({ preview: true });
		expect(await kit.bench.sent()).toEqual([]);
		expect(hints.join()).toContain('says "Sandbox", but its domain is KassaForte\'s live one');
	});

	it('remembers nothing of a preview', async () => {
		const parameters = { orderNumber: newNumber() };
		await create({ mode: 'manual', credential: live, parameters });
		expect((await create({ parameters })).jsons[0]).toMatchObject({ duplicate: false });
	});
});

it('sends hundreds of orders once each while every fifth answer is lost', async () => {
	const orders = runs(500);
	await hurry(10_000);
	await fault('resetAfter', { times: -1, probability: 0.2 });
	const items = Array.from({ length: orders }, (_item, index) => ({
		number: `L-${index}`,
		order: {
			...order(`note ${index}`),
			...(index % 7 === 0 ? { items: [{ itemNo: '77', price: 1 }] } : {}),
		},
	}));
	const options = { batching: { batch: { batchSize: 20 } } };
	const parameters = { onRefusal: 'item', orderNumber: '={{ $json.number }}', options };
	const first = await createAll(items, { parameters });
	const sent = (await bodies()).map((body) => (body as IDataObject).note);
	expect(sent).toHaveLength(orders);
	expect(new Set(sent).size).toBe(orders);
	const kinds = first.jsons.map((json) =>
		json.accepted === true ? 'taken' : json.accepted === false ? 'refused' : json.outcome,
	);
	const count = (kind: string) => kinds.filter((each) => each === kind).length;
	expect(pairs(first.items)).toEqual([...items.keys()]);
	expect(count('taken') + count('refused') + count('unknown')).toBe(orders);
	expect(
		[count('taken'), count('refused'), count('unknown')].every((some) => some > orders / 13),
	).toBe(true);
	expect(await taken()).toBeGreaterThan(count('taken'));
	const before = await taken();
	// Once more, as after a restart of the workflow: only what was refused is sent.
	await noMoreFaults();
	await kit.bench.mark();
	const second = await createAll(items, { parameters, staticData: first.staticData });
	expect(await bodies()).toHaveLength(count('refused'));
	expect(await taken()).toBe(before);
	expect(second.jsons.filter(({ duplicate }) => duplicate === true)).toHaveLength(count('taken'));
	expect(second.jsons.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(
		count('unknown'),
	);
	const ids = (jsons: IDataObject[]) => jsons.map(({ orderId }) => orderId ?? null);
	expect(ids(second.jsons)).toEqual(ids(first.jsons));
});
