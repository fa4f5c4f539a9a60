/** The web shop's address, however a merchant writes it down. */
import { baseUrl, basicValue } from '../../../nodes/KassaForte/address';
import { nextStep } from '../../../nodes/KassaForte/responses';
import { CredentialError } from '../../../nodes/shared/wire/errors';

it.each<[string, string]>([
	['api.shop.example', 'https://api.shop.example'],
	[' api.shop.example/ ', 'https://api.shop.example'],
	['api.shop.example:8443', 'https://api.shop.example:8443'],
	['api.shop.example/shop1', 'https://api.shop.example/shop1'],
	['https://api.shop.example', 'https://api.shop.example'],
	['https://api.shop.example/v1', 'https://api.shop.example'],
	['https://api.shop.example/v1/', 'https://api.shop.example'],
	['HTTPS://api.shop.example', 'https://api.shop.example'],
	// On this very machine there is no certificate.
	['localhost:3000', 'http://localhost:3000'],
	['127.0.0.1:3000/v1', 'http://127.0.0.1:3000'],
	['http://localhost:3000', 'http://localhost:3000'],
	['[::1]:3000', 'http://[::1]:3000'],
])('%s → %s', (domain, expected) => {
	expect(baseUrl({ domain })).toBe(expected);
});

it.each<[unknown, RegExp]>([
	['', /"Domain" in the credential is empty/],
	[undefined, /"Domain" in the credential is empty/],
	['http://api.shop.example', /must begin with https/],
	['localhost.shop.example@evil.example', /holds more than an address/],
	['ftp://api.shop.example', /must begin with https/],
	['api.shop.example?x=1', /holds more than an address/],
	['api shop', /is not an address/],
])('%p is refused', (domain, message) => {
	const refused = () => baseUrl({ domain: domain as string });
	expect(refused).toThrow(CredentialError);
	expect(refused).toThrow(message);
});

it('a host that only begins like this machine is reached by https', () => {
	expect(baseUrl({ domain: 'localhost.shop.example' })).toBe('https://localhost.shop.example');
	expect(baseUrl({ domain: '127.0.0.1.shop.example' })).toBe('https://127.0.0.1.shop.example');
});

it.each<[unknown, unknown, string]>([
	['user', 'pass', 'dXNlcjpwYXNz'],
	// "ü:ß" in UTF-8
	['ü', 'ß', 'w7w6w58='],
	['user', 'a:b', 'dXNlcjphOmI='],
	[' user\n', '\tpass ', 'dXNlcjpwYXNz'],
	[undefined, undefined, 'Og=='],
])('%p and %p are %s', (username, password, expected) => {
	expect(basicValue(username, password)).toBe(expected);
});

it('says what to do about the statuses that the document names', () => {
	expect([401, 403, 404, 405].map((status) => nextStep(status))).toEqual([
		expect.stringContaining('user name and password'),
		expect.stringContaining('https'),
		expect.stringContaining('domain'),
		expect.stringContaining('domain'),
	]);
	expect(nextStep(500)).toBeUndefined();
});

it.each<[string, number, RegExp]>([
	['GET /v1/order/{orderId}', 404, /order ID/],
	['GET /v1/coupon', 404, /coupon number/],
	['GET /v1/coupon', 409, /security code/],
	['GET /v1/coupon', 400, /parameter names.* under Options/],
	['GET /v1/discountcode', 404, /discount code/],
	['POST /v1/contactrequest', 400, /schema/],
	['POST /v1/contactrequest', 401, /user name and password/],
])('says for %s what to do about %d', (route, status, advice) => {
	expect(nextStep(status, undefined, { route })).toMatch(advice);
});
