/** What a poll for business days is carried out with: what the panel says, and what the books have. */
import type { IDataObject } from 'n8n-workflow';
import { endsAtClosing } from '../books/panel/period';
import { entriesOfDays } from '../books/journal/corrections';
import type { JournalEntry } from '../books/journal/entry';
import { readJournal } from '../books/operations/readJournal';
import type { PeriodOfJournal } from '../books/operations/readJournal';
import type { BooksSource } from '../books/source';
import type { PollCalls } from '../poll/call';
import type { PollContext } from '../poll/poll';
import { readInput } from '../run/input';
import { doubtOf } from '../run/toldIn';
import { InputError } from '../table/inputError';
import type { DayRange } from '../table/request';
import type { Call, Field } from '../table/types';
import { inTurns } from '../values/inTurns';
import type { Day, EpochMs } from '../values/units';
import { lastOver } from './due';
import { readDayChoices } from './panel';
import type { DayChoices } from './panel';

/** Reads days for one poll. */
export interface DayDesk extends DayChoices {
	call: Call;
	source: BooksSource['source'];
	/** Whether it takes a request to know which days have ended. */
	byClosings: boolean;
	/**
	 * The newest business day that had ended at a moment: in every shop by its closing, or by the hour.
	 * @throws NodeApiError for closings that can't be read
	 */
	lastEnded: (at: EpochMs) => Promise<Day>;
	/** What each item says beside its day, by what was read: that times seem to be told by another clock. */
	said: () => IDataObject;
	/** @throws NodeApiError for what can't be read */
	read: (period: DayRange) => Promise<PeriodOfJournal>;
}

/**
 * Reads the panel; nothing is sent yet.
 * @throws InputError for what can't be used
 */
export function dayDesk(
	source: BooksSource,
	fields: Field[],
	calls: PollCalls,
	{ startedAt }: Pick<PollContext, 'startedAt'>,
): DayDesk {
	const input = readInput(calls.api, { fields }, calls.read, startedAt);
	const call = calls.call(calls.endpoint('accounting', 'getJournal'), input);
	const choices = readDayChoices(input);
	const { clock, mapping } = choices;
	const { daysOfClosings } = source;
	const byClosings = daysOfClosings !== undefined && endsAtClosing(input);
	return {
		...choices,
		call,
		source: source.source,
		byClosings,
		lastEnded: async (at) => {
			const told = byClosings
				? await daysOfClosings({ ...call, now: () => at }, 'lastClosedDay')
				: undefined;
			return told?.to ?? lastOver(at, clock);
		},
		said: () => {
			const doubt = doubtOf(call, 'receipts');
			// A trigger has no place for hints.
			return doubt ? { timesDoubt: doubt.words } : {};
		},
		// What doesn't say when it was made stands on the first day that is read, not on today.
		read: async (period) => {
			const reading = call.with(call.endpoint, { ...call.input, range: period });
			return await readJournal(reading, source, { period, clock, mapping });
		},
	};
}

/** The entries of days that were read, as "Get Journal" gives them where nothing was posted. */
export async function entriesOf(
	{ call, source }: Pick<DayDesk, 'call' | 'source'>,
	{ days, places }: Pick<PeriodOfJournal, 'days' | 'places'>,
): Promise<JournalEntry[]> {
	return await inTurns(call, entriesOfDays(days, { source, places }));
}

/** A test event that there is none of. */
export function nothingSold(day: Day): InputError {
	return new InputError(
		'Fetch Test Event',
		`found nothing that was sold on ${day}, the last business day that is over`,
		'A day without receipts has no journal entry. The trigger itself is not affected.',
	);
}
