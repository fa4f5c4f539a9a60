/**
 * What explains the differences of one day between CassaNova's receipts and its sold reports. Pure
 * functions. A receipt is blamed with an amount only where nothing else on that day could be the cause.
 */
import type { AccountingReceipt, DocumentType } from '../../shared/books/receipt';
import { explain } from '../../shared/books/reconciliation';
import type { Explaining } from '../../shared/books/reconciliation';
import type { Gap } from '../../shared/books/missingNumbers';
import { filterSteps } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/inTurns';
import { centsToString } from '../../shared/values/money';

/** Cents by what a report groups by: `tax:22`, `vat:22`, `department:d1`. */
export type Sums = Map<string, number>;

export type Check = 'tax' | 'vat' | 'department';

export const UNKNOWN = 'unknown';

export const keyOf = (check: Check, subject: string): string => `${check}:${subject}`;

export const isOf = (check: Check, key: string): boolean => key.startsWith(`${check}:`);

/** Adds up; what comes to nothing stays with 0. */
export function sums(entries: Iterable<readonly [string, number]>): Sums {
	const found: Sums = new Map();
	for (const [key, cents] of entries) found.set(key, (found.get(key) ?? 0) + cents);
	return found;
}

/** Gross of a receipt by rate and by department. Assumption: no report holds what cash was rounded by. */
export function grossOf({ lines }: AccountingReceipt): Sums {
	const sold = lines.filter(({ type }) => type !== 'rounding');
	return sums(
		sold.flatMap(({ taxRate, departmentId, grossCents }) => [
			[keyOf('tax', taxRate ?? UNKNOWN), grossCents] as const,
			[keyOf('department', departmentId ?? UNKNOWN), grossCents] as const,
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

/** One day of both reports. */
export interface Day {
	day: string;
	/** The report's gross less that of the receipts, by rate and department. */
	differences: Sums;
	/** The receipts of the day. */
	receipts: readonly AccountingReceipt[];
	/** Gross of each of them. */
	gross: ReadonlyMap<AccountingReceipt, Sums>;
	/** Invoices and credit notes of the day. */
	others: readonly AccountingReceipt[];
	/** Numbers of receipts that the list leaves out on that day. */
	gaps: readonly Gap[];
}

/** Which other documents the reports seem to count. */
export interface Counted {
	types: readonly DocumentType[];
	/** True where they explain the whole difference of a day on which nothing else could be the cause. */
	isSure: boolean;
}

const CHOICES: DocumentType[][] = [[], ['invoice'], ['creditNote'], ['invoice', 'creditNote']];

/**
 * Whether the reports count invoices and credit notes, which nothing says: what spoils no day that
 * agrees, and leaves the fewest and smallest differences on all days together.
 * @param days all that have such documents, also those on which nothing differs
 */
export function* chooseCounted(days: readonly Day[]): Steps<Counted> {
	const mayBeSure: boolean[] = [];
	for (const day of days) mayBeSure.push(!(yield* hasCause(day, [])));
	const rated = [];
	for (const types of CHOICES) {
		yield;
		const lefts = days.map((day) => [...withoutOthers(day, types).values()].filter(Boolean));
		const all = lefts.flat();
		const size = all.reduce((sum, cents) => sum + Math.abs(cents), 0);
		const isSure = days.some(
			(day, index) =>
				lefts[index]?.length === 0 &&
				day.others.some((one) => isCounted(one, types)) &&
				mayBeSure[index] === true,
		);
		const spoilt = days.filter(
			({ differences }, index) =>
				lefts[index]?.length !== 0 && [...differences.values()].every((cents) => cents === 0),
		).length;
		rated.push({ types, isSure, spoilt, count: all.length, size });
	}
	const [best] = rated.sort((a, b) => a.spoilt - b.spoilt || a.count - b.count || a.size - b.size);
	return best ?? { types: [], isSure: false };
}

const isCounted = ({ documentType, lines }: AccountingReceipt, types: readonly DocumentType[]) =>
	types.includes(documentType) && lines.length > 0;

function withoutOthers(
	{ differences, others }: Pick<Day, 'differences' | 'others'>,
	types: readonly DocumentType[],
): Sums {
	const counted = others.filter((one) => isCounted(one, types));
	return sums([
		...differences,
		...counted.flatMap((one) => [...grossOf(one)].map(([key, cents]) => [key, 0 - cents] as const)),
	]);
}

const NOT_TOLD = 'This or another one of those that are named';
const MAY_MAKE = `${NOT_TOLD} may make the difference.`;
const RATE = 'The rate of one of its lines is not known here: it counts at no rate.';

/** What explains a day, by what the reports group by; an amount of 0.00 is one of several candidates. */
export function* explainDay(day: Day, counted: Counted): Steps<Map<string, Explaining[]>> {
	const found = new Map<string, Explaining[]>();
	const add = (key: string, reasons: readonly Explaining[]) => {
		const known = found.get(key) ?? [];
		for (const reason of reasons) known.push(reason);
		found.set(key, known);
	};
	const others = day.others.filter((other) => isCounted(other, counted.types));
	// Where no day shows it, they must be needed for an explanation, and suffice for one.
	const mayBeOthers = (yield* hasCause(day, [])) || !(yield* hasCause(day, counted.types));
	const isOpen = others.length > 0 && !counted.isSure && mayBeOthers;
	const verb = counted.isSure ? 'counts' : 'seems to count';
	const reason = `The report ${verb} invoices or credit notes, too.`;
	for (const one of others) {
		yield;
		for (const [key, cents] of grossOf(one)) {
			const differs = (day.differences.get(key) ?? 0) !== 0;
			if (isOpen && cents && differs) add(key, [explain(one, 0, MAY_MAKE)]);
			else if (!isOpen && cents) add(key, [explain(one, cents, reason)]);
		}
	}
	const left = isOpen ? sums(day.differences) : withoutOthers(day, counted.types);
	yield* explainUnknown(day, left, add);
	yield* explainRest(day, left, add, isOpen);
	return found;
}

/** Whether a day's difference has one cause, or none is left, beside the documents that are counted. */
function* hasCause(day: Day, types: readonly DocumentType[]): Steps<boolean> {
	const left = withoutOthers(day, types);
	yield* explainUnknown(day, left, () => undefined);
	const open = openOf(left);
	return open.length === 0 || (yield* causesOf(day, open)).length > 0;
}

type Add = (key: string, reasons: readonly Explaining[]) => void;

/** Lines without a known rate count at no rate here, and at some rate in the report. */
function* explainUnknown({ receipts, gross }: Day, left: Sums, add: Add): Steps<void> {
	const key = keyOf('tax', UNKNOWN);
	const ofUnknown = yield* filterSteps(receipts, ({ lines }) =>
		lines.some(({ taxRate }) => taxRate === null),
	);
	const unknown = ofUnknown.map((receipt) => ({
		receipt,
		cents: gross.get(receipt)?.get(key) ?? 0,
	}));
	const total = unknown.reduce((sum, { cents }) => sum + cents, 0);
	if (unknown.length === 0 || (left.get(key) ?? 0) !== 0 - total) return;
	add(
		key,
		unknown.map(({ receipt, cents }) => explain(receipt, 0 - cents, RATE)),
	);
	left.set(key, 0);
	const raised = [...left].filter(([each, cents]) => isOf('tax', each) && cents > 0);
	const isAll = raised.reduce((sum, [, cents]) => sum + cents, 0) === total;
	for (const [each, cents] of raised) {
		const fitting = yield* filterSteps(unknown, ({ receipt }) => hasUnknown(receipt, cents));
		const candidates = isAll && fitting.length === 0 ? unknown : fitting;
		const isOnly = candidates.length === 1;
		if (candidates.length === 0) continue;
		const amount = isOnly ? cents : 0;
		const reason = isOnly ? RATE : `${RATE} ${NOT_TOLD} makes the difference.`;
		add(
			each,
			candidates.map(({ receipt }) => explain(receipt, amount, reason)),
		);
		left.set(each, 0);
	}
}

/** Whether a receipt has that much at unknown rates, in all or in one line. */
function hasUnknown({ lines }: AccountingReceipt, cents: number): boolean {
	const unknown = lines.filter(({ taxRate }) => taxRate === null);
	const total = unknown.reduce((sum, { grossCents }) => sum + grossCents, 0);
	return total === cents || unknown.some(({ grossCents }) => grossCents === cents);
}

/** A possible cause of what is left. */
interface Cause {
	/** With what it adds, where it is the only one. */
	explain: (cents: number, reason?: string) => Explaining;
	/** False where it stands for several receipts. */
	isOne: boolean;
}

type Open = ReadonlyArray<readonly [key: string, cents: number]>;

const openOf = (left: Sums): Open => [...left].filter(([, cents]) => cents !== 0);

/** Gross that is left, by rate and by department. */
function leftOf(open: Open): { taxes: number; departments: number } {
	const of = (check: Check) =>
		open.reduce((sum, [key, cents]) => sum + (isOf(check, key) ? cents : 0), 0);
	return { taxes: of('tax'), departments: of('department') };
}

/** What could be the one cause of all that is left on a day. */
function* causesOf({ day, receipts, gross, gaps }: Day, open: Open): Steps<Cause[]> {
	const { taxes, departments } = leftOf(open);
	// A receipt that the list leaves out raises the rates and the departments alike, and lowers none.
	const isRaised = open.every(([, cents]) => cents > 0) && taxes === departments;
	const mirrored = yield* filterSteps(receipts, (receipt) =>
		isMirrored(gross.get(receipt) ?? new Map(), open),
	);
	return [
		...mirrored.map(causeOfLack),
		...(isRaised ? cancelledOf(receipts, taxes) : []),
		...(isRaised ? gaps.map((gap) => causeOfGap(gap, day)) : []),
	];
}

/**
 * One cause for all that is left on the day; where there is none, what fits each difference.
 * @param isOpen where invoices or credit notes may be the cause as well
 */
function* explainRest(day: Day, left: Sums, add: Add, isOpen: boolean): Steps<void> {
	const { receipts, gross, gaps } = day;
	const open = openOf(left);
	const causes = yield* causesOf(day, open);
	const { taxes, departments } = leftOf(open);
	for (const [key, cents] of open) {
		yield;
		if (causes.length > 0) {
			add(key, name(causes, cents, isOpen));
			continue;
		}
		const fitting = yield* filterSteps(
			receipts,
			(receipt) => (gross.get(receipt)?.get(key) ?? 0) === 0 - cents,
		);
		const mayBeGap = cents > 0 && taxes > 0 && departments > 0;
		const own = [
			...fitting.map(causeOfLack),
			...(cents > 0 ? cancelledOf(receipts, cents) : []),
			...(mayBeGap ? gaps.map((gap) => ({ ...causeOfGap(gap, day.day), isOne: false })) : []),
		];
		add(key, name(own, cents, isOpen));
	}
}

/** The only cause with the amount, several without: nothing tells which it is. */
function name(causes: readonly Cause[], cents: number, isOpen: boolean): Explaining[] {
	const [only, ...more] = causes;
	if (!only) return [];
	if (more.length === 0 && only.isOne && !isOpen) return [only.explain(cents)];
	return causes.map((cause) => cause.explain(0, MAY_MAKE));
}

function isMirrored(gross: Sums, open: Open): boolean {
	const own = [...gross].filter(([, cents]) => cents !== 0);
	return own.length === open.length && open.every(([key, cents]) => gross.get(key) === 0 - cents);
}

function causeOfLack(receipt: AccountingReceipt): Cause {
	const sure = 'Its amount is the difference: the report lacks it.';
	return { isOne: true, explain: (cents, reason = sure) => explain(receipt, cents, reason) };
}

/** Receipts that were cancelled in place and had an amount. */
function cancelledOf(receipts: readonly AccountingReceipt[], cents: number): Cause[] {
	const sure = 'It was canceled in place, but the report counts it.';
	return receipts
		.filter(({ kind, checks }) => kind === 'cancellation' && checks.vendorAmountCents === cents)
		.map((receipt) => ({
			isOne: true,
			explain: (amount, reason = sure) => explain(receipt, amount, reason),
		}));
}

function causeOfGap({ first, last, write, place, sequence }: Gap, businessDay: string): Cause {
	const within = sequence === null ? '' : ` (in ${sequence})`;
	const number = first === last ? write(first) : `${write(first)} … ${write(last)}`;
	const sure = 'This number is missing in the list, and the report seems to count its receipt.';
	return {
		isOne: first === last,
		explain: (amountCents, reason = sure) => ({
			id: '',
			number: `${number}${within}`,
			businessDay,
			place,
			amount: centsToString(amountCents),
			amountCents,
			reason,
		}),
	};
}
