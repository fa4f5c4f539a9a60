/** What is looked at in a Kassandro account, in this order. */
import type { Assumption } from '../../shared/check/types';
import { listAssumptions } from './lists';
import { receiptAssumptions } from './receipts';

/** All of them, for both kinds of tokens. */
export const assumptions: Assumption[] = [...listAssumptions, ...receiptAssumptions];
