/** KassaForte's events: what the panel asks for each, and the poll that finds what is new. */
import type { INodeExecutionData, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { InputError } from '../shared/errors';
import { option } from '../shared/fields';
import { runPoll } from '../shared/poll/poll';
import type { PollContext, PollOutcome } from '../shared/poll/poll';
import { fieldProperties } from '../shared/properties';
import { editorEngine } from '../shared/request';
import type { Field } from '../shared/types';
import { infoFields, pollInfos } from './infoEvent';
import { orderFields, orderIds, pollOrders } from './orderEvent';
import { createPoller } from './pollCall';
import type { Poller } from './pollCall';

interface TriggerEvent {
	name: string;
	value: string;
	description: string;
	/** Parameters that the poll reads by itself; they stand first in the panel. */
	own?: INodeProperties[];
	fields: Field[];
	poll: (poller: Poller, context: PollContext) => Promise<PollOutcome>;
}

export const EVENTS: TriggerEvent[] = [
	{
		name: 'Order Status Changed',
		value: 'orderStatusChanged',
		description: 'When KassaForte says something else about an order than the last time',
		own: [orderIds],
		fields: orderFields,
		poll: pollOrders,
	},
	{
		name: 'Shop Info Changed',
		value: 'shopInfoChanged',
		description: 'When the infos of the shop are others than the last time',
		fields: infoFields,
		poll: pollInfos,
	},
];

/** The event that the panel chooses, and the parameters of each. */
export function triggerProperties(): INodeProperties[] {
	const [first] = EVENTS;
	const start = first?.value ?? '';
	return [
		{
			displayName: 'Event',
			name: 'event',
			type: 'options',
			noDataExpression: true,
			options: EVENTS.map(({ name, value, description }) => ({ name, value, description })),
			default: start,
			description: 'What starts the workflow',
		},
		...EVENTS.flatMap(({ value, own = [], fields }) =>
			fieldProperties(
				{ fields: [...own.map((property) => option(property)), ...fields] },
				{
					event: [value],
				},
			),
		),
	];
}

/** Runs one poll of the chosen event. */
export async function pollKassaForte(host: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	return await runPoll(host, async (context) => {
		const chosen = host.getNodeParameter('event') as string;
		const event = EVENTS.find(({ value }) => value === chosen);
		if (!event) {
			throw new InputError('Event', `is unknown: ${chosen}`, 'Choose one of the list.');
		}
		return await event.poll(await createPoller(host, event.fields, editorEngine), context);
	});
}
