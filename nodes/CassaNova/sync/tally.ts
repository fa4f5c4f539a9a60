/** What became of the writes of a run, and whether it goes on. */
import type { NodeApiError } from 'n8n-workflow';
import { leavesOutcomeOpen } from '../../shared/wire/errors';
import { withIds } from './steps';
import type { Planned } from './types';

/** So many failures one after the other have one cause, and the next record would meet with it as well. */
const MOST_FAILURES = 5;

/** The outcomes of a run, in the order in which they come. */
export class Tally {
	private failures = 0;

	/** Whether so many have failed one after the other that the rest is left for the next run. */
	get isOver(): boolean {
		return this.failures >= MOST_FAILURES;
	}

	/** It was sent, and is there. */
	done(one: Planned): void {
		this.failures = 0;
		one.id = withIds(one.id);
		one.idProduct = withIds(one.idProduct);
		one.isWritten = true;
	}

	/** It has failed, or nobody knows what became of it. */
	failed(one: Planned, error: NodeApiError): void {
		this.failures += 1;
		const isOpen = leavesOutcomeOpen(error);
		const advice = isOpen
			? 'The next run reads what is there, and sends what is left.'
			: (error.description ?? '');
		Object.assign(one, {
			action: 'failed',
			problem: `${error.message}. ${advice}`.trim(),
			isOpen,
		});
	}
}
