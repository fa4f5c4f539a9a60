/** What a Kassandro account sells and how it is paid, for a table of accounts (document: Artikel, Bezahlarten). */
import type { ShopWords, WordAtRate } from '../../shared/books/suggestedAccounts';
import { decimalToString, parseDecimal } from '../../shared/values/money';
import type { ActionCall, Resource } from '../../shared/table/types';
import { articlesIn } from '../printing/catalogue';
import { nameOfMethod } from '../printing/paymentMethods';
import { article } from '../resources/article';
import { paymentMethod } from '../resources/paymentMethod';
import { meansOf } from './payments';

/**
 * Groups at the rates of their articles, the rates, and the payment methods.
 * @throws NodeApiError for a list that can't be read
 */
export async function readWords(call: ActionCall): Promise<ShopWords> {
	const [groups, methods] = await Promise.all([
		readAll(call, article),
		readAll(call, paymentMethod),
	]);
	const articles = articlesIn(groups);
	const rates = new Set<string>();
	const words = new Map<string, WordAtRate>();
	for (const { groupName, vat } of articles) {
		const parsed = parseDecimal(vat);
		const rate = parsed && decimalToString(parsed);
		if (rate !== undefined) rates.add(rate);
		if (groupName !== undefined)
			words.set(`${groupName} ${rate ?? ''}`, { name: groupName, ...(rate && { rate }) });
	}
	const names = methods.map(nameOfMethod).filter((name) => name !== undefined);
	return {
		rates: [...rates],
		groups: [...words.values()],
		departments: [],
		methods: [...new Set(names)].map((name) => ({
			method: name,
			name,
			means: meansOf(name) ?? 'other',
		})),
	};
}

async function readAll(call: ActionCall, { endpoints }: Resource): Promise<unknown[]> {
	const [list] = endpoints;
	return list ? await call.readAll(list) : [];
}
