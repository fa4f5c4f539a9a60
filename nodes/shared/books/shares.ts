/** A receipt's amounts by what was sold and at which rate. Pure functions. */
import type { AccountingReceipt, LineType } from './receipt';
import { groupsOf } from '../values/groups';
import { decimal, taxWithin } from '../values/money';
import type { Cents, Percent } from '../values/units';

/** What a receipt's lines of one type at one rate come to. */
export interface Share {
	type: LineType;
	/** Null when it isn't known. */
	rate: Percent | null;
	grossCents: Cents;
	/** 0 where the rate isn't known. */
	taxCents: Cents;
}

/**
 * A receipt's amounts by type and rate, in the order of its lines. Its tax at a rate is rounded once;
 * where lines of several types share a rate, the last one takes what the others leave of it.
 */
export function sharesOf({ lines, taxes }: Pick<AccountingReceipt, 'lines' | 'taxes'>): Share[] {
	const shares = new Map<string, Share>();
	for (const { type, taxRate: rate, grossCents } of lines) {
		const key = `${rate ?? ''} ${type}`;
		const share = shares.get(key) ?? { type, rate, grossCents: 0, taxCents: 0 };
		share.grossCents += grossCents;
		shares.set(key, share);
	}
	const list = [...shares.values()];
	const byRate = groupsOf(list, ({ rate }) => rate);
	for (const { rate, taxCents } of taxes) {
		const sharing = byRate.get(rate) ?? [];
		let left = taxCents;
		sharing.forEach((share, index) => {
			const isLast = index === sharing.length - 1;
			share.taxCents = isLast ? left : taxWithin(share.grossCents, decimal(rate));
			left -= share.taxCents;
		});
	}
	return list;
}
