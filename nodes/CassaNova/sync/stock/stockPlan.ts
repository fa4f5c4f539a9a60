/** What is to be done with each row of a list of stock: settings and movements against what is there. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/table/inputError';
import type { Endpoint } from '../../../shared/table/types';
import { groupsOf } from '../../../shared/values/groups';
import { mapSteps } from '../../../shared/values/inTurns';
import { listed } from '../../../shared/values/listed';
import { decimal, decimalToString, isZero, subtract } from '../../../shared/values/money';
import type { Steps } from '../../../shared/values/steps';
import { levelIn, stockNamed, stockKey } from '../../catalog/stockLevels';
import type { StockItem } from '../../catalog/stockLevels';
import { isSame } from '../../records/upsertFields';
import { columnNamed, isBlankCell } from '../mapper';
import type { Mapped } from '../mapper';
import { findFor, indexOf, keysOf, knownBy } from '../matching';
import type { Found, Index } from '../matching';
import type { Plan } from '../plan';
import { problemIn } from '../record';
import type { WriteStep } from '../steps';
import type { Change, Existing, ListRow, Planned, SyncKey } from '../types';
import { stockKind, wantedIn } from './stockColumns';
import type { WantedStock } from './stockColumns';

/** What the rows of a list of stock are planned with. */
export interface StockPlanning {
	keys: SyncKey[];
	/** Products and variants. */
	known: readonly Existing[];
	/** What each shop has, by {@link stockKey}; of every shop that a row names. */
	levels: Map<number, Map<string, IDataObject>>;
	/** The shop of a row. @throws InputError where there is none */
	shopOf: (row: ListRow) => number;
	/** Sent with each movement. */
	words: IDataObject;
	createMovement: Endpoint;
	update: Endpoint;
	/** What becomes of stock that no row is about. */
	notInList: 'leave' | 'setToZero' | 'show';
	/** So many stocks may be set to zero because no row is about them. */
	zeroAtMost: number;
}

/** A row with what it is about. */
interface PlacedRow {
	found: Found;
	shop?: number;
	sold?: Existing;
	problem?: string;
}

/** Plans every row, in the order of the list. */
export function* planStock(planning: StockPlanning, { rows, key }: Mapped): Steps<Plan> {
	const index = yield* indexOf(planning.keys, planning.known);
	const placed = yield* mapSteps(rows, (row) => placeRow(planning, index, key, row));
	const doubles = doublesIn(placed);
	const planned = yield* mapSteps(placed, (one) => planPlaced(planning, one, doubles.get(one)));
	const isUnread = planned.some(({ action }) => action === 'invalid');
	const loose = placed.flatMap(({ found: { isLoose, row } }) => (isLoose ? [row.index] : []));
	return { rows: planned, loose, ...planRest(planning, key, placed, isUnread) };
}

function placeRow(planning: StockPlanning, index: Index, key: SyncKey, row: ListRow): PlacedRow {
	const found = findFor(index, key, row);
	try {
		const sold = onlyOne(found, key);
		refuseAnother(planning, index, key, row, sold);
		return { found, shop: planning.shopOf(row), sold };
	} catch (error) {
		return { found, problem: problemIn(error) };
	}
}

/** @throws InputError where a row isn't about one thing that has a stock */
function onlyOne({ keys, known, key: written }: Found, { column }: SyncKey): Existing {
	const { displayName } = columnNamed(stockKind, column);
	if (keys.length === 0) {
		throw new InputError(displayName, 'is empty, and it tells what the row is about');
	}
	const [only] = known;
	if (!only) {
		throw new InputError(displayName, `is "${written}", which nothing in CassaNova has`);
	}
	if (known.length > 1) {
		const ids = known.map(({ record }) => String(record.id)).join(', ');
		throw new InputError(displayName, `is "${written}", which ${known.length} have: ${ids}`);
	}
	if (!only.hasVariants) return only;
	throw new InputError(
		displayName,
		'is that of a product with variants, each of which has a stock of its own: give the internal ID, barcode or CassaNova ID of the variant',
	);
}

/** @throws InputError where another key of the row is that of something else */
function refuseAnother(
	{ keys }: StockPlanning,
	index: Index,
	key: SyncKey,
	{ cells }: ListRow,
	sold: Existing,
): void {
	for (const other of keys) {
		const cell = cells.get(other.column);
		if (other === key || isBlankCell(cell)) continue;
		const known = knownBy(index, other, cell);
		if (known.length === 0 || known.some((one) => one === sold || one === sold.of)) continue;
		throw new InputError(
			columnNamed(stockKind, other.column).displayName,
			`belongs to ${String(known[0]?.record.id)}, and the ${key.words} to ${String(sold.record.id)}`,
		);
	}
}

function doublesIn(placed: PlacedRow[]): Map<PlacedRow, string> {
	const problems = new Map<PlacedRow, string>();
	const whole = placed.filter(({ problem }) => problem === undefined);
	const told = ({ shop, sold }: PlacedRow) => `${String(shop)} ${String(sold?.record.id)}`;
	for (const group of groupsOf(whole, told).values()) {
		if (group.length === 1) continue;
		const items = listed(group.map(({ found }) => String(found.row.index)));
		for (const one of group) {
			problems.set(
				one,
				`Items ${items} are about the same stock: nobody knows which of them counts`,
			);
		}
	}
	return problems;
}

function planPlaced(
	planning: StockPlanning,
	{ found, shop, sold, problem }: PlacedRow,
	double: string | undefined,
): Planned {
	const { row, key } = found;
	const told = { index: row.index, key, ...idsOf(sold), ...inShop(shop) };
	if (problem !== undefined || double !== undefined || !sold || shop === undefined) {
		return { ...told, action: 'invalid', changes: [], problem: problem ?? double };
	}
	try {
		return { ...told, ...bring(planning, shop, itemOf(sold), wantedIn(row)) };
	} catch (error) {
		return { ...told, action: 'invalid', changes: [], problem: problemIn(error) };
	}
}

const inShop = (shop: number | undefined) => (shop === undefined ? {} : { idSalesPoint: shop });

function idsOf(sold: Existing | undefined): Pick<Planned, 'id' | 'idProduct'> {
	const id = sold?.record.id ?? null;
	return sold?.of ? { id, idProduct: sold.of.record.id } : { id };
}

function itemOf({ record, of }: Existing): StockItem {
	return of ? { idProductVariant: String(record.id) } : { idProduct: String(record.id) };
}

/** What brings a stock to what is wanted. @throws InputError where it can't be brought there */
function bring(
	{ levels, words, createMovement, update }: StockPlanning,
	shop: number,
	item: StockItem | IDataObject,
	{ quantity, ...settings }: WantedStock,
): Pick<Planned, 'action' | 'changes' | 'steps'> {
	// Assumption: of what the list of a shop doesn't hold, there is none.
	const level = levels.get(shop)?.get(stockKey(item)) ?? {};
	const path = { idSalesPoint: shop };
	const changed = Object.entries(settings).filter(([name, value]) => !isSame(level[name], value));
	const changes = changed.map(
		([field, after]): Change => ({
			field,
			before: level[field] ?? null,
			after,
		}),
	);
	const move = quantity === undefined ? undefined : movementTo(level, quantity);
	const isManaged = level.manageStock !== false || settings.manageStock === true;
	if (move && !isManaged) {
		throw new InputError(
			'Quantity',
			'can\'t be set: this stock is not managed. A column "Manage Stock" with "Yes" switches that on',
		);
	}
	const edit: WriteStep[] =
		changed.length === 0
			? []
			: [{ endpoint: update, path, body: { ...stockNamed(item), ...Object.fromEntries(changed) } }];
	const movement: WriteStep[] = move
		? [
				{
					endpoint: createMovement,
					path,
					body: { ...stockNamed(item), quantity: move.moved, ...words },
				},
			]
		: [];
	// A stock that is no longer managed takes no movement.
	const steps = settings.manageStock === false ? [...movement, ...edit] : [...edit, ...movement];
	if (steps.length === 0) return { action: 'unchanged', changes: [] };
	const counted = move ? [{ field: 'quantity', before: move.before, after: quantity }] : [];
	return { action: 'change', changes: [...counted, ...changes], steps };
}

/** @throws InputError where the stock that was read tells no quantity */
function movementTo(
	level: IDataObject,
	quantity: number,
): { before: number; moved: number } | undefined {
	const before = levelIn(level);
	if (!before) {
		throw new InputError('Quantity', "can't be set: the stock that was read tells no quantity");
	}
	const moved = subtract(decimal(quantity), before);
	if (isZero(moved)) return undefined;
	return { before: Number(decimalToString(before)), moved: Number(decimalToString(moved)) };
}

/** Stock of the shops that rows name, of which no row is. */
function planRest(
	planning: StockPlanning,
	key: SyncKey,
	placed: PlacedRow[],
	isUnread: boolean,
): Pick<Plan, 'absent' | 'absentCount' | 'refusal'> {
	const { known, levels, notInList, zeroAtMost } = planning;
	const named = new Set(
		placed.map(({ shop, sold }) => (sold ? `${String(shop)} ${stockKey(itemOf(sold))}` : '')),
	);
	const byKey = new Map(known.map((one) => [stockKey(itemOf(one)), one]));
	const absent = [...levels].flatMap(([shop, ofShop]) =>
		[...ofShop].flatMap(
			([at, level]): Array<{ plain: Planned; shop: number; level: IDataObject }> => {
				if (named.has(`${shop} ${at}`)) return [];
				const sold = byKey.get(at);
				const id = sold?.record.id ?? Object.values(stockNamed(level))[0] ?? null;
				const told = sold ? (keysOf(key, sold)[0] ?? '') : '';
				const ids = sold ? idsOf(sold) : { id };
				const plain: Planned = {
					action: 'absent',
					key: told,
					...ids,
					...inShop(shop),
					changes: [],
				};
				return [{ plain, shop, level }];
			},
		),
	);
	const absentCount = absent.length;
	const plain = absent.map((one) => one.plain);
	if (notInList === 'leave') return { absent: [], absentCount };
	if (notInList === 'show') return { absent: plain, absentCount };
	const zeroed = absent.map(({ plain: told, shop, level }): Planned => {
		if (level.manageStock === false || !levelIn(level)) return told;
		const { changes, steps } = bring(planning, shop, level, { quantity: 0 });
		return steps ? { ...told, changes, steps } : told;
	});
	const many = zeroed.filter(({ steps }) => steps !== undefined).length;
	if (many === 0 || (many <= zeroAtMost && !isUnread)) return { absent: zeroed, absentCount };
	const refusal = isUnread
		? 'Nothing was set to zero: rows that are invalid may be about that stock.'
		: `Nothing was set to zero: ${many} stocks are not in the list, and "Set to Zero at Most" allows ${zeroAtMost}.`;
	return { absent: plain, absentCount, refusal };
}
