/**
 * Records that are made many at a time. What was made is found by what was sent, among the records whose IDs the
 * answer names: so neither its shape nor its order matters. Where it doesn't tell, the whole list is read once.
 */
import type { NodeApiError } from 'n8n-workflow';
import type { Call } from '../../../shared/table/types';
import { leavesOutcomeOpen } from '../../../shared/wire/errors';
import { hasFields, isMadeOf } from '../alike';
import { learnBy } from './probe';
import type { BatchOutcome } from './probe';
import { fieldsOfRow, takeChunk } from './rows';
import type { BatchRow } from './rows';
import type { BatchTools } from './tools';
import { LEAST_IN_BATCH, MOST_IN_BATCH, distrustBatches, trustBatches, trustedSize } from './trust';
import { namedIds, notThere, readByIds, readWhole, refusalsIn, sendBatch } from './wire';
import type { BatchSent, ReadRecord } from './wire';

const TOO_LARGE = '413';

/** One run's new records. */
export class Creates {
	/** Whether what is left goes one by one. */
	private isEnded = false;

	private most = MOST_IN_BATCH;

	constructor(private readonly tools: BatchTools) {}

	/** Sends rows in batches; those that can't go so stay for whoever sends singly. */
	async run(rows: BatchRow[]): Promise<void> {
		const { call, spec, tally } = this.tools;
		const size = trustedSize(call, spec.batch, 'create');
		if (size === 0) return;
		this.most = size ?? MOST_IN_BATCH;
		const rest = await this.tools.ready(rows);
		if (size === undefined && !(await this.learn(rest))) return;
		while (rest.length > 0 && !this.isEnded && !tally.isOver) {
			await this.send(takeChunk(rest, 'create', this.most));
		}
	}

	private async learn(rest: BatchRow[]): Promise<boolean> {
		return await learnBy(this.tools, 'create', [...rest], this.most, async (probe) => {
			rest.splice(rest.indexOf(probe), 1);
			return await this.send([probe]);
		});
	}

	private async send(rows: BatchRow[]): Promise<BatchOutcome> {
		const { call, spec, done, failed, single } = this.tools;
		const sent = await sendBatch(call, spec, 'create', rows);
		if (sent.is === 'unsent') {
			for (const row of rows) failed(row, sent.error);
			return 'unsent';
		}
		const [only] = rows;
		// One record by itself is made or not, as with the call for a single one.
		if (sent.is === 'refused' && only && rows.length === 1) {
			return (await single(only.one)) ? 'refused' : 'rowRefused';
		}
		if (sent.is === 'refused' && sent.error.httpCode === TOO_LARGE) return await this.divide(rows);
		const named = this.made(rows, await this.named(sent));
		const unnamed = rows.filter((row) => !named.has(row));
		const refused =
			sent.is === 'answered'
				? refusalsIn(call, sent.entries, rows, unnamed)
				: new Map<BatchRow, NodeApiError>();
		for (const row of rows) {
			const error = refused.get(row);
			if (named.has(row)) done(row);
			else if (error) failed(row, error);
		}
		const open = unnamed.filter((row) => !refused.has(row));
		if (open.length === 0 && [...named.values()].every(({ isExact }) => isExact)) {
			return refused.size === rows.length ? 'rowRefused' : 'exact';
		}
		// Once in a run: what is made then goes one by one.
		this.isEnded = true;
		if (sent.is === 'answered') distrustBatches(call, spec.batch, 'create');
		if (open.length === 0) return 'other';
		return await this.lookThrough(rows, open, sent);
	}

	/** Looks for rows that no answer has told of, in the whole list. */
	private async lookThrough(
		rows: BatchRow[],
		open: BatchRow[],
		sent: Exclude<BatchSent, { is: 'unsent' }>,
	): Promise<BatchOutcome> {
		const { call, spec, tally, done, failed, single } = this.tools;
		const whole = await readWhole(call, spec);
		const found = this.made(open, whole ?? []);
		let areTaken = whole !== undefined && found.size === 0 && open.length === rows.length;
		for (const row of open) {
			if (found.has(row)) done(row);
			else if (sent.is === 'answered') failed(row, notThere(call, NOT_MADE));
			else if (sent.is === 'open' || !whole) failed(row, openError(call, sent.error));
			else if (!tally.isOver) areTaken = (await single(row.one)) && areTaken;
		}
		if (sent.is !== 'refused') return 'other';
		// No record was wrong, so the batch was: it may have held too many.
		if (areTaken && !tally.isOver) {
			trustBatches(call, spec.batch, 'create', Math.ceil(rows.length / 2));
		}
		return 'refused';
	}

	/** A body that is too large is refused before anybody looks at it. */
	private async divide(rows: BatchRow[]): Promise<BatchOutcome> {
		const { call, spec, tally } = this.tools;
		this.most = Math.ceil(rows.length / 2);
		trustBatches(call, spec.batch, 'create', this.most);
		this.isEnded ||= this.most < LEAST_IN_BATCH;
		for (const part of [rows.slice(0, this.most), rows.slice(this.most)]) {
			if (!this.isEnded && !tally.isOver) await this.send(part);
		}
		return 'refused';
	}

	private async named(sent: BatchSent): Promise<ReadRecord[]> {
		const ids = sent.is === 'answered' ? namedIds(sent.entries) : [];
		if (ids.length === 0) return [];
		const { call, spec } = this.tools;
		return [...((await readByIds(call, spec, ids)) ?? new Map<string, ReadRecord>()).values()];
	}

	/** The records that rows have made, and whether they are as they were sent: no other record has their key. */
	private made(
		rows: BatchRow[],
		records: readonly ReadRecord[],
	): Map<BatchRow, { isExact: boolean }> {
		const found = new Map<BatchRow, { isExact: boolean }>();
		for (const row of rows) {
			const body = fieldsOfRow(row);
			const exactly = records.find(({ written }) => hasFields(written, body, true));
			const one = exactly ?? records.find(({ written }) => isMadeOf(written, body));
			if (!one) continue;
			if (row.step.gives) row.step.gives.id = String(one.record.id);
			found.set(row, { isExact: exactly !== undefined });
		}
		return found;
	}
}

/** A refusal after which nobody could look says as little as no answer. */
function openError(call: Call, error: NodeApiError): NodeApiError {
	return leavesOutcomeOpen(error) ? error : notThere(call, error.message);
}

const NOT_MADE = 'it was sent with others, and is not there as it was sent';
