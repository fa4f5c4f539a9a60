/** The receipts that cancellations refer to: some cancellations don't list what they take back. */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { withPool } from '../shared/run';
import { isRecord } from '../shared/records';
import type { Call } from '../shared/types';
import { numberCancelledBy, registerOf, unwrap } from './answers';

/** Answers that mean "there is no such receipt": a status, or `error: true` with status 200. */
const NOT_THERE = new Set(['400', '404', '200']);

/**
 * Finds the cancelled receipts: among the given records, else by asking for each.
 *
 * Assumption: receipt numbers count for each register, so an original must be of the same register.
 * One that can't be found, or told from others, is "not at hand", which the accounting receipt says.
 * @returns for a record, the receipt that it cancels, by number; empty for all other records
 */
export async function findOriginals(
	call: Call,
	records: unknown[],
): Promise<(record: unknown) => ReadonlyMap<string, unknown>> {
	const byNumber = new Map<string, unknown[]>();
	for (const record of records.filter(isRecord)) {
		const number = String(record.receiptNumber);
		byNumber.set(number, [...(byNumber.get(number) ?? []), record]);
	}
	const originals = new Map<unknown, ReadonlyMap<string, unknown>>();
	const find = async (record: IDataObject, number: string) => {
		const [original, ...others] = (byNumber.get(number) ?? []).filter((candidate) =>
			mayBelongTogether(candidate, record),
		);
		const mustAsk = original === undefined && !saysItself(record);
		const asked = mustAsk && others.length === 0 ? await askFor(call, number) : undefined;
		const found = others.length > 0 ? undefined : (original ?? asked);
		if (found !== undefined && mayBelongTogether(found, record)) {
			originals.set(record, new Map([[number, found]]));
		}
	};
	await withPool(call, async (pool) => {
		const searches = records.filter(isRecord).map(async (record) => {
			const number = numberCancelledBy(record);
			if (number !== undefined) await pool(async () => await find(record, number));
		});
		await Promise.all(searches);
	});
	return (record) => originals.get(record) ?? new Map();
}

/** One receipt by its number; undefined where there is none. */
export async function askFor(call: Call, number: string): Promise<IDataObject | undefined> {
	const path = `/receipts/${encodeURIComponent(number)}`;
	const answer = await call.send({ method: 'GET', path }).catch((error: unknown) => {
		if (error instanceof NodeApiError && NOT_THERE.has(error.httpCode ?? '')) return undefined;
		throw error;
	});
	const record = unwrap(answer);
	return isRecord(record) ? record : undefined;
}

/** Whether a cancellation alone says its amounts: then its original isn't worth a request. */
function saysItself({ items, price }: IDataObject): boolean {
	return Array.isArray(items) && items.length > 0 && Number(price) <= 0;
}

function mayBelongTogether(original: unknown, cancellation: unknown): boolean {
	const [register, other] = [registerOf(original), registerOf(cancellation)];
	return (
		original !== cancellation &&
		(register === undefined || other === undefined || register === other)
	);
}
