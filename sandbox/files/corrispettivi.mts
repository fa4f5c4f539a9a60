/**
 * The sandbox's reading of an Italian register of takings ("registro dei corrispettivi") as a file: a row
 * for each business day and shop, which an accountant opens as a sheet or imports.
 *
 * Sources; whoever changes this reads those, not the package's writer:
 * - DPR 633/1972, art. 24 (normattiva.it): per day, takings and taxes per rate, and what isn't taxed;
 *   art. 16 and table A: the rates 4, 5, 10 and 22 %; art. 27: the tax is taken out of the takings;
 * - RFC 4180, section 2: rows, quotes, as many cells in each row;
 * - Abaco, guide to the file to import ("esterometro/filecsv"), and openSTAManager, "import-listini": amounts
 *   with two decimals and nothing between thousands; no breaks of lines within a cell;
 * - Microsoft, "Opening CSV UTF-8 files correctly in Excel": UTF-8 is taken for Windows-1252 without its mark.
 */
import { taxInGross } from '../money.mts';
import { roleOf } from './corrispettiviHeadings.mts';
import type { AmountRole, Role } from './corrispettiviHeadings.mts';
import { isDay } from './day.mts';
import type { Finding } from './finding.mts';
import { shapeOf } from './finding.mts';
import { taxTolerance } from './rounding.mts';
import { encodingOf, readRows, SEPARATED_RULES } from './separated.mts';
import type { Cell, SeparatedFile } from './separated.mts';

export const CORRISPETTIVI_RULES = [
	...SEPARATED_RULES,
	/** A column of which nobody says what it is can't be held against the others. */
	'heading-unknown',
	'heading-twice',
	/** A day, and an amount. */
	'heading-missing',
	/** The rates of art. 16 and table A, and those that were given. */
	'rate',
	/** Of a rate, one part alone tells the takings only if it is the one with the taxes. */
	'rate-columns',
	/** As many cells as headings (RFC 4180, 2.4). */
	'columns',
	'no-days',
	'needed',
	'form',
	/** Amounts are written in one way throughout a file. */
	'notation',
	'day',
	/** So are days. */
	'day-forms',
	/** The days of a shop follow each other. */
	'order',
	/** A day of a shop is recorded once, as a whole ("ammontare globale"). */
	'twice',
	/** Without taxes and taxes make what was taken, to the cent. */
	'sum',
	'tax-amount',
	/** What the rates and the untaxed part come to. */
	'total',
	/** What is not yet paid is part of what was sold. */
	'unpaid',
	/** Of a last row with the sums of the columns. */
	'column-total',
] as const;
export type CorrispettiviRule = (typeof CORRISPETTIVI_RULES)[number];

export interface CorrispettiviOptions {
	/** What columns are, by their headings; of others the headings tell it. */
	columns?: Readonly<Record<string, Role>>;
	/** Further rates that are well, such as those of another country's shop. */
	rates?: readonly string[];
	/** Whether headings alone will do. */
	mayBeEmpty?: boolean;
}

const RATES = ['0', '4', '5', '10', '22'];

const AMOUNT = /^(?!-0+([.,]00)?$)-?\d{1,12}([.,]\d{2})?$/;
const DAY = /^(\d{2}\/\d{2}\/\d{4}|\d{4}-\d{2}-\d{2})$/;

type Note = (row: number, field: string, rule: CorrispettiviRule, value: string) => void;

interface Column {
	heading: string;
	place: number;
	role: Role;
}

const isAmount = (role: Role): role is AmountRole => typeof role === 'object';
const holdsMoney = ({ role }: Column): boolean =>
	isAmount(role) || role === 'free' || role === 'unpaid';

/** Spreadsheets and importers know two ways to write signs: UTF-8 with its mark, and Windows-1252. */
function readText(bytes: Buffer): { text: string; findings: SeparatedFile['findings'] } {
	const isMarked = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
	if (!isMarked) {
		return {
			text: new TextDecoder('windows-1252').decode(bytes),
			findings: encodingOf(bytes),
		};
	}
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] };
	} catch {
		const value = 'not all of it is UTF-8';
		return {
			text: new TextDecoder('utf-8').decode(bytes),
			findings: [{ row: 0, field: '', rule: 'encoding', value }],
		};
	}
}

/** The sign that the row of headings has most often between its words. */
function separatorOf(headings: string): string {
	const bare = headings.replaceAll(/"[^"]*"/g, '');
	const counted = [';', '\t', ','].map((sign) => [sign, bare.split(sign).length] as const);
	return counted.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

/** Which roles only one column has. */
const keyOf = (role: Role): string | undefined => {
	if (isAmount(role)) return `${role.part} ${role.rate ?? 'of all rates'}`;
	return role === 'day' || role === 'documents' ? role : undefined;
};

function columnsOf(
	headings: readonly Cell[],
	{ columns = {}, rates = [] }: CorrispettiviOptions,
	note: Note,
): Column[] {
	const known: Column[] = [];
	const seen = new Set<string>();
	for (const [place, { text: heading }] of headings.entries()) {
		const role = columns[heading] ?? roleOf(heading);
		if (role === undefined) {
			note(1, `${place + 1}`, 'heading-unknown', heading);
			continue;
		}
		known.push({ heading, place, role });
		const key = keyOf(role) ?? heading;
		if (seen.has(key)) note(1, `${place + 1}`, 'heading-twice', heading);
		seen.add(key);
	}
	if (!known.some(({ role }) => role === 'day')) note(1, 'day', 'heading-missing', '');
	if (!known.some(({ role }) => role === 'free' || isAmount(role))) {
		note(1, 'amount', 'heading-missing', '');
	}
	for (const [rate, parts] of byRate(known)) {
		if (![...RATES, ...rates].includes(rate)) note(1, rate, 'rate', '');
		const [only] = Object.keys(parts);
		if (Object.keys(parts).length === 1 && only !== 'gross') note(1, rate, 'rate-columns', '');
	}
	return known;
}

type Parts = Partial<Record<AmountRole['part'], Column>>;

/** The columns of each rate. */
function byRate(columns: readonly Column[]): Map<string, Parts> {
	const found = new Map<string, Parts>();
	for (const column of columns) {
		const { role } = column;
		if (!isAmount(role) || role.rate === undefined) continue;
		found.set(role.rate, { ...found.get(role.rate), [role.part]: column });
	}
	return found;
}

/** Whether there is such a day, as 31/12/2026 or 2026-12-31; as the latter. */
function dayOf(written: string): string | undefined {
	const parts = written.includes('/') ? written.split('/').reverse() : written.split('-');
	const [year = NaN, month = NaN, date = NaN] = parts.map(Number);
	return isDay(year, month, date) ? parts.join('-') : undefined;
}

/** Of a well-formed amount, or of an empty cell, which is nothing. */
const centsOf = (amount: string): number =>
	amount === '' ? 0 : Number(/[.,]/.test(amount) ? amount.replace(/[.,]/, '') : `${amount}00`);

type Row = (column: Column) => number;

/** Sums and taxes of a row in which each amount is well-formed. */
function checkSums(
	row: Row,
	columns: readonly Column[],
	receipts: number | undefined,
	note: (field: string, rule: CorrispettiviRule, value: string) => void,
): void {
	const sumOf = (role: Role): number =>
		columns.filter((each) => each.role === role).reduce((sum, each) => sum + row(each), 0);
	const sums = { gross: 0, net: 0, tax: 0 };
	for (const [rate, { gross, net, tax }] of byRate(columns)) {
		const [due, without, taxes] = [gross, net, tax].map((each) => each && row(each));
		const taken = due ?? (without ?? 0) + (taxes ?? 0);
		const its = taxes ?? (without === undefined ? taxInGross(taken, rate) : taken - without);
		sums.gross += taken;
		sums.tax += its;
		sums.net += without ?? taken - its;
		if (gross && net && tax && taken !== (without ?? 0) + its) {
			note(gross.heading, 'sum', `${taken - (without ?? 0) - its} cents`);
		}
		const off = Math.abs(its - taxInGross(taken, rate));
		const most = rate === '0' ? 0 : taxTolerance(taken, receipts);
		if (off > most) note((tax ?? net)?.heading ?? rate, 'tax-amount', `${off} cents`);
	}
	const free = sumOf('free');
	for (const { heading, role, place } of columns) {
		if (!isAmount(role) || role.rate !== undefined) continue;
		const is = row({ heading, role, place });
		// Some registers count what isn't taxed among the amounts without taxes, others by itself.
		const may = {
			gross: [sums.gross + free],
			net: [sums.net, sums.net + free],
			tax: [sums.tax],
		}[role.part];
		if (byRate(columns).size > 0 && !may.includes(is)) {
			note(heading, 'total', `${is - (may[0] ?? 0)} cents`);
		}
	}
	const total = columns.find(({ role }) => isAmount(role) && !role.rate && role.part === 'gross');
	const taken = total ? row(total) : sums.gross + free;
	const unpaid = columns.find(({ role }) => role === 'unpaid');
	if (unpaid && Math.abs(sumOf('unpaid')) > Math.abs(taken)) {
		note(unpaid.heading, 'unpaid', `${sumOf('unpaid')} of ${taken} cents`);
	}
}

/**
 * What an accountant couldn't read, or would book otherwise than it was meant.
 * @param bytes the file as it would lie on the accountant's disk
 */
export function checkCorrispettivi(
	bytes: Buffer,
	options: CorrispettiviOptions = {},
): Array<Finding<CorrispettiviRule>> {
	const { text, findings: unread } = readText(bytes);
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	// The last row may do without (RFC 4180, 2.2).
	const whole = text.endsWith(lineEnd) ? text : `${text}${lineEnd}`;
	const separator = separatorOf(whole.slice(0, whole.indexOf(lineEnd)));
	const { rows, findings: found } = readRows(whole, separator, lineEnd);
	const findings: Array<Finding<CorrispettiviRule>> = [...unread, ...found];
	const note: Note = (row, field, rule, value) => findings.push({ row, field, rule, value });
	const [headings = [], ...days] = rows;
	const columns = columnsOf(headings, options, note);
	const money = columns.filter(holdsMoney);
	const day = columns.find(({ role }) => role === 'day');
	const documents = columns.find(({ role }) => role === 'documents');
	const shops = columns.filter(({ role }) => role === 'shop');
	const at = (cells: readonly Cell[], column: Column | undefined): string =>
		(column && cells[column.place]?.text) ?? '';
	const hasTotals = /^total[ei]\b/i.test(at(days.at(-1) ?? [], day));
	if (days.length === (hasTotals ? 1 : 0) && !options.mayBeEmpty) note(0, '', 'no-days', '');
	const notations = new Set<string>();
	const dayForms = new Set<boolean>();
	const lastDays = new Map<string, string>();
	const seen = new Set<string>();
	/** By the columns, as long as each amount could be read. */
	let sums: Map<Column, number> | undefined = new Map();
	for (const [index, cells] of days.entries()) {
		const row = index + 2;
		const isTotals = hasTotals && index === days.length - 1;
		const noteAt = (column: Column, rule: CorrispettiviRule) =>
			note(row, column.heading, rule, shapeOf(at(cells, column)));
		if (cells.length !== headings.length) note(row, '', 'columns', `${cells.length}`);
		const before = findings.length;
		for (const column of money) {
			const amount = at(cells, column);
			if (amount === '') continue;
			if (!AMOUNT.test(amount)) noteAt(column, 'form');
			else if (notations.add(/[.,]/.exec(amount)?.[0] ?? '').size > 1) noteAt(column, 'notation');
		}
		const receipts = at(cells, documents);
		if (documents && !/^\d*$/.test(receipts)) noteAt(documents, 'form');
		if (!isTotals) {
			for (const column of shops) if (at(cells, column) === '') noteAt(column, 'needed');
			const written = at(cells, day);
			const known = DAY.test(written) ? dayOf(written) : undefined;
			if (day && written === '') noteAt(day, 'needed');
			else if (day && !DAY.test(written)) noteAt(day, 'form');
			else if (day && known === undefined) noteAt(day, 'day');
			else if (day && known !== undefined) {
				if (dayForms.add(written.includes('/')).size > 1) noteAt(day, 'day-forms');
				const shop = shops.map((column) => at(cells, column)).join('\n');
				if (known < (lastDays.get(shop) ?? '')) noteAt(day, 'order');
				if (seen.has(`${known}\n${shop}`)) noteAt(day, 'twice');
				seen.add(`${known}\n${shop}`);
				lastDays.set(shop, known);
			}
		}
		// What can't be read can't be added.
		if (findings.slice(before).some(({ rule }) => rule === 'form')) {
			sums = undefined;
			continue;
		}
		const centsIn: Row = (column) => centsOf(at(cells, column));
		if (isTotals) {
			for (const column of sums ? money : []) {
				const off = centsIn(column) - (sums?.get(column) ?? 0);
				if (off !== 0) note(row, column.heading, 'column-total', `${off} cents`);
			}
			continue;
		}
		for (const column of money) sums?.set(column, (sums.get(column) ?? 0) + centsIn(column));
		checkSums(centsIn, columns, receipts === '' ? undefined : Number(receipts), (...told) =>
			note(row, ...told),
		);
	}
	return findings;
}
