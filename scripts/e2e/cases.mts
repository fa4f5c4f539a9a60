// The end-to-end cases, at least one per operation; they run from top to bottom.

import type { E2eCase } from './types.mts';

export const cases: E2eCase[] = [];
