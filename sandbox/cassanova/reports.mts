/**
 * CassaNova's four sold reports, worked out from the receipts. Tax is rounded once per receipt and
 * rate, as in the totals, so that the reports of two ranges add up to that of both. A row's share is
 * that of its profit.
 */
import Big from 'big.js';
import type { Handler, VendorContext } from '../core/vendor.mts';
import { fromCents, taxInGross } from '../money.mts';
import type { Documents, Filed } from './documents.mts';
import { daysOf, isListed, pageOf } from './paging.mts';
import type { Fields, Records } from './records.mts';
import type { Line, PartOf } from './rows.mts';

/** A line with the id of its receipt. */
type SoldLine = Line & { receipt: string };

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

function grossOf(lines: Line[]): number {
	return lines.reduce((cents, line) => cents + line.cents, 0);
}

/** Cents of tax in these lines. */
function vatOf(lines: SoldLine[]): number {
	const taxed = new Map<string, { cents: number; rate: number }>();
	for (const { receipt, rate, cents } of lines) {
		const key = `${receipt} ${rate}`;
		taxed.set(key, { rate, cents: (taxed.get(key)?.cents ?? 0) + cents });
	}
	return [...taxed.values()].reduce((vat, { cents, rate }) => vat + taxInGross(cents, rate), 0);
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
	const receiptsOf = (query: Fields): Filed[] =>
		documents
			.receipts(daysOf(query, 'datetime', context, { years: 1 }))
			.filter(
				(receipt) => !receipt.isCancelled && isListed(query.idsSalesPoint, receipt.idSalesPoint),
			);
	const isAsked = (line: Line, query: Fields): boolean =>
		isListed(query.idProducts, line.idProduct) &&
		isListed(query.idDepartments, line.idDepartment) &&
		isListed(query.idCategories, line.idCategory);

	/** A product's share in what was sold, per cent. */
	const shareOf = (gross: number, overall: number): number =>
		overall === 0 ? 0 : Number(new Big(gross).times(100).div(overall).round(2, Big.roundHalfUp));

	/** Rows of what menus and dishes are made of, by product, whole and kind; with the head's own fields. */
	const partRows = (parts: PartOf[], overall: number): Fields[] => {
		const groups = new Map<string, PartOf[]>();
		for (const part of parts) {
			const key = `${part.idProduct} ${part.idMenuProduct} ${part.entry}`;
			groups.set(key, [...(groups.get(key) ?? []), part]);
		}
		const viewOf = (id: string | null): unknown => {
			const record = records.find('product', id);
			return record ? records.view('product', record) : null;
		};
		return [...groups.values()].map((group) => {
			const { idProduct, idMenuProduct, entry } = group[0]!;
			const gross = grossOf(group);
			return {
				idProduct,
				product: viewOf(idProduct),
				idMenuProduct,
				menuProduct: viewOf(idMenuProduct),
				isMenuEntry: entry === 'menu',
				isCompositionEntry: entry === 'composition',
				quantity: Number(sum(group).quantity),
				profit: fromCents(gross),
				percentTotal: shareOf(gross, overall),
			};
		});
	};

	const handler =
		({ field, resource, splitsDepartments }: Report): Handler =>
		({ query }) => {
			const receipts = receiptsOf(query);
			const all = receipts
				.flatMap(({ id, lines }) => lines.map((line) => ({ ...line, receipt: id })))
				.filter((line) => isAsked(line, query));
			const parts = (resource === 'product' ? receipts : [])
				.flatMap((receipt) => receipt.parts ?? [])
				.filter((part) => isAsked(part, query));
			const ofHeads =
				parts.length === 0
					? {}
					: { isMenuEntry: false, isCompositionEntry: false, idMenuProduct: null };
			const counted = splitsDepartments ? all.filter(({ idProduct }) => idProduct !== null) : all;
			const groups = new Map<string | null, SoldLine[]>();
			for (const line of counted) {
				const group = groups.get(line[field]);
				if (group) group.push(line);
				else groups.set(line[field], [line]);
			}
			const overall = grossOf(counted);
			const heads = [...groups].map(([id, lines]) => {
				const { quantity } = sum(lines);
				const gross = grossOf(lines);
				const vat = vatOf(lines);
				const record = records.find(resource, id);
				return {
					[field]: id,
					[resource]: record ? records.view(resource, record) : null,
					quantity: Number(quantity),
					profit: fromCents(gross),
					...(resource === 'tax' ? { taxable: fromCents(gross - vat), vat: fromCents(vat) } : {}),
					percentTotal: shareOf(gross, overall),
					...ofHeads,
				};
			});
			const sold = [...heads, ...partRows(parts, overall)];
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
