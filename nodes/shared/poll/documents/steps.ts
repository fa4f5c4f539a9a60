/** A poll of one list as data: its steps, what each of them brought, and how far the list got. */
import type { Day, EpochMs } from '../../values/units';
import type { DayRange } from '../../table/request';
import type { DocumentPlan, Newest, Source, SourceState, Sweep } from './documentTypes';
import type { EndResult } from './ends';
import type { Part } from './parts';

/** What a list's poll is planned by, beside its state and the moment. */
export interface Limits
	extends Pick<Source, 'window' | 'pageSize'>,
		Pick<DocumentPlan, 'timeZone' | 'lookBackDays'> {
	/** True where the number of records is a request of its own. */
	isCounted: boolean;
	/** While a new trigger looks at what was there: what is older isn't news. */
	silentBefore: EpochMs;
}

interface StepOn {
	range: DayRange;
	/** True for what is left to the next poll where no time or no room is left. */
	canWait?: boolean;
}

/** Catches up with a piece. */
export interface SweepStep extends StepOn {
	do: 'sweep';
	/** True where nothing is to be taken unless all of it could be read. */
	whole: boolean;
	silentBefore?: EpochMs;
	/** What is known once it is read: where the sweep goes on, or when the older pieces were read. */
	after: { sweep: Sweep } | { older: EpochMs[] };
}

/** Looks at the number and the ends of the newest days. */
export interface EndsStep extends StepOn {
	do: 'ends';
	/** What they were like before. */
	newest: Newest;
	/** True where a page of what is read again comes along. */
	withPage: boolean;
	/** True where all that is left to be read again is to be read as well. */
	withRest: boolean;
}

/** Reads the newest days in full, or goes on with it. */
export interface NewestStep extends StepOn {
	do: 'newest';
	/** What they were like at the poll before, where the vendor hasn't been asked since. */
	asBefore?: Newest;
}

/** Asks how many records the newest days have that were just read in full. */
export interface CountStep extends StepOn {
	do: 'count';
	/** When their reading began. */
	since: EpochMs;
	/** How many records they gave. */
	length: number;
	/** What is more than this came after the reading. */
	most: number;
}

/** Reads all that is left of the newest days that are read again. */
export interface RestStep extends StepOn {
	do: 'rest';
	again: NonNullable<Newest['again']>;
}

/** Reads an older piece in full, or goes on with it. */
export interface OlderStep extends StepOn {
	do: 'older';
	/** Which of the older pieces it is; the oldest is 0. */
	index: number;
}

/** One thing that a poll does with a list. */
export type Step = SweepStep | EndsStep | NewestStep | CountStep | RestStep | OlderStep;

/** What the reading of a piece brought. */
export interface PieceRead {
	part: Part;
	/** False where its records weren't all taken: for want of room, or because some are missing. */
	isTaken: boolean;
	/** What may show that the piece includes its last day. */
	lastDay?: LastDay;
}

/** How many records of its last day came with a piece. */
export interface LastDay {
	day: Day;
	count: number;
}

/** What a look at the ends brought. */
export interface EndsRead {
	/** Absent where the ends don't tell, and where there wasn't time to look at all that was added. */
	found?: EndResult;
	isOutOfTime: boolean;
	isTaken: boolean;
	/** The page of what is read again. */
	page?: Part;
}

/** A step that was taken, with what it brought. */
export type Done =
	| (SweepStep & PieceRead)
	| (OlderStep & PieceRead)
	| (NewestStep &
			PieceRead & {
				/** Records in the list before it was read, as the vendor counts; undefined where it doesn't. */
				counted?: number;
				isCounted: boolean;
				/** True where no room for items is left. */
				isFull: boolean;
			})
	| (CountStep & { counted?: number })
	| (RestStep & {
			part: Part;
			isTaken: boolean;
			/** How many of its records weren't known. */
			added: number;
	  })
	| (EndsStep & EndsRead);

/** Why a step brought nothing. */
export interface Failure {
	error: unknown;
}

/** How far a poll has got with one list. */
export interface Progress {
	/** What is to be stored of it. */
	state: SourceState;
	/** What is left to be done, in this order. */
	steps: Step[];
	/** What a poll goes by that looks for news; absent while it catches up. */
	look?: {
		/** The first day of the older pieces. */
		from: Day;
		newest: DayRange;
		/** The older pieces, oldest first, whether they are due or not. */
		older: DayRange[];
	};
	/** Where a piece's last day came along. */
	lastDays: LastDay[];
	/** True once something was read that the next poll needn't read again. */
	achieved: boolean;
	/** The first one. */
	failure?: Failure;
	/**
	 * Why it ended before its last step: the others were `left` for another poll, or a failure was one
	 * without which nothing further counts.
	 */
	ended?: 'left' | 'broken';
}
