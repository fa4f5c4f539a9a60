/** IDs of very many documents: those that are a number in another writing are held as one. */
import { IntegerColumn } from './column';

/** How an ID is written; `number` where it is the document's number, `text` where it is held as it is. */
export type IdForm = 'uuid' | 'hex' | 'digits' | 'number' | 'text';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HEX = /^[0-9a-f]{24}$/;
const DIGITS = /^(0|[1-9]\d{0,8})$/;
/** Digits of 16 that four bytes hold. */
const WORD = 8;
const WORDS_OF = { uuid: 4, hex: 3 };

/** How an ID is held. */
export function formOfId(id: string, number: string): IdForm {
	if (id === number) return 'number';
	if (UUID.test(id)) return 'uuid';
	if (HEX.test(id)) return 'hex';
	return DIGITS.test(id) ? 'digits' : 'text';
}

/** IDs by the index of their documents. */
export class IdColumn {
	private readonly words = [
		new IntegerColumn(),
		new IntegerColumn(),
		new IntegerColumn(),
		new IntegerColumn(),
	];
	private readonly texts = new Map<number, string>();

	/** Holds an ID in its form ({@link formOfId}). */
	add(at: number, id: string, form: IdForm): void {
		if (form === 'text') this.texts.set(at, id);
		else if (form === 'digits') this.words[0]?.set(at, Number(id));
		else if (form !== 'number') {
			const digits = id.replaceAll('-', '');
			for (let word = 0; word < WORDS_OF[form]; word++) {
				const own = digits.slice(word * WORD, (word + 1) * WORD);
				this.words[word]?.set(at, parseInt(own, 16));
			}
		}
	}

	/**
	 * The ID of an index.
	 * @param number of the same document
	 */
	get(at: number, form: IdForm, number: string): string {
		if (form === 'number') return number;
		if (form === 'text') return this.texts.get(at) ?? '';
		const words = this.words.map((word) => word.get(at));
		if (form === 'digits') return String(words[0]);
		const digits = words
			.slice(0, WORDS_OF[form])
			.map((word) => (word < 0 ? word + 2 ** 32 : word).toString(16).padStart(WORD, '0'))
			.join('');
		if (form === 'hex') return digits;
		const ends = [0, 8, 12, 16, 20, 32];
		return ends
			.slice(1)
			.map((end, index) => digits.slice(ends[index], end))
			.join('-');
	}
}
