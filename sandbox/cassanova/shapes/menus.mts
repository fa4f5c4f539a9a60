/** Receipts with menus and composed dishes, whose parts the report by product shows by themselves. */
import { fromCents } from '../../money.mts';
import type { PartOf } from '../rows.mts';
import { inCash, sold, type Draw, type RowSpec, type Till } from '../till.mts';

type Item = Till['stock']['menu'];

/** A product at a price of its own, or with `refund` its return. */
function productRow(till: Till, item: Item, cents: number, refund = false): RowSpec {
	const { id: idProduct, idCategory, idDepartment } = item.product;
	const { row, line } = sold(
		till,
		{ id: String(idDepartment), idTax: item.idTax, rate: item.rate },
		cents,
		refund,
	);
	const ids = { idProduct, idCategory: String(idCategory) };
	return { row: { ...row, ...ids }, ...(line ? { line: { ...line, ...ids } } : {}) };
}

/** A menu or a composed dish that has the price, and what it is made of, which has none in the amount. */
function composed(
	till: Till,
	entry: PartOf['entry'],
	whole: Item,
	parts: Array<[item: Item, cents: number]>,
	refund = false,
): RowSpec[] {
	const cents = parts.reduce((sum, [, part]) => sum + part, till.random.int(600, 1400));
	const { row, line } = productRow(till, whole, cents, refund);
	const head = { row: { ...row, menu: entry === 'menu' }, line };
	return [
		head,
		...parts.map(([item, partCents]): RowSpec => {
			const spec = productRow(till, item, partCents, refund);
			const part = spec.line && { ...spec.line, entry, idMenuProduct: whole.product.id };
			const more = { composition: true, price: fromCents(partCents) };
			return { row: { ...spec.row, ...more }, ...(part ? { part } : {}) };
		}),
	];
}

/** The same products by themselves, in menus and in composed dishes. */
export const MENUS: Draw[] = [
	// A menu with a part that costs something and one that doesn't, which is sold by itself, too.
	(till) => {
		const [water, coffee] = till.stock.items as [Item, Item];
		const menu = composed(till, 'menu', till.stock.menu, [
			[water, 0],
			[coffee, 120],
		]);
		return inCash(till, [...menu, productRow(till, water, 150)]);
	},
	// A composed dish with the same product, beside the menu.
	(till) => {
		const [water, coffee, dish] = till.stock.items as [Item, Item, Item];
		return inCash(till, [
			...composed(till, 'composition', dish, [[water, 80]]),
			...composed(till, 'menu', till.stock.menu, [
				[coffee, 0],
				[water, 90],
			]),
		]);
	},
	// Another menu with the same product, and one that is both a dish and a part.
	(till) => {
		const [water, , dish, other] = till.stock.items as [Item, Item, Item, Item];
		return inCash(
			till,
			composed(till, 'menu', other, [
				[dish, till.random.int(100, 400)],
				[water, 0],
			]),
		);
	},
	// A menu comes back, with all its parts.
	(till) => {
		const [water] = till.stock.items as [Item];
		return inCash(till, composed(till, 'menu', till.stock.menu, [[water, 110]], true));
	},
];
