// Where things lie in this project, for all scripts.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** An absolute path inside the project. */
export const inRoot = (...parts: string[]): string => join(root, ...parts);

/** Ignored folder for what may be deleted at any time. */
export const cacheDir = inRoot('.cache');

/** Where the test tasks leave their counts for `.ci/run`. */
export const resultsDir = inRoot('.cache', 'results');
