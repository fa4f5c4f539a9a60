/** Which failures are worth another try, and how long to wait before it. Pure functions. */
import type { IHttpRequestMethods } from 'n8n-workflow';
import type { EpochMs, Milliseconds } from '../values/units';

/** How a try ended, as far as repeating it is concerned. */
export type TryOutcome =
	| { kind: 'status'; status: number; retryAfterMs?: Milliseconds }
	/** No complete answer came: refused, reset, timed out, broken off. */
	| { kind: 'connection' };

/** Statuses of somebody in between who stopped waiting or held back; the vendor may have gone on. */
export const GIVEN_UP: ReadonlySet<number> = new Set([408, 425, 499]);

/** How often a request is sent again, and how long is waited in between. */
export interface RetryPolicy {
	/** Waits at most, all waits of one request after failures added up. */
	maxTotalMs: Milliseconds;
	/** The same for "too many requests", counted apart: the vendor's own limits take longer to pass. */
	maxRateLimitMs: Milliseconds;
	/** First wait; doubles with each try. */
	baseMs: Milliseconds;
	/** A single wait is never longer than this, unless the vendor asks for more. */
	capMs: Milliseconds;
	/** Tries in all, rate limits not counted. */
	maxTries: number;
}

/** For runs and polls, which nobody waits for. */
export const defaultRetryPolicy: RetryPolicy = {
	maxTotalMs: 60_000,
	maxRateLimitMs: 30 * 60_000,
	baseMs: 500,
	capMs: 20_000,
	maxTries: 5,
};

/** For a person who waits in the editor. */
export const quickRetryPolicy: RetryPolicy = {
	...defaultRetryPolicy,
	maxTotalMs: 8_000,
	maxRateLimitMs: 15_000,
	maxTries: 3,
};

/** "Too many requests". */
export const TOO_MANY_CALLS = 429;

const PASSING_STATUSES = new Set([502, 503, 504]);

/** Reading twice changes nothing; everything else might. */
export function isSafeToRepeat(method: IHttpRequestMethods): boolean {
	return method === 'GET' || method === 'HEAD';
}

/** Refused before any work on it, so that a write may go out again, too. */
export function isRateLimit(outcome: TryOutcome): boolean {
	return outcome.kind === 'status' && outcome.status === TOO_MANY_CALLS;
}

/**
 * How long to wait before the next try, or undefined to give up.
 * @param tries tries that ended like this one so far (rate limits, or failures), 1 after the first
 * @param waitedMs what was waited so far in this request after such tries
 * @param random a number from 0 to 1, for the jitter
 */
export function nextWait(
	outcome: TryOutcome,
	tries: number,
	waitedMs: Milliseconds,
	random: number,
	policy: RetryPolicy = defaultRetryPolicy,
): Milliseconds | undefined {
	const rateLimited = isRateLimit(outcome);
	if (outcome.kind === 'status' && !rateLimited && !PASSING_STATUSES.has(outcome.status)) {
		return undefined;
	}
	if (!rateLimited && tries >= policy.maxTries) return undefined;
	const wait = backoff(tries, random, policy);
	const asked = outcome.kind === 'status' ? outcome.retryAfterMs : undefined;
	const chosen = Math.max(wait, asked ?? 0);
	const cap = rateLimited ? policy.maxRateLimitMs : policy.maxTotalMs;
	return waitedMs + chosen > cap ? undefined : chosen;
}

/** What one request has used up of its policy: rate limits and failures don't count for each other. */
export class RetryBudget {
	private readonly limits = { tries: 0, waitedMs: 0 };

	private readonly failures = { tries: 0, waitedMs: 0 };

	constructor(private readonly policy: RetryPolicy = defaultRetryPolicy) {}

	/**
	 * Notes a try that ended so: how long to wait before the next one, or undefined to give up.
	 * @param random a number from 0 to 1, for the jitter
	 */
	wait(outcome: TryOutcome, random: number): Milliseconds | undefined {
		const used = isRateLimit(outcome) ? this.limits : this.failures;
		used.tries += 1;
		const wait = nextWait(outcome, used.tries, used.waitedMs, random, this.policy);
		used.waitedMs += wait ?? 0;
		return wait;
	}
}

/**
 * Exponential backoff with equal jitter: between half and all of the doubled base.
 * @param tries that failed so far, 1 after the first
 * @param random a number from 0 to 1
 */
export function backoff(tries: number, random: number, policy: RetryPolicy): Milliseconds {
	const full = Math.min(policy.capMs, policy.baseMs * 2 ** (tries - 1));
	return Math.round(full / 2 + (full / 2) * random);
}

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * @returns how long from now on, or undefined when there is none that can be read
 */
export function parseRetryAfter(header: unknown, now: EpochMs): Milliseconds | undefined {
	if (typeof header !== 'string' && typeof header !== 'number') return undefined;
	const text = String(header).trim();
	if (text === '') return undefined;
	const seconds = Number(text);
	if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
