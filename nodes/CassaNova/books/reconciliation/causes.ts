/** What could be the cause of a difference on a day. Pure functions. */
import type { Gap } from '../../../shared/books/missingNumbers';
import type { AccountingReceipt } from '../../../shared/books/receipt';
import { explain } from '../../../shared/books/reconciliation';
import type { Explaining } from '../../../shared/books/reconciliation';
import { filterSteps } from '../../../shared/values/inTurns';
import type { Steps } from '../../../shared/values/inTurns';
import { money } from '../../../shared/values/money';
import type { Cents, Day } from '../../../shared/values/units';
import type { ComparedDay } from './comparedDay';
import { centsOf, openOf } from './keys';
import type { Check, Entry, Key, Sums } from './keys';
import { MAY_MAKE } from './reasons';
import type { Reason } from './reasons';

/** A possible cause. */
export interface Cause {
	/** Names it, with what it adds and why. */
	explain: (cents: Cents, why: string) => Explaining;
	/** Why, where it is the only one. */
	why: string;
	/** False where it stands for several receipts. */
	isOne: boolean;
}

/** What is left, by rate and by department. */
function totalsOf(open: readonly Entry[]): { taxes: Cents; departments: Cents } {
	const of = (check: Check) =>
		open.reduce((sum, [key, cents]) => sum + (key.check === check ? cents : 0), 0);
	return { taxes: of('tax'), departments: of('department') };
}

/** What could be the one cause of all that is left on a day. */
export function* causesOfAll(
	{ day, receipts, gross, gaps }: ComparedDay,
	open: readonly Entry[],
): Steps<Cause[]> {
	const { taxes, departments } = totalsOf(open);
	// A receipt that the list leaves out raises the rates and the departments alike, and lowers none.
	const isRaised = open.every(([, cents]) => cents > 0) && taxes === departments;
	const mirrored = yield* filterSteps(receipts, (receipt) => {
		const own = gross.get(receipt);
		return own !== undefined && isMirrored(own, open);
	});
	return [
		...mirrored.map(causeOfLack),
		...(isRaised ? cancelledOf(receipts, taxes) : []),
		...(isRaised ? gaps.map((gap) => causeOfGap(gap, day)) : []),
	];
}

/**
 * What could be a cause of one of the differences that are left.
 * @param open all of them
 */
export function* causesOfOne(
	{ day, receipts, gross, gaps }: ComparedDay,
	[key, cents]: Entry,
	open: readonly Entry[],
): Steps<Cause[]> {
	const { taxes, departments } = totalsOf(open);
	const fitting = yield* filterSteps(
		receipts,
		(receipt) => grossAt(gross.get(receipt), key) === 0 - cents,
	);
	const mayBeGap = cents > 0 && taxes > 0 && departments > 0;
	return [
		...fitting.map(causeOfLack),
		...(cents > 0 ? cancelledOf(receipts, cents) : []),
		// It may be a part of one only.
		...(mayBeGap ? gaps.map((gap) => ({ ...causeOfGap(gap, day), isOne: false })) : []),
	];
}

/**
 * The only cause with the amount, several without: nothing tells which it is.
 * @param isOpen where something else may be the cause as well
 */
export function reasonsOf(causes: readonly Cause[], cents: Cents, isOpen: boolean): Reason[] {
	const [only, ...more] = causes;
	if (only?.isOne && more.length === 0 && !isOpen) {
		return [{ certain: true, explaining: only.explain(cents, only.why) }];
	}
	return causes.map((cause) => ({ certain: false, explaining: cause.explain(0, MAY_MAKE) }));
}

const grossAt = (gross: Sums | undefined, key: Key): Cents => (gross ? centsOf(gross, key) : 0);

/** Whether a receipt has exactly what the report lacks. */
function isMirrored(gross: Sums, open: readonly Entry[]): boolean {
	return (
		openOf(gross).length === open.length &&
		open.every(([key, cents]) => gross.get(key) === 0 - cents)
	);
}

function causeOfLack(receipt: AccountingReceipt): Cause {
	return {
		isOne: true,
		why: 'Its amount is the difference: the report lacks it.',
		explain: (cents, why) => explain(receipt, cents, why),
	};
}

/** Receipts that were cancelled in place and had an amount. */
function cancelledOf(receipts: readonly AccountingReceipt[], cents: Cents): Cause[] {
	return receipts
		.filter(({ kind, checks }) => kind === 'cancellation' && checks.vendorAmountCents === cents)
		.map((receipt) => ({
			isOne: true,
			why: 'It was canceled in place, but the report counts it.',
			explain: (amountCents, why) => explain(receipt, amountCents, why),
		}));
}

function causeOfGap({ first, last, write, place, sequence }: Gap, businessDay: Day): Cause {
	const within = sequence === null ? '' : ` (in ${sequence})`;
	const number = first === last ? write(first) : `${write(first)} … ${write(last)}`;
	return {
		isOne: first === last,
		why: 'This number is missing in the list, and the report seems to count its receipt.',
		explain: (amountCents, reason) => ({
			id: '',
			number: `${number}${within}`,
			businessDay,
			place,
			...money('amount', amountCents),
			reason,
		}),
	};
}
