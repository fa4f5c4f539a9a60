/** What a receipt says otherwise than its register does: rates of VAT, and the way it is paid. */
import { InputError } from '../../shared/table/inputError';
import { oncePerExecution } from '../../shared/run/oncePerExecution';
import { rate } from '../../shared/table/schemas';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall, Call } from '../../shared/table/types';
import { readListItems } from '../answers';
import { readCatalogue } from '../printing/catalogue';
import type { ReceiptBody } from '../printing/compose';
import { FIELD_NAMES, ITEMS, givenItems } from '../printing/composeItems';
import type { FilledItem } from '../printing/composeItems';
import { tellOfItem } from '../printing/itemHints';
import { isMethodNamed, nameOfMethod } from '../printing/paymentMethods';
import { proveTokenOnce } from '../tokens/proveToken';

/** The panel's names of the fields that errors speak of. */
export const IF_IT_DIFFERS = 'If Register Differs';
export const PAYMENT_METHOD = 'Payment Method';

/** So many names of the register stand in an error. */
const MOST_NAMED = 20;

const NO_CATALOGUE =
	"The register's catalogue could not be read, so the rates of VAT were not compared with it.";

/**
 * Compares a receipt with its register, before it is sent.
 * @param body the receipt
 * @param mayCreateToken whether the till may be logged in to for it, as for the receipt itself
 * @returns hints: what differs, where the user lets the receipt be created all the same, and what
 * can't be compared
 * @throws InputError that says what differs
 */
export async function compareWithRegister(
	call: Call,
	body: ReceiptBody,
	mayCreateToken: boolean,
): Promise<string[]> {
	return [
		...(await compareRates(call, body.items ?? [], mayCreateToken)),
		...(await compareMethod(call, mayCreateToken)),
	];
}

/**
 * The same just before it is printed; the hints are told.
 * @throws InputError that says what differs
 */
export async function compareBeforePrinting(call: ActionCall, body: ReceiptBody): Promise<void> {
	tellOfItem(call, await compareWithRegister(call, body, true));
}

/**
 * Refuses rates that aren't those of the register's articles. Items whose ID the catalogue doesn't have
 * aren't compared, nor are those for which it says no rate in percent. For items by hand alone it isn't
 * read.
 */
async function compareRates(
	call: Call,
	items: FilledItem[],
	mayCreateToken: boolean,
): Promise<string[]> {
	if (givenItems(call.input).every(({ itemFrom }) => itemFrom === 'hand')) return [];
	const catalogue = await readCatalogue(call, mayCreateToken).catch(() => undefined);
	if (!catalogue) return [NO_CATALOGUE];
	const differences = items.flatMap(({ itemId, vat }, index) => {
		const known = catalogue
			.filter((article) => article.itemId === itemId)
			.flatMap((article) => (rate.safeParse(article.vat).success ? [article.vat] : []));
		if (known.length === 0 || known.includes(vat)) return [];
		return [
			`has "${FIELD_NAMES.vat}" ${vat} in entry ${index + 1}, but the register's catalogue says ${known.join(' or ')} for article ${itemId}`,
		];
	});
	return differences.flatMap((words) => refuse(call.input, ITEMS, words));
}

/**
 * Refuses a way to pay that the register doesn't know. A list that can't be read is only a hint: a
 * doubt must not stop the till.
 */
async function compareMethod(call: Call, mayCreateToken: boolean): Promise<string[]> {
	const given = String(call.input.body.paymentMethod);
	const methods = await readMethods(call, mayCreateToken).catch(() => undefined);
	const names = (methods ?? []).flatMap((method) => nameOfMethod(method) ?? []);
	if (methods?.some((method) => isMethodNamed(method, given))) return [];
	if (names.length === 0) {
		return [
			`The register's payment methods could not be read, so "${PAYMENT_METHOD}" (${given}) was not compared with them.`,
		];
	}
	const others = names.length > MOST_NAMED ? ', …' : '';
	return refuse(
		call.input,
		PAYMENT_METHOD,
		`is ${given}, which the register doesn't know; it knows ${names.slice(0, MOST_NAMED).join(', ')}${others}`,
	);
}

/** The register's ways to pay; undefined where the answer holds no list. Asked for once, also in vain. */
async function readMethods(call: Call, mayCreateToken: boolean): Promise<unknown[] | undefined> {
	return await oncePerExecution(call, 'payment methods', async () =>
		readListItems(await proveTokenOnce(call, { mayCreateToken })),
	);
}

function refuse({ options }: RequestInput, parameter: string, words: string): string[] {
	if (options.ifDiffersFromRegister === 'hint') return [`"${parameter}" ${words}.`];
	throw new InputError(
		parameter,
		words,
		`Correct it; nothing was created. The option "${IF_IT_DIFFERS}" lets the receipt be created all the same.`,
	);
}
