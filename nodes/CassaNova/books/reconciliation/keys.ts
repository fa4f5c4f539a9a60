/** What receipts and CassaNova's sold reports are compared by, and cents by it. */
import type { AccountingReceipt } from '../../../shared/books/receipt';
import type { Steps } from '../../../shared/values/inTurns';
import type { Cents } from '../../../shared/values/units';

/** `tax` is gross by rate, `vat` tax by rate, `department` gross by department. */
export const CHECKS = ['tax', 'vat', 'department'] as const;

/** One of {@link CHECKS}. */
export type Check = (typeof CHECKS)[number];

/** The subject of what has no rate or department that is known. */
export const UNKNOWN = 'unknown';

/** What is compared, and of which rate (`22`) or department (its ID). */
export interface Key {
	check: Check;
	subject: string;
}

/** Cents of a key. */
export type Entry = readonly [key: Key, cents: Cents];

/** Values by key: of each check in the order in which its subjects first came. */
export class ByKey<V> implements Iterable<readonly [key: Key, value: V]> {
	private readonly values = new Map<Check, Map<string, V>>();

	get({ check, subject }: Key): V | undefined {
		return this.values.get(check)?.get(subject);
	}

	set({ check, subject }: Key, value: V): void {
		const bySubject = this.values.get(check) ?? new Map<string, V>();
		bySubject.set(subject, value);
		this.values.set(check, bySubject);
	}

	*[Symbol.iterator](): Generator<readonly [key: Key, value: V]> {
		for (const [check, bySubject] of this.values) {
			for (const [subject, value] of bySubject) yield [{ check, subject }, value];
		}
	}
}

/** Cents by key; a key that isn't in it has none. */
export type Sums = ByKey<Cents>;

/** The cents of a key, 0 where there are none. */
export function centsOf(all: Sums, key: Key): Cents {
	return all.get(key) ?? 0;
}

/** Adds up; what comes to nothing stays with 0. */
export function sums(entries: Iterable<Entry>): Sums {
	const added: Sums = new ByKey();
	for (const [key, cents] of entries) added.set(key, centsOf(added, key) + cents);
	return added;
}

/** All of it, less a part. */
export function less(all: Sums, part: Sums): Sums {
	return sums([...all, ...[...part].map(([key, cents]): Entry => [key, 0 - cents])]);
}

/** What isn't nothing. */
export function openOf(all: Sums): Entry[] {
	return [...all].filter(([, cents]) => cents !== 0);
}

/** Gross of a receipt by rate and by department. Assumption: no report holds what cash was rounded by. */
export function grossOf({ lines }: AccountingReceipt): Sums {
	const sold = lines.filter(({ type }) => type !== 'rounding');
	return sums(
		sold.flatMap(({ taxRate, departmentId, grossCents }): Entry[] => [
			[{ check: 'tax', subject: taxRate ?? UNKNOWN }, grossCents],
			[{ check: 'department', subject: departmentId ?? UNKNOWN }, grossCents],
		]),
	);
}

/** The same of each receipt: it is looked at again and again. */
export function* grossOfAll(
	receipts: readonly AccountingReceipt[],
): Steps<Map<AccountingReceipt, Sums>> {
	const gross = new Map<AccountingReceipt, Sums>();
	for (const receipt of receipts) {
		gross.set(receipt, grossOf(receipt));
		yield;
	}
	return gross;
}
