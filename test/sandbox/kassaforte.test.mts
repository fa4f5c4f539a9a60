/** Exercises the KassaForte sandbox over HTTP: access, shop data, orders, codes and coupons. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { ORDER_ERRORS, orderError } from '../../sandbox/kassaforte/order-errors.mts';
import { SHOPS, type ShopAccount } from '../../sandbox/kassaforte/shop.mts';

interface Answer {
	status: number;
	headers: Headers;
	/** Text of the body; its fields are guesses, so the tests read as little of it as clients may. */
	text: string;
}

const [PIZZERIA, SUSHI] = SHOPS as [ShopAccount, ShopAccount];
const FOURTEEN = /(?<!\d)\d{14}(?!\d)/;

let sandbox: Sandbox;
let origin: string;

before(async () => {
	sandbox = await startSandbox();
	origin = `http://${sandbox.info.kassaForte.domain}`;
});
after(() => sandbox.close());
beforeEach(() => sandbox.shared.reset(1));
afterEach(() => assert.deepEqual(sandbox.shared.defects, []));

async function call(
	method: string,
	path: string,
	{ body, shop = PIZZERIA }: { body?: unknown; shop?: Partial<ShopAccount> } = {},
): Promise<Answer> {
	const pair = Buffer.from(`${shop.username}:${shop.password}`).toString('base64');
	const headers: Record<string, string> = shop.username ? { Authorization: `Basic ${pair}` } : {};
	if (body !== undefined) headers['Content-Type'] = 'application/json';
	const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
	const response = await fetch(`${origin}${path}`, init);
	return { status: response.status, headers: response.headers, text: await response.text() };
}

const configure = (config: Record<string, unknown>): object =>
	Object.assign(sandbox.shared.config, config);

const ORDER = {
	sum: 18.1,
	paymentMethod: 0,
	items: [
		{ itemNo: '21', sizeId: 1, amount: 2, price: 7.5 },
		{ itemNo: '51', amount: 1, price: 3.1 },
	],
};

test('every operation wants the right user and password', async () => {
	const strangers = [{}, { ...PIZZERIA, password: 'x' }, { username: 'x', password: 'y' }];
	for (const shop of strangers) {
		const { status, headers } = await call('GET', '/v1/infos', { shop });
		assert.equal(status, 401);
		assert.match(headers.get('www-authenticate') ?? '', /^Basic/);
	}
	for (const shop of SHOPS) assert.equal((await call('GET', '/v1/infos', { shop })).status, 200);
	configure({ kassaForteOverHttp: true });
	assert.equal((await call('GET', '/v1/infos')).status, 403);
});

test('unknown endpoints and methods', async () => {
	assert.equal((await call('GET', '/v1/orders')).status, 404);
	const { status, headers } = await call('DELETE', '/v1/order');
	assert.equal(status, 405);
	assert.match(headers.get('accept') ?? '', /POST/);
});

test('shop infos name what the document names, and can be changed', async () => {
	const read = async () => JSON.parse((await call('GET', '/v1/infos')).text) as object;
	const infos = (await read()) as { shopOpenStatus: { delivery: boolean; pickup: boolean } };
	assert.deepEqual(Object.keys(infos.shopOpenStatus), ['delivery', 'pickup']);
	configure({ kassaForteInfos: { deliveryOpen: false } });
	assert.notDeepEqual(await read(), infos);
});

test('menu, open hours and the three kinds of delivery costs', async () => {
	const menu = JSON.parse((await call('GET', '/v1/menu')).text) as { categories: object[] };
	assert.ok(menu.categories.every((category) => 'minimumOrderValue' in category));
	assert.equal((await call('GET', '/v1/openhours')).status, 200);
	const costs = async () => JSON.parse((await call('GET', '/v1/deliverycosts')).text) as unknown;
	const byZip = await costs();
	configure({ kassaForteDeliveryCosts: 'distance' });
	assert.notDeepEqual(await costs(), byZip);
	configure({ kassaForteDeliveryCosts: 'null' });
	assert.equal(await costs(), null);
});

test('an order gets the only 14 digits of its answer, in any shape', async () => {
	const ids = new Set<string>();
	for (const kassaForteOrderIdShape of ['object', 'text', 'number', 'nested']) {
		configure({ kassaForteOrderIdShape });
		const { status, text } = await call('POST', '/v1/order', { body: ORDER });
		assert.equal(status, 201, text);
		const [id = ''] = FOURTEEN.exec(text) ?? [];
		assert.equal((await call('GET', `/v1/order/${id}`)).status, 200);
		assert.equal((await call('GET', `/v1/order/${id}`, { shop: SUSHI })).status, 404);
		ids.add(id);
	}
	assert.equal(ids.size, 4);
	assert.equal(sandbox.shared.vendor('kassaForte')?.state().orders, 4);
});

test('the status moves on with the clock', async () => {
	const { text } = await call('POST', '/v1/order', { body: { anything: ['else'] } });
	const path = `/v1/order/${FOURTEEN.exec(text)?.[0]}`;
	const seen = [(await call('GET', path)).text];
	for (const minutes of [2, 5, 60]) {
		sandbox.shared.shiftClock(minutes * 60_000);
		seen.push((await call('GET', path)).text);
	}
	assert.equal(new Set(seen).size, 4);
	for (const wrong of ['123', '1234567890123x', '123456789012345']) {
		assert.equal((await call('GET', `/v1/order/${wrong}`)).status, 400, wrong);
	}
	assert.equal((await call('GET', '/v1/order/00000000000000')).status, 404);
});

test('an order that does not fit is refused with the texts of the table', async () => {
	const conflict = async (body: unknown): Promise<string> => {
		const { status, text } = await call('POST', '/v1/order', { body });
		assert.equal(status, 409, text);
		return text;
	};
	const cola = { itemNo: '77', amount: 1 };
	assert.match(await conflict({ items: [cola] }), /Unknown article #77#/);
	const large = { items: [{ itemNo: '51', sizeId: 2 }] };
	assert.match(await conflict(large), /Article #51# has no price for size #2#/);
	const cheap = { items: [{ itemNo: '22', price: 8 }] };
	assert.match(await conflict(cheap), /Computed price of #8\.20# differs from send price #8\.00#/);
	const wrongSum = { ...ORDER, sum: 18 };
	assert.match(await conflict(wrongSum), /overall sum of #18\.10# differs from send sum #18\.00#/);
	assert.match(await conflict({ paymentMethod: 9 }), /Invalid payment method #9#/);
	assert.match(await conflict({ discountCode: 'NIX' }), /Unknown discount #NIX#/);
	assert.match(await conflict(large), /"errorCode":201/);
	configure({ kassaForteErrorCodes: false });
	assert.doesNotMatch(await conflict(large), /201/);
	assert.equal((await call('POST', '/v1/order', { body: ['no object'] })).status, 400);
	assert.equal((await call('POST', '/v1/order')).status >= 400, true);
});

test('every refusal of the table can be ordered', async () => {
	assert.equal(Object.keys(ORDER_ERRORS).length, 24);
	for (const [key, { code, text }] of Object.entries(ORDER_ERRORS)) {
		configure({ kassaForteOrderErrors: [key] });
		const answer = await call('POST', '/v1/order', { body: ORDER });
		assert.equal(answer.status, 409);
		assert.ok(answer.text.includes(JSON.stringify(text)), key);
		assert.ok(answer.text.includes(String(code)));
	}
	configure({ kassaForteOrderErrors: ['sum', 'unknownZip'] });
	const both = (await call('POST', '/v1/order', { body: ORDER })).text;
	assert.ok(both.includes('zipId') && both.includes('overall sum'));
	assert.throws(() => orderError('nothing'));
});

test('discount codes and coupons', async () => {
	const ask = async (path: string, query: object): Promise<number> => {
		const search = new URLSearchParams(Object.entries(query) as Array<[string, string]>);
		return (await call('GET', `${path}?${search}`)).status;
	};
	for (const discountCode of ['FUENF', 'ZEHN', 'GRATIS WASSER']) {
		assert.equal(await ask('/v1/discountcode', { discountCode }), 200);
	}
	assert.equal(await ask('/v1/discountcode', { discountCode: 'NIX' }), 404);
	assert.equal(await ask('/v1/discountcode', { code: 'FUENF' }), 400);
	assert.equal(await ask('/v1/discountcode', {}), 400);
	const couponNumber = '4711-0815';
	assert.equal(await ask('/v1/coupon', { couponNumber, verifyCode: 'k9+Q/z' }), 200);
	assert.equal(await ask('/v1/coupon', { couponNumber, verifyCode: 'k9' }), 409);
	assert.equal(await ask('/v1/coupon', { couponNumber: '1', verifyCode: 'k9' }), 404);
	assert.equal(await ask('/v1/coupon', { couponNumber }), 400);
});

test('a contact request is taken', async () => {
	const body = { name: 'Ä. Nwachukwu', message: 'Bitte um Rückruf' };
	assert.equal((await call('POST', '/v1/contactrequest', { body })).status, 200);
	assert.equal((await call('POST', '/v1/contactrequest', { body: 'text' })).status, 400);
	assert.equal(sandbox.shared.vendor('kassaForte')?.state().contactRequests, 1);
});

test('guessed names stand in guesses.mts alone', () => {
	const folder = join(import.meta.dirname, '..', '..', 'sandbox', 'kassaforte');
	const guesses = readFileSync(join(folder, 'guesses.mts'), 'utf8');
	const names = ['itemNo', 'sizeId', 'minutesBeforeOpening', 'remainingAmount', 'errorCode'];
	for (const name of names) {
		assert.ok(guesses.includes(name));
		for (const file of readdirSync(folder).filter((other) => other !== 'guesses.mts')) {
			assert.ok(!readFileSync(join(folder, file), 'utf8').includes(name), `${name} in ${file}`);
		}
	}
});
