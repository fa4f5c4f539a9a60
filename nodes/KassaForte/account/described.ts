/**
 * The names of fields that KassaForte's document still has (Get Shop Infos, the changes of MENU, Get Delivery
 * Costs). Any other may be a record's own: the name of a dish, by which a menu holds it.
 */
export const FIELDS: readonly string[] = [
	...['shopOpenStatus', 'delivery', 'pickup'],
	...['categories', 'minimumOrderValue', 'id'],
];
