/** Whole numbers of very many entries, four bytes each. */

/** Entries whose room is taken at once. */
const CHUNK = 4096;

/** A list of whole numbers of 32 bits, any of which may be left out: those are 0 and take no room in a row. */
export class IntegerColumn {
	private readonly chunks: Array<Int32Array | undefined> = [];

	/** The number of an entry. */
	get(at: number): number {
		return this.chunks[Math.floor(at / CHUNK)]?.[at % CHUNK] ?? 0;
	}

	/** @param value wraps beyond 32 bits */
	set(at: number, value: number): void {
		if (value === 0) return;
		const index = Math.floor(at / CHUNK);
		const chunk = this.chunks[index] ?? new Int32Array(CHUNK);
		chunk[at % CHUNK] = value;
		this.chunks[index] = chunk;
	}
}

/** Whether a number is one that a {@link IntegerColumn} gives back as it was. */
export function fitsColumn(value: number): boolean {
	return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
}
