/** What a failed request means in words, and what to do about it. */
import type { Large } from './answer';
import { EXECUTION_CANCELED } from './environment';
import { describeConnection, describeEndless, isPassing } from './connection';
import type { Broken } from './connection';
import type { RequestFailure } from './cause';
import { listed } from '../values/listed';
import { GIVEN_UP } from './retry';
import type { TryOutcome } from './retry';

/** What is known of the request that failed. */
interface Circumstances {
	/** True where sending it twice changes nothing. */
	safe: boolean;
	/** Scheme, host and port that it went to. */
	origin: string;
	/** True where a file was asked for. */
	isFile?: boolean;
	/** What to do about a status. */
	advise: (status: number) => string;
}

/** For answers that are long because much was asked for. */
const LESS_AT_ONCE = 'Ask for less at once: fewer days, or a filter.';

const NOT_TAKEN = 'The rest was not taken, so that it could not fill the memory of n8n.';

/** For lists that are long together. */
const SHORTER_PERIOD = `Nothing was left out silently. Read a shorter period at once (a week or a month, one after the other), or use a filter. ${NOT_TAKEN}`;

/** For files that are large together. */
const ONE_BY_ONE = `Nothing was left out silently. Download one file at a time, by its address. ${NOT_TAKEN}`;

/** For all that several input items read. */
const FEWER_ITEMS = `Nothing was left out silently. Give this node fewer items at once, for example one after the other with "Loop Over Items" before it, or read shorter periods. ${NOT_TAKEN}`;

const LARGE_ADVICE: Record<Large, string> = {
	answer: `${LESS_AT_ONCE} ${NOT_TAKEN}`,
	list: SHORTER_PERIOD,
	files: ONE_BY_ONE,
	run: FEWER_ITEMS,
};

function describeLarge({ most, what }: { most: string; what: Large }, origin: string): string {
	if (what === 'answer') return `the answer is larger than ${most} (${origin})`;
	if (what === 'list') return `the records take more than ${most} of memory`;
	if (what === 'files') return `the files take more than ${most} of memory`;
	return `what all input items of this run have read takes more than ${most} of memory`;
}

/**
 * How n8n says that nobody has allowed the access yet; it sends nothing then.
 * https://github.com/n8n-io/n8n/blob/00668c44bf95da058916a911aac9c99c9f0b1ddd/packages/core/src/execution-engine/node-execution-context/utils/request-helpers/oauth.ts
 */
const NOT_CONNECTED = /^(OAuth credentials not connected|Unable to sign without access token)$/;

const WHERE_TO_CONNECT: RequestFailure = {
	origin: 'credential',
	problem: "the credential isn't connected yet",
	advice: 'Open the credential, press its Connect button and allow the access.',
};

const WHERE_TO_RECONNECT: RequestFailure = {
	origin: 'credential',
	problem: 'the access has ended, and a new one was refused',
	advice: 'Open the credential, press its Connect button and allow the access again.',
};

/** Whether a status leaves open what became of a write: it is no refusal of the vendor's. */
const saysNothing = (status: number): boolean =>
	status < 400 || status >= 500 || GIVEN_UP.has(status);

/** A request without a whole answer: the error to show, and how it counts for another try. */
export function describeBroken(
	broken: Broken,
	{ safe, origin, isFile = false, advise }: Circumstances,
): { failure: RequestFailure; outcome?: TryOutcome } {
	switch (broken.kind) {
		case 'cancelled':
			return {
				failure: {
					problem: EXECUTION_CANCELED,
					advice: safe ? 'Run it again.' : 'Check in the system before you run it again.',
					outcomeUnknown: !safe,
				},
			};
		// Neither gets better by asking again at once.
		case 'endless':
			return {
				failure: {
					origin: 'connection',
					problem: `${describeEndless(broken.afterMs)} (${origin})`,
					advice: `${LESS_AT_ONCE} If it goes on, ask who runs the server.`,
					outcomeUnknown: !safe,
				},
			};
		case 'tooLarge': {
			const what = broken.what === 'list' && isFile ? 'files' : broken.what;
			return {
				failure: {
					problem: describeLarge({ ...broken, what }, origin),
					advice: LARGE_ADVICE[what],
					outcomeUnknown: !safe,
				},
			};
		}
		case 'credential':
			return {
				failure: {
					origin: 'credential',
					problem: broken.error.message,
					advice: broken.error.advice,
				},
			};
		case 'notRenewed':
			return { failure: WHERE_TO_RECONNECT };
		case 'status':
			return {
				failure: {
					status: broken.status,
					problem: describeStatus(broken.status),
					advice: advise(broken.status),
					outcomeUnknown: !safe && saysNothing(broken.status),
				},
			};
		case 'connection':
			return {
				outcome: isPassing(broken.code) ? { kind: 'connection' } : undefined,
				failure: {
					origin: 'connection',
					problem: `${describeConnection(broken.code)} (${origin})`,
					advice: broken.sent
						? 'Try again later; if it goes on, check the address in the credential.'
						: 'Check the address in the credential, and that this n8n may reach it.',
					outcomeUnknown: !safe && broken.sent,
				},
			};
		default:
			if (NOT_CONNECTED.test(broken.message)) return { failure: WHERE_TO_CONNECT };
			return {
				failure: {
					problem: broken.message,
					advice: 'Open the credential, save it and test it.',
					outcomeUnknown: !safe,
				},
			};
	}
}

/** What happened, where the vendor said nothing. */
export function describeStatus(status: number): string {
	return `the server answered with status ${status}`;
}

/**
 * What to do where there is no record of the kind that was asked for.
 * @param names the parameters that name the record, as the panel shows them
 * @param told whether the vendor's API has said so, and no other server
 */
export function adviceForNoRecord(names: string[], told: boolean): string {
	const list = listed(names.map((name) => `"${name}"`));
	const check = `Check ${list}: there is no such record, or this credential can't see it.`;
	return told ? check : `${check} If it is right, check the address in the credential.`;
}

/**
 * The next step that usually helps with a status.
 * @param names the parameters that name the record, where one was asked for
 * @param told whether the vendor's API has answered in words
 */
export function adviceForStatus(status: number, names: string[] = [], told = false): string {
	if (status === 404 && names.length > 0) return adviceForNoRecord(names, told);
	if (status === 401) return 'Check the credential: the key, token or password was not accepted.';
	if (status === 403) return 'The credential is valid but may not do this. Check its rights.';
	if (status === 404) return 'Check the id or number, and the address in the credential.';
	if (status === 409) return 'The record conflicts with one that exists already.';
	if (status === 429) return 'The limit of calls is used up. Try again in some minutes.';
	if (status >= 500) return 'The server has a problem. Try again later.';
	return 'Check the values of the parameters that were sent.';
}
