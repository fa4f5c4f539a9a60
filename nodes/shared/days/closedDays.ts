/** The event "day closed": each business day once, oldest first, with its journal and its summary. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JournalEntry } from '../books/journal/entry';
import { businessDayAt } from '../books/period';
import type { BookingSummary } from '../books/types';
import type { PollContext, PollOutcome } from '../poll/poll';
import { addDays } from '../values/dates';
import type { Day, EpochMs, Milliseconds } from '../values/units';
import { entriesOf, nothingSold } from './desk';
import type { DayDesk } from './desk';
import { daysFrom } from './due';

/** Days of one poll at most: what is more comes at the next. */
const MOST_DAYS = 7;

/** How often closings are looked for. */
const LOOK_EVERY_MS: Milliseconds = 15 * 60_000;

/** What is stored between two polls. */
interface ClosedDaysState {
	/** The first day that wasn't handed on. */
	next: Day;
	/** When the system was asked last. */
	lookedAt: EpochMs;
}

/**
 * Hands on the days that have ended. Nothing is asked for before one may have.
 * @throws InputError where a test event finds nothing; what can't be read, where no day before it was handed on
 */
export async function pollClosedDays(desk: DayDesk, context: PollContext): Promise<PollOutcome> {
	const { startedAt: now } = context;
	if (context.manual) return { items: await testItems(desk, await desk.lastEnded(now)) };
	const stored = readState(context.state);
	const next = stored?.next ?? businessDayAt(context.since, desk.clock);
	const begun = { items: [], state: asState({ next, lookedAt: stored?.lookedAt ?? 0 }) };
	if (!mayHaveEnded(desk, next, now)) return stored ? { items: [] } : begun;
	const isRecent = Math.abs(now - (stored?.lookedAt ?? 0)) < LOOK_EVERY_MS;
	if (desk.byClosings && isRecent) return { items: [] };
	const last = await desk.lastEnded(now - desk.waitMs);
	const { items, end } = await handOn(desk, daysFrom(next, last, MOST_DAYS), next, context);
	// What is left over needn't wait until closings are looked for again.
	const lookedAt = end > last || end === next ? now : 0;
	return { items, state: asState({ next: end, lookedAt }) };
}

/** Whether it is worth while to ask. */
function mayHaveEnded({ byClosings, clock, waitMs }: DayDesk, next: Day, now: EpochMs): boolean {
	const current = businessDayAt(now - waitMs, clock);
	return byClosings ? next <= current : next < current;
}

/** @returns the items, and the first day that is left */
async function handOn(
	desk: DayDesk,
	days: readonly Day[],
	next: Day,
	{ goesOn }: Pick<PollContext, 'goesOn'>,
): Promise<{ items: INodeExecutionData[]; end: Day }> {
	const items: INodeExecutionData[] = [];
	let end = next;
	for (const day of days) {
		if (end !== next && !goesOn()) break;
		const isFirst = end === next;
		const ofDay = await itemsOf(desk, day).catch((error: unknown) => {
			// What was found beside a failure is handed on; the next poll shows it.
			if (isFirst) throw error;
			return undefined;
		});
		if (!ofDay) break;
		items.push(...ofDay);
		end = addDays(day, 1);
	}
	return { items, end };
}

/** @returns undefined where something of the day isn't closed yet, so that it may go to another */
async function itemsOf(desk: DayDesk, day: Day): Promise<INodeExecutionData[] | undefined> {
	const journal = await desk.read({ from: day, to: day });
	if (journal.openDays.some(({ businessDay }) => businessDay === day)) return undefined;
	return toItems(desk, day, await entriesOf(desk, journal), journal.summary);
}

function toItems(
	{ eachEntry, said }: Pick<DayDesk, 'eachEntry' | 'said'>,
	businessDay: Day,
	entries: JournalEntry[],
	summary: BookingSummary,
): INodeExecutionData[] {
	const jsons: object[] = eachEntry
		? entries.map((entry) => ({ ...entry, summary }))
		: [{ businessDay, ...summary, journal: entries }];
	const beside = said();
	return jsons.map((json) => ({ json: { ...(json as IDataObject), ...beside } }));
}

async function testItems(desk: DayDesk, day: Day): Promise<INodeExecutionData[]> {
	const journal = await desk.read({ from: day, to: day });
	const items = toItems(desk, day, await entriesOf(desk, journal), journal.summary);
	if (items.length > 0) return items;
	throw nothingSold(day);
}

function readState({ next, lookedAt }: IDataObject): ClosedDaysState | undefined {
	if (typeof next !== 'string') return undefined;
	return { next, lookedAt: typeof lookedAt === 'number' ? lookedAt : 0 };
}

const asState = (state: ClosedDaysState): IDataObject => ({ ...state });
