/** Operations that take all items of the input as one list. */
import type { IDataObject } from 'n8n-workflow';

import { executeApi } from '../../../../nodes/shared/run/execute';
import { oneListOf } from '../../../../nodes/shared/run/oneList';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { HostSetup } from '../../../support/n8n/host';

let runs = 0;

const endpoint: Endpoint = {
	name: 'Add Up',
	value: 'addUp',
	action: 'Add up',
	description: 'Adds up',
	doc: 'Things',
	route: 'GET /things',
	reads: true,
	run: async (call) => {
		runs += 1;
		const rows = oneListOf(call);
		if (rows.some(({ amount }) => amount === 'much')) throw new Error('that is no amount');
		const odd = rows.flatMap(({ amount }, index) => (Number(amount) % 2 === 1 ? [index] : []));
		return await Promise.resolve({
			withFiles: [{ json: { rows: rows.length } }, { json: { odd: odd.length }, from: odd }],
		});
	},
};

const apiOf = (takesOneList: Endpoint['takesOneList']): Api => ({
	name: 'Till',
	authentications: [
		{
			name: 'Key',
			description: 'With a key',
			value: 'key',
			credential: 'tillApi',
			title: 'Till API',
			baseUrl: () => 'https://till.example',
			secrets: () => [],
		},
	],
	resources: [
		{
			name: 'Thing',
			value: 'thing',
			description: 'A thing',
			endpoints: [{ ...endpoint, takesOneList }],
		},
	],
	timeZone: 'Europe/Rome',
	failure: () => undefined,
	concurrency: 1,
	writesAreSafeAfter401: true,
});

async function addUp(
	takesOneList: Endpoint['takesOneList'],
	input: IDataObject[],
	setup: HostSetup = {},
	chosen: IDataObject = {},
) {
	const parameters = [{ resource: 'thing', operation: 'addUp', ...chosen }];
	const { host } = fakeHost({ input, parameters, ...setup });
	const [items = []] = await executeApi(host, apiOf(takesOneList), createEngine(hurried()));
	return items;
}

const amounts = [{ amount: 1 }, { amount: 2 }, { amount: 3 }];

beforeEach(() => {
	runs = 0;
});

it('runs once, and what comes out came from all items or from those that it names', async () => {
	expect(await addUp(true, amounts)).toEqual([
		{ json: { rows: 3 }, pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }] },
		{ json: { odd: 2 }, pairedItem: [{ item: 0 }, { item: 2 }] },
	]);
	expect(runs).toBe(1);
});

it('takes a single item as a list of one', async () => {
	expect(await addUp(true, [{ amount: 2 }])).toEqual([
		{ json: { rows: 1 }, pairedItem: [{ item: 0 }] },
		{ json: { odd: 0 }, pairedItem: [] },
	]);
});

it('is so only by the choice that makes it so', async () => {
	const choices = [
		{ parameter: 'tableFrom', value: 'items' },
		{ parameter: 'options.postedFrom', value: 'items' },
	];
	const chosen = await addUp(choices, amounts, {}, { 'options.postedFrom': 'items' });
	expect(chosen).toHaveLength(2);
	const other = await addUp(choices, amounts, {}, { tableFrom: 'panel' });
	expect(other.filter(({ json }) => 'rows' in json).map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

it('fails once for all items', async () => {
	const input = [...amounts, { amount: 'much' }];
	await expect(addUp(true, input)).rejects.toThrow('that is no amount');
	const items = await addUp(true, input, { continueOnFail: true });
	expect(items).toEqual([
		{
			json: { error: expect.stringContaining('that is no amount') as string, details: '' },
			pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }, { item: 3 }],
		},
	]);
});
