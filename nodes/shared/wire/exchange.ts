/** One request to a vendor, from its first try to its end: sends, has each try judged, and obeys. */
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { Answer, ApiRequest } from '../table/request';
import type { Call } from '../table/types';
import { Access, WITHOUT_TOKEN, tokenFailure } from './access';
import { addressOf, followed } from './address';
import type { Address } from './address';
import type { RequestFailure } from './cause';
import { AnswerCheck } from './checkedAnswer';
import { readBroken } from './connection';
import { Ending } from './ending';
import type { Engine } from './engine';
import { aside, signalOf } from './engine';
import { AbortError, EXECUTION_CANCELED } from './environment';
import { apiError } from './errors';
import { describeBroken } from './failure';
import { TooDeepError } from './jsonParts';
import { judge } from './judge';
import type { Attempt, Facts } from './judge';
import { PaceError } from './pace';
import { Reading } from './reading';
import type { Content } from './reading';
import { RetryBudget, isRateLimit, isSafeToRepeat, parseRetryAfter } from './retry';
import type { TryOutcome } from './retry';
import { sendTry } from './send';
import { announceWait, takeSlot, usedUp } from './slot';
import type { Listeners } from './slot';
import { originOf } from './urls';
import { Words, adviceFor, tooDeep } from './words';

const MOST_REDIRECTS = 3;

type Target = Pick<Call, 'host' | 'api' | 'endpoint' | 'authentication' | 'credentials'> &
	Listeners;

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
	return async (request) =>
		await new Exchange(target, request.isAside ? aside(engine) : engine, request).run();
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

	private address: Address = { url: '', home: '', away: false };

	/** True where the answer came in parts, each of which was checked. */
	private isChecked = false;

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

	/**
	 * Sends it until there is an answer, or no hope of one.
	 * @throws NodeApiError
	 */
	async run(): Promise<Answer<F>> {
		this.address = this.findAddress();
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
					this.redirects += 1;
					this.address = followed(this.address, verdict.url);
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

	/** What is known beside the answer, before anything was found out about it. */
	private facts(): Facts {
		const { api, endpoint } = this.target;
		const { receive, refusals = [], isFinal = () => false } = this.request;
		return {
			safe: this.safe,
			...(this.address.away ? WITHOUT_TOKEN : this.access.state()),
			refusals,
			isFinal,
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
		const checked = this.isChecked ? { json: body } : new AnswerCheck(this.secrets).take(body);
		if (!checked) return this.fail({ status, ...this.tooDeep() });
		return { ...answer, body: checked.json };
	}

	/** The failure of an answer that can't be read to its depth. */
	private tooDeep(): RequestFailure {
		return tooDeep(this.origin(), this.target.api.name, this.safe);
	}

	/** Where a redirect leads; to other hosts only for a file. */
	private next(location: string | undefined): ReturnType<Facts['next']> {
		const from = this.address.url;
		if (location === undefined || !URL.canParse(location, from)) return undefined;
		const url = new URL(location, from);
		return { url, mayFollow: this.redirects < MOST_REDIRECTS && this.mayFollow(url) };
	}

	/** A file may lie anywhere, unless the address would tell a secret; all else only on the same host. */
	private mayFollow(next: URL): boolean {
		if (this.request.mayFollow?.(next) === false) return false;
		if (this.request.receive) return /^https?:$/.test(next.protocol) && this.keepsSecrets(next);
		return next.origin === this.origin();
	}

	/** Whether an address tells another host none of our secrets: a server may write one into it. */
	private keepsSecrets({ origin, href }: URL): boolean {
		return origin === this.address.home || this.words.keeps(href);
	}

	/** Waits as long as the budget allows, and fails where it is used up. */
	private async waitOrThrow(outcome: TryOutcome, failure: RequestFailure): Promise<typeof AGAIN> {
		const wait = this.budget.wait(outcome, this.engine.environment.random());
		if (wait === undefined) return this.fail(failure);
		if (isRateLimit(outcome)) {
			announceWait(this.target, wait, 'asked to be left alone for a while');
		}
		await this.pause(wait);
		return AGAIN;
	}

	/** Waits, and fails where the execution is cancelled meanwhile. */
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

	/** Ends it with an error, whose texts hold no secret. */
	private fail(failure: RequestFailure): never {
		throw apiError(this.target, this.words.ofFailure(failure));
	}

	/** Ends it after something that isn't the vendor's: mostly a cancelled execution. */
	private failCancelled(error: unknown): never {
		if (!(error instanceof AbortError) && readBroken(error).kind !== 'cancelled') {
			return this.fail({ problem: String(error), advice: 'Run it again.' });
		}
		return this.fail({ problem: EXECUTION_CANCELED, advice: 'Run it again.' });
	}

	/** Ends it where there is no token, or no address to send it to. */
	private failWithoutToken(error: unknown): never {
		const failure = tokenFailure(error);
		return failure ? this.fail(failure) : this.failCancelled(error);
	}

	private throwIfCancelled(): void {
		if (this.signal?.aborted) this.failCancelled(new AbortError());
	}

	/** Waits for leave to send, and fails where that takes too long. */
	private async takeSlot(): Promise<void> {
		const { target, request, address, engine, signal } = this;
		try {
			await takeSlot(target, request, address.url, engine, signal);
		} catch (error) {
			if (error instanceof PaceError) this.fail(usedUp(error, engine));
			this.failCancelled(error);
		}
	}

	/** Takes the token of the account, where the request goes to its host. */
	private async takeToken(): Promise<void> {
		if (this.address.away) return;
		try {
			const token = await this.access.take();
			// A vendor's answer may repeat the token that it was asked with.
			if (token !== undefined) this.words.learn(token);
		} catch (error) {
			this.failWithoutToken(error);
		}
	}

	/** Sends it once, and reads the answer. */
	private async send(): Promise<Attempt<F>> {
		const { environment, answerMs } = this.engine;
		const { secrets } = this;
		const { url, away } = this.address;
		const text = this.target.endpoint.output?.text === true;
		const reading = new Reading(this.request, { url, text, secrets }, this.engine);
		const ending = new Ending(environment, answerMs, this.signal);
		try {
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

	/** An answer in the words of `judge`. */
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

	/** What helps with a status; where the credential has no say, nothing but where the file lies. */
	private advise(...about: Parameters<Facts['advise']>): string {
		if (this.address.away) return `The file lies on ${this.origin()}, which gets no token.`;
		const [status, vendor, retryAfterMs] = about;
		return adviceFor(this.target, this.request, this.engine, [status, vendor, retryAfterMs]);
	}

	/** Scheme, host and port that are asked. */
	private origin(): string {
		return originOf(this.address.url);
	}

	/** Where it goes first; fails where the credential doesn't tell. */
	private findAddress(): Address {
		try {
			return addressOf(this.target, this.request);
		} catch (error) {
			this.failWithoutToken(error);
		}
	}
}
