/** The resource `accounting`, which systems with receipts have in common: receipts, bookings, comparisons. */
import { within } from '../table/fields';
import type { Endpoint, Field, Resource } from '../table/types';
import { bookItems } from './operations/bookItems';
import { compareWithStatement } from './operations/compare';
import { checkFormats, getBookings } from './operations/getBookings';
import { getJournal } from './operations/getJournal';
import { getReceipts } from './operations/getReceipts';
import { reconcileBooks } from './operations/reconcile';
import { chartField, suggestedTable } from './operations/suggestAccounts';
import {
	ACCOUNTS_SOURCE,
	accountsFields,
	FROM_ITEMS,
	readAccounts,
	takesAccountsFromItems,
} from './panel/accounts';
import { addToOptions, checkAddTo } from './panel/addTo';
import { bmdOptions } from './panel/bmd';
import { datevOptions } from './panel/datev';
import { fattureInCloudOptions } from './panel/fattureInCloud';
import { itemOptions } from './panel/items';
import { checkJournal, journalFields, journalOptions, postedAsItems } from './panel/journal';
import { checkOnlyNew, onlyNewOptions } from './panel/onlyNew';
import { commonOptions, earlierSummary, receiptNumbers } from './panel/options';
import { fileFields, groupByField, includeSummary, rowsPerField } from './panel/output';
import { periodFields } from './panel/period';
import { statementFields, statementOptions } from './panel/statement';
import { textOptions } from './panel/texts';
import { withKnownDays } from './operations/knownDays';
import { programOptions } from './panel/programs';
import type { BooksSource } from './source';

/** What makes an operation of accounting. */
type Words = Pick<
	Endpoint,
	'name' | 'value' | 'action' | 'description' | 'check' | 'takesOneList'
> &
	Pick<Required<Endpoint>, 'run'>;

/**
 * The resource with its operations.
 * @throws (the operations) InputError for what the panel or a file's format can't take, NodeApiError for
 * what can't be read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export function accountingResource(source: BooksSource): Resource {
	const {
		timeZone,
		filters,
		mapping,
		options = [],
		unfiltered = [],
		without,
		hasClosings,
		hasTakings,
	} = source;
	const common = commonOptions(timeZone, mapping, hasClosings);
	const endpoint = (words: Words, fields: Field[]): Endpoint => {
		const all = [...periodFields(timeZone, hasClosings), ...fields, ...common];
		const plain = { fields: all, output: { without } };
		return {
			...words,
			run: async (call) => await words.run(await withKnownDays(call, source)),
			reads: true,
			route: source.route,
			doc: source.doc,
			fields: [...all, ...within('filters', filters)],
			...(unfiltered.length === 0
				? {}
				: { variants: Object.fromEntries(unfiltered.map((value) => [value, plain])) }),
		};
	};
	const compare: Endpoint = {
		...endpoint(
			{
				name: 'Compare With Bank or Terminal',
				value: 'compare',
				action: 'Compare with bank or terminal',
				description:
					'Compare what was paid by card with rows of a bank account, terminal or acquirer that come in as items',
				run: async (call) => await compareWithStatement(call, source),
			},
			[...statementFields, ...statementOptions],
		),
		takesOneList: true,
		// A statement that can't be read is refused before closings are.
		run: async (call) => await compareWithStatement(call, source),
	};
	return {
		name: 'Accounting',
		value: 'accounting',
		description: 'Business days that your accountant can book',
		endpoints: [
			bookFromItems(source),
			compare,
			endpoint(
				{
					name: 'Get Bookings',
					value: 'getBookings',
					action: 'Get bookings',
					description:
						'Get bookings per VAT rate and means of payment for a period, as items or as a file',
					takesOneList: [{ parameter: ACCOUNTS_SOURCE, value: FROM_ITEMS }],
					check: (input) => {
						checkOnlyNew(input);
						// What items hold isn't in the input: it is checked when they are read.
						if (!takesAccountsFromItems(input)) checkFormats(input, readAccounts(input));
					},
					run: async (call) => await getBookings(call, source),
				},
				[
					groupByField(hasClosings),
					...fileFields(hasTakings),
					...accountsFields(source.rates, mapping),
					...bookingOptions(hasTakings),
					...onlyNewOptions,
				],
			),
			endpoint(
				{
					name: 'Get Journal',
					value: 'getJournal',
					action: 'Get journal',
					description:
						'Get one balanced entry per business day and register or shop: all, or what is left to post',
					takesOneList: [postedAsItems],
					check: checkJournal,
					run: async (call) => await getJournal(call, source),
				},
				[
					...journalFields,
					// All items of the input are what was posted.
					...accountsFields(source.rates, mapping, false),
					...textOptions,
					...journalOptions,
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
					run: async (call) => await reconcileBooks(call, source),
				},
				[],
			),
			{
				name: 'Suggest Accounts',
				value: 'suggestAccounts',
				action: 'Suggest accounts',
				description:
					'Get a table of accounts to begin with: your groups, payment methods and VAT rates, with the numbers of a chart',
				reads: true,
				...source.wordsFrom,
				fields: [chartField(source.chart)],
				run: async (call) => await suggestedTable(call, source),
			},
		],
	};
}

/** What whoever makes bookings chooses of their texts, summary and formats. */
function bookingOptions(hasTakings = false): Field[] {
	return [
		...includeSummary,
		...textOptions,
		...bmdOptions,
		...datevOptions,
		...(hasTakings ? fattureInCloudOptions : []),
		...programOptions,
		...earlierSummary,
	];
}

/** It asks for nothing: its route is only that of the receipts that items hold. */
function bookFromItems(source: BooksSource): Endpoint {
	const { timeZone, rates, mapping, hasTakings } = source;
	return {
		name: 'Book From Items',
		value: 'bookItems',
		action: 'Book from items',
		description:
			'Make bookings, a journal or files of accounting receipts that come in as items, without asking for anything',
		takesOneList: true,
		reads: true,
		route: source.route,
		doc: source.doc,
		fields: [
			groupByField(true, true),
			...fileFields(hasTakings, true),
			// All items of the input are receipts.
			...accountsFields(rates, mapping, false),
			...bookingOptions(hasTakings),
			...addToOptions,
			...itemOptions(timeZone),
		],
		check: (input) => {
			checkFormats(input, readAccounts(input));
			checkAddTo(input);
		},
		run: async (call) => await bookItems(call, source),
	};
}
