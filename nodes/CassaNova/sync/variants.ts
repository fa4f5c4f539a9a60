/** Rows that are variants of products: several of them are one product, told apart by option columns. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { recordsIn } from '../../shared/values/records';
import { groupsOf } from '../../shared/values/groups';
import { listed } from '../../shared/values/listed';
import { fold } from '../../shared/values/nameIndex';
import { setPriceIn, usualPriceIn } from '../catalog/prices';
import { isSame } from '../records/upsertFields';
import { columnNamed } from './mapper';
import type { Found, Index } from './matching';
import { OPTIONS } from './options';
import type { AttributeUse, OptionsInUse } from './options';
import {
	editOf,
	changesOf,
	differencesIn,
	fieldsOf,
	problemIn,
	refuseSecond,
	refuseUnknownId,
	requireFields,
	cellValues,
	withBlanksLeft,
} from './record';
import type { Planning } from './record';
import { Awaited } from './steps';
import type { WriteStep } from './steps';
import type { Change, Difference, Existing, ListRow, Planned, SyncKey, VariantSpec } from './types';

/** Columns that are a variant's own; all others are its product's (document: Product, ProductVariant). */
const OF_VARIANT = ['internalId', 'barcodes', 'descriptionReceipt', 'price'];

const isOfVariant = (column: string) => OF_VARIANT.includes(column);
const isOfProduct = (column: string) => !isOfVariant(column);
const isOfItself = (key: SyncKey) => key.isOfVariant === true;
const isOfItsProduct = (key: SyncKey) => !isOfItself(key);

/** What the variants are planned with. */
interface Variants {
	planning: Planning;
	spec: VariantSpec;
	index: Index;
	key: SyncKey;
	inUse: OptionsInUse;
}

/** Rows that are one product. */
interface Group {
	rows: Found[];
	/** The product, where it is there. */
	known?: Existing;
}

/** What is planned for the rows, and the products that they are about. */
export interface VariantPlan {
	planned: Map<ListRow, Planned>;
	named: Existing[];
}

/** Plans all rows of products with variants. */
export function planVariants(
	planning: Planning,
	among: Omit<Variants, 'planning'>,
	found: Found[],
): VariantPlan {
	const planned = new Map<ListRow, Planned>();
	const named: Existing[] = [];
	const variants = { planning, ...among };
	for (const group of groupsIn(planning, among.key, found, planned)) {
		if (group.known) named.push(group.known);
		try {
			planGroup(variants, group, planned);
		} catch (error) {
			const problem = problemIn(error);
			for (const { row, key: told } of group.rows) planned.set(row, invalid(row, told, problem));
		}
	}
	return { planned, named };
}

function invalid({ index }: ListRow, key: string, problem: string): Planned {
	return { index, key, id: null, action: 'invalid', changes: [], problem };
}

/** A row with the product that it is a variant of. */
interface Placed {
	one: Found;
	product?: Existing;
	/** What is the same in all rows of the product. */
	name: string;
}

/** Which rows are one product: by the key that is the product's, by a variant that is there, or by name. */
function groupsIn(
	{ known }: Planning,
	key: SyncKey,
	found: Found[],
	planned: Map<ListRow, Planned>,
): Group[] {
	const byName = groupsOf(
		known.filter((one) => one.hasVariants),
		({ record }) => fold(String(record.description)),
	);
	const placed = found.flatMap((one): Placed[] => {
		const problem = keyProblem(key, one);
		if (problem !== undefined) {
			planned.set(one.row, invalid(one.row, one.key, problem));
			return [];
		}
		const [sold] = one.known;
		const product = sold?.of ?? sold;
		if (product) return [{ one, product, name: String(product.record.id) }];
		if (!key.isOfVariant) return [{ one, product, name: `key ${one.keys.join()}` }];
		const name = fold(String(one.row.cells.get('description') ?? ''));
		const [namesake, ...others] = byName.get(name) ?? [];
		return namesake && others.length === 0
			? [{ one, product: namesake, name: String(namesake.record.id) }]
			: [{ one, name: `name ${name}` }];
	});
	return [...groupsOf(placed, ({ name }) => name).values()].map((group) => {
		const product = group[0]?.product;
		return { rows: group.map(({ one }) => one), ...(product ? { known: product } : {}) };
	});
}

function keyProblem({ words }: SyncKey, { keys, known, row }: Found): string | undefined {
	if (keys.length === 0) return `The row has no ${words}, which tells its product`;
	const products = new Set(known.map((one) => one.of ?? one));
	if (products.size > 1) return `The ${words} belongs to ${products.size} products`;
	const [product] = products;
	if (!product || product.hasVariants || row.options === undefined) return undefined;
	return `The ${words} is that of "${String(product.record.description)}", a product without variants: it can't get any`;
}

function planGroup(variants: Variants, group: Group, planned: Map<ListRow, Planned>): void {
	const { planning, key, index, inUse, spec } = variants;
	const { rows, known } = group;
	const attributes = inUse.attributesOf(rows.map(({ row }) => row));
	refuseSameAttributes(rows, attributes);
	const values = productValues(known ? planning : withBlanksLeft(planning), rows, key);
	for (const { row } of rows) refuseSecond(planning, index, key, row, known, isOfItsProduct);
	const product = known
		? changedProduct(variants, group, known, values, attributes)
		: newProduct(variants, group, values, attributes);
	let isFirst = true;
	for (const { row, key: told, known: own } of rows) {
		try {
			const variant = own.find((one) => one.of !== undefined) ?? product.variantFor(row);
			refuseSecond(planning, index, key, row, variant, isOfItself);
			const outcome = variant
				? changedVariant(variants, row, variant, product)
				: newVariant(spec, planning, row, product, attributes.get(row) ?? []);
			const head = isFirst ? product : undefined;
			isFirst = false;
			const changes = [...(head?.changes ?? []), ...outcome.changes];
			const steps = [...(head?.steps ?? []), ...outcome.steps];
			planned.set(row, {
				index: row.index,
				key: told,
				id: variant?.record.id ?? outcome.id,
				idProduct: product.id,
				action: variant ? (steps.length > 0 ? 'change' : 'unchanged') : 'create',
				changes,
				...(steps.length > 0 ? { steps } : {}),
			});
		} catch (error) {
			planned.set(row, invalid(row, told, problemIn(error)));
		}
	}
}

/** Each row with the options' values that it is. */
type Attributes = Map<ListRow, AttributeUse[]>;

const same = (use: AttributeUse[]) =>
	use
		.map(({ option, value }) => `${fold(option)}=${fold(value)}`)
		.sort()
		.join();

function refuseSameAttributes(rows: Found[], attributes: Attributes): void {
	const told = rows.filter(({ row }) => row.options !== undefined);
	for (const group of groupsOf(told, ({ row }) => same(attributes.get(row) ?? [])).values()) {
		if (group.length < 2) continue;
		throw new InputError(
			OPTIONS,
			`are the same in items ${listed(group.map(({ row }) => String(row.index)))}: nobody knows which of them counts`,
		);
	}
}

/**
 * What the rows say of their product: each column once, because several may leave it blank. Only where all of
 * them do, a blank one clears the field.
 */
function productValues(planning: Planning, rows: Found[], key: SyncKey): Array<[string, unknown]> {
	const byColumn = new Map<string, { value: unknown; index: number }>();
	const wanted = (name: string) => isOfProduct(name) && name !== key.column;
	for (const { row } of rows) {
		for (const [name, value] of cellValues(withBlanksLeft(planning), row, wanted)) {
			const before = byColumn.get(name);
			if (before && !isSame(before.value, value)) {
				throw new InputError(
					columnNamed(planning.spec, name).displayName,
					`differs in items ${before.index} and ${row.index}, which are one product`,
				);
			}
			if (!before) byColumn.set(name, { value, index: row.index });
		}
	}
	const blank = new Map<string, unknown>();
	for (const { row } of rows) {
		const isBlank = (name: string) => wanted(name) && !byColumn.has(name) && !blank.has(name);
		for (const [name, value] of cellValues(planning, row, isBlank)) blank.set(name, value);
	}
	return [...blank, ...[...byColumn].map(([name, { value }]): [string, unknown] => [name, value])];
}

/** The product of a group, as its first row makes or changes it. */
interface GroupProduct {
	id: unknown;
	changes: Change[];
	steps: WriteStep[];
	/** What it costs then; undefined where nobody knows. */
	usual?: unknown;
	/** Its prices before. */
	prices: IDataObject[];
	name: string;
	/** The variant that has the options' values of a row. */
	variantFor: (row: ListRow) => Existing | undefined;
}

function newProduct(
	{ planning, key, inUse }: Variants,
	{ rows }: Group,
	values: Array<[string, unknown]>,
	attributes: Attributes,
): GroupProduct {
	const { spec } = planning;
	refuseUnknownId(spec, key);
	const [first] = rows;
	if (first?.row.options === undefined) {
		throw new InputError(OPTIONS, 'are blank in a row of a product that is not there yet');
	}
	const prices = rows.flatMap(({ row }) => pricesIn(planning, row));
	const own: Array<[string, unknown]> = key.isOfVariant
		? []
		: cellValues(withBlanksLeft(planning), first.row, (name) => name === key.column);
	const filled = [...own, ...values].filter(([, value]) => value !== '');
	const fields = fieldsOf(spec, filled);
	const [usual] = prices;
	const body: IDataObject = {
		...spec.fill(fields),
		...planning.reading.newIn,
		multivariant: true,
		...(usual === undefined ? {} : { prices: [{ value: usual }] }),
		attributes: inUse.asFields([...attributes.values()]) as IDataObject[],
	};
	delete body.descriptionReceipt;
	requireFields(
		spec,
		key,
		body,
		OF_VARIANT.filter((name) => name !== 'price'),
	);
	const id = new Awaited(String(fields.description));
	return {
		id,
		changes: changesOf(differencesIn(planning, {}, filled)),
		steps: [{ endpoint: spec.create, body, gives: id }],
		usual,
		prices: [],
		name: String(fields.description),
		variantFor: () => undefined,
	};
}

/** A blank price says nothing: the variant costs what it costs, or what its product does. */
function pricesIn(planning: Planning, row: ListRow): number[] {
	const read = cellValues(withBlanksLeft(planning), row, (name) => name === 'price');
	return read.map(([, value]) => Number(value));
}

function changedProduct(
	{ planning, inUse }: Variants,
	{ rows }: Group,
	known: Existing,
	values: Array<[string, unknown]>,
	attributes: Attributes,
): GroupProduct {
	const { record } = known;
	const siblings = variantsOf(planning, known);
	const differences = differencesIn(planning, record, values);
	const added = inUse.addedTo(record, [...attributes.values()]);
	if (added) differences.push(added);
	const before = recordsIn(record.prices);
	const common = commonPrice(planning, rows, siblings, (one, row) =>
		inUse.isOf(one.record, attributes.get(row) ?? []),
	);
	const price = common === undefined ? [] : differencesIn(planning, record, [['price', common]]);
	differences.push(...price);
	const body = editOf(differences);
	const path = { id: record.id };
	return {
		id: record.id,
		changes: changesOf(differences),
		steps: differences.length > 0 ? [{ endpoint: planning.spec.update, path, body }] : [],
		usual: common ?? usualPriceIn(before),
		prices: before,
		name: String(record.description),
		variantFor: (row) => {
			const use = attributes.get(row) ?? [];
			return siblings.find((one) => inUse.isOf(one.record, use));
		},
	};
}

function variantsOf({ known }: Planning, product: Existing): Existing[] {
	return known.filter((one) => one.of === product);
}

/**
 * The price of all rows, where they are all of the product's variants: then it is the product's. Where all
 * variants have prices of their own, theirs are what counts.
 */
function commonPrice(
	planning: Planning,
	rows: Found[],
	siblings: Existing[],
	isOf: (variant: Existing, row: ListRow) => boolean,
): number | undefined {
	const prices = rows.map(({ row }) => pricesIn(planning, row)[0]);
	const [first] = prices;
	const isAll = siblings.every((one) =>
		rows.some(({ row, known }) => known.includes(one) || isOf(one, row)),
	);
	const inherits = ({ record }: Existing) => recordsIn(record.prices).length === 0;
	const isInherited = siblings.length === 0 || siblings.some(inherits);
	const isOne = first !== undefined && prices.every((one) => one === first);
	return isAll && isInherited && isOne ? first : undefined;
}

/** What a row changes in a variant, or makes of it. */
interface VariantOutcome {
	id?: unknown;
	changes: Change[];
	steps: WriteStep[];
}

function changedVariant(
	{ planning, spec, key }: Variants,
	row: ListRow,
	{ record }: Existing,
	product: GroupProduct,
): VariantOutcome {
	const wanted = (name: string) => isOfVariant(name) && name !== key.column && name !== 'price';
	const differences = differencesIn(planning, record, cellValues(planning, row, wanted));
	const [price] = pricesIn(planning, row);
	if (price !== undefined) differences.push(...ownPrice(record, price, product));
	if (differences.length === 0) return { changes: [], steps: [] };
	const path = { idproduct: product.id, id: record.id };
	const step = { endpoint: spec.update, path, body: editOf(differences) };
	return { changes: changesOf(differences), steps: [step] };
}

/** A price of the variant's own, unless its product has that one and it has none. */
function ownPrice(record: IDataObject, price: number, product: GroupProduct): Difference[] {
	const own = recordsIn(record.prices);
	if (own.length === 0 && isSame(product.usual ?? null, price)) return [];
	const { prices, before, isChanged } = setPriceIn(
		own.length > 0 ? own : product.prices,
		{},
		price,
	);
	if (own.length > 0 && !isChanged) return [];
	const told = before === null ? null : Number(before);
	return [{ field: 'price', before: told, after: price, body: { prices } }];
}

function newVariant(
	{ create }: VariantSpec,
	planning: Planning,
	row: ListRow,
	product: GroupProduct,
	use: AttributeUse[],
): VariantOutcome {
	if (use.length === 0) {
		throw new InputError(OPTIONS, 'are blank, and nothing else tells which variant is meant');
	}
	const values = cellValues(withBlanksLeft(planning), row, isOfVariant).filter(
		([, value]) => value !== '',
	);
	const { prices, ...fields } = fieldsOf(planning.spec, values);
	const [price] = pricesIn(planning, row);
	const isOwn =
		prices !== undefined && price !== undefined && !isSame(product.usual ?? null, price);
	const id = new Awaited(product.name);
	const body: IDataObject = {
		descriptionReceipt: [product.name, ...use.map(({ value }) => value)].join(' '),
		...fields,
		// Prices of its own take the place of all of its product's: those of sales modes and shops come along.
		...(isOwn ? { prices: setPriceIn(product.prices, {}, price).prices } : {}),
		attributes: use.map(({ idOption, idValue }) => ({
			idOption: idOption as string,
			idOptionValue: idValue as string,
		})),
	};
	const told = use.map(({ option, value }) => `${option}: ${value}`).join(', ');
	return {
		id,
		changes: [
			{ field: 'attributes', before: null, after: told },
			...changesOf(differencesIn(planning, {}, values)),
		],
		steps: [{ endpoint: create, path: { idproduct: product.id }, body, gives: id }],
	};
}
