/** A form with a file as bytes (RFC 7578): unlike a stream of it, bytes can be sent a second time. */
import { randomBytes } from 'crypto';
import type { RawBody } from '../table/request';

/** A file within a form. */
export interface FormFile {
	/** Name of the form's field. */
	field: string;
	/** Travels as UTF-8; double quotes and backslashes are kept. */
	fileName: string;
	mimeType: string;
	content: Buffer;
}

/**
 * Builds the body of a `multipart/form-data` request.
 * @param fields text fields by name, sent before the file so that a server knows them when it comes
 */
export function multipart(fields: Record<string, string>, file: FormFile): RawBody {
	const boundary = `----kassa${randomBytes(18).toString('hex')}`;
	const texts = Object.entries(fields).map(
		([name, value]) =>
			`--${boundary}\r\nContent-Disposition: form-data; name=${quoted(name)}\r\n\r\n${value}\r\n`,
	);
	const head =
		`--${boundary}\r\nContent-Disposition: form-data; name=${quoted(file.field)}; ` +
		`filename=${quoted(file.fileName)}\r\nContent-Type: ${oneLine(file.mimeType)}\r\n\r\n`;
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		content: Buffer.concat([
			Buffer.from(texts.join('') + head),
			file.content,
			Buffer.from(`\r\n--${boundary}--\r\n`),
		]),
	};
}

/** A line break would begin a header of its own. */
function oneLine(text: string): string {
	return text.replace(/\p{Cc}/gu, ' ');
}

function quoted(text: string): string {
	return `"${oneLine(text).replace(/["\\]/g, '\\$&')}"`;
}
