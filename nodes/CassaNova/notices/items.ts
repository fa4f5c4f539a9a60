/** A notice → n8n items, as the polling trigger would give the same record. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PollCalls, PollPanel } from '../../shared/poll/call';
import { toItems } from '../../shared/poll/events/items';
import type { Shape } from '../../shared/poll/events/items';
import { shapeAnswer } from '../../shared/run/output';
import { runOne } from '../../shared/run/run';
import { findEndpoint } from '../../shared/table/table';
import type { RequestInput } from '../../shared/table/request';
import type { Endpoint } from '../../shared/table/types';
import { isRecord, member, under } from '../../shared/values/records';
import { markOf } from '../triggers';
import { resourceOf } from './operation';
import type { Operation } from './operation';
import type { WantedNotices } from './wanted';

/** What has come. */
export interface Notice extends Operation {
	/** The body, or its text where that is no record. */
	record: unknown;
}

/** What is asked of the items. */
type How = Pick<WantedNotices, 'output' | 'readAgain' | 'shops'>;

/** What is taken back and not changed: fiscal documents, and the bill before them. */
const DOCUMENTS = new Set(['receipt', 'invoice', 'creditNote', 'bill']);
const CHANGES: Partial<Record<string, string>> = {
	CREATE: 'created',
	EDIT: 'updated',
	DELETE: 'deleted',
};

/**
 * Whether the items need more than the notice and the panel: something of the account.
 * @param panel which way to authenticate was chosen decides which lists there are
 */
export function needsAccount(panel: PollPanel, notice: Notice, how: How): boolean {
	const endpoint = listOf(panel, notice);
	if (how.readAgain) return true;
	if (!endpoint || !isRecord(notice.record)) return false;
	const shape = shapeOf(endpoint, how);
	return shape === 'accounting' || (shape === 'simplified' && endpoint.output?.named !== undefined);
}

/**
 * Makes the items, and asks CassaNova for what they need beside the notice.
 * @throws what asking throws, where items need it; InputError
 */
export async function noticeItems(
	calls: PollCalls,
	notice: Notice,
	how: How,
): Promise<INodeExecutionData[]> {
	const { record, remarks } = how.readAgain
		? await readAgain(calls, notice)
		: { record: notice.record, remarks: {} };
	const now = { ...notice, record };
	const endpoint = listOf(calls, notice);
	const said = { ...remarks, ...remarksOn(calls, now) };
	if (!isRecord(record) || !endpoint) return [{ json: { ...plain(record), ...said } }];
	const outgoing = [{ record, remarks: said }];
	return await toItems(calls, endpoint, shapeOf(endpoint, how), outgoing, queryOf(how));
}

/**
 * Makes the items of nothing but the notice, where asking has failed: a notice that was answered doesn't
 * come again.
 * @param reason why it failed, for people
 */
export function itemsAsTold(
	panel: PollPanel,
	notice: Notice,
	how: How,
	reason: string,
): INodeExecutionData[] {
	const said = how.readAgain ? { notReadAgain: reason } : {};
	const endpoint = listOf(panel, notice);
	const { record } = notice;
	if (!isRecord(record) || !endpoint || shapeOf(endpoint, how) !== 'accounting') {
		return itemsOfNotice(panel, notice, how, said);
	}
	const remarks = { ...said, ...remarksOn(panel, notice) };
	return [{ json: { unreadable: reason, ...under('record', record), ...remarks } }];
}

/**
 * Makes the items of the notice and the panel, where nothing else is needed.
 * @param said what each item says beside
 */
export function itemsOfNotice(
	panel: PollPanel,
	notice: Notice,
	how: How,
	said: IDataObject = {},
): INodeExecutionData[] {
	const { record } = notice;
	const endpoint = listOf(panel, notice);
	const remarks = { ...said, ...remarksOn(panel, notice) };
	if (!isRecord(record)) return [{ json: { ...plain(record), ...remarks } }];
	const simplify = endpoint && shapeOf(endpoint, how) !== 'raw' && endpoint.output?.simplify;
	const items = simplify ? [simplify(record, queryOf(how))].flat() : [record];
	return items.map((item) => ({ json: { ...item, ...remarks } }));
}

/** What the polling trigger would have asked for the record with. */
function queryOf({ shops }: How): RequestInput['query'] {
	return shops.length === 0 ? {} : { idsSalesPoint: shops };
}

function listOf({ api, authentication }: PollPanel, { entity }: Operation): Endpoint | undefined {
	const resource = resourceOf(api, entity);
	return resource && findEndpoint(api, resource.value, 'getAll', authentication);
}

/** Only receipts are accounting entries; everything else is simplified then. */
function shapeOf({ output }: Endpoint, { output: wanted }: How): Shape {
	if (wanted === 'raw') return 'raw';
	if (wanted === 'accounting' && output?.accounting) return 'accounting';
	return output?.simplify ? 'simplified' : 'raw';
}

/** What isn't a record stands in the item as it came. */
function plain(record: unknown): IDataObject {
	return isRecord(record)
		? record
		: { unreadable: 'The notice holds no record.', ...under('record', record) };
}

/** What the item says beside its record: `change` reads as in the items of the polling trigger. */
function remarksOn({ api }: PollPanel, { entity, event, record }: Notice): IDataObject {
	const resource = resourceOf(api, entity);
	const change =
		resource && DOCUMENTS.has(resource.value) ? takenBack(event, record) : CHANGES[event];
	return { ...(change === undefined ? {} : { change }), entity, event };
}

/** Assumption: a receipt that was voided is told as deleted, as it was seen; or it says so itself. */
function takenBack(event: string, record: unknown): string | undefined {
	if (event === 'CREATE') return undefined;
	const isMarked = isRecord(record) && markOf(record) > 0;
	return event === 'DELETE' || isMarked ? 'cancelled' : undefined;
}

/** The record as it is now, where it can be asked for by its ID; else as it was told, with the reason. */
async function readAgain(
	calls: PollCalls,
	{ entity, event, record }: Notice,
): Promise<{ record: unknown; remarks: IDataObject }> {
	const resource = resourceOf(calls.api, entity);
	const { api, authentication } = calls;
	const endpoint = resource && findEndpoint(api, resource.value, 'get', authentication);
	const id = idOf(record);
	if (!endpoint || id === undefined || event === 'DELETE') return { record, remarks: {} };
	const call = calls.call(endpoint, { path: { id } });
	try {
		return { record: shapeAnswer(call, await runOne(call)), remarks: {} };
	} catch (error) {
		return { record, remarks: { notReadAgain: wordsOf(calls, error) } };
	}
}

function idOf(record: unknown): string | undefined {
	const id = member(record, 'id') ?? member(member(record, 'document'), 'id');
	const text = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
	return /^\.{0,2}$/.test(text) ? undefined : text;
}

/** An error in words, without secrets. */
export function wordsOf(calls: Pick<PollCalls, 'cleaned'>, error: unknown): string {
	const cleaned = calls.cleaned(error);
	return cleaned instanceof Error ? cleaned.message : String(cleaned);
}
