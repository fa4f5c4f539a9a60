/** Kassandro's list of receipts against its own count (document: Belege, GET /receipts/count). */
import type { AccountingReceipt, Place } from '../../shared/books/receipt';
import { isWithin } from '../../shared/books/period';
import { byPlace, compare, compareStated, explain } from '../../shared/books/reconciliation';
import type { Explaining, Reconciliation } from '../../shared/books/reconciliation';
import type { Wanted } from '../../shared/books/source';
import { findEnds, findNumbers } from '../../shared/books/missingNumbers';
import { toSequences } from '../../shared/books/sequences';
import { addDays } from '../../shared/values/dates';
import { groupsOf } from '../../shared/values/groups';
import { inTurns } from '../../shared/values/inTurns';
import { shapeAnswer } from '../../shared/run/output';
import { withPool } from '../../shared/run/run';
import { businessDayEnd, businessDayStart } from '../../shared/values/shopTime';
import type { DayRange } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { askForMissing, MOST_BESIDE, readBooks } from './books';
import { count } from '../resources/receipt';
import { converter, readRegisters } from './toReceipts';

/** Three comparisons per register: the count, the stated amounts, the payments. */
export async function reconcile(call: Call, wanted: Wanted): Promise<Reconciliation[]> {
	const { period } = wanted;
	const since = call.now();
	const { receipts } = await readBooks(call, wanted);
	const counted = receipts.filter(({ businessDay }) => isWithin(businessDay, period));
	const items: Reconciliation[] = [];
	const ownOf = new Map(byPlace(counted).map((entry) => [entry.place?.id, entry.receipts]));
	const allOf = groupsOf(receipts, ({ register }) => register?.id);
	for (const place of await placesOf(call, counted)) {
		const own = ownOf.get(place?.id) ?? [];
		const all = allOf.get(place?.id) ?? [];
		items.push(await compareCount(call, wanted, place, { own, all, since }));
		const stated = await inTurns(call, compareStated(own, place, period));
		for (const item of stated) items.push(item);
	}
	return items;
}

/** The registers that were asked for, also those that printed nothing. */
async function placesOf(call: Call, receipts: AccountingReceipt[]): Promise<Place[]> {
	const names = await readRegisters(call);
	const asked = call.input.query.cashregisterid;
	const ids = asked === undefined ? [...names.keys()] : [String(asked)];
	const isListed = new Set(ids);
	const listed = ids.map((id) => ({ id, name: names.get(id) ?? null }));
	const others = byPlace(receipts)
		.map(({ place }) => place)
		.filter((place) => !isListed.has(place?.id ?? ''));
	const places = [...listed, ...others];
	// One register that printed nothing: its count is what there is to compare.
	return places.length === 0 ? [null] : places;
}

/** What was listed of a register. */
interface Listed {
	/** Of the period. */
	own: AccountingReceipt[];
	/** Also of the days beside it. */
	all: AccountingReceipt[];
	/** When that began to be read, in milliseconds since 1970. */
	since: number;
}

async function compareCount(
	call: Call,
	wanted: Wanted,
	place: Place,
	listed: Listed,
): Promise<Reconciliation> {
	const { own } = listed;
	const { period } = wanted;
	const theirs = await readCount(call, wanted, place, period);
	const compared = { check: 'count', subject: 'Receipts', place, period } as const;
	if (theirs === own.length) return compare({ ...compared, ours: own.length, theirs });
	const days = await differingDays(call, wanted, place, own);
	// A receipt that is in no list explains a higher count, never a lower one.
	const isHigher = theirs > own.length;
	const receipts = isHigher ? await explainCount(call, wanted, listed, days, theirs) : [];
	const note = isHigher
		? 'Receipts may have been made while the list was read. Run it again; if it stays, compare the days with the till.'
		: 'The list holds receipts that are not counted, and nothing tells which. Run it again; if it stays, compare the days with the till.';
	return compare({
		...compared,
		ours: own.length,
		theirs,
		days,
		receipts,
		note: receipts.length === theirs - own.length ? '' : note,
	});
}

/** Kassandro's count of a register's receipts in some business days. */
async function readCount(
	call: Call,
	{ clock }: Wanted,
	place: Place,
	{ from, to }: DayRange,
): Promise<number> {
	const isFiltered = call.authentication.value === 'accountToken' && place !== null;
	const answer = await call.send({
		method: 'GET',
		path: '/receipts/count',
		query: {
			dateFrom: businessDayStart(from, clock),
			dateTo: businessDayEnd(addDays(to, 1), clock),
			...(isFiltered ? { cashRegisterId: Number(place.id) } : {}),
		},
	});
	const shaped = shapeAnswer(
		call.with({ ...call.endpoint, output: count.output }, call.input),
		answer,
	);
	return Number(Object.values(shaped).find((value) => Number.isInteger(value)));
}

async function differingDays(
	call: Call,
	wanted: Wanted,
	place: Place,
	own: AccountingReceipt[],
): Promise<string[]> {
	const days: string[] = [];
	for (let day = wanted.period.from; day <= wanted.period.to; day = addDays(day, 1)) days.push(day);
	const counts = await withPool(call, async (pool) =>
		Promise.all(
			days.map(
				async (day) =>
					await pool(async () => await readCount(call, wanted, place, { from: day, to: day })),
			),
		),
	);
	const ours = groupsOf(own, ({ businessDay }) => businessDay);
	return days.filter((day, index) => (ours.get(day)?.length ?? 0) !== counts[index]);
}

/**
 * Receipts that are counted, found by their numbers, and in no list; of days that differ. Before the
 * first number of the period and after its last one, as many are tried as are looked for.
 */
async function explainCount(
	call: Call,
	wanted: Wanted,
	{ own, all, since }: Listed,
	days: string[],
	theirs: number,
): Promise<Explaining[]> {
	const { period } = wanted;
	const sequences = await inTurns(call, toSequences(all));
	const { gaps, starts } = await inTurns(call, findNumbers(sequences, period));
	const beside = Math.min(MOST_BESIDE, theirs - own.length);
	const before = starts.map((start) => {
		const { first } = start;
		return { ...start, first: Math.max(1, first - beside), last: first - 1 };
	});
	const ends = findEnds(sequences, period);
	const after = ends.map((end) => ({ ...end, last: end.first + beside - 1 }));
	const found = await askForMissing(call, [...gaps, ...before, ...after], wanted);
	const missing = found.filter(({ businessDay }) => days.includes(businessDay));
	const convert = await converter(
		call,
		missing.map(({ record }) => record),
	);
	return missing.map(({ record }) => {
		const receipt = convert(record);
		const isNew = Date.parse(receipt.issuedAt) >= since;
		return explain(
			receipt,
			receipt.totals.grossCents,
			isNew
				? 'It was made while the list was read. Run it again.'
				: 'It is counted and its number finds it, but it is in no list.',
		);
	});
}
