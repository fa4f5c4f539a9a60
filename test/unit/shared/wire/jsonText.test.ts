/** Parts of lists and objects, as they stand between two of their commas. */
import {
	NotJsonError,
	asText,
	define,
	memberIn,
	nothingIn,
	partIn,
} from '../../../../nodes/shared/wire/jsonText';

const NONE = 'no JSON';

function orNone(read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		expect(error).toBeInstanceOf(NotJsonError);
		return NONE;
	}
}

it.each<[text: string, inList: unknown, inObject: unknown]>([
	['1, [2]', [1, [2]], NONE],
	['"a": 1, "b": {}', NONE, { a: 1, b: {} }],
	['', NONE, NONE],
	[' \n', NONE, NONE],
	['1,', NONE, NONE],
	[', 1', NONE, NONE],
	['"a":', NONE, NONE],
])('%j after a bracket or a comma', (text, inList, inObject) => {
	expect(orNone(() => partIn(text, true, false))).toEqual(inList);
	expect(orNone(() => partIn(text, false, false))).toEqual(inObject);
});

it.each<[text: string, inList: unknown, inObject: unknown]>([
	['', undefined, undefined],
	[' \t\r\n', undefined, undefined],
	[' , 1', [1], NONE],
	[',"a": 1', NONE, { a: 1 }],
	['1', NONE, NONE],
	['"a": 1', NONE, NONE],
	[',', NONE, NONE],
	[',,1', NONE, NONE],
])('%j after the end of a list or an object', (text, inList, inObject) => {
	expect(orNone(() => partIn(text, true, true))).toEqual(inList);
	expect(orNone(() => partIn(text, false, true))).toEqual(inObject);
});

it.each<[text: string, member: unknown, isNothing: boolean]>([
	['"a":', { a: null }, false],
	[' "a" : ', { a: null }, false],
	['"":', { '': null }, false],
	['"a"', NONE, false],
	['"a":1', NONE, false],
	['a:', NONE, false],
	['', NONE, true],
	[' \n', NONE, true],
])('%j before a list or an object', (text, member, isNothing) => {
	expect(orNone(() => memberIn(text))).toEqual(member);
	expect(orNone(() => nothingIn(text))).toBe(isNothing ? undefined : NONE);
});

it('is a field of the object’s own, whatever its name', () => {
	const object: Record<string, unknown> = {};
	define(object, 'a', 1);
	define(object, '__proto__', { b: 2 });
	define(object, '__proto__', { c: 3 });
	expect(JSON.stringify(object)).toBe('{"a":1,"__proto__":{"c":3}}');
	expect(object.b).toBeUndefined();
	expect(object.c).toBeUndefined();
});

it('is read without the mark of the order of bytes', () => {
	expect(asText(Buffer.from('\uFEFF[\uFEFF]'))).toBe('[\uFEFF]');
});
