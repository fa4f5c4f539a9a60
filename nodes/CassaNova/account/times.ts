/** Which days and times CassaNova means: ends of ranges, the zone of receipts and closings. */
import { counted, differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Assumption } from '../../shared/check/types';
import { keepTo } from '../../shared/run/learnTo';
import { LOCAL_TIME } from '../../shared/run/windows';
import { momentOf } from '../../shared/values/shopTime';
import { zoneOfTimes } from '../books/zoneOfTimes';
import { documentDates } from '../fields';
import { lastDays, documentsQuery, recordsOf, dayOf, receiptsOf, sampleReceipts } from './sample';

const NAME = 'CassaNova';
const LATER = 'Check again when more was sold.';

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
		const looked = await receiptsOf(desk, { from: day, to: day });
		if (isRefusal(looked)) {
			return unanswered(NAME, looked, 'The node reads a day more to be sure. Nothing to do.');
		}
		const { records } = looked.value;
		// One of the morning may be there because CassaNova counts days in another zone.
		const isIncluded = dayOf(desk, looked.value) === day;
		keepTo(desk.call, documentDates.window, isIncluded);
		const found = `A range of one day gave ${counted(records.length, 'receipt')}.`;
		if (isIncluded) {
			return holds(found, 'From now on, documents are read without the day after. Nothing to do.');
		}
		return differs(
			found,
			'The node reads a day more and drops what lies outside: lists and books are right. Reports of CassaNova itself (Report, Reconcile) may lack their last day: compare one with the portal.',
		);
	},
};

/** True for a moment, whether as a number or with its offset. */
const namesZone = (time: unknown): boolean =>
	typeof time === 'number' || (typeof time === 'string' && !LOCAL_TIME.test(time));

/** Fewer receipts may all have been handed in late. */
const FEWEST = 3;

const timeZone: Assumption = {
	name: 'timeZone',
	question: "The time of a document (datetime) is the shop's own, without a zone (Time Zone)",
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const { records } = sample.value;
		const named = records.filter(({ datetime }) => namesZone(datetime)).length;
		if (named > 0) {
			return differs(
				`${named} of ${counted(records.length, 'receipt')} name the zone of their time.`,
				'The node takes the zone that is named. Compare the first and the last receipt of a day with the portal, and please send the report.',
			);
		}
		const { count, zone } = zoneOfTimes(records, desk.call.input.timeZone);
		const compared = `The times of ${counted(count, 'receipt')} were compared with when CassaNova recorded them`;
		if (count < FEWEST) return unclear(`${compared}: too few.`, LATER);
		if (zone === 'shop') return holds(`${compared}: they fit the shop's zone.`);
		if (zone === 'utc') {
			return differs(
				`${compared}: they fit UTC.`,
				'Receipts would be read one or two hours off, and those around midnight on another day. Choose UTC for "Time Zone" under Options of each operation, and please send the report.',
			);
		}
		return unclear(
			`${compared}: they fit neither the shop's zone nor UTC.`,
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
		const saying = closings.filter(({ date }) => typeof date === 'string' && /Z|\+00/.test(date));
		const readable = closings.filter(({ date }) => momentOf(date, 'UTC') !== undefined);
		const found = `${saying.length} of ${counted(closings.length, 'closing')} say that their time is UTC, ${readable.length} can be read.`;
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
