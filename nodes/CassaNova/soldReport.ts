/**
 * Sold reports of any range: asked for in parts that the vendor accepts and combined exactly.
 *
 * Whether "to" includes its day isn't documented. R(a, b) minus R(b, b) holds the days from a to the
 * one before b either way: where "to" includes its day, the second report takes that day off again;
 * where it doesn't, the second report is empty. A range is therefore asked for up to the day after
 * its end, and parts share their border day, whose own report is taken off once.
 */
import type { IDataObject } from 'n8n-workflow';
import { today } from '../shared/dates';
import { apiError } from '../shared/errors';
import {
	ZERO,
	add,
	decimalToString,
	divideRounded,
	fromCents,
	isZero,
	negate,
	parseDecimal,
} from '../shared/money';
import type { Decimal } from '../shared/money';
import type { Pool } from '../shared/pages';
import { LIST_MOVED, readWindow, withPool } from '../shared/run';
import type { Call, DayRange, Endpoint, ListSpec, Window } from '../shared/types';
import { sliceRange } from '../shared/windows';
import { pager } from './fields';

/** The document allows less than a year: 364 days are less, however they are counted. */
const REPORT_DAYS = 364;

const reportWindow: Window = {
	from: { parameter: 'datetimeFrom', wire: 'datetimeFrom' },
	to: { parameter: 'datetimeTo', wire: 'datetimeTo' },
	maxDays: REPORT_DAYS,
	format: (day) => day,
};

/** What a report asks the vendor for: parts to add up, and days to take off again. */
export interface ReportPlan {
	parts: DayRange[];
	/** Border days; each one's own report is subtracted. */
	borders: string[];
}

/** One report as the vendor sends it; `sold` holds the rows of all pages. */
export type Report = IDataObject & { sold: IDataObject[] };

/** What a report groups by. */
export interface Grouping {
	/** The row's field that holds the id, e.g. `idTax`. */
	id: string;
	/** The row's field that holds the record, e.g. `tax`. */
	record: string;
}

/** The numbers of a row that add up; `percentTotal` doesn't. */
const ROW_SUMS = ['quantity', 'profit', 'taxable', 'vat'];
/** The numbers of a report that add up; `totalCount` doesn't. */
const TOTAL_SUMS = [
	'totalSold',
	'totalRefund',
	'totalQuantity',
	'totalDepartmentSold',
	'totalDepartmentRefund',
	'totalDepartmentQuantity',
];
/** A day isn't over for certain while clocks may differ. */
const CLOCK_TOLERANCE_MS = 60 * 60_000;

/** A number of a report that can't be read; the message is for the user. */
export class UnreadableReportError extends Error {}

/**
 * Which reports are needed for a range: one for each part of at most 364 days, and one for each day
 * on which a part ends, except for days to come, on which nothing was sold yet.
 * @param range local days, both included
 * @param latest the last day that can hold sales
 */
export function planReport(range: DayRange, latest: string): ReportPlan {
	const end = range.to < latest ? range.to : latest;
	const to = end < range.from ? range.from : end;
	const parts = sliceRange({ from: range.from, to }, { maxDays: REPORT_DAYS });
	return {
		parts,
		borders: parts.map((part) => part.to).filter((day) => day <= latest),
	};
}

/**
 * Adds reports up and takes others off.
 * @returns the only report that says anything as it is; else rows by id with exact sums, and
 * `percentTotal` as the share of the row's profit in all rows' profit
 * @throws UnreadableReportError when a number can't be read
 */
export function combineReports(added: Report[], taken: Report[], grouping: Grouping): Report {
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
			const id = row[grouping.id] ?? null;
			const key = JSON.stringify(id);
			const combined = rows.get(key) ?? {
				id,
				record: null,
				sums: new Sums(ROW_SUMS),
				isTakenOff: false,
			};
			rows.set(key, combined);
			combined.record = (sign > 0 ? row[grouping.record] : undefined) ?? combined.record;
			combined.sums.add(row, sign);
			combined.isTakenOff ||= sign < 0;
		}
	}
	// A row of nothing but a border day isn't in the range.
	const sold = [...rows.values()].filter((row) => !(row.isTakenOff && row.sums.isZero()));
	const profit = sold.reduce((sum, row) => add(sum, row.sums.get('profit') ?? ZERO), ZERO);
	return {
		totalCount: sold.length,
		...sums.toNumbers(),
		sold: sold.map((row) => ({
			[grouping.id]: row.id,
			[grouping.record]: row.record,
			...row.sums.toNumbers(),
			percentTotal: share(row.sums.get('profit') ?? ZERO, profit),
		})),
	};
}

interface CombinedRow {
	id: IDataObject[string];
	record: IDataObject[string];
	sums: Sums;
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
	return report.sold.length === 0 && TOTAL_SUMS.every((name) => isZero(read(report, name) ?? ZERO));
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

/** The list and the work of a report; `oneItemWithTotals` decides what comes out. */
export function soldReport(grouping: Grouping): Pick<Endpoint, 'list' | 'run'> {
	const list: ListSpec = {
		items: 'sold',
		id: grouping.id,
		pager,
		window: reportWindow,
		whole: true,
	};
	return {
		list,
		run: async (call) => {
			const report = await readReport(call, list, grouping);
			return call.input.options.oneItemWithTotals === true ? [report] : report.sold;
		},
	};
}

async function readReport(call: Call, list: ListSpec, grouping: Grouping): Promise<Report> {
	const { range, timeZone } = call.input;
	const latest = today(call.now() + CLOCK_TOLERANCE_MS, timeZone);
	const plan = planReport(range ?? { from: latest, to: latest }, latest);
	const borders = plan.borders.map((day) => ({ from: day, to: day }));
	const [added, taken] = await withPool(call, async (pool) => {
		const readAll = async (ranges: DayRange[]) =>
			await Promise.all(ranges.map(async (part) => await readPart(call, list, part, pool)));
		return await Promise.all([readAll(plan.parts), readAll(borders)]);
	});
	try {
		return combineReports(added, taken, grouping);
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		throw apiError(call.host.getNode(), call.api, call.endpoint, {
			problem: words,
			advice: 'The API may have changed. Nothing was added up.',
		});
	}
}

/** All pages of one report; each of them repeats the totals. */
async function readPart(call: Call, list: ListSpec, part: DayRange, pool: Pool): Promise<Report> {
	const pages: IDataObject[] = [];
	const send: Call['send'] = async (request) => {
		const page = await call.send(request);
		pages.push(page as IDataObject);
		return page;
	};
	const { records, moved } = await readWindow(
		{ ...call, send },
		list,
		part,
		pool,
		() => true,
		Infinity,
	);
	const totals = pages.map(totalsOf);
	if (moved || totals.some((text) => text !== totals[0])) call.hint(LIST_MOVED);
	return { ...pages.at(-1), sold: records as IDataObject[] };
}

function totalsOf(page: IDataObject): string {
	return JSON.stringify(TOTAL_SUMS.map((name) => page[name] ?? null));
}
