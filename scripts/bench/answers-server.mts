// A server in a process of its own that gives answers of a wanted size, as vendors shape them.
//
// The path's first part says how: `/receipts-64/…` are receipts up to 64 MB, and so on. It tells its
// address as the first message to its parent.

import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const MB = 1024 * 1024;

export const TOKEN = 'token-of-the-large-answers';

type Maker = (index: number) => string;

const sale = (index: number) => ({
	name: `Article number ${index % 97}`,
	amount: 1 + (index % 3),
	priceOne: 3.5,
	priceAll: 3.5 * (1 + (index % 3)),
	taxRate: 20,
	group: `Group ${index % 7}`,
	articleId: `a${index % 97}`,
});

/** A receipt of about 3 KB, as tills make them. */
const receipt = (index: number) => {
	const items = Array.from({ length: 14 }, (_item, item) => sale(index + item));
	const price = items.reduce((sum, { priceAll }) => sum + priceAll, 0);
	return {
		_id: `65f2b6c1d9e8${index}`,
		receiptNumber: String(100_000 + index),
		created: new Date(Date.UTC(2026, 2, 2, 8) + (index % 500_000) * 1000).toISOString(),
		cashRegisterId: 1,
		price,
		items,
		payments: [{ type: 'cash', name: 'Cash', amount: price }],
		signature: `${index}`.padEnd(600, 'eyJhbGciOiJFUzI1NiJ9.'),
	};
};

/** What an answer is made of, one entry after the other. */
const makers: Record<string, Maker> = {
	receipts: (index) => JSON.stringify(receipt(index)),
	records: (index) =>
		JSON.stringify({
			id: `id-${index}`,
			description: `Record ${index}`,
			note: 'x'.repeat(400_000),
		}),
	objects: () => '{}',
	lists: () => '[[]]',
	names: (index) => `{"k${index}":{"j${index}":1}}`,
	texts: (index) => `"${index}"`,
	wide: (index) => `"€${'a'.repeat(200)}${index}"`,
	groups: (index) =>
		JSON.stringify({
			name: `Group ${index}`,
			articles: Array.from({ length: 200 }, (_article, article) => sale(article)),
		}),
};

/** What stands around the entries. */
const around: Record<string, [string, string]> = {
	list: ['[', ']'],
	answer: ['{"taxes":[', '],"totalCount":COUNT}'],
	error: ['{"error":true,"message":"Not today","details":[', ']}'],
	order: ['{"status":{"steps":[', ']},"id":"12345678901234"}'],
	token: ['{"rest":[', `],"access_token":"${TOKEN}","expires_in":3600}`],
};

async function write(response: ServerResponse, text: string): Promise<boolean> {
	if (response.destroyed) return false;
	if (response.write(text)) return true;
	await new Promise<void>((resolve) => {
		const goOn = () => {
			response.off('drain', goOn);
			response.off('close', goOn);
			resolve();
		};
		response.on('drain', goOn);
		response.on('close', goOn);
	});
	return !response.destroyed;
}

/** Entries up to a number of bytes, or so many of them. */
async function pour(
	response: ServerResponse,
	[begin, end]: [string, string],
	make: Maker,
	{
		bytes = Infinity,
		from = 0,
		count = Infinity,
	}: { bytes?: number; from?: number; count?: number },
): Promise<void> {
	let piece = begin;
	let written = 0;
	let index = 0;
	for (; index < count && written + piece.length < bytes; index++) {
		piece += `${index > 0 ? ',' : ''}${make(from + index)}`;
		if (piece.length < 64 * 1024) continue;
		written += piece.length;
		if (!(await write(response, piece))) return;
		piece = '';
	}
	response.end(piece + end.replace('COUNT', String(index)));
}

createServer((request, response) => {
	request.resume();
	const url = new URL(request.url ?? '/', 'http://localhost');
	const [, how = '', ...rest] = url.pathname.split('/');
	const [kind = '', shape = '', size = '0', status = '200'] = how.split('-');
	const path = rest.join('/');
	const isJson = { 'Content-Type': 'application/json' };
	if (path.endsWith('apikey/token') && shape !== 'token') {
		response.writeHead(200, isJson);
		response.end(JSON.stringify({ access_token: TOKEN, expires_in: 3600 }));
		return;
	}
	if (path.endsWith('cashregisters') || path.endsWith('paymentmethods')) {
		response.writeHead(200, isJson);
		response.end('[]');
		return;
	}
	if (how === 'cdn') {
		response.writeHead(200, { 'Content-Type': 'application/pdf' });
		response.end(Buffer.alloc(5 * MB, 'a'));
		return;
	}
	if (kind === 'text') {
		response.writeHead(Number(status), isJson);
		const length = Number(size) * MB - 20;
		response.end(
			Buffer.concat([Buffer.from('{"text":"'), Buffer.alloc(length, 'a'), Buffer.from('"}')]),
		);
		return;
	}
	response.writeHead(Number(status), isJson);
	const make = makers[kind] ?? (() => 'null');
	if (shape === 'pages') {
		// A list of `size` records in all, in pages as they are asked for.
		if (!path.endsWith('receipts')) return void response.end('[]');
		const offset = Number(url.searchParams.get('offset'));
		const count = Math.min(Number(url.searchParams.get('limit')), Number(size) - offset);
		void pour(response, ['[', ']'], make, { from: offset, count: Math.max(0, count) });
		return;
	}
	void pour(response, around[shape] ?? ['[', ']'], make, { bytes: Number(size) * MB });
}).listen(0, '127.0.0.1', function listening(this: { address(): unknown }) {
	process.send?.(`http://127.0.0.1:${(this.address() as AddressInfo).port}`);
});

process.once('disconnect', () => process.exit());
