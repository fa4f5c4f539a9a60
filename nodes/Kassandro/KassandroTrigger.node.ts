/** The Kassandro trigger: a literal description; its events stand in triggers.ts. */
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
import { getTimeZones } from '../shared/table/timeZones';
import { kassandro } from './api';
import { mappingPickers } from './mappingPickers';
import { kassandroEvents } from './triggers';

export class KassandroTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kassandro Trigger',
		name: 'kassandroTrigger',
		icon: { light: 'file:../../icons/kassandro.svg', dark: 'file:../../icons/kassandro.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(kassandroEvents),
		description:
			'Starts the workflow when Kassandro tills have made new receipts, or when a business day is over',
		defaults: { name: 'Kassandro Trigger' },
		polling: true,
		inputs: [],
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
		properties: [
			...authenticationProperty(kassandro),
			...triggerProperties(kassandroEvents, 'receiptCreated'),
		],
	};

	methods = {
		loadOptions: {
			...mappingPickers,
			getTimeZones,
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollApi(this, kassandro, kassandroEvents);
	}
}
