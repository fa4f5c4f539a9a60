/** What a receipt says, before anything is sent (document: Beleg erstellen, POST /receipts). */
import { toTaxes } from '../../shared/books/assemble';
import type { AccountingReceipt } from '../../shared/books/receipt';
import { isPreview } from '../../shared/once/editorRun';
import { InputError } from '../../shared/table/inputError';
import { centsToString, decimal, toCents } from '../../shared/values/money';
import type { RequestInput } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { readCatalogue } from './catalogue';
import { AMOUNT, FIELD_NAMES, ITEMS, fillItems } from './composeItems';
import type { FilledItem } from './composeItems';
import { discountReceipt, lineCents } from './prices';

/** The body of a request for a receipt. */
export interface ReceiptBody {
	/** Absent where it is a cancellation. */
	items?: Array<Required<FilledItem>>;
	[name: string]: unknown;
}

/** A receipt that is ready but for the entry by which it is found again. */
export interface Composed {
	/** The request's body, in the document's order. */
	body: ReceiptBody;
	/** What the receipt comes to, in cents; null where only the vendor knows. */
	total: number | null;
	/** The VAT that the total contains, per rate. */
	vat: AccountingReceipt['taxes'];
	/** Remarks for the user. */
	hints: string[];
}

/** The panel's names of the fields that errors speak of. */
export const PRICE = 'Price';
export const IF_PRICE_DIFFERS = 'If a Given Price Differs';
const PRICE_ALL = 'Line Total';

/** A sum that the user gave and that isn't what the amounts come to. */
interface Difference {
	parameter: string;
	words: string;
}

/** Euros as a JSON number: 1210 cents are 12.1. */
const euros = (cents: number): number => Number(centsToString(cents));

/**
 * Makes the body of a standard receipt: fills the items up from the catalogue, and computes what
 * wasn't given.
 * @throws InputError for items that lack something, and for a given sum that differs
 */
export async function composeReceipt(call: Call): Promise<Composed> {
	const { body, options } = call.input;
	const items = await fillItems(
		call.input,
		async () => await readCatalogue(call, !isPreview(call)),
	);
	const priced = items.map(priceItem);
	const { priceCents, vat } = priceReceipt(priced, body);

	const total = body.price === undefined ? priceCents : centsOf(PRICE, body.price);
	const differences = [
		...priced.flatMap(({ difference }) => difference ?? []),
		...differenceOf(PRICE, 'what the items come to', total, priceCents),
	];
	if (options.onPriceDifference !== 'hint') refuse(differences);

	const voucherCents = centsOf('Voucher', body.voucher ?? 0);
	const dueCents = total - voucherCents;
	const hints = differences.map(({ parameter, words }) => `"${parameter}" ${words}.`);
	return {
		body: {
			...head(call.input),
			items: priced.map(({ item }) => item),
			price: euros(total),
			discountAbsolute: Number(body.discountAbsolute ?? 0),
			discountPercentage: Number(body.discountPercentage ?? 0),
			given: givenOf(body.given, total, dueCents, hints),
			paymentMethod: body.paymentMethod,
			voucher: euros(voucherCents),
		},
		total,
		vat,
		hints,
	};
}

/** Makes the body of a zero receipt (Nullbeleg): every number of it is 0. */
export function composeZero(input: RequestInput): Composed {
	const { paymentMethod } = input.body;
	return {
		body: {
			...head(input),
			items: [],
			price: 0,
			discountAbsolute: 0,
			discountPercentage: 0,
			given: 0,
			paymentMethod,
			voucher: 0,
		},
		total: 0,
		vat: [],
		hints: [],
	};
}

/** Makes the body of a cancellation (Stornobeleg): what it takes back stands in the original. */
export function composeCancellation(input: RequestInput): Composed {
	const { cancellation } = input.body;
	return { body: { cancellation }, total: null, vat: [], hints: [] };
}

/** The two fields that may be left out. */
function head({ body }: RequestInput): Record<string, unknown> {
	const { created, customText } = body;
	return {
		...(created === undefined ? {} : { created }),
		...(customText === undefined ? {} : { customText }),
	};
}

interface PricedItem {
	/** As it goes out. */
	item: Required<FilledItem>;
	cents: number;
	difference: Difference[];
}

/** An amount of the receipt's own, in cents. */
function centsOf(parameter: string, amount: unknown): number {
	return asMoney(parameter, `(${String(amount)}) is too large to be an amount of money`, () =>
		toCents(decimal(Number(amount))),
	);
}

/** @throws InputError where what is computed is too large to be money; it can fail in no other way */
function asMoney<T>(parameter: string, problem: string, compute: () => T): T {
	const computed = tried(compute);
	if (computed) return computed.value;
	throw new InputError(parameter, problem, 'Correct it; nothing was created.');
}

/** Undefined where it fails. */
function tried<T>(compute: () => T): { value: T } | undefined {
	try {
		return { value: compute() };
	} catch {
		return undefined;
	}
}

/** Computes what an item comes to; a sum that was given is what goes out. */
function priceItem(item: FilledItem, index: number): PricedItem {
	const { amount, priceOne, discountAbsolute, discountPercentage, ...rest } = item;
	const place = `entry ${index + 1}`;
	const computed = asMoney(
		ITEMS,
		`is too much in ${place}: "${AMOUNT}" × "${FIELD_NAMES.priceOne}" (${amount} × ${priceOne}), less discounts, is no amount of money`,
		() =>
			lineCents({
				amount: decimal(amount),
				priceOne: decimal(priceOne),
				discountAbsolute: decimal(discountAbsolute),
				discountPercentage: decimal(discountPercentage),
			}),
	);
	const { priceAll } = rest;
	const cents =
		priceAll === undefined
			? computed
			: asMoney(
					ITEMS,
					`is too much in ${place}: "${PRICE_ALL}" (${priceAll}) is no amount of money`,
					() => toCents(decimal(priceAll)),
				);
	const { itemId, nameLong, nameShort, groupId, groupName, vat } = rest;
	const parameter = `${PRICE_ALL}" of ${place} in "${ITEMS}`;
	return {
		item: {
			itemId,
			nameLong,
			nameShort,
			groupId,
			groupName,
			amount,
			discountAbsolute,
			discountPercentage,
			priceAll: euros(cents),
			priceOne,
			vat,
		},
		cents,
		difference: differenceOf(parameter, 'what the item comes to', cents, computed),
	};
}

function priceReceipt(
	priced: PricedItem[],
	body: Record<string, unknown>,
): { priceCents: number; vat: Composed['vat'] } {
	const discounts = {
		discountAbsolute: decimal(Number(body.discountAbsolute ?? 0)),
		discountPercentage: decimal(Number(body.discountPercentage ?? 0)),
	};
	const cents = priced.map((line) => line.cents);
	const { priceCents, lines } = asMoney(
		ITEMS,
		'come to too much, or their discount does, to be an amount of money',
		() => discountReceipt(cents, discounts),
	);
	if (!lines) {
		throw new InputError(
			'Discount in Euros',
			'cannot be told to VAT rates, because the items come to 0.00',
			'Give the discount to an item instead; nothing was created.',
		);
	}
	const vat = toTaxes(
		priced.map(({ item }, index) => ({
			taxRate: decimal(item.vat),
			grossCents: lines[index] ?? 0,
		})),
	);
	return { priceCents, vat };
}

function differenceOf(
	parameter: string,
	what: string,
	givenCents: number,
	computedCents: number,
): Difference[] {
	if (givenCents === computedCents) return [];
	const gap = Math.abs(givenCents - computedCents);
	const side = givenCents > computedCents ? 'too much' : 'too little';
	const words = `is ${centsToString(givenCents)}, but ${what} is ${centsToString(computedCents)}: ${centsToString(gap)} ${side}`;
	return [{ parameter, words }];
}

/** @throws InputError with all differences, so that they can be corrected at once */
function refuse([first, ...others]: Difference[]): void {
	if (!first) return;
	const rest = others.map(({ parameter, words }) => `; "${parameter}" ${words}`).join('');
	throw new InputError(
		first.parameter,
		`${first.words}${rest}`,
		`Correct it, or leave it empty to have it computed; nothing was created. The option "${IF_PRICE_DIFFERS}" lets the receipt be created all the same.`,
	);
}

/**
 * What the customer hands over. Assumption: less what is due it is change, so that left out it is
 * just what is due: the price less a voucher.
 */
function givenOf(given: unknown, total: number, dueCents: number, hints: string[]): number {
	if (given === undefined) return euros(total >= 0 ? Math.max(dueCents, 0) : dueCents);
	const cents = centsOf('Given', given);
	if (cents !== 0 && cents < dueCents) {
		hints.push(
			`"Given" is ${centsToString(cents)}, which is less than the ${centsToString(dueCents)} that are due.`,
		);
	}
	return euros(cents);
}
