/** Which record a row is about: by the column that was chosen. Pure functions. */
import { groupsOf } from '../../shared/values/groups';
import { eachStep } from '../../shared/values/inTurns';
import { listed } from '../../shared/values/listed';
import type { Steps } from '../../shared/values/steps';
import { isBlankCell } from './mapper';
import type { Existing, ListRow, SyncKey } from './types';

/** A row with what it is told by, and what there is of that. */
export interface Found {
	row: ListRow;
	/** As it stands in the list. */
	key: string;
	/** Each of its keys: a cell may hold several barcodes. */
	keys: string[];
	known: Existing[];
	/** True where the record's key is written otherwise: the list's has lost zeros in front. */
	isLoose?: boolean;
}

/** What is there, by the column of a key and the key. */
export type Index = Map<string, Existing[]>;

const under = ({ column }: SyncKey, key: string) => `${column} ${key}`;
const looselyUnder = ({ column }: SyncKey, key: string) => `${column} loosely ${key}`;

/** Sorts what is there by all of its keys. */
export function* indexOf(keys: SyncKey[], known: readonly Existing[]): Steps<Index> {
	const index: Index = new Map();
	const add = (at: string, one: Existing) => {
		const others = index.get(at);
		if (!others) index.set(at, [one]);
		else if (others.at(-1) !== one) others.push(one);
	};
	yield* eachStep(known, (one) => {
		for (const key of keys) {
			for (const value of keysOf(key, one)) {
				add(under(key, value), one);
				const loose = key.loosely?.known(value);
				if (loose !== undefined) add(looselyUnder(key, loose), one);
			}
		}
	});
	return index;
}

/** What a record is told by. */
export function keysOf(key: SyncKey, { record, keys }: Existing): string[] {
	return keys?.[key.column] ?? key.of(record[key.column]);
}

/** What has the key of a cell, or one of several; what has it in another form only where nothing has it as it is. */
export function knownBy(index: Index, key: SyncKey, cell: unknown): Existing[] {
	const keys = key.of(cell);
	const exactly = keys.flatMap((one) => index.get(under(key, one)) ?? []);
	return [
		...new Set(exactly.length > 0 ? exactly : keys.flatMap((one) => loosely(index, key, one))),
	];
}

function loosely(index: Index, key: SyncKey, given: string): Existing[] {
	const loose = key.loosely?.given(given);
	return loose === undefined ? [] : (index.get(looselyUnder(key, loose)) ?? []);
}

/** What a row is told by, and what there is of that. */
export function findFor(index: Index, key: SyncKey, row: ListRow): Found {
	const cell = row.cells.get(key.column);
	if (isBlankCell(cell)) return { row, key: '', keys: [], known: [] };
	const keys = key.of(cell);
	const written = typeof cell === 'object' ? keys.join(', ') : String(cell).trim();
	const known = knownBy(index, key, cell);
	const isLoose = known.length > 0 && !keys.some((one) => index.has(under(key, one)));
	return { row, key: written, keys, known, ...(isLoose ? { isLoose } : {}) };
}

/** What a row names by any key that only one record has, whichever it is matched on. */
export function recordsNamedIn(index: Index, keys: SyncKey[], row: ListRow): Existing[] {
	return recordsBy(
		index,
		keys.filter(({ isUnique }) => isUnique),
		row,
	);
}

/** What has the same as a row by keys that several records may have. */
export function recordsLike(index: Index, keys: SyncKey[], row: ListRow): Existing[] {
	const alike = recordsBy(
		index,
		keys.filter(({ isUnique }) => !isUnique),
		row,
	);
	return [...new Set(alike)];
}

function recordsBy(index: Index, keys: SyncKey[], { cells }: ListRow): Existing[] {
	return keys.flatMap((key) => {
		const cell = cells.get(key.column);
		return isBlankCell(cell) ? [] : knownBy(index, key, cell);
	});
}

/**
 * What is wrong with rows of which others have the same key, or are about the same record.
 * @param isTogether whether rows with one key belong together, as those of one product's variants do
 */
export function doubleRows(
	found: Found[],
	{ words }: SyncKey,
	isTogether: (row: ListRow) => boolean,
): Map<ListRow, string> {
	const problems = new Map<ListRow, string>();
	const tell = <K>(pairs: Array<[K, ListRow]>, what: string) => {
		for (const group of groupsOf(pairs, ([one]) => one).values()) {
			const rows = [...new Set(group.map(([, row]) => row))];
			if (rows.length < 2 || rows.every(isTogether)) continue;
			const items = listed(rows.map(({ index }) => String(index)));
			for (const row of rows) {
				if (!problems.has(row)) {
					problems.set(row, `Items ${items} ${what}: nobody knows which of them counts`);
				}
			}
		}
	};
	tell(
		found.flatMap(({ row, keys }) => keys.map((key): [string, ListRow] => [key, row])),
		`have the same ${words}`,
	);
	tell(
		found.flatMap(({ row, known }) => known.map((one): [Existing, ListRow] => [one, row])),
		'are about the same record',
	);
	return problems;
}
