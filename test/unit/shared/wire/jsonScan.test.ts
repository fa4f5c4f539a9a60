/** What divides lists and objects is found, whatever the pieces; texts are passed over. */
import { JsonScan } from '../../../../nodes/shared/wire/jsonScan';
import { NotJsonError } from '../../../../nodes/shared/wire/jsonText';

/** What was found, as signs with their places, in pieces of so many bytes; `!` where it can't be JSON. */
function scan(text: string | Buffer, pieceBytes: number): { found: string; isOver: boolean } {
	const found: string[] = [];
	const scanner = new JsonScan({
		open: (isList, at) => found.push(`${isList ? '[' : '{'}${at}`),
		close: (isList, at) => found.push(`${isList ? ']' : '}'}${at}`),
		comma: (at) => found.push(`,${at}`),
	});
	const content = Buffer.from(text as string);
	try {
		for (let at = 0; at < content.length; at += pieceBytes) {
			scanner.take(content.subarray(at, at + pieceBytes));
		}
	} catch (error) {
		expect(error).toBeInstanceOf(NotJsonError);
		found.push('!');
	}
	return { found: found.join(' '), isOver: scanner.isOver };
}

it.each<[name: string, text: string | Buffer, found: string, isOver: boolean]>([
	['a list', '[1,2]', '[0 ,2 ]4', true],
	['levels', '{"a":[1,{}]}', '{0 [5 ,7 {8 }9 ]10 }11', true],
	['signs within texts', '["[,]{}",1]', '[0 ,8 ]10', true],
	['a quote within a text', '["\\",",1]', '[0 ,6 ]8', true],
	['a backslash at the end of a text', '["\\\\",1]', '[0 ,5 ]7', true],
	['blanks around it', ' \n[]\t ', '[2 ]3', true],
	['a mark of the order of bytes', '\uFEFF[]', '[3 ]4', true],
	['letters of several bytes', '["€,",1]', '[0 ,7 ]9', true],
	['brackets of two kinds', '[1}', '[0 }2', true],
	['what goes on', '[1,[2', '[0 ,2 [3', false],
	['a text that goes on', '["a', '[0', false],
	['nothing', '  ', '', false],
	['a mark elsewhere', ' \uFEFF[]', '!', false],
	['a text alone', '"[]"', '!', false],
	['a comma outside', ',', '!', false],
	['an end without a beginning', ']', '!', false],
	['a comma behind it', '[],', '[0 ]1 !', true],
	['another one behind it', '[][]', '[0 ]1 !', true],
	['a mark behind it', Buffer.from([0x5b, 0x5d, 0xbf]), '[0 ]1 !', true],
])('%s', (_name, text, found, isOver) => {
	for (const pieceBytes of [1, 2, 3, 100]) {
		expect(scan(text, pieceBytes)).toEqual({ found, isOver });
	}
});
