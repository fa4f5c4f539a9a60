/** The token that one request goes out with: fetched, renewed, and asked for where it was refused. */
import type { ApiRequest } from '../table/request';
import type { Call } from '../table/types';
import type { Engine } from './engine';
import { isSafeToRepeat } from './retry';
import { createTokenSender } from './tokenRequest';

/** A token is renewed at most this often for one request. */
const MOST_RENEWALS = 2;

type Target = Pick<Call, 'host' | 'api' | 'authentication' | 'credentials'> &
	Partial<Pick<Call, 'hint'>>;

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

	/** Whether another token can be had. */
	get isRenewable(): boolean {
		const { authentication, credentials } = this.target;
		const { session } = authentication;
		return session !== undefined && !session.isFixed?.(credentials);
	}

	/** Whether the request may go out again with another one. */
	get mayRenew(): boolean {
		const mayRepeat = this.isSafe || this.target.api.writesAreSafeAfter401 === true;
		return this.isRenewable && this.renewals < MOST_RENEWALS && mayRepeat;
	}

	/** Whether the vendor can be asked if it has another one by now; it is asked once. */
	get canAsk(): boolean {
		const { session } = this.target.authentication;
		const knows = session?.replaced !== undefined && this.token !== undefined;
		return this.isRenewable && knows && !this.wasAsked;
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

	private get isSafe(): boolean {
		return isSafeToRepeat(this.request.method);
	}

	private sender(signal: AbortSignal | undefined): ReturnType<typeof createTokenSender> {
		const { environment, policy, tokenPatience } = this.engine;
		const { helpers } = this.target.host;
		return createTokenSender(helpers, environment, signal, policy, tokenPatience);
	}
}
