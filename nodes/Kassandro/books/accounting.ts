/**
 * Kassandro receipt → accounting receipt. The document (section "Beleg erstellen") lists the
 * fields of a receipt and says nothing on how they add up: each rule is an assumption with a name.
 */
import { assembleReceipt } from '../../shared/books/assemble';
import { nameByFields, readRecord, UnreadableReceiptError } from '../../shared/books/vendorRecord';
import type { NormalisedLine, NormalisedPayment, UnknownRate } from '../../shared/books/draft';
import type { AccountingReceipt, Kind, LineType, Means, Place } from '../../shared/books/receipt';
import type { FieldReader } from '../../shared/books/vendorRecord';
import {
	centsToString,
	decimalToString,
	isNegative,
	isZero,
	negate,
	ONE,
	toCents,
	ZERO,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import { mapLine, mapMeans, NO_MAPPING, UnmappedList } from '../../shared/books/mapping';
import type { Mapping } from '../../shared/books/mapping';
import { readShopTime } from '../../shared/values/shopTime';
import type { ShopClock } from '../../shared/values/shopTime';
import type { Unread } from '../../shared/books/unreadable';
import { isRecord } from '../../shared/values/records';
import { numberCancelledBy, registerOf } from '../answers';
import { discountReceipt, lineCents } from '../printing/prices';

/** What a receipt doesn't say about itself. */
export interface KassandroAccountingContext extends ShopClock {
	/** Texts by register id; a receipt without a register of its own gets `register`. */
	registers?: ReadonlyMap<string, string>;
	/** The register whose receipts were asked for. */
	register?: Place;
	/** Records by receipt number: a cancellation that lists no items is the mirror of its original. */
	originals?: ReadonlyMap<string, unknown>;
	/** What the user says about payment methods, articles and groups. */
	mapping?: Mapping;
}

/**
 * Words that stand for nothing but a payment card. Many other cards are something else: gift cards,
 * customers' cards, meal cards.
 */
const UNMISTAKABLY_A_CARD =
	/bankomat|kredit-?karte|debit-?karte|girocard|\bec\b|\bec-?karte|\bvisa\b|master ?card|maestro|\bv[ -]?pay\b|american express|\bamex\b|^(karte|kartenzahlung)$/;

/**
 * The first row whose word is part of the payment method's name decides. Payment methods are named
 * by the shop, in German as a rule; what isn't here is `other` until the user maps it.
 */
const MEANS_BY_WORD: ReadonlyArray<readonly [RegExp, Means]> = [
	[/gutschein/, 'voucher'],
	[/überweisung|ueberweisung/, 'transfer'],
	[UNMISTAKABLY_A_CARD, 'card'],
	[/\bbar(zahlung|geld)?\b/, 'cash'],
];

/** Assumption: `voucher` is the value of a voucher that was handed in. */
const VOUCHER_FIELD = 'voucher';

const readItem = (item: FieldReader) => ({
	itemId: item.text('itemId'),
	nameLong: item.text('nameLong'),
	nameShort: item.text('nameShort'),
	groupId: item.text('groupId'),
	groupName: item.text('groupName'),
	amount: item.decimal('amount'),
	priceOne: item.decimal('priceOne'),
	priceAll: item.decimal('priceAll'),
	discountAbsolute: item.decimal('discountAbsolute'),
	discountPercentage: item.decimal('discountPercentage'),
	vat: item.decimal('vat'),
});

const readReceipt = (receipt: FieldReader) => ({
	_id: receipt.text('_id'),
	receiptNumber: receipt.requiredText('receiptNumber'),
	created: receipt.date('created'),
	items: receipt.list('items', readItem),
	price: receipt.decimal('price'),
	discountAbsolute: receipt.decimal('discountAbsolute'),
	discountPercentage: receipt.decimal('discountPercentage'),
	given: receipt.decimal('given'),
	paymentMethod: receipt.text('paymentMethod'),
	voucher: receipt.decimal('voucher'),
	cancellation: receipt.record('cancellation', (cancelled) => ({
		receiptNumber: cancelled.requiredText('receiptNumber'),
	})),
});

type Receipt = ReturnType<typeof readReceipt>;
type Item = ReturnType<typeof readItem>;
type Items = readonly Item[];

/** What a receipt counts: the part that a cancellation mirrors. */
interface Amounts {
	lines: NormalisedLine[];
	payments: NormalisedPayment[];
	changeCents: number;
	vendorAmountCents: number | null;
	problems: string[];
	/** What should be known, though nothing is wrong. */
	notes: string[];
}

/** What the user says about the receipt's words, and a list of those that the user says nothing of. */
interface Words {
	mapping: Mapping;
	unmapped: UnmappedList;
}

function rateOf(item: Item): Decimal | UnknownRate {
	if (!item.vat) return { unknown: 'has no vat' };
	return isNegative(item.vat) ? { unknown: 'has a negative vat' } : item.vat;
}

function typeOf({ itemId, nameLong, groupId, groupName }: Item, words: Words): LineType {
	const named = (id: string | null | undefined, name: string | null | undefined) => {
		const key = id ?? name;
		return key === null || key === undefined ? undefined : { id: key, name: name ?? null };
	};
	const source = { article: named(itemId, nameLong), group: named(groupId, groupName) };
	return mapLine(words.mapping, source, words.unmapped);
}

function toLine(item: Item, grossCents: number, words: Words): NormalisedLine {
	return {
		type: typeOf(item, words),
		description: item.nameLong ?? item.nameShort ?? '',
		quantity: item.amount ?? ONE,
		unitGross: item.priceOne ?? ZERO,
		grossCents,
		taxRate: rateOf(item),
		productId: item.itemId ?? null,
		sku: null,
		category: item.groupName ?? null,
		departmentId: null,
	};
}

function linesOf(
	receipt: Receipt,
	items: Items,
	words: Words,
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
		lines: items.map((item, index) => toLine(item, (lines ?? cents)[index] ?? 0, words)),
		problems,
		notes: items.flatMap((item, index) => missingOf(item, index)),
	};
}

const nameOfLine = ({ nameLong, nameShort }: Item, index: number): string => {
	const name = nameLong ?? nameShort ?? '';
	return `Line ${index + 1}${name === '' ? '' : ` (${name})`}`;
};

/** @throws UnreadableReceiptError naming the fields, for an amount that is too large to be money */
function centsOf(receipt: Receipt, item: Item, index: number): number {
	const { amount = ONE, priceOne = ZERO } = item;
	try {
		return lineCents({ ...item, amount, priceOne });
	} catch (error) {
		const product = `amount ${decimalToString(amount)} × priceOne ${decimalToString(priceOne)}`;
		return refuseLine(error, receipt.receiptNumber, `items[${index}]`, product);
	}
}

/** @throws UnreadableReceiptError for a sum that is too large to be money */
function discountedOf(receipt: Receipt, cents: readonly number[]) {
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
function problemsOfLine(item: Item, index: number, cents: number): string[] {
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

/** Means of a payment method by its name, where it says any; see {@link MEANS_BY_WORD}. */
export function meansOf(paymentMethod: string): Means | undefined {
	const name = paymentMethod.normalize('NFC').trim().toLowerCase();
	return MEANS_BY_WORD.find(([word]) => word.test(name))?.[1];
}

/**
 * Assumption: a voucher counts with no more than is due, and with nothing where its sign is another:
 * nothing says that the rest was paid out.
 * @param statedCents what the receipt says of it
 */
function countedVoucher(statedCents: number, grossCents: number): number {
	return grossCents < 0
		? Math.min(Math.max(statedCents, grossCents), 0)
		: Math.max(Math.min(statedCents, grossCents), 0);
}

/**
 * Assumption: a voucher pays first and never lowers the price; `given` less what is then due is
 * change; a receipt on which nothing is given was paid exactly.
 * @param exactly leaves `given` aside, for a cancellation: what goes back is what was due
 */
function paymentsOf(
	receipt: Receipt,
	grossCents: number,
	exactly: boolean,
	{ mapping, unmapped }: Words,
): Pick<Amounts, 'payments' | 'changeCents' | 'problems'> {
	const statedCents = toCents(receipt.voucher ?? ZERO);
	const voucherCents = countedVoucher(statedCents, grossCents);
	const dueCents = grossCents - voucherCents;
	const given = receipt.given ?? ZERO;
	const givenCents = exactly || isZero(given) ? dueCents : toCents(given);
	const vendorMeans = receipt.paymentMethod ?? '';
	const amounts: Array<[string, Means | undefined, number]> = [
		[VOUCHER_FIELD, 'voucher', voucherCents],
		[vendorMeans, meansOf(vendorMeans), givenCents],
	];
	return {
		payments: amounts
			.filter(([, , amountCents]) => amountCents !== 0)
			.map(([word, known, amountCents]) => ({
				means: mapMeans(mapping, word, known, unmapped),
				vendorMeans: word,
				amountCents,
			})),
		// Less given than due isn't negative change: the checks then say that payments fall short.
		changeCents: givenCents > dueCents ? givenCents - dueCents : 0,
		// What a cancellation says of vouchers may stand there as it was sold.
		problems:
			exactly || voucherCents === statedCents ? [] : [voucherProblem(statedCents, voucherCents)],
	};
}

function voucherProblem(statedCents: number, countedCents: number): string {
	const why = statedCents * countedCents <= 0 ? 'does not fit what is due' : 'is more than is due';
	return `The voucher of ${centsToString(statedCents)} ${why}: it counts with ${centsToString(countedCents)}, and nothing says what became of the other ${centsToString(statedCents - countedCents)}.`;
}

function amountsOf(receipt: Receipt, items: Items, exactly: boolean, words: Words): Amounts {
	const read = linesOf(receipt, items, words);
	const paid = paymentsOf(receipt, grossOf(read), exactly, words);
	return {
		...read,
		...paid,
		problems: [...read.problems, ...paid.problems],
		vendorAmountCents: receipt.price ? toCents(receipt.price) : null,
	};
}

function mirror(amounts: Amounts): Amounts {
	const { vendorAmountCents } = amounts;
	return {
		...amounts,
		lines: amounts.lines.map((line) => ({
			...line,
			quantity: negate(line.quantity),
			grossCents: 0 - line.grossCents,
		})),
		payments: amounts.payments.map((payment) => ({
			...payment,
			amountCents: 0 - payment.amountCents,
		})),
		vendorAmountCents: vendorAmountCents === null ? null : 0 - vendorAmountCents,
	};
}

const grossOf = ({ lines }: Pick<Amounts, 'lines'>): number =>
	lines.reduce((total, line) => total + line.grossCents, 0);

/** The receipt that a cancellation is about, as if it had been paid exactly. */
function originalAmounts(
	cancelled: string,
	context: KassandroAccountingContext,
	words: Words,
): Amounts | undefined {
	const record = context.originals?.get(cancelled);
	if (record === undefined) return undefined;
	const original = readRecord(record, readReceipt, nameOf);
	return original.items ? amountsOf(original, original.items, true, words) : undefined;
}

/**
 * Assumption: a cancellation is a receipt of its own, negative on its own day, and its items say
 * so themselves. Items whose sum has the sign of the original's were sent as they were sold, or as they
 * were returned, and are mirrored. Without the original a positive sum is, and that is reported.
 */
function ownCancellation(own: Amounts, cancelled: string, original?: Amounts): Amounts {
	if (original) {
		const hasItsSign = Math.sign(grossOf(own)) * Math.sign(grossOf(original)) > 0;
		return asItWasSold(hasItsSign ? mirror(own) : own, original);
	}
	if (grossOf(own) <= 0) {
		const note = `It cancels receipt ${cancelled}, which isn't at hand: it counts at its own rates and its own means of payment.`;
		return { ...own, notes: [...own.notes, note] };
	}
	const problem = `It cancels receipt ${cancelled} with a positive amount, and that receipt isn't at hand: it is counted as negative.`;
	return { ...mirror(own), problems: [...own.problems, problem] };
}

/**
 * Assumption: what is taken back as a whole is taken back at the rates at which it was sold, though a
 * rate may have changed since, and the way it was paid, voucher for voucher. Where the cancellation
 * itself names another means of payment, a note tells.
 */
function asItWasSold(own: Amounts, original?: Amounts): Amounts {
	if (!original || grossOf(own) + grossOf(original) !== 0) return own;
	const sold = mirror(original);
	const isKnown = sold.lines.every(({ taxRate }) => !('unknown' in taxRate));
	return {
		...own,
		lines: !isKnown || ratesOf(sold) === ratesOf(own) ? own.lines : sold.lines,
		payments: sold.payments,
		changeCents: 0,
		notes: [...own.notes, ...noteOnMeans(own, sold)],
	};
}

function noteOnMeans(own: Amounts, sold: Amounts): string[] {
	const wordsOf = ({ payments }: Amounts) =>
		payments.map(({ vendorMeans }) => vendorMeans).filter((word) => word !== VOUCHER_FIELD);
	const others = wordsOf(own).filter((word) => word !== '' && !wordsOf(sold).includes(word));
	if (others.length === 0) return [];
	const list = (words: string[]) => words.map((word) => `"${word}"`).join(', ');
	return [
		`It names ${list(others)}, and the receipt that it cancels was paid by ${list(sold.payments.map(({ vendorMeans }) => vendorMeans))}: it counts as paid back the way it was paid.`,
	];
}

/** Cents by rate as text, to be compared. */
function ratesOf({ lines }: Amounts): string {
	const byRate = new Map<string, number>();
	for (const { taxRate, grossCents } of lines) {
		const rate = 'unknown' in taxRate ? '' : decimalToString(taxRate);
		byRate.set(rate, (byRate.get(rate) ?? 0) + grossCents);
	}
	return JSON.stringify([...byRate].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Assumption: a cancellation that lists no items is the mirror of the receipt that it cancels. */
function cancellationAmounts(
	receipt: Receipt,
	cancelled: string,
	context: KassandroAccountingContext,
	words: Words,
): Amounts {
	const { items, price } = receipt;
	const original = originalAmounts(cancelled, context, words);
	if (items && (items.length > 0 || (price && isZero(price)))) {
		return ownCancellation(amountsOf(receipt, items, true, words), cancelled, original);
	}
	if (original) {
		const mirrored = mirror(original);
		return { ...mirrored, vendorAmountCents: price ? toCents(price) : mirrored.vendorAmountCents };
	}
	const problem = `are missing: it cancels receipt ${cancelled}, whose items aren't at hand either`;
	throw new UnreadableReceiptError(receipt.receiptNumber, 'items', problem);
}

function plainAmounts(receipt: Receipt, words: Words): Amounts {
	const { items, price, receiptNumber } = receipt;
	if (!items) {
		const problem = 'is missing: read the receipts together with their items';
		throw new UnreadableReceiptError(receiptNumber, 'items', problem);
	}
	if (items.length === 0 && price && !isZero(price)) {
		const problem = `there are none, and the price is ${centsToString(toCents(price))}`;
		throw new UnreadableReceiptError(receiptNumber, 'items', problem);
	}
	return amountsOf(receipt, items, false, words);
}

/** As for CassaNova, what comes to nothing is a zero receipt, whatever is stated beside its lines. */
function kindOf(receipt: Receipt, amounts: Amounts): Kind {
	if (receipt.cancellation) return 'cancellation';
	const grossCents = grossOf(amounts);
	if (grossCents === 0) return 'zero';
	return grossCents < 0 ? 'refund' : 'sale';
}

function nameOf(record: unknown): string {
	return nameByFields(record, ['receiptNumber', '_id']);
}

function placeOf(record: unknown, context: KassandroAccountingContext): Place {
	const id = registerOf(record) ?? context.register?.id;
	if (id === undefined) return null;
	const asked = context.register?.id === id ? context.register.name : null;
	return { id, name: context.registers?.get(id) ?? asked };
}

/**
 * What is known of a record that can't be read. Assumption: it states its amount like all others, and
 * a cancellation with the sign of its original takes that back.
 */
export function tellUnread(record: unknown, context: KassandroAccountingContext): Unread {
	const { created, price } = isRecord(record) ? record : {};
	const cancelled = numberCancelledBy(record);
	const original = cancelled === undefined ? undefined : context.originals?.get(cancelled);
	const isOfReturn = isRecord(original) && Number(original.price) < 0;
	return {
		source: 'kassandro',
		documentType: 'receipt',
		ids: ['_id'],
		numbers: ['receiptNumber'],
		times: [created],
		amount: price,
		count: (cents) =>
			cancelled === undefined ? cents : Math.abs(cents) * (isOfReturn || cents === 0 ? 1 : -1),
		register: placeOf(record, context),
	};
}

/**
 * Maps one record of GET /receipts or GET /receipts/<receiptNumber> to the accounting receipt.
 * @param record the record as the API sent it, with items; fields it doesn't know are ignored
 * @param context the shop's clock, its registers, and the originals of cancellations
 * @throws UnreadableReceiptError naming the receipt and the field that can't be read
 */
export function toAccountingReceipt(
	record: unknown,
	context: KassandroAccountingContext,
): AccountingReceipt {
	const receipt = readRecord(record, readReceipt, nameOf);
	const { receiptNumber } = receipt;
	const cancelled = receipt.cancellation?.receiptNumber;
	const time = receipt.created === null ? undefined : readShopTime(receipt.created, context);
	if (!time) {
		throw new UnreadableReceiptError(receiptNumber, 'created', 'expected a date and time');
	}
	const words = { mapping: context.mapping ?? NO_MAPPING, unmapped: new UnmappedList() };
	const amounts =
		cancelled === undefined
			? plainAmounts(receipt, words)
			: cancellationAmounts(receipt, cancelled, context, words);
	return assembleReceipt({
		source: 'kassandro',
		documentType: 'receipt',
		id: receipt._id ?? receiptNumber,
		number: receiptNumber,
		displayNumber: receiptNumber,
		zNumber: null,
		kind: kindOf(receipt, amounts),
		...time,
		recordedAt: null,
		register: placeOf(record, context),
		salesPoint: null,
		...amounts,
		references: cancelled === undefined ? [] : [{ type: 'cancels', id: null, number: cancelled }],
		unmapped: words.unmapped.toArray(),
	});
}
