/** While an answer is read, others have their turn; whatever breaks it off closes the connection. */
import { TooLargeError, readStream } from '../../../../nodes/shared/wire/answer';
import { SilenceError } from '../../../../nodes/shared/wire/ending';
import { systemEnvironment } from '../../../../nodes/shared/wire/environment';
import { Clock, settle } from '../../../support/clock/clock';

const KB = 1024;

type Stream = Parameters<typeof readStream>[0];

/** So many pieces of 16 KB, each as soon as it may come. */
function streamOf(pieces: number): Stream {
	const listeners = new Map<string, (piece?: Buffer) => void>();
	let left = pieces;
	let isPaused = true;
	const flow = () => {
		while (!isPaused && left > 0) {
			left -= 1;
			listeners.get('data')?.(Buffer.alloc(16 * KB));
		}
		if (!isPaused && left === 0) listeners.get('end')?.();
	};
	const resume = () => {
		isPaused = false;
		flow();
	};
	const listen = (name: string, listener: (piece?: Buffer) => void) => {
		listeners.set(name, listener);
		if (name === 'data') void Promise.resolve().then(resume);
	};
	const pause = () => (isPaused = true);
	const nothing = () => {};
	const stream = { on: listen, once: listen, off: nothing, destroy: nothing, pause, resume };
	return stream as unknown as Stream;
}

/** Turns for others while so many pieces of 16 KB are read. */
async function turnsOf(pieces: number, take: (piece: Buffer) => boolean): Promise<number> {
	let turns = 0;
	const turn = async () => {
		turns += 1;
		await systemEnvironment.turn();
	};
	const limits = { mostBytes: 1e9, mostSilenceMs: 60_000 };
	const { signal } = new AbortController();
	await readStream(streamOf(pieces), limits, { ...systemEnvironment, turn }, signal, take);
	return turns;
}

it.each<[string, boolean, number]>([
	['after 256 KB', false, 3],
	['after each piece that took long', true, 63],
])('%s', async (_name, isLong, expected) => {
	let taken = 0;
	const turns = await turnsOf(64, () => {
		taken += 1;
		return isLong;
	});
	expect(taken).toBe(64);
	expect(turns).toBe(expected);
});

/** A stream that does what it is told, and what became of it. */
class Told {
	private readonly listeners = new Map<string, Array<(of?: unknown) => void>>();

	destroyed = false;

	isPaused = false;

	on(name: string, listener: (of?: unknown) => void): void {
		this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
	}

	once(name: string, listener: (of?: unknown) => void): void {
		const onlyOnce = (of?: unknown) => {
			this.listeners.set(
				name,
				this.of(name).filter((other) => other !== onlyOnce),
			);
			listener(of);
		};
		this.on(name, Object.assign(onlyOnce, { listener }));
	}

	off(name: string, listener: (of?: unknown) => void): void {
		const isIt = (other: object) =>
			other === listener || ('listener' in other && other.listener === listener);
		this.listeners.set(
			name,
			this.of(name).filter((other) => !isIt(other)),
		);
	}

	pause(): void {
		this.isPaused = true;
	}

	resume(): void {
		this.isPaused = false;
	}

	destroy(): void {
		this.destroyed = true;
		this.tell('close');
	}

	/** Something happens; an error that nobody hears would end n8n. */
	tell(name: string, of?: unknown): void {
		if (name === 'error' && this.of(name).length === 0) throw of as Error;
		for (const listener of this.of(name)) listener(of);
	}

	private of(name: string): Array<(of?: unknown) => void> {
		return this.listeners.get(name) ?? [];
	}
}

/** The reading of a stream with 100 KB at most, and a minute of silence. */
function reading(stream = new Told()) {
	const clock = new Clock();
	const cancel = new AbortController();
	const taken: number[] = [];
	const work = readStream(
		stream as unknown as Stream,
		{ mostBytes: 100 * KB, mostSilenceMs: 60_000 },
		clock,
		cancel.signal,
		(piece) => {
			if (piece[0] === 0xff) throw new Error('refused');
			taken.push(piece.length);
			return true;
		},
	);
	const end = work.then(
		() => 'whole',
		(error: unknown) => error,
	);
	return { stream, clock, cancel, taken, end };
}

type Read = ReturnType<typeof reading>;

it.each<[string, (read: Read) => void, unknown]>([
	[
		'more than it may have',
		({ stream }) => stream.tell('data', Buffer.alloc(101 * KB)),
		new TooLargeError('100 KB'),
	],
	['silence', ({ clock }) => clock.advance(60_000), new SilenceError()],
	[
		'what is refused of it',
		({ stream }) => stream.tell('data', Buffer.alloc(1, 0xff)),
		new Error('refused'),
	],
	['an error', ({ stream }) => stream.tell('error', new Error('reset')), new Error('reset')],
	[
		'a connection that is closed',
		({ stream }) => stream.tell('close'),
		expect.objectContaining({ code: 'ECONNRESET' }),
	],
	['a cancellation', ({ cancel }) => cancel.abort(new Error('canceled')), new Error('canceled')],
])('is broken off by %s, and heard no more', async (_what, happen, expected) => {
	const read = reading();
	read.stream.tell('data', Buffer.alloc(1));
	happen(read);
	await expect(read.end).resolves.toEqual(expected);
	expect(read.stream.destroyed).toBe(true);
	read.stream.tell('data', Buffer.alloc(2));
	read.stream.tell('error', new Error('later'));
	read.clock.advance(600_000);
	read.cancel.abort(new Error('later'));
	await settle();
	expect(read.taken).toEqual([1]);
});

it('is whole when all of it is taken, and the connection closes by itself', async () => {
	const read = reading();
	read.stream.tell('data', Buffer.alloc(1));
	read.stream.tell('data', Buffer.alloc(2));
	expect(read.stream.isPaused).toBe(true);
	read.stream.tell('end');
	read.stream.tell('close');
	expect(read.taken).toEqual([1]);
	await expect(read.end).resolves.toBe('whole');
	expect(read.taken).toEqual([1, 2]);
	expect(read.stream.isPaused).toBe(false);
	expect(read.stream.destroyed).toBe(false);
});

it('is silent only once others have had their turn', async () => {
	const { stream, clock, end } = reading();
	clock.turn = async () => {
		await Promise.resolve();
		clock.advance(59_000);
	};
	stream.tell('data', Buffer.alloc(1));
	stream.tell('data', Buffer.alloc(2));
	await settle();
	clock.advance(59_000);
	stream.tell('end');
	await expect(end).resolves.toBe('whole');
});

it('is broken off where the connection was closed before', async () => {
	const { end } = reading(Object.assign(new Told(), { destroyed: true }));
	await expect(end).resolves.toMatchObject({ code: 'ECONNRESET' });
});
