/** Finds a vendor's own words in the answer to a failed request. */
import { beginning } from '../values/beginning';
import { isRecord } from '../values/records';
import type { VendorFailure } from '../table/request';

const MESSAGE_KEYS = [
	'msg',
	'message',
	'messages',
	'error_description',
	'errorMessage',
	'error_message',
	'errors',
	'violations',
	'description',
	'detail',
	'details',
	'reason',
	'error',
	'title',
];
const CODE_KEYS = ['code', 'errorCode', 'error_code', 'error'];
/** Where an entry of a list names the field that it is about. */
const FIELD_KEYS = ['field', 'propertyPath', 'property', 'path', 'param'];
/** What lies deeper than any vendor nests its words isn't looked through. */
const DEEPEST = 20;
/** Signs of an answer that are looked through: nobody reads more words. */
const MOST = 200_000;

/** The failure's text and code, or undefined where the answer holds no words (a web page, say). */
export function vendorWords(body: unknown): VendorFailure | undefined {
	return new Words().read(beginning(body, MOST), 0);
}

/** Looks through one answer; what was looked through is known, so that each place costs once. */
class Words {
	private readonly known = new Map<object, VendorFailure | undefined>();

	private readonly lists = new Map<object, string>();

	read(body: unknown, depth: number): VendorFailure | undefined {
		const source: unknown = Array.isArray(body) ? body[0] : body;
		if (typeof source === 'string') {
			const text = source.trim();
			return text === '' || text.startsWith('<') ? undefined : { message: text };
		}
		if (!isRecord(source)) return undefined;
		if (!this.known.has(source)) this.known.set(source, this.readRecord(source, depth));
		return this.known.get(source);
	}

	private readRecord(source: Record<string, unknown>, depth: number): VendorFailure | undefined {
		const told =
			MESSAGE_KEYS.map((key) => this.words(source[key], depth + 1)).find((text) => text !== '') ??
			this.wordsOfFields(source, depth + 1);
		const code = CODE_KEYS.map((key) => source[key]).find(
			(value) => isWord(value) && String(value) !== told,
		);
		if (told === '') return code === undefined ? undefined : { message: `code ${String(code)}` };
		return {
			message: told,
			...(code === undefined ? {} : { code: String(code) }),
		};
	}

	private words(value: unknown, depth: number): string {
		if (depth > DEEPEST) return '';
		if (typeof value === 'string') return value.trim();
		if (typeof value === 'number') return String(value);
		if (Array.isArray(value)) {
			const text = this.lists.get(value) ?? this.wordsInList(value, depth);
			this.lists.set(value, text);
			return text;
		}
		if (!isRecord(value)) return '';
		const told = this.read(value, depth)?.message;
		return told ?? this.listsByField(value, depth, () => true);
	}

	private wordsInList(list: unknown[], depth: number): string {
		return list
			.map((entry) => withField(fieldOf(entry), this.words(entry, depth + 1)))
			.filter(Boolean)
			.join('; ');
	}

	/** Lists of messages under the names of the fields that they are about: `{"obj":[{"msg":["..."]}]}`. */
	private wordsOfFields(source: Record<string, unknown>, depth: number): string {
		return this.listsByField(
			source,
			depth,
			(list) => list.length > 0 && list.every((entry) => isRecord(entry) && saysWhatIsWrong(entry)),
		);
	}

	private listsByField(
		source: Record<string, unknown>,
		depth: number,
		isMeant: (list: unknown[]) => boolean,
	): string {
		return Object.entries(source)
			.map(([name, list]) =>
				Array.isArray(list) && isMeant(list) ? withField(name, this.words(list, depth + 1)) : '',
			)
			.filter(Boolean)
			.join('; ');
	}
}

function isWord(value: unknown): value is string | number {
	return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

function saysWhatIsWrong(entry: Record<string, unknown>): boolean {
	return ['msg', 'message', 'messages'].some((key) => key in entry);
}

function fieldOf(entry: unknown): string {
	if (!isRecord(entry)) return '';
	const name = FIELD_KEYS.map((key) => entry[key]).find((value) => isWord(value));
	return name === undefined ? '' : String(name);
}

function withField(name: string, text: string): string {
	return name === '' || text === '' || text.includes(name) ? text : `${name}: ${text}`;
}
