/**
 * The receipts in which an execution searches: read once for all its items, and again whenever the
 * register's count says that somebody has printed meanwhile.
 */
import type { IDataObject } from 'n8n-workflow';
import type { Call, DayRange } from '../shared/types';
import { countRegister, readRegister } from './receiptSearch';

class RegisterIndex {
	private known: IDataObject[] = [];

	/** What the register counts as long as nobody else prints; undefined where its count says nothing. */
	private expected: number | undefined;

	private running: Promise<unknown> = Promise.resolve();

	/** A read that hasn't begun yet: it will see everything that was printed until now. */
	private next: Promise<IDataObject[]> | undefined;

	constructor(private readonly range: DayRange) {}

	/** All receipts of the range, as of now or later. */
	async receipts(call: Call): Promise<IDataObject[]> {
		if (this.expected !== undefined) {
			const count = await countRegister(call, this.range);
			if (count !== undefined && count === this.expected) return this.known;
		}
		return await this.refresh(call);
	}

	/** A receipt that this execution has printed itself. */
	add(receipt: IDataObject): void {
		this.known.push(receipt);
		if (this.expected !== undefined) this.expected += 1;
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
		const receipts = await readRegister(call, this.range);
		const counted = await countRegister(call, this.range);
		this.known = [...receipts];
		this.expected = counted === receipts.length ? counted : undefined;
		return this.known;
	}
}

/** The index that all items of one execution share for a register and a range of days. */
export async function registerIndex(call: Call, range: DayRange): Promise<RegisterIndex> {
	return await call.once(
		`receipts ${range.from} ${range.to}`,
		async () => await Promise.resolve(new RegisterIndex(range)),
	);
}
