/** Answers are cut where they get long, and their words cost each place once. */
import { beginning } from '../../../../nodes/shared/values/beginning';
import { vendorWords } from '../../../../nodes/shared/wire/vendorWords';

it('leaves an answer alone that is short', () => {
	const answer = { a: [1, 'two', { three: null }], b: true, c: '' };
	expect(beginning(answer, 1000)).toEqual(answer);
	expect(beginning('words', 1000)).toBe('words');
	expect(beginning(undefined, 1000)).toBeUndefined();
});

it('leaves out what comes after the bound, and no text is cut in two', () => {
	expect(beginning(['x'.repeat(20), 'y', 'z'], 10)).toEqual(['x'.repeat(20)]);
	expect(beginning(['x'.repeat(20), 'y'], 10, 15)).toEqual(['…', 'y']);
	expect(beginning({ ['n'.repeat(20)]: 1, b: 2 }, 100, 15)).toEqual({});
	const many = beginning(Array(1_000_000).fill('a'), 1000) as string[];
	expect(many.length).toBeLessThan(1000);
});

it('leaves out what lies too deep', () => {
	let deep: unknown = 'end';
	for (let depth = 0; depth < 100_000; depth++) deep = depth % 2 ? [deep] : { msg: deep };
	expect(JSON.stringify(beginning(deep, 1_000_000)).length).toBeLessThan(10_000);
	expect(() => vendorWords(deep)).not.toThrow();
});

it('looks at each place of a nested answer once or twice', () => {
	const answer = (depth: number): unknown => ({
		msg: ' ',
		errors: depth === 0 ? [{ msg: ' ' }] : [answer(depth - 1)],
	});
	const spy = jest.spyOn(String.prototype, 'trim');
	vendorWords(answer(9));
	const looks = spy.mock.calls.length;
	spy.mockRestore();
	expect(looks).toBeLessThan(100);
});
