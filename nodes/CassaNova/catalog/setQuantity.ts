/** "Set Quantity": the movement that brings a stock to what was counted (document: Stock, StockMovement). */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { sendOnce } from '../../shared/once/sendOnce';
import { shapeAnswer } from '../../shared/run/output';
import { numberIn, textIn } from '../../shared/table/checked';
import { option, within } from '../../shared/table/fields';
import { InputError } from '../../shared/table/inputError';
import { partsOfRoute } from '../../shared/table/table';
import type { ActionCall, Endpoint } from '../../shared/table/types';
import { decimal, decimalToString, isZero, subtract } from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import { accountOf } from '../../shared/wire/account';
import { apiError, leavesOutcomeOpen } from '../../shared/wire/errors';
import { writeOptions } from '../fields';
import { inQueue, apartFromOthers, isMany } from '../records/queue';
import { checkStockItem, movementWords, salesPointId, stockItem } from '../records/stockFields';
import { findById, findByKey, hasVariants, readCatalog } from './find';
import type { CatalogItem, Readers } from './find';
import { chosenKey, KEY_FIELD, matchFields } from './matchBy';
import { givenQuantity } from './quantity';
import { levelIn, stockNamed, readStock, stockKey } from './stockLevels';
import type { StockItem } from './stockLevels';

/** The operations that it consists of. */
export interface QuantityParts {
	readers: Readers;
	stocks: Endpoint;
	createMovement: Endpoint;
}

/** The usual reason of a movement that brings a stock to what was counted. */
export const USUAL_REASON = 'CORRECTION';

/** What is remembered of such a movement. */
export const correctionWords = movementWords({
	note: 'e.g. Stocktaking of 31 December',
	reason: USUAL_REASON,
	why: 'Why the stock changes',
});

/** The operation of the stock. */
export function setQuantity(parts: QuantityParts): Endpoint {
	const { createMovement } = parts;
	return {
		name: 'Set Quantity',
		value: 'setQuantity',
		action: 'Set quantity of stock',
		description: 'Bring a stock to the quantity that is there, by the movement that it takes',
		route: createMovement.route,
		doc: `${createMovement.doc}; Stock Management, GetStock`,
		fields: [
			salesPointId,
			...matchFields('product or variant', stockItem),
			option(
				{
					displayName: 'New Quantity',
					name: 'quantity',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. 17',
					hint: 'What is there, not what is added',
					description:
						'How much there is, in the unit that the stock is counted in. What differs from what CassaNova knows becomes a movement; where nothing differs, nothing is sent.',
				},
				{ schema: () => givenQuantity },
			),
			...within('additionalFields', correctionWords),
			...writeOptions,
		],
		check: (input) => {
			if (chosenKey(input.options) === undefined) checkStockItem(input);
		},
		resumes: 'anew',
		run: async (call) => {
			const item = await stockItemOf(call, parts.readers);
			const key = stockKey(item);
			const shop = String(call.input.path.idSalesPoint);
			const records = ['CassaNova stock', accountOf(call)];
			const own = JSON.stringify([shop, key]);
			// Two that read the same stock would each move what both have found missing.
			const work = async () =>
				await apartFromOthers(call, records, own, async () => await setOne(call, parts, item));
			return [await inQueue(call, `stock ${shop}`, key, work)];
		},
	};
}

/**
 * What is meant: by its IDs, or by the key that was chosen.
 * @throws InputError where the key tells nothing, or several, or a product whose variants are kept in stock;
 * NodeApiError where the catalog can't be read
 */
export async function stockItemOf(call: ActionCall, readers: Readers): Promise<StockItem> {
	const { options, body: fields } = call.input;
	const key = chosenKey(options);
	if (key === undefined) {
		const idProduct = textIn(fields, 'idProduct');
		const idProductVariant = textIn(fields, 'idProductVariant');
		return { idProduct, idProductVariant };
	}
	const found = await findByKey(call, readers, key, textIn(options, 'matchValue') ?? '');
	const idProduct = String(found.product.id);
	if (found.variant) return { idProduct, idProductVariant: String(found.variant.id) };
	if (!hasVariants(found)) return { idProduct };
	throw new InputError(
		KEY_FIELD,
		'is that of a product with variants, each of which has a stock of its own',
		'Give the key of the variant; nothing was sent.',
	);
}

/** What an execution knows of a shop's stock, by what is kept in it. */
interface Levels {
	known: Map<string, IDataObject>;
	/** What an item has moved that failed, where it may have been moved all the same. */
	open: Set<string>;
}

async function setOne(
	call: ActionCall,
	parts: QuantityParts,
	item: StockItem,
): Promise<IDataObject> {
	const levels = await levelsOf(call);
	if (levels.open.has(stockKey(item))) throw stillOpen(call);
	const known = levels.known.get(stockKey(item));
	const level = known ?? (await readLevel(call, parts, levels, item));
	if (level.manageStock === false) {
		throw new InputError(
			'Product',
			'has a stock that is not managed, so that its quantity can not be changed',
			'Switch on "Manage Stock" with Stock > Update first; nothing was sent.',
		);
	}
	const quantity = numberIn(call.input.options, 'quantity') ?? 0;
	const before = quantityOf(call, level);
	const moved = subtract(decimal(quantity), before);
	const note = textIn(call.input.body, 'note');
	const reason = textIn(call.input.body, 'reason') ?? USUAL_REASON;
	const told = {
		idSalesPoint: Number(call.input.path.idSalesPoint),
		...(item.idProduct === undefined ? {} : { idProduct: item.idProduct }),
		...(item.idProductVariant === undefined ? {} : { idProductVariant: item.idProductVariant }),
		success: true,
		changed: !isZero(moved),
		before: Number(decimalToString(before)),
		quantity,
		moved: Number(decimalToString(moved)),
	};
	if (isZero(moved)) return { ...told, idStockMovement: null };
	const sent = {
		...stockNamed(item),
		quantity: told.moved,
		...(note === undefined ? {} : { note }),
		reason,
	};
	const id = await move(call, parts.createMovement, sent).catch((error: unknown) => {
		if (leavesOutcomeOpen(error)) levels.open.add(stockKey(item));
		levels.known.delete(stockKey(item));
		throw error;
	});
	levels.known.set(stockKey(item), { ...level, quantity });
	return { ...told, idStockMovement: id };
}

async function move(call: ActionCall, create: Endpoint, sent: IDataObject): Promise<string> {
	const { input } = call;
	const { method, path } = partsOfRoute(create);
	const filled = path.replace(
		'{idSalesPoint}',
		encodeURIComponent(String(input.path.idSalesPoint)),
	);
	const request = { method, path: filled, body: sent };
	const made = await sendOnce(call, request, async () => {
		const own = call.with(create, { ...input, body: sent });
		return shapeAnswer(own, await call.send(request));
	});
	return String(made.id);
}

/** What is read now may not show yet what the vendor is still at. */
function stillOpen(call: ActionCall): Error {
	return apiError(call, {
		problem: 'it is not known whether an earlier item has moved this stock',
		advice:
			'Look at the stock, then run this item again: what is there then is what it starts from.',
	});
}

const levelsOf = async (call: ActionCall): Promise<Levels> =>
	await call.once(
		`stock levels ${String(call.input.path.idSalesPoint)}`,
		async () =>
			await Promise.resolve({ known: new Map<string, IDataObject>(), open: new Set<string>() }),
	);

/**
 * Reads what a shop has of something, or of everything where many items ask.
 *
 * Assumption: of a product that the list of a shop doesn't hold, there is none. A filter that finds nothing may have been
 * read otherwise by the account: the whole list decides.
 * @throws NodeApiError where it can't be read
 */
async function readLevel(
	call: ActionCall,
	parts: QuantityParts,
	levels: Levels,
	item: StockItem,
): Promise<IDataObject> {
	const found = isMany(call) ? undefined : await readLevels(call, parts.stocks, levels, item);
	const level = found ?? (await readLevels(call, parts.stocks, levels, item, true));
	if (level) return level;
	await requireStockItem(call, parts.readers, item);
	return { ...item, quantity: 0 };
}

/**
 * Looks for what a shop has none of: there may be no such thing.
 * @throws InputError where there isn't, or where it has variants, each of which has a stock of its own
 */
async function requireStockItem(
	call: ActionCall,
	readers: Readers,
	{ idProduct, idProductVariant }: StockItem,
): Promise<void> {
	const found = await findStockItem(call, readers, idProduct, idProductVariant);
	if (!found) {
		throw new InputError(
			idProductVariant === undefined ? 'Product' : 'Product Variant',
			`is "${idProductVariant ?? String(idProduct)}", which CassaNova does not know`,
			'Choose another one; nothing was sent.',
		);
	}
	if (idProductVariant !== undefined || !hasVariants(found)) return;
	throw new InputError(
		'Product',
		'has variants, each of which has a stock of its own',
		'Choose the "Product Variant" as well; nothing was sent.',
	);
}

async function findStockItem(
	call: ActionCall,
	readers: Readers,
	idProduct: string | undefined,
	idProductVariant: string | undefined,
): Promise<CatalogItem | undefined> {
	if (idProduct === undefined) {
		const all = await readCatalog(call, readers);
		return all.find(({ sold }) => sold.variant?.id === idProductVariant)?.sold;
	}
	return await findById(call, readers, idProduct, idProductVariant).catch((error: unknown) => {
		if (error instanceof NodeApiError && error.httpCode === '404') return undefined;
		throw error;
	});
}

async function readLevels(
	call: ActionCall,
	stocks: Endpoint,
	levels: Levels,
	item: StockItem,
	isWhole = false,
): Promise<IDataObject | undefined> {
	const { idProduct, idProductVariant } = item;
	const narrowed =
		idProductVariant === undefined
			? { idProduct: [idProduct] }
			: { idProductVariant: [idProductVariant] };
	const shop = String(call.input.path.idSalesPoint);
	for (const record of await readStock(call, stocks, shop, isWhole ? {} : narrowed)) {
		// What was moved meanwhile by an earlier item is newer.
		if (!levels.known.has(stockKey(record))) levels.known.set(stockKey(record), record);
	}
	return levels.known.get(stockKey(item));
}

/** @throws NodeApiError where the record tells none, unless it is absent: then nothing came in yet */
function quantityOf(call: ActionCall, record: IDataObject): Decimal {
	const read = levelIn(record);
	if (read) return read;
	throw apiError(call, {
		problem: 'the stock that was read tells no quantity',
		advice: 'Read it with Stock > Get Many to see what came; nothing was sent.',
	});
}
