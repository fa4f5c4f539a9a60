/**
 * Days and rows in the order of their time: the cheapest way to pair them. As texts are aligned letter by
 * letter, one table holds the least that the days before and the rows before cost, so that no choice is
 * made too early; its work grows with the days and with the rows within reach of each. Pure functions.
 */
import type { Steps } from '../../values/inTurns';
import type { Cents, Day } from '../../values/units';
import { daysBetween } from '../../values/dates';
import { apartBy, chooseRows, closeness, FURTHEST_SHARE, rowsOfChoice } from './batches';
import type { Batch, FeeTerms } from './batches';
import { latestPayday } from './payday';
import type { DayTaken, Pair } from './types';

/** A day, and what it costs to leave it over. */
export interface CostlyDay extends DayTaken {
	skip: number;
}

/** Days that are paid out together at most, and that come in parts. */
const MOST_DAYS = 35;
const MOST_DAYS_IN_PARTS = 6;
/** Days of a statement on which one day, or days that run into each other, come at most. */
const MOST_BATCHES = 3;

/** Amounts that differ cost so much, and more the further they are apart. */
const DIFFERING = 65;
const PER_SHARE = 50;
/** One more day in a payout; where the amounts differ, that is hardly meant. */
const PER_DAY = 0.5;
const PER_DIFFERING_DAY = 15;
/** A day that comes in parts, and days that run into each other. */
const PER_PART = 10;
const SHIFTED = 30;
const PER_SHIFTED = 10;
/** Of two ways that are the same otherwise, the sooner payout is meant. */
const PER_WAITED_DAY = 0.01;
/** The dearest fee of one day alone, which is still a fee, and of several, of which one may be missing. */
const DEAREST_FEE = 40;
const DEAREST_SHARED_FEE = 80;

/** The least that it costs to have come so far, and how. */
interface Reached {
	cost: number;
	before?: Reached;
	pair?: Pair;
}

/** What pairing days from one on with batches from one on would be. */
interface Way {
	cost: number;
	make: () => Pair;
}

/** The pairs of the cheapest way; whatever is in none is left over. */
export function* align(
	days: readonly CostlyDay[],
	batches: readonly Batch[],
	{ bankDays, ...comparing }: FeeTerms & { bankDays: number },
): Steps<Pair[]> {
	const reach = reachOf(days, batches, bankDays);
	const table = new Table(reach, batches);
	for (const [index, day] of days.entries()) {
		for (let batch = reach.first[index] ?? 0; batch <= (reach.last[index] ?? 0); batch++) {
			yield;
			const here = table.at(index, batch);
			if (!here) continue;
			table.reach(index + 1, batch, { cost: here.cost + day.skip, before: here });
			if (batch >= batches.length) continue;
			const skipped = here.cost + (batches[batch]?.skip ?? 0);
			table.reach(index, batch + 1, { cost: skipped, before: here });
			for (const [length, parts, way] of waysFrom(days, batches, index, batch, reach, comparing)) {
				const cost = here.cost + way.cost;
				if (table.isDearer(index + length, batch + parts, cost)) continue;
				table.reach(index + length, batch + parts, { cost, before: here, pair: way.make() });
			}
		}
	}
	return pairsOn(table.end(days.length));
}

/** Which batches come into question for each day. */
interface Reach {
	/** The first batch of the day or after it. */
	first: number[];
	/** How many batches the days before it can have had, at least `first`. */
	last: number[];
	latest: Day[];
}

function reachOf(days: readonly DayTaken[], batches: readonly Batch[], bankDays: number): Reach {
	const reach: Reach = { first: [], last: [], latest: [] };
	let first = 0;
	let last = 0;
	for (const { day } of days) {
		while (first < batches.length && (batches[first]?.day ?? '') < day) first += 1;
		reach.first.push(first);
		reach.last.push(Math.max(first, last));
		const latest = latestPayday(day, bankDays);
		reach.latest.push(latest);
		while (last < batches.length && (batches[last]?.day ?? '') <= latest) last += 1;
	}
	reach.first.push(batches.length);
	reach.last.push(batches.length);
	// Each day also looks at those that only it can have.
	reach.last = reach.last.map((own, index) => {
		const latest = reach.latest[index];
		let end = own;
		while (latest !== undefined && end < batches.length && (batches[end]?.day ?? '') <= latest)
			end += 1;
		return end;
	});
	return reach;
}

/** What was reached, by the number of days and batches that are behind. */
class Table {
	private readonly rows: Array<Map<number, Reached>> = [];

	/** `skips[n]`: what it costs to leave over the first n batches. */
	private readonly skips: number[] = [0];

	constructor(
		private readonly bounds: Reach,
		batches: readonly Batch[],
	) {
		for (const { skip } of batches) this.skips.push((this.skips.at(-1) ?? 0) + skip);
		this.reach(0, 0, { cost: 0 });
	}

	at(day: number, batch: number): Reached | undefined {
		return this.rows[day]?.get(batch);
	}

	/** Batches before a day's first are behind it, at their cost. */
	reach(day: number, batch: number, { cost, before, pair }: Reached): void {
		const [from, total] = this.entered(day, batch, cost);
		const row = (this.rows[day] ??= new Map<number, Reached>());
		const known = row.get(from);
		if (known && known.cost <= total) return;
		row.set(from, { cost: total, before, pair });
	}

	/** Whether something as cheap is known already. */
	isDearer(day: number, batch: number, cost: number): boolean {
		const [from, total] = this.entered(day, batch, cost);
		const known = this.at(day, from);
		return known !== undefined && known.cost <= total;
	}

	end(days: number): Reached | undefined {
		return this.at(days, this.skips.length - 1);
	}

	private entered(day: number, batch: number, cost: number): [batch: number, cost: number] {
		const from = Math.max(batch, this.bounds.first[day] ?? 0);
		return [from, cost + (this.skips[from] ?? 0) - (this.skips[batch] ?? 0)];
	}
}

function pairsOn(end: Reached | undefined): Pair[] {
	const pairs: Pair[] = [];
	for (let at = end; at; at = at.before) if (at.pair) pairs.push(at.pair);
	return pairs.reverse();
}

/** All ways to pair days from one on with batches from one on: how many of both, and what that is. */
function* waysFrom(
	days: readonly CostlyDay[],
	batches: readonly Batch[],
	index: number,
	first: number,
	{ latest }: Reach,
	comparing: FeeTerms,
): Generator<[length: number, parts: number, way: Way]> {
	const begins = batches[first];
	if (!begins || begins.day > (latest[index] ?? '')) return;
	let worth: Cents = 0;
	for (let parts = 1; parts <= MOST_BATCHES; parts++) {
		const ends = batches[first + parts - 1];
		if (!ends) return;
		worth += ends.worth;
		const several = parts === 1 ? undefined : batches.slice(first, first + parts);
		const most = several ? MOST_DAYS_IN_PARTS : MOST_DAYS;
		let taken: Cents = 0;
		for (let length = 1; length <= most; length++) {
			const last = days[index + length - 1];
			if (!last || last.day > ends.day) break;
			taken += last.cents;
			if (ends.day > (latest[index + length - 1] ?? '')) continue;
			const run = { all: days, index, length, taken };
			const way = several
				? wayOfSeveral(several, worth, run, comparing)
				: wayOfOne(ends, run, comparing);
			if (!way) continue;
			const waited = PER_WAITED_DAY * daysBetween(last.day, ends.day);
			yield [length, parts, { ...way, cost: way.cost + waited }];
		}
	}
}

/** Days one after the other, and what they took. */
interface Run {
	all: readonly CostlyDay[];
	index: number;
	length: number;
	taken: Cents;
}

/** The days of a run, but for one of them. */
const daysOf = ({ all, index, length }: Run, without?: CostlyDay): DayTaken[] =>
	all
		.slice(index, index + length)
		.filter((day) => day !== without)
		.map(({ day, cents }) => ({ day, cents }));

const dearestFor = (length: number): number => (length === 1 ? DEAREST_FEE : DEAREST_SHARED_FEE);

/** Days that came on one day. */
function wayOfOne(batch: Batch, run: Run, comparing: FeeTerms): Way | undefined {
	const { length, taken } = run;
	const choice = chooseRows(batch, { taken, days: length }, comparing, dearestFor(length));
	const withoutOne = choice?.cost === 0 ? undefined : wayWithoutOne(batch, run, comparing);
	if (choice) {
		const cost = choice.cost + PER_DAY * (length - 1);
		if (withoutOne && withoutOne.cost < cost) return withoutOne;
		const { fit } = choice;
		const make = (): Pair => ({ fit, days: daysOf(run), rows: rowsOfChoice(batch, choice) });
		return { cost, make };
	}
	const share = apartBy(taken, batch.worth);
	if (withoutOne || share > FURTHEST_SHARE) return withoutOne;
	const cost = DIFFERING + PER_SHARE * share + PER_DIFFERING_DAY * (length - 1);
	return { cost, make: () => ({ fit: 'differs', days: daysOf(run), rows: batch.rows }) };
}

/** Of more days none is looked for that didn't come with the others. */
const MOST_WITHOUT_ONE = 8;

/** Days that came on one day, but for one between them. */
function wayWithoutOne({ worth, rows }: Batch, run: Run, comparing: FeeTerms): Way | undefined {
	const { all, index, length, taken } = run;
	if (length > MOST_WITHOUT_ONE) return undefined;
	let best: Way | undefined;
	for (const day of all.slice(index + 1, index + length - 1)) {
		const close = closeness(taken - day.cents, worth, comparing, DEAREST_SHARED_FEE);
		const cost = (close?.cost ?? Infinity) + day.skip + PER_DAY * (length - 2);
		if (!close || (best && best.cost <= cost)) continue;
		best = { cost, make: () => ({ fit: close.fit, days: daysOf(run, day), rows }) };
	}
	return best;
}

/** A day that came in parts, or days that run into each other. */
function wayOfSeveral(
	parts: readonly Batch[],
	worth: Cents,
	run: Run,
	comparing: FeeTerms,
): Way | undefined {
	const close = closeness(run.taken, worth, comparing, DEAREST_SHARED_FEE);
	if (!close) return undefined;
	const isSplit = run.length === 1;
	const fit = isSplit ? close.fit : 'shifted';
	const more = isSplit
		? PER_PART * (parts.length - 1)
		: SHIFTED + PER_SHIFTED * (parts.length + run.length - MOST_BATCHES - 1);
	const make = (): Pair => ({ fit, days: daysOf(run), rows: parts.flatMap(({ rows }) => rows) });
	return { cost: close.cost + more, make };
}
