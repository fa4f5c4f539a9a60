/** What the KassaForte trigger watches: orders that the user names, and the shop's infos. */
import type { INodeProperties } from 'n8n-workflow';
import type { EventWords } from '../shared/panel/subtitle';
import type { TriggerEvent } from '../shared/poll/trigger';
import type { PollContext, PollOutcome } from '../shared/poll/poll';
import type { Field } from '../shared/table/types';
import { infoFields, pollInfos } from './watching/infoEvent';
import { watchedOrderFields, orderIds, pollOrders } from './watching/orderEvent';
import { createPoller } from './watching/poller';
import type { Poller } from './watching/poller';

interface EventSpec extends EventWords, Pick<TriggerEvent, 'mayBeEmpty'> {
	/** Parameters that the poll reads by itself; they stand first in the panel. */
	own?: INodeProperties[];
	fields: Field[];
	poll: (poller: Poller, context: PollContext) => Promise<PollOutcome>;
}

function eventOf({ own = [], fields, poll, ...words }: EventSpec): TriggerEvent {
	const members = (collection?: Field['collection']) =>
		fields.filter((field) => field.collection === collection).map(({ property }) => property);
	return {
		...words,
		properties: [...own, ...members()],
		options: members('options'),
		poll: async (calls, context) =>
			await poll(createPoller(calls, fields, context.startedAt), context),
	};
}

export const kassaForteEvents = [
	eventOf({
		name: 'Order Status Changed',
		value: 'orderStatusChanged',
		action: 'On order status change',
		description: 'When KassaForte says something else about an order than the last time',
		own: [orderIds],
		mayBeEmpty: [orderIds.name],
		fields: watchedOrderFields,
		poll: pollOrders,
	}),
	eventOf({
		name: 'Shop Info Changed',
		value: 'shopInfoChanged',
		action: 'On shop information change',
		description: "When the shop's information differs from the last time",
		fields: infoFields,
		poll: pollInfos,
	}),
];
