/** Where a request goes, and on which host it gets no token. */
import { addressOf, followed } from '../../../../nodes/shared/wire/address';
import { CredentialError } from '../../../../nodes/shared/wire/errors';
import type { Api } from '../../../../nodes/shared/table/types';
import { fakeCall } from '../../../support/n8n/call';

const HOME = 'https://till.example';

const till = (api: Partial<Api> = {}, baseUrl = () => `${HOME}/v1`) =>
	fakeCall({ api, authentication: { baseUrl }, credentials: {} });

describe('the address of a request', () => {
	it.each([
		[undefined, '/v1/sales'],
		[{}, '/v1/sales'],
		[{ from: '2026-03-01', 'a&b': 'c d+e' }, '/v1/sales?from=2026-03-01&a%26b=c%20d%2Be'],
	])('has the query %j', (query, path) => {
		expect(addressOf(till(), { path: '/sales', query })).toEqual({
			url: `${HOME}${path}`,
			home: HOME,
			away: false,
		});
	});

	it('has values as the vendor writes them', () => {
		const api = till({ encodeQuery: (value) => JSON.stringify(value) });
		expect(addressOf(api, { path: '/sales', query: { ids: [1, 2] } }).url).toBe(
			`${HOME}/v1/sales?ids=%5B1%2C2%5D`,
		);
	});

	it.each([
		[`${HOME}/cdn/1`, false],
		['https://files.example/1', true],
		['http://till.example/1', true],
		['https://till.example:8443/1', true],
	])('may be a whole one: %s', (url, away) => {
		expect(addressOf(till(), { path: '', url })).toEqual({ url, home: HOME, away });
	});

	it('needs one in the credential', () => {
		const none = till({}, () => {
			throw new CredentialError('none', '');
		});
		expect(() => addressOf(none, { path: '/sales' })).toThrow(CredentialError);
	});
});

it('on another host once, a request gets no token any more, wherever it is sent on to', () => {
	const start = { url: `${HOME}/cdn/1`, home: HOME, away: false };
	const here = followed(start, new URL(`${HOME}/cdn/2`));
	expect(here).toEqual({ url: `${HOME}/cdn/2`, home: HOME, away: false });
	const there = followed(here, new URL('https://files.example/2'));
	expect(there).toEqual({ url: 'https://files.example/2', home: HOME, away: true });
	expect(followed(there, new URL(`${HOME}/cdn/3`)).away).toBe(true);
});
