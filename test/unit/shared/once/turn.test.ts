/** One turn of a process, call by call: who joins in, who waits, and what is done with the row. */
import { N8nTurns, SIGN_MS, SILENT_MS } from '../../../../nodes/shared/once/n8nTurns';
import type { SharedRow } from '../../../../nodes/shared/once/sharedRow';
import { Clock, settle } from '../../../support/clock/clock';

const NO = new Error('Connection terminated unexpectedly');
const fails = async () => await Promise.reject(NO);
const gives = async <T>(value: T) => await Promise.resolve(value);

/** A process, and a row that nobody has but where a test says so. */
function processWith(row: Partial<SharedRow> = {}) {
	const time = new Clock();
	const turns = new N8nTurns();
	/** What was done with the row. */
	const log: string[] = [];
	let waited = 0;
	let entries = 0;
	const usual: Omit<SharedRow, 'key'> = {
		take: async () => await gives((entries = 2)),
		ask: async () => await gives(0),
		isMine: async () => await gives(true),
		add: async () => {
			entries += 1;
			await Promise.resolve();
		},
		size: async () => await gives(entries),
		remove: async () => {
			entries = 0;
			await Promise.resolve();
		},
	};
	const noted = Object.entries({ ...usual, ...row }).map(([name, work]) => [
		name,
		async () => {
			log.push(name);
			return await (work as () => Promise<unknown>)();
		},
	]);
	const shared = { ...Object.fromEntries(noted), key: 'row' } as SharedRow;
	/** Waits of the turn itself. */
	const slept: number[] = [];
	const waiting = {
		now: time.now,
		sleep: async (ms: number) => {
			slept.push(ms);
			await time.sleep(ms);
		},
		deadline: time.deadline,
		waits: () => void (waited += 1),
	};
	return {
		time,
		log,
		slept,
		waited: () => waited,
		run: async <T>(work: () => Promise<T>) => await turns.inTurn(shared, waiting, work),
	};
}

const nothing = async () => await Promise.resolve();
const done = async () => await Promise.resolve('done');

/** Answers one after the other; the last one again and again. */
const inOrder = <T>(...answers: Array<T | Error>) => {
	let next = 0;
	return async () => {
		const answer = answers[Math.min(next++, answers.length - 1)] as T | Error;
		if (answer instanceof Error) throw answer;
		return await Promise.resolve(answer);
	};
};

it('work joins in for five seconds, and later work waits for the end and has a turn of its own', async () => {
	const { time, log, run } = processWith();
	const began = time.now();
	const order: string[] = [];
	const work = (name: string, ms: number) => async () => {
		order.push(`${name} ${time.now() - began}`);
		await time.sleep(ms);
	};
	const all = [run(work('first', 8_000))];
	const later = async (at: number, name: string, ms: number) => {
		await time.sleep(at);
		await run(work(name, ms));
	};
	all.push(later(4_999, 'joins', 6_000), later(5_000, 'waits', 10));
	await time.run();
	await Promise.all(all);
	expect(order).toEqual(['first 0', 'joins 4999', 'waits 10999']);
	const once = ['size', 'take', 'add', 'size', 'remove'];
	expect(log).toEqual([...once, 'size', 'take', 'size', 'remove']);
});

it('nobody joins in while the row is being given back', async () => {
	let removed: () => void = () => undefined;
	const { time, log, run } = processWith({
		size: async () => await gives(0),
		remove: async () => await new Promise<void>((resolve) => (removed = resolve)),
	});
	const first = run(nothing);
	await settle();
	expect(log).toEqual(['size', 'take', 'size', 'remove']);
	const work = jest.fn(nothing);
	const second = run(work);
	await settle();
	expect(work).not.toHaveBeenCalled();
	removed();
	await settle();
	expect(work).toHaveBeenCalledTimes(1);
	removed();
	await time.run();
	await Promise.all([first, second]);
});

describe('afterwards', () => {
	const twice = async ({ time, run }: ReturnType<typeof processWith>, signs: number) => {
		const work = async () => {
			for (let n = 0; n < signs; n++) await time.sleep(SIGN_MS);
			await time.sleep(1);
		};
		const both = run(work).then(async () => await run(nothing));
		await time.run();
		await both;
	};

	it('the row is left alone for a moment where others wait for it', async () => {
		let size = 0;
		const one = processWith({
			take: async () => await gives((size = 2)),
			size: async () => await gives(size),
			remove: async () => {
				size = 0;
				await Promise.resolve();
			},
		});
		const first = one.run(async () => {
			size += 1;
			await Promise.resolve();
		});
		await first;
		const next = one.run(nothing);
		await one.time.run();
		await next;
		expect(one.slept).toEqual([500]);
	});

	it('it is taken again at once where nobody does, whatever signs were given', async () => {
		const one = processWith();
		await twice(one, 2);
		expect(one.log.filter((what) => what === 'add')).toHaveLength(2);
		expect(one.slept).toEqual([]);
	});

	it('nothing is done with a row that this process does not have', async () => {
		const one = processWith({ take: fails });
		await twice(one, 3);
		expect(one.log).toEqual(Array.from({ length: 6 }, () => ['size', 'take']).flat());
		expect(one.slept).toEqual([]);
	});

	it('a row whose size can not be seen is given back', async () => {
		const one = processWith({ size: inOrder<number>(0, NO, 0) });
		await twice(one, 0);
		expect(one.log).toEqual(['size', 'take', 'size', 'remove', 'size', 'take', 'size', 'remove']);
		expect(one.slept).toEqual([]);
	});
});

describe('a process that gave no sign for long', () => {
	/** A machine that sleeps: the sign that was due comes after it. */
	const silent = async ({ time, run }: ReturnType<typeof processWith>, ms: number) => {
		const work = run(async () => await time.sleep(ms));
		await time.run();
		await work;
	};

	it('looks whether the row is still its own, and gives it back', async () => {
		const one = processWith();
		await silent(one, SILENT_MS);
		expect(one.log.slice(-3)).toEqual(['isMine', 'size', 'remove']);
	});

	it.each([
		['belongs to another one', inOrder(false, true)],
		['can not be seen', inOrder<boolean>(NO, true)],
	])('leaves a row alone that %s, and lets others go first', async (_what, isMine) => {
		const one = processWith({ isMine });
		await silent(one, SILENT_MS);
		expect(one.log.at(-1)).toBe('isMine');
		const next = one.run(nothing);
		await one.time.run();
		await next;
		expect(one.slept[0]).toBe(500);
	});

	it('does so also where no sign reached the database', async () => {
		const one = processWith({ add: fails });
		await silent(one, SILENT_MS);
		expect(one.log.slice(-3)).toEqual(['isMine', 'size', 'remove']);
	});

	it('does not look where it was silent for less', async () => {
		const one = processWith();
		await silent(one, SILENT_MS - 1);
		expect(one.log).not.toContain('isMine');
	});
});

describe('a row that somebody has', () => {
	it('is asked for once, and taken where nobody has it any more', async () => {
		const one = processWith({ size: inOrder(3, 1, 1), ask: inOrder(1) });
		expect(await one.run(done)).toBe('done');
		expect([one.log, one.waited()]).toEqual([['size', 'ask', 'size', 'remove'], 0]);
	});

	it('is asked for again only where somebody has added to it', async () => {
		const sizes = [3, NO, 3, 3, 4, 5, 5, 0, 1];
		const one = processWith({ size: inOrder<number>(...sizes), ask: inOrder<number>(NO, 0) });
		const work = one.run(done);
		await one.time.run();
		expect(await work).toBe('done');
		const asked = ['size', 'ask', 'size'];
		expect(one.log.slice(0, 10)).toEqual([...asked, 'size', 'size', ...asked, 'size', 'size']);
		expect(one.log.filter((what) => what === 'ask')).toHaveLength(2);
		expect([one.slept, one.waited()]).toEqual([[150, 150, 150, 150, 150], 5]);
	});

	it('is waited for also while it can not be seen', async () => {
		const one = processWith({ size: inOrder<number>(3, 4, NO, NO, 0, 2) });
		const work = one.run(done);
		await one.time.run();
		expect(await work).toBe('done');
		expect([one.slept, one.waited()]).toEqual([[150, 150, 150], 1]);
		expect(one.log.slice(0, 6)).toEqual(['size', 'ask', 'size', 'size', 'size', 'size']);
	});

	it('counts as left behind after 45 seconds, and is looked at once more', async () => {
		let isLeft = true;
		const size = async () => await gives(isLeft ? 3 : 0);
		const remove = async () => {
			isLeft = false;
			await Promise.resolve();
		};
		const one = processWith({ size, remove, isMine: fails });
		const began = one.time.now();
		let at = 0;
		const work = one.run(async () => {
			at = one.time.now() - began;
			await Promise.resolve();
		});
		await one.time.run();
		await work;
		expect(at).toBe(SILENT_MS + 1000);
		expect(one.log.filter((what) => what === 'take')).toHaveLength(1);
	});

	it.each<[string, Partial<SharedRow>, string[]]>([
		['be seen', { size: fails }, ['size', 'size', 'size']],
		['be made', { take: inOrder(0) }, ['size', 'take', 'size', 'take', 'size', 'take']],
	])('is done without where it can not %s three times', async (_what, row, log) => {
		const one = processWith(row);
		expect(await one.run(done)).toBe('done');
		expect([one.log, one.slept]).toEqual([log, []]);
	});
});
