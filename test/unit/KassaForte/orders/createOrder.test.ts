/** Sending an order, on a shop in memory: never twice, whatever happens to the answer. */
import type { IDataObject } from 'n8n-workflow';
import { kassaForte } from '../../../../nodes/KassaForte/api';
import { createOrder } from '../../../../nodes/KassaForte/orders/createOrder';
import { order as resource } from '../../../../nodes/KassaForte/resources/order';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import type { Answer } from '../../../../nodes/shared/table/request';
import { Tries, failureOf } from '../../../support/n8n/tries';
import type { CallSetup } from '../../../support/n8n/tries';

const ID = '20260305190412';
const [endpoint] = resource.endpoints;
const answered = (status: number, body: unknown): Answer => ({ kind: 'ok', status, body });
const REFUSED: Answer = { kind: 'refused', status: 409, body: {}, vendor: undefined };

let tries: Tries;
beforeEach(() => {
	tries = new Tries(kassaForte, endpoint!, {
		domain: 'shop.test',
		username: 'user',
	});
	tries.answer = () => answered(201, { id: ID });
});

const pizza = (count = 1): IDataObject => ({ items: [{ name: 'Pizza', count }] });

const create = async (number = '', order = pizza(), setup: CallSetup = {}) => {
	const options = { order, orderNumber: number, ...setup.options };
	const [item] = await createOrder(tries.call({ ...setup, options }));
	return item;
};

const noteOf = (key = '0:0') => (tries.context.kassa as IDataObject)[key];
const stored = () =>
	Object.entries(tries.saved)
		.filter(([key]) => key.startsWith('order '))
		.map(([, order]) => order as IDataObject);
const posts = () => tries.count('POST /v1/order');
const fail = (error: Error) => () => {
	throw error;
};
/** The next execution: its own context; the workflow's data was saved. */
const next = () => {
	tries.context = {};
	return tries.retry();
};

describe('an order that is taken', () => {
	it.each(['', 'A'])('number "%s": is open while it is sent, and then taken', async (number) => {
		let during: unknown[] = [];
		tries.answer = () => {
			during = [noteOf(), ...structuredClone(stored())];
			return answered(201, { id: ID });
		};
		const item = await create(number);
		expect(item).toMatchObject({ orderId: ID, accepted: true, duplicate: false });
		const sent = { content: expect.stringMatching(/^\w{16}$/), number: number || null };
		expect(during[0]).toEqual({ ...sent, state: 'unknown' });
		expect(noteOf()).toEqual({ ...sent, state: 'taken', item });
		const known = { content: sent.content, at: tries.now, account: expect.any(String) };
		expect(during.slice(1)).toEqual(number ? [{ ...known, state: 'sending', orderId: null }] : []);
		expect(stored()).toEqual(number ? [{ ...known, state: 'taken', orderId: ID }] : []);
	});

	it.each(['', 'A'])('number "%s": comes back as it was in a retry', async (number) => {
		const item = await create(number);
		expect(await create(number)).toEqual(item);
		expect(posts()).toBe(1);
	});

	it('is a duplicate in the next execution, and an error with another content', async () => {
		await create('A');
		next();
		expect(await create('A')).toMatchObject({ orderId: ID, duplicate: true });
		const failure = await failureOf(create('A', pizza(2), { itemIndex: 1 }));
		expect(failure.message).toContain(
			`was already used for another order, which KassaForte took as ${ID}`,
		);
		expect(posts()).toBe(1);
	});

	it('is a duplicate after a restart of n8n, by what was saved with the workflow', async () => {
		await create('A');
		const saved = structuredClone(tries.saved);
		tries.memory = new ProcessMemory();
		next();
		tries.saved = saved;
		expect(await create('A')).toMatchObject({ orderId: ID, duplicate: true });
		expect(posts()).toBe(1);
	});

	it('is told to another account of the shop only after the shop has let it in', async () => {
		await create('A');
		next();
		await create('A', pizza(), { credentials: { password: 'other' } });
		expect(tries.log).toEqual(['POST /v1/order', 'GET /v1/infos']);
	});

	it('without an ID that can be told: comes out, with a hint', async () => {
		tries.answer = () => answered(201, { ok: true });
		expect(await create('A')).toMatchObject({ orderId: null, accepted: true });
		expect(tries.hints).toEqual([
			expect.stringMatching(/^KassaForte took an order, .* The whole answer stands in "answer"\.$/),
		]);
		expect(stored()).toMatchObject([{ state: 'taken', orderId: null }]);
	});

	it('with an ID is taken whatever the status of success, and without a hint', async () => {
		tries.answer = () => answered(200, { id: ID });
		expect(await create('A')).toMatchObject({ orderId: ID, accepted: true });
		expect(tries.hints).toEqual([]);
	});
});

describe('an order that is refused', () => {
	it('as an item: is free again, in the execution and by its number', async () => {
		const options = { onRefusal: 'item' };
		// Only a status that is said to be a no is one; it is a failure otherwise.
		tries.answer = ({ refusals }) => (refusals?.includes(409) ? REFUSED : fail(tries.lost())());
		expect(await create('A', pizza(), { options })).toMatchObject({ accepted: false, status: 409 });
		expect([noteOf(), stored()]).toEqual([undefined, []]);
		tries.answer = () => answered(201, { id: ID });
		expect(await create('A')).toMatchObject({ accepted: true });
		expect(posts()).toBe(2);
	});

	it.each([
		['by the shop', () => REFUSED],
		['by the way to it', () => fail(tries.failure('wrong password'))()],
	])('as an error, %s: the same', async (_name, answer) => {
		tries.answer = answer;
		const failure = await failureOf(create('A'));
		expect(failure.context?.outcomeUnknown).toBeUndefined();
		expect([noteOf(), stored()]).toEqual([undefined, []]);
	});
});

describe('an order of which it is not known whether it arrived', () => {
	it.each(['', 'A'])('number "%s": is not sent again by a retry', async (number) => {
		tries.answer = fail(tries.lost());
		const failure = await failureOf(create(number));
		expect(failure.description).toContain('It is not known whether KassaForte got the order');
		tries.answer = () => answered(201, { id: ID });
		const again = await failureOf(create(number));
		expect(again.message).toContain('an earlier try may have arrived, and was not repeated');
		expect(again.description).toContain(
			number ? 'such as "A-2"' : 'This execution does not send it any more',
		);
		expect(posts()).toBe(1);
	});

	it('by its number: nor by the next execution, nor with another content', async () => {
		tries.answer = fail(tries.lost());
		await failureOf(create('A'));
		expect(stored()).toMatchObject([{ state: 'unknown' }]);
		next();
		expect((await failureOf(create('A'))).message).toContain(
			'order "A" was sent at 2026-11-22 12:00 UTC, without a clear answer',
		);
		expect((await failureOf(create('A', pizza(2), { itemIndex: 1 }))).message).toContain(
			'12:00 UTC with another content, without a clear answer',
		);
		expect(posts()).toBe(1);
	});

	it('where the answer says neither yes nor no: is one, too', async () => {
		tries.answer = () => answered(200, { ok: true });
		const failure = await failureOf(create('A'));
		expect(failure.message).toContain('it answered with status 200 and without an order ID');
		expect(failure.context?.outcomeUnknown).toBe(true);
		expect(stored()).toMatchObject([{ state: 'unknown' }]);
	});

	it('where the process ended in the middle: is one, too', async () => {
		let kept: IDataObject = {};
		tries.answer = () => {
			kept = structuredClone({ context: tries.context, saved: tries.saved });
			return answered(201, { id: ID });
		};
		await create('A');
		tries.memory = new ProcessMemory();
		tries.context = kept.context as IDataObject;
		tries.saved = kept.saved as IDataObject;
		expect((await failureOf(create('A'))).message).toContain('an earlier try may have arrived');
		next();
		tries.saved = kept.saved as IDataObject;
		expect((await failureOf(create('A'))).message).toContain('without a clear answer');
		expect(posts()).toBe(1);
	});

	it('of an AI agent without a number: its next try with another run index finds the note', async () => {
		tries.answer = fail(tries.lost());
		await failureOf(create('', pizza(), { toolRun: 0 }));
		tries.answer = () => answered(201, { id: ID });
		const again = await failureOf(create('', pizza(), { toolRun: 1 }));
		expect(again.message).toContain('an earlier try may have arrived');
		expect(await create('', pizza(2), { toolRun: 2 })).toMatchObject({ accepted: true });
	});

	it('of an AI agent whose process ended in the middle: its next try finds the note', async () => {
		let kept: IDataObject = {};
		tries.answer = () => {
			kept = structuredClone(tries.context);
			return answered(201, { id: ID });
		};
		await create('', pizza(), { toolRun: 0 });
		const again = await failureOf(create('', pizza(), { toolRun: 1, context: kept }));
		expect(again.message).toContain('an earlier try may have arrived');
	});

	it('of an AI agent with a number: its next try is told when it was sent', async () => {
		tries.answer = fail(tries.lost());
		await failureOf(create('A', pizza(), { toolRun: 0 }));
		const again = await failureOf(create('A', pizza(), { toolRun: 1 }));
		expect(again.message).toContain('order "A" was sent at 2026-11-22 12:00 UTC');
	});
});

describe('other orders', () => {
	it.each<[string, boolean, string]>([
		['was taken', true, `which sent order "A" that KassaForte took as ${ID}`],
		['may have arrived', false, 'which sent order "A" of which it is not known whether it arrived'],
	])('of an item whose earlier one %s: an error that names it', async (_name, taken, words) => {
		if (!taken) tries.answer = fail(tries.lost());
		await create('A').catch(() => undefined);
		expect((await failureOf(create('B'))).message).toContain(words);
		expect((await failureOf(create('A', pizza(2)))).message).toContain(words);
		expect(posts()).toBe(1);
	});

	it('two items with one number, in two executions at once: one is sent', async () => {
		const [one, two] = await Promise.all([
			create('A', pizza(), { context: {}, saved: {} }),
			create('A', pizza(), { context: {}, saved: {} }),
		]);
		expect([one?.duplicate, two?.duplicate]).toEqual([false, true]);
		expect(posts()).toBe(1);
	});

	it('two equal orders without a number: both are sent', async () => {
		await create();
		await create('', pizza(), { itemIndex: 1 });
		expect(posts()).toBe(2);
	});

	it('two equal orders of an AI agent without a number: both are sent where the first was taken', async () => {
		await create('', pizza(), { toolRun: 0 });
		const options = { orderNumber: undefined };
		const second = await create('', pizza(), { toolRun: 1, options });
		expect(second).toMatchObject({ orderNumber: null, duplicate: false });
		expect(posts()).toBe(2);
	});

	it.each<[string, boolean, string, CallSetup]>([
		['the same number', true, 'A', {}],
		['another number', false, 'B', {}],
		['the number at another shop', false, 'A', { credentials: { username: 'other' } }],
		['the number at another domain', false, 'A', { credentials: { domain: 'other.test' } }],
		['the same user, typed with blanks', true, 'A', { credentials: { username: ' user ' } }],
	])('%s in the next execution: a duplicate %s', async (_name, duplicate, number, setup) => {
		await create('A');
		next();
		expect(await create(number, pizza(), setup)).toMatchObject({ duplicate });
		expect(posts()).toBe(duplicate ? 1 : 2);
	});

	it('of another number need not wait for one whose answer takes long', async () => {
		let answerFirst = (): void => undefined;
		const first = new Promise<void>((resolve) => (answerFirst = resolve));
		const answers = [first, Promise.resolve()];
		tries.answer = async () => {
			await answers.shift();
			return answered(201, { id: ID });
		};
		const slow = create('A');
		expect(await create('B', pizza(), { itemIndex: 1 })).toMatchObject({ accepted: true });
		answerFirst();
		expect(await slow).toMatchObject({ accepted: true });
	});
});

describe('a run from the editor', () => {
	it.each([
		['previewUnlessSandbox', 'live', false],
		['previewUnlessSandbox', 'sandbox', true],
		['preview', 'sandbox', false],
		['send', 'live', true],
	])('with %s and a credential of %s: sent %s', async (whenRunFromEditor, environment, isSent) => {
		const setup = { mode: 'manual', credentials: { environment }, options: { whenRunFromEditor } };
		const item = await create('A', pizza(), setup);
		expect(posts()).toBe(isSent ? 1 : 0);
		if (isSent) expect(item).toMatchObject({ orderId: ID, accepted: true });
		else {
			const nothing = { preview: true, orderId: null, accepted: null };
			expect(item).toEqual({ ...nothing, orderNumber: 'A', order: pizza() });
			expect(await create('', pizza(), setup)).toMatchObject({ orderNumber: null });
			expect(tries.hints[0]).toMatch(/^This is a preview: nothing was sent/);
		}
	});

	it('and any other: a credential that contradicts itself is told of', async () => {
		const domain = 'webservices-api-sandbox.kassaforte-systems.com';
		await create('', pizza(), { credentials: { domain, environment: 'live' } });
		expect(tries.hints).toEqual([expect.stringContaining('The credential says "Live"')]);
	});
});

it('an expression for the number that came out empty would send unprotected: nothing is sent', async () => {
	const parameters = { orderNumber: '={{ $json.nummer }}' };
	const failure = await failureOf(create('', pizza(), { parameters }));
	expect(failure).toMatchObject({ parameter: 'Order Number' });
	expect(posts()).toBe(0);
});
