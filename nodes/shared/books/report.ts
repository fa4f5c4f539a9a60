/** A period's books in words, in the language of whoever gets them: what a mail about them says. Pure functions. */
import { centsToString } from '../values/money';
import type { Cents, IsoMoment } from '../values/units';
import { languageWords, writtenOut } from './bookingTexts';
import { bookedNumber, nameOfPlace } from './facts';
import type { Gap } from './missingNumbers';
import { firstNames, guessesIn } from './problems';
import type { Place } from './receipt';
import { REPORT_WORDS } from './reportWords';
import type { ReportWords } from './reportWords';
import { printed } from './sequences';
import type { SharedNumber } from './sharedNumbers';
import type { Summed } from './summed';
import type { SummaryFigures } from './summary';
import type { BookingSummary, InAllLanguages, TextLanguage } from './types';

/** What a report says beside the figures of a summary. */
export interface ReportFacts {
	gaps: readonly Gap[];
	shared: readonly SharedNumber[];
	/** Receipts that were handed on, and that the books can't take back. */
	byHand: readonly Summed[];
	/** Documents that came late and need nothing more, as what comes out corrects their days. */
	lateBooked?: number;
	/** What isn't right with the business days. */
	ofDays: readonly InAllLanguages[];
	language: TextLanguage;
}

/**
 * What a person reads of a summary.
 * @returns `title`, one line, and `text`, lines of plain text
 */
export function reportOf(
	summary: SummaryFigures,
	facts: ReportFacts,
): Pick<BookingSummary, 'title' | 'text'> {
	const { language } = facts;
	const words = REPORT_WORDS[language];
	const { from, to, places, asOf } = summary;
	const [only] = places.length === 1 ? places : [];
	const days =
		from === to
			? writtenOut(language, from)
			: words.span(writtenOut(language, from), writtenOut(language, to));
	const where = only && placeName(only.place, words);
	const wrong = problemLines(summary, facts);
	const verdict = wrong.length === 0 ? words.inOrder : words.pending(wrong.length);
	const heading = `${words.heading} ${days}${where === undefined ? '' : `, ${where}`}`;
	const judged =
		wrong.length === 0
			? [summary.receipts === 0 ? words.nothingSold : words.allIsWell(facts.lateBooked ?? 0)]
			: [words.lookFirst, ...wrong.map((line, index) => `${index + 1}. ${line}`)];
	const lines = [
		heading,
		`${words.documents}: ${summary.receipts}. ${words.bookings}: ${summary.bookings}. ${words.readWord}: ${momentIn(language, asOf)}.`,
		'',
		...judged,
		'',
		...totalLines(summary, language),
	];
	return { title: `${heading}: ${verdict}`, text: `${lines.join('\n')}\n` };
}

/** One line for each kind of problem, in the order of the sentences above the output. */
function problemLines(
	{ unreadable, unbalanced, unmapped, late, from, to }: SummaryFigures,
	{ gaps, shared, byHand, ofDays, language }: ReportFacts,
): string[] {
	const words = REPORT_WORDS[language];
	const named = (names: readonly string[]) => firstNames(names, '; ', words.more);
	const lines: string[] = [];
	const missing = gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0);
	if (missing > 0) lines.push(words.missing(missing, named(gaps.map(gapName))));
	if (shared.length > 0)
		lines.push(words.shared(shared.length, named(shared.map(sharedName(language)))));
	lines.push(...ofDays.map((line) => line[language]));
	if (unreadable.length > 0) {
		const stated = unreadable.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
		const names = named(unreadable.map(({ number }) => number));
		lines.push(words.unreadable(unreadable.length, names, amountIn(language, stated)));
	}
	const cannotBeRead = new Set(unreadable.map(({ id }) => id));
	const others = unbalanced.filter(({ id }) => !cannotBeRead.has(id));
	if (others.length > 0) {
		lines.push(words.unbalanced(others.length, named(others.map(({ number }) => number))));
	}
	const { otherPayments, guessedVouchers, guessedSales } = words;
	const guesses = guessesIn(unmapped);
	for (const [guessed, say] of [
		[guesses.others, otherPayments],
		[guesses.vouchers, guessedVouchers],
		[guesses.sales, guessedSales],
	] as const) {
		if (guessed.length > 0)
			lines.push(say(named(guessed.map(({ id, name }) => `"${name ?? id}"`))));
	}
	if (late.length > 0) {
		const elsewhere = late
			.map(({ businessDay }) => businessDay)
			.filter((day) => day < from || day > to);
		const days = [...new Set(elsewhere)].sort().map((day) => writtenOut(language, day));
		const names = named(late.map(({ number }) => number));
		lines.push(words.late(late.length, names, days.length === 0 ? '' : named(days)));
	}
	if (byHand.length > 0) lines.push(words.byHand(byHand.length, named(byHand.map(bookedNumber))));
	return lines;
}

/** Such as `11-2 … 11-4 (Schank)`. */
function gapName({ first, last, write, sequence, place, ...gap }: Gap): string {
	const ends = (first === last ? [first] : [first, last]).map((value) =>
		printed(gap, write(value)),
	);
	const where = [nameOfPlace(place), sequence].filter((part) => part).join(', ');
	return `${ends.join(' … ')}${where === '' ? '' : ` (${where})`}`;
}

const sharedName =
	(language: TextLanguage) =>
	(shared: SharedNumber): string =>
		`${printed(shared, shared.number)} (${[nameOfPlace(shared.place), writtenOut(language, shared.businessDay)].filter((part) => part).join(', ')})`;

/** What it all adds up to: the whole, by rate, by means and, where there are several, by place. */
function totalLines(
	{ totals, taxes, payments, places, cashMovementsCents }: SummaryFigures,
	language: TextLanguage,
): string[] {
	const words = REPORT_WORDS[language];
	const amount = (cents: Cents) => amountIn(language, cents);
	const { means: meansWords, decimalSign } = languageWords(language);
	const sums = ({ grossCents, netCents, taxCents }: BookingSummary['totals']) =>
		[
			`${amount(grossCents)} ${words.grossWord}`,
			...(netCents === null ? [] : [`${amount(netCents)} ${words.netWord}`]),
			...(taxCents === null ? [] : [`${amount(taxCents)} ${words.taxWord}`]),
		].join(', ');
	const rated = taxes.reduce((sum, { grossCents }) => sum + grossCents, 0);
	const noRate = totals.grossCents - rated;
	const lines = [`${words.total} (EUR): ${sums(totals)}`];
	if (cashMovementsCents !== 0) lines.push(`${words.movedWord}: ${amount(cashMovementsCents)}`);
	if (taxes.length > 0) lines.push('', words.ratesHeading);
	for (const row of taxes) lines.push(`${row.rate.replace('.', decimalSign)}%: ${sums(row)}`);
	if (noRate !== 0) lines.push(`${words.unratedWord}: ${amount(noRate)}`);
	if (payments.length > 0) lines.push('', words.meansHeading);
	for (const { means, amountCents } of payments) {
		lines.push(`${meansWords[means]}: ${amount(amountCents)}`);
	}
	if (places.length > 1) lines.push('', words.placesHeading);
	for (const own of places.length > 1 ? places : []) {
		const paid = own.payments.map((row) => `${meansWords[row.means]} ${amount(row.amountCents)}`);
		const counts = [`${words.documents} ${own.receipts}`, ...paid].join('; ');
		lines.push(`${placeName(own.place, words)}: ${sums(own)} (${counts})`);
	}
	return lines;
}

/** A register or shop on one line: the vendor's name may hold what it likes. */
function placeName(place: Place, { unplacedWord }: ReportWords): string {
	return firstNames([(nameOfPlace(place) ?? unplacedWord).replace(/\s+/g, ' ').trim()]);
}

/** An amount as the language writes it, with its thousands apart: 1,234.50 or 1.234,50. */
function amountIn(language: TextLanguage, cents: Cents): string {
	const { decimalSign } = languageWords(language);
	const [whole = '', part = ''] = centsToString(cents).split('.');
	const apart = decimalSign === '.' ? ',' : '.';
	return `${whole.replace(/\B(?=(?:\d{3})+$)/g, apart)}${decimalSign}${part}`;
}

/** A moment by the shop's clock, to the minute. */
function momentIn(language: TextLanguage, moment: IsoMoment): string {
	return `${writtenOut(language, moment.slice(0, 10))} ${moment.slice(11, 16)}`;
}
