/** What becomes of one try of a request: a decision as data, for the loop that obeys it. Pure functions. */
import type { Answer, VendorFailure } from '../table/request';
import type { RequestFailure } from './cause';
import { describeStatus } from './failure';
import { GIVEN_UP, TOO_MANY_CALLS, isRateLimit } from './retry';
import type { TryOutcome } from './retry';
import type { Milliseconds } from '../values/units';

/** What came of one try: the answer, a file in its place, or why there is none. */
export type Attempt<F = unknown> =
	| {
			kind: 'answer';
			status: number;
			body: unknown;
			location?: string;
			/** How long the vendor asked to be left alone. */
			retryAfterMs?: Milliseconds;
	  }
	| { kind: 'file'; value: F }
	| { kind: 'failed'; failure: RequestFailure; outcome?: TryOutcome };

/** What to do about a try. */
export type Verdict<F = unknown> =
	| { do: 'done'; answer: Answer<F> }
	/** Find out which secrets the vendor's words may hold, then judge again. */
	| { do: 'learn' }
	/** Ask the vendor whether it has another token by now, then judge again. */
	| { do: 'ask' }
	/** Send it again with another token. */
	| { do: 'renew' }
	/** Send it again to another address. */
	| { do: 'follow'; url: URL }
	/** Send it again after a wait, as long as there is time for one; otherwise it has failed. */
	| { do: 'wait'; outcome: TryOutcome; failure: RequestFailure }
	| { do: 'fail'; failure: RequestFailure };

/** What is known beside the answer. */
export interface Facts {
	/** True where sending it twice changes nothing. */
	safe: boolean;
	/** True where its token can be replaced by another one. */
	isRenewable: boolean;
	/** True where it may be sent again with another token. */
	mayRenew: boolean;
	/** True where the vendor can be asked which token it has. */
	canAsk: boolean;
	/** What the vendor said to that; undefined before it was asked. */
	replaced?: boolean;
	/** Whether the vendor's words may be told; undefined as long as that isn't known. */
	mayTell?: boolean;
	/** Statuses that are a result for the user. */
	refusals: readonly number[];
	/** Whether these words are a no for good, which no waiting changes. */
	isFinal: (words: VendorFailure) => boolean;
	/** Content types: a file is expected, or plain text. */
	expects: 'json' | 'text' | 'file';
	/** What of an answer of this status says that it failed. */
	said: (status: number, body: unknown) => VendorFailure | undefined;
	/** Where a redirect may lead; undefined where it may not be followed. */
	next: (location: string | undefined) => { url: URL; mayFollow: boolean } | undefined;
	/** What helps with a status. */
	advise: (
		status: number,
		vendor: VendorFailure | undefined,
		retryAfterMs?: Milliseconds,
	) => string;
	/** The beginning of an answer without words that are known, as the end of a sentence. */
	quote: (body: unknown) => string;
	/** Scheme, host and port that were asked. */
	origin: string;
	/** The vendor's name. */
	vendor: string;
}

/** Whether a status is that of somebody in between, who may say so in JSON as well. */
const isInBetween = (status: number) => GIVEN_UP.has(status) || status > 500;

/**
 * Decides what to do about a try. With `learn` and `ask` it says what it needs to know first: the same
 * try is judged again with `mayTell` or `replaced` filled in.
 */
export function judge<F>(attempt: Attempt<F>, facts: Facts): Verdict<F> {
	switch (attempt.kind) {
		case 'file':
			return { do: 'done', answer: { kind: 'file', value: attempt.value } };
		case 'failed':
			return ofFailed(attempt, facts);
		case 'answer':
			return ofAnswer(attempt, facts);
	}
}

type WithStatus = Extract<Attempt, { kind: 'answer' }>;

/** Without an answer there are no words of the vendor, and what is known of a write must be said. */
function ofFailed(
	{ failure, outcome }: Extract<Attempt, { kind: 'failed' }>,
	{ safe, mayTell }: Facts,
): Verdict<never> {
	if (mayTell === undefined) return { do: 'learn' };
	return outcome ? again(outcome, failure, safe) : { do: 'fail', failure };
}

/** Only what changes nothing is sent again, and what was turned away before any work on it. */
function again(outcome: TryOutcome, failure: RequestFailure, safe: boolean): Verdict<never> {
	return safe || isRateLimit(outcome) ? { do: 'wait', outcome, failure } : { do: 'fail', failure };
}

function ofAnswer(attempt: WithStatus, facts: Facts): Verdict<never> {
	const { status, body } = attempt;
	if (status === 401 && facts.mayRenew) return { do: 'renew' };
	if (status >= 300 && status < 400) return ofRedirect(attempt, facts);
	const said = facts.said(status, body);
	if (said || status < 200 || status >= 400) return ofRefusal(attempt, said, facts);
	const failure = shapeFailure(status, body, facts);
	return failure ? { do: 'fail', failure } : { do: 'done', answer: { kind: 'ok', status, body } };
}

/** A redirect is followed only when reading. */
function ofRedirect({ status, location }: WithStatus, facts: Facts): Verdict<never> {
	// The address may repeat a token that n8n has just renewed.
	if (facts.mayTell === undefined) return { do: 'learn' };
	const next = facts.next(facts.mayTell ? location : undefined);
	if (next && facts.safe && next.mayFollow) return { do: 'follow', url: next.url };
	const { protocol, host, pathname } = next?.url ?? {};
	const where = next ? `${protocol}//${host}${pathname}` : 'an unknown address';
	return {
		do: 'fail',
		failure: {
			status,
			problem: `the server sent the request on to ${where}`,
			advice: `The request was not repeated there, so that no key or token reaches another host. Check the address in the credential (${facts.origin}).`,
			outcomeUnknown: !facts.safe,
		},
	};
}

/** The vendor's no: another token, a result for the user, another try, or a failure. */
function ofRefusal(
	attempt: WithStatus,
	said: VendorFailure | undefined,
	facts: Facts,
): Verdict<never> {
	const { status, body, retryAfterMs } = attempt;
	const { safe, mayTell, refusals } = facts;
	if (mayTell === undefined) return { do: 'learn' };
	const vendor = mayTell ? said : undefined;
	const token = ofToken(status, vendor, facts);
	if (token === 'ask' || token === 'renew') return { do: token };
	if (refusals.includes(status) && mayTell && !isWebPage(body)) {
		return { do: 'done', answer: { kind: 'refused', status, body, vendor } };
	}
	const failure = refusalFailure(attempt, vendor, token === 'refused', facts);
	if (vendor && facts.isFinal(vendor)) return { do: 'fail', failure };
	return again({ kind: 'status', status, retryAfterMs }, failure, safe);
}

/**
 * What a no means for the token: that the vendor is to be asked whether it has another one, that another
 * one is to be sent, that the token was refused for good, or nothing.
 * @param vendor the vendor's words, as far as they may be told
 */
function ofToken(
	status: number,
	vendor: VendorFailure | undefined,
	{ canAsk, replaced, mayRenew }: Facts,
): 'ask' | 'renew' | 'refused' | undefined {
	// With `mayRenew` it was sent again before anybody looked at the words.
	if (status === 401) return 'refused';
	// Some say with any failure, and not with 401, that a token isn't theirs.
	if (vendor === undefined || !canAsk || !tellsOfToken(status)) return undefined;
	if (replaced === undefined) return 'ask';
	if (!replaced) return undefined;
	return mayRenew ? 'renew' : 'refused';
}

/** Whether such a status may mean that a token was replaced: it isn't about a record, or the server. */
const tellsOfToken = (status: number): boolean =>
	status !== 404 && status !== TOO_MANY_CALLS && status < 500 && !GIVEN_UP.has(status);

/** What is told of a no, and what is known of a write then. */
function refusalFailure(
	{ status, body, retryAfterMs }: WithStatus,
	vendor: VendorFailure | undefined,
	isTokenRefused: boolean,
	{ safe, mayTell, refusals, isRenewable, advise, quote }: Facts,
): RequestFailure {
	const quoted = vendor === undefined && mayTell ? quote(body) : '';
	return {
		status,
		retryAfterMs,
		vendor,
		problem: describeStatus(status),
		advice: `${advise(status, vendor, retryAfterMs)}${quoted}`,
		outcomeUnknown: !safe && (status >= 500 || GIVEN_UP.has(status) || refusals.includes(status)),
		answered: typeof body === 'object' && body !== null && !isInBetween(status),
		tokenRefused: isTokenRefused && isRenewable,
	};
}

/** How a web page begins, or JSON that isn't whole: whole JSON arrives parsed. */
const BROKEN = /^\s*[<{["]/;

/** An answer that isn't JSON arrives as text, without an error. */
function shapeFailure(
	status: number,
	body: unknown,
	{ safe, expects, origin, vendor }: Facts,
): RequestFailure | undefined {
	const empty = body === '' || body === undefined;
	const isFile = expects === 'file';
	if (!isFile && (empty ? !safe : typeof body !== 'string')) return undefined;
	if (expects === 'text' && !empty && !BROKEN.test(String(body))) return undefined;
	const problem = empty
		? 'the answer was empty'
		: isWebPage(body)
			? `the answer was a web page instead of ${isFile ? 'a file' : 'data'}`
			: isFile
				? 'the answer was a message instead of a file'
				: 'the answer was incomplete or not JSON';
	return {
		status,
		problem,
		advice: `Check the address in the credential (${origin}). If it is right, try again later or ask ${vendor}.`,
		outcomeUnknown: !safe,
	};
}

function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*</.test(body);
}
