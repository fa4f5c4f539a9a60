/** Makes the body of a document, rows first, and works out forward what it is worth. */
import Big from 'big.js';
import type { Random } from '../core/random.mts';
import { fromCents, splitByWeight, toCents } from '../money.mts';
import type { Fields, Kept, Records } from './records.mts';

/** A row that counts: its final amount after subtotals, negative when it is given back. */
export interface Line {
	cents: number;
	quantity: number;
	/** Per cent; 0 on tax-free documents. */
	rate: number;
	idTax: string | null;
	idProduct: string | null;
	idCategory: string | null;
	idDepartment: string | null;
}

/** What a menu or a composed dish is made of: in no amount, and in the report by product. */
export interface PartOf extends Line {
	entry: 'menu' | 'composition';
	/** The menu or the dish. */
	idMenuProduct: string;
}

export interface Body {
	document: Fields;
	lines: Line[];
	/** What cash was rounded by, as it changes the amount: in no line, and in no report. */
	roundingCents?: number;
	parts?: PartOf[];
	amountCents: number;
}

/** What a body is made of; see the probabilities below. */
export interface BodyOptions {
	/** Cover charges and table names happen. */
	restaurant?: boolean;
	/** Local date and time, for the table's opening and closing. */
	at: string;
}

interface Item {
	product: Kept;
	price: number;
	byWeight: boolean;
	rate: number;
	idTax: string;
}

/** Everything that rows are drawn from, looked up once per generation. */
export interface Assortment {
	items: Item[];
	/** The items once more, more often the quicker they sell. */
	popular: Item[];
	menu: Item;
	/** A product with variants, and its variants' ids. */
	variantItem: Item;
	variantIds: string[];
	/** Values of the modifiers of the coffee bar. */
	modifiers: Array<{ id: string; price?: number; percentagePrice?: number }>;
	coffeeCategory: string;
	departments: Array<{ id: string; idTax: string; rate: number }>;
	coverDepartment: { id: string; idTax: string; rate: number };
	customerIds: string[];
	organizationIds: string[];
	salesModeIds: string[];
}

/** Looks the assortment up in the store. */
export function assortmentOf(records: Records): Assortment {
	const departments = records.all('department').map((department) => ({
		id: department.id,
		idTax: String(department.idTax),
		rate: Number(records.find('tax', department.idTax)?.rate),
		description: String(department.description),
	}));
	const items = records.all('product').map((product): Item => {
		const department = departments.find(({ id }) => id === product.idDepartment);
		const [price] = product.prices as Array<{ value: number }>;
		return {
			product,
			price: price?.value ?? 1,
			byWeight: product.soldByWeight === true,
			rate: department?.rate ?? 0,
			idTax: department?.idTax ?? '',
		};
	});
	const simple = items.filter(({ product }) => !product.multivariant && product.menu !== true);
	const menu = items.find(({ product }) => product.menu === true);
	const variantItem = items.find(({ product }) => product.multivariant === true);
	const coffee = records.all('category').find(({ modifiers }) => Array.isArray(modifiers));
	const coverDepartment = departments.find(({ description }) => description === 'Ristorazione');
	if (!menu || !variantItem || !coffee || !coverDepartment) {
		throw new Error('the catalog lacks its menu, variants, modifiers or restaurant department');
	}
	const [modifier] = coffee.modifiers as Array<{ values: Assortment['modifiers'] }>;
	return {
		items: simple,
		popular: [
			...simple,
			...simple.flatMap((item) =>
				item.product.idCategory === coffee.id ? Array<Item>(8).fill(item) : [],
			),
		],
		menu,
		variantItem,
		variantIds: records
			.all('productVariant')
			.filter(({ idProduct }) => idProduct === variantItem.product.id)
			.map(({ id }) => id),
		modifiers: modifier?.values ?? [],
		coffeeCategory: coffee.id,
		departments,
		coverDepartment,
		customerIds: records.all('customer').map(({ id }) => id),
		organizationIds: records.all('organization').map(({ id }) => id),
		salesModeIds: records.all('salesMode').map(({ id }) => id),
	};
}

/** What a row is worth, rounded once to the cent; never negative here. */
function worth(row: {
	quantity: number;
	price: number;
	percentageVariation: number | null;
	variation: number | null;
	modifiers: Array<{ price?: number; percentagePrice?: number }>;
}): number {
	let percent = new Big(0);
	let increment = new Big(0);
	for (const modifier of row.modifiers) {
		percent = percent.plus(modifier.percentagePrice ?? 0);
		increment = increment.plus(modifier.price ?? 0);
	}
	const unit = new Big(row.price).times(percent.div(100).plus(1)).plus(increment);
	const discounted = unit
		.times(row.quantity)
		.times(new Big(1).minus(new Big(row.percentageVariation ?? 0).div(100)));
	return toCents(discounted.minus(row.variation ?? 0));
}

/** Whether splitting gives every rate the same cents however equal remainders are ranked. */
function splitsClearly(total: number, lines: Line[], parts: number[]): boolean {
	const backwards = splitByWeight(total, lines.map(({ cents }) => cents).reverse()).reverse();
	const byRate = new Map<number, number>();
	lines.forEach(({ rate }, index) => {
		byRate.set(rate, (byRate.get(rate) ?? 0) + (parts[index] ?? 0) - (backwards[index] ?? 0));
	});
	return [...byRate.values()].every((difference) => difference === 0);
}

const PERCENTAGES = [5, 10, 12.5, 20, 33.33, -10];
const VARIATIONS = [0.2, 0.5, 0.35, -0.3];

/** A row of nothing: what every row has. */
export function blankRow(random: Random): Fields {
	return {
		id: random.uuid(),
		subtotal: false,
		refund: false,
		menu: false,
		coverCharge: false,
		idProduct: null,
		idProductVariant: null,
		idCategory: null,
		idDepartment: null,
		idTax: null,
		idSalesMode: null,
		stockMovementEnabled: false,
		idStockMovement: null,
		percentageVariation: null,
		variation: null,
		variationType: null,
		rowModifierValues: [],
		note: null,
	};
}

/** Makes bodies one after another. */
export function createBodies(random: Random, stock: Assortment): (options: BodyOptions) => Body {
	const blank = (): Fields => blankRow(random);

	return ({ restaurant, at }) => {
		const taxFree = random.chance(0.02);
		const rows: Fields[] = [];
		const lines: Line[] = [];
		const parts: PartOf[] = [];

		const push = (row: Fields): void => {
			rows.push({ ...row, rowNumber: rows.length + 1 });
		};
		const count = (row: Fields, rate: number, cents: number): void => {
			push(row);
			lines.push({
				cents: row.refund ? -cents : cents,
				quantity: row.refund ? -Number(row.quantity) : Number(row.quantity),
				rate: taxFree ? 0 : rate,
				idTax: taxFree ? null : (row.idTax as string),
				idProduct: row.idProduct as string | null,
				idCategory: row.idCategory as string | null,
				idDepartment: row.idDepartment as string | null,
			});
		};
		const productRow = (item: Item, more: Fields = {}): void => {
			const quantity = item.byWeight
				? random.int(80, 1850) / 1000
				: random.chance(0.8)
					? 1
					: random.int(2, 6);
			const inCoffee = item.product.idCategory === stock.coffeeCategory;
			const modifiers =
				inCoffee && random.chance(0.15)
					? [
							random.pick(stock.modifiers),
							...(random.chance(0.3) ? [random.pick(stock.modifiers)] : []),
						]
					: [];
			const percentageVariation = random.chance(0.08) ? random.pick(PERCENTAGES) : null;
			const happyHour = random.chance(0.03);
			const draft = {
				quantity,
				price: happyHour ? fromCents(Math.ceil(toCents(item.price) * 0.8)) : item.price,
				percentageVariation,
				variation: null as number | null,
				modifiers,
			};
			if (random.chance(0.06)) {
				const variation = random.pick(VARIATIONS);
				if (worth(draft) > toCents(variation)) draft.variation = variation;
			}
			const { modifiers: _modifiers, ...values } = draft;
			const row = {
				...blank(),
				...values,
				idProduct: item.product.id,
				idCategory: item.product.idCategory,
				idDepartment: item.product.idDepartment,
				idTax: item.idTax,
				idSalesMode: happyHour ? random.pick(stock.salesModeIds) : null,
				variationType: draft.variation === null ? null : 'CUSTOMER',
				stockMovementEnabled: true,
				rowModifierValues: modifiers.map((modifier) => ({
					id: random.uuid(),
					idModifierValue: modifier.id,
					price: modifier.price ?? null,
					percentagePrice: modifier.percentagePrice ?? null,
				})),
				...more,
			};
			count(row, item.rate, worth(draft));
		};
		const departmentRow = (
			department: Assortment['coverDepartment'],
			price: number,
			quantity: number,
			more: Fields,
		): void => {
			const row = {
				...blank(),
				price,
				quantity,
				idDepartment: department.id,
				idTax: department.idTax,
			};
			const values = { price, quantity, percentageVariation: null, variation: null };
			count({ ...row, ...more }, department.rate, worth({ ...values, modifiers: [] }));
		};
		/** A menu counts with its own price; the prices of its parts must not be added to it. */
		const menuRows = (): void => {
			productRow(stock.menu, { menu: true });
			const quantity = rows.at(-1)?.quantity;
			for (let part = 0; part < 3; part++) {
				const { product, price, rate, idTax } = random.pick(stock.items);
				const { id: idProduct, idCategory, idDepartment } = product;
				const ids = { idProduct, idCategory, idDepartment, idTax };
				push({
					...blank(),
					...ids,
					composition: true,
					quantity,
					price,
					stockMovementEnabled: true,
				});
				parts.push({
					entry: 'menu',
					idMenuProduct: stock.menu.product.id,
					cents: toCents(new Big(price).times(Number(quantity))),
					quantity: Number(quantity),
					rate,
					idTax,
					idProduct,
					idCategory: String(idCategory),
					idDepartment: String(idDepartment),
				});
			}
		};
		/** Closes the rows since the last subtotal with a discount or surcharge on their sum. */
		const subtotal = (since: number): void => {
			const covered = lines.slice(since).filter(({ cents }) => cents > 0);
			const base = covered.reduce((total, { cents }) => total + cents, 0);
			const percentage = random.chance(0.5) ? random.pick([5, 7.5, 10, -3]) : null;
			const variation = percentage === null ? random.pick([0.5, 0.99, 2, -1]) : null;
			const change = toCents(
				new Big(base)
					.times(percentage ?? 0)
					.div(10000)
					.plus(variation ?? 0),
			);
			const weights = covered.map(({ cents }) => cents);
			const parts = splitByWeight(change, weights);
			const applies = change < base && splitsClearly(change, covered, parts);
			if (applies) {
				covered.forEach((line, index) => {
					line.cents -= parts[index] ?? 0;
				});
			}
			push({
				...blank(),
				subtotal: true,
				quantity: 1,
				price: fromCents(base),
				percentageVariation: applies ? percentage : null,
				variation: applies ? variation : null,
				variationType: applies && variation !== null ? 'CUSTOMER' : null,
			});
		};
		const free = random.chance(0.007);
		if (free) {
			productRow(random.pick(stock.items));
			const line = lines[0];
			const row = rows[0];
			if (line && row) {
				line.cents = 0;
				Object.assign(row, { percentageVariation: 100, variation: null, variationType: null });
			}
		} else if (random.chance(0.02)) {
			productRow(random.pick(stock.items), { refund: true });
		} else {
			const sales = random.chance(0.6) ? random.int(1, 2) : random.int(2, restaurant ? 9 : 5);
			for (let index = 0; index < sales; index++) {
				if (random.chance(0.05)) menuRows();
				else if (random.chance(0.04)) {
					productRow(stock.variantItem, { idProductVariant: random.pick(stock.variantIds) });
				} else if (random.chance(0.05)) {
					const department = random.pick(stock.departments);
					departmentRow(department, random.int(50, 2999) / 100, 1, {});
				} else productRow(random.pick(stock.popular));
			}
			if (sales > 1 && random.chance(0.12)) {
				subtotal(0);
				if (random.chance(0.3)) {
					const since = lines.length;
					productRow(random.pick(stock.items));
					productRow(random.pick(stock.items));
					subtotal(since);
				}
			}
			if (restaurant && random.chance(0.4)) {
				departmentRow(stock.coverDepartment, 2.5, random.int(1, 5), { coverCharge: true });
			}
			if (random.chance(0.03)) productRow(random.pick(stock.items), { refund: true });
		}

		const amountCents = lines.reduce((total, { cents }) => total + cents, 0);
		const covers = random.int(1, 5);
		const customer = random.chance(0.08) ? random.pick(stock.customerIds) : null;
		return {
			lines,
			parts,
			amountCents,
			document: {
				id: random.uuid(),
				idOrganization:
					customer === null && random.chance(0.03) ? random.pick(stock.organizationIds) : null,
				idCustomer: customer,
				taxFree,
				amount: fromCents(amountCents),
				change: 0,
				rows,
				payments: [],
				orderSummary: restaurant
					? {
							openingTime: `${at.slice(0, 13)}:00:00`,
							closingTime: at,
							amount: fromCents(amountCents),
							covers,
							tableName: `Tavolo ${random.int(1, 24)}`,
						}
					: null,
				user: { id: 'cassa-1', name: 'Cassa 1' },
				note: null,
			},
		};
	};
}
