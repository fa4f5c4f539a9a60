/** A small seeded pseudo-random generator, so that every run of the sandbox can be repeated. */

export interface Random {
	/** A float in [0, 1). */
	next(): number;
	/** An integer in [min, max], both included. */
	int(min: number, max: number): number;
	/** True with this probability. */
	chance(probability: number): boolean;
	pick<T>(list: readonly T[]): T;
	/** A version 4 UUID. */
	uuid(): string;
	/** `length` letters and digits. */
	text(length: number): string;
}

const HEX = '0123456789abcdef';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/**
 * Makes a generator (mulberry32: 32 bits of state, good enough for made-up data).
 * @param seed any integer; the same seed gives the same sequence
 */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
	const letters = (alphabet: string, length: number): string => {
		let text = '';
		for (let index = 0; index < length; index++) text += alphabet[int(0, alphabet.length - 1)];
		return text;
	};
	return {
		next,
		int,
		chance: (probability) => next() < probability,
		pick: <T,>(list: readonly T[]): T => {
			if (list.length === 0) throw new Error('pick() needs a list that is not empty');
			return list[int(0, list.length - 1)] as T;
		},
		uuid: () => {
			const variant = '89ab'[int(0, 3)];
			const hex = (length: number) => letters(HEX, length);
			return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
		},
		text: (length) => letters(LETTERS, length),
	};
}
