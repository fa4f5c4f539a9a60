/** What a check reads of an account's receipts: the last ones that are there, and one whole day of them. */
import type { IDataObject } from 'n8n-workflow';
import { lastAfternoon } from '../../shared/check/days';
import { isRefusal, notAsked } from '../../shared/check/desk';
import type { Desk, Looked } from '../../shared/check/desk';
import type { DayRange } from '../../shared/table/request';
import { addDays, today } from '../../shared/values/dates';
import { member, recordsIn } from '../../shared/values/records';
import type { Day } from '../../shared/values/units';
import { pager } from '../fields';
import { listUnder } from '../newer';

/** Receipts of some days, as one page of the list gives them. */
export interface Sample {
	days: DayRange;
	/** The answer as it came. */
	answer: unknown;
	records: IDataObject[];
	/** How many there are in all, where CassaNova tells. */
	total?: number;
}

/** Days before today with which a look begins; the document allows three days at once. */
const LOOKS = [1, 4, 31];

export const RECEIPTS = '/documents/receipts';

/** What is asked of a list of documents. */
export function documentsQuery({ from, to }: DayRange): Record<string, unknown> {
	return { start: 0, limit: pager.size, datetimeFrom: from, datetimeTo: to };
}

/** The records of a list, under its own key or as the only list of the answer. */
export function recordsOf(answer: unknown, key: string): IDataObject[] {
	return recordsIn(listUnder(key)(answer));
}

function sampleOf(answer: unknown, days: DayRange): Sample {
	const total = totalOf(answer);
	return {
		days,
		answer,
		records: recordsOf(answer, 'receipts'),
		...(total === undefined ? {} : { total }),
	};
}

/** How many records there are in all; undefined where CassaNova doesn't tell. */
function totalOf(answer: unknown): number | undefined {
	const total = member(answer, 'totalCount');
	return typeof total === 'number' ? total : undefined;
}

/** The first page of the receipts of some days. */
export async function receiptsOf(desk: Desk, days: DayRange): Promise<Looked<Sample>> {
	const looked = await desk.get(RECEIPTS, documentsQuery(days));
	return isRefusal(looked) ? looked : { value: sampleOf(looked.value, days) };
}

/** The days that the first look of all is at. */
export function lastDays({ call }: Desk): DayRange {
	return daysBefore(today(call.now(), call.input.timeZone), LOOKS[0] ?? 1);
}

function daysBefore(now: Day, days: number): DayRange {
	const to = addDays(now, -days);
	return { from: addDays(to, -2), to };
}

/**
 * Receipts of the last days on which there are some. Today's are left out: they are still growing.
 * @returns the last look, which may be without records
 */
export async function sampleReceipts(desk: Desk): Promise<Looked<Sample>> {
	const now = today(desk.call.now(), desk.call.input.timeZone);
	let looked: Looked<Sample> | undefined;
	for (const days of LOOKS) {
		looked = await receiptsOf(desk, daysBefore(now, days));
		if (isRefusal(looked)) return looked;
		if (looked.value.records.length === 0) continue;
		desk.keepShape('receipts', looked.value.records);
		return looked;
	}
	return looked ?? notAsked('there are no days to look at');
}

/**
 * The first and the last page of the receipts of some days: in whichever order a list stands, they hold its
 * last day.
 * @returns `isWhole` where nothing lies between them
 */
export async function endsOf(
	desk: Desk,
	days: DayRange,
): Promise<Looked<{ records: IDataObject[]; isWhole: boolean }>> {
	const first = await receiptsOf(desk, days);
	if (isRefusal(first)) return first;
	const { records, total } = first.value;
	if (total === undefined) return { value: { records, isWhole: records.length === 0 } };
	if (total <= records.length) return { value: { records, isWhole: true } };
	const start = Math.max(records.length, total - pager.size);
	const last = await desk.get(RECEIPTS, { ...documentsQuery(days), start });
	if (isRefusal(last)) return last;
	const all = [...records, ...recordsOf(last.value, 'receipts')];
	return { value: { records: all, isWhole: all.length >= total } };
}

/** The last day of a sample that has a receipt of its afternoon; undefined where none has. */
export function dayOf({ call }: Desk, { records }: Pick<Sample, 'records'>): Day | undefined {
	return lastAfternoon(
		records.map(({ datetime }) => datetime),
		call.input.timeZone,
	);
}

/** Pages of a day's receipts that are read at most. */
const MOST_PAGES = 3;

/** Where documents of a kind are. */
export interface DocumentList {
	path: string;
	key: string;
}

export const RECEIPT_LIST: DocumentList = { path: RECEIPTS, key: 'receipts' };

/**
 * All documents of a kind that CassaNova gives for one day.
 * @returns a refusal where they are more than a check reads
 */
export async function wholeDay(
	desk: Desk,
	{ path, key }: DocumentList,
	day: Day,
): Promise<Looked<IDataObject[]>> {
	const days = { from: day, to: day };
	const first = await desk.get(path, documentsQuery(days));
	if (isRefusal(first)) return first;
	const total = totalOf(first.value) ?? Infinity;
	const records = recordsOf(first.value, key);
	if (records.length === 0) return { value: records };
	for (let page = 1; records.length < total; page += 1) {
		if (page >= MOST_PAGES) return TOO_MANY;
		const query = { ...documentsQuery(days), start: records.length };
		const next = await desk.get(path, query);
		if (isRefusal(next)) return next;
		const more = recordsOf(next.value, key);
		if (more.length === 0) break;
		records.push(...more);
	}
	return { value: records };
}

const TOO_MANY = notAsked('the day has more documents of a kind than a check reads');
