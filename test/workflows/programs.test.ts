/** The examples for programs on n8n's engine: what is handed to the node that sends it, and how that sends it. */
import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';
import fattureInCloud from '../../examples/cassanova-month-to-fatture-in-cloud.json';
import xero from '../../examples/cassanova-month-to-xero.json';
import odoo from '../../examples/kassandro-month-to-odoo.json';
import quickBooks from '../../examples/kassandro-month-to-quickbooks.json';
import type { WorkflowJson } from '../../scripts/engine/types';
import { useBench } from '../support/n8n/bench';
import { runWorkflow } from '../support/n8n/kassa';
import { dayFromToday } from '../support/n8n/poller';
import { createReceiptRequest } from '../unit/shared/books/corrispettivi/receiptSchema';
import { odooSchema, quickBooksSchema, xeroSchema } from '../unit/shared/books/programs/schemas';

const kit = useBench();

/** Some days of last month, whatever day it is. */
async function fill(vendor: 'cassaNova' | 'kassandro'): Promise<void> {
	const ofLastMonth = dayFromToday(-Number(dayFromToday(0).slice(8)));
	const month = ofLastMonth.slice(0, 7);
	const range = { from: `${month}-03`, to: `${month}-06` };
	await kit.bench.control('generate', { vendor, count: 60, seed: 16, ...range });
}

const EXAMPLES: Array<
	[name: string, vendor: 'cassaNova' | 'kassandro', example: unknown, schema: z.ZodTypeAny]
> = [
	['QuickBooks', 'kassandro', quickBooks, quickBooksSchema],
	['Xero', 'cassaNova', xero, xeroSchema],
	['Odoo', 'kassandro', odoo, odooSchema],
	['Fatture in Cloud', 'cassaNova', fattureInCloud, createReceiptRequest],
];

it.each(EXAMPLES)(
	'%s: each item is a body that it takes',
	async (_name, vendor, example, schema) => {
		await fill(vendor);
		const type = vendor === 'cassaNova' ? 'cassaNovaApi' : 'kassandroAccountApi';
		const authentication = vendor === 'cassaNova' ? 'apiKey' : 'accountToken';
		const data = kit.bench.credential(authentication) as never;
		const workflow = structuredClone(example) as WorkflowJson;
		const result = await runWorkflow({ workflow, credentials: { [type]: { type, data } } });
		expect(result.error).toBeUndefined();
		const [maker] = Object.entries(result.nodes).filter(([name]) => name.endsWith('last month'));
		const items = maker?.[1].flatMap(({ outputs }) => outputs.flat().map(({ json }) => json)) ?? [];
		expect(items.length).toBeGreaterThan(3);
		for (const json of items) expect(schema.parse(json)).toEqual(json);
	},
);

const senderOf = (example: unknown) => {
	const { nodes } = example as { nodes: Array<{ disabled?: boolean; parameters: IDataObject }> };
	const sender = nodes.at(-1);
	expect(sender?.disabled).toBe(true);
	return sender?.parameters ?? {};
};

it.each([
	[quickBooks, 'quickBooksOAuth2Api', /^https:\/\/quickbooks\.api\.intuit\.com\/v3\/company\//],
	[xero, 'xeroOAuth2Api', /^https:\/\/api\.xero\.com\/api\.xro\/2\.0\/ManualJournals$/],
	[
		fattureInCloud,
		'httpBearerAuth',
		/^https:\/\/api-v2\.fattureincloud\.it\/c\/COMPANY_ID\/receipts$/,
	],
])('an HTTP Request node posts the whole item: %#', (example, credential, url) => {
	const parameters = senderOf(example);
	expect([parameters.nodeCredentialType ?? parameters.genericAuthType]).toEqual([credential]);
	expect(parameters.url).toMatch(url);
	expect(parameters).toMatchObject({
		method: 'POST',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ $json }}',
	});
});

it('the Odoo node is given each field of the item', () => {
	const { fieldsToCreateOrUpdate, ...parameters } = senderOf(odoo);
	expect(parameters).toEqual({
		resource: 'custom',
		customResource: 'account.move',
		operation: 'create',
	});
	const { fields } = fieldsToCreateOrUpdate as { fields: IDataObject[] };
	expect(fields).toEqual(
		Object.keys(odooSchema.shape).map((name) => ({
			fieldName: name,
			fieldValue: `={{ $json.${name} }}`,
		})),
	);
});
