/** Whose clock the times of receipts show, by counting what is there at such a time (document: GET /receipts/count). */
import type { IDataObject } from 'n8n-workflow';
import { doubtOf, keepToldIn, knownToldIn } from '../../shared/run/toldIn';
import type { ToldIn } from '../../shared/run/toldIn';
import { LOCAL_TIME } from '../../shared/run/windows';
import type { Call, TimesDoubt } from '../../shared/table/types';
import { signalOf } from '../../shared/wire/engine';
import { AbortError } from '../../shared/wire/environment';
import { recordsIn } from '../../shared/values/records';
import { hasTimeOfDay, momentOf, readShopTime } from '../../shared/values/shopTime';
import type { EpochMs, IsoMoment, Milliseconds } from '../../shared/values/units';
import { readCount, registerOf } from '../answers';

const SECOND: Milliseconds = 1000;
/** A till's clock is not further ahead of ours than this. */
const CLOCKS_DIFFER: Milliseconds = 15 * 60_000;

/** Receipts of a reading that are looked at, the last ones. */
export const MOST_SAMPLED = 200;
/** Receipts whose time is asked about: another one may happen to be there. */
const ASKED = 2;

/** A span of two seconds around a moment, as the count is asked for it. */
export interface AroundMoment extends IDataObject {
	dateFrom: IsoMoment;
	dateTo: IsoMoment;
}

/** In UTC, as it is asked for everywhere. */
export function aroundInUtc(moment: EpochMs): AroundMoment {
	const iso = (at: EpochMs) => new Date(at).toISOString();
	return { dateFrom: iso(moment - SECOND), dateTo: iso(moment + SECOND) };
}

/**
 * The same with the offset of a zone's clock: a count that doesn't look at the zone, and compares the clocks'
 * faces, would take a receipt of the shop's clock for one of UTC if it were asked in UTC.
 */
export function aroundByClock(moment: EpochMs, timeZone: string): AroundMoment {
	const iso = (at: EpochMs) =>
		readShopTime(at, { timeZone, dayEndsAt: '00:00' })?.issuedAt ?? new Date(at).toISOString();
	return { dateFrom: iso(moment - SECOND), dateTo: iso(moment + SECOND) };
}

/** A receipt's time, read by either clock. */
interface Readings {
	inShop: EpochMs;
	inUtc: EpochMs;
	register: string | undefined;
}

/**
 * Whether receipts seem to tell their times in another zone than the panel says. Nothing in a receipt shows it,
 * but the count of receipts takes moments: it is asked once for an account, as long as this process runs, with
 * four requests at most. Where the count can't be asked or heeds no time of day, nothing is known, and nothing
 * is said.
 */
export async function doubtTimes(
	call: Call,
	records: readonly unknown[],
): Promise<TimesDoubt | undefined> {
	if (knownToldIn(call) === undefined) {
		const found = await lookAt(call, records);
		// What a canceled execution couldn't ask, the next one may.
		const isCanceled = signalOf(call.host, {})?.aborted === true;
		if (found && !isCanceled) keepToldIn(call, found);
	}
	return doubtOf(call, 'receipts');
}

/** Undefined where the records show nothing, so that nothing was asked. */
async function lookAt(call: Call, records: readonly unknown[]): Promise<ToldIn | undefined> {
	const { timeZone } = call.input;
	const readings = recordsIn(records.slice(-MOST_SAMPLED)).flatMap((record) =>
		read(record, timeZone),
	);
	// No receipt is of the future.
	if (readings.some(({ inUtc }) => inUtc > call.now() + CLOCKS_DIFFER)) return 'shop';
	const asked = readings
		.filter((one) => isOfOneDay(one, timeZone) && isAlone(one, readings))
		.slice(-ASKED);
	if (asked.length === 0) return undefined;
	return await call
		.once(`times by count beside ${timeZone}`, async () => await countEach(call, asked))
		.catch(() => undefined);
}

/** What the count says of some receipts. */
async function countEach(call: Call, asked: readonly Readings[]): Promise<ToldIn> {
	const { timeZone } = call.input;
	const found: ToldIn[] = [];
	for (const one of asked) {
		const inShop = await countAt(call, one, aroundInUtc(one.inShop));
		const inUtc =
			inShop === undefined
				? undefined
				: await countAt(call, one, aroundByClock(one.inUtc, timeZone));
		if (inShop === undefined || inUtc === undefined) return 'unknown';
		if (inShop > 0 && inUtc === 0) return 'shop';
		found.push(inShop === 0 && inUtc > 0 ? 'utc' : 'unknown');
	}
	return found.every((one) => one === 'utc') ? 'utc' : 'unknown';
}

/** The time of a receipt that names no zone, where both clocks differ. */
function read(record: IDataObject, timeZone: string): Readings[] {
	const { created } = record;
	if (typeof created !== 'string' || !LOCAL_TIME.test(created) || !hasTimeOfDay(created)) return [];
	const inShop = momentOf(created, timeZone);
	const inUtc = momentOf(created, 'UTC');
	if (inShop === undefined || inUtc === undefined || inShop === inUtc) return [];
	return [{ inShop, inUtc, register: registerOf(record) }];
}

/** Whether all that is asked is of one day, in whichever zone: a count may round what it is asked to days. */
function isOfOneDay({ inShop, inUtc }: Readings, timeZone: string): boolean {
	const faces = [
		...[inShop, inUtc].map((moment) => new Date(moment).toISOString()),
		...[inShop, inUtc].map((moment) => aroundByClock(moment, timeZone).dateTo),
	];
	const days = faces.map((face) => face.slice(0, 'yyyy-mm-dd'.length));
	return new Set(days).size === 1;
}

/** Whether no other receipt is known at either time. */
function isAlone(one: Readings, all: readonly Readings[]): boolean {
	const isNear = (a: EpochMs, b: EpochMs) => Math.abs(a - b) <= 2 * SECOND;
	return all.every(
		(other) =>
			other === one ||
			(other.register !== one.register && one.register !== undefined) ||
			!(
				isNear(one.inShop, other.inShop) ||
				isNear(one.inUtc, other.inShop) ||
				isNear(one.inShop, other.inUtc)
			),
	);
}

/**
 * How many receipts of a register there are in a span; undefined where the count can't be asked, or gives no
 * number: nothing depends on it.
 * @throws AbortError where there is no time to ask now
 */
async function countAt(
	call: Call,
	{ register }: Readings,
	around: AroundMoment,
): Promise<number | undefined> {
	const isOfAll = call.authentication.value === 'accountToken';
	const id = Number(register ?? NaN);
	const query = { ...around, ...(isOfAll && Number.isInteger(id) ? { cashRegisterId: id } : {}) };
	const path = '/receipts/count';
	const answer = call.send({ method: 'GET', path, query, isAside: true });
	return await answer.then(readCount).catch(async (error: unknown) => {
		if (error instanceof AbortError) return await Promise.reject(error);
		return undefined;
	});
}
