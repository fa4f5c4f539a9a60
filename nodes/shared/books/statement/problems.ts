/** What isn't right between till and statement, one sentence for each kind: the hints beside the output. */
import type { Steps } from '../../values/inTurns';
import { listed } from '../../values/listed';
import { centsToString } from '../../values/money';
import type { Day } from '../../values/units';
import { nameOfPlace } from '../facts';
import { mappingKey } from '../mapping';
import { countOf, firstNames } from '../problems';
import type { AccountingReceipt } from '../receipt';
import type { Comparison, Status } from './comparison';
import { latestPayday } from './payday';
import type { PayoutRules } from './types';

/** A day or a payout in a sentence. */
function nameOf({ date, dateTo, place }: Comparison): string {
	const days = date === dateTo ? date : `${date} to ${dateTo}`;
	const where = nameOfPlace(place);
	return where === undefined ? days : `${days} (${where})`;
}

interface Kind {
	status: Status;
	sentence: (count: number, names: string) => string;
	/** What is told of each beside its day. */
	amount: 'taken' | 'received' | 'open';
}

const KINDS: Kind[] = [
	{
		status: 'missing',
		amount: 'taken',
		sentence: (count, names) =>
			`${countOf(count, 'business day was', 'business days were')} not paid out: ${names}.`,
	},
	{
		status: 'differs',
		amount: 'open',
		sentence: (count, names) =>
			`${countOf(count, 'payout differs', 'payouts differ')} from what was taken: ${names}. "receipts" and "explanation" tell what may explain it.`,
	},
	{
		status: 'unexpected',
		amount: 'received',
		sentence: (count, names) =>
			`${countOf(count, 'row of the statement is', 'rows of the statement are')} nothing that was taken: ${names}.`,
	},
	{
		status: 'late',
		amount: 'received',
		sentence: (count, names) =>
			`${countOf(count, 'payout came', 'payouts came')} later than "Paid Out Within (Days)" says: ${names}.`,
	},
	{
		status: 'shifted',
		amount: 'received',
		sentence: (count, names) =>
			`${countOf(count, 'time', 'times')} as much came as was taken, but not day by day: ${names}. If that is usual, "Day Ends At" is another hour than that at which the terminal ends its day.`,
	},
	{
		status: 'notCovered',
		amount: 'taken',
		sentence: (count, names) =>
			`Of ${countOf(count, 'business day', 'business days')} nothing can be said, because the statement begins later: ${names}.`,
	},
];

/** Sentences on what isn't right; none where all is well. */
export function problemsOfStatement(compared: readonly Comparison[]): string[] {
	return [
		...KINDS.flatMap(({ status, sentence, amount }) => {
			const found = compared.filter((one) => one.status === status);
			if (found.length === 0) return [];
			const names = found.map((one) => `${nameOf(one)}: ${one[amount]}`);
			return [sentence(found.length, firstNames(names, '; '))];
		}),
		...ofLikelyFees(compared),
	];
}

/**
 * That days should have been paid out by now, and the statement ends before it can say so.
 * @param today the day that it is
 */
export function problemsOfEnd(
	compared: readonly Comparison[],
	{ bankDays }: Pick<PayoutRules, 'bankDays'>,
	today: Day,
): string[] {
	const unsaid = compared.filter(
		({ status, dateTo }) => status === 'notPaidYet' && latestPayday(dateTo, bankDays) < today,
	);
	if (unsaid.length === 0) return [];
	const names = unsaid.map((one) => `${nameOf(one)}: ${one.taken}`);
	return [
		`Of ${countOf(unsaid.length, 'business day', 'business days')} nothing can be said yet, because the statement ends earlier: ${firstNames(names, '; ')}. Compare ${unsaid.length === 1 ? 'it' : 'them'} again with a later statement.`,
	];
}

/** So many payouts that lack a little look like fees. */
const FEWEST = 3;
/** The most that acquirers keep, as a part of what was taken: a twentieth. */
const SMALLEST_PART = 20;

/** That fees would explain what differs, where no bound for them was chosen. */
function ofLikelyFees(compared: readonly Comparison[]): string[] {
	const differing = compared.filter(({ status }) => status === 'differs');
	const isLittle = ({ openCents, takenCents }: Comparison) =>
		openCents > 0 && openCents * SMALLEST_PART <= takenCents;
	const little = differing.filter(isLittle);
	if (little.length < FEWEST || little.length * 2 < differing.length) return [];
	const sum = little.reduce((total, { openCents }) => total + openCents, 0);
	return [
		`${little.length} payouts are a little less than was taken, ${centsToString(sum)} together: if these are fees, say so in "Options > Fees Up To (%)".`,
	];
}

/** A name of a payment method that no receipt has compares nothing: mostly it is misspelled. */
export function* problemsOfMethods(
	receipts: ReadonlyArray<Pick<AccountingReceipt, 'payments'>>,
	methods: readonly string[],
): Steps<string[]> {
	if (methods.length === 0) return [];
	const known = new Map<string, string>();
	for (const { payments } of receipts) {
		yield;
		for (const { vendorMeans } of payments) known.set(mappingKey(vendorMeans), vendorMeans);
	}
	const unknown = methods.filter((method) => !known.has(mappingKey(method)));
	if (unknown.length === 0) return [];
	const names = [...known.values()].map((name) => `"${name}"`);
	const told = names.length === 0 ? 'none' : firstNames(names);
	return [
		`No receipt of these days was paid by ${listed(unknown.map((name) => `"${name}"`))}, as "Payment Method Names" says. Methods on them: ${told}.`,
	];
}
