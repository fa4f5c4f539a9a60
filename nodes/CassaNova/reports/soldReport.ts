/** Sold reports of any range: asks for what `soldSums` plans, and for what the answers call for. */
import type { IDataObject } from 'n8n-workflow';
import { dateWindow } from '../../shared/table/dateWindow';
import { addDays, today } from '../../shared/values/dates';
import { apiError } from '../../shared/wire/errors';
import type { Pool } from '../../shared/run/pages';
import { isAbsent, isRecord } from '../../shared/values/records';
import { LIST_MOVED } from '../../shared/run/kept';
import { readWindow, withPool } from '../../shared/run/run';
import type { ListSpec } from '../../shared/table/list';
import type { DayRange } from '../../shared/table/request';
import type { Call, Endpoint } from '../../shared/table/types';
import { datetimeDays, pager, shopDays } from '../fields';
import {
	REPORT_DAYS,
	TOTAL_SUMS,
	UnreadableReportError,
	combineReports,
	hasStrays,
	isSilent,
	rowKeyOf,
	planReport,
} from './soldSums';
import type { SoldGrouping, Report, ReportClock, ReportPlan } from './soldSums';

/** The days of a report. */
export const reportDates = dateWindow(
	shopDays(
		"={{ $now.setZone('Europe/Rome').startOf('month').toISODate() }}",
		'Any length works: the node asks in pieces of less than a year and adds them up.',
	),
	{ ...datetimeDays, maxDays: REPORT_DAYS },
);

/** A day has begun, or is over, for certain only where clocks can't differ so much. */
const CLOCK_TOLERANCE_MS = 60 * 60_000;

/** So often reports that don't fit together are asked for. */
const MOST_ROUNDS = 3;

/** The list and the work of a report; `oneItemWithTotals` decides what comes out. */
export function soldReport(grouping: SoldGrouping): Pick<Endpoint, 'list' | 'reads' | 'run'> {
	const list: ListSpec = {
		items: 'sold',
		// Rows without an id can't be told apart.
		id: (row) => (isAbsent(row[grouping.id]) ? undefined : rowKeyOf(row, grouping)),
		pager,
		window: reportDates.window,
		whole: true,
	};
	return {
		list,
		reads: true,
		run: async (call) => {
			const report = await readReport(call, list, grouping);
			return call.input.options.oneItemWithTotals === true ? [report] : report.sold;
		},
	};
}

async function readReport(call: Call, list: ListSpec, grouping: SoldGrouping): Promise<Report> {
	const clock = readClock(call);
	const { range = { from: clock.latest, to: clock.latest } } = call.input;
	const plan = planReport(range, clock);
	return await withPool(call, async (pool) => {
		const read: ReadPart = async (part) => await readPart(call, list, part, pool);
		return await readRounds(call, grouping, plan, read);
	}).catch((error: unknown) => rethrow(call, error));
}

/** A number that can't be read is an error of the API; everything else passes as it is. */
function rethrow(call: Call, error: unknown): never {
	if (!(error instanceof UnreadableReportError)) throw error;
	throw apiError(call, {
		problem: error.message,
		advice: 'The API may have changed. Nothing was added up.',
	});
}

function readClock({ now, input: { timeZone } }: Call): ReportClock {
	return {
		latest: today(now() + CLOCK_TOLERANCE_MS, timeZone),
		settled: addDays(today(now() - CLOCK_TOLERANCE_MS, timeZone), -1),
	};
}

/** One report, and whether it changed while its pages were read. */
interface ReadReport {
	report: Report;
	moved: boolean;
}

type ReadPart = (part: DayRange) => Promise<ReadReport>;

/** Reads what was planned and combines it; where the answers don't fit together, all of it again. */
async function readRounds(
	call: Call,
	grouping: SoldGrouping,
	{ parts, borders, open }: ReportPlan,
	read: ReadPart,
): Promise<Report> {
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const [last, added, taken] = await Promise.all([
			open ? readOpen(open, read) : undefined,
			Promise.all(parts.map(read)),
			Promise.all(borders.map(async (day) => await read({ from: day, to: day }))),
		]);
		if (last) added.push(last);
		const plus = added.map(({ report }) => report);
		const minus = taken.map(({ report }) => report);
		if (hasStrays(plus, minus, grouping)) continue;
		if ([...added, ...taken].some(({ moved }) => moved)) call.hint(LIST_MOVED);
		return combineReports(plus, minus, grouping);
	}
	throw apiError(call, {
		problem: `the reports that make up the range didn't fit together, ${MOST_ROUNDS} times`,
		advice:
			'Receipts of past days may be arriving from tills that were offline. Run it again later. Nothing was added up.',
	});
}

/**
 * Reads a part that ends on a day on which sales are still made, without taking anything off: two
 * answers about that day would differ by what is sold between them.
 *
 * If that day's own report holds anything, "to" includes its day, and the report up to the day before
 * is the right one. If it holds nothing before and after the part was read, the part holds nothing of
 * that day either.
 * @param part up to the day after the range
 */
async function readOpen({ from, to }: DayRange, read: ReadPart): Promise<ReadReport> {
	const isDaySilent = async () => isSilent((await read({ from: to, to })).report);
	if (await isDaySilent()) {
		const answer = await read({ from, to });
		if (await isDaySilent()) return answer;
	}
	return await read({ from, to: addDays(to, -1) });
}

/** All pages of one report; each of them repeats the totals. */
async function readPart(
	call: Call,
	list: ListSpec,
	part: DayRange,
	pool: Pool,
): Promise<ReadReport> {
	const pages: IDataObject[] = [];
	const look = (answer: unknown) => {
		if (isRecord(answer)) pages.push(answer);
	};
	const { records, moved } = await readWindow(call, list, { window: part, pool, look });
	const totals = pages.map(totalsOf);
	return {
		report: { ...pages.at(-1), sold: records.map(rowOf) },
		moved: moved || totals.some((text) => text !== totals[0]),
	};
}

function rowOf(row: unknown): IDataObject {
	if (isRecord(row)) return row;
	throw new UnreadableReportError('a row of the report is no record');
}

function totalsOf(page: IDataObject): string {
	return JSON.stringify(TOTAL_SUMS.map((name) => page[name] ?? null));
}
