/** The name of a file that a server sends. */

/** Empty, or dots, which stand for a folder. */
const NAMES_NOTHING = /^[.\s]*$/;

/**
 * The name in a `Content-Disposition` header, else the last part of the address; never with a folder.
 * @param disposition the header, if there is one
 * @param url the address that the file came from
 */
export function fileNameOf(disposition: unknown, url: string): string {
	const header = typeof disposition === 'string' ? disposition : '';
	const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
	const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header)?.[1];
	const bare = /;\s*filename\s*=\s*([^";\s]+)/i.exec(header)?.[1];
	const plain = quoted?.replace(/\\(.)/g, '$1') ?? bare;
	const path = URL.canParse(url) ? new URL(url).pathname : url;
	const last = path.split('/').at(-1) ?? '';
	const candidates = [
		extended === undefined ? undefined : decoded(extended),
		plain === undefined ? undefined : asUtf8(plain),
		decoded(last),
	];
	// Signs that nobody sees can hide what a name ends in; halves of letters can't be stored.
	const names = candidates.map((name) =>
		name
			?.replace(/\p{Cf}/gu, '')
			.replace(/[/\\\p{Cc}\p{Cs}]/gu, '_')
			.trim(),
	);
	return names.find((name) => name !== undefined && !NAMES_NOTHING.test(name)) ?? 'attachment';
}

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** Headers arrive with one character per byte; names are UTF-8 as a rule. */
function asUtf8(text: string): string {
	if (/[^\p{Cc}\u0020-\u00ff]/u.test(text)) return text;
	const utf8 = Buffer.from(text, 'latin1').toString('utf8');
	return utf8.includes('\ufffd') ? text : utf8;
}
