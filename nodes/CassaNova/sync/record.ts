/** What a row changes in its record, or makes of it where there is none. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { listed } from '../../shared/values/listed';
import { columnNamed, isBlankCell } from './mapper';
import { knownBy, recordsLike } from './matching';
import type { Index } from './matching';
import { Awaited } from './steps';
import type {
	CellReading,
	Change,
	Choices,
	Difference,
	Existing,
	ListRow,
	Planned,
	SyncKey,
	SyncSpec,
} from './types';

/** What the rows are planned with. */
export interface Planning {
	spec: SyncSpec;
	known: readonly Existing[];
	choices: Choices;
	reading: CellReading;
}

/** What becomes of a row. */
export type RowOutcome = Pick<Planned, 'action' | 'changes' | 'steps'> &
	Partial<Pick<Planned, 'alike' | 'id'>>;

/** The sentence for a row that can't be used. @throws what isn't about the list */
export function problemIn(error: unknown): string {
	if (error instanceof InputError) return error.message;
	throw error;
}

/**
 * The cells that count, as checked values; blank ones as the user chose.
 * @param isWanted which columns
 * @throws InputError for the first cell that can't be used
 */
export function cellValues(
	{ spec, choices, reading }: Planning,
	row: ListRow,
	isWanted: (column: string) => boolean = () => true,
): Array<[string, unknown]> {
	return spec.columns
		.filter(({ name, isData }) => isData && isWanted(name) && row.cells.has(name))
		.flatMap(({ name, read, cleared }): Array<[string, unknown]> => {
			const cell = row.cells.get(name);
			if (!isBlankCell(cell)) return [[name, read(cell, reading)]];
			return choices.blankCells === 'clear' ? [[name, cleared()]] : [];
		});
}

/** The same where nothing is there that a blank cell could clear. */
export function withBlanksLeft(planning: Planning): Planning {
	return { ...planning, choices: { ...planning.choices, blankCells: 'leave' } };
}

/** What values change in a record. @throws InputError where the record tells what can't be kept */
export function differencesIn(
	{ spec, reading }: Planning,
	record: IDataObject,
	values: Array<[string, unknown]>,
): Difference[] {
	return values.flatMap(([name, value]) => {
		const difference = columnNamed(spec, name).differs(record, value, reading);
		return difference ? [difference] : [];
	});
}

/** Differences without what brings them about. */
export const changesOf = (differences: Difference[]): Change[] =>
	differences.map(({ field, before, after }) => ({ field, before, after }));

/** The fields of an edit that brings differences about. */
export const editOf = (differences: Difference[]): IDataObject =>
	Object.assign({}, ...differences.map(({ body }) => body)) as IDataObject;

/** @throws InputError for a row that can't be used */
export function planChange(
	planning: Planning,
	index: Index,
	key: SyncKey,
	row: ListRow,
	known: Existing,
): RowOutcome {
	const { spec } = planning;
	const { record, lacks = [] } = known;
	for (const name of lacks) {
		if (name === key.column || isBlankCell(row.cells.get(name))) continue;
		const { displayName } = columnNamed(spec, name);
		throw new InputError(
			displayName,
			`belongs to the variants of this ${spec.one}, and it has some: leave the cell blank`,
		);
	}
	refuseSecond(planning, index, key, row, known);
	// What found the record is there already; a second barcode mustn't go for it.
	const values = cellValues(planning, row, (name) => name !== key.column);
	const differences = differencesIn(planning, record, values);
	if (differences.length === 0) return { action: 'unchanged', changes: [] };
	const step = { endpoint: spec.update, path: { id: record.id }, body: editOf(differences) };
	return { action: 'change', changes: changesOf(differences), steps: [step] };
}

/** @throws InputError for a row that can't be used */
export function planCreate(
	planning: Planning,
	index: Index,
	key: SyncKey,
	row: ListRow,
): RowOutcome {
	const { spec } = planning;
	refuseUnknownId(spec, key);
	refuseSecond(planning, index, key, row);
	const values = cellValues(withBlanksLeft(planning), row).filter(([, value]) => value !== '');
	const body = { ...spec.fill(fieldsOf(spec, values)), ...planning.reading.newIn };
	requireFields(spec, key, body);
	const changes = changesOf(differencesIn(planning, {}, values));
	const alike = recordsLike(index, spec.keys, row).map(({ record }) => record.id);
	const id = new Awaited(spec.one);
	return {
		action: 'create',
		id,
		changes,
		...(alike.length > 0 ? { alike } : {}),
		steps: [{ endpoint: spec.create, body, gives: id }],
	};
}

/** @throws InputError where a new record can't get the key that it is told by */
export function refuseUnknownId(spec: SyncSpec, key: SyncKey): void {
	const { isData, displayName } = columnNamed(spec, key.column);
	if (isData) return;
	throw new InputError(
		displayName,
		`belongs to no ${spec.one} of this account, and a new one gets an ID of its own`,
	);
}

/** The fields of a new record that values fill. */
export function fieldsOf(spec: SyncSpec, values: Array<[string, unknown]>): IDataObject {
	const fields = values.map(([name, value]) => columnNamed(spec, name).fieldsOf(value));
	return Object.assign({}, ...fields) as IDataObject;
}

/**
 * @param without columns that this record can do without
 * @throws InputError that names what a new record lacks
 */
export function requireFields(
	spec: SyncSpec,
	key: SyncKey,
	body: IDataObject,
	without: readonly string[] = [],
): void {
	const missing = spec.columns.filter(({ name, isNeeded }) => {
		const field = name === 'price' ? 'prices' : name;
		return isNeeded && !without.includes(name) && !(field in body);
	});
	if (missing.length === 0) return;
	throw new InputError(
		columnNamed(spec, key.column).displayName,
		`belongs to no ${spec.one} yet, and a new one needs ${listed(missing.map(({ displayName }) => `"${displayName}"`))} as well`,
	);
}

/**
 * Refuses what another record has already: a catalogue that was typed in by hand has no own IDs, and each
 * product of it would be there twice.
 * @param own the row's record, where there is one
 * @param isWanted which keys are looked at; all by default
 * @throws InputError that names the other record
 */
export function refuseSecond(
	{ spec }: Pick<Planning, 'spec'>,
	index: Index,
	key: SyncKey,
	row: ListRow,
	own?: Existing,
	isWanted: (key: SyncKey) => boolean = () => true,
): void {
	const { one } = spec;
	for (const other of spec.keys) {
		const cell = row.cells.get(other.column);
		if (other === key || !other.isUnique || !isWanted(other) || isBlankCell(cell)) continue;
		const known = knownBy(index, other, cell).find((each) => each !== own);
		if (!known) continue;
		const { displayName } = columnNamed(spec, other.column);
		const id = String(known.record.id);
		throw new InputError(
			displayName,
			own
				? `belongs to another ${one} already: ${id}`
				: `belongs to the ${one} ${id}, which doesn't have this row's ${key.words}: it would be there twice. Match on "${displayName}", or give that ${one} the ${key.words} first`,
		);
	}
}
