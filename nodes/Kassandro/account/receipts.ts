/** How Kassandro's receipts are found, counted and added up. */
import { counted, differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Desk, Looked } from '../../shared/check/desk';
import { receiptFieldsOf } from '../../shared/check/receiptFields';
import type { Assumption } from '../../shared/check/types';
import { isUnreadable, readOrList } from '../../shared/books/unreadable';
import { addDays, endOfDay, startOfDay } from '../../shared/values/dates';
import { inTurns, mapSteps } from '../../shared/values/inTurns';
import { recordsIn } from '../../shared/values/records';
import type { Day } from '../../shared/values/units';
import { numberCancelledBy, readCount, readListItems, readReceiptIn } from '../answers';
import { tellUnread, toAccountingReceipt } from '../books/accounting';
import { RECEIPT_FIELDS } from './described';
import { LATER, dayOf, receiptsOf, receiptsQuery, recordsOn, sampleReceipts } from './sample';
import type { Sample } from './sample';
import { createdZone } from './createdZone';

const NAME = 'Kassandro';
const NO_AFTERNOON = 'No receipt of an afternoon came.';

const lastDay: Assumption = {
	name: 'lastDay',
	question: 'A range of days includes its last day',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const day = dayOf(desk, sample.value);
		if (day === undefined) return unclear(NO_AFTERNOON, LATER);
		const looked = await receiptsOf(desk, { from: day, to: day });
		if (isRefusal(looked)) return unanswered(NAME, looked, LATER);
		const own = recordsOn(desk, looked.value, day);
		const found = `A range of one day gave ${counted(looked.value.records.length, 'receipt')}, ${own.length} of the day.`;
		if (own.length > 0) return holds(found);
		return differs(
			found,
			desk.call.authentication.value === 'accountToken'
				? 'The node reads a day more and drops what lies outside: lists and books are right. Nothing to do.'
				: 'The last moment of a day is asked for, and its receipts do not come: lists and books may lack the last day. Compare one with the till, and please send the report.',
		);
	},
};

const count: Assumption = {
	name: 'count',
	question: 'The count of receipts (Receipt > Count) is that of the list',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const day = dayOf(desk, sample.value);
		if (day === undefined) return unclear(NO_AFTERNOON, LATER);
		const { timeZone: zone } = desk.call.input;
		const listed = await listOfDay(desk, day);
		if (isRefusal(listed)) return unanswered(NAME, listed, LATER);
		const own = recordsOn(desk, listed.value, day).length;
		if (own === 0) {
			return unclear(
				'The list of a day holds none of its receipts.',
				'See "lastDay" and "timeZone".',
			);
		}
		const query = { dateFrom: startOfDay(day, zone), dateTo: endOfDay(day, zone) };
		const looked = await desk.get('/receipts/count', query);
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Triggers read the list all the same.');
		const theirs = readCount(looked.value);
		if (theirs === undefined) {
			return differs(
				'The answer to the count holds no single number.',
				'Receipt > Count and Accounting > Reconcile stop with an error. Please send the report.',
			);
		}
		const found = `The list of a day holds ${own}${listed.value.isCut ? ' or more' : ''}, the count says ${theirs}.`;
		if (listed.value.isCut ? theirs >= own : theirs === own) return holds(found);
		return differs(
			found,
			'The trigger reads the list in full once an hour all the same. Where "timeZone" differs as well, it may be because of that. Accounting > Reconcile tells which receipts are counted and not listed.',
		);
	},
};

/** The list with all receipts of a day: where ranges leave their last day out, a day further is asked for. */
async function listOfDay(desk: Desk, day: Day): Promise<Looked<Sample>> {
	const ofDay = await receiptsOf(desk, { from: day, to: day });
	if (isRefusal(ofDay) || recordsOn(desk, ofDay.value, day).length > 0) return ofDay;
	return await receiptsOf(desk, { from: day, to: addDays(day, 1) });
}

const paging: Assumption = {
	name: 'paging',
	question: 'The first receipt of a list is number 0 (offset=0)',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const { records, days } = sample.value;
		const [first, second] = records;
		if (!first || !second) {
			return unclear(`${counted(records.length, 'receipt')} came: it takes two.`, LATER);
		}
		const query = receiptsQuery(desk, days, { limit: 1, offset: 1 });
		const looked = await desk.get('/receipts', query);
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Nothing to do.');
		const [next] = recordsIn(readListItems(looked.value));
		if (next?._id === second._id) return holds('offset=1 gave the second receipt.');
		if (next?._id !== first._id) {
			return unclear(
				'offset=1 gave another receipt than the first and the second.',
				'The list may have changed meanwhile: check again.',
			);
		}
		return differs(
			'offset=1 gave the first receipt, as offset=0 does.',
			'The node drops what comes twice; where a receipt is missing, reading ends with an error that says so. Please send the report.',
		);
	},
};

const references: Assumption = {
	name: 'references',
	question:
		'Texts of a receipt (customText) come back with the list: by them a receipt is found again',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const { records } = sample.value;
		const having = records.filter(({ customText }) => customText !== undefined);
		const read = having.filter(({ customText }) =>
			recordsIn(customText).some(
				({ label, value }) => typeof label === 'string' && value !== undefined,
			),
		).length;
		const found = `${having.length} of ${counted(records.length, 'receipt')} have customText, ${read} with label and value.`;
		if (read > 0) return holds(found);
		return unclear(
			found,
			'Print one receipt with an order number, then check again. Where texts do not come back, the node cannot find a receipt whose answer got lost: it stops and says so instead of printing twice.',
		);
	},
};

const byNumber: Assumption = {
	name: 'byNumber',
	question: 'A receipt is found by its number, and is the one that the list has',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const { records } = sample.value;
		const receipt = records.at(-1);
		const number = receipt?.receiptNumber;
		if (!receipt || (typeof number !== 'string' && typeof number !== 'number')) {
			return unclear('No receipt with a number came.', LATER);
		}
		const path = `/receipts/${encodeURIComponent(number)}`;
		const looked = await desk.get(path, {}, '/receipts/{receiptNumber}');
		if (isRefusal(looked)) {
			return unanswered(
				NAME,
				looked,
				'Originals of cancellations are looked for in the list only.',
			);
		}
		const one = readReceiptIn(looked.value);
		if (one?._id === receipt._id && one?._id !== undefined) {
			return holds('The receipt with the number is the one of the list.');
		}
		return differs(
			one ? 'Another receipt has the number.' : 'The answer holds no receipt.',
			'Registers may share their numbers: with an account token, look a receipt up in the list of its register. Please send the report.',
		);
	},
};

const linesAddUp: Assumption = {
	name: 'linesAddUp',
	question: 'The lines of a receipt add up to its price, and to what each line states (priceAll)',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		// A cancellation may be the mirror of a receipt that isn't here.
		const own = sample.value.records.filter((record) => numberCancelledBy(record) === undefined);
		if (own.length === 0) return unclear('No receipts came.', LATER);
		const { call } = desk;
		const clock = { timeZone: call.input.timeZone, dayEndsAt: '00:00' };
		const reading = mapSteps(own, (record) =>
			readOrList(
				call,
				record,
				clock,
				() => toAccountingReceipt(record, clock),
				() => tellUnread(record, clock),
			),
		);
		const receipts = await inTurns(call, reading);
		const unreadable = receipts.filter(isUnreadable).length;
		const off = receipts.filter(({ checks }) => !checks.balanced).length - unreadable;
		const found = `${off} of ${counted(own.length, 'receipt')} are not balanced; ${unreadable} cannot be read.`;
		if (off + unreadable === 0) return holds(found);
		return differs(
			found,
			'Bookings show what does not agree and never hide it. Run Accounting > Reconcile for a month: it names each receipt. Please send the report.',
		);
	},
};

const receiptFields: Assumption = {
	name: 'receiptFields',
	question:
		'Receipts have the fields that the node reads, and none that the document does not name',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		return receiptFieldsOf(sample.value.records, RECEIPT_FIELDS, {
			document: 'the document',
			ifUnknown:
				'Such fields pass through in "Output: Everything as Sent"; nothing else reads them. Please send the report: they may be useful.',
			ifNone: LATER,
		});
	},
};

/** The checks of this file, in the order in which they are looked at. */
export const receiptAssumptions: Assumption[] = [
	receiptFields,
	lastDay,
	createdZone,
	count,
	paging,
	byNumber,
	references,
	linesAddUp,
];
