/** What accounting reads from Kassandro: a period's receipts, and receipts by their numbers. */
import type { IDataObject } from 'n8n-workflow';
import type { Beside, Confirmed } from '../../shared/books/book';
import { collecting } from '../../shared/books/collected';
import { NUMBER_BYTES } from '../../shared/books/intake';
import type { BooksIntake } from '../../shared/books/intake';
import type { Wanted } from '../../shared/books/source';
import { calendarDays, isWithin } from '../../shared/books/period';
import { withoutNumbers } from '../../shared/books/foundNumbers';
import type { NumberAt } from '../../shared/books/foundNumbers';
import type { Gap, Numbers, Start } from '../../shared/books/missingNumbers';
import { inTurns } from '../../shared/values/inTurns';
import { convertOrFail } from '../../shared/run/output';
import { runBatches } from '../../shared/run/batches';
import { runList, withPool } from '../../shared/run/run';
import { tellDoubt } from '../../shared/run/toldIn';
import { readShopTime } from '../../shared/values/shopTime';
import { variantOf } from '../../shared/table/table';
import type { ListSpec } from '../../shared/table/list';
import type { DayRange } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { registerOf } from '../answers';
import { Cancellations } from './cancellations';
import { doubtTimes, MOST_SAMPLED } from './countedTimes';
import { askFor } from './originals';
import { getAll } from '../resources/receipt';
import { converter } from './toReceipts';

/** More single receipts aren't asked for: a jump in the numbers may be as long as it likes. */
const MOST_ASKED = 300;

/** Numbers that are tried at most to find receipts right before the first or after the last of a period. */
export const MOST_BESIDE = 20;

/** A list of receipts with items, and the call that reads some calendar days of it. */
function listing(call: Call, range: DayRange): { call: Call; list?: ListSpec } {
	const endpoint = variantOf(getAll, call.authentication.value);
	const { list, output } = endpoint;
	const query = { ...call.input.query, ...output?.accountingQuery };
	const own = { ...call.endpoint, route: endpoint.route };
	return {
		call: call.with(own, { ...call.input, query, range }),
		list: list && { ...list, keepsLookalikes: true },
	};
}

/** The records of some calendar days, of the registers that the user chose. */
export async function readRecords(call: Call, range: DayRange): Promise<unknown[]> {
	const { call: own, list } = listing(call, range);
	return list ? await runList(own, list, Infinity) : [];
}

/** Reads every receipt of a period, and those of the days beside it, some at a time. */
export async function readInto(
	call: Call,
	{ period }: Wanted,
	intake: BooksIntake,
): Promise<Beside> {
	const { call: own, list } = listing(call, calendarDays(period));
	if (!list) return {};
	const read = new Cancellations(call);
	let sample: unknown[] = [];
	await runBatches(own, list, {
		take: async (records) => {
			sample = [...sample, ...records.slice(-MOST_SAMPLED)].slice(-MOST_SAMPLED);
			await read.add(intake, records);
		},
		keeps: intake.keepsReceipts ? undefined : NUMBER_BYTES,
	});
	await tellDoubt(call, doubtTimes, sample);
	await read.end(intake, async (range) => await readRecords(call, range));
	return {};
}

/** The same, whole. */
export const readBooks = collecting(readInto);

/** A receipt that its number finds, though a list has left it out. */
export interface FoundReceipt extends NumberAt {
	record: IDataObject;
	businessDay: string;
}

/** The first missing numbers, as many as are asked for. */
function firstMissing(gaps: Gap[]): NumberAt[] {
	const numbers: NumberAt[] = [];
	for (const { first, last, write, place } of gaps) {
		for (let value = first; value <= last; value++) {
			if (numbers.length >= MOST_ASKED) return numbers;
			numbers.push({ number: write(value), place });
		}
	}
	return numbers;
}

/** Asks for the receipts of all missing numbers, as far as there aren't too many. */
export async function askForMissing(
	call: Call,
	gaps: Gap[],
	wanted: Wanted,
): Promise<FoundReceipt[]> {
	const missing = gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0);
	if (missing > MOST_ASKED) {
		call.hint(
			`${missing} receipt numbers are missing. Only the first ${MOST_ASKED} were asked for one by one; the others may be late receipts of other days.`,
		);
	}
	const asked = firstMissing(gaps);
	return await withPool(call, async (pool) => {
		const found = await Promise.all(
			asked.map(async (one) => await pool(async () => await askAt(call, one, wanted))),
		);
		return found.flatMap((answer) => (answer === 'nothing' || answer === 'other' ? [] : answer));
	});
}

/** The receipt of a number; `other` where it is another place's, as places may share numbers. */
async function askAt(
	call: Call,
	{ number, place }: NumberAt,
	{ clock }: Wanted,
): Promise<FoundReceipt | 'nothing' | 'other'> {
	const record = await askFor(call, number);
	if (!record) return 'nothing';
	const register = registerOf(record);
	if (place !== null && register !== undefined && register !== place.id) return 'other';
	const { created } = record;
	const time =
		typeof created === 'string' || typeof created === 'number'
			? readShopTime(created, clock)
			: undefined;
	return { number, place, record, businessDay: time?.businessDay ?? '' };
}

/**
 * Looks for the receipt right before the first of a period, number by number: what lies between the
 * two is missing, and so is one of the period itself, which the list has left out.
 * @param mayAsk whether one more number may be asked for
 * @returns what is missing, and where nothing tells what came before
 */
async function lookBefore(
	call: Call,
	start: Start,
	wanted: Wanted,
	mayAsk: () => boolean,
): Promise<Numbers> {
	const { first, write, place } = start;
	const lowest = Math.max(1, first - MOST_BESIDE);
	/** The lowest number that is known to be of the period. */
	let own = first;
	const missing = (from: number): Gap[] =>
		from === first ? [] : [{ ...start, first: from, last: first - 1 }];
	for (let value = first - 1; value >= lowest && mayAsk(); value--) {
		const answer = await askAt(call, { number: write(value), place }, wanted);
		if (answer === 'other') break;
		if (answer === 'nothing') continue;
		if (!isWithin(answer.businessDay, wanted.period)) {
			return { gaps: missing(value + 1), starts: [] };
		}
		own = value;
	}
	return { gaps: missing(own), starts: own === 1 ? [] : [{ ...start, first: own }] };
}

/**
 * Numbers are given in the order of arrival: what is missing between others may be a receipt of
 * another day that came late. One of the period itself stays: the list has left it out.
 */
export async function confirmGaps(
	call: Call,
	{ gaps, starts }: Numbers,
	wanted: Wanted,
): Promise<Confirmed> {
	// Where each number has an end of its own, such as the year, each would look like a sequence.
	let left = MOST_ASKED;
	const mayAsk = () => left-- > 0;
	const before = await withPool(call, async (pool) =>
		Promise.all(
			starts.map(
				async (start) => await pool(async () => await lookBefore(call, start, wanted, mayAsk)),
			),
		),
	);
	const found = await askForMissing(call, gaps, wanted);
	const elsewhere = found.filter(({ businessDay }) => !isWithin(businessDay, wanted.period));
	const records = elsewhere.map(({ record }) => record);
	const convert = records.length === 0 ? undefined : await converter(call, records);
	const still = await inTurns(call, withoutNumbers(gaps, elsewhere));
	return {
		gaps: [...before.flatMap((one) => one.gaps), ...still],
		starts: before.flatMap((one) => one.starts),
		found: convert ? records.map((record) => convertOrFail(call, convert, record)) : [],
	};
}
