/** Whose clock a receipt's time is, found out by counting what is there at such a time. */
import type { IDataObject } from 'n8n-workflow';
import { isRefusal } from '../../shared/check/desk';
import type { Desk } from '../../shared/check/desk';
import { counted, differs, holds, unanswered, unclear } from '../../shared/check/findings';
import type { Assumption, Finding } from '../../shared/check/types';
import { LOCAL_TIME } from '../../shared/run/windows';
import { toLocalDay } from '../../shared/values/dates';
import { momentOf } from '../../shared/values/shopTime';
import type { EpochMs, Milliseconds } from '../../shared/values/units';
import { keepToldIn } from '../../shared/run/toldIn';
import { readCount } from '../answers';
import { aroundByClock, aroundInUtc } from '../books/countedTimes';
import type { AroundMoment } from '../books/countedTimes';
import { LATER, sampleReceipts } from './sample';

const SECOND: Milliseconds = 1000;
/** Receipts whose moment is asked for: another one may happen to be there. */
const ASKED = 2;

/** A receipt's time is counted where the till had it. */
export const createdZone: Assumption = {
	name: 'timeZone',
	question: "The time of a receipt (created) is the till's own, without a zone (Times Are Told In)",
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered('Kassandro', sample, LATER);
		const { records } = sample.value;
		const times = records.map(({ created }) => created).filter((time) => typeof time === 'string');
		const local = times.filter((time) => LOCAL_TIME.test(time));
		if (local.length < records.length) {
			return differs(
				`${records.length - local.length} of ${counted(records.length, 'receipt')} have a time that names its zone, or none.`,
				'The node takes the zone that is named. Please send the report.',
			);
		}
		const asked = [...new Set(local)].slice(-ASKED);
		if (asked.length === 0) return unclear('No receipts came.', LATER);
		const zone = desk.call.input.timeZone;
		const inShop = await countAt(desk, asked, zone, aroundInUtc);
		if (inShop === undefined) {
			return unclear('The count gave no number for the times of receipts.', 'See "count".');
		}
		if (inShop === asked.length) return await heedsTimes(desk, asked, records);
		const byClock = (moment: EpochMs) => aroundByClock(moment, zone);
		const inUtc = await countAt(desk, asked, 'UTC', byClock);
		const found = `Of ${counted(asked.length, 'receipt')}, ${inShop} were counted at their time in the shop's zone, ${inUtc ?? 0} in UTC.`;
		if (inUtc === asked.length) {
			keepToldIn(desk.call, 'utc');
			return differs(
				found,
				'Receipts are read one or two hours off, and what is sold in the first one or two hours after midnight stands on the day before. Choose UTC for "Times Are Told In" under Options of each operation and trigger: times and days are right then. Please send the report.',
			);
		}
		return unclear(
			found,
			'Choose the zone of the shop for "Time Zone" under Options of this check, if it is another one, and check again.',
		);
	},
};

/** A count that doesn't heed its range to the second finds receipts at any time, and tells nothing of zones. */
async function heedsTimes(
	desk: Desk,
	asked: readonly string[],
	records: readonly IDataObject[],
): Promise<Finding> {
	const found = `${counted(asked.length, 'receipt')} were counted at their time in the shop`;
	const quiet = quietMoment(desk, asked, records);
	const there = quiet === undefined ? undefined : await countIn(desk, aroundInUtc(quiet));
	if (there === 0) {
		keepToldIn(desk.call, 'shop');
		return holds(`${found}, and none at a time that no receipt has.`);
	}
	return unclear(
		there === undefined
			? `${found}; no other time could be asked.`
			: `${found}, and ${there} at a time that no receipt of the list has.`,
		'The count may not heed the time of day, so it shows nothing of zones. Compare the time of a receipt with the till, and check again after more sales.',
	);
}

const HOUR: Milliseconds = 3_600_000;
const HOURS_OFF = [-2, 2, -3, 3, -4, 4];

/**
 * A moment on the day of a receipt at which none was, as far as is known: that of its time in UTC, or some
 * hours off. On the same day, because a count may round its range to days.
 */
function quietMoment(
	{ call }: Desk,
	asked: readonly string[],
	records: readonly IDataObject[],
): EpochMs | undefined {
	const { timeZone: zone } = call.input;
	const known = records.map(({ created }) => momentOf(created, zone));
	const isQuiet = (moment: EpochMs) =>
		known.every((one) => one === undefined || Math.abs(one - moment) > 2 * SECOND);
	const candidates = asked.flatMap((time) => {
		const moment = momentOf(time, zone);
		if (moment === undefined) return [];
		return [momentOf(time, 'UTC'), ...HOURS_OFF.map((hours) => moment + hours * HOUR)]
			.filter((other) => other !== undefined)
			.filter((other) => toLocalDay(other, zone) === toLocalDay(moment, zone));
	});
	return candidates.find(isQuiet);
}

/** How many of some times have a receipt, by the count; undefined where it can't be asked. */
async function countAt(
	desk: Desk,
	times: readonly string[],
	zone: string,
	around: (moment: EpochMs) => AroundMoment,
): Promise<number | undefined> {
	let found = 0;
	for (const time of times) {
		const moment = momentOf(time, zone);
		const count = moment === undefined ? undefined : await countIn(desk, around(moment));
		if (count === undefined) return undefined;
		if (count > 0) found += 1;
	}
	return found;
}

async function countIn(desk: Desk, around: AroundMoment): Promise<number | undefined> {
	const looked = await desk.get('/receipts/count', { ...around });
	return isRefusal(looked) ? undefined : readCount(looked.value);
}
