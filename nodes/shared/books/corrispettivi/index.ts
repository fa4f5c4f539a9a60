/** Receipts → Italy's register of takings (registro dei corrispettivi), and its file. */
import type { DayRange } from '../../table/request';
import type { Steps } from '../../values/inTurns';
import type { Percent } from '../../values/units';
import type { Booked } from '../bookingGroups';
import { BYTE_ORDER_MARK, daysInName, inUtf8 } from '../files/utf8';
import type { AccountingReceipt } from '../receipt';
import type { BookingFile } from '../types';
import { findInvoiced, invoicedElsewhere } from './invoiced';
import { registerCsv } from './registerCsv';
import { registerColumns } from './rows';
import { addUpTakings } from './takings';
import type { Takings } from './takings';

/** What was read for a period. */
export interface ReadTakings {
	/** All documents, also of the days beside the period. */
	documents: readonly AccountingReceipt[];
	/** Those that are booked, and what takes receipts back. */
	booked: readonly Booked[];
}

/**
 * The takings of each business day and shop.
 * @returns `problems`: what isn't right, in sentences
 */
export function* readTakings(
	{ documents, booked }: ReadTakings,
	period: DayRange,
): Steps<{ takings: Takings[]; problems: string[] }> {
	const invoiced = yield* findInvoiced(documents);
	const takings = yield* addUpTakings(booked, period, invoiced);
	return { takings, problems: yield* invoicedElsewhere(documents, period) };
}

/**
 * The register as a CSV file in UTF-8.
 * @param usual the country's usual VAT rates, which have their columns always
 * @param remarks sentences for the user
 */
export function* registerFile(
	takings: readonly Takings[],
	{ from, to }: DayRange,
	usual: readonly Percent[],
	remarks: string[],
): Steps<BookingFile> {
	const columns = registerColumns(takings, usual);
	return yield* inUtf8(
		`corrispettivi-${daysInName(from, to)}.csv`,
		remarks,
		(letters) => registerCsv(takings, columns, letters),
		BYTE_ORDER_MARK,
	);
}
