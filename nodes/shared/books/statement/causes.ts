/** Receipts whose amounts are what a payout is too little or too much. Pure functions. */
import type { Steps } from '../../values/inTurns';
import { filterSteps, mapSteps } from '../../values/inTurns';
import { centsToString } from '../../values/money';
import type { Cents } from '../../values/units';
import { inOrder } from '../order';
import { explain } from '../reconciliation';
import type { Explaining } from '../reconciliation';
import { fewThatSum } from './subset';
import type { PaidReceipt } from './takings';

/** Receipts of one amount that are named; of more, none says which it was. */
const MOST_ALIKE = 5;

/**
 * The receipts that may explain what is open.
 * @param receipts of the days in question
 * @param openCents above zero where too little was received
 */
export function* causesOf(receipts: readonly PaidReceipt[], openCents: Cents): Steps<Explaining[]> {
	if (openCents === 0) return [];
	const paid = yield* filterSteps(receipts, ({ cents }) => cents !== 0);
	return openCents > 0
		? yield* ofTooLittle(paid, openCents)
		: yield* ofTooMuch(receipts, paid, 0 - openCents);
}

function* ofTooLittle(paid: readonly PaidReceipt[], cents: Cents): Steps<Explaining[]> {
	const alike = paid.filter((each) => each.cents === cents);
	if (alike.length > 0) {
		const only = alike.length === 1;
		return yield* named(
			alike,
			(each) => each.cents,
			() =>
				only
					? 'Its amount is what was paid out too little.'
					: 'Its amount is what was paid out too little; others have the same.',
		);
	}
	const ordered = yield* sorted(paid);
	const amounts = yield* mapSteps(ordered, (each) => each.cents);
	const few = fewThatSum(amounts, cents)?.flatMap((index) => ordered[index] ?? []) ?? [];
	return yield* named(
		few,
		(each) => each.cents,
		() => 'Together they are what was paid out too little.',
	);
}

function* ofTooMuch(
	receipts: readonly PaidReceipt[],
	paid: readonly PaidReceipt[],
	cents: Cents,
): Steps<Explaining[]> {
	const otherwise = yield* filterSteps(receipts, ({ otherCents }) => otherCents === cents);
	const back = paid.filter((each) => each.cents === 0 - cents);
	const twice = paid.filter((each) => each.cents === cents);
	const found = [
		...(yield* named(
			otherwise,
			() => 0 - cents,
			() =>
				'It was paid otherwise, as the till says: if it was paid by card, that is the difference.',
		)),
		...(yield* named(
			back,
			() => 0 - cents,
			() => 'What it gave back was not taken off the payout.',
		)),
		...(yield* named(
			twice,
			() => 0 - cents,
			() => 'Its amount may have been charged twice.',
		)),
	];
	return found;
}

function* named(
	receipts: readonly PaidReceipt[],
	amountOf: (receipt: PaidReceipt) => Cents,
	reasonOf: (receipt: PaidReceipt) => string,
): Steps<Explaining[]> {
	if (receipts.length > MOST_ALIKE) return [];
	return (yield* sorted(receipts)).map((each) =>
		explain(each.receipt, amountOf(each), reasonOf(each)),
	);
}

/** In the order of their making. */
function* sorted(receipts: readonly PaidReceipt[]): Steps<PaidReceipt[]> {
	const byReceipt = new Map(receipts.map((each) => [each.receipt, each]));
	const ordered = yield* inOrder([...byReceipt.keys()]);
	return ordered.flatMap((receipt) => byReceipt.get(receipt) ?? []);
}

/** The receipts in a sentence; '' without any. */
export function causeWords(causes: readonly Explaining[], openCents: Cents): string {
	const [first] = causes;
	if (!first) return '';
	const numbers = causes.map(({ number }) => number).join(', ');
	const amount = centsToString(Math.abs(openCents));
	return causes.length === 1
		? `Receipt ${numbers} may explain it: ${first.reason}`
		: `Receipts ${numbers} may explain the ${amount}: see "receipts".`;
}
