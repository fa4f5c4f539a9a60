/** Reads what n8n's request helper throws: an HTTP status, a broken connection, or something else. */
import { TooLargeError } from './answer';
import type { Large } from './answer';
import { EndlessError } from './ending';
import { CredentialError } from './errors';
import type { Milliseconds } from '../values/units';

/** What became of a request that didn't end with an answer. */
export type Broken =
	/** The vendor answered with a status that n8n treats as an error. */
	| { kind: 'status'; status: number }
	/** The connection failed; `sent` tells whether the request may have arrived. */
	| { kind: 'connection'; code: string; sent: boolean }
	| { kind: 'credential'; error: CredentialError }
	/** n8n asked for another OAuth2 token, and the vendor refused. */
	| { kind: 'notRenewed' }
	| { kind: 'cancelled' }
	/** The answer went on for too long; it was still arriving. */
	| { kind: 'endless'; afterMs: Milliseconds }
	/** The answer, or all pages of a list together, were larger than `most`, in words. */
	| { kind: 'tooLarge'; most: string; what: Large }
	| { kind: 'other'; message: string };

/** Failures that happen before the request leaves: no address, no connection, a certificate. */
const NOT_SENT =
	/^(ECONNREFUSED$|ENOTFOUND$|EAI_AGAIN$|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;
/** Failures that another try won't cure. */
const LASTING = /^(ENOTFOUND|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL|EPROTO)/;
/** Codes of sockets (E…), TLS, axios (ERR_…), Node's HTTP parser (HPE_…) and unpacking (Z_…, ZSTD_…). */
const NETWORK =
	/^(E[A-Z0-9_]+|(HPE|Z|CERT|UNABLE_TO)_[A-Z_]+|ZSTD_\w+|DEPTH_ZERO[A-Z_]*|SELF_SIGNED[A-Z_]*)$/;

/** What n8n calls a refused OAuth2 token; a newer n8n has words for the usual reason, and no code then. */
const NOT_RENEWED = 'EAUTH';

function field(error: unknown, name: string): unknown {
	return typeof error === 'object' && error !== null
		? (error as Record<string, unknown>)[name]
		: undefined;
}

/** The error and everything it was made from, outermost first. */
function chain(error: unknown): unknown[] {
	const links: unknown[] = [];
	for (let link = error; link !== undefined && link !== null && links.length < 6; ) {
		links.push(link);
		link = field(link, 'cause') ?? field(link, 'errorResponse');
	}
	return links;
}

/** Sorts an error of `httpRequest` or `httpRequestWithAuthentication`. */
export function readBroken(error: unknown): Broken {
	const links = chain(error);
	const credential = links.find((link) => link instanceof CredentialError);
	if (credential instanceof CredentialError) return { kind: 'credential', error: credential };
	const endless = links.find((link) => link instanceof EndlessError);
	if (endless instanceof EndlessError) return { kind: 'endless', afterMs: endless.afterMs };
	const large = links.find((link) => link instanceof TooLargeError);
	if (large instanceof TooLargeError) {
		return { kind: 'tooLarge', most: large.most, what: large.what };
	}
	const codes = links.flatMap((link) => [field(link, 'code'), field(link, 'httpCode')]);
	if (codes.includes(NOT_RENEWED)) return { kind: 'notRenewed' };
	const names = links.map((link) => field(link, 'name'));
	if (
		codes.includes('ERR_CANCELED') ||
		names.includes('CanceledError') ||
		names.includes('AbortError')
	) {
		return { kind: 'cancelled' };
	}
	const network = codes.find(
		(code): code is string => typeof code === 'string' && NETWORK.test(code),
	);
	const status = links
		.flatMap((link) => [field(field(link, 'response'), 'status'), field(link, 'httpCode')])
		.map(Number)
		.find((code) => code >= 100 && code < 600);
	// A status of 200 together with an error is a body that broke off.
	if (status !== undefined && status >= 300) return { kind: 'status', status };
	if (network !== undefined || status !== undefined) {
		const code = network ?? 'ERR_BAD_RESPONSE';
		return { kind: 'connection', code, sent: !NOT_SENT.test(code) };
	}
	return { kind: 'other', message: String(field(error, 'message') ?? 'unknown failure') };
}

/** True where waiting and trying again may help. */
export function isPassing(code: string): boolean {
	return !LASTING.test(code);
}

/** The answer went on and on. */
export function describeEndless(afterMs: Milliseconds): string {
	return `the answer had not ended after ${Math.round(afterMs / 1000)} seconds`;
}

/** What happened, in words. */
export function describeConnection(code: string): string {
	if (code === 'ENOTFOUND') return 'the address was not found';
	if (code === 'ECONNREFUSED') return 'the server refused the connection';
	if (code === 'EAI_AGAIN') return 'the address could not be looked up';
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') return 'the server did not answer in time';
	if (LASTING.test(code)) return `a secure connection could not be made (${code})`;
	return 'the connection broke off before the answer was complete';
}
