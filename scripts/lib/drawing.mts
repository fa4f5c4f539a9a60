// Which test files draw: `npm run test:long` runs them again with other seeds.

import { globSync, readFileSync } from 'node:fs';
import { inRoot, root } from './paths.mts';

/** What draws: fast-check, or worlds that are made from a seed. */
const DRAWS = /from '(fast-check|.*\/clock\/seeds)'/;

/** Jest's test files that draw anything, as paths from the project's root. */
export const drawing = (): string[] =>
	globSync('test/**/*.test.ts', { cwd: root })
		.filter((file) => DRAWS.test(readFileSync(inRoot(file), 'utf8')))
		.sort();
