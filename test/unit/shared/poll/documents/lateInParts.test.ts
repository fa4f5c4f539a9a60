/** Late receipts in older days that take more than one poll to read are found all the same. */
import { isWhole } from '../../../../support/clock/seeds';
import { DAY, HOUR, MINUTE, tillWorld } from '../../../../support/vendors/tillWorld';

const DURABLE = { budgetMs: 36_000 };

type World = ReturnType<typeof tillWorld>;

/** The trigger gets to know what is there. */
async function begin(w: World): Promise<void> {
	for (let polls = 0; polls < 3; polls++) {
		await w.poll();
		w.pass(MINUTE);
	}
}

/** What so many polls hand on, each of them some time after the one before. */
async function foundBy(w: World, polls: number, every: number): Promise<string[]> {
	const got: string[] = [];
	for (let poll = 0; poll < polls; poll++) {
		w.pass(every);
		got.push(...(await w.poll({}, DURABLE)));
	}
	return got;
}

it('a late receipt is found though the newest days are read in full at every poll', async () => {
	const w = tillWorld({ options: { maxItems: 10_000 } });
	for (let n = 0; n < 9000; n++) w.sell(1, w.now() - 6 * DAY + n * 30_000);
	await w.poll();
	w.pass(MINUTE);
	await w.poll();
	// A count that can't be read: the ends tell nothing.
	w.broken.push({
		path: /receipts\/count/,
		reply: () => ({ body: { count: 'many' } }),
	});
	w.slow(3000);
	const late = w.sell(1, w.now() - 3 * DAY, 3 * DAY);
	expect(await foundBy(w, 180, MINUTE)).toEqual(late);
});

(isWhole ? it : it.skip)(
	'with hourly polls no piece of older days is left out for ever',
	async () => {
		const w = tillWorld({ lookBackDays: 30, options: { maxItems: 10_000 } });
		for (let n = 0; n < 26_000; n++) w.sell(1, w.now() - 30 * DAY + n * 95_000);
		await begin(w);
		w.slow(4000);
		const late = w.sell(1, w.now() - 4 * DAY, 4 * DAY);
		expect(await foundBy(w, 40, HOUR)).toEqual(late);
	},
);

it('a piece that was begun is read to its end before another one begins', async () => {
	const w = tillWorld({ lookBackDays: 17, options: { maxItems: 10_000 } });
	// Two pieces of older days, each of more pages than one poll can read.
	for (let n = 0; n < 16_000; n++) w.sell(1, w.now() - 17 * DAY + n * 80_000);
	await begin(w);
	w.slow(4000);
	const late = w.sell(1, w.now() - 4 * DAY, 4 * DAY);
	expect(await foundBy(w, 12, HOUR)).toEqual(late);
});
