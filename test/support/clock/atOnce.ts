/** What is made in steps, made in one go: tests needn't leave turns. */
import { noteTakenBackTwice as noteSteps } from '../../../nodes/CassaNova/books/takenBackTwice';
import { bookOf as bookSteps } from '../../../nodes/shared/books/book';
import { buildBookings as bookingSteps } from '../../../nodes/shared/books/bookings';
import { writeBookings as fileSteps } from '../../../nodes/shared/books/files';
import * as problems from '../../../nodes/shared/books/problems';
import * as sequences from '../../../nodes/shared/books/sequences';
import { rowsOf as rowSteps } from '../../../nodes/shared/books/rows';
import { summarize as summarySteps } from '../../../nodes/shared/books/summary';
import { atOnce } from '../../../nodes/shared/values/inTurns';
import type { Steps } from '../../../nodes/shared/values/inTurns';

const whole =
	<Given extends unknown[], Made>(steps: (...given: Given) => Steps<Made>) =>
	(...given: Given): Made =>
		atOnce(steps(...given));

export const noteTakenBackTwice = whole(noteSteps);
export const bookOf = whole(bookSteps);
export const buildBookings = whole(bookingSteps);
export const writeBookings = whole(fileSteps);
export const summarize = whole(summarySteps);
export const rowsOf = whole(rowSteps);
export const findGaps = whole(sequences.findGaps);
export const findNumbers = whole(sequences.findNumbers);
export const findLastNumbers = whole(sequences.findLastNumbers);
export const findLate = whole(sequences.findLate<sequences.Numbered>);
export const withoutNumbers = whole(sequences.withoutNumbers);
export const problemsOfReceipts = whole(problems.problemsOfReceipts);
