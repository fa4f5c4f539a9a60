/** Exercises the Kassandro sandbox over HTTP: tokens, lists, signing, attachments, generated days. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Totals } from '../../sandbox/core/vendor.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { MERCHANTS } from '../../sandbox/kassandro/catalogue.mts';
import type { Item, ReceiptBody } from '../../sandbox/kassandro/records.mts';
import { effort } from './effort.mts';
import { lineCents, priceCents, settle, taxCents } from '../../sandbox/kassandro/settle.mts';
import { instantOf, localText } from '../../sandbox/kassandro/till-time.mts';

type Receipt = ReceiptBody & {
	_id: string;
	receiptNumber: string;
	cashRegisterId: number;
	attachmentUrls?: string[];
	cancellation?: { receiptNumber: string };
};
interface Answer<T> {
	status: number;
	body: T;
}
interface TokenAnswer {
	error: boolean;
	msg: string;
	token?: string;
}

let sandbox: Sandbox;
let base: string;
let origin: string;

before(async () => {
	sandbox = await startSandbox();
	base = sandbox.info.kassandro.baseUrl;
	origin = new URL(base).origin;
});
after(() => sandbox.close());
beforeEach(() => sandbox.shared.reset(1));
afterEach(() => assert.deepEqual(sandbox.shared.defects, []));

async function answerOf<T>(response: Response): Promise<Answer<T>> {
	return { status: response.status, body: (await response.json()) as T };
}

const headersOf = (token?: string): Record<string, string> =>
	token === undefined ? {} : { 'kassandro-token': token };

async function get<T>(path: string, query: object = {}, token?: string): Promise<Answer<T>> {
	const search = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]));
	return await answerOf(await fetch(`${base}${path}?${search}`, { headers: headersOf(token) }));
}

async function post<T>(path: string, body: unknown, token: string): Promise<Answer<T>> {
	const headers = { ...headersOf(token), 'Content-Type': 'application/json' };
	const init = { method: 'POST', headers, body: JSON.stringify(body) };
	return await answerOf(await fetch(`${base}${path}`, init));
}

async function control<T>(path: string, body?: unknown): Promise<T> {
	const init = body && {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	};
	const response = await fetch(`${origin}/__sandbox/${path}`, init || {});
	assert.equal(response.status, 200, path);
	return (await response.json()) as T;
}

const [CAFE, FARM] = MERCHANTS as [(typeof MERCHANTS)[0], (typeof MERCHANTS)[0]];

async function tokenFor(merchant: typeof CAFE, register?: number): Promise<string> {
	const query =
		register === undefined
			? { type: 'account', key: merchant.apiKey }
			: { type: 'cashregister', cashregisterid: register, key: merchant.apiKey };
	const { body } = await get<TokenAnswer[]>('/createtoken', query);
	assert.equal(body[0]?.error, false, body[0]?.msg);
	return body[0]!.token!;
}

const existing = async (merchant = CAFE): Promise<TokenAnswer[]> =>
	(await get<TokenAnswer[]>('/gettoken', { key: merchant.apiKey })).body;

const item = (over: Partial<Item> = {}): Item => ({
	itemId: 101,
	nameLong: 'Melange',
	nameShort: 'Melange',
	groupId: 1,
	groupName: 'Getränke',
	amount: 2,
	discountAbsolute: 0,
	discountPercentage: 0,
	priceAll: 9.8,
	priceOne: 4.9,
	vat: 20,
	...over,
});
const sale = (over: Partial<ReceiptBody> = {}) => ({
	items: [item()],
	price: 9.8,
	discountAbsolute: 0,
	discountPercentage: 0,
	given: 20,
	paymentMethod: 'Bar',
	voucher: 0,
	...over,
});

describe('tokens', () => {
	test('one of each kind per API key, answered as an array', async () => {
		const token = await tokenFor(CAFE);
		const again = await get<TokenAnswer[]>('/createtoken', { type: 'account', key: CAFE.apiKey });
		assert.deepEqual([again.status, again.body[0]?.error], [200, true]);
		assert.equal((await existing())[0]?.token, token);
		assert.equal((await existing(FARM))[0]?.error, true);
	});

	test('which token gettoken answers can be chosen', async () => {
		const account = await tokenFor(CAFE);
		const register = await tokenFor(CAFE, 11);
		const answered = async (kassandroGetToken: string): Promise<unknown[]> => {
			await control('config', { kassandroGetToken });
			return (await existing()).map(({ token }) => token);
		};
		assert.deepEqual(await answered('latest'), [register]);
		assert.deepEqual(await answered('account'), [account]);
		assert.deepEqual(await answered('cashregister'), [register]);
		assert.deepEqual(await answered('both'), [register, account]);
	});

	test('a register token locks its till until it is deleted', async () => {
		const account = await tokenFor(CAFE);
		const lockedTills = async (): Promise<number[]> => {
			const { body } = await get<Array<{ cashRegisterId: number; locked: boolean }>>(
				'/cashregisters',
				{},
				account,
			);
			return body.filter(({ locked }) => locked).map(({ cashRegisterId }) => cashRegisterId);
		};
		const register = await tokenFor(CAFE, 12);
		assert.deepEqual(await lockedTills(), [12]);
		assert.equal((await get('/deletetoken', {}, register)).status, 200);
		assert.deepEqual(await lockedTills(), []);
		assert.equal((await get('/articles', {}, register)).status, 401);
		await control('config', { kassandroLockedRegisters: [13] });
		const refused = await get<TokenAnswer[]>('/createtoken', {
			type: 'cashregister',
			cashregisterid: 13,
			key: CAFE.apiKey,
		});
		assert.equal(refused.body[0]?.error, true);
		await tokenFor(CAFE, 12);
	});

	test("another merchant's register and a wrong key are refused", async () => {
		const query = { type: 'cashregister', cashregisterid: 21, key: CAFE.apiKey };
		assert.equal((await get<TokenAnswer[]>('/createtoken', query)).body[0]?.error, true);
		const wrong = () => get<TokenAnswer[]>('/gettoken', { key: 'nope' });
		assert.deepEqual([(await wrong()).status, (await wrong()).body[0]?.error], [200, true]);
		await control('config', { kassandroWrongKeyStatus: 401 });
		assert.equal((await wrong()).status, 401);
	});

	test('a wrong, an expired and a missing token, by status or by error', async () => {
		const token = await tokenFor(CAFE);
		assert.equal((await get('/articles', {}, token)).status, 200);
		await control('expire', { vendor: 'kassandro' });
		for (const bad of [token, 'nope', undefined]) {
			const { status, body } = await get<TokenAnswer>('/articles', {}, bad);
			assert.deepEqual([status, body.error], [401, true]);
		}
		await control('config', { kassandroWrongTokenStatus: 200 });
		const { status, body } = await get<TokenAnswer>('/receipts/11-1', {}, 'nope');
		assert.deepEqual([status, body.error], [200, true]);
	});

	test('each kind keeps to its endpoints', async () => {
		const account = await tokenFor(CAFE);
		const register = await tokenFor(CAFE, 11);
		assert.equal((await post('/receipts', sale(), account)).status, 403);
		assert.equal((await get('/cashregisters', {}, register)).status, 403);
		const days = { datefrom: '2026-03-01', dateto: '2026-03-01' };
		const times = { dateFrom: '2026-03-01T00:00:00Z', dateTo: '2026-03-01T23:00:00+01:00' };
		assert.equal((await get('/receipts', days, account)).status, 200);
		assert.equal((await get('/receipts', times, account)).status, 400);
		assert.equal((await get('/receipts', times, register)).status, 200);
		assert.equal((await get('/receipts', days, register)).status, 400);
		assert.equal((await get('/receipts/count', times, account)).status, 200);
		assert.equal((await get('/receipts/count', times, register)).status, 200);
	});
});

describe('signing', () => {
	test('a sale reads back as it was written, with the next number', async () => {
		await control('clock', { now: '2026-03-29T00:59:59Z' });
		const token = await tokenFor(CAFE, 11);
		const written = sale({ customText: [{ label: 'Tisch', value: '7' }] });
		const { body } = await post<{ error: boolean; receipt: Receipt }>('/receipts', written, token);
		assert.equal(body.error, false);
		const { _id, receiptNumber, created, cashRegisterId, attachmentUrls, ...rest } = body.receipt;
		assert.deepEqual([receiptNumber, cashRegisterId, attachmentUrls], ['11-1', 11, []]);
		assert.equal(created, '2026-03-29T01:59:59');
		for (const [key, value] of Object.entries(written)) {
			assert.deepEqual((rest as Record<string, unknown>)[key], value);
		}
		assert.deepEqual((await get<Receipt>('/receipts/11-1', {}, token)).body, body.receipt);
		assert.equal((await get('/receipts/11-2', {}, token)).status, 404);
		assert.equal((await get('/receipts/11-1', {}, await tokenFor(FARM))).status, 404);
		assert.ok(_id);
	});

	test('a cancellation is a receipt of its own and happens once', async () => {
		const token = await tokenFor(CAFE, 11);
		await post('/receipts', sale({ created: '2026-03-01T10:00:00', voucher: 2 }), token);
		const cancel = (receiptNumber: string) =>
			post<{ receipt: Receipt }>('/receipts', { cancellation: { receiptNumber } }, token);
		const { receipt } = (await cancel('11-1')).body;
		assert.deepEqual(receipt.cancellation, { receiptNumber: '11-1' });
		assert.deepEqual([receipt.price, receipt.voucher, receipt.given], [-9.8, -2, -7.8]);
		assert.equal(receipt.items[0]?.amount, -2);
		assert.equal((await cancel('11-1')).status, 400);
		assert.equal((await cancel(receipt.receiptNumber)).status, 400);
		assert.equal((await cancel('11-9')).status, 404);
		const totals = await control<Totals>('totals?vendor=kassandro&register=11');
		assert.deepEqual([totals.grossCents, totals.taxCents, totals.changeCents], [0, 0, 1220]);
		assert.deepEqual(totals.payments, [
			{ means: 'Bar', cents: 1220 },
			{ means: 'voucher', cents: 0 },
		]);
	});

	test('a zero receipt, and bodies that the document does not allow', async () => {
		const token = await tokenFor(CAFE, 11);
		const zero = sale({ items: [], price: 0, given: 0 });
		assert.equal((await post('/receipts', zero, token)).status, 200);
		assert.equal((await control<Totals>('totals?vendor=kassandro')).byKind.zero, 1);
		const { voucher: _voucher, ...short } = sale();
		const { vat: _vat, ...bare } = item();
		const bad = [
			short,
			{ ...sale(), tip: 1 },
			sale({ items: [bare as Item] }),
			{ ...sale(), price: '9.80' },
			sale({ created: '2026-03-01' }),
			sale({ created: '2026-13-41T10:00:00' }),
			{ cancellation: { receiptNumber: 1 } },
			{ ...sale(), cancellation: { receiptNumber: '11-1' } },
		];
		for (const body of bad) {
			assert.equal((await post('/receipts', body, token)).status, 400, JSON.stringify(body));
		}
		assert.equal((await control<Totals>('totals?vendor=kassandro')).count, 1);
	});

	test('refusals may come with 200', async () => {
		await control('config', { kassandroErrorsAs200: true });
		const token = await tokenFor(CAFE, 11);
		const { status, body } = await get<TokenAnswer>('/receipts/11-1', {}, token);
		assert.deepEqual([status, body.error], [200, true]);
	});
});

describe('attachments', () => {
	const upload = async (token: string, receiptId: string, filename: string, content: Buffer) => {
		const form = new FormData();
		form.set('receiptId', receiptId);
		form.set('file', new Blob([new Uint8Array(content)]), filename);
		const init = { method: 'POST', headers: headersOf(token), body: form };
		const response = await fetch(`${base}/receiptattachment`, init);
		return await answerOf<{ error: boolean; receipt: Receipt }>(response);
	};

	test('come back from the address in attachmentUrls, at the origin', async () => {
		const token = await tokenFor(CAFE, 11);
		const { body } = await post<{ receipt: Receipt }>('/receipts', sale(), token);
		const content = Buffer.from([0, 255, 10, 13, 7]);
		const uploaded = await upload(token, body.receipt._id, 'Lieferschein März.PDF', content);
		assert.equal(uploaded.body.error, false);
		const [url = ''] = uploaded.body.receipt.attachmentUrls ?? [];
		assert.match(url, /^\/cdn\/storage\/files\.attachments\//);
		const fetched = await fetch(`${origin}${url}`, { headers: headersOf(token) });
		assert.equal(fetched.headers.get('content-type'), 'application/pdf');
		assert.match(fetched.headers.get('content-disposition') ?? '', /Lieferschein%20M%C3%A4rz\.PDF/);
		assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), content);
		assert.equal((await fetch(`${origin}${url}`)).status, 401);
		const stranger = await tokenFor(FARM);
		const denied = await fetch(`${origin}${url}`, { headers: headersOf(stranger) });
		assert.equal(denied.status, 404);
		await control('config', { kassandroAttachmentOrigin: 'https://elsewhere.example' });
		const { attachmentUrls } = (await get<Receipt>('/receipts/11-1', {}, token)).body;
		assert.deepEqual(attachmentUrls, [`https://elsewhere.example${url}`]);
	});

	test('keep to the size and the extensions', async () => {
		const token = await tokenFor(CAFE, 11);
		const { body } = await post<{ receipt: Receipt }>('/receipts', sale(), token);
		const { _id } = body.receipt;
		const most = Buffer.alloc(5 * 1024 * 1024);
		assert.equal((await upload(token, _id, 'a.zip', most)).status, 200);
		assert.equal((await upload(token, _id, 'a.zip', Buffer.concat([most, most]))).status, 400);
		assert.equal((await upload(token, _id, 'a.exe', Buffer.from('x'))).status, 400);
		assert.equal((await upload(token, 'nope', 'a.txt', Buffer.from('x'))).status, 404);
	});
});

describe('lists', () => {
	const DAYS = { datefrom: '2026-03-01', dateto: '2026-03-31' };

	test('pages, items, order and shapes', async () => {
		await control('generate', {
			vendor: 'kassandro',
			count: 1200,
			from: '2026-03-01',
			to: '2026-03-31',
			seed: 5,
		});
		const token = await tokenFor(CAFE);
		const read = async (query = {}): Promise<Receipt[]> =>
			(await get<Receipt[]>('/receipts', { ...DAYS, ...query }, token)).body;
		const first = await read();
		const second = await read({ offset: 1000 });
		assert.deepEqual([first.length, second.length], [1000, 200]);
		assert.equal(new Set([...first, ...second].map(({ _id }) => _id)).size, 1200);
		assert.deepEqual(await read({ offset: 998, limit: 4 }), [
			...first.slice(998),
			...second.slice(0, 2),
		]);
		assert.equal('items' in (await read({ withitems: false, limit: 1 }))[0]!, false);
		const bar = await read({ cashregisterid: 12 });
		assert.ok(bar.length > 0 && bar.every(({ cashRegisterId }) => cashRegisterId === 12));
		assert.deepEqual(
			bar.map(({ receiptNumber }) => receiptNumber),
			bar.map((_, i) => `12-${i + 1}`),
		);
		await control('config', {
			kassandroOrder: 'newest',
			kassandroNumbers: 'plain',
			kassandroListShape: 'object',
		});
		const shaped = await get<{ receipts: Receipt[] }>('/receipts', { ...DAYS, limit: 1 }, token);
		assert.equal(shaped.body.receipts[0]?._id, second.at(-1)?._id);
		assert.match(shaped.body.receipts[0]?.receiptNumber ?? '', /^\d+$/);
	});

	test('spans hold both ends: days for an account, seconds for a register', async () => {
		const register = await tokenFor(CAFE, 11);
		const account = await tokenFor(CAFE);
		const times = [
			'2026-03-28T23:59:59',
			'2026-03-29T00:00:00',
			'2026-03-29T23:59:59',
			'2026-03-30T00:00:00',
		];
		for (const created of times) await post('/receipts', sale({ created }), register);
		const created = async (query: object, token: string): Promise<string[]> =>
			(await get<Receipt[]>('/receipts', query, token)).body.map((receipt) => receipt.created);
		assert.deepEqual(
			await created({ datefrom: '2026-03-29', dateto: '2026-03-29' }, account),
			times.slice(1, 3),
		);
		// The day of the change to daylight saving: midnight is +01:00, its end +02:00.
		const span = { dateFrom: '2026-03-28T23:00:00Z', dateTo: '2026-03-29T23:59:59+02:00' };
		assert.deepEqual(await created(span, register), times.slice(1, 3));
		const local = { dateFrom: '2026-03-28T23:59:59', dateTo: '2026-03-29T00:00' };
		assert.deepEqual(await created(local, register), times.slice(0, 2));
		const count = (token: string, query = {}) =>
			get('/receipts/count', { ...span, ...query }, token);
		assert.deepEqual((await count(register)).body, { count: 2 });
		assert.deepEqual((await count(account, { cashRegisterId: 12 })).body, { count: 0 });
		await control('config', { kassandroCountShape: 'number' });
		assert.equal((await count(account)).body, 2);
	});

	test('the end of a span can be left out, and times shown in UTC', async () => {
		const token = await tokenFor(CAFE, 11);
		const account = await tokenFor(CAFE);
		await post('/receipts', sale({ created: '2026-03-29T12:00:00' }), token);
		const days = { datefrom: '2026-03-29', dateto: '2026-03-29' };
		await control('config', { kassandroCreatedZone: 'utc' });
		const [shown] = (await get<Receipt[]>('/receipts', days, account)).body;
		assert.equal(shown?.created, '2026-03-29T10:00:00');
		await control('config', { kassandroToInclusive: false });
		assert.deepEqual((await get<Receipt[]>('/receipts', days, account)).body, []);
		const next = { ...days, dateto: '2026-03-30' };
		assert.equal((await get<Receipt[]>('/receipts', next, account)).body.length, 1);
	});

	test('parameters are taken to the letter', async () => {
		const token = await tokenFor(CAFE);
		for (const query of [
			{ datefrom: '2026-03-01' },
			{ ...DAYS, withItems: true },
			{ ...DAYS, cashRegisterId: 11 },
			{ ...DAYS, limit: 'ten' },
			{ ...DAYS, datefrom: '01.03.2026' },
		]) {
			assert.equal((await get('/receipts', query, token)).status, 400, JSON.stringify(query));
		}
		assert.equal((await get('/nothing', {}, token)).status, 404);
	});

	test('days can be filled until now', async () => {
		await control('clock', { now: '2026-03-31T12:00:00Z' });
		const made = { vendor: 'kassandro', count: 200, from: '2026-03-30', to: '2026-03-31' };
		const { created } = await control<{ created: number }>('generate', {
			...made,
			untilNow: true,
		});
		const token = await tokenFor(CAFE);
		const { body } = await get<Receipt[]>('/receipts', { ...DAYS, limit: 200 }, token);
		const times = body.map((receipt) => String(receipt.created)).sort();
		assert.equal(times.length, created);
		assert.ok(created > 100 && created < 200, String(created));
		assert.ok(times.some((time) => time.startsWith('2026-03-31')));
		assert.ok((times.at(-1) ?? '') <= '2026-03-31T14:00:00', times.at(-1));
	});

	test('a page shift puts receipts before the others', async () => {
		await control('generate', {
			vendor: 'kassandro',
			count: 20,
			from: '2026-03-01',
			to: '2026-03-31',
		});
		await control('faults', { kind: 'pageShift', insert: 2, path: '/receipts' });
		const token = await tokenFor(CAFE);
		const page = async (offset: number): Promise<string[]> =>
			(await get<Receipt[]>('/receipts', { ...DAYS, limit: 10, offset }, token)).body.map(
				({ _id }) => _id,
			);
		const first = await page(0);
		assert.deepEqual((await page(10)).slice(0, 2), first.slice(-2));
		assert.equal((await page(20)).length, 2);
	});

	test('articles stand in groups', async () => {
		const token = await tokenFor(CAFE, 11);
		const { body } = await get<Array<{ articles: unknown[] }>>('/articles', {}, token);
		assert.ok(body.every(({ articles }) => articles.length > 0));
		const methods = await get<Array<{ name: string }>>('/paymentmethods', {}, token);
		assert.ok(methods.body.some(({ name }) => name === 'Bankomat'));
	});
});

describe('generated days', () => {
	const SPAN = { vendor: 'kassandro', from: '2026-03-01', to: '2026-03-31' };

	test('10,000 receipts quickly, the same for the same seed, true to their records', async () => {
		const spent = effort();
		const made = await control('generate', { ...SPAN, count: 10_000, seed: 7 });
		assert.ok(spent() < 60_000);
		assert.deepEqual(made, { created: 10_000 });
		const totals = await control<Totals>('totals?vendor=kassandro&merchant=kaffeehaus');
		assert.equal(totals.count, 10_000);
		assert.ok(totals.byKind.sale > 9_000 && totals.byKind.cancellation > 100);
		assert.ok(totals.byKind.zero > 50);
		assert.deepEqual(
			totals.taxes.map(({ rate }) => rate),
			['20', '13', '10', '4.9', '0'],
		);

		const token = await tokenFor(CAFE);
		const receipts: Receipt[] = [];
		for (let offset = 0; offset < 10_000; offset += 1000) {
			const query = { datefrom: SPAN.from, dateto: SPAN.to, offset };
			receipts.push(...(await get<Receipt[]>('/receipts', query, token)).body);
		}
		const cents = (euros: number): number => Math.round(euros * 100);
		const sum = (pick: (receipt: Receipt) => number): number =>
			receipts.reduce((total, receipt) => total + pick(receipt), 0);
		assert.equal(
			sum(({ price }) => cents(price)),
			totals.grossCents,
		);
		assert.equal(
			totals.taxes.reduce((all, { grossCents }) => all + grossCents, 0),
			totals.grossCents,
		);
		assert.equal(totals.netCents + totals.taxCents, totals.grossCents);
		const paid = totals.payments.reduce((all, payment) => all + payment.cents, 0);
		assert.equal(paid - totals.changeCents, totals.grossCents);
		const change = ({ given, price, voucher }: Receipt): number =>
			cents(given) - cents(price) + cents(voucher);
		assert.equal(sum(change), totals.changeCents);
		for (const receipt of receipts) {
			const lines = receipt.items.map((line) => ({ cents: lineCents(line) }));
			assert.equal(priceCents(lines, receipt), cents(receipt.price));
			assert.ok(
				receipt.items.every((line, index) => cents(line.priceAll ?? NaN) === lines[index]!.cents),
			);
		}
		const inOrder = receipts.every(
			({ created }, index) => created >= (receipts[index - 1]?.created ?? ''),
		);
		assert.equal(inOrder, false, 'some receipts came in late');

		sandbox.shared.reset(99);
		await control('generate', { ...SPAN, count: 10_000, seed: 7 });
		assert.deepEqual(await control<Totals>('totals?vendor=kassandro'), totals);
	});

	test('totals by register and day add up', async () => {
		await control('generate', { ...SPAN, count: 300, merchant: 'pension' });
		const gross = async (query: string): Promise<number> =>
			(await control<Totals>(`totals?vendor=kassandro&merchant=pension${query}`)).grossCents;
		const all = await gross('');
		assert.equal(
			(await gross('&register=31')) + (await gross('&register=32')) + (await gross('&register=33')),
			all,
		);
		assert.equal((await gross('&to=2026-03-14')) + (await gross('&from=2026-03-15')), all);
		assert.equal(
			(await gross('&to=2026-03-15T03:00:00')) + (await gross('&from=2026-03-15T03:00:01')),
			all,
		);
	});

	test('late receipts can stay hidden until they arrive', async () => {
		await control('clock', { now: '2026-03-02T00:00:00Z' });
		const day = { ...SPAN, to: SPAN.from, count: 500, seed: 3 };
		await control('generate', { ...day, options: { hideLate: true } });
		const token = await tokenFor(CAFE);
		const query = { datefrom: SPAN.from, dateto: SPAN.from };
		const seen = async (): Promise<number> =>
			(await get<Receipt[]>('/receipts', query, token)).body.length;
		assert.ok((await seen()) < 500);
		await control('clock', { now: '2026-03-04T00:00:00Z' });
		assert.equal(await seen(), 500);
	});
});

describe('arithmetic', () => {
	test('lines, discounts and tax by hand', () => {
		// 0.345 kg × 23.90 = 8.2455 → less 12.5 % = 7.2148 → less 0.20 = 7.0148
		const cheese = {
			amount: 0.345,
			priceOne: 23.9,
			discountPercentage: 12.5,
			discountAbsolute: 0.2,
		};
		assert.equal(lineCents(cheese), 701);
		assert.equal(lineCents({ ...cheese, amount: -0.345, discountAbsolute: -0.2 }), -701);
		// 3 cents at 20 % hold 0.5 cents of tax.
		assert.deepEqual([taxCents(3, 20), taxCents(-3, 20), taxCents(2398, '4.9')], [1, -1, 112]);
		// 10.00 at 20 % and 5.00 at 10 %, less 10 % and 0.01: 1.51 off, split 1.01 and 0.50.
		const lines = [
			{ cents: 1000, rate: 20 },
			{ cents: 500, rate: 10 },
		];
		const discounts = { discountPercentage: 10, discountAbsolute: 0.01 };
		const paid = { paymentMethod: 'Bar', given: 1000, voucher: 400 };
		assert.deepEqual(settle(lines, discounts, paid, 'sale'), {
			kind: 'sale',
			grossCents: 1349,
			taxes: [
				{ rate: '20', grossCents: 899, taxCents: 150 },
				{ rate: '10', grossCents: 450, taxCents: 41 },
			],
			payments: [
				{ means: 'Bar', cents: 1000 },
				{ means: 'voucher', cents: 400 },
			],
			changeCents: 51,
		});
	});

	test('counts a voucher with no more than there is to pay', () => {
		const none = { discountPercentage: 0, discountAbsolute: 0 };
		const paid = { paymentMethod: 'Bar', given: 0, voucher: 1000 };
		const { payments, changeCents } = settle([{ cents: 655, rate: 10 }], none, paid, 'sale');
		assert.deepEqual(payments, [{ means: 'voucher', cents: 655 }]);
		assert.equal(changeCents, 0);
		const back = settle([{ cents: -655, rate: 10 }], none, { ...paid, voucher: -1000 }, 'refund');
		assert.deepEqual(back.payments, [{ means: 'voucher', cents: -655 }]);
	});

	test('till time across the changes of daylight saving', () => {
		assert.equal(instantOf('2026-10-25T02:30:00'), Date.UTC(2026, 9, 25, 0, 30));
		assert.equal(instantOf('2026-10-25T02:30:00+01:00'), Date.UTC(2026, 9, 25, 1, 30));
		assert.equal(localText(instantOf('2026-03-29T02:30:00')), '2026-03-29T03:30:00');
	});
});
