/** What comes out of a sync: an item for each row, and what all of them come to. */
import type { IDataObject } from 'n8n-workflow';
import type { ActionCall, Api, ItemsWithFiles } from '../../shared/table/types';
import { under } from '../../shared/values/records';
import type { BatchSaving } from './batches/rows';
import type { Plan } from './plan';
import { Awaited } from './steps';
import type { Action, Planned } from './types';
import { writesOf } from './write';

type Item = ItemsWithFiles['withFiles'][number];

/** What all rows come to. */
export interface Totals {
	counts: Record<Action, number>;
	/** Writes that the plan takes, whether they were sent or not. */
	writes: number;
	/** Requests that they take: fewer where many go with one. */
	requests: number;
	/** True where it isn't known yet whether many can go with one. */
	mayBeFewer: boolean;
	/** What the vendor's limit of calls makes of them, with the calls that have read the same part of the API. */
	minutes: number;
	isPreview: boolean;
}

const ACTIONS: Action[] = ['create', 'change', 'unchanged', 'invalid', 'failed', 'later', 'absent'];

/**
 * Counts what became of the rows.
 * @param reads requests that have read
 * @param saving what batches make of it
 */
export function countRows(
	api: Api,
	plan: Plan,
	{ reads, saving = { saved: 0, isOpen: false } }: { reads: number; saving?: BatchSaving },
	isPreview: boolean,
): Totals {
	const all = [...plan.rows, ...plan.absent];
	const counted = ACTIONS.map((action): [Action, number] => [
		action,
		all.filter((one) => one.action === action).length,
	]);
	const counts = Object.fromEntries(counted) as Record<Action, number>;
	counts.absent = plan.absentCount;
	const writes = writesOf(all);
	const requests = writes - saving.saved;
	const { calls, perMs } = api.pace ?? { calls: Infinity, perMs: 0 };
	const waits = Math.floor(Math.max(reads + requests - 1, 0) / calls);
	const minutes = (waits * perMs) / 60_000;
	return { counts, writes, requests, mayBeFewer: saving.isOpen, minutes, isPreview };
}

const WORDS: Array<[Action, planned: string, done: string]> = [
	['create', 'to create', 'created'],
	['change', 'to change', 'changed'],
	['unchanged', 'unchanged', 'unchanged'],
	['invalid', 'invalid', 'invalid'],
	['failed', 'failed', 'failed'],
	['later', 'left for the next run', 'left for the next run'],
	['absent', 'not in the list', 'not in the list'],
];

const FEWER =
	' If CassaNova takes many products with one request, which the first run finds out, it is quicker.';

/** The totals as a sentence; what there is none of is left out. */
export function inWords(totals: Totals): string {
	const { counts, writes, requests, mayBeFewer, minutes, isPreview } = totals;
	const parts = WORDS.filter(([action]) => counts[action] > 0).map(
		([action, planned, done]) => `${counts[action]} ${isPreview ? planned : done}`,
	);
	const cost =
		isPreview && writes > 0
			? ` It takes ${writes} writes${requests < writes ? ` with ${requests} requests` : ''}${minutes > 0 ? `, and ${minutes} minutes of waiting for the limit of calls` : ''}.${mayBeFewer ? FEWER : ''}`
			: '';
	return `Of the list: ${parts.join(', ') || 'nothing'}.${cost}`;
}

/**
 * The items. Rows that are invalid, or failed, go to the node's error output where it has one.
 * @param totals for one more item at the end
 */
export function itemsOf(call: ActionCall, plan: Plan, totals?: Totals): ItemsWithFiles {
	const all = [...plan.rows, ...plan.absent].map((one) => itemOf(call, one));
	return { withFiles: totals ? [...all, summaryOf(totals)] : all };
}

function itemOf({ host }: ActionCall, planned: Planned): Item {
	const { index, action, key, id, changes, problem, isWritten = false, isOpen } = planned;
	const { idProduct, idSalesPoint, alike } = planned;
	const from = index === undefined ? {} : { from: [index] };
	if (problem !== undefined && host.getNode().onError === 'continueErrorOutput') {
		// n8n takes an item for an error by these keys alone, and adds the fields of the row itself.
		const message = isOpen ? 'outcome: unknown' : action;
		return { json: { error: problem, message, details: key }, ...from };
	}
	const json: IDataObject = {
		action,
		written: isWritten,
		key,
		...under('id', id instanceof Awaited ? null : id),
		...(idProduct === undefined
			? {}
			: under('idProduct', idProduct instanceof Awaited ? null : idProduct)),
		...(idSalesPoint === undefined ? {} : { idSalesPoint }),
		changes: changes.map(({ field, before, after }) => ({
			field,
			...under('before', before),
			...under('after', after),
		})),
		...(alike === undefined ? {} : { alike }),
		...(problem === undefined ? {} : { problem }),
		...(isOpen ? { outcome: 'unknown' } : {}),
	};
	return { json, ...from };
}

function summaryOf({ counts, writes, requests, minutes, isPreview }: Totals): Item {
	return { json: { action: 'summary', preview: isPreview, ...counts, writes, requests, minutes } };
}
