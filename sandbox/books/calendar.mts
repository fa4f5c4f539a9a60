/** The days and times of a books scenario: a month, its edges, its nights, one day without a line. */
import { DateTime } from 'luxon';
import type { Random } from '../core/random.mts';
import { zoneOf } from '../core/zone.mts';

/** Options of a scenario; every one has a default but the month. */
export interface BooksOptions {
	/** `YYYY-MM`; three days before it and two after it are filled too. */
	month: string;
	merchant?: string;
	seed?: number;
	/** Documents of each place and day beside those that a plan asks for; default 6. */
	perDay?: number;
	/** First business day of the new rate; default the 16th. */
	rateChange?: string;
	/** The business day on which the first place has no line; default the 11th. */
	offline?: string;
	/** Receipts of the day without a line stay hidden until they arrive (Kassandro). */
	hideLate?: boolean;
	/** What to do wrong on purpose; default nothing. */
	flaws?: string[];
	/** Shapes of documents to show beside the usual ones; default none. A system shows those it has. */
	shapes?: string[];
}

/**
 * Shapes that real documents have and the vendors' documents hardly mention. CassaNova's:
 * - rounding: cash is rounded to five cents
 * - composition: composed dishes and menus, and rows that state what they come to
 * - customPayments: means of the shop's own, change on payments, payments and credit notes without words
 * - menus: the report by product has rows of what menus and composed dishes are made of
 * - cashMovements: money from the bank, for the bank, for a purchase, and what a count found, as receipts
 * - odd: receipts that lack something or hold something unexpected, down to unreadable ones
 */
export const SHAPES = [
	'rounding',
	'composition',
	'customPayments',
	'cashMovements',
	'menus',
	'odd',
] as const;
export type Shape = (typeof SHAPES)[number];

/**
 * Kassandro's:
 * - voucherAboveBill: a voucher of more than is due, and nothing given beside it
 * - cancelledReturn: returns are cancelled, and every other cancellation states its amounts with the
 *   signs of its original
 * - cashMovements: as CassaNova's
 * - priceAll: line totals without the line's own discounts, missing ones, and wrong ones
 */
export const KASSANDRO_SHAPES = [
	'voucherAboveBill',
	'cancelledReturn',
	'cashMovements',
	'priceAll',
] as const;
export type KassandroShape = (typeof KASSANDRO_SHAPES)[number];

/** When shops close: the numbers of a day start anew then. */
export const CLOSING = '03:00';

const DAYS_BEFORE = 3;
const DAYS_AFTER = 2;

/** The day before a local day. */
export function dayBefore(day: string): string {
	return shift(day, -1);
}

/** The day after a local day. */
export function dayAfter(day: string): string {
	return shift(day, 1);
}

function shift(day: string, days: number): string {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() ?? '';
}

/** Every business day of a scenario, in order. */
export function daysOfBooks(month: string): string[] {
	const first = DateTime.fromISO(`${month}-01`, { zone: 'utc' });
	if (!first.isValid) throw new Error(`not a month: ${month}`);
	const count = DAYS_BEFORE + (first.daysInMonth ?? 0) + DAYS_AFTER;
	return Array.from({ length: count }, (_, index) =>
		shift(first.toISODate() ?? '', index - DAYS_BEFORE),
	);
}

/** Whether a local text names a moment that the zone's clocks show. */
function exists(text: string, zone: string): boolean {
	return DateTime.fromISO(text, { zone: zoneOf(zone) }).toFormat("yyyy-MM-dd'T'HH:mm:ss") === text;
}

/** Whether the clocks change in the night after a business day. */
function clocksChangeAfter(day: string, zone: string): boolean {
	const offset = (text: string): number => DateTime.fromISO(text, { zone: zoneOf(zone) }).offset;
	return offset(`${dayAfter(day)}T00:00:00`) !== offset(`${dayAfter(day)}T12:00:00`);
}

/** The seconds at which a day, a night or an hour begins or ends. */
function edgesOf(day: string): string[] {
	const next = dayAfter(day);
	return [
		`${day}T03:00:00`,
		`${day}T23:59:59`,
		`${next}T00:00:00`,
		`${next}T01:59:59`,
		`${next}T02:00:00`,
		`${next}T02:30:00`,
		`${next}T02:59:59`,
	];
}

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * Local times of one business day, in order: most in the day, some after midnight, and each of
 * {@link edgesOf} in nights in which the clocks change or the month ends.
 */
export function timesOf(random: Random, day: string, count: number, zone: string): string[] {
	const drawn = Array.from({ length: count }, (): string => {
		const isNight = random.chance(0.15);
		const hour = isNight ? random.int(0, 1) : random.int(8, 23);
		const date = isNight ? dayAfter(day) : day;
		return `${date}T${two(hour)}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
	});
	const isEdge = clocksChangeAfter(day, zone) || dayAfter(day).endsWith('-01');
	return [...drawn, ...(isEdge ? edgesOf(day) : [])].filter((text) => exists(text, zone)).sort();
}
