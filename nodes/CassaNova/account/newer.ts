/** What only newer generations of CassaNova's API have, and how an account spells the status of a document. */
import { plainInput } from '../records/plainInput';
import {
	counted,
	differs,
	holds,
	statusOf,
	unanswered,
	unclear,
	whyOf,
} from '../../shared/check/findings';
import { isNotTaken, isRefusal } from '../../shared/check/desk';
import type { Desk } from '../../shared/check/desk';
import type { Assumption } from '../../shared/check/types';
import { runPage } from '../../shared/run/run';
import type { ActionCall } from '../../shared/table/types';
import type { DayRange } from '../../shared/table/request';
import { isRecord, member, recordsIn } from '../../shared/values/records';
import { pager } from '../fields';
import { invoice } from '../resources/invoice';
import { CONFIRMED, CONFRIMED } from '../records/enums';
import { loyaltyKeys } from './loyalty';
import { documentsQuery, lastDays, recordsOf, sampleReceipts } from './sample';

const NAME = 'CassaNova';

/** Statuses by which an account that lacks something says so, or that may not use it. */
const ABSENT = ['401', '403', '404', '405', '501'];

const namesOf = (names: readonly string[]) => names.join(', ') || 'none';

/** Addresses that older accounts may lack, by the resource that needs them. */
async function newerLists(
	desk: Desk,
): Promise<Array<{ resource: string; path: string; query: Record<string, unknown> }>> {
	const page = { start: 0, limit: 1 };
	const looked = await desk.get('/salespoint');
	const shops = isRefusal(looked) ? [] : recordsIn(member(looked.value, 'salesPoint'));
	const idsSalesPoint = shops.map(({ id }) => id).filter((id) => typeof id === 'number');
	return [
		{ resource: 'Closing', path: '/reconciliations', query: documentsQuery(lastDays(desk)) },
		{ resource: 'Order', path: '/documents/orders', query: documentsQuery(lastDays(desk)) },
		{ resource: 'Room', path: '/risto/rooms', query: { ...page, idsSalesPoint } },
		{ resource: 'Table', path: '/risto/tables', query: { ...page, idsSalesPoint } },
		{ resource: 'Loyalty', path: '/fidelitycards', query: page },
		{ resource: 'Webhook', path: '/webhooks', query: page },
	];
}

const newerEndpoints: Assumption = {
	name: 'newerEndpoints',
	question: 'The account has what newer generations of the API have',
	look: async (desk) => {
		const there: string[] = [];
		const absent: string[] = [];
		const open: string[] = [];
		const refusals: string[] = [];
		for (const { resource, path, query } of await newerLists(desk)) {
			const looked = await desk.get(path, query);
			if (!isRefusal(looked)) {
				there.push(resource);
				continue;
			}
			const { status = looked.isOurs ? 'not asked' : 'no answer', words } = looked;
			(ABSENT.includes(status) ? absent : open).push(`${resource} (${status})`);
			refusals.push(`${resource}: ${words}.`);
		}
		const found = `There: ${namesOf(there)}; not there: ${namesOf(absent)}; not known: ${namesOf(open)}.`;
		if (absent.length + open.length === 0) return holds(found);
		if (absent.length === 0) {
			return unclear(found, `Correct what the other items say first. ${refusals.join(' ')}`);
		}
		return differs(
			found,
			`Operations of what is not there say so when they run; all others work without it. Your licence (Retail Enterprise or Risto Enterprise) may not include it: ask CassaNova. ${refusals.join(' ')}`,
		);
	},
};

const newerListKeys: Assumption = {
	name: 'newerListKeys',
	question: 'Newer lists stand in the answer under the names that programs in use know',
	look: async (desk) => {
		const keys = ['reconciliations', 'orders', 'rooms', 'tables', 'fidelityCards', 'webhooks'];
		const lists = await newerLists(desk);
		const wrong: string[] = [];
		let seen = 0;
		for (const [index, { resource, path, query }] of lists.entries()) {
			const looked = await desk.get(path, query);
			const key = keys[index];
			if (isRefusal(looked) || key === undefined) continue;
			seen += 1;
			if (!Array.isArray(member(looked.value, key))) wrong.push(resource);
		}
		if (seen === 0) return unclear('None of these lists could be read.', 'Nothing to do.');
		const found = `${seen - wrong.length} of ${seen} lists stand where they should; not: ${namesOf(wrong)}.`;
		if (wrong.length === 0) return holds(found);
		return differs(
			found,
			'Loyalty and Webhook find the list where it is the only one in the answer; the others stop with an error that says it is missing. Please send the report.',
		);
	},
};

const INVOICES = '/documents/invoices';

/** Days on which something was sold. */
async function invoiceDays(desk: Desk): Promise<DayRange> {
	const sample = await sampleReceipts(desk);
	return isRefusal(sample) ? lastDays(desk) : sample.value.days;
}

const statusSpelling: Assumption = {
	name: 'statusSpelling',
	question: 'The status of a confirmed invoice or credit note is spelt CONFIRMED, also as a filter',
	look: async (desk) => {
		const days = await invoiceDays(desk);
		const looked = await desk.get(INVOICES, documentsQuery(days));
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Invoices cannot be read.');
		const invoices = recordsOf(looked.value, 'invoices');
		desk.keepShape('invoices', invoices);
		const having = (word: string) => invoices.filter(({ status }) => status === word).length;
		const seen = `Of ${counted(invoices.length, 'invoice')}, ${having(CONFIRMED)} are ${CONFIRMED} and ${having(CONFRIMED)} are ${CONFRIMED}`;
		if (having(CONFIRMED) + having(CONFRIMED) === 0) {
			return unclear(
				`${seen}.`,
				'Lists with the filter Status find out by themselves: they try both spellings. Nothing to do.',
			);
		}
		const filtered = await desk.read(
			'spelling',
			`GET /documents/invoices?start=0&limit=100&status=${CONFIRMED} (and ${CONFRIMED}, if need be)`,
			async () => await readConfirmed(desk.call, days),
		);
		if (isRefusal(filtered) && !isNotTaken(filtered)) {
			return unanswered(NAME, filtered, 'Check again.');
		}
		if (isRefusal(filtered)) {
			return differs(
				`${seen}; the filter by status does not work.`,
				`${whyOf(NAME, filtered)} Leave the filter Status out, and filter the items after the node.`,
			);
		}
		const words = filtered.value.length === 1 ? filtered.value[0] : undefined;
		const found = `${seen}; the filter finds ${words === undefined ? 'none' : `those spelt ${words}`}.`;
		if (words === CONFIRMED) return holds(found);
		return differs(
			found,
			words === undefined
				? 'Leave the filter Status out, and filter the items after the node. Please send the report.'
				: 'The filter Status uses the spelling that this account knows from now on. Compare "status" of items with both words in your workflow.',
		);
	},
};

const unknownStatus: Assumption = {
	name: 'unknownStatus',
	question: 'A filter by a status that the account does not know is refused, or finds nothing',
	look: async (desk) => {
		const query = documentsQuery(await invoiceDays(desk));
		const looked = await desk.get(INVOICES, query);
		if (isRefusal(looked)) return unanswered(NAME, looked, 'Invoices cannot be read.');
		const statuses = new Set(recordsOf(looked.value, 'invoices').map(({ status }) => status));
		const [unknown, ...others] = [CONFIRMED, CONFRIMED].filter((word) => !statuses.has(word));
		if (unknown === undefined || others.length > 0) {
			return unclear(
				`${unknown === undefined ? 'Both' : 'None'} of the words ${CONFIRMED} and ${CONFRIMED} came.`,
				'The filter Status finds out by itself. Nothing to do.',
			);
		}
		const asked = await desk.get(INVOICES, { ...query, status: unknown });
		if (isRefusal(asked)) {
			return isNotTaken(asked)
				? holds(`The word ${unknown} ${statusOf(asked)}.`)
				: unanswered(NAME, asked, 'Nothing to do.');
		}
		const came = recordsOf(asked.value, 'invoices').length;
		const found = `The word ${unknown}, which no invoice has, found ${counted(came, 'invoice')}.`;
		if (came === 0) return holds(found);
		return differs(
			found,
			'CassaNova lets such a word pass and leaves nothing out. The node sees it by drafts among what comes, and asks with the other spelling. In calls of your own (HTTP Request), compare "status" of what comes.',
		);
	},
};

/** The spellings of confirmed invoices that their filter finds; what is learnt by it others know, too. */
async function readConfirmed(call: ActionCall, range: DayRange): Promise<string[]> {
	const [getAll] = invoice.endpoints;
	if (!getAll?.list) return [];
	const asked = call.with(getAll, plainInput(call, { query: { status: CONFIRMED }, range }));
	const page = await runPage(
		asked,
		getAll.list,
		{ offset: 0, size: pager.size },
		{ window: range },
	);
	const statuses = new Set(page.records.filter(isRecord).map(({ status }) => status));
	return [CONFIRMED, CONFRIMED].filter((word) => statuses.has(word));
}

/** The checks of this file, in the order in which they are looked at. */
export const newerAssumptions: Assumption[] = [
	statusSpelling,
	unknownStatus,
	newerEndpoints,
	newerListKeys,
	loyaltyKeys,
];
