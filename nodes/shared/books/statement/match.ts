/** Which rows of a statement are what which business days took. Pure functions, the same for any order. */
import { filterSteps, mapSteps, sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { DayRange } from '../../table/request';
import { align } from './align';
import { toBatches } from './batches';
import { usualFee } from './fees';
import { pairLeftOver } from './leftOver';
import { takeApart } from './parts';
import { latestPayday } from './payday';
import { takenBy, worthOf, worthOfAll } from './types';
import type { DayTaken, Matched, Pair, PayoutRules, StatementRow } from './types';

/** What a day costs that stays without a row, and a row without a day. */
const MISSED = 60;
/** A day that may have been paid out before the statement's beginning, or will be after its end. */
const OPEN = 50;
const ROW = 20;
const FURTHER_ROW = 5;
/** Days and rows around the period that nothing is known of beside: they may stay over. */
const AROUND = 3;

/** What is compared, and of when. */
export interface Statement {
	days: readonly DayTaken[];
	rows: readonly StatementRow[];
	/** Days before and after it are there for the rows that are theirs. */
	period: DayRange;
}

/**
 * Pairs days and rows: as many to the cent as there can be, then less a fee, in the order of their time as
 * far as it goes. Each day and each row is in one pair or left over.
 */
export function* matchPayouts(
	{ days, rows, period }: Statement,
	rules: PayoutRules,
): Steps<Matched> {
	const byDay = yield* sortSteps(days, (a, b) => byText(a.day, b.day));
	const byTime = yield* inTime(rows);
	const covered = { from: byTime[0]?.day ?? '', to: byTime.at(-1)?.day ?? '' };
	// What took nothing together is paid out by nothing.
	const nothing = byDay.filter(({ cents }) => cents === 0);
	const costly = yield* mapSteps(
		byDay.filter(({ cents }) => cents !== 0),
		(day) => ({ ...day, skip: skipOf(day, { period, covered }, rules) }),
	);
	const batches = yield* toBatches(byTime, ({ day }, isFirst) =>
		day < period.from ? AROUND : isFirst ? ROW : FURTHER_ROW,
	);
	let pairs: Pair[] = [];
	let usual: ReturnType<typeof usualFee>;
	// The first time shows what fees are usual, the second goes by that.
	for (let time = 0; time < 2; time++) {
		usual = usualFee(pairs.flatMap(knownFee));
		if (time > 0 && !usual) break;
		pairs = yield* align(costly, batches, { ...rules, usual });
	}
	const apart = (yield* mapSteps(pairs, (pair) => takeApart(pair, rules, usual))).flat();
	const paired = new Set(apart.flatMap((pair) => pair.days.map(({ day }) => day)));
	const pairedRows = new Set(apart.flatMap((pair) => pair.rows));
	const left = {
		pairs: apart,
		days: byDay.filter(({ day, cents }) => cents !== 0 && !paired.has(day)),
		rows: yield* filterSteps(byTime, (row) => !pairedRows.has(row)),
	};
	const matched = yield* pairLeftOver(left, rules, { usual });
	const zeros = nothing.map((day): Pair => ({ fit: 'exact', days: [day], rows: [] }));
	return { ...matched, pairs: [...matched.pairs, ...zeros] };
}

function skipOf(
	{ day }: DayTaken,
	{ period, covered }: { period: DayRange; covered: DayRange },
	{ bankDays }: PayoutRules,
): number {
	if (day > period.to) return AROUND;
	if (day < period.from) return day < covered.from ? AROUND : OPEN;
	return latestPayday(day, bankDays) > covered.to ? OPEN : MISSED;
}

/** By what they say: the order in which they came only decides which of two equal ones is meant. */
function* inTime(rows: readonly StatementRow[]): Steps<StatementRow[]> {
	const keyed = yield* mapSteps(rows, (row) => ({
		row,
		day: row.day,
		worth: worthOf(row),
		words: `${row.reference} ${row.text}`,
		index: row.index,
	}));
	const ordered = yield* sortSteps(
		keyed,
		(a, b) =>
			byText(a.day, b.day) || b.worth - a.worth || byText(a.words, b.words) || a.index - b.index,
	);
	return yield* mapSteps(ordered, ({ row }) => row);
}

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What a pair tells of fees: none is one, too. */
function knownFee({ fit, days, rows }: Pair) {
	if (fit !== 'exact' && fit !== 'fees') return [];
	const takenCents = takenBy(days);
	return [{ takenCents, feeCents: takenCents - worthOfAll(rows) }];
}
