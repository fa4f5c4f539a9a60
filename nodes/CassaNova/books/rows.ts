/**
 * Rows of a CassaNova document (document: Row, RowModifierValue) → what was sold, and what was rounded.
 * How rows add up isn't documented: each rule is an assumption with a name below.
 */
import { readFields } from '../../shared/books/vendorRecord';
import type { FieldReader } from '../../shared/books/vendorRecord';
import {
	add,
	centsToString,
	decimalToString,
	fromCents,
	isNegative,
	isZero,
	multiply,
	negate,
	ONE,
	percent,
	splitByWeight,
	subtract,
	toCents,
	ZERO,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';

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

export type Row = ReturnType<typeof readRow>;

/** A row that counts, with its place in the record for texts. */
export interface SaleRow {
	row: Row;
	field: string;
	unit: Decimal;
	quantity: Decimal;
	cents: number;
}

/** What the rows of a document come to. */
export interface Sold {
	sales: SaleRow[];
	/** Cents of each rounding, as they change the total. */
	roundings: number[];
	/** What should be known. */
	notes: string[];
	/** What doesn't add up. */
	problems: string[];
}

/** One way to read rows where no document says which is right. */
interface Reading {
	countsComposition: boolean;
	/**
	 * `own` works amounts out of prices; `stated` takes `calculatedAmount` where a row has it, and
	 * `afterSubtotals` takes it as what is left when subtotals have been taken off.
	 */
	amounts: 'own' | 'stated' | 'afterSubtotals';
}

const PLAIN: Reading = { countsComposition: false, amounts: 'own' };

/** `1 + p/100`, exactly. */
const factor = (percentage: Decimal): Decimal => add(ONE, percent(percentage));

/** Assumption: a row that names no quantity is about one, and one that names no price costs nothing. */
const quantityOf = (row: Row): Decimal => row.quantity ?? ONE;
const priceOf = (row: Row): Decimal => row.price ?? ZERO;

/** Assumption: unit = price × (1 + sum of percentage modifiers / 100) + sum of incremental ones. */
function unitPrice(row: Row): Decimal {
	const modifiers = row.rowModifierValues;
	const percentages = modifiers.reduce((sum, each) => add(sum, each.percentagePrice ?? ZERO), ZERO);
	const increments = modifiers.reduce((sum, each) => add(sum, each.price ?? ZERO), ZERO);
	return add(multiply(priceOf(row), factor(percentages)), increments);
}

/**
 * Assumption: a variation of the type ROUNDING rounds what is paid in cash. It is no discount: no rate
 * changes, and what was rounded has no VAT. A percentage beside it is a discount as ever.
 */
const isRounded = (row: Row): boolean => row.variationType === 'ROUNDING';

/** What a row's variation takes off its price. */
const discountOf = (row: Row): Decimal => (isRounded(row) ? ZERO : (row.variation ?? ZERO));

/** What a row's rounding adds to the total, before returns are mirrored. */
const roundingOf = (row: Row): number => (isRounded(row) ? 0 - toCents(row.variation ?? ZERO) : 0);

/** True for a row of nothing but its rounding. */
function isOnlyRounding(row: Row): boolean {
	const names = [row.idProduct, row.idProductVariant, row.idDepartment, row.idTax];
	return (
		isRounded(row) && names.every((id) => id === null) && !row.coverCharge && isZero(unitPrice(row))
	);
}

/** Assumption: an amount after its variations = amount × (1 − percentage / 100) − variation. */
function afterVariations(amount: Decimal, row: Row): Decimal {
	const remaining = multiply(amount, factor(negate(row.percentageVariation ?? ZERO)));
	return subtract(remaining, discountOf(row));
}

/**
 * Assumption: row = quantity × unit after the row's variations, rounded once to the cent, half
 * away from zero; a row with `refund` is the exact mirror of its sale, also where the system states
 * its amount.
 */
function toSaleRow(row: Row, field: string, { amounts }: Reading): SaleRow {
	const unit = unitPrice(row);
	const quantity = quantityOf(row);
	const stated = amounts === 'own' ? undefined : row.calculatedAmount;
	const cents = stated ? toCents(stated) : ownCents(row, field, quantity, unit);
	const sign = row.refund && !(stated && cents < 0) ? -1 : 1;
	return {
		row,
		field,
		unit,
		quantity: row.refund ? negate(quantity) : quantity,
		cents: sign < 0 ? 0 - cents : cents,
	};
}

/** @throws RangeError naming the row, for an amount that is too large to be money */
function ownCents(row: Row, field: string, quantity: Decimal, unit: Decimal): number {
	return toCents(
		afterVariations(multiply(quantity, unit), row),
		() => `${field}: quantity ${decimalToString(quantity)} × price ${decimalToString(unit)}`,
	);
}

/** What a discount above its price says, which makes a sale money that went out. */
function problemOfDiscount({ unit, quantity, cents }: SaleRow, field: string): string[] {
	const full = multiply(quantity, unit);
	if (cents === 0 || isZero(full) || isNegative(full) === cents < 0) return [];
	return [
		`${field} has a discount above its price: ${centsToString(toCents(full))} become ${centsToString(cents)}.`,
	];
}

/** The rows that a subtotal is about: returned ones take no part beside sales. */
function coveredBy(block: SaleRow[]): SaleRow[] {
	const sales = block.filter(({ row }) => !row.refund);
	return sales.length > 0 ? sales : block;
}

const sumOf = (sales: readonly SaleRow[]): number =>
	sales.reduce((total, { cents }) => total + cents, 0);

/**
 * Assumption: the variations of a subtotal come to sum × percentage / 100 + variation, rounded
 * once to the cent, and apply to the sale rows since the previous subtotal, split by gross with
 * the largest remainder. Returned rows among them take no part; a block of nothing but returns is
 * the mirror of the same block sold.
 * @returns what is wrong when no row has an amount, so that nothing says where they belong, or when
 * they take off more than there is
 */
function applySubtotal(block: SaleRow[], subtotal: Row, field: string): string | undefined {
	const covered = coveredBy(block);
	const sum = sumOf(covered);
	const percentage = percent(subtotal.percentageVariation ?? ZERO);
	const ofSum = multiply(fromCents(Math.abs(sum)), percentage);
	const discount = toCents(add(ofSum, discountOf(subtotal)));
	const shares = splitByWeight(
		sum < 0 ? 0 - discount : discount,
		covered.map(({ cents }) => cents),
	);
	if (!shares) {
		return `${field} changes the total by ${centsToString(0 - discount)}, but there are no amounts to split it over: it isn't counted.`;
	}
	covered.forEach((sale, index) => {
		sale.cents -= shares[index] ?? 0;
	});
	if (discount <= Math.abs(sum)) return undefined;
	return `${field} takes off ${centsToString(discount)}, which is more than its rows come to (${centsToString(Math.abs(sum))}).`;
}

/** Rows in the order of `rowNumber` where all have one: a subtotal means what stands above it. */
function inOrder(rows: readonly Row[]): Array<{ row: Row; field: string }> {
	const named = rows.map((row, index) => ({ row, field: `document.rows[${index}]` }));
	if (rows.some((row) => typeof row.rowNumber !== 'number')) return named;
	return named.sort((a, b) => (a.row.rowNumber ?? 0) - (b.row.rowNumber ?? 0));
}

/** Assumption: `subtotal` rows aren't sales. A rounding has the sign of what it rounds. */
function readRows(rows: readonly Row[], reading: Reading): Sold {
	const sold: Sold = { sales: [], roundings: [], notes: [], problems: [] };
	let block: SaleRow[] = [];
	const round = (cents: number, mirrors: boolean) => {
		if (cents !== 0) sold.roundings.push(mirrors ? 0 - cents : cents);
	};
	for (const { row, field } of inOrder(rows)) {
		if (row.composition && !reading.countsComposition) continue;
		if (row.subtotal) {
			const about = coveredBy(block.length > 0 ? block : sold.sales);
			round(roundingOf(row), sumOf(about) < 0);
			const problem =
				reading.amounts === 'afterSubtotals' ? undefined : applySubtotal(block, row, field);
			if (problem !== undefined) sold.problems.push(problem);
			block = [];
			continue;
		}
		round(roundingOf(row), row.refund);
		if (isOnlyRounding(row)) continue;
		const sale = toSaleRow(row, field, reading);
		block.push(sale);
		sold.sales.push(sale);
		sold.notes.push(...missingOf(row, field));
		sold.problems.push(...problemOfDiscount(sale, field));
	}
	return sold;
}

function missingOf(row: Row, field: string): string[] {
	return [
		...(row.quantity ? [] : [`${field} has no quantity: it counts as 1.`]),
		...(row.price ? [] : [`${field} has no price: it counts as 0.00.`]),
	];
}

/** The readings that may be meant, the likeliest first. */
function readingsOf(rows: readonly Row[]): Reading[] {
	const counts = rows.some(({ composition }) => composition) ? [false, true] : [false];
	const isStated = rows.some((row) => !row.subtotal && row.calculatedAmount);
	const amounts: Array<Reading['amounts']> = isStated
		? ['stated', 'afterSubtotals', 'own']
		: ['own'];
	return amounts.flatMap((one) =>
		counts.map((countsComposition) => ({ countsComposition, amounts: one })),
	);
}

/** What the rows add up to. */
export function totalOf({ sales, roundings }: Sold): number {
	return sumOf(sales) + roundings.reduce((sum, cents) => sum + cents, 0);
}

/**
 * Reads the rows of a document. Assumption: rows with `composition` are a composed dish that has a
 * price, or detail a menu whose row has it; and where a row has `calculatedAmount`, that is what it is
 * worth, before or after subtotals. Which of these holds is chosen per document, by what it states.
 * @param statedCents what the document comes to as it says itself, undefined where it says nothing;
 *   credit notes state it with either sign
 */
export function readSold(rows: readonly Row[], statedCents: number | undefined): Sold {
	const [first = PLAIN, ...others] = readingsOf(rows);
	const likeliest = readRows(rows, first);
	if (others.length === 0) return likeliest;
	const meets = (sold: Sold) =>
		statedCents !== undefined && Math.abs(totalOf(sold)) === Math.abs(statedCents);
	const tried = [{ reading: first, sold: likeliest }];
	for (const reading of others) {
		if (tried.some(({ sold }) => meets(sold))) break;
		tried.push({ reading, sold: readRows(rows, reading) });
	}
	const met = tried.find(({ sold }) => meets(sold));
	const { reading, sold } = met ?? { reading: first, sold: likeliest };
	const own = reading.amounts === 'own' ? sold : readRows(rows, { ...reading, amounts: 'own' });
	const notes = [
		...amountNotes(sold, own),
		...compositionNotes(rows, reading, sold, met ? statedCents : undefined),
	];
	const problems = [...sold.problems, ...problemsOfRates(sold, own, rows.length)];
	return { ...sold, notes: [...sold.notes, ...notes], problems };
}

/**
 * Where the amounts that rows state come to the same sum as their prices, but to other sums by rate,
 * nothing tells which of them the tax is in. Half a cent that is split in another way makes a cent.
 * @param own the same rows by their prices alone
 */
function problemsOfRates(sold: Sold, own: Sold, rows: number): string[] {
	if (own === sold || totalOf(own) !== totalOf(sold)) return [];
	const byTax = new Map<string | null, number>();
	const addUp = (sales: readonly SaleRow[], sign: number) => {
		for (const { row, cents } of sales) {
			byTax.set(row.idTax, (byTax.get(row.idTax) ?? 0) + sign * cents);
		}
	};
	addUp(sold.sales, 1);
	addUp(own.sales, -1);
	if ([...byTax.values()].every((cents) => Math.abs(cents) <= rows)) return [];
	return [
		'Rows state other amounts ("calculatedAmount") than their prices come to, in the same sum: the tax may be wrong.',
	];
}

/** @param own the same rows by their prices alone */
function amountNotes(sold: Sold, own: Sold): string[] {
	if (totalOf(own) === totalOf(sold)) return [];
	return [
		`Rows count with the amount that the system states for them ("calculatedAmount"): ${centsToString(totalOf(sold))} in all, where their prices come to ${centsToString(totalOf(own))}.`,
	];
}

function compositionNotes(
	rows: readonly Row[],
	reading: Reading,
	sold: Sold,
	metCents: number | undefined,
): string[] {
	if (!rows.some(({ composition }) => composition)) return [];
	const { countsComposition } = reading;
	const other = totalOf(readRows(rows, { ...reading, countsComposition: !countsComposition }));
	const ofThem = countsComposition ? totalOf(sold) - other : other - totalOf(sold);
	if (ofThem === 0) return [];
	const [counted, having] = countsComposition ? ['are', 'with'] : ["aren't", 'without'];
	const why =
		metCents === undefined
			? 'no amount that the system states says whether they should be'
			: `${having} them the receipt comes to the amount that the system states`;
	return [`Rows with "composition" (${centsToString(ofThem)}) ${counted} counted: ${why}.`];
}

/**
 * How many rows of a document are sales.
 * @param document the body of a record as the API sent it
 * @returns undefined where it can't be read
 */
export function countSales(document: unknown): number | undefined {
	let isReadable = true;
	const { amount, rows = [] } = readFields(
		document,
		(body) => ({ amount: body.decimal('amount'), rows: body.list('rows', readRow) }),
		() => {
			isReadable = false;
		},
	);
	if (!isReadable) return undefined;
	try {
		return readSold(rows, amount && toCents(amount)).sales.length;
	} catch {
		// An amount that is too large; it can fail in no other way.
		return undefined;
	}
}
