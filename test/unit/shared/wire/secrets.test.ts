/** Secrets stay where they belong: masked in texts, sealed to their account, sent to their host. */
import fc from 'fast-check';

import { CredentialError } from '../../../../nodes/shared/wire/errors';
import { redactor, withoutSecrets } from '../../../../nodes/shared/wire/redact';
import { fingerprint, openToken, sealToken } from '../../../../nodes/shared/wire/seal';
import { assertSameOrigin, originOf, secureBaseUrl } from '../../../../nodes/shared/wire/urls';

describe('redactor', () => {
	const secret = 'pä"ss/w+rd =&\\%';

	it.each<[string, string]>([
		['plain', secret],
		['URL-encoded', encodeURIComponent(secret)],
		['URL-encoded in small letters', encodeURIComponent(secret).toLowerCase()],
		['as a form sends it', encodeURIComponent(secret).replace(/%20/g, '+')],
		['in JSON', JSON.stringify({ secret })],
	])('masks a secret %s', (_name, form) => {
		const clean = redactor([secret])(`before ${form} and again ${form} after`);
		expect(clean).toContain('***');
		for (const part of ['ss/w', 'ss%2', 'w+rd', 'w%2']) expect(clean).not.toContain(part);
		expect(clean).toMatch(/^before .*\*\*\*.* and again .*\*\*\*.* after$/);
	});

	const plain = 'Grüße/Tür & "Tor" pin';
	const html = plain.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('ü', '&#252;');

	it.each<[string, string]>([
		['as PHP writes JSON', JSON.stringify(plain).replaceAll('/', '\\/').replaceAll('ü', '\\u00fc')],
		['in HTML', html],
		[
			'in HTML with other entities',
			html.replaceAll('&#252;', '&#xFC;').replaceAll('&quot;', '&#34;'),
		],
		['URL-encoded twice', encodeURIComponent(encodeURIComponent(plain))],
		['in JSON within JSON', JSON.stringify(JSON.stringify({ plain }))],
		['in an address within JSON', JSON.stringify({ url: `/?k=${encodeURIComponent(plain)}` })],
		['in other case', plain.toUpperCase().replace('GRÜSSE', 'GRÜßE')],
		['in bytes that are no UTF-8', encodeURIComponent(plain).replaceAll('%C3%BC', '%FC')],
		['in hex', Buffer.from(plain).toString('hex')],
		['in hex in capitals', Buffer.from(plain).toString('hex').toUpperCase()],
		['in base64', Buffer.from(plain).toString('base64')],
		['in base64 after one sign', Buffer.from(`u${plain}`).toString('base64')],
		['in base64 after two signs', Buffer.from(`u:${plain}`).toString('base64')],
		['in base64 before more', Buffer.from(`user:${plain}:x`).toString('base64url')],
	])('masks a secret %s', (_name, form) => {
		const clean = redactor([plain])(`before ${form} after`);
		expect(clean).toMatch(/^before .*\*\*\*.* after$/);
		for (let from = 0; from + 12 <= form.length - 10; from++) {
			expect(clean).not.toContain(form.slice(from + 9, from + 21));
		}
	});

	it.each<[string, string, string]>([
		['26 backslashes', `${'\\'.repeat(26)}x`, '\\'.repeat(4_000)],
		['a long repeat', `${'a'.repeat(400)}b`, 'a'.repeat(40_000)],
		['a secret of 7,000 signs', 'ab"\\'.repeat(1_750), JSON.stringify('ab"\\'.repeat(1_750))],
		['a text of a million signs', 'secret-word', 'secret-wor'.repeat(100_000)],
	])('looks at each sign a few times only: %s', (_name, value, text) => {
		let looks = 0;
		const { charCodeAt } = String.prototype;
		const spy = jest.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (
			this: string,
			at,
		) {
			looks += 1;
			return charCodeAt.call(this, at);
		});
		const clean = redactor([value])(`${value} ${text}`);
		spy.mockRestore();
		expect(clean.startsWith('***')).toBe(true);
		expect(clean).not.toContain(value);
		expect(looks).toBeLessThan(60 * (value.length + text.length));
	});

	it('leaves no half of a secret at the end of a text that it cuts', () => {
		const clean = redactor(['secret-word'])(`${'x'.repeat(49_995)}secret-word and more`);
		expect(clean).toBe(`${'x'.repeat(49_995)}…`);
	});

	it('masks a secret that lies across two parts of a long answer', () => {
		const long = `${'x'.repeat(65_531)}secret-word${'y'.repeat(70_000)}`;
		expect(withoutSecrets(['secret-word'], long)).toBe(long.replace('secret-word', '***'));
	});

	it('masks a secret in the path of an address, which encodes some signs only', () => {
		const { pathname } = new URL('https://a.example/key "ü"+&=1');
		expect(redactor(['key "ü"+&=1'])(pathname)).toBe('/***');
	});

	it('masks letters beyond the basic plane, and halves of them', () => {
		const odd = 'pin-\u{1f600}-\ud83d-end';
		expect(redactor([odd])(`a ${odd} b`)).toBe('a *** b');
		expect(redactor(['pin-\u{1f600}'])('a pin-%F0%9F%98%80 b')).toBe('a *** b');
	});

	it('masks any secret in any text', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 6, maxLength: 30 }).filter((text) => text.trim().length >= 6),
				fc.string(),
				fc.string(),
				(value, before, after) => {
					fc.pre(!value.includes('*'));
					const text = redactor([value])(`${before}${value}${after}`);
					expect(text).not.toContain(value.trim());
				},
			),
		);
	});

	it.each<[string[], string, string]>([
		[['abcd', 'abcdef'], 'x abcdef y', 'x *** y'],
		[['abcdef', 'abcd'], 'x abcdef abcd y', 'x *** *** y'],
		// The end of one is the beginning of the other.
		[['abcdef', 'defghi'], 'x abcdefghi y', 'x *** y'],
		[['aaaa'], 'aaaaaa', '***'],
		[['abcd', 'efgh'], 'abcdefgh', '******'],
	])('masks overlapping secrets %j', (secrets, text, clean) => {
		expect(redactor(secrets)(text)).toBe(clean);
	});

	it('masks what a key without its blanks looks like, and a number', () => {
		expect(redactor([' key-12345\n'])('refused: key-12345')).toBe('refused: ***');
		expect(redactor([12345678])('refused: 12345678')).toBe('refused: ***');
	});

	it('leaves words alone that are too short to be secrets, and what is none', () => {
		const clean = redactor(['', 'abc', undefined, null, true, {}]);
		expect(clean('abc undefined null true [object Object]')).toBe(
			'abc undefined null true [object Object]',
		);
	});

	const php = '[PHP_AUTH_USER] => till [PHP_AUTH_PW] => q7z [PHP_SELF] => q7z.php';

	it.each<[string, string]>([
		['refused: {"user":"till","password":"q7z"}', 'refused: {"user":"till","password":"***"}'],
		['refused: {\\"pwd\\":\\"q7z\\"}', 'refused: {\\"pwd\\":\\"***\\"}'],
		['/login?user=a&password=q7z&x=1', '/login?user=a&password=***&x=1'],
		['/login%3Fpassword%3Dq7z%26x', '/login%3Fpassword%3D***%26x'],
		['<b>Password: &quot;Q7Z&quot;</b>', '<b>Password: &quot;***&quot;</b>'],
		["(using password: 'q7z')", "(using password: '***')"],
		['Wrong password "q7z".', 'Wrong password "***".'],
		['Kennwort=q7z', 'Kennwort=***'],
		[php, php.replace('=> q7z [', '=> *** [')],
		// Words that only begin or look like it.
		['The password q7zabc: see q7z', 'The password q7zabc: see q7z'],
		['password: q7zabc, shop q7z', 'password: q7zabc, shop q7z'],
	])('masks a password of three signs where one is said to stand: %s', (text, clean) => {
		expect(redactor(['q7z'])(text)).toBe(clean);
	});

	it('masks a short password in fields that are called so, and in no others', () => {
		const echo = { message: 'no q7z', password: 'q7z', headers: { 'php-auth-pw': ['q7z', 'a'] } };
		expect(withoutSecrets(['q7z'], { ...echo, name: 'q7z' })).toEqual({
			message: 'no q7z',
			password: '***',
			headers: { 'php-auth-pw': ['***', 'a'] },
			name: 'q7z',
		});
	});

	it.each<[string, string]>([
		['GET /gettoken?key=unknown-key&x=1', 'GET /gettoken?key=***&x=1'],
		['/a?x=1&token=t&code=c', '/a?x=1&token=***&code=***'],
		['Authorization: Bearer abcdefghijklmnopqrstuvwxyz', 'Authorization: Bearer ***'],
		['Basic dXNlcjpwYXNzd29yZDEyMzQ=', 'Basic ***'],
		['Bearer of bad news', 'Bearer of bad news'],
		['/receipts?monkey=1', '/receipts?monkey=1'],
	])('masks what usually is a secret: %s', (text, clean) => {
		expect(redactor([])(text)).toBe(clean);
	});
});

describe('seal', () => {
	const identity = ['https://a.example', 'key', 'account', '', ''];

	it('gives the token back to the identity that it was issued for', () => {
		expect(openToken(identity, sealToken(identity, 'token-1'))).toBe('token-1');
	});

	it('gives it to nobody else', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
				fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
				(mine, other) => {
					fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
					expect(() => openToken(other, sealToken(mine, 'token-1'))).toThrow(CredentialError);
				},
			),
		);
	});

	it.each([undefined, '', 'token', '{', '"token"', 'null', '[]', '{}', 5])(
		'says that there is no token in %p',
		(sealed) => {
			expect(() => openToken(identity, sealed)).toThrow(/no token .* yet/);
		},
	);

	it('refuses a token without an owner', () => {
		expect(() => openToken(identity, '{"token":"t"}')).toThrow(/another account/);
	});

	it('tells nothing about the secrets in an identity', () => {
		expect(fingerprint(identity)).toMatch(/^[0-9a-f]{32}$/);
		expect(sealToken(identity, 't')).not.toContain('key');
	});
});

describe('secureBaseUrl', () => {
	it.each<[string, string]>([
		['https://api.example.com', 'https://api.example.com'],
		['https://api.example.com/', 'https://api.example.com'],
		['  https://api.example.com/v1.0///  ', 'https://api.example.com/v1.0'],
		['HTTPS://API.Example.com:443/V1', 'https://api.example.com/V1'],
		['https://api.example.com:8443/a/b', 'https://api.example.com:8443/a/b'],
		['http://localhost:3000/', 'http://localhost:3000'],
		['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
		['http://127.1.2.3', 'http://127.1.2.3'],
		['http://[::1]:3000', 'http://[::1]:3000'],
	])('%s → %s', (given, expected) => {
		expect(secureBaseUrl(given, 'Base URL')).toBe(expected);
	});

	it.each([
		'http://api.example.com',
		'http://localhost.example.com',
		'http://127.0.0.1.example.com',
		'http://127.0.0.1.nip.io',
		'http://192.168.1.5',
		'http://10.0.0.1',
		'http://0.0.0.0',
		'http://[::ffff:1.2.3.4]',
		'ftp://localhost',
		'file:///etc/passwd',
	])('refuses the unencrypted %s', (given) => {
		expect(() => secureBaseUrl(given, 'Base URL')).toThrow(/"Base URL" .* must begin with https/);
	});

	it.each([
		'https://user@api.example.com',
		'https://user:secret-word@api.example.com',
		'https://api.example.com/?key=secret-word',
		'https://api.example.com/#secret-word',
	])('refuses more than an address: %s', (given) => {
		const refused = () => secureBaseUrl(given, 'Base URL');
		expect(refused).toThrow(CredentialError);
		expect(refused).toThrow(/holds more than an address/);
		expect(refused).not.toThrow(/secret-word/);
	});

	it.each([undefined, null, '', ' ', 5, 'api.example.com', '/v1', 'https://'])(
		'refuses %p',
		(given) => {
			expect(() => secureBaseUrl(given, 'Base URL')).toThrow(/"Base URL" .* is not an address/);
		},
	);

	it('never repeats what was entered: it may be a key in the wrong field', () => {
		expect(() => secureBaseUrl('secret-word', 'Base URL')).not.toThrow(/secret-word/);
	});
});

describe('origins', () => {
	it('are scheme, host and port', () => {
		expect(originOf('https://a.example:443/x?y#z')).toBe('https://a.example');
		expect(originOf('not an address')).toBe('not an address');
	});

	it.each([
		'https://b.example/x',
		'http://a.example/x',
		'https://a.example:8443/x',
		'https://a.example.evil.example/x',
		'https://a.example@evil.example/x',
		'//a.example/x',
		'',
	])('%p is not https://a.example', (url) => {
		expect(() => assertSameOrigin(url, 'https://a.example/v1')).toThrow(CredentialError);
	});

	it('match whatever the path', () => {
		expect(() => assertSameOrigin('https://a.example/cdn', 'https://a.example/v1')).not.toThrow();
	});
});

describe('answers without secrets', () => {
	it('are the same, with the secrets in texts and names masked', () => {
		const secret = 'Zt4#mQ9w:"2';
		const answer = {
			list: [`a ${secret} b`, 1, null, true],
			[secret]: { deep: secret },
			key: '?key=x',
		};
		expect(withoutSecrets([secret, '', 'abc'], answer)).toEqual({
			list: ['a *** b', 1, null, true],
			'***': { deep: '***' },
			key: '?key=x',
		});
	});

	it('are masked below a depth that no vendor reaches', () => {
		let deep: unknown = 'secret-word';
		for (let depth = 0; depth < 20_000; depth++) deep = [deep];
		expect(JSON.stringify(withoutSecrets(['secret-word'], deep))).toContain('***');
		expect(JSON.stringify(withoutSecrets(['other-word'], deep))).not.toContain('secret-word');
	});
});
