/** What a file that a server sends is called. */
import { fileNameOf } from '../../../../nodes/shared/wire/fileName';

const url = 'https://x.example/cdn/a%20b.pdf?x=1';
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

it.each([
	["attachment; filename*=UTF-8''%C3%A4%20%22x%22.pdf", 'ä "x".pdf'],
	["attachment; filename=plain.pdf; filename*=utf-8'de'sch%C3%B6n.pdf", 'schön.pdf'],
	['inline; filename="a \\"b\\".pdf"', 'a "b".pdf'],
	[`attachment; filename="${latin1('Übersicht – Mai.pdf')}"`, 'Übersicht – Mai.pdf'],
	['attachment; filename="caf\u00e9.pdf"', 'café.pdf'],
	['attachment; filename=x.pdf', 'x.pdf'],
	['attachment; filename="../../etc/passwd"', '.._.._etc_passwd'],
	['attachment; filename=""', 'a b.pdf'],
	["attachment; filename*=UTF-8''%ZZ", 'a b.pdf'],
	['attachment; filename="."', 'a b.pdf'],
	['attachment; filename=".."', 'a b.pdf'],
	['attachment; filename=". ."', 'a b.pdf'],
	["attachment; filename*=UTF-8''%E2%80%AEfdp.exe", 'fdp.exe'],
	['attachment; filename="a\ud83d.pdf"', 'a_.pdf'],
	['attachment', 'a b.pdf'],
	[undefined, 'a b.pdf'],
])('%j is %j', (header, expected) => {
	expect(fileNameOf(header, url)).toBe(expected);
});

it.each(['https://x.example/', 'https://x.example/%E4'])('has a name for %s', (address) => {
	expect(fileNameOf(undefined, address)).toBe('attachment');
});

it.each([
	[`${'a'.repeat(300)}.pdf`, `${'a'.repeat(251)}.pdf`],
	[`${'ä'.repeat(200)}.jpeg`, `${'ä'.repeat(125)}.jpeg`],
	[`${'a'.repeat(250)}🧾🧾.pdf`, `${'a'.repeat(250)}.pdf`],
	[`a.${'b'.repeat(300)}`, `a.${'b'.repeat(253)}`],
	[`${'a'.repeat(251)}.pdf`, `${'a'.repeat(251)}.pdf`],
])('cuts a name that no disk takes, and keeps what it is: %j', (name, expected) => {
	const header = `attachment; filename*=utf-8''${encodeURIComponent(name)}`;
	expect(fileNameOf(header, url)).toBe(expected);
	expect(Buffer.byteLength(expected)).toBeLessThanOrEqual(255);
});
