// The output schemas say what really comes out: each operation is run against the sandbox, with the
// output that a new node starts with, and every item is held against its schema.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { engine } from '../../scripts/engine/run.mts';
import type { StoredCredential } from '../../scripts/engine/types.ts';
import { readTables } from '../../scripts/lib/operations.mts';
import { inRoot, root } from '../../scripts/lib/paths.mts';
import { attachSample } from '../../scripts/lib/sample-attachment.mts';
import type { Attached } from '../../scripts/lib/sample-attachment.mts';
import { engineCredentials } from '../../scripts/lib/sandbox-credentials.mts';
import { startSandbox } from '../../scripts/lib/sandbox.mts';
import type { RunningSandbox } from '../../scripts/lib/sandbox.mts';
import { createToken } from '../../scripts/lib/till-token.mts';

interface Schema {
	type: string;
	properties: Record<string, object>;
	version: number;
}

type Validate = ((value: unknown) => boolean) & { errors?: unknown };

const require = createRequire(import.meta.url);
// The validator that the sandbox's OpenAPI middleware brings along.
const { default: Ajv } = createRequire(require.resolve('express-openapi-validator'))('ajv') as {
	default: new (options: object) => { compile(schema: object): Validate };
};
// `version` is n8n's own keyword.
const ajv = new Ajv({ strict: false, allErrors: true });

const days = { from: '2026-03-01', to: '2026-03-02' };
const cassaNovaDays = { datetimeFrom: days.from, datetimeTo: days.to };
const books = { period: 'custom', dateFrom: days.from, dateTo: days.to };
/** One row that is nothing that was sold, and one that is of another day. */
const statement = [
	{ Amount: '12,10 EUR', Date: days.from },
	{ Amount: '-7,00', Date: '31.12.2025' },
];
const compared = { ...books, amountField: 'Amount', dateField: 'Date' };
const tables = readTables();
const tax = { description: 'Aliquota di prova', rate: 22, additionalFields: {} };

interface Case {
	parameters?: INodeParameters;
	/** True where the vendor sends more fields than its document names. */
	open?: boolean;
	/** Operation whose result gives the id that this one needs, and the parameter for it. */
	idFrom?: [operation: string, parameter: string];
	/** Parameters that take the id of a record that is there: which list, and how it is asked. */
	given?: Record<string, [operation: string, parameters?: INodeParameters]>;
	/** Fields of the items that come in. */
	items?: INodeExecutionData['json'][];
	/** Operation whose items come in. */
	itemsFrom?: string;
	/** Operations that run before it, by folder, resource and operation. */
	after?: string[];
}

const file = { data: 'a2Fzc2E=', mimeType: 'application/pdf', fileName: 'Rechnung.pdf' };
const receipts = { dateFrom: days.from, dateTo: days.to };
const register = { authentication: 'cashRegisterToken' };
const forReal = { ...register, whenRunFromEditor: 'send' };
const cash = { paymentMethod: { __rl: true, mode: 'name', value: 'Bar' } };

const byName = (list: string): [string, INodeParameters] => [`${list}/getAll`, {}];
const productGiven = { idDepartment: byName('department'), idCategory: byName('category') };
const product = {
	description: 'Prova',
	descriptionLabel: 'Prova',
	descriptionExtended: 'Prodotto di prova',
	descriptionReceipt: 'PROVA',
	internalId: 'PROVA',
	prices: { entry: [{ value: 1.5 }] },
};
const multivariant: [string, INodeParameters] = [
	'product/getAll',
	{ filters: { multiVariant: true } },
];
const withVariants = { productId: multivariant };
const variant = { descriptionReceipt: 'PROVA XL' };
/** The list of variants is asked with the product that was found before. */
const variantGiven = {
	...withVariants,
	idProduct: multivariant,
	idProductVariant: byName('productVariant'),
};
const category = { description: 'Prova' };
const option = {
	description: 'Prova',
	values: { entry: [{ type: 'NEUTRAL', value: 'S', position: 0 }] },
};
const address = { address: 'Via Prova 1', city: 'Bologna', zipcode: '40125', district: 'BO' };
const organization = { name: 'Prova S.r.l.', ...address };
const customer = { name: 'Maria Prova', dateOfBirth: '1980-05-17', gender: 'FEMALE', ...address };
const department = { description: 'Prova', descriptionLabel: 'Prova', descriptionReceipt: 'PROVA' };
const shop = { salesPointId: { __rl: true, mode: 'id', value: '4711' } };
const order = {
	whenRunFromEditor: 'send',
	externalId: 'prova',
	idSalesPoint: { __rl: true, mode: 'id', value: '4711' },
	dueDate: '={{ $now.plus({ hours: 1 }).toISO() }}',
	rows: { entry: [{ quantity: '2', price: '4.50' }] },
};
const supplier = { name: 'Fornitore di prova', vatNumber: '12345678901' };
/** A list of one row, as the panel maps it. */
const listOf = (matchOn: string, value: INodeParameters) => ({
	whenRunFromEditor: 'send',
	columns: { mappingMode: 'defineBelow', value, matchingColumns: [matchOn], schema: [] },
});

/** How each operation is called; by folder, resource and operation. */
const cases: Record<string, Case> = {
	'CassaNova/accessToken/revoke': { parameters: { authentication: 'oAuth2' } },
	'CassaNova/account/check': {},
	'CassaNova/accounting/bookItems': { itemsFrom: 'CassaNova/accounting/getReceipts' },
	'CassaNova/accounting/compare': { parameters: compared, items: statement },
	'CassaNova/accounting/getBookings': { parameters: books },
	'CassaNova/accounting/getJournal': { parameters: books },
	'CassaNova/accounting/getReceipts': { parameters: books },
	'CassaNova/accounting/reconcile': { parameters: books },
	'CassaNova/accounting/suggestAccounts': { parameters: { chart: 'skr03' } },
	'CassaNova/bill/getAll': { parameters: cassaNovaDays },
	'CassaNova/category/create': { parameters: category },
	'CassaNova/category/createOrUpdate': { parameters: { ...category, externalId: 'prova' } },
	'CassaNova/category/delete': { idFrom: ['create', 'categoryId'] },
	'CassaNova/category/get': { idFrom: ['create', 'categoryId'] },
	'CassaNova/category/getAll': {},
	'CassaNova/category/sync': { parameters: listOf('description', { description: 'In lista' }) },
	'CassaNova/category/update': {
		parameters: { updateFields: { description: 'Altra prova' } },
		idFrom: ['create', 'categoryId'],
	},
	'CassaNova/closing/getAll': { parameters: cassaNovaDays },
	'CassaNova/creditNote/getAll': { parameters: cassaNovaDays },
	'CassaNova/customer/create': { parameters: customer },
	'CassaNova/customer/createOrUpdate': { parameters: { ...customer, externalId: 'prova' } },
	'CassaNova/customer/delete': { idFrom: ['create', 'customerId'] },
	'CassaNova/customer/get': { idFrom: ['create', 'customerId'] },
	'CassaNova/customer/getAll': {},
	'CassaNova/customer/sync': {
		parameters: listOf('externalId', { ...customer, externalId: 'lista' }),
	},
	'CassaNova/customer/update': {
		parameters: { updateFields: { city: 'Modena' } },
		idFrom: ['create', 'customerId'],
	},
	'CassaNova/department/create': { parameters: department, given: { idTax: byName('tax') } },
	'CassaNova/department/createOrUpdate': {
		parameters: { ...department, externalId: 'prova' },
		given: { idTax: byName('tax') },
	},
	'CassaNova/department/delete': { idFrom: ['create', 'departmentId'] },
	'CassaNova/department/get': { idFrom: ['create', 'departmentId'] },
	'CassaNova/department/getAll': {},
	'CassaNova/department/update': {
		parameters: { updateFields: { description: 'Altra prova' } },
		idFrom: ['create', 'departmentId'],
	},
	'CassaNova/fidelity/getCards': {},
	'CassaNova/fidelity/getCircuits': {},
	'CassaNova/fidelity/getPointsAccounts': {},
	'CassaNova/fidelity/getPointsTransactions': { open: true },
	'CassaNova/fidelity/getPrepaidAccounts': {},
	'CassaNova/fidelity/getPrepaidTransactions': {},
	'CassaNova/invoice/getAll': { parameters: cassaNovaDays },
	'CassaNova/option/create': { parameters: option },
	'CassaNova/option/createOrUpdate': { parameters: { ...option, externalId: 'prova' } },
	'CassaNova/option/delete': { idFrom: ['create', 'optionId'] },
	'CassaNova/option/get': { idFrom: ['create', 'optionId'] },
	'CassaNova/option/getAll': {},
	'CassaNova/option/update': {
		parameters: { updateFields: { description: 'Altra prova' } },
		idFrom: ['create', 'optionId'],
	},
	'CassaNova/order/create': { parameters: order },
	'CassaNova/order/get': { idFrom: ['create', 'orderId'] },
	'CassaNova/order/getAll': {
		parameters: { period: 'todaySoFar' },
		after: ['CassaNova/order/create'],
	},
	'CassaNova/order/updatePrepayment': {
		parameters: { updateFields: { prepaymentStatus: 'WAITING' } },
		idFrom: ['create', 'orderId'],
	},
	'CassaNova/organization/create': { parameters: organization },
	'CassaNova/organization/delete': { idFrom: ['create', 'organizationId'] },
	'CassaNova/organization/get': { idFrom: ['create', 'organizationId'] },
	'CassaNova/organization/getAll': {},
	'CassaNova/organization/update': {
		parameters: { updateFields: { city: 'Modena' } },
		idFrom: ['create', 'organizationId'],
	},
	'CassaNova/product/create': { parameters: product, given: productGiven },
	'CassaNova/product/createOrUpdate': {
		parameters: { ...product, internalId: 'PROVA-2', externalId: 'prova' },
		given: productGiven,
	},
	'CassaNova/product/delete': { idFrom: ['create', 'productId'] },
	'CassaNova/product/get': { idFrom: ['create', 'productId'] },
	'CassaNova/product/getAll': {},
	'CassaNova/product/setPrice': {
		parameters: { matchBy: 'id', price: '2' },
		idFrom: ['create', 'productId'],
	},
	'CassaNova/product/sync': {
		parameters: listOf('internalId', {
			internalId: 'LISTA',
			description: 'In lista',
			price: '2',
			idDepartment: 'Bevande',
			idCategory: 'Caffetteria',
		}),
	},
	'CassaNova/product/update': {
		parameters: { updateFields: { description: 'Altra prova' } },
		idFrom: ['create', 'productId'],
	},
	'CassaNova/productVariant/create': { parameters: variant, given: withVariants },
	'CassaNova/productVariant/createOrUpdate': {
		parameters: { ...variant, matchBy: 'internalId', matchValue: 'PROVA-V' },
		given: withVariants,
	},
	'CassaNova/productVariant/delete': {
		given: withVariants,
		idFrom: ['create', 'productVariantId'],
	},
	'CassaNova/productVariant/get': { given: withVariants, idFrom: ['create', 'productVariantId'] },
	'CassaNova/productVariant/getAll': { given: withVariants },
	'CassaNova/productVariant/setPrice': {
		parameters: { matchBy: 'id', price: '2' },
		given: withVariants,
		idFrom: ['create', 'productVariantId'],
	},
	'CassaNova/productVariant/update': {
		parameters: { updateFields: { internalId: 'T-XL' } },
		given: withVariants,
		idFrom: ['create', 'productVariantId'],
	},
	'CassaNova/receipt/getAll': { parameters: cassaNovaDays },
	'CassaNova/report/getSoldByCategory': { parameters: cassaNovaDays },
	'CassaNova/report/getSoldByDepartment': { parameters: cassaNovaDays },
	'CassaNova/report/getSoldByProduct': { parameters: cassaNovaDays },
	'CassaNova/report/getSoldByTax': { parameters: cassaNovaDays },
	'CassaNova/room/getAll': { parameters: { idsSalesPoint: [4711] } },
	'CassaNova/salesMode/create': { parameters: { description: 'Prova' } },
	'CassaNova/salesMode/delete': { idFrom: ['create', 'salesModeId'] },
	'CassaNova/salesMode/get': { idFrom: ['create', 'salesModeId'] },
	'CassaNova/salesMode/getAll': {},
	'CassaNova/salesMode/update': {
		parameters: { updateFields: { description: 'Altra prova' } },
		idFrom: ['create', 'salesModeId'],
	},
	'CassaNova/salesPoint/getAll': {},
	'CassaNova/stock/getAll': { parameters: shop },
	'CassaNova/stock/setQuantity': {
		parameters: { ...shop, matchBy: 'id', quantity: '7' },
		given: variantGiven,
	},
	'CassaNova/stock/sync': {
		parameters: listOf('internalId', {
			internalId: 'P2',
			idSalesPoint: '4711',
			quantity: '7',
			warningLevel: '2',
		}),
	},
	'CassaNova/stock/update': {
		parameters: { ...shop, updateFields: { warningLevel: 2.5 } },
		given: variantGiven,
	},
	'CassaNova/stockMovement/create': {
		parameters: { ...shop, quantity: 3, additionalFields: { reason: 'SUPPLY' } },
		given: variantGiven,
	},
	'CassaNova/stockMovement/getAll': { parameters: shop },
	'CassaNova/supplier/create': { parameters: supplier },
	'CassaNova/supplier/createOrUpdate': { parameters: { ...supplier, externalId: 'prova' } },
	'CassaNova/supplier/delete': { idFrom: ['create', 'supplierId'] },
	'CassaNova/supplier/get': { idFrom: ['create', 'supplierId'] },
	'CassaNova/supplier/getAll': {},
	'CassaNova/supplier/sync': {
		parameters: listOf('vatNumber', { ...supplier, vatNumber: '10987654321' }),
	},
	'CassaNova/supplier/update': {
		parameters: { updateFields: { name: 'Altra prova' } },
		idFrom: ['create', 'supplierId'],
	},
	'CassaNova/table/getAll': { parameters: { idsSalesPoint: [4711] } },
	'CassaNova/tax/create': { parameters: tax },
	'CassaNova/tax/createOrUpdate': { parameters: { ...tax, externalId: 'prova' } },
	'CassaNova/tax/delete': { idFrom: ['create', 'taxId'] },
	'CassaNova/tax/get': { idFrom: ['create', 'taxId'] },
	'CassaNova/tax/getAll': {},
	'CassaNova/tax/update': {
		parameters: { updateFields: { description: 'Altra prova' } },
		idFrom: ['create', 'taxId'],
	},
	'CassaNova/webhook/getAll': { open: true },
	'KassaForte/account/check': {},
	'KassaForte/contactRequest/send': { parameters: { contactRequest: '{"name":"Maria Prova"}' } },
	'KassaForte/coupon/check': {
		parameters: { couponNumber: '4711-0815', verifyCode: 'k9+Q/z' },
	},
	'KassaForte/discountCode/check': { parameters: { discountCode: 'ZEHN' } },
	'KassaForte/order/create': { parameters: { order: '{"items":[{"itemNo":"21"}]}' } },
	'KassaForte/order/getStatus': { parameters: { orderId: '20260305190412' } },
	'KassaForte/shop/getDeliveryCosts': { open: true },
	'KassaForte/shop/getInfos': { open: true },
	'KassaForte/shop/getMenu': { open: true },
	'KassaForte/shop/getOpenHours': { open: true },
	'Kassandro/account/check': {},
	'Kassandro/accounting/bookItems': { itemsFrom: 'Kassandro/accounting/getReceipts' },
	'Kassandro/accounting/compare': { parameters: compared, items: statement },
	'Kassandro/accounting/getBookings': { parameters: books },
	'Kassandro/accounting/getJournal': { parameters: books },
	'Kassandro/accounting/getReceipts': { parameters: books },
	'Kassandro/accounting/reconcile': { parameters: books },
	'Kassandro/accounting/suggestAccounts': { parameters: { chart: 'ekr' } },
	'Kassandro/article/getAll': { parameters: { simplify: true }, open: true },
	'Kassandro/attachment/download': { parameters: { ...register, receiptNumber: '21-1' } },
	'Kassandro/attachment/upload': { parameters: { ...register, receiptId: '={{ $json._id }}' } },
	'Kassandro/cashRegister/getAll': { open: true },
	'Kassandro/paymentMethod/getAll': { open: true },
	'Kassandro/receipt/cancel': {
		parameters: { ...forReal, receiptNumber: '21-2' },
		open: true,
	},
	'Kassandro/receipt/count': { parameters: receipts },
	'Kassandro/receipt/create': {
		parameters: {
			...forReal,
			...cash,
			defineUsing: 'json',
			itemsJson: '[{"itemId":101,"amount":2}]',
		},
		open: true,
	},
	'Kassandro/receipt/createZero': { parameters: { ...forReal, ...cash }, open: true },
	'Kassandro/receipt/get': { parameters: { receiptNumber: '11-1' }, open: true },
	'Kassandro/receipt/getAll': { parameters: receipts },
	'Kassandro/token/create': {
		after: ['Kassandro/cashRegister/getAll', 'Kassandro/token/delete'],
		open: true,
	},
	'Kassandro/token/delete': { after: ['Kassandro/cashRegister/getAll'] },
	'Kassandro/token/get': { after: ['Kassandro/cashRegister/getAll'], open: true },
};

const schemaFile = (operation: string) => {
	const [folder, ...rest] = operation.split('/');
	return `nodes/${folder}/__schema__/v1.0.0/${rest.join('/')}.json`;
};

const readSchema = (operation: string) =>
	JSON.parse(readFileSync(inRoot(schemaFile(operation)), 'utf8')) as Schema;

const operations = tables.flatMap(({ folder, api }) =>
	api.resources.flatMap((resource) =>
		resource.endpoints.map(({ value }) => `${folder}/${resource.value}/${value}`),
	),
);

test('there is a schema for every operation, and none for anything else', () => {
	const files = globSync('nodes/*/__schema__/**/*.json', { cwd: root });
	assert.deepEqual(files.sort(), operations.map(schemaFile).sort());
	for (const operation of operations) {
		const { type, version, properties } = readSchema(operation);
		assert.deepEqual([type, version, typeof properties], ['object', 1, 'object'], operation);
	}
});

describe('what comes out', () => {
	let sandbox: RunningSandbox;
	let attached: Attached;

	before(async () => {
		sandbox = await startSandbox();
		const { kassandro } = sandbox.ready;
		const { name: merchant } = kassandro.merchants[1] ?? {};
		await createToken(kassandro, 'till', 1);
		for (const vendor of [
			{ vendor: 'cassaNova' },
			{ vendor: 'kassandro' },
			{ vendor: 'kassandro', merchant },
		]) {
			const answer = await fetch(`${sandbox.ready.control}/generate`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ ...vendor, count: 200, ...days }),
			});
			assert.equal(answer.status, 200, await answer.text());
		}
		attached = await attachSample(sandbox.ready);
	});

	after(async () => await sandbox.stop());

	/** The credentials with the tokens that the sandbox gives to whoever allows the access. */
	async function connected(
		credentials: ReturnType<typeof engineCredentials>,
		id: string,
	): Promise<typeof credentials> {
		const { baseUrl, clientId, clientSecret } = sandbox.ready.cassaNova;
		const asked = {
			client_id: clientId,
			redirect_uri: 'http://127.0.0.1:5678/rest/oauth2-credential/callback',
		};
		const page = await fetch(
			`${baseUrl}/oauth/authorize?${new URLSearchParams({ ...asked, response_type: 'code', scope: 'read_tax' })}`,
		);
		const code = /name="code" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
		const answer = await fetch(`${baseUrl}/oauth/token`, {
			method: 'POST',
			body: new URLSearchParams({
				...asked,
				grant_type: 'authorization_code',
				client_secret: clientSecret,
				code,
			}),
		});
		const oauthTokenData = (await answer.json()) as StoredCredential['data'];
		const credential = credentials[id];
		assert(credential);
		return {
			...credentials,
			[id]: { ...credential, data: { ...credential.data, oauthTokenData } },
		};
	}

	/** Runs one operation as a node that was just put on the canvas would, and gives its items. */
	async function execute(
		operation: string,
		parameters: INodeParameters = {},
		given: Case['items'] = [{ _id: attached.receiptId }],
	): Promise<INodeExecutionData[]> {
		const [folder, resource, value] = operation.split('/') as [string, string, string];
		const api = tables.find((table) => table.folder === folder)?.api;
		const way = api?.authentications.find(
			({ value: name }) => name === (parameters.authentication ?? name),
		);
		assert(way);
		const node = {
			id: '2',
			name: 'Node',
			type: `n8n-nodes-kassa.${folder.charAt(0).toLowerCase()}${folder.slice(1)}`,
			typeVersion: 1,
			position: [200, 0],
			parameters: { resource, operation: value, returnAll: true, ...parameters },
			credentials: { [way.credential]: { id: way.credential, name: way.credential } },
		} satisfies INode;
		const start: INode = {
			id: '1',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const { status, error, items } = await engine.runWorkflow({
			workflow: {
				nodes: [start, node],
				connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
			},
			// A file, and the receipt that it belongs to, for those who want one.
			inputItems: given.map((json) => ({ json, binary: { data: file } })),
			credentials: way.oAuth2
				? await connected(engineCredentials(sandbox.ready), way.credential)
				: engineCredentials(sandbox.ready),
		});
		assert.equal(status, 'success', error?.message);
		return items;
	}

	async function parametersOf({ parameters, given = {} }: Case): Promise<INodeParameters> {
		const found: INodeParameters = {};
		for (const [name, [list, how]] of Object.entries(given)) {
			const [first] = await execute(`CassaNova/${list}`, { ...how, ...found });
			found[name] = { __rl: true, mode: 'id', value: String(first?.json.id) };
		}
		return { ...parameters, ...found };
	}

	for (const operation of operations) {
		test(operation, async () => {
			const known = cases[operation];
			assert(known, `say in this test how ${operation} is called`);
			const { idFrom, open, items, itemsFrom, after: earlier = [] } = known;
			const given = itemsFrom
				? (await execute(itemsFrom, cases[itemsFrom]?.parameters)).map(({ json }) => json)
				: items;
			for (const one of earlier) await execute(one, cases[one]?.parameters);
			const parameters = await parametersOf(known);
			if (idFrom) {
				const [name, parameter] = idFrom;
				const source = operation.replace(/\w+$/, name);
				const [made] = await execute(source, await parametersOf(cases[source] ?? {}));
				const { id } = made?.json ?? {};
				parameters[parameter] = { __rl: true, mode: 'id', value: String(id) };
			}
			const made = await execute(operation, parameters, given);
			assert(made.length > 0, 'nothing came out');
			const schema = readSchema(operation);
			const validate = ajv.compile({ ...schema, additionalProperties: open === true });
			for (const { json } of made) {
				assert(validate(json), JSON.stringify({ errors: validate.errors, json }));
			}
			// A field that never comes would be a promise that n8n's field picker can't keep.
			const seen = new Set(made.flatMap(({ json }) => Object.keys(json)));
			const optional = ['customText', 'cancellation'];
			const missing = Object.keys(schema.properties).filter((name) => !seen.has(name));
			assert.deepEqual(
				missing.filter((name) => !optional.includes(name)),
				[],
			);
		});
	}
});
