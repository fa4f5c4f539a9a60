/** Finds a vendor's own words in the answer to a failed request. */
import type { VendorFailure } from './types';

const MESSAGE_KEYS = [
	'msg',
	'message',
	'messages',
	'error_description',
	'errors',
	'description',
	'detail',
	'error',
];
const CODE_KEYS = ['code', 'errorCode', 'error_code', 'error'];

/** The failure's text and code, or undefined where the answer holds no words (a web page, say). */
export function vendorWords(body: unknown): VendorFailure | undefined {
	const source: unknown = Array.isArray(body) ? body[0] : body;
	if (typeof source === 'string') {
		const text = source.trim();
		return text === '' || text.startsWith('<') ? undefined : { message: text };
	}
	if (typeof source !== 'object' || source === null) return undefined;
	const record = source as Record<string, unknown>;
	const message = MESSAGE_KEYS.map((key) => words(record[key])).find((text) => text !== '');
	if (message === undefined) return undefined;
	const code = CODE_KEYS.map((key) => record[key]).find(
		(value) =>
			(typeof value === 'string' || typeof value === 'number') && String(value) !== message,
	);
	return {
		message,
		...(code === undefined ? {} : { code: String(code) }),
	};
}

function words(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	if (Array.isArray(value)) return value.map(words).filter(Boolean).join('; ');
	if (typeof value === 'object' && value !== null) return vendorWords(value)?.message ?? '';
	return '';
}
