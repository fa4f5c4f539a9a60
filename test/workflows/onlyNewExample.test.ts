/** The example that mails what is new of each month as a DATEV file, run after run on n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import example from '../../examples/kassandro-month-to-datev-only-new.json';
import type { WorkflowJson } from '../../scripts/engine/types';
import { useBench } from '../support/n8n/bench';
import { runWorkflow, wrongWith } from '../support/n8n/kassa';
import { dayFromToday } from '../support/n8n/poller';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
});

const TIMEOUT = 240_000;

const today = dayFromToday(0);
/** The last day of the month before. */
const LAST = dayFromToday(-Number(today.slice(8)));

const sell = async (day: string, seed: number) => {
	const [merchant] = kit.bench.ready.kassandro.merchants;
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		count: 12,
		from: day,
		to: day,
		seed,
		merchant: merchant?.name,
	});
};

/** @param change of the node that books */
async function run(change: IDataObject = {}) {
	const workflow = structuredClone(example) as unknown as WorkflowJson;
	const node = workflow.nodes.find(({ name }) => name === 'What is new');
	Object.assign(node?.parameters.options as IDataObject, change);
	const result = await runWorkflow({
		workflow,
		mode: 'trigger',
		credentials: {
			kassandroAccountApi: {
				type: 'kassandroAccountApi',
				data: kit.bench.credential('accountToken') as never,
			},
		},
	});
	expect(result.error).toBeUndefined();
	return (name: string) => (result.nodes[name] ?? []).flatMap(({ outputs }) => outputs.flat());
}

type Ran = Awaited<ReturnType<typeof run>>;

/** Debit less credit of each account, in cents. */
function balances(...runs: Ran[]): Record<string, number> {
	const sums: Record<string, number> = {};
	for (const itemsOf of runs) {
		for (const { binary } of itemsOf('What is new')) {
			const { data = '', fileName } = binary?.data ?? {};
			const content = Buffer.from(data, 'base64');
			expect(wrongWith('datev', content, { fileName, clearing: '1370' })).toBe('');
			const [, , ...lines] = content.toString('latin1').trim().split('\r\n');
			for (const line of lines) {
				const [amount = '', side, , , , , debit = '', credit = ''] = line
					.split(';')
					.map((cell) => cell.replaceAll('"', ''));
				const cents = (side === 'H' ? -1 : 1) * Math.round(Number(amount.replace(',', '.')) * 100);
				sums[debit] = (sums[debit] ?? 0) + cents;
				sums[credit] = (sums[credit] ?? 0) - cents;
			}
		}
	}
	return Object.fromEntries(
		Object.entries(sums)
			.filter(([, cents]) => cents !== 0)
			.sort(),
	);
}

it(
	'mails everything once, then nothing, then what came late, and notes it each time',
	async () => {
		const [first, second] = [`${LAST.slice(0, 8)}05`, `${LAST.slice(0, 8)}20`];
		await sell(first, 5);
		await sell(second, 6);
		const october = await run();
		expect(october('Send Email')).toHaveLength(1);
		expect(october('Note what was handed on')).toHaveLength(1);

		const again = await run();
		expect(again('What was handed on')).toHaveLength(1);
		expect(again('What is new')).toEqual([]);
		expect(again('Note what was handed on')).toEqual([]);

		await sell(first, 7);
		const corrected = await run();
		const [mail] = corrected('Send Email');
		expect(mail?.json.remarks).toContainEqual(
			expect.stringMatching(
				new RegExp(`^Only what is new since .* Days that have changed: ${first}\\.$`),
			),
		);
		expect(mail?.json.text).toContain('Weitergegeben wird nur, was seit ');
		// One row, which knows all of it.
		const [row, ...others] = corrected('Note what was handed on');
		expect(others).toEqual([]);
		expect(row?.json).toMatchObject({ id: 1, books: 'DATEV' });
		expect((await run())('What is new')).toEqual([]);

		const fresh = await run({ earlierSummary: '' });
		expect(balances(october, corrected)).toEqual(balances(fresh));
	},
	TIMEOUT,
);
