/** Receipts as Italy's register of takings: as a file, as items, or for Fatture in Cloud. */
import type { IDataObject } from 'n8n-workflow';
import type { ActionCall, ItemsWithFiles } from '../../table/types';
import type { DayRange } from '../../table/request';
import { inTurns } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Percent } from '../../values/units';
import type { Booked } from '../bookingGroups';
import { receiptBodies } from '../corrispettivi/fattureInCloud';
import { findInvoiced, invoicedElsewhere } from '../corrispettivi/invoiced';
import { registerCsv } from '../corrispettivi/registerCsv';
import { registerColumns, registerRows } from '../corrispettivi/rows';
import { addUpTakings } from '../corrispettivi/takings';
import type { Takings } from '../corrispettivi/takings';
import { BYTE_ORDER_MARK, daysInName, inUtf8 } from '../files/utf8';
import { readAccounts } from '../panel/accounts';
import { readReceiptType } from '../panel/fattureInCloud';
import type { AccountingReceipt } from '../receipt';
import type { BookingFile, BookingSummary, TakingsFormat } from '../types';
import { handOver, refuse } from './toFile';
import { tell } from './wanted';

/** What was read for a period. */
export interface ReadTakings {
	/** All documents, also of the days beside the period. */
	documents: readonly AccountingReceipt[];
	/** Those that are booked, and what takes receipts back. */
	booked: readonly Booked[];
	summary: BookingSummary;
}

/**
 * The takings as the user wants them.
 * @param usual the country's usual VAT rates
 * @throws InputError for what Fatture in Cloud can't hold
 */
export async function toTakings(
	call: ActionCall,
	format: TakingsFormat,
	{ documents, booked, summary }: ReadTakings,
	usual: readonly Percent[],
): Promise<IDataObject[] | ItemsWithFiles> {
	const period = { from: summary.from, to: summary.to };
	const { takings, problems } = await inTurns(call, takingsOf(documents, booked, period));
	if (format !== 'corrispettivi') tell(call, problems);
	const columns = registerColumns(takings, usual);
	switch (format) {
		case 'corrispettivi': {
			const name = `corrispettivi-${daysInName(period.from, period.to)}.csv`;
			const writing = function* (): Steps<BookingFile[]> {
				const write = (letters: (text: string) => string) => registerCsv(takings, columns, letters);
				return [yield* inUtf8(name, problems, write, BYTE_ORDER_MARK)];
			};
			return await handOver(call, writing(), summary);
		}
		case 'corrispettiviItems':
			return await inTurns(call, registerRows(takings, columns));
		case 'fattureInCloud': {
			const making = receiptBodies(takings, readAccounts(call.input), readReceiptType(call.input));
			const { bodies, remarks } = await inTurns(call, making).catch((error: unknown) =>
				refuse(error),
			);
			tell(call, remarks);
			return bodies.map((body): IDataObject => ({ ...body }));
		}
	}
}

function* takingsOf(
	documents: readonly AccountingReceipt[],
	booked: readonly Booked[],
	period: DayRange,
): Steps<{ takings: Takings[]; problems: string[] }> {
	const invoiced = yield* findInvoiced(documents);
	const takings = yield* addUpTakings(booked, period, invoiced);
	return { takings, problems: yield* invoicedElsewhere(documents, period) };
}
