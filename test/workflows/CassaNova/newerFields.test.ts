/** Fields of newer generations of CassaNova's API through n8n's engine: sent where they were added, and only then. */
import type { INodeParameters } from 'n8n-workflow';
import { byId, ID, OTHER_ID, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const buyer = {
	bankAccountHolder: 'Maria Rossi',
	bankAccountInstitute: 'Banca di Bologna',
	bankAccountIBAN: 'IT60X0542811101000000123456',
	discount1: 10,
	discount4: 2.5,
};
const address = { address: 'Via Rizzoli 8', city: 'Bologna', zipcode: '40125', district: 'BO' };
const person = {
	...address,
	name: 'Maria Rossi',
	dateOfBirth: '1980-05-17',
	gender: 'FEMALE',
};
const tax = { nature: 'N2.1', noFiscalPrint: true, ventilazione: false, atecoCode: '47.11.40' };
const organization = {
	...buyer,
	eInvoiceCode: 'ABC1234',
	pec: 'a@pec.example',
	splitPayment: true,
};

it.each<[string, INodeParameters, INodeParameters]>([
	['customer', person, { ...buyer, lotteryCode: 'ABCD1234' }],
	['organization', { ...address, name: 'Rossi S.r.l.' }, organization],
	['tax', { description: 'Esente', rate: '0' }, tax],
])('creates and changes %s with them', async (resource, required, fields) => {
	const made = await kit.run(`${resource}.create`, { ...required, additionalFields: fields });
	expect(made.words).toBe('');
	expect(await kit.body()).toEqual({
		...required,
		...(resource === 'tax' ? { rate: 0 } : {}),
		...fields,
	});
	await kit.bench.mark();
	const id = byId(String(made.jsons[0]?.id));
	const changed = await kit.run(`${resource}.update`, {
		[`${resource}Id`]: id,
		updateFields: fields,
	});
	expect(changed.words).toBe('');
	expect(await kit.body()).toEqual(fields);
});

it('gives the sales mode of a buyer, and the kind of sale of a department', async () => {
	const [mode] = await kit.records('salesMode');
	const [customer] = await kit.records('customer');
	const idSalesMode = String(mode?.id);
	await kit.run('customer.update', {
		customerId: byId(String(customer?.id)),
		updateFields: { idSalesMode: byId(idSalesMode) },
	});
	expect(await kit.body()).toEqual({ idSalesMode });
	const [department] = await kit.records('department');
	await kit.run('department.update', {
		departmentId: byId(String(department?.id)),
		updateFields: { salesType: 'SERVICES' },
	});
	expect(await kit.body()).toEqual({ salesType: 'SERVICES' });
});

describe('a product', () => {
	const update = async (fields: object, more: INodeParameters = {}) => {
		const [product] = await kit.records('product');
		const productId = byId(String(product?.id));
		const updateFields = fields as INodeParameters;
		const outcome = await kit.run('product.update', { productId, updateFields, ...more });
		return { ...outcome, body: outcome.words === '' ? await kit.body() : undefined };
	};

	it('has costs, images and other products', async () => {
		const { body, words } = await update({
			alternatives: ['p1'],
			relateds: 'p2, p3',
			menu: false,
			composition: true,
			soldOnlyInCompositions: false,
			costs: { entry: [{ idSupplier: ID, cost: '4.20', variation1: '-10', idDepartment: '' }] },
			images: { entry: [{ imageUrl: 'https://example.com/a.jpg' }] },
		});
		expect(words).toBe('');
		expect(body).toEqual({
			alternatives: ['p1'],
			relateds: ['p2', 'p3'],
			menu: false,
			composition: true,
			soldOnlyInCompositions: false,
			costs: [{ idSupplier: ID, cost: 4.2, variation1: -10 }],
			images: [{ imageUrl: 'https://example.com/a.jpg' }],
		});
	});

	it('has courses and components, as fields', async () => {
		const { body, words } = await update({
			courses: {
				entry: [
					{
						description: 'Dolce',
						position: 2,
						min: '1',
						max: '1',
						orderTicketCourse: '',
						courseChoices: { entry: [{ idProduct: '', idCategory: OTHER_ID, quantity: '1' }] },
					},
				],
			},
			components: {
				entry: [
					{
						description: 'Salse',
						position: 0,
						min: '0',
						max: '3',
						orderTicketCourse: '',
						componentChoices: {
							entry: [
								{ idProduct: 'p1', idCategory: '', price: '0.50' },
								{ idProduct: 'p2', idCategory: '', price: '' },
							],
						},
					},
				],
			},
		});
		expect(words).toBe('');
		expect(body).toEqual({
			courses: [
				{
					description: 'Dolce',
					position: 2,
					min: 1,
					max: 1,
					courseChoices: [{ idCategory: OTHER_ID, quantity: 1 }],
				},
			],
			components: [
				{
					description: 'Salse',
					position: 0,
					min: 0,
					max: 3,
					componentChoices: [{ idProduct: 'p1', price: { value: 0.5 } }, { idProduct: 'p2' }],
				},
			],
		});
	});

	it('has components as JSON, prices as they are to go', async () => {
		const price = [{ idSalesMode: 'm1', value: 0.5 }];
		const components = [{ description: 'Salse', componentChoices: [{ idProduct: 'p1', price }] }];
		const { body, words } = await update(
			{ componentsJson: JSON.stringify(components) },
			{ defineUsing: 'json' },
		);
		expect(words).toBe('');
		expect(body).toEqual({ components });
	});

	it.each([
		[{ courses: { entry: [{ description: 'Dolce', courseChoices: {} }] } }, 'at least one choice'],
		[
			{
				components: {
					entry: [
						{
							description: 'Salse',
							componentChoices: { entry: [{ idProduct: 'p', idCategory: 'c' }] },
						},
					],
				},
			},
			'needs either a product or a category, and not both',
		],
		[{ costs: { entry: [{ idSupplier: ID, cost: '' }] } }, 'Cost'],
	])('sends nothing for %j', async (fields, problem) => {
		await kit.expectRefused(await update(fields), problem);
	});
});
