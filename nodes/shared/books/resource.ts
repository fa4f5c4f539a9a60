/** The resource `accounting`, which systems with receipts have in common: receipts, bookings, reconciliation. */
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { AccountingReceipt } from './receipt';
import { InputError } from '../table/inputError';
import { within } from '../table/fields';
import { filterSteps, inTurns, mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { ShopClock } from '../values/shopTime';
import type { DayRange } from '../table/request';
import type {
	ActionCall,
	Call,
	Endpoint,
	Field,
	ItemsWithFiles,
	OutputSpec,
	Resource,
} from '../table/types';
import { bookOf } from './book';
import type { Books, Confirmed } from './book';
import { bookedNumber } from './facts';
import { inOrder } from './order';
import { accountsField, readAccounts } from './panel/accounts';
import { checkDatev, datevOptions } from './panel/datev';
import { readMapping } from './panel/mapping';
import { commonOptions, earlierSummary, receiptNumbers } from './panel/options';
import {
	fileFields,
	groupByField,
	includeSummary,
	readRowsPer,
	rowsPerField,
} from './panel/output';
import { periodFields, readClock, readPeriod } from './panel/period';
import type { MappingSpec } from './panel/mapping';
import { writeBookings } from './files';
import type { Mapping } from './mapping';
import { isWithin } from './period';
import { problemsOfComparisons, problemsOfReceipts } from './problems';
import { differingFirst } from './reconciliation';
import type { Reconciliation } from './reconciliation';
import { rowsOf } from './rows';
import { findNumbers } from './missingNumbers';
import type { Numbers } from './missingNumbers';
import { toSequences } from './sequences';
import { BookingFileError } from './types';
import type { Booking, BookingSummary, EarlierSummary, FileFormat, Grouping } from './types';
import { vatTotals } from './vatTotals';
import { numberIn, textIn, textsIn } from '../table/checked';

/** What the user asked for, ready to be read. */
export interface Wanted {
	/** Business days, both included. */
	period: DayRange;
	clock: ShopClock;
	mapping: Mapping;
}

/** What distinguishes one system's accounting from the others'. */
export interface BooksSource {
	/** The first call of every reading, for the list of operations. */
	route: string;
	doc: string;
	timeZone: string;
	/** The country's usual VAT rates, the most usual one first. */
	rates: readonly string[];
	filters: Field[];
	/** Ways to authenticate that can't filter: they see one register only, and `without` says so. */
	unfiltered?: string[];
	without?: OutputSpec['without'];
	options?: Field[];
	mapping: MappingSpec;
	/** What is compared when books are reconciled, for the list of operations. */
	reconciles: string;
	/** Reads every fiscal document of a period, and what lies beside it. */
	read: (call: Call, wanted: Wanted) => Promise<Books>;
	/** Asks for missing numbers one by one: some turn out to belong to other days. */
	confirm?: (call: Call, numbers: Numbers, wanted: Wanted) => Promise<Confirmed>;
	/** One entry per comparison, in any order. */
	reconcile: (call: ActionCall, wanted: Wanted) => Promise<Reconciliation[]>;
}

/**
 * The resource with its three operations.
 * @throws (the operations) InputError for what the panel or a file's format can't take, NodeApiError for
 * what can't be read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export function accountingResource(source: BooksSource): Resource {
	const { timeZone, filters, mapping, options = [], unfiltered = [], without } = source;
	const endpoint = (
		words: Pick<Endpoint, 'name' | 'value' | 'action' | 'description' | 'check' | 'run'>,
		fields: Field[],
	): Endpoint => {
		const all = [...periodFields(timeZone), ...fields, ...commonOptions(timeZone, mapping)];
		const plain = { fields: all, output: { without } };
		return {
			...words,
			reads: true,
			route: source.route,
			doc: source.doc,
			fields: [...all, ...within('filters', filters)],
			...(unfiltered.length === 0
				? {}
				: { variants: Object.fromEntries(unfiltered.map((value) => [value, plain])) }),
		};
	};
	return {
		name: 'Accounting',
		value: 'accounting',
		description: 'Business days that your accountant can book',
		endpoints: [
			endpoint(
				{
					name: 'Get Bookings',
					value: 'getBookings',
					action: 'Get bookings',
					description:
						'Get bookings per VAT rate and means of payment for a period, as items or as a file',
					check: checkDatev,
					run: async (call) => await getBookings(call, source),
				},
				[
					groupByField,
					...fileFields,
					accountsField(source.rates),
					...includeSummary,
					...datevOptions,
					...earlierSummary,
				],
			),
			endpoint(
				{
					name: 'Get Receipts',
					value: 'getReceipts',
					action: 'Get accounting receipts',
					description:
						'Get all fiscal documents of business days, for books (single receipts: Receipt > Get Many)',
					run: async (call) => await getReceipts(call, source),
				},
				[rowsPerField, ...receiptNumbers, ...within('options', options)],
			),
			endpoint(
				{
					name: 'Reconcile',
					value: 'reconcile',
					action: 'Reconcile receipts',
					description: source.reconciles,
					run: async (call) => await reconcile(call, source),
				},
				[],
			),
		],
	};
}

async function reconcile(call: ActionCall, source: BooksSource): Promise<IDataObject[]> {
	const compared = await source.reconcile(call, readWanted(call));
	tell(call, problemsOfComparisons(compared));
	return differingFirst(compared).map((comparison) => ({ ...comparison }));
}

function tell(call: Call, problems: readonly string[]): void {
	for (const problem of problems) call.hint(problem);
}

/** What the panel says, checked; nothing was sent yet. */
function readWanted({ input, now }: Call): Wanted {
	return {
		period: readPeriod(input, now()),
		clock: readClock(input),
		mapping: readMapping(input),
	};
}

async function getReceipts(call: Call, source: BooksSource): Promise<IDataObject[]> {
	const wanted = readWanted(call);
	const { receipts } = await source.read(call, wanted);
	const numbers = textsIn(call.input.options, 'receiptNumbers');
	const isAsked = (receipt: AccountingReceipt) =>
		isWithin(receipt.businessDay, wanted.period) &&
		(numbers?.some((number) => hasNumber(receipt, number)) ?? true);
	const chosen = function* (): Steps<IDataObject[]> {
		const asked = yield* inOrder(yield* filterSteps(receipts, isAsked));
		tell(call, yield* problemsOfReceipts(asked));
		return yield* rowsOf(asked, readRowsPer(call.input));
	};
	return await inTurns(call, chosen());
}

/** As the system counts it, or as it stands on paper with or without the date. */
function hasNumber(receipt: AccountingReceipt, number: string): boolean {
	return [receipt.number, receipt.displayNumber, bookedNumber(receipt)].includes(number);
}

async function getBookings(
	call: ActionCall,
	source: BooksSource,
): Promise<IDataObject[] | ItemsWithFiles> {
	const wanted = readWanted(call);
	const format = call.input.options.fileFormat;
	const asOf = DateTime.fromMillis(call.now(), { zone: wanted.clock.timeZone });
	const books = await source.read(call, wanted);
	const earlier = call.input.options.earlierSummary as EarlierSummary | undefined;
	const sequences = await inTurns(call, toSequences([...books.receipts, ...books.others]));
	const found = await inTurns(call, findNumbers(sequences, wanted.period, earlier));
	const numbers = source.confirm
		? await source.confirm(call, found, wanted)
		: { ...found, found: [] };
	const booking = bookOf(books, {
		period: wanted.period,
		clock: wanted.clock,
		accounts: readAccounts(call.input),
		groupBy: call.input.options.groupBy as Grouping,
		asOf: asOf.toISO() ?? '',
		sequences,
		numbers,
		earlier,
	});
	const { bookings, summary, problems } = await inTurns(call, booking);
	const withSummary = call.input.options.includeSummary === true;
	const isAlone = format === 'vatTotals' || (format === 'items' && !withSummary);
	tell(call, problems.length > 0 && isAlone ? [...problems, SEE_SUMMARY] : problems);
	switch (format) {
		case 'items':
			return await toItems(call, bookings, withSummary ? [summary] : []);
		case 'summary':
			return await toItems(call, [summary]);
		case 'vatTotals':
			return await toItems(call, vatTotals(bookings, wanted.period));
		default:
			return await toFile(call, format as FileFormat, bookings, summary);
	}
}

const SEE_SUMMARY =
	'All of them, with the reasons, stand in the summary: choose "Output: Summary" to see it.';

/** @param last what follows them, in columns of its own */
async function toItems(
	call: Call,
	rows: readonly object[],
	last: readonly object[] = [],
): Promise<IDataObject[]> {
	return await inTurns(
		call,
		mapSteps([...rows, ...last], (row): IDataObject => ({ ...row })),
	);
}

/** One item: the summary, and the file beside it. */
async function toFile(
	call: ActionCall,
	format: FileFormat,
	bookings: Booking[],
	summary: BookingSummary,
): Promise<ItemsWithFiles> {
	const { options } = call.input;
	// What takes back a receipt of the period may be booked after it.
	const to = bookings.reduce((last, { date }) => (date > last ? date : last), summary.to);
	const writing = writeBookings(format, bookings, {
		from: summary.from,
		to,
		createdAt: summary.asOf,
		consultant: textIn(options, 'datevConsultant'),
		client: textIn(options, 'datevClient'),
		fiscalYearStart: textIn(options, 'datevFiscalYearStart'),
		accountLength: numberIn(options, 'datevAccountLength'),
	});
	const written = await inTurns(call, writing).catch((error: unknown) => refuse(error));
	const { content, fileName, mimeType, remarks } = written;
	tell(call, remarks);
	const { helpers } = call.host;
	const file = await helpers.prepareBinaryData(content, fileName, mimeType);
	const json = { ...summary, fileName, remarks };
	return { withFiles: [{ json, binary: { [String(options.binaryPropertyName)]: file } }] };
}

/** What a format can't hold is for the user to correct; everything else passes as it is. */
function refuse(error: unknown): never {
	if (!(error instanceof BookingFileError)) throw error;
	throw new InputError('Output', `can't hold these bookings: ${error.message}`, error.advice);
}
