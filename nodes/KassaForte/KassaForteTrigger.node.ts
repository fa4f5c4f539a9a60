/** The KassaForte Trigger: a literal description; triggers.ts says what each event is. */
import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { triggerProperties } from '../shared/poll/panel';
import { pollApi } from '../shared/poll/trigger';
import { eventSubtitle } from '../shared/panel/subtitle';
import { kassaForte } from './api';
import { kassaForteEvents } from './triggers';

export class KassaForteTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'KassaForte Trigger',
		name: 'kassaForteTrigger',
		icon: {
			light: 'file:../../icons/kassaForte.svg',
			dark: 'file:../../icons/kassaForte.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(kassaForteEvents),
		description:
			'Starts the workflow when an order gets another status, or when the information of a KassaForte web shop changes',
		defaults: { name: 'KassaForte Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kassaForteApi', required: true }],
		properties: triggerProperties(kassaForteEvents),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollApi(this, kassaForte, kassaForteEvents);
	}
}
