/** What became of days and rows, in sentences for people. Pure functions. */
import { daysBetween } from '../../values/dates';
import { listed } from '../../values/listed';
import { centsToString } from '../../values/money';
import type { Cents, Day } from '../../values/units';
import { takenBy, worthOf } from './types';
import type { DayTaken, Pair, StatementRow } from './types';

/** Days that a sentence names. */
const MOST_NAMED = 3;

/** Days of rows, each once. */
function daysOf(rows: readonly StatementRow[]): string {
	const days = [...new Set(rows.map(({ day }) => day))].sort();
	const others = days.length - MOST_NAMED;
	const named = days.slice(0, MOST_NAMED);
	return listed(others > 0 ? [...named, `${others} more days`] : named);
}

/** A fee as a share of what was taken. */
function shareOf(feeCents: Cents, takenCents: Cents): string {
	if (takenCents === 0) return '';
	const hundredths = Math.round((feeCents * 10_000) / Math.abs(takenCents));
	return ` (${centsToString(hundredths)} %)`;
}

/** How days and rows belong together. */
export function ofPair({ fit, days, rows }: Pair, feesCents: Cents, openCents: Cents): string {
	const takenCents = takenBy(days);
	const together = days.length > 1 ? 'Paid out together' : 'Paid out';
	if (rows.length === 0) return 'What was taken and what was given back come to 0.00.';
	const less =
		feesCents === 0
			? ''
			: `, less ${centsToString(feesCents)} of fees${shareOf(feesCents, takenCents)}`;
	const inFull = feesCents === 0 ? ' in full' : '';
	switch (fit) {
		case 'exact':
		case 'fees':
			return `${together}${inFull} on ${daysOf(rows)}${less}.`;
		case 'late':
			return `${together}${inFull} on ${daysOf(rows)}${less}, ${waited(days, rows)} days after: later than "Paid Out Within (Days)" says.`;
		case 'shifted':
			return `As much was paid out as was taken${less}, but in other parts: ${parts(days, rows)}. If that is so on most days, the terminal ends its day at another hour than "Day Ends At" says.`;
		case 'differs':
			return `Paid out on ${daysOf(rows)}${less}, and that is ${centsToString(Math.abs(openCents))} too ${openCents > 0 ? 'little' : 'much'}.`;
	}
}

function waited(days: readonly DayTaken[], rows: readonly StatementRow[]): number {
	return daysBetween(days.at(-1)?.day ?? '', rows.at(-1)?.day ?? '');
}

function parts(days: readonly DayTaken[], rows: readonly StatementRow[]): string {
	const came = new Map<Day, Cents>();
	for (const row of rows) came.set(row.day, (came.get(row.day) ?? 0) + worthOf(row));
	const taken = days.map(({ day, cents }) => `${centsToString(cents)} on ${day}`);
	const received = [...came].map(([day, cents]) => `${centsToString(cents)} on ${day}`);
	return `taken were ${listed(taken)}, and ${listed(received)} came`;
}

/** A day that nothing came for. */
export function ofMissing(latest: Day, other: Pair | undefined): string {
	const words = `Nothing on the statement is what was taken; it should have come by ${latest}.`;
	if (!other) return words;
	return `${words} It can't be told for certain which day was not paid out: what came on ${daysOf(other.rows)} and stands with ${other.days[0]?.day} could as well be this day's.`;
}

/** What is added to a pair whose rows could be those of a day that nothing came for. */
export function ofDoubt({ day }: DayTaken): string {
	return `It could as well be what was taken on ${day}, for which nothing came.`;
}

/** A day whose payout may still come. */
export function ofNotPaidYet(latest: Day, ends: Day | undefined): string {
	return ends === undefined
		? `May still come, by ${latest}.`
		: `May still come: the statement ends on ${ends}, and this is paid out by ${latest}.`;
}

/** A day that was paid out before the statement begins. */
export function ofUncovered(begins: Day): string {
	return `Nothing can be said: the statement begins on ${begins}, when this had been paid out.`;
}

/** A row that is nothing that was taken. */
export function ofUnexpected(row: StatementRow, twin: Pair | undefined): string {
	if (worthOf(row) < 0) {
		return 'Was taken off the account, and no day of the till says so: a chargeback, a fee or a correction.';
	}
	const words = 'Nothing that was taken is this amount.';
	if (!twin) return words;
	return `${words} It is the same as the row of ${twin.rows[0]?.day}, by which ${twin.days[0]?.day} was paid out: that may have been paid out twice.`;
}

/** Rows that are of days before or after those that are compared. */
export function ofOtherDays(count: number, from: Day, to: Day): string {
	const rows = count === 1 ? '1 row is' : `${count} rows are`;
	return `${rows} of days before ${from} or after ${to}, which are not compared.`;
}
