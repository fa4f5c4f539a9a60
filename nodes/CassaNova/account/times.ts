/** Which days and times CassaNova means: ends of ranges, the zone of receipts and closings. */
import { counted, differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Desk } from '../../shared/check/desk';
import type { Assumption, Finding } from '../../shared/check/types';
import { keepTo } from '../../shared/run/learnTo';
import { keepToldIn } from '../../shared/run/toldIn';
import { addDays } from '../../shared/values/dates';
import { momentOf } from '../../shared/values/shopTime';
import { isMoment, isUtc, zoneOfTimes } from '../books/zoneOfTimes';
import type { Day } from '../../shared/values/units';
import { documentDates } from '../fields';
import {
	LATER,
	dayOf,
	documentsQuery,
	endsOf,
	lastDays,
	receiptsOf,
	recordsOf,
	sampleReceipts,
} from './sample';

const NAME = 'CassaNova';
const CAUTIOUS = 'The node reads a day more to be sure. Nothing to do.';

const toIncludesDay: Assumption = {
	name: 'toIncludesDay',
	question: 'A range of days includes its last day (datetimeTo)',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const day = dayOf(desk, sample.value);
		if (day === undefined) {
			return unclear('No receipt of an afternoon came.', `The node reads a day more. ${LATER}`);
		}
		return await lookAtEndsWith(desk, day);
	},
};

/** Days of the longest range that a list is asked for: what is learnt is used for those. */
const LONGEST = 3;

/** A server may mean a day by a range of it alone, and leave out the last one of all others. */
async function lookAtEndsWith(desk: Desk, day: Day): Promise<Finding> {
	const one = await receiptsOf(desk, { from: day, to: day });
	if (isRefusal(one)) return unanswered(NAME, one, CAUTIOUS);
	const several = await endsOf(desk, { from: addDays(day, 1 - LONGEST), to: day });
	if (isRefusal(several)) return unanswered(NAME, several, CAUTIOUS);
	// One of the morning may be there because CassaNova counts days in another zone.
	const [isAlone, isLast] = [one, several].map(({ value }) => dayOf(desk, value) === day);
	const found = `A range of one day gave ${counted(one.value.records.length, 'receipt')}; one of ${LONGEST} days gave ${isLast ? 'receipts' : 'none'} of its last day.`;
	if (isAlone && isLast) {
		keepTo(desk.call, documentDates.window, true);
		return holds(found, 'From now on, documents are read without the day after. Nothing to do.');
	}
	keepTo(desk.call, documentDates.window, false);
	if (isAlone && !several.value.isWhole)
		return unclear(`${found} Not all were looked at.`, CAUTIOUS);
	return differs(
		found,
		'The node reads a day more and drops what lies outside: lists and books are right. Reports of CassaNova itself (Report, Reconcile) may lack their last day: compare one with the portal.',
	);
}

/** Fewer receipts may all have been handed in late. */
const FEWEST = 3;

const timeZone: Assumption = {
	name: 'timeZone',
	question:
		"The time of a document (datetime) is the shop's own, without a zone (Times Are Told In)",
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const { records } = sample.value;
		const named = records.filter(({ datetime }) => isMoment(datetime)).length;
		if (named > 0) {
			return differs(
				`${named} of ${counted(records.length, 'receipt')} name the zone of their time.`,
				'The node takes the zone that is named. Compare the first and the last receipt of a day with the portal, and please send the report.',
			);
		}
		const { timeZone: chosen } = desk.call.input;
		const { count, zone } = zoneOfTimes(records, chosen);
		const compared = `The times of ${counted(count, 'receipt')} were compared with when CassaNova recorded them`;
		if (count < FEWEST) return unclear(`${compared}: too few.`, LATER);
		if (isUtc(chosen) && zone === 'shop') {
			return differs(
				`${compared}: they fit UTC, which is chosen for "Time Zone".`,
				'If the shop is in another zone, choose that one for "Time Zone", and UTC for "Times Are Told In" under Options of each operation and trigger: otherwise what is sold in the first one or two hours after midnight stands on the day before.',
			);
		}
		if (zone !== 'unknown') keepToldIn(desk.call, zone);
		if (zone === 'shop') return holds(`${compared}: they fit the shop's zone.`);
		if (zone === 'utc') {
			return differs(
				`${compared}: they fit UTC.`,
				'Receipts are read one or two hours off, and what is sold in the first one or two hours after midnight stands on the day before. Choose UTC for "Times Are Told In" under Options of each operation and trigger: times and days are right then. Please send the report.',
			);
		}
		return unclear(
			`${compared}: most of them fit neither the shop's zone nor UTC, or were handed in late.`,
			'Choose the zone of the shop for "Time Zone" under Options of this check, if it is another one, and check again.',
		);
	},
};

const closingTimes: Assumption = {
	name: 'closingTimes',
	question: 'The time of a closing (date) is UTC, and says so',
	look: async (desk) => {
		const looked = await desk.get('/reconciliations', documentsQuery(lastDays(desk)));
		if (isRefusal(looked))
			return unanswered(NAME, looked, 'Closings are not used for anything else.');
		const closings = recordsOf(looked.value, 'reconciliations');
		desk.keepShape('reconciliations', closings);
		if (closings.length === 0) return unclear('No closings came.', LATER);
		const saying = closings.filter(({ date }) => isMoment(date));
		const readable = closings.filter(({ date }) => momentOf(date, 'UTC') !== undefined);
		const found = `${saying.length} of ${counted(closings.length, 'closing')} say which moment they mean, ${readable.length} can be read.`;
		if (saying.length === closings.length) return holds(found);
		return differs(
			found,
			readable.length === closings.length
				? 'Their time is taken for UTC all the same: compare one with the portal. Where it is one or two hours off, please send the report.'
				: 'Closings whose time cannot be read are not dropped from a list, whatever their day. Please send the report.',
		);
	},
};

/** The checks of this file, in the order in which they are looked at. */
export const timeAssumptions: Assumption[] = [toIncludesDay, timeZone, closingTimes];
