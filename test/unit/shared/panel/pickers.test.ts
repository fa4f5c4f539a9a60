/** Lists for fields inside lists and for several values: short enough, and read once for all fields. */
import type { IDataObject } from 'n8n-workflow';
import { listSearch, loadOptions, orNone } from '../../../../nodes/shared/panel/pickers';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { quickRetryPolicy } from '../../../../nodes/shared/wire/retry';
import type { Api } from '../../../../nodes/shared/table/types';
import { Clock } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { HostSetup, Sent } from '../../../support/n8n/host';

const api: Api = {
	name: 'Till',
	authentications: [
		{
			value: 'key',
			name: 'Key',
			description: 'By key',
			credential: 'tillApi',
			title: 'Till API',
			baseUrl: () => 'https://till.example',
			secrets: () => [],
		},
	],
	resources: [
		{
			name: 'Thing',
			value: 'thing',
			description: 'A thing',
			endpoints: [
				{
					name: 'Get Many',
					value: 'getAll',
					action: 'Get many things',
					description: 'Get things',
					route: 'GET /things',
					doc: 'Things',
					list: {
						items: 'things',
						id: 'id',
						pager: { offset: 'start', limit: 'limit', size: 100, total: 'totalCount' },
					},
				},
			],
		},
	],
	timeZone: 'Europe/Rome',
	failure: () => undefined,
	concurrency: 4,
	writesAreSafeAfter401: true,
};

const spec = { resource: 'thing', label: ['name'], id: ['id'] };

const things = (count: number) => (request: Sent) => {
	const { searchParams } = new URL(request.path, 'https://till.example');
	const [start, limit] = [searchParams.get('start'), searchParams.get('limit')].map(Number);
	const left = Math.max(0, Math.min(limit ?? 0, count - (start ?? 0)));
	const records = Array.from({ length: left }, (_value, index): IDataObject => {
		const id = (start ?? 0) + index;
		return { id, name: `n${id}` };
	});
	return { body: { things: records, totalCount: count } };
};

function setUp(reply: HostSetup['reply'], key: () => IDataObject = () => ({ apiKey: 'a' })) {
	const clock = new Clock();
	const { host, sent } = fakeHost({ reply, credentials: () => key() as never });
	const load = loadOptions(api, spec, createEngine(clock));
	return { clock, sent, load, read: async () => await load.call(host as never), host };
}

it('ends after a thousand records, with no more requests than those need', async () => {
	const { read, sent } = setUp(things(2500));
	const options = await read();
	expect([options.length, options.at(-1)]).toEqual([1000, { name: 'n999', value: 999 }]);
	expect(sent).toHaveLength(10);
});

it('is read once a minute for each account', async () => {
	let apiKey = 'a';
	let token = 0;
	// The token that n8n renews doesn't make another account.
	const { read, sent, clock } = setUp(things(2), () => ({ apiKey, oauthTokenData: { token } }));
	const first = await read();
	token = 1;
	expect(await Promise.all([read(), read()])).toEqual([first, first]);
	expect(sent).toHaveLength(1);
	apiKey = 'b';
	await read();
	expect(sent).toHaveLength(2);
	clock.advance(59_999);
	await read();
	expect(sent).toHaveLength(2);
	clock.advance(1);
	await read();
	expect(sent).toHaveLength(3);
});

it('is shown to nobody else who signed in with OAuth2', async () => {
	const oAuth2: Api = {
		...api,
		authentications: api.authentications.map((one) => ({ ...one, oAuth2: true })),
	};
	const own = { clientId: 'c', clientSecret: 's' };
	let tokens: IDataObject = {};
	const node: HostSetup['node'] = { credentials: { tillApi: { id: 'a', name: 'Till' } } };
	const { host, sent } = fakeHost({
		reply: () => ({ body: { things: [{ id: 1, name: String(tokens.owner) }], totalCount: 1 } }),
		credentials: () => ({ ...own, oauthTokenData: tokens }) as never,
		node,
	});
	const load = loadOptions(oAuth2, spec, createEngine(new Clock()));
	const names = async (owner: string, id: string, more: IDataObject) => {
		tokens = { owner, ...more };
		node.credentials = { tillApi: { id, name: 'Till' } };
		return (await load.call(host as never)).map(({ name }) => name);
	};
	expect(await names('A', 'a', { refresh_token: 'r1', access_token: '1' })).toEqual(['A']);
	// The same sign-in, with a renewed token.
	expect(await names('A', 'a', { refresh_token: 'r1', access_token: '2' })).toEqual(['A']);
	expect(sent).toHaveLength(1);
	// Another credential of the same application, and another sign-in with the first one.
	expect(await names('B', 'b', { refresh_token: 'r2', access_token: '3' })).toEqual(['B']);
	expect(await names('C', 'a', { refresh_token: 'r3', access_token: '4' })).toEqual(['C']);
	expect(await names('D', 'a', { access_token: '5' })).toEqual(['D']);
});

it('says when to come back where the calls are used up, and what its field allows instead', async () => {
	const { host } = fakeHost({ reply: things(1) });
	const limited: Api = { ...api, pace: { calls: 1, perMs: 400_000 } };
	const engine = { ...createEngine(new Clock()), mostPaceWaitMs: 15_000 };
	const search = listSearch(limited, spec, engine);
	await search.call(host as never);
	const wordsOf = async (work: Promise<unknown>) =>
		await work.then(
			() => '',
			(error: Error & { description?: string }) => `${error.message} ${error.description}`,
		);
	expect(await wordsOf(search.call(host as never))).toMatch(
		/used up.*Open the list again in 7 minutes, or choose another way than "From List"/s,
	);
	// A field with choices alone has no other way than an expression.
	expect(await wordsOf(loadOptions(limited, spec, engine).call(host as never))).toMatch(
		/used up.*Open the list again in 7 minutes, or give the ID with an expression/s,
	);
});

it('says when to come back where the vendor says it', async () => {
	const { host } = fakeHost({
		reply: () => ({ status: 429, body: {}, headers: { 'retry-after': '120' } }),
	});
	const engine = { ...createEngine(new Clock()), policy: quickRetryPolicy };
	const load = loadOptions(api, spec, engine).call(host as never);
	await expect(load).rejects.toMatchObject({
		description: expect.stringContaining(
			'The limit of calls is used up. Open the list again in 2 minutes, or give the ID with an expression.',
		),
	});
});

it('is read again after a failure', async () => {
	let fails = true;
	const { read } = setUp((request) =>
		fails ? { status: 403, body: { message: 'no' } } : things(1)(request),
	);
	await expect(read()).rejects.toThrow();
	fails = false;
	expect(await read()).toEqual([{ name: 'n0', value: 0 }]);
});

it('begins with none where a value may be left out, and shares the list', async () => {
	const { load, read, sent, host } = setUp(things(1));
	expect(await orNone(load, '(All)').call(host as never)).toEqual([
		{ name: '(All)', value: '' },
		{ name: 'n0', value: 0 },
	]);
	expect(await read()).toEqual([{ name: 'n0', value: 0 }]);
	expect(sent).toHaveLength(1);
});
