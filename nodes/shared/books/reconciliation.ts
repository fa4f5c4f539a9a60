/** Receipts against what the system itself adds up: one item per comparison, with what explains it. */
import { z } from 'zod';
import { amount, cents, place } from './receipt';
import type { AccountingReceipt, Place } from './receipt';
import { filterSteps, mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { centsToString, money } from '../values/money';
import type { Cents } from '../values/units';
import type { DayRange } from '../table/request';
import { nameOfPlace, paidCents, placeOf } from './facts';
import { inOrder } from './order';

/** A receipt that explains a part of a difference, as it comes out. */
export const explainingSchema = z
	.object({
		id: z.string(),
		number: z.string(),
		businessDay: z.string(),
		place,
		/** What it adds to the difference, in euros. */
		amount,
		amountCents: cents,
		/** Why it explains the difference, as a sentence. */
		reason: z.string(),
	})
	.strict();

/**
 * One comparison, in the order of the columns: what matters first. Differences are the system's own
 * number less that of the receipts.
 */
export const reconciliationSchema = z
	.object({
		agrees: z.boolean(),
		difference: z.string(),
		/**
		 * `count`: receipts listed and counted. `amount`: lines and stated amounts. `payments`: lines and
		 * payments. `tax`, `vat`, `department`: receipts and the system's sold reports, gross by rate, tax
		 * by rate, and gross by department.
		 */
		check: z.enum(['count', 'amount', 'payments', 'tax', 'vat', 'department']),
		/** What is compared, e.g. `22%`. */
		subject: z.string(),
		/** Register or shop: its name, or its ID where it has none; null where all are compared together. */
		placeName: z.string().nullable(),
		place,
		from: z.string().date(),
		to: z.string().date(),
		/** Of the receipts. */
		ours: z.string(),
		/** Of the system. */
		theirs: z.string(),
		/** Null where receipts are counted. */
		differenceCents: cents.nullable(),
		/** Days on which they differ, as far as they can be told. */
		days: z.array(z.string()),
		receipts: z.array(explainingSchema),
		/** What should be known, as a sentence; '' when nothing. */
		note: z.string(),
		type: z.literal('reconciliation'),
	})
	.strict();

/** A comparison as it comes out. */
export type Reconciliation = z.infer<typeof reconciliationSchema>;
/** A receipt that explains a part of a difference. */
export type Explaining = Reconciliation['receipts'][number];

interface Compared {
	check: Reconciliation['check'];
	subject: string;
	place: Place;
	period: DayRange;
	ours: number;
	theirs: number;
	days?: string[];
	receipts?: Explaining[];
	note?: string;
}

/** A finished comparison of two amounts in cents or, where `check` is `count`, of two counts. */
export function compare({
	check,
	subject,
	place: where,
	period,
	ours,
	theirs,
	days = [],
	receipts = [],
	note = '',
}: Compared): Reconciliation {
	const isCount = check === 'count';
	const write = (value: number) => (isCount ? String(value) : centsToString(value));
	return {
		agrees: ours === theirs,
		difference: write(theirs - ours),
		check,
		subject,
		placeName: nameOfPlace(where) ?? null,
		place: where,
		...period,
		ours: write(ours),
		theirs: write(theirs),
		differenceCents: isCount ? null : theirs - ours,
		days,
		receipts,
		note,
		type: 'reconciliation',
	};
}

/** What disagrees first, and else in the order of comparing. */
export function differingFirst(compared: readonly Reconciliation[]): Reconciliation[] {
	return [...compared.filter(({ agrees }) => !agrees), ...compared.filter(({ agrees }) => agrees)];
}

/**
 * A receipt as an explanation.
 * @param amountCents what it adds to the difference
 * @param reason why, as a sentence
 */
export function explain(
	receipt: Pick<
		AccountingReceipt,
		'id' | 'displayNumber' | 'businessDay' | 'register' | 'salesPoint'
	>,
	amountCents: Cents,
	reason: string,
): Explaining {
	return {
		id: receipt.id,
		number: receipt.displayNumber,
		businessDay: receipt.businessDay,
		place: placeOf(receipt),
		...money('amount', amountCents),
		reason,
	};
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/**
 * Receipts of one place against what they say themselves: two comparisons, of the amounts that they state
 * and of their payments.
 */
export function* compareStated(
	receipts: readonly AccountingReceipt[],
	where: Place,
	period: DayRange,
): Steps<Reconciliation[]> {
	const ordered = yield* inOrder(receipts);
	const ours = sum(receipts.map(({ totals }) => totals.grossCents));
	const unpaid = (receipt: AccountingReceipt) =>
		sum([...paidCents(receipt).values()]) - receipt.totals.grossCents;
	const differing = function* (
		differenceOf: (receipt: AccountingReceipt) => number,
		reason: string,
	): Steps<Pick<Compared, 'theirs' | 'receipts' | 'days'>> {
		const found = yield* filterSteps(ordered, (receipt) => differenceOf(receipt) !== 0);
		return {
			theirs: ours + sum(found.map(differenceOf)),
			receipts: yield* mapSteps(found, (receipt) =>
				explain(receipt, differenceOf(receipt), reason),
			),
			days: [...new Set(found.map(({ businessDay }) => businessDay))],
		};
	};
	const common = { place: where, period, ours };
	return [
		compare({
			...common,
			check: 'amount',
			subject: 'Amounts that the receipts state',
			...(yield* differing(
				({ checks }) => checks.differenceCents,
				"It states another amount than its lines'.",
			)),
		}),
		compare({
			...common,
			check: 'payments',
			subject: 'Payments less change',
			...(yield* differing(unpaid, 'Its payments differ from its lines.')),
		}),
	];
}

/** Receipts by the place where they were printed, in the order in which places first occur. */
export function byPlace(
	receipts: readonly AccountingReceipt[],
): Array<{ place: Place; receipts: AccountingReceipt[] }> {
	const places = new Map<string, { place: Place; receipts: AccountingReceipt[] }>();
	for (const receipt of receipts) {
		const where = placeOf(receipt);
		const known = places.get(where?.id ?? '') ?? { place: where, receipts: [] };
		known.receipts.push(receipt);
		places.set(where?.id ?? '', known);
	}
	return [...places.values()];
}
