/** Long lists leave n8n its turns. */
import {
	atOnce,
	eachInTurns,
	inTurns,
	replaceInTurns,
	sortSteps,
} from '../../../../nodes/shared/values/inTurns';

/** A clock that goes on by some milliseconds with each entry. */
function taking(msEach: number) {
	let time = 0;
	let turns = 0;
	return {
		now: () => time,
		turn: async () => {
			turns += 1;
			// Others take long: that isn't ours.
			time += 1000;
			return await Promise.resolve();
		},
		work: () => (time += msEach),
		turns: () => turns,
	};
}

it('takes a turn after 20 milliseconds of work, however long others take', async () => {
	const slow = taking(5);
	const seen: number[] = [];
	await eachInTurns(slow, [1, 2, 3, 4, 5, 6, 7, 8, 9], (entry) => {
		slow.work();
		seen.push(entry);
	});
	expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(slow.turns()).toBe(2);
});

it('takes none for what is short', async () => {
	const quick = taking(0);
	await eachInTurns(quick, Array.from({ length: 10_000 }), quick.work);
	expect(quick.turns()).toBe(0);
});

it('puts each result in the place of its entry', async () => {
	const list = [1, 2, 3];
	const made = await replaceInTurns(taking(30), list, (entry) => `${entry}!`);
	expect(made).toEqual(['1!', '2!', '3!']);
	expect(list).toBe(made);
});

it('a failure ends it', async () => {
	const failing = replaceInTurns(taking(30), [1, 2], (entry) => {
		throw new Error(`not ${entry}`);
	});
	await expect(failing).rejects.toThrow('not 1');
});

describe('sorting in steps', () => {
	const shuffled = Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 50_021);

	it('gives what Array.sort gives, and leaves the list alone', () => {
		const before = [...shuffled];
		expect(atOnce(sortSteps(shuffled, (a, b) => a - b))).toEqual(
			[...shuffled].sort((a, b) => a - b),
		);
		const texts = shuffled.map((number) => `t${number}`);
		expect(atOnce(sortSteps(texts))).toEqual([...texts].sort());
		expect(atOnce(sortSteps([]))).toEqual([]);
		expect(shuffled).toEqual(before);
	});

	it('keeps the order of what is equal', () => {
		const list = shuffled.map((number, place) => ({ tens: number % 10, place }));
		const compare = (a: { tens: number }, b: { tens: number }) => a.tens - b.tens;
		expect(atOnce(sortSteps(list, compare))).toEqual([...list].sort(compare));
	});

	it('leaves turns on its way', async () => {
		const slow = taking(5);
		await inTurns({ ...slow, now: slow.work }, sortSteps(shuffled));
		expect(slow.turns()).toBeGreaterThan(5);
	});
});
