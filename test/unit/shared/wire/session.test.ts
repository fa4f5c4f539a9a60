/** Tokens: fetched once for all that want them, renewed once, never another account's. */
import { SessionStore } from '../../../../nodes/shared/wire/session';
import type { Credentials, SessionSpec } from '../../../../nodes/shared/table/session';
import { Clock, hurried } from '../../../support/clock/clock';

const send = () => async () => await Promise.resolve({ status: 200, body: {} });
const reading = { mayCreate: false };

/** A vendor that numbers its tokens. */
function vendor(more: Partial<SessionSpec> & { validForMs?: number } = {}) {
	const { validForMs, ...spec } = more;
	const log = { acquired: 0, mayCreate: [] as boolean[] };
	const full: SessionSpec = {
		identity: (credentials) => [String(credentials.apiKey)],
		acquire: async (_send, credentials, { mayCreate }) => {
			log.acquired += 1;
			log.mayCreate.push(mayCreate);
			const token = `${String(credentials.apiKey)}-${log.acquired}`;
			await Promise.resolve();
			return { token, ...(validForMs === undefined ? {} : { validForMs }) };
		},
		...spec,
	};
	return { spec: full, log };
}

const many = async <T>(count: number, make: (index: number) => Promise<T>) =>
	await Promise.all(Array.from({ length: count }, async (_value, index) => await make(index)));

const key: Credentials = { apiKey: 'k' };

describe('one fetch for all', () => {
	it('100 requests at once fetch one token', async () => {
		const { spec, log } = vendor();
		const store = new SessionStore();
		const tokens = await many(
			100,
			async () => await store.token(spec, key, send, hurried(), reading),
		);
		expect(new Set(tokens)).toEqual(new Set(['k-1']));
		expect(log.acquired).toBe(1);
	});

	it('a doubt about a token is told to all that take it', async () => {
		const doubt = 'It may be another one.';
		const { spec } = vendor({ acquire: async () => await Promise.resolve({ token: 't', doubt }) });
		const store = new SessionStore();
		const told: string[] = [];
		const tell = (words: string) => told.push(words);
		await many(2, async () => await store.token(spec, key, send, hurried(), { ...reading, tell }));
		await store.token(spec, key, send, hurried(), { ...reading, tell });
		expect(told).toEqual([doubt, doubt, doubt]);
	});

	it('100 requests whose token was refused renew it once', async () => {
		const { spec, log } = vendor();
		const store = new SessionStore();
		const rejected = await store.token(spec, key, send, hurried(), reading);
		const tokens = await many(
			100,
			async () => await store.token(spec, key, send, hurried(), { ...reading, rejected }),
		);
		expect(new Set(tokens)).toEqual(new Set(['k-2']));
		expect(log.acquired).toBe(2);
	});

	it('a refusal that comes late does not renew the new token', async () => {
		const { spec, log } = vendor();
		const store = new SessionStore();
		const rejected = await store.token(spec, key, send, hurried(), reading);
		await store.token(spec, key, send, hurried(), { ...reading, rejected });
		expect(await store.token(spec, key, send, hurried(), { ...reading, rejected })).toBe('k-2');
		expect(log.acquired).toBe(2);
	});
});

describe('expiry', () => {
	const ages = async (validForMs: number | undefined, ageMs: number) => {
		const { spec, log } = vendor(validForMs === undefined ? {} : { validForMs });
		const store = new SessionStore();
		const clock = new Clock();
		await store.token(spec, key, send, clock, reading);
		clock.advance(ageMs);
		await many(10, async () => await store.token(spec, key, send, clock, reading));
		return log.acquired;
	};

	it.each<[string, number | undefined, number, number]>([
		['an hour, after 58:59', 3_600_000, 3_539_000, 1],
		['an hour, in its last minute', 3_600_000, 3_540_000, 2],
		['an hour, past it', 3_600_000, 4_000_000, 2],
		['half a minute, at once', 30_000, 0, 1],
		['half a minute, before its half', 30_000, 14_999, 1],
		['half a minute, past its half', 30_000, 15_000, 2],
		['no end told', undefined, 10 ** 10, 1],
	])('%s', async (_name, validForMs, ageMs, fetches) => {
		expect(await ages(validForMs, ageMs)).toBe(fetches);
	});
});

describe('failures', () => {
	it('reach everybody who waited, and are forgotten', async () => {
		let tries = 0;
		const { spec } = vendor({
			acquire: async () => {
				tries += 1;
				await Promise.resolve();
				if (tries === 1) throw new Error('no');
				return { token: 'good' };
			},
		});
		const store = new SessionStore();
		const results = await Promise.allSettled(
			Array.from(
				{ length: 10 },
				async () => await store.token(spec, key, send, hurried(), reading),
			),
		);
		expect(results.map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
		expect(tries).toBe(1);
		expect(await store.token(spec, key, send, hurried(), reading)).toBe('good');
		expect(tries).toBe(2);
	});
});

describe('a token that was dropped on purpose', () => {
	it('is forgotten for every credential that used it, and no other one is', async () => {
		const { spec, log } = vendor({
			acquire: async (_send, { apiKey }) => {
				log.acquired += 1;
				return { token: apiKey === 'other' ? 'other' : `same-${Math.ceil(log.acquired / 3)}` };
			},
		});
		const store = new SessionStore();
		const token = async (apiKey: string) =>
			await store.token(spec, { apiKey }, send, hurried(), reading);
		expect([await token('a'), await token('b'), await token('other')]).toEqual([
			'same-1',
			'same-1',
			'other',
		]);
		store.forget('same-1');
		expect([await token('a'), await token('b'), await token('other')]).toEqual([
			'same-2',
			'same-2',
			'other',
		]);
		expect(log.acquired).toBe(5);
	});
});

describe('identities', () => {
	it('never share a token', async () => {
		const { spec, log } = vendor();
		const store = new SessionStore();
		const tokens = await many(
			50,
			async (index) =>
				await store.token(spec, { apiKey: `key${index % 5}` }, send, hurried(), reading),
		);
		tokens.forEach((token, index) => expect(token).toMatch(new RegExp(`^key${index % 5}-`)));
		expect(log.acquired).toBe(5);
	});

	it('with parts that run into each other are two', async () => {
		const { spec, log } = vendor({
			identity: ({ host, apiKey }) => [String(host), String(apiKey)],
		});
		const store = new SessionStore();
		await store.token(spec, { host: 'ab', apiKey: 'c' }, send, hurried(), reading);
		await store.token(spec, { host: 'a', apiKey: 'bc' }, send, hurried(), reading);
		expect(log.acquired).toBe(2);
	});

	it('are given up oldest first, when there are too many', async () => {
		const { spec, log } = vendor();
		const store = new SessionStore();
		const token = async (apiKey: string) =>
			await store.token(spec, { apiKey }, send, hurried(), reading);
		for (let index = 0; index <= 500; index++) await token(`key${index}`);
		expect(log.acquired).toBe(501);
		await token('key1');
		expect(log.acquired).toBe(501);
		await token('key0');
		expect(log.acquired).toBe(502);
	});
});

describe('where a fetch may create something', () => {
	it('reads and writes have fetches of their own: a read must not take the right from a write', async () => {
		const { spec, log } = vendor({ creates: true });
		const store = new SessionStore();
		await Promise.all([
			store.token(spec, key, send, hurried(), { mayCreate: false }),
			store.token(spec, key, send, hurried(), { mayCreate: true }),
		]);
		expect([...log.mayCreate].sort()).toEqual([false, true]);
	});

	it('one fetch serves both where nothing is created', async () => {
		const { spec, log } = vendor();
		const store = new SessionStore();
		await store.token(spec, key, send, hurried(), { mayCreate: false });
		await store.token(spec, key, send, hurried(), { mayCreate: true });
		expect(log.acquired).toBe(1);
	});
});

describe('waiting', () => {
	/** A vendor that answers when the test says so. */
	function slowVendor() {
		const log = { acquired: 0, aborted: 0 };
		let answer: (token: string) => void = () => {};
		const sendUntil = (signal: AbortSignal) => {
			signal.addEventListener('abort', () => (log.aborted += 1));
			return send();
		};
		const { spec } = vendor({
			acquire: async () => {
				log.acquired += 1;
				return await new Promise((resolve) => {
					answer = (token) => resolve({ token });
				});
			},
		});
		return { spec, log, sendUntil, answer: (token: string) => answer(token) };
	}

	const canceled = { name: 'AbortError' };

	it('ends at once for who is canceled, and for nobody else, whoever began', async () => {
		const { spec, log, sendUntil, answer } = slowVendor();
		const store = new SessionStore();
		const [first, second] = [new AbortController(), new AbortController()];
		const wait = async (signal?: AbortSignal) =>
			await store.token(spec, key, sendUntil, hurried(), { ...reading, signal });
		const began = wait(first.signal);
		const joined = wait(second.signal);
		const patient = wait();
		first.abort();
		await expect(began).rejects.toMatchObject(canceled);
		second.abort();
		await expect(joined).rejects.toMatchObject(canceled);
		expect(log).toEqual({ acquired: 1, aborted: 0 });
		answer('a');
		await expect(patient).resolves.toBe('a');
		expect(log).toEqual({ acquired: 1, aborted: 0 });
	});

	it('ends the fetch with the last one who waits, and the next one fetches anew', async () => {
		const { spec, log, sendUntil, answer } = slowVendor();
		const store = new SessionStore();
		const waiters = [new AbortController(), new AbortController()];
		const waits = waiters.map(
			async ({ signal }) =>
				await store.token(spec, key, sendUntil, hurried(), { ...reading, signal }),
		);
		for (const waiter of waiters) waiter.abort();
		for (const wait of waits) await expect(wait).rejects.toMatchObject(canceled);
		expect(log).toEqual({ acquired: 1, aborted: 1 });
		const next = store.token(spec, key, sendUntil, hurried(), reading);
		answer('b');
		await expect(next).resolves.toBe('b');
		expect(log.acquired).toBe(2);
	});
});
