/** What is looked at in a web shop, in this order. */
import type { Assumption } from '../../shared/check/types';
import { codeAssumptions } from './codes';
import { shopAssumptions } from './shop';

/** All of them. */
export const assumptions: Assumption[] = [...shopAssumptions, ...codeAssumptions];
