/** The Kassandro trigger on n8n's polling context, against the sandbox. */
import { useBench } from '../../support/n8n/bench';
import { dayFromToday, Poller } from '../../support/n8n/poller';
import type { Polled } from '../../support/n8n/poller';

const kit = useBench();
const generate = async (count: number, from: number, to = from, seed = 4) =>
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		count,
		from: dayFromToday(from),
		to: dayFromToday(to),
		seed,
	});
const all = { kinds: ['sale', 'cancellation', 'zero'], output: 'raw' };
const account = (parameters = {}) =>
	new Poller(() => kit.bench, 'accountToken', { event: 'receiptCreated', ...all, ...parameters });
const ids = ({ jsons, words }: Polled) => {
	expect(words).toBe('');
	return (jsons ?? []).map(({ _id }) => String(_id));
};
const requests = async () =>
	(await kit.bench.log()).map(
		({ path, query }) => `${path.split('/').pop()} ${query.offset ?? ''}`,
	);

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.run({ authentication: 'accountToken', operation: 'paymentMethod.getAll' });
	await kit.bench.mark();
});

it('begins with what comes after its start, and hands on each receipt once', async () => {
	await generate(40, -3, -1, 1);
	const trigger = account();
	expect(ids(await trigger.poll())).toEqual([]);
	await generate(25, -1, 0, 2);
	const found = ids(await trigger.poll());
	expect(new Set(found).size).toBe(25);
	expect(ids(await trigger.poll())).toEqual([]);
	await generate(1, 0, 0, 3);
	expect(ids(await trigger.poll())).toHaveLength(1);
});

it.each(['oldest', 'newest'])('asks once when nothing is new, %s first', async (order) => {
	await kit.bench.control('config', { kassandroOrder: order });
	await generate(60, -1);
	const trigger = account();
	await trigger.poll();
	await trigger.poll();
	await kit.bench.mark();
	expect(ids(await trigger.poll())).toEqual([]);
	expect(await requests()).toEqual(['count ']);
	await generate(3, 0);
	await trigger.poll();
	await generate(7, 0, 0, 9);
	await kit.bench.mark();
	expect(ids(await trigger.poll())).toHaveLength(7);
	// The count, and the end at which the last new ones stood.
	expect(await requests()).toHaveLength(2);
});

it('starts from a date, oldest first, with no more items than it may', async () => {
	await generate(60, -20, -1);
	const trigger = account({
		startFrom: 'date',
		startDate: dayFromToday(-20),
		options: { maxItems: 25 },
	});
	const polls = [await trigger.poll(), await trigger.poll(), await trigger.poll()];
	expect(polls.map((polled) => polled.jsons?.length)).toEqual([25, 25, 10]);
	const times = polls.flatMap(({ jsons }) => (jsons ?? []).map(({ created }) => String(created)));
	expect(times).toEqual([...times].sort());
	expect(new Set(polls.flatMap(ids)).size).toBe(60);
	expect(ids(await trigger.poll())).toEqual([]);
});

it('marks receipts that arrive late', async () => {
	const trigger = account();
	await trigger.poll();
	await generate(5, -4);
	// Older days are read once an hour: for this poll that hour is over.
	const sources = trigger.staticData['node:Trigger'] as { sources: { all: { older: number[] } } };
	sources.sources.all.older = sources.sources.all.older.map((at) => at - 3_600_000);
	const { jsons } = await trigger.poll();
	expect(jsons).toHaveLength(5);
	for (const json of jsons ?? []) {
		expect(json).toMatchObject({ late: true, firstSeenAt: expect.stringMatching(/^20.*Z$/) });
	}
});

it('leaves out the kinds that are not wanted', async () => {
	const trigger = account({ kinds: ['sale', 'cancellation'], output: 'simplified' });
	await trigger.poll();
	await generate(200, -1);
	const usual = await trigger.poll();
	expect(usual.jsons?.some(({ cancels }) => cancels !== null)).toBe(true);
	expect(usual.jsons?.some(({ itemCount }) => itemCount === 0)).toBe(false);
	await generate(200, -1, -1, 5);
	const zero = await trigger.poll({ kinds: ['zero'] });
	expect(zero.jsons?.map(({ itemCount }) => itemCount)).toEqual([0, 0]);
	const empty = await trigger.poll({ kinds: [] });
	expect(empty.words).toContain('"Kinds of Receipts" is empty');
});

it('watches some registers, and goes on when others are chosen', async () => {
	const trigger = account({ cashRegisterIds: [11, 12] });
	await trigger.poll();
	await generate(90, -1);
	const some = await trigger.poll();
	expect(new Set(some.jsons?.map(({ cashRegisterId }) => cashRegisterId))).toEqual(
		new Set([11, 12]),
	);
	await generate(30, 0, 0, 8);
	const more = await trigger.poll({ cashRegisterIds: [] });
	const again = await trigger.poll({ cashRegisterIds: [11] });
	expect(new Set([...ids(some), ...ids(more)]).size).toBe(120);
	expect(ids(some).length + ids(more).length).toBe(120);
	expect(ids(again)).toEqual([]);
});

it('works with a cash-register token, without items', async () => {
	const token = await kit.bench.logInToTill();
	const trigger = new Poller(
		() => kit.bench,
		'cashRegisterToken',
		{ event: 'receiptCreated', ...all, options: { withItems: false } },
		{ token },
	);
	expect(ids(await trigger.poll())).toEqual([]);
	await generate(90, -1);
	const { jsons } = await trigger.poll();
	expect(jsons?.length).toBeGreaterThan(10);
	for (const json of jsons ?? []) {
		expect(json.cashRegisterId).toBe(11);
		expect(json.items).toBeUndefined();
	}
});

it('gives accounting entries that add up', async () => {
	const trigger = account({ output: 'accounting', startFrom: 'lastDays', startDays: 3 });
	await generate(50, -2, -1);
	const { jsons, words } = await trigger.poll();
	expect(words).toBe('');
	expect(jsons).toHaveLength(50);
	const gross = (jsons ?? []).reduce(
		(sum, { totals }) => sum + Number((totals as { grossCents: number }).grossCents),
		0,
	);
	const { grossCents } = await kit.bench.control<{ grossCents: number }>('totals?vendor=kassandro');
	expect(gross).toBe(grossCents);
});

it('shows the newest receipt in the editor, and doesn’t touch what it has stored', async () => {
	const trigger = account();
	const none = await trigger.poll({}, { mode: 'manual' });
	expect(none.words).toContain('found no record for "Receipt Created"');
	await generate(30, -6, -2);
	const { jsons } = await trigger.poll({}, { mode: 'manual' });
	expect(jsons).toHaveLength(1);
	const { jsons: receipts } = await kit.bench.run({
		authentication: 'accountToken',
		operation: 'receipt.getAll',
		parameters: { dateFrom: dayFromToday(-7), returnAll: true, output: 'raw' },
	});
	const newest = receipts
		.map(({ created }) => String(created))
		.sort()
		.at(-1);
	expect(jsons?.[0]?.created).toBe(newest);
	expect(trigger.staticData).toEqual({});
});

describe('failures', () => {
	it('say what to do and why, for n8n’s back-off', async () => {
		const trigger = account();
		await trigger.poll();
		await kit.bench.control('faults', { kind: 'status', status: 403, path: 'count', times: 1 });
		const before = trigger.staticData;
		await trigger.poll();
		await kit.bench.control('faults', { kind: 'status', status: 403, path: 'count', times: 1 });
		const { words, result } = await trigger.poll();
		expect(words).toContain('The credential is valid but may not do this');
		expect(result.error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(Object.keys(trigger.staticData)).toEqual(Object.keys(before));
	});

	it('pass in silence while the workflow is being activated', async () => {
		await kit.bench.control('faults', { kind: 'status', status: 500, path: 'receipts', times: 3 });
		const trigger = account();
		const first = await trigger.poll({}, { activationMode: 'init' });
		expect(first).toMatchObject({ words: '', jsons: null });
		const wrong = new Poller(() => kit.bench, 'accountToken', all, { apiKey: 'wrong' });
		expect((await wrong.poll({}, { activationMode: 'init' })).words).toBe('');
		expect((await wrong.poll({}, { activationMode: 'activate' })).words).toContain('API key');
	});
});
