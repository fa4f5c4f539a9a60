/**
 * The sandbox's reading of DATEV's posting batch (EXTF Buchungsstapel): what an import would refuse or
 * misunderstand, from DATEV's own pages (datevColumns, datevHead). Whoever changes it reads those
 * pages, not the package's writer.
 */
import { COLUMNS, NEEDS, TOGETHER } from './datevColumns.mts';
import { HEAD } from './datevHead.mts';
import { isDay } from './day.mts';
import type { Finding } from './finding.mts';
import { shapeOf } from './finding.mts';
import { readSeparated, SEPARATED_RULES } from './separated.mts';
import type { Cell } from './separated.mts';

export const DATEV_RULES = [
	...SEPARATED_RULES,
	/** EXTF_, at most 51 signs, .csv ("accounting:extf-files", error 1008832). */
	'file-name',
	/** At most 50 MB (there, error 1008833). */
	'file-size',
	/** At most 99,999 postings, and at least one (there: "More than 99999 postings", "No payload"). */
	'row-count',
	'no-postings',
	/** 31 fields and at most 1000 signs (there, "EXTF-header"). */
	'head-columns',
	'head-length',
	'head-form',
	/** The first day isn't after the last one, and both are days that exist. */
	'head-period',
	/** The period lies within the twelve months from the fiscal year's begin. */
	'head-fiscal-year',
	/** A posting has day and month only, so a period within one calendar year is beyond doubt. */
	'head-calendar-year',
	/** The second row names the columns, in their order. */
	'headings',
	'columns',
	'needed',
	/** Every text stands in quotes, an empty one as well; no number does. */
	'text-without-quotes',
	'number-in-quotes',
	'form',
	/** A posting's amount is above zero; S and H tell its side. */
	'amount-zero',
	/** As many digits as field 14 of the head says, or one more and no zero first: a customer's or supplier's. */
	'account-length',
	'account-zero',
	'day',
	'day-outside-period',
	/** One posting with 1 locks the whole batch, so all say what the head says. */
	'locking',
	'together',
	'foreign-currency',
] as const;
export type DatevRule = (typeof DATEV_RULES)[number];

export interface DatevOptions {
	fileName?: string;
	/** Whether a head and headings alone will do. */
	mayBeEmpty?: boolean;
}

const MOST_BYTES = 50 * 1024 * 1024;
const MOST_POSTINGS = 99_999;
const MOST_HEAD_SIGNS = 1000;
const FILE_NAME = /^EXTF_.{0,51}\.csv$/s;

type Note = (row: number, field: string, rule: DatevRule, value: string) => void;

/** What the rows are held against. */
interface Batch {
	accountDigits: number;
	/** YYYYMMDD. */
	from: string;
	to: string;
	locking: string;
	currency: string;
}

const textAt = (cells: readonly Cell[], column: number): string => cells[column - 1]?.text ?? '';

/** Whether there is such a day, as YYYYMMDD. */
function exists(day: string): boolean {
	return isDay(Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6)));
}

function checkHead(cells: readonly Cell[], note: Note): Batch {
	if (cells.length !== HEAD.size) note(1, '', 'head-columns', `${cells.length}`);
	for (const [column, { name, isText, holds }] of HEAD) {
		const { text, isQuoted } = cells[column - 1] ?? { text: '', isQuoted: isText };
		const field = `${column} ${name}`;
		if (!holds.test(text)) note(1, field, 'head-form', shapeOf(text));
		if (isQuoted && !isText) note(1, field, 'number-in-quotes', shapeOf(text));
		if (!isQuoted && isText) note(1, field, 'text-without-quotes', shapeOf(text));
	}
	const [yearFrom, from, to] = [13, 15, 16].map((column) => textAt(cells, column)) as [
		string,
		string,
		string,
	];
	for (const [column, day] of [
		[13, yearFrom],
		[15, from],
		[16, to],
	] as const) {
		if (!exists(day)) note(1, `${column} ${HEAD.get(column)?.name}`, 'head-period', shapeOf(day));
	}
	if (from > to) note(1, '15 Datum von', 'head-period', 'after the last day');
	const nextYear = `${Number(yearFrom.slice(0, 4)) + 1}${yearFrom.slice(4)}`;
	if (from < yearFrom || to >= nextYear) {
		note(1, '13 WJ-Beginn', 'head-fiscal-year', 'the period is not within it');
	}
	if (from.slice(0, 4) !== to.slice(0, 4)) {
		note(1, '16 Datum bis', 'head-calendar-year', 'another than that of the first day');
	}
	return {
		accountDigits: Number(textAt(cells, 14)),
		from,
		to,
		locking: textAt(cells, 21),
		currency: textAt(cells, 22),
	};
}

/** Letters and digits, so that a dash or a space more is no other heading. */
const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '');

function checkHeadings(cells: readonly Cell[], note: Note): void {
	if (cells.length !== COLUMNS.size) note(2, '', 'headings', `${cells.length}`);
	for (const [column, { names }] of COLUMNS) {
		const heading = plain(textAt(cells, column));
		if (!names.some((name) => heading.startsWith(plain(name)))) {
			note(2, `${column} ${names[0]}`, 'headings', shapeOf(textAt(cells, column)));
		}
	}
}

function checkAccount(account: string, digits: number, note: (rule: DatevRule) => void): void {
	if (/^0+$/.test(account)) note('account-zero');
	const isOfPerson = account.length === digits + 1 && !account.startsWith('0');
	if (account.length !== digits && !isOfPerson) note('account-length');
}

/** @param written day and month */
function checkDay(written: string, { from, to }: Batch, note: (rule: DatevRule) => void): void {
	const monthAndDay = `${written.slice(2)}${written.slice(0, 2)}`;
	const days = [from, to].map((day) => `${day.slice(0, 4)}${monthAndDay}`);
	if (!days.some(exists)) note('day');
	else if (!days.some((day) => exists(day) && from <= day && day <= to)) note('day-outside-period');
}

function checkPosting(cells: readonly Cell[], row: number, batch: Batch, note: Note): void {
	if (cells.length !== COLUMNS.size) note(row, '', 'columns', `${cells.length}`);
	const noteAt = (column: number, rule: DatevRule) =>
		note(row, `${column} ${COLUMNS.get(column)?.names[0]}`, rule, shapeOf(textAt(cells, column)));
	const wellFormed = new Set<number>();
	for (const [column, { isText, holds, isNeeded }] of COLUMNS) {
		const { text, isQuoted } = cells[column - 1] ?? { text: '', isQuoted: isText };
		if (isQuoted && !isText) noteAt(column, 'number-in-quotes');
		if (!isQuoted && isText) noteAt(column, 'text-without-quotes');
		if (text === '') {
			if (isNeeded) noteAt(column, 'needed');
			continue;
		}
		if (holds.test(text)) wellFormed.add(column);
		else noteAt(column, 'form');
	}
	if (wellFormed.has(1) && /^[0,]+$/.test(textAt(cells, 1))) noteAt(1, 'amount-zero');
	for (const column of [7, 8].filter((each) => wellFormed.has(each))) {
		checkAccount(textAt(cells, column), batch.accountDigits, (rule) => noteAt(column, rule));
	}
	if (wellFormed.has(10)) checkDay(textAt(cells, 10), batch, (rule) => noteAt(10, rule));
	if (wellFormed.has(114) && textAt(cells, 114) !== batch.locking) noteAt(114, 'locking');
	const isFilled = (column: number) => textAt(cells, column) !== '';
	for (const [one, other] of TOGETHER) {
		if (isFilled(one) !== isFilled(other)) noteAt(isFilled(one) ? other : one, 'together');
	}
	for (const [one, other] of NEEDS) {
		if (isFilled(one) && !isFilled(other)) noteAt(other, 'together');
	}
	const isForeign = isFilled(3) && textAt(cells, 3) !== batch.currency;
	for (const column of [4, 5, 6]) {
		if (isForeign && !isFilled(column)) noteAt(column, 'foreign-currency');
	}
}

/**
 * What DATEV would refuse or misunderstand.
 * @param bytes the file as it would lie on the accountant's disk
 */
export function checkDatev(
	bytes: Buffer,
	{ fileName, mayBeEmpty = false }: DatevOptions = {},
): Array<Finding<DatevRule>> {
	const findings: Array<Finding<DatevRule>> = [];
	const note: Note = (row, field, rule, value) => findings.push({ row, field, rule, value });
	if (fileName !== undefined && !FILE_NAME.test(fileName)) {
		note(0, '', 'file-name', shapeOf(fileName));
	}
	if (bytes.length > MOST_BYTES) note(0, '', 'file-size', `${bytes.length}`);
	const lines = bytes.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
	if (lines - 2 > MOST_POSTINGS) note(0, '', 'row-count', `${lines - 2}`);
	// Nobody needs to know what else is wrong with so much.
	if (bytes.length > MOST_BYTES || lines - 2 > MOST_POSTINGS) return findings;
	const headSigns = bytes.indexOf('\r\n');
	if (headSigns > MOST_HEAD_SIGNS) note(1, '', 'head-length', `${headSigns}`);
	const { rows, findings: found } = readSeparated(bytes);
	const [head = [], headings = [], ...postings] = rows;
	const batch = checkHead(head, note);
	checkHeadings(headings, note);
	if (postings.length === 0 && !mayBeEmpty) note(0, '', 'no-postings', '');
	for (const [index, cells] of postings.entries()) checkPosting(cells, index + 3, batch, note);
	return [...found, ...findings];
}
