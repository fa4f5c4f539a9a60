/** Memories of the process: what goes where there is too much, and that there is one of each. */
import { BoundedMap } from '../../../../nodes/shared/values/bounded';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';

describe('a bounded map', () => {
	const full = () => {
		const map = new BoundedMap<number>(3);
		for (const [n, name] of ['a', 'b', 'c'].entries()) map.set(name, n);
		return map;
	};

	it('keeps what fits', () => {
		expect([...full()]).toEqual([
			['a', 0],
			['b', 1],
			['c', 2],
		]);
	});

	it('lets go of what was set longest ago', () => {
		const map = full();
		map.set('d', 3);
		expect([...map].map(([name]) => name)).toEqual(['b', 'c', 'd']);
		expect(map.get('a')).toBeUndefined();
	});

	it('takes what is set again for the newest', () => {
		const map = full();
		map.set('a', 9);
		map.set('d', 3);
		expect([...map]).toEqual([
			['c', 2],
			['a', 9],
			['d', 3],
		]);
	});

	it('has room again for what is deleted', () => {
		const map = full();
		map.delete('b');
		map.delete('nothing');
		map.set('d', 3);
		expect([...map].map(([name]) => name)).toEqual(['a', 'c', 'd']);
	});
});

it('a process has one memory of each kind, and another process others', () => {
	class Kind {}
	class Other {}
	const memory = new ProcessMemory();
	expect(memory.of(Kind)).toBe(memory.of(Kind));
	expect(memory.of(Kind)).toBeInstanceOf(Kind);
	expect(memory.of(Other)).not.toBe(memory.of(Kind));
	expect(new ProcessMemory().of(Kind)).not.toBe(memory.of(Kind));
});
