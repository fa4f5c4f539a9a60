/** The event "day changed": what late and canceled receipts have changed of days that were over before. */
import { deepCopy } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JournalEntry } from '../books/journal/entry';
import { booksKeyOf } from '../books/placeDay';
import { contentSteps } from '../poll/hash';
import type { PollContext, PollOutcome } from '../poll/poll';
import type { DayRange } from '../table/request';
import { addDays } from '../values/dates';
import { inTurns } from '../values/inTurns';
import { money } from '../values/money';
import type { Day, EpochMs, Milliseconds } from '../values/units';
import { entriesOf, nothingSold } from './desk';
import type { DayDesk } from './desk';
import { daysFrom, lastOver, nextPiece } from './due';
import { compareDays, forgetBefore, wordsOfChange } from './knownDays';
import type { ChangedDay, KnownDays } from './knownDays';
import { whatBooks } from './panel';

/** How often the days are read. */
const READ_EVERY_MS: Milliseconds = 60 * 60_000;

/** Days that are read at once: no more than CassaNova gives of one list. */
const PIECE = 3;

/** What is stored between two polls. */
interface ChangedDaysState {
	/** A fingerprint of what the panel says: with other accounts all days would differ. */
	panel: string;
	/** When the last reading of all days began. */
	began: EpochMs;
	/** The newest day of that reading. */
	last: Day;
	/** Where it goes on; a day before its first where it has ended. */
	to: Day;
	known: KnownDays;
}

/**
 * Hands on the days that have changed. They are read once an hour, and when another day is over by the hour.
 * @throws NodeApiError for what can't be read, where nothing was read before it
 */
export async function pollChangedDays(desk: DayDesk, context: PollContext): Promise<PollOutcome> {
	if (context.manual) return { items: await testItem(desk, context) };
	const panel = await panelOf(desk);
	const stored = readState(context.state, panel);
	const state = await readingOf(desk, stored, context.startedAt, panel);
	if (!state) return { items: [] };
	const first = firstOf(desk, state.last);
	const items: INodeExecutionData[] = [];
	let { to } = state;
	let known = forgetBefore(state.known, first);
	let piece = nextPiece(first, to, PIECE);
	while (piece && (to === state.to || context.goesOn())) {
		const isFirst = to === state.to;
		const compared = await comparePiece(desk, piece, known).catch((error: unknown) => {
			// What was found beside a failure is handed on; the next poll shows it.
			if (isFirst) throw error;
			return undefined;
		});
		if (!compared) break;
		items.unshift(...compared.items);
		known = compared.known;
		to = addDays(piece.from, -1);
		piece = nextPiece(first, to, PIECE);
	}
	return { items, state: { ...state, to, known } as unknown as IDataObject };
}

/** @returns the items of what has changed, and what is known then */
async function comparePiece(
	desk: DayDesk,
	piece: DayRange,
	before: KnownDays,
): Promise<{ items: INodeExecutionData[]; known: KnownDays }> {
	const days = daysFrom(piece.from, piece.to, PIECE);
	const read = await desk.read(piece);
	const compared = compareDays({ source: desk.source, days, read, known: before });
	const { changes, known } = await inTurns(desk.call, compared);
	const whole = changes.length > 0 ? await entriesOf(desk, read) : [];
	return { items: changes.map((change) => toItem(desk, change, whole)), known };
}

/** The reading that is to go on, or to begin; undefined where it is too early for one. */
async function readingOf(
	desk: DayDesk,
	stored: ChangedDaysState | undefined,
	now: EpochMs,
	panel: string,
): Promise<ChangedDaysState | undefined> {
	if (stored && stored.to >= firstOf(desk, stored.last)) return stored;
	const isRecent = stored && Math.abs(now - stored.began) < READ_EVERY_MS;
	const isSameDay =
		stored && (desk.byClosings || lastOver(now - desk.waitMs, desk.clock) <= stored.last);
	if (isRecent && isSameDay) return undefined;
	const last = await desk.lastEnded(now - desk.waitMs);
	return { panel, began: now, last, to: last, known: stored?.known ?? {} };
}

const firstOf = ({ lookBackDays }: DayDesk, last: Day): Day => addDays(last, 1 - lookBackDays);

function toItem(
	{ said }: Pick<DayDesk, 'said'>,
	change: ChangedDay,
	whole: readonly JournalEntry[],
): INodeExecutionData {
	const { entry } = change;
	const key = booksKeyOf(entry);
	const { version, totalCents } = wordsOfChange(change);
	const day = whole.find((each) => booksKeyOf(each) === key) ?? null;
	const before = { version, ...money('total', totalCents) };
	return { json: { ...entry, day, before, ...said() } as unknown as IDataObject };
}

/** The last day that is over, as if nothing had been known of it. */
async function testItem(desk: DayDesk, { startedAt }: PollContext): Promise<INodeExecutionData[]> {
	const day = await desk.lastEnded(startedAt);
	const whole = await entriesOf(desk, await desk.read({ from: day, to: day }));
	const [entry] = whole;
	if (!entry) throw nothingSold(day);
	return [toItem(desk, { entry, before: [] }, whole)];
}

/** Of what changes days by itself. */
async function panelOf({ call, clock }: DayDesk): Promise<string> {
	const { query, options } = call.input;
	return await inTurns(call, contentSteps({ query, options: whatBooks(options), clock }));
}

/** What n8n gives watches its own changes: what is stored again must be plain. */
function readState(state: IDataObject, panel: string): ChangedDaysState | undefined {
	if (typeof state.last !== 'string' || state.panel !== panel) return undefined;
	const { began, last, to, known } = deepCopy(state) as unknown as ChangedDaysState;
	return { panel, began, last, to, known };
}
