/** What accounting reads from CassaNova: every fiscal document of a period, with its shop. */
import type { AccountingReceipt, Place } from '../../shared/books/receipt';
import type { Beside } from '../../shared/books/book';
import { placeOf } from '../../shared/books/facts';
import { isCancelledInPlace } from '../../shared/books/cancelled';
import { collecting } from '../../shared/books/collected';
import { pickSteps } from '../../shared/books/documentList';
import type { ListOf } from '../../shared/books/documentList';
import type { BooksIntake, NotedDocument, TakenReceipt } from '../../shared/books/intake';
import type { Wanted } from '../../shared/books/source';
import { findNumbers } from '../../shared/books/missingNumbers';
import { toSequences } from '../../shared/books/sequences';
import { addDays } from '../../shared/values/dates';
import { isUnreadable } from '../../shared/books/unreadable';
import { eachInTurns, inTurns } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/inTurns';
import { convertOrFail } from '../../shared/run/output';
import { isRecord } from '../../shared/values/records';
import { tellDoubt } from '../../shared/run/toldIn';
import type { DayRange } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { isDraft } from './accounting';
import { readPlacing } from './closings/readPlacing';
import type { Placing } from './closings/placing';
import { RARE, readKind, TILL_RECEIPTS, ShopsOfReceipts } from './readKind';
import type { ListedType, ShopRecord } from './readKind';
import { noteTakenBackTwice } from './takenBackTwice';
import { converter, readShops } from './toReceipts';
import { doubtTimes, TELLING } from './zoneOfTimes';
import { numbersIn } from '../../shared/table/checked';

/**
 * Reads every fiscal document of a period, and those of the days beside it, some at a time. Bills (preconti)
 * are none, and drafts don't count. All shops are read in one pass where documents name theirs.
 */
export async function readInto(
	call: Call,
	{ period }: Pick<Wanted, 'period'>,
	intake: BooksIntake,
): Promise<Required<Beside>> {
	const shops = await shopsOf(call);
	const placing = await readPlacing(call, period);
	const { from, to } = placing.days;
	// Receipts are numbered anew after each closing: it shows whether all of one have been read.
	const before = addDays(from, -1);
	const reading = new Reading(call, shops, placing, intake);
	const sold = new ShopsOfReceipts(intake);
	// The day after comes by itself: it may be empty yet, and shows nothing of "to" then. With a day alone it
	// comes at once: what is asked for of one day shows nothing of longer ranges, and those below are such.
	const next = { from: addDays(period.to, 1), to };
	const ranges = from === period.to ? [{ from, to }] : [{ from, to: period.to }, next];
	for (const range of ranges) await reading.read(TILL_RECEIPTS, range, sold);
	await Promise.all(RARE.map(async (kind) => await reading.read(kind, { from: before, to }, sold)));
	await reading.tellDoubt();
	if (await reading.needsDayBefore(period)) {
		await reading.read(TILL_RECEIPTS, { from: before, to: before }, sold, BEFORE);
	}
	return await reading.end();
}

/** The same, whole. */
export const readBooks = collecting(readInto);

/** Where receipts of the day before stand among all documents of a shop. */
const BEFORE = 'before';

/** In which order the documents of a shop are listed. */
const ORDER = [BEFORE, ...[TILL_RECEIPTS, ...RARE].map(({ type }) => type)];

const laneOf = (part: string, shop: Place): string => JSON.stringify([shop?.id ?? null, part]);

type Convert = Awaited<ReturnType<typeof converter>>;

/** One reading of a period, and the little of its documents that is still needed at its end. */
class Reading {
	/** The shops of documents, by the part that was read. */
	private readonly places = new Map<string, Map<string | undefined, Place>>();
	private readonly converters = new Map<string | undefined, Convert>();
	/** Times of the first receipts, which tell their zone. */
	private readonly times: unknown[] = [];
	/** Taken last, because receipts that were cancelled in place say something of them. */
	private readonly creditNotes: TakenReceipt[] = [];
	private readonly cancelled: AccountingReceipt[] = [];
	/** Those that tell of the business days, and one of each shop for its name. */
	private readonly telling: TakenReceipt[] = [];
	private readonly named = new Set<string | undefined>();

	constructor(
		private readonly call: Call,
		private readonly shops: Array<NonNullable<Place>>,
		private readonly placing: Placing,
		private readonly intake: BooksIntake,
	) {}

	/** Reads the documents of a kind on some days. */
	async read(
		kind: ListedType,
		range: DayRange,
		sold: ShopsOfReceipts,
		part: string = kind.type,
	): Promise<void> {
		const { call, shops, intake } = this;
		const take = async (records: readonly ShopRecord[]) => {
			await this.take(records, part);
			if (kind === TILL_RECEIPTS && part !== BEFORE) sold.add(records);
		};
		await readKind(call, kind, { shops, range, sold, keepsAll: intake.keepsReceipts, take });
	}

	/** Says where documents seem to tell their times in another zone than the panel says. */
	async tellDoubt(): Promise<void> {
		await tellDoubt(this.call, doubtTimes, this.times);
	}

	/** Converts documents and has them taken; credit notes are kept. */
	private async take(records: readonly ShopRecord[], part: string): Promise<void> {
		const { call, intake, creditNotes } = this;
		const places = this.places.get(part) ?? new Map<string | undefined, Place>();
		this.places.set(part, places);
		for (const { shop } of records) {
			places.set(shop?.id, shop);
			if (!this.converters.has(shop?.id)) {
				this.converters.set(shop?.id, await converter(call, shop));
			}
		}
		const taken: TakenReceipt[] = [];
		await eachInTurns(call, records, (one) => {
			this.noteTime(one, part);
			const receipt = this.note(one, laneOf(part, one.shop));
			if (receipt) (one.type === 'creditNote' ? creditNotes : taken).push(receipt);
		});
		await inTurns(call, intake.take(taken));
	}

	private noteTime({ type, record }: ShopRecord, part: string): void {
		if (type !== TILL_RECEIPTS.type || part === BEFORE || this.times.length >= TELLING) return;
		const { date, datetime } = isRecord(record) ? record : {};
		this.times.push({ date, datetime });
	}

	/** Takes note of a document; undefined where it doesn't count. */
	private note({ type, shop, record }: ShopRecord, lane: string): TakenReceipt | undefined {
		const { call, intake, placing } = this;
		const convert = this.converters.get(shop?.id);
		if (!convert) return undefined;
		const toReceipt = (each: unknown) => placing.place(convert(each, type), each);
		if (isDraft(record)) {
			for (const one of readIfPossible(record, toReceipt)) intake.note(one, false, lane);
			return undefined;
		}
		const receipt = convertOrFail(call, toReceipt, record);
		if (!placing.isAsked(receipt)) {
			intake.note(receipt, false, lane);
			return undefined;
		}
		const taken: TakenReceipt = { at: intake.note(receipt, true, lane), receipt };
		if (isCancelledInPlace(receipt)) {
			const originals = readIfPossible(beforeCancelling(record), toReceipt);
			taken.original = originals.find((one) => !isUnreadable(one));
			if (type !== 'creditNote') this.cancelled.push(receipt);
		}
		const place = placeOf(receipt)?.id;
		if (!this.named.has(place) || placing.isTelling(receipt)) this.telling.push(taken);
		this.named.add(place);
		return taken;
	}

	/**
	 * Whether the receipts of the day before tell something: where numbers of the period don't begin with
	 * the first, or a credit note is about a receipt that wasn't read.
	 */
	async needsDayBefore(period: DayRange): Promise<boolean> {
		const documents = this.intake.documents();
		return await inTurns(this.call, needsDayBefore(documents, this.creditNotes, period));
	}

	/** Has credit notes taken, and tells what is known beside all documents. */
	async end(): Promise<Required<Beside>> {
		const { call, intake, creditNotes, cancelled, placing } = this;
		const ofParts = ORDER.flatMap((part) => [...(this.places.get(part) ?? [])]);
		const ofShops = this.shops.map((shop): [string, Place] => [shop.id, shop]);
		const places = [...new Map<string | undefined, Place>([...ofShops, ...ofParts]).values()];
		// Also where a shop has no documents: whether its texts may be read shows now.
		for (const shop of places) await converter(call, shop);
		const lanes = places.flatMap((shop) => ORDER.map((part) => laneOf(part, shop)));
		const known = [...cancelled, ...creditNotes.map(({ receipt }) => receipt)];
		const noted = (await inTurns(call, noteTakenBackTwice(known))).slice(cancelled.length);
		const taken = creditNotes.map((one, index) => ({
			...one,
			receipt: noted[index] ?? one.receipt,
		}));
		await inTurns(call, intake.take(taken));
		const told = new Map(this.telling.map(({ at, receipt }) => [at, receipt]));
		const telling: AccountingReceipt[] = [];
		await eachInTurns(call, intake.documents(lanes), ({ at }) => {
			const receipt = told.get(at);
			if (receipt) telling.push(receipt);
		});
		return { lanes, remarks: await inTurns(call, placing.remarks(telling)) };
	}
}

function* needsDayBefore(
	documents: ListOf<NotedDocument>,
	creditNotes: readonly TakenReceipt[],
	period: DayRange,
): Steps<boolean> {
	const ofTills = yield* pickSteps(documents, ({ documentType }) => documentType === 'receipt');
	const { gaps, starts } = yield* findNumbers(yield* toSequences(ofTills), period);
	if (starts.length > 0 || gaps.some(({ first }) => first === 1)) return true;
	const keyOf = (number: string | null, place: Place) => JSON.stringify([place?.id, number]);
	const wanted = new Set(
		creditNotes.flatMap(({ receipt: { references, salesPoint } }) =>
			references.map(({ number }) => keyOf(number, salesPoint)),
		),
	);
	if (wanted.size === 0) return false;
	for (const { number, salesPoint } of ofTills) {
		yield;
		wanted.delete(keyOf(number, salesPoint));
	}
	return wanted.size > 0;
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
