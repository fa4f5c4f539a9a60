/** Gives fast-check its seed before each test file, so that `npm test` always says the same. */
import fc from 'fast-check';

import { runs, SEED } from '../support/clock/seeds';

fc.configureGlobal({ seed: SEED, numRuns: runs(100) });
