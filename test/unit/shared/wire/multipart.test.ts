/** The bytes of a form with a file. */
import { multipart } from '../../../../nodes/shared/wire/multipart';

const build = (fileName: string, mimeType = 'text/plain') => {
	const content = Buffer.from([0, 255, 13, 10]);
	const file = { field: 'file', fileName, mimeType, content };
	const { contentType, content: bytes } = multipart({ receiptId: 'ä1' }, file);
	const boundary = contentType.replace('multipart/form-data; boundary=', '');
	return { boundary, bytes, parts: bytes.toString('latin1').split(`--${boundary}`) };
};

it('has a part for each field, the file last and untouched', () => {
	const { parts } = build('a.txt');
	expect(parts).toEqual([
		'',
		`\r\nContent-Disposition: form-data; name="receiptId"\r\n\r\n${Buffer.from('ä1').toString('latin1')}\r\n`,
		'\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n' +
			'Content-Type: text/plain\r\n\r\n\u0000\u00ff\r\n\r\n',
		'--\r\n',
	]);
});

it('has another boundary each time', () => {
	expect(build('a.txt').boundary).not.toBe(build('a.txt').boundary);
});

it.each([
	['ä.pdf', 'filename="ä.pdf"'],
	['"x".pdf', 'filename="\\"x\\".pdf"'],
	['a\\b.pdf', 'filename="a\\\\b.pdf"'],
	['a\r\nX: y.pdf', 'filename="a  X: y.pdf"'],
])('writes the name %j so that it stays one', (name, expected) => {
	expect(build(name).bytes.toString('utf8')).toContain(`; ${expected}\r\n`);
});

it('keeps the type on one line', () => {
	const { bytes } = build('a.txt', 'a/b\r\nX: y');
	expect(bytes.toString('latin1')).toContain('Content-Type: a/b  X: y\r\n\r\n');
});
