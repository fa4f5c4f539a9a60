/** Records → accounting receipts, with what they name only by id: looked up once per execution. */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt, DocumentType, Place } from '../../shared/books/receipt';
import { readMapping } from '../../shared/books/panel/mapping';
import { readClock } from '../../shared/books/panel/period';
import type { MappingSpec } from '../../shared/books/panel/mapping';
import { CUSTOM_PAYMENT, NO_METHOD } from '../../shared/books/mapping';
import { readOrList } from '../../shared/books/unreadable';
import { eachInTurns } from '../../shared/values/inTurns';
import { namedBy } from '../../shared/run/named';
import { isRecord } from '../../shared/values/records';
import type { Call, Field, Resource } from '../../shared/table/types';
import { option, within } from '../../shared/table/fields';
import { toAccountingReceipt } from './accounting';
import { PAYMENT_TYPES } from '../records/enums';
import { UNPAID_CREDIT_NOTE } from './payments';
import { tellUnread } from './unread';
import { category } from '../resources/category';
import { customer } from '../resources/customer';
import { department } from '../resources/department';
import { organization } from '../resources/organization';
import { product } from '../resources/product';
import { salesPoint } from '../resources/salesPoint';
import { tax } from '../resources/tax';

const MAPPED_METHODS = [...PAYMENT_TYPES, CUSTOM_PAYMENT, NO_METHOD, UNPAID_CREDIT_NOTE].sort(
	(a, b) => a.name.localeCompare(b.name),
);

/** What the panel calls the things that can be mapped. */
export const mapping: MappingSpec = {
	paymentMethods: { options: MAPPED_METHODS },
	words: [
		{
			map: 'departments',
			name: 'Department',
			plural: 'departments',
			loadOptionsMethod: 'getDepartments',
		},
		{ map: 'groups', name: 'Category', plural: 'categories', loadOptionsMethod: 'getCategories' },
		{ map: 'articles', name: 'Product', plural: 'products', loadOptionsMethod: 'getProducts' },
	],
	place: { name: 'Shop', loadOptionsMethod: 'getSalesPoints' },
};

/** Whom the receipt was made for; left out unless wanted. */
export const includeCustomer: Field[] = within('options', [
	option({
		displayName: 'Include Customer',
		name: 'includeCustomer',
		type: 'boolean',
		default: false,
		description: 'Whether to say which customer or organization a receipt was made for',
	}),
]);

/**
 * Makes the converter for documents.
 * @param shop where documents were made that don't name their shop
 * @param shops gives the shops their names that documents name by ID
 */
export async function converter(
	call: Call,
	shop?: Place,
	shops: ReadonlyArray<NonNullable<Place>> = [],
): Promise<(record: unknown, documentType?: DocumentType) => AccountingReceipt> {
	const wantsCustomers = call.input.options.includeCustomer === true;
	const [taxes, products, categories, departments, customers, organizations] = await Promise.all([
		readTaxes(call),
		readProducts(call),
		readNames(call, category, 'description'),
		readNames(call, department, 'description'),
		wantsCustomers ? readNames(call, customer, 'name') : undefined,
		wantsCustomers ? readNames(call, organization, 'name') : undefined,
	]);
	const context = {
		...readClock(call.input),
		taxRates: taxRatesOf(taxes),
		taxNatures: taxNaturesOf(taxes),
		products,
		categories,
		departments,
		salesPoint: shop,
		salesPoints: new Map(shops.map(({ id, name }) => [id, name])),
		mapping: readMapping(call.input),
		...(customers && organizations ? { customers: new Map([...customers, ...organizations]) } : {}),
	};
	return (record, documentType) =>
		readOrList(
			call,
			record,
			context,
			() => toAccountingReceipt(record, context, documentType),
			() => tellUnread(record, shop ?? null, documentType, context.salesPoints),
		);
}

/** Percentages by tax id. Without them no receipt would balance: a failure is one of the whole. */
export async function readTaxRates(call: Call): Promise<ReadonlyMap<string, unknown>> {
	return taxRatesOf(await readTaxes(call));
}

async function readTaxes(call: Call): Promise<IDataObject[]> {
	return await call.once('taxes', async () => await readAll(call, tax));
}

/** Records of taxes → percentages by the tax's ID. */
export function taxRatesOf(taxes: readonly IDataObject[]): ReadonlyMap<string, unknown> {
	return new Map(taxes.map(({ id, rate }) => [String(id), rate]));
}

/** Codes such as N4 or N2.2. */
const NATURE = /^N[1-7](\.\d{1,2})?$/;

/** Records of taxes → why no VAT is due (natura), by the tax's ID; taxes that don't say it aren't in it. */
function taxNaturesOf(taxes: readonly IDataObject[]): ReadonlyMap<string, string> {
	const named = taxes.map(
		({ id, nature }) => [String(id), textOf(nature).trim().toUpperCase()] as const,
	);
	return new Map(named.filter(([, nature]) => NATURE.test(nature)));
}

/** The shops of the account, by name. */
export async function readShops(call: Call): Promise<Array<NonNullable<Place>>> {
	const names = await readNames(call, salesPoint, 'name');
	return [...names].map(([id, name]) => ({ id, name }));
}

/** Fills the names of shops into simplified documents, which name them by ID. */
export const shopNames = namedBy({
	id: 'idSalesPoint',
	name: 'salesPointName',
	many: 'shops',
	read: async (call) => await readNames(call, salesPoint, 'name'),
});

/** Names are worth having, but nothing depends on them: an account that may not read them has none. */
async function readNames(
	call: Call,
	resource: Resource,
	field: string,
): Promise<ReadonlyMap<string, string>> {
	return await call.once(`names of ${resource.value}`, async () => {
		const records = await allowed(call, resource);
		return new Map(records.map((record) => [String(record.id), textOf(record[field])]));
	});
}

/** Texts by product id, and by the id of each variant. */
async function readProducts(call: Call) {
	return await call.once('texts of products', async () => {
		const texts = new Map<string, { description?: string; sku?: string }>();
		await eachInTurns(call, await allowed(call, product), (record) => {
			const variants = Array.isArray(record.variants) ? record.variants.filter(isRecord) : [];
			for (const { id, description, internalId } of [record, ...variants]) {
				const name = textOf(description) || textOf(record.description);
				const sku = textOf(internalId);
				texts.set(String(id), { description: name, ...(sku === '' ? {} : { sku }) });
			}
		});
		return texts;
	});
}

async function allowed(call: Call, resource: Resource): Promise<IDataObject[]> {
	return await readAll(call, resource).catch((error: unknown) => {
		if (!(error instanceof NodeApiError) || error.httpCode !== '403') throw error;
		call.hint(`This access may not read the resource "${resource.name}": its names are missing.`);
		return [];
	});
}

async function readAll(call: Call, resource: Resource): Promise<IDataObject[]> {
	const list = resource.endpoints.find(({ value }) => value === 'getAll');
	return list ? (await call.readAll(list)).filter(isRecord) : [];
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
