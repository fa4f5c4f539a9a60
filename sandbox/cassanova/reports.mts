/** CassaNova's four sold reports, worked out from the receipts. */
import Big from 'big.js';
import type { Handler, VendorContext } from '../core/vendor.mts';
import { fromCents, taxInGross } from '../money.mts';
import type { Documents } from './documents.mts';
import { daysOf, isListed, pageOf } from './paging.mts';
import type { Fields, Records } from './records.mts';
import type { Line } from './rows.mts';

interface Sum {
	soldCents: number;
	refundCents: number;
	quantity: Big;
}

interface Report {
	operation: string;
	/** The field of a line that it groups by, and the record behind it. */
	field: 'idTax' | 'idCategory' | 'idDepartment' | 'idProduct';
	resource: 'tax' | 'category' | 'department' | 'product';
	/** Sales without a product are summed apart. */
	splitsDepartments: boolean;
}

const REPORTS: Report[] = [
	{ operation: 'getSoldByTax', field: 'idTax', resource: 'tax', splitsDepartments: false },
	{
		operation: 'getSoldByCategory',
		field: 'idCategory',
		resource: 'category',
		splitsDepartments: true,
	},
	{
		operation: 'getSoldByDepartment',
		field: 'idDepartment',
		resource: 'department',
		splitsDepartments: false,
	},
	{
		operation: 'getSoldByProduct',
		field: 'idProduct',
		resource: 'product',
		splitsDepartments: true,
	},
];

function sum(lines: Line[]): Sum {
	let soldCents = 0;
	let refundCents = 0;
	let quantity = new Big(0);
	for (const line of lines) {
		if (line.quantity < 0) refundCents -= line.cents;
		else soldCents += line.cents;
		quantity = quantity.plus(line.quantity);
	}
	return { soldCents, refundCents, quantity };
}

function totalsOf(prefix: string, lines: Line[]): Fields {
	const { soldCents, refundCents, quantity } = sum(lines);
	return {
		[`${prefix}Sold`]: fromCents(soldCents),
		[`${prefix}Refund`]: fromCents(refundCents),
		[`${prefix}Quantity`]: Number(quantity),
	};
}

/** Builds the handlers of the reports. */
export function createReports(
	context: VendorContext,
	records: Records,
	documents: Documents,
): Record<string, Handler> {
	const linesOf = (query: Fields): Line[] =>
		documents
			.receipts(daysOf(query, 'datetime', context, { years: 1 }))
			.filter(
				(receipt) => !receipt.isCancelled && isListed(query.idsSalesPoint, receipt.idSalesPoint),
			)
			.flatMap(({ lines }) => lines)
			.filter(
				(line) =>
					isListed(query.idProducts, line.idProduct) &&
					isListed(query.idDepartments, line.idDepartment) &&
					isListed(query.idCategories, line.idCategory),
			);

	const handler =
		({ field, resource, splitsDepartments }: Report): Handler =>
		({ query }) => {
			const all = linesOf(query);
			const counted = splitsDepartments ? all.filter(({ idProduct }) => idProduct !== null) : all;
			const groups = new Map<string | null, Line[]>();
			for (const line of counted) {
				const group = groups.get(line[field]);
				if (group) group.push(line);
				else groups.set(line[field], [line]);
			}
			const overall = sum(counted).soldCents;
			const sold = [...groups].map(([id, lines]) => {
				const { soldCents, refundCents, quantity } = sum(lines);
				const gross = soldCents - refundCents;
				const rate = lines[0]?.rate ?? 0;
				const vat = taxInGross(gross, rate);
				const record = records.find(resource, id);
				return {
					[field]: id,
					[resource]: record ? records.view(resource, record) : null,
					quantity: Number(quantity),
					profit: fromCents(gross),
					...(resource === 'tax' ? { taxable: fromCents(gross - vat), vat: fromCents(vat) } : {}),
					percentTotal: overall === 0 ? 0 : Math.round((soldCents * 10_000) / overall) / 100,
				};
			});
			const apart = all.filter(({ idProduct }) => idProduct === null);
			return {
				body: {
					totalCount: sold.length,
					...totalsOf('total', counted),
					...(splitsDepartments ? totalsOf('totalDepartment', apart) : {}),
					sold: pageOf(sold, query, context.config),
				},
			};
		};
	return Object.fromEntries(REPORTS.map((report) => [report.operation, handler(report)]));
}
