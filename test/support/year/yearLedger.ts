/** The books of the simulated year: what was handed on, how often, and how soon. */
import type { IDataObject } from 'n8n-workflow';
import type { TillSale } from '../vendors/tillApis';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How one poll went. */
export interface PollEntry {
	/** Milliseconds since 1970 at its beginning. */
	at: number;
	requests: number;
	/** Requests that were answered with a fault. */
	faults: number;
	failed: boolean;
	/** n8n was killed before it had stored what the poll gave. */
	killed: boolean;
	/** False where a backlog may be worked off. */
	settled: boolean;
	/** The one before was only minutes ago. */
	quick: boolean;
}

/** What has reached a workflow of one receipt. */
interface Handed {
	/** Whether it had been taken back when it was first handed on. */
	asCancelled: boolean;
	/** Times that it came because it was taken back. */
	changes: number;
}

export class Ledger {
	private readonly receipts: Map<string, TillSale>;

	private readonly handed = new Map<string, Handed>();

	private readonly uncommitted = new Set<string>();

	private again = 0;

	/** Beginnings of the polls in which nothing stood in the way. */
	private readonly smooth: number[] = [];

	private readonly sums = {
		/** Polls that failed, and those that failed although no request did. */
		failed: 0,
		failedAlone: 0,
		/** Receipts that a poll should have found and a later one did. */
		tardy: 0,
		/** Receipts marked late, those that arrived days late, and those that weren't late at all. */
		late: 0,
		daysLate: 0,
		wronglyLate: 0,
		/** Quick polls without anything new: all, and those that cost a single request. */
		idle: 0,
		idleCheap: 0,
		/** Quick polls with something new: all, and those that cost two requests at most. */
		busy: 0,
		busyCheap: 0,
	};

	constructor(receipts: TillSale[]) {
		this.receipts = new Map(receipts.map((one) => [one.id, one]));
	}

	/** Receipts that reached the workflow more often than they should have. */
	doubled = 0;

	enter(items: IDataObject[], poll: PollEntry): void {
		const { sums } = this;
		const isSmooth = poll.faults === 0 && poll.requests > 0;
		if (poll.failed) sums.failed += 1;
		if (poll.failed && isSmooth) sums.failedAlone += 1;
		if (poll.quick && poll.settled && isSmooth) {
			const isIdle = items.length === 0;
			sums[isIdle ? 'idle' : 'busy'] += 1;
			if (poll.requests <= (isIdle ? 1 : 2)) sums[isIdle ? 'idleCheap' : 'busyCheap'] += 1;
		}
		for (const item of items) {
			const id = String(item._id ?? item.id);
			if (poll.killed) this.uncommitted.add(keyOf(id, item));
			else this.commit(id, item, poll.at);
		}
		if (isSmooth && !poll.failed && !poll.killed && poll.settled) this.smooth.push(poll.at);
	}

	/** What became of the receipts that have arrived. */
	result(arrived: TillSale[]) {
		const ids = arrived.map(({ id }) => id);
		const handed = ids.map((id) => this.handed.get(id));
		const { cancelled, untold } = this.cancellations(arrived);
		return {
			receipts: ids.length,
			lost: handed.filter((one) => one === undefined).length,
			doubled: this.doubled,
			uncommitted: this.uncommitted.size,
			again: this.again,
			cancelled,
			untold,
			...this.sums,
		};
	}

	/** Receipts that were taken back after they were handed on, and those of them that didn't come again. */
	private cancellations(arrived: TillSale[]) {
		const known = arrived.flatMap(({ id, cancelledAt }) => {
			const handed = cancelledAt === undefined ? undefined : this.handed.get(id);
			return handed && !handed.asCancelled ? [handed] : [];
		});
		return { cancelled: known.length, untold: known.filter(({ changes }) => changes === 0).length };
	}

	private commit(id: string, item: IDataObject, at: number): void {
		const { sums } = this;
		const one = this.receipts.get(id);
		if (this.uncommitted.delete(keyOf(id, item))) this.again += 1;
		const isChange = item.change !== undefined;
		const known = this.handed.get(id);
		const late = one ? one.arrives - one.at : 0;
		if (item.late === true) {
			sums.late += 1;
			if (late === 0) sums.wronglyLate += 1;
			if (late > 3 * DAY) sums.daysLate += 1;
		}
		const from = isChange ? (one?.cancelledAt ?? 0) + HOUR : (one?.arrives ?? 0) + (late && HOUR);
		if (this.wasSmoothBetween(from, at)) sums.tardy += 1;
		if (!known) {
			this.handed.set(id, { asCancelled: isTakenBack(item), changes: isChange ? 1 : 0 });
		} else {
			const isDue = isChange && !known.asCancelled && known.changes === 0;
			if (!isDue) this.doubled += 1;
			known.changes += isChange ? 1 : 0;
		}
	}

	/** Whether a poll began in that time that should have found everything. */
	private wasSmoothBetween(from: number, to: number): boolean {
		for (let place = this.smooth.length - 1; place >= 0; place--) {
			const at = this.smooth[place] ?? 0;
			if (at < from) return false;
			if (at < to) return true;
		}
		return false;
	}
}

/** A receipt that comes again because it was taken back is another event. */
function keyOf(id: string, { change }: IDataObject): string {
	return `${id} ${String(change)}`;
}

function isTakenBack({ document }: IDataObject): boolean {
	return (document as IDataObject | undefined)?.refund === true;
}
