/** Errors as n8n's request helpers throw them (shapes measured on n8n-core 2.41.1), sorted. */
import {
	describeConnection,
	isPassing,
	readBroken,
} from '../../../../nodes/shared/wire/connection';
import { CredentialError } from '../../../../nodes/shared/wire/errors';
import {
	AxiosError,
	brokenOff,
	canceled,
	notRenewed,
	refused,
	socket,
	timeout,
	wrapped,
} from '../../../support/n8n/errors';

describe.each<[string, (error: Error) => unknown]>([
	['httpRequest', (error) => error],
	['httpRequestWithAuthentication', wrapped],
])('%s', (_name, thrown) => {
	it.each<[string, Error, boolean]>([
		['a reset', socket('ECONNRESET', 'socket hang up'), true],
		['a timeout', timeout(), true],
		['a timeout of the network', socket('ETIMEDOUT'), true],
		['a pipe that broke', socket('EPIPE'), true],
		['an answer that is not HTTP', socket('HPE_INVALID_CONSTANT', 'Parse Error'), true],
		['a refused connection', socket('ECONNREFUSED'), false],
		['an unknown host', socket('ENOTFOUND'), false],
		['a resolver that is down', socket('EAI_AGAIN'), false],
		// A network can go away, and TLS can fail, in the middle of a request as well.
		['an unreachable host', socket('EHOSTUNREACH'), true],
		['an unreachable network', socket('ENETUNREACH'), true],
		['a certificate that has expired', socket('CERT_HAS_EXPIRED'), false],
		['a self-signed certificate', socket('DEPTH_ZERO_SELF_SIGNED_CERT'), false],
		['a self-signed authority', socket('SELF_SIGNED_CERT_IN_CHAIN'), false],
		['an unknown authority', socket('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), false],
		["another host's certificate", socket('ERR_TLS_CERT_ALTNAME_INVALID'), false],
		['a server without TLS', socket('EPROTO', 'write EPROTO wrong version number'), true],
		['a record of TLS that is broken', socket('ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC'), true],
	])('%s is a broken connection', (_what, error, sent) => {
		expect(readBroken(thrown(error))).toEqual({
			kind: 'connection',
			code: (error as AxiosError).code,
			sent,
		});
	});

	it.each<[string, Error]>([
		['a body that broke off', brokenOff()],
		[
			'a body that cannot be unpacked',
			new AxiosError('header', 'Z_DATA_ERROR', { response: { status: 200 } }),
		],
		['a created record whose answer broke off', brokenOff(201)],
	])('%s is a broken connection after the request', (_what, error) => {
		expect(readBroken(thrown(error))).toMatchObject({ kind: 'connection', sent: true });
	});

	it.each([301, 400, 401, 404, 429, 500, 503])('status %d is a status', (status) => {
		const error = refused(status, { m: 1 });
		expect(readBroken(thrown(error))).toEqual({ kind: 'status', status });
	});

	it('a cancelled request is no failure of the network', () => {
		expect(readBroken(thrown(canceled()))).toEqual({ kind: 'cancelled' });
	});

	it('an OAuth2 token that the vendor refuses is no failure of the network', () => {
		expect(readBroken(thrown(notRenewed()))).toEqual({ kind: 'notRenewed' });
	});

	it("a credential's own refusal is found inside", () => {
		const error = new CredentialError('This credential is for a.', 'Use it there.');
		expect(readBroken(thrown(error))).toEqual({ kind: 'credential', error });
	});

	it('anything else keeps its message', () => {
		expect(readBroken(thrown(new Error('No credentials found')))).toEqual({
			kind: 'other',
			message: 'No credentials found',
		});
	});
});

it.each([undefined, null, 'text', 5, {}])('takes %p for something else', (error) => {
	expect(readBroken(error)).toEqual({ kind: 'other', message: 'unknown failure' });
});

it('does not run in circles', () => {
	const error: Error & { cause?: unknown } = new Error('circle');
	error.cause = error;
	expect(readBroken(error)).toEqual({ kind: 'other', message: 'circle' });
});

it.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'])(
	'%s does not pass by waiting',
	(code) => expect(isPassing(code)).toBe(false),
);

it.each(['ECONNRESET', 'ECONNREFUSED', 'EAI_AGAIN', 'ECONNABORTED', 'ERR_BAD_RESPONSE'])(
	'%s may pass',
	(code) => expect(isPassing(code)).toBe(true),
);

it.each<[string, string]>([
	['ENOTFOUND', 'the address was not found'],
	['ECONNREFUSED', 'the server refused the connection'],
	['EAI_AGAIN', 'the address could not be looked up'],
	['ECONNABORTED', 'the server did not answer in time'],
	['ETIMEDOUT', 'the server did not answer in time'],
	['CERT_HAS_EXPIRED', 'a secure connection could not be made (CERT_HAS_EXPIRED)'],
	['ECONNRESET', 'the connection broke off before the answer was complete'],
])('%s in words', (code, words) => {
	expect(describeConnection(code)).toBe(words);
});
