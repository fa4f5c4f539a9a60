/** The CassaNova trigger: a literal description; its events stand in triggers.ts. */
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { triggerProperties } from '../shared/poll/panel';
import { pollApi } from '../shared/poll/trigger';
import { authenticationProperty } from '../shared/panel/properties';
import { eventSubtitle } from '../shared/panel/subtitle';
import { cassaNova } from './api';
import { triggerPickers } from './pickers';
import { cassaNovaEvents } from './triggers';

export class CassaNovaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CassaNova Trigger',
		name: 'cassaNovaTrigger',
		icon: { light: 'file:../../icons/cassaNova.svg', dark: 'file:../../icons/cassaNova.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(cassaNovaEvents),
		description:
			'Starts the workflow when CassaNova has new receipts or other documents, closed business days, changed records, or low stock',
		defaults: { name: 'CassaNova Trigger' },
		polling: true,
		inputs: [],
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
		properties: [
			...authenticationProperty(cassaNova),
			...triggerProperties(cassaNovaEvents, 'receiptCreated'),
		],
	};

	methods = triggerPickers;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollApi(this, cassaNova, cassaNovaEvents);
	}
}
