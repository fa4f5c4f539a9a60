/** What is to be done with each row: the list against what is there. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { groupsOf } from '../../shared/values/groups';
import { eachStep, mapSteps } from '../../shared/values/inTurns';
import { listed } from '../../shared/values/listed';
import type { Steps } from '../../shared/values/steps';
import { columnNamed, isBlank } from './mapper';
import type { Mapped } from './mapper';
import type {
	Choices,
	Difference,
	SyncKey,
	Existing,
	Planned,
	CellReading,
	ListRow,
	SyncSpec,
} from './types';

/** What the rows are planned with. */
export interface Planning {
	spec: SyncSpec;
	known: readonly Existing[];
	choices: Choices;
	reading: CellReading;
}

/** A row with what it is told by, and what there is of that. */
interface Found {
	row: ListRow;
	key: string;
	/** Each of its keys: a cell may hold several barcodes. */
	keys: string[];
	known: Existing[];
}

/** The plan for all rows and, where they are wanted, for the records that no row names. */
export interface Plan {
	rows: Planned[];
	absent: Planned[];
	/** Records that no row names, whether they come out or not. */
	absentCount: number;
	/** Why nothing is taken off sale, though that was chosen. */
	refusal?: string;
}

/** Plans every row, in the order of the list. */
export function* planRows(planning: Planning, mapped: Mapped): Steps<Plan> {
	const { spec, known } = planning;
	const index = yield* indexOf(spec.keys, known);
	const found = yield* mapSteps(mapped.rows, (row) => find(index, mapped.key, row));
	const problems = doubleRows(found, mapped.key);
	const rows = yield* mapSteps(found, (one) =>
		planRow(planning, index, mapped.key, one, problems.get(one.row)),
	);
	const named = new Set(found.flatMap((one) => one.known));
	const absent = known.filter((one) => !named.has(one) && one.refused === undefined);
	const isUnread = found.some(({ keys }) => keys.length === 0);
	return { rows, ...planAbsent(planning, absent, isUnread) };
}

/** What is there, by the name of a key's column and the key. */
type Index = Map<string, Existing[]>;

const under = ({ column }: SyncKey, key: string) => `${column} ${key}`;

function* indexOf(keys: SyncKey[], known: readonly Existing[]): Steps<Index> {
	const index: Index = new Map();
	yield* eachStep(known, (one) => {
		for (const key of keys) {
			for (const value of new Set(keysOf(key, one))) {
				const at = under(key, value);
				index.set(at, [...(index.get(at) ?? []), one]);
			}
		}
	});
	return index;
}

function keysOf(key: SyncKey, { record, keys }: Existing): string[] {
	return keys?.[key.column] ?? key.of(key.in ? key.in(record) : record[key.column]);
}

function find(index: Index, key: SyncKey, row: ListRow): Found {
	const cell = row.cells.get(key.column);
	const keys = isBlank(cell) ? [] : key.of(cell);
	const known = new Set(keys.flatMap((one) => index.get(under(key, one)) ?? []));
	const written = isBlank(cell)
		? ''
		: typeof cell === 'object'
			? keys.join(', ')
			: String(cell).trim();
	return { row, key: written, keys, known: [...known] };
}

/** What is wrong with rows of which others have the same key, or name the same record. */
function doubleRows(found: Found[], { words }: SyncKey): Map<ListRow, string> {
	const problems = new Map<ListRow, string>();
	const tell = (groups: Iterable<Found[]>, problem: (items: string) => string) => {
		for (const group of groups) {
			const rows = [...new Set(group.map(({ row }) => row))];
			if (rows.length < 2) continue;
			const items = listed(rows.map(({ index }) => String(index)));
			for (const row of rows) if (!problems.has(row)) problems.set(row, problem(items));
		}
	};
	const byKey = found.flatMap((one) => one.keys.map((key) => ({ key, one })));
	const byRecord = found.flatMap((one) => one.known.map((known) => ({ known, one })));
	tell(
		[...groupsOf(byKey, ({ key }) => key).values()].map((group) => group.map(({ one }) => one)),
		(items) => `Items ${items} have the same ${words}: nobody knows which of them counts`,
	);
	tell(
		[...groupsOf(byRecord, ({ known }) => known).values()].map((group) =>
			group.map(({ one }) => one),
		),
		(items) => `Items ${items} name the same record: nobody knows which of them counts`,
	);
	return problems;
}

function planRow(
	planning: Planning,
	index: Index,
	key: SyncKey,
	found: Found,
	double: string | undefined,
): Planned {
	const { row, known } = found;
	const [only] = known;
	const id = known.length === 1 ? only?.record.id : null;
	const told = { index: row.index, key: found.key, id: id ?? null };
	try {
		const problem = row.problem ?? double ?? keyProblem(planning.spec, key, found);
		if (problem !== undefined) return { ...told, action: 'invalid', changes: [], problem };
		return only
			? { ...told, ...planChange(planning, key, row, only) }
			: { ...told, ...planCreate(planning, index, key, row) };
	} catch (error) {
		return { ...told, action: 'invalid', changes: [], problem: problemIn(error) };
	}
}

/** @throws what isn't about the list */
function problemIn(error: unknown): string {
	if (error instanceof InputError) return error.message;
	throw error;
}

function keyProblem(
	{ one, many }: SyncSpec,
	key: SyncKey,
	{ keys, known }: Found,
): string | undefined {
	if (keys.length === 0) return `The row has no ${key.words}, which tells its ${one}`;
	if (known.length > 1) {
		const ids = known.map(({ record }) => String(record.id)).join(', ');
		return `The ${key.words} belongs to ${known.length} ${many}: ${ids}`;
	}
	const refused = known[0]?.refused;
	return refused === undefined ? undefined : `The ${key.words} ${refused}`;
}

/** The cells that count, as checked values; blank ones as the user chose. */
function valuesOf(
	{ spec, choices, reading }: Planning,
	row: ListRow,
	except?: SyncKey,
): Array<[string, unknown]> {
	return spec.columns
		.filter(({ name, isData }) => isData && name !== except?.column && row.cells.has(name))
		.flatMap(({ name, read, cleared }): Array<[string, unknown]> => {
			const cell = row.cells.get(name);
			if (!isBlank(cell)) return [[name, read(cell, reading)]];
			return choices.blankCells === 'clear' ? [[name, cleared()]] : [];
		});
}

type Outcome = Pick<Planned, 'action' | 'changes' | 'body'>;

function planChange(planning: Planning, key: SyncKey, row: ListRow, { record }: Existing): Outcome {
	const { spec, reading } = planning;
	// What found the record is there already; a second barcode mustn't go for it.
	const differences = valuesOf(planning, row, key).flatMap(([name, value]): Difference[] => {
		const difference = columnNamed(spec, name).differs(record, value, reading);
		return difference ? [difference] : [];
	});
	if (differences.length === 0) return { action: 'unchanged', changes: [] };
	return {
		action: 'change',
		changes: differences.map(({ field, before, after }) => ({ field, before, after })),
		body: Object.assign({}, ...differences.map(({ body }) => body)) as IDataObject,
	};
}

function planCreate(planning: Planning, index: Index, key: SyncKey, row: ListRow): Outcome {
	const { spec, reading } = planning;
	const { one, columns, fill } = spec;
	if (!columnNamed(spec, key.column).isData) {
		throw new InputError(
			columnNamed(spec, key.column).displayName,
			`belongs to no ${one} of this account, and a new one gets an ID of its own`,
		);
	}
	refuseSecond(spec, index, key, row);
	const isFilled = ([, value]: [string, unknown]) => value !== '';
	const values = valuesOf(planning, row).filter(isFilled);
	const fields = values.map(([name, value]) => columnNamed(spec, name).fieldsOf(value));
	const body = fill(Object.assign({}, ...fields) as IDataObject);
	const missing = columns.filter(
		({ name, isNeeded }) => isNeeded && !((name === 'price' ? 'prices' : name) in body),
	);
	if (missing.length > 0) {
		const names = listed(missing.map(({ displayName }) => `"${displayName}"`));
		throw new InputError(
			columnNamed(spec, key.column).displayName,
			`belongs to no ${one} yet, and a new one needs ${names} as well`,
		);
	}
	const changes = values.map(([name, value]) => {
		const { differs } = columnNamed(spec, name);
		const { after = value } = differs({}, value, reading) ?? {};
		return { field: name, before: null, after };
	});
	return { action: 'create', changes, body };
}

/**
 * Refuses to make what is there already by another key: a catalogue that was typed in by hand has no own
 * IDs, and each product of it would be there twice.
 */
function refuseSecond(
	{ one, keys, columns }: SyncSpec,
	index: Index,
	key: SyncKey,
	row: ListRow,
): void {
	for (const other of keys) {
		const cell = row.cells.get(other.column);
		if (other === key || !other.isUnique || isBlank(cell)) continue;
		const [known] = other.of(cell).flatMap((value) => index.get(under(other, value)) ?? []);
		if (!known) continue;
		const { displayName } = columnNamed({ columns }, other.column);
		throw new InputError(
			displayName,
			`belongs to the ${one} ${String(known.record.id)}, which doesn't have this row's ${key.words}: it would be there twice. Match on "${displayName}", or give that ${one} the ${key.words} first`,
		);
	}
}

function planAbsent(
	{ spec, choices }: Planning,
	absent: Existing[],
	isUnread: boolean,
): Pick<Plan, 'absent' | 'absentCount' | 'refusal'> {
	const absentCount = absent.length;
	if (choices.notInList === 'leave') return { absent: [], absentCount };
	const plain = absent.map(
		({ record }): Planned => ({
			action: 'absent',
			key: '',
			id: record.id,
			changes: [],
		}),
	);
	const { offSale } = spec;
	if (choices.notInList === 'show' || !offSale) return { absent: plain, absentCount };
	const off = absent.map(({ record }, at): Planned => {
		const body = offSale(record);
		const changes = Object.keys(body).map((field) => ({
			field,
			before: record[field],
			after: body[field],
		}));
		const same = plain[at] as Planned;
		return changes.length === 0 ? same : { ...same, changes, body };
	});
	const many = off.filter(({ body }) => body !== undefined).length;
	if (many > choices.takeOffAtMost || isUnread) {
		const refusal = isUnread
			? 'Nothing was taken off sale: rows without a key may be about those records.'
			: `Nothing was taken off sale: ${many} records are not in the list, and "Take Off at Most" allows ${choices.takeOffAtMost}.`;
		return { absent: plain, absentCount, refusal };
	}
	return { absent: off, absentCount };
}
