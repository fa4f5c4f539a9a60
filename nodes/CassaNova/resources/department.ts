/** Departments, the Italian "reparti" (document: Department Management). */
import { body } from '../../shared/table/fields';
import { euros } from '../../shared/table/schemas';
import { pick } from '../../shared/table/simplify';
import { crud } from '../records/crud';
import { COLORS } from '../records/enums';
import {
	description,
	descriptionFilter,
	externalId,
	idSalesPoint,
	idsQuery,
	idsSalesPoint,
} from '../fields';
import { departmentFields } from '../newerFields';
import { locator } from '../records/locators';

export const department = crud({
	singular: 'Department',
	label: 'Department (Reparto)',
	plural: 'Departments',
	value: 'department',
	description: 'A group of goods that are sold at the same tax (reparto)',
	path: '/departments',
	item: 'department',
	items: 'departments',
	search: 'searchDepartments',
	doc: 'Department',
	required: [
		description('e.g. Food and drinks', 'Name of the department'),
		body({
			displayName: 'Button Label',
			name: 'descriptionLabel',
			type: 'string',
			default: '',
			placeholder: 'e.g. Food',
			description: "What the department's button on the till says",
		}),
		body({
			displayName: 'Description on Receipt',
			name: 'descriptionReceipt',
			type: 'string',
			default: '',
			placeholder: 'e.g. FOOD',
			description: 'What receipts say. Some printers can only print plain letters and digits.',
		}),
		body(
			locator({
				displayName: 'Tax',
				name: 'idTax',
				description: 'The tax at which the department sells',
				search: 'searchTaxes',
			}),
		),
		body({
			displayName: 'Color',
			name: 'color',
			type: 'options',
			options: COLORS,
			default: '0a7cad',
			description: "Color of the department's button on the till",
		}),
	],
	optional: [
		body(
			{
				displayName: 'Amount Limit',
				name: 'amountLimit',
				type: 'number',
				typeOptions: { numberPrecision: 2 },
				default: 0,
				placeholder: 'e.g. 100',
				hint: 'In euros',
				description:
					'Most that a sale on the department alone, without a product, may come to, in euros',
			},
			{ schema: () => euros() },
		),
		body(externalId),
		...departmentFields,
	],
	createOnly: [idSalesPoint],
	filters: [
		idsSalesPoint,
		descriptionFilter('departments', 'e.g. food'),
		idsQuery('Tax Names or IDs', 'idsTax', 'getTaxes', 'Only departments at these taxes'),
	],
	simplify: pick(
		'description',
		'descriptionLabel',
		'descriptionReceipt',
		'idTax',
		'color',
		'amountLimit',
		'id',
		'externalId',
		'idSalesPoint',
		'lastUpdate',
	),
});
