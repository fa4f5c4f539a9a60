/** One comparison of receipts with CassaNova's sold reports: what differs, on which days, and why. Pure functions. */
import type { AccountingReceipt } from '../../../shared/books/receipt';
import { compare } from '../../../shared/books/reconciliation';
import type { Reconciliation } from '../../../shared/books/reconciliation';
import type { DayRange } from '../../../shared/table/request';
import { decimal, money, taxWithin } from '../../../shared/values/money';
import type { Cents, Day } from '../../../shared/values/units';
import { centsOf, UNKNOWN } from './keys';
import type { Key } from './keys';
import { noteOn } from './note';
import type { Differences } from './readDifferences';
import type { Reason, Reasons } from './reasons';

/** What all comparisons have in common. */
export interface Comparing extends Differences {
	period: DayRange;
	/** By day that differs, what explains its gross. */
	explained: ReadonlyMap<Day, Reasons>;
	/** Of the period, without invoices and credit notes. */
	receipts: readonly AccountingReceipt[];
}

/**
 * The comparison of a rate's gross or tax, or of a department's gross.
 *
 * Tax is explained by what explains the gross of its rate, on the days on which that differs as well.
 * @returns its receipts are named with 0.00 where each of several may be the cause, and the note says so
 */
export function compareKey(key: Key, comparing: Comparing): Reconciliation {
	const { period, byDay, explained, receipts, nameOf } = comparing;
	const { check, subject } = key;
	const ours = centsOf(comparing.ours, key);
	const theirs = centsOf(comparing.theirs, key);
	const compared = { check, subject: nameOf(key), place: null, period, ours, theirs };
	if (ours === theirs) return compare(compared);
	const isTax = check === 'vat';
	const grossKey: Key = isTax ? { check: 'tax', subject } : key;
	const differing = [...byDay].filter(([, differences]) => centsOf(differences, key) !== 0);
	const reasons = differing.flatMap(([day, differences]) =>
		centsOf(differences, grossKey) === 0 ? [] : (explained.get(day)?.get(grossKey) ?? []),
	);
	const named = isTax ? reasons.map((reason) => ofTax(reason, subject)) : reasons;
	const explaining = named.map((reason) => reason.explaining);
	const left = explaining.reduce((rest, { amountCents }) => rest - amountCents, theirs - ours);
	const days = differing.map(([day]) => day);
	return compare({
		...compared,
		days,
		receipts: explaining,
		note: noteOn(left, {
			isTax,
			isOpen: reasons.some(({ certain }) => !certain),
			isExplained: reasons.length > 0,
			mayRound: isTax && mayRound(left, soldOn(days, receipts), subject),
		}),
	});
}

function soldOn(days: readonly Day[], receipts: readonly AccountingReceipt[]): AccountingReceipt[] {
	const isDiffering = new Set(days);
	return receipts.filter(({ businessDay }) => isDiffering.has(businessDay));
}

/** The tax in what explains the gross of a rate: a receipt's own tax is worked out in the same way. */
function ofTax({ certain, explaining }: Reason, rate: string): Reason {
	const amountCents = rate === UNKNOWN ? 0 : taxWithin(explaining.amountCents, decimal(rate));
	return { certain, explaining: { ...explaining, ...money('amount', amountCents) } };
}

/** Whether tax may differ so much only by where it is rounded: half a cent per line and receipt. */
export function mayRound(
	cents: Cents,
	receipts: ReadonlyArray<Pick<AccountingReceipt, 'lines'>>,
	rate: string,
): boolean {
	const lines = receipts.map((receipt) => receipt.lines.filter(({ taxRate }) => taxRate === rate));
	const rounded = lines.reduce((sum, { length }) => sum + (length > 0 ? length + 1 : 0), 1);
	return cents !== 0 && Math.abs(cents) <= Math.ceil(rounded / 2);
}
