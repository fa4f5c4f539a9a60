/** Records → accounting receipts, with what has to be looked up for them. */
import type { AccountingReceipt } from '../../shared/books/receipt';
import { readMapping } from '../../shared/books/panel/mapping';
import { readClock } from '../../shared/books/panel/period';
import type { MappingSpec } from '../../shared/books/panel/mapping';
import { readOrList } from '../../shared/books/unreadable';
import { isRecord } from '../../shared/values/records';
import type { Call } from '../../shared/table/types';
import { tellUnread, toAccountingReceipt } from './accounting';
import { findOriginals } from './originals';
import { cashRegisterPicker } from '../pickers';
import { cashRegister } from '../resources/cashRegister';

/** What the panel calls the things that can be mapped. */
export const mapping: MappingSpec = {
	paymentMethods: { loadOptionsMethod: 'getPaymentMethods' },
	words: [
		{ map: 'articles', name: 'Article', plural: 'articles', loadOptionsMethod: 'getArticles' },
		{
			map: 'groups',
			name: 'Article Group',
			plural: 'article groups',
			loadOptionsMethod: 'getArticleGroups',
		},
	],
	place: { name: 'Register', loadOptionsMethod: 'getCashRegisters' },
};

/** Makes the converter: registers are looked up once per execution, cancelled receipts for the records. */
export async function converter(
	call: Call,
	records: unknown[],
): Promise<(record: unknown) => AccountingReceipt> {
	const [originalsOf, convert] = await Promise.all([
		findOriginals(call, records),
		converterOfEach(call),
	]);
	return (record) => convert(record, originalsOf(record));
}

/** A record and the receipts that it cancels, by number → its accounting receipt. */
type ConvertEach = (record: unknown, originals?: ReadonlyMap<string, unknown>) => AccountingReceipt;

/** The same where cancelled receipts are found in another way. */
export async function converterOfEach(call: Call): Promise<ConvertEach> {
	const registers = await readRegisters(call);
	const clock = readClock(call.input);
	const words = readMapping(call.input);
	const own = call.credentials.cashRegisterId;
	const register =
		call.authentication.value === 'cashRegisterToken' && own !== undefined && own !== ''
			? { id: String(own), name: null }
			: undefined;
	return (record, originals = new Map()) => {
		const context = { ...clock, originals, registers, register, mapping: words };
		return readOrList(
			call,
			record,
			clock,
			() => toAccountingReceipt(record, context),
			() => tellUnread(record, context),
		);
	};
}

/** Names by register id; a cash-register token may not ask for them. */
export async function readRegisters(call: Call): Promise<Map<string, string>> {
	const [list] = cashRegister.endpoints;
	if (!list?.authentication?.includes(call.authentication.value)) return new Map();
	return await call.once('registers', async () => {
		const records = await call.readAll(list);
		return new Map(
			records.filter(isRecord).map((record) => {
				// The document doesn't name a register's fields: the first of these that it has.
				const first = (names: readonly string[]) =>
					names.map((name) => record[name]).find((value) => value !== undefined && value !== '');
				const id = String(first(cashRegisterPicker.id));
				return [id, String(first(cashRegisterPicker.label) ?? id)];
			}),
		);
	});
}
