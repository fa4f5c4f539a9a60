/** Groups of receipts that come in parts: what parts have in common is one, and of receipts only the ends stay. */
import { eachStep, mapSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { byDateAndPlace, keyOfSum, toGroup } from './bookingGroups';
import type {
	BookedSum,
	BookingGroup,
	NamedReceipt,
	OpenGroup,
	PaidSum,
	PartedSum,
	SoldSum,
} from './bookingGroups';
import { isReversal } from './facts';
import { compareInOrder, inOrder } from './order';

/** What the groups of all parts come to. */
export class MergedGroups {
	private readonly groups = new Map<string, OpenGroup>();

	/**
	 * Adds the groups of some receipts.
	 * @param groups as groupReceipts gives them
	 */
	*add(groups: readonly BookingGroup[]): Steps<void> {
		yield* eachStep(groups, (group) => this.addOne(group));
	}

	/** By date, then by place; within a day and place till receipts come first. */
	*close(): Steps<BookingGroup[]> {
		const begun = yield* mapSteps([...this.groups.values()], (group) => ({
			...group.begins,
			group,
		}));
		const groups = yield* mapSteps(yield* inOrder(begun), ({ group }) => toGroup(group));
		return yield* sortSteps(groups, byDateAndPlace);
	}

	private addOne(group: BookingGroup): void {
		const { source, place, span, documentType, receipt } = group;
		// Different receipts may have one ID.
		const own = receipt ? this.groups.size : 0;
		const key = JSON.stringify([source, place?.id ?? null, span, documentType, own]);
		const known = this.groups.get(key);
		const begins = slim(group.begins);
		if (!known) {
			this.groups.set(key, {
				...group,
				begins,
				...(receipt && { receipt: slim(receipt) }),
				sold: new Map(group.sold.map((sum) => [keyOfSold(sum), slimSum(sum)])),
				paid: new Map(group.paid.map((sum) => [keyOfPaid(sum), slimSum(sum)])),
				...(group.difference && { difference: slimSum(group.difference) }),
			});
			return;
		}
		if (group.date > known.date) known.date = group.date;
		if (compareInOrder(begins, known.begins) < 0) known.begins = begins;
		for (const sum of group.sold) addUp(known.sold, keyOfSold(sum), sum);
		for (const sum of group.paid) addUp(known.paid, keyOfPaid(sum), sum);
		if (!group.difference) return;
		if (known.difference) addTo(known.difference, group.difference);
		else known.difference = slimSum(group.difference);
	}
}

const keyOfSold = ({ type, rate, part }: SoldSum): string => keyOfSum(type, rate, part);
const keyOfPaid = ({ means, part }: PaidSum): string => keyOfSum(means, null, part);

function addUp<Sum extends PartedSum>(sums: Map<string, Sum>, key: string, sum: Sum): void {
	const known = sums.get(key);
	if (!known) {
		sums.set(key, slimSum(sum));
		return;
	}
	addTo(known, sum);
	for (const name of sum.names) known.names.add(name);
}

function addTo(sum: BookedSum, more: BookedSum): void {
	sum.grossCents += more.grossCents;
	sum.taxCents += more.taxCents;
	sum.count += more.count;
	const [first, last] = [more.first, more.last].map(slim) as [NamedReceipt, NamedReceipt];
	if (isBetterEnd(first, sum.first, compareInOrder(first, sum.first) < 0)) sum.first = first;
	if (isBetterEnd(last, sum.last, compareInOrder(last, sum.last) >= 0)) sum.last = last;
	for (const zNumber of more.zNumbers) sum.zNumbers.add(zNumber);
}

/** Receipts with a number of their own, where there are any, are the ends. */
function isBetterEnd(end: NamedReceipt, known: NamedReceipt, isFurther: boolean): boolean {
	return isReversal(end) === isReversal(known) ? isFurther : isReversal(known);
}

function slimSum<Sum extends BookedSum>(sum: Sum): Sum {
	return { ...sum, first: slim(sum.first), last: slim(sum.last) };
}

const NO_REFERENCES: NamedReceipt['references'] = [];

/** Without what else a receipt holds, which may be much. */
function slim(end: NamedReceipt): NamedReceipt {
	const { id, number, displayNumber, issuedAt, references } = end;
	return {
		id,
		number,
		displayNumber,
		issuedAt,
		references: isReversal(end) ? references : NO_REFERENCES,
	};
}
