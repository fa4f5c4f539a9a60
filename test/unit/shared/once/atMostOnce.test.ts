/** The protocol on a system in memory: through each of its transitions, and nothing is made twice. */
import { atMostOnce } from '../../../../nodes/shared/once/atMostOnce';
import type { Lost, Outcome, Sighting, Write } from '../../../../nodes/shared/once/atMostOnce';
import { lookTwice } from '../../../../nodes/shared/once/lookTwice';
import type { State } from '../../../../nodes/shared/once/transitions';
import { Lanes } from '../../../../nodes/shared/wire/lanes';

class Refused extends Error {}
class LostAnswer extends Error {}

/** A system that makes records, and the note of one item. */
class World {
	readonly made: string[] = [];

	/** What happened, in order. */
	readonly log: string[] = [];

	state: State = 'free';

	kept: string | undefined;

	/** What the next sendings do; made and answered where nothing stands here. */
	next: Array<'refuse' | 'decline' | 'lose before' | 'lose after'> = [];

	/** What looks tell; what is true where nothing stands here. */
	looks: Array<Sighting<string>> = [];

	async send(name: string) {
		this.log.push('send');
		await Promise.resolve();
		const what = this.next.shift();
		if (what === 'refuse') throw new Refused('refused');
		if (what === 'decline') return { declined: 'no' };
		if (what === 'lose before') throw new LostAnswer('lost');
		this.made.push(name);
		if (what === 'lose after') throw new LostAnswer('lost');
		return { taken: name };
	}

	see(name: string): Sighting<string> {
		this.log.push('look');
		const told = this.looks.shift();
		if (told) return told;
		return this.made.includes(name) ? { is: 'found', record: name } : { is: 'absent' };
	}

	write(more: Partial<Write<string>> = {}, name = 'A'): Write<string> {
		return {
			before: this.state,
			note: (state, record) => {
				this.log.push(`note ${state}`);
				this.state = state;
				this.kept = record;
			},
			recall: async () => {
				this.log.push('recall');
				return await Promise.resolve(String(this.kept));
			},
			send: async () => await this.send(name),
			leavesOpen: ({ error }) => error instanceof LostAnswer,
			look: async () => await Promise.resolve(this.see(name)),
			mostTries: 3,
			giveUp: ({ tries }, why) => new Error(`unknown after ${tries}: ${why}`),
			...more,
		};
	}

	async do(more: Partial<Write<string>> = {}): Promise<Outcome<string> | string> {
		return await atMostOnce(this.write(more)).catch((error: Error) => error.message);
	}
}

let world: World;
beforeEach(() => {
	world = new World();
});

describe('a write that is free', () => {
	it('is noted, sent, and noted as done', async () => {
		expect(await world.do()).toEqual({ how: 'sent', record: 'A' });
		expect(world.log).toEqual(['note sending', 'send', 'note done']);
		expect(world.kept).toBe('A');
	});

	it('is not sent where there is one by its number: nothing is noted', async () => {
		const byNumber = async () => await Promise.resolve('B');
		expect(await world.do({ byNumber })).toEqual({ how: 'duplicate', record: 'B' });
		expect(world.log).toEqual([]);
	});

	it('is prepared after the search, before anything is noted', async () => {
		const seen: unknown[] = [];
		const outcome = await world.do({
			byNumber: async () => {
				world.log.push('search');
				return await Promise.resolve(undefined);
			},
			prepare: async (tries) => {
				world.log.push('prepare');
				seen.push(tries);
				return await Promise.resolve();
			},
		});
		expect(outcome).toEqual({ how: 'sent', record: 'A' });
		expect(world.log).toEqual(['search', 'prepare', 'note sending', 'send', 'note done']);
		expect(seen).toEqual([0]);
	});

	it.each(['byNumber', 'prepare'] as const)('is not sent where %s fails', async (name) => {
		expect(await world.do({ [name]: async () => await Promise.reject(new Error('no')) })).toBe(
			'no',
		);
		expect(world.log).toEqual([]);
		expect(world.state).toBe('free');
	});

	it('is free again after a refusal, which is thrown', async () => {
		world.next = ['refuse'];
		expect(await world.do()).toBe('refused');
		expect(world.log).toEqual(['note sending', 'send', 'note free']);
	});

	it('is free again where the system declines it in words that come out', async () => {
		world.next = ['decline'];
		expect(await world.do()).toEqual({ how: 'declined', record: 'no' });
		expect(world.state).toBe('free');
	});
});

describe('an answer that is lost', () => {
	it('after the work: it is found and not sent again', async () => {
		world.next = ['lose after'];
		expect(await world.do()).toEqual({ how: 'recovered', record: 'A' });
		expect(world.log).toEqual(['note sending', 'send', 'note unknown', 'look', 'note done']);
		expect(world.made).toEqual(['A']);
	});

	it('before the work: it is surely not there, and goes out again', async () => {
		world.next = ['lose before'];
		expect(await world.do()).toEqual({ how: 'sent', record: 'A' });
		expect(world.log.slice(2)).toEqual([
			'note unknown',
			'look',
			'note free',
			'note sending',
			'send',
			'note done',
		]);
	});

	it('each time: it is sent as often as it may be, and then surely not done', async () => {
		world.next = ['lose before', 'lose before', 'lose before'];
		const notDone = (error: unknown) => new Error(`${(error as Error).message}, not done`);
		expect(await world.do({ notDone })).toBe('lost, not done');
		expect(world.log.filter((line) => line === 'send')).toHaveLength(3);
		expect(world.log.filter((line) => line === 'look')).toHaveLength(3);
		expect(world.state).toBe('free');
	});

	it('each time, without words for it: the failure as it is', async () => {
		world.next = ['lose before', 'lose before', 'lose before'];
		expect(await world.do()).toBe('lost');
	});

	it('is sent once where nothing says how often', async () => {
		world.next = ['lose before'];
		expect(await world.do({ mostTries: undefined })).toBe('lost');
		expect(world.log.filter((line) => line === 'send')).toHaveLength(1);
	});

	it('and a look that tells nothing: the state stays unknown, and it is not sent again', async () => {
		world.next = ['lose before'];
		world.looks = [{ is: 'hidden', why: 'the list is empty' }];
		expect(await world.do()).toBe('unknown after 1: the list is empty');
		expect(world.log).toEqual(['note sending', 'send', 'note unknown', 'look']);
		expect(await world.do({ look: undefined })).toBe(
			'unknown after 0: it carries nothing by which it could be found',
		);
		expect(world.log.filter((line) => line === 'send')).toHaveLength(1);
	});

	it('the look and the doubt are told how it failed, and how often it was sent', async () => {
		world.next = ['lose before', 'refuse'];
		const told: Lost[] = [];
		await world.do({
			leavesOpen: (lost) => {
				told.push(lost);
				return lost.tries === 1;
			},
			look: async (lost) => {
				told.push(lost);
				return await Promise.resolve({ is: 'absent' });
			},
		});
		expect(told).toEqual([
			{ tries: 1, error: expect.any(LostAnswer) },
			{ tries: 1, error: expect.any(LostAnswer) },
			{ tries: 2, error: expect.any(Refused) },
		]);
	});

	it('a failure that says nothing of the outcome leaves it open', async () => {
		world.next = ['refuse'];
		world.looks = [{ is: 'hidden', why: 'x' }];
		expect(await world.do({ leavesOpen: undefined })).toBe('unknown after 1: x');
		expect(world.state).toBe('unknown');
	});

	it('a look that throws: what it throws, and the state stays unknown', async () => {
		world.next = ['lose before'];
		const look = async () => await Promise.reject(new Error('no list'));
		expect(await world.do({ look })).toBe('no list');
		expect(world.state).toBe('unknown');
	});
});

describe("n8n's retry of an item", () => {
	it('that was done gives what it was', async () => {
		await world.do();
		expect(await world.do()).toEqual({ how: 'recovered', record: 'A' });
		expect(world.log.slice(3)).toEqual(['recall']);
	});

	it('that was declined or refused sends it', async () => {
		world.next = ['refuse', 'decline'];
		await world.do();
		await world.do();
		expect(await world.do()).toEqual({ how: 'sent', record: 'A' });
		expect(world.made).toEqual(['A']);
	});

	it.each(['sending', 'unknown'] as const)(
		'that stopped in the middle (%s) looks first, and finds what was made',
		async (state) => {
			world.state = state;
			world.made.push('A');
			expect(await world.do()).toEqual({ how: 'recovered', record: 'A' });
			expect(world.log).toEqual(['look', 'note done']);
		},
	);

	it.each(['sending', 'unknown'] as const)(
		'that stopped before the work (%s) looks, searches and sends',
		async (state) => {
			world.state = state;
			const byNumber = async () => {
				world.log.push('search');
				return await Promise.resolve(undefined);
			};
			expect(await world.do({ byNumber })).toEqual({ how: 'sent', record: 'A' });
			expect(world.log).toEqual(['look', 'search', 'note sending', 'send', 'note done']);
		},
	);

	it('that was lost, and is still there to be lost, has all its tries', async () => {
		world.state = 'unknown';
		world.next = ['lose before', 'lose before'];
		expect(await world.do()).toEqual({ how: 'sent', record: 'A' });
		expect(world.log.filter((line) => line === 'send')).toHaveLength(3);
	});

	it('whose search fails keeps what was noted: the next one looks again', async () => {
		world.state = 'sending';
		const byNumber = async () => await Promise.reject(new Error('no list'));
		expect(await world.do({ byNumber })).toBe('no list');
		expect(world.state).toBe('sending');
	});
});

describe('two with one number', () => {
	/** One of several executions, each with a note of its own; they share what was made. */
	const other = () => {
		const one = new World();
		const { made, log } = world;
		return Object.assign(one, { made, log });
	};
	const byNumber = (name: string) => async () =>
		await Promise.resolve(world.made.find((one) => one === name));

	it('one after the other: the second is a duplicate', async () => {
		const [one, two] = [other(), other()];
		expect(await one.do({ byNumber: byNumber('A') })).toEqual({ how: 'sent', record: 'A' });
		expect(await two.do({ byNumber: byNumber('A') })).toEqual({ how: 'duplicate', record: 'A' });
		expect(world.made).toEqual(['A']);
	});

	it('at once, in one lane: the second is a duplicate', async () => {
		const lanes = new Lanes();
		const work = [other(), other(), other()].map(
			async (one) => await lanes.alone('A', async () => await one.do({ byNumber: byNumber('A') })),
		);
		const how = (await Promise.all(work)).map((outcome) => (outcome as Outcome<string>).how);
		expect(how).toEqual(['sent', 'duplicate', 'duplicate']);
		expect(world.made).toEqual(['A']);
	});
});

describe('looking twice', () => {
	const seeing = (...told: Array<Sighting<string>>) => {
		const look = jest.fn(async () => await Promise.resolve(told.shift()!));
		const sleep = jest.fn<Promise<void>, [number]>(async () => await Promise.resolve());
		return { look, sleep };
	};
	const absent: Sighting<string> = { is: 'absent' };
	const found: Sighting<string> = { is: 'found', record: 'A' };
	const hidden: Sighting<string> = { is: 'hidden', why: 'x' };

	it.each([
		['found', found, [found], 1],
		['hidden', hidden, [hidden], 1],
		['found the second time', found, [absent, found], 2],
		['absent twice', absent, [absent, absent], 2],
		['hidden the second time', hidden, [absent, hidden], 2],
	])('%s', async (_name, outcome, told, looks) => {
		const { look, sleep } = seeing(...told);
		expect(await lookTwice(look, false, sleep)).toEqual(outcome);
		expect(look).toHaveBeenCalledTimes(looks);
		expect(sleep.mock.calls).toEqual(looks === 1 ? [] : [[30_000]]);
	});

	it('once is enough where the system has ended its work', async () => {
		const { look, sleep } = seeing(absent);
		expect(await lookTwice(look, true, sleep)).toEqual(absent);
		expect(sleep).not.toHaveBeenCalled();
	});

	it('not in an execution that is canceled: it stays unknown', async () => {
		const { look } = seeing(absent, absent);
		const sleep = async () => await Promise.reject(new Error('canceled'));
		const seen = await lookTwice(look, false, sleep);
		expect(seen).toEqual({ is: 'hidden', why: 'the execution was canceled' });
	});
});
