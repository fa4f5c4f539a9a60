/** Checks the OpenAPI files: sound in themselves, whole against the documents, strict on bodies. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { OpenAPISchemaValidator } from 'express-openapi-validator/dist/framework/openapi.schema.validator.js';
import { parse } from 'yaml';
import { startVendors, type RunningSandbox } from '../../sandbox/core/sandbox.mts';
import type { Vendor } from '../../sandbox/core/vendor.mts';

interface Operation {
	operationId: string;
	/** Only newer generations of the API have it. */
	'x-newer'?: boolean;
	parameters?: unknown[];
	requestBody?: unknown;
}

interface Document {
	paths: Record<string, Record<string, Operation>>;
}

const METHODS = ['get', 'put', 'post', 'delete'];
const folder = join(import.meta.dirname, '..', '..', 'sandbox', 'openapi');
const load = (file: string): Document =>
	parse(readFileSync(join(folder, file), 'utf8')) as Document;

/** `METHOD /path operationId` of every operation, sorted. */
function operationsOf(
	{ paths }: Document,
	isWanted: (operation: Operation) => boolean = () => true,
): string[] {
	return Object.entries(paths)
		.flatMap(([path, item]) =>
			METHODS.filter((method) => method in item && isWanted(item[method]!)).map(
				(method) => `${method.toUpperCase()} ${path} ${item[method]!.operationId}`,
			),
		)
		.sort();
}

/** Lines as the document writes them (`:id`, section name) in the form of operationsOf(). */
function transcribed(text: string): string[] {
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const [method, path = '', section = ''] = line.trim().split(' ');
			const id = section.charAt(0).toLowerCase() + section.slice(1);
			return `${method} ${path.replace(/:(\w+)/g, '{$1}')} ${id}`;
		})
		.sort();
}

function referencesIn(node: unknown): string[] {
	if (typeof node !== 'object' || node === null) return [];
	return Object.entries(node).flatMap(([key, value]) =>
		key === '$ref' ? [value as string] : referencesIn(value),
	);
}

// The sections of the document in their order, with the methods of the curl examples.
const CASSANOVA = transcribed(`
	POST /taxes NewTax
	PUT /taxes/:id EditTax
	DELETE /taxes/:id DeleteTax
	GET /taxes/:id GetTax
	GET /taxes GetTaxes
	POST /departments NewDepartment
	PUT /departments/:id EditDepartment
	DELETE /departments/:id DeleteDepartment
	GET /departments/:id GetDepartment
	GET /departments GetDepartments
	POST /options NewOption
	PUT /options/:id EditOption
	DELETE /options/:id DeleteOption
	GET /options/:id GetOption
	GET /options GetOptions
	POST /categories NewCategory
	PUT /categories/:id EditCategory
	DELETE /categories/:id DeleteCategory
	GET /categories/:id GetCategory
	GET /categories GetCategories
	POST /organizations NewOrganization
	PUT /organizations/:id EditOrganization
	DELETE /organizations/:id DeleteOrganization
	GET /organizations/:id GetOrganization
	GET /organizations GetOrganizations
	POST /customers NewCustomer
	PUT /customers/:id EditCustomer
	DELETE /customers/:id DeleteCustomer
	GET /customers/:id GetCustomer
	GET /customers GetCustomers
	POST /products NewProduct
	PUT /products/:id EditProduct
	DELETE /products/:id DeleteProduct
	GET /products/:id GetProduct
	GET /products GetProducts
	POST /products/:idproduct/variants NewProductVariant
	PUT /products/:idproduct/variants/:id EditProductVariant
	DELETE /products/:idproduct/variants/:id DeleteProductVariant
	GET /products/:idproduct/variants/:id GetProductVariant
	GET /products/:idproduct/variants GetProductVariants
	POST /salesmodes NewSalesMode
	PUT /salesmodes/:id EditSalesMode
	DELETE /salesmodes/:id DeleteSalesMode
	GET /salesmodes/:id GetSalesMode
	GET /salesmodes GetSalesModes
	POST /suppliers NewSupplier
	PUT /suppliers/:id EditSupplier
	DELETE /suppliers/:id DeleteSupplier
	GET /suppliers GetSuppliers
	GET /suppliers/:id GetSupplier
	GET /salespoint GetSalesPoint
	GET /stocks/:idSalesPoint GetStock
	PUT /stocks/:idSalesPoint EditStock
	GET /stocks/:idSalesPoint/movements GetStockMovements
	POST /stocks/:idSalesPoint/movements NewStockMovement
	GET /reports/sold/taxes GetSoldByTax
	GET /reports/sold/categories GetSoldByCategory
	GET /reports/sold/departments GetSoldByDepartment
	GET /reports/sold/products GetSoldByProduct
	GET /documents/receipts GetReceipts
	GET /documents/invoices GetInvoices
	GET /documents/creditnotes GetCreditNotes
	GET /documents/bills GetBills
`);

const CASSANOVA_AUTHENTICATION = transcribed(`
	POST /apikey/token apikeyToken
	GET /oauth/authorize oauthAuthorize
	POST /oauth/token oauthToken
	GET /oauth/revoke oauthRevoke
`);

const KASSANDRO_BOTH = `
	GET /createtoken createToken
	GET /gettoken getToken
	GET /deletetoken deleteToken
	GET /articles getArticles
	GET /paymentmethods getPaymentMethods
	GET /receipts getReceipts
	GET /receipts/:receiptNumber getReceipt
	GET /receipts/count getReceiptsCount
	GET /cdn/storage/files.attachments/:path downloadAttachment
`;

const KASSAFORTE = transcribed(`
	GET /v1/infos getInfos
	GET /v1/openhours getOpenHours
	GET /v1/menu getMenu
	GET /v1/deliverycosts getDeliveryCosts
	POST /v1/order postOrder
	GET /v1/order/:orderId getOrderStatus
	GET /v1/discountcode checkDiscountCode
	GET /v1/coupon checkCoupon
	POST /v1/contactrequest sendContactRequest
`);

const FILES = [
	'cassanova.yaml',
	'kassandro-account.yaml',
	'kassandro-cashregister.yaml',
	'kassaforte.yaml',
];

for (const file of FILES) {
	test(`${file} is sound OpenAPI 3.1`, () => {
		const document = load(file);
		const validator = new OpenAPISchemaValidator({ version: '3.1.0', validateApiSpec: true });
		assert.deepEqual(validator.validate(document as never).errors, []);
		const ids = operationsOf(document).map((line) => line.split(' ')[2]);
		assert.equal(new Set(ids).size, ids.length, 'operation ids are unique');
		for (const reference of referencesIn(document)) {
			const target = reference
				.slice(2)
				.split('/')
				.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], document);
			assert.ok(target, `${reference} leads somewhere`);
		}
	});
}

test('CassaNova has the 63 operations of its document and the authentication', () => {
	assert.equal(CASSANOVA.length, 63);
	assert.deepEqual(
		operationsOf(load('cassanova.yaml'), (operation) => !operation['x-newer']),
		[...CASSANOVA, ...CASSANOVA_AUTHENTICATION].sort(),
	);
});

test('what newer generations of CassaNova added is marked', () => {
	assert.deepEqual(
		operationsOf(load('cassanova.yaml'), (operation) => operation['x-newer'] === true),
		transcribed(`
			GET /documents/orders getOrders
			POST /documents/orders/batch newOrders
			GET /documents/orders/:id getOrder
			PUT /documents/orders/:id/prepayment editPrepayment
			GET /fidelitycards getFidelityCards
			GET /fidelitycircuit getFidelityCircuits
			GET /fidelitypointsaccounts getFidelityPointsAccounts
			GET /fidelitypointstransactions getFidelityPointsTransactions
			GET /fidelityprepaidaccounts getFidelityPrepaidAccounts
			GET /fidelityprepaidtransactions getFidelityPrepaidTransactions
			POST /products/batch batchProducts
			GET /reconciliations getReconciliations
			GET /risto/rooms getRooms
			GET /risto/tables getTables
			GET /webhooks getWebhooks
		`),
	);
});

test('Kassandro has the endpoints of either kind of token', () => {
	assert.deepEqual(
		operationsOf(load('kassandro-account.yaml')),
		transcribed(`${KASSANDRO_BOTH.trimEnd()}\n\tGET /cashregisters getCashRegisters`),
	);
	assert.deepEqual(
		operationsOf(load('kassandro-cashregister.yaml')),
		transcribed(
			`${KASSANDRO_BOTH.trimEnd()}
			POST /receipts createReceipt
			POST /receiptattachment uploadReceiptAttachment`,
		),
	);
});

test('KassaForte has the operations of its document', () => {
	assert.deepEqual(operationsOf(load('kassaforte.yaml')), KASSAFORTE);
});

test('every CassaNova write wants X-Requested-With, every data operation X-Version', () => {
	for (const [path, item] of Object.entries(load('cassanova.yaml').paths)) {
		for (const [method, { parameters = [], operationId }] of Object.entries(item)) {
			if (/^(oauth|apikey)/.test(operationId)) continue;
			const names = referencesIn(parameters).map((reference) => reference.split('/').at(-1));
			assert.ok(names.includes('XVersion'), `${method} ${path}`);
			assert.equal(names.includes('XRequestedWith'), method !== 'get', `${method} ${path}`);
		}
	}
});

describe('what the CassaNova description refuses', () => {
	/** Answers every operation that passes the description with an id. */
	const yes = (): Vendor => ({
		name: 'cassaNova',
		documents: [{ file: 'sandbox/openapi/cassanova.yaml', basePath: '', accepts: () => true }],
		handlers: new Proxy({}, { get: () => () => ({ body: { id: 'new' } }) }) as Vendor['handlers'],
		connection: (origin) => ({ origin }),
		authenticate: () => ({ identity: undefined }),
		refuse: ({ status, message }) => ({ status, body: { message } }),
		state: () => ({}),
	});
	let sandbox: RunningSandbox;
	let origin: string;
	before(async () => {
		sandbox = await startVendors({ cassaNova: yes });
		origin = sandbox.connections.cassaNova!.origin as string;
	});
	after(() => sandbox.close());

	const post = async (path: string, body: unknown, headers = {}): Promise<number> => {
		const response = await fetch(`${origin}${path}`, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'X-Version': '1.0.0',
				'X-Requested-With': '*',
				...headers,
			},
			body: JSON.stringify(body),
		});
		await response.text();
		return response.status;
	};
	const channels = ['Risto', 'Sale', 'ECommerce', 'MobileCommerce', 'SelfOrderMenu', 'Kiosk'];
	const flags = Object.fromEntries(channels.map((channel) => [`enableFor${channel}`, true]));
	const product = {
		description: 'Caffè',
		descriptionLabel: 'Caffè',
		descriptionExtended: 'Caffè espresso',
		idDepartment: 'd',
		idCategory: 'c',
		soldByWeight: false,
		multivariant: false,
		...flags,
		prices: [{ value: 1.1 }, { idSalesMode: 'm', value: 1.3 }],
		descriptionReceipt: 'CAFFE',
		internalId: '1',
	};
	const { descriptionReceipt: _receipt, internalId: _internal, ...variants } = product;
	const attributes = [{ idOption: 'o', position: 1, values: [{ idValue: 'v' }] }];
	const modifier = (value: object) => ({
		description: 'Bar',
		...flags,
		modifiers: [{ idOption: 'o', position: 1, values: [{ idValue: 'v', ...value }] }],
	});
	const stock = '/stocks/7/movements';

	const cases: Array<[what: string, path: string, body: unknown, status: number]> = [
		['a product', '/products', product, 200],
		['a product with every list', '/products', { ...product, color: 'd177ab', icon: 'caffe' }, 200],
		['an unknown color', '/products', { ...product, color: 'ffffff' }, 400],
		['an unknown icon', '/products', { ...product, icon: 'coffee' }, 400],
		['no default price', '/products', { ...product, prices: [product.prices[1]] }, 400],
		['a price as text', '/products', { ...product, prices: [{ value: '1.1' }] }, 400],
		['a single product without receipt text', '/products', variants, 400],
		['variants with attributes', '/products', { ...variants, multivariant: true, attributes }, 200],
		['variants without attributes', '/products', { ...variants, multivariant: true }, 400],
		['a price in a modifier', '/categories', modifier({ price: 0.5 }), 200],
		['a percentage in a modifier', '/categories', modifier({ percentagePrice: 5 }), 200],
		['both in a modifier', '/categories', modifier({ price: 1, percentagePrice: 5 }), 400],
		['neither in a modifier', '/categories', modifier({}), 400],
		['a misspelt field', '/taxes', { description: 'IVA', rate: 22, idSalespoint: 1 }, 400],
		['a missing field', '/taxes', { description: 'IVA' }, 400],
		['a movement of a product', stock, { idProduct: 'p', quantity: 1.5, reason: 'SUPPLY' }, 200],
		['a movement of nothing', stock, { quantity: 1 }, 400],
		['a movement for no reason known', stock, { idProduct: 'p', reason: 'GIFT' }, 400],
	];
	for (const [what, path, body, status] of cases) {
		test(`${what}: ${status}`, async () => assert.equal(await post(path, body), status));
	}
	test('headers', async () => {
		const tax = { description: 'IVA', rate: 22 };
		assert.equal(await post('/taxes', tax, { 'X-Version': '1.0' }), 400);
		assert.equal(await post('/taxes', tax, { 'X-Requested-With': 'XMLHttpRequest' }), 400);
		assert.equal(await post('/apikey/token', { apiKey: 'k' }, { 'X-Requested-With': 'x' }), 400);
	});
});
