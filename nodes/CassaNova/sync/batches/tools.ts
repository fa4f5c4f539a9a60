/** What batches are sent with, and what becomes of the rows. */
import type { NodeApiError } from 'n8n-workflow';
import type { Call } from '../../../shared/table/types';
import type { WriteStep } from '../steps';
import type { Tally } from '../tally';
import type { Planned } from '../types';
import type { BatchRow, BatchSpec } from './rows';

/** The same for records that are made and those that are changed. */
export interface BatchTools {
	call: Call;
	spec: BatchSpec;
	tally: Tally;
	done: (row: BatchRow) => void;
	failed: (row: BatchRow, error: NodeApiError) => void;
	/** The rows without those for which something that they name couldn't be made: those have failed. */
	ready: (rows: BatchRow[]) => Promise<BatchRow[]>;
	/** Sends a row by itself; whether it was taken. */
	single: (one: Planned) => Promise<boolean>;
	/** Sends a step by itself; whether it was taken. */
	put: (step: WriteStep) => Promise<boolean>;
}
