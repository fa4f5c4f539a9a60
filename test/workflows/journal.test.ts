/** Get Journal through the whole node, against the sandbox's own book; and the example that posts each entry once. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import example from '../../examples/kassandro-journal-to-table.json';
import { journalEntrySchema } from '../../nodes/shared/books/journal/entry';
import type { JournalEntry } from '../../nodes/shared/books/journal/entry';
import type { WorkflowJson } from '../../scripts/engine/types';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { runWorkflow } from '../support/n8n/kassa';
import { dayFromToday } from '../support/n8n/poller';
import { fillBooks, REGISTERS, SHOPS, truthOf } from '../support/vendors/books';
import type { Vendor } from '../support/vendors/books';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
});

const TIMEOUT = 240_000;
const DAY = '2026-10-11';

interface System {
	vendor: Vendor;
	authentication: Authentication;
	/** The first of them has no line until the morning after. */
	places: number[];
	/** The switch that keeps its receipts out of the lists until they have come. */
	hide: { order?: IDataObject; config?: IDataObject };
}

const SYSTEMS: System[] = [
	{
		vendor: 'kassandro',
		authentication: 'accountToken',
		places: REGISTERS,
		hide: { order: { hideLate: true } },
	},
	{
		vendor: 'cassaNova',
		authentication: 'apiKey',
		places: SHOPS,
		hide: { config: { cassaNovaHideUnsynced: true } },
	},
];

async function read(system: System, parameters: INodeParameters, items?: IDataObject[]) {
	const {
		jsons,
		words,
		hints,
		items: given,
	} = await kit.bench.run({
		authentication: system.authentication,
		operation: 'accounting.getJournal',
		parameters: {
			period: 'custom',
			dateFrom: DAY,
			dateTo: DAY,
			options: { dayEndsAt: '03:00' },
			...parameters,
		},
		...(items ? { items } : {}),
	});
	expect(words).toBe('');
	return { entries: journalEntrySchema.array().parse(jsons), hints, given };
}

/** What was sold of each place, in cents: everything but payments and what they differ by. */
const soldOf = (entries: readonly JournalEntry[]) =>
	Object.fromEntries(
		entries.map(({ place, lines }) => [
			place?.id,
			lines
				.filter(({ kind }) => kind !== 'payment' && kind !== 'difference')
				.reduce((sum, { creditCents, debitCents }) => sum + creditCents - debitCents, 0),
		]),
	);

it.each(SYSTEMS)(
	'$vendor: what comes of a place after the others were posted is all that is left to post',
	async (system) => {
		const { vendor, places, hide } = system;
		await fillBooks(kit.bench, vendor, { month: '2026-10', seed: 37, ...hide.order });
		if (hide.config) await kit.bench.control('config', hide.config);
		const { days } = await truthOf(kit.bench, vendor, { from: DAY, to: DAY });
		const truth = Object.fromEntries(days.map(({ place, grossCents }) => [place, grossCents]));
		const [first = 0] = places;

		await kit.bench.control('clock', { now: '2026-10-12T05:00:00Z' });
		const before = await read(system, {});
		const others = Object.entries(truth).filter(([place]) => place !== `${first}`);
		expect(soldOf(before.entries)).toEqual(Object.fromEntries(others));

		await kit.bench.control('clock', { now: '2026-10-12T08:00:00Z' });
		const rows = before.entries.map(({ id, version, linesJson }, index) => ({
			id: index + 1,
			journalId: id,
			version,
			linesJson,
		}));
		const posted = { postedFrom: 'items', changedDays: 'reverse' };
		const after = await read(system, posted, rows);
		expect(soldOf(after.entries)).toEqual({ [first]: truth[first] });
		// All rows together gave it.
		expect(after.given[0]?.pairedItem).toEqual(rows.map((_row, item) => ({ item })));
		const all = [...before.entries, ...after.entries].map(({ id, lines }) => ({ id, lines }));
		expect((await read(system, posted, all)).entries).toEqual([]);
		// Of one place alone, nothing of the others is taken back.
		const only = {
			filters: vendor === 'kassandro' ? { cashRegisterId: `${first}` } : { idsSalesPoint: [first] },
		};
		expect((await read(system, { ...posted, ...only }, all)).entries).toEqual([]);
	},
	TIMEOUT,
);

it(
	'the example notes one entry after the other, as the table gives them back',
	async () => {
		const [merchant] = kit.bench.ready.kassandro.merchants;
		const yesterday = dayFromToday(-1);
		await kit.bench.control('generate', {
			vendor: 'kassandro',
			count: 40,
			from: dayFromToday(-3),
			to: yesterday,
			seed: 5,
			merchant: merchant?.name,
		});
		const run = async () => {
			const result = await runWorkflow({
				workflow: structuredClone(example) as unknown as WorkflowJson,
				mode: 'trigger',
				credentials: {
					kassandroAccountApi: {
						type: 'kassandroAccountApi',
						data: kit.bench.credential('accountToken') as never,
					},
				},
			});
			expect(result.error).toBeUndefined();
			return (node: string) =>
				(result.nodes[node] ?? []).flatMap(({ outputs }) =>
					outputs.flat().map(({ json }) => json as IDataObject),
				);
		};
		const rowsOf = await run();
		const entries = journalEntrySchema.array().parse(rowsOf('What is left to post'));
		expect(entries.length).toBeGreaterThan(3);
		expect(rowsOf('Note that it was posted')).toEqual(
			entries.map(({ id, version, businessDay, kind, linesJson }, index) => ({
				id: index + 1,
				journalId: id,
				version,
				businessDay,
				kind,
				linesJson,
			})),
		);
		// The next morning nothing is left.
		const again = await run();
		expect(again('What was posted')).toHaveLength(entries.length);
		expect(again('What is left to post')).toEqual([]);
	},
	TIMEOUT,
);
