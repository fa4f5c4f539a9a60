/** What accounting reads from CassaNova: every fiscal document of a period, shop by shop. */
import type { AccountingReceipt, DocumentType, Place } from '../shared/accounting';
import { calendarDaysAround } from '../shared/books/period';
import type { Books } from '../shared/books/book';
import { isCancelledInPlace } from '../shared/books/cancelled';
import type { Wanted } from '../shared/books/resource';
import { readable } from '../shared/output';
import { isRecord } from '../shared/records';
import { runList } from '../shared/run';
import type { Call, DayRange, Endpoint } from '../shared/types';
import { isDraft } from './accounting';
import { creditNote } from './resources/creditNote';
import { invoice } from './resources/invoice';
import { receipt } from './resources/receipt';
import { noteTakenBackTwice } from './takenBackTwice';
import { converter, readShops } from './toReceipts';

const RECEIPTS = listOf(receipt.endpoints);

/** Documents that most shops make few of. */
const RARE: Array<[DocumentType, Endpoint | undefined]> = [
	['invoice', listOf(invoice.endpoints)],
	['creditNote', listOf(creditNote.endpoints)],
];

function listOf(endpoints: Endpoint[]): Endpoint | undefined {
	return endpoints.find(({ value }) => value === 'getAll');
}

/**
 * Every fiscal document of a period, and those of the days beside it. Bills (preconti) are none, and
 * drafts don't count. Receipts don't say in which shop they were made: each shop is asked for by
 * itself, unless there is only one.
 */
export async function readBooks(call: Call, { period }: Wanted): Promise<Books> {
	const books = { receipts: [], others: [], originals: [] } as Required<Books>;
	const range = calendarDaysAround(period);
	const shops = await shopsOf(call);
	const rare = await Promise.all(
		RARE.map(async ([type, endpoint]) => await readRare(call, type, endpoint, shops, range)),
	);
	for (const shop of shops) {
		const receipts = await readRecords(call, RECEIPTS, [shop], range);
		const found: Found[] = [
			...receipts.map((record): Found => ({ type: 'receipt', shop, record })),
			...rare.flat().filter((one) => one.shop === shop),
		];
		const convert = await converter(call, shop);
		for (const { type, record } of found) {
			const toReceipt = (each: unknown) => convert(each, type);
			if (isDraft(record)) {
				books.others.push(...(await readIfPossible(record, toReceipt)));
				continue;
			}
			const counted = readable(call, toReceipt, record);
			books.receipts.push(counted);
			if (isCancelledInPlace(counted)) {
				books.originals.push(...(await readIfPossible(beforeCancelling(record), toReceipt)));
			}
		}
	}
	return { ...books, receipts: noteTakenBackTwice(books.receipts) };
}

/** A document and where it was made. */
interface Found {
	type: DocumentType;
	shop: Place;
	record: unknown;
}

/**
 * Asks for the documents of all shops first: many shops have none. Otherwise each shop but the last
 * is asked, and what belongs to none of them is the last one's.
 */
async function readRare(
	call: Call,
	type: DocumentType,
	endpoint: Endpoint | undefined,
	shops: Place[],
	range: DayRange,
): Promise<Found[]> {
	const all = await readRecords(call, endpoint, shops, range);
	if (all.length === 0) return [];
	const found: Found[] = [];
	for (const shop of shops.slice(0, -1)) {
		const records = await readRecords(call, endpoint, [shop], range);
		found.push(...records.map((record) => ({ type, shop, record })));
	}
	const known = new Set(found.map(({ record }) => idOf(record)));
	const [last = null] = shops.slice(-1);
	const rest = all.filter((record) => !known.has(idOf(record)));
	return [...found, ...rest.map((record) => ({ type, shop: last, record }))];
}

function idOf(record: unknown): unknown {
	return isRecord(record) ? record.id : undefined;
}

/** Of a draft only the number matters, and of what was cancelled nothing counts: they needn't be readable. */
async function readIfPossible(
	record: unknown,
	toReceipt: (record: unknown) => AccountingReceipt,
): Promise<AccountingReceipt[]> {
	return await Promise.resolve(record)
		.then((one) => [toReceipt(one)])
		.catch(() => []);
}

/** Assumption: a record keeps its rows and payments when it is cancelled in place. */
function beforeCancelling(record: unknown): unknown {
	if (!isRecord(record) || !isRecord(record.document)) return record;
	return { ...record, document: { ...record.document, refund: false } };
}

/** The shops that were asked for; one that is nameless where the account lists none. */
async function shopsOf(call: Call): Promise<Place[]> {
	const asked = (call.input.query.idsSalesPoint as number[] | undefined)?.map(String);
	const all = await readShops(call);
	if (!asked) return all.length === 0 ? [null] : all;
	return asked.map((id) => all.find((shop) => shop.id === id) ?? { id, name: null });
}

async function readRecords(
	call: Call,
	endpoint: Endpoint | undefined,
	shops: Place[],
	range: DayRange,
): Promise<unknown[]> {
	if (!endpoint?.list) return [];
	const asked = call.input.query.idsSalesPoint !== undefined || shops.length === 1;
	const ids = shops.flatMap((shop) => (shop === null ? [] : [Number(shop.id)]));
	const query = asked && ids.length > 0 ? { idsSalesPoint: ids } : {};
	const input = { ...call.input, query, range };
	const own = { ...call.endpoint, route: endpoint.route };
	return await runList({ ...call, endpoint: own, input }, endpoint.list, Infinity);
}
