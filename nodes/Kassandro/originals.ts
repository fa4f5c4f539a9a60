/** The receipts that cancellations refer to: some cancellations don't list what they take back. */
import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../shared/types';
import { unwrap } from './answers';

/**
 * Finds the cancelled receipts: among the given records, else by asking for each.
 * @returns records by receipt number
 */
export async function originalsOf(call: Call, records: unknown[]): Promise<Map<string, unknown>> {
	const byNumber = new Map(
		(records as IDataObject[]).map((record) => [String(record.receiptNumber), record as unknown]),
	);
	for (const record of records as IDataObject[]) {
		const number = cancelledNumber(record);
		if (number === undefined || byNumber.has(number) || listsItems(record)) continue;
		const path = `/receipts/${encodeURIComponent(number)}`;
		byNumber.set(number, unwrap(await call.send({ method: 'GET', path })));
	}
	return byNumber;
}

function cancelledNumber({ cancellation }: IDataObject): string | undefined {
	if (typeof cancellation !== 'object' || cancellation === null) return undefined;
	const number = 'receiptNumber' in cancellation ? cancellation.receiptNumber : undefined;
	return typeof number === 'string' || typeof number === 'number' ? String(number) : undefined;
}

function listsItems({ items }: IDataObject): boolean {
	return Array.isArray(items) && items.length > 0;
}
