/** Cancellations of a long period: booked when all of it was read, as only then their receipts are known. */
import type { IDataObject } from 'n8n-workflow';
import type { ListOf } from '../../shared/books/documentList';
import type { BooksIntake, NotedDocument, TakenReceipt } from '../../shared/books/intake';
import { eachInTurns, inTurns } from '../../shared/values/inTurns';
import { groupsOf } from '../../shared/values/groups';
import { isRecord } from '../../shared/values/records';
import { convertOrFail } from '../../shared/run/output';
import { withPool } from '../../shared/run/run';
import type { DayRange } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import type { Day } from '../../shared/values/units';
import { numberCancelledBy, registerOf } from '../answers';
import { askOnce, ByNumber, mayBelongTogether } from './originals';
import { converterOfEach } from './toReceipts';

/** A cancellation that waits for the receipt that it cancels. */
interface Waiting {
	record: IDataObject;
	/** What the intake gave for it. */
	at: number;
	/** The receipt's number. */
	number: string;
	/** Those of its own batch that it may be. */
	candidates: IDataObject[];
}

/** Reads the records of a day again. */
type ReadDay = (range: DayRange) => Promise<unknown[]>;

/** The cancellations of a period, some at a time. Only they wait, and the receipts beside them. */
export class Cancellations {
	private readonly waiting: Waiting[] = [];

	constructor(private readonly call: Call) {}

	/**
	 * Notes the receipts of a batch and has them taken, save for cancellations.
	 * @param records as they came
	 */
	async add(intake: BooksIntake, records: readonly unknown[]): Promise<void> {
		const { call } = this;
		const convert = await converterOfEach(call);
		const known = new ByNumber();
		const waiting: Waiting[] = [];
		const taken: TakenReceipt[] = [];
		await eachInTurns(call, records, (record) => {
			const receipt = convertOrFail(call, convert, record);
			const at = intake.note(receipt, true, '');
			if (isRecord(record)) known.add(record);
			const number = numberCancelledBy(record);
			if (number === undefined || !isRecord(record)) taken.push({ at, receipt });
			else waiting.push({ record, at, number, candidates: [] });
		});
		for (const one of waiting) one.candidates = known.find(one.number, one.record);
		this.waiting.push(...waiting);
		await inTurns(call, intake.take(taken));
	}

	/** Has all cancellations taken, each with the receipt that it cancels. */
	async end(intake: BooksIntake, readDay: ReadDay): Promise<void> {
		const { call, waiting } = this;
		const convert = await converterOfEach(call);
		const others = await this.candidatesOf(intake.documents());
		const asked: Waiting[] = [];
		const elsewhere: Array<{ one: Waiting; document: NotedDocument; day: Day }> = [];
		const originals = new Map<Waiting, IDataObject>();
		for (const one of waiting) {
			const [document, ...more] = others.get(one) ?? [];
			const [own, ...alike] = one.candidates;
			if (more.length > 0 || alike.length > 0) continue;
			if (own) originals.set(one, own);
			else if (document) elsewhere.push({ one, document, day: document.issuedAt.slice(0, 10) });
			else asked.push(one);
		}
		for (const [day, ofDay] of groupsOf(elsewhere, ({ day }) => day)) {
			const records = (await readDay({ from: day, to: day })).filter(isRecord);
			for (const { one, document } of ofDay) {
				const isIt = (record: IDataObject) =>
					String(record.receiptNumber) === one.number &&
					String(record._id ?? record.receiptNumber) === document.id;
				const found = records.find(isIt);
				if (found) originals.set(one, found);
				else asked.push(one);
			}
		}
		await withPool(call, async (pool) => {
			const searches = asked.map(async (one) => {
				const found = await pool(async () => await askOnce(call, one.number));
				if (found && mayBelongTogether(found, one.record)) originals.set(one, found);
			});
			await Promise.all(searches);
		});
		const taken: TakenReceipt[] = [];
		await eachInTurns(call, waiting, (one) => {
			const original = originals.get(one);
			const known = new Map(original ? [[one.number, original]] : []);
			const toReceipt = (record: unknown) => convert(record, known);
			taken.push({ at: one.at, receipt: convertOrFail(call, toReceipt, one.record) });
		});
		await inTurns(call, intake.take(taken));
	}

	/** The receipts of all that was read that each cancellation may mean. */
	private async candidatesOf(
		documents: ListOf<NotedDocument>,
	): Promise<Map<Waiting, NotedDocument[]>> {
		const wanted = groupsOf(this.waiting, ({ number }) => number);
		const found = new Map<Waiting, NotedDocument[]>();
		await eachInTurns(this.call, wanted.size > 0 ? documents : [], (document) => {
			for (const one of wanted.get(document.number) ?? []) {
				const register = registerOf(one.record);
				const own = document.register?.id;
				const isOther = register !== undefined && own !== undefined && register !== own;
				if (document.at === one.at || isOther) continue;
				found.set(one, [...(found.get(one) ?? []), document]);
			}
		});
		return found;
	}
}
