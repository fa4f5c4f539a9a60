// Small replacements for the few parts of n8n's standard package that our workflows can't do
// without; the package itself (180 MB, with native parts) is only in a full n8n.

import type { ICredentialType, INodeType } from 'n8n-workflow';
import {
	decide,
	editFields,
	filter,
	loop,
	removeDuplicates,
	subWorkflow,
} from './stand-in-flow.mts';
import { postgres } from './stand-in-postgres.mts';
import { httpRequest } from './stand-in-request.mts';
import { wooCommerce } from './stand-in-shop.mts';
import { dataTable } from './stand-in-tables.mts';
import { aggregate, splitOut, summarize } from './stand-in-transforms.mts';

/** A node with one output (and one input unless it starts a workflow) that hands its items on. */
const passOn = (name: string, displayName: string, isTrigger: boolean): INodeType => ({
	description: {
		name,
		displayName,
		description: displayName,
		group: isTrigger ? ['trigger'] : ['organization'],
		version: [1, 1.1, 1.2, 1.3, 2, 2.1, 4.7],
		defaults: { name: displayName },
		inputs: isTrigger ? [] : ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
});

/** Stand-ins by full type name: they put out what they are given, as the real ones' output is used. */
export const standInNodes: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': passOn('manualTrigger', 'Manual Trigger', true),
	'n8n-nodes-base.scheduleTrigger': passOn('scheduleTrigger', 'Schedule Trigger', true),
	'n8n-nodes-base.executeWorkflowTrigger': passOn(
		'executeWorkflowTrigger',
		'When Executed by Another Workflow',
		true,
	),
	'n8n-nodes-base.noOp': passOn('noOp', 'No Operation, do nothing', false),
	'n8n-nodes-base.stickyNote': passOn('stickyNote', 'Sticky Note', false),
	'n8n-nodes-base.webhook': passOn('webhook', 'Webhook', true),
	'n8n-nodes-base.shopifyTrigger': passOn('shopifyTrigger', 'Shopify Trigger', true),
	'n8n-nodes-base.wooCommerceTrigger': passOn('wooCommerceTrigger', 'WooCommerce Trigger', true),
	'n8n-nodes-base.emailSend': passOn('emailSend', 'Send Email', false),
	'n8n-nodes-base.odoo': passOn('odoo', 'Odoo', false),
	// Its rows are those that reach it: nobody signs in to Google here.
	'n8n-nodes-base.googleSheets': passOn('googleSheets', 'Google Sheets', false),
	'n8n-nodes-base.httpRequest': httpRequest,
	'n8n-nodes-base.set': editFields,
	'n8n-nodes-base.if': decide,
	'n8n-nodes-base.filter': filter,
	'n8n-nodes-base.removeDuplicates': removeDuplicates,
	'n8n-nodes-base.aggregate': aggregate,
	'n8n-nodes-base.wooCommerce': wooCommerce,
	'n8n-nodes-base.splitInBatches': loop,
	'n8n-nodes-base.executeWorkflow': subWorkflow,
	'n8n-nodes-base.dataTable': dataTable,
	'n8n-nodes-base.postgres': postgres,
	'n8n-nodes-base.splitOut': splitOut,
	'n8n-nodes-base.summarize': summarize,
};

/** The fields of n8n's own credentials that the engine reads, with n8n's defaults. */
export const standInCredentials: ICredentialType[] = [
	{
		name: 'postgres',
		displayName: 'Postgres',
		properties: [
			{ displayName: 'Host', name: 'host', type: 'string', default: 'localhost' },
			{ displayName: 'Port', name: 'port', type: 'number', default: 5432 },
		],
	},
	{
		name: 'oAuth2Api',
		displayName: 'OAuth2 API',
		properties: [
			...Object.entries({
				grantType: 'authorizationCode',
				authUrl: '',
				accessTokenUrl: '',
				clientId: '',
				clientSecret: '',
				scope: '',
				authQueryParameters: '',
				authentication: 'header',
			}).map(([name, value]) => ({
				displayName: name,
				name,
				type: 'string' as const,
				default: value,
			})),
			{
				displayName: 'Use Dynamic Client Registration',
				name: 'useDynamicClientRegistration',
				type: 'hidden',
				default: false,
			},
		],
	},
];
