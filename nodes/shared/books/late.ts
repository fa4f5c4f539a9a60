/** Receipts that came when a later business day had begun. Pure functions. */
import { readShopTime } from '../values/shopTime';
import type { ShopClock } from '../values/shopTime';
import { eachStep } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { EpochMs, Milliseconds } from '../values/units';
import type { DayRange } from '../table/request';
import { joined } from './documentList';
import type { ListOf } from './documentList';
import { placeOf } from './facts';
import { lastOfPlace } from './lastNumbers';
import { isWithin } from './period';
import { apart } from './runs';
import { readNumber, spanOf } from './sequences';
import type { Numbered, Sequence } from './sequences';
import type { EarlierSummary } from './types';

const HOUR: Milliseconds = 3_600_000;

/**
 * Receipts of a period that came when a later business day had begun, so that the books of their day
 * may have been closed already.
 *
 * Assumption: where a system says when it recorded a receipt, that decides, if it is an hour or more
 * after the receipt; elsewhere numbers are given in the order of arrival, and a receipt is late when
 * a lower number of its sequence stands on a later day.
 * @param listed everything that was read, also from the days beside the period
 * @param sequences of `listed` and, after it, `found`
 * @param earlier the summary of a run before: what came after it, on days that it covers, is late
 * @param found receipts of other days that were found by a number between those that were read
 */
export function* findLate<T extends Numbered>(
	listed: ListOf<T>,
	sequences: readonly Sequence[],
	period: DayRange,
	clock: ShopClock,
	earlier?: EarlierSummary,
	found: readonly T[] = [],
): Steps<T[]> {
	const late = yield* lateInOrder(sequences);
	const documents: T[] = [];
	yield* eachStep(joined(listed, found), (document, place) => {
		const isOfOtherDay = place >= listed.length;
		if (!isOfOtherDay && !isWithin(document.businessDay, period)) return;
		if (late.has(place) || isKnownLate(document, clock, earlier)) documents.push(document);
	});
	return documents;
}

/** Places of documents whose numbers say that they came late. */
export function* lateInOrder(sequences: readonly Sequence[]): Steps<Set<number>> {
	const late = new Set<number>();
	for (const { runs } of sequences) {
		let latest = '';
		for (const run of yield* apart(runs)) {
			yield;
			if (!run.isRecorded && run.businessDay < latest) {
				for (let value = run.first; value <= run.last; value++) late.add(run.placeOf(value));
			}
			if (run.businessDay > latest) latest = run.businessDay;
		}
	}
	return late;
}

/**
 * Whether a document says by itself that it came late.
 * @param earlier the summary of a run before
 */
export function isKnownLate(
	document: Numbered,
	clock: ShopClock,
	earlier?: EarlierSummary,
): boolean {
	return isRecordedLate(document, clock) || (earlier !== undefined && cameAfter(document, earlier));
}

/**
 * The moment from which on a document could be read: when it was recorded, but not before it was made, as
 * some systems record the day alone.
 */
export function knownSince({
	issuedAt,
	recordedAt,
}: Pick<Numbered, 'issuedAt' | 'recordedAt'>): EpochMs {
	return Math.max(Date.parse(issuedAt), Date.parse(recordedAt ?? issuedAt));
}

/** Whether a document of days that were summed up before came later. */
function cameAfter(document: Numbered, earlier: EarlierSummary): boolean {
	const { from, to, asOf } = earlier;
	if (!isWithin(document.businessDay, { from, to })) return false;
	if (document.recordedAt !== null) return knownSince(document) > Date.parse(asOf);
	const own = readNumber(document.number);
	if (!own || spanOf(document).span !== 'ever') return false;
	const { documentType } = document;
	const known = lastOfPlace({ documentType, place: placeOf(document) }, own.prefix, earlier);
	// A register of which nothing was known then had no line.
	return known === undefined || own.value > known;
}

function isRecordedLate(
	{ issuedAt, recordedAt, businessDay }: Numbered,
	clock: ShopClock,
): boolean {
	if (recordedAt === null || Date.parse(recordedAt) - Date.parse(issuedAt) < HOUR) return false;
	const recorded = readShopTime(recordedAt, clock);
	return recorded !== undefined && recorded.businessDay > businessDay;
}
