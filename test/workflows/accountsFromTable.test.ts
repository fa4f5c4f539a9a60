/** The example workflow that keeps a table of accounts in n8n's Data Table: what is written there, and what is booked by it. */
import type { IDataObject } from 'n8n-workflow';
import example from '../../examples/kassandro-accounts-from-data-table.json';
import type { WorkflowJson } from '../../scripts/engine/types';
import { bookingSchema } from '../../nodes/shared/books/types';
import { suggestedAccountSchema } from '../../nodes/shared/books/suggestedAccounts';
import { useBench } from '../support/n8n/bench';
import { runWorkflow } from '../support/n8n/kassa';
import { dayFromToday } from '../support/n8n/poller';

const kit = useBench();

/** What lies between two nodes; there is no Data Table here, and its rows are what goes in. */
async function run(from: string, node: string, items: IDataObject[] = [{}]) {
	const workflow = structuredClone(example) as unknown as WorkflowJson;
	const [start] = workflow.nodes.filter(({ name }) => name === from);
	const kassa = workflow.nodes.filter(({ name }) => name === node);
	if (!start) throw new Error(`there is no node ${from}`);
	const trigger = { ...start, type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const connections = { [from]: { main: [[{ node, type: 'main', index: 0 }]] } };
	const result = await runWorkflow({
		workflow: { ...workflow, nodes: [trigger, ...kassa], connections } as WorkflowJson,
		inputItems: items.map((json) => ({ json })) as never,
		credentials: {
			kassandroAccountApi: {
				type: 'kassandroAccountApi',
				data: kit.bench.credential('accountToken') as never,
			},
		},
	});
	expect(result.error).toBeUndefined();
	return (result.nodes[node] ?? []).flatMap(({ outputs }) =>
		outputs.flat().map(({ json }) => json as IDataObject),
	);
}

it('suggests rows that the table has columns for, and books by them', async () => {
	await kit.bench.reset();
	const today = dayFromToday(0);
	const lastMonth = dayFromToday(-Number(today.slice(8))).slice(0, 7);
	const [merchant] = kit.bench.ready.kassandro.merchants;
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		merchant: merchant?.name,
		count: 40,
		from: `${lastMonth}-05`,
		to: `${lastMonth}-06`,
		seed: 5,
	});
	const suggested = suggestedAccountSchema
		.array()
		.parse(await run('The table is there', 'Suggested rows'));
	const table = example.nodes.find(({ name }) => name === 'The table is there')?.parameters;
	const columns = (table as { columns: { column: Array<{ name: string }> } }).columns.column;
	expect(columns.map(({ name }) => name).sort()).toEqual(
		Object.keys(suggestedAccountSchema.shape).sort(),
	);
	const drinks = suggested.find(({ group, rate }) => group === 'Getränke' && rate === '20');
	expect(drinks).toMatchObject({ use: 'sale', account: '4000' });
	// As a Data Table gives them back.
	const rows = suggested.map((row, index) => ({
		...row,
		account: row === drinks ? '4100' : row.account,
		id: index + 1,
		createdAt: `${today}T07:00:00.000Z`,
		updatedAt: `${today}T07:00:00.000Z`,
	}));
	const bookings = bookingSchema
		.array()
		.parse(await run('Rows of the table', 'Bookings of last month', rows));
	const ofDrinks = bookings.filter(({ credit }) => credit === '4100');
	expect(ofDrinks.length).toBeGreaterThan(0);
	expect(new Set(ofDrinks.map(({ category }) => category))).toEqual(new Set(['Getränke']));
	expect(bookings.filter(({ debit }) => debit === '2700').length).toBeGreaterThan(0);
});
