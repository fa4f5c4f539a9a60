/** The names of journal entries: IDs that tell which day and place an entry is of, and what it does there. */
import type { Day } from '../../values/units';

/**
 * `day` books a day, at first or anew; `reversal` takes back all that was posted of it; `difference` is what it
 * comes to now less what was posted.
 */
export const JOURNAL_KINDS = ['day', 'reversal', 'difference'] as const;
/** One of {@link JOURNAL_KINDS}. */
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** What an ID says. */
export interface EntryName {
	source: string;
	/** ID of the register or shop; '' where nothing says where it was. */
	place: string;
	businessDay: Day;
	/** 1 for the first posting, one more with each correction: a reversal and what is posted anew are of one round. */
	round: number;
	kind: JournalKind;
}

const NAME = /^(\w+):(.*):(\d{4}-\d{2}-\d{2}):journal(?::(\d{1,9}))?(?::(reversal|difference))?$/s;

/** Such as `kassandro:11:2026-10-05:journal`, and of a second round `…:journal:2:reversal` and `…:journal:2`. */
export function nameEntry({ source, place, businessDay, round, kind }: EntryName): string {
	const rounds = round === 1 ? [] : [round];
	const kinds = kind === 'day' ? [] : [kind];
	return [source, place, businessDay, 'journal', ...rounds, ...kinds].join(':');
}

/** What an ID says; undefined for any other text. */
export function readEntryName(id: string): EntryName | undefined {
	const found = NAME.exec(id);
	if (!found) return undefined;
	const [, source = '', place = '', businessDay = '', round = '1', word = 'day'] = found;
	const kind = JOURNAL_KINDS.find((known) => known === word) ?? 'day';
	return { source, place, businessDay, round: Number(round), kind };
}
