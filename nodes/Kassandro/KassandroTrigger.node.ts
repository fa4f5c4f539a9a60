/** The Kassandro trigger: a literal description; its events stand in triggers.ts. */
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { loadOptions } from '../shared/panel/pickers';
import { triggerProperties } from '../shared/poll/panel';
import { pollApi } from '../shared/poll/trigger';
import { authenticationProperty } from '../shared/panel/properties';
import { getTimeZones } from '../shared/table/timeZones';
import { kassandro } from './api';
import { cashRegisterPicker } from './pickers';
import { kassandroEvents } from './triggers';

export class KassandroTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kassandro Trigger',
		name: 'kassandroTrigger',
		icon: { light: 'file:../../icons/kassandro.svg', dark: 'file:../../icons/kassandro.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'New receipts',
		description: 'Starts the workflow when Kassandro tills have made new receipts',
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
		properties: [...authenticationProperty(kassandro), ...triggerProperties(kassandroEvents)],
	};

	methods = {
		loadOptions: { getCashRegisters: loadOptions(kassandro, cashRegisterPicker), getTimeZones },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollApi(this, kassandro, kassandroEvents);
	}
}
