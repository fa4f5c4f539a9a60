/** Rows of a CassaNova document that were sold → lines (sections Row, RowModifierValue). */
import type { NormalisedLine, UnknownRate } from '../../shared/books/draft';
import { mapLine } from '../../shared/books/mapping';
import type { MappingWords } from '../../shared/books/mapping';
import { fromCents, isNegative, isZero, ONE, parseDecimal, ZERO } from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import type { Cents } from '../../shared/values/units';
import type { CassaNovaAccountingContext } from './context';
import type { Receipt } from './record';
import type { SaleRow } from './rows/amounts';
import type { Row } from './rows/row';

/**
 * The percentage of a row's tax. Assumption: on a tax-free document every row has the rate 0; a tax
 * has had today's rate ever since, as receipts name it only by its id. An id that can't be resolved must
 * never look like 0 %.
 */
function rateOf(
	receipt: Receipt,
	row: Row,
	context: CassaNovaAccountingContext,
): Decimal | UnknownRate {
	if (receipt.document.taxFree) return ZERO;
	const { idTax } = row;
	if (idTax === null || idTax === undefined) return { unknown: 'names no tax' };
	const rate = parseDecimal(context.taxRates.get(idTax));
	if (rate && !isNegative(rate)) return rate;
	return { unknown: `has the tax id ${idTax}, whose rate isn't known` };
}

/** The rate, and beside a rate of 0 its nature, where the tax names one (document: Tax, newer generations). */
function taxOf(
	receipt: Receipt,
	row: Row,
	context: CassaNovaAccountingContext,
): Pick<NormalisedLine, 'taxRate' | 'taxNature'> {
	const taxRate = rateOf(receipt, row, context);
	const taxNature = context.taxNatures?.get(row.idTax ?? '');
	const isUntaxed = !('unknown' in taxRate) && isZero(taxRate);
	return isUntaxed && taxNature !== undefined ? { taxRate, taxNature } : { taxRate };
}

function named(id: string | null | undefined, names?: ReadonlyMap<string, string>) {
	return id === null || id === undefined ? undefined : { id, name: names?.get(id) ?? null };
}

/** A row that was sold as a line, with its texts, its rate and what the user maps it to. */
export function toLine(
	receipt: Receipt,
	sale: SaleRow,
	context: CassaNovaAccountingContext,
	words: MappingWords,
): NormalisedLine {
	const { row } = sale;
	const product =
		context.products?.get(row.idProductVariant ?? '') ?? context.products?.get(row.idProduct ?? '');
	const source = {
		article: named(row.idProduct),
		group: named(row.idCategory, context.categories),
		department: named(row.idDepartment, context.departments),
	};
	return {
		type: mapLine(words.mapping, source, words.unmapped),
		description: product?.description ?? (row.coverCharge ? 'Cover charge' : ''),
		quantity: sale.quantity,
		unitGross: sale.unit,
		grossCents: sale.cents,
		...taxOf(receipt, row, context),
		productId: row.idProductVariant ?? row.idProduct ?? null,
		sku: product?.sku ?? null,
		category: context.categories?.get(row.idCategory ?? '') ?? row.idCategory ?? null,
		departmentId: row.idDepartment ?? null,
	};
}

/** What was rounded on paying in cash: it changes the total, and no rate. */
export function toRounding(cents: Cents): NormalisedLine {
	return {
		type: 'rounding',
		description: 'Rounding',
		quantity: ONE,
		unitGross: fromCents(cents),
		grossCents: cents,
		taxRate: ZERO,
		productId: null,
		sku: null,
		category: null,
		departmentId: null,
	};
}
