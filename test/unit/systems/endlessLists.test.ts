/** Lists without an end, or beyond their own total: an error in words, wherever they are read. */
import { cassaNova } from '../../../nodes/CassaNova/api';
import { kassandro } from '../../../nodes/Kassandro/api';
import { createCall, newShared } from '../../../nodes/shared/run/call';
import { mostRecords } from '../../../nodes/shared/values/limits';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { readPages } from '../../../nodes/shared/run/pages';
import { runList } from '../../../nodes/shared/run/run';
import { findAuthentication, findEndpoint } from '../../../nodes/shared/table/table';
import type { DayRange } from '../../../nodes/shared/table/request';
import type { Api } from '../../../nodes/shared/table/types';
import { hurried, untimed } from '../../support/clock/clock';
import { isWhole } from '../../support/clock/seeds';
import { fakeHost } from '../../support/n8n/host';
import type { Sent } from '../../support/n8n/host';
import { BEGIN, MINUTE, tillWorld } from '../../support/vendors/tillWorld';

interface Asked {
	offset: number;
	size: number;
}

const askedFor = (path: string): Asked => {
	const query = new URL(path, 'https://shop.example').searchParams;
	return {
		offset: Number(query.get('start') ?? query.get('offset')),
		size: Number(query.get('limit')),
	};
};

const page = ({ offset, size }: Asked, more: object = {}) =>
	Array.from({ length: size }, (_value, index) => ({
		id: `i${offset + index}`,
		_id: `i${offset + index}`,
		...more,
	}));

interface Asking {
	api: Api;
	authentication: string;
	resource: string;
	range?: DayRange;
	credentials: Record<string, string>;
}

/** Reads a whole list; gives what it said, or its error, and the number of pages. */
async function read(asking: Asking, answer: (asked: Asked) => unknown, limit = Infinity) {
	const { api, range } = asking;
	let pages = 0;
	const { host } = fakeHost({
		reply: ({ path }: Sent) => {
			if (path.endsWith('/token')) return { body: { access_token: 'a-token-that-fits' } };
			pages += 1;
			return { body: answer(askedFor(path)) };
		},
	});
	const authentication = findAuthentication(api, asking.authentication);
	const endpoint = findEndpoint(api, asking.resource, 'getAll', asking.authentication);
	if (!authentication || !endpoint?.list) throw new Error('no such list');
	const input = { path: {}, query: {}, body: {}, options: {}, timeZone: api.timeZone, range };
	const { credentials } = asking;
	const basics = { host, api, endpoint, authentication, credentials, itemIndex: 0, input };
	const engine = { ...createEngine(hurried()) };
	const unlimited = { ...api, pace: undefined };
	const call = createCall({ ...basics, api: unlimited }, engine, newShared());
	const result = await runList(call, endpoint.list, limit).then(
		(records) => ({ count: records.length, message: '', advice: '' }),
		(error: Error & { description?: string }) => ({
			count: 0,
			message: error.message,
			advice: String(error.description),
		}),
	);
	return { ...result, pages };
}

const day = { from: '2026-03-05', to: '2026-03-05' };
const keys = { apiKey: 'key-of-the-shop', baseUrl: 'https://shop.example' };
const taxes: Asking = {
	api: cassaNova,
	authentication: 'apiKey',
	resource: 'tax',
	credentials: keys,
};
const invoices: Asking = { ...taxes, resource: 'invoice', range: day };
const receipts: Asking = {
	api: kassandro,
	authentication: 'accountToken',
	resource: 'receipt',
	credentials: { ...keys, token: 'account-token' },
	range: day,
};

describe('a list that never ends', () => {
	it('Kassandro: is read as far as any shop goes', async () => {
		const { message, advice, pages } = await read(receipts, (asked) => page(asked));
		expect(message).toBe(
			'Kassandro could not get many receipts: The list goes on after 100,000 records, which no shop has.',
		);
		expect(advice).toContain('Nothing was left out silently. Ask for fewer days at once');
		expect(pages).toBeLessThan(110);
	});

	const kinds: Array<[string, Asking, string, string]> = [
		['with dates', invoices, 'invoices', '100,000'],
		['without dates', taxes, 'taxes', '250,000'],
	];
	it.each(isWhole ? kinds : kinds.slice(0, 1))(
		'CassaNova, %s: is given up on by a total that always grows',
		async (...row) => {
			const [, asking, key, most] = row;
			const { message, pages } = await read(asking, (asked) => ({
				[key]: page(asked),
				totalCount: asked.offset + 1000,
			}));
			expect(message).toContain('The list kept growing while it was read');
			const given = await read(asking, (asked) => ({ [key]: page(asked), totalCount: 9_000_000 }));
			expect(given.message).toContain(`The list goes on after ${most} records`);
			expect(Math.max(pages, given.pages)).toBeLessThanOrEqual(2600);
		},
	);

	it('is read up to the limit that was asked for', async () => {
		const { message, count } = await read(receipts, (asked) => page(asked), 1500);
		expect([message, count]).toEqual(['', 1500]);
	});

	it('a month may have more than a day', () => {
		expect([1, 5, 31].map(mostRecords)).toEqual([100_000, 100_000, 620_000]);
	});
});

it('a list that goes on past its own total is an error', async () => {
	const { message } = await read(taxes, (asked) => ({ taxes: page(asked), totalCount: 150 }));
	expect(message).toContain('The list says that it has 150 records, but gave 200.');
});

it('memory of a page that is read again is free again', async () => {
	const dropped: number[] = [];
	let asked = 0;
	const reading = readPages({
		pager: { offset: 'offset', limit: 'limit', size: 10 },
		fetch: async ({ offset, size }) => {
			// One is taken away after the first page.
			const total = asked === 0 ? 25 : 24;
			asked += 1;
			const records = page({ offset, size: Math.max(0, Math.min(size, total - offset)) });
			return await Promise.resolve({ records, total, bytes: 100 + offset });
		},
		identify: (record) => (record as { id: string }).id,
		pool: async (task) => await task(),
		taking: untimed,
		drop: (bytes) => dropped.push(bytes),
	});
	await reading;
	// Three pages, and each a second time.
	expect(asked).toBe(6);
	expect(dropped.reduce((sum, bytes) => sum + bytes, 0)).toBe(100 + 110 + 120);
});

describe('a trigger whose list has no end', () => {
	const endless = (path: string) => {
		const { offset, size } = askedFor(path);
		return { body: page({ offset, size }, { created: '2026-03-05T12:00:00', receiptNumber: '1' }) };
	};

	it('says so, and goes on where it was once the list ends', async () => {
		const w = tillWorld({}, BEGIN);
		await w.poll();
		const ids = w.sell();
		const before = JSON.stringify(w.stored());
		w.broken.push({ path: /receipts/, reply: endless });
		w.pass(MINUTE);
		await expect(w.poll()).rejects.toThrow('The list goes on after 100,000 records');
		expect(JSON.stringify(w.stored())).toBe(before);
		w.broken.length = 0;
		w.pass(MINUTE);
		expect(await w.poll()).toEqual(ids);
		w.expectEachOnce();
	});
});
