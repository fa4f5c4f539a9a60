/**
 * The receipts in which order numbers are searched: read once per execution, and again whenever the
 * register's count says that somebody else has printed meanwhile.
 */
import type { IDataObject } from 'n8n-workflow';
import type { Call, DayRange } from '../shared/types';
import { carries, showsReferences } from './reference';
import type { Reference } from './reference';
import { countRegister, readRegister } from './receiptSearch';

/** What a search for an order number brought. */
export interface Search {
	/** All receipts that carry it. */
	found: IDataObject[];
	/** Whether any receipt of the list carries a reference. */
	conclusive: boolean;
	/** All receipts that were searched. */
	receipts: IDataObject[];
}

class OrderIndex {
	private receipts: IDataObject[] | undefined;

	/** What the register counts as long as nobody prints; undefined where its count says nothing. */
	private expected: number | undefined;

	constructor(private readonly range: DayRange) {}

	async search(call: Call, reference: Reference): Promise<Search> {
		const receipts = await this.current(call);
		return {
			receipts,
			found: receipts.filter((receipt) => carries(receipt, reference)),
			conclusive: receipts.some((receipt) => showsReferences(receipt, reference)),
		};
	}

	/** A receipt that this execution has printed itself. */
	add(receipt: IDataObject): void {
		this.receipts?.push(receipt);
		if (this.expected !== undefined) this.expected += 1;
	}

	private async current(call: Call): Promise<IDataObject[]> {
		const count = this.expected === undefined ? undefined : await countRegister(call, this.range);
		if (this.receipts && count !== undefined && count === this.expected) return this.receipts;
		const receipts = await readRegister(call, this.range);
		const counted = await countRegister(call, this.range);
		this.receipts = [...receipts];
		this.expected = counted === receipts.length ? counted : undefined;
		return this.receipts;
	}
}

/** The index that all items of one execution share for a register and a range of days. */
export async function orderIndex(call: Call, range: DayRange): Promise<OrderIndex> {
	return await call.once(
		`order numbers ${range.from} ${range.to}`,
		async () => await Promise.resolve(new OrderIndex(range)),
	);
}
