/** Leave to call: what is counted together, how long it is waited, and what is said of it. */
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { PaceError } from '../../../../nodes/shared/wire/pace';
import { announceWait, takeSlot, usedUp } from '../../../../nodes/shared/wire/slot';
import type { Engine } from '../../../../nodes/shared/wire/engine';
import type { Credentials } from '../../../../nodes/shared/table/session';
import { hurried } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';
import { testNode } from '../../../support/n8n/host';

const URL_OF_TILL = 'https://till.example/v1/sales';
const PACE = { calls: 1, perMs: 60_000 };

interface Setup {
	pace?: typeof PACE;
	oAuth2?: boolean;
	credentials?: Credentials;
}

function prepare({ pace = PACE, oAuth2 = false, credentials = { key: 'a' } }: Setup = {}) {
	const told: string[] = [];
	const call = fakeCall({
		api: { name: 'Till', pace },
		authentication: {
			credential: 'tillApi',
			oAuth2,
			secrets: ({ key, oauthTokenData }: Credentials) => [key, oauthTokenData],
		},
		credentials,
		host: { getNode: () => ({ ...testNode, credentials: { tillApi: { id: '7', name: 'Till' } } }) },
		hint: (message: string) => told.push(message),
		tell: (message: string) => told.push(message),
	});
	return { call, told };
}

/** How long each of some requests waits, one after the other. */
async function waits(engine: Engine, ...asked: Array<[Setup, string?, string?]>) {
	const lengths: number[] = [];
	for (const [setup, path = '/sales', url = URL_OF_TILL] of asked) {
		const before = engine.environment.now();
		await takeSlot(prepare(setup).call, { path }, url, engine, undefined);
		lengths.push(engine.environment.now() - before);
	}
	return lengths;
}

describe('calls are counted', () => {
	const cases: Array<[string, [Setup, string?, string?], [Setup, string?, string?], number]> = [
		['together for one API', [{}, '/sales/1'], [{}, '/sales/2'], 60_000],
		['apart for another API', [{}, '/sales'], [{}, '/stocks'], 0],
		['apart for another account', [{}], [{ credentials: { key: 'b' } }], 0],
		['apart for another host', [{}], [{}, '/sales', 'https://other.example'], 0],
		[
			'together where a token was renewed',
			[{ credentials: { key: 'a', oauthTokenData: 'one' } }],
			[{ credentials: { key: 'a', oauthTokenData: 'two' } }],
			60_000,
		],
		[
			'by the name of an OAuth2 credential',
			[{ oAuth2: true, credentials: { key: 'a' } }],
			[{ oAuth2: true, credentials: { key: 'b' } }],
			60_000,
		],
		[
			'not at all on this machine',
			[{}, '/sales', 'http://localhost:1'],
			[{}, '/sales', 'http://localhost:1'],
			0,
		],
	];
	it.each(cases)('%s', async (_what, first, second, wait) => {
		const engine = createEngine(hurried());
		expect(await waits(engine, first, second)).toEqual([0, wait]);
	});

	it('not at all where the vendor sets no limit', async () => {
		const engine = createEngine(hurried());
		const { call } = prepare();
		const free = { ...call, api: { ...call.api, pace: undefined } };
		for (let n = 0; n < 3; n++) {
			await takeSlot(free, { path: '/sales' }, URL_OF_TILL, engine, undefined);
		}
		expect(engine.environment.now()).toBe(createEngine(hurried()).environment.now());
	});
});

it('a longer wait is told before it and after it, with the limit', async () => {
	const engine = createEngine(hurried());
	const { call, told } = prepare();
	await takeSlot(call, { path: '/sales' }, URL_OF_TILL, engine, undefined);
	await takeSlot(call, { path: '/sales' }, URL_OF_TILL, engine, undefined);
	const reason = 'Till allows only so many calls at a time (this node makes 1 in 1 minute)';
	expect(told).toEqual([
		`${reason}: waiting 1 minute, then going on.`,
		`${reason}: it had to wait 1 minute.`,
	]);
});

it('a short wait isn’t told', () => {
	const { call, told } = prepare();
	announceWait(call, 4_999, 'is busy');
	expect(told).toEqual([]);
	announceWait(call, 5_000, 'is busy');
	expect(told).toHaveLength(2);
});

it('who would wait too long is told when to come again', async () => {
	const engine = { ...createEngine(hurried()), mostPaceWaitMs: 1_000 };
	const { call } = prepare();
	await takeSlot(call, { path: '/sales' }, URL_OF_TILL, engine, undefined);
	const late = takeSlot(call, { path: '/sales' }, URL_OF_TILL, engine, undefined);
	await expect(late).rejects.toThrow(PaceError);
	expect(usedUp(new PaceError(60_000), engine)).toEqual({
		origin: 'limit',
		problem: 'the calls that it allows in ten minutes are used up',
		advice: 'Run it again in 1 minute.',
	});
});
