// End-to-end cases of how a CassaNova shop is set up: departments, options, categories, and its customers.

import { oneRow } from '../lib/one-row.mts';
import type { E2eCase, Part } from '../lib/types.mts';

type Rest = Omit<E2eCase, 'node' | 'resource' | 'operation'>;

/** One case; the API key is what it signs in with. */
const one = (resource: string, operation: string, { parameters, ...rest }: Rest): E2eCase => ({
	node: 'cassaNova',
	resource,
	operation,
	parameters: { authentication: 'apiKey', ...parameters },
	items: 1,
	...rest,
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
/** A field of the first item of an earlier case. */
const from = (title: string, field = 'id') =>
	`={{ $('cassaNova ${title}').first().json.${field} }}`;
const odd = 'é & = + " /';

const tax = { description: `IVA ${odd}`, rate: 4.5 };
const department = {
	description: `Banco ${odd}`,
	descriptionLabel: 'Banco',
	descriptionReceipt: 'BANCO',
	color: '98c32c',
};
const idTax = byId(from('tax createOrUpdate'));
const departmentId = byId(from('department create'));

const departments = [
	one('tax', 'createOrUpdate', {
		parameters: { externalId: 'e2e-tax', ...tax },
		json: { created: true },
		request: { route: 'POST /taxes', body: { externalId: 'e2e-tax', ...tax } },
	}),
	one('department', 'create', {
		parameters: {
			...department,
			idTax,
			additionalFields: { externalId: 'e2e-department', amountLimit: 99.5 },
		},
		request: {
			route: 'POST /departments',
			body: { ...department, externalId: 'e2e-department', amountLimit: 99.5 },
		},
	}),
	one('department', 'createOrUpdate', {
		parameters: {
			description: department.description,
			descriptionReceipt: department.descriptionReceipt,
			externalId: 'e2e-department',
			descriptionLabel: 'Banco nuovo',
			idTax,
			additionalFields: { color: department.color },
			options: { batching: { batch: { batchSize: 5, batchInterval: 0 } } },
		},
		json: { created: false },
		request: {
			route: 'PUT /departments/*',
			body: { descriptionLabel: 'Banco nuovo' },
		},
	}),
	one('department', 'update', {
		parameters: { departmentId, updateFields: { color: 'cccccc' } },
		json: { success: true },
		request: { route: 'PUT /departments/*', body: { color: 'cccccc' } },
	}),
	one('department', 'get', {
		parameters: { departmentId },
		json: {
			...department,
			descriptionLabel: 'Banco nuovo',
			color: 'cccccc',
			amountLimit: 99.5,
			tax: { rate: 4.5 },
		},
		request: { route: 'GET /departments/*' },
	}),
	one('department', 'getAll', {
		parameters: { returnAll: true, simplify: true, filters: { description: 'banco' } },
		json: { descriptionLabel: 'Banco nuovo', externalId: 'e2e-department' },
		request: {
			route: 'GET /departments',
			query: { start: '0', limit: '100', description: '"banco"' },
		},
	}),
	one('department', 'delete', {
		parameters: { departmentId },
		json: { deleted: true },
		request: { route: 'DELETE /departments/*' },
	}),
];

const values: Part[] = [
	{ type: 'POSITIVE', value: `Con ${odd}`, position: 0, externalId: 'e2e-value' },
	{ type: 'NEGATIVE', value: 'Senza cipolla', position: 1 },
];
const optionId = byId(from('option create'));

const options = [
	one('option', 'create', {
		parameters: {
			description: 'Farcitura',
			values: { entry: values },
			additionalFields: { externalId: 'e2e-option' },
		},
		request: {
			route: 'POST /options',
			body: { description: 'Farcitura', values, externalId: 'e2e-option' },
		},
	}),
	one('option', 'createOrUpdate', {
		parameters: {
			externalId: 'e2e-option',
			description: 'Farcitura panini',
			defineUsing: 'json',
			valuesJson: JSON.stringify(values),
		},
		json: { created: false },
		// The values are as they were, and aren't sent.
		request: { route: 'PUT /options/*', body: { description: 'Farcitura panini' } },
	}),
	one('option', 'update', {
		parameters: { optionId, updateFields: { description: 'Farciture' } },
		json: { success: true },
		request: { route: 'PUT /options/*', body: { description: 'Farciture' } },
	}),
	one('option', 'get', {
		parameters: { optionId },
		json: { description: 'Farciture', externalId: 'e2e-option' },
		request: { route: 'GET /options/*' },
	}),
	one('option', 'getAll', {
		// All of it was made just now.
		parameters: {
			returnAll: true,
			simplify: true,
			filters: { description: 'farciture', period: 'thisYearSoFar' },
		},
		json: { values: `Con ${odd}, Senza cipolla` },
		request: { route: 'GET /options', query: { description: '"farciture"' } },
	}),
];

const switches = {
	enableForRisto: true,
	enableForSale: true,
	enableForECommerce: false,
	enableForMobileCommerce: false,
	enableForSelfOrderMenu: true,
	enableForKiosk: false,
};
const categoryId = byId(from('category create'));
const modifier = (price: object, order: number) => ({
	idValue: from('option get', `values[${order}].id`),
	...price,
});

const categories = [
	one('category', 'create', {
		parameters: {
			description: `Panini ${odd}`,
			...switches,
			additionalFields: {
				externalId: 'e2e-category',
				modifiers: {
					entry: [
						{
							idOption: from('option create'),
							position: 0,
							values: {
								entry: [
									modifier({ price: '0.5', percentagePrice: '' }, 0),
									modifier({ price: '', percentagePrice: '-10' }, 1),
								],
							},
						},
					],
				},
			},
		},
		request: {
			route: 'POST /categories',
			body: { description: `Panini ${odd}`, ...switches, externalId: 'e2e-category' },
		},
	}),
	one('category', 'createOrUpdate', {
		parameters: {
			externalId: 'e2e-category',
			description: 'Panini',
			additionalFields: { enableForSale: true },
		},
		json: { created: false },
		request: { route: 'PUT /categories/*', body: { description: 'Panini' } },
	}),
	one('category', 'update', {
		parameters: { categoryId, updateFields: { enableForKiosk: true } },
		json: { success: true },
		request: { route: 'PUT /categories/*', body: { enableForKiosk: true } },
	}),
	one('category', 'get', {
		parameters: { categoryId },
		json: {
			description: 'Panini',
			...switches,
			enableForKiosk: true,
			modifiers: [{ position: 0, values: [{ price: 0.5 }, { percentagePrice: -10 }] }],
		},
		request: { route: 'GET /categories/*' },
	}),
	one('category', 'getAll', {
		parameters: { returnAll: true, simplify: true, filters: { description: 'panini' } },
		json: { description: 'Panini', modifiers: 'Farciture' },
		request: { route: 'GET /categories', query: { description: '"panini"' } },
	}),
	one('category', 'sync', {
		parameters: oneRow('description', { description: 'panini', enableForKiosk: 'false' }),
		json: { action: 'change', written: true },
		request: { route: 'PUT /categories/*', body: { enableForKiosk: false } },
	}),
	one('category', 'delete', {
		parameters: { categoryId },
		json: { deleted: true },
		request: { route: 'DELETE /categories/*' },
	}),
	one('option', 'delete', {
		parameters: { optionId },
		json: { deleted: true },
		request: { route: 'DELETE /options/*' },
	}),
];

const address = { address: 'Via Emilia 12', city: 'Modena', zipcode: '41121', district: 'MO' };
const organization = { name: `Circolo ${odd}`, ...address };
const organizationId = byId(from('organization create'));
const person = { name: `Anna ${odd}`, gender: 'FEMALE', ...address };
const customerId = byId(from('customer create'));

const people = [
	one('organization', 'create', {
		parameters: { ...organization, additionalFields: { vatNumber: '01234567890' } },
		request: {
			route: 'POST /organizations',
			body: { ...organization, vatNumber: '01234567890' },
		},
	}),
	one('organization', 'update', {
		parameters: { organizationId, updateFields: { email: 'circolo@example.com' } },
		json: { success: true },
		request: { route: 'PUT /organizations/*', body: { email: 'circolo@example.com' } },
	}),
	one('organization', 'get', {
		parameters: { organizationId },
		json: { ...organization, email: 'circolo@example.com', vatNumber: '01234567890' },
		request: { route: 'GET /organizations/*' },
	}),
	one('organization', 'getAll', {
		parameters: { returnAll: true, simplify: true, filters: { vatNumber: '0123456' } },
		json: { name: organization.name, city: 'Modena' },
		request: { route: 'GET /organizations', query: { vatNumber: '"0123456"' } },
	}),
	one('customer', 'create', {
		parameters: {
			...person,
			// As the editor's date picker writes it.
			dateOfBirth: '1980-05-17T00:00:00',
			additionalFields: {
				externalId: 'e2e-customer',
				idOrganization: organizationId,
			},
		},
		request: {
			route: 'POST /customers',
			body: { ...person, dateOfBirth: '1980-05-17', externalId: 'e2e-customer' },
		},
	}),
	one('customer', 'createOrUpdate', {
		parameters: {
			...person,
			externalId: 'e2e-customer',
			dateOfBirth: '1980-05-18',
		},
		json: { created: false },
		request: { route: 'PUT /customers/*', body: { dateOfBirth: '1980-05-18' } },
	}),
	one('customer', 'update', {
		parameters: { customerId, updateFields: { phoneNumber: '+39 059 000000' } },
		json: { success: true },
		request: { route: 'PUT /customers/*', body: { phoneNumber: '+39 059 000000' } },
	}),
	one('customer', 'get', {
		parameters: { customerId },
		json: {
			...person,
			phoneNumber: '+39 059 000000',
			organization: { name: organization.name },
		},
		request: { route: 'GET /customers/*' },
	}),
	one('customer', 'getAll', {
		parameters: {
			returnAll: true,
			simplify: true,
			filters: { idsOrganization: [from('organization create')] },
		},
		json: { name: person.name, externalId: 'e2e-customer' },
		request: { route: 'GET /customers', query: { start: '0', limit: '100' } },
	}),
	one('customer', 'sync', {
		parameters: oneRow('externalId', { externalId: 'e2e-customer', city: 'Carpi' }),
		json: { action: 'change', key: 'e2e-customer', changes: [{ field: 'city', after: 'Carpi' }] },
		request: { route: 'PUT /customers/*', body: { city: 'Carpi' } },
	}),
	one('customer', 'delete', {
		parameters: { customerId },
		json: { deleted: true },
		request: { route: 'DELETE /customers/*' },
	}),
	one('organization', 'delete', {
		parameters: { organizationId },
		json: { deleted: true },
		request: { route: 'DELETE /organizations/*' },
	}),
];

/** All of them, in an order in which nothing is deleted that is still needed. */
export const cassaNovaCatalog: E2eCase[] = [...departments, ...options, ...categories, ...people];
