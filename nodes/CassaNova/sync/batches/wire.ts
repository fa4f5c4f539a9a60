/** The requests of batches: one that writes many records, and those that look at what became of them. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { runList } from '../../../shared/run/run';
import type { Call } from '../../../shared/table/types';
import { recordsIn } from '../../../shared/values/records';
import { apiError, leavesOutcomeOpen } from '../../../shared/wire/errors';
import { vendorWords } from '../../../shared/wire/vendorWords';
import { batchEntries } from '../../records/batchAnswer';
import type { BatchKind } from '../../records/batchAnswer';
import { plainInput } from '../../records/plainInput';
import { fieldsAsWritten } from '../alike';
import { inBatch } from './rows';
import type { BatchRow, BatchSpec } from './rows';

/** What came of a batch: an answer, a no, no request at all, or nobody knows. */
export type BatchSent =
	| { is: 'answered'; entries: IDataObject[] }
	| { is: 'open'; error: NodeApiError }
	| { is: 'refused'; error: NodeApiError }
	| { is: 'unsent'; error: NodeApiError };

/** A record that was read, with its fields as they would be sent. */
export interface ReadRecord {
	record: IDataObject;
	written: IDataObject;
}

const asRead = (record: IDataObject): ReadRecord => ({ record, written: fieldsAsWritten(record) });

async function orNodeApiError<T>(work: Promise<T>): Promise<T | NodeApiError> {
	return await work.catch((error: unknown) => {
		if (error instanceof NodeApiError) return error;
		throw error;
	});
}

/** Statuses by which a server says no to whoever asks, or whenever: no word about the batch. */
const NOT_ABOUT_IT = ['401', '429'];

/** Sends rows with one request. @throws what isn't the vendor's */
export async function sendBatch(
	call: Call,
	{ batch }: BatchSpec,
	kind: BatchKind,
	rows: BatchRow[],
): Promise<BatchSent> {
	const [method, path] = batch.split(' ') as ['POST', string];
	const body = { [kind]: rows.map((row) => inBatch(row, kind)) };
	const answer = await orNodeApiError(call.send({ method, path, body }));
	if (!(answer instanceof NodeApiError)) {
		return { is: 'answered', entries: batchEntries(answer, kind) };
	}
	if (leavesOutcomeOpen(answer)) return { is: 'open', error: answer };
	const { httpCode } = answer;
	const isRefused = httpCode !== null && !NOT_ABOUT_IT.includes(httpCode);
	return { is: isRefused ? 'refused' : 'unsent', error: answer };
}

/**
 * Reads records by their IDs, with one request.
 * @returns those that came, by ID; undefined where they can't be read
 */
export async function readByIds(
	call: Call,
	{ getAll }: BatchSpec,
	ids: string[],
): Promise<Map<string, ReadRecord> | undefined> {
	const { list } = getAll;
	if (!list) return undefined;
	const asking = call.with(getAll, plainInput(call, { query: { ids } }));
	const records = await orNodeApiError(runList(asking, list, ids.length));
	if (records instanceof NodeApiError) return undefined;
	return new Map(recordsIn(records).map((record) => [String(record.id), asRead(record)]));
}

/** Reads all records anew; undefined where they can't be read. */
export async function readWhole(
	call: Call,
	{ getAll }: BatchSpec,
): Promise<ReadRecord[] | undefined> {
	const records = await orNodeApiError(call.readAll(getAll));
	return records instanceof NodeApiError ? undefined : recordsIn(records).map(asRead);
}

/** The IDs that an answer names. */
export function namedIds(entries: IDataObject[]): string[] {
	return entries
		.map(({ id }) => id)
		.filter((id) => (typeof id === 'string' && id !== '') || typeof id === 'number')
		.map(String);
}

/** Keys under which an entry says that something is wrong; not those of the record that it is about. */
const WRONG = /error|message|reason|violation|problem/i;

/** What an entry says to be wrong; undefined where it says nothing. */
function wordsIn(entry: IDataObject) {
	const wrong = Object.entries(entry).filter(([name]) => WRONG.test(name) || name === 'code');
	return wrong.length === 0 ? undefined : vendorWords(Object.fromEntries(wrong));
}

/**
 * What the answer says of rows that are not done.
 * @param rows all of the batch, in its order
 * @param left those that are not done
 */
export function refusalsIn(
	call: Call,
	entries: IDataObject[],
	rows: readonly BatchRow[],
	left: readonly BatchRow[],
): Map<BatchRow, NodeApiError> {
	const found = new Map<BatchRow, NodeApiError>();
	const note = (row: BatchRow | undefined, entry: IDataObject) => {
		const vendor = wordsIn(entry);
		if (row && vendor) found.set(row, apiError(call, { vendor, advice: NO_MORE }));
	};
	const isNamed = ({ id, externalId }: IDataObject) => Boolean(id) || Boolean(externalId);
	for (const entry of entries.filter(isNamed)) {
		const { id, externalId } = entry;
		const isMeant = ({ id: own, step }: BatchRow) =>
			externalId ? step.body.externalId === externalId : own === String(id);
		note(left.find(isMeant), entry);
	}
	const counted = entries.filter(
		(entry) => !isNamed(entry) && typeof entry.index === 'number' && wordsIn(entry) !== undefined,
	);
	const rowAt = ({ index }: IDataObject) => rows[Number(index)];
	// Whoever counts otherwise would blame a row that is done.
	if (!counted.every((entry) => left.some((row) => row === rowAt(entry)))) return found;
	for (const entry of counted) note(rowAt(entry), entry);
	return found;
}

const NO_MORE = 'The others of its batch are told for themselves.';

/** A row that went with others, and that isn't there as it was sent. */
export function notThere(call: Call, problem: string): NodeApiError {
	return apiError(call, {
		problem,
		advice: 'Look at it in CassaNova if it comes again.',
		outcomeUnknown: true,
	});
}
