/** The KassaForte Trigger on n8n's engine: what changed since the poll before, and only that. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import { Poller } from '../../support/n8n/poller';

const kit = useBench();
let orderId: string;

beforeEach(async () => {
	await kit.bench.reset();
	orderId = kit.bench.ready.kassaForte.orderId;
	// Else it goes on with the minutes, and a slow machine would see another one than was meant.
	await status('waiting');
});

const status = async (kassaForteOrderStatus: string) =>
	await kit.bench.control('config', { kassaForteOrderStatus });
const shop = async (kassaForteInfos: IDataObject) =>
	await kit.bench.control('config', { kassaForteInfos });
/** Sends an order to the shop and gives its ID. */
const newOrder = async (): Promise<string> => {
	const { domain, username, password } = kit.bench.ready.kassaForte;
	const answer = await fetch(`http://${domain}/v1/order`, {
		method: 'POST',
		headers: {
			Authorization: `Basic ${btoa(`${username}:${password}`)}`,
			'Content-Type': 'application/json',
			Connection: 'close',
		},
		body: '{}',
	});
	return ((await answer.json()) as { orderId: string }).orderId;
};

describe('orderStatusChanged', () => {
	const follow = (parameters: INodeParameters = {}) =>
		new Poller(() => kit.bench, 'basicAuth', {
			event: 'orderStatusChanged',
			orderIds: orderId,
			statusPath: 'status',
			...parameters,
		});

	it('tells each change once, with both answers', async () => {
		const trigger = follow();
		expect((await trigger.poll()).jsons).toBeNull();
		expect((await trigger.poll()).jsons).toBeNull();
		await status('accepted');
		expect((await trigger.poll()).jsons).toEqual([
			{
				orderId,
				from: 'waiting',
				to: 'accepted',
				previous: { orderId, status: 'waiting' },
				current: { orderId, status: 'accepted' },
				changedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			},
		]);
		expect((await trigger.poll()).jsons).toBeNull();
		await status('onTheWay');
		expect((await trigger.poll()).jsons).toMatchObject([{ from: 'accepted', to: 'onTheWay' }]);
	});

	it('says neither from nor to without a path', async () => {
		const trigger = follow({ statusPath: '' });
		await trigger.poll();
		await status('accepted');
		const { jsons } = await trigger.poll();
		expect(jsons).toHaveLength(1);
		expect(Object.keys(jsons?.[0] ?? {})).toEqual(['orderId', 'previous', 'current', 'changedAt']);
	});

	it('tells the first status where that is wanted', async () => {
		const trigger = follow({ options: { tellFirst: true } });
		expect((await trigger.poll()).jsons).toMatchObject([
			{ from: null, to: 'waiting', previous: null },
		]);
		expect((await trigger.poll()).jsons).toBeNull();
	});

	it('tells a change again that n8n lost before it stored anything', async () => {
		const trigger = follow();
		await trigger.poll();
		await status('accepted');
		const lost = await trigger.poll({}, { stored: false });
		expect(lost.jsons).toMatchObject([{ to: 'accepted' }]);
		expect((await trigger.poll()).jsons).toMatchObject([{ from: 'waiting', to: 'accepted' }]);
	});

	it('tells a final status, and then does not ask any more', async () => {
		const trigger = follow({ finalStatuses: 'cancelled, delivered' });
		await trigger.poll();
		await status('delivered');
		expect((await trigger.poll()).jsons).toMatchObject([{ to: 'delivered' }]);
		await kit.bench.mark();
		await status('waiting');
		expect((await trigger.poll()).jsons).toBeNull();
		expect(await kit.bench.sent()).toEqual([]);
		// A final status that was entered by mistake can be taken back.
		const { jsons } = await trigger.poll({ finalStatuses: 'cancelled' });
		expect(jsons).toMatchObject([{ from: 'delivered', to: 'waiting' }]);
	});

	it('reads the list anew at each poll, from text or a list', async () => {
		const other = await newOrder();
		const trigger = follow({ orderIds: '' });
		expect(await trigger.poll()).toMatchObject({ jsons: null, words: '' });
		expect(await kit.bench.sent()).toEqual(['POST /v1/order']);
		await kit.bench.mark();
		await trigger.poll({ orderIds: `={{ [${orderId}, "${other}", ""] }}` });
		expect(await kit.bench.sent()).toEqual([`GET /v1/order/${orderId}`, `GET /v1/order/${other}`]);
		await kit.bench.mark();
		await trigger.poll({ orderIds: `${other}\n ${other};` });
		expect(await kit.bench.sent()).toEqual([`GET /v1/order/${other}`]);
		await status('accepted');
		const { jsons } = await trigger.poll({ orderIds: `${orderId} ${other}` });
		expect(jsons?.map((json) => json.orderId)).toEqual([orderId, other]);
	});

	it('asks more orders than it asks at once, each one time', async () => {
		const ids = [orderId];
		while (ids.length < 11) ids.push(await newOrder());
		await kit.bench.mark();
		const trigger = follow({ orderIds: ids.join(',') });
		await trigger.poll();
		expect((await kit.bench.sent()).sort()).toEqual(ids.map((id) => `GET /v1/order/${id}`).sort());
		await status('accepted');
		expect((await trigger.poll()).jsons).toHaveLength(11);
	});

	it.each([
		['is not known', { kind: 'status', status: 404 }],
		['makes the server fail', { kind: 'status', status: 500 }],
		['gives no status', { kind: 'status', status: 200, body: { other: 1 } }],
	])('goes on with the others when one order %s', async (_what, fault) => {
		const other = await newOrder();
		const trigger = follow({ orderIds: [other, orderId].join() });
		await trigger.poll();
		await status('accepted');
		await kit.bench.control('faults', { ...fault, path: orderId });
		expect((await trigger.poll()).jsons).toMatchObject([{ orderId: other, to: 'accepted' }]);
		// What the failed one missed is told when it answers again.
		expect((await trigger.poll()).jsons).toMatchObject([{ orderId, from: 'waiting' }]);
	});

	it('leaves out what is no ID, and refuses a list of nothing else', async () => {
		const trigger = follow({ orderIds: `${orderId}, 123` });
		expect((await trigger.poll()).words).toBe('');
		await kit.bench.mark();
		const refused = await trigger.poll({ orderIds: '123, x' });
		expect(refused.words).toContain('"Order IDs" must be 14 digits each; one is "123"');
		expect(refused.error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(await kit.bench.sent()).toEqual([]);
	});

	it('fails when no order answers, and notes nothing', async () => {
		const trigger = follow();
		await trigger.poll();
		await status('accepted');
		await kit.bench.control('faults', { kind: 'status', status: 405, path: '/order/' });
		const failed = await trigger.poll();
		expect(failed.error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect((await trigger.poll()).jsons).toMatchObject([{ from: 'waiting', to: 'accepted' }]);
	});

	it('goes on when the shop knows none of the orders, and asks again', async () => {
		const trigger = follow();
		await trigger.poll();
		await status('accepted');
		await kit.bench.control('faults', { kind: 'status', status: 404, path: '/order/' });
		expect(await trigger.poll()).toMatchObject({ words: '', jsons: null });
		expect((await trigger.poll()).jsons).toMatchObject([{ from: 'waiting', to: 'accepted' }]);
	});

	it('asks nobody else once the credential is refused', async () => {
		const ids = [orderId];
		while (ids.length < 9) ids.push(await newOrder());
		await kit.bench.mark();
		const { words, error } = await follow({ orderIds: ids.join() }).poll(
			{},
			{ credential: { password: 'wrong' } },
		);
		expect(words).toContain('Check user name and password in the credential.');
		expect(error?.failure).toEqual({ cause: 'credential-invalid' });
		expect((await kit.bench.sent()).length).toBe(4);
	});

	it('says how long the shop wants to be left alone', async () => {
		await kit.bench.control('faults', {
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '900' },
			times: -1,
		});
		const { error } = await follow().poll();
		expect(error?.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 900_000 });
		expect(await kit.bench.sent()).toHaveLength(1);
	});

	it('starts anew for another shop', async () => {
		const trigger = follow();
		await trigger.poll();
		const [, second] = kit.bench.ready.kassaForte.shops;
		const { username = '', password = '' } = second ?? {};
		const other = await trigger.poll({}, { credential: { username, password } });
		expect(other).toMatchObject({ words: '', jsons: null });
		expect(JSON.stringify(trigger.staticData)).not.toContain('waiting');
	});

	describe('while the workflow is being activated', () => {
		it('waits for a shop that is down', async () => {
			await kit.bench.control('faults', { kind: 'status', status: 500, times: -1 });
			const trigger = follow();
			for (const activation of ['init', 'activate', 'leadershipChange'] as const) {
				expect(await trigger.poll({}, { activationMode: activation })).toMatchObject({
					jsons: null,
					words: '',
				});
			}
		});

		it('shows the person what is wrong, and nobody at the start of n8n', async () => {
			const wrong = { credential: { password: 'wrong' } };
			const trigger = follow();
			expect((await trigger.poll({}, { ...wrong, activationMode: 'activate' })).words).toContain(
				'Check user name and password',
			);
			expect((await trigger.poll({}, { ...wrong, activationMode: 'init' })).words).toBe('');
		});
	});

	describe('a test event', () => {
		it('is the order as it is now, and changes nothing', async () => {
			const trigger = follow();
			await trigger.poll();
			await status('accepted');
			const test = await trigger.poll({}, { mode: 'manual' });
			expect(test.jsons).toMatchObject([{ orderId, from: null, to: 'accepted', previous: null }]);
			expect((await trigger.poll()).jsons).toMatchObject([{ from: 'waiting', to: 'accepted' }]);
		});

		it('says what is missing, or wrong', async () => {
			const words = async (parameters: INodeParameters) =>
				(await follow(parameters).poll({}, { mode: 'manual' })).words;
			expect(await words({ orderIds: '' })).toContain('"Order IDs" is empty');
			expect(await words({ orderIds: `${orderId} 12` })).toContain('one is "12"');
			expect(await words({ orderIds: '00000000000000' })).toContain('Unknown order.');
			expect(await words({ statusPath: 'state' })).toContain('There is: orderId, status.');
			expect(await words({ statusPath: 'a..b' })).toContain('"Path of the Status" must be');
			expect(await words({ options: { maxAge: 0 } })).toContain('must be at least 1');
		});

		it('takes the first order that answers', async () => {
			const trigger = follow({ orderIds: `00000000000000, ${orderId}` });
			expect((await trigger.poll({}, { mode: 'manual' })).jsons).toMatchObject([{ orderId }]);
		});
	});
});

describe('shopInfoChanged', () => {
	const watch = (parameters: INodeParameters = {}) =>
		new Poller(() => kit.bench, 'basicAuth', { event: 'shopInfoChanged', ...parameters });
	const some = (paths: string): INodeParameters => ({ watch: 'paths', paths });

	it('tells each change once: where, before and after', async () => {
		const trigger = watch();
		expect((await trigger.poll()).jsons).toBeNull();
		expect((await trigger.poll()).jsons).toBeNull();
		await shop({ deliveryOpen: false, unavailable: ['23', '51'] });
		const { jsons } = await trigger.poll();
		expect(jsons).toEqual([
			{
				changedPaths: ['shopOpenStatus.delivery', 'unavailableItems'],
				changes: [
					{ path: 'shopOpenStatus.delivery', before: true, after: false },
					{ path: 'unavailableItems', before: ['23'], after: ['23', '51'] },
				],
				before: expect.objectContaining({ unavailableItems: ['23'] }),
				after: expect.objectContaining({ unavailableItems: ['23', '51'] }),
				changedAt: expect.any(String),
			},
		]);
		expect((await trigger.poll()).jsons).toBeNull();
	});

	it('passes over changes that are not watched', async () => {
		const trigger = watch(some('shopOpenStatus, waitingTime.delivery'));
		await trigger.poll();
		await shop({ pickupMinutes: 40, unavailable: [] });
		expect((await trigger.poll()).jsons).toBeNull();
		await shop({ pickupMinutes: 40, pickupOpen: false, deliveryMinutes: 60 });
		expect((await trigger.poll()).jsons).toMatchObject([
			{ changedPaths: ['shopOpenStatus.pickup', 'waitingTime.delivery'] },
		]);
	});

	it('tells nothing old when more is watched from now on', async () => {
		const trigger = watch(some('shopOpenStatus'));
		await trigger.poll();
		await shop({ pickupMinutes: 40 });
		await trigger.poll();
		const { jsons } = await trigger.poll({ watch: 'everything' });
		expect(jsons).toBeNull();
	});

	it('brings menu, open hours and delivery costs along, only with a change', async () => {
		const trigger = watch({ fetchWithIt: ['menu', 'openHours', 'deliveryCosts'] });
		await trigger.poll();
		expect(await kit.bench.sent()).toEqual(['GET /v1/infos']);
		await kit.bench.control('config', { kassaForteDeliveryCosts: 'null' });
		await shop({ connected: false });
		const { jsons } = await trigger.poll();
		expect(jsons).toMatchObject([
			{
				changedPaths: ['connectionStatus'],
				menu: { categories: expect.any(Array) },
				openHours: { days: expect.any(Array) },
				deliveryCosts: null,
			},
		]);
		const list = [[{ from: '11:30' }]];
		await kit.bench.control('faults', {
			kind: 'status',
			status: 200,
			body: list,
			path: 'openhours',
		});
		await shop({});
		expect((await trigger.poll()).jsons).toMatchObject([{ openHours: list }]);
	});

	it('forgets nothing when what should come along fails', async () => {
		const trigger = watch({ fetchWithIt: ['menu'] });
		await trigger.poll();
		await shop({ deliveryOpen: false });
		await kit.bench.control('faults', { kind: 'status', status: 500, path: 'menu' });
		const failed = await trigger.poll();
		expect(failed.jsons).toBeNull();
		expect(failed.error?.failure).toEqual({ cause: 'temporarily-unavailable' });
		expect((await trigger.poll()).jsons).toMatchObject([
			{ changedPaths: ['shopOpenStatus.delivery'], menu: { currency: 'EUR' } },
		]);
	});

	it('compares nothing with the infos of another shop', async () => {
		const trigger = watch();
		await trigger.poll();
		await shop({ deliveryOpen: false });
		const [, second] = kit.bench.ready.kassaForte.shops;
		const { username = '', password = '' } = second ?? {};
		const other = await trigger.poll({}, { credential: { username, password } });
		expect(other).toMatchObject({ jsons: null, words: '' });
	});

	it('refuses paths of which the infos have none', async () => {
		const trigger = watch(some('opn, waitng'));
		const { words, error } = await trigger.poll();
		expect(words).toContain('"Paths" name something that is not in the information: "opn"');
		expect(words).toContain('There is: menuLastUpdate, ');
		expect(error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect((await trigger.poll(some('opn, waitingTime'))).words).toBe('');
	});

	it('shows in a test event everything that is watched, and changes nothing', async () => {
		const trigger = watch({ ...some('shopOpenStatus.delivery'), fetchWithIt: ['menu'] });
		await trigger.poll();
		await shop({ deliveryOpen: false });
		const test = await trigger.poll({}, { mode: 'manual' });
		expect(test.jsons).toMatchObject([
			{
				changedPaths: ['shopOpenStatus.delivery'],
				changes: [{ before: null, after: false }],
				before: null,
				menu: { currency: 'EUR' },
			},
		]);
		expect((await trigger.poll()).jsons).toMatchObject([{ changes: [{ before: true }] }]);
		const misspelt = await trigger.poll(some('infos, waitingTime'), { mode: 'manual' });
		expect(misspelt.words).toContain('"infos"');
	});

	it('refuses what it cannot fetch', async () => {
		const { words } = await watch({ fetchWithIt: ['prices'] }).poll();
		expect(words).toContain('"Fetch With It" must be some of deliveryCosts, menu, openHours');
		expect(await kit.bench.sent()).toEqual([]);
	});
});
