/**
 * Sold reports of any range, the arithmetic: which reports are asked for, and how they are combined.
 *
 * Whether "to" includes its day isn't documented. R(a, b) minus R(b, b) holds the days from a to the
 * one before b either way: where "to" includes its day, the second report takes that day off again;
 * where it doesn't, the second report is empty. A range is therefore asked for up to the day after
 * its end, and parts share their border day, whose own report is taken off once.
 */
import type { IDataObject } from 'n8n-workflow';
import { wireFlag } from '../../shared/books/vendorRecord';
import {
	ZERO,
	add,
	decimalToString,
	divideRounded,
	fromCents,
	isZero,
	negate,
	parseDecimal,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import type { DayRange } from '../../shared/table/request';
import { sliceRange } from '../../shared/run/windows';

/** The document allows less than a year: 364 days are less, however they are counted. */
export const REPORT_DAYS = 364;

/** So many days at most are open: those after `settled`, up to `latest`. */
const OPEN_DAYS = 2;

/** What the clock says, with room for clocks that differ. */
export interface ReportClock {
	/** The last day that can hold sales. */
	latest: string;
	/** The last day that is over: nothing more is sold on it. One or two days before `latest`. */
	settled: string;
}

/** What a report asks the vendor for: parts to add up, and days to take off again. */
export interface ReportPlan {
	parts: DayRange[];
	/** Border days that are over; each one's own report is subtracted. */
	borders: string[];
	/**
	 * The last part, where the day that it ends on may still grow: two answers about that day don't
	 * fit together when something is sold between them.
	 */
	open?: DayRange;
}

/** One report as the vendor sends it; `sold` holds the rows of all pages. */
export type Report = IDataObject & { sold: IDataObject[] };

/** What a report groups by. */
export interface SoldGrouping {
	/** The row's field that holds the id, e.g. `idTax`. */
	id: string;
	/** The row's field that holds the record, e.g. `tax`. */
	record: string;
	/** What tells rows of one id apart: the same thing is sold by itself and as a part of others. */
	partOf?: {
		/** The row's fields that hold the id and the record of what it is a part of. */
		id: string;
		record: string;
		/** The row's fields that say what kind of part it is. */
		flags: readonly string[];
	};
}

/** The numbers of a row that add up; `percentTotal` doesn't. */
const ROW_SUMS = ['quantity', 'profit', 'taxable', 'vat'];
/** The numbers of a report that add up; `totalCount` doesn't. */
export const TOTAL_SUMS = [
	'totalSold',
	'totalRefund',
	'totalQuantity',
	'totalDepartmentSold',
	'totalDepartmentRefund',
	'totalDepartmentQuantity',
];

/** What holds for a report as a whole; not in the document. */
const REPORT_TEXTS = ['currency'];

/** A number of a report that can't be read; the message is for the user. */
export class UnreadableReportError extends Error {}

/**
 * Which reports are needed for a range: one for each part of at most 364 days, and one for each day
 * on which a part ends, except for days to come, on which nothing was sold yet.
 * @param range local days, both included
 */
export function planReport(range: DayRange, { latest, settled }: ReportClock): ReportPlan {
	const end = range.to < latest ? range.to : latest;
	const to = end < range.from ? range.from : end;
	const parts = cutWhereSettled({ from: range.from, to }, settled);
	const borders = parts.map((part) => part.to).filter((day) => day <= latest);
	const last = parts.at(-1);
	if (!last || last.to > latest || last.to <= settled) return { parts, borders };
	return { parts: parts.slice(0, -1), borders: borders.slice(0, -1), open: last };
}

/** Parts whose common border days are over; only the day that the last one ends on may be open. */
function cutWhereSettled(range: DayRange, settled: string): DayRange[] {
	const parts = sliceRange(range, { maxDays: REPORT_DAYS });
	const isSettled = parts.slice(0, -1).every(({ to }) => to <= settled);
	return isSettled ? parts : sliceRange(range, { maxDays: REPORT_DAYS - OPEN_DAYS });
}

/**
 * True for a report without any number but zero. One about a single day that isn't silent shows that
 * "to" includes its day; one that is silent shows nothing.
 * @throws UnreadableReportError when a number can't be read
 */
export function isSilent(report: Report): boolean {
	return isNothing(report, TOTAL_SUMS) && report.sold.every((row) => isNothing(row, ROW_SUMS));
}

/**
 * True when a row is taken off that was never added: the reports weren't made at the same moment,
 * and a receipt of a past day arrived between them.
 * @throws UnreadableReportError when a number can't be read
 */
export function hasStrays(added: Report[], taken: Report[], grouping: SoldGrouping): boolean {
	const known = new Set(added.flatMap(({ sold }) => sold.map((row) => rowKeyOf(row, grouping))));
	return taken.some(({ sold }) =>
		sold.some((row) => !known.has(rowKeyOf(row, grouping)) && !isNothing(row, ROW_SUMS)),
	);
}

/**
 * Adds reports up and takes others off.
 * @returns the only report that says anything as it is; else rows by {@link rowKeyOf} with exact sums,
 * and `percentTotal` as the share of the row's profit in what was sold
 * @throws UnreadableReportError when a number can't be read
 */
export function combineReports(added: Report[], taken: Report[], grouping: SoldGrouping): Report {
	const telling = added.filter((report) => !isEmpty(report));
	const takenOff = taken.filter((report) => !isEmpty(report));
	const [only = added[0], ...others] = telling;
	if (only && others.length === 0 && takenOff.length === 0) return only;
	const all = [
		...telling.map((report) => ({ report, sign: 1 })),
		...takenOff.map((report) => ({ report, sign: -1 })),
	];
	const sums = new Sums(TOTAL_SUMS);
	const rows = new Map<string, CombinedRow>();
	for (const { report, sign } of all) {
		sums.add(report, sign);
		for (const row of report.sold) {
			const key = rowKeyOf(row, grouping);
			const combined = rows.get(key) ?? {
				about: { [grouping.id]: row[grouping.id] ?? null, [grouping.record]: null },
				sums: new Sums(ROW_SUMS),
				isAdded: false,
				isTakenOff: false,
			};
			rows.set(key, combined);
			if (sign > 0) describe(combined.about, row, grouping);
			combined.sums.add(row, sign);
			combined.isAdded ||= sign > 0;
			combined.isTakenOff ||= sign < 0;
		}
	}
	// A row of nothing but a border day isn't in the range.
	const sold = [...rows.values()].filter(
		(row) => row.isAdded && !(row.isTakenOff && row.sums.isZero()),
	);
	const profit = wholeOf(sold, sums, grouping);
	return {
		...textsOf(telling),
		totalCount: sold.length,
		...sums.toNumbers(),
		sold: sold.map((row) => ({
			...row.about,
			...row.sums.toNumbers(),
			percentTotal: share(row.sums.get('profit') ?? ZERO, profit),
		})),
	};
}

interface CombinedRow {
	/** What the row is about: id, record, and what it is a part of. */
	about: IDataObject;
	sums: Sums;
	isAdded: boolean;
	isTakenOff: boolean;
}

/** Exact sums of the numbers with these names, as far as anything holds them. */
class Sums {
	private readonly values = new Map<string, Decimal>();

	constructor(private readonly names: string[]) {}

	add(holder: IDataObject, sign: number): void {
		for (const name of this.names) {
			const value = read(holder, name);
			if (!value) continue;
			const signed = sign < 0 ? negate(value) : value;
			this.values.set(name, add(this.values.get(name) ?? ZERO, signed));
		}
	}

	get(name: string): Decimal | undefined {
		return this.values.get(name);
	}

	isZero(): boolean {
		return [...this.values.values()].every(isZero);
	}

	toNumbers(): IDataObject {
		const known = this.names.filter((name) => this.values.has(name));
		return Object.fromEntries(known.map((name) => [name, toNumber(this.values.get(name) ?? ZERO)]));
	}
}

function isEmpty(report: Report): boolean {
	return report.sold.length === 0 && isNothing(report, TOTAL_SUMS);
}

function isNothing(holder: IDataObject, names: string[]): boolean {
	return names.every((name) => isZero(read(holder, name) ?? ZERO));
}

/** Takes over what a row says about itself, as far as it does. */
function describe(about: IDataObject, row: IDataObject, { record, partOf }: SoldGrouping): void {
	for (const name of [record, ...(partOf ? [partOf.id, partOf.record, ...partOf.flags] : [])]) {
		const value = row[name];
		if (value !== undefined) about[name] = value ?? about[name] ?? null;
	}
}

function textsOf(reports: Report[]): IDataObject {
	const texts: IDataObject = {};
	for (const name of REPORT_TEXTS) {
		const value = reports.map((report) => report[name]).find((one) => one !== undefined);
		if (value !== undefined) texts[name] = value;
	}
	return texts;
}

function isPart(row: IDataObject, partOf: NonNullable<SoldGrouping['partOf']>): boolean {
	const owner = row[partOf.id];
	return (
		(owner !== undefined && owner !== null) ||
		partOf.flags.some((flag) => wireFlag.parse(row[flag]))
	);
}

/**
 * What shares are shares of: the profit of all rows. Assumption: parts of a menu or a composed dish
 * stand beside the row that holds what was paid, and count for nothing in the whole, unless it takes
 * them to come to the report's own total.
 */
function wholeOf(rows: CombinedRow[], totals: Sums, { partOf }: SoldGrouping): Decimal {
	const profitOf = (some: CombinedRow[]) =>
		some.reduce((sum, row) => add(sum, row.sums.get('profit') ?? ZERO), ZERO);
	const all = profitOf(rows);
	const heads = partOf ? rows.filter(({ about }) => !isPart(about, partOf)) : rows;
	const refund = totals.get('totalRefund') ?? ZERO;
	const total = add(totals.get('totalSold') ?? ZERO, negate(refund));
	return heads.length === rows.length || isZero(add(all, negate(total))) ? all : profitOf(heads);
}

/** What tells a row of a report from all others of it. */
export function rowKeyOf(row: IDataObject, { id, partOf }: SoldGrouping): string {
	if (!partOf) return JSON.stringify(row[id] ?? null);
	const flags = partOf.flags.map((flag) => wireFlag.parse(row[flag]));
	return JSON.stringify([row[id] ?? null, row[partOf.id] ?? null, ...flags]);
}

/** Undefined where there is no such number. */
function read(holder: IDataObject, name: string): Decimal | undefined {
	const value = holder[name];
	if (value === undefined || value === null) return undefined;
	const number = parseDecimal(value);
	if (number) return number;
	throw new UnreadableReportError(`"${name}" of the report is not a number`);
}

function toNumber(value: Decimal): number {
	return Number(decimalToString(value));
}

/** Per cent with two places, half away from zero; 0 of nothing. */
function share(part: Decimal, whole: Decimal): number {
	if (isZero(whole)) return 0;
	const numerator = part.units * 10n ** BigInt(whole.scale) * 10_000n;
	const denominator = whole.units * 10n ** BigInt(part.scale);
	return toNumber(fromCents(Number(divideRounded(numerator, denominator))));
}
