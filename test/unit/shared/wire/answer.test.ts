/** While an answer is read, others have their turn. */
import { readStream } from '../../../../nodes/shared/wire/answer';
import { systemEnvironment } from '../../../../nodes/shared/wire/environment';

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
