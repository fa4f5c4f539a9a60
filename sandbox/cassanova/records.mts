/** The store behind the ten kinds of records that CassaNova lets clients create, edit and delete. */
import { Refusal, type Handler, type VendorContext } from '../core/vendor.mts';
import { emptyAnswer, refusal, showTimestamp } from './assumptions.mts';
import { showOtherwise } from './record-form.mts';
import { RESOURCES, type Resource, type ResourceName } from './resources.mts';
import { dayOf, daysOf, inOrder, isListed, isWithin, pageOf } from './paging.mts';

export type Fields = Record<string, unknown>;

/** A record as it is kept: references are ids, lastUpdate is in milliseconds. */
export interface Kept extends Fields {
	id: string;
	lastUpdate: number;
}

export interface Records {
	handlers: Record<string, Handler>;
	/** Adds a record without asking the client rules; returns it. */
	add(name: ResourceName, fields: Fields, parentId?: string): Kept;
	/** Asks the client rules; `ownId` is that of the record that is edited. @throws Refusal */
	check(name: ResourceName, fields: Fields, ownId?: string): void;
	find(name: ResourceName, id: unknown): Kept | undefined;
	all(name: ResourceName): Kept[];
	/** A record as the API shows it, with its references resolved. */
	view(name: ResourceName, record: Kept): Fields;
	/** Adds copies of the list's first record in front of it. */
	insertFront(name: ResourceName, count: number): void;
	counters(): Record<string, number>;
}

const VARIANTS: ResourceName = 'productVariant';

function contains(record: Fields, field: string, part: unknown): boolean {
	if (part === undefined) return true;
	return String(record[field] ?? '')
		.toLowerCase()
		.includes(String(part).toLowerCase());
}

/** Builds an empty store. */
export function createRecords(context: VendorContext): Records {
	const { random, now, config } = context;
	const tables = new Map<ResourceName, Map<string, Kept>>();
	const names = Object.keys(RESOURCES) as ResourceName[];
	for (const name of names) tables.set(name, new Map());
	const table = (name: ResourceName): Map<string, Kept> => tables.get(name)!;

	const timestamp = (at: number): number | string => showTimestamp(at, config);

	const shownRecord = (name: ResourceName, record: Kept): Fields =>
		config.cassaNovaRecordForm === 'otherwise'
			? (showOtherwise(view(name, record)) as Fields)
			: view(name, record);

	/** Elements of a list get ids of their own, at every depth that the API shows ids on. */
	const withIds = (list: unknown, depth: number): unknown =>
		Array.isArray(list)
			? list.map((item: Fields) => ({
					...item,
					id: random.uuid(),
					...(depth > 1 && 'values' in item ? { values: withIds(item.values, depth - 1) } : {}),
				}))
			: list;

	const prepare = (fields: Fields): Fields => {
		const prepared = { ...fields };
		if ('values' in fields) {
			const values = withIds(fields.values, 1) as Fields[];
			prepared.values = values.map((value) => ({ ...value, lastUpdate: now() }));
		}
		if ('modifiers' in fields) prepared.modifiers = withIds(fields.modifiers, 2);
		if (
			'attributes' in fields &&
			(fields.attributes as Fields[]).some((item) => 'values' in item)
		) {
			prepared.attributes = withIds(fields.attributes, 2);
		}
		return prepared;
	};

	const optionValue = (idOption: unknown, idValue: unknown): Fields | undefined => {
		const values = table('option').get(String(idOption))?.values as Fields[] | undefined;
		return values?.find((value) => value.id === idValue);
	};

	const showOption = (id: unknown): Fields | undefined => {
		const option = table('option').get(String(id));
		return option && view('option', option);
	};
	const showValue = (value: Fields): Fields => ({
		...value,
		externalId: value.externalId ?? null,
		lastUpdate: timestamp(Number(value.lastUpdate)),
	});
	const showOptionUse = ({ id, position, idOption, values }: Fields): Fields => ({
		id,
		position,
		option: showOption(idOption),
		values: (values as Fields[]).map(({ idValue, ...value }) => ({
			...value,
			value: showValue(optionValue(idOption, idValue) ?? {}),
		})),
	});

	const nested: Record<string, (record: Kept) => Fields> = {
		option: ({ values }) => ({ values: (values as Fields[]).map(showValue) }),
		category: ({ modifiers }) => ({
			modifiers: ((modifiers ?? []) as Fields[]).map(showOptionUse),
		}),
		product: (product) => ({
			modifiers: ((product.modifiers ?? []) as Fields[]).map(showOptionUse),
			attributes: product.multivariant
				? ((product.attributes ?? []) as Fields[]).map(showOptionUse)
				: null,
			variants: product.multivariant
				? [...table(VARIANTS).values()]
						.filter(({ idProduct }) => idProduct === product.id)
						.map((variant) => view(VARIANTS, variant))
				: null,
			tags: product.tags ?? [],
			barcodes: product.multivariant ? null : (product.barcodes ?? []),
		}),
		productVariant: (variant) => ({
			description:
				variant.description ?? table('product').get(String(variant.idProduct))?.description,
			barcodes: variant.barcodes ?? [],
			attributes: ((variant.attributes ?? []) as Fields[]).map(({ idOption, idOptionValue }) => ({
				idOption,
				idOptionValue,
				option: showOption(idOption),
				value: showValue(optionValue(idOption, idOptionValue) ?? {}),
			})),
		}),
	};

	function view(name: ResourceName, record: Kept): Fields {
		const { nullable, references, hidden = [] } = RESOURCES[name];
		const shown: Fields = { ...record, lastUpdate: timestamp(record.lastUpdate) };
		for (const field of nullable) shown[field] ??= null;
		for (const { field, as, to } of references) {
			const target = table(to).get(String(record[field]));
			if (as) shown[as] = target ? view(to, target) : null;
		}
		Object.assign(shown, nested[name]?.(record));
		for (const field of hidden) delete shown[field];
		return shown;
	}

	const checkOptionUses = (uses: unknown, field: string): void => {
		for (const { idOption, values, idOptionValue } of (uses ?? []) as Fields[]) {
			if (!table('option').has(String(idOption))) {
				throw new Refusal(refusal(400, `error.notfound: ${field}/idOption`));
			}
			const ids = values ? (values as Fields[]).map(({ idValue }) => idValue) : [idOptionValue];
			if (ids.some((id) => !optionValue(idOption, id))) {
				throw new Refusal(refusal(400, `error.notfound: ${field}/values`));
			}
		}
	};

	const check = (name: ResourceName, fields: Fields, ownId?: string): void => {
		for (const { field, to } of RESOURCES[name].references) {
			if (fields[field] !== undefined && !table(to).has(String(fields[field]))) {
				throw new Refusal(refusal(400, `error.notfound: ${field}`));
			}
		}
		checkOptionUses(fields.modifiers, 'modifiers');
		checkOptionUses(fields.attributes, 'attributes');
		const { externalId } = fields;
		if (externalId === undefined) return;
		for (const other of table(name).values()) {
			if (other.externalId === externalId && other.id !== ownId) {
				throw new Refusal(refusal(400, 'error.unique: externalId'));
			}
		}
	};

	const add: Records['add'] = (name, fields, parentId) => {
		const parent = parentId === undefined ? {} : { idProduct: parentId };
		const record = { id: random.uuid(), ...prepare(fields), ...parent, lastUpdate: now() };
		table(name).set(record.id, record);
		return record;
	};

	/** Variants belong to their product and don't keep it; they are deleted with it. */
	const isReferenced = (name: ResourceName, id: string): boolean =>
		names.some(
			(other) =>
				other !== name &&
				!(name === 'product' && other === VARIANTS) &&
				[...table(other).values()].some((record) => JSON.stringify(record).includes(id)),
		);

	/** The record of a path, or 404; of a variant also its product must fit. */
	const addressed = (name: ResourceName, params: Record<string, string>): Kept => {
		const record = table(name).get(params.id ?? '');
		if (!record || (name === VARIANTS && record.idProduct !== params.idproduct)) {
			throw new Refusal(refusal(404, 'error.notfound: id'));
		}
		return record;
	};

	const checkParent = (name: ResourceName, params: Record<string, string>): string | undefined => {
		if (name !== VARIANTS) return undefined;
		if (!table('product').has(params.idproduct ?? '')) {
			throw new Refusal(refusal(404, 'error.notfound: idproduct'));
		}
		return params.idproduct;
	};

	const selected = (name: ResourceName, query: Fields, parentId?: string): Kept[] => {
		const { like, listed = {}, matches } = RESOURCES[name];
		const days = daysOf(query, 'lastUpdate', context);
		return [...table(name).values()].filter(
			(record) =>
				(parentId === undefined || record.idProduct === parentId) &&
				isListed(query.ids, record.id) &&
				(record.idSalesPoint === undefined || isListed(query.idsSalesPoint, record.idSalesPoint)) &&
				isWithin(dayOf(record.lastUpdate), days) &&
				like.every((field) => contains(record, field, query[field])) &&
				Object.entries(listed).every(([filter, field]) => isListed(query[filter], record[field])) &&
				(!matches || matches(record, query)),
		);
	};

	const handlersOf = (name: ResourceName, resource: Resource): Record<string, Handler> => ({
		[`new${resource.operation}`]: ({ body, params }) => {
			const fields = body as Fields;
			const parentId = checkParent(name, params);
			check(name, fields);
			return { body: { id: add(name, fields, parentId).id } };
		},
		[`edit${resource.operation}`]: ({ body, params }) => {
			const record = addressed(name, params);
			const fields = body as Fields;
			check(name, fields, record.id);
			Object.assign(record, prepare(fields), { lastUpdate: now() });
			return emptyAnswer(config);
		},
		[`delete${resource.operation}`]: ({ params }) => {
			const { id } = addressed(name, params);
			if (isReferenced(name, id)) throw new Refusal(refusal(400, 'error.referenced: id'));
			table(name).delete(id);
			if (name === 'product') {
				for (const variant of [...table(VARIANTS).values()]) {
					if (variant.idProduct === id) table(VARIANTS).delete(variant.id);
				}
			}
			return emptyAnswer(config);
		},
		[`get${resource.operation}`]: ({ params }) => ({
			body: { [resource.one]: shownRecord(name, addressed(name, params)) },
		}),
		[resource.listOperation]: ({ params, query }) => {
			const found = selected(name, query, checkParent(name, params));
			const sorted = inOrder(found, query.sorts, (record, key) => record[key]);
			const page = pageOf(sorted, query, config).map((record) => shownRecord(name, record));
			return { body: { [resource.many]: page, totalCount: found.length } };
		},
	});

	return {
		handlers: Object.assign({}, ...names.map((name) => handlersOf(name, RESOURCES[name]))),
		add,
		check,
		find: (name, id) => table(name).get(String(id)),
		all: (name) => [...table(name).values()],
		view,
		insertFront(name, count) {
			const old = [...table(name).values()];
			const model = old[0];
			if (!model) return;
			table(name).clear();
			for (let index = 0; index < count; index++) {
				const copy: Kept = { ...model, id: random.uuid(), lastUpdate: now() };
				delete copy.externalId;
				table(name).set(copy.id, copy);
			}
			for (const record of old) table(name).set(record.id, record);
		},
		counters: () => Object.fromEntries(names.map((name) => [name, table(name).size])),
	};
}
