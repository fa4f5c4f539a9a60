/** The one place from which property tests and seeded worlds have their seeds and how often they run. */

/** What `npm test` runs with, always. */
const FIXED = 20_260_305;

/** What `npm run test:long` asks for, from the environment's variables. */
declare const kassaTest: { seed?: number; runs?: number };

/** The seed of all property tests: a fixed one, but for `npm run test:long`. */
export const SEED = kassaTest.seed ?? FIXED;

/** Whether this is `npm run test:long`, which has hours. */
export const isLong = kassaTest.runs !== undefined;

/** How often a test runs that usually runs so often; `npm run test:long` multiplies it. */
export const runs = (usual: number): number => usual * (kassaTest.runs ?? 1);

/** The seed of a world that usually has this one; `npm run test:long` has others. */
export const worldSeed = (usual: number): number =>
	kassaTest.seed === undefined ? usual : kassaTest.seed + usual;
