/** Reads documents of one kind, some at a time, and finds out in which shop each was made. */
import type { DocumentType, Place } from '../../shared/books/receipt';
import { NUMBER_BYTES } from '../../shared/books/intake';
import type { BooksIntake } from '../../shared/books/intake';
import { eachInTurns } from '../../shared/values/inTurns';
import { isRecord } from '../../shared/values/records';
import { runBatches } from '../../shared/run/batches';
import type { DayRange } from '../../shared/table/request';
import type { Call, Endpoint } from '../../shared/table/types';
import { creditNote } from '../resources/creditNote';
import { invoice } from '../resources/invoice';
import { receipt } from '../resources/receipt';
import { shopOf } from './shopOf';

/** A kind of document and its list. */
export interface ListedType {
	type: DocumentType;
	endpoint: Endpoint | undefined;
}

/** A document and where it was made. */
export interface ShopRecord {
	type: DocumentType;
	shop: Place;
	record: unknown;
}

function listOf(endpoints: Endpoint[]): Endpoint | undefined {
	return endpoints.find(({ value }) => value === 'getAll');
}

/** What tills print. */
export const TILL_RECEIPTS: ListedType = { type: 'receipt', endpoint: listOf(receipt.endpoints) };

/** Documents that most shops make few of. */
export const RARE: ListedType[] = [
	{ type: 'invoice', endpoint: listOf(invoice.endpoints) },
	{ type: 'creditNote', endpoint: listOf(creditNote.endpoints) },
];

/** What documents of a kind are read with. */
export interface KindReading {
	/** Those that were asked for, or all. */
	shops: ReadonlyArray<NonNullable<Place>>;
	range: DayRange;
	/** The shops of receipts that were read before. */
	sold?: ShopsOfReceipts;
	/** Takes documents, in their order. */
	take: (documents: readonly ShopRecord[]) => Promise<void>;
	/** Whether whole documents stay. */
	keepsAll: boolean;
}

/**
 * Reads all shops at once. Where documents don't name their shop and there are several, they wait, and one
 * shop after the other is asked by itself until all are known; what belongs to none of them is the last one's.
 *
 * Assumption: a deferred invoice, which has no body, counts nothing and is of the shop
 * of the receipts that it names, or of the only shop that sold.
 */
export async function readKind(
	call: Call,
	{ type, endpoint }: ListedType,
	{ shops, range, sold, take, keepsAll }: KindReading,
): Promise<void> {
	const byId = new Map([...shops].reverse().map((shop) => [shop.id, shop]));
	const [only = null] = shops;
	const sales = new Map<string, number>();
	const waiting: Array<{ record: unknown; shop: Place | undefined }> = [];
	await readRecords(call, endpoint, shops, range, {
		keepsAll,
		take: async (records) => {
			const documents: ShopRecord[] = [];
			await eachInTurns(call, records, (record) => {
				const id = shopOf(record);
				if (id !== undefined) sales.set(id, (sales.get(id) ?? 0) + 1);
				const shop = placeIn(id, byId) ?? sold?.ofDeferred(record, byId);
				if (waiting.length > 0 || (shop === undefined && shops.length > 1)) {
					waiting.push({ record, shop });
				} else documents.push({ type, shop: shop ?? only, record });
			});
			await take(documents);
		},
	});
	if (waiting.length === 0) return;
	const places = new Map(waiting.map(({ record, shop }) => [idOf(record), shop]));
	const inOrder = [...shops].sort(
		(one, other) => (sales.get(other.id) ?? 0) - (sales.get(one.id) ?? 0),
	);
	for (const shop of inOrder.slice(0, -1)) {
		if (![...places.values()].includes(undefined)) break;
		const note = (record: unknown) => {
			const id = idOf(record);
			if (places.has(id)) places.set(id, places.get(id) ?? shop);
		};
		await readRecords(call, endpoint, [shop], range, {
			keepsAll: false,
			take: async (records) => await eachInTurns(call, records, note),
		});
	}
	const [last = null] = inOrder.slice(-1);
	await take(
		waiting.map(({ record }) => ({ type, shop: places.get(idOf(record)) ?? last, record })),
	);
}

function placeIn(id: string | undefined, shops: ReadonlyMap<string, Place>): Place | undefined {
	return id === undefined ? undefined : (shops.get(id) ?? { id, name: null });
}

/** The shops of the receipts of a period, for what names only receipts. */
export class ShopsOfReceipts {
	private first: Place | undefined;
	private areSeveral = false;
	private byReceipt: Map<string, Place> | undefined;

	/** @param intake that took note of the receipts */
	constructor(private readonly intake: BooksIntake) {}

	/** Takes note of the shops of receipts. */
	add(records: ReadonlyArray<Pick<ShopRecord, 'shop'>>): void {
		for (const { shop } of records) {
			this.first ??= shop;
			if (shop?.id !== this.first?.id) this.areSeveral = true;
		}
	}

	/**
	 * The shop of a deferred invoice. Undefined for other documents, and where several shops come into
	 * question: those of the receipts that it names, or of all where none of them was read.
	 * @param shops by ID
	 */
	ofDeferred(record: unknown, shops: ReadonlyMap<string, Place>): Place | undefined {
		if (!isRecord(record) || !record.deferred || !Array.isArray(record.deferredReceipts)) return;
		if (!this.areSeveral) return this.first ?? undefined;
		this.byReceipt ??= this.shopsByReceipt();
		const [first, ...others] = record.deferredReceipts.flatMap(
			(id) => this.byReceipt?.get(String(id)) ?? [],
		);
		if (!first || others.some(({ id }) => id !== first.id)) return undefined;
		return shops.get(first.id) ?? first;
	}

	private shopsByReceipt(): Map<string, Place> {
		const byReceipt = new Map<string, Place>();
		for (const { documentType, id, salesPoint } of this.intake.documents()) {
			if (documentType === 'receipt') byReceipt.set(id, salesPoint);
		}
		return byReceipt;
	}
}

function idOf(record: unknown): unknown {
	return isRecord(record) ? record.id : undefined;
}

async function readRecords(
	call: Call,
	endpoint: Endpoint | undefined,
	shops: ReadonlyArray<NonNullable<Place>>,
	range: DayRange,
	{
		take,
		keepsAll,
	}: Pick<KindReading, 'keepsAll'> & { take: (records: unknown[]) => Promise<void> },
): Promise<void> {
	if (!endpoint?.list) return;
	const asked = call.input.query.idsSalesPoint !== undefined || shops.length === 1;
	const ids = shops.map(({ id }) => Number(id));
	const query = asked && ids.length > 0 ? { idsSalesPoint: ids } : {};
	const input = { ...call.input, query, range };
	const own = { ...call.endpoint, route: endpoint.route };
	const list = { ...endpoint.list, keepsLookalikes: true };
	await runBatches(call.with(own, input), list, {
		take,
		keeps: keepsAll ? undefined : NUMBER_BYTES,
	});
}
