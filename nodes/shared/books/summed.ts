/** Receipts of which only sums matter, added up: they are to a summary what they were one by one. */
import type { AccountingReceipt, Means, Place } from './receipt';
import type { Cents, Percent } from '../values/units';
import { placeOf } from './facts';
import { isUnreadable } from './unreadable';

/** What a summary looks at of a receipt, or of several that stand as one. */
export type Summed = Pick<
	AccountingReceipt,
	| 'id'
	| 'number'
	| 'displayNumber'
	| 'documentType'
	| 'kind'
	| 'issuedAt'
	| 'recordedAt'
	| 'businessDay'
	| 'register'
	| 'salesPoint'
	| 'changeCents'
> & {
	totals: Pick<AccountingReceipt['totals'], 'grossCents' | 'taxCents'>;
	taxes: ReadonlyArray<
		Pick<AccountingReceipt['taxes'][number], 'rate' | 'grossCents' | 'taxCents'>
	>;
	payments: ReadonlyArray<Pick<AccountingReceipt['payments'][number], 'means' | 'amountCents'>>;
	checks: Omit<AccountingReceipt['checks'], 'unmapped'> & { unmapped: readonly CountedWord[] };
	/** Receipts that it stands for; one where it isn't given. */
	stands?: number;
};

/** A word that no mapping names, and how many receipts have it; one where it isn't given. */
export type CountedWord = AccountingReceipt['checks']['unmapped'][number] & { receipts?: number };

/** How many receipts there are. */
export function countReceipts(receipts: readonly Summed[]): number {
	return receipts.reduce((count, { stands = 1 }) => count + stands, 0);
}

/** A sum that receipts of one place are being added to. */
interface OpenSum {
	first: Summed;
	stands: number;
	grossCents: Cents;
	/** Null where it isn't known of any of them. */
	taxCents: Cents | null;
	taxes: Map<Percent, { rate: Percent; grossCents: Cents; taxCents: Cents }>;
	/** What was paid and what was given back apart: a means that comes to nothing was used all the same. */
	payments: Map<string, { means: Means; amountCents: Cents }>;
}

/** A word, and where it was first seen: the receipt's place among all, and its own among that receipt's. */
interface UnmappedSum {
	entry: CountedWord;
	receipts: number;
	at: number;
	index: number;
}

/** Receipts added up by place; those that a summary names stay by themselves, without what it doesn't look at. */
export class SummedReceipts {
	private readonly sums = new Map<string | undefined, OpenSum>();
	private readonly named: Summed[] = [];
	private readonly unmapped = new Map<string, UnmappedSum>();

	/** @param at where it stands among all others: what is listed follows their order */
	add(receipt: Summed, at: number): void {
		receipt.checks.unmapped.forEach((entry, index) => this.addUnmapped({ entry, at, index }));
		if (!receipt.checks.balanced || isUnreadable(receipt)) this.named.push(withoutLines(receipt));
		else this.addSum(receipt, placeOf(receipt));
	}

	/**
	 * What stands for all of them.
	 * @param rankOf where the receipt of an index stands among all
	 */
	receipts(rankOf: (at: number) => number): Summed[] {
		const all = [...[...this.sums.values()].map(closed), ...this.named];
		const [first, ...others] = all;
		if (!first) return [];
		const unmapped = [...this.unmapped.values()]
			.sort((a, b) => rankOf(a.at) - rankOf(b.at) || a.index - b.index)
			.map(({ entry, receipts }) => ({ ...entry, receipts }));
		return [{ ...first, checks: { ...first.checks, unmapped } }, ...others];
	}

	private addUnmapped(found: Omit<UnmappedSum, 'receipts'>): void {
		const { entry, at } = found;
		const key = `${entry.type} ${entry.id}`;
		const known = this.unmapped.get(key) ?? { ...found, receipts: 0 };
		if (at < known.at) Object.assign(known, found);
		known.receipts += entry.receipts ?? 1;
		this.unmapped.set(key, known);
	}

	private addSum(receipt: Summed, place: Place): void {
		const { totals, taxes, payments, changeCents, stands = 1 } = receipt;
		const sum = this.sums.get(place?.id) ?? emptySum(receipt);
		this.sums.set(place?.id, sum);
		sum.stands += stands;
		sum.grossCents += totals.grossCents;
		sum.taxCents =
			sum.taxCents === null || totals.taxCents === null ? null : sum.taxCents + totals.taxCents;
		for (const { rate, grossCents, taxCents } of taxes) {
			const row = sum.taxes.get(rate) ?? { rate, grossCents: 0, taxCents: 0 };
			row.grossCents += grossCents;
			row.taxCents += taxCents;
			sum.taxes.set(rate, row);
		}
		for (const { means, amountCents } of payments) addPaid(sum, means, amountCents);
		addPaid(sum, 'cash', 0 - changeCents);
	}
}

function addPaid(sum: OpenSum, means: Means, cents: Cents): void {
	if (cents === 0) return;
	const key = `${means} ${Math.sign(cents)}`;
	const row = sum.payments.get(key) ?? { means, amountCents: 0 };
	row.amountCents += cents;
	sum.payments.set(key, row);
}

function emptySum(receipt: Summed): OpenSum {
	const first = withoutLines(receipt);
	return { first, stands: 0, grossCents: 0, taxCents: 0, taxes: new Map(), payments: new Map() };
}

function closed({ first, stands, grossCents, taxCents, taxes, payments }: OpenSum): Summed {
	return {
		...first,
		stands,
		totals: { grossCents, taxCents },
		taxes: [...taxes.values()],
		payments: [...payments.values()],
		changeCents: 0,
	};
}

/** A receipt without its lines, and what else a summary doesn't look at: it may be much. */
export function withoutLines(receipt: Summed): Summed {
	const { id, number, displayNumber, documentType, kind, issuedAt, recordedAt } = receipt;
	const { businessDay, register, salesPoint, changeCents, totals, taxes, payments } = receipt;
	return {
		id,
		number,
		displayNumber,
		documentType,
		kind,
		issuedAt,
		recordedAt,
		businessDay,
		register,
		salesPoint,
		changeCents,
		totals: { grossCents: totals.grossCents, taxCents: totals.taxCents },
		taxes: taxes.map(({ rate, grossCents, taxCents }) => ({ rate, grossCents, taxCents })),
		payments: payments.map(({ means, amountCents }) => ({ means, amountCents })),
		checks: { ...receipt.checks, unmapped: [] },
	};
}
