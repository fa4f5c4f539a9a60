/** Requests that fetch tokens: they carry no credential, and tell in words why they failed. */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { TooLargeError, isStream, readStream } from './answer';
import { describeConnection, describeEndless, isPassing, readBroken } from './connection';
import { Ending } from './ending';
import { AbortError } from './environment';
import type { Environment } from './environment';
import { SessionError } from './errors';
import { JsonTaker } from './jsonTaker';
import {
	LONGEST_TOKEN_ANSWER_MS,
	LONGEST_TOKEN_SILENCE_MS,
	MOST_TOKEN_BYTES,
	bytesInWords,
} from '../values/limits';
import { redactor } from './redact';
import { Scale } from './room';
import { RetryBudget, isRateLimit, parseRetryAfter } from './retry';
import type { TryOutcome, RetryPolicy } from './retry';
import type { TokenRequest, TokenResponse } from '../table/session';
import { originOf } from './urls';
import type { Milliseconds } from '../values/units';

/** The part of n8n's helpers that a credential has as well as a node. */
export interface PlainHttp {
	httpRequest: (options: IHttpRequestOptions) => Promise<unknown>;
}

type Attempt =
	| { response: TokenResponse; outcome: TryOutcome }
	| { problem: string; sent: boolean; outcome?: TryOutcome }
	| { cancelled: true };

/** How long a token is waited for. */
export interface TokenPatience {
	/** The longest silence before the answer, and between two of its pieces. */
	silenceMs: Milliseconds;
	/** The whole answer. */
	answerMs: Milliseconds;
}

/** For runs, polls, panels and credentials alike. */
export const usualPatience: TokenPatience = {
	silenceMs: LONGEST_TOKEN_SILENCE_MS,
	answerMs: LONGEST_TOKEN_ANSWER_MS,
};

/**
 * Makes the function that token requests go through. Redirects aren't followed, since the address
 * may hold the key. Repeatable requests get the same retries as any reading.
 * @param signal ends it at once; a token that several wait for has one of its own
 * @throws (the function) SessionError when no answer came, AbortError as soon as `signal` fires
 */
export function createTokenSender(
	http: PlainHttp,
	environment: Environment,
	signal?: AbortSignal,
	policy?: RetryPolicy,
	patience: TokenPatience = usualPatience,
): TokenRequest {
	return async (request) => {
		const budget = new RetryBudget(policy);
		for (;;) {
			const attempt = await tryOnce(http, request, environment, patience, signal);
			if ('cancelled' in attempt) throw new AbortError();
			const { outcome } = attempt;
			const wait =
				outcome && (request.repeatable || isRateLimit(outcome))
					? budget.wait(outcome, environment.random())
					: undefined;
			if (wait !== undefined) {
				await environment.sleep(wait, signal);
			} else if ('response' in attempt) {
				return attempt.response;
			} else {
				throw new SessionError(
					attempt.problem,
					'Check the address in the credential, and that this n8n may reach it.',
					undefined,
					attempt.sent,
				);
			}
		}
	};
}

async function tryOnce(
	http: PlainHttp,
	{ method, url, headers, body }: Parameters<TokenRequest>[0],
	environment: Environment,
	{ silenceMs, answerMs }: TokenPatience,
	signal: AbortSignal | undefined,
): Promise<Attempt> {
	const ending = new Ending(environment, answerMs, signal);
	const limits = { mostBytes: MOST_TOKEN_BYTES, mostSilenceMs: silenceMs };
	try {
		const read = async (content: unknown): Promise<unknown> => {
			if (!isStream(content)) return content;
			const taker = tokenTaker();
			await readStream(content, limits, environment, ending.signal, (piece) => taker.take(piece));
			return taker.end().json;
		};
		const asked = http.httpRequest({
			method,
			url,
			headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
			...(body ? { body: JSON.stringify(body) } : {}),
			json: true,
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			timeout: silenceMs,
			abortSignal: ending.signal,
		});
		const response = (await ending.wait(asked)) as IN8nHttpFullResponse;
		const status = response.statusCode;
		const retryAfterMs = parseRetryAfter(response.headers['retry-after'], environment.now());
		return {
			response: { status, body: await ending.wait(read(response.body)) },
			outcome: { kind: 'status', status, retryAfterMs },
		};
	} catch (error) {
		const broken = readBroken(error);
		if (broken.kind === 'cancelled') return { cancelled: true };
		if (broken.kind === 'endless') {
			return { problem: `${describeEndless(broken.afterMs)} (${originOf(url)})`, sent: true };
		}
		if (broken.kind === 'tooLarge') {
			const problem = `the answer is larger than ${broken.most}, which is no token (${originOf(url)})`;
			return { problem, sent: true };
		}
		if (broken.kind !== 'connection') {
			// n8n's own refusals, for one: they may name the address, and so the key.
			const words = broken.kind === 'other' ? `: ${redactor([])(broken.message)}` : '';
			return { problem: `the request for a token failed${words}`, sent: false };
		}
		return {
			problem: `${describeConnection(broken.code)} (${originOf(url)})`,
			sent: broken.sent,
			outcome: isPassing(broken.code) ? { kind: 'connection' } : undefined,
		};
	} finally {
		ending.close();
	}
}

/** Tokens are what these answers are asked for: nothing is taken out of them. */
function tokenTaker(): JsonTaker {
	const scale = new Scale();
	let taken = 0;
	return new JsonTaker({
		weigh: (part) => {
			taken += scale.weigh(part);
			if (taken > MOST_TOKEN_BYTES)
				throw new TooLargeError(`${bytesInWords(MOST_TOKEN_BYTES)} in memory`);
		},
		check: (part) => part,
	});
}
