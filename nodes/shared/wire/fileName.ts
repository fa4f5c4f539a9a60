/** The name of a file that a server sends. */

/** Empty, or dots, which stand for a folder. */
const NAMES_NOTHING = /^[.\s]*$/;

/** Bytes that the file systems of our computers take. */
const LONGEST = 255;
/** Signs of what stands after the last point, where that says what a file is. */
const LONGEST_EXTENSION = 10;

/**
 * The name in a `Content-Disposition` header, else the last part of the address; never with a folder, and no longer
 * than a disk takes.
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
	const name = names.find((each) => each !== undefined && !NAMES_NOTHING.test(each));
	return name === undefined ? 'attachment' : shortened(name);
}

/** Cut before its extension; a sign isn't cut in half. */
function shortened(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST) return name;
	const point = name.lastIndexOf('.');
	const hasExtension = point > 0 && name.length - point <= LONGEST_EXTENSION + 1;
	const extension = hasExtension ? name.slice(point) : '';
	const room = LONGEST - Buffer.byteLength(extension);
	let bytes = 0;
	let stem = '';
	for (const sign of name) {
		bytes += Buffer.byteLength(sign);
		if (bytes > room) break;
		stem += sign;
	}
	return `${stem}${extension}`;
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
