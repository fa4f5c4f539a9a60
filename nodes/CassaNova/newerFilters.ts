/** Filters that only newer generations of the API have; none of them is sent unless somebody adds it. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { entries, entriesSchema } from '../shared/table/nested';
import { query } from '../shared/table/fields';
import { entry, filledText, numeric, oneOf, textList } from '../shared/table/schemas';
import type { Field } from '../shared/table/types';
import { notFollowed } from '../shared/table/notFollowed';
import type { ListSpec } from '../shared/table/list';
import type { RequestInput } from '../shared/table/request';
import { isAbsent } from '../shared/values/records';

/** Ways of selling; each is a switch of products and categories. */
const CHANNELS: INodePropertyOptions[] = [
	{ name: 'CassaNova App', value: 'SALE' },
	{ name: 'Kiosk', value: 'KIOSK' },
	{ name: 'Mobile Web Shop', value: 'MOBILE_COMMERCE' },
	{ name: 'Restaurant', value: 'RISTO' },
	{ name: 'Self-Order Menu', value: 'SELF_ORDER' },
	{ name: 'Web Shop', value: 'ECOMMERCE' },
];

const channels = textList.pipe(z.array(oneOf(CHANNELS.map(({ value }) => value))));

const sorts = z.array(
	entry({
		key: filledText,
		direction: numeric({ integer: true }).refine(
			(direction) => direction === 1 || direction === -1,
			'must be 1 (ascending) or -1 (descending)',
		),
	}),
);

/**
 * In which order a list comes.
 * @param key a field that lists of the kind are surely sorted by, or the likeliest
 * @param pieces what is said of lists that are read in pieces, as a sentence
 */
export function sortsFilter(key: string, pieces = ''): Field {
	const property = entries({
		displayName: 'Sort By',
		name: 'sorts',
		entry: 'Field',
		description: `In which order CassaNova gives the records; it may refuse a field that it can't sort by.${pieces}`,
		fields: [
			{
				displayName: 'Field',
				name: 'key',
				type: 'string',
				default: '',
				placeholder: `e.g. ${key}`,
				description: "The field's name, as it stands in the full record",
			},
			{
				displayName: 'Direction',
				name: 'direction',
				type: 'options',
				options: [
					{ name: 'Ascending', value: 1 },
					{ name: 'Descending', value: -1 },
				],
				default: 1,
				description: 'Whether the smallest or the largest value comes first',
			},
		],
	});
	return query(property, { schema: (context) => entriesSchema(property, sorts, context) });
}

/** The order of documents, whose ranges are asked for in pieces. */
export const sortsDocuments: Field = sortsFilter(
	'date',
	' A range of several days is read in pieces of three, and each is in this order by itself.',
);

/** Where records are sold. */
export function channelsFilter(many: string): Field {
	return query(
		{
			displayName: 'Sold In',
			name: 'enabledForChannels',
			type: 'multiOptions',
			options: CHANNELS,
			default: [],
			description: `Only ${many} that are sold in these places`,
		},
		{ schema: () => channels },
	);
}

/** Whether a list follows what the account has hidden. */
export function visibilityFilter(many: string): Field {
	return query({
		displayName: 'Apply Visibility Rules',
		name: 'itemListVisibility',
		type: 'boolean',
		default: true,
		description: `Whether to leave out ${many} that the account's visibility rules hide`,
	});
}

/** A whole number that a document has. */
function numberFilter(displayName: string, name: string, words: string): Field {
	return query(
		{
			displayName,
			name,
			type: 'number',
			typeOptions: { numberPrecision: 0 },
			default: 1,
			placeholder: 'e.g. 12',
			description: words,
		},
		{ schema: () => numeric({ min: 0, integer: true }) },
	);
}

/** Receipts tell it seldom or never, so that what comes can't show whether it was followed. */
const UNCHECKED = 'An older account that does not know this filter gives all receipts';

/** What receipts can be narrowed by (newer document: GetReceipts). */
export const receiptFilters: Field[] = [
	query({
		displayName: 'Calculated Amount',
		name: 'calculatedAmount',
		type: 'boolean',
		default: true,
		description:
			'Whether each row of a receipt also says what it comes to, as CassaNova computes it',
	}),
	query({
		displayName: 'Fidelity Card ID',
		name: 'idFidelityCard',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1001',
		hint: UNCHECKED,
		description: 'Only receipts of this loyalty card',
	}),
	query({
		displayName: 'Lottery Code',
		name: 'lotteryCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. ABCD1234',
		hint: UNCHECKED,
		description: 'Only receipts with this code of the receipt lottery (lotteria degli scontrini)',
	}),
	numberFilter('Number From', 'numberFrom', 'Only receipts with this number or a higher one'),
	numberFilter('Number To', 'numberTo', 'Only receipts with this number or a lower one'),
	sortsDocuments,
	numberFilter('Z Number', 'zNumber', 'Only receipts of the closing (Z) with this number'),
];

/** What is wrong with a record that a filter should have left out; undefined where nothing is. */
type Refuse = NonNullable<ListSpec['refuse']>;

/**
 * Refuses a list where an account's API doesn't know a filter and gives everything.
 * @param displayName the filter as the panel shows it
 * @param name its parameter
 * @param fits whether a record is one that was asked for; one that doesn't tell is
 */
function refuseIgnored(
	displayName: string,
	name: string,
	fits: (record: Parameters<Refuse>[0], wanted: unknown) => boolean,
): Refuse {
	return (record, { query: asked }: RequestInput) => {
		if (asked[name] === undefined || fits(record, asked[name])) return undefined;
		return notFollowed(
			displayName,
			record.id,
			'This filter belongs to a newer generation of the API than this account seems to have: remove it, and filter the items after this node.',
		);
	};
}

/** The first thing that is wrong with a record. */
export function refuseAny(...checks: Array<ListSpec['refuse']>): Refuse {
	return (record, input) => {
		for (const check of checks) {
			const refused = check?.(record, input);
			if (refused) return refused;
		}
		return undefined;
	};
}

/** A number that a record tells, in whichever form, compared with the wanted one. */
const comparing =
	(field: string, holds: (own: number, wanted: number) => boolean) =>
	(record: Parameters<Refuse>[0], wanted: unknown): boolean => {
		const own = isAbsent(record[field]) ? NaN : Number(record[field]);
		return Number.isNaN(own) || holds(own, Number(wanted));
	};

/** Receipts that their filters should have left out. */
export const refuseOtherReceipts: Refuse = refuseAny(
	refuseIgnored(
		'Number From',
		'numberFrom',
		comparing('number', (own, from) => own >= from),
	),
	refuseIgnored(
		'Number To',
		'numberTo',
		comparing('number', (own, to) => own <= to),
	),
	refuseIgnored(
		'Z Number',
		'zNumber',
		comparing('zNumber', (own, wanted) => own === wanted),
	),
	refuseIgnored(
		'Lottery Code',
		'lotteryCode',
		({ lotteryCode: own }, wanted) =>
			own === undefined || String(own ?? '').toUpperCase() === String(wanted).toUpperCase(),
	),
);

/** The name of the filter by the user's own IDs, and what it gives. */
export const OWN_IDS = 'externalId';

/** Records that the filter by the user's own IDs should have left out; one without any doesn't fit. */
export const refuseOtherKeys: Refuse = refuseIgnored(
	'Your Own IDs',
	OWN_IDS,
	({ externalId }, wanted) =>
		!Array.isArray(wanted) ||
		wanted.map(String).includes(isAbsent(externalId) ? '' : String(externalId)),
);
