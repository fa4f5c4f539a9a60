/** From checked input to records: which requests go out, in which order, and what is kept of the answers. */
import type { IDataObject } from 'n8n-workflow';
import { LIST_MOVED } from '../../../../nodes/shared/run/kept';
import { keepTo } from '../../../../nodes/shared/run/learnTo';
import {
	readWindow,
	runList,
	runOne,
	runPage,
	toRequest,
	withPool,
} from '../../../../nodes/shared/run/run';
import { rethrow } from '../../../../nodes/shared/run/page';
import { PagingError } from '../../../../nodes/shared/run/paging';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { AbortError } from '../../../../nodes/shared/wire/environment';
import type { ListSpec, Window } from '../../../../nodes/shared/table/list';
import type { ApiRequest, RequestInput } from '../../../../nodes/shared/table/request';
import type { Endpoint } from '../../../../nodes/shared/table/types';
import { settle, untimed } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';
import { testNode } from '../../../support/n8n/host';

const window: Window = {
	from: { parameter: 'dateFrom', wire: 'from' },
	to: { parameter: 'dateTo', wire: 'to' },
	maxDays: 3,
	format: (day, end) => `${end} ${day}`,
	recordTime: 'time',
};
const list: ListSpec = { items: 'sold', id: 'id', window };
const paged: ListSpec = {
	...list,
	pager: { offset: 'start', limit: 'size', size: 2, total: 'all' },
};
const endpoint: Endpoint = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many sales',
	description: 'Get the sales',
	route: 'GET /shops/{shop}/sales',
	doc: 'Sales',
	list,
};
const range = { from: '2026-03-02', to: '2026-03-05' };
const sale = (id: string, day = '2026-03-03', more: IDataObject = {}) => ({
	id,
	time: `${day}T12:30:00`,
	...more,
});
const ids = (records: unknown[]) => records.map((record) => (record as { id: string }).id);

interface Setup {
	input?: Partial<RequestInput>;
	endpoint?: Partial<Endpoint>;
	concurrency?: number;
	memory?: ProcessMemory;
}

/** A call whose requests are answered as told. */
function prepare(answer: (request: ApiRequest) => unknown, setup: Setup = {}) {
	const sent: ApiRequest[] = [];
	const hints: string[] = [];
	const once = new Map<string, Promise<unknown>>();
	const call = fakeCall({
		...untimed,
		api: { name: 'Till', concurrency: setup.concurrency ?? 4 },
		host: { getNode: () => testNode },
		authentication: { credential: 'its' },
		credentials: {},
		memory: setup.memory ?? new ProcessMemory(),
		endpoint: { ...endpoint, ...setup.endpoint },
		input: {
			path: { shop: '1' },
			query: {},
			body: {},
			options: {},
			timeZone: 'Europe/Rome',
			...setup.input,
		},
		hint: (message: string) => hints.push(message),
		once: async (name: string, make: () => Promise<unknown>) => {
			const value = once.get(name) ?? make();
			once.set(name, value);
			return await value;
		},
		send: async (request: ApiRequest) => {
			sent.push(request);
			return await Promise.resolve(answer(request));
		},
	});
	const days = () => sent.map(({ query = {} }) => `${String(query.from)} | ${String(query.to)}`);
	return { call, sent, hints, days };
}

describe('one request', () => {
	it('has its path filled in and encoded, and a query of its own', () => {
		const query = { open: true };
		const { call } = prepare(() => ({}), {
			input: { path: { shop: 'a/b' }, query, body: { a: 1 } },
		});
		const request = toRequest(call);
		expect(request).toEqual({ method: 'GET', path: '/shops/a%2Fb/sales', query });
		expect(request.query).not.toBe(query);
	});

	it('has a body where something is written, and may say that it prepares a write', () => {
		const write = { route: 'POST /sales', mayCreateToken: true };
		const { call } = prepare(() => ({}), { endpoint: write, input: { body: { a: 1 } } });
		expect(toRequest(call)).toEqual({
			method: 'POST',
			path: '/sales',
			query: {},
			mayCreateToken: true,
			body: { a: 1 },
		});
		expect(toRequest(prepare(() => ({}), { endpoint: write }).call)).not.toHaveProperty('body');
	});

	it('has both ends of a range as the vendor wants them; what the user gave goes before', async () => {
		const { call, sent } = prepare(() => 'its answer', {
			endpoint: { range: window },
			input: { range, query: { to: 'own' } },
		});
		expect(await runOne(call)).toBe('its answer');
		expect(sent).toEqual([
			{ method: 'GET', path: '/shops/1/sales', query: { from: 'from 2026-03-02', to: 'own' } },
		]);
	});
});

describe('a list with dates', () => {
	it('is read in windows that overlap; each record comes once, those of other days not at all', async () => {
		const { call, days } = prepare(
			({ query = {} }) => ({
				sold:
					query.from === 'from 2026-03-02'
						? [sale('a', '2026-03-02'), sale('b', '2026-03-04')]
						: [sale('b', '2026-03-04'), sale('c', '2026-03-05'), sale('d', '2026-03-06')],
			}),
			{ input: { range } },
		);
		expect(ids(await runList(call, list, Infinity))).toEqual(['a', 'b', 'c']);
		expect(days()).toEqual(['from 2026-03-02 | to 2026-03-04', 'from 2026-03-04 | to 2026-03-06']);
	});

	it('keeps a record whose time tells no day, and one that is far outside', async () => {
		const odd = [sale('a', '2026-03-06', { time: null }), sale('b', '2025-01-01')];
		const { call } = prepare(() => ({ sold: odd }), { input: { range } });
		expect(ids(await runList(call, list, Infinity))).toEqual(['a', 'b']);
	});

	it('is read no further than is wanted', async () => {
		const { call, sent } = prepare(() => ({ sold: [sale('a'), sale('b'), sale('c')] }), {
			input: { range },
		});
		expect(ids(await runList(call, list, 2))).toEqual(['a', 'b']);
		expect(sent).toHaveLength(1);
	});

	it('is asked for once without dates', async () => {
		const { call, sent } = prepare(() => ({ sold: [sale('a', '1999-01-01')] }));
		expect(ids(await runList(call, list, Infinity))).toEqual(['a']);
		expect(sent.map(({ query }) => query)).toEqual([{}]);
	});

	describe('whose "to" may include its day', () => {
		const learning = { ...paged, window: { ...window, learnsTo: 'sales' } };
		const oneRecord = (record: unknown, { query = {} }: ApiRequest) => ({
			all: 1,
			sold: query.start === 0 ? [record] : [],
		});

		it('needs no day twice once an answer has shown that', async () => {
			const { call, days } = prepare(
				(request) => {
					const last = String(request.query?.to).slice(3);
					return oneRecord(sale(last, last), request);
				},
				{ input: { range: { from: '2026-03-01', to: '2026-03-09' } } },
			);
			await runList(call, learning, Infinity);
			const asked = [
				'from 2026-03-01 | to 2026-03-03',
				'from 2026-03-04 | to 2026-03-06',
				'from 2026-03-07 | to 2026-03-09',
			];
			expect(days()).toEqual(asked);
			// Another list of the account knows it from the start.
			await runList(call, learning, Infinity);
			expect(days().slice(3)).toEqual(asked);
		});

		it('knows from the start what a check of the account has shown, until another shows the contrary', async () => {
			const memory = new ProcessMemory();
			const read = async () => {
				const setup = { memory, input: { range: { from: '2026-03-01', to: '2026-03-02' } } };
				const { call, days } = prepare(() => ({ all: 0, sold: [] }), setup);
				await runList(call, learning, Infinity);
				return { call, days: days() };
			};
			const { call, days } = await read();
			expect(days).toHaveLength(2);
			keepTo(call, learning.window, true);
			expect((await read()).days).toEqual(['from 2026-03-01 | to 2026-03-02']);
			keepTo(call, learning.window, false);
			expect((await read()).days).toHaveLength(2);
		});

		it('learns of a day alone only how such a range is meant: others may leave out their end', async () => {
			const { call, days } = prepare((request) => {
				const last = String(request.query?.to).slice(3);
				const isAlone = request.query?.from === `from ${last}`;
				return isAlone ? oneRecord(sale(last, last), request) : { all: 0, sold: [] };
			});
			const read = async (from: string, to: string) => {
				const before = days().length;
				const asking = call.with(call.endpoint, { ...call.input, range: { from, to } });
				await runList(asking, learning, Infinity);
				return days().slice(before);
			};
			const alone = ['from 2026-03-03 | to 2026-03-03'];
			expect(await read('2026-03-03', '2026-03-03')).toEqual(alone);
			expect(await read('2026-03-02', '2026-03-03')).toEqual([
				'from 2026-03-02 | to 2026-03-03',
				'from 2026-03-03 | to 2026-03-04',
			]);
			expect(await read('2026-03-03', '2026-03-03')).toEqual(alone);
		});

		it.each(['2026-03-03T11:59:00', '2026-03-03T12:30:00Z', '2026-03-02T12:30:00', 'soon'])(
			'learns nothing from %s',
			async (time) => {
				const { call, days } = prepare((request) => oneRecord({ id: 'a', time }, request), {
					input: { range: { from: '2026-03-01', to: '2026-03-05' } },
				});
				await runList(call, learning, Infinity);
				expect(days()).toEqual([
					'from 2026-03-01 | to 2026-03-03',
					'from 2026-03-03 | to 2026-03-05',
					'from 2026-03-05 | to 2026-03-06',
				]);
			},
		);
	});
});

describe('a list with pages', () => {
	const all = ['a', 'b', 'c', 'd', 'e'].map((id) => sale(id));
	const inPages = ({ query = {} }: ApiRequest) => {
		const start = Number(query.start);
		return { all: all.length, sold: all.slice(start, start + Number(query.size)) };
	};

	it('is read page by page; whoever wants to looks at each answer', async () => {
		const { call, sent } = prepare(inPages);
		const seen: unknown[] = [];
		const result = await withPool(call, async (pool) =>
			readWindow(call, paged, { pool, look: (answer) => seen.push(answer) }),
		);
		expect(ids(result.records)).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(sent.map(({ query }) => query?.start)).toEqual([0, 2, 4]);
		expect(seen).toHaveLength(3);
	});

	it('gives one page to whoever asks for it', async () => {
		const { call, days } = prepare(inPages);
		expect(await runPage(call, paged, { offset: 4, size: 2 })).toMatchObject({ total: 5 });
		await runPage(call, paged, { offset: 0, size: 2 }, { window: range });
		expect(days()).toEqual(['undefined | undefined', 'from 2026-03-02 | to 2026-03-05']);
	});

	it('says that it changed while it was read', async () => {
		let asked = 0;
		const { call, hints } = prepare((request) => {
			asked += 1;
			return { ...inPages(request), all: asked === 1 ? 4 : 5 };
		});
		expect(ids(await runList(call, paged, Infinity))).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(hints).toEqual([LIST_MOVED]);
	});

	it('holds room for what it holds, and no more', async () => {
		let held = 0;
		const room = { add: (bytes: number) => (held += bytes), leave: () => {}, part: () => room };
		const { call } = prepare((request) => {
			request.weigh?.(10);
			return inPages(request);
		});
		await withPool(call, async (pool) => readWindow(call, paged, { pool, room }));
		expect(held).toBe(30);
	});
});

describe('an answer that is no list', () => {
	it.each([
		[{ items: [] }, 'the answer holds no list ("sold" is missing)'],
		[null, 'the answer holds no list ("sold" is missing)'],
		[{ sold: [sale('a')], all: 0 }, 'the list says that it has 0 records, but gave 1'],
		[{ sold: [], all: -1 }, 'the list says that it has -1 records'],
	])('%j is an error', async (answer, words) => {
		const { call } = prepare(() => answer);
		await expect(runList(call, paged, Infinity)).rejects.toThrow(words);
	});

	it('a record that is another one than asked for is an error, too', async () => {
		const refuse = ({ id }: IDataObject) =>
			id === 'b' ? { problem: 'it gave another shop’s sale', advice: '' } : undefined;
		const { call } = prepare(() => ({ sold: [sale('a'), sale('b')] }));
		await expect(runList(call, { ...list, refuse }, Infinity)).rejects.toThrow('another shop’s');
	});

	it('a list that never ends is an error in words', async () => {
		const { call } = prepare(() => ({ sold: [sale('a'), sale('b')] }));
		const endless = { ...paged, id: undefined };
		await expect(runPage(call, endless, { offset: 1e9, size: 2 })).rejects.toThrow(
			'The list goes on after',
		);
	});
});

describe('different records with one ID', () => {
	const twins = [sale('a', '2026-03-02', { sum: 1 }), sale('a', '2026-03-02', { sum: 2 })];

	it('the first one comes out, and a hint says so', async () => {
		const { call, hints } = prepare(() => ({ sold: twins }));
		expect(await runList(call, list, Infinity)).toEqual([twins[0]]);
		expect(hints).toEqual([expect.stringContaining('such as a. The first of each was taken')]);
	});

	it('all of them come out for books, once, whatever other answers show', async () => {
		const { call } = prepare(
			({ query = {} }) => ({
				sold:
					query.from === 'from 2026-03-02' ? [{ ...twins[0] }] : twins.map((twin) => ({ ...twin })),
			}),
			{ input: { range } },
		);
		const records = await runList(call, { ...list, keepsLookalikes: true }, Infinity);
		expect(records).toEqual(twins);
	});
});

describe('the pool', () => {
	it('sends no more at once than the API allows', async () => {
		const { call } = prepare(() => ({}), { concurrency: 2 });
		let open = 0;
		let most = 0;
		await withPool(call, async (pool) => {
			const work = async () => {
				most = Math.max(most, ++open);
				await settle();
				open -= 1;
			};
			await Promise.all(Array.from({ length: 6 }, async () => await pool(work)));
		});
		expect(most).toBe(2);
	});

	it('begins nothing more after the work has failed', async () => {
		const { call } = prepare(() => ({}), { concurrency: 1 });
		const begun: string[] = [];
		const outcomes: Array<Promise<unknown>> = [];
		const failing = withPool(call, async (pool) => {
			const begin = (name: string) =>
				pool(async () => {
					begun.push(name);
					await settle();
					if (name === 'first') throw new Error('no');
				});
			const first = begin('first');
			for (const name of ['next', 'third', 'fourth']) {
				outcomes.push(begin(name).catch((error: unknown) => error));
			}
			await first;
		});
		await expect(failing).rejects.toThrow('no');
		const aborted = expect.any(AbortError);
		expect((await Promise.all(outcomes)).slice(1)).toEqual([aborted, aborted]);
		expect(begun).not.toContain('third');
		expect(begun).not.toContain('fourth');
	});
});

it('words a list that misbehaves as an error of the API, and nothing else', () => {
	const { call } = prepare(() => ({}));
	expect(() => rethrow(call, new PagingError('The list repeats.'))).toThrow(
		'Till could not get many sales: The list repeats.',
	);
	const other = new Error('other');
	expect(() => rethrow(call, other)).toThrow(other);
});
