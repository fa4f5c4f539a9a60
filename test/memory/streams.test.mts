// Streams are read to their last byte, in order, whatever their pieces and however slow the turns.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { registerSourceHook } from '../../scripts/engine/source-hook.mts';
import { inRoot } from '../../scripts/lib/paths.mts';

registerSourceHook();
const load = (file: string) =>
	createRequire(import.meta.url)(inRoot('nodes', 'shared', file)) as unknown;
const { PART_BYTES } = load('values/limits.ts') as { PART_BYTES: number };
const { readFile } = load('wire/answer.ts') as {
	readFile: (
		stream: Readable,
		limits: object,
		environment: object,
		signal: AbortSignal,
		weigh: (bytes: number) => void,
	) => Promise<Buffer>;
};

const limits = { mostBytes: 64 * 1024 * 1024, mostSilenceMs: 60_000 };
const { signal } = new AbortController();
const environment = {
	now: () => 0,
	deadline: () => new AbortController().signal,
	/** After everything else that is ready. */
	turn: async () => {
		await soon();
		await soon();
	},
};

/** Bytes that tell where they stand. */
function counted(bytes: number): Buffer {
	const content = Buffer.alloc(bytes);
	for (let at = 0; at + 4 <= bytes; at += 4) content.writeUInt32LE(at, at);
	return content;
}

const pieces: Record<string, number[]> = {
	'one piece': [5 * PART_BYTES],
	'small ones': Array.from({ length: 300 }, () => 5000),
	'one that is followed by the end': [PART_BYTES - 1, PART_BYTES, 10],
	'large and small ones': [10, 3 * PART_BYTES, 10, PART_BYTES, PART_BYTES, 1],
};

describe('a stream', () => {
	for (const [name, sizes] of Object.entries(pieces)) {
		test(name, async () => {
			const whole = counted(sizes.reduce((sum, size) => sum + size, 0));
			const stream = new Readable({ read: () => {} });
			let at = 0;
			for (const size of sizes) {
				stream.push(whole.subarray(at, at + size));
				at += size;
			}
			// As where the end is known together with the last piece.
			stream.push(null);
			const read = await readFile(stream, limits, environment, signal, () => {});
			assert.equal(read.length, whole.length);
			assert.ok(read.equals(whole));
		});
	}
});
