/** Takes an answer while it arrives: counted after decompression, and never longer than it may be. */
import type { BinaryHelperFunctions } from 'n8n-workflow';
import { SilenceError } from './ending';
import type { Environment } from './environment';
import { PART_BYTES, inWords } from '../values/limits';
import type { Milliseconds } from '../values/units';

/** A body as n8n's helpers hand it on with `encoding: 'stream'`: decompressed, piece by piece. */
type Stream = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/** What is too large: one answer, the pages of a list or the files together, or all that one run holds. */
export type Large = 'answer' | 'list' | 'files' | 'run';

/** An answer that is larger than anything that is taken. */
export class TooLargeError extends Error {
	constructor(
		readonly most: string,
		readonly what: Large = 'answer',
	) {
		super(
			what === 'answer'
				? `The answer is larger than ${most}.`
				: `The records take more than ${most}.`,
		);
	}
}

/** How large an answer may be, and how slow. */
export interface AnswerLimits {
	/** Bytes, decompressed. */
	mostBytes: number;
	/** The longest silence between two pieces. */
	mostSilenceMs: Milliseconds;
}

/**
 * Reads a stream to its end.
 * @param take gets each piece, and says whether others are to have their turn after it; what it throws
 * ends the reading
 * @param signal drops it as soon as it fires
 * @throws TooLargeError, SilenceError, what `take` threw or what broke the connection; the connection
 * is closed then
 */
export async function readStream(
	stream: Stream,
	{ mostBytes, mostSilenceMs }: AnswerLimits,
	environment: Environment,
	signal: AbortSignal,
	take: (piece: Buffer) => boolean,
): Promise<void> {
	let bytes = 0;
	let heard = environment.now();
	let isOver = false;
	let hasEnded = false;
	let isWhole = false;
	/** Bytes since others had their turn. */
	let worked = 0;
	/** Pieces that wait for their turn, and the end of what is done with them. */
	let waiting = 0;
	let work = Promise.resolve();
	let stop = () => {};
	const takeBite = (bite: Buffer) => {
		worked = take(bite) ? PART_BYTES : worked + bite.length;
	};
	const takeInTurns = async (piece: Buffer) => {
		for (let at = 0; at < piece.length && !isOver; at += BITE_BYTES) {
			if (worked >= PART_BYTES) {
				worked = 0;
				await environment.turn();
			}
			const bite = piece.subarray(at, at + BITE_BYTES);
			if (!isOver) takeBite(bite);
		}
	};
	try {
		await new Promise<void>((resolve, reject) => {
			let silence: AbortSignal | undefined;
			const listen = (ms: number) => {
				silence = environment.deadline(ms);
				silence.addEventListener('abort', check, { once: true });
			};
			const check = () => {
				const quiet = environment.now() - heard;
				if (quiet >= mostSilenceMs) reject(new SilenceError());
				else listen(Math.min(mostSilenceMs, mostSilenceMs - quiet));
			};
			const onData = (piece: Buffer) => {
				heard = environment.now();
				bytes += piece.length;
				if (bytes > mostBytes) return reject(new TooLargeError(inWords(mostBytes)));
				if (waiting === 0 && worked + piece.length < PART_BYTES) {
					return attempt(() => takeBite(piece));
				}
				stream.pause();
				waiting += 1;
				work = work.then(async () => await takeInTurns(piece));
				work.then(goOn, reject);
			};
			const attempt = (work: () => void) => {
				try {
					work();
				} catch (error) {
					reject(error as Error);
				}
			};
			const goOn = () => {
				waiting -= 1;
				if (waiting > 0) return;
				heard = environment.now();
				stream.resume();
			};
			// A stream may end with the very piece at which it is paused.
			const onEnd = () => {
				hasEnded = true;
				work.then(resolve, reject);
			};
			const onClose = () => {
				if (!hasEnded) reject(new BrokenOffError());
			};
			const onAbort = () => reject(signal.reason as Error);
			stream.on('data', onData);
			stream.once('end', onEnd);
			stream.once('error', reject);
			stream.once('close', onClose);
			signal.addEventListener('abort', onAbort, { once: true });
			if (signal.aborted) onAbort();
			else if (stream.destroyed) onClose();
			listen(mostSilenceMs);
			stop = () => {
				stream.off('data', onData);
				stream.off('close', onClose);
				signal.removeEventListener('abort', onAbort);
				silence?.removeEventListener('abort', check);
			};
		});
		isWhole = true;
	} finally {
		isOver = true;
		stop();
		if (!isWhole) {
			// What it says after that concerns nobody.
			stream.on('error', () => {});
			stream.destroy();
		}
	}
}

/**
 * Reads a stream to its end, for a file: all of it at once.
 * @param weigh is told how many bytes each piece has; what it throws ends the reading
 * @throws as {@link readStream}
 */
export async function readFile(
	stream: Stream,
	limits: AnswerLimits,
	environment: Environment,
	signal: AbortSignal,
	weigh: (bytes: number) => void,
): Promise<Buffer> {
	const pieces: Buffer[] = [];
	await readStream(stream, limits, environment, signal, (piece) => {
		weigh(piece.length);
		pieces.push(piece);
		return false;
	});
	const content = Buffer.concat(pieces);
	// Whatever still holds the stream mustn't hold all of it twice.
	pieces.length = 0;
	return content;
}

/** A large piece is taken in bites. */
const BITE_BYTES = 64 * 1024;

/** The connection ended in the middle of the answer. */
class BrokenOffError extends Error {
	readonly code = 'ECONNRESET';
}

/** True for a body that is still to be read; n8n may also hand on what it has read itself. */
export function isStream(body: unknown): body is Stream {
	return (
		typeof body === 'object' &&
		body !== null &&
		!Buffer.isBuffer(body) &&
		'on' in body &&
		typeof body.on === 'function' &&
		'destroy' in body
	);
}
