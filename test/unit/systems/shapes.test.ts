/** Answers that aren't what the vendor's document promises never become items. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { cassaNova } from '../../../nodes/CassaNova/api';
import { kassandro } from '../../../nodes/Kassandro/api';
import { executeApi } from '../../../nodes/shared/run/execute';
import { createEngine, editorEngine, processEngine } from '../../../nodes/shared/wire/engine';
import { quickRetryPolicy } from '../../../nodes/shared/wire/retry';
import type { Api } from '../../../nodes/shared/table/types';
import { hurried } from '../../support/clock/clock';
import { fakeHost } from '../../support/n8n/host';

const till = {
	baseUrl: 'https://till.example',
	token: 'an-account-token',
	apiKey: 'a-long-api-key',
};

/** Runs one operation against a vendor that answers as told, once its token is fetched and proven. */
async function run(api: Api, parameters: Record<string, unknown>, body: unknown) {
	const { host, sent } = fakeHost({
		parameters: [{ authentication: api.authentications[0]?.value, ...parameters }],
		credentials: () => till,
		reply: ({ plain }) => ({
			body: plain ? (api === kassandro ? [] : { access_token: 'a-session-token' }) : body,
		}),
	});
	const outcome = await executeApi(host, api, createEngine(hurried())).then(
		([items = []]) => ({ items: items.map(({ json }) => json), error: undefined }),
		(error: unknown) => ({ items: [], error }),
	);
	return { ...outcome, sent: sent.filter(({ plain }) => !plain) };
}

const receipt = { resource: 'receipt', operation: 'get', receiptNumber: '5' };
const count = { resource: 'receipt', operation: 'count', dateFrom: '2026-03-05' };
const tax = { resource: 'tax', operation: 'get', taxId: 'a' };
const newTax = { resource: 'tax', operation: 'create', description: 'IVA', rate: 22 };

it.each<[string, Api, object, unknown]>([
	['no receipt', kassandro, receipt, []],
	['null for a receipt', kassandro, receipt, null],
	['a number for a receipt', kassandro, receipt, 7],
	['two receipts', kassandro, receipt, [{ _id: 'a' }, { _id: 'b' }]],
	['null for a count', kassandro, count, null],
	['true for a count', kassandro, count, true],
	['a negative count', kassandro, count, -1],
	['an object without a count', kassandro, count, { receipts: 'many' }],
	['nothing for a tax', cassaNova, tax, {}],
	['something else for a tax', cassaNova, tax, { taxes: [] }],
	['an empty tax', cassaNova, tax, { tax: {} }],
])('%s is an error', async (_name, api, parameters, body) => {
	const { error, items } = await run(api, { ...parameters }, body);
	expect(items).toEqual([]);
	expect(error).toBeInstanceOf(NodeApiError);
	expect((error as NodeApiError).message).toContain('the answer holds no record');
});

it.each<[string, object, unknown, object]>([
	['a wrapped receipt', receipt, [{ _id: 'a' }], { _id: 'a' }],
	['a bare count', count, 12, { count: 12 }],
	['a count of none', count, 0, { count: 0 }],
	['a wrapped count', count, [{ count: 3 }], { count: 3 }],
])('%s is read', async (_name, parameters, body, expected) => {
	expect((await run(kassandro, { ...parameters }, body)).items).toEqual([expected]);
});

it('a write that is answered with nothing may have happened, which the error says', async () => {
	const { error, sent } = await run(cassaNova, newTax, '');
	expect(sent).toHaveLength(1);
	expect((error as NodeApiError).description).toContain('It is not known whether');
});

it.each(['Accounting', '', null, 1])(
	'the output %p is refused before anything is sent',
	async (output) => {
		const parameters = { resource: 'receipt', operation: 'getAll', datetimeFrom: '2026-03-05' };
		const { error, sent } = await run(cassaNova, { ...parameters, returnAll: true, output }, {});
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as Error).message).toContain('"Output" must be one of');
		expect(sent).toEqual([]);
	},
);

it('a receipt that cannot be read stops a reading that is to stop there, in the words of the API', async () => {
	const { error } = await run(
		cassaNova,
		{
			resource: 'receipt',
			operation: 'getAll',
			datetimeFrom: '2026-03-05',
			output: 'accounting',
			options: { ifUnreadable: 'stop' },
		},
		{
			receipts: [{ id: 'a', number: 7, datetime: '2026-03-05T10:00:00' }],
			taxes: [{ id: 't', rate: 22 }],
			products: [{ id: 'p' }],
			categories: [{ id: 'c' }],
			departments: [{ id: 'd' }],
			salesPoint: [{ id: 1, name: 'Centro' }],
			totalCount: 1,
		},
	);
	expect(error).toBeInstanceOf(NodeApiError);
	expect((error as NodeApiError).message).toMatch(
		/^CassaNova could not get many receipts: receipt 7/,
	);
	expect((error as NodeApiError).description).toContain('Everything as Sent');
});

it('a person in the editor is not kept waiting', () => {
	expect(editorEngine.policy).toBe(quickRetryPolicy);
	expect(editorEngine.mostPaceWaitMs).toBeLessThanOrEqual(15_000);
	expect(quickRetryPolicy.maxTotalMs).toBeLessThanOrEqual(15_000);
	expect(quickRetryPolicy.maxRateLimitMs).toBeLessThanOrEqual(15_000);
	expect(editorEngine.sessions).toBe(processEngine.sessions);
	expect(editorEngine.pacer).toBe(processEngine.pacer);
});
