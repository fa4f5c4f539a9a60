/** What a page of a list is, and how a list can misbehave. */

/** A page as it came. */
export interface Page {
	records: unknown[];
	/** How many records match in all, where the vendor tells. */
	total?: number;
	/** Bytes of memory that it takes. */
	bytes?: number;
}

/** Which page is wanted. */
export interface PageRequest {
	/** Records before it. */
	offset: number;
	/** Records that it may have. */
	size: number;
}

/** The list didn't behave: repeated pages, or it never stood still. The message is for the user. */
export class PagingError extends Error {
	constructor(
		message: string,
		readonly advice = 'Run it again when fewer changes are being made. Nothing was left out silently.',
	) {
		super(message);
	}
}

/** A list without an end. */
export function endlessList(most: string): PagingError {
	return new PagingError(
		`The list goes on after ${most}, which no shop has.`,
		'Nothing was left out silently. Ask for fewer days at once, or use a filter; if it goes on, the API may have changed.',
	);
}

/** A total beyond it is no number of records: no till has made so many. */
export const MOST_RECORDS = 10_000_000;

/**
 * What is wrong with a page, if anything: a total that can't be, or that its own records exceed.
 * @returns the end of a sentence that begins with the list's name; undefined where all is well
 */
export function problemWith({ records, total }: Page): string | undefined {
	if (total === undefined) return undefined;
	if (!Number.isInteger(total) || total < 0 || total > MOST_RECORDS) {
		return `the list says that it has ${total} records`;
	}
	return records.length > total
		? `the list says that it has ${total} records, but gave ${records.length}`
		: undefined;
}
