/** JSON in parts is the same JSON, whatever its shape and wherever it is cut. */
import fc from 'fast-check';
import { AnswerCheck } from '../../../../nodes/shared/wire/checkedAnswer';
import { TooDeepError } from '../../../../nodes/shared/wire/jsonParts';
import { JsonTaker } from '../../../../nodes/shared/wire/jsonTaker';
import type { TakenJson } from '../../../../nodes/shared/wire/jsonTaker';
import { MOST_ANSWER_BYTES } from '../../../../nodes/shared/values/limits';
import { Scale } from '../../../../nodes/shared/wire/room';
import { runs } from '../../../support/clock/seeds';

const nothing = () => {};
const same = (part: unknown) => part;

/** Takes a text in pieces of some bytes, and reads it in parts of some others. */
function take(
	text: string,
	pieceBytes: number,
	partBytes: number,
	check = same,
	partValues?: number,
): TakenJson {
	const taker = new JsonTaker({ weigh: nothing, check }, partBytes, partValues);
	const content = Buffer.from(text);
	for (let at = 0; at < content.length; at += pieceBytes) {
		taker.take(content.subarray(at, at + pieceBytes));
	}
	return taker.end();
}

/** What `JSON.parse` makes of it; undefined where it isn't JSON. */
function whole(text: string): { json: unknown } | undefined {
	try {
		return { json: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }));

it('is the same JSON, names in the same order', () => {
	const json = fc.json({ maxDepth: 6 }).map((plain) => `[${plain},{"a":${plain}}]`);
	const space = fc.constantFrom('', ' ', '\n', '\t \r\n');
	fc.assert(
		fc.property(json, space, sizes, (plain, indent, [piece, part]) => {
			const text = `${indent}${JSON.stringify(JSON.parse(plain), undefined, indent)}${indent}`;
			// In parts of so many bytes, and of so many values.
			for (const values of [undefined, 1 + (part % 4)]) {
				const { json: taken } = take(text, piece, part, same, values);
				expect(taken).toEqual(JSON.parse(text));
				expect(JSON.stringify(taken)).toBe(JSON.stringify(JSON.parse(text)));
			}
		}),
		{ numRuns: runs(500) },
	);
});

it('is read in parts of 12,000 values where they are small, and says when one was read', () => {
	const parts: number[] = [];
	const weigh = (part: unknown) => parts.push((part as unknown[]).length);
	const taker = new JsonTaker({ weigh, check: same });
	const content = Buffer.from(`[${'{},'.repeat(300_000)}{}]`);
	const said: boolean[] = [];
	for (let at = 0; at < content.length; at += 12_000) {
		said.push(taker.take(content.subarray(at, at + 12_000)));
	}
	expect(taker.end().json).toHaveLength(300_001);
	expect(Math.max(...parts)).toBe(12_000);
	// Nothing as long as it may be short; then a part with every third piece of 4,000 values.
	expect(said.slice(0, 21)).toEqual(Array.from({ length: 21 }, () => false));
	expect(said.slice(21).filter(Boolean)).toHaveLength(19);
});

it('is JSON exactly where all of it at once is', () => {
	const signs = fc.constantFrom(
		...'[]{},:"\\ 1an-',
		'"a":',
		'[1,',
		'{"a":1,',
		'null',
		'true',
		'"b"',
	);
	const odd = fc.array(signs, { maxLength: 20 }).map((parts) => parts.join(''));
	const listed = odd.map((text) => `[${text}`);
	const begun = odd.map((text) => `[1,2,{"a":[1,2],"b":${text}`);
	const ended = odd.map((text) => `[1,{"a":[1,2]${text}},3]`);
	const between = odd.map((text) => `[[1,2]${text}[3,4]]`);
	fc.assert(
		fc.property(fc.oneof(listed, begun, ended, between), sizes, (text, [piece, part]) => {
			const expected = whole(text);
			const taken = take(text, piece, part);
			if (expected) expect(taken.json).toEqual(expected.json);
			else expect(typeof taken.json).toBe('string');
			expect(text).toContain(expected ? '' : (taken.json as string));
		}),
		{ numRuns: runs(3000) },
	);
});

it.each([
	['a name that objects have', '[1,{"__proto__":{"a":[1,2,3],"b":1},"c":1,"__proto__":5,"d":6},2]'],
	['a name that comes twice', '{"a":[1,2,3],"b":2,"a":{"c":[1,2],"d":1},"b":3}'],
	['numbers for names', '{"b":[1,2],"2":1,"1":{"3":1,"2":2},"a":1}'],
	['letters of several bytes', '["€","ü\\u00fc",{"ß":["𝄞","\\ud834\\udd1e"],"é":"\\\\\\""},"x"]'],
	['a mark of the order of bytes', '\uFEFF[1,[2,3],4]'],
])('is the same JSON: %s', (_what, text) => {
	const expected = JSON.parse(text.replace('\uFEFF', '')) as unknown;
	for (let part = 0; part < text.length; part++) {
		const { json } = take(text, 3, part);
		expect(JSON.stringify(json)).toBe(JSON.stringify(expected));
		expect(Object.keys((json as object[])[1] ?? {})).toEqual(
			Object.keys((expected as object[])[1] ?? {}),
		);
	}
	expect({}).not.toHaveProperty('a');
});

it('is cleaned of secrets as all of it at once would be', () => {
	const ownWord = 'word-of-the-shop-4711';
	const short = 'Sommer';
	const answer = {
		list: [
			{ a: 1, text: `x ${ownWord} y` },
			`${ownWord}`,
			{ [ownWord]: [1, ownWord, { b: short }] },
		],
		token: [[short, 'b'], short, { name: short, token: short }, 1],
		last: ownWord,
	};
	const expected = new AnswerCheck([ownWord, short]).take(answer)?.json;
	expect(JSON.stringify(expected)).not.toContain(ownWord);
	const text = JSON.stringify(answer);
	for (let part = 0; part < text.length; part++) {
		const check = new AnswerCheck([ownWord, short]);
		const taker = new JsonTaker(
			{ weigh: nothing, check: (...of) => check.take(...of)?.json },
			part,
		);
		taker.take(Buffer.from(text));
		expect(taker.end()).toEqual({ json: expected, inParts: true, isCut: false });
	}
});

it('that is nested deeper than anybody nests is refused', () => {
	const text = `[1,${'['.repeat(600)}1,2${']'.repeat(600)}]`;
	expect(() => take(text, 100, 10)).toThrow(TooDeepError);
});

it('of a text that is no JSON only the beginning is kept', () => {
	const { json, isCut } = take(`<html>${'x'.repeat(1000)}`, 100, 200);
	expect(isCut).toBe(true);
	expect(json).toMatch(/^<html>x+$/);
	expect((json as string).length).toBeLessThan(400);
});

describe('memory is measured', () => {
	const weigh = (json: unknown) => new Scale().weigh(json);

	it('also of what takes more than its text', () => {
		// As measured on Node.js 24: bytes of the heap for each.
		const many = 10_000;
		const of = (make: (index: number) => unknown) =>
			weigh(Array.from({ length: many }, (_value, index) => make(index))) / many;
		expect(of(() => ({}))).toBeCloseTo(64, 0);
		expect(of(() => [])).toBeCloseTo(40, 0);
		expect(of(() => [1])).toBeCloseTo(64, 0);
		expect(of(() => ({ a: 1 }))).toBeCloseTo(40, 0);
		expect(of(() => 1)).toBeCloseTo(8, 0);
		expect(of((index) => ({ [`k${index}`]: 1 }))).toBeGreaterThan(150);
		expect(of((index) => `€${'a'.repeat(100)}${index}`)).toBeGreaterThan(200);
	});

	it('of a receipt, about what its text takes', () => {
		const receipt = (index: number) => ({
			_id: `5f2b6c1d9e${index}`,
			receiptNumber: 1000 + index,
			created: '2026-03-05T12:31:22.000Z',
			items: Array.from({ length: 8 }, (_item, item) => ({
				name: `Article number ${item}`,
				amount: 1,
				priceOne: 3.5,
				priceAll: 3.5,
				taxRate: 20,
			})),
			price: 28,
		});
		const receipts = Array.from({ length: 1000 }, (_value, index) => receipt(index));
		const text = JSON.stringify(receipts).length;
		expect(weigh(receipts) / text).toBeGreaterThan(0.8);
		expect(weigh(receipts) / text).toBeLessThan(1.8);
	});

	it('whatever the depth', () => {
		let deep: unknown = [];
		for (let depth = 0; depth < 100_000; depth++) deep = [deep];
		expect(weigh(deep)).toBeLessThan(MOST_ANSWER_BYTES);
	});
});
