/** Every operation signs in with user name and password in UTF-8, whatever signs are in them. */
import type { INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
});

const json = '{"a":"ü"}';
const operations: Array<[string, string, INodeParameters, unknown]> = [
	['contactRequest.send', 'POST /v1/contactrequest', { contactRequest: json }, { a: 'ü' }],
	[
		'coupon.check',
		'GET /v1/coupon?couponNumber=1%262&verifyCode=%C3%BC%2B',
		{ couponNumber: '1&2', verifyCode: 'ü+' },
		undefined,
	],
	[
		'discountCode.check',
		'GET /v1/discountcode?discountCode=A%20%25',
		{ discountCode: 'A %' },
		undefined,
	],
	['order.create', 'POST /v1/order', { order: json, orderNumber: 'not sent' }, { a: 'ü' }],
	['order.getStatus', 'GET /v1/order/20260305190412', { orderId: '20260305190412' }, undefined],
	['shop.getDeliveryCosts', 'GET /v1/deliverycosts', {}, undefined],
	['shop.getInfos', 'GET /v1/infos', {}, undefined],
	['shop.getMenu', 'GET /v1/menu', {}, undefined],
	['shop.getOpenHours', 'GET /v1/openhours', {}, undefined],
];

it.each(operations)('%s', async (operation, route, parameters, body) => {
	const [username, password] = ['grün+użytkownik', 'pä:ß€::żółć 密码 🍕:'];
	const { error, words } = await kit.bench.run({
		authentication: 'basicAuth',
		operation,
		parameters,
		credential: { username, password },
	});
	expect(await kit.bench.sent()).toEqual([route]);
	const [request] = await kit.bench.log();
	expect(request?.body ?? {}).toEqual(body ?? {});
	const header = String(request?.headers.authorization);
	expect(header).toMatch(/^Basic [A-Za-z0-9+/]+=*$/);
	const bytes = Uint8Array.from(atob(header.slice('Basic '.length)), (sign) => sign.charCodeAt(0));
	expect(new TextDecoder().decode(bytes)).toBe(`${username}:${password}`);
	expect(error?.httpCode).toBe('401');
	expect(error?.description).toBe('Check user name and password in the credential.');
	expect(words).not.toContain(password);
});
