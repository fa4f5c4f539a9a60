/** The receipts that cancellations refer to: what is taken back, at which rates, and how it was paid. */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { eachInTurns } from '../../shared/values/inTurns';
import { withPool } from '../../shared/run/run';
import { isRecord } from '../../shared/values/records';
import type { Call } from '../../shared/table/types';
import { numberCancelledBy, registerOf } from '../answers';
import { askForOne } from '../printing/oneReceipt';

/** Answers that mean "there is no such receipt": a status, or `error: true` with status 200. */
const NOT_THERE = new Set(['400', '404', '200']);

/**
 * Finds the cancelled receipts: among the given records, else by asking for each, once per execution.
 * Each is asked for, also where a cancellation lists items of its own: rates and means of payment must
 * not depend on the period that is read.
 *
 * Assumption: receipt numbers count for each register, so an original must be of the same register.
 * One that can't be found, or told from others, is "not at hand", which the accounting receipt says.
 * @returns for a record, the receipt that it cancels, by number; empty for all other records
 */
export async function findOriginals(
	call: Call,
	records: unknown[],
): Promise<(record: unknown) => ReadonlyMap<string, unknown>> {
	// Nothing else of the records is held on to: they may be many, and go as soon as they are converted.
	const originals = await searchOriginals(call, records);
	return (record) => originals.get(record) ?? new Map();
}

/** The receipts that records cancel, by the record. */
async function searchOriginals(
	call: Call,
	records: unknown[],
): Promise<Map<unknown, ReadonlyMap<string, unknown>>> {
	const receipts = records.filter(isRecord);
	const byNumber = new ByNumber();
	await eachInTurns(call, receipts, (record) => byNumber.add(record));
	const originals = new Map<unknown, ReadonlyMap<string, unknown>>();
	const keep = (record: IDataObject, number: string, found: IDataObject | undefined) => {
		if (found !== undefined && mayBelongTogether(found, record)) {
			originals.set(record, new Map([[number, found]]));
		}
	};
	const asked: Array<{ record: IDataObject; number: string }> = [];
	await eachInTurns(call, receipts, (record) => {
		const number = numberCancelledBy(record);
		if (number === undefined) return;
		const [original, ...others] = byNumber.find(number, record);
		if (original === undefined) asked.push({ record, number });
		else if (others.length === 0) keep(record, number, original);
	});
	await withPool(call, async (pool) => {
		const searches = asked.map(
			async ({ record, number }) =>
				await pool(async () => keep(record, number, await askOnce(call, number))),
		);
		await Promise.all(searches);
	});
	return originals;
}

/** So many receipts with one number tell that there are several, the cancellation itself set aside. */
const ENOUGH = 3;

/** Receipts by number and register, few of each: what is looked for must be the only one. */
export class ByNumber {
	private readonly known = new Map<string, IDataObject[]>();

	add(record: IDataObject): void {
		const number = String(record.receiptNumber);
		this.addAt([number, 'any'], record);
		const register = registerOf(record);
		this.addAt(register === undefined ? [number, null] : [number, register, 'its'], record);
	}

	/** The receipts with a number that may belong to a cancellation; two or more where it can't be told. */
	find(number: string, cancellation: IDataObject): IDataObject[] {
		const register = registerOf(cancellation);
		const lists =
			register === undefined
				? [[number, 'any']]
				: [
						[number, register, 'its'],
						[number, null],
					];
		const candidates = lists.flatMap((key) => this.known.get(JSON.stringify(key)) ?? []);
		return candidates.filter((candidate) => mayBelongTogether(candidate, cancellation));
	}

	private addAt(key: Array<string | null>, record: IDataObject): void {
		const place = JSON.stringify(key);
		const known = this.known.get(place) ?? [];
		if (known.length < ENOUGH) known.push(record);
		this.known.set(place, known);
	}
}

/** One receipt by its number, asked for once per execution; undefined where there is none. */
export async function askOnce(call: Call, number: string): Promise<IDataObject | undefined> {
	return await call.once(`receipt ${number}`, async () => await askFor(call, number));
}

/** One receipt by its number; undefined where there is none. */
export async function askFor(call: Call, number: string): Promise<IDataObject | undefined> {
	return await askForOne(call, number).catch((error: unknown) => {
		if (error instanceof NodeApiError && NOT_THERE.has(error.httpCode ?? '')) return undefined;
		throw error;
	});
}

/** Whether two records may be of one register. */
export function mayBelongTogether(original: unknown, cancellation: unknown): boolean {
	const [register, other] = [registerOf(original), registerOf(cancellation)];
	return (
		original !== cancellation &&
		(register === undefined || other === undefined || register === other)
	);
}
