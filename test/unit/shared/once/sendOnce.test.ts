/** What makes a new record: sent once in an execution, on a vendor in memory. */
import { kassaForte } from '../../../../nodes/KassaForte/api';
import { contactRequest } from '../../../../nodes/KassaForte/resources/contactRequest';
import { sendOnce } from '../../../../nodes/shared/once/sendOnce';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { Tries, failureOf } from '../../../support/n8n/tries';
import type { CallSetup } from '../../../support/n8n/tries';

const [endpoint] = contactRequest.endpoints;
let tries: Tries;
beforeEach(() => {
	tries = new Tries(kassaForte, endpoint!, { domain: 'shop.test' });
});

const request = (n: number, more: Partial<ApiRequest> = {}): ApiRequest => ({
	method: 'POST',
	path: '/things',
	query: { shop: 1 },
	body: { n },
	...more,
});

/** Sends a thing; `answer` decides what comes of it. */
const send = async (n = 1, setup: CallSetup = {}, more: Partial<ApiRequest> = {}) => {
	const call = tries.call(setup);
	return await sendOnce(call, request(n, more), async () => ({
		id: (await call.send(request(n, more))) as number,
	}));
};

const noteOf = (key = '0:0') => (tries.context.kassa as Record<string, unknown>)[key];
const OPEN =
	'an earlier try of the same in this execution may have been carried out, and was not repeated';

it('is noted as sending, then as done with its item', async () => {
	let during: unknown;
	tries.answer = () => {
		during = noteOf();
		return 7;
	};
	expect(await send()).toEqual({ id: 7 });
	expect(during).toEqual({ content: expect.stringMatching(/^\w{32}$/), state: 'sending' });
	expect(noteOf()).toEqual({ content: expect.any(String), state: 'done', item: { id: 7 } });
});

it('comes back as it was in a retry, whatever was done to the item meanwhile', async () => {
	tries.answer = () => 7;
	const item = await send();
	item.id = 8;
	expect(await send()).toEqual({ id: 7 });
	expect(tries.log).toEqual(['POST /things']);
});

it('is free after a refusal: a retry sends it', async () => {
	tries.answer = () => {
		throw tries.failure('not now');
	};
	expect((await failureOf(send())).message).toContain('not now');
	expect(noteOf()).toBeUndefined();
	tries.answer = () => 7;
	expect(await send()).toEqual({ id: 7 });
});

it.each([
	['an answer that is lost', () => tries.lost()],
	['an error that is not ours', () => new Error('?')],
])('stays open after %s: the failure comes out, and a retry sends nothing', async (_name, made) => {
	const failure = made();
	tries.answer = () => {
		throw failure;
	};
	expect(await failureOf(send())).toBe(failure);
	expect(noteOf()).toEqual({ content: expect.any(String), state: 'open' });
	const again = await failureOf(send());
	expect(again.message).toContain(OPEN);
	expect(again.description).toContain(
		'Look for it in KassaForte. If it is not there, start a new execution for it.',
	);
	expect(again.context?.outcomeUnknown).toBe(true);
	expect(tries.log).toHaveLength(1);
});

it('stays open where the process ended in the middle', async () => {
	tries.answer = () => structuredClone(tries.context);
	const { id } = await send();
	tries.context = id as unknown as typeof tries.context;
	expect(noteOf()).toMatchObject({ state: 'sending' });
	expect((await failureOf(send())).message).toContain(OPEN);
	expect(tries.log).toHaveLength(1);
});

it('with other parameters than an earlier try: an error, after it was done and after it was open', async () => {
	tries.answer = () => 7;
	await send(1);
	expect(await failureOf(send(2))).toMatchObject({
		parameter: 'Parameters',
		problem: expect.stringContaining('which was carried out') as string,
		advice: expect.stringMatching(
			/^Nothing was sent now\. .* if it is the same, undo the change\.$/,
		) as string,
	});
	tries.answer = () => {
		throw tries.lost();
	};
	await failureOf(send(1, { itemIndex: 1 }));
	const failure = await failureOf(send(2, { itemIndex: 1 }));
	expect(failure.message).toContain('of which it is not known what became');
	expect(tries.log).toHaveLength(2);
});

it('the same of another item is sent, unless the first one is open', async () => {
	tries.answer = () => 7;
	await send(1);
	await send(1, { itemIndex: 1 });
	tries.answer = () => {
		throw tries.lost();
	};
	await failureOf(send(1, { itemIndex: 2 }));
	expect((await failureOf(send(1, { itemIndex: 3 }))).message).toContain(OPEN);
	expect(noteOf('0:3')).toBeUndefined();
	tries.answer = () => 8;
	expect(await send(2, { itemIndex: 4 })).toEqual({ id: 8 });
	expect(tries.log).toHaveLength(4);
});

it.each<[string, CallSetup, Partial<ApiRequest>]>([
	['another path', {}, { path: '/others' }],
	['another method', {}, { method: 'PUT' }],
	['another query', {}, { query: { shop: 2 } }],
	['another server', { credentials: { domain: 'other.test' } }, {}],
	['another account', { credentials: { username: 'other', password: 'p' } }, {}],
])('beside one that is open, the same with %s is sent', async (_name, setup, more) => {
	tries.answer = () => {
		throw tries.lost();
	};
	await failureOf(send());
	tries.answer = () => 7;
	expect(await send(1, { itemIndex: 1, ...setup }, more)).toEqual({ id: 7 });
});

it('the same of two items at once is sent twice: both are wanted', async () => {
	tries.answer = () => 7;
	await Promise.all([send(1), send(1, { itemIndex: 1 })]);
	expect(tries.log).toHaveLength(2);
});

it('another execution sends it anew', async () => {
	tries.answer = () => 7;
	await send();
	await send(1, { context: {} });
	expect(tries.log).toHaveLength(2);
});
