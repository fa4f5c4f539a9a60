/** What a check reads of an account's receipts: the last ones that are there, and one day of them. */
import type { IDataObject } from 'n8n-workflow';
import { lastAfternoon } from '../../shared/check/days';
import { isRefusal } from '../../shared/check/desk';
import type { Desk, Looked } from '../../shared/check/desk';
import type { DayRange } from '../../shared/table/request';
import { addDays, endOfDay, startOfDay, toLocalDay, today } from '../../shared/values/dates';
import { recordsIn } from '../../shared/values/records';
import type { Day } from '../../shared/values/units';
import { readListItems } from '../answers';

/** What to do where there was too little to look at. */
export const LATER = 'Check again when there are receipts.';

/** Days that looks cover; yesterday is the last one of each. */
const LOOKS = [3, 31, 366];
/** Receipts that are looked at; more than one page of a day isn't read. */
const MOST = 200;

/** What is asked of the list of receipts, in the form that the kind of token has. */
export function receiptsQuery(
	{ call }: Desk,
	{ from, to }: DayRange,
	page: { limit: number; offset: number },
): Record<string, unknown> {
	const { timeZone } = call.input;
	return call.authentication.value === 'accountToken'
		? { datefrom: from, dateto: to, ...page, withitems: true }
		: {
				dateFrom: startOfDay(from, timeZone),
				dateTo: endOfDay(to, timeZone),
				...page,
				withItems: true,
			};
}

/** Receipts of some days, and the days. */
export interface Sample {
	days: DayRange;
	records: IDataObject[];
	/** True where there may be more of these days. */
	isCut: boolean;
}

/** The first receipts of some days. */
export async function receiptsOf(desk: Desk, days: DayRange): Promise<Looked<Sample>> {
	const query = receiptsQuery(desk, days, { limit: MOST, offset: 0 });
	const looked = await desk.get('/receipts', query);
	if (isRefusal(looked)) return looked;
	const records = recordsIn(readListItems(looked.value));
	return { value: { days, records, isCut: records.length >= MOST } };
}

/**
 * Receipts of the last days on which there are some. Today's are left out: they are still growing.
 * @returns the last look, which may be without records
 */
export async function sampleReceipts(desk: Desk): Promise<Looked<Sample>> {
	const { call } = desk;
	const to = addDays(today(call.now(), call.input.timeZone), -1);
	let looked: Looked<Sample> | undefined;
	for (const days of LOOKS) {
		looked = await receiptsOf(desk, { from: addDays(to, 1 - days), to });
		if (isRefusal(looked)) return looked;
		if (looked.value.records.length === 0) continue;
		desk.keepShape('receipts', looked.value.records);
		return looked;
	}
	return looked ?? { words: 'there are no days to look at' };
}

/** The last day of a sample that has a receipt of its afternoon; undefined where none has. */
export function dayOf({ call }: Desk, { records }: Sample): Day | undefined {
	return lastAfternoon(
		records.map(({ created }) => created),
		call.input.timeZone,
	);
}

/** The receipts of a sample that were made on a day. */
export function recordsOn({ call }: Desk, { records }: Sample, day: Day): IDataObject[] {
	return records.filter(({ created }) => toLocalDay(created, call.input.timeZone) === day);
}
