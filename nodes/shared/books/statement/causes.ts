/** Receipts whose amounts are what a payout is too little or too much. Pure functions. */
import type { Steps } from '../../values/inTurns';
import { filterSteps, mapSteps } from '../../values/inTurns';
import { centsToString } from '../../values/money';
import type { Cents, Day } from '../../values/units';
import { inOrder } from '../order';
import { explain } from '../reconciliation';
import type { Explaining } from '../reconciliation';
import { isFee } from './fees';
import { latestPayday } from './payday';
import { fewThatSum } from './subset';
import type { PaidReceipt } from './takings';
import type { FeeBounds } from './types';

/** Receipts of one amount that are named; of more, none says which it was. */
const MOST_ALIKE = 5;

/** A payout that isn't what was taken. */
export interface OpenPayout {
	takenCents: Cents;
	/** Before fees that the statement states. */
	worthCents: Cents;
	fees: FeeBounds;
}

/**
 * The receipts that may explain what is too little or too much.
 * @param receipts of the days in question
 */
export function* causesOf(
	receipts: readonly PaidReceipt[],
	payout: OpenPayout,
): Steps<Explaining[]> {
	const openCents = payout.takenCents - payout.worthCents;
	if (openCents === 0) return [];
	const paid = yield* filterSteps(receipts, ({ cents }) => cents !== 0);
	return openCents > 0
		? yield* ofTooLittle(paid, payout, openCents)
		: yield* ofTooMuch(receipts, paid, 0 - openCents);
}

/** The receipts of a day that nothing came for. */
export function* receiptsOfMissing(receipts: readonly PaidReceipt[]): Steps<Explaining[]> {
	const paid = yield* filterSteps(receipts, ({ cents }) => cents !== 0);
	const ordered = yield* sorted(paid);
	return yield* mapSteps(ordered, ({ receipt, cents }) =>
		explain(receipt, cents, 'It is a part of what was not paid out.'),
	);
}

/** Receipts by what was paid, to find those of a row among thousands. */
export interface PaidAmounts {
	/** By what is compared, and by anything else. */
	compared: ReadonlyMap<Cents, PaidReceipt[]>;
	otherwise: ReadonlyMap<Cents, PaidReceipt[]>;
}

/** @param receipts of all days */
export function* amountsOf(receipts: Iterable<readonly PaidReceipt[]>): Steps<PaidAmounts> {
	const compared = new Map<Cents, PaidReceipt[]>();
	const otherwise = new Map<Cents, PaidReceipt[]>();
	const add = (to: Map<Cents, PaidReceipt[]>, cents: Cents, receipt: PaidReceipt) => {
		const alike = to.get(cents);
		if (alike) alike.push(receipt);
		else to.set(cents, [receipt]);
	};
	for (const ofDay of receipts)
		for (const receipt of ofDay) {
			yield;
			if (receipt.cents !== 0) add(compared, receipt.cents, receipt);
			if (receipt.otherCents !== 0) add(otherwise, receipt.otherCents, receipt);
		}
	return { compared, otherwise };
}

/**
 * The receipts that a row may be about which is nothing that was taken.
 * @param row before fees that the statement states
 */
export function* causesOfRow(
	{ compared, otherwise }: PaidAmounts,
	{ day, worthCents }: { day: Day; worthCents: Cents },
	bankDays: number,
): Steps<Explaining[]> {
	const amountOf = () => 0 - worthCents;
	const isBefore = ({ receipt }: PaidReceipt) => receipt.businessDay <= day;
	if (worthCents < 0) {
		const same = (compared.get(0 - worthCents) ?? []).filter(isBefore);
		const reason = 'What it took was taken back by this row, if that is a chargeback.';
		return yield* named(same, amountOf, reason);
	}
	const isInTime = ({ receipt }: PaidReceipt) => latestPayday(receipt.businessDay, bankDays) >= day;
	const other = (otherwise.get(worthCents) ?? []).filter(isBefore).filter(isInTime);
	const reason =
		'It was paid otherwise, as the till says: if it was paid by card, this row is its payout.';
	return yield* named(other, amountOf, reason);
}

function* ofTooLittle(
	paid: readonly PaidReceipt[],
	{ takenCents, worthCents, fees }: OpenPayout,
	openCents: Cents,
): Steps<Explaining[]> {
	const amountOf = ({ cents }: PaidReceipt) => cents;
	const alike = paid.filter(({ cents }) => cents === openCents);
	if (alike.length > 0) {
		const others = alike.length === 1 ? '' : '; others have the same';
		return yield* named(alike, amountOf, `Its amount is what was paid out too little${others}.`);
	}
	const ordered = yield* sorted(paid);
	const amounts = yield* mapSteps(ordered, amountOf);
	const few = fewThatSum(amounts, openCents)?.flatMap((index) => ordered[index] ?? []) ?? [];
	if (few.length > 0) {
		return yield* named(few, amountOf, 'Together they are what was paid out too little.');
	}
	const lessFees = paid.filter(({ cents }) => isFee(takenCents - cents, worthCents, fees));
	if (lessFees.length !== 1) return [];
	return yield* named(lessFees, amountOf, 'Without it, what came is what was taken less a fee.');
}

function* ofTooMuch(
	receipts: readonly PaidReceipt[],
	paid: readonly PaidReceipt[],
	cents: Cents,
): Steps<Explaining[]> {
	const otherwise = yield* filterSteps(receipts, ({ otherCents }) => otherCents === cents);
	const back = paid.filter((each) => each.cents === 0 - cents);
	const twice = paid.filter((each) => each.cents === cents);
	const amountOf = () => 0 - cents;
	return [
		...(yield* named(
			otherwise,
			amountOf,
			'It was paid otherwise, as the till says: if it was paid by card, that is the difference.',
		)),
		...(yield* named(back, amountOf, 'What it gave back was not taken off the payout.')),
		...(yield* named(twice, amountOf, 'Its amount may have been charged twice.')),
	];
}

function* named(
	receipts: readonly PaidReceipt[],
	amountOf: (receipt: PaidReceipt) => Cents,
	reason: string,
): Steps<Explaining[]> {
	if (receipts.length > MOST_ALIKE) return [];
	return (yield* sorted(receipts)).map((each) => explain(each.receipt, amountOf(each), reason));
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
