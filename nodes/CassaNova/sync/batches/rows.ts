/** Which rows of a plan may go in batches, and how many go with one request. */
import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../shared/table/types';
import type { BatchKind } from '../../records/batchAnswer';
import { awaitedIn, withIds } from '../steps';
import type { WriteStep } from '../steps';
import type { Planned, SyncSpec } from '../types';
import { MOST_IN_BATCH, trustedSize } from './trust';

/** What a kind of records is written in batches with. */
export type BatchSpec = Pick<SyncSpec, 'create' | 'getAll' | 'update'> & { batch: string };

/** A row whose only write may go with those of others. */
export interface BatchRow {
	one: Planned;
	step: WriteStep;
	/** The record that is changed. */
	id: string;
}

/** So few go one by one. */
const FEW = 20;

/** The newest document: a body has at most 100 KB; what stands around the records is less than the rest. */
const MOST_BYTES = 100_000;

/** The fields of a row's request, once all that it names is there. */
export const fieldsOfRow = ({ step }: BatchRow): IDataObject => withIds(step.body) as IDataObject;

/** As it stands in a batch. */
export function inBatch(row: BatchRow, kind: BatchKind): IDataObject {
	return kind === 'update' ? { id: row.id, ...fieldsOfRow(row) } : fieldsOfRow(row);
}

/**
 * The rows that may go in batches, where they are many. Variants and what makes several records stay as they are:
 * only of the record itself an endpoint is named.
 */
export function batchRowsIn(
	{ create, update }: BatchSpec,
	planned: readonly Planned[],
): Record<BatchKind, BatchRow[]> {
	const rows = planned.flatMap((one): BatchRow[] => {
		const [step, ...others] = one.steps ?? [];
		if (!step || others.length > 0 || one.idProduct !== undefined) return [];
		const isReady = awaitedIn(step).every(({ make }) => make !== undefined);
		return isReady ? [{ one, step, id: String(step.path?.id) }] : [];
	});
	const manyOf = (wanted: BatchSpec['create']): BatchRow[] => {
		const own = rows.filter(({ step }) => step.endpoint === wanted);
		return own.length > FEW ? own : [];
	};
	return { create: manyOf(create), update: manyOf(update) };
}

/** Takes as many rows off the front as one batch may hold. */
export function takeChunk(rows: BatchRow[], kind: BatchKind, most: number): BatchRow[] {
	let bytes = 0;
	let count = 0;
	for (const row of rows.slice(0, most)) {
		bytes += Buffer.byteLength(JSON.stringify(inBatch(row, kind))) + 1;
		if (count > 0 && bytes > MOST_BYTES) break;
		count += 1;
	}
	return rows.splice(0, count);
}

/** Requests of a batch, with those that look at its records: what is changed is read before as well. */
const REQUESTS: Record<BatchKind, number> = { create: 2, update: 3 };

/** What batches make of a plan. */
export interface BatchSaving {
	/** Requests fewer than writes. */
	saved: number;
	/** True where nobody knows yet whether batches are to be had. */
	isOpen: boolean;
}

/** What batches would save of a plan's requests, as far as it is known. */
export function savedBy(call: Call, spec: BatchSpec, planned: readonly Planned[]): BatchSaving {
	const rows = batchRowsIn(spec, planned);
	const saving: BatchSaving = { saved: 0, isOpen: false };
	for (const kind of ['create', 'update'] as const) {
		const { length } = rows[kind];
		const size = trustedSize(call, spec.batch, kind);
		if (length > 0 && size === undefined) saving.isOpen = true;
		if (size)
			saving.saved += length - Math.ceil(length / Math.min(size, MOST_IN_BATCH)) * REQUESTS[kind];
	}
	return saving;
}
