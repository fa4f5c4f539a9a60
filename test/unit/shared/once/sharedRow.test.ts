/** The row that all processes of an n8n see: what n8n is asked for it. */
import type { Call } from '../../../../nodes/shared/table/types';
import { aloneInN8n } from '../../../../nodes/shared/once/aloneInN8n';
import { sharedRowOf } from '../../../../nodes/shared/once/sharedRow';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { Clock } from '../../../support/clock/clock';
import { testNode } from '../../../support/n8n/host';
import { ProcessedRows } from '../../../support/n8n/processedRows';

const hostWith = (helpers: object, workflow = 'w', node = 'n') => ({
	getWorkflow: () => ({ id: workflow, active: true }),
	getNode: () => ({ ...testNode, id: node }),
	helpers,
});

/** The row, n8n's helpers as told, and how they were called. */
function rowWith(seen: string[], random: () => number, isFree = true) {
	const asked: unknown[][] = [];
	const helpers = {
		checkProcessedAndRecord: async (items: string[], ...how: unknown[]) => {
			asked.push([items, ...how]);
			const isNew = (item: string) => isFree || !seen.includes(item);
			return await Promise.resolve({ new: items.filter(isNew), processed: [] });
		},
		getProcessedDataCount: async (...how: unknown[]) => {
			asked.push(how);
			return await Promise.resolve(3);
		},
		clearAllProcessedItems: async (...how: unknown[]) => {
			asked.push(how);
			await Promise.resolve();
		},
	};
	const row = sharedRowOf({ host: hostWith(helpers) as unknown as Call['host'] }, random)!;
	return { row, asked };
}

const ENTRIES = { mode: 'entries' };

it('is told apart by workflow and node', () => {
	const key = (workflow: string, node: string) =>
		sharedRowOf(
			{ host: hostWith(new ProcessedRows().helpers(), workflow, node) as unknown as Call['host'] },
			() => 0,
		)?.key;
	expect(new Set([key('a', 'b'), key('b', 'a'), key('a', 'c'), key('ab', '')])).toHaveProperty(
		'size',
		4,
	);
	expect(key('a', 'b')).toBe(key('a', 'b'));
});

it.each([
	['few', 0, 2],
	['many', 0.99, 10],
])('begins with %s entries of its own', async (_what, first, count) => {
	const draws = [first, ...Array.from({ length: 20 }, (_none, index) => (index + 1) / 100)];
	const { row, asked } = rowWith([], () => draws.shift() ?? 0);
	expect(await row.take()).toBe(count);
	const own = Array.from({ length: count - 1 }, (_none, index) => String((index + 1) / 100));
	expect(asked).toEqual([[['taken', ...own], 'node', ENTRIES]]);
});

it('is not taken where somebody else has it', async () => {
	const { row, asked } = rowWith(['taken'], () => 0.5, false);
	expect([await row.take(), await row.ask()]).toEqual([0, 0]);
	expect(asked.at(-1)).toEqual([['taken', 'wanted'], 'node', ENTRIES]);
	await row.isMine();
	// What was asked for in vain is no row of this process.
	expect(asked.at(-1)).toEqual([['taken', '0.5'], 'node', ENTRIES]);
});

it('is known by what it was asked for, where nobody had it', async () => {
	const { row, asked } = rowWith([], () => 0.5);
	expect(await row.ask()).toBe(1);
	await row.isMine();
	expect(asked).toEqual([
		[['taken', 'wanted'], 'node', ENTRIES],
		[['taken', 'wanted'], 'node', ENTRIES],
	]);
});

it.each([
	['it has what was put there', ['taken', '0.5'], false, true],
	['nobody has one: it is made again', [], true, true],
	['another one has been made', ['taken'], false, false],
])('is its own: %s', async (_what, seen, isFree, expected) => {
	const { row } = rowWith(seen, () => 0.5, isFree);
	await row.take();
	expect(await row.isMine()).toBe(expected);
});

it('gets signs, is counted and removed as this node alone', async () => {
	const { row, asked } = rowWith([], () => 0.5);
	await row.add();
	expect(await row.size()).toBe(3);
	await row.remove();
	expect(asked).toEqual([
		[['taken', '0.5'], 'node', ENTRIES],
		['node', ENTRIES],
		['node', ENTRIES],
	]);
});

it.each(['checkProcessedAndRecord', 'getProcessedDataCount', 'clearAllProcessedItems'])(
	'there is none where n8n has no %s',
	(missing) => {
		const helpers = { ...new ProcessedRows().helpers(), [missing]: undefined };
		const host = hostWith(helpers) as unknown as Call['host'];
		expect(sharedRowOf({ host }, () => 0.5)).toBeUndefined();
	},
);

it('whoever waits for another process is told so, once', async () => {
	const [time, rows] = [new Clock(), new ProcessedRows()];
	const told: string[] = [];
	const callOf = () =>
		({
			host: { ...hostWith(rows.helpers()), logger: { info: (line: string) => told.push(line) } },
			memory: new ProcessMemory(),
			now: time.now,
			sleep: time.sleep,
		}) as unknown as Call;
	const both = ['a', 'b'].map(
		async () => await aloneInN8n(callOf(), async () => await time.sleep(2_000)),
	);
	await time.run();
	await Promise.all(both);
	expect(told).toEqual([expect.stringMatching(/^Another process of this n8n .* 45 seconds\.$/)]);
	await aloneInN8n(callOf(), async () => await Promise.resolve());
	expect(told).toHaveLength(1);
});
