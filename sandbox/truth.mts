/** The generators' own book of what they meant to sell: the totals that nodes are measured by. */
import { rateText, taxInGross, type Decimal } from './money.mts';
import type { ReceiptKind, Totals, TotalsQuery } from './core/vendor.mts';

/** One receipt as its generator meant it. */
export interface TruthEntry {
	id: string;
	kind: ReceiptKind;
	/** Shop-local date and time, `YYYY-MM-DDTHH:mm:ss`. */
	at: string;
	merchant?: string;
	/** True for invoices and credit notes, which count only where all documents are asked for. */
	isInvoice?: boolean;
	/** Cash register or sales point. */
	place: string;
	/** Gross by rate; a rate may stand here more than once. */
	taxes: Array<{ rate: Decimal; grossCents: number }>;
	/** As handed over, so less `changeCents` they sum to the gross amount. */
	payments: Array<{ means: string; cents: number }>;
	changeCents: number;
}

export interface Truth {
	add(entry: TruthEntry): void;
	/** A receipt that is cancelled in place: from now on it counts nothing, as a cancellation. */
	cancel(id: string): void;
	/**
	 * `from` and `to` are local and inclusive: a date, or a date and time (for days that end after
	 * midnight). Tax is rounded once per receipt and rate.
	 */
	totals(query: TotalsQuery): Totals;
}

/** Makes an empty book. */
export function createTruth(): Truth {
	const entries = new Map<string, TruthEntry>();

	const matches = (entry: TruthEntry, query: TotalsQuery): boolean => {
		const { merchant, from, to, register, salesPoint } = query;
		const last = to?.length === 10 ? `${to}T23:59:59` : to;
		return (
			(!entry.isInvoice || query.documents === 'all') &&
			(merchant === undefined || entry.merchant === merchant) &&
			(register === undefined || entry.place === register) &&
			(salesPoint === undefined || entry.place === salesPoint) &&
			(from === undefined || entry.at >= from) &&
			(last === undefined || entry.at <= last)
		);
	};

	return {
		add(entry) {
			entries.set(entry.id, entry);
		},
		cancel(id) {
			const entry = entries.get(id);
			if (!entry) throw new Error(`no receipt ${id}`);
			entries.set(id, { ...entry, kind: 'cancellation', taxes: [], payments: [], changeCents: 0 });
		},
		totals(query) {
			const byKind = { sale: 0, refund: 0, cancellation: 0, zero: 0 };
			const taxes = new Map<string, { grossCents: number; taxCents: number }>();
			const payments = new Map<string, number>();
			let count = 0;
			let changeCents = 0;
			for (const entry of entries.values()) {
				if (!matches(entry, query)) continue;
				count += 1;
				byKind[entry.kind] += 1;
				changeCents += entry.changeCents;
				const grossByRate = new Map<string, number>();
				for (const { rate, grossCents } of entry.taxes) {
					const name = rateText(rate);
					grossByRate.set(name, (grossByRate.get(name) ?? 0) + grossCents);
				}
				for (const [rate, grossCents] of grossByRate) {
					const sum = taxes.get(rate) ?? { grossCents: 0, taxCents: 0 };
					sum.grossCents += grossCents;
					sum.taxCents += taxInGross(grossCents, rate);
					taxes.set(rate, sum);
				}
				for (const { means, cents } of entry.payments) {
					payments.set(means, (payments.get(means) ?? 0) + cents);
				}
			}
			const rows = [...taxes]
				.map(([rate, { grossCents, taxCents }]) => ({
					rate,
					grossCents,
					netCents: grossCents - taxCents,
					taxCents,
				}))
				.sort((left, right) => Number(right.rate) - Number(left.rate));
			const sum = (key: 'grossCents' | 'netCents' | 'taxCents'): number =>
				rows.reduce((total, row) => total + row[key], 0);
			return {
				count,
				byKind,
				grossCents: sum('grossCents'),
				netCents: sum('netCents'),
				taxCents: sum('taxCents'),
				taxes: rows,
				payments: [...payments]
					.map(([means, cents]) => ({ means, cents }))
					.sort((left, right) => (left.means < right.means ? -1 : 1)),
				changeCents,
			};
		},
	};
}
