/** One row of a CassaNova document, as it is read (document: Row, RowModifierValue). */
import type { FieldReader } from '../../../shared/books/vendorRecord';

const readModifier = (modifier: FieldReader) => ({
	price: modifier.decimal('price'),
	percentagePrice: modifier.decimal('percentagePrice'),
});

/** Reads one row of a document. */
export const readRow = (row: FieldReader) => ({
	subtotal: row.boolean('subtotal'),
	/** Not in the document: a composed dish, or what details a menu. */
	composition: row.flag('composition'),
	refund: row.boolean('refund'),
	coverCharge: row.boolean('coverCharge'),
	idProduct: row.text('idProduct'),
	idProductVariant: row.text('idProductVariant'),
	idCategory: row.text('idCategory'),
	idDepartment: row.text('idDepartment'),
	idTax: row.text('idTax'),
	rowNumber: row.number('rowNumber'),
	quantity: row.decimal('quantity'),
	price: row.decimal('price'),
	percentageVariation: row.decimal('percentageVariation'),
	variation: row.decimal('variation'),
	variationType: row.text('variationType'),
	/** Not in the document: what the system itself makes of the row. */
	calculatedAmount: row.decimal('calculatedAmount'),
	rowModifierValues: row.list('rowModifierValues', readModifier) ?? [],
});

/** A row as it was read. */
export type Row = ReturnType<typeof readRow>;

/** A row with its place in the record, for texts: `document.rows[0]`. */
export interface NamedRow {
	row: Row;
	field: string;
}

/** Rows in the order of `rowNumber` where all have one: a subtotal means what stands above it. */
export function rowsInOrder(rows: readonly Row[]): NamedRow[] {
	const named = rows.map((row, index) => ({ row, field: `document.rows[${index}]` }));
	if (rows.some((row) => typeof row.rowNumber !== 'number')) return named;
	return named.sort((a, b) => (a.row.rowNumber ?? 0) - (b.row.rowNumber ?? 0));
}
