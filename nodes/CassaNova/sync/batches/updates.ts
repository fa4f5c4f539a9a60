/**
 * Records that are changed many at a time. Each is read before and after, so that what became of it never depends
 * on what the answer looks like; the first one of an account goes alone, and shows whether what a batch leaves out
 * stays as it is.
 */
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { listed } from '../../../shared/values/listed';
import { hasVariants } from '../../catalog/find';
import { wireName } from '../../records/crud';
import { changedBeside, hasFields } from '../alike';
import { learnBy } from './probe';
import type { BatchOutcome } from './probe';
import { fieldsOfRow, takeChunk } from './rows';
import type { BatchRow } from './rows';
import type { BatchTools } from './tools';
import { LEAST_IN_BATCH, MOST_IN_BATCH, distrustBatches, trustBatches, trustedSize } from './trust';
import { notThere, readByIds, refusalsIn, sendBatch } from './wire';
import type { ReadRecord } from './wire';

/** Refused batches that are divided in a run: one bad record of fifty is found by six. */
const MOST_REFUSALS = 8;

type Before = ReadonlyMap<string, ReadRecord>;

/** One run's changes. */
export class Updates {
	/** Whether what is left goes one by one. */
	private isEnded = false;

	private refusals = 0;

	private most = MOST_IN_BATCH;

	/** Fields that an edit can set. */
	private readonly names: ReadonlySet<string>;

	constructor(private readonly tools: BatchTools) {
		const { fields = [] } = tools.spec.update;
		this.names = new Set(fields.filter((field) => field.in === 'body').map(wireName));
	}

	/** Sends rows in batches; those that can't go so stay for whoever sends singly. */
	async run(rows: BatchRow[]): Promise<void> {
		const { call, spec, tally } = this.tools;
		const size = trustedSize(call, spec.batch, 'update');
		if (size === 0) return;
		let isTrusted = size !== undefined;
		this.most = size ?? MOST_IN_BATCH;
		const rest = await this.tools.ready(rows);
		while (rest.length > 0 && !this.isEnded && !tally.isOver) {
			const taken = takeChunk(rest, 'update', this.most);
			const before = await readByIds(call, spec, idsOf(taken));
			const isHere = ({ id }: BatchRow) => before?.has(id) === true;
			if (!before || !taken.some(isHere)) return;
			const fit = taken.filter((row) => isHere(row) && !isOfVariants(before, row));
			if (fit.length === 0) continue;
			isTrusted ||= await this.learn(fit, before);
			if (!isTrusted) return;
			if (fit.length > 0) await this.send(fit, before);
		}
	}

	/** Tries it with the record that has most to lose: what it keeps, all others keep. */
	private async learn(fit: BatchRow[], before: Before): Promise<boolean> {
		const wealth = ({ id }: BatchRow) => JSON.stringify(before.get(id)?.written).length;
		const probes = [...fit].sort((one, other) => wealth(other) - wealth(one));
		return await learnBy(this.tools, 'update', probes, this.most, async (probe) => {
			fit.splice(fit.indexOf(probe), 1);
			return await this.send([probe], before);
		});
	}

	/** @param before as the records were a moment ago */
	private async send(rows: BatchRow[], before: Before): Promise<BatchOutcome> {
		const { call, spec } = this.tools;
		const sent = await sendBatch(call, spec, 'update', rows);
		if (sent.is === 'unsent') {
			this.settle(rows, rows, () => sent.error);
			return 'unsent';
		}
		const after = await readByIds(call, spec, idsOf(rows));
		if (!after) {
			this.isEnded = true;
			this.settle(rows, rows, () => (sent.is === 'open' ? sent.error : notThere(call, UNSEEN)));
			return 'other';
		}
		const left = rows.filter((row) => !isDone(row, after));
		const isWhole = await this.mend(rows, before, after);
		if (sent.is === 'refused') {
			this.settle(rows, left);
			return await this.afterRefusal(rows, left, after);
		}
		if (sent.is === 'open') {
			this.most = Math.max(LEAST_IN_BATCH, Math.ceil(this.most / 2));
			this.settle(rows, left, () => sent.error);
			return 'other';
		}
		const refused = refusalsIn(call, sent.entries, rows, left);
		this.settle(rows, left, (row) => refused.get(row) ?? notThere(call, NOT_CHANGED));
		if (refused.size < left.length) this.distrust();
		if (!isWhole || refused.size < left.length) return 'other';
		return left.length === rows.length ? 'rowRefused' : 'exact';
	}

	/** Says of rows, in their order, what became of them; of those that are left only where it is known. */
	private settle(
		rows: BatchRow[],
		left: BatchRow[],
		errorOf?: (row: BatchRow) => NodeApiError,
	): void {
		for (const row of rows) {
			if (!left.includes(row)) this.tools.done(row);
			else if (errorOf) this.tools.failed(row, errorOf(row));
		}
	}

	/**
	 * What was refused as a whole is divided: a batch may hold fewer, or one record of it be wrong. The reading has
	 * shown that what is left wasn't done.
	 */
	private async afterRefusal(
		rows: BatchRow[],
		left: BatchRow[],
		after: Before,
	): Promise<BatchOutcome> {
		const { call, spec, tally, single } = this.tools;
		this.refusals += 1;
		const [only] = left;
		if (!only) return 'other';
		if (rows.length === 1) return (await single(only.one)) ? 'refused' : 'rowRefused';
		if (this.refusals > MOST_REFUSALS) this.isEnded = true;
		const half = Math.ceil(left.length / 2);
		const outcomes: BatchOutcome[] = [];
		for (const part of [left.slice(0, half), left.slice(half)]) {
			if (part.length === 0 || this.isEnded || tally.isOver) continue;
			outcomes.push(await this.send(part, after));
		}
		const isTooMany = left.length === rows.length && outcomes.length === 2;
		if (isTooMany && outcomes.every((outcome) => outcome === 'exact') && half < this.most) {
			this.most = half;
			this.isEnded ||= half < LEAST_IN_BATCH;
			trustBatches(call, spec.batch, 'update', half);
		}
		return 'refused';
	}

	/**
	 * Puts back what was changed beside, singly, and sends no more batches then.
	 * @returns whether nothing was
	 */
	private async mend(rows: BatchRow[], before: Before, after: Before): Promise<boolean> {
		const { call, spec, put } = this.tools;
		const lost: string[] = [];
		const names = new Set<string>();
		let count = 0;
		for (const row of rows) {
			const [was, now] = [before.get(row.id), after.get(row.id)];
			if (!was || !now) continue;
			const beside = changedBeside(was.written, now.written, fieldsOfRow(row), this.names);
			const changed = Object.keys(beside);
			if (changed.length === 0) continue;
			count += 1;
			for (const name of changed) names.add(name);
			const body = told(beside);
			const isAll = changed.every((name) => name in body);
			const step = { endpoint: spec.update, path: { id: row.id }, body };
			const isBack = Object.keys(body).length > 0 && (await put(step));
			if (!isBack || !isAll) lost.push(row.id);
		}
		if (count === 0) return true;
		call.hint(mended(count, [...names], lost));
		this.distrust();
		return false;
	}

	private distrust(): void {
		const { call, spec } = this.tools;
		this.isEnded = true;
		distrustBatches(call, spec.batch, 'update');
	}
}

const idsOf = (rows: BatchRow[]) => rows.map(({ id }) => id);

function isDone(row: BatchRow, after: Before): boolean {
	const now = after.get(row.id);
	return now !== undefined && hasFields(now.written, fieldsOfRow(row), false);
}

/** A product with variants stays with the single calls: what an edit in a batch does to them, nobody has told. */
const isOfVariants = (before: Before, { id }: BatchRow) =>
	hasVariants({ product: before.get(id)?.record ?? {} });

/** What can be sent: what wasn't there can't be taken away again. */
function told(fields: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
	);
}

const UNSEEN = 'it was sent with others, and could not be looked at afterwards';

const NOT_CHANGED = 'it was sent with others, and is not as it was sent';

function mended(count: number, names: string[], lost: string[]): string {
	const not =
		lost.length > 0
			? ` What could not be put back is yours to look at in CassaNova: ${listed(lost)}.`
			: '';
	return `CassaNova's batches do not leave alone what they are not told: ${count === 1 ? 'of one product' : `of ${count} products`} other fields were changed as well (${listed(names)}), and were put back. From now on products are sent one by one.${not}`;
}
