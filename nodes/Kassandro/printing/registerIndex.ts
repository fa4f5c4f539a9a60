/**
 * The receipts in which an execution searches: read once for all its items, and again whenever the
 * register's count says that somebody has printed meanwhile.
 */
import type { IDataObject } from 'n8n-workflow';
import type { DayRange } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { countRegister, readRegister } from './receiptSearch';

/** What one execution knows of a register's receipts. */
export class RegisterIndex {
	private known = new Map<unknown, IDataObject>();

	/** Receipts as only the answers to printing them have shown them, not the register's list. */
	readonly answers = new WeakSet<IDataObject>();

	private range: DayRange | undefined;

	/** What the register counts as long as nobody else prints; undefined where its count says nothing. */
	private expected: number | undefined;

	/** Receipts that this execution is just printing: until they are through, no count can be trusted. */
	private underWay = 0;

	private running: Promise<unknown> = Promise.resolve();

	/** A read that hasn't begun yet: it will see everything that was printed until now. */
	private next: Promise<IDataObject[]> | undefined;

	/** All receipts of a range, as of now or later; there may be others beside them. */
	async receipts(call: Call, range: DayRange): Promise<IDataObject[]> {
		const { expected } = this;
		if (expected !== undefined && this.range && this.underWay === 0 && covers(this.range, range)) {
			const count = await countRegister(call, this.range);
			const stands = this.underWay === 0 && this.expected === expected;
			if (stands && count === expected) return [...this.known.values()];
		}
		this.range = widened(this.range, range);
		return await this.refresh(call);
	}

	/**
	 * Makes what prints a receipt and takes it in.
	 * @param isTold whether a receipt tells by what it will be looked for: the answer to printing it may
	 * say less than the list
	 */
	taking(
		print: () => Promise<IDataObject>,
		isTold: (receipt: IDataObject) => boolean,
	): () => Promise<IDataObject> {
		return async () => {
			this.underWay += 1;
			let receipt: IDataObject | undefined;
			try {
				receipt = await print();
				return receipt;
			} finally {
				this.underWay -= 1;
				this.take(receipt && isTold(receipt) ? receipt : undefined);
			}
		};
	}

	/** A receipt of our own; without one that can be known again, the next look reads the list. */
	private take(receipt: IDataObject | undefined): void {
		if (!receipt) {
			this.expected = undefined;
			return;
		}
		if (!this.known.has(receipt._id) && this.expected !== undefined) this.expected += 1;
		this.known.set(receipt._id, receipt);
		this.answers.add(receipt);
	}

	/** Items that ask at the same time share a read; who begins it gets its failure. */
	private async refresh(call: Call): Promise<IDataObject[]> {
		if (this.next) {
			const shared = await this.next.catch(() => undefined);
			return shared ?? (await this.refresh(call));
		}
		const begin = this.running.then(async () => {
			this.next = undefined;
			const reading = this.read(call);
			this.running = reading.catch(() => undefined);
			return await reading;
		});
		this.next = begin;
		return await begin;
	}

	private async read(call: Call): Promise<IDataObject[]> {
		const { range, underWay } = this;
		if (!range) return [];
		this.expected = undefined;
		const receipts = await readRegister(call, range);
		const counted = await countRegister(call, range);
		this.known = new Map(receipts.map((receipt) => [receipt._id, receipt]));
		const isQuiet = underWay === 0 && this.underWay === 0 && this.range === range;
		const isWhole = counted === receipts.length && counted === this.known.size;
		this.expected = isQuiet && isWhole ? counted : undefined;
		return receipts;
	}
}

function covers(outer: DayRange, inner: DayRange): boolean {
	return outer.from <= inner.from && outer.to >= inner.to;
}

function widened(range: DayRange | undefined, other: DayRange): DayRange {
	if (!range || covers(range, other)) return range ?? other;
	return {
		from: range.from < other.from ? range.from : other.from,
		to: range.to > other.to ? range.to : other.to,
	};
}

/** The index that all items of one execution share for a register. */
export async function registerIndex(call: Call): Promise<RegisterIndex> {
	return await call.once(
		'receipts of the register',
		async () => await Promise.resolve(new RegisterIndex()),
	);
}
