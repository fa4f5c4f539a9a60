/** "Fetch Test Event": the newest record that there is, without a trace in the trigger's state. */
import { addDays, today as dayOf } from '../../values/dates';
import { filterSteps, inTurns } from '../../values/inTurns';
import type { Steps, Taking } from '../../values/inTurns';
import type { Day, EpochMs } from '../../values/units';
import type { DayRange } from '../../table/request';
import type { Source } from '../documents/documentTypes';
import { newestRange, olderRanges } from '../documents/pieces';

/** How far back a record is looked for. */
const MOST_DAYS = 30;

/**
 * Finds the newest record that the trigger's filter lets through, of the last 30 days.
 */
export async function findNewest(
	sources: Source[],
	now: EpochMs,
	timeZone: string,
	taking: Taking,
): Promise<unknown> {
	const today = dayOf(now, timeZone);
	let newest: Newest | undefined;
	for (const source of sources) {
		const found = await newestOf(source, today, now, taking);
		if (found && (!newest || found.time > newest.time)) newest = found;
	}
	return newest?.record;
}

interface Newest {
	record: unknown;
	time: EpochMs;
}

async function newestOf(
	source: Source,
	today: Day,
	now: EpochMs,
	taking: Taking,
): Promise<Newest | undefined> {
	const older = olderRanges(addDays(today, -MOST_DAYS), today, source.window);
	for (const range of [newestRange(today), ...older.reverse()]) {
		const found = await inTurns(taking, newestIn(source, await readEnds(source, range), now));
		if (found) return found;
	}
	return undefined;
}

/** The first of those with the latest time. */
function* newestIn(source: Source, records: unknown[], now: EpochMs): Steps<Newest | undefined> {
	let newest: Newest | undefined;
	for (const record of yield* filterSteps(records, source.accepts)) {
		yield;
		const time = source.timeOf(record) ?? now;
		if (!newest || time > newest.time) newest = { record, time };
	}
	return newest;
}

/** The newest one stands at the beginning or at the end: what lies between isn't read. */
async function readEnds(source: Source, range: DayRange): Promise<unknown[]> {
	const { pageSize: size } = source;
	const first = await source.readPage(range, { offset: 0, size });
	const total = first.total ?? (first.records.length < size ? 0 : await source.count?.(range));
	// A vendor may give fewer at once than are asked for.
	const most = Math.min(size, first.records.length);
	if (total === undefined || total <= most || most === 0) return first.records;
	const last = await source.readPage(range, { offset: total - most, size: most });
	return [...first.records, ...last.records];
}
