// A door before one of the sandbox's systems, on a port that stays the same: shut, the system is down
// for n8n, while the test goes on creating receipts behind it.

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { freePort } from '../../lib/free-port.mts';

export interface Gate {
	/** `127.0.0.1:<port>`. */
	host: string;
	open(): Promise<void>;
	/** Breaks what is under way off; whoever comes then finds nobody listening. */
	shut(): Promise<void>;
	/** Resolves when the next answer has gone through completely; rejects when nobody asks. */
	nextAnswer(): Promise<void>;
}

/** Opens a door to `host:port`. */
export async function openGate(target: string): Promise<Gate> {
	const [host = '', innerPort = ''] = target.split(':');
	const sockets = new Set<Socket>();
	let waiting: Array<() => void> = [];
	let server: Server | undefined;
	const port = await freePort();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// Broken connections are what this is for.
		socket.on('error', () => socket.destroy());
	};
	const join = (client: Socket) => {
		const inner = connect(Number(innerPort), host);
		for (const socket of [client, inner]) keep(socket);
		client.pipe(inner);
		inner.pipe(client);
		inner.on('close', () => client.end());
		client.on('close', () => {
			inner.destroy();
			for (const resolve of waiting) resolve();
			waiting = [];
		});
	};
	const gate: Gate = {
		host: `127.0.0.1:${port}`,
		async open() {
			if (server) return;
			const opening = createServer(join).listen(port, '127.0.0.1');
			await once(opening, 'listening');
			server = opening;
		},
		async shut() {
			const closing = server;
			server = undefined;
			if (!closing) return;
			const closed = once(closing, 'close');
			closing.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
		nextAnswer: async () =>
			await new Promise((resolve, reject) => {
				const timer = setTimeout(
					() => reject(new Error(`Nobody asked at ${gate.host} for ten minutes`)),
					600_000,
				);
				waiting.push(() => {
					clearTimeout(timer);
					resolve();
				});
			}),
	};
	await gate.open();
	return gate;
}
