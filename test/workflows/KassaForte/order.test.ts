/** The status of orders through n8n's engine: asked for with 14 digits only, and compared. */
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';

const kit = useBench();
let orderId: string;

const status = async (
	parameters: INodeParameters = {},
	more: { items?: IDataObject[]; onError?: OnError } = {},
) =>
	await kit.bench.run({
		authentication: 'basicAuth',
		operation: 'order.getStatus',
		parameters: { orderId, ...parameters },
		...more,
	});
const atStatus = (previousStatus: string) => ({
	previousStatus,
	options: { statusPath: 'status' },
});

beforeEach(async () => {
	await kit.bench.reset();
	orderId = kit.bench.ready.kassaForte.orderId;
});

it('asks for one order, and gives the whole answer as the status', async () => {
	const { items } = await status();
	const [request, ...others] = await kit.bench.log();
	expect(others).toEqual([]);
	expect(request).toMatchObject({ method: 'GET', path: `/v1/order/${orderId}`, rawQuery: '' });
	const { username, password } = kit.bench.ready.kassaForte;
	expect(request?.headers.authorization).toBe(`Basic ${btoa(`${username}:${password}`)}`);
	expect(request?.headers['content-type']).toBeUndefined();
	const answer = { orderId, status: 'waiting' };
	expect(items).toEqual([
		{
			json: { orderId, changed: true, previous: null, current: answer, answer },
			pairedItem: { item: 0 },
		},
	]);
});

it('tells whether the status changed since the last time', async () => {
	const first = await status(atStatus(''));
	expect(first.jsons[0]).toMatchObject({ changed: true, previous: null, current: 'waiting' });
	const same = await status(atStatus('waiting'));
	expect(same.jsons[0]).toMatchObject({ changed: false, previous: 'waiting', current: 'waiting' });
	await kit.bench.control('clock', { advanceMs: 120_000 });
	const later = await status(atStatus('waiting'));
	expect(later.jsons[0]).toMatchObject({
		changed: true,
		previous: 'waiting',
		current: 'transmitted',
		answer: { orderId, status: 'transmitted' },
	});
});

it('compares with whatever a table kept: an object, or its JSON', async () => {
	const kept = { status: 'waiting', orderId };
	const { jsons } = await status(
		{ previousStatus: '={{ $json.kept }}' },
		{ items: [{ kept }, { kept: JSON.stringify(kept) }, { kept: null }, { kept: 'x' }, {}] },
	);
	expect(jsons.map(({ changed }) => changed)).toEqual([false, false, true, true, true]);
	expect(jsons.map(({ previous }) => previous)).toEqual([kept, kept, null, 'x', null]);
});

it('sends nothing for what is no order ID, and goes on with the others', async () => {
	const ids = ['123', '1234567890123x', '123456789012345', '', null, `../${orderId}`, [orderId]];
	const outcome = await status(
		{ orderId: '={{ $json.id }}' },
		{
			items: [...ids, ` ${orderId} `, Number(orderId)].map((id) => ({ id })) as IDataObject[],
			onError: 'continueRegularOutput',
		},
	);
	expect(pairs(outcome.items)).toEqual([...outcome.items.keys()]);
	expect(outcome.jsons.map(({ error }) => error)).toEqual([
		'"Order ID" must be 14 digits; it is "123"',
		'"Order ID" must be 14 digits; it is "1234567890123x"',
		'"Order ID" must be 14 digits; it is "123456789012345"',
		'"Order ID" is empty',
		'"Order ID" is empty',
		`"Order ID" must be 14 digits; it is "../${orderId}"`,
		expect.stringContaining('"Order ID" must be'),
		undefined,
		undefined,
	]);
	// Both of the others ask for the same order.
	expect(await kit.bench.sent()).toEqual([`GET /v1/order/${orderId}`]);
});

it('says what is there where nothing stands at the path', async () => {
	const { error } = await status({ options: { statusPath: 'state' } });
	expect(error?.message).toBe(
		'KassaForte could not get order status: the answer has nothing at "state"',
	);
	expect(error?.description).toContain('There is: orderId, status.');
});

it('refuses a path that is none before anything is sent', async () => {
	const { words } = await status({ options: { statusPath: 'a..b' } });
	expect(words).toContain('"Path of the Status" must be names with dots between them');
	expect(await kit.bench.sent()).toEqual([]);
});

it('says what to do about an order that the shop does not know', async () => {
	const { error } = await status({ orderId: '00000000000000' });
	expect(error?.message).toBe('KassaForte could not get order status: Unknown order.');
	expect(error?.description).toBe(
		'Check the order ID, and that the credential is the one of the shop that it was sent to.',
	);
	expect(error?.httpCode).toBe('404');
});
