/** "Set Price": one price of a product or a variant, and all its others as they are. */
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../../shared/wire/errors';
import { option, within } from '../../shared/table/fields';
import { numberIn, textIn } from '../../shared/table/checked';
import { InputError } from '../../shared/table/inputError';
import { euros, numeric } from '../../shared/table/schemas';
import { partsOfRoute } from '../../shared/table/table';
import type { ActionCall, Endpoint, Field } from '../../shared/table/types';
import { isAbsent, listOf, recordsIn } from '../../shared/values/records';
import { writeOptions } from '../fields';
import { locator } from '../records/locators';
import { inQueue, apartFromOthers, recordLists } from '../records/queue';
import { findByKey, productOf, surely } from './find';
import type { Readers, CatalogItem } from './find';
import { chosenKey, KEY_FIELD, matchFields } from './matchBy';
import { hasUsualPrice, setPriceIn } from './prices';
import type { PriceFor } from './prices';

const priceFields: Field[] = [
	option(
		{
			displayName: 'New Price',
			name: 'price',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 9.90',
			hint: 'In euros, including tax',
			description:
				'The price from now on. It is the usual one, unless you add a sales mode or a shop below; all other prices stay as they are.',
		},
		{ schema: () => euros({ min: 0 }) },
	),
	...within('additionalFields', [
		option(
			locator({
				displayName: 'Sales Mode',
				name: 'idSalesMode',
				description: 'The sales mode that the price is for, such as take-away',
				search: 'searchSalesModes',
			}),
		),
		option(
			locator({
				displayName: 'Shop',
				name: 'idSalesPoint',
				description: 'The shop that the price is for',
				search: 'searchSalesPoints',
				placeholder: 'e.g. 4711',
			}),
			{ schema: () => numeric({ integer: true }) },
		),
	]),
	...writeOptions,
];

/** What distinguishes a product's price from a variant's. */
export interface PriceSpec {
	/** The record's name in sentences. */
	one: string;
	readers: Readers;
	update: Endpoint;
	/** Fields that name the record by its ID. */
	byId: Field[];
	/** Finds the record that the panel names by its ID. */
	pick: (call: ActionCall) => Promise<CatalogItem>;
	/** Whether it is a variant's. */
	isOfVariant: boolean;
}

/** The operation of products or of variants. */
export function setPrice(spec: PriceSpec): Endpoint {
	const { one, update, byId } = spec;
	return {
		name: 'Set Price',
		value: 'setPrice',
		action: `Set price of ${one}`,
		description: `Set one price of a ${one} and leave all its others as they are`,
		route: update.route,
		doc: `${update.doc}; Price`,
		fields: [...matchFields(one, byId), ...priceFields],
		resumes: 'anew',
		run: async (call) => {
			const set = async () => {
				const found = await find(call, spec);
				const { id } = found.variant ?? found.product;
				const work = async () => await setOne(call, spec, found);
				return await inQueue(call, 'prices', String(id), work);
			};
			// Two that read the same list of prices would each take back what the other one sets.
			return [await apartFromOthers(call, recordLists(call), '', set)];
		},
	};
}

async function find(call: ActionCall, spec: PriceSpec): Promise<CatalogItem> {
	const { readers, isOfVariant } = spec;
	const key = chosenKey(call.input.options);
	if (key === undefined) return await spec.pick(call);
	const found = await findByKey(call, readers, key, textIn(call.input.options, 'matchValue') ?? '');
	if (isOfVariant === (found.variant !== undefined)) return found;
	throw new InputError(
		KEY_FIELD,
		isOfVariant ? 'is that of a product, and not of a variant' : 'is that of a variant',
		`Choose the resource "${isOfVariant ? 'Product' : 'Product Variant'}"; nothing was sent.`,
	);
}

async function setOne(call: ActionCall, spec: PriceSpec, found: CatalogItem): Promise<IDataObject> {
	const { readers, update } = spec;
	const idSalesMode = textIn(call.input.options, 'idSalesMode');
	const idSalesPoint = numberIn(call.input.options, 'idSalesPoint');
	const wanted: PriceFor = {
		...(idSalesMode === undefined ? {} : { idSalesMode }),
		...(idSalesPoint === undefined ? {} : { idSalesPoint }),
	};
	const value = numberIn(call.input.options, 'price') ?? 0;
	const sold = await surely(call, readers, found);
	const record = sold.variant ?? sold.product;
	const { own, isInherited } = await pricesOf(call, readers, sold);
	const { prices, before, isChanged } = setPriceIn(own, wanted, value);
	if (!hasUsualPrice(prices)) {
		throw new InputError(
			'Sales Mode',
			'can have a price only where there is a usual one, without a sales mode',
			'Set the usual price first, without "Sales Mode"; nothing was sent.',
		);
	}
	if (isChanged) await send(call, update, sold, prices);
	if (isChanged && isInherited) call.hint(NOW_ITS_OWN);
	if (isChanged && !sold.variant && recordsIn(sold.product.variants).some(hasPrices)) {
		call.hint(THEY_KEEP_THEIRS);
	}
	const ids = sold.variant ? { id: record.id, idProduct: sold.product.id } : { id: record.id };
	return { ...ids, success: true, changed: isChanged, before, price: value };
}

async function send(
	call: ActionCall,
	update: Endpoint,
	sold: CatalogItem,
	prices: IDataObject[],
): Promise<void> {
	const record = sold.variant ?? sold.product;
	const { method, path } = partsOfRoute(update);
	const filled = path
		.replace('{idproduct}', encodeURIComponent(String(sold.product.id)))
		.replace('{id}', encodeURIComponent(String(record.id)));
	await call.send({ method, path: filled, body: { prices } }).catch((error: unknown) => {
		sold.isDoubtful = true;
		throw error;
	});
	record.prices = prices;
}

/**
 * The prices that count now. Assumption: prices of its own take the place of all those that a variant has from
 * its product (document: ProductVariant, `prices`), so that they are made its own where one of them is set.
 */
async function pricesOf(
	call: ActionCall,
	readers: Readers,
	sold: CatalogItem,
): Promise<{ own: readonly IDataObject[]; isInherited: boolean }> {
	const own = requirePrices(call, sold.variant ?? sold.product);
	if (own.length > 0 || !sold.variant) return { own, isInherited: false };
	const inherited = requirePrices(call, await productOf(call, readers, sold));
	return { own: inherited, isInherited: inherited.length > 0 };
}

const hasPrices = ({ prices }: IDataObject): boolean => recordsIn(prices).length > 0;

const THEY_KEEP_THEIRS =
	'Variants of these products that have prices of their own keep them: set those with the resource "Product Variant".';

const NOW_ITS_OWN =
	'Variants that had the prices of their product have prices of their own now, the same but for the one that was set. What the product costs from now on changes nothing for them.';

/** @throws NodeApiError where a record tells something else than a list: what it costs would be lost */
function requirePrices(call: ActionCall, { prices }: IDataObject): IDataObject[] {
	if (isAbsent(prices) || listOf(prices)) return recordsIn(prices);
	throw apiError(call, {
		problem: 'the record that was read tells no list of prices',
		advice: 'Read it with "Get" to see what came; nothing was sent.',
	});
}
