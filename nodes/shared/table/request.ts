/** One exchange with a vendor: what is asked, and what comes of it. */
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Day } from '../values/units';

/** The checked input of one call. */
export interface RequestInput {
	path: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
	options: Record<string, unknown>;
	timeZone: string;
	/** Set where the user says that the vendor tells times in UTC which name no zone; else they are the shop's. */
	timesIn?: 'UTC';
	/** Fields that hold names in the place of IDs; none once they are looked up. */
	names?: NameGiven[];
	/** Records wanted at most, where the panel asks for it. */
	limit?: number;
	/** The date range that the user asked for, where the endpoint has a window. */
	range?: DayRange;
}

/** A field that holds a name, or several. */
export interface NameGiven {
	part: 'path' | 'query' | 'body' | 'options';
	/** Its name there. */
	name: string;
}

/** A ready date range in local days, both ends included. */
export interface DayRange {
	from: Day;
	to: Day;
}

/** A request body that isn't JSON. */
export interface RawBody {
	/** The header `Content-Type`. */
	contentType: string;
	content: Buffer;
}

/**
 * One HTTP exchange, before credentials are added.
 * @typeParam F what `receive` makes of a file
 */
export interface ApiRequest<F = unknown> {
	method: IHttpRequestMethods;
	/** Path below the base URL, already filled in. */
	path: string;
	/**
	 * A whole address instead of the path. Another host than the credential's is asked without the
	 * credential.
	 */
	url?: string;
	query?: Record<string, unknown>;
	body?: Record<string, unknown>;
	/** A body that isn't JSON. */
	raw?: RawBody;
	/**
	 * Whether a token may be created for it, where the credential allows that. By default only for
	 * writes; a read that prepares a write may, too.
	 */
	mayCreateToken?: boolean;
	/**
	 * Takes a file that the vendor answers with, once all of it is there; what it gives is the result.
	 * Redirects may then lead to other hosts, which are asked without the credential.
	 */
	receive?: (file: ReceivedFile) => Promise<F>;
	/** Whether a file may come from an address that a redirect leads to; from any by default. */
	mayFollow?: (address: URL) => boolean;
	/**
	 * Statuses by which the vendor says no: such an answer is given back and not thrown. A web page with
	 * such a status is somebody else's, and a failure.
	 */
	refusals?: number[];
	/**
	 * Whether these words of the vendor's are a no for good, whatever status stands beside them: it isn't asked
	 * again then, not even after a 429.
	 */
	isFinal?: (words: VendorFailure) => boolean;
	/** True where everything goes on without an answer: it is asked once, and waited for briefly. */
	isAside?: boolean;
	/**
	 * Is told, while the answer arrives, how many more bytes of memory it takes; fewer than none where it is
	 * dropped. Throws where there is no room for them.
	 */
	weigh?: (bytes: number) => void;
}

/**
 * What a request gives in the end.
 * @typeParam F what the request's `receive` makes of a file
 */
export type Answer<F = unknown> =
	/** The body is `''` where the vendor sends none. */
	| { kind: 'ok'; status: number; body: unknown }
	/** A no that is a result for the user, such as a coupon that isn't known; with the vendor's words, if any. */
	| { kind: 'refused'; status: number; body: unknown; vendor: VendorFailure | undefined }
	| { kind: 'file'; value: F };

/** A file that has arrived. */
export interface ReceivedFile {
	content: Buffer;
	/** The answer's headers, names in lower case. */
	headers: IDataObject;
	/** The address that it came from, after redirects. */
	url: string;
}

/** An answer by which the vendor says no. */
export type Refusal = Extract<Answer, { kind: 'refused' }>;

/** A vendor's own words about a failure. */
export interface VendorFailure {
	code?: string;
	message: string;
}
