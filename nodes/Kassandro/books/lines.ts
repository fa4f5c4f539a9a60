/** A Kassandro receipt's items → lines. The document doesn't say how they add up: each rule is an assumption. */
import { rateOfType } from '../../shared/books/draft';
import type { NormalisedLine, UnknownRate } from '../../shared/books/draft';
import { mapLine } from '../../shared/books/mapping';
import type { LineSource, Mapping } from '../../shared/books/mapping';
import { UnreadableReceiptError } from '../../shared/books/vendorRecord';
import {
	centsToString,
	decimalToString,
	isNegative,
	ONE,
	toCents,
	ZERO,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import type { Cents } from '../../shared/values/units';
import { discountReceipt, lineCents } from '../printing/prices';
import type { Amounts } from './amounts';
import type { Item, Receipt } from './record';

function rateOf(item: Item): Decimal | UnknownRate {
	if (!item.vat) return { unknown: 'has no vat' };
	return isNegative(item.vat) ? { unknown: 'has a negative vat' } : item.vat;
}

function sourceOf({ itemId, nameLong, nameShort, groupId, groupName }: Item): LineSource {
	const named = (id: string | null | undefined, name: string | null | undefined) => {
		const key = id ?? name;
		return key === null || key === undefined ? undefined : { id: key, name: name ?? null };
	};
	return { article: named(itemId, nameLong ?? nameShort), group: named(groupId, groupName) };
}

function toLine(item: Item, grossCents: Cents, mapping: Mapping): NormalisedLine {
	const { is: type, unsaid } = mapLine(mapping, sourceOf(item));
	return {
		type,
		description: item.nameLong ?? item.nameShort ?? '',
		quantity: item.amount ?? ONE,
		unitGross: item.priceOne ?? ZERO,
		grossCents,
		taxRate: rateOfType(type, rateOf(item)),
		productId: item.itemId ?? null,
		variantOf: null,
		sku: null,
		category: item.groupName ?? null,
		categoryId: item.groupId ?? null,
		departmentId: null,
		department: null,
		unsaid,
	};
}

/**
 * A receipt's items as lines, with its own discount split over them; what doesn't fit is a problem, what
 * is missing a note.
 * @throws UnreadableReceiptError for an amount that is too large to be money
 */
export function linesOf(
	receipt: Receipt,
	items: readonly Item[],
	mapping: Mapping,
): Pick<Amounts, 'lines' | 'problems' | 'notes'> {
	const cents = items.map((item, index) => centsOf(receipt, item, index));
	const sumCents = cents.reduce((total, each) => total + each, 0);
	const { lines, priceCents } = discountedOf(receipt, cents);
	const problems = items.flatMap((item, index) => problemsOfLine(item, index, cents[index] ?? 0));
	if (!lines) {
		problems.push(
			"The receipt's own discount isn't counted: there are no amounts to split it over.",
		);
	} else if (Math.sign(sumCents) * Math.sign(priceCents) < 0) {
		problems.push(
			`The receipt's own discount (${centsToString(sumCents - priceCents)}) is more than its lines come to (${centsToString(sumCents)}).`,
		);
	}
	return {
		lines: items.map((item, index) => toLine(item, (lines ?? cents)[index] ?? 0, mapping)),
		problems,
		notes: items.flatMap((item, index) => missingOf(item, index)),
	};
}

const nameOfLine = ({ nameLong, nameShort }: Item, index: number): string => {
	const name = nameLong ?? nameShort ?? '';
	return `Line ${index + 1}${name === '' ? '' : ` (${name})`}`;
};

/** @throws UnreadableReceiptError naming the fields, for an amount that is too large to be money */
function centsOf(receipt: Receipt, item: Item, index: number): Cents {
	const { amount = ONE, priceOne = ZERO } = item;
	try {
		return lineCents({ ...item, amount, priceOne });
	} catch (error) {
		const product = `amount ${decimalToString(amount)} × priceOne ${decimalToString(priceOne)}`;
		return refuseLine(error, receipt.receiptNumber, `items[${index}]`, product);
	}
}

/** @throws UnreadableReceiptError for a sum that is too large to be money */
function discountedOf(receipt: Receipt, cents: readonly Cents[]) {
	try {
		return discountReceipt(cents, receipt);
	} catch (error) {
		const sum = "what they come to, less the receipt's own discount,";
		return refuseLine(error, receipt.receiptNumber, 'items', sum);
	}
}

function refuseLine(error: unknown, receipt: string, field: string, product: string): never {
	if (!(error instanceof RangeError)) throw error;
	const problem = `${product} is too large to be an amount of money`;
	throw new UnreadableReceiptError(receipt, field, problem);
}

function missingOf(item: Item, index: number): string[] {
	return [
		...(item.amount ? [] : [`${nameOfLine(item, index)} has no amount: it counts as 1.`]),
		...(item.priceOne ? [] : [`${nameOfLine(item, index)} has no priceOne: it counts as 0.00.`]),
	];
}

/**
 * Assumption: `priceAll` is what the line comes to, with or without the line's own discounts, as the
 * document doesn't say which.
 */
function problemsOfLine(item: Item, index: number, cents: Cents): string[] {
	const { amount = ONE, priceOne = ZERO, priceAll } = item;
	const fullCents = lineCents({ amount, priceOne });
	const problems: string[] = [];
	if (Math.sign(cents) * Math.sign(fullCents) < 0) {
		problems.push(
			`${nameOfLine(item, index)} has a discount above its price: ${centsToString(fullCents)} become ${centsToString(cents)}.`,
		);
	}
	if (priceAll && ![cents, fullCents].includes(toCents(priceAll))) {
		problems.push(
			`${nameOfLine(item, index)} states ${centsToString(toCents(priceAll))} (priceAll), and its fields come to ${centsToString(cents)}: the tax may be wrong.`,
		);
	}
	return problems;
}
