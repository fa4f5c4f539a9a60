/** What was sold (document: SoldByTax, SoldByCategory, SoldByDepartment, SoldByProduct Management). */
import { option, within } from '../../shared/table/fields';
import type { Endpoint, Field, Resource } from '../../shared/table/types';
import { idsQuery, idsSalesPoint, timeZone } from '../fields';
import { reportDates, soldReport } from '../reports/soldReport';
import type { SoldGrouping } from '../reports/soldSums';

const oneItemWithTotals: Field = option({
	displayName: 'All Rows in One Item',
	name: 'oneItemWithTotals',
	type: 'boolean',
	default: false,
	description:
		'Whether to return one item with all rows and their totals, instead of one item for each row',
});

/** What distinguishes one report from the others. */
interface ReportSpec {
	/** E.g. `Tax`; names of operation, route and row fields follow from it. */
	singular: 'Category' | 'Department' | 'Product' | 'Tax';
	plural: string;
	filters?: Field[];
	partOf?: SoldGrouping['partOf'];
}

/** Not in the document: a product that was sold as a part of a menu or of a composed dish has a row of its own. */
const PART_OF_PRODUCT: SoldGrouping['partOf'] = {
	id: 'idMenuProduct',
	record: 'menuProduct',
	flags: ['isMenuEntry', 'isCompositionEntry'],
};

function soldBy({ singular, plural, filters = [], partOf }: ReportSpec): Endpoint {
	return {
		name: `Get Sales by ${singular}`,
		value: `getSoldBy${singular}`,
		action: `Get sales by ${singular.toLowerCase()}`,
		description: `Get how much was sold of each ${singular.toLowerCase()} in a date range`,
		route: `GET /reports/sold/${plural}`,
		doc: `SoldBy${singular} Management, GetSoldBy${singular}`,
		fields: [
			...reportDates.fields,
			...within('filters', [idsSalesPoint, ...filters]),
			...within('options', [oneItemWithTotals, timeZone]),
		],
		...soldReport({ id: `id${singular}`, record: singular.toLowerCase(), partOf }),
	};
}

/** What was sold at each rate. */
export const soldByTax = soldBy({ singular: 'Tax', plural: 'taxes' });

/** What was sold in each department. */
export const soldByDepartment = soldBy({ singular: 'Department', plural: 'departments' });

export const report: Resource = {
	name: 'Report',
	value: 'report',
	description: 'What was sold in a date range, added up',
	endpoints: [
		soldBy({ singular: 'Category', plural: 'categories' }),
		soldByDepartment,
		soldBy({
			singular: 'Product',
			plural: 'products',
			partOf: PART_OF_PRODUCT,
			filters: [
				idsQuery(
					'Category Names or IDs',
					'idCategories',
					'getCategories',
					'Only products of these categories',
				),
				idsQuery(
					'Department Names or IDs',
					'idDepartments',
					'getDepartments',
					'Only products of these departments (reparti)',
				),
				idsQuery('Product Names or IDs', 'idProducts', 'getProducts', 'Only these products'),
			],
		}),
		soldByTax,
	],
};
