/** The Kassandro node: a literal description; the engine does the work from the table in api.ts. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { executeApi } from '../shared/execute';
import { buildProperties } from '../shared/properties';
import { kassandro } from './api';
import { pickers } from './pickers';

export class Kassandro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kassandro',
		name: 'kassandro',
		icon: { light: 'file:../../icons/kassandro.svg', dark: 'file:../../icons/kassandro.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read receipts of Kassandro cash registers, as they are or as accounting entries',
		defaults: { name: 'Kassandro' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'kassandroAccountApi',
				required: true,
				displayOptions: { show: { authentication: ['accountToken'] } },
			},
			{
				name: 'kassandroCashRegisterApi',
				required: true,
				displayOptions: { show: { authentication: ['cashRegisterToken'] } },
			},
		],
		properties: buildProperties(kassandro),
	};

	methods = pickers;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeApi(this, kassandro);
	}
}
