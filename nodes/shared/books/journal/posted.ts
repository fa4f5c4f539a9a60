/** What was posted already, as a table or a workflow gives it back → the entries of each day and place. */
import { z } from 'zod';
import { InputError } from '../../table/inputError';
import { parseJson } from '../../table/nested';
import type { DayRange } from '../../table/request';
import { mayBeThousands } from '../../table/schemas';
import type { Steps } from '../../values/inTurns';
import { centsToString, decimalToString, multiply, parseDecimal } from '../../values/money';
import { isAbsent, isRecord } from '../../values/records';
import { show } from '../../values/shown';
import type { Cents, Percent } from '../../values/units';
import { isWithin } from '../period';
import { booksKey } from '../placeDay';
import { DOCUMENT_TYPES, MEANS } from '../receipt';
import { readEntryName } from './entryName';
import type { EntryName } from './entryName';
import { addUp, LINE_KINDS, printOfLines } from './line';
import type { JournalLine, LinePart } from './line';

/** An entry that was posted. */
export interface PostedEntry extends EntryName {
	id: string;
	lines: JournalLine[];
}

/** What was posted, by the key of day and place. */
export type Posted = ReadonlyMap<string, readonly PostedEntry[]>;

/** Of which days what was posted matters. */
interface Wanted {
	source: string;
	period: DayRange;
	/** The parameter that it was given in, as the panel shows it. */
	parameter: string;
}

const NOTHING_SENT = 'Nothing was sent.';

/**
 * Reads what was posted: rows with `id` (or `journalId`, where a table has an ID of its own), and `lines` as a
 * list or as JSON in a text (or `linesJson`). Rows without any value, such as the one that n8n gives for an empty table, are none.
 * Entries of other systems and of days outside the period don't matter.
 * @throws InputError for a row that isn't an entry of the journal, or whose lines can't be read: left out, its
 *   day would be posted again
 */
export function* readPosted(
	rows: readonly unknown[],
	{ source, period, parameter }: Wanted,
): Steps<Posted> {
	const posted = new Map<string, PostedEntry[]>();
	const seen = new Map<string, string>();
	for (const [index, row] of rows.entries()) {
		yield;
		if (isEmpty(row)) continue;
		const name = nameIn(row);
		if (!name) throw notOfJournal(parameter, row, index);
		if (name.source !== source || !isWithin(name.businessDay, period)) continue;
		const lines = linesIn(parameter, row, name.id);
		const print = printOfLines(lines);
		const before = seen.get(name.id);
		if (before === print) continue;
		if (before !== undefined) {
			throw new InputError(
				parameter,
				`has the entry ${show(name.id)} twice, with different lines`,
				`Keep the row that was posted, and delete the other. ${NOTHING_SENT}`,
			);
		}
		seen.set(name.id, print);
		const key = booksKey(name.place, name.businessDay);
		const own = posted.get(key) ?? [];
		posted.set(key, own);
		own.push({ ...name, lines });
	}
	return posted;
}

/** A row of an empty table, or one in which nothing stands. */
function isEmpty(row: unknown): boolean {
	return isAbsent(row) || (isRecord(row) && Object.values(row).every(isNothing));
}

const isNothing = (value: unknown): boolean => isAbsent(value) || value === '';

function nameIn(row: unknown): (EntryName & { id: string }) | undefined {
	if (!isRecord(row)) return undefined;
	for (const value of [row.journalId, row.id]) {
		if (typeof value !== 'string') continue;
		const name = readEntryName(value.trim());
		if (name) return { ...name, id: value.trim() };
	}
	return undefined;
}

function notOfJournal(parameter: string, row: unknown, index: number): InputError {
	const id = isRecord(row) ? (row.journalId ?? row.id) : row;
	return new InputError(
		parameter,
		`has a row that is no entry of a journal (row ${index + 1}, ID ${show(id ?? null)})`,
		`Give rows with the "id" of each entry, or "journalId" where the table has an ID of its own, and its "lines" or "linesJson". Left out, its day would be posted again. ${NOTHING_SENT}`,
	);
}

function linesIn(parameter: string, row: unknown, id: string): JournalLine[] {
	const { lines, linesJson } = isRecord(row) ? row : {};
	const given = isNothing(lines) ? linesJson : lines;
	const list: unknown = typeof given === 'string' ? parseJson(given) : given;
	const parts = Array.isArray(list) && list.length > 0 ? list.map(partIn) : [];
	const read = parts.filter((part): part is LinePart => part !== undefined);
	if (read.length === 0 || read.length < parts.length) {
		throw new InputError(
			parameter,
			`has an entry whose lines can't be read: ${show(id)}`,
			`Give its "lines" as the operation gave them, or "linesJson": without them, what is left to post can't be told. ${NOTHING_SENT}`,
		);
	}
	const left = read.reduce((sum, { balanceCents }) => sum + balanceCents, 0);
	if (left !== 0) {
		throw new InputError(
			parameter,
			`has an entry whose debits and credits differ by ${centsToString(Math.abs(left))}: ${show(id)}`,
			`Give all of its lines as the operation gave them. ${NOTHING_SENT}`,
		);
	}
	return addUp(read);
}

const textOrEmpty = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => (value === null || value === undefined ? '' : String(value)));

/** What of a line needn't be right for its amounts to be. */
const wordsSchema = z.object({
	text: textOrEmpty.catch(''),
	kind: z.enum(LINE_KINDS).nullable().catch(null),
	means: z.enum(MEANS).nullable().catch(null),
	documentType: z.enum(DOCUMENT_TYPES).nullable().catch(null),
});

const codesSchema = z.object({
	account: textOrEmpty.refine((account) => account !== ''),
	taxCode: textOrEmpty,
	costCenter: textOrEmpty,
	costCenter2: textOrEmpty,
});

/** A line as it came back; undefined for what can't be read. */
function partIn(line: unknown): LinePart | undefined {
	const codes = codesSchema.safeParse(line);
	if (!isRecord(line) || !codes.success) return undefined;
	const { debit, debitCents, credit, creditCents, tax, taxCents } = line;
	if ([debit, debitCents, credit, creditCents].every(isNothing)) return undefined;
	const [debited, credited, contained] = [
		centsIn(debitCents, debit),
		centsIn(creditCents, credit),
		centsIn(taxCents, tax),
	];
	const taxRate = rateIn(line.taxRate);
	if (debited === undefined || credited === undefined) return undefined;
	if (contained === undefined || taxRate === undefined) return undefined;
	const balanceCents = (debited ?? 0) - (credited ?? 0);
	return {
		...wordsSchema.parse(line),
		...codes.data,
		taxRate,
		balanceCents,
		containedCents: contained === null || balanceCents > 0 ? contained : 0 - contained,
	};
}

const HUNDRED = { units: 100n, scale: 0 };

/** An amount in cents, or in euros; null for none, undefined for what can't be read. */
function centsIn(cents: unknown, euros: unknown): Cents | null | undefined {
	const isInCents = !isNothing(cents);
	const given = isInCents ? cents : euros;
	if (isNothing(given)) return null;
	const parsed = parseDecimal(given);
	if (!parsed || (!isInCents && mayBeThousands(given))) return undefined;
	const whole = Number(decimalToString(isInCents ? parsed : multiply(parsed, HUNDRED)));
	return Number.isSafeInteger(whole) ? whole : undefined;
}

/** Null for none, undefined for what can't be read. */
function rateIn(rate: unknown): Percent | null | undefined {
	if (isNothing(rate)) return null;
	const parsed = parseDecimal(rate);
	return parsed && decimalToString(parsed);
}
