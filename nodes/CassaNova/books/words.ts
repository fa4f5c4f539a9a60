/** What a CassaNova account sells and how it is paid, for a table of accounts (document: Tax, Department, Category Management). */
import type { ShopWords } from '../../shared/books/suggestedAccounts';
import { decimalToString, parseDecimal } from '../../shared/values/money';
import { isRecord } from '../../shared/values/records';
import type { ActionCall, Resource } from '../../shared/table/types';
import { PAYMENT_TYPES } from '../records/enums';
import { category } from '../resources/category';
import { department } from '../resources/department';
import { taxRatesOf } from './toReceipts';
import { tax } from '../resources/tax';
import { meansOfWord } from './payments';

/**
 * Departments at their rates, categories, the rates, and the payment methods that every account has. A method
 * that the shop has made for itself is in no list.
 * @throws NodeApiError for a list that can't be read
 */
export async function readWords(call: ActionCall): Promise<ShopWords> {
	const [taxes, departments, categories] = await Promise.all(
		[tax, department, category].map(async (resource) => await readAll(call, resource)),
	);
	const rates = new Map(
		[...taxRatesOf(taxes ?? [])].flatMap(([id, value]) => {
			const rate = parseDecimal(value);
			return rate ? [[id, decimalToString(rate)] as const] : [];
		}),
	);
	return {
		rates: [...new Set(rates.values())],
		groups: namesOf(categories).map(({ name }) => ({ name })),
		departments: namesOf(departments).map(({ name, record }) => {
			const rate = rates.get(String(record.idTax));
			return { name, ...(rate === undefined ? {} : { rate }) };
		}),
		methods: PAYMENT_TYPES.map(({ name, value }) => ({
			method: String(value),
			name,
			means: meansOfWord(String(value)) ?? 'other',
		})),
	};
}

function namesOf(records: Array<Record<string, unknown>> = []) {
	return records.flatMap((record) =>
		typeof record.description === 'string' && record.description !== ''
			? [{ name: record.description, record }]
			: [],
	);
}

async function readAll(call: ActionCall, { endpoints }: Resource) {
	const list = endpoints.find(({ value }) => value === 'getAll');
	return list ? (await call.readAll(list)).filter(isRecord) : [];
}
