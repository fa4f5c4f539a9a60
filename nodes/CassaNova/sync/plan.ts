/** What is to be done with each row: the list against what is there. Pure functions. */
import { mapSteps } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/steps';
import type { Mapped } from './mapper';
import { doubleRows, findFor, indexOf, keysOf, recordsNamedIn } from './matching';
import type { Found, Index } from './matching';
import type { OptionsInUse } from './options';
import { planChange, planCreate, problemIn } from './record';
import type { Planning } from './record';
import type { Existing, ListRow, Planned, SyncKey, SyncSpec } from './types';
import { planVariants } from './variants';

/** The plan for all rows and, where they are wanted, for the records that no row names. */
export interface Plan {
	rows: Planned[];
	absent: Planned[];
	/** Records that no row names, whether they come out or not. */
	absentCount: number;
	/** Why nothing is taken off sale, though that was chosen. */
	refusal?: string;
	/** Indexes of the items whose records were found by a key that is written otherwise. */
	loose: number[];
}

/** Plans every row, in the order of the list. */
export function* planRows(
	planning: Planning,
	mapped: Mapped,
	inUse: OptionsInUse | undefined,
): Steps<Plan> {
	const { spec, known } = planning;
	const { key } = mapped;
	const index = yield* indexOf(spec.keys, known);
	const found = yield* mapSteps(mapped.rows, (row) => findFor(index, key, row));
	// Rows of one product share the key that is the product's.
	const isTogether = ({ options }: ListRow) => options !== undefined && !key.isOfVariant;
	const problems = doubleRows(found, key, isTogether);
	const ofVariants = found.filter(
		({ row, known: [only] }) => (row.options ?? only?.of) !== undefined && !problems.has(row),
	);
	const variants =
		spec.variants && inUse
			? planVariants(planning, { spec: spec.variants, inUse, index, key }, ofVariants)
			: { planned: new Map<ListRow, Planned>(), named: [] };
	const rows = yield* mapSteps(
		found,
		(one) =>
			variants.planned.get(one.row) ?? planRow(planning, index, key, one, problems.get(one.row)),
	);
	// Also by rows that are invalid because they find another record, or none, by the key that was chosen.
	const byAnyKey = yield* mapSteps(mapped.rows, (row) => recordsNamedIn(index, spec.keys, row));
	const named = new Set([
		...found.flatMap((one) => one.known),
		...byAnyKey.flat(),
		...variants.named,
	]);
	for (const one of [...named]) if (one.of) named.add(one.of);
	const absent = known.filter((one) => !named.has(one) && one.of === undefined);
	const isUnread = found.some(({ keys }) => keys.length === 0);
	const loose = found.filter(({ isLoose }) => isLoose).map(({ row }) => row.index);
	return { rows, loose, ...planAbsent(planning, key, absent, isUnread) };
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
	const id = known.length === 1 ? (only?.record.id ?? null) : null;
	const told = { index: row.index, key: found.key, id };
	try {
		const problem = double ?? keyProblem(planning.spec, key, found);
		if (problem !== undefined) return { ...told, action: 'invalid', changes: [], problem };
		return only
			? { ...told, ...planChange(planning, index, key, row, only) }
			: { ...told, ...planCreate(planning, index, key, row) };
	} catch (error) {
		return { ...told, action: 'invalid', changes: [], problem: problemIn(error) };
	}
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
	return undefined;
}

function planAbsent(
	{ spec, choices }: Planning,
	key: SyncKey,
	absent: Existing[],
	isUnread: boolean,
): Pick<Plan, 'absent' | 'absentCount' | 'refusal'> {
	const absentCount = absent.length;
	if (choices.notInList === 'leave') return { absent: [], absentCount };
	const plain = absent.map(
		(one): Planned => ({
			action: 'absent',
			key: keysOf(key, one)[0] ?? '',
			id: one.record.id,
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
		const steps = [{ endpoint: spec.update, path: { id: record.id }, body }];
		return changes.length === 0 ? same : { ...same, changes, steps };
	});
	const many = off.filter(({ steps }) => steps !== undefined).length;
	if (many > choices.takeOffAtMost || isUnread) {
		const refusal = isUnread
			? 'Nothing was taken off sale: rows without a key may be about those records.'
			: `Nothing was taken off sale: ${many} records are not in the list, and "Take Off at Most" allows ${choices.takeOffAtMost}.`;
		return { absent: plain, absentCount, refusal };
	}
	return { absent: off, absentCount };
}
