/** How Kassandro's lists look: their form, registers, articles, means of payment. */
import { counted, differs, holds, unanswered, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Desk, Looked } from '../../shared/check/desk';
import { fieldNames } from '../../shared/check/shapes';
import { shownCall } from '../../shared/check/shown';
import type { Assumption } from '../../shared/check/types';
import type { Answer } from '../../shared/table/request';
import { isRecord, recordsIn } from '../../shared/values/records';
import { bodyOf } from '../../shared/wire/exchange';
import { readListItems, registerOf } from '../answers';
import { nameOfMethod } from '../printing/paymentMethods';
import { articlesIn } from '../printing/catalogue';
import { articlesOf } from '../resources/article';
import { registerIdOf } from '../tokens/token';
import { LATER, sampleReceipts } from './sample';

const NAME = 'Kassandro';

const LISTS = ['/paymentmethods', '/articles'] as const;

/** What a list's answer is, by a word. */
function formOf(answer: unknown): string {
	if (Array.isArray(answer)) return 'a bare list';
	if (!isRecord(answer)) return 'no list';
	return readListItems(answer) ? 'an object with one list' : 'an object without one list';
}

const listForm: Assumption = {
	name: 'listForm',
	question: 'A list is a bare array, or an object with one array in it',
	look: async (desk) => {
		const forms: Array<{ path: string; form: string; isRead: boolean }> = [];
		for (const path of LISTS) {
			const looked = await desk.get(path);
			if (isRefusal(looked)) continue;
			const { value } = looked;
			forms.push({ path, form: formOf(value), isRead: readListItems(value) !== undefined });
		}
		if (forms.length === 0) return unclear('No list could be read.', 'Look at the other items.');
		const found = `${forms.map(({ path, form }) => `${path} is ${form}`).join(', ')}.`;
		if (forms.every(({ isRead }) => isRead)) return holds(found);
		return differs(
			found,
			'Operations that read such a list stop with an error; nothing is left out silently. Please send the report.',
		);
	},
};

/** The document keeps the list of registers for account tokens. */
const registers: Assumption = {
	name: 'registers',
	question: 'An account token may list the registers, and a cash-register token may not',
	look: async (desk) => {
		const isAccount = desk.call.authentication.value === 'accountToken';
		const looked = await askForRegisters(desk);
		if (isRefusal(looked)) {
			return unanswered(
				NAME,
				looked,
				isAccount
					? 'Receipts are read all the same, without names of registers.'
					: 'That need not be a no to this token: whether it may list the registers cannot be told. Check again later.',
			);
		}
		if (looked.value.kind === 'refused') {
			const found = `The list of registers was refused (${looked.value.status}).`;
			if (!isAccount) return holds(found);
			const words = looked.value.vendor?.message ?? 'no reason was given';
			return unclear(
				found,
				`${NAME}: ${words}. Receipts are read all the same, without names of registers.`,
			);
		}
		const list = recordsIn(readListItems(bodyOf(looked.value)));
		desk.keepShape('cashRegisters', list);
		const named = list.filter((one) => registerOf(one) !== undefined).length;
		const found = `The list holds ${counted(list.length, 'register')}, ${named} with an ID under the name that receipts have.`;
		if (!isAccount) {
			return differs(
				found,
				'This token may do more than the document says: it may be the account token. The node uses it as long as the receipts that it reads are of one register; see whether "registerNamed" is right.',
			);
		}
		if (list.length > 0 && named === list.length) return holds(found);
		return differs(
			found,
			'Registers are shown by the first name that the node finds in their records. Where the list in the panel is empty, enter the ID of the register, and please send the report.',
		);
	},
};

/** Statuses by which Kassandro says that a token may not; with 200 only in words. */
const MAY_NOT = [200, 401, 403];

/** The list, or Kassandro's no to it: whatever else fails is no answer to whether this token may. */
async function askForRegisters(desk: Desk): Promise<Looked<Answer>> {
	const path = '/cashregisters';
	return await desk.read(
		path,
		shownCall(path),
		async () => await desk.call.ask({ method: 'GET', path, refusals: MAY_NOT }),
	);
}

const registerNamed: Assumption = {
	name: 'registerNamed',
	question:
		'A receipt names its register (cashRegisterId); with a cash-register token all are of it',
	look: async (desk) => {
		const sample = await sampleReceipts(desk);
		if (isRefusal(sample)) return unanswered(NAME, sample, LATER);
		const { records } = sample.value;
		if (records.length === 0) return unclear('No receipts came.', LATER);
		const ids = records.map(registerOf).filter((id) => id !== undefined);
		const count = new Set(ids).size;
		const found = `${ids.length} of ${counted(records.length, 'receipt')} name their register; they are of ${count}.`;
		if (ids.length < records.length) {
			return differs(
				found,
				'Books of several registers are mixed where receipts do not name theirs: read one register at a time. Receipts are printed only by a token whose register is known. Please send the report.',
			);
		}
		const own = registerIdOf(desk.call.credentials);
		const isRegister = desk.call.authentication.value === 'cashRegisterToken';
		if (!isRegister || own === '') return holds(found);
		const others = ids.filter((id) => id !== own).length;
		if (others === 0) return holds(found);
		return differs(
			`${found} ${others} are of another register than that of the credential.`,
			'The token belongs to another register: do not print with it. Each register needs an API key of its own.',
		);
	},
};

const articles: Assumption = {
	name: 'articles',
	question: 'Articles have ID, price and rate under the names that items of a receipt have',
	look: async (desk) => {
		const looked = await desk.get('/articles');
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Enter items with names and prices.');
		const groups = recordsIn(readListItems(looked.value));
		desk.keepShape('articles', groups);
		const all = groups.flatMap(articlesOf).length;
		const known = articlesIn(groups);
		const priced = known.filter(({ priceOne, vat }) => priceOne !== undefined && vat !== undefined);
		const found = `Of ${counted(all, 'article')} in ${counted(groups.length, 'group')}, ${known.length} have an ID and ${priced.length} price and rate.`;
		if (all === 0) return unclear(found, 'Nothing to do.');
		if (priced.length === all) return holds(found);
		return differs(
			found,
			'Give price and rate with the item when you print: the node makes none up, because a price under another name may be net, or in cents. Please send the report.',
		);
	},
};

const paymentMethods: Assumption = {
	name: 'paymentMethods',
	question: 'Means of payment have a name, and receipts name theirs by it (paymentMethod)',
	look: async (desk) => {
		const looked = await desk.get('/paymentmethods');
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Enter the name of the means by hand.');
		const list = readListItems(looked.value) ?? [];
		desk.keepShape('paymentMethods', recordsIn(list));
		const names = list.map(nameOfMethod).filter((name) => name !== undefined);
		const used = await usedNames(desk);
		const unknown = used.filter((name) => !names.includes(name)).length;
		const found = `${names.length} of ${counted(list.length, 'payment method')} have a name; of ${counted(used.length, 'name')} on receipts, ${unknown} are not among them.`;
		if (list.length === 0) return unclear(found, 'Nothing to do.');
		if (names.length === list.length && unknown === 0) return holds(found);
		return differs(
			found,
			names.length < list.length
				? `The list in the panel shows only some: enter the name as it stands on a receipt. Fields of the list: ${fieldNames(recordsIn(list).flatMap((one) => Object.keys(one)))}.`
				: 'Some means may have been renamed or deleted. "If Register Differs" (Options of Create) lets such a name be printed; map it for accounting.',
		);
	},
};

/** The means of payment that receipts name, each once. */
async function usedNames(desk: Desk): Promise<string[]> {
	const sample = await sampleReceipts(desk);
	if (isRefusal(sample)) return [];
	const names = sample.value.records.map(({ paymentMethod }) => paymentMethod);
	return [...new Set(names.filter((name) => typeof name === 'string' && name !== ''))] as string[];
}

/** The checks of this file, in the order in which they are looked at. */
export const listAssumptions: Assumption[] = [
	listForm,
	registers,
	registerNamed,
	articles,
	paymentMethods,
];
