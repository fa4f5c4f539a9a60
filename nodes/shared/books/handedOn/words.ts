/** What is said of bookings that were handed on before: in their texts, and in sentences beside a file. */
import type { Day, IsoMoment } from '../../values/units';
import { writtenOut } from '../bookingTexts';
import { countOf, firstNames } from '../problems';
import type { TextLanguage } from '../types';

/** What a booking does to one that was handed on; `again` books it anew, or for the first time. */
export type CorrectionKind = 'again' | 'reversal' | 'difference';

const WORDS: Record<TextLanguage, Record<CorrectionKind, string>> = {
	en: { again: '', reversal: 'Reversal', difference: 'Correction' },
	de: { again: '', reversal: 'Storno', difference: 'Korrektur' },
	it: { again: '', reversal: 'Storno', difference: 'Rettifica' },
};

/**
 * A booking's text as a correction has it: what it does comes first, and the day where it stands on another.
 * @param day the business day that it is of; undefined where it stands on that day
 */
export function correctionText(
	text: string,
	kind: CorrectionKind,
	day: Day | undefined,
	language: TextLanguage,
): string {
	const of = day === undefined ? '' : writtenOut(language, day);
	const begin = [WORDS[language][kind], of].filter((word) => word !== '').join(' ');
	return begin === '' ? text : `${begin}: ${text}`;
}

/** What came of bookings that were handed on, as far as a sentence says it. */
interface Compared {
	counts: { added: number; changed: number; takenBack: number; asBefore: number };
	days: readonly Day[];
}

/** When a summary was made, by the shop's clock. */
const momentOf = (moment: IsoMoment): string => moment.slice(0, 16).replace('T', ' ');

const are = (count: number): string => (count === 1 ? 'is' : 'are');

/**
 * Sentences beside a file that holds only what is new.
 * @param asOf when the earlier summary was made
 */
export function onlyNewRemarks({ counts, days }: Compared, asOf: IsoMoment): string[] {
	const { added, changed, takenBack, asBefore } = counts;
	const of = days.length === 0 ? '' : ` Days that have changed: ${firstNames(days)}.`;
	return [
		`Only what is new since the earlier summary of ${momentOf(asOf)}: ${countOf(added, 'new booking')}, ${changed} that ${changed === 1 ? 'has' : 'have'} changed, ${takenBack} taken back. ${countOf(asBefore, 'booking')} that ${are(asBefore)} as before ${are(asBefore)} left out.${of}`,
	];
}

/** The same in a report: `added`, `changed` and `takenBack` bookings since a moment. */
const REPORT: Record<
	TextLanguage,
	(moment: string, added: number, changed: number, back: number) => string
> = {
	en: (moment, added, changed, back) =>
		`Handed on is only what is new since ${moment}: ${added} new bookings, ${changed} changed, ${back} taken back.`,
	de: (moment, added, changed, back) =>
		`Weitergegeben wird nur, was seit ${moment} neu ist: ${added} neue Buchungen, ${changed} geändert, ${back} storniert.`,
	it: (moment, added, changed, back) =>
		`Si consegna solo ciò che è nuovo dal ${moment}: ${added} registrazioni nuove, ${changed} modificate, ${back} stornate.`,
};

/** A report's last line where only what is new is handed on. */
export function reportLine({ counts }: Compared, asOf: IsoMoment, language: TextLanguage): string {
	const { added, changed, takenBack } = counts;
	const moment = `${writtenOut(language, asOf.slice(0, 10))} ${asOf.slice(11, 16)}`;
	return `${REPORT[language](moment, added, changed, takenBack)}\n`;
}

/** Why no file comes. */
export function nothingNew({ counts }: Compared, asOf: IsoMoment): string {
	return `Nothing is new since the earlier summary of ${momentOf(asOf)}, so there is no file: all ${countOf(counts.asBefore, 'booking')} were handed on before. Keep that summary for the next run.`;
}

/** What is known of bookings that come again. */
export interface Repeated {
	/** How many bookings were handed on before; undefined where the earlier summary doesn't say which. */
	count: number | undefined;
	/** The first and the last of their days. */
	from: Day;
	to: Day;
	asOf: IsoMoment;
}

/**
 * A sentence beside a file that repeats what was handed on before.
 * @param option what holds only what is new, as the panel shows it
 */
export function repeatedRemark({ count, from, to, asOf }: Repeated, option: string): string {
	const days = from === to ? from : `${from} to ${to}`;
	const what = count === undefined ? `the days ${days}` : `${countOf(count, 'booking')} of ${days}`;
	return `This file repeats ${what}, which the earlier summary of ${momentOf(asOf)} had: booked beside the earlier file, they would count twice. Take it in place of that file, or choose ${option}.`;
}

/** What was handed on of registers or shops of which nothing was read. */
export function unseenRemark(unseen: ReadonlyArray<{ placeId: string | null }>): string[] {
	if (unseen.length === 0) return [];
	const places = [...new Set(unseen.map(({ placeId }) => placeId ?? 'no register or shop'))];
	return [
		`Nothing at all was read of ${firstNames(places)}, of which ${countOf(unseen.length, 'booking was', 'bookings were')} handed on: nothing of it is taken back. See whether the credential is of the right account.`,
	];
}
