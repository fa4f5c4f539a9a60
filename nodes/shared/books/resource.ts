/** The resource `accounting`, which systems with receipts have in common: receipts, bookings, reconciliation. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { AccountingReceipt } from '../accounting';
import { InputError } from '../errors';
import { within } from '../fields';
import type { ShopClock } from '../shopTime';
import type { Call, DayRange, Endpoint, Field, ItemsWithFiles, Resource } from '../types';
import { buildBookings, clearingCents, inOrder } from './bookings';
import {
	accountsField,
	commonOptions,
	datevOptions,
	fileFields,
	groupByField,
	periodFields,
	readAccounts,
	readClock,
	readMapping,
	readPeriod,
} from './fields';
import type { MappingSpec } from './fields';
import { writeBookings } from './files';
import type { Mapping } from './mapping';
import { isWithin } from './period';
import { findGaps, findLate } from './sequences';
import type { Gap, Numbered } from './sequences';
import { summarize } from './summary';
import { BookingFileError } from './types';
import type { Booking, BookingSummary, FileFormat, Grouping } from './types';

/** What the user asked for, ready to be read. */
export interface Wanted {
	/** Business days, both included. */
	period: DayRange;
	clock: ShopClock;
	mapping: Mapping;
}

/** What was read for a period. */
export interface Books {
	/** Of the period, and of the days beside it that had to be read. */
	receipts: AccountingReceipt[];
	/** Documents that don't count but have numbers. */
	others: Numbered[];
}

/** What distinguishes one system's accounting from the others'. */
export interface BooksSource {
	/** The first call of every reading, for the list of operations. */
	route: string;
	doc: string;
	timeZone: string;
	filters: Field[];
	/** Ways to authenticate that can't filter: they see one register only. */
	unfiltered?: string[];
	options?: Field[];
	mapping: MappingSpec;
	/** What is compared when books are reconciled, for the list of operations. */
	reconciles: string;
	/** Reads every fiscal document of a period, and what lies beside it. */
	read: (call: Call, wanted: Wanted) => Promise<Books>;
	/** Takes numbers out of gaps that turn out to belong to other days. */
	confirm?: (call: Call, gaps: Gap[], wanted: Wanted) => Promise<Gap[]>;
	/** One item per comparison. */
	reconcile: (call: Call, wanted: Wanted) => Promise<IDataObject[]>;
}

/** The three operations. */
export function accountingResource(source: BooksSource): Resource {
	const { timeZone, filters, mapping, options = [], unfiltered = [] } = source;
	const endpoint = (
		words: Pick<Endpoint, 'name' | 'value' | 'action' | 'description' | 'run'>,
		fields: Field[],
	): Endpoint => {
		const all = [...periodFields(timeZone), ...fields, ...commonOptions(timeZone, mapping)];
		const plain = { fields: all };
		return {
			...words,
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
					run: async (call) => await getBookings(call, source),
				},
				[groupByField, accountsField, ...fileFields, ...datevOptions],
			),
			endpoint(
				{
					name: 'Get Receipts',
					value: 'getReceipts',
					action: 'Get accounting receipts',
					description: 'Get every fiscal document of a period in one shape for all systems',
					run: async (call) => await getReceipts(call, source),
				},
				within('options', options),
			),
			endpoint(
				{
					name: 'Reconcile',
					value: 'reconcile',
					action: 'Reconcile receipts',
					description: source.reconciles,
					run: async (call) => await source.reconcile(call, readWanted(call)),
				},
				[],
			),
		],
	};
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
	return inOrder(receipts.filter(({ businessDay }) => isWithin(businessDay, wanted.period))).map(
		(receipt) => ({ ...receipt }),
	);
}

async function getBookings(
	call: Call,
	source: BooksSource,
): Promise<IDataObject[] | ItemsWithFiles> {
	const wanted = readWanted(call);
	const format = call.input.options.fileFormat;
	const asOf = DateTime.fromMillis(call.now(), { zone: wanted.clock.timeZone });
	const { bookings, summary } = await book(call, source, wanted, asOf.toISO() ?? '');
	if (format === 'items') return [...bookings.map((booking) => ({ ...booking })), { ...summary }];
	return await toFile(call, format as FileFormat, bookings, summary);
}

async function book(
	call: Call,
	source: BooksSource,
	wanted: Wanted,
	asOf: string,
): Promise<{ bookings: Booking[]; summary: BookingSummary }> {
	const { period, clock } = wanted;
	const { receipts, others } = await source.read(call, wanted);
	const counted = receipts.filter(({ businessDay }) => isWithin(businessDay, period));
	const accounts = readAccounts(call.input);
	const bookings = buildBookings(counted, call.input.options.groupBy as Grouping, accounts);
	const found = findGaps([...receipts, ...others], period);
	const gaps =
		source.confirm && found.length > 0 ? await source.confirm(call, found, wanted) : found;
	const summary = summarize(counted, {
		period,
		asOf,
		bookings: bookings.length,
		clearingCents: clearingCents(bookings, accounts),
		gaps,
		late: findLate(receipts, period, clock),
	});
	return { bookings, summary };
}

/** One item: the summary, and the file beside it. */
async function toFile(
	call: Call,
	format: FileFormat,
	bookings: Booking[],
	summary: BookingSummary,
): Promise<ItemsWithFiles> {
	const { options } = call.input;
	const textOf = (name: string) => options[name] as string | undefined;
	const written = await Promise.resolve(bookings)
		.then((rows) =>
			writeBookings(format, rows, {
				from: summary.from,
				to: summary.to,
				createdAt: summary.asOf,
				consultant: textOf('datevConsultant'),
				client: textOf('datevClient'),
				fiscalYearStart: textOf('datevFiscalYearStart'),
				accountLength: options.datevAccountLength as number | undefined,
			}),
		)
		.catch((error: unknown) => refuse(error));
	const { content, fileName, mimeType, remarks } = written;
	for (const remark of remarks) call.hint(remark);
	const { helpers } = call.host as IExecuteFunctions;
	const file = await helpers.prepareBinaryData(content, fileName, mimeType);
	const json = { ...summary, fileName, remarks };
	return { withFiles: [{ json, binary: { [String(options.binaryPropertyName)]: file } }] };
}

/** What a format can't hold is for the user to correct; everything else passes as it is. */
function refuse(error: unknown): never {
	if (!(error instanceof BookingFileError)) throw error;
	throw new InputError(
		'Output As',
		`can't hold these bookings: ${error.message}`,
		'Correct the table of accounts, or choose another output.',
	);
}
