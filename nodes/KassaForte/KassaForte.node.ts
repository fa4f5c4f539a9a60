/** The KassaForte node: a literal description; the engine does the work from the table in api.ts. */
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
import { kassaForte } from './api';

export class KassaForte implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KassaForte',
		name: 'kassaForte',
		icon: {
			light: 'file:../../icons/kassaForte.svg',
			dark: 'file:../../icons/kassaForte.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(kassaForte),
		description:
			'Read the data of a KassaForte web shop, send and follow orders, check coupons and discount codes, send contact requests',
		defaults: { name: 'KassaForte' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kassaForteApi', required: true }],
		properties: buildProperties(kassaForte),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeApi(this, kassaForte);
	}
}
