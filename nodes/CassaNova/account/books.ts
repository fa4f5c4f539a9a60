/** Whether CassaNova's receipts add up as accounting assumes, to their own amounts and to its own report. */
import type { IDataObject } from 'n8n-workflow';
import { counted, differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Desk, Looked } from '../../shared/check/desk';
import { receiptFieldsOf } from '../../shared/check/receiptFields';
import type { Assumption, Finding } from '../../shared/check/types';
import type { AccountingReceipt, DocumentType } from '../../shared/books/receipt';
import { isUnreadable, readOrList } from '../../shared/books/unreadable';
import { inTurns, mapSteps } from '../../shared/values/inTurns';
import type { Day } from '../../shared/values/units';
import { isDraft, toAccountingReceipt } from '../books/accounting';
import { less, openOf } from '../books/reconciliation/keys';
import { oursOf, readReport, reportsWith } from '../books/reconciliation/reports';
import { taxRatesOf } from '../books/toReceipts';
import { tellUnread } from '../books/unread';
import { RECEIPT_FIELDS } from './described';
import { LATER, dayOf, RECEIPT_LIST, sampleReceipts, wholeDay, wholeTaxes } from './sample';

const NAME = 'CassaNova';
const RECONCILE = 'Run Accounting > Reconcile for a month: it names each receipt that differs.';

/** Records → receipts, without the names of products and shops: nothing of them is shown. */
async function convert(
	{ call }: Desk,
	records: readonly IDataObject[],
	rates: ReadonlyMap<string, unknown>,
	type: DocumentType = 'receipt',
): Promise<AccountingReceipt[]> {
	const context = { taxRates: rates, timeZone: call.input.timeZone, dayEndsAt: '00:00' };
	const counted = records.filter((record) => !isDraft(record));
	return await inTurns(
		call,
		mapSteps(counted, (record) =>
			readOrList(
				call,
				record,
				context,
				() => toAccountingReceipt(record, context, type),
				() => tellUnread(record, null, type),
			),
		),
	);
}

/** Percentages by tax ID. */
async function ratesOf(desk: Desk): Promise<Looked<ReadonlyMap<string, unknown>>> {
	const taxes = await wholeTaxes(desk);
	return isRefusal(taxes) ? taxes : { value: taxRatesOf(taxes.value) };
}

async function sampleConverted(desk: Desk): Promise<Looked<AccountingReceipt[]>> {
	const [sample, rates] = [await sampleReceipts(desk), await ratesOf(desk)];
	if (isRefusal(sample)) return sample;
	return isRefusal(rates)
		? rates
		: { value: await convert(desk, sample.value.records, rates.value) };
}

const rowsAddUp: Assumption = {
	name: 'rowsAddUp',
	question: 'The rows of a receipt add up to the amount that it states',
	look: async (desk) => {
		const converted = await sampleConverted(desk);
		if (isRefusal(converted)) return unanswered(NAME, converted, LATER);
		const off = ({ checks }: AccountingReceipt) => checks.differenceCents !== 0;
		return adding(
			converted.value,
			off,
			'state another amount than their rows',
			`Bookings show the difference and never hide it. ${RECONCILE} Please send the report.`,
		);
	},
};

const paymentsAddUp: Assumption = {
	name: 'paymentsAddUp',
	question: 'Payments less change, rates and rows of a receipt agree',
	look: async (desk) => {
		const converted = await sampleConverted(desk);
		if (isRefusal(converted)) return unanswered(NAME, converted, LATER);
		const off = ({ checks }: AccountingReceipt) => checks.differenceCents === 0 && !checks.balanced;
		return adding(
			converted.value,
			off,
			'are not balanced though their rows meet their amount',
			`Bookings show what does not agree. ${RECONCILE} "Unmapped" in the summary of the bookings names means of payment that are to be mapped.`,
		);
	},
};

/** How many receipts don't add up; those that can't be read are told apart. */
function adding(
	receipts: readonly AccountingReceipt[],
	isOff: (receipt: AccountingReceipt) => boolean,
	words: string,
	meaning: string,
): Finding {
	if (receipts.length === 0) return unclear('No receipts came.', LATER);
	const unreadable = receipts.filter(isUnreadable).length;
	const off = receipts.filter((receipt) => !isUnreadable(receipt) && isOff(receipt)).length;
	const found = `${off} of ${counted(receipts.length, 'receipt')} ${words}; ${unreadable} cannot be read.`;
	return off + unreadable === 0 ? holds(found) : differs(found, meaning);
}

const taxesKnown: Assumption = {
	name: 'taxesKnown',
	question: 'Each row names a tax (idTax) that the account lists, with its rate',
	look: async (desk) => {
		const converted = await sampleConverted(desk);
		if (isRefusal(converted)) return unanswered(NAME, converted, LATER);
		const lines = converted.value.flatMap((receipt) => receipt.lines);
		const sold = lines.filter(({ type }) => !['rounding', 'unclear'].includes(type));
		const unknown = sold.filter(({ taxRate }) => taxRate === null).length;
		if (sold.length === 0) return unclear('No receipts came.', LATER);
		const found = `${unknown} of ${counted(sold.length, 'row')} have a tax whose rate is not known.`;
		if (unknown === 0) return holds(found);
		return differs(
			found,
			'What they come to is booked as a sale at an unknown rate, so that you see it. A tax may have been deleted in CassaNova: Tax > Get Many lists those that are there.',
		);
	},
};

/** Which further documents a report may hold. */
const CHOICES: DocumentType[][] = [[], ['invoice'], ['creditNote'], ['invoice', 'creditNote']];

const OTHERS = [
	{ type: 'invoice', key: 'invoices', path: '/documents/invoices' },
	{ type: 'creditNote', key: 'creditnotes', path: '/documents/creditnotes' },
] as const;

const soldByTax: Assumption = {
	name: 'soldByTax',
	question: 'The receipts of a day come to what the report "Sales by Tax" says of it, rate by rate',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const day = dayOf(desk, sample.value);
		if (day === undefined) return unclear('No receipt of an afternoon came.', LATER);
		const records = await wholeDay(desk, RECEIPT_LIST, day);
		if (isRefusal(records)) return unanswered(NAME, records, RECONCILE);
		if (dayOf(desk, { records: records.value }) !== day) {
			return unclear('Asked for one day, the list left out its afternoon.', RECONCILE);
		}
		const documents = await documentsOf(desk, day, records.value);
		if (isRefusal(documents)) return unanswered(NAME, documents, RECONCILE);
		return await compareDay(desk, day, documents.value);
	},
};

/** What is known of a day. */
interface Documents {
	receipts: AccountingReceipt[];
	/** Kinds of documents that couldn't be read, or not all of them. */
	unread: DocumentType[];
	/** Percentages by tax ID. */
	rates: ReadonlyMap<string, unknown>;
}

/** All documents of a day whose receipts have been read. */
async function documentsOf(
	desk: Desk,
	day: Day,
	records: readonly IDataObject[],
): Promise<Looked<Documents>> {
	const rates = await ratesOf(desk);
	if (isRefusal(rates)) return rates;
	const receipts = await convert(desk, records, rates.value);
	const unread: DocumentType[] = [];
	for (const { type, ...list } of OTHERS) {
		const looked = await wholeDay(desk, list, day);
		if (isRefusal(looked)) unread.push(type);
		else receipts.push(...(await convert(desk, looked.value, rates.value, type)));
	}
	return { value: { receipts, unread, rates: rates.value } };
}

async function compareDay(
	desk: Desk,
	day: Day,
	{ receipts, unread, rates }: Documents,
): Promise<Finding> {
	const { call } = desk;
	const reports = await desk.read('tax report', 'GET /reports/sold/taxes of one day', async () => {
		const [byTax] = reportsWith(call, rates).list;
		return byTax && { byTax, theirs: await readReport(call, byTax, { from: day, to: day }) };
	});
	if (isRefusal(reports)) return unanswered(NAME, reports, RECONCILE);
	if (!reports.value) return unclear('There is no report.', RECONCILE);
	const { byTax, theirs } = reports.value;
	const differencesOf = async (others: readonly DocumentType[]) => {
		const counts = (receipt: AccountingReceipt) =>
			receipt.documentType === 'receipt' || others.includes(receipt.documentType);
		const ours = await inTurns(call, oursOf(byTax, receipts.filter(counts)));
		return openOf(less(theirs, ours)).filter(([{ check }]) => check === 'tax').length;
	};
	const tills = receipts.filter(({ documentType }) => documentType === 'receipt').length;
	const compared = `${counted(tills, 'receipt')} and ${counted(receipts.length - tills, 'other document')} of a day were compared with the report`;
	for (const others of CHOICES) {
		if ((await differencesOf(others)) > 0) continue;
		const also = others.length === 0 ? '' : `, which counts ${others.join(' and ')} as well`;
		return holds(`${compared}${also}: all rates agree.`);
	}
	const found = `${compared}: ${await differencesOf([])} of its rates differ.`;
	if (unread.length > 0) {
		return unclear(
			`${found} Not all was read: ${unread.join(' and ')}.`,
			`What was not read may be the difference. ${RECONCILE}`,
		);
	}
	return differs(
		found,
		`Bookings follow the receipts, not the report. ${RECONCILE} Please send the report.`,
	);
}

const receiptFields: Assumption = {
	name: 'receiptFields',
	question: 'Receipts have the fields that accounting reads, and none that no document names',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		return receiptFieldsOf(sample.value.records, RECEIPT_FIELDS, {
			document: 'any document',
			ifUnknown:
				'Fields that no document names pass through in "Output: Everything as Sent"; nothing else reads them. Please send the report: they may be useful.',
			ifNone: LATER,
		});
	},
};

/** The checks of this file, in the order in which they are looked at. */
export const bookAssumptions: Assumption[] = [
	receiptFields,
	taxesKnown,
	rowsAddUp,
	paymentsAddUp,
	soldByTax,
];
