/** The Kassandro node: a literal description; the engine does the work from the table in api.ts. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { executeApi } from '../shared/run/execute';
import { NO_METHOD } from '../shared/books/mapping';
import { followedBy, listSearch, loadOptions } from '../shared/panel/pickers';
import { buildProperties } from '../shared/panel/properties';
import { operationSubtitle } from '../shared/panel/subtitle';
import { getTimeZones } from '../shared/table/timeZones';
import { kassandro } from './api';
import { articlePicker, cashRegisterPicker, paymentMethodPicker } from './pickers';
import { articlesOf } from './resources/article';

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
			getArticleGroups: loadOptions(kassandro, {
				resource: 'article',
				// The document names no field of an article, nor of its group.
				label: ['groupName', 'name', 'description'],
				id: ['groupId', 'id', '_id'],
			}),
			getArticles: loadOptions(kassandro, {
				resource: 'article',
				label: ['nameLong', 'name', 'nameShort'],
				id: ['itemId', 'articleId', 'id', '_id'],
				rows: articlesOf,
			}),
			getCashRegisters: loadOptions(kassandro, cashRegisterPicker),
			getPaymentMethods: followedBy(
				loadOptions(kassandro, {
					resource: 'paymentMethod',
					label: ['name', 'paymentMethod', 'description'],
					// A receipt names its payment method by name.
					id: ['name', 'paymentMethod', 'description', 'id', '_id'],
				}),
				NO_METHOD,
			),
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
