/** Accounting receipts → flat rows for a table or a spreadsheet, all with the same columns. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt } from './receipt';
import { mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { centsToString } from '../values/money';
import { nameOfPlace, placeOf } from './facts';

/** What one item stands for: a whole receipt with its lists, or a flat row. */
export const ROWS = ['receipt', 'receiptRow', 'line', 'taxRate'] as const;
/** One of {@link ROWS}. */
export type RowsPer = (typeof ROWS)[number];

/**
 * Receipts as items.
 * @param per `receipt` leaves receipts as they are
 * @returns rows in the order of the receipts; the `grossCents` of a receipt's rows add up to the receipt,
 * and one without lines has a row all the same
 */
export function* rowsOf(
	receipts: readonly AccountingReceipt[],
	per: RowsPer,
): Steps<IDataObject[]> {
	switch (per) {
		case 'receipt':
			return yield* mapSteps(receipts, (receipt): IDataObject => ({ ...receipt }));
		case 'receiptRow':
			return yield* mapSteps(receipts, rowOf);
		case 'line':
			return (yield* mapSteps(receipts, linesOf)).flat();
		case 'taxRate':
			return (yield* mapSteps(receipts, ratesOf)).flat();
	}
}

/** What each row begins with. */
function head(receipt: AccountingReceipt) {
	const { businessDay, displayNumber, issuedAt, documentType, kind } = receipt;
	const place = placeOf(receipt);
	const placeName = nameOfPlace(place) ?? null;
	return { businessDay, displayNumber, placeName, issuedAt, documentType, kind };
}

/** What each row ends with. */
function tail(receipt: AccountingReceipt) {
	const { id, checks } = receipt;
	return { balanced: checks.balanced, placeId: placeOf(receipt)?.id ?? null, id };
}

function rowOf(receipt: AccountingReceipt): IDataObject {
	const { totals, payments, change, checks } = receipt;
	const { gross, net, tax, grossCents, netCents, taxCents } = totals;
	return {
		...head(receipt),
		gross,
		net,
		tax,
		payments: payments
			.map(({ vendorMeans, means, amount }) => `${vendorMeans || means} ${amount}`)
			.join(', '),
		change,
		notes: checks.notes.join(' '),
		grossCents,
		netCents,
		taxCents,
		...tail(receipt),
	};
}

type Line = AccountingReceipt['lines'][number];

/** What a receipt without lines comes to. */
const NOTHING = { gross: '0.00', grossCents: 0 };

const NO_LINE: { [Column in keyof Line]: Line[Column] | null } = {
	type: null,
	description: null,
	quantity: null,
	unitGross: null,
	discount: null,
	...NOTHING,
	taxRate: null,
	taxNature: null,
	sku: null,
	category: null,
	productId: null,
	variantOf: null,
	categoryId: null,
	departmentId: null,
	department: null,
	discountCents: null,
};

function linesOf(receipt: AccountingReceipt): IDataObject[] {
	const lines = receipt.lines.length === 0 ? [undefined] : receipt.lines;
	return lines.map((line, index) => ({
		...head(receipt),
		line: line ? index + 1 : null,
		...NO_LINE,
		...line,
		...tail(receipt),
	}));
}

/** One row per rate, and one for what has no rate that is known. */
function ratesOf(receipt: AccountingReceipt): IDataObject[] {
	const { taxes, lines } = receipt;
	const known = taxes.map(({ rate, net, tax, gross, netCents, taxCents, grossCents }) => ({
		taxRate: rate,
		net,
		tax,
		gross,
		netCents,
		taxCents,
		grossCents,
	}));
	const others = lines.filter(({ taxRate }) => taxRate === null);
	const grossCents = others.reduce((sum, line) => sum + line.grossCents, 0);
	// The same columns in the same order.
	const open = {
		taxRate: null,
		net: null,
		tax: null,
		gross: centsToString(grossCents),
		netCents: null,
		taxCents: null,
		grossCents,
	};
	const isWanted = others.length > 0 || known.length === 0;
	return [...known, ...(isWanted ? [open] : [])].map((rate) => ({
		...head(receipt),
		...rate,
		...tail(receipt),
	}));
}
