/** Fills the store with made-up days: sales, zero receipts, cancellations, late receipts. */
import type { Random } from '../core/random.mts';
import type { GenerateOptions } from '../core/vendor.mts';
import type { Merchant } from './catalogue.mts';
import type { StoredReceipt } from './records.mts';
import { drawSale, zeroReceipt } from './sale.mts';
import type { ReceiptStore } from './store.mts';
import { daysBetween, instantOf, localText } from './till-time.mts';

const DEFAULT_COUNT = 200;
const HOUR = 3_600_000;

interface Planned {
	register: number;
	/** Instant of `created`. */
	at: number;
	/** When it reaches the server, which is when it gets its number. */
	arrives: number;
	kind: 'sale' | 'zero' | 'cancellation';
	/** For a cancellation: the sale it cancels. */
	cancels?: Planned;
	stored?: StoredReceipt;
}

/** A second of a shop day: mostly between 7:00 and midnight, some until 3:00 after it. */
function drawInstant(random: Random, day: string): number {
	const second = random.chance(0.93) ? random.int(25_200, 86_399) : random.int(0, 10_799);
	const two = (part: number): string => String(part).padStart(2, '0');
	const hours = two(Math.floor(second / 3600));
	const minutes = two(Math.floor(second / 60) % 60);
	return instantOf(`${day}T${hours}:${minutes}:${two(second % 60)}`);
}

function plan(random: Random, registers: number[], days: string[], count: number): Planned[] {
	const draw = (kind: 'sale' | 'zero'): Planned => {
		const at = drawInstant(random, random.pick(days));
		return { register: random.pick(registers), at, arrives: at, kind };
	};
	const share = (part: number): number => (count < 10 ? 0 : Math.max(1, Math.round(count * part)));
	const zeros = share(0.01);
	const cancellations = share(0.02);
	const sales = Array.from({ length: count - zeros - cancellations }, () => draw('sale'));
	const end = instantOf(`${days.at(-1)}T23:59:59`);
	// A cancellation comes after its sale, so only sales that arrive at once are cancelled.
	const cancelled = sales.slice(0, cancellations);
	const cancels = cancelled.map((sale): Planned => {
		const at = Math.min(end, sale.at + random.int(60, 26 * 3600) * 1000);
		return { register: sale.register, at, arrives: at, kind: 'cancellation', cancels: sale };
	});
	for (const sale of sales.slice(cancellations)) {
		if (random.chance(0.02)) sale.arrives = sale.at + random.int(1, 30) * HOUR;
	}
	const zeroReceipts = Array.from({ length: zeros }, () => draw('zero'));
	return [...sales, ...zeroReceipts, ...cancels].sort((a, b) => a.arrives - b.arrives);
}

/**
 * Makes receipts of one merchant from `from` to `to` (local days, both included).
 * `options.hideLate` keeps late receipts out of the lists until the clock reaches their arrival.
 * @param until leaves out what arrives later, in epoch milliseconds
 * @returns how many were made
 */
export function generateReceipts(
	store: ReceiptStore,
	merchant: Merchant,
	random: Random,
	{ count = DEFAULT_COUNT, from, to, options }: GenerateOptions,
	until = Infinity,
): number {
	const registers = merchant.registers.map(({ id }) => id);
	const days = daysBetween(from, to);
	if (days.length === 0) return 0;
	const planned = plan(random, registers, days, count).filter(({ arrives }) => arrives <= until);
	for (const entry of planned) {
		const created = localText(entry.at);
		if (entry.cancels?.stored) {
			entry.stored = store.cancel(entry.cancels.stored, created);
			continue;
		}
		const drawn = entry.kind === 'zero' ? zeroReceipt(created) : drawSale(random, created);
		const hidden = options?.hideLate === true && entry.arrives > entry.at;
		const place = { merchant: merchant.name, register: entry.register };
		const late = hidden ? { visibleFrom: entry.arrives } : undefined;
		entry.stored = store.insert(place, drawn.body, drawn.truth, late);
	}
	return planned.length;
}
