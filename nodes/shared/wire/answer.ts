/** Takes an answer while it arrives: counted after decompression, and never longer than it may be. */
import type { BinaryHelperFunctions } from 'n8n-workflow';
import { SilenceError } from './ending';
import type { Environment } from './environment';
import { bytesInWords } from '../values/limits';
import type { Milliseconds } from '../values/units';
import { Silence } from './silence';
import { Turns } from './turns';

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
	await new Promise<void>((resolve, reject) => {
		const turns = new Turns(environment, take);
		const silence = new Silence(environment, mostSilenceMs, () => fail(new SilenceError()));
		const stop = () => {
			turns.stop();
			silence.stop();
			stream.off('data', onData);
			stream.off('close', onClose);
			signal.removeEventListener('abort', onAbort);
		};
		const succeed = () => {
			stop();
			resolve();
		};
		const fail = (error: unknown) => {
			stop();
			// What it says after that concerns nobody.
			stream.on('error', () => {});
			stream.destroy();
			reject(error as Error);
		};
		const onData = (piece: Buffer) => {
			silence.hear();
			bytes += piece.length;
			if (bytes > mostBytes) return fail(new TooLargeError(bytesInWords(mostBytes)));
			const work = turns.add(piece);
			if (!work) return;
			stream.pause();
			work.then(goOn, fail);
		};
		const goOn = () => {
			if (!turns.isIdle) return;
			silence.hear();
			stream.resume();
		};
		// A stream may end with the very piece at which it is paused.
		const onEnd = () => {
			stream.off('close', onClose);
			turns.done().then(succeed, fail);
		};
		const onClose = () => fail(new BrokenOffError());
		const onAbort = () => fail(signal.reason);
		stream.on('data', onData);
		stream.once('end', onEnd);
		stream.once('error', fail);
		stream.once('close', onClose);
		signal.addEventListener('abort', onAbort, { once: true });
		if (signal.aborted) onAbort();
		else if (stream.destroyed) onClose();
	});
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
