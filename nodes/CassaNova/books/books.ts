/** What accounting reads from CassaNova: every fiscal document of a period, with its shop. */
import type { AccountingReceipt, DocumentType, Place } from '../../shared/books/receipt';
import type { Books } from '../../shared/books/book';
import { isCancelledInPlace } from '../../shared/books/cancelled';
import type { Wanted } from '../../shared/books/source';
import { findNumbers } from '../../shared/books/missingNumbers';
import { toSequences } from '../../shared/books/sequences';
import { addDays } from '../../shared/values/dates';
import { isUnreadable } from '../../shared/books/unreadable';
import { groupsOf } from '../../shared/values/groups';
import { eachInTurns, inTurns, mapSteps } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/inTurns';
import { convertOrFail } from '../../shared/run/output';
import { isRecord } from '../../shared/values/records';
import { runList } from '../../shared/run/run';
import { tellDoubt } from '../../shared/run/toldIn';
import type { DayRange } from '../../shared/table/request';
import type { Call, Endpoint } from '../../shared/table/types';
import { isDraft } from './accounting';
import { creditNote } from '../resources/creditNote';
import { invoice } from '../resources/invoice';
import { receipt } from '../resources/receipt';
import { readPlacing } from './closings/readPlacing';
import type { Placing } from './closings/placing';
import { shopOf } from './shopOf';
import { noteTakenBackTwice } from './takenBackTwice';
import { converter, readShops } from './toReceipts';
import { doubtTimes, TELLING } from './zoneOfTimes';
import { numbersIn } from '../../shared/table/checked';

const RECEIPTS: ListedType = { type: 'receipt', endpoint: listOf(receipt.endpoints) };

/** Documents that most shops make few of. */
const RARE: ListedType[] = [
	{ type: 'invoice', endpoint: listOf(invoice.endpoints) },
	{ type: 'creditNote', endpoint: listOf(creditNote.endpoints) },
];

function listOf(endpoints: Endpoint[]): Endpoint | undefined {
	return endpoints.find(({ value }) => value === 'getAll');
}

/**
 * Every fiscal document of a period, and those of the days beside it. Bills (preconti) are none, and
 * drafts don't count. All shops are read in one pass where documents name theirs.
 */
export async function readBooks(call: Call, { period }: Pick<Wanted, 'period'>): Promise<Books> {
	const shops = await shopsOf(call);
	const placing = await readPlacing(call, period);
	const { from, to } = placing.days;
	// Receipts are numbered anew after each closing: it shows whether all of one have been read.
	const before = addDays(from, -1);
	const read = async (kind: ListedType, range: DayRange, known?: ShopRecord[]) =>
		await readKind(call, kind, shops, range, known);
	// The day after comes by itself: it may be empty yet, and shows nothing of "to" then. With a day alone it
	// comes at once: what is asked for of one day shows nothing of longer ranges, and those below are such.
	const next = { from: addDays(period.to, 1), to };
	const ranges = from === period.to ? [{ from, to }] : [{ from, to: period.to }, next];
	const receipts: ShopRecord[] = [];
	for (const range of ranges) {
		for (const one of await read(RECEIPTS, range)) receipts.push(one);
	}
	const rare = await Promise.all(
		RARE.map(async (kind) => await read(kind, { from: before, to }, receipts)),
	);
	const found = [...receipts, ...rare.flat()];
	await tellDoubt(
		call,
		doubtTimes,
		receipts.slice(0, TELLING).map(({ record }) => record),
	);
	const books = await convertAll(call, shops, found, placing);
	if (!(await inTurns(call, needsDayBefore(books, period)))) return await noted(call, books);
	const ofDayBefore = await read(RECEIPTS, { from: before, to: before });
	return await noted(call, await convertAll(call, shops, [...ofDayBefore, ...found], placing));
}

/** A kind of document and its list. */
interface ListedType {
	type: DocumentType;
	endpoint: Endpoint | undefined;
}

/** A document and where it was made. */
interface ShopRecord {
	type: DocumentType;
	shop: Place;
	record: unknown;
}

async function noted(call: Call, books: Required<Books>): Promise<Books> {
	return { ...books, receipts: await inTurns(call, noteTakenBackTwice(books.receipts)) };
}

/**
 * Whether the receipts of the day before tell something: where numbers of the period don't begin with
 * the first, or a credit note is about a receipt that wasn't read.
 */
function* needsDayBefore({ receipts, others }: Required<Books>, period: DayRange): Steps<boolean> {
	const ofTills = [...receipts, ...others].filter(({ documentType }) => documentType === 'receipt');
	const { gaps, starts } = yield* findNumbers(yield* toSequences(ofTills), period);
	if (starts.length > 0 || gaps.some(({ first }) => first === 1)) return true;
	const keyOf = (number: string | null, place: Place) => JSON.stringify([place?.id, number]);
	const keys = yield* mapSteps(ofTills, ({ number, salesPoint }) => keyOf(number, salesPoint));
	const known = new Set(keys);
	for (const { documentType, references, salesPoint } of receipts) {
		yield;
		if (documentType !== 'creditNote') continue;
		if (references.some(({ number }) => !known.has(keyOf(number, salesPoint)))) return true;
	}
	return false;
}

/** Documents → receipts, shop by shop. */
async function convertAll(
	call: Call,
	shops: Array<NonNullable<Place>>,
	found: ShopRecord[],
	{ place, isAsked, remarks }: Placing,
): Promise<Required<Books>> {
	const books: Omit<Required<Books>, 'remarks'> = { receipts: [], others: [], originals: [] };
	const places = new Map(
		[...shops, ...found.map(({ shop }) => shop)].map((shop) => [shop?.id, shop]),
	);
	const byShop = groupsOf(found, ({ shop }) => shop?.id);
	for (const shop of places.values()) {
		const convert = await converter(call, shop);
		await eachInTurns(call, byShop.get(shop?.id) ?? [], ({ type, record }) => {
			const toReceipt = (each: unknown) => place(convert(each, type), each);
			if (isDraft(record)) {
				books.others.push(...readIfPossible(record, toReceipt));
				return;
			}
			const counted = convertOrFail(call, toReceipt, record);
			if (!isAsked(counted)) {
				books.others.push(counted);
				return;
			}
			books.receipts.push(counted);
			if (isCancelledInPlace(counted)) {
				const originals = readIfPossible(beforeCancelling(record), toReceipt);
				books.originals.push(...originals.filter((one) => !isUnreadable(one)));
			}
		});
	}
	return { ...books, remarks: await inTurns(call, remarks(books.receipts)) };
}

/**
 * Reads all shops at once. Where documents don't name their shop, one shop after the other is asked by
 * itself until all are known; what belongs to none of them is the last one's.
 *
 * Assumption: a deferred invoice, which has no body, counts nothing and is of the shop
 * of the receipts that it names, or of the only shop that sold.
 * @param known receipts that were read before
 */
async function readKind(
	call: Call,
	{ type, endpoint }: ListedType,
	shops: Array<NonNullable<Place>>,
	range: DayRange,
	known: readonly ShopRecord[] = [],
): Promise<ShopRecord[]> {
	const records = await readRecords(call, endpoint, shops, range);
	const receipts = new Map(known.map(({ record, shop }) => [idOf(record), shop]));
	const only = onlyShop([...receipts.values()]);
	const byId = new Map([...shops].reverse().map((shop) => [shop.id, shop]));
	const places = new Map<unknown, Place | undefined>();
	await eachInTurns(call, records, (record) => {
		places.set(idOf(record), placeIn(record, byId) ?? deferredAt(record, receipts, only));
	});
	const isOpen = () => [...places.values()].includes(undefined);
	const sold = groupsOf(records, shopOf);
	const sales = ({ id }: NonNullable<Place>) => sold.get(id)?.length ?? 0;
	const inOrder = [...shops].sort((one, other) => sales(other) - sales(one));
	for (const shop of inOrder.slice(0, -1)) {
		if (!isOpen()) break;
		for (const record of await readRecords(call, endpoint, [shop], range)) {
			places.set(idOf(record), places.get(idOf(record)) ?? shop);
		}
	}
	const [last = null] = inOrder.slice(-1);
	return records.map((record) => ({ type, shop: places.get(idOf(record)) ?? last, record }));
}

function placeIn(record: unknown, shops: ReadonlyMap<string, Place>): Place | undefined {
	const id = shopOf(record);
	return id === undefined ? undefined : (shops.get(id) ?? { id, name: null });
}

/** The shop that all are; undefined where there are several, or none. */
function onlyShop(shops: ReadonlyArray<Place | undefined>): Place | undefined {
	const [first] = shops;
	return shops.every((shop) => shop?.id === first?.id) ? (first ?? undefined) : undefined;
}

/**
 * Undefined for other documents, and where several shops come into question: those of the receipts
 * that it names, or of all where none of them was read.
 * @param only the shop of all receipts, where it is but one
 */
function deferredAt(
	record: unknown,
	receipts: ReadonlyMap<unknown, Place>,
	only: Place | undefined,
): Place | undefined {
	if (!isRecord(record) || !record.deferred || !Array.isArray(record.deferredReceipts)) return;
	const named = record.deferredReceipts.filter((id) => receipts.has(id));
	return named.length > 0 ? onlyShop(named.map((id) => receipts.get(id))) : only;
}

function idOf(record: unknown): unknown {
	return isRecord(record) ? record.id : undefined;
}

/** Of a draft only the number matters, and of what was cancelled nothing counts: they needn't be readable. */
function readIfPossible(
	record: unknown,
	toReceipt: (record: unknown) => AccountingReceipt,
): AccountingReceipt[] {
	try {
		return [toReceipt(record)];
	} catch {
		return [];
	}
}

/** Assumption: a record keeps its rows and payments when it is cancelled in place. */
function beforeCancelling(record: unknown): unknown {
	if (!isRecord(record) || !isRecord(record.document)) return record;
	return { ...record, document: { ...record.document, refund: false } };
}

/** The shops that were asked for, or all that the account lists. */
async function shopsOf(call: Call): Promise<Array<NonNullable<Place>>> {
	const asked = numbersIn(call.input.query, 'idsSalesPoint')?.map(String);
	const all = await readShops(call);
	if (!asked) return all;
	return asked.map((id) => all.find((shop) => shop.id === id) ?? { id, name: null });
}

async function readRecords(
	call: Call,
	endpoint: Endpoint | undefined,
	shops: Array<NonNullable<Place>>,
	range: DayRange,
): Promise<unknown[]> {
	if (!endpoint?.list) return [];
	const asked = call.input.query.idsSalesPoint !== undefined || shops.length === 1;
	const ids = shops.map(({ id }) => Number(id));
	const query = asked && ids.length > 0 ? { idsSalesPoint: ids } : {};
	const input = { ...call.input, query, range };
	const own = { ...call.endpoint, route: endpoint.route };
	const list = { ...endpoint.list, keepsLookalikes: true };
	return await runList(call.with(own, input), list, Infinity);
}
