/** What is known of days that were read before, and what has changed since. Pure functions. */
import { leftToPost } from '../books/journal/corrections';
import type { JournalDay } from '../books/journal/days';
import type { JournalEntry } from '../books/journal/entry';
import { nameEntry, readEntryName } from '../books/journal/entryName';
import { addUp, debitsOf, partOfLine, printOfLines } from '../books/journal/line';
import type { JournalLine, LinePart } from '../books/journal/line';
import type { PostedEntry } from '../books/journal/posted';
import type { PeriodOfJournal } from '../books/operations/readJournal';
import { booksKey, booksKeyOf } from '../books/placeDay';
import type { AccountingReceipt } from '../books/receipt';
import type { Steps } from '../values/inTurns';
import type { Cents, Day } from '../values/units';

/** A line as it is stored, short: what it books, and its words. */
type KnownLine = [
	account: string,
	balanceCents: Cents,
	containedCents: Cents | null,
	taxRate: string | null,
	taxCode: string,
	costCenter: string,
	costCenter2: string,
	text: string,
	kind: LinePart['kind'],
	means: LinePart['means'],
	documentType: LinePart['documentType'],
];

/** What is known of a business day of one register or shop. */
export interface KnownPlace {
	/** IDs of the entries that told it: the first, and each difference since. */
	ids: string[];
	/** What they come to. */
	lines: KnownLine[];
}

/** By business day, and by the ID of the register or shop. A day without any was read and had nothing. */
export type KnownDays = Record<Day, Record<string, KnownPlace>>;

/** A day that isn't what it was. */
export interface ChangedDay {
	/** What it comes to now, less what was known: `difference`, or the whole day where nothing was known. */
	entry: JournalEntry;
	/** What was known. */
	before: JournalLine[];
}

/** What is compared. */
interface Compared {
	source: AccountingReceipt['source'];
	/** Business days that were read, in full. */
	days: readonly Day[];
	read: Pick<PeriodOfJournal, 'days' | 'places' | 'openDays'>;
	known: KnownDays;
}

/**
 * Compares days with what is known of them. A day that nothing is known of is only noted, once all of it is
 * closed.
 * @returns what has changed, by day and place, and what is known then
 */
export function* compareDays({
	source,
	days,
	read,
	known,
}: Compared): Steps<{ changes: ChangedDay[]; known: KnownDays }> {
	const open = new Set(read.openDays.map(booksKeyOf));
	const openDays = new Set(read.openDays.map(({ businessDay }) => businessDay));
	const seen = new Set(days.filter((day) => known[day] !== undefined));
	const next = { ...known };
	for (const day of days) if (!seen.has(day) && !openDays.has(day)) next[day] = {};
	const watched = new Map<string, JournalDay>();
	for (const [key, day] of read.days) {
		yield;
		const { businessDay } = day;
		if (seen.has(businessDay)) watched.set(key, day);
		// What comes to nothing was told by nobody.
		else if (next[businessDay] && day.lines.length > 0) {
			const place = day.place?.id ?? '';
			const id = nameEntry({ source, place, businessDay, round: 1, kind: 'day' });
			note(next, day, [id], day.lines);
		}
	}
	const posted = new Map(
		[...seen].flatMap((day) =>
			Object.entries(known[day] ?? {}).map(([place, of]): [string, PostedEntry[]] => [
				booksKey(place, day),
				postedOf(of),
			]),
		),
	);
	const left = yield* leftToPost(watched, posted, {
		source,
		places: read.places,
		changedDays: 'difference',
		isOpen: (day) => open.has(booksKeyOf(day)),
	});
	const changes = left.entries.map((entry): ChangedDay => {
		const key = booksKeyOf(entry);
		const before = (posted.get(key) ?? []).flatMap(({ lines }) => lines);
		const { ids = [] } = known[entry.businessDay]?.[entry.place?.id ?? ''] ?? {};
		note(next, entry, [...ids, entry.id], watched.get(key)?.lines ?? []);
		return { entry, before };
	});
	return { changes, known: next };
}

/** Forgets days before one. */
export function forgetBefore(known: KnownDays, first: Day): KnownDays {
	return Object.fromEntries(Object.entries(known).filter(([day]) => day >= first));
}

/** What a change is beside its entry. */
export function wordsOfChange({ before }: ChangedDay): { version: string; totalCents: Cents } {
	return { version: printOfLines(before), totalCents: debitsOf(before) };
}

function note(
	known: KnownDays,
	{ businessDay, place }: Pick<JournalDay, 'businessDay' | 'place'>,
	ids: string[],
	lines: readonly JournalLine[],
): void {
	const short = lines.map((line) => shortOf(partOfLine(line)));
	known[businessDay] = { ...known[businessDay], [place?.id ?? '']: { ids, lines: short } };
}

function shortOf(part: LinePart): KnownLine {
	const { account, balanceCents, containedCents, taxRate, taxCode } = part;
	const { costCenter, costCenter2, text, kind, means, documentType } = part;
	return [
		account,
		balanceCents,
		containedCents,
		taxRate,
		taxCode,
		costCenter,
		costCenter2,
		text,
		kind,
		means,
		documentType,
	];
}

function partOf(line: KnownLine): LinePart {
	const [account, balanceCents, containedCents, taxRate, taxCode, costCenter, costCenter2] = line;
	const [text, kind, means, documentType] = line.slice(7) as [
		string,
		LinePart['kind'],
		LinePart['means'],
		LinePart['documentType'],
	];
	const words = { account, text, kind, means, documentType };
	return { ...words, taxRate, taxCode, costCenter, costCenter2, balanceCents, containedCents };
}

/** The last of them stands for all that the entries come to. */
function postedOf({ ids, lines }: KnownPlace): PostedEntry[] {
	const all = addUp(lines.map(partOf));
	return ids.flatMap((id, index): PostedEntry[] => {
		const name = readEntryName(id);
		return name ? [{ ...name, id, lines: index === ids.length - 1 ? all : [] }] : [];
	});
}
