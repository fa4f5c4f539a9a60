/** Compares a receipt that is there with the one that was to be printed. */
import { isRecord, listOf } from '../../shared/values/records';
import { parseDecimal, subtract, isZero } from '../../shared/values/money';

/** What decides over money; a till may write everything else in its own way. */
const HEAD = ['price', 'discountAbsolute', 'discountPercentage', 'voucher', 'paymentMethod'];
const ITEM = [
	'itemId',
	'amount',
	'priceOne',
	'priceAll',
	'vat',
	'discountAbsolute',
	'discountPercentage',
];

/** What decides over money in a body: two bodies of the same sale agree in it. */
export function moneyOf(body: Record<string, unknown>): unknown[] {
	const items = (listOf(body.items) ?? []).filter(isRecord);
	return [
		HEAD.map((key) => body[key] ?? null),
		...items.map((item) => [...ITEM, 'nameLong'].map((key) => item[key] ?? null)),
	];
}

/**
 * Where a receipt differs from a body.
 * Only what both tell is compared; times and texts are left out, and a name that the till has cut
 * short counts as the same.
 * @returns one short sentence for each difference
 */
export function differences(body: Record<string, unknown>, receipt: unknown): string[] {
	if (!isRecord(receipt)) return ['it is not a receipt'];
	const wanted = listOf(body.items);
	const there = listOf(receipt.items);
	const found = compare('', HEAD, body, receipt);
	if (!wanted || !there) return found;
	if (wanted.length !== there.length) {
		return [...found, `it has ${there.length} items instead of ${wanted.length}`];
	}
	return wanted.reduce<string[]>((all, item, index) => {
		const other = there[index];
		if (!isRecord(item) || !isRecord(other)) return all;
		const place = `of item ${index + 1} `;
		return [...all, ...compare(place, ITEM, item, other), ...compareNames(place, item, other)];
	}, found);
}

function compare(
	place: string,
	keys: string[],
	wanted: Record<string, unknown>,
	there: Record<string, unknown>,
): string[] {
	return keys
		.filter((key) => isTold(wanted[key]) && isTold(there[key]) && !isSame(wanted[key], there[key]))
		.map((key) => `${key} ${place}is ${String(there[key])} instead of ${String(wanted[key])}`);
}

function compareNames(
	place: string,
	wanted: Record<string, unknown>,
	there: Record<string, unknown>,
): string[] {
	const [mine, other] = [wanted.nameLong, there.nameLong].map((name) => String(name ?? '').trim());
	if (!mine || !other || mine.startsWith(other) || other.startsWith(mine)) return [];
	return [`nameLong ${place}is "${other}" instead of "${mine}"`];
}

function isTold(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function isSame(one: unknown, other: unknown): boolean {
	const [a, b] = [parseDecimal(one), parseDecimal(other)];
	return a && b ? isZero(subtract(a, b)) : String(one).trim() === String(other).trim();
}
