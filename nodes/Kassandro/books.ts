/** What accounting reads from Kassandro: a period's receipts, and receipts by their numbers. */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import type { Books } from '../shared/books/book';
import type { Wanted } from '../shared/books/resource';
import { calendarDays, isWithin } from '../shared/books/period';
import { withoutNumbers } from '../shared/books/sequences';
import type { Gap } from '../shared/books/sequences';
import { readable } from '../shared/output';
import { runList, withPool } from '../shared/run';
import { readShopTime } from '../shared/shopTime';
import { variantOf } from '../shared/table';
import type { Call, DayRange } from '../shared/types';
import { registerOf } from './answers';
import { askFor } from './originals';
import { getAll } from './resources/receipt';
import { converter } from './toReceipts';

/** More single receipts aren't asked for: a jump in the numbers may be as long as it likes. */
const MOST_ASKED = 300;

/** The records of some calendar days, of the registers that the user chose. */
export async function readRecords(call: Call, range: DayRange): Promise<unknown[]> {
	const endpoint = variantOf(getAll, call.authentication.value);
	const { list, output } = endpoint;
	if (!list) return [];
	const query = { ...call.input.query, ...output?.accountingQuery };
	const other = { ...call, endpoint: { ...call.endpoint, route: endpoint.route } };
	return await runList({ ...other, input: { ...call.input, query, range } }, list, Infinity);
}

/** Every receipt of a period, and those of the days beside it. */
export async function readBooks(call: Call, { period }: Wanted): Promise<Books> {
	const records = await readRecords(call, calendarDays(period));
	const convert = await converter(call, records);
	return { receipts: records.map((record) => readable(call, convert, record)), others: [] };
}

/** A receipt that its number finds, though a list has left it out. */
export interface Found {
	number: string;
	record: IDataObject;
	businessDay: string;
}

/** Asks for the receipts of all missing numbers, as far as there aren't too many. */
export async function askForMissing(call: Call, gaps: Gap[], wanted: Wanted): Promise<Found[]> {
	const asked = gaps.flatMap(({ first, last, write, place }) =>
		Array.from({ length: Math.min(last - first + 1, MOST_ASKED) }, (_, index) => ({
			number: write(first + index),
			place,
		})),
	);
	if (asked.length > MOST_ASKED) {
		call.hint(
			`More than ${MOST_ASKED} receipt numbers are missing. Only the first ${MOST_ASKED} were asked for one by one.`,
		);
	}
	return await withPool(call, async (pool) => {
		const found = await Promise.all(
			asked.slice(0, MOST_ASKED).map(async ({ number, place }): Promise<Found[]> => {
				const record = await pool(async () => await askFor(call, number).catch(noSuchNumber));
				const register = registerOf(record);
				// Where registers share numbers, it may be another one's receipt.
				const isOther = place !== null && register !== undefined && register !== place.id;
				if (!record || isOther) return [];
				const { created } = record;
				const time =
					typeof created === 'string' || typeof created === 'number'
						? readShopTime(created, wanted.clock)
						: undefined;
				return [{ number, record, businessDay: time?.businessDay ?? '' }];
			}),
		);
		return found.flat();
	});
}

/** A number that Kassandro doesn't take for one stays missing; everything else is a failure. */
function noSuchNumber(error: unknown): undefined {
	if (error instanceof NodeApiError && error.httpCode === '400') return undefined;
	throw error;
}

/**
 * Numbers are given in the order of arrival: what is missing between others may be a receipt of
 * another day that came late. One of the period itself stays: the list has left it out.
 */
export async function confirmGaps(call: Call, gaps: Gap[], wanted: Wanted): Promise<Gap[]> {
	const found = await askForMissing(call, gaps, wanted);
	const elsewhere = new Set(
		found
			.filter(({ businessDay }) => !isWithin(businessDay, wanted.period))
			.map(({ number }) => number),
	);
	return withoutNumbers(gaps, elsewhere);
}
