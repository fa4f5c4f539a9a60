// Starts programs for the scripts, always on the project's own Node.js.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { inRoot, root } from './paths.mts';

/** Where Node.js keeps what it has compiled: a quarter of the time until n8n's engine stands. */
const COMPILED = inRoot('.cache', 'compiled');

export interface RunOptions {
	/** Working folder; the project's root by default. */
	cwd?: string;
	/** Added to the environment. */
	env?: Record<string, string>;
	/** Show the output as it comes (default), or keep it in `output` only. */
	quiet?: boolean;
}

export interface RunResult {
	/** Exit code; 1 when a signal ended the program. */
	code: number;
	/** Everything it wrote to stdout and stderr, in order of arrival, as text. */
	output: string;
	seconds: number;
}

/**
 * Runs a program to its end. `name` is looked up in node_modules/.bin first, then on the PATH.
 * Rejects only when it can't be started.
 */
export function run(name: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
	const local = inRoot('node_modules', '.bin', name);
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const child = spawn(existsSync(local) ? local : name, args, {
			cwd: options.cwd ?? root,
			env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...options.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const chunks: Buffer[] = [];
		for (const [from, to] of [
			[child.stdout, process.stdout],
			[child.stderr, process.stderr],
		] as const) {
			from.on('data', (chunk: Buffer) => {
				chunks.push(chunk);
				if (!options.quiet) to.write(chunk);
			});
		}
		child.on('error', reject);
		child.on('close', (code) =>
			resolve({
				code: code ?? 1,
				output: Buffer.concat(chunks).toString('utf8'),
				seconds: (performance.now() - started) / 1000,
			}),
		);
	});
}

/** Like `run`, but throws with the program's output when it fails. */
export async function runOrThrow(
	name: string,
	args: string[],
	options: RunOptions = {},
): Promise<RunResult> {
	const result = await run(name, args, options);
	if (result.code !== 0) {
		const shown = options.quiet ? `\n${result.output}` : '';
		throw new Error(`${name} ${args.join(' ')} failed with exit code ${result.code}${shown}`);
	}
	return result;
}
