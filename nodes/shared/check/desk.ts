/** Where the checks of one account ask: each call is sent once, and a refusal is an answer like others. */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import type { ActionCall } from '../table/types';
import { isRecord } from '../values/records';
import { causeIn, isForAll } from '../wire/cause';
import { signalOf } from '../wire/engine';
import { shapeOf } from './shapes';
import type { RecordShape } from './shapes';
import { shownCall } from './shown';

/** What came of asking. */
export type Looked<T = unknown> = { value: T } | Refused;

/** A call that brought nothing to look at. */
export interface Refused {
	/** HTTP status; absent where no answer came. */
	status?: string;
	/** Why, in the vendor's words or ours. */
	words: string;
	/** True where this check itself did not ask: `words` are ours then, and name nothing of a record. */
	isOurs?: boolean;
}

/** What all checks of a run know. */
interface Known {
	readings: Map<string, Promise<Looked>>;
	shapes: Map<string, RecordShape>;
	/** Calls in a row that the server had no time for. */
	unavailable: number;
	/** True once a call was answered: whoever asks is known to the vendor. */
	isLetIn: boolean;
}

/** So many calls go unanswered before no further one is made: each of them is tried for minutes. */
const MOST_UNAVAILABLE = 2;

/** Statuses by which a vendor says that it doesn't take what it was asked with. */
const NOT_TAKEN = ['400', '422'];

const UNAUTHORIZED = '401';

/** True for a call that brought nothing. */
export function isRefusal(looked: Looked): looked is Refused {
	return !('value' in looked);
}

/**
 * What this check leaves out by itself.
 * @param words why, as half a sentence
 */
export function notAsked(words: string): Refused {
	return { words, isOurs: true };
}

/** Whether a refusal is about what was asked with, and neither about who asks nor about the address. */
export function isNotTaken({ status }: Refused): boolean {
	return NOT_TAKEN.includes(status ?? '');
}

/** One assumption's place to ask; what others have asked before is known there, too. */
export class Desk {
	private readonly calls = new Set<string>();

	constructor(
		readonly call: ActionCall,
		private readonly known: Known = {
			...{ readings: new Map(), shapes: new Map() },
			...{ unavailable: 0, isLetIn: false },
		},
	) {}

	/** The place of the next assumption. */
	next(): Desk {
		return new Desk(this.call, this.known);
	}

	/** The calls that were made here, as they may be shown. */
	get asked(): string {
		return [...this.calls].join('; ');
	}

	/** What lists look like, by their names. */
	get shapes(): ReadonlyMap<string, RecordShape> {
		return this.known.shapes;
	}

	/** Keeps what records look like, for the report; where `documented` is given, with its names only. */
	keepShape(name: string, records: readonly IDataObject[], documented?: readonly string[]): void {
		this.known.shapes.set(name, shapeOf(records, documented));
	}

	/**
	 * Asks once; the answer to the same call again is the same.
	 * @param shown the path as it may be shown, where it holds a record's ID or number
	 * @returns the parsed body, or why there is none
	 * @throws NodeApiError where no other call would be answered either
	 */
	async get(
		path: string,
		query: Record<string, unknown> = {},
		shown: string = path,
	): Promise<Looked> {
		return await this.read(
			JSON.stringify([path, query]),
			shownCall(shown, query),
			async () => await this.call.send({ method: 'GET', path, query }),
		);
	}

	/**
	 * The same for work that asks by itself.
	 * @param name the work's own: done once for all assumptions
	 * @param shown what it asks, as it may be shown
	 */
	async read<T>(name: string, shown: string, work: () => Promise<T>): Promise<Looked<T>> {
		this.calls.add(shown);
		const before = this.known.readings.get(name);
		if (before) return (await before) as Looked<T>;
		const reading = this.attempt(work);
		this.known.readings.set(name, reading);
		return await reading;
	}

	private async attempt<T>(work: () => Promise<T>): Promise<Looked<T>> {
		if (this.known.unavailable >= MOST_UNAVAILABLE) {
			return notAsked('the calls before got no answer');
		}
		const isFirst = this.known.readings.size === 0;
		return await work().then(
			(value) => {
				this.known.unavailable = 0;
				// A no that is handed on as an answer lets nobody in.
				this.known.isLetIn ||= !(isRecord(value) && value.status === 401);
				return { value };
			},
			(error: unknown) => this.refusalOr(error, isFirst),
		);
	}

	/** What stops everything is thrown: it would stop all other calls as well. */
	private refusalOr(error: unknown, isFirst: boolean): Refused {
		const isUnavailable = causeIn(error) === 'temporarily-unavailable';
		const isCanceled = signalOf(this.call.host, {})?.aborted === true;
		if (!(error instanceof NodeApiError) || this.stopsAll(error) || isCanceled) throw error;
		if (isUnavailable && isFirst) throw error;
		this.known.unavailable += isUnavailable ? 1 : 0;
		return refusalOf(error);
	}

	/** Vendors say 401 of what a key may not read as well: once it has read something, it is accepted. */
	private stopsAll(error: NodeApiError): boolean {
		return isForAll(error) && !(this.known.isLetIn && error.httpCode === UNAUTHORIZED);
	}
}

/**
 * Of what isn't a refusal, the words are ours, and may name a record: only those about the connection are
 * taken on.
 */
function refusalOf(error: NodeApiError): Refused {
	const { httpCode, errorResponse } = error;
	const status = httpCode === null ? {} : { status: httpCode };
	const vendor = isRecord(errorResponse?.vendor) ? errorResponse.vendor.message : undefined;
	if (typeof vendor === 'string') return { ...status, words: vendor };
	const isKnown = httpCode !== null || causeIn(error) !== undefined;
	return { ...status, words: isKnown ? withoutSubject(error.message) : UNREADABLE };
}

const UNREADABLE = 'the answer is not what it should be';

/** "CassaNova could not check account: no connection" → "no connection" */
function withoutSubject(message: string): string {
	const [, ...rest] = message.split(': ');
	return rest.length > 0 ? rest.join(': ') : message;
}
