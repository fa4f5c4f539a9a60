/** What accounting receipts come to, in the words of the sandbox's own totals. */
import type { AccountingReceipt } from '../../../nodes/shared/books/receipt';

export type Payment = AccountingReceipt['payments'][number];

/** @param meansOf the means as the sandbox's book counts them */
export function totalsOf(receipts: AccountingReceipt[], meansOf: (payment: Payment) => string) {
	const byKind: Record<string, number> = { sale: 0, refund: 0, cancellation: 0, zero: 0 };
	const taxes = new Map<string, { grossCents: number; netCents: number; taxCents: number }>();
	const payments = new Map<string, number>();
	const sum = { grossCents: 0, netCents: 0, taxCents: 0, changeCents: 0 };
	for (const receipt of receipts) {
		byKind[receipt.kind] = (byKind[receipt.kind] ?? 0) + 1;
		sum.grossCents += receipt.totals.grossCents;
		sum.netCents += receipt.totals.netCents ?? NaN;
		sum.taxCents += receipt.totals.taxCents ?? NaN;
		sum.changeCents += receipt.changeCents;
		for (const { rate, grossCents, netCents, taxCents } of receipt.taxes) {
			const row = taxes.get(rate) ?? { grossCents: 0, netCents: 0, taxCents: 0 };
			row.grossCents += grossCents;
			row.netCents += netCents;
			row.taxCents += taxCents;
			taxes.set(rate, row);
		}
		for (const payment of receipt.payments) {
			const means = meansOf(payment);
			payments.set(means, (payments.get(means) ?? 0) + payment.amountCents);
		}
	}
	return {
		count: receipts.length,
		byKind,
		...sum,
		taxes: [...taxes]
			.map(([rate, row]) => ({ rate, ...row }))
			.sort((a, b) => Number(b.rate) - Number(a.rate)),
		payments: [...payments]
			.map(([means, cents]) => ({ means, cents }))
			.sort((a, b) => (a.means < b.means ? -1 : 1)),
	};
}
