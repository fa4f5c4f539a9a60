/** One call to a vendor: address, credential, pace, retries, shape of the answer, readable errors. */
import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { TooLargeError, isStream, readFile, readStream } from './answer';
import { beginning } from '../values/beginning';
import { Check } from './checkedAnswer';
import { readBroken } from './connection';
import { Ending } from './ending';
import { AbortError, systemEnvironment } from './environment';
import type { Environment } from './environment';
import { CredentialError, SessionError, apiError } from './errors';
import type { RequestFailure } from './cause';
import { adviceForStatus, describeBroken, describeStatus } from './failure';
import { JsonTaker, TooDeepError } from './jsonTaker';
import {
	LONGEST_ANSWER_MS,
	LONGEST_SILENCE_MS,
	MOST_ANSWER_BYTES,
	MOST_FILE_BYTES,
	PART_BYTES,
	inWords,
} from '../values/limits';
import { PaceError, Pacer } from './pace';
import { redactor, withoutSecretFields, withoutSecrets } from './redact';
import { Answered, Refused } from './refused';
import {
	RetryBudget,
	defaultRetryPolicy,
	isRateLimit,
	isSafeToRepeat,
	parseRetryAfter,
	quickRetryPolicy,
} from './retry';
import type { Outcome, RetryPolicy } from './retry';
import { SESSION_FIELD, fingerprint, sealToken } from './seal';
import { Scale } from './room';
import { SessionStore } from './session';
import { namesOfRecord } from '../table/table';
import { createTokenSender, usualPatience } from './tokenRequest';
import type { TokenPatience } from './tokenRequest';
import { Turns } from './turns';
import type { ApiRequest, Call, Credentials, ReceivedFile, SessionSpec } from '../table/types';
import { isLoopback, originOf } from './urls';
import { durationInWords, WORTH_TELLING_MS } from './waiting';

const MOST_REDIRECTS = 3;
const TOO_MANY_CALLS = 429;
/** Characters of a vendor's own words that an error shows. */
const LONGEST_WORDS = 500;
/** So much of an answer without words is shown. */
const LONGEST_QUOTE = 300;
/** Signs of a refused answer that are read; texts beyond the second bound are none that people write. */
const READ_OF_REFUSAL = [200_000, 20_000] as const;
/** The same, where only the beginning is shown. */
const READ_OF_QUOTE = [5000, 2000] as const;
/** A token is renewed at most this often for one request. */
const MOST_RENEWALS = 2;
const NO_FILE = 'There is no file at this address, or none any more.';

/** What requests share: tokens and pace live as long as the process. */
export interface Engine {
	environment: Environment;
	sessions: SessionStore;
	pacer: Pacer;
	/** How long failures and rate limits are waited for. */
	policy: RetryPolicy;
	/** How long a call waits for its turn below a vendor's limit, in milliseconds. */
	mostPaceWaitMs: number;
	/** What to do where that isn't long enough; `wait` is how long it takes, such as "7 minutes". */
	whenUsedUp: (wait: string) => string;
	/** The longest silence before and in an answer, in milliseconds. */
	timeoutMs: number;
	/** How long a whole answer may take, in milliseconds. */
	answerMs: number;
	tokenPatience: TokenPatience;
	/** Ends every request as soon as it fires; for work that no execution cancels. */
	signal?: AbortSignal;
	turns: Turns;
}

/** A fresh engine; tests give their own clock. */
export function createEngine(environment: Environment = systemEnvironment): Engine {
	return {
		environment,
		sessions: new SessionStore(),
		pacer: new Pacer(),
		policy: defaultRetryPolicy,
		mostPaceWaitMs: Infinity,
		whenUsedUp: (wait) => `Run it again in ${wait}.`,
		timeoutMs: LONGEST_SILENCE_MS,
		answerMs: LONGEST_ANSWER_MS,
		tokenPatience: usualPatience,
		turns: new Turns(),
	};
}

/** Shared by everything that runs in this process. */
export const processEngine = createEngine();

/** The same for a person who waits in the editor. */
export const editorEngine: Engine = {
	...processEngine,
	policy: quickRetryPolicy,
	mostPaceWaitMs: quickRetryPolicy.maxRateLimitMs,
};

type Target = Pick<Call, 'host' | 'api' | 'endpoint' | 'authentication' | 'credentials'> &
	Partial<Pick<Call, 'hint' | 'tell'>>;

/** The answer, or why there is none. */
type Attempt =
	| { kind: 'answer'; status: number; body: unknown; location?: string; retryAfterMs?: number }
	| { kind: 'failed'; failure: RequestFailure; outcome?: Outcome };

/**
 * Makes the function that sends requests for one item.
 * It gives the parsed body (`''` where the vendor sends none; with its status where the request wants
 * that), `Refused` for a status that the request names as a refusal, or throws a NodeApiError whose texts are free of the secrets of the
 * credential. Only GET is repeated, and what the vendor turned away with 429 before it worked on it;
 * tokens are renewed once for all.
 */
export function createSender(
	target: Target,
	engine: Engine,
): (request: ApiRequest) => Promise<unknown> {
	return async (request) => await new Exchange(target, engine, request).run();
}

/** One request from its first try to its end. */
class Exchange {
	private secrets: unknown[];

	private readonly budget: RetryBudget;

	private readonly signal: AbortSignal | undefined;

	private readonly safe: boolean;

	private renewals = 0;

	private redirects = 0;

	private token: string | undefined;

	/** The token that the vendor has just refused. */
	private rejected: string | undefined;

	/** True once the vendor was asked which token it has. */
	private wasAsked = false;

	private url: string;

	/** Scheme, host and port of the credential: nothing else gets a token. */
	private home = '';

	/** True where the answer came in parts, each of which was checked. */
	private isChecked = false;

	/** Memory that the answer takes, as far as it was read. */
	private taken = 0;

	/** True as soon as a file is fetched from another host. */
	private away = false;

	constructor(
		private readonly target: Target,
		private readonly engine: Engine,
		private readonly request: ApiRequest,
	) {
		const { authentication, credentials, host } = target;
		this.secrets = authentication.secrets(credentials);
		this.budget = new RetryBudget(engine.policy);
		this.signal = signalOf(host, engine);
		this.safe = isSafeToRepeat(request.method);
		this.url = '';
	}

	async run(): Promise<unknown> {
		this.url = this.address();
		for (;;) {
			this.throwIfCancelled();
			await this.takeTurn();
			await this.takeToken();
			const attempt = await this.send();
			const result = await this.judge(attempt);
			if (result !== AGAIN) return result instanceof Received ? result.value : result;
		}
	}

	private async judge(attempt: Attempt): Promise<unknown> {
		if (attempt.kind === 'failed') {
			// Without an answer there are no words of the vendor, and what is known of a write must be said.
			await this.learnSecrets();
			return await this.waitOrThrow(attempt.outcome, attempt.failure);
		}
		const { status, body } = attempt;
		if (status === 401 && this.mayRenew()) return this.renew();
		if (status >= 300 && status < 400) {
			// The address may repeat a token that n8n has just renewed.
			const mayTell = await this.learnSecrets();
			return this.follow(mayTell ? attempt.location : undefined, status);
		}
		const said = this.target.api.failure(status, body);
		if (said || status < 200 || status >= 400) {
			const mayTell = await this.learnSecrets();
			const vendor = mayTell ? said : undefined;
			const refused = status === 401 || (vendor !== undefined && (await this.wasReplaced(status)));
			if (refused && status !== 401 && this.mayRenew()) return this.renew();
			const maybeRefused = this.request.refusals?.includes(status);
			if (maybeRefused && mayTell && !isWebPage(body)) {
				const reason = vendor && this.cleanWords(vendor.message);
				const words = beginning(body, ...READ_OF_REFUSAL);
				return new Refused(status, reason, withoutSecrets(this.secrets, words));
			}
			const outcome: Outcome = { kind: 'status', status, retryAfterMs: attempt.retryAfterMs };
			return await this.waitOrThrow(outcome, {
				status,
				retryAfterMs: attempt.retryAfterMs,
				vendor,
				problem: describeStatus(status),
				advice: `${this.advise(status, vendor, attempt.retryAfterMs)}${vendor || !mayTell ? '' : this.quote(body)}`,
				outcomeUnknown: !this.safe && (status >= 500 || GIVEN_UP.has(status) || maybeRefused),
				answered: typeof body === 'object' && body !== null && !isInBetween(status),
				tokenRefused: refused && this.isRenewable(),
			});
		}
		this.checkShape(status, body);
		const checked = this.checked(status, body);
		return this.request.withStatus ? new Answered(status, checked) : checked;
	}

	/** The answer without secrets that it repeats. */
	private checked(status: number, body: unknown): unknown {
		if (body instanceof Received || this.isChecked) return body;
		const checked = new Check(this.secrets).take(body);
		if (checked) return checked.json;
		return this.fail({ status, ...this.tooDeep() });
	}

	private tooDeep(): RequestFailure {
		return {
			problem: 'the answer is nested too deeply to be read',
			advice: `Check the address in the credential (${this.origin()}). If it is right, ask ${this.target.api.name}.`,
			outcomeUnknown: !this.safe,
		};
	}

	/** An answer that isn't JSON arrives as text, without an error. */
	private checkShape(status: number, body: unknown): void {
		if (body instanceof Received) return;
		const empty = body === '' || body === undefined;
		const { receive } = this.request;
		if (!receive && (empty ? !this.safe : typeof body !== 'string')) return;
		if (this.target.endpoint.output?.text && !empty && !BROKEN.test(String(body))) return;
		const problem = empty
			? 'the answer was empty'
			: isWebPage(body)
				? `the answer was a web page instead of ${receive ? 'a file' : 'data'}`
				: receive
					? 'the answer was a message instead of a file'
					: 'the answer was incomplete or not JSON';
		this.fail({
			status,
			problem,
			advice: `Check the address in the credential (${this.origin()}). If it is right, try again later or ask ${this.target.api.name}.`,
			outcomeUnknown: !this.safe,
		});
	}

	/** A redirect is followed only when reading, and to other hosts only for a file. */
	private follow(location: string | undefined, status: number): typeof AGAIN {
		const next = location === undefined ? undefined : resolveUrl(location, this.url);
		if (next && this.safe && this.mayFollow(next) && this.redirects < MOST_REDIRECTS) {
			// Once on another host, always without the credential: what leads back isn't to be trusted.
			this.away ||= next.origin !== this.home;
			this.redirects += 1;
			this.url = next.href;
			return AGAIN;
		}
		return this.fail({
			status,
			problem: next
				? `the server sent the request on to ${next.protocol}//${next.host}${next.pathname}`
				: 'the server sent the request on to an unknown address',
			advice: `The request was not repeated there, so that no key or token reaches another host. Check the address in the credential (${this.origin()}).`,
			outcomeUnknown: !this.safe,
		});
	}

	private mayFollow(next: URL): boolean {
		if (this.request.mayFollow?.(next) === false) return false;
		if (this.request.receive) return /^https?:$/.test(next.protocol) && this.keepsSecrets(next);
		return next.origin === this.origin();
	}

	/** Whether an address tells another host none of our secrets: a server may write one into it. */
	private keepsSecrets({ origin, href }: URL): boolean {
		return origin === this.home || withoutSecrets(this.secrets, href) === href;
	}

	private async waitOrThrow(
		outcome: Outcome | undefined,
		failure: RequestFailure,
	): Promise<typeof AGAIN> {
		const { environment } = this.engine;
		const mayRepeat = outcome && (this.safe || isRateLimit(outcome));
		const wait = mayRepeat ? this.budget.wait(outcome, environment.random()) : undefined;
		if (wait === undefined) return this.fail(failure);
		if (outcome && isRateLimit(outcome)) this.announce(wait, 'asked to be left alone for a while');
		await this.pause(wait);
		return AGAIN;
	}

	private async pause(ms: number): Promise<void> {
		try {
			await this.engine.environment.sleep(ms, this.signal);
		} catch (error) {
			this.failCancelled(error);
		}
	}

	/**
	 * n8n may have renewed an OAuth2 token meanwhile, and the vendor may repeat it in its words.
	 * @returns false where it isn't known what must not be told: what became of the request counts more
	 * than that, so it is told without the vendor's words
	 */
	private async learnSecrets(): Promise<boolean> {
		const { authentication, host } = this.target;
		if (!authentication.oAuth2) return true;
		const current = await host.getCredentials(authentication.credential).catch(() => undefined);
		if (current) this.secrets.push(...authentication.secrets(current));
		return current !== undefined;
	}

	private clean(text: string): string {
		return redactor(this.secrets)(text);
	}

	/** An answer without words that are known: whoever reads it may find what is wrong. */
	private quote(body: unknown): string {
		if (typeof body !== 'object' || body === null || body instanceof Received) return '';
		const begin = withoutSecretFields(beginning(body, ...READ_OF_QUOTE));
		const json = this.clean(JSON.stringify(withoutSecrets(this.secrets, begin)));
		if (json === '{}' || json === '[]') return '';
		const short = json.length > LONGEST_QUOTE ? `${json.slice(0, LONGEST_QUOTE)}…` : json;
		return ` The answer was: ${short}`;
	}

	/** Cut after cleaning: half a secret wouldn't be found. */
	private cleanWords(text: string): string {
		return this.clean(text).slice(0, LONGEST_WORDS);
	}

	private fail(failure: RequestFailure): never {
		const { host, api, endpoint } = this.target;
		const { vendor, problem, advice } = failure;
		throw apiError(host.getNode(), api, endpoint, {
			...failure,
			...(vendor && {
				vendor: {
					message: this.cleanWords(vendor.message),
					...(vendor.code === undefined ? {} : { code: this.clean(vendor.code) }),
				},
			}),
			...(problem === undefined ? {} : { problem: this.clean(problem) }),
			advice: this.clean(advice),
		});
	}

	private failCancelled(error: unknown): never {
		if (!(error instanceof AbortError) && readBroken(error).kind !== 'cancelled') {
			return this.fail({ problem: String(error), advice: 'Run it again.' });
		}
		return this.fail({ problem: 'the execution was canceled', advice: 'Run it again.' });
	}

	private throwIfCancelled(): void {
		if (this.signal?.aborted) this.failCancelled(new AbortError());
	}

	private async takeTurn(): Promise<void> {
		const { api, authentication } = this.target;
		// The limit is the vendor's, and a sandbox has none.
		if (!api.pace || isLoopback(this.origin())) return;
		const firstSegment = this.request.path.split('/')[1] ?? '';
		const lane = fingerprint([
			this.origin(),
			authentication.credential,
			this.account(),
			firstSegment,
		]);
		try {
			const { environment, pacer, mostPaceWaitMs } = this.engine;
			const beforeWait = (ms: number) => this.announce(ms, this.allowance());
			await pacer.turn(lane, api.pace, environment, this.signal, mostPaceWaitMs, beforeWait);
		} catch (error) {
			if (error instanceof PaceError) {
				this.fail({
					origin: 'limit',
					problem: 'the calls that it allows in ten minutes are used up',
					advice: this.engine.whenUsedUp(durationInWords(error.waitMs)),
				});
			}
			this.failCancelled(error);
		}
	}

	/** What the vendor allows, as the middle of a sentence. */
	private allowance(): string {
		const { calls = 0, perMs = 0 } = this.target.api.pace ?? {};
		return `allows only so many calls at a time (this node makes ${calls} in ${durationInWords(perMs)})`;
	}

	/** Says before a wait begins how long it takes, and why; and afterwards, above the output. */
	private announce(ms: number, reason: string): void {
		if (ms < WORTH_TELLING_MS) return;
		const { api, hint, tell } = this.target;
		const wait = durationInWords(ms);
		tell?.(`${api.name} ${reason}: waiting ${wait}, then going on.`);
		hint?.(`${api.name} ${reason}: it had to wait ${wait}.`);
	}

	/** What the vendor's limits count by. OAuth2 tokens change while the account stays the same. */
	private account(): string {
		const { authentication, credentials, host } = this.target;
		const { id } = host.getNode().credentials?.[authentication.credential] ?? {};
		return authentication.oAuth2 && id
			? id
			: JSON.stringify(authentication.secrets({ ...credentials, oauthTokenData: '' }));
	}

	private async takeToken(): Promise<void> {
		const { authentication } = this.target;
		if (!authentication.session || this.away) return;
		const { rejected } = this;
		this.rejected = undefined;
		try {
			this.token = await this.sharedToken(authentication.session, rejected);
			// A vendor's answer may repeat the token that it was asked with.
			this.secrets.push(this.token);
		} catch (error) {
			if (error instanceof SessionError || error instanceof CredentialError) {
				const status = error instanceof SessionError ? error.status : undefined;
				// Without an answer: whoever didn't even ask, or was answered, can't use the credential.
				const sent = error instanceof SessionError ? error.sent : undefined;
				const origin = sent === undefined ? ('credential' as const) : ('connection' as const);
				this.fail({
					status,
					...(status === undefined ? { origin } : {}),
					problem: error.message,
					advice: error.advice,
				});
			}
			this.failCancelled(error);
		}
	}

	private async sharedToken(session: SessionSpec, rejected: string | undefined): Promise<string> {
		const { credentials, host, hint } = this.target;
		const { environment, policy, sessions, tokenPatience } = this.engine;
		return await sessions.token(
			session,
			credentials,
			(signal) => createTokenSender(host.helpers, environment, signal, policy, tokenPatience),
			environment,
			{
				signal: this.signal,
				mayCreate: (this.request.mayCreateToken ?? !this.safe) && rejected === undefined,
				rejected,
				tell: hint,
			},
		);
	}

	/** The next try takes another token than the one that was refused. */
	private renew(): typeof AGAIN {
		this.renewals += 1;
		this.rejected = this.token;
		return AGAIN;
	}

	private mayRenew(): boolean {
		const mayRepeat = this.safe || this.target.api.writesAreSafeAfter401;
		return this.isRenewable() && this.renewals < MOST_RENEWALS && mayRepeat;
	}

	private isRenewable(): boolean {
		const { session } = this.target.authentication;
		return session !== undefined && !this.away && !session.isFixed?.(this.target.credentials);
	}

	/** Whether the vendor has another token by now; some say so with any failure and not with 401. */
	private async wasReplaced(status: number): Promise<boolean> {
		const { authentication, credentials, host } = this.target;
		const { replaced } = authentication.session ?? {};
		if (!replaced || this.token === undefined || this.wasAsked || !this.isRenewable()) return false;
		if (status === 404 || status === 429 || status >= 500 || GIVEN_UP.has(status)) return false;
		this.wasAsked = true;
		const { environment, policy, tokenPatience } = this.engine;
		const send = createTokenSender(host.helpers, environment, this.signal, policy, tokenPatience);
		return await replaced(send, credentials, this.token).catch((error: unknown) =>
			this.failCancelled(error),
		);
	}

	/** One exchange; a request to another host goes without the credential. */
	private async exchange(signal: AbortSignal): Promise<IN8nHttpFullResponse> {
		const { host, authentication, credentials } = this.target;
		const options = { ...this.requestOptions(), abortSignal: signal };
		if (this.away) return (await host.helpers.httpRequest(options)) as IN8nHttpFullResponse;
		// n8n takes its own signal for the one to heed, so that it has to be ours: it fires with n8n's, too.
		const ours = Object.create(host, {
			getExecutionCancelSignal: { value: () => signal },
		}) as IExecuteFunctions;
		// OAuth2 is n8n's own: it reads the credential itself and renews on the 401 that we let through.
		return (await host.helpers.httpRequestWithAuthentication.call(
			ours,
			authentication.credential,
			options,
			authentication.oAuth2
				? undefined
				: {
						credentialsDecrypted: {
							id: '',
							name: authentication.credential,
							type: authentication.credential,
							data: this.withToken(credentials),
						},
					},
		)) as IN8nHttpFullResponse;
	}

	/**
	 * The body, or the file that the request is for; what comes in place of a file are words. Nobody reads
	 * the body of a redirect.
	 */
	private async readContent(response: IN8nHttpFullResponse, signal: AbortSignal): Promise<unknown> {
		const { body, headers, statusCode } = response;
		const { receive } = this.request;
		if (statusCode >= 300 && statusCode < 400) return '';
		const isSuccess = statusCode >= 200 && statusCode < 300;
		const isFile = receive && isSuccess && !WORDS.test(String(headers['content-type']));
		const most = receive ? MOST_FILE_BYTES : MOST_ANSWER_BYTES;
		if (!isStream(body)) {
			return isFile ? await this.take(receive, body as Buffer, headers) : body;
		}
		const { environment, timeoutMs } = this.engine;
		const limits = { mostBytes: most, mostSilenceMs: timeoutMs };
		if (isFile) {
			const weigh = (bytes: number) => this.weigh(bytes);
			const content = await readFile(body, limits, environment, signal, weigh);
			return await this.take(receive, content, headers);
		}
		const taker = this.taker(isSuccess, most);
		await readStream(body, limits, environment, signal, (piece) => taker.take(piece));
		const { json, inParts, isCut } = taker.end();
		this.isChecked = inParts && isSuccess;
		if (isCut && isSuccess && this.target.endpoint.output?.text) {
			throw new TooLargeError(inWords(PART_BYTES));
		}
		return json;
	}

	/** Measures an answer while it is read; of a success, long ones are checked in parts as well. */
	private taker(isSuccess: boolean, most: number): JsonTaker {
		const scale = new Scale();
		const check = new Check(this.secrets);
		return new JsonTaker({
			weigh: (part) => {
				const bytes = scale.weigh(part);
				if (this.taken + bytes > most) throw new TooLargeError(`${inWords(most)} in memory`);
				this.weigh(bytes);
			},
			check: (part, name, depth) => {
				if (!isSuccess) return part;
				const checked = check.take(part, name, depth);
				if (!checked) throw new TooDeepError();
				return checked.json;
			},
		});
	}

	private weigh(bytes: number): void {
		this.taken += bytes;
		this.request.weigh?.(bytes);
	}

	/** Nothing is left of what was read. */
	private drop(): void {
		this.request.weigh?.(-this.taken);
		this.taken = 0;
	}

	private async take(
		receive: NonNullable<ApiRequest['receive']>,
		content: Buffer,
		headers: ReceivedFile['headers'],
	): Promise<Received> {
		const value = await receive({ content, headers, url: this.url });
		// What is held from here on is how n8n keeps it: as text, or on its disk.
		this.drop();
		this.weigh(new Scale().weigh(value));
		return new Received(value);
	}

	private async send(): Promise<Attempt> {
		const { environment, answerMs } = this.engine;
		const ending = new Ending(environment, answerMs, this.signal);
		this.isChecked = false;
		this.taken = 0;
		try {
			const response = await ending.wait(this.exchange(ending.signal));
			const body = await ending
				.wait(this.readContent(response, ending.signal))
				.catch((error: unknown) => {
					// A refusal stands, whatever becomes of its words: unless they tell whose it is.
					const { statusCode } = response;
					const mayBeAnothers = !this.safe && this.request.refusals?.includes(statusCode);
					if (statusCode < 300 || mayBeAnothers || this.signal?.aborted) throw error;
					return '';
				});
			if (response.statusCode >= 300) this.drop();
			return readResponse(response, body, environment.now());
		} catch (error) {
			this.drop();
			if (error instanceof TooDeepError) return { kind: 'failed', failure: this.tooDeep() };
			return {
				kind: 'failed',
				...describeBroken(readBroken(error), {
					safe: this.safe,
					origin: this.origin(),
					isFile: this.request.receive !== undefined,
					advise: (status) => this.advise(status, undefined),
				}),
			};
		} finally {
			ending.close();
		}
	}

	private requestOptions(): IHttpRequestOptions {
		const { api, authentication } = this.target;
		const { method, body } = this.request;
		const raw =
			this.request.raw ??
			(body && { contentType: 'application/json', content: JSON.stringify(body) });
		return {
			method,
			url: this.url,
			headers: {
				...(this.away ? {} : api.headers?.(method)),
				...(raw && { 'Content-Type': raw.contentType }),
			},
			...(raw && { body: raw.content }),
			...(this.request.receive ? {} : { json: true }),
			// n8n would read any body to its end: as a stream it is counted while it arrives.
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: authentication.oAuth2 ? { ignore: true, except: [401] } : true,
			timeout: this.engine.timeoutMs,
		};
	}

	private withToken(credentials: Credentials): Credentials {
		const { session, filled } = this.target.authentication;
		if (!session || this.token === undefined) return { ...credentials, ...filled };
		return {
			...credentials,
			[SESSION_FIELD]: sealToken(session.identity(credentials), this.token),
		};
	}

	/** @param retryAfterMs how long the vendor wants to be left alone, where it says so */
	private advise(status: number, vendor: RequestFailure['vendor'], retryAfterMs?: number): string {
		const { api, endpoint, credentials } = this.target;
		if (this.away) return `The file lies on ${this.origin()}, which gets no token.`;
		const own = api.nextStep?.(status, vendor, endpoint, credentials);
		if (own !== undefined) return own;
		if (status === 404 && this.request.url !== undefined) return NO_FILE;
		if (status === TOO_MANY_CALLS && retryAfterMs !== undefined && retryAfterMs > 0) {
			return `The limit of calls is used up. ${this.engine.whenUsedUp(durationInWords(retryAfterMs))}`;
		}
		return adviceForStatus(status, namesOfRecord(endpoint), vendor !== undefined);
	}

	private origin(): string {
		return originOf(this.url);
	}

	private address(): string {
		const { api, authentication, credentials } = this.target;
		try {
			const query = Object.entries(this.request.query ?? {}).map(([name, value]) => {
				const text = api.encodeQuery ? api.encodeQuery(value, credentials) : String(value);
				return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
			});
			const base = authentication.baseUrl(credentials);
			this.home = originOf(base);
			const { url } = this.request;
			if (url !== undefined) {
				this.away = originOf(url) !== this.home;
				return url;
			}
			return `${base}${this.request.path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
		} catch (error) {
			if (error instanceof CredentialError) {
				this.fail({ origin: 'credential', problem: error.message, advice: error.advice });
			}
			this.failCancelled(error);
		}
	}
}

/** What became of a file that was received. */
class Received {
	constructor(readonly value: unknown) {}
}

/** Content that isn't a file: a vendor's message, or a page of somebody in between. */
const WORDS = /^(application\/(\w+\+)?json|text\/html)\b/i;

/** Statuses of somebody in between who stopped waiting or held back; the vendor may have gone on. */
const GIVEN_UP = new Set([408, 425, 499]);

/** Whether a status is that of somebody in between, who may say so in JSON as well. */
const isInBetween = (status: number) => GIVEN_UP.has(status) || status > 500;

/** Told apart from every body that a vendor may send. */
const AGAIN = Symbol('again');

function readResponse(response: IN8nHttpFullResponse, body: unknown, now: number): Attempt {
	const { location, 'retry-after': retryAfter } = response.headers;
	return {
		kind: 'answer',
		status: response.statusCode,
		body,
		...(typeof location === 'string' ? { location } : {}),
		...(retryAfter === undefined ? {} : { retryAfterMs: parseRetryAfter(retryAfter, now) }),
	};
}

/** How a web page begins, or JSON that isn't whole: whole JSON arrives parsed. */
const BROKEN = /^\s*[<{["]/;

function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*</.test(body);
}

function resolveUrl(url: string, base?: string): URL | undefined {
	return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/** Fires when the execution is cancelled, where the host can be, or the work is ended otherwise. */
export function signalOf(
	host: Call['host'],
	{ signal }: Pick<Engine, 'signal'>,
): AbortSignal | undefined {
	const cancelled = 'getExecutionCancelSignal' in host && host.getExecutionCancelSignal();
	return cancelled || signal;
}
