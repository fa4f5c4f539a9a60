/** How long and how large an answer may be, so that no server can hold n8n or fill its memory. */
import type { Milliseconds } from './units';

const SECOND: Milliseconds = 1000;
const KB = 1024;
const MB = 1024 * KB;

/** The longest silence: before the first byte of an answer, and between two of its pieces. */
export const LONGEST_SILENCE_MS = 60 * SECOND;
/** A whole answer, file or list page, however steadily it arrives. */
export const LONGEST_ANSWER_MS = 300 * SECOND;

/** The longest silence while a token is fetched: before its first byte, and between two pieces. */
export const LONGEST_TOKEN_SILENCE_MS = 30 * SECOND;
/** The whole answer to a request for a token. */
export const LONGEST_TOKEN_ANSWER_MS = 60 * SECOND;

/** Bytes of an answer once it is decoded, and of the memory that it takes once it is read. */
export const MOST_ANSWER_BYTES = 64 * MB;
/**
 * What is read of an answer in one go; longer ones are read in parts, with turns for others between. A
 * page of a hundred receipts has less, since parts take more of the processor.
 */
export const PART_BYTES = 256 * KB;
/** The same in values, where they are smaller than those of receipts: each takes time of its own. */
export const PART_VALUES = 12_000;
/** One text of an answer: it can't be read in parts. */
export const LONGEST_TEXT_BYTES = 16 * MB;

/** A token, or the few records that show whose it is. */
export const MOST_TOKEN_BYTES = 8 * MB;
/** Files are 5 MB at most (Kassandro, Beleg Attachment hochladen), by whichever reckoning, and a margin. */
export const MOST_FILE_BYTES = 6 * MB;

/** Records of a list without dates: no shop has so many products or customers. */
const MOST_LISTED = 250_000;
/** Records of a list with dates: so many for each day, and some more where it is few days. */
const MOST_A_DAY = 20_000;
const MOST_OF_FEW_DAYS = 100_000;

/**
 * Where a list has no end: no shop has so many records.
 * @param days that were asked for; undefined for a list without dates
 * @returns records that are read at most
 */
export function mostRecords(days?: number): number {
	return days === undefined ? MOST_LISTED : Math.max(MOST_OF_FEW_DAYS, days * MOST_A_DAY);
}

/**
 * Memory that all records of one reading take, however long the range is: with a heap of 512 MB, n8n
 * and what it makes of the records must fit in beside them.
 */
export const MOST_LIST_BYTES = 256 * MB;

/** Memory for a list that one poll reads: the next one goes on where it stopped. */
export const MOST_POLL_BYTES = 64 * MB;

/** The same with the pages that are still arriving then, beside what the poll hands on. */
export const MOST_BESIDE_BYTES = MOST_LIST_BYTES - MOST_POLL_BYTES;

/** Levels of lists and objects: far more than any vendor nests, and far fewer than JSON.stringify can. */
export const DEEPEST = 500;

/** So many bytes as people read them: "512 KB", "64 MB". */
export function bytesInWords(bytes: number): string {
	return bytes < MB ? `${Math.round(bytes / KB)} KB` : `${Math.round(bytes / MB)} MB`;
}
