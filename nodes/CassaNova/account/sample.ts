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

/** What to do where there was too little to look at. */
export const LATER = 'Check again when more was sold.';

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

/** Pages of one list that are read at most: they bound how many calls a check makes. */
const MOST_PAGES = 3;

/** Where a list is. */
export interface ListPlace {
	path: string;
	key: string;
}

export const RECEIPT_LIST: ListPlace = { path: RECEIPTS, key: 'receipts' };

/**
 * All documents of a kind that CassaNova gives for one day.
 * @returns a refusal where they are more than a check reads
 */
export async function wholeDay(
	desk: Desk,
	{ path, key }: ListPlace,
	day: Day,
): Promise<Looked<IDataObject[]>> {
	return await wholeList(desk, { path, key }, documentsQuery({ from: day, to: day }));
}

/**
 * All taxes of the account.
 * @returns a refusal where they are more than a check reads
 */
export async function wholeTaxes(desk: Desk): Promise<Looked<IDataObject[]>> {
	const list = { path: '/taxes', key: 'taxes' };
	return await wholeList(desk, list, { start: 0, limit: pager.size });
}

async function wholeList(
	desk: Desk,
	{ path, key }: ListPlace,
	query: Record<string, unknown>,
): Promise<Looked<IDataObject[]>> {
	const records: IDataObject[] = [];
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const looked = await desk.get(path, { ...query, start: records.length });
		if (isRefusal(looked)) return looked;
		const more = recordsOf(looked.value, key);
		records.push(...more);
		const total = totalOf(looked.value) ?? Infinity;
		if (more.length === 0 || records.length >= total) return { value: records };
	}
	return TOO_MANY;
}

const TOO_MANY = notAsked('the list has more records than a check reads');
