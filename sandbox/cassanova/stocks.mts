/** CassaNova's stock: levels per shop and product (or variant), and their movements. */
import { Refusal, type CheckedRequest, type Handler, type VendorContext } from '../core/vendor.mts';
import Big from 'big.js';
import { emptyAnswer, refusal, showTimestamp } from './assumptions.mts';
import { SALES_POINTS } from './catalog.mts';
import { dayOf, daysOf, inOrder, isListed, isWithin, pageOf } from './paging.mts';
import type { Fields, Records } from './records.mts';

interface Stock {
	idProduct: string | null;
	idProductVariant: string | null;
	manageStock: boolean;
	warningLevel: number | null;
	quantity: number;
}

interface Movement extends Fields {
	id: string;
	at: number;
	idProduct: string | null;
	idProductVariant: string | null;
}

export interface Stocks {
	handlers: Record<string, Handler>;
	/** Makes a movement without asking the client rules; returns its id. */
	move(idSalesPoint: number, fields: Fields): string;
	counters(): Record<string, number>;
}

/** Builds the stock of all shops; every product starts with a level of its own. */
export function createStocks(context: VendorContext, records: Records): Stocks {
	const { random, now, config } = context;
	const levels = new Map<string, Stock>();
	const movements = new Map<number, Movement[]>();

	const timestamp = (at: number): number | string => showTimestamp(at, config);

	const shopOf = ({ params }: CheckedRequest): number => {
		const id = Number(params.idSalesPoint);
		if (!SALES_POINTS.some((shop) => shop.id === id)) {
			throw new Refusal(refusal(404, 'error.notfound: idSalesPoint'));
		}
		return id;
	};

	const levelOf = (shop: number, itemId: string, isVariant: boolean): Stock => {
		const key = `${shop}/${itemId}`;
		const known = levels.get(key);
		if (known) return known;
		const made: Stock = {
			idProduct: isVariant ? null : itemId,
			idProductVariant: isVariant ? itemId : null,
			manageStock: true,
			warningLevel: 5,
			quantity: 20,
		};
		levels.set(key, made);
		return made;
	};

	/** The level that a body or row names; 400 when the product has variants and none is named. */
	const named = (shop: number, { idProduct, idProductVariant }: Fields): Stock => {
		if (idProductVariant !== undefined && idProductVariant !== null) {
			if (!records.find('productVariant', idProductVariant)) {
				throw new Refusal(refusal(400, 'error.notfound: idProductVariant'));
			}
			return levelOf(shop, String(idProductVariant), true);
		}
		const product = records.find('product', idProduct);
		if (!product) throw new Refusal(refusal(400, 'error.notfound: idProduct'));
		if (product.multivariant) {
			throw new Refusal(refusal(400, 'error.path.missing: idProductVariant'));
		}
		return levelOf(shop, product.id, false);
	};

	const all = (shop: number): Stock[] => [
		...records
			.all('product')
			.filter(({ multivariant }) => !multivariant)
			.map(({ id }) => levelOf(shop, id, false)),
		...records.all('productVariant').map(({ id }) => levelOf(shop, id, true)),
	];

	const isAsked = (item: Pick<Stock, 'idProduct' | 'idProductVariant'>, query: Fields): boolean =>
		isListed(query.idProduct, item.idProduct) &&
		isListed(query.idProductVariant, item.idProductVariant);

	const move: Stocks['move'] = (shop, fields) => {
		const level = named(shop, fields);
		const quantity = Number(fields.quantity ?? 0);
		level.quantity = Number(new Big(level.quantity).plus(quantity).toString());
		const movement: Movement = {
			id: random.uuid(),
			idProduct: level.idProduct,
			idProductVariant: level.idProductVariant,
			quantity,
			note: fields.note ?? null,
			reason: fields.reason ?? null,
			idSalesPoint: shop,
			at: now(),
		};
		const list = movements.get(shop) ?? [];
		list.push(movement);
		movements.set(shop, list);
		return movement.id;
	};

	return {
		move,
		counters: () => ({
			stockMovements: [...movements.values()].reduce((total, list) => total + list.length, 0),
		}),
		handlers: {
			getStock: (request) => {
				const found = all(shopOf(request)).filter((stock) => isAsked(stock, request.query));
				const sorted = inOrder(found, request.query.sorts, (stock, key) => Reflect.get(stock, key));
				return {
					body: { stocks: pageOf(sorted, request.query, config), totalCount: found.length },
				};
			},
			editStock: (request) => {
				const { manageStock, warningLevel } = request.body as Partial<Stock>;
				const level = named(shopOf(request), request.body as Fields);
				if (manageStock !== undefined) level.manageStock = manageStock;
				if (warningLevel !== undefined) level.warningLevel = warningLevel;
				return emptyAnswer(config);
			},
			getStockMovements: (request) => {
				const { query } = request;
				const days = daysOf(query, 'datetime', context, { weeks: 1 });
				const found = (movements.get(shopOf(request)) ?? []).filter(
					(movement) => isAsked(movement, query) && isWithin(dayOf(movement.at), days),
				);
				const page = pageOf(found, query, config).map(({ at, ...movement }) => ({
					...movement,
					date: timestamp(at),
					lastUpdate: timestamp(at),
				}));
				return { body: { stockMovements: page, totalCount: found.length } };
			},
			newStockMovement: (request) => {
				const shop = shopOf(request);
				const fields = request.body as Fields;
				const level = named(shop, fields);
				if (!level.manageStock) throw new Refusal(refusal(400, 'error.stock.notmanaged'));
				if (new Big(level.quantity).plus(Number(fields.quantity ?? 0)).lt(0)) {
					throw new Refusal(refusal(400, 'error.stock.insufficient: quantity'));
				}
				return { body: { id: move(shop, fields) } };
			},
		},
	};
}
