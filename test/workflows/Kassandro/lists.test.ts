/** Long Kassandro lists, whose length isn't told, through n8n's engine: complete, each record once. */
import type { INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';

const kit = useBench();
const DAY = '2026-03-05';

const read = async (parameters: INodeParameters = {}) =>
	await kit.bench.run({
		authentication: 'accountToken',
		operation: 'receipt.getAll',
		parameters: { dateFrom: DAY, dateTo: DAY, returnAll: true, output: 'raw', ...parameters },
	});
const generate = async (count: number) =>
	await kit.bench.control('generate', { vendor: 'kassandro', count, from: DAY, to: DAY, seed: 4 });
const idsOf = ({ jsons }: { jsons: Array<Record<string, unknown>> }) =>
	jsons.map(({ _id }) => String(_id));
const pages = async () =>
	(await kit.bench.log())
		.filter(({ path }) => path.endsWith('/receipts'))
		.map(({ query }) => [Number(query.offset), Number(query.limit)]);

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.run({ authentication: 'accountToken', operation: 'paymentMethod.getAll' });
	await kit.bench.mark();
});

it.each([
	// Only an empty page is surely the end: the largest page isn't documented.
	[2500, [0, 1000, 2000, 2500]],
	[2000, [0, 1000, 2000]],
	[1, [0, 1]],
	[0, [0]],
])('%d receipts: pages from %j', async (count, offsets) => {
	await generate(count);
	const outcome = await read();
	expect(outcome.words).toBe('');
	expect(new Set(idsOf(outcome)).size).toBe(count);
	expect(await pages()).toEqual(offsets.map((offset) => [offset, 1000]));
});

it('is read no further than the limit', async () => {
	await generate(2500);
	const outcome = await read({ returnAll: false, limit: 1300 });
	expect(outcome.items).toHaveLength(1300);
	const sizes = await pages();
	expect(sizes[0]).toEqual([0, 1000]);
	expect(sizes).toHaveLength(2);
	expect(idsOf(outcome)).toEqual(idsOf(await read()).slice(0, 1300));
});

it('gives every record once when others come in front meanwhile', async () => {
	await generate(2500);
	const before = idsOf(await read());
	await kit.bench.control('faults', { kind: 'pageShift', insert: 3, path: 'receipts$' });
	const outcome = await read();
	const ids = idsOf(outcome);
	expect(outcome.words).toBe('');
	expect(new Set(ids).size).toBe(ids.length);
	expect(before.filter((id) => !ids.includes(id))).toEqual([]);
	expect(outcome.hints).toEqual([
		expect.stringContaining('Records were added or removed while the list was read'),
	]);
});

it('is an error when it repeats a page for ever', async () => {
	await generate(2500);
	await kit.bench.control('faults', { kind: 'repeatPage', path: 'receipts$', times: -1 });
	const outcome = await read();
	expect(outcome.status).toBe('error');
	expect(outcome.error?.message).toContain('the list repeats a page');
	expect((await pages()).length).toBeLessThan(5);
});

it('goes on after the token was dropped in the middle', async () => {
	await generate(2500);
	await kit.bench.control('faults', { kind: 'expireToken', path: 'receipts$', after: 1 });
	const outcome = await read();
	expect(outcome.words).toBe('');
	expect(new Set(idsOf(outcome)).size).toBe(2500);
	expect(await kit.bench.control('state?vendor=kassandro')).toMatchObject({
		tokenCallsByKind: { create: 2 },
	});
});

it('a period that is named needs no day, in lists and counts', async () => {
	await generate(3);
	const asked = async (operation: string, parameters: INodeParameters) =>
		await kit.bench.run({ authentication: 'accountToken', operation, parameters });
	const listed = await asked('receipt.getAll', { period: 'thisYearSoFar', returnAll: true });
	const counted = await asked('receipt.count', { period: 'thisYearSoFar' });
	expect([listed.words, counted.words]).toEqual(['', '']);
	expect([listed.items.length, counted.jsons]).toEqual([3, [{ count: 3 }]]);
	const before = await asked('receipt.count', { period: 'lastYear' });
	expect(before.jsons).toEqual([{ count: 0 }]);
});

it('takes a register by its name, and refuses one that nobody has', async () => {
	const { jsons: registers } = await kit.bench.run({
		authentication: 'accountToken',
		operation: 'cashRegister.getAll',
	});
	const [register] = registers;
	const by = (value: unknown) => ({
		filters: { cashRegisterId: { __rl: true, mode: 'id', value: String(value) } },
	});
	await kit.bench.mark();
	expect((await read({ output: 'simplified', ...by(register?.name) })).words).toBe('');
	const sent = await kit.bench.sent();
	expect(sent.at(-1)).toMatch(
		new RegExp(`cashregisterid=${String(register?.cashRegisterId)}\\b`, 'i'),
	);
	const unknown = await read({ output: 'simplified', ...by('Kassa im Keller') });
	expect(unknown.words).toContain(
		'"Cash Register" is "Kassa im Keller", and no cash register of this account has that name or ID',
	);
});

it('names the register of each simplified receipt, with one request for all of them', async () => {
	await generate(300);
	await kit.bench.mark();
	const outcome = await read({ output: 'simplified' });
	expect(outcome.words).toBe('');
	const { jsons: registers } = await kit.bench.run({
		authentication: 'accountToken',
		operation: 'cashRegister.getAll',
	});
	const names = new Map(registers.map(({ cashRegisterId, name }) => [cashRegisterId, name]));
	expect(outcome.jsons).toHaveLength(300);
	for (const { cashRegisterId, cashRegisterName } of outcome.jsons) {
		expect(cashRegisterName).toBe(names.get(cashRegisterId as number));
	}
	const lookUps = (await kit.bench.sent()).filter((sent) => sent.includes('/cashregisters'));
	// The second one is the test's own.
	expect(lookUps).toHaveLength(2);
	// Without receipts nothing is looked up, and without the list names alone are missing.
	await kit.bench.mark();
	await read({ output: 'simplified', dateFrom: '2026-01-01', dateTo: '2026-01-02' });
	expect((await kit.bench.sent()).some((sent) => sent.includes('/cashregisters'))).toBe(false);
	await kit.bench.control('faults', {
		kind: 'status',
		status: 403,
		path: 'cashregisters$',
		body: { error: 'no' },
	});
	const nameless = await read({ output: 'simplified' });
	expect(nameless.words).toBe('');
	expect(nameless.jsons.map(({ cashRegisterName }) => cashRegisterName)).toEqual(
		outcome.jsons.map(() => null),
	);
	expect(nameless.hints).toEqual([
		'The names of cash registers could not be read and are missing; their IDs are right.',
	]);
});
