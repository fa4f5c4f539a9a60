// VAT totals as the examples put them out, in one shape, to be compared with the sandbox's own.

import type { KnownTotals } from './sample-receipts.mts';

export type Taxes = KnownTotals['taxes'];

/** An accounting receipt, as far as totals need it. */
export interface Entry {
	displayNumber: string;
	businessDay: string;
	kind: string;
	taxes: Taxes;
	payments: Array<{ vendorMeans: string; amountCents: number }>;
}

/** Sums the taxes of accounting receipts by rate. */
export function taxesOfEntries(entries: Entry[]): Taxes {
	const sums = new Map<string, Taxes[number]>();
	for (const { rate, grossCents, netCents, taxCents } of entries.flatMap(({ taxes }) => taxes)) {
		const sum = sums.get(rate) ?? { rate, grossCents: 0, netCents: 0, taxCents: 0 };
		sum.grossCents += grossCents;
		sum.netCents += netCents;
		sum.taxCents += taxCents;
		sums.set(rate, sum);
	}
	return [...sums.values()];
}

/** Reads the items of "Get Bookings" with the output "VAT Totals". */
export function taxesOfTotals(items: Array<Record<string, unknown>>): Taxes {
	return items.map((item) => ({
		rate: String(item.taxRate),
		grossCents: Number(item.grossCents),
		netCents: Number(item.netCents),
		taxCents: Number(item.taxCents),
	}));
}

/** What the summary of bookings tells; undefined where what came out has none. */
export interface Summary {
	taxes: Taxes;
	clearing: string;
	bookings: number;
	receipts: number;
	missingNumbers: unknown[];
	unbalanced: unknown[];
}

/** The summary beside a file of "Get Bookings". */
export function summaryOf(items: Array<Record<string, unknown>>): Summary | undefined {
	return items.find(({ type }) => type === 'summary') as Summary | undefined;
}

/** What is left on the clearing account, in cents; undefined where nothing was booked. */
export function clearingOf(bookings: Array<Record<string, unknown>>): number | undefined {
	if (bookings.length === 0) return undefined;
	return bookings.reduce((left, { debit, credit, grossCents }) => {
		const cents = Number(grossCents);
		return left + (debit === 'Clearing' ? cents : 0) - (credit === 'Clearing' ? cents : 0);
	}, 0);
}

/** Whether two lists of totals agree to the cent; a rate on which nothing was sold may be missing. */
export function sameTaxes(left: Taxes, right: Taxes): boolean {
	const inOrder = (list: Taxes) =>
		list
			.filter(({ grossCents }) => grossCents !== 0)
			.map((tax) => [Number(tax.rate), tax.grossCents, tax.netCents, tax.taxCents])
			.sort(([a = 0], [b = 0]) => a - b);
	return JSON.stringify(inOrder(left)) === JSON.stringify(inOrder(right));
}
