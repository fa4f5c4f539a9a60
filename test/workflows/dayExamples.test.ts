/** The example workflows that begin with a business day, as they are imported, on n8n's engine. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import cassaNovaChanged from '../../examples/cassanova-changed-day-by-mail.json';
import cassaNovaClosed from '../../examples/cassanova-closed-day-to-table.json';
import kassandroChanged from '../../examples/kassandro-changed-day-by-mail.json';
import kassandroClosed from '../../examples/kassandro-closed-day-by-mail.json';
import { journalEntrySchema } from '../../nodes/shared/books/journal/entry';
import type { WorkflowJson } from '../../scripts/engine/types';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { runWorkflow } from '../support/n8n/kassa';
import { dayFromToday, Poller } from '../support/n8n/poller';
import { addDays, fillBooks, SHOPS } from '../support/vendors/books';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
});

const TIMEOUT = 240_000;
/** Over at any hour, wherever the clock stands. */
const DAY = dayFromToday(-2, 'Europe/Rome');

/** The trigger of an example, with what it has in the panel. */
function triggerOf(example: unknown) {
	const { nodes } = structuredClone(example) as WorkflowJson;
	const node = nodes.find(({ type }) => type.endsWith('Trigger'));
	const { authentication, pollTimes, ...parameters } = node?.parameters ?? {};
	expect(pollTimes).toBeDefined();
	const trigger = new Poller(() => kit.bench, authentication as Authentication, parameters);
	const poll = async (): Promise<IDataObject[]> => {
		const { jsons, words } = await trigger.poll();
		expect(words).toBe('');
		return jsons ?? [];
	};
	return { name: node?.name ?? '', trigger, poll };
}

/** Runs what follows a trigger that gave these items. */
async function follow(example: unknown, name: string, items: IDataObject[]) {
	const given = items.map((json, item): INodeExecutionData => ({ json, pairedItem: { item } }));
	const result = await runWorkflow({
		workflow: structuredClone(example) as WorkflowJson,
		mode: 'trigger',
		pinned: { [name]: given },
	});
	expect(result.error).toBeUndefined();
	return (node: string) =>
		(result.nodes[node] ?? []).flatMap(({ outputs }) => outputs.flat().map(({ json }) => json));
}

/** Whether a text that a node is given holds nothing that could not be read. */
const isWhole = (text: string) => !/undefined|null|\[object/.test(text);

it(
	'Kassandro: a day that is over is mailed with its title and its report',
	async () => {
		await fillBooks(kit.bench, 'kassandro', { month: DAY.slice(0, 7), seed: 41, perDay: 2 });
		const { name, trigger, poll } = triggerOf(kassandroClosed);
		trigger.staticData = { 'node:Trigger': { event: 'dayClosed', next: DAY, lookedAt: 0 } };
		const [item] = await poll();
		expect(item).toMatchObject({ businessDay: DAY, from: DAY, to: DAY });
		const itemsOf = await follow(kassandroClosed, name, [item!]);
		const [{ title, text } = {}] = itemsOf('Send Email') as IDataObject[];
		expect(title).toMatch(new RegExp(`^Buchungen ${DAY.split('-').reverse().join('\\.')}`));
		expect(String(text)).toContain('Summe (EUR): ');
	},
	TIMEOUT,
);

it(
	'CassaNova: the entries of a closed day are rows of the table, which Get Journal reads',
	async () => {
		await fillBooks(kit.bench, 'cassaNova', { month: DAY.slice(0, 7), seed: 11, perDay: 2 });
		for (const idSalesPoint of SHOPS) {
			await kit.bench.control('act', {
				vendor: 'cassaNova',
				action: 'setClosings',
				idSalesPoint,
				closings: [-1, 0].map((back, index) => ({
					date: `${addDays(DAY, back + 1)}T02:10:00Z`,
					number: 700 + index,
				})),
			});
		}
		const { name, trigger, poll } = triggerOf(cassaNovaClosed);
		trigger.staticData = { 'node:Trigger': { event: 'dayClosed', next: DAY, lookedAt: 0 } };
		const items = await poll();
		const entries = items.map((entry) => journalEntrySchema.strip().parse(entry));
		expect(entries.length).toBeGreaterThan(1);
		// What n8n runs again after a failure is noted once.
		await follow(cassaNovaClosed, name, items);
		const itemsOf = await follow(cassaNovaClosed, name, items);
		const rows = itemsOf('Note the entry');
		expect(rows).toEqual(
			entries.map(({ id, version, businessDay, placeName, total, linesJson }, index) => ({
				id: index + 1,
				journalId: id,
				version,
				businessDay,
				shop: placeName,
				total,
				linesJson,
			})),
		);
		const left = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'accounting.getJournal',
			parameters: {
				period: 'custom',
				dateFrom: DAY,
				dateTo: DAY,
				postedFrom: 'items',
				options: { businessDayEnds: 'closing' },
			},
			items: rows,
		});
		expect([left.jsons, left.words]).toEqual([[], '']);
	},
	TIMEOUT,
);

it.each([
	{ vendor: 'kassandro' as const, example: kassandroChanged, seed: 43 },
	{ vendor: 'cassaNova' as const, example: cassaNovaChanged, seed: 44 },
])(
	'$vendor: the mail on a changed day names it, and holds the correction',
	async ({ vendor, example, seed }) => {
		await fillBooks(kit.bench, vendor, { month: DAY.slice(0, 7), seed, perDay: 1 });
		const { name, trigger, poll } = triggerOf(example);
		for (let count = 0; count < 12; count++) expect(await poll()).toEqual([]);
		await fillBooks(kit.bench, vendor, { month: DAY.slice(0, 7), seed: seed + 2, perDay: 1 });
		const known = trigger.staticData['node:Trigger'] as IDataObject;
		trigger.staticData = { 'node:Trigger': { ...known, began: 0 } };
		const items = await poll();
		expect(items.length).toBeGreaterThan(0);
		const itemsOf = await follow(example, name, items);
		expect(itemsOf('Send Email')).toHaveLength(items.length);
		const mail = example.nodes.find(({ name: own }) => own === 'Send Email');
		const { subject, text } = mail?.parameters as { subject: string; text: string };
		for (const item of items) {
			const fill = (words: string) =>
				words
					.slice(1)
					.replace(/\{\{ \$json\.([\w.]+) \}\}/g, (_all, path: string) =>
						String(
							path.split('.').reduce<unknown>((value, key) => (value as IDataObject)[key], item),
						),
					);
			expect(isWhole(fill(subject))).toBe(true);
			expect(fill(subject)).toContain(String(item.businessDay));
			expect(fill(text)).toContain(String(item.linesJson));
		}
	},
	TIMEOUT,
);
