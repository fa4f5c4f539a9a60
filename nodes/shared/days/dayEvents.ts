/** The events of business days, made of what a system says of its accounting. */
import type { BooksSource } from '../books/source';
import type { PollContext, PollOutcome } from '../poll/poll';
import type { TriggerEvent } from '../poll/trigger';
import type { EventWords } from '../panel/subtitle';
import type { Field } from '../table/types';
import { pollChangedDays } from './changedDays';
import { pollClosedDays } from './closedDays';
import { dayDesk } from './desk';
import type { DayDesk } from './desk';
import { dayFields } from './panel';
import type { DayEventKind } from './panel';

interface DayEventSpec extends EventWords {
	kind: DayEventKind;
	poll: (desk: DayDesk, context: PollContext) => Promise<PollOutcome>;
}

const EVENTS: DayEventSpec[] = [
	{
		name: 'Day Changed',
		value: 'dayChanged',
		action: 'On changed business day',
		description: 'When late or canceled receipts have changed a business day that was over',
		kind: 'changed',
		poll: pollChangedDays,
	},
	{
		name: 'Day Closed',
		value: 'dayClosed',
		action: 'On closed business day',
		description: 'When a business day is over: its journal and its summary, each day once',
		kind: 'closed',
		poll: pollClosedDays,
	},
];

/**
 * The events of a system.
 * @param places fields that narrow them to some registers or shops
 */
export function dayEvents(source: BooksSource, places: Field[]): TriggerEvent[] {
	return EVENTS.map(({ kind, poll, ...words }) => {
		const fields = dayFields(source, places, kind);
		const members = (collection?: Field['collection']) =>
			fields.filter((field) => field.collection === collection).map(({ property }) => property);
		return {
			...words,
			properties: members(),
			options: members('options'),
			poll: async (calls, context) => await poll(dayDesk(source, fields, calls, context), context),
		};
	});
}
