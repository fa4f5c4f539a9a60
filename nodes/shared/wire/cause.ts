/** Why a request failed, in the words that steer the back-off of n8n's durable polling. Pure. */
import type { Failure } from 'n8n-workflow';
import type { VendorFailure } from '../table/request';
import type { Milliseconds } from '../values/units';

/** What is known about a failed request. */
export interface RequestFailure {
	/** HTTP status, where an answer came. */
	status?: number;
	vendor?: VendorFailure;
	/** What happened in our own words, where the vendor said nothing. */
	problem?: string;
	advice: string;
	/** True where the vendor may have carried out a write nevertheless. */
	outcomeUnknown?: boolean;
	/** Where it failed, if not by an answer's status. */
	origin?: 'credential' | 'connection' | 'limit';
	/** How long the vendor asked to wait. */
	retryAfterMs?: Milliseconds;
	/** True where the token was refused that the request carried. */
	tokenRefused?: boolean;
	/** True where the vendor itself has answered, and not somebody in between. */
	answered?: boolean;
}

/** A failure beside which other things work is shown when it lasts longer. */
export const LASTING_MS = 60 * 60_000;

const TOO_MANY = 429;
/** The server had no time for the request: it comes back on its own. */
const PASSING = new Set([408, 425]);

/**
 * What n8n needs to know to wait the right time: `rate-limited` and `temporarily-unavailable` pass,
 * `credential-invalid` and `configuration-invalid` need a person.
 * @returns undefined where nobody can tell, e.g. for an answer in the wrong shape
 */
export function causeOf(failure: RequestFailure): Failure | undefined {
	const { status, origin, retryAfterMs } = failure;
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (status === TOO_MANY || origin === 'limit') return { cause: 'rate-limited', ...wait };
	if (origin === 'credential' || status === 401) return { cause: 'credential-invalid' };
	if (origin === 'connection') return { cause: 'temporarily-unavailable' };
	if (status === undefined || status < 300) return undefined;
	if (status >= 500 || PASSING.has(status)) return { cause: 'temporarily-unavailable', ...wait };
	return { cause: 'configuration-invalid' };
}

/** The cause that an error carries, whichever copy of n8n's classes made it. */
export function causeIn(error: unknown): Failure['cause'] | undefined {
	const failure = failureIn(error);
	return typeof failure?.cause === 'string' ? (failure.cause as Failure['cause']) : undefined;
}

/** How long the vendor asked to be left alone, by the error; undefined where it didn't ask. */
export function waitAskedFor(error: unknown): Milliseconds | undefined {
	const wait = failureIn(error)?.retryAfterMs;
	return typeof wait === 'number' && wait > 0 ? wait : undefined;
}

/** True where no waiting helps: somebody has to correct the credential or the node. */
export function needsAPerson(error: unknown): boolean {
	const cause = causeIn(error);
	return cause === 'credential-invalid' || cause === 'configuration-invalid';
}

/** The calls that the vendor allows are used up: the next poll goes on, and nothing has failed. */
export function isPause(error: unknown): boolean {
	return (
		causeIn(error) === 'rate-limited' &&
		typeof error === 'object' &&
		error !== null &&
		'httpCode' in error &&
		error.httpCode === null
	);
}

/** Every list is asked with the same credential and below the same limit. */
export function isForAll(error: unknown): boolean {
	const cause = causeIn(error);
	return cause === 'rate-limited' || cause === 'credential-invalid';
}

function failureIn(error: unknown): Record<string, unknown> | undefined {
	if (typeof error !== 'object' || error === null || !('failure' in error)) return undefined;
	const { failure } = error;
	return typeof failure === 'object' && failure !== null
		? (failure as Record<string, unknown>)
		: undefined;
}
