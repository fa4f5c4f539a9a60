/** The columns of a list of stock (document: Stock, EditStock, NewStockMovement). */
import { z } from 'zod';
import { check } from '../../../shared/run/input';
import { flag, text } from '../../../shared/table/schemas';
import { givenQuantity } from '../../catalog/quantity';
import { isBlankCell } from '../mapper';
import type { ListColumn, ListKind, ListRow } from '../types';
import { stockKeys } from '../specs';

/** What a row brings a stock to; what it leaves blank stays as it is. */
export interface WantedStock {
	quantity?: number;
	warningLevel?: number;
	manageStock?: boolean;
}

const column = (
	name: string,
	displayName: string,
	alsoCalled: string[],
	more: Partial<ListColumn> = {},
): ListColumn => ({ name, displayName, alsoCalled, isNeeded: false, ...more });

const YES_OR_NO: ListColumn['options'] = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

/** The shop's column; its name is the vendor's. */
export const SHOP_COLUMN = 'idSalesPoint';

/** What a list of stock is about. */
export const stockKind: ListKind = {
	many: 'stock levels',
	columns: [
		column('internalId', 'Internal ID', ['SKU']),
		column('barcodes', 'Barcode', ['EAN', 'GTIN']),
		column('externalId', 'Your Own ID', []),
		column('id', 'CassaNova ID', []),
		column(SHOP_COLUMN, 'Shop', ['Sales Point', 'Store'], { isNeeded: true }),
		column('quantity', 'Quantity', ['New Quantity', 'Stock', 'Stock Quantity', 'Qty'], {
			isNeeded: true,
		}),
		column('warningLevel', 'Warning Level', ['Reorder Level', 'Minimum Stock']),
		column('manageStock', 'Manage Stock', ['Manage Stock?'], { options: YES_OR_NO }),
	],
	keys: stockKeys,
};

/** What a row can set, in the order in which it is told. */
export const SETTABLE = ['quantity', 'warningLevel', 'manageStock'] as const;

const yesOrNo = z
	.unknown()
	.transform((cell) => {
		const word = String(cell).trim().toLowerCase();
		if (['yes', '1'].includes(word)) return true;
		return ['no', '0'].includes(word) ? false : cell;
	})
	.pipe(flag);

/**
 * What a row says of its stock.
 * @throws InputError for a cell that can't be used
 */
export function wantedIn({ cells }: ListRow): WantedStock {
	const filled = <T>(name: string, label: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>) =>
		isBlankCell(cells.get(name)) ? {} : { [name]: check(label, schema, cells.get(name)) };
	return {
		...filled('quantity', 'Quantity', givenQuantity),
		...filled('warningLevel', 'Warning Level', givenQuantity),
		...filled('manageStock', 'Manage Stock', yesOrNo),
	};
}

/** The shop that a row names; undefined where it names none. @throws InputError for what is no text */
export function shopNamedIn({ cells }: ListRow): string | undefined {
	const cell = cells.get(SHOP_COLUMN);
	return isBlankCell(cell) ? undefined : check('Shop', text, cell);
}
