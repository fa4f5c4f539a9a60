/** Finds a vendor's own words in the answer to a failed request. */
import { isRecord } from './records';
import type { VendorFailure } from './types';

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

/** The failure's text and code, or undefined where the answer holds no words (a web page, say). */
export function vendorWords(body: unknown): VendorFailure | undefined {
	return read(body, 0);
}

function read(body: unknown, depth: number): VendorFailure | undefined {
	const source: unknown = Array.isArray(body) ? body[0] : body;
	if (typeof source === 'string') {
		const text = source.trim();
		return text === '' || text.startsWith('<') ? undefined : { message: text };
	}
	if (!isRecord(source)) return undefined;
	const told =
		MESSAGE_KEYS.map((key) => words(source[key], depth + 1)).find((text) => text !== '') ??
		wordsOfFields(source, depth + 1);
	const code = CODE_KEYS.map((key) => source[key]).find(
		(value) => isWord(value) && String(value) !== told,
	);
	if (told === '') return code === undefined ? undefined : { message: `code ${String(code)}` };
	return {
		message: told,
		...(code === undefined ? {} : { code: String(code) }),
	};
}

function isWord(value: unknown): value is string | number {
	return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

function words(value: unknown, depth: number): string {
	if (depth > DEEPEST) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	if (Array.isArray(value)) {
		return value
			.map((entry: unknown) => withField(fieldOf(entry), words(entry, depth + 1)))
			.filter(Boolean)
			.join('; ');
	}
	if (!isRecord(value)) return '';
	const told = read(value, depth)?.message;
	return told ?? listsByField(value, depth, () => true);
}

/** Lists of messages under the names of the fields that they are about: `{"obj":[{"msg":["..."]}]}`. */
function wordsOfFields(source: Record<string, unknown>, depth: number): string {
	return listsByField(
		source,
		depth,
		(list) => list.length > 0 && list.every((entry) => isRecord(entry) && saysWhatIsWrong(entry)),
	);
}

function saysWhatIsWrong(entry: Record<string, unknown>): boolean {
	return ['msg', 'message', 'messages'].some((key) => key in entry);
}

function listsByField(
	source: Record<string, unknown>,
	depth: number,
	isMeant: (list: unknown[]) => boolean,
): string {
	return Object.entries(source)
		.map(([name, list]) =>
			Array.isArray(list) && isMeant(list) ? withField(name, words(list, depth + 1)) : '',
		)
		.filter(Boolean)
		.join('; ');
}

function fieldOf(entry: unknown): string {
	if (!isRecord(entry)) return '';
	const name = FIELD_KEYS.map((key) => entry[key]).find((value) => isWord(value));
	return name === undefined ? '' : String(name);
}

function withField(name: string, text: string): string {
	return name === '' || text === '' || text.includes(name) ? text : `${name}: ${text}`;
}
