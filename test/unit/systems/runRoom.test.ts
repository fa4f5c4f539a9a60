/** All input items of one run share one room: with what they read, and with what comes out of them. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { kassaForte } from '../../../nodes/KassaForte/api';
import { kassandro } from '../../../nodes/Kassandro/api';
import { executeApi } from '../../../nodes/shared/run/execute';
import { onlyReads } from '../../../nodes/shared/run/sharedReading';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { hurried } from '../../support/clock/clock';
import { fakeHost } from '../../support/n8n/host';

const mockMost = 200_000;
jest.mock('../../../nodes/shared/values/limits', () => ({
	...jest.requireActual<object>('../../../nodes/shared/values/limits'),
	MOST_LIST_BYTES: 200_000,
}));

const NOTE = 1000;
const products = {
	resource: 'product',
	operation: 'getAll',
	returnAll: true,
	authentication: 'apiKey',
};

/** A body as n8n hands it on: it comes as soon as somebody waits for its end. */
function streamOf(json: unknown) {
	const listeners = new Map<string, (piece?: Buffer) => void>();
	const stream = {
		destroyed: false,
		on: (event: string, listener: (piece?: Buffer) => void) => listeners.set(event, listener),
		once: (event: string, listener: (piece?: Buffer) => void) => {
			listeners.set(event, listener);
			if (event !== 'end') return;
			void Promise.resolve().then(() => {
				listeners.get('data')?.(Buffer.from(JSON.stringify(json)));
				listeners.get('end')?.();
			});
		},
		off: () => {},
		pause: () => {},
		resume: () => {},
		destroy: () => {},
	};
	return stream;
}

/** Runs one item for each of some parameters; each list has so many products of a kilobyte or two. */
async function run(
	items: IDataObject[],
	{ records = 60, continueOnFail = false }: { records?: number; continueOnFail?: boolean } = {},
) {
	const { host, sent } = fakeHost({
		items: items.length,
		continueOnFail,
		parameters: items.map((item) => ({ ...products, ...item })),
		credentials: () => ({ baseUrl: 'https://till.example', apiKey: 'a-long-api-key' }),
		reply: ({ plain, path, method }) => {
			if (plain) return { body: { access_token: 'a-session-token' } };
			const from = Number(/start=(\d+)/.exec(path)?.[1] ?? 0);
			const wanted = /huge/.test(path) ? 4 * records : records;
			const product = (n: number) => ({
				id: String(n),
				description: `P${n}`,
				note: 'x'.repeat(NOTE),
			});
			const list = Array.from({ length: Math.max(0, Math.min(100, wanted - from)) }, (_, n) =>
				product(from + n),
			);
			const tax = { id: 't', description: 'x'.repeat(records * NOTE), rate: 22 };
			const one = method === 'POST' || /taxes\//.test(path);
			const body = one ? { tax } : { products: list, totalCount: wanted };
			return { body: streamOf(body) };
		},
	});
	const outcome = await executeApi(host, cassaNova, createEngine(hurried())).then(
		([out = []]) => ({ out: out.map(({ json, pairedItem }) => ({ json, pairedItem })), words: '' }),
		(error: Error & { description?: string }) => ({
			out: [],
			words: `${error.message} ${error.description ?? ''}`,
		}),
	);
	return { ...outcome, sent: sent.filter(({ plain }) => !plain) };
}

const asking = (description: string, more: IDataObject = {}) => ({
	filters: { description },
	simplify: false,
	...more,
});
const RUN = 'what all input items of this run have read takes more than';

it('as much as one item may read is enough for several together', async () => {
	expect((await run([asking('a'), asking('b')])).out).toHaveLength(120);
	expect(60 * NOTE).toBeLessThan(mockMost / 2);
});

it('where it isn’t, the error says what to do', async () => {
	const { words } = await run(['a', 'b', 'c', 'd'].map((name) => asking(name)));
	expect(words).toContain(RUN);
	expect(words).toContain('"Loop Over Items"');
});

it('what one item reads alone beyond it is told as that', async () => {
	const { words } = await run([asking('huge')]);
	expect(words).toContain('the records take more than');
	expect(words).toContain('Read a shorter period');
});

it('only what comes out counts for the items after it', async () => {
	const many = Array.from({ length: 8 }, (_, n) => asking(`p${n}`, { simplify: true }));
	const { out, words } = await run(many);
	expect(words).toBe('');
	expect(out).toHaveLength(8 * 60);
});

it('items that ask for the same hold it once', async () => {
	const { out, words } = await run(Array.from({ length: 8 }, () => asking('a')));
	expect(words).toBe('');
	expect(out).toHaveLength(8 * 60);
});

it('an item that fails leaves nothing behind', async () => {
	const { out } = await run([asking('huge'), asking('a'), asking('b')], { continueOnFail: true });
	expect(out).toHaveLength(1 + 120);
	expect(String(out[0]?.json.error)).toContain('the records take more than');
});

it('single answers count as well', async () => {
	const get = (taxId: string) => ({ resource: 'tax', operation: 'get', taxId });
	expect((await run([get('a'), get('b')])).out).toHaveLength(2);
	expect((await run(['a', 'b', 'c', 'd'].map(get))).words).toContain(RUN);
});

it('what changes something is never stopped by it', async () => {
	const create = { resource: 'tax', operation: 'create', description: 'IVA', rate: 22 };
	const { out, sent } = await run(Array.from({ length: 6 }, () => create));
	expect(sent).toHaveLength(6);
	expect(out).toHaveLength(6);
});

it('whatever is read counts, but for tokens', () => {
	const others = [cassaNova, kassaForte, kassandro]
		.flatMap(({ resources }) => resources)
		.flatMap(({ value, endpoints }) => endpoints.map((endpoint) => ({ value, endpoint })))
		.filter(({ endpoint }) => endpoint.route.startsWith('GET ') && !onlyReads(endpoint))
		.map(({ value, endpoint }) => `${value}.${endpoint.value}`);
	expect(others.sort()).toEqual([
		'accessToken.revoke',
		'token.create',
		'token.delete',
		'token.get',
	]);
});
