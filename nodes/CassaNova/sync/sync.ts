/** "Sync From a List": all items of the input against what CassaNova has, and only the difference is sent. */
import type { IDataObject } from 'n8n-workflow';
import { editorRunField, isPreview, previewHint } from '../../shared/once/editorRun';
import { numberIn, textIn, textsIn } from '../../shared/table/checked';
import { option, within } from '../../shared/table/fields';
import { numeric, textList } from '../../shared/table/schemas';
import type { ActionCall, Endpoint, Field } from '../../shared/table/types';
import { inTurns } from '../../shared/values/inTurns';
import { accountOf } from '../../shared/wire/account';
import { listed } from '../../shared/values/listed';
import { recordsIn } from '../../shared/values/records';
import { pager } from '../fields';
import { locator } from '../records/locators';
import { isBlankCell, mapperField, readListRows } from './mapper';
import type { Mapped } from './mapper';
import { OPTIONS, OptionsInUse } from './options';
import { inWords, itemsOf, countRows } from './outcome';
import { planRows } from './plan';
import { readLookup } from './references';
import type { Lookups } from './references';
import type { Choices, SyncSpec } from './types';
import { writePlanned } from './write';

/**
 * The operation of a kind of records.
 * @param method the node's method that gives the columns
 */
export function sync(spec: SyncSpec, method: string): Endpoint {
	const { one, many, create } = spec;
	return {
		name: 'Sync From a List',
		value: 'sync',
		action: `Sync ${many} from list`,
		description: `Bring the ${many} to what a list says: all items are one list, and only what differs is sent`,
		route: create.route,
		doc: `${create.doc}; ${spec.update.doc}`,
		fields: fieldsOf(spec, one, many, method),
		takesOneList: true,
		resumes: true,
		run: async (call) => {
			const lane = ['CassaNova sync', accountOf(call), create.route];
			// Two at once would each make what neither has found.
			return await call.alone(lane, async () => await syncAll(call, spec));
		},
	};
}

function fieldsOf(spec: SyncSpec, one: string, many: string, method: string): Field[] {
	return [
		editorRunField({
			does: `writes the ${many}`,
			may: 'write them',
			previews: [
				{
					name: 'Preview',
					value: 'preview',
					description: 'Show what would be created and changed, and send nothing',
				},
			],
			forReal: { name: 'Write for Real', description: `Create and change ${many}` },
		}),
		mapperField(method, many),
		option({
			displayName: 'Blank Cells',
			name: 'blankCells',
			type: 'options',
			options: [
				{ name: 'Clear It', value: 'clear', description: 'The field is emptied' },
				{ name: 'Leave As It Is', value: 'leave', description: 'The field keeps what it has' },
			],
			default: 'leave',
			description:
				'What a cell without content does to the field of a record that is there. A column that the list does not have never changes anything.',
		}),
		option({
			displayName: 'Records Not in the List',
			name: 'notInList',
			type: 'options',
			options: [
				{ name: 'Leave', value: 'leave', description: 'They are only counted' },
				{
					name: 'Leave and Show',
					value: 'show',
					description: 'They are left, and come out as items',
				},
				...(spec.offSale
					? [
							{
								name: 'Take Off Sale',
								value: 'takeOffSale',
								description: 'They are no longer sold anywhere, and come out as items',
							},
						]
					: []),
			],
			default: 'leave',
			description: `What becomes of ${many} that no row is about. Nothing is ever deleted.`,
		}),
		...makeMissing(spec),
		...optionColumns(spec),
		...within('options', [
			option({
				displayName: 'Add Summary as Last Item',
				name: 'includeSummary',
				type: 'boolean',
				default: false,
				description:
					'Whether one more item follows the rows, with what they come to: counts, writes, and minutes that the limit of calls makes of them',
			}),
			option({
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: false,
				description: `Whether to send nothing, whoever starts the workflow, and only show what each ${one} would become`,
			}),
			...newInShop(spec),
			...(spec.offSale
				? [
						option(
							{
								displayName: 'Take Off at Most',
								name: 'takeOffAtMost',
								type: 'number',
								typeOptions: { minValue: 0, numberPrecision: 0 },
								default: 50,
								description:
									'Where more records than this are not in the list, none of them is taken off sale: the list may have come in part only',
							},
							{ schema: () => numeric({ min: 0, integer: true }) },
						),
					]
				: []),
			option(
				{
					displayName: 'Writes per Run',
					name: 'writesPerRun',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: WRITES_PER_RUN,
					description:
						'What is left says "later" and is sent by the next run, where rows that are done cost nothing. CassaNova allows 360 calls in ten minutes.',
				},
				{ schema: () => numeric({ min: 1, integer: true }) },
			),
		]),
	];
}

/** With the calls that read, so many pass without a wait. */
const WRITES_PER_RUN = 250;
const TAKE_OFF_AT_MOST = 50;
const OPTION_COLUMNS = 'optionColumns';
const NEW_IN = 'newInShop';
/** The vendor's name of the shop that a record belongs to. */
const SHOP = 'idSalesPoint';

/** The shop of new records, of a kind that has one. */
function newInShop({ create, many }: SyncSpec): Field[] {
	if (!(create.fields ?? []).some(({ property }) => property.name === SHOP)) return [];
	return [
		option(
			locator({
				displayName: 'New in Shop',
				name: NEW_IN,
				description: `The shop (sales point) that new ${many} belong to, which can't be changed later. Without one they belong to all shops.`,
				search: 'searchSalesPoints',
				placeholder: 'e.g. 4711',
			}),
			{ schema: () => numeric({ integer: true }) },
		),
	];
}

function makeMissing({ columns }: SyncSpec): Field[] {
	const made = columns.find(({ refersTo }) => refersTo?.create !== undefined);
	if (!made) return [];
	return [
		option({
			displayName: 'Create Missing Categories',
			name: 'createMissingCategories',
			type: 'boolean',
			default: false,
			description:
				'Whether a category that nobody has yet is created. Otherwise a row that names it is invalid.',
		}),
	];
}

function optionColumns({ variants }: SyncSpec): Field[] {
	if (!variants) return [];
	return [
		option(
			{
				displayName: `${OPTIONS} (Optional)`,
				name: OPTION_COLUMNS,
				type: 'string',
				default: '',
				placeholder: 'e.g. Size,Color',
				description:
					'Columns of the list that tell the variants of a product apart, separated by commas, and called like the product options. Rows in which one of them is filled are variants.',
			},
			{ schema: () => textList },
		),
	];
}

function choicesOf(call: ActionCall, isTrial: boolean): Choices {
	const { options } = call.input;
	const notInList = textIn(options, 'notInList');
	const shop = numberIn(options, NEW_IN);
	return {
		createMissing: options.createMissingCategories === true,
		blankCells: textIn(options, 'blankCells') === 'clear' ? 'clear' : 'leave',
		notInList: notInList === 'show' || notInList === 'takeOffSale' ? notInList : 'leave',
		writesPerRun: numberIn(options, 'writesPerRun') ?? WRITES_PER_RUN,
		takeOffAtMost: numberIn(options, 'takeOffAtMost') ?? TAKE_OFF_AT_MOST,
		isPreview: isTrial || options.previewOnly === true,
		addSummary: options.includeSummary === true,
		newIn: shop === undefined ? {} : { [SHOP]: shop },
	};
}

async function syncAll(call: ActionCall, spec: SyncSpec) {
	const isTrial = isPreview(call);
	const choices = choicesOf(call, isTrial);
	const columns = textsIn(call.input.options, OPTION_COLUMNS) ?? [];
	const mapped = await readListRows(call, spec, columns);
	const lookups = await readLookups(call, spec, mapped);
	const { timeZone } = call.input;
	const { createMissing, newIn } = choices;
	const reading = { lookups, createMissing, newIn, timeZone };
	const inUse = await readOptions(call, spec, mapped, columns, newIn);
	const known = await spec.load(call);
	const plan = await inTurns(call, planRows({ spec, known, choices, reading }, mapped, inUse));
	const reads = Math.max(1, Math.ceil(known.length / pager.size));
	const planned = countRows(call.api, plan, reads, choices.isPreview);
	if (isTrial) call.hint(previewHint(call));
	else if (choices.isPreview) call.hint(ONLY_A_PREVIEW);
	if (!choices.isPreview) {
		await writePlanned(call, [...plan.rows, ...plan.absent], choices.writesPerRun);
	}
	const { counts } = countRows(call.api, plan, reads, choices.isPreview);
	const totals = { ...planned, counts };
	call.hint(inWords(totals));
	if (plan.refusal !== undefined) call.hint(plan.refusal);
	if (plan.loose.length > 0) call.hint(looseBarcodes(plan.loose));
	if (mapped.unused.length > 0) call.hint(unusedColumns(mapped.unused));
	return itemsOf(call, plan, choices.addSummary ? totals : undefined);
}

/** What the option columns come to; the options are read only where some row is a variant. */
async function readOptions(
	call: ActionCall,
	{ variants }: SyncSpec,
	{ rows }: Mapped,
	columns: string[],
	newIn: IDataObject,
): Promise<OptionsInUse | undefined> {
	if (!variants) return undefined;
	const isNeeded = rows.some(({ options }) => options !== undefined);
	const known = isNeeded ? recordsIn(await call.readAll(variants.options.getAll)) : [];
	return new OptionsInUse(isNeeded ? columns : [], known, rows, variants, newIn);
}

const ONLY_A_PREVIEW = 'This is a preview: nothing was sent, because "Preview Only" is on.';

/** Columns that a remark names. */
const MOST_NAMED = 10;

function someOf(all: string[]): string {
	const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : '';
	return `${listed(all.slice(0, MOST_NAMED))}${more}`;
}

const unusedColumns = (unused: string[]) =>
	`Columns of the list that fill no field: ${someOf(unused)}.`;

const looseBarcodes = (items: number[]) =>
	`Barcodes that have other zeros in front than in CassaNova were found all the same, as sheets take zeros off: those of items ${someOf(items.map(String))}.`;

/** The lists that cells name, each read once; those that no cell names aren't read. */
async function readLookups(
	call: ActionCall,
	{ columns }: SyncSpec,
	{ rows }: Mapped,
): Promise<Lookups> {
	const lookups: Lookups = new Map();
	for (const { name, refersTo } of columns) {
		if (!refersTo || !rows.some(({ cells }) => !isBlankCell(cells.get(name)))) continue;
		lookups.set(refersTo.getAll.route, await readLookup(call, refersTo));
	}
	return lookups;
}

/** Fields that a new record gets where the list doesn't say: those that are missing. */
export function filled(
	given: (fields: IDataObject) => IDataObject,
): (fields: IDataObject) => IDataObject {
	return (fields) => ({ ...given(fields), ...fields });
}
