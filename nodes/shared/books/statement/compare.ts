/** Receipts and a statement → one item for each payout, day or row. Pure functions. */
import { mapSteps, sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { groupsOf } from '../../values/groups';
import { money } from '../../values/money';
import type { Cents, Day } from '../../values/units';
import type { DayRange } from '../../table/request';
import { nameOfPlace } from '../facts';
import { mappingKey } from '../mapping';
import { isWithin } from '../period';
import type { AccountingReceipt, Place } from '../receipt';
import type { Explaining } from '../reconciliation';
import { amountsOf, causesOf, causesOfRow, causeWords, receiptsOfMissing } from './causes';
import type { PaidAmounts } from './causes';
import { agrees, compareComparisons } from './comparison';
import type { Comparison, Status } from './comparison';
import { doubtsOfDays, twinOf } from './doubts';
import * as words from './explanations';
import { matchPayouts } from './match';
import { latestPayday } from './payday';
import { takingsOf } from './takings';
import type { ComparedPayments, PaidReceipt, PlaceTaken } from './takings';
import { takenBy, worthOf, worthOfAll } from './types';
import type { DayTaken, Pair, PayoutRules, StatementRow } from './types';

/** Which shop a word on the statement means: a part of it, and the shop's or register's name or ID. */
export interface PlaceWord {
	word: string;
	place: string;
}

/** How receipts and statement are compared. */
export interface StatementComparing {
	/** Business days that are compared; those around it are there for the rows that are theirs. */
	period: DayRange;
	rules: PayoutRules;
	payments: ComparedPayments;
	/** Registers or shops by themselves, which the rows name; undefined where all are compared together. */
	places?: readonly PlaceWord[];
	/** The day that it is: what is to be paid out later isn't missing. */
	today: Day;
	/** First and last day of the statement with the rows that don't count; those of the rows without it. */
	covered?: DayRange;
}

/** An item, and which items of the input it came from. */
export interface Compared {
	comparison: Comparison;
	from: number[];
}

/**
 * Compares what was taken with what was received.
 * @param receipts of the period and of the days around it
 * @returns what is to be clarified first; each day of the period and each row is in one of them
 */
export function* compareStatement(
	receipts: readonly AccountingReceipt[],
	rows: readonly StatementRow[],
	comparing: StatementComparing,
): Steps<Compared[]> {
	const { payments, places, covered = coveredBy(rows) } = comparing;
	const takings = yield* takingsOf(receipts, payments, places !== undefined);
	const compared: Compared[] = [];
	for (const group of yield* groupsOfBoth(takings, rows, places)) {
		for (const one of yield* compareGroup(group, comparing, covered)) compared.push(one);
	}
	return yield* sortSteps(compared, (a, b) => compareComparisons(a.comparison, b.comparison));
}

/** What is compared with each other. */
interface Group extends PlaceTaken {
	rows: StatementRow[];
}

/** First and last day of the statement. */
function coveredBy(rows: readonly StatementRow[]): DayRange {
	const days = rows.map(({ day }) => day).sort();
	return { from: days[0] ?? '', to: days.at(-1) ?? '' };
}

function* groupsOfBoth(
	takings: readonly PlaceTaken[],
	rows: readonly StatementRow[],
	words: readonly PlaceWord[] | undefined,
): Steps<Group[]> {
	if (!words) {
		const [all = { place: null, days: [], receipts: new Map<Day, PaidReceipt[]>() }] = takings;
		return [{ ...all, rows: [...rows] }];
	}
	const known = takings.map(({ place }) => place);
	const keyed = yield* mapSteps(rows, (row) => ({
		row,
		key: placeIn(row.placeWord, known, words),
	}));
	const byPlace = groupsOf(keyed, ({ key }) => key);
	const rowsOf = (key: string) => (byPlace.get(key) ?? []).map(({ row }) => row);
	const named = takings.map((each) => ({ ...each, rows: rowsOf(each.place?.id ?? '') }));
	const isKnown = new Set(known.map((place) => place?.id ?? ''));
	const others = [...byPlace.keys()].filter((key) => !isKnown.has(key));
	return [
		...named,
		...others.map((key) => ({
			place: key === '' ? null : { id: key, name: null },
			days: [],
			receipts: new Map<Day, PaidReceipt[]>(),
			rows: rowsOf(key),
		})),
	];
}

/** The ID of the place that a row is of; the word itself where no receipt is of such a place. */
function placeIn(word: string, known: readonly Place[], words: readonly PlaceWord[]): string {
	const key = mappingKey(word);
	const named = wordIn(key, words);
	// The table is for what is no name or ID; where it has the whole text, that is meant all the same.
	const own = named && mappingKey(named.word) === key ? undefined : placeNamed(word, known);
	const meant = named?.place ?? word;
	return (own ?? placeNamed(meant, known))?.id ?? meant;
}

/** The longest of the texts that a row contains: terminal 10 isn't terminal 1. */
function wordIn(key: string, words: readonly PlaceWord[]): PlaceWord | undefined {
	const contained = words.filter(({ word }) => key.includes(mappingKey(word)));
	return contained.sort((a, b) => b.word.length - a.word.length)[0];
}

function placeNamed(word: string, known: readonly Place[]): Place | undefined {
	const wanted = mappingKey(word);
	return known.find(
		(each) => each && [each.id, each.name ?? each.id].some((name) => mappingKey(name) === wanted),
	);
}

function* compareGroup(
	group: Group,
	{ period, rules, today }: StatementComparing,
	covered: DayRange,
): Steps<Compared[]> {
	const matched = yield* matchPayouts({ ...group, period }, rules);
	const isCompared = ({ days }: Pair) => days.some(({ day }) => isWithin(day, period));
	const pairs = matched.pairs.filter(isCompared);
	const left = matched.days.filter(({ day }) => isWithin(day, period));
	const stateOf = (day: DayTaken): Status => stateOfLeft(day, rules, covered, today);
	const missing = left.filter((day) => stateOf(day) === 'missing');
	const doubts = doubtsOfDays(missing, matched.pairs, rules);
	const doubted = new Map([...doubts].map(([day, pair]) => [pair, day]));
	const compared: Compared[] = [];
	for (const pair of pairs) {
		compared.push(yield* ofPair(group, pair, rules, doubted.get(pair)));
	}
	for (const day of left) {
		yield;
		const status = stateOf(day);
		const latest = latestPayday(day.day, rules.bankDays);
		const explanation =
			status === 'missing'
				? words.ofMissing(latest, doubts.get(day))
				: status === 'notCovered'
					? words.ofUncovered(covered.from)
					: words.ofNotPaidYet(latest, latest > covered.to ? covered.to : undefined);
		const receipts =
			status === 'missing' ? yield* receiptsOfMissing(group.receipts.get(day.day) ?? []) : [];
		compared.push(yield* make(group, { status, days: [day], rows: [], explanation, receipts }));
	}
	const elsewhere = matched.pairs.filter((pair) => !isCompared(pair)).flatMap(({ rows }) => rows);
	let amounts: PaidAmounts | undefined;
	for (const row of matched.rows) {
		yield;
		if (!isWithin(row.day, period)) {
			elsewhere.push(row);
			continue;
		}
		const worthCents = worthOf(row);
		amounts ??= yield* amountsOf(group.receipts.values());
		const receipts = yield* causesOfRow(amounts, { day: row.day, worthCents }, rules.bankDays);
		const explanation = sentences(
			words.ofUnexpected(row, twinOf(row, matched.pairs)),
			causeWords(receipts, worthCents),
		);
		compared.push(
			yield* make(group, { status: 'unexpected', days: [], rows: [row], explanation, receipts }),
		);
	}
	if (elsewhere.length > 0) {
		const rows = yield* sortSteps(elsewhere, (a, b) => a.index - b.index);
		const explanation = words.ofOtherDays(rows.length, period.from, period.to);
		compared.push(yield* make(group, { status: 'otherDays', days: [], rows, explanation }));
	}
	return compared;
}

const sentences = (...all: string[]): string => all.filter((each) => each !== '').join(' ');

function stateOfLeft(
	{ day }: DayTaken,
	{ bankDays }: PayoutRules,
	covered: DayRange,
	today: Day,
): Status {
	const latest = latestPayday(day, bankDays);
	if (latest > covered.to || latest >= today) return 'notPaidYet';
	return latest < covered.from ? 'notCovered' : 'missing';
}

const STATUS_OF_FIT = {
	exact: 'matched',
	fees: 'fees',
	shifted: 'shifted',
	late: 'late',
	differs: 'differs',
} as const satisfies Record<Pair['fit'], Status>;

function* ofPair(
	group: Group,
	pair: Pair,
	rules: PayoutRules,
	doubted: DayTaken | undefined,
): Steps<Compared> {
	const { fit, days, rows } = pair;
	const stated = rows.reduce((sum, { feeCents }) => sum + feeCents, 0);
	const differenceCents = takenBy(days) - received(rows);
	const feesCents = fit === 'differs' ? stated : differenceCents;
	const openCents = differenceCents - feesCents;
	const status = fit === 'exact' && feesCents !== 0 ? 'fees' : STATUS_OF_FIT[fit];
	const ofDays = days.flatMap(({ day }) => group.receipts.get(day) ?? []);
	const payout = fit === 'shifted' ? firstOf(days, rows) : { days, rows };
	const takenCents = takenBy(payout.days);
	const worthCents = worthOfAll(payout.rows);
	// Less a fee that is within its bounds nothing is open.
	const isOpen = fit === 'differs' || fit === 'shifted';
	const receipts = isOpen
		? yield* causesOf(ofDays, { takenCents, worthCents, fees: rules.fees })
		: [];
	const explanation = sentences(
		words.ofPair(pair, feesCents, openCents),
		causeWords(receipts, takenCents - worthCents),
		doubted ? words.ofDoubt(doubted) : '',
	);
	return yield* make(group, { status, days, rows, explanation, feesCents, receipts });
}

/** The first of days that run into each other, and what came first. */
function firstOf(days: DayTaken[], rows: StatementRow[]): Pick<Pair, 'days' | 'rows'> {
	const [first] = rows;
	return { days: days.slice(0, 1), rows: rows.filter(({ day }) => day === first?.day) };
}

const received = (rows: readonly StatementRow[]): Cents =>
	rows.reduce((sum, { cents }) => sum + cents, 0);

interface Made {
	status: Status;
	days: DayTaken[];
	rows: StatementRow[];
	explanation: string;
	/** What the rows themselves state, unless another is given. */
	feesCents?: Cents;
	receipts?: Explaining[];
}

function* make(
	{ place }: Pick<Group, 'place'>,
	{ status, days, rows, explanation, feesCents, receipts = [] }: Made,
): Steps<Compared> {
	const takenCents = takenBy(days);
	const receivedCents = received(rows);
	const differenceCents = takenCents - receivedCents;
	const fees = feesCents ?? rows.reduce((sum, { feeCents }) => sum + feeCents, 0);
	const dates = (days.length > 0 ? days : rows).map(({ day }) => day).sort();
	const comparison: Comparison = {
		agrees: agrees(status),
		status,
		date: dates[0] ?? '',
		dateTo: dates.at(-1) ?? '',
		placeName: nameOfPlace(place) ?? null,
		place,
		...money('taken', takenCents),
		...money('received', receivedCents),
		...money('fees', fees),
		...money('difference', differenceCents),
		...money('open', differenceCents - fees),
		explanation,
		days: days.map(({ day, cents }) => ({ date: day, ...money('taken', cents) })),
		rows: yield* mapSteps(rows, ({ index, day, cents, text, reference }) => ({
			item: index,
			date: day,
			...money('amount', cents),
			text,
			reference,
		})),
		receipts,
		type: 'comparison',
	};
	return { comparison, from: comparison.rows.map(({ item }) => item) };
}
