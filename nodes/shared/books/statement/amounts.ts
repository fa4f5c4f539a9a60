/** Amounts as banks, terminals and spreadsheets write them → cents. Pure functions. */
import { isTooLarge, parseDecimal, toCents } from '../../values/money';
import { withoutNoise } from '../../table/schemas';
import type { Cents } from '../../values/units';
import { sideOf } from './sides';

/** Which sign stands before the cents; `auto` where the column shows it. */
export const DECIMAL_SIGNS = ['auto', 'comma', 'point'] as const;
/** One of {@link DECIMAL_SIGNS}. */
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

/** The amount of a cell, or what it is instead, as the end of a sentence. */
export type AmountRead = { cents: Cents } | { problem: string; isOpen?: boolean };

/** No amount has more significant digits. */
const DIGITS = 12;

/** What stands around an amount and says nothing of it: currency, blanks, the marks of thousands in Switzerland. */
const AROUND = /EUR|€|[\s\u00a0\u2007\u2009\u202f'’]/gi;
/** Signs for minus that programs and printers use. */
const MINUS = /[\u2010-\u2015\u2212]/g;
/** A word behind an amount, such as the side of the account. */
const WORD = /[a-z]+$/i;

/** An amount without its sign, and whether it is below zero. */
interface Signed {
	digits: string;
	isNegative: boolean;
}

function signed(text: string): Signed {
	let rest = text.replace(MINUS, '-').replace(AROUND, '');
	const [word = ''] = WORD.exec(rest) ?? [];
	const side = word === '' ? undefined : sideOf(word);
	if (side !== undefined) rest = rest.slice(0, rest.length - word.length);
	let isNegative = side === -1;
	const inBrackets = /^\((.*)\)$/.exec(rest)?.[1];
	if (inBrackets !== undefined) {
		isNegative = true;
		rest = inBrackets;
	}
	const sign = /^([+-])/.exec(rest)?.[1] ?? /([+-])$/.exec(rest)?.[1];
	if (sign !== undefined) rest = rest.startsWith(sign) ? rest.slice(1) : rest.slice(0, -1);
	return { digits: rest, isNegative: isNegative || sign === '-' };
}

/** What a text shows of its decimal sign; `either` where a thousand may be meant. */
type Shown = 'comma' | 'point' | 'none' | 'either' | 'noAmount';

/** Some programs leave out the nought before the cents. */
const BY_COMMA = /^(?:\d*|\d{1,3}(?:\.\d{3})+),\d{1,2}$|^\d{1,3}(?:\.\d{3}){2,}$/;
const BY_POINT = /^(?:\d*|\d{1,3}(?:,\d{3})+)\.\d{1,2}$|^\d{1,3}(?:,\d{3}){2,}$/;
const EITHER = /^\d{1,3}[.,]\d{3}$/;

function shownBy({ digits }: Signed): Shown {
	if (/^\d+$/.test(digits)) return 'none';
	if (BY_COMMA.test(digits)) return 'comma';
	if (BY_POINT.test(digits)) return 'point';
	return EITHER.test(digits) ? 'either' : 'noAmount';
}

/**
 * The decimal sign of a column, as its texts show it.
 * @returns undefined where none of them does, or both
 */
export function signOfColumn(values: readonly unknown[]): 'comma' | 'point' | undefined {
	const shown = new Set(
		values.flatMap((value) => (typeof value === 'string' ? [shownBy(signed(value))] : [])),
	);
	const [one, other] = (['comma', 'point'] as const).filter((sign) => shown.has(sign));
	return other === undefined ? one : undefined;
}

/** Whether a cell is empty: nothing at all, or blanks. */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/**
 * The amount of a cell.
 * @param value a number, or text such as `1.234,56`, `1,234.56`, `-12.10`, `12,10 EUR`, `(12.10)`,
 * `12,10 S`, `12,10 Soll`, `,50`
 * @param sign what stands before the cents; undefined where the column doesn't show it
 * @returns `isOpen` where only the sign is missing
 */
export function readAmount(value: unknown, sign: 'comma' | 'point' | undefined): AmountRead {
	if (typeof value === 'number') return centsOf(withoutNoise(value, DIGITS), false);
	if (typeof value !== 'string') return { problem: 'is no amount' };
	const amount = signed(value);
	const shown = shownBy(amount);
	const { digits, isNegative } = amount;
	if (shown === 'noAmount') return { problem: 'is no amount in euros' };
	if (shown === 'either' && sign === undefined) {
		const [whole, part] = digits.split(/[.,]/);
		return { problem: `can mean ${whole}${part} or ${whole}.${part}`, isOpen: true };
	}
	const isByComma = (shown === 'either' ? sign : shown) === 'comma';
	const plain = isByComma
		? digits.replaceAll('.', '').replace(',', '.')
		: digits.replaceAll(',', '');
	return centsOf(plain, isNegative);
}

function centsOf(value: number | string, isNegative: boolean): AmountRead {
	const decimal = parseDecimal(value);
	if (!decimal || isTooLarge(Number(value))) return { problem: 'is no amount' };
	const cents = toCents(decimal);
	return { cents: isNegative ? 0 - cents : cents };
}
