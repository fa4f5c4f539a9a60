/** Lists whose total can't be: an error in words, in nodes and triggers, before n8n runs out of memory. */
import { useBench } from '../../support/n8n/bench';
import { Poller } from '../../support/n8n/poller';

const kit = useBench();

const records = Array.from({ length: 100 }, (_value, index) => ({ id: `r${index}` }));
/** What a list says: its total, and how many records come with it. */
const LIES: Array<[number, number]> = [
	[1e9, 0],
	[1e9, 100],
	[-1, 100],
	[0, 100],
	[1.5, 100],
];

beforeEach(async () => {
	await kit.bench.reset();
});

/** Whatever is asked for, the answer is the same. */
async function lie(totalCount: number, count: number, field: string): Promise<void> {
	await kit.bench.control('faults', {
		kind: 'status',
		status: 200,
		body: { [field]: records.slice(0, count), totalCount },
		path: `${field}$`,
		times: -1,
	});
	await kit.bench.mark();
}

it.each(LIES)('a total of %d beside %d records ends a list', async (total, count) => {
	await lie(total, count, 'taxes');
	const { words } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.getAll',
		parameters: { returnAll: true },
	});
	expect(words).toContain(`the list says that it has ${total} records`);
	expect(await kit.bench.sent()).toHaveLength(1);
});

it.each(LIES)('a total of %d beside %d records ends a poll', async (total, count) => {
	const parameters = { event: 'receiptCreated', output: 'raw' };
	const trigger = new Poller(() => kit.bench, 'apiKey', parameters);
	expect((await trigger.poll()).words).toBe('');
	await lie(total, count, 'receipts');
	const { words } = await trigger.poll();
	expect(words).toContain(`the list says that it has ${total} records`);
	expect((await kit.bench.sent()).length).toBeLessThan(4);
});
