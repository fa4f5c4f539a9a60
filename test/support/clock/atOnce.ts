/** What is made in steps, made in one go: tests needn't leave turns. */
import { noteTakenBackTwice as noteSteps } from '../../../nodes/CassaNova/books/takenBackTwice';
import { bookOf as bookSteps } from '../../../nodes/shared/books/book';
import { buildBookings as bookingSteps } from '../../../nodes/shared/books/bookings';
import { writeBookings as fileSteps } from '../../../nodes/shared/books/files';
import type { BookingFile } from '../../../nodes/shared/books/types';
import * as problems from '../../../nodes/shared/books/problems';
import { withoutNumbers as withoutSteps } from '../../../nodes/shared/books/foundNumbers';
import { findLastNumbers as lastSteps } from '../../../nodes/shared/books/lastNumbers';
import { findLate as lateSteps } from '../../../nodes/shared/books/late';
import { findNumbers as numberSteps } from '../../../nodes/shared/books/missingNumbers';
import type { Gap, Numbers } from '../../../nodes/shared/books/missingNumbers';
import { toSequences } from '../../../nodes/shared/books/sequences';
import type { Numbered } from '../../../nodes/shared/books/sequences';
import { rowsOf as rowSteps } from '../../../nodes/shared/books/rows';
import { summarize as summarySteps } from '../../../nodes/shared/books/summary';
import { atOnce } from '../../../nodes/shared/values/inTurns';
import type { Steps } from '../../../nodes/shared/values/inTurns';
import { wrongWith } from '../n8n/kassa';

const whole =
	<Given extends unknown[], Made>(steps: (...given: Given) => Steps<Made>) =>
	(...given: Given): Made =>
		atOnce(steps(...given));

export const noteTakenBackTwice = whole(noteSteps);
export const bookOf = whole(bookSteps);
export const buildBookings = whole(bookingSteps);

/** The files, each of which passes the sandbox's checker of its format, where there is one. */
export function writeFiles(...given: Parameters<typeof fileSteps>): BookingFile[] {
	const files = whole(fileSteps)(...given);
	for (const { content, fileName } of files) {
		expect(wrongWith(given[0], content, { fileName })).toBe('');
	}
	return files;
}

/** The file, where the period fits into one. */
export function writeBookings(...given: Parameters<typeof fileSteps>): BookingFile {
	const [file, ...others] = writeFiles(...given);
	if (!file || others.length > 0) throw new Error(`There are ${others.length + 1} files`);
	return file;
}

export const summarize = whole(summarySteps);
export const rowsOf = whole(rowSteps);
export const withoutNumbers = whole(withoutSteps);
export const problemsOfReceipts = whole(problems.problemsOfReceipts);

const sequencesOf = (documents: readonly Numbered[]) => atOnce(toSequences(documents));

type Period = Parameters<typeof numberSteps>[1];
type Earlier = Parameters<typeof numberSteps>[2];

export const findNumbers = (
	documents: readonly Numbered[],
	period: Period,
	earlier?: Earlier,
): Numbers => atOnce(numberSteps(sequencesOf(documents), period, earlier));

export const findGaps = (documents: readonly Numbered[], period: Period): Gap[] =>
	findNumbers(documents, period).gaps;

export const findLastNumbers = (
	documents: readonly Numbered[],
	period: Period,
	earlier?: Earlier,
) => atOnce(lastSteps(sequencesOf(documents), period, earlier));

export const findLate = <T extends Numbered>(
	listed: readonly T[],
	period: Period,
	clock: Parameters<typeof lateSteps>[3],
	earlier?: Earlier,
	found: readonly T[] = [],
): T[] =>
	atOnce(lateSteps(listed, sequencesOf([...listed, ...found]), period, clock, earlier, found));
