/** The credentials in n8n's HTTP Request node: a hostile server learns nothing, whatever it answers. */
import { Bench, useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { runWorkflow, startSandbox } from '../support/n8n/kassa';

const kit = useBench();

/** A host that no credential names; nothing may reach it. */
let other: Bench;
const evil = () => new URL(other.ready.kassandro.baseUrl).origin;

beforeAll(async () => {
	other = new Bench(await startSandbox());
});

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.logInToTill();
	await kit.bench.mark();
});

afterEach(async () => {
	expect(await other.sent({ tokens: true })).toEqual([]);
});

async function request(type: string, authentication: Authentication, url: string) {
	return await runWorkflow({
		workflow: {
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					name: 'Ask',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					// Only CassaNova asks for it.
					parameters: { url, headers: { 'X-Version': '1.0.0' }, nodeCredentialType: type },
					credentials: { [type]: { id: '1', name: type } },
				},
			],
			connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
		},
		credentials: { '1': { type, data: kit.bench.credential(authentication) } },
	} as never);
}

const { stringify } = JSON;

describe.each([
	['kassandroAccountApi', 'accountToken', '/v1.0/cashregisters'],
	['kassandroCashRegisterApi', 'cashRegisterToken', '/v1.0/paymentmethods'],
	['cassaNovaApi', 'apiKey', '/salespoint'],
	['kassaForteApi', 'basicAuth', '/v1/infos'],
] as const)('%s', (type, authentication, path) => {
	const home = () => {
		const { baseUrl, domain } = kit.bench.credential(authentication);
		return new URL(String(baseUrl ?? `http://${String(domain)}`)).origin;
	};

	it('works on its own host', async () => {
		const { status } = await request(type, authentication, `${home()}${path}`);
		const sent = await kit.bench.log();
		expect([status, sent.at(-1)?.path, sent.at(-1)?.status]).toEqual(['success', path, 200]);
	});

	it('is not sent to another host', async () => {
		const outcome = await request(type, authentication, `${evil()}${path}`);
		expect(outcome.status).toBe('error');
		expect(stringify(outcome)).toContain('This credential is for');
	});

	it('is not sent to another host that its own sends it on to', async () => {
		const moved = path.replace(/\w+$/, 'moved');
		const location = `${evil()}/x`;
		await kit.bench.control('faults', { kind: 'redirect', location, path: 'moved$', times: -1 });
		const outcome = await request(type, authentication, `${home()}${moved}`);
		expect(outcome.status).toBe('error');
		expect((await kit.bench.log()).at(-1)).toMatchObject({ path: moved, status: 302 });
	});
});

describe('CassaNova OAuth2', () => {
	it.each(['baseUrl', 'authUrl', 'accessTokenUrl'])(
		'sends nothing where %s has no https',
		async (field) => {
			const { words } = await kit.bench.run({
				authentication: 'oAuth2',
				operation: 'salesPoint.getAll',
				credential: {
					oauthTokenData: { access_token: 'access-1', refresh_token: 'refresh-1' },
					[field]: 'http://192.0.2.2',
				},
			});
			expect(words).toContain('in the credential must begin with https://');
			expect(await kit.bench.sent({ tokens: true })).toEqual([]);
		},
	);
});
