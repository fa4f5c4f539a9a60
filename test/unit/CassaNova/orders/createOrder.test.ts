/** Sending an order, on a shop in memory: each row of the protocol, and never twice. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { createOrder } from '../../../../nodes/CassaNova/orders/createOrder';
import { order as resource } from '../../../../nodes/CassaNova/resources/order';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { settle } from '../../../support/clock/clock';
import { Tries, failureOf } from '../../../support/n8n/tries';
import type { CallSetup } from '../../../support/n8n/tries';

const [endpoint] = resource.endpoints;
const LIST = 'GET /documents/orders';
const BATCH = 'POST /documents/orders/batch';

let tries: Tries;
/** What the list shows, whatever the days. */
let shown: IDataObject[];
/** What becomes of an order that is sent. */
let sent: (order: IDataObject) => unknown;

const made = (id: string, externalId: string) => ({
	batchResponse: { createDetails: [{ index: 0, id, externalId }] },
});

beforeEach(() => {
	tries = new Tries(cassaNova, endpoint!, { baseUrl: 'https://api.cassanova.com' });
	shown = [];
	sent = (order) => made('o-1', String(order.externalId));
	tries.answer = ({ method, body }: ApiRequest) => {
		if (method === 'GET') return { orders: shown, totalCount: shown.length };
		const [order] = (body as { create: IDataObject[] }).create;
		return sent(order!);
	};
});

const create = async (externalId = 'W-1', setup: CallSetup = {}) => {
	const rows = [{ quantity: 2, price: 4.5 }];
	const body = { externalId, idSalesPoint: 7, deliveryMode: 'PICKUP', rows, ...setup.body };
	const [item] = await createOrder(tries.call({ ...setup, body }));
	return item;
};

const there = (id: string, externalId = 'W-1', document: IDataObject = {}): IDataObject => ({
	id,
	externalId,
	document: { idSalesPoint: 7, amount: 9, ...document },
});
const item = (id: string | null, duplicate = false) => ({ id, externalId: 'W-1', duplicate });
const noteOf = () => (tries.context.kassa as IDataObject | undefined)?.['0:0'];
const posts = () => tries.count(BATCH);
const looks = () => tries.count(LIST);
const fail = (error: Error) => () => {
	throw error;
};
const answered = (problem: string) =>
	tries.failure(problem, { outcomeUnknown: true, answered: true });
/** The next execution. */
const next = () => {
	tries.context = {};
	return tries.retry();
};

describe('free', () => {
	it('not there: it is noted as sending, sent, and done', async () => {
		let during: unknown;
		sent = () => {
			during = structuredClone(noteOf());
			return made('o-1', 'W-1');
		};
		expect(await create()).toEqual(item('o-1'));
		expect(during).toEqual({ externalId: 'W-1', state: 'sending' });
		expect(noteOf()).toEqual({ externalId: 'W-1', state: 'done', item: item('o-1') });
		expect(tries.log).toEqual([LIST, BATCH]);
	});

	it('there: it is a duplicate, and nothing is sent', async () => {
		shown = [there('o-7', 'other'), there('o-9')];
		expect(await create()).toEqual(item('o-9', true));
		expect([posts(), noteOf()]).toEqual([0, undefined]);
	});

	it.each([
		['of another amount', { amount: '9.01' }],
		['of another shop', { idSalesPoint: 8 }],
	])('there, but another one %s: an error, and nothing is sent', async (_what, document) => {
		shown = [there('o-9', 'W-1', document)];
		const { message } = await failureOf(create());
		expect(message).toContain('"Your Own ID" "W-1" already belongs to another order');
		expect(posts()).toBe(0);
	});

	it.each([
		['nothing of it', { idSalesPoint: null, amount: null }],
		['the same in other words', { idSalesPoint: '7', amount: '9.00' }],
	])('there, and its record tells %s: it is the same', async (_what, document) => {
		shown = [there('o-9', 'W-1', document)];
		expect(await create()).toEqual(item('o-9', true));
	});

	it('and the list cannot be read: nothing is sent', async () => {
		tries.answer = fail(tries.failure('broken'));
		expect((await failureOf(create())).message).toContain('broken');
		expect(posts()).toBe(0);
	});
});

describe('where it is looked for', () => {
	/** Shop and days of each reading. */
	const read = () => {
		const asked: string[] = [];
		const { answer } = tries;
		tries.answer = (request) => {
			const { query = {} } = request;
			if (request.method === 'GET')
				asked.push(
					['idsSalesPoint', 'datetimeFrom', 'datetimeTo']
						.map((name) => JSON.stringify(query[name] ?? 'any'))
						.join(' '),
				);
			return answer(request);
		};
		return asked;
	};

	it('in its shop, about today and the days on which it is due', async () => {
		const asked = read();
		const dueDate = '2026-12-24T18:00:00+01:00';
		await create('W-1', { body: { dueDate, date: '2026-12-01T09:00:00+01:00' } });
		expect(asked).toEqual([
			'[7] "2026-11-21" "2026-11-23"',
			'[7] "2026-12-23" "2026-12-25"',
			'[7] "2026-11-30" "2026-12-02"',
		]);
		expect(posts()).toBe(1);
	});

	it('in all shops and the last 30 days where CassaNova says that it is there', async () => {
		const asked = read();
		sent = fail(tries.failure('ConflictValue'));
		await failureOf(create());
		const [near, again, ...far] = asked;
		expect([near, again]).toEqual([
			'[7] "2026-11-21" "2026-11-23"',
			'"any" "2026-11-21" "2026-11-23"',
		]);
		expect(far[0]).toBe('"any" "2026-11-19" "2026-11-21"');
		expect(far[1]).toBe('"any" "2026-11-17" "2026-11-19"');
		expect([far.length, far.at(-1)]).toEqual([15, '"any" "2026-10-22" "2026-10-24"']);
	});

	it('among records, whatever else the list holds', async () => {
		tries.answer = ({ method }) =>
			method === 'GET' ? { orders: ['none', there('o-9')], totalCount: 2 } : {};
		expect(await create()).toEqual(item('o-9', true));
	});
});

it('a preview sends nothing, looks for nothing and notes nothing', async () => {
	const [preview] = await createOrder(
		tries.call({
			mode: 'manual',
			options: { whenRunFromEditor: 'preview' },
			body: { externalId: 'W-1', idSalesPoint: 7, rows: [] },
		}),
	);
	expect(preview).toEqual({
		preview: true,
		id: null,
		externalId: 'W-1',
		duplicate: false,
		order: expect.objectContaining({ externalId: 'W-1' }) as unknown,
	});
	expect([tries.log, noteOf()]).toEqual([[], undefined]);
	expect(tries.hints).toEqual([expect.stringContaining('preview')]);
});

it('orders of two accounts with the same ID do not wait for each other', async () => {
	let go: () => void = () => undefined;
	sent = (order) => made('o-1', String(order.externalId));
	const { answer } = tries;
	let isFirst = true;
	tries.answer = async (request) => {
		if (isFirst) {
			isFirst = false;
			await new Promise<void>((resolve) => (go = resolve));
		}
		return answer(request);
	};
	const first = create();
	await settle();
	const other = create('W-1', {
		itemIndex: 1,
		credentials: { baseUrl: 'https://other.example' },
	});
	expect(await other).toEqual(item('o-1'));
	const third = create('W-2', { itemIndex: 2 });
	expect(await third).toMatchObject({ externalId: 'W-2' });
	go();
	await first;
});

describe('sending', () => {
	it('refused: an error, and it is free again', async () => {
		sent = fail(tries.failure('no such table'));
		expect((await failureOf(create())).message).toContain('no such table');
		expect(noteOf()).toBeUndefined();
		sent = () => made('o-2', 'W-1');
		tries.retry();
		expect(await create()).toEqual(item('o-2'));
	});

	it('refused because it is there already: the order that is there comes out', async () => {
		sent = () => {
			shown = [there('o-9')];
			return fail(tries.failure('ConflictValue: externalId'))();
		};
		expect(await create()).toEqual(item('o-9', true));
		expect(posts()).toBe(1);
	});

	it('refused so with a code: the same, and 429 is not waited for', async () => {
		const finals: unknown[] = [];
		const { answer } = tries;
		tries.answer = (request) => {
			const { isFinal } = request;
			if (request.method === 'POST')
				for (const [code, message] of [
					['ConflictValue', ''],
					['', 'ConflictValue: externalId'],
					['TooMany', 'Slow down'],
				])
					finals.push(isFinal?.({ code, message } as never));
			return answer(request);
		};
		await create();
		expect(finals).toEqual([true, true, false]);
	});

	it('refused so in an answer that looks like a success', async () => {
		sent = () => {
			shown = [there('o-9')];
			return { batchResponse: { createDetails: [{ index: 0, error: 'ConflictValue' }] } };
		};
		expect(await create()).toEqual(item('o-9', true));
	});

	it('refused so, and it is another one: an error, and it is free', async () => {
		sent = () => {
			shown = [there('o-9', 'W-1', { amount: 1 })];
			return fail(tries.failure('ConflictValue', { outcomeUnknown: true }))();
		};
		expect((await failureOf(create())).message).toContain('already belongs to another order');
		expect(noteOf()).toBeUndefined();
		expect(posts()).toBe(1);
	});

	it('refused so, and it is nowhere: 30 days are looked through, and nothing is open', async () => {
		sent = fail(tries.failure('ConflictValue: externalId', { outcomeUnknown: true }));
		const { message, context } = await failureOf(create());
		expect(message).toContain('an order with the ID "W-1" is there already (ConflictValue)');
		expect(context?.outcomeUnknown).toBeUndefined();
		expect(looks()).toBe(1 + 1 + 15);
		expect(noteOf()).toBeUndefined();
	});

	it.each([
		['no ID', {}],
		['an ID that is empty', made('', '')],
		['nothing that is known', [1]],
	])('an answer with %s: it is looked for', async (_what, answer) => {
		sent = () => {
			shown = [there('o-3')];
			return answer;
		};
		expect(await create()).toEqual(item('o-3'));
		expect(posts()).toBe(1);
	});

	it.each(['createDetails', 'create'])('takes the ID from "%s", also a number', async (key) => {
		sent = () => ({ batchResponse: { [key]: [{ index: 0, id: 12 }] } });
		expect(await create()).toMatchObject({ id: 12 });
	});
});

describe('unknown', () => {
	it('found: it comes out, and is no duplicate', async () => {
		sent = () => {
			shown = [there('o-1')];
			return fail(tries.lost())();
		};
		expect(await create()).toEqual(item('o-1'));
		expect(noteOf()).toEqual({ externalId: 'W-1', state: 'done', item: item('o-1') });
	});

	it('found at the second look: CassaNova may still have been working on it', async () => {
		sent = fail(tries.lost());
		const { answer } = tries;
		tries.answer = (request) => {
			if (tries.log.includes('sleep 30000')) shown = [there('o-1')];
			return answer(request);
		};
		expect(await create()).toEqual(item('o-1'));
		expect(tries.log).toEqual([LIST, BATCH, LIST, 'sleep 30000', LIST]);
	});

	it('not there: it is sent again, three times at most', async () => {
		sent = fail(answered('later'));
		const { description, context } = await failureOf(create());
		expect(description).toContain('surely not carried out: it was tried 3 times');
		expect(context?.outcomeUnknown).toBeUndefined();
		expect([posts(), noteOf()]).toEqual([3, undefined]);
	});

	it('no answer of the server, and not there: it is looked for again before it is sent again', async () => {
		let count = 0;
		sent = () => {
			count += 1;
			if (count === 1) throw tries.lost();
			return made('o-1', 'W-1');
		};
		expect(await create()).toEqual(item('o-1'));
		expect(tries.log).toEqual([LIST, BATCH, LIST, 'sleep 30000', LIST, BATCH]);
	});

	it('an answer of the server, and not there: one look tells', async () => {
		let count = 0;
		sent = () => {
			count += 1;
			if (count === 1) throw answered('later');
			return made('o-1', 'W-1');
		};
		expect(await create()).toEqual(item('o-1'));
		expect(tries.log).toEqual([LIST, BATCH, LIST, BATCH]);
	});

	it('of an earlier try, refused then because it is there: it is the own one', async () => {
		tries.context = { kassa: { '0:0': { externalId: 'W-1', state: 'sending' } } };
		sent = () => {
			shown = [there('o-1', 'W-1', { amount: 1 })];
			throw tries.failure('ConflictValue');
		};
		expect(await create()).toEqual(item('o-1'));
	});

	it('taken without an ID, and not shown: it is never sent again', async () => {
		sent = () => ({});
		const { description, context } = await failureOf(create());
		expect(description).toContain('CassaNova took it without naming its ID');
		expect(context?.outcomeUnknown).toBe(true);
		expect(posts()).toBe(1);
	});

	it('not there, and then refused because of one of another shop: an error, and not the own one', async () => {
		let count = 0;
		sent = () => {
			count += 1;
			if (count === 1) throw answered('later');
			shown = [there('o-8', 'W-1', { idSalesPoint: 8 })];
			throw tries.failure('ConflictValue');
		};
		const { message } = await failureOf(create());
		expect(message).toContain(
			'already belongs to another order, which is o-8 in CassaNova (shop 8',
		);
	});

	it('not there, and then refused because it is: it is the own one, whatever it looks like', async () => {
		let count = 0;
		sent = () => {
			count += 1;
			if (count === 1) throw answered('later');
			shown = [there('o-1', 'W-1', { amount: 1 })];
			throw tries.failure('ConflictValue');
		};
		expect(await create()).toEqual(item('o-1'));
	});

	it('that cannot be told: an error that says so, and it is never sent again', async () => {
		sent = () => {
			tries.answer = fail(tries.failure('the list is down'));
			throw tries.lost();
		};
		const { message, description } = await failureOf(create());
		expect(message).toContain('(outcome unknown');
		expect(description).toContain(
			'the look for it failed (CassaNova could not create order: the list is down)',
		);
		expect(noteOf()).toEqual({ externalId: 'W-1', state: 'unknown' });
		tries.retry();
		expect((await failureOf(create())).message).toContain('an earlier try may have arrived');
		expect(posts()).toBe(1);
	});

	it('of an earlier try: found in a retry', async () => {
		sent = () => {
			tries.answer = fail(tries.failure('the list is down'));
			throw tries.lost();
		};
		await failureOf(create());
		tries.answer = () => ({ orders: [there('o-1')], totalCount: 1 });
		tries.retry();
		expect(await create()).toEqual(item('o-1'));
		expect(posts()).toBe(1);
	});

	it('of an earlier try, and surely not there: it is sent', async () => {
		tries.context = { kassa: { '0:0': { externalId: 'W-1', state: 'sending' } } };
		expect(await create()).toEqual(item('o-1'));
		// Looked for twice, since that try may have broken off just now, and then by its ID.
		expect(tries.log).toEqual([LIST, 'sleep 30000', LIST, LIST, BATCH]);
	});
});

describe('done', () => {
	it('comes back as it was in a retry', async () => {
		await create();
		tries.retry();
		expect(await create()).toEqual(item('o-1'));
		expect(tries.log).toEqual([LIST, BATCH]);
	});

	it('with another ID in a retry: an error, and nothing is sent', async () => {
		await create();
		tries.retry();
		expect((await failureOf(create('W-2'))).message).toContain(
			'"Your Own ID" of this item was "W-1" in an earlier try of this execution, which CassaNova took',
		);
		expect(posts()).toBe(1);
	});

	it('with another ID while the outcome of the first is unknown: an error that says so', async () => {
		tries.context = { kassa: { '0:0': { externalId: 'W-1', state: 'unknown' } } };
		const { message, advice } = await failureOf(create('W-2'));
		expect(message).toContain('of which it is not known whether it arrived');
		expect(advice).toMatch(/^Nothing was sent now\. .* give it the same ID each time\.$/);
		expect(posts()).toBe(0);
	});

	it('is a duplicate in the next execution', async () => {
		await create();
		shown = [there('o-1')];
		next();
		expect(await create()).toEqual(item('o-1', true));
		expect(posts()).toBe(1);
	});
});

it('items with one ID wait for each other, and are one order', async () => {
	sent = () => {
		shown = [there('o-1')];
		return made('o-1', 'W-1');
	};
	const items = await Promise.all([create(), create('W-1', { itemIndex: 1 })]);
	expect(items).toEqual([item('o-1'), item('o-1', true)]);
	expect(posts()).toBe(1);
});
