/** Receipts that came when a later business day had begun. Pure functions. */
import { readShopTime } from '../values/shopTime';
import type { ShopClock } from '../values/shopTime';
import { sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { EpochMs, Milliseconds } from '../values/units';
import type { DayRange } from '../table/request';
import { placeOf } from './facts';
import { lastOfPlace } from './lastNumbers';
import { isWithin } from './period';
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
 * @param sequences of `listed` and `found` together
 * @param earlier the summary of a run before: what came after it, on days that it covers, is late
 * @param found receipts of other days that were found by a number between those that were read
 */
export function* findLate<T extends Numbered>(
	listed: readonly T[],
	sequences: readonly Sequence[],
	period: DayRange,
	clock: ShopClock,
	earlier?: EarlierSummary,
	found: readonly T[] = [],
): Steps<T[]> {
	const documents = [...listed, ...found];
	const late = new Set<Numbered>();
	for (const document of documents) {
		yield;
		if (isRecordedLate(document, clock) || (earlier && cameAfter(document, earlier))) {
			late.add(document);
		}
	}
	for (const { members } of sequences) {
		let latest = '';
		for (const { document } of yield* sortSteps(members, (a, b) => a.value - b.value)) {
			yield;
			if (document.recordedAt === null && document.businessDay < latest) late.add(document);
			if (document.businessDay > latest) latest = document.businessDay;
		}
	}
	const ofOtherDays = new Set(found);
	return documents.filter(
		(document) =>
			late.has(document) && (ofOtherDays.has(document) || isWithin(document.businessDay, period)),
	);
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
