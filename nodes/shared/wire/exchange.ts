/** One request to a vendor, from its first try to its end: sends, has each try judged, and obeys. */
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { Answer, ApiRequest } from '../table/request';
import type { Call } from '../table/types';
import { Access } from './access';
import type { RequestFailure } from './cause';
import { Check } from './checkedAnswer';
import { readBroken } from './connection';
import { Ending } from './ending';
import type { Engine } from './engine';
import { signalOf } from './engine';
import { AbortError } from './environment';
import { CredentialError, SessionError, apiError } from './errors';
import { describeBroken } from './failure';
import { TooDeepError } from './jsonTaker';
import { judge } from './judge';
import type { Attempt, Facts } from './judge';
import { PaceError } from './pace';
import { Reading } from './reading';
import type { Content } from './reading';
import { RetryBudget, isRateLimit, isSafeToRepeat, parseRetryAfter } from './retry';
import type { Outcome } from './retry';
import { fingerprint } from './seal';
import { sendTry } from './send';
import { isLoopback, originOf } from './urls';
import { WORTH_TELLING_MS, durationInWords } from './waiting';
import { Words, adviceFor, tooDeep } from './words';

const MOST_REDIRECTS = 3;

type Target = Pick<Call, 'host' | 'api' | 'endpoint' | 'authentication' | 'credentials'> &
	Partial<Pick<Call, 'hint'>> & {
		/** Tells whoever watches something while the work goes on. */
		tell?: (message: string) => void;
	};

/** The request goes out once more. */
const AGAIN = 'again';

/**
 * Makes the function that sends requests for one item.
 *
 * It gives the answer, or throws a NodeApiError, both free of the secrets of the credential. Only GET
 * is repeated, and what the vendor turned away before it worked on it: with 429, and with 401 where
 * another token is to be had and `writesAreSafeAfter401`; tokens are renewed once for all.
 */
export function createSender(target: Target, engine: Engine): Call['ask'] {
	return async (request) => await new Exchange(target, engine, request).run();
}

/** What an answer holds, where its status doesn't matter. */
export function bodyOf(answer: Answer): unknown {
	return answer.kind === 'file' ? answer.value : answer.body;
}

/** One request from its first try to its end. */
class Exchange<F> {
	private readonly secrets: unknown[];

	private readonly words: Words;

	private readonly budget: RetryBudget;

	private readonly signal: AbortSignal | undefined;

	private readonly safe: boolean;

	private readonly access: Access;

	private redirects = 0;

	private url = '';

	/** Scheme, host and port of the credential: nothing else gets a token. */
	private home = '';

	/** True where the answer came in parts, each of which was checked. */
	private isChecked = false;

	/** True as soon as a file is fetched from another host. */
	private away = false;

	constructor(
		private readonly target: Target,
		private readonly engine: Engine,
		private readonly request: ApiRequest<F>,
	) {
		const { authentication, credentials, host } = target;
		this.secrets = authentication.secrets(credentials);
		this.words = new Words(this.secrets);
		this.budget = new RetryBudget(engine.policy);
		this.signal = signalOf(host, engine);
		this.safe = isSafeToRepeat(request.method);
		this.access = new Access(target, request, engine, this.signal);
	}

	async run(): Promise<Answer<F>> {
		this.url = this.address();
		for (;;) {
			this.throwIfCancelled();
			await this.takeSlot();
			await this.takeToken();
			const result = await this.obey(await this.send());
			if (result !== AGAIN) return result;
		}
	}

	/** Does what is decided about a try. */
	private async obey(attempt: Attempt<F>): Promise<Answer<F> | typeof AGAIN> {
		const facts = this.facts();
		for (;;) {
			const verdict = judge(attempt, facts);
			switch (verdict.do) {
				case 'learn':
					facts.mayTell = await this.learnSecrets();
					break;
				case 'ask':
					facts.replaced = await this.access
						.wasReplaced()
						.catch((error: unknown) => this.failCancelled(error));
					break;
				case 'renew':
					this.access.renew();
					return AGAIN;
				case 'follow':
					// Once on another host, always without the credential: what leads back isn't to be trusted.
					this.away ||= verdict.url.origin !== this.home;
					this.redirects += 1;
					this.url = verdict.url.href;
					return AGAIN;
				case 'wait':
					return await this.waitOrThrow(verdict.outcome, verdict.failure);
				case 'fail':
					return this.fail(verdict.failure);
				case 'done':
					return this.give(verdict.answer);
			}
		}
	}

	private facts(): Facts {
		const { api, endpoint } = this.target;
		const { receive, refusals = [] } = this.request;
		const { isRenewable, mayRenew, canAsk } = this.access;
		return {
			safe: this.safe,
			isRenewable: isRenewable && !this.away,
			mayRenew: mayRenew && !this.away,
			canAsk: canAsk && !this.away,
			refusals,
			expects: receive ? 'file' : endpoint.output?.text ? 'text' : 'json',
			said: (status, body) => api.failure(status, body),
			next: (location) => this.next(location),
			advise: (...about) => this.advise(...about),
			quote: (body) => this.words.quote(body),
			origin: this.origin(),
			vendor: api.name,
		};
	}

	/** The answer as the caller gets it, without secrets that it repeats. */
	private give(answer: Answer<F>): Answer<F> {
		if (answer.kind === 'file') return answer;
		const { status, body } = answer;
		if (answer.kind === 'refused') {
			const vendor = answer.vendor && this.words.ofVendor(answer.vendor);
			return { ...answer, vendor, body: this.words.ofRefusal(body) };
		}
		const checked = this.isChecked ? { json: body } : new Check(this.secrets).take(body);
		if (!checked) return this.fail({ status, ...this.tooDeep() });
		return { ...answer, body: checked.json };
	}

	private tooDeep(): RequestFailure {
		return tooDeep(this.origin(), this.target.api.name, this.safe);
	}

	/** Where a redirect leads; to other hosts only for a file. */
	private next(location: string | undefined): ReturnType<Facts['next']> {
		if (location === undefined || !URL.canParse(location, this.url)) return undefined;
		const url = new URL(location, this.url);
		return { url, mayFollow: this.redirects < MOST_REDIRECTS && this.mayFollow(url) };
	}

	private mayFollow(next: URL): boolean {
		if (this.request.mayFollow?.(next) === false) return false;
		if (this.request.receive) return /^https?:$/.test(next.protocol) && this.keepsSecrets(next);
		return next.origin === this.origin();
	}

	/** Whether an address tells another host none of our secrets: a server may write one into it. */
	private keepsSecrets({ origin, href }: URL): boolean {
		return origin === this.home || this.words.keeps(href);
	}

	private async waitOrThrow(outcome: Outcome, failure: RequestFailure): Promise<typeof AGAIN> {
		const wait = this.budget.wait(outcome, this.engine.environment.random());
		if (wait === undefined) return this.fail(failure);
		if (isRateLimit(outcome)) this.announce(wait, 'asked to be left alone for a while');
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
		if (current) this.words.learn(...authentication.secrets(current));
		return current !== undefined;
	}

	private fail(failure: RequestFailure): never {
		const { host, api, endpoint } = this.target;
		throw apiError(host.getNode(), api, endpoint, this.words.ofFailure(failure));
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

	private async takeSlot(): Promise<void> {
		const { api, authentication } = this.target;
		// The limit is the vendor's, and a sandbox has none.
		if (!api.pace || isLoopback(this.origin())) return;
		const firstSegment = this.request.path.split('/')[1] ?? '';
		const counted = fingerprint([
			this.origin(),
			authentication.credential,
			this.account(),
			firstSegment,
		]);
		try {
			const { environment, pacer, mostPaceWaitMs } = this.engine;
			const beforeWait = (ms: number) => this.announce(ms, this.allowance());
			await pacer.slot(counted, api.pace, environment, this.signal, mostPaceWaitMs, beforeWait);
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
		if (this.away) return;
		try {
			const token = await this.access.take();
			// A vendor's answer may repeat the token that it was asked with.
			if (token !== undefined) this.words.learn(token);
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

	private async send(): Promise<Attempt<F>> {
		const { environment, answerMs } = this.engine;
		const { secrets, url } = this;
		const text = this.target.endpoint.output?.text === true;
		const reading = new Reading(this.request, { url, text, secrets }, this.engine);
		const ending = new Ending(environment, answerMs, this.signal);
		try {
			const { away } = this;
			const { token } = this.access;
			const { timeoutMs } = this.engine;
			const one = { url, away, token, timeoutMs, signal: ending.signal };
			const response = await ending.wait(sendTry(this.target, this.request, one));
			const content = await ending
				.wait(reading.read(response, ending.signal))
				.catch((error: unknown): Content<never> => {
					// A refusal stands, whatever becomes of its words: unless they tell whose it is.
					const { statusCode } = response;
					const mayBeAnothers = !this.safe && this.request.refusals?.includes(statusCode);
					if (statusCode < 300 || mayBeAnothers || this.signal?.aborted) throw error;
					return { kind: 'words', body: '', isChecked: false };
				});
			if (response.statusCode >= 300) reading.drop();
			return this.attempt(response, content);
		} catch (error) {
			reading.drop();
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

	private attempt({ statusCode, headers }: IN8nHttpFullResponse, content: Content<F>): Attempt<F> {
		if (content.kind === 'file') return content;
		const { location, 'retry-after': retryAfter } = headers;
		this.isChecked = content.isChecked;
		return {
			kind: 'answer',
			status: statusCode,
			body: content.body,
			...(typeof location === 'string' ? { location } : {}),
			...(retryAfter === undefined
				? {}
				: { retryAfterMs: parseRetryAfter(retryAfter, this.engine.environment.now()) }),
		};
	}

	private advise(...about: Parameters<Facts['advise']>): string {
		if (this.away) return `The file lies on ${this.origin()}, which gets no token.`;
		const [status, vendor, retryAfterMs] = about;
		return adviceFor(this.target, this.request, this.engine, [status, vendor, retryAfterMs]);
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
