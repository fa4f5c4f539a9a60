/** The operation "Reconcile": receipts against what the system itself adds up. */
import type { IDataObject } from 'n8n-workflow';
import type { ActionCall } from '../../table/types';
import { problemsOfComparisons } from '../problems';
import { differingFirst } from '../reconciliation';
import type { BooksSource } from '../source';
import { readWanted, tell } from './wanted';

/**
 * One item per comparison, those that differ first.
 * @throws InputError for what the panel can't take, NodeApiError for what can't be read,
 * UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function reconcileBooks(
	call: ActionCall,
	source: Pick<BooksSource, 'reconcile'>,
): Promise<IDataObject[]> {
	const compared = await source.reconcile(call, readWanted(call));
	tell(call, problemsOfComparisons(compared));
	return differingFirst(compared).map((comparison) => ({ ...comparison }));
}
