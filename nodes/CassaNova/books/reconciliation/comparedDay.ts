/** One day of the receipts and of both reports. Pure functions. */
import type { Gap } from '../../../shared/books/missingNumbers';
import type { AccountingReceipt, DocumentType } from '../../../shared/books/receipt';
import type { Day } from '../../../shared/values/units';
import { grossOf, less, sums } from './keys';
import type { Sums } from './keys';

/** What is known of a day. */
export interface ComparedDay {
	day: Day;
	/** The report's gross less that of the receipts, by rate and department. */
	differences: Sums;
	/** The receipts of the day. */
	receipts: readonly AccountingReceipt[];
	/** Gross of each of them. */
	gross: ReadonlyMap<AccountingReceipt, Sums>;
	/** Invoices and credit notes of the day. */
	others: readonly AccountingReceipt[];
	/** Numbers of receipts that the list leaves out on that day. */
	gaps: readonly Gap[];
}

/** The invoices and credit notes of a day that a report counts where it counts documents of such types. */
export function countedOthers(
	{ others }: Pick<ComparedDay, 'others'>,
	types: readonly DocumentType[],
): AccountingReceipt[] {
	return others.filter(
		({ documentType, lines }) => types.includes(documentType) && lines.length > 0,
	);
}

/** What differs when documents of such types are taken off the report. */
export function withoutOthers(
	day: Pick<ComparedDay, 'differences' | 'others'>,
	types: readonly DocumentType[],
): Sums {
	const counted = countedOthers(day, types).flatMap((one) => [...grossOf(one)]);
	return less(day.differences, sums(counted));
}
