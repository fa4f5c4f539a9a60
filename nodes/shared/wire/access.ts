/** The token that one request goes out with: fetched, renewed, and asked for where it was refused. */
import type { ApiRequest } from '../table/request';
import type { Call } from '../table/types';
import type { RequestFailure } from './cause';
import type { Engine } from './engine';
import { CredentialError, SessionError } from './errors';
import type { Facts } from './judge';
import { isSafeToRepeat } from './retry';
import { createTokenSender } from './tokenRequest';

/** A token is renewed at most this often for one request. */
const MOST_RENEWALS = 2;

type Target = Pick<Call, 'host' | 'api' | 'authentication' | 'credentials'> &
	Partial<Pick<Call, 'hint'>>;

/** What can be done where the token of a request is refused. */
export type TokenState = Pick<Facts, 'isRenewable' | 'mayRenew' | 'canAsk'>;

/** Of a request that goes out without a token. */
export const WITHOUT_TOKEN: TokenState = { isRenewable: false, mayRenew: false, canAsk: false };

/**
 * Why a request that got no token failed.
 * @returns undefined for an error that says nothing of tokens
 */
export function tokenFailure(error: unknown): RequestFailure | undefined {
	if (error instanceof CredentialError) {
		return { origin: 'credential', problem: error.message, advice: error.advice };
	}
	if (!(error instanceof SessionError)) return undefined;
	const { status, sent, message: problem, advice } = error;
	if (status !== undefined) return { status, problem, advice };
	// Without an answer: whoever didn't even ask can't use the credential.
	return { origin: sent === undefined ? 'credential' : 'connection', problem, advice };
}

/** The token of one request. */
export class Access {
	/** Undefined where the API works without such, or before the first one. */
	token: string | undefined;

	/** The token that the vendor has just refused. */
	private rejected: string | undefined;

	private renewals = 0;

	/** True once the vendor was asked which token it has. */
	private wasAsked = false;

	constructor(
		private readonly target: Target,
		private readonly request: Pick<ApiRequest, 'method' | 'mayCreateToken'>,
		private readonly engine: Engine,
		private readonly signal: AbortSignal | undefined,
	) {}

	/** What can be done where the token is refused, by what was done so far. */
	state(): TokenState {
		const { api, authentication, credentials } = this.target;
		const { session } = authentication;
		const isRenewable = session !== undefined && !session.isFixed?.(credentials);
		const mayRepeat = this.isSafe || api.writesAreSafeAfter401;
		const knows = session?.replaced !== undefined && this.token !== undefined;
		return {
			isRenewable,
			mayRenew: isRenewable && this.renewals < MOST_RENEWALS && mayRepeat,
			// It is asked once.
			canAsk: isRenewable && knows && !this.wasAsked,
		};
	}

	/**
	 * Takes the token that all requests of the account share; another one after `renew`.
	 * @returns undefined where the API works without such
	 * @throws SessionError, CredentialError, AbortError
	 */
	async take(): Promise<string | undefined> {
		const { authentication, credentials, hint } = this.target;
		const { session } = authentication;
		if (!session) return undefined;
		const { rejected } = this;
		this.rejected = undefined;
		const { environment, sessions } = this.engine;
		this.token = await sessions.token(
			session,
			credentials,
			(signal) => this.sender(signal),
			environment,
			{
				signal: this.signal,
				mayCreate: (this.request.mayCreateToken ?? !this.isSafe) && rejected === undefined,
				rejected,
				tell: hint,
			},
		);
		return this.token;
	}

	/** The next try takes another token than the one that was refused. */
	renew(): void {
		this.renewals += 1;
		this.rejected = this.token;
	}

	/** Whether the vendor has another token by now; some say so with any failure and not with 401. */
	async wasReplaced(): Promise<boolean> {
		const { authentication, credentials } = this.target;
		const { replaced } = authentication.session ?? {};
		if (!replaced || this.token === undefined) return false;
		this.wasAsked = true;
		return await replaced(this.sender(this.signal), credentials, this.token);
	}

	/** Whether sending it twice changes nothing. */
	private get isSafe(): boolean {
		return isSafeToRepeat(this.request.method);
	}

	/** Sends what asks for a token. */
	private sender(signal: AbortSignal | undefined): ReturnType<typeof createTokenSender> {
		const { environment, policy, tokenPatience } = this.engine;
		const { helpers } = this.target.host;
		return createTokenSender(helpers, environment, signal, policy, tokenPatience);
	}
}
