/** How columns of the input become fields: n8n's resource mapper, and the rows that it gives. */
import type { INodeProperties, ResourceMapperFields } from 'n8n-workflow';
import { z } from 'zod';
import { option } from '../../shared/table/fields';
import { InputError } from '../../shared/table/inputError';
import { isNothing } from '../../shared/table/emptyExpression';
import type { ActionCall, Field } from '../../shared/table/types';
import { groupsOf } from '../../shared/values/groups';
import { eachInTurns } from '../../shared/values/inTurns';
import { listed } from '../../shared/values/listed';
import { isRecord } from '../../shared/values/records';
import { oneListOf } from '../../shared/run/oneList';
import { OPTIONS } from './options';
import type { ListColumn, ListKind, ListRow, SyncKey } from './types';

/** The mapper's parameter, as the panel calls it. */
export const COLUMNS = 'Columns';
const PARAMETER = 'columns';
const BY_NAME = 'autoMapInputData';

/** The mapper as it is saved, without what n8n keeps for its own use. */
const mapping = z.object(
	{
		mappingMode: z.enum([BY_NAME, 'defineBelow']),
		value: z.record(z.unknown()).nullish(),
		matchingColumns: z.array(z.string()).nullish(),
	},
	{ errorMap: () => ({ message: 'is not filled in as the panel does it' }) },
);

/**
 * The mapper of a kind of records.
 * @param method the node's method that gives the columns
 */
export function mapperField(method: string, many: string): Field {
	const property: INodeProperties = {
		displayName: COLUMNS,
		name: PARAMETER,
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		default: { mappingMode: BY_NAME, value: null },
		description: `Which columns of the list fill which fields of the ${many}. A column that is not mapped changes nothing.`,
		typeOptions: {
			// Another resource has other columns.
			loadOptionsDependsOn: ['resource', 'operation'],
			resourceMapper: {
				resourceMapperMethod: method,
				mode: 'upsert',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
				matchingFieldsLabels: {
					title: 'Column to Match On',
					description: `What tells which of the ${many} a row is about`,
				},
			},
		},
	};
	return option(property, { schema: () => mapping });
}

/** What the mapper offers; nothing is asked for it. */
export function mapperFields({ columns, keys }: ListKind): ResourceMapperFields {
	const [usual] = keys;
	const isKey = (name: string) => keys.some(({ column }) => column === name);
	return {
		fields: columns.map(({ name, displayName, isNeeded, options }) => ({
			id: name,
			displayName,
			required: false,
			defaultMatch: name === usual?.column,
			canBeUsedToMatch: isKey(name),
			display: true,
			// A switch would be off where nobody touched it.
			type: options ? 'options' : 'string',
			...(options ? { options } : {}),
			removed: !isNeeded && !isKey(name),
		})),
	};
}

/** The list as rows, and the column that tells them. */
export interface Mapped {
	rows: ListRow[];
	key: SyncKey;
	/** Columns of the input that fill no field. */
	unused: string[];
	/** Names of the columns that the list fills. */
	mapped: Set<string>;
}

/**
 * Reads the list: by the names of its columns, or as the panel maps it for each item.
 * @param optionColumns columns of the input that tell variants apart
 * @throws InputError for a mapping that can't be used
 */
export async function readListRows(
	call: ActionCall,
	spec: ListKind,
	optionColumns: readonly string[],
): Promise<Mapped> {
	// With its expressions as they are saved; whether it can be used at all was checked with the field.
	const { mappingMode, value, matchingColumns } = mapping.parse(
		call.host.getNode().parameters[PARAMETER],
	);
	const key = chosenKey(spec, matchingColumns ?? []);
	const { rows, unused, mapped } =
		mappingMode === BY_NAME
			? await rowsByName(call, spec)
			: await rowsAsMapped(call, spec, value ?? {});
	const isOption = await addOptions(call, rows, optionColumns);
	if (mapped.has(key.column)) {
		return { rows, key, unused: unused.filter((heading) => !isOption(heading)), mapped };
	}
	const { displayName } = columnNamed(spec, key.column);
	throw new InputError(
		COLUMNS,
		mappingMode === BY_NAME
			? `has no column for "${displayName}", by which records are to be found: the list has ${listed(unused.slice(0, 20)) || 'no other columns'}`
			: `gives nothing for "${displayName}", by which records are to be found`,
		'Map it, or choose another "Column to Match On"; nothing was sent.',
	);
}

function chosenKey({ keys }: Pick<ListKind, 'keys'>, chosen: string[]): SyncKey {
	const [name = keys[0]?.column, ...others] = chosen;
	const key = keys.find(({ column }) => column === name);
	if (key && others.length === 0) return key;
	throw new InputError(
		COLUMNS,
		others.length > 0
			? 'can be matched on one column only'
			: `can't be matched on "${String(name)}"`,
		'Choose another "Column to Match On"; nothing was sent.',
	);
}

/** The column with a name. */
export function columnNamed<C extends ListColumn>({ columns }: { columns: C[] }, name: string): C {
	const found = columns.find((column) => column.name === name);
	if (!found) throw new Error(`no column is called ${name}`);
	return found;
}

interface Rows {
	rows: ListRow[];
	unused: string[];
	/** Names of the columns that the list fills. */
	mapped: Set<string>;
}

/** Small and capital letters, blanks and signs make no difference. */
const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

async function rowsByName(call: ActionCall, { columns }: ListKind): Promise<Rows> {
	const byName = new Map<string, ListColumn>();
	for (const column of columns) {
		for (const name of [column.name, column.displayName, ...column.alsoCalled]) {
			if (!byName.has(plain(name))) byName.set(plain(name), column);
		}
	}
	const items = oneListOf(call);
	const headings = new Set<string>();
	await eachInTurns(call, items, (item) => {
		for (const heading of Object.keys(item)) headings.add(heading);
	});
	const named = [...headings].flatMap((heading) => {
		const column = byName.get(plain(heading));
		return column ? [{ heading, column }] : [];
	});
	const isOwn = ({ heading, column }: (typeof named)[number]) =>
		[column.name, column.displayName].map(plain).includes(plain(heading));
	const own = new Set(named.filter(isOwn).map(({ column }) => column));
	// Beside the column's own name, another one by which it is known fills nothing.
	const used = named.filter((one) => isOwn(one) || !own.has(one.column));
	for (const [{ displayName }, both] of groupsOf(used, ({ column }) => column)) {
		if (both.length === 1) continue;
		throw new InputError(
			COLUMNS,
			`has ${both.length} columns for "${displayName}": ${listed(both.map(({ heading }) => heading))}`,
			'Rename or remove all but one of them, or map the columns by hand; nothing was sent.',
		);
	}
	const rows: ListRow[] = [];
	await eachInTurns(call, items, (item, index) => {
		const filled = used.filter(({ heading }) => heading in item);
		const cells = filled.map(({ heading, column }): [string, unknown] => [
			column.name,
			item[heading],
		]);
		rows.push({ index, cells: new Map(cells) });
	});
	const isUsed = new Set(used.map(({ heading }) => heading));
	return {
		rows,
		unused: [...headings].filter((heading) => !isUsed.has(heading)),
		mapped: new Set(used.map(({ column }) => column.name)),
	};
}

/**
 * Reads cell by cell: asked for all of them at once, n8n checks them by the types that it has saved, and
 * one wrong cell would end the run.
 */
async function rowsAsMapped(
	call: ActionCall,
	{ columns, many }: ListKind,
	value: Record<string, unknown>,
): Promise<Rows> {
	const { host } = call;
	// A field that is empty in the panel isn't mapped, and nothing is cleared by it.
	const mapped = Object.keys(value).filter((name) => !isNothing(value[name]));
	const unknown = mapped.filter((name) => !columns.some((column) => column.name === name));
	if (unknown.length > 0) {
		throw new InputError(
			COLUMNS,
			`maps ${listed(unknown)}, which ${many} don't have`,
			'Open the node, and let it "Refresh column list"; nothing was sent.',
		);
	}
	const rows: ListRow[] = [];
	await eachInTurns(call, host.getInputData(), (_item, index) => {
		const cells = mapped.map((name): [string, unknown] => [
			name,
			host.getNodeParameter(`${PARAMETER}.value.${name}`, index, null),
		]);
		rows.push({ index, cells: new Map(cells) });
	});
	return { rows, unused: [], mapped: new Set(mapped) };
}

/**
 * Adds what the option columns say.
 * @returns whether a column of the input is one of them
 * @throws InputError for one that the list doesn't have
 */
async function addOptions(
	call: ActionCall,
	rows: ListRow[],
	optionColumns: readonly string[],
): Promise<(heading: string) => boolean> {
	const wanted = new Map(optionColumns.map((name) => [plain(name), name]));
	const found = new Set<string>();
	const items = oneListOf(call);
	await eachInTurns(call, rows, (row) => {
		const options = Object.entries(items[row.index] ?? {}).flatMap(
			([heading, cell]): Array<[string, string]> => {
				const name = wanted.get(plain(heading));
				if (name === undefined) return [];
				found.add(name);
				return isBlankCell(cell) ? [] : [[name, String(cell).trim()]];
			},
		);
		// In the order of the parameter, which is that of the options at the till.
		const told = optionColumns.flatMap((name) => options.filter(([other]) => other === name));
		if (told.length > 0) row.options = new Map(told);
	});
	const absent = optionColumns.filter((name) => !found.has(name));
	if (absent.length > 0) {
		throw new InputError(
			OPTIONS,
			`names ${listed(absent)}, and the list has no such column`,
			'Correct it; nothing was sent.',
		);
	}
	return (heading) => wanted.has(plain(heading));
}

/** Whether a cell is empty: nothing, or blanks. */
export function isBlankCell(cell: unknown): boolean {
	if (isNothing(cell)) return true;
	return (typeof cell === 'string' && cell.trim() === '') || isEmptyObject(cell);
}

/** What an expression gives for a cell of some sheets. */
function isEmptyObject(cell: unknown): boolean {
	return isRecord(cell) && Object.keys(cell).length === 0;
}
