/** Looks for a fixed text in time that grows with the length of what is looked through only. */

/** A text to look for; searches with Knuth, Morris and Pratt's table, so repeats cost nothing more. */
export class Needle {
	private readonly fallback: Int32Array;

	/** @param text what to look for, at least one unit long */
	constructor(private readonly text: string) {
		this.fallback = new Int32Array(text.length);
		for (let at = 1, matched = 0; at < text.length; at++) {
			matched = this.longest(matched, text.charCodeAt(at));
			this.fallback[at] = matched;
		}
	}

	/** Where it stands in the text, first to last, overlapping places too: the index of each start. */
	*placesIn(text: string): Generator<number> {
		let from = text.indexOf(this.text);
		if (from < 0) return;
		for (let matched = 0; from < text.length; from++) {
			matched = this.longest(matched, text.charCodeAt(from));
			if (matched === this.text.length) {
				yield from - matched + 1;
				matched = this.fallback[matched - 1] as number;
			}
		}
	}

	/** Units (UTF-16) of the text that is looked for. */
	get length(): number {
		return this.text.length;
	}

	private longest(matched: number, unit: number): number {
		let length = matched;
		while (length > 0 && this.text.charCodeAt(length) !== unit) {
			length = this.fallback[length - 1] as number;
		}
		return this.text.charCodeAt(length) === unit ? length + 1 : length;
	}
}
