/** Discount codes and coupons through n8n's engine: a no is an answer, unless it shall be an error. */
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';

const kit = useBench();

interface More {
	items?: IDataObject[];
	onError?: OnError;
}

const discount = async (discountCode: string, options: INodeParameters = {}, more: More = {}) =>
	await kit.bench.run({
		authentication: 'basicAuth',
		operation: 'discountCode.check',
		parameters: { discountCode, options },
		...more,
	});
const coupon = async (
	couponNumber: string,
	verifyCode: string,
	options: INodeParameters = {},
	more: More = {},
) =>
	await kit.bench.run({
		authentication: 'basicAuth',
		operation: 'coupon.check',
		parameters: { couponNumber, verifyCode, options },
		...more,
	});

const NUMBER = '4711-0815';
const CODE = 'k9+Q/z';

beforeEach(async () => {
	await kit.bench.reset();
});

describe('discountCode.check', () => {
	it('sends the code in the query, and gives what it is worth', async () => {
		const { items } = await discount('GRATIS WASSER');
		const [request, ...others] = await kit.bench.log();
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			method: 'GET',
			path: '/v1/discountcode',
			rawQuery: 'discountCode=GRATIS%20WASSER',
		});
		const { username, password } = kit.bench.ready.kassaForte;
		expect(request?.headers.authorization).toBe(`Basic ${btoa(`${username}:${password}`)}`);
		expect(items).toEqual([
			{
				json: {
					discountCode: 'GRATIS WASSER',
					valid: true,
					status: null,
					reason: null,
					answer: expect.objectContaining({ type: 'article' }) as object,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['ü&=+#/?% "x"', 'discountCode=%C3%BC%26%3D%2B%23%2F%3F%25%20%22x%22'],
		['={{ 10 }}', 'discountCode=10'],
	])('%j is encoded', async (code, rawQuery) => {
		await discount(code);
		expect((await kit.bench.log())[0]?.rawQuery).toBe(rawQuery);
	});

	it('says no with the reason of the shop', async () => {
		const { jsons } = await discount('NIX');
		expect(jsons).toEqual([
			{
				discountCode: 'NIX',
				valid: false,
				status: 404,
				reason: 'Unknown discount code.',
				answer: { message: 'Unknown discount code.' },
			},
		]);
	});

	it('says no in a sentence of its own where the shop gives no reason', async () => {
		const fault = { kind: 'status', status: 409, body: { was: ['used'] }, path: 'discountcode' };
		await kit.bench.control('faults', fault);
		expect((await discount('ZEHN')).jsons).toEqual([
			{
				discountCode: 'ZEHN',
				valid: false,
				status: 409,
				reason: 'The shop does not accept this discount code.',
				answer: { was: ['used'] },
			},
		]);
	});

	it('sends the code under the name that the user gives', async () => {
		const { words } = await discount('FUENF', { discountCodeParameter: ' my code ' });
		expect((await kit.bench.log())[0]?.rawQuery).toBe('my%20code=FUENF');
		// The sandbox knows its own name only.
		expect(words).toContain('KassaForte could not check discount code');
		expect(words).toContain('enter them under Options');
	});

	it('is an error where that is wanted', async () => {
		const { error } = await discount('NIX', { onRefusal: 'error' });
		expect(error?.message).toBe('KassaForte could not check discount code: Unknown discount code.');
		expect(error?.description).toBe('Check the discount code, and the domain in the credential.');
		expect(error?.httpCode).toBe('404');
	});
});

describe('coupon.check', () => {
	it('sends number and code in the query, and gives what is left', async () => {
		const { jsons } = await coupon(NUMBER, CODE);
		expect(await kit.bench.sent()).toEqual([
			'GET /v1/coupon?couponNumber=4711-0815&verifyCode=k9%2BQ%2Fz',
		]);
		expect(jsons).toEqual([
			{
				couponNumber: NUMBER,
				valid: true,
				status: null,
				reason: null,
				answer: { couponNumber: NUMBER, remainingAmount: 25 },
			},
		]);
	});

	it('keeps the zeros in front of a code', async () => {
		expect((await coupon('4711-0816', '000042')).jsons[0]).toMatchObject({ valid: true });
	});

	it('says no for an unknown number and for a wrong code, item by item', async () => {
		const { items, jsons } = await coupon(
			'={{ $json.number }}',
			'={{ $json.code }}',
			{},
			{
				items: [
					{ number: NUMBER, code: CODE },
					{ number: NUMBER, code: 'wrong' },
					{ number: '1', code: CODE },
				],
			},
		);
		expect(pairs(items)).toEqual([0, 1, 2]);
		expect(jsons.map(({ valid, status, reason }) => [valid, status, reason])).toEqual([
			[true, null, null],
			[false, 409, 'The verify code is wrong.'],
			[false, 404, 'Unknown coupon.'],
		]);
	});

	it('sends both under the names that the user gives', async () => {
		const options = { couponNumberParameter: 'coupon-number', verifyCodeParameter: 'verify-code' };
		await coupon(NUMBER, CODE, options);
		expect((await kit.bench.log())[0]?.rawQuery).toBe(
			'coupon-number=4711-0815&verify-code=k9%2BQ%2Fz',
		);
		await kit.bench.mark();
		await coupon(NUMBER, CODE, { couponNumberParameter: 'verifyCode', verifyCodeParameter: 'c' });
		expect((await kit.bench.log())[0]?.rawQuery).toBe('verifyCode=4711-0815&c=k9%2BQ%2Fz');
	});

	it('refuses one name for both before anything is sent', async () => {
		const { words } = await coupon(NUMBER, CODE, { couponNumberParameter: 'verifyCode' });
		expect(words).toContain('"Coupon Number Sent As" is the name of another parameter, too');
		expect(await kit.bench.sent()).toEqual([]);
	});

	it('needs both', async () => {
		expect((await coupon('={{ "" }}', CODE)).words).toContain('"Coupon Number" is empty');
		expect((await coupon(NUMBER, '={{ null }}')).words).toContain('"Security Code" is empty');
		expect(await kit.bench.sent()).toEqual([]);
	});

	it.each([
		[409, 'wrong', 'Check the security code.'],
		[404, CODE, 'Check the coupon number, and the domain in the credential.'],
	])('is an error after %d where that is wanted', async (status, code, advice) => {
		const { error, jsons } = await coupon(status === 404 ? '1' : NUMBER, code, {
			onRefusal: 'error',
		});
		expect(jsons).toEqual([]);
		expect(error?.httpCode).toBe(String(status));
		expect(error?.description).toBe(advice);
	});

	it('is never valid, and no refusal, when the server fails', async () => {
		for (const status of [400, 401, 403, 405, 500]) {
			await kit.bench.control('faults', { kind: 'status', status, path: 'coupon' });
			const outcome = await coupon(NUMBER, CODE);
			expect([outcome.jsons, outcome.error?.httpCode]).toEqual([[], String(status)]);
		}
		const page = { kind: 'status', status: 404, body: '<html>nginx</html>', path: 'coupon' };
		await kit.bench.control('faults', page);
		const { words } = await coupon(NUMBER, CODE);
		expect(words).toContain(
			'KassaForte could not check coupon: the server answered with status 404',
		);
	});
});

it('masks a password that the answer to a refused code repeats', async () => {
	const { password } = kit.bench.ready.kassaForte;
	const body = { message: `No coupon for ${password}`, auth: [password] };
	await kit.bench.control('faults', { kind: 'status', status: 404, body, path: 'coupon' });
	const { jsons } = await coupon(NUMBER, CODE);
	expect(jsons[0]).toMatchObject({
		valid: false,
		reason: 'No coupon for ***',
		answer: { message: 'No coupon for ***', auth: ['***'] },
	});
});
