/** All that happens to a trigger, in any order: each receipt once, and no poll takes too long. */
import { HOUR, MINUTE, tillWorld } from '../../../../support/vendors/tillWorld';
import { someFault } from '../../../../support/vendors/faults';
import { runs, seeded, worldSeed } from '../../../../support/clock/seeds';

/** n8n's durable mode: the time that it names, and after how long it drops what a poll brings. */
const DURABLE = { budgetMs: 36_000 };
const DROPPED_AFTER = 45_000;
const STEPS = 90;
const WORLDS = Array.from({ length: runs(8) }, (_, index) => index + 1);
const FILTERS = [[], [1], [1, 2], [2, 3], [1, 2, 3], [3]];

type World = ReturnType<typeof tillWorld>;

/** Things that happen in a random order; a poll is as likely as a sale. */
function happenings(w: World, random: () => number) {
	const below = (count: number) => Math.floor(random() * count);
	const register = () => 1 + below(3);
	let cashRegisterIds: number[] = [];
	// What n8n's default mode has stored: the state of the last poll that started an execution.
	let saved = JSON.stringify(w.stored());
	const poll = async () => {
		const before = w.now();
		const found = await w
			.poll({ cashRegisterIds, lookBackDays: 5 + below(4) }, DURABLE)
			.catch(() => []);
		expect(w.now() - before).toBeLessThan(DROPPED_AFTER);
		if (found.length > 0) saved = JSON.stringify(w.stored());
		w.pass(MINUTE + below(3) * 10 * MINUTE);
	};
	const sell = () => void w.sell(1 + below(40), w.now(), 0, register());
	const sellLate = () => {
		const late = below(48) * HOUR;
		w.sell(1 + below(5), w.now() - late, late, register());
	};
	const fail = () => {
		const fault = someFault(random);
		for (let times = below(4); times > 0; times--) w.faults.push({ path: /./, reply: () => fault });
	};
	const things: Array<() => unknown> = [
		sell,
		sell,
		sell,
		sellLate,
		poll,
		poll,
		poll,
		poll,
		fail,
		() => (cashRegisterIds = FILTERS[below(FILTERS.length)] ?? []),
		() => w.restart(),
		() => {
			w.store(JSON.parse(saved) as ReturnType<World['stored']>);
			w.restart();
		},
		async () => await w.dies().catch(() => []),
		() => w.slow([0, 0, 500, 3000, 6000][below(5)] ?? 0),
		() => w.pass(below(5) * HOUR),
		// n8n's clock is put right.
		() => w.pass(-below(9) * MINUTE),
	];
	return async () => await things[below(things.length)]?.();
}

it.each(WORLDS)('world %d', async (world) => {
	const random = seeded(worldSeed(world));
	const w = tillWorld({
		startFrom: world % 2 === 0 ? 'now' : 'lastDays',
		startDays: 3,
		options: { maxItems: 5 + (world % 9) * 7 },
	});
	await w.poll({}, { activation: 'activate' });
	const happen = happenings(w, random);
	for (let step = 0; step < STEPS; step++) await happen();
	w.slow(0);
	w.faults.length = 0;
	w.pass(61 * MINUTE);
	for (let polls = 0; polls < 80; polls++) {
		await w.poll().catch(() => []);
		w.pass(5 * MINUTE);
	}
	w.expectEachOnce();
});
