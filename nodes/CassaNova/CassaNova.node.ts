/** The CassaNova node: a literal description; the engine does the work from the table in api.ts. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { executeApi } from '../shared/run/execute';
import { buildProperties } from '../shared/panel/properties';
import { operationSubtitle } from '../shared/panel/subtitle';
import { cassaNova } from './api';
import { pickers } from './pickers';

export class CassaNova implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CassaNova',
		name: 'cassaNova',
		icon: { light: 'file:../../icons/cassaNova.svg', dark: 'file:../../icons/cassaNova.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(cassaNova),
		description:
			'Read receipts, invoices and sales reports, and manage products, stock and customers, of the CassaNova cloud point of sale',
		defaults: { name: 'CassaNova' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'cassaNovaApi',
				required: true,
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'cassaNovaOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: buildProperties(cassaNova),
	};

	methods = pickers;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeApi(this, cassaNova);
	}
}
