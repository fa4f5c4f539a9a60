/** What the earlier summary says was handed on, and what the next one is told: of outputs that hold everything. */
import { inTurns } from '../../values/inTurns';
import type { DayRange } from '../../table/request';
import type { Call } from '../../table/types';
import type { Day } from '../../values/units';
import { entryIdOf } from '../bookings';
import { isStanding } from '../handedOn/record';
import { afterWhole, forNextRun, readHandedOn, writeHandedOn } from '../handedOn/state';
import type { HandedOnState } from '../handedOn/state';
import { repeatedRemark } from '../handedOn/words';
import { ONLY_NEW_OPTION, saysNothing } from '../panel/onlyNew';
import { isWithin } from '../period';
import type { Booking, BookingSummary, EarlierSummary, Grouping } from '../types';

/** What was booked, and of which days. */
interface Whole {
	period: DayRange;
	bookings: readonly Booking[];
	summary: BookingSummary;
}

/**
 * What was handed on before; undefined without an earlier summary, and where it is of a version that didn't say it.
 * @throws InputError where it says it in a way that can't be read
 */
export async function stateOf(call: Call): Promise<HandedOnState | undefined> {
	const earlier = call.input.options.earlierSummary as EarlierSummary | undefined;
	if (!earlier?.handedOn) return undefined;
	const state = await inTurns(call, readHandedOn(earlier.handedOn));
	if (!state) throw saysNothing();
	return state;
}

/** The summary of an output that holds all bookings of a period, with what the next run is to know. */
export async function withAllHandedOn(
	call: Call,
	before: HandedOnState | undefined,
	{ period, bookings, summary }: Whole,
): Promise<BookingSummary> {
	const groupBy = (call.input.options.groupBy as Grouping | undefined) ?? 'day';
	const places = new Set(summary.places.map(({ place }) => place?.id ?? ''));
	const takesBackOf = groupBy === 'receipt' ? daysTakenBack(summary) : () => undefined;
	const run = { period, groupBy, bookings, places, takesBackOf };
	return await withHandedOn(call, summary, await inTurns(call, afterWhole(before, run)));
}

/** A summary with what was handed on, for the next run. */
export async function withHandedOn(
	call: Call,
	summary: BookingSummary,
	state: HandedOnState,
): Promise<BookingSummary> {
	const table = await inTurns(call, writeHandedOn(state));
	return { ...summary, forNextRun: await inTurns(call, forNextRun(summary, table)) };
}

/** The bookings of one receipt don't say of which day the receipt was that they take back. */
function daysTakenBack({
	cancelledInPlace,
}: BookingSummary): (booking: Booking) => Day | undefined {
	const days = new Map(cancelledInPlace.map(({ id, businessDay }) => [id, businessDay]));
	return (booking) => {
		const [, id] = /^\w+:[^:]*:(.*) reversed$/s.exec(entryIdOf(booking)) ?? [];
		return id === undefined ? undefined : days.get(id);
	};
}

/** A sentence on bookings that were handed on before, for a file that holds everything. */
export function repeatedIn(
	call: Call,
	before: HandedOnState | undefined,
	{ period, bookings }: Pick<Whole, 'period' | 'bookings'>,
): string[] {
	const earlier = call.input.options.earlierSummary as EarlierSummary | undefined;
	if (!earlier) return [];
	const { asOf } = earlier;
	if (!before) {
		const from = earlier.from > period.from ? earlier.from : period.from;
		const to = earlier.to < period.to ? earlier.to : period.to;
		if (to < from || !bookings.some(({ date }) => isWithin(date, { from, to }))) return [];
		return [repeatedRemark({ count: undefined, from, to, asOf }, ONLY_NEW_OPTION)];
	}
	const days = bookings
		.filter(({ id }) => isStanding(before.records.get(id) ?? { count: 0 }))
		.map(({ date }) => date)
		.sort();
	const [from = '', to = from] = [days[0], days.at(-1)];
	if (days.length === 0) return [];
	return [repeatedRemark({ count: days.length, from, to, asOf }, ONLY_NEW_OPTION)];
}
