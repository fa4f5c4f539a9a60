// What a hostile server is told and gives: plain data and functions, so that it can cross into Jest.

/** What a behaviour may be told. */
export interface HostileOptions {
	/** What `json` answers, and what the records of lists hold beside their id. */
	body?: unknown;
	/** Status of the answer; 200 by default. */
	status?: number;
	/** Value of `Content-Type`; JSON by default. */
	type?: string;
	/** Bytes of a bomb once it is decoded, or of a large answer. */
	bytes?: number;
	/** Milliseconds between two bytes of a drip. */
	everyMs?: number;
	/** Key of the list in the answer; without one the answer is the list. */
	list?: string;
	/** Key of the total in the answer, and what it says there. */
	total?: string;
	says?: unknown;
	/** Key of a record's id; `id` by default. */
	id?: string;
	/** How deep an answer is nested. */
	depth?: number;
	/** Where a redirect leads; the same path by default. */
	location?: string;
}

/** Described in `hostileServer.mts`. */
export type BehaviourName =
	| 'json'
	| 'stallBeforeHead'
	| 'stallAfterHead'
	| 'stallAfterFirstByte'
	| 'drip'
	| 'endlessJson'
	| 'endlessValues'
	| 'large'
	| 'manyValues'
	| 'gzipBomb'
	| 'brotliBomb'
	| 'deflateBomb'
	| 'contentLengthTooLong'
	| 'contentLengthTooShort'
	| 'contentLengthHuge'
	| 'notCompressed'
	| 'endlessList'
	| 'growingList'
	| 'lyingTotal'
	| 'redirectLoop'
	| 'echo'
	| 'deepObjects'
	| 'deepArrays'
	| 'reset'
	| 'breakOff'
	| 'empty'
	| 'notJson'
	| 'webPage';

/** How requests to some paths are answered. */
export interface HostileRule {
	/** A pattern for the path, without its query; the first rule that fits counts. */
	path: string;
	behaviour: BehaviourName;
	options?: HostileOptions;
	/** How many requests it is for; all by default. */
	times?: number;
}

export interface HostileServer {
	origin: string;
	/** Replaces the rules; a request that fits none gets 404. */
	setRules: (rules: HostileRule[]) => void;
	/** Method, path and query of each request so far. */
	seen: () => string[];
	/** Connections that are open: one that nobody ended stays. */
	connections: () => number;
	stop: () => Promise<void>;
}
