/** Each KassaForte operation through n8n's engine: what is sent to the byte, and what comes out. */
import { useBench } from '../../support/bench';

const kit = useBench();

const infos = async (credential: Record<string, string> = {}) =>
	await kit.bench.run({ authentication: 'basicAuth', operation: 'shop.getInfos', credential });

beforeEach(async () => {
	await kit.bench.reset();
});

describe('shop.getInfos', () => {
	it('passes the answer on as it is', async () => {
		const { items } = await infos();
		const [request, ...others] = await kit.bench.log();
		expect(others).toEqual([]);
		expect(request).toMatchObject({ method: 'GET', path: '/v1/infos', rawQuery: '' });
		const { username, password } = kit.bench.ready.kassaForte;
		expect(request?.headers.authorization).toBe(`Basic ${btoa(`${username}:${password}`)}`);
		expect(request?.headers['content-type']).toBeUndefined();
		expect(items).toEqual([
			{ json: expect.objectContaining({ connectionStatus: 'connected' }), pairedItem: { item: 0 } },
		]);
	});

	it('shows what changes in the shop', async () => {
		await kit.bench.control('config', { kassaForteInfos: { deliveryOpen: false } });
		const { jsons } = await infos();
		expect(jsons[0]).toMatchObject({ shopOpenStatus: { delivery: false } });
	});

	it.each([
		['with its scheme', (domain: string) => `http://${domain}`],
		['with a version and a slash', (domain: string) => `http://${domain}/v1/`],
		['with spaces around it', (domain: string) => ` ${domain} `],
	])('takes the domain %s', async (_how, write) => {
		const { words } = await infos({ domain: write(kit.bench.ready.kassaForte.domain) });
		expect(words).toBe('');
		expect(await kit.bench.sent()).toEqual(['GET /v1/infos']);
	});
});
