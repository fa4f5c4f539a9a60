/** The lists whose records fields take by name as well: departments, categories, shops and so on. */
import type { IDataObject } from 'n8n-workflow';
import type { NamedList, NamedLists } from '../shared/table/namedList';
import { isAbsent, recordsIn } from '../shared/values/records';

/** "This ID is always internally created by APIs": a UUID (document: Common parameters). */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isFilled = (value: unknown) => !isAbsent(value) && value !== '';

/** The texts that stand in some fields of a record. */
const namesIn =
	(...fields: string[]) =>
	(record: IDataObject): string[] =>
		fields
			.map((field) => record[field])
			.filter(isFilled)
			.map(String);

/** A name, and the same with its city, as the panel's lists show it. */
function withCity(record: IDataObject): string[] {
	const [name, city] = [namesIn('name')(record), namesIn('city')(record)];
	return [...name, ...name.flatMap((one) => city.map((other) => `${one}, ${other}`))];
}

function list(
	one: string,
	resource: string,
	namesOf: NamedList['namesOf'],
	more: Partial<NamedList> = {},
): NamedList {
	return { one, resource, namesOf, idOf: ({ id }) => id, isId: (text) => UUID.test(text), ...more };
}

const byDescription = namesIn('description');
const companies = (record: IDataObject) => [...withCity(record), ...namesIn('vatNumber')(record)];

const categories = list('category', 'category', byDescription, { takesPaths: true });
const departments = list('department', 'department', byDescription);
const options = list('product option', 'option', byDescription);
const organizations = list('organization', 'organization', companies);
const salesModes = list('sales mode', 'salesMode', byDescription);
const salesPoints = list('shop', 'salesPoint', withCity, { isId: (text) => /^-?\d+$/.test(text) });
const suppliers = list('supplier', 'supplier', companies);
const taxes = list('tax', 'tax', (record) => [
	...byDescription(record),
	...namesIn('rate')(record).flatMap((rate) => [rate, `${rate}%`]),
]);

/** The values of all options, with the option's name before them or without it. */
const optionValues = list(
	'value of an option',
	'option',
	({ option, value }) =>
		isFilled(value)
			? [String(value), ...[', ', ' / '].map((sign) => `${String(option)}${sign}${String(value)}`)]
			: [],
	{
		rows: ({ description, values }) =>
			recordsIn(values).map((value) => ({ ...value, option: description })),
	},
);

/** By the methods that give them to the panel (pickers.ts). */
export const namedLists: NamedLists = {
	searchCategories: categories,
	getCategories: categories,
	searchDepartments: departments,
	getDepartments: departments,
	searchOptions: options,
	getOptions: options,
	getOptionValues: optionValues,
	searchOrganizations: organizations,
	getOrganizations: organizations,
	searchSalesModes: salesModes,
	getSalesModesOrNone: salesModes,
	searchSalesPoints: salesPoints,
	getSalesPoints: salesPoints,
	getSalesPointsOrNone: salesPoints,
	searchSuppliers: suppliers,
	getSuppliers: suppliers,
	searchTaxes: taxes,
	getTaxes: taxes,
};
