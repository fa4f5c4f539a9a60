/**
 * Receipts that are invoiced later: the invoice stands in a register of its own, so their amounts leave the
 * takings of their day (circolare 249/E of 11 October 1996, and answer 45 of the Agenzia delle Entrate of 21
 * December 2018,
 * https://ntplusfisco.ilsole24ore.com/art/i-corrispettivi-oggetto-fatture-differite-scorporare-corrispettivi-giornalieri-AB2znypB).
 */
import type { DayRange } from '../../table/request';
import type { Steps } from '../../values/inTurns';
import { isWithin } from '../period';
import { countOf, firstNames } from '../problems';
import type { AccountingReceipt } from '../receipt';

type Referring = Pick<AccountingReceipt, 'documentType' | 'references'>;

/**
 * The IDs of the receipts that some invoice is about.
 *
 * Assumption: an invoice of a later period than the one that is read isn't known; its receipts stand in the
 * takings until their days are read again.
 * @param documents all that were read, also of other days
 */
export function* findInvoiced(documents: readonly Referring[]): Steps<ReadonlySet<string>> {
	const ids = new Set<string>();
	for (const document of documents) {
		yield;
		for (const id of invoicedBy(document)) ids.add(id);
	}
	return ids;
}

/** Whether a till receipt, or what takes one back, is one of those that {@link findInvoiced} found. */
export function isInvoiced(
	{ id, references }: Pick<AccountingReceipt, 'id' | 'references'>,
	invoiced: ReadonlySet<string>,
): boolean {
	if (invoiced.has(id)) return true;
	return references.some((one) => one.type === 'cancels' && invoiced.has(one.id ?? ''));
}

/** The receipts that a document invoices, by ID. */
function invoicedBy({ documentType, references }: Referring): string[] {
	if (documentType !== 'invoice') return [];
	return references.flatMap(({ type, id }) => (type === 'invoices' && id !== null ? [id] : []));
}

/**
 * A sentence on invoices of a period that are about receipts of other days: those stand in the takings that
 * were handed on.
 * @param documents of the period and the days beside it
 */
export function* invoicedElsewhere(
	documents: ReadonlyArray<
		Pick<AccountingReceipt, 'id' | 'businessDay' | 'displayNumber' | 'documentType' | 'references'>
	>,
	period: DayRange,
): Steps<string[]> {
	const here = new Set<string>();
	for (const { id, businessDay } of documents) {
		yield;
		if (isWithin(businessDay, period)) here.add(id);
	}
	const names: string[] = [];
	let count = 0;
	for (const document of documents) {
		yield;
		if (!isWithin(document.businessDay, period)) continue;
		const others = invoicedBy(document).filter((id) => !here.has(id)).length;
		if (others === 0) continue;
		count += others;
		names.push(`${document.displayNumber} of ${document.businessDay}`);
	}
	if (count === 0) return [];
	return [
		`Invoices are about ${countOf(count)} of days that were not read here: ${firstNames(names)}. Read those days again, or take the receipts out of their takings, so that they don't count twice.`,
	];
}
