/** "Sync From a List": all items of the input against what CassaNova has, and only the difference is sent. */
import type { IDataObject } from 'n8n-workflow';
import { oneAtATime } from '../../shared/once/aloneInN8n';
import { isPreview } from '../../shared/once/editorRun';
import { numberIn, textIn, textsIn } from '../../shared/table/checked';
import { option, within } from '../../shared/table/fields';
import { numeric, textList } from '../../shared/table/schemas';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall, Endpoint, Field } from '../../shared/table/types';
import { inTurns } from '../../shared/values/inTurns';
import { accountOf } from '../../shared/wire/account';
import { recordsIn } from '../../shared/values/records';
import { pager } from '../fields';
import { locator } from '../records/locators';
import { carryOut } from './carryOut';
import { isBlankCell, mapperField, readListRows } from './mapper';
import type { Mapped } from './mapper';
import { OPTIONS, OptionsInUse } from './options';
import {
	atMostField,
	batchField,
	mayBatch,
	notInListField,
	previewField,
	runChoices,
	runOptions,
} from './panel';
import type { RunChoices } from './panel';
import { planRows } from './plan';
import { readLookup } from './references';
import type { Lookups } from './references';
import type { Choices, SyncSpec } from './types';

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
		resumes: 'anew',
		run: async (call) => {
			const lane = ['CassaNova sync', accountOf(call), create.route];
			if (isPreview(call)) return await syncAll(call, spec);
			// Two at once would each make what neither has found.
			return await oneAtATime(call, lane, async () => await syncAll(call, spec));
		},
	};
}

function fieldsOf(spec: SyncSpec, one: string, many: string, method: string): Field[] {
	return [
		previewField(`writes the ${many}`, 'write them', `Create and change ${many}`),
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
		notInListField(
			'Records Not in the List',
			`What becomes of ${many} that no row is about. Nothing is ever deleted.`,
			spec.offSale
				? [
						{
							name: 'Take Off Sale',
							value: 'takeOffSale',
							description: 'They are no longer sold anywhere, and come out as items',
						},
					]
				: [],
		),
		...makeMissing(spec),
		...optionColumns(spec),
		...within('options', [
			...newInShop(spec),
			...(spec.offSale
				? [
						atMostField(
							'Take Off at Most',
							TAKE_OFF_AT_MOST,
							'Where more records than this are not in the list, none of them is taken off sale: the list may have come in part only',
						),
					]
				: []),
			...(spec.batch === undefined ? [] : [batchField(many)]),
			...runOptions(one),
		]),
	];
}

const TAKE_OFF_AT_MOST = 'takeOffAtMost';
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

function choicesOf({ options }: RequestInput, { atMost }: RunChoices): Choices {
	const notInList = textIn(options, 'notInList');
	const shop = numberIn(options, NEW_IN);
	return {
		createMissing: options.createMissingCategories === true,
		blankCells: textIn(options, 'blankCells') === 'clear' ? 'clear' : 'leave',
		notInList: notInList === 'show' || notInList === 'takeOffSale' ? notInList : 'leave',
		takeOffAtMost: atMost,
		newIn: shop === undefined ? {} : { [SHOP]: shop },
	};
}

async function syncAll(call: ActionCall, spec: SyncSpec) {
	const run = runChoices(call.input, TAKE_OFF_AT_MOST);
	const choices = choicesOf(call.input, run);
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
	const { batch } = spec;
	const batches = batch !== undefined && mayBatch(call.input) ? { ...spec, batch } : undefined;
	return await carryOut(call, plan, run, {
		reads,
		unused: mapped.unused,
		...(batches ? { batches } : {}),
	});
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
