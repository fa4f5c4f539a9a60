/** Rows of a CassaNova document that were sold → lines (sections Row, RowModifierValue). */
import { NO_WORDS, rateOfType } from '../../shared/books/draft';
import type { NormalisedLine, UnknownRate } from '../../shared/books/draft';
import { mapLine, NO_MAPPING } from '../../shared/books/mapping';
import { fromCents, isNegative, isZero, ONE, parseDecimal, ZERO } from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import type { Cents } from '../../shared/values/units';
import type { CassaNovaAccountingContext } from './context';
import type { Receipt } from './record';
import type { SaleRow } from './rows/amounts';
import type { Row } from './rows/row';

/**
 * The percentage of a row's tax. Assumption: a tax has had today's rate ever since, as receipts name it only
 * by its id. An id that can't be resolved must never look like 0 %.
 */
function rateOf({ idTax }: Row, context: CassaNovaAccountingContext): Decimal | UnknownRate {
	if (idTax === null || idTax === undefined) return { unknown: 'names no tax' };
	const rate = parseDecimal(context.taxRates.get(idTax));
	if (rate && !isNegative(rate)) return rate;
	return { unknown: `has the tax id ${idTax}, whose rate isn't known` };
}

/** The nature of a rate of 0, where the tax names one (document: Tax, newer generations). */
function natureOf(
	{ idTax }: Row,
	taxRate: Decimal | UnknownRate,
	context: CassaNovaAccountingContext,
): Pick<NormalisedLine, 'taxNature'> {
	const taxNature = context.taxNatures?.get(idTax ?? '');
	const isUntaxed = !('unknown' in taxRate) && isZero(taxRate);
	return isUntaxed && taxNature !== undefined ? { taxNature } : {};
}

function named(id: string | null | undefined, name?: string) {
	return id === null || id === undefined ? undefined : { id, name: name ?? null };
}

/**
 * A row that was sold as a line, with its texts, its rate and what the user maps it to. Assumption: on a
 * tax-free document every row has the rate 0.
 */
export function toLine(
	receipt: Receipt,
	sale: SaleRow,
	context: CassaNovaAccountingContext,
): NormalisedLine {
	const { row } = sale;
	const { idProduct, idProductVariant, idCategory, idDepartment } = row;
	const product =
		context.products?.get(idProductVariant ?? '') ?? context.products?.get(idProduct ?? '');
	const category = context.categories?.get(idCategory ?? '');
	const department = context.departments?.get(idDepartment ?? '');
	const source = {
		article: named(idProduct ?? idProductVariant, product?.description),
		group: named(idCategory, category),
		department: named(idDepartment, department),
	};
	const { is: type, unsaid } = mapLine(context.mapping ?? NO_MAPPING, source);
	const ownRate = rateOf(row, context);
	const isFree = receipt.document.taxFree;
	const taxRate = rateOfType(type, isFree ? ZERO : ownRate);
	// What bears VAT elsewhere is sold here, too.
	const isTaxed = !('unknown' in ownRate) && !isZero(ownRate);
	return {
		type,
		description: product?.description ?? (row.coverCharge ? 'Cover charge' : ''),
		quantity: sale.quantity,
		unitGross: sale.unit,
		grossCents: sale.cents,
		taxRate,
		...natureOf(row, taxRate, context),
		productId: idProductVariant ?? idProduct ?? null,
		variantOf: (idProductVariant && idProduct) || null,
		sku: product?.sku ?? null,
		category: category ?? idCategory ?? null,
		categoryId: idCategory ?? null,
		departmentId: idDepartment ?? null,
		department: department ?? null,
		unsaid: isFree && isTaxed ? undefined : unsaid,
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
		...NO_WORDS,
	};
}
