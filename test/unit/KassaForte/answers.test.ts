/** Answers of any shape, as the web shop may send them: one item each, nothing lost. */
import type { INodeParameters } from 'n8n-workflow';

import { kassaForte } from '../../../nodes/KassaForte/api';
import { executeApi } from '../../../nodes/shared/run/execute';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { hurried } from '../../support/clock/clock';
import { fakeHost } from '../../support/n8n/host';
import type { Reply } from '../../support/n8n/host';

const credentials = { domain: 'shop.example', username: 'us:er', password: 'pä:ss w€rd' };

/** Runs one operation against a server that gives one answer. */
async function execute(operation: string, reply: Reply, parameters: INodeParameters = {}) {
	const [resource, value] = operation.split('.');
	const { host, sent } = fakeHost({
		reply: () => reply,
		credentials: () => credentials,
		parameters: [{ resource, operation: value, ...parameters }],
		node: { type: 'n8n-nodes-kassa.kassaForte' },
	});
	const outcome = await executeApi(host, kassaForte, createEngine(hurried())).then(
		([items]) => ({ jsons: (items ?? []).map(({ json }) => json), message: '', advice: '' }),
		(error: Error & { description?: string }) => ({
			jsons: [],
			message: error.message,
			advice: error.description ?? '',
		}),
	);
	return { ...outcome, sent };
}

const order = { orderId: '20260305190412' };
const coupon = { couponNumber: '4711', verifyCode: 'k9' };
const NO_RECORD = 'the answer holds no record';
const NO_JSON = 'the answer was incomplete or not JSON';

describe('the shop’s data', () => {
	const OPERATIONS = [
		['getInfos', 'infos'],
		['getMenu', 'menu'],
		['getOpenHours', 'openHours'],
		['getDeliveryCosts', 'deliveryCosts'],
	] as const;

	it.each(OPERATIONS)('%s: an object comes out as it is', async (operation) => {
		const body = { json: 1, error: { a: [null, 'ü'] }, '': 0, value: false };
		expect((await execute(`shop.${operation}`, { body })).jsons).toEqual([body]);
	});

	it.each(OPERATIONS)(
		'%s: anything else stands in one item as a whole',
		async (operation, name) => {
			const costs = operation === 'getDeliveryCosts' ? [0, 7.5] : [];
			for (const body of [[], [[{ from: '11:30' }], null, 'x'], {}, ...costs]) {
				expect((await execute(`shop.${operation}`, { body })).jsons).toEqual([{ [name]: body }]);
			}
		},
	);

	it.each(OPERATIONS)('%s: what says nothing is an error', async (operation) => {
		const numbers = operation === 'getDeliveryCosts' ? [] : [0, 7.5];
		for (const body of [false, true, ...numbers]) {
			const { message, jsons } = await execute(`shop.${operation}`, { body });
			expect(jsons).toEqual([]);
			expect(message).toContain(NO_RECORD);
		}
	});

	it.each(OPERATIONS)('%s: no data is an error', async (operation) => {
		const bodies = [
			'',
			'<html>',
			'{"half',
			'Busy.',
			...(operation === 'getDeliveryCosts' ? [] : [null]),
		];
		for (const body of bodies) {
			const { message, jsons } = await execute(`shop.${operation}`, { body });
			expect(jsons).toEqual([]);
			expect(message).toMatch(/^KassaForte could not get shop [a-z ]+: the answer /);
		}
	});

	it.each([null, 'null'])('delivery costs: %j means that there are none', async (body) => {
		const { jsons } = await execute('shop.getDeliveryCosts', { body });
		expect(jsons).toEqual([{ deliveryCosts: null }]);
	});
});

describe('the status of an order', () => {
	it.each<[unknown]>([
		['waiting'],
		[3],
		[['a', 1]],
		[{ status: 'x', current: 7 }],
		[null],
		[false],
	])('%j is a status as a whole', async (body) => {
		const { jsons } = await execute('order.getStatus', { body }, order);
		expect(jsons).toEqual([
			{ ...order, changed: body !== null, previous: null, current: body, answer: body },
		]);
	});

	it.each(['', '<html>', '{"half', '["half', '"half'])('%j is none', async (body) => {
		const { jsons, message } = await execute('order.getStatus', { body }, order);
		expect(jsons).toEqual([]);
		expect(message).toMatch(/^KassaForte could not get order status: the answer was /);
	});

	it('is an error where nothing stands at the path, and says what is there', async () => {
		const parameters = { ...order, options: { statusPath: 'order.state' } };
		const { message, advice } = await execute(
			'order.getStatus',
			{ body: { order: { status: 'x', since: 1 } } },
			parameters,
		);
		expect(message).toBe(
			'KassaForte could not get order status: the answer has nothing at "order.state"',
		);
		expect(advice).toBe(
			'Correct "Path of the Status", or take it away to see the whole answer. There is: status, since.',
		);
		const bare = await execute('order.getStatus', { body: 'waiting' }, parameters);
		expect(bare.advice).not.toContain('There is');
	});
});

describe('a code', () => {
	const check = async (reply: Reply, options: INodeParameters = {}) =>
		await execute('coupon.check', reply, { ...coupon, options });

	it('that is valid comes with the whole answer', async () => {
		const body = { couponNumber: 4711, valid: 'yes', remaining: '12,50' };
		expect((await check({ body })).jsons).toEqual([
			{ couponNumber: '4711', valid: true, status: null, reason: null, answer: body },
		]);
	});

	it.each<[number, unknown, string, unknown]>([
		[404, { message: 'Unknown' }, 'Unknown', { message: 'Unknown' }],
		[404, { x: [1] }, 'There is no coupon with this number.', { x: [1] }],
		[404, '', 'There is no coupon with this number.', null],
		[404, null, 'There is no coupon with this number.', null],
		[409, 'Wrong code', 'Wrong code', 'Wrong code'],
		[409, [], 'The security code does not belong to this coupon.', []],
	])('that is refused with %d %j is an item', async (status, body, reason, answer) => {
		const { jsons, sent } = await check({ status, body });
		expect(jsons).toEqual([{ couponNumber: '4711', valid: false, status, reason, answer }]);
		expect(sent).toHaveLength(1);
	});

	it('is not refused by somebody else’s web page', async () => {
		const { jsons, message, advice } = await check({ status: 404, body: '<html>nginx</html>' });
		expect(jsons).toEqual([]);
		expect(message).toBe('KassaForte could not check coupon: the server answered with status 404');
		expect(advice).toContain('the domain in the credential');
	});

	it.each([400, 401, 403, 405, 500])('that was answered with %d is an error', async (status) => {
		const { message } = await check({ status, body: { message: 'No.' } });
		expect(message).toBe('KassaForte could not check coupon: No.');
	});

	it('is never valid by an answer that says nothing', async () => {
		for (const body of [null, {}, [], false, true, 0, 7]) {
			const { jsons, message } = await check({ body });
			expect(jsons).toEqual([]);
			expect(message).toContain('the answer does not say what it is worth');
		}
		expect((await check({ body: '' })).message).toContain('the answer was empty');
		expect((await check({ body: 'OK' })).message).toContain(NO_JSON);
	});

	it.each<[number, string]>([
		[404, 'Check the coupon number, and the domain in the credential.'],
		[409, 'Check the security code.'],
	])('that is refused with %d is an error where that is wanted', async (status, advice) => {
		const refused = await check({ status, body: { message: 'No.' } }, { onRefusal: 'error' });
		expect(refused).toMatchObject({ message: 'KassaForte could not check coupon: No.', advice });
	});

	it('hides in the reason what it repeats of the credential', async () => {
		const { jsons } = await check({ status: 404, body: { message: 'No user with pä:ss w€rd' } });
		expect(jsons[0]?.reason).toBe('No user with ***');
	});
});

describe('a contact request', () => {
	const contactRequest = '{"name":"Maria"}';

	it.each<[unknown, unknown]>([
		[
			{ received: true, success: false },
			{ received: true, success: false },
		],
		['', null],
		[undefined, null],
		[null, null],
		['OK', 'OK'],
		[17, 17],
	])('answered with %j was sent', async (body, answer) => {
		const { jsons } = await execute(
			'contactRequest.send',
			{ status: 201, body },
			{ contactRequest },
		);
		expect(jsons).toEqual([{ success: true, answer }]);
	});

	it.each(['<html>', '{"half'])('answered with %j: it is not known', async (body) => {
		const { message, advice, sent } = await execute(
			'contactRequest.send',
			{ body },
			{ contactRequest },
		);
		expect(message).toMatch(/^KassaForte could not send contact request: the answer was /);
		expect(advice).toMatch(/^It is not known whether this was carried out/);
		expect(sent).toHaveLength(1);
	});
});

it('needs a record elsewhere', async () => {
	expect((await execute('shop.getMenu', { body: null })).message).toContain(NO_RECORD);
});
