/** Many accounts in one node with one credential whose fields are expressions: nothing crosses over. */
import { Bench, pairs, useBench } from '../support/n8n/bench';
import { startSandbox } from '../support/n8n/kassa';

const kit = useBench();

/** 0, 1, 2, 0, 1, 2, … */
const interleaved = <T>(entries: T[], count: number): T[] =>
	Array.from({ length: count }, (_, index) => entries[index % entries.length] as T);

/** What came out for each input item. */
const perItem = <T>(items: Parameters<typeof pairs>[0], value: (json: object) => T): T[][] => {
	const groups: T[][] = [];
	const origins = pairs(items) as number[];
	for (const [index, { json }] of items.entries()) {
		(groups[origins[index] as number] ??= []).push(value(json));
	}
	return groups;
};

describe('Kassandro: three merchants', () => {
	const RANGE = { dateFrom: '2026-03-01', dateTo: '2026-03-05', returnAll: true };

	beforeAll(async () => {
		for (const { name } of kit.bench.ready.kassandro.merchants) {
			await kit.bench.control('generate', {
				vendor: 'kassandro',
				merchant: name,
				count: 40,
				from: '2026-03-01',
				to: '2026-03-05',
			});
		}
	});

	it.each([
		[3, 'simplified'],
		[30, 'simplified'],
		[30, 'accounting'],
	])('%d items, %s', async (count, output) => {
		const { merchants } = kit.bench.ready.kassandro;
		const items = interleaved(merchants, count).map(({ apiKey }) => ({ apiKey }));
		const outcome = await kit.bench.run({
			authentication: 'accountToken',
			operation: 'receipt.getAll',
			parameters: { ...RANGE, output },
			credential: { apiKey: '={{ $json.apiKey }}' },
			items,
		});
		expect(outcome.words).toBe('');
		const registers = perItem(outcome.items, (json) =>
			Number(
				'cashRegisterId' in json
					? json.cashRegisterId
					: (json as { register: { id: string } }).register.id,
			),
		);
		expect(registers).toHaveLength(count);
		for (const [index, found] of registers.entries()) {
			const own = merchants[index % merchants.length]?.registers ?? [];
			expect(found).toHaveLength(40);
			expect(found.filter((register) => !own.includes(register))).toEqual([]);
		}
		const { tokenCallsByKind } = await kit.bench.control('state?vendor=kassandro');
		expect(tokenCallsByKind).toMatchObject({ create: merchants.length });
	});

	it('two registers of one merchant each need a key of their own', async () => {
		const [merchant] = kit.bench.ready.kassandro.merchants;
		const [first, second] = merchant?.registers ?? [];
		await kit.bench.logInToTill();
		const outcome = await kit.bench.run({
			authentication: 'cashRegisterToken',
			operation: 'receipt.getAll',
			parameters: { ...RANGE, output: 'raw' },
			credential: { cashRegisterId: '={{ $json.register }}' },
			items: [{ register: first }, { register: second }],
			onError: 'continueRegularOutput',
		});
		const [own, other] = perItem(outcome.items, (json) => json as Record<string, unknown>);
		expect(new Set(own?.map(({ cashRegisterId }) => cashRegisterId))).toEqual(new Set([first]));
		expect(other).toHaveLength(1);
		expect(other?.[0]?.error).toContain(`belongs to register ${first}, not to register ${second}`);
	});

	it('one wrong key spoils its own items only', async () => {
		const { merchants } = kit.bench.ready.kassandro;
		const keys = merchants.map(({ apiKey }) => ({ apiKey }));
		keys.splice(1, 0, { apiKey: 'not-a-key' });
		const outcome = await kit.bench.run({
			authentication: 'accountToken',
			operation: 'receipt.count',
			parameters: { dateFrom: '2026-03-01', dateTo: '2026-03-05' },
			credential: { apiKey: '={{ $json.apiKey }}' },
			items: keys,
			onError: 'continueRegularOutput',
		});
		expect(outcome.jsons.map(({ count }) => count)).toEqual([40, undefined, 40, 40]);
	});
});

describe('CassaNova: accounts on two hosts', () => {
	it('30 items, and no token goes to the other host', async () => {
		const other = new Bench(await startSandbox({ seed: 99 }));
		const benches = [kit.bench, other];
		const hosts = benches.map(({ ready }) => ready.cassaNova.baseUrl);
		const generate = { vendor: 'cassaNova', count: 20, from: '2026-03-01', to: '2026-03-01' };
		for (const bench of benches) await bench.control('generate', generate);
		const outcome = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'receipt.getAll',
			parameters: {
				datetimeFrom: '2026-03-01',
				datetimeTo: '2026-03-01',
				returnAll: false,
				limit: '={{ $json.limit }}',
			},
			credential: { baseUrl: '={{ $json.baseUrl }}' },
			// Items of a host that ask for the same would share what the first of them got.
			items: interleaved(hosts, 30).map((baseUrl, index) => ({ baseUrl, limit: 30 + index })),
		});
		expect(outcome.words).toBe('');
		const ids = perItem(outcome.items, (json) => String((json as { id: string }).id));
		expect(ids).toHaveLength(30);
		for (const [index, found] of ids.entries()) expect(found).toEqual(ids[index % 2]);
		expect(ids[0]?.filter((id) => ids[1]?.includes(id))).toEqual([]);
		const tokens = await Promise.all(
			benches.map(async (bench) =>
				(await bench.log())
					.filter(({ vendor }) => vendor === 'cassaNova')
					.map(({ headers, status }) => [headers.authorization, status]),
			),
		);
		const [mine, theirs] = tokens.map((sent) => new Set(sent.map(([token]) => token)));
		expect([...(mine ?? [])].filter((token) => theirs?.has(token))).toEqual([]);
		expect(tokens.flat().filter(([, status]) => status !== 200)).toEqual([]);
	});
});

describe('KassaForte: three shops', () => {
	it('30 items, each with its own user and password', async () => {
		const { shops } = kit.bench.ready.kassaForte;
		// Items of a shop that ask for the same would share what the first of them got.
		const items = interleaved(shops, 30).map(({ username, password }, index) => ({
			username,
			password,
			code: `CODE ${index}`,
		}));
		await kit.bench.mark();
		const outcome = await kit.bench.run({
			authentication: 'basicAuth',
			operation: 'discountCode.check',
			parameters: { discountCode: '={{ $json.code }}' },
			credential: { username: '={{ $json.username }}', password: '={{ $json.password }}' },
			items,
		});
		expect(outcome.words).toBe('');
		expect(pairs(outcome.items)).toEqual(items.map((_, index) => index));
		expect((await kit.bench.log()).map(({ headers }) => headers.authorization)).toEqual(
			items.map(({ username, password }) => `Basic ${btoa(`${username}:${password}`)}`),
		);
	});
});
