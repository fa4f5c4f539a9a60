/** What a list of receipts has for its output "Accounting": problems above it, and rows for a table. */
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt } from './receipt';
import type { OutputSpec } from '../table/types';
import { readRowsPer } from './panel/output';
import { problemsOfReceipts } from './problems';
import { rowsOf } from './rows';

/** Items of the output "Accounting" are accounting receipts. */
const receiptsIn = (items: IDataObject[]) => items as unknown as AccountingReceipt[];

/** The parts of an {@link OutputSpec} that every list of receipts has, for items that are accounting receipts. */
export const receiptItems: Required<Pick<OutputSpec, 'problems' | 'rows'>> = {
	problems: (items) => problemsOfReceipts(receiptsIn(items)),
	rows: (items, input) => rowsOf(receiptsIn(items), readRowsPer(input)),
};
