/** Takes an answer while it arrives: counted after decompression, and never longer than it may be. */
import type { BinaryHelperFunctions } from 'n8n-workflow';
import { SilenceError } from './ending';
import type { Environment } from './environment';
import { BYTES_PER_VALUE, inWords } from './limits';

/** A body as n8n's helpers hand it on with `encoding: 'stream'`: decompressed, piece by piece. */
type Stream = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/** An answer that is larger than anything that is taken. */
export class TooLargeError extends Error {
	constructor(readonly most: string) {
		super(`The answer is larger than ${most}.`);
	}
}

export interface AnswerLimits {
	mostBytes: number;
	/** The longest silence between two pieces. */
	mostSilenceMs: number;
}

/**
 * Reads a stream to its end.
 * @param signal drops it as soon as it fires
 * @throws TooLargeError, SilenceError, or what broke the connection; the connection is closed then
 */
export async function readStream(
	stream: Stream,
	{ mostBytes, mostSilenceMs }: AnswerLimits,
	environment: Environment,
	signal: AbortSignal,
): Promise<Buffer> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	let heard = environment.now();
	let isWhole = false;
	let stop = () => {};
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
				if (bytes > mostBytes) reject(new TooLargeError(inWords(mostBytes)));
				else pieces.push(piece);
			};
			const onClose = () => reject(new BrokenOffError());
			const onAbort = () => reject(signal.reason as Error);
			stream.on('data', onData);
			stream.once('end', resolve);
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
		stop();
		if (!isWhole) {
			// What it says after that concerns nobody.
			stream.on('error', () => {});
			stream.destroy();
		}
	}
	const content = Buffer.concat(pieces, bytes);
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

/**
 * JSON where it is some, else the text.
 * @throws TooLargeError where its values would take more room than may be taken
 */
export function parsed(content: Buffer, mostBytes: number): unknown {
	if (weigh(content) > mostBytes) {
		const most = Math.floor(mostBytes / BYTES_PER_VALUE);
		throw new TooLargeError(`${most.toLocaleString('en')} values`);
	}
	const text = content.toString('utf8').replace(/^\uFEFF/, '');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** From here on an answer's values are counted: fewer bytes can't hold too many. */
const WORTH_COUNTING = 1024 * 1024;

const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;

/**
 * The room that an answer takes, in bytes: that of its text, or of its values. A comma inside a text
 * counts for a value, too: that is no matter for a bound that leaves so much room.
 */
export function weigh(content: Buffer): number {
	if (content.length < WORTH_COUNTING) return content.length;
	let values = 0;
	for (const byte of content) {
		if (byte === COMMA || byte === BRACKET || byte === BRACE) values += 1;
	}
	return Math.max(content.length, values * BYTES_PER_VALUE);
}
