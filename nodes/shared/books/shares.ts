/** A receipt's amounts by what was sold and at which rate. Pure functions. */
import type { AccountingReceipt, LineType } from './receipt';
import { groupsOf } from '../values/groups';
import { decimal, taxWithin } from '../values/money';
import type { Cents, Percent } from '../values/units';

/** What a receipt's lines of one type at one rate come to, or a part of them. */
export interface Share {
	type: LineType;
	/** Null when it isn't known. */
	rate: Percent | null;
	/** Which part of them; '' where they aren't parted. */
	part: string;
	grossCents: Cents;
	/** 0 where the rate isn't known. */
	taxCents: Cents;
}

/** Lines of one type at one rate, and what each part of them comes to. */
interface Whole extends Omit<Share, 'part'> {
	parts: Map<string, Cents>;
}

type Line = AccountingReceipt['lines'][number];

/**
 * A receipt's amounts by type and rate, in the order of its lines. Its tax at a rate is rounded once;
 * where lines of several types share a rate, the last one takes what the others leave of it.
 * @param partOf parts lines of one type and rate, which then share its tax to the cent
 */
export function sharesOf(
	{ lines, taxes }: Pick<AccountingReceipt, 'lines' | 'taxes'>,
	partOf: (line: Line) => string = () => '',
): Share[] {
	const wholes = new Map<string, Whole>();
	for (const line of lines) {
		const { type, taxRate: rate, grossCents } = line;
		const key = `${rate ?? ''} ${type}`;
		const whole = wholes.get(key) ?? { type, rate, grossCents: 0, taxCents: 0, parts: new Map() };
		whole.grossCents += grossCents;
		const part = partOf(line);
		whole.parts.set(part, (whole.parts.get(part) ?? 0) + grossCents);
		wholes.set(key, whole);
	}
	const list = [...wholes.values()];
	const byRate = groupsOf(list, ({ rate }) => rate);
	for (const { rate, taxCents } of taxes) {
		const sharing = byRate.get(rate) ?? [];
		let left = taxCents;
		sharing.forEach((whole, index) => {
			const isLast = index === sharing.length - 1;
			whole.taxCents = isLast ? left : taxWithin(whole.grossCents, decimal(rate));
			left -= whole.taxCents;
		});
	}
	return list.flatMap(partsOf);
}

/**
 * Each part has the tax in its own gross; what rounding leaves of the whole's tax goes cent by cent to the
 * largest parts.
 */
function partsOf({ type, rate, taxCents, parts }: Whole): Share[] {
	const shares = [...parts].map(([part, grossCents]): Share => {
		const ownCents = rate === null ? 0 : taxWithin(grossCents, decimal(rate));
		return { type, rate, part, grossCents, taxCents: ownCents };
	});
	const left = shares.reduce((cents, share) => cents - share.taxCents, taxCents);
	const ofEach = Math.trunc(left / shares.length);
	const others = left - ofEach * shares.length;
	[...shares]
		.sort((a, b) => Math.abs(b.grossCents) - Math.abs(a.grossCents))
		.forEach((share, index) => {
			share.taxCents += ofEach + (index < Math.abs(others) ? Math.sign(others) : 0);
		});
	return shares;
}
