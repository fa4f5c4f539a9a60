/** What the reading of documents stores, what it is given, and what it finds. */
import type { Taking } from '../../values/inTurns';
import type { Day, EpochMs } from '../../values/units';
import type { Page, PageRequest } from '../../run/paging';
import type { Window } from '../../table/list';
import type { DayRange } from '../../table/request';
import type { ListState } from './ends';
import type { Part, PartReader, Position } from './parts';
import type { FullReading } from './due';
import type { PollContext } from '../poll';
import type { StoredSeen } from './seen';

/**
 * What a trigger stores, in keys that are each replaced as a whole:
 * - `startAt`: records from before it aren't handed on, unless they arrive after the trigger began.
 * - `keepFrom`: the first day that is remembered. Older records are left alone: whether they were
 *   handed on is forgotten.
 * - `keepNext`: what it will be as soon as another poll agrees. A clock that was wrong once would
 *   otherwise have everything forgotten.
 * - `seen`: the memory of records, by day.
 * - `sources`: for each list, how far it was read.
 *
 * Nothing in it moves before what was found is handed on, and a poll that finds nothing may be
 * forgotten: n8n's default mode stores the state only together with items.
 */
export interface DocumentState {
	startAt: EpochMs;
	keepFrom: Day;
	keepNext?: Day;
	seen: StoredSeen;
	sources: Record<string, SourceState>;
}

/** How far one list was read. */
export interface SourceState {
	/** When the list was last known completely. */
	through: EpochMs;
	/** Catching up, with the first day that is still to be read. */
	sweep?: Sweep;
	/** A piece that didn't fit into one poll, and where and when its reading began. */
	part?: Position & DayRange & { since: EpochMs };
	/** Since when some of it can't be read. */
	failing?: EpochMs;
	/** The newest days. */
	newest?: Newest;
	/** When each of the older pieces was last read in full. */
	older: EpochMs[];
	/** True once a record showed that a piece includes its last day: then pieces needn't overlap. */
	covers?: boolean;
}

/** What is known of the newest days. */
export interface Newest extends ListState, FullReading {
	from: Day;
	/** How far they are read again, a page at each poll; `since` is when that began. */
	again?: Position & { since: EpochMs };
}

/** How far all days since a gap, or since the beginning, were read. */
export interface Sweep {
	/** The first day that is still to be read. */
	next: Day;
	/** Nothing is known from before. */
	first: boolean;
	/** The list wasn't watched before: what arrived late can't be told. */
	added?: boolean;
	/** Longer pieces hold more than one poll can read or hand on. */
	small?: boolean;
}

/** A list to be watched. */
export interface Source {
	/** Distinguishes the lists of one trigger. */
	key: string;
	window: Pick<Window, 'maxDays' | 'toIsSure' | 'daysBefore'>;
	/** The largest page. */
	pageSize: number;
	/** Reads all records of a piece, or as many as there is time for. */
	read: (
		range: DayRange,
		at: Position | undefined,
		stops: Pick<PartReader, 'goesOn' | 'isPause' | 'expects'>,
	) => Promise<Part>;
	readPage: (range: DayRange, page: PageRequest) => Promise<Page>;
	/** Asks how many records a piece has, where pages don't tell; undefined where no number came. */
	count?: (range: DayRange) => Promise<number | undefined>;
	idOf: (record: unknown) => string;
	/** False for a record without an id of the vendor's. */
	hasId: (record: unknown) => boolean;
	/** When it was made; undefined where it can't be read. */
	timeOf: (record: unknown) => EpochMs | undefined;
	/**
	 * The earliest moment at which it may have been made, whichever clock its time shows; where it isn't given,
	 * that is {@link Source.timeOf}.
	 */
	earliestOf?: (record: unknown) => EpochMs | undefined;
	/** When it was made where the account seems to tell times in another zone; undefined where it doesn't. */
	seemsMadeAt?: (record: unknown) => EpochMs | undefined;
	/** 0 for a record as it was made; anything else tells how it was taken back. */
	markOf: (record: unknown) => number;
	/** True for records that the trigger's filter lets through. */
	accepts: (record: unknown) => boolean;
}

/** What a poll goes by. */
export interface DocumentPlan extends Pick<PollContext, 'goesOn' | 'complains'> {
	sources: Source[];
	now: EpochMs;
	/** The first moment whose records are wanted; only used for a trigger that has stored nothing. */
	startAt: EpochMs;
	/** True where that is the moment of the activation, and not a day that was chosen. */
	startsNow: boolean;
	timeZone: string;
	/** Days for which late arrivals are looked for. */
	lookBackDays: number;
	/** Items at most. */
	most: number;
	/** Turns for others: a list may be long. */
	taking: Taking;
	/** True for a failure that isn't one: the vendor's limit is used up for now. */
	isPause: (error: unknown) => boolean;
	/** True for a failure that the other lists would have as well, such as a wrong credential. */
	isForAll: (error: unknown) => boolean;
	/** True for a failure that takes long to show and may concern the other lists as well. */
	isSlow: (error: unknown) => boolean;
}

/** A record to hand on. */
export interface FoundRecord {
	record: unknown;
	source: Source;
	time: EpochMs;
	/** True where it arrived long after its own time. */
	late: boolean;
	/** Set where it was handed on before and taken back since. */
	change?: 'cancelled';
}
