/** What is looked at in a CassaNova account, in this order. */
import type { Assumption } from '../../shared/check/types';
import { bookAssumptions } from './books';
import { listAssumptions } from './lists';
import { newerAssumptions } from './newer';
import { timeAssumptions } from './times';

/** All of them. */
export const assumptions: Assumption[] = [
	...listAssumptions,
	...timeAssumptions,
	...bookAssumptions,
	...newerAssumptions,
];
