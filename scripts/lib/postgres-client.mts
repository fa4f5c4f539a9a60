// Asks a PostgreSQL of a test's own (servers.mts), by the simple query protocol, without a password.

import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { POSTGRES } from './servers.mts';

/** A row: what stands in its columns, as text. */
export type Row = Record<string, string | null>;

/** How often it is tried to sign in, and how long is waited in between, in milliseconds. */
const TRIES = 300;
const WAIT_MS = 100;

/** Version 3.0 of the protocol. */
const PROTOCOL = 196_608;

/** A text as SQL writes it. */
export function literal(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** One connection: one question at a time. */
export class PostgresClient {
	private left: Buffer = Buffer.alloc(0);
	private readonly socket: Socket;
	private readonly chunks: AsyncIterator<Buffer>;

	private constructor(socket: Socket) {
		this.socket = socket;
		this.chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	}

	/** Signs in. A server that listens may be starting all the same: it is asked again. */
	static async connect(server: { host: string; port: number }): Promise<PostgresClient> {
		for (let tries = 1; ; tries++) {
			try {
				return await PostgresClient.signIn(server);
			} catch (error) {
				if (tries === TRIES) throw error;
				await delay(WAIT_MS);
			}
		}
	}

	private static async signIn({
		host,
		port,
	}: {
		host: string;
		port: number;
	}): Promise<PostgresClient> {
		const socket = connect(port, host);
		await once(socket, 'connect');
		const client = new PostgresClient(socket);
		const words = ['user', POSTGRES.user, 'database', POSTGRES.database, ''];
		const body = Buffer.from(`${words.join('\0')}\0`);
		const head = Buffer.alloc(8);
		head.writeInt32BE(body.length + 8, 0);
		head.writeInt32BE(PROTOCOL, 4);
		socket.write(Buffer.concat([head, body]));
		await client.answer();
		return client;
	}

	/**
	 * The rows of one or more statements.
	 * @throws with PostgreSQL's words
	 */
	async query(sql: string): Promise<Row[]> {
		const body = Buffer.from(`${sql}\0`);
		const head = Buffer.alloc(5);
		head.write('Q');
		head.writeInt32BE(body.length + 4, 1);
		this.socket.write(Buffer.concat([head, body]));
		return await this.answer();
	}

	end(): void {
		this.socket.destroy();
	}

	/** What comes until the server is ready for the next question. */
	private async answer(): Promise<Row[]> {
		const rows: Row[] = [];
		let columns: string[] = [];
		let problem: string | undefined;
		for (;;) {
			const type = (await this.take(1)).toString('latin1');
			const length = (await this.take(4)).readInt32BE(0);
			const body = await this.take(length - 4);
			if (type === 'T') columns = columnsIn(body);
			if (type === 'D') rows.push(rowIn(body, columns));
			if (type === 'E') problem ??= wordsIn(body);
			if (type !== 'Z') continue;
			if (problem !== undefined) throw new Error(`PostgreSQL says: ${problem}`);
			return rows;
		}
	}

	private async take(length: number): Promise<Buffer> {
		if (this.left.length < length) {
			const chunks: Buffer[] = [this.left];
			for (let size = this.left.length; size < length; ) {
				const { value, done } = await this.chunks.next();
				if (done === true) throw new Error('PostgreSQL has closed the connection');
				chunks.push(value);
				size += value.length;
			}
			this.left = Buffer.concat(chunks);
		}
		const taken = this.left.subarray(0, length);
		this.left = this.left.subarray(length);
		return taken;
	}
}

function columnsIn(body: Buffer): string[] {
	const names: string[] = [];
	for (let at = 2; at < body.length; ) {
		const end = body.indexOf(0, at);
		names.push(body.toString('utf8', at, end));
		// Table, column, type, its size and modifier, and the format.
		at = end + 1 + 18;
	}
	return names;
}

function rowIn(body: Buffer, columns: readonly string[]): Row {
	const row: Row = {};
	let at = 2;
	for (const name of columns) {
		const length = body.readInt32BE(at);
		at += 4;
		row[name] = length < 0 ? null : body.toString('utf8', at, at + length);
		at += Math.max(0, length);
	}
	return row;
}

/** The message among the fields of an error. */
function wordsIn(body: Buffer): string {
	const fields = body.toString('utf8').split('\0');
	return fields.find((field) => field.startsWith('M'))?.slice(1) ?? 'an error';
}
