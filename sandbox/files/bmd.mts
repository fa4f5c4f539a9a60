/**
 * The sandbox's reading of bookings for BMD NTCS ("Import Buchungen", BuErf): what an import would refuse
 * or book otherwise than it was meant.
 *
 * BMD publishes no description. What stands here is what public guides of programs that write such files
 * agree on; whoever changes it reads those, not the package's writer:
 * - NAVAX, "BMD Buchungen Übersicht" (NVXBMD): columns, their lengths, forms and signs;
 * - GR(man), "Inhalt der BMD-Datei": a hotel's daily sums, with debit and credit account in one row;
 * - StaffSupply, "BMD NTCS": kinds of rows and booking codes, signs, length of the text;
 * - EDV Hausleitner, "FIBU04 BMD NTCS Schnittstelle 1.0-2": columns go by their headings, texts without
 *   semicolons and quotes.
 */
import { taxInGross } from '../money.mts';
import { isDay } from './day.mts';
import type { Finding } from './finding.mts';
import { shapeOf } from './finding.mts';
import { taxTolerance } from './rounding.mts';
import { readSeparated, SEPARATED_RULES } from './separated.mts';
import type { Cell } from './separated.mts';

export const BMD_RULES = [
	...SEPARATED_RULES,
	/** BMD goes by the headings: one that it doesn't know, has twice or lacks leaves a column unread. */
	'heading-unknown',
	'heading-twice',
	'heading-missing',
	'columns',
	'no-postings',
	'needed',
	'form',
	'same-account',
	'day',
	/** Days are written in one way throughout a file. */
	'day-forms',
	/** Rate, code and tax stand together, or none of them. */
	'tax-columns',
	/**
	 * The tax of what is sold is below zero where it is credited and above where it is taken back (NAVAX,
	 * "steuer"): with code 1 against the amount's sign, with code 2, which credits the first account, as it.
	 */
	'tax-sign',
	'tax-amount',
	/** What the rows of one document number leave on the clearing account can't be matched there. */
	'clearing-open',
] as const;
export type BmdRule = (typeof BMD_RULES)[number];

export interface BmdOptions {
	/** The account between sales and payments: each document number must come to nothing on it. */
	clearing?: string;
	/** Whether headings alone will do. */
	mayBeEmpty?: boolean;
}

/** What a column may hold; of those that every file has. */
const COLUMNS = {
	/** 0 is a booking; the others follow one, such as 1 for cost centres. */
	satzart: /^0$/,
	konto: /^(?!0+$)\d{1,10}$/,
	gkonto: /^(?!0+$)\d{1,10}$/,
	belegnr: /^\S(.{0,18}\S)?$/,
	belegdatum: /^(\d{2}\.\d{2}\.\d{4}|\d{8})$/,
	buchsymbol: /^[\p{L}\d]{1,2}$/u,
	/** What the first account is: debited or credited. */
	buchcode: /^[12]$/,
	prozent: /^\d{1,3}(,\d{1,3})?$/,
	steuercode: /^\d{1,4}[A-Za-z]?$/,
	betrag: /^(?!-0+,00$)-?\d{1,15},\d{2}$/,
	steuer: /^(?!-0+,00$)-?\d{1,15},\d{2}$/,
	text: /^.{0,255}$/su,
} as const;
type Name = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Name[];

const NEEDED: readonly Name[] = [
	'satzart',
	'konto',
	'gkonto',
	'belegnr',
	'belegdatum',
	'buchsymbol',
	'buchcode',
	'betrag',
];

/** Another word for a column, in NAVAX's list. */
const OTHER_WORDS: Readonly<Record<string, string>> = { mwst: 'prozent' };

/** Columns that the guides name beside those; what they may hold isn't looked at. */
const KNOWN = new Set(
	[
		'kost filiale buchdatum extbelegnr periode waehrung skonto skontopz skontotage zziel',
		'nettodatum skontodatum faelligkeit fwbetrag fwsteuer fwskonto fwfaktor ebkennz buchtyp',
		'gegenbuchkz verbuchkz verbuchstatus ausz-belegnr ausz-betrag ausz-skonto extid uidnr',
		'dokument dokumente',
	].flatMap((names) => names.split(' ')),
);

/** Input tax, the code of what is bought: it is debited. */
const INPUT_TAX = '2';

type Note = (row: number, field: string, rule: BmdRule, value: string) => void;
type Row = Record<Name, string>;

/** Where each column is, by its heading. */
function placesOf(headings: readonly Cell[], note: Note): Map<string, number> {
	const places = new Map<string, number>();
	for (const [place, { text }] of headings.entries()) {
		const word = text.toLowerCase();
		const name = OTHER_WORDS[word] ?? word;
		const field = `${place + 1}`;
		if (!NAMES.includes(name as Name) && !KNOWN.has(name)) {
			note(1, field, 'heading-unknown', text);
		}
		if (places.has(name)) note(1, field, 'heading-twice', text);
		else places.set(name, place);
	}
	for (const name of NAMES.filter((each) => !places.has(each))) {
		note(1, name, 'heading-missing', '');
	}
	return places;
}

/** Whether there is such a day, as 31.12.2026 or 20261231. */
function exists(written: string): boolean {
	const [year = NaN, month = NaN, date = NaN] = (
		written.includes('.')
			? written.split('.').reverse()
			: [written.slice(0, 4), written.slice(4, 6), written.slice(6)]
	).map(Number);
	return isDay(year, month, date);
}

const centsOf = (amount: string): number => Number(amount.replace(',', ''));

/** Rate, code, tax and amount of a row in which each of them is well-formed. */
function checkTax(row: Row, note: (name: Name, rule: BmdRule) => void): void {
	const columns = ['prozent', 'steuercode', 'steuer'] as const;
	const empty = columns.filter((name) => row[name] === '');
	if (empty.length === columns.length) return;
	for (const name of empty) note(name, 'tax-columns');
	if (empty.length > 0) return;
	const [cents, tax] = [centsOf(row.betrag), centsOf(row.steuer)];
	const isDebited = row.buchcode === '1';
	const sign = (row.steuercode === INPUT_TAX) === isDebited ? 1 : -1;
	if (Math.sign(tax) * Math.sign(cents) * sign < 0) note('steuer', 'tax-sign');
	const rate = row.prozent.replace(',', '.');
	// With an account of sales first, the amount is net in one of the guides.
	const due = [taxInGross(cents, rate), ...(isDebited ? [] : [(cents * Number(rate)) / 100])];
	if (!due.some((each) => Math.abs(Math.abs(each) - Math.abs(tax)) <= taxTolerance(cents))) {
		note('steuer', 'tax-amount');
	}
}

/** What each document number leaves on an account. */
function openOn(account: string, rows: readonly Row[]): Map<string, number> {
	const open = new Map<string, number>();
	for (const { konto, gkonto, belegnr, betrag, buchcode } of rows) {
		// With code 2 the first account is credited; some guides write its amount below zero, others above.
		const isDebited = buchcode === '1';
		const cents = isDebited ? centsOf(betrag) : Math.abs(centsOf(betrag));
		const [debit, credit] = isDebited ? [konto, gkonto] : [gkonto, konto];
		const change = (debit === account ? cents : 0) - (credit === account ? cents : 0);
		open.set(belegnr, (open.get(belegnr) ?? 0) + change);
	}
	return new Map([...open].filter(([, cents]) => cents !== 0));
}

/**
 * What BMD would refuse, leave unread or book otherwise.
 * @param bytes the file as it would lie on the accountant's disk
 */
export function checkBmd(
	bytes: Buffer,
	{ clearing, mayBeEmpty = false }: BmdOptions = {},
): Array<Finding<BmdRule>> {
	const { rows, findings: found } = readSeparated(bytes);
	const findings: Array<Finding<BmdRule>> = [...found];
	const note: Note = (row, field, rule, value) => findings.push({ row, field, rule, value });
	const [headings = [], ...postings] = rows;
	const places = placesOf(headings, note);
	if (postings.length === 0 && !mayBeEmpty) note(0, '', 'no-postings', '');
	const dayForms = new Set<number>();
	const wellFormed: Row[] = [];
	for (const [index, cells] of postings.entries()) {
		const at = index + 2;
		if (cells.length !== headings.length) note(at, '', 'columns', `${cells.length}`);
		for (const [place, { text, isQuoted }] of cells.entries()) {
			// Nothing says that BMD reads them; guides write a semicolon within a text as a comma (Hausleitner).
			if (isQuoted) note(at, headings[place]?.text ?? '', 'quotes', shapeOf(text));
		}
		const row = Object.fromEntries(
			NAMES.map((name) => [name, cells[places.get(name) ?? NaN]?.text ?? '']),
		) as Row;
		const noteAt = (name: Name, rule: BmdRule) => note(at, name, rule, shapeOf(row[name]));
		const before = findings.length;
		for (const name of NAMES) {
			if (row[name] !== '' && !COLUMNS[name].test(row[name])) noteAt(name, 'form');
			if (row[name] === '' && NEEDED.includes(name)) noteAt(name, 'needed');
		}
		if (findings.length > before) continue;
		if (row.konto === row.gkonto) noteAt('gkonto', 'same-account');
		if (!exists(row.belegdatum)) noteAt('belegdatum', 'day');
		if (dayForms.add(row.belegdatum.length).size > 1) noteAt('belegdatum', 'day-forms');
		checkTax(row, noteAt);
		wellFormed.push(row);
	}
	// Without the rows that can't be read, it would seem open where it isn't.
	if (clearing !== undefined && wellFormed.length === postings.length) {
		for (const [belegnr, cents] of openOn(clearing, wellFormed)) {
			note(0, 'belegnr', 'clearing-open', `${shapeOf(belegnr)}: ${cents} cents`);
		}
	}
	return findings;
}
