/** Searches the receipts of a register for one of them (document: Belege zu der Kassa). */
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../../shared/wire/errors';
import { isRecord } from '../../shared/values/records';
import { readAlone, runOne } from '../../shared/run/run';
import type { ListSpec } from '../../shared/table/list';
import type { DayRange } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { readCount, readListItems } from '../answers';
import { dates, pager } from '../fields';

/** How often a list is read that changes meanwhile. */
const MOST_READS = 3;

const list: ListSpec = { items: readListItems, id: '_id', pager, window: dates.window };

/**
 * All receipts of the register in a range, with their lines.
 * @throws NodeApiError where the list can't be read, or doesn't stand still
 */
export async function readRegister(call: Call, range: DayRange): Promise<IDataObject[]> {
	const reading = asRead(call, 'GET /receipts', range, { withItems: true });
	for (let reads = 1; reads <= MOST_READS; reads += 1) {
		const { records, moved } = await readAlone(reading, list, { window: range });
		if (!moved) return records.filter(isRecord);
	}
	throw apiError(call, {
		problem: 'the list of receipts changed each time while it was searched',
		advice: 'Run it again when the register is less busy.',
	});
}

/** How many receipts a range holds; undefined where the answer doesn't tell. */
export async function countRegister(call: Call, range: DayRange): Promise<number | undefined> {
	return readCount(await runOne(asRead(call, 'GET /receipts/count', range, {})));
}

/** The same item's call, for a read that prepares its write: it may log in to the till as that does. */
function asRead(call: Call, route: string, range: DayRange, query: Record<string, unknown>): Call {
	return call.with(
		{ ...call.endpoint, route, range: dates.window, mayCreateToken: true },
		{ ...call.input, path: {}, query, body: {}, range },
	);
}
