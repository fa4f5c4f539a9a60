/** A model of CassaNova's sold reports by tax, for tests: made from sales, with either meaning of "to". */
import { addDays } from '../../../nodes/shared/values/dates';
import { divideRounded } from '../../../nodes/shared/values/money';
import type { SoldGrouping, Report } from '../../../nodes/CassaNova/reports/soldSums';

export const byTax: SoldGrouping = { id: 'idTax', record: 'tax' };

/** What was sold on one day of one tax, in cents and thousandths: no fractions, no rounding. */
export interface Sale {
	day: string;
	idTax: string | null;
	sold: number;
	refund: number;
	vat: number;
	quantity: number;
}

/** A vendor that works with whole numbers and writes them down as decimals. */
export function vendor(sales: Sale[], toIncludesItsDay: boolean) {
	return (from: string, to: string): Report => {
		const last = toIncludesItsDay ? to : addDays(to, -1);
		const within = sales.filter(({ day }) => day >= from && day <= last);
		const sum = (list: Sale[], name: 'sold' | 'refund' | 'vat' | 'quantity') =>
			list.reduce((total, sale) => total + sale[name], 0);
		const profitOf = (list: Sale[]) => sum(list, 'sold') - sum(list, 'refund');
		const ids = [...new Set(within.map(({ idTax }) => idTax))];
		const all = profitOf(within);
		return {
			totalCount: ids.length,
			totalSold: sum(within, 'sold') / 100,
			totalRefund: sum(within, 'refund') / 100,
			totalQuantity: sum(within, 'quantity') / 1000,
			sold: ids.map((idTax) => {
				const own = within.filter((sale) => sale.idTax === idTax);
				const profit = profitOf(own);
				const share = all === 0 ? 0 : divideRounded(BigInt(profit) * 10_000n, BigInt(all));
				return {
					idTax,
					tax: idTax === null ? null : { id: idTax },
					quantity: sum(own, 'quantity') / 1000,
					profit: profit / 100,
					taxable: (profit - sum(own, 'vat')) / 100,
					vat: sum(own, 'vat') / 100,
					percentTotal: Number(share) / 100,
				};
			}),
		};
	};
}

/** Rows by id; those of nothing at all say nothing. */
export function settledRows(report: Report): Report {
	const sold = report.sold
		.filter((row) => ['quantity', 'profit', 'taxable', 'vat'].some((name) => row[name] !== 0))
		.sort((a, b) => String(a.idTax).localeCompare(String(b.idTax)));
	return { ...report, totalCount: sold.length, sold };
}
