/** What can be done about a token, and why there is none. */
import { Access, tokenFailure } from '../../../../nodes/shared/wire/access';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { CredentialError, SessionError } from '../../../../nodes/shared/wire/errors';
import type { SessionSpec } from '../../../../nodes/shared/table/session';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { Clock } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';

const NOTHING = { isRenewable: false, mayRenew: false, canAsk: false };

function accessTo(
	session: Partial<SessionSpec> | undefined,
	method: ApiRequest['method'] = 'GET',
	writesAreSafeAfter401 = false,
) {
	const whole = session && {
		identity: () => ['till'],
		acquire: async () => await Promise.resolve({ token: 'token-of-the-session' }),
		...session,
	};
	const call = fakeCall({
		api: { name: 'Till', writesAreSafeAfter401 },
		authentication: { session: whole },
		credentials: {},
		host: { helpers: {} },
	});
	return new Access(call, { method }, createEngine(new Clock()), undefined);
}

describe('what can be done where a token is refused', () => {
	it('nothing where there is no session, or its token is fixed', () => {
		expect(accessTo(undefined).state()).toEqual(NOTHING);
		expect(accessTo({ isFixed: () => true }).state()).toEqual(NOTHING);
	});

	it.each<[ApiRequest['method'], boolean, boolean]>([
		['GET', false, true],
		['POST', false, false],
		['POST', true, true],
	])('%s, where writes are safe after 401: %s', (method, isSafe, mayRenew) => {
		const state = accessTo({}, method, isSafe).state();
		expect(state).toEqual({ isRenewable: true, mayRenew, canAsk: false });
	});

	it('it is renewed twice at most', async () => {
		const access = accessTo({});
		await access.take();
		access.renew();
		expect(access.state().mayRenew).toBe(true);
		access.renew();
		expect(access.state()).toEqual({ isRenewable: true, mayRenew: false, canAsk: false });
	});

	it('the vendor is asked once, and only about a token that was sent', async () => {
		const access = accessTo({ replaced: async () => await Promise.resolve(true) });
		expect(access.state().canAsk).toBe(false);
		await access.take();
		expect(access.state().canAsk).toBe(true);
		expect(await access.wasReplaced()).toBe(true);
		expect(access.state().canAsk).toBe(false);
	});
});

it.each([
	[new CredentialError('No key.', 'Enter it.'), { origin: 'credential' }],
	[new SessionError('No key.', 'Enter it.'), { origin: 'credential' }],
	[new SessionError('No key.', 'Enter it.', undefined, false), { origin: 'connection' }],
	[new SessionError('No key.', 'Enter it.', undefined, true), { origin: 'connection' }],
	[new SessionError('No key.', 'Enter it.', 403), { status: 403 }],
])('%o says why there is no token', (error, more) => {
	expect(tokenFailure(error)).toEqual({ problem: 'No key.', advice: 'Enter it.', ...more });
});

it('another error says nothing of tokens', () => {
	expect(tokenFailure(new Error('No key.'))).toBeUndefined();
});
