/** All that was handed on by the runs so far: read of the summary before, and kept in the next. Pure functions. */
import { addDays, earlierDay } from '../../values/dates';
import { mapSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Day } from '../../values/units';
import type { DayRange } from '../../table/request';
import { isWithin } from '../period';
import type { Booking, BookingSummary, Grouping, HandedOnTable } from '../types';
import { fromRow, readWith, recordOf, RECORD_COLUMNS, sourceOf, toRow } from './record';
import type { HandedOn } from './record';

/** Bookings that a summary keeps: a year of one register several times over, and about 6 MB as JSON. */
export const MOST_HANDED_ON = 20_000;

/** What was handed on up to now. */
export interface HandedOnState extends Omit<HandedOnTable, 'columns' | 'rows'> {
	/** By ID. */
	records: ReadonlyMap<string, HandedOn>;
}

/**
 * What a summary keeps.
 * @returns undefined where any of it can't be read: of what isn't known, all would be handed on again
 */
export function* readHandedOn(table: HandedOnTable): Steps<HandedOnState | undefined> {
	const { columns, rows, ...rest } = table;
	const records = new Map<string, HandedOn>();
	for (const row of rows) {
		yield;
		const record = fromRow(columns, row);
		if (!record) return undefined;
		records.set(record.id, record);
	}
	return { ...rest, records };
}

/** The same for a summary: of too many bookings those of the last days, each day whole. */
export function* writeHandedOn(
	{ groupBy, from, forgottenUntil, records }: HandedOnState,
	most = MOST_HANDED_ON,
): Steps<HandedOnTable> {
	const counts = new Map<Day, number>();
	for (const record of records.values()) {
		yield;
		counts.set(readWith(record), (counts.get(readWith(record)) ?? 0) + 1);
	}
	let left = records.size;
	let forgotten = forgottenUntil;
	for (const [day, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
		if (left <= most) break;
		left -= count;
		forgotten = day;
	}
	const kept = [...records.values()].filter(
		(record) => forgotten === null || readWith(record) > forgotten,
	);
	return {
		groupBy,
		from,
		forgottenUntil: forgotten,
		columns: RECORD_COLUMNS,
		rows: yield* mapSteps(kept, toRow),
	};
}

/**
 * What the next run is told, as JSON in a text.
 * @param summary of this one
 */
export function* forNextRun(
	{ from, to, asOf, lastNumbers, cancelledInPlace }: BookingSummary,
	{ rows, ...handedOn }: HandedOnTable,
): Steps<string> {
	const cells = yield* mapSteps(rows, (row) => JSON.stringify(row));
	const begin = JSON.stringify({ from, to, asOf, lastNumbers, cancelledInPlace, handedOn });
	// The rows are the last of it: a long list isn't written in one go.
	return `${begin.slice(0, -2)},"rows":[${cells.join(',')}]}}`;
}

/** A run that hands on bookings. */
export interface BookingRun {
	/** The business days that were read. */
	period: DayRange;
	groupBy: Grouping;
}

/**
 * What of the runs before is still to be kept: of another grouping nothing is, as none of its bookings could be told
 * from those of this one.
 */
export function before(
	state: HandedOnState | undefined,
	{ period, groupBy }: BookingRun,
): HandedOnState {
	if (!state) return { groupBy, from: period.from, forgottenUntil: null, records: new Map() };
	const from = earlierDay(state.from, period.from);
	if (state.groupBy === groupBy) return { ...state, from };
	const days = [...state.records.values()].map(readWith).filter((day) => !isWithin(day, period));
	const forgottenUntil = [...days, state.forgottenUntil ?? ''].sort().at(-1) ?? '';
	return {
		groupBy,
		from,
		forgottenUntil: forgottenUntil === '' ? null : forgottenUntil,
		records: new Map(),
	};
}

/** What of a period may be read to know what becomes of it: nothing of days that were forgotten, or of none before. */
export function firstKept({ from, forgottenUntil }: HandedOnState): Day {
	return forgottenUntil === null ? from : addDays(forgottenUntil, 1);
}

/** A run whose bookings take the place of those that were handed on before. */
export interface WholeRun extends BookingRun {
	bookings: readonly Booking[];
	/** Registers and shops of which anything was read, by ID; '' for none. */
	places: ReadonlySet<string>;
	/** The day of the receipt that each booking takes back, by the booking's ID. */
	takesBackOf: (booking: Booking) => Day | undefined;
}

/** What is handed on after a run that held everything. */
export function* afterWhole(state: HandedOnState | undefined, run: WholeRun): Steps<HandedOnState> {
	const { period, bookings, places, takesBackOf } = run;
	const known = before(state, run);
	const sources = new Set(bookings.map(sourceOf));
	const records = new Map<string, HandedOn>();
	for (const record of known.records.values()) {
		yield;
		const isRead =
			isWithin(readWith(record), period) &&
			sources.has(sourceOf(record)) &&
			places.has(record.placeId ?? '');
		if (!isRead) records.set(record.id, record);
	}
	for (const booking of bookings) {
		yield;
		const { round = 1 } = known.records.get(booking.id) ?? {};
		records.set(booking.id, recordOf(booking, round, takesBackOf(booking)));
	}
	return { ...known, records };
}
