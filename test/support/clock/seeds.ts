/** The one place from which property tests and seeded worlds have their seeds and how often they run. */

/** What `npm test` runs with, always. */
const FIXED = 20_260_305;

/** What `.ci/run` and `npm run test:long` ask for, from the environment's variables. */
declare const kassaTest: { all: boolean; seed?: number; runs?: number };

/** The seed of all property tests: a fixed one, but for `npm run test:long`. */
export const SEED = kassaTest.seed ?? FIXED;

/** Whether this is `npm run test:long`, which has hours. */
export const isLong = kassaTest.runs !== undefined;

/** Whether all is tried, as in `.ci/run`; `npm test` alone takes a part, so that nobody waits for it. */
export const isWhole = kassaTest.all || isLong;

/**
 * How often a test runs that runs so often in `.ci/run`: a fourth of it in `npm test` alone, a multiple in
 * `npm run test:long`.
 */
export const runs = (usual: number): number =>
	Math.ceil(usual * (kassaTest.runs ?? (isWhole ? 1 : 1 / 4)));

/** The seed of a world that usually has this one; `npm run test:long` has others. */
export const worldSeed = (usual: number): number =>
	kassaTest.seed === undefined ? usual : kassaTest.seed + usual;

/** Numbers that look random and are the same for the same seed, from 0 (included) to 1. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x9e3779b9) >>> 0;
		let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
		bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
		return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
	};
}
