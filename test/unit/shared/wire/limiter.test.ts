/** At most so many at once, in the order of asking. */
import { limiter } from '../../../../nodes/shared/wire/limiter';

/** Work that begins when it may, and ends when it is told to. */
function works(most: number, count: number) {
	const limited = limiter(most);
	const begun: number[] = [];
	const ends: Array<{ ok: () => void; fail: () => void }> = [];
	const all = Array.from(
		{ length: count },
		async (_, index) =>
			await limited(
				async () =>
					await new Promise<number>((resolve, reject) => {
						begun.push(index);
						ends[index] = {
							ok: () => resolve(index),
							fail: () => reject(new Error(`${index} failed`)),
						};
					}),
			),
	);
	/** What was waiting for a turn has had it. */
	const settled = async () => {
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
	};
	return { all, begun, end: (index: number) => ends[index]!, settled, limited };
}

it.each([1, 2, 5])('does %d at once, and the next as soon as one has ended', async (most) => {
	const { all, begun, end, settled } = works(most, 7);
	const order = [0, 1, 2, 3, 4, 5, 6];
	await settled();
	expect(begun).toEqual(order.slice(0, most));
	for (const index of order) {
		end(index).ok();
		await settled();
		expect(begun).toEqual(order.slice(0, most + index + 1));
	}
	expect(await Promise.all(all)).toEqual(order);
});

it('goes on after a failure, which only its own caller gets', async () => {
	const { all, begun, end, settled } = works(2, 4);
	const failed = expect(all[1]).rejects.toThrow('1 failed');
	await settled();
	end(1).fail();
	await failed;
	expect(begun).toEqual([0, 1, 2]);
	for (const index of [0, 2]) end(index).ok();
	await settled();
	end(3).ok();
	expect(await Promise.all([all[0], all[2], all[3]])).toEqual([0, 2, 3]);
});

it('has room again where work throws before it waits for anything', async () => {
	const limited = limiter(1);
	const broken = () => {
		throw new Error('at once');
	};
	await expect(limited(broken)).rejects.toThrow('at once');
	expect(await limited(async () => await Promise.resolve('next'))).toBe('next');
});

it('lets nobody overtake who waits', async () => {
	const { all, begun, end, settled, limited } = works(1, 2);
	await settled();
	end(0).ok();
	// Asked for in the very turn in which there is room again.
	const late = limited(async () => await Promise.resolve(begun.push(9)));
	await settled();
	expect(begun).toEqual([0, 1]);
	end(1).ok();
	await late;
	expect(begun).toEqual([0, 1, 9]);
	expect(await Promise.all(all)).toEqual([0, 1]);
});
