// Ports for servers that tests and scripts start.

import { createServer } from 'node:net';

/** Ports that were given out: who asked for one may not listen on it yet. */
const givenOut = new Set<number>();

/**
 * A TCP port of this machine that nobody listens on, and that stays free until somebody does: below
 * the range from which systems give ports to whoever asks for any, or connects to a server.
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < 1000; tries++) {
		const port = 20_000 + Math.floor(Math.random() * 10_000);
		if (givenOut.has(port)) continue;
		const probe = createServer();
		const isFree = await new Promise<boolean>((resolve) => {
			probe.once('error', () => resolve(false));
			probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
		});
		if (!isFree) continue;
		givenOut.add(port);
		return port;
	}
	throw new Error('No free TCP port');
}
