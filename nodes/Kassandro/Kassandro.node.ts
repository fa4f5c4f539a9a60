/** The Kassandro node: a literal description; the engine does the work from the table in api.ts. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { executeApi } from '../shared/run/execute';
import { listSearch } from '../shared/panel/pickers';
import { buildProperties } from '../shared/panel/properties';
import { operationSubtitle } from '../shared/panel/subtitle';
import { getTimeZones } from '../shared/table/timeZones';
import { kassandro } from './api';
import { mappingPickers } from './mappingPickers';
import { articlePicker, cashRegisterPicker, paymentMethodPicker } from './pickers';

export class Kassandro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kassandro',
		name: 'kassandro',
		icon: { light: 'file:../../icons/kassandro.svg', dark: 'file:../../icons/kassandro.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(kassandro),
		description: 'Print and read receipts of Kassandro cash registers',
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

	methods = {
		loadOptions: {
			...mappingPickers,
			getTimeZones,
		},
		listSearch: {
			searchArticles: listSearch(kassandro, articlePicker),
			searchCashRegisters: listSearch(kassandro, cashRegisterPicker),
			searchPaymentMethods: listSearch(kassandro, paymentMethodPicker),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeApi(this, kassandro);
	}
}
