/** Bookings as a file, or several, beside their summary. */
import { numberIn, textIn } from '../../table/checked';
import { InputError } from '../../table/inputError';
import type { ActionCall, ItemsWithFiles } from '../../table/types';
import type { RequestInput } from '../../table/request';
import { inTurns } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { writeBookings } from '../files';
import { BookingFileError } from '../types';
import type {
	BmdReversal,
	Booking,
	BookingFile,
	BookingSummary,
	FileFormat,
	FileOptions,
	Grouping,
} from '../types';
import { tell } from './wanted';

/**
 * One item for each file: the summary, and the file in the field that the panel names.
 * @param remarks sentences on all of its bookings
 * @throws InputError for what the format can't hold
 */
export async function toFile(
	call: ActionCall,
	format: FileFormat,
	bookings: readonly Booking[],
	summary: BookingSummary,
	remarks: readonly string[] = [],
): Promise<ItemsWithFiles> {
	const { options } = call.input;
	return await handOver(
		call,
		writeBookings(format, bookings, fileOptionsOf(options, bookings, summary)),
		summary,
		remarks,
	);
}

/**
 * One item for each file that is written: the summary, and the file in the field that the panel names.
 * @param beside sentences on all files
 * @throws InputError for what the format can't hold
 */
export async function handOver(
	call: ActionCall,
	writing: Steps<BookingFile[]>,
	summary: BookingSummary,
	beside: readonly string[] = [],
): Promise<ItemsWithFiles> {
	const written = await inTurns(call, writing).catch((error: unknown) => refuse(error));
	tell(call, [...new Set([...beside, ...written.flatMap(({ remarks }) => remarks)])]);
	const { helpers } = call.host;
	const withFiles: ItemsWithFiles['withFiles'] = [];
	for (const { content, fileName, mimeType, remarks } of written) {
		const file = await helpers.prepareBinaryData(content, fileName, mimeType);
		const json = { ...summary, fileName, remarks: [...beside, ...remarks] };
		withFiles.push({ json, binary: { [String(call.input.options.binaryPropertyName)]: file } });
	}
	return { withFiles };
}

/**
 * What a file needs beside its bookings.
 * @param options of the panel, checked
 */
export function fileOptionsOf(
	options: RequestInput['options'],
	bookings: ReadonlyArray<Pick<Booking, 'date'>>,
	summary: Pick<BookingSummary, 'from' | 'to' | 'asOf'>,
): FileOptions {
	return {
		// What corrects earlier days may be booked on them.
		from: bookings.reduce((first, { date }) => (date < first ? date : first), summary.from),
		// What takes back a receipt of the period may be booked after it.
		to: bookings.reduce((last, { date }) => (date > last ? date : last), summary.to),
		createdAt: summary.asOf,
		consultant: textIn(options, 'datevConsultant'),
		client: textIn(options, 'datevClient'),
		fiscalYearStart: textIn(options, 'datevFiscalYearStart'),
		groupBy: options.groupBy as Grouping | undefined,
		accountLength: numberIn(options, 'datevAccountLength'),
		isLocked: options.datevLocked === true,
		symbol: textIn(options, 'bmdSymbol'),
		takesBackBy: options.bmdTakesBackBy as BmdReversal | undefined,
		hasBranch: options.bmdBranch === true,
	};
}

/**
 * What a format can't hold is for the user to correct; everything else passes as it is.
 * @throws InputError for what a format can't hold
 */
export function refuse(error: unknown): never {
	if (!(error instanceof BookingFileError)) throw error;
	throw new InputError('Output', `can't hold these bookings: ${error.message}`, error.advice);
}
