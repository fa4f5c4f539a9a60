/** What a vendor of the sandbox has to bring, and what the core gives it: the place to start reading. */

/*
 * HOW TO WRITE A VENDOR
 *
 * 1. Describe the API in sandbox/openapi/<name>.yaml (OpenAPI 3.1). The core checks every request
 *    against it (unknown or repeated query parameters, types, enums, required headers, bodies) and
 *    every answer of a handler too: an answer that the file doesn't describe becomes HTTP 500 with
 *    the header `x-sandbox-defect` and a record in GET /__sandbox/defects. So describe every status
 *    that a handler returns (`default` works), and set `additionalProperties: false` on request
 *    bodies so that misspelt fields are refused.
 *    - The `servers` of the file are not used: paths are mounted under the document's `basePath`.
 *      A path item that lies elsewhere carries its own `servers: [{ url: / }]`, whose path part is
 *      used instead (for example a download that isn't under /v1.0).
 *    - Query parameters with `content: { application/json: { schema } }` are JSON literals; the core
 *      checks that they parse and have exactly the type of the schema. Parameters with a plain
 *      `schema` are text and are converted to the schema's type.
 *    - Reserved characters in a query string may come unencoded.
 *    - `format: date` and `date-time` (with zone) are checked fully; a local date-time is a pattern.
 *
 * 2. Export `create<Vendor>(context): Vendor`, in sandbox/cassanova/index.mts (createCassaNova),
 *    sandbox/kassandro/index.mts (createKassandro), sandbox/kassaforte/index.mts
 *    (createKassaForte). It builds a fresh state. POST /__sandbox/reset calls it again, with a
 *    context whose PRNG starts anew; so there is no reset method. Credentials that clients hold
 *    (API keys, user names) must be the same after every call.
 *
 * 3. What happens to a request, in order:
 *      latency → faults that strike before the handler → the first document whose accepts() is true
 *      (else the last one) → unknown path 404, wrong method 405 (through refuse())
 *      → authenticate() → query strings, headers and body checked (failure → refuse())
 *      → handlers[operationId](request) → answer checked → faults that strike after it → wire.
 *    A handler returns a Result or throws `new Refusal(result)`.
 *
 * 4. Helpers: sandbox/money.mts (rounding, splitting), sandbox/truth.mts (the book behind totals();
 *    `means` there are cash, card, mealVoucher, credit, voucher, other), ./random.mts.
 */

import type { BooksQuery, BooksTruth } from '../books/book.mts';
import type { BooksOptions } from '../books/calendar.mts';
import type { Random } from './random.mts';

export type VendorName = 'cassaNova' | 'kassandro' | 'kassaForte';

/** What the core gives to a vendor when it (re)builds its state. */
export interface VendorContext {
	/** Seeded; the same seed gives the same state. */
	random: Random;
	/** Milliseconds since 1970, shifted by POST /__sandbox/clock. Never use Date.now() directly. */
	now(): number;
	/** Values of POST /__sandbox/config; read them at the time of use. */
	config: Record<string, unknown>;
}

/** An uploaded file of a multipart request. */
export interface UploadedFile {
	name: string;
	filename: string;
	type: string;
	content: Buffer;
}

/** What is known of a request before it is checked. */
export interface Incoming {
	method: string;
	/** Full path on this port, for example `/v1.0/receipts`, without the query string. */
	path: string;
	/** Query values as sent (first one of each name), undecoded beyond URL encoding. */
	rawQuery: Record<string, string>;
	headers: Record<string, string | string[] | undefined>;
	/** `http://127.0.0.1:<port>` of this vendor. */
	origin: string;
	/** '' as long as no operation is known (in accepts()). */
	operationId: string;
}

/** A checked request. Path and query values are decoded and have the types of the description. */
export interface CheckedRequest<Who = unknown> extends Incoming {
	params: Record<string, string>;
	query: Record<string, unknown>;
	body: unknown;
	files: UploadedFile[];
	/** What authenticate() returned under `identity`. */
	identity: Who;
}

/** An answer. With neither body nor raw the answer is empty. `body: null` is sent as JSON `null`. */
export interface Result {
	/** Default 200. */
	status?: number;
	headers?: Record<string, string>;
	/** Sent as JSON and checked against the description. */
	body?: unknown;
	/** Sent as it is (pages, files); only its status is checked. */
	raw?: { type: string; content: string | Buffer };
}

/** Throw it in a handler to answer with `result` instead (4xx). */
export class Refusal extends Error {
	readonly result: Result;
	constructor(result: Result) {
		super(`refused with ${result.status ?? 200}`);
		this.result = result;
	}
}

/** Why the core refuses a request; the vendor turns it into its own error form. */
export interface Problem {
	/** 400, 404, 405, 413 or 415. */
	status: number;
	message: string;
	/** One entry per fault found; `path` looks like `/query/limit` or `/body/items/0/price`. */
	errors: Array<{ path: string; message: string }>;
	/** For 405: the methods that the path has. */
	allow?: string;
}

/** One OpenAPI file of a vendor. */
export interface VendorDocument {
	/** Relative to the project root: `sandbox/openapi/x.yaml`. */
	file: string;
	/** '' or '/v1.0'. */
	basePath: string;
	/** Whether a request belongs to this document (Kassandro: by its token). */
	accepts(incoming: Incoming): boolean;
}

export type Handler<Who = unknown> = (request: CheckedRequest<Who>) => Result | Promise<Result>;

/** Body of POST /__sandbox/generate without the vendor. Dates are local, `YYYY-MM-DD`, inclusive. */
export interface GenerateOptions {
	merchant?: string;
	/** Number of receipts; the vendor's default when absent. */
	count?: number;
	from: string;
	to: string;
	seed?: number;
	timeZone?: string;
	/** Leaves out what would be later than the sandbox's clock. */
	untilNow?: boolean;
	options?: Record<string, unknown>;
}

/** Query of GET /__sandbox/totals without the vendor. */
export interface TotalsQuery {
	merchant?: string;
	from?: string;
	to?: string;
	register?: string;
	salesPoint?: string;
	/** `all`: invoices and credit notes as well. */
	documents?: string;
}

export type ReceiptKind = 'sale' | 'refund' | 'cancellation' | 'zero';

/** The generator's own truth, in integer cents, kept while generating. */
export interface Totals {
	count: number;
	byKind: Record<ReceiptKind, number>;
	grossCents: number;
	netCents: number;
	taxCents: number;
	/** `rate` without trailing zeros: "22", "7.7". Sorted by rate, highest first. */
	taxes: Array<{ rate: string; grossCents: number; netCents: number; taxCents: number }>;
	/** Sorted by means. */
	payments: Array<{ means: string; cents: number }>;
	changeCents: number;
}

export interface Vendor {
	name: VendorName;
	documents: VendorDocument[];
	/** By operationId. `never`: the core only passes the vendor's own identity type on. */
	handlers: Record<string, Handler<never>>;
	/** Defaults of the switches that POST /__sandbox/config may set for this vendor. */
	configDefaults?: Record<string, unknown>;
	/** What clients need: this vendor's part of the line that main.mts prints. */
	connection(origin: string): Record<string, unknown>;
	/** `reject` answers at once (401); else `identity` reaches the handler. */
	authenticate(incoming: Incoming): { reject: Result } | { identity: unknown };
	refuse(problem: Problem): Result;
	/** Makes the token of this request invalid, or every access token when called without one. */
	expire?(incoming?: Incoming): void;
	/** Adds `count` records at the front of the list that `request` reads. */
	insertForPageShift?(request: CheckedRequest<never>, count: number): void;
	/** Names of the query parameters that hold the position in a list: start, offset. */
	positionParameters?: string[];
	/** Returns the number of receipts made. */
	generate?(options: GenerateOptions): number;
	totals?(query: TotalsQuery): Totals;
	/**
	 * A month of books with everything that is hard in it; returns the number of receipts.
	 * @throws Error for options that make no sense
	 */
	fillBooks?(options: BooksOptions): number;
	/** What the scenario meant to sell, by business day and place, and what it did wrong. */
	books?(query: BooksQuery): BooksTruth;
	/** Further control calls: POST /__sandbox/act {vendor, action, …payload}; the answer, awaited, is JSON. */
	actions?: Record<string, (payload: Record<string, unknown>) => unknown>;
	/** Small counters for assertions; always with `tokenCalls` where there are tokens. */
	state(): Record<string, unknown>;
}

export type CreateVendor = (context: VendorContext) => Vendor;
