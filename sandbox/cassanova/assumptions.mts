/** Everything about CassaNova that its document doesn't say and the sandbox had to choose. */
import { DateTime } from 'luxon';
import type { Problem, Result } from '../core/vendor.mts';

/*
 * Chosen here, used elsewhere in this folder:
 * - A refused call answers {"messages": ["<code>: <field>"]}: 400 for a faulty call, 401 for a
 *   missing or invalid token, 404 for an unknown id. Only the code error.expected.jsarray has been
 *   seen on the wire.
 * - Scopes are shown on the consent page but not enforced: the document doesn't list their names.
 * - A PUT, a DELETE and a revocation answer 200 with an empty body; a POST answers 200 with the id.
 * - `start` counts from 0 (switch cassaNovaStart): the document's example, by which 100 leaves out
 *   the first 99 records, would count from 1.
 * - `…To` includes its day (switch cassaNovaToInclusive). Absent, it means now.
 * - "Smaller than 3 days" (a week, a year) holds when `…To` lies before `…From` plus that span: at
 *   most 3 (7, 365 or 366) calendar days, the first and the last one counted.
 * - idsSalesPoint on records also returns those of the whole account, which every shop can see.
 * - externalId is unique within its kind of record; a second one is refused with 400.
 * - A record that others refer to can't be deleted.
 * - Timestamps in answers are milliseconds since 1970 (switch cassaNovaTimestamps: string).
 * - Lists of documents are sorted by datetime, lists of records by their creation.
 * - Payments hold what was handed over; less the document's `change` they sum to its amount.
 * - A receipt's number counts within its sales point's day, which ends when the shop closes, by 3:00; zNumber
 *   counts these days. Where a test sets a shop's closings, zNumber is the number of the first closing that
 *   isn't before the receipt, null until there is one, and the receipts of each closing are counted from 1.
 * - An invoice's and a credit note's number counts within their shop's year. A deferred invoice takes
 *   a number, and its receipts are counted where they are; a draft has the number 0.
 * - An invoice without payments was paid as a whole by its paymentType. Whether it is payed isn't
 *   looked at: that changes in time, and books don't.
 * - A credit note's rows and payments read as on the receipt that it takes back; it counts negative.
 * - A payment with `customPayment` is told by its description. Change that a payment states is part of
 *   the document's, or all of it where that states none. A credit note without payments is a voucher.
 * - A row without a quantity is about one, without a price it is free, and 1 and 0 are true and false.
 *   A body without rows was paid for nothing that is known. What can't be read is what it states.
 * - What a menu or a composed dish is made of has rows of its own in the report by product, at its own
 *   price. They stand beside the row of the whole, and are in no total.
 * - What a variation of the type ROUNDING takes off is in no rate and in no sold report. Where what it
 *   stands on comes back, it is the mirror of what it was.
 * - What only newer generations of the API have is there (switch cassaNovaNewer), else an unknown path.
 *   Closings are of every shop and day that is over, made after the last receipt of their number and before
 *   the first of the next one; their days are counted in UTC, as their times are.
 *   A name is found by a part of it, as on the old lists; a list of ids finds each of them.
 * - Filters that newer generations have work (switch cassaNovaNewerFilters). Of several channels one is
 *   enough; the account hides nothing by its visibility rules; the last shop has no active license.
 *   `calculatedAmount` adds nothing to rows that have it already.
 *   An order is listed under the day on which it came in; a batch is made as a whole or not at all. A row
 *   names a variant, or a product that has none. What is shown on the till is due in the future.
 *   A batch of products does each record as its own call would (switches cassaNovaBatch…). What loses what
 *   an update leaves out keeps what a product can't be without.
 * - Webhooks and their notices: see notices.mts.
 * - What is beyond the limit of calls: see limit.mts.
 * - OAuth: state comes back in the query string and in the fragment (switch cassaNovaOAuthState).
 */

/** Switches of POST /__sandbox/config with their defaults. */
export const CONFIG_DEFAULTS = {
	/** json | plain: whether strings and dates in a query stand in double quotes. */
	cassaNovaQueryFormat: 'json',
	/** true | false | alone: whether `…To` includes its day; with `alone` only from a day to the same one. */
	cassaNovaToInclusive: true,
	/** zero | one: what the first record's `start` is. */
	cassaNovaStart: 'zero',
	/** Records that one answer holds at most: a `limit` above it is cut without a word. */
	cassaNovaMostRecords: 100,
	/** Calls of each API (the first part of the path) that are allowed in a window; 0 for any number. */
	cassaNovaMostCalls: 0,
	/** How long a window is, in milliseconds. */
	cassaNovaWindowMs: 600_000,
	/** shop | utc | utcDays: which clock the `datetime` of documents shows; by the last, lists count days in UTC, too. */
	cassaNovaDatetimeZone: 'shop',
	/** number | string: milliseconds or ISO text. */
	cassaNovaTimestamps: 'number',
	/**
	 * asWritten | otherwise: whether the ten kinds of records read back in the form in which they were
	 * written, or their decimals as text, their keys in another order and what is absent as null.
	 */
	cassaNovaRecordForm: 'asWritten',
	/** Receipts appear only once their creation time has come by the sandbox's clock. */
	cassaNovaHideUnsynced: false,
	/** Whether documents name their shop, which the old document lacks and real answers have. */
	cassaNovaDocumentShop: true,
	/** Whether lists of documents follow `idsSalesPoint`; false for a server that ignores it. */
	cassaNovaShopFilter: true,
	/** CONFIRMED (as a program in use gets it) | CONFRIMED (as the document has it): the status of no draft. */
	cassaNovaConfirmed: 'CONFIRMED',
	/** refused | nothing | everything: what a filter by the other spelling finds. */
	cassaNovaOtherSpelling: 'refused',
	/** Whether the account has what only newer generations of the API have. */
	cassaNovaNewer: true,
	/** known | ignored | refused: what becomes of filters that only newer generations have. */
	cassaNovaNewerFilters: 'known',
	/** zone | withoutZone | number: how the UTC time of a closing is written. */
	cassaNovaClosingTimes: 'zone',
	/** The key of the list of webhooks, which nobody has told. */
	cassaNovaWebhooksKey: 'webhooks',
	/** hex | base64: how a notice's signature is written. */
	cassaNovaSignature: 'hex',
	/** asSeen | regular: how the keys of the lists about loyalty are spelt. */
	cassaNovaFidelityKeys: 'asSeen',
	/** The status of a refusal with ConflictValue, which nobody has told. */
	cassaNovaConflictStatus: 409,
	/** createDetails | create: under which key a batch lists what it made; with `update` in it what it changed. */
	cassaNovaBatchKey: 'createDetails',
	/**
	 * partly | whole | upTo | absent: what becomes of a batch of products of which one is refused (the others are
	 * done, none is, those before it are), or whether the account has such batches at all.
	 */
	cassaNovaBatch: 'partly',
	/** told | silent: whether the answer to a batch says why a product was refused. */
	cassaNovaBatchErrors: 'told',
	/** Whether a product keeps what an update in a batch leaves out. */
	cassaNovaBatchKeeps: true,
	/** Products that a batch may hold; more are refused. */
	cassaNovaBatchMost: 100,
	/** asSent | turned: the order of the entries in the answer to a batch. */
	cassaNovaBatchOrder: 'asSent',
	/** query | fragment | both: where the consent page puts the state. */
	cassaNovaOAuthState: 'both',
	/** Exact redirect URIs that are registered; an empty list allows every one. */
	cassaNovaRedirectUris: [] as string[],
	/** ok | noContent: whether PUT and DELETE answer 200 or 204, both without a body. */
	cassaNovaEmptyAnswer: 'ok',
};

/** The newest document: a body has at most 100 KB, else the answer is 413. */
export const MOST_BODY_BYTES = 100 * 1024;

/** The shops' time zone: receipts carry local times without a zone. */
export const TIME_ZONE = 'Europe/Rome';

/** A timestamp as answers show it at the moment. */
export function showTimestamp(
	milliseconds: number,
	config: Record<string, unknown>,
): number | string {
	return config.cassaNovaTimestamps === 'string'
		? new Date(milliseconds).toISOString()
		: milliseconds;
}

/** What stands in place of a document's local time at the moment, if anything does. */
export function datetimeOf(at: string, config: Record<string, unknown>): { datetime?: string } {
	if (config.cassaNovaDatetimeZone === 'shop') return {};
	const utc = DateTime.fromISO(at, { zone: TIME_ZONE }).toUTC();
	return { datetime: utc.toFormat("yyyy-MM-dd'T'HH:mm:ss") };
}

/** The answer to a PUT or DELETE that worked. */
export function emptyAnswer(config: Record<string, unknown>): Result {
	return { status: config.cassaNovaEmptyAnswer === 'noContent' ? 204 : 200 };
}

/** A refusal in the sandbox's form for CassaNova. */
export function refusal(status: number, ...messages: string[]): Result {
	return { status, body: { messages } };
}

const CODES: Array<[pattern: RegExp, code: string]> = [
	[/must be array/, 'error.expected.jsarray'],
	[/must be string/, 'error.expected.jsstring'],
	[/must be (integer|number)/, 'error.expected.jsnumber'],
	[/must be boolean/, 'error.expected.jsboolean'],
	[/must be object/, 'error.expected.jsobject'],
	[/required/, 'error.path.missing'],
	[/format|pattern/, 'error.expected.date'],
	[/allowed values|equal to constant/, 'error.expected.validenumvalue'],
	[/must be >=/, 'error.min'],
	[/must be <=/, 'error.max'],
	[/unknown|additional|unevaluated/i, 'error.unknown'],
	[/repeated/, 'error.repeated'],
];

/** A failed check of the core in CassaNova's form. */
export function refuseProblem({ status, message, errors, allow }: Problem): Result {
	if (status === 404) return refusal(404, 'error.notfound');
	if (status === 405) {
		return { ...refusal(405, 'error.method'), headers: { Allow: allow ?? '' } };
	}
	const messages = errors.map((error) => {
		const field = error.path.split('/').slice(2).join('/') || error.path;
		const code = CODES.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'error.invalid';
		return `${code}: ${field}`;
	});
	return refusal(status, ...(messages.length > 0 ? messages : [`error.invalid: ${message}`]));
}
