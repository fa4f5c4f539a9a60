/** Sorts what was read into new, changed and known records, and remembers what was handed on. */
import { earlierDay, today as dayOf } from '../../values/dates';
import { sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { latestReading } from '../../values/shopTime';
import type { Day, EpochMs } from '../../values/units';
import type {
	DocumentPlan,
	DocumentState,
	FoundRecord,
	Source,
	SourceState,
} from './documentTypes';
import { Load } from '../load';
import { Seen } from './seen';
import type { Known } from './seen';

/** Clocks of till, server and n8n differ by minutes: less than this isn't late. */
export const GRACE_MS = 15 * 60_000;

/** The outcome of taking records: whether all of them are done with. */
export type Taken = 'all' | 'part';

/** A record to hand on, and what is to be remembered of it then. */
interface Fresh {
	found: FoundRecord;
	id: string;
	day: Day;
	mark: number;
}

/** Which records a poll hands on, and what is known of the others. */
export class Intake {
	private readonly news: FoundRecord[] = [];

	private readonly load = new Load();

	private readonly seen: Seen;

	private readonly keepFrom: Day;

	private readonly keepNext: Day;

	constructor(
		stored: DocumentState | undefined,
		private readonly plan: Pick<DocumentPlan, 'now' | 'timeZone' | 'most'>,
	) {
		this.seen = new Seen(stored?.seen ?? {});
		// A clock that was ahead mustn't keep what comes now from being seen.
		const today = this.dayOf(plan.now);
		this.keepFrom = earlierDay(stored?.keepFrom ?? '', today);
		this.keepNext = earlierDay(stored?.keepNext ?? '', today);
	}

	/** How many more items there is room for. */
	get room(): number {
		return this.load.isFull ? 0 : Math.max(0, this.plan.most - this.news.length);
	}

	/** How many records were found. */
	get count(): number {
		return this.news.length;
	}

	/** What was found, oldest first. */
	found(): FoundRecord[] {
		return this.news.sort(byTime);
	}

	/** Whether a record was seen before, by its id. */
	knows(id: string): boolean {
		return this.seen.get(id) !== undefined;
	}

	/** How many records are remembered of a day. */
	countOf(day: Day): number {
		return this.seen.countOf(day);
	}

	/**
	 * What is to be stored.
	 * @param keepNext the first day on which records may still arrive
	 * @param isFirst whether nothing was stored before
	 */
	memory(keepNext: Day, isFirst: boolean): Pick<DocumentState, 'keepFrom' | 'keepNext' | 'seen'> {
		const agreed = isFirst ? keepNext : earlierDay(keepNext, this.keepNext);
		const keepFrom = agreed > this.keepFrom ? agreed : this.keepFrom;
		this.seen.dropBefore(keepFrom);
		return { keepFrom, keepNext, seen: this.seen.toStored() };
	}

	/**
	 * Sorts records into new ones, changed ones and known ones; hands on no more than there is room for.
	 * @param state how far the list was read before
	 * @param silentBefore new records from before this moment are noted only
	 */
	*take(
		source: Source,
		{ through, sweep }: Pick<SourceState, 'through' | 'sweep'>,
		records: unknown[],
		silentBefore: EpochMs = -Infinity,
	): Steps<Taken> {
		const fresh: Fresh[] = [];
		const isBeginning = sweep?.first === true || sweep?.added === true;
		for (const [id, record] of yield* distinct(source, records)) {
			yield;
			const mark = source.markOf(record);
			const known = this.seen.get(id);
			if (known?.mark === mark) continue;
			const time = source.timeOf(record) ?? this.plan.now;
			const day = this.dayOf(time);
			const isSilent = (source.seemsMadeAt?.(record) ?? time) < silentBefore;
			// What was noted under the day that the other clock shows mustn't come again.
			const isForgotten = this.dayOf(source.earliestOf?.(record) ?? time) < this.keepFrom;
			const accepts = () => source.accepts(record);
			const fate = fateOf(known, { mark, isForgotten, isSilent, accepts });
			if (fate === 'forgotten') continue;
			if (fate === 'noted') {
				this.seen.set(id, day, { handedOn: known?.handedOn ?? false, mark });
				continue;
			}
			const late = fate === 'new' && !isBeginning && this.isBefore(time, through - GRACE_MS);
			const change = fate === 'cancelled' ? { change: fate } : {};
			fresh.push({ found: { record, source, time, late, ...change }, id, day, mark });
		}
		return yield* this.handOn(fresh);
	}

	/** Hands on what there is room for, the oldest first, and remembers it. */
	private *handOn(fresh: Fresh[]): Steps<Taken> {
		const inOrder = yield* sortSteps(fresh, (a, b) => byTime(a.found, b.found));
		for (const { found, id, day, mark } of inOrder) {
			yield;
			if (this.room === 0) return 'part';
			this.seen.set(id, day, { handedOn: true, mark });
			this.news.push(found);
			this.load.add(found.record);
		}
		return 'all';
	}

	/** Whether a time is before a moment, whichever of two hours the till's clock meant. */
	private isBefore(time: EpochMs, moment: EpochMs): boolean {
		return time < moment && latestReading(time, this.plan.timeZone) < moment;
	}

	private dayOf(moment: EpochMs): Day {
		return dayOf(moment, this.plan.timeZone);
	}
}

/** What becomes of a record: nothing, a note that it was there, or an item. */
type Fate = 'forgotten' | 'noted' | 'new' | 'cancelled';

/** @param known what is known of the record, as it was before; undefined where it is seen for the first time */
function fateOf(
	known: Known | undefined,
	record: {
		mark: number;
		/** True for one of days of which nothing is remembered: it may have been handed on. */
		isForgotten: boolean;
		/** True for one that is noted only. */
		isSilent: boolean;
		/** Whether it is wanted. */
		accepts: () => boolean;
	},
): Fate {
	const { mark, isForgotten, isSilent, accepts } = record;
	if (known) return known.handedOn && mark !== 0 && accepts() ? 'cancelled' : 'noted';
	if (isForgotten) return 'forgotten';
	return isSilent || !accepts() ? 'noted' : 'new';
}

/**
 * Records by what tells them apart: one that was pushed on to the next page while the list was read
 * stands on both. Equal ones without an id are as many as came: better one twice than one missing.
 */
function* distinct(source: Source, records: unknown[]): Steps<Map<string, unknown>> {
	const found = new Map<string, unknown>();
	const copies = new Map<string, number>();
	for (const record of records) {
		yield;
		const id = source.idOf(record);
		const before = source.hasId(record) ? 0 : (copies.get(id) ?? 0);
		copies.set(id, before + 1);
		found.set(before === 0 ? id : `${id} ${before}`, record);
	}
	return found;
}

function byTime(a: FoundRecord, b: FoundRecord): number {
	return a.time - b.time || (a.source.idOf(a.record) < b.source.idOf(b.record) ? -1 : 1);
}
