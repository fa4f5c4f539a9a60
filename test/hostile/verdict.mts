/** Decides what became of a cell of the matrix. */
import { isDeepStrictEqual } from 'node:util';
import type { Worth } from './behaviours.mts';
import type { Outcome, Row } from './rows.mts';

/** What may become of a cell; all of {@link FAILURES} is wrong. */
export type Verdict =
	/** Words for a person. */
	| 'error'
	/** What comes without an enemy. */
	| 'right'
	/** Something else, that says so itself. */
	| 'hint'
	/** The records that the server sent, as many as without an enemy. */
	| 'as sent'
	/** Nothing yet, and all of it as soon as the server is a friend again. */
	| 'later'
	/** The behaviour has nothing to change here, or makes no sense. */
	| 'not tried'
	/** The run doesn't end. */
	| 'hangs'
	/** n8n's engine throws, its process ends, or its objects are changed. */
	| 'breaks'
	/** A key, token or password stands in what comes out, or was told to another host. */
	| 'leaks'
	/** Another host was asked, without a secret. */
	| 'strays'
	/** Something was created or changed more than once. */
	| 'done twice'
	/** Items that are no answer to what was asked, and no word about it. */
	| 'silently wrong'
	/** An error that tells a person nothing. */
	| 'no sentence';

/** Verdicts that fail the test. */
export const FAILURES: ReadonlySet<Verdict> = new Set<Verdict>([
	'hangs',
	'breaks',
	'leaks',
	'strays',
	'done twice',
	'silently wrong',
	'no sentence',
]);

/** All that is known of a cell once its run has ended. */
export interface Seen {
	row: Row;
	worth: Worth;
	/** Undefined when the run didn't end. */
	outcome: Outcome | undefined;
	/** What n8n's engine threw, where it did. */
	thrown?: string;
	/** What the same run gives without an enemy. */
	friendly: Outcome;
	/** Requests that met the enemy, as method and path. */
	struck: string[];
	/** How often the sandbox did what was asked. */
	done: number;
	/** False where the behaviour has nothing to change in the answer. */
	isFitting: boolean;
	secrets: string[];
	/** What reached the host that no credential names. */
	heard: string;
}

/** How a secret may be written; all in lower case, in which texts are compared. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const base64 = [0, 1, 2].map((before) =>
		Buffer.concat([Buffer.alloc(before), bytes])
			.toString('base64')
			.slice(before === 0 ? 0 : before + 1, -4),
	);
	return [
		secret,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
		bytes.toString('hex'),
		...base64.filter((text) => text.length >= 8),
	].map((form) => form.toLowerCase());
}

/** The secret that a text holds, in whichever form, if any. */
function leakIn(text: string, secrets: string[]): string | undefined {
	const readings = [
		text,
		text.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
	];
	const lower = readings.map((reading) => reading.toLowerCase()).join('\n');
	return secrets.find((secret) => formsOf(secret).some((form) => lower.includes(form)));
}

/** Times, ids and addresses that differ from run to run. */
const VOLATILE =
	/^(customText|answer|expiresAt|createdAt|timestamp|_?id|receiptId|receiptNumber|number|qr.*|signature.*|created|date.*|url|attachmentUrls|hint|lastUpdate|externalId|body|orderId|reference)$/i;

/** Keys that the enemy adds to records, since items hold what the system sent, and the time. */
const IGNORED = new Set(['__proto__', 'constructor', 'more', 'asOf', 'changedAt']);

const steady = (row: Row, items: unknown): unknown =>
	JSON.parse(
		JSON.stringify(items, (key, value: unknown) =>
			IGNORED.has(key) || (row.isWrite && VOLATILE.test(key)) ? undefined : value,
		)
			.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://home')
			.replaceAll(/As of: [\d-]+ [\d:]+/g, 'As of: now'),
	);

/** Whether items say themselves that something is amiss. */
const confesses = (items: unknown[]): boolean =>
	/"(type":"(unreadable|remark)|kind":"unclear|unreadable":(\[\{|[1-9])|balanced":false|agrees":false|outcome":"unknown|recovered":true|remarks":\["|notes":\[\{|verdict":"differs|timesDoubt":")/.test(
		JSON.stringify(items),
	);

/** What to do stands in a sentence of its own. */
const isSentence = (words: string): boolean => /\w{2,}.*\s.*\w{2,}[.!?"…]/s.test(words);

/** See {@link Verdict}; the worst that holds. */
export function verdictOf(seen: Seen): Verdict {
	const { row, worth, outcome, thrown, friendly, struck, done, isFitting, secrets, heard } = seen;
	if (leakIn(heard, secrets) !== undefined) return 'leaks';
	// A file may lie anywhere, and is fetched without a secret; n8n's own client follows without one.
	if (heard !== '' && !row.isFile && !row.isOfN8n) return 'strays';
	if (thrown !== undefined || 'polluted' in {}) return 'breaks';
	if (outcome === undefined) return 'hangs';
	if (leakIn(`${outcome.everything}\n${outcome.words}\n${outcome.hints.join('\n')}`, secrets)) {
		return 'leaks';
	}
	if (!isFitting || struck.length === 0) return 'not tried';
	const isSame = (some: unknown) =>
		isDeepStrictEqual(steady(row, some), steady(row, friendly.items));
	if (row.isWrite && done > 1) return 'done twice';
	const { items, words, hints } = outcome;
	if (words !== '') return isSentence(words) ? 'error' : 'no sentence';
	// A failure that may pass is shown by a later poll; nothing may be lost meanwhile.
	if (outcome.later && isSame(outcome.later)) return 'later';
	// A poll without news, or a write that is confirmed and wasn't done.
	if (items === null || (row.isWrite && done === 0 && !row.statusIsAnswer)) {
		return 'silently wrong';
	}
	if (isSame(items)) return 'right';
	if (confesses(items)) return 'hint';
	if (worth === 'nothing') return 'silently wrong';
	if (hints.some((hint) => !friendly.hints.includes(hint))) return 'hint';
	if (worth === 'same' || (worth === 'other' && row.derives)) return 'silently wrong';
	return items.length === friendly.items?.length ? 'as sent' : 'silently wrong';
}
