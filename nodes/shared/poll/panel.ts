/** A trigger's panel: the choice of its event, and what each event is told. */
import type { INodeProperties } from 'n8n-workflow';
import { mergeProperties } from '../panel/merged';
import type { TriggerEvent } from './trigger';

/**
 * The parameters of a trigger: its events, what each of them has, and the options.
 * @param first the event that a new trigger begins with
 * @returns n8n's properties, in the panel's order; the credential's choice apart
 */
export function triggerProperties(
	events: TriggerEvent[],
	first = events[0]?.value ?? '',
): INodeProperties[] {
	const eventProperty: INodeProperties = {
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: events.map(({ name, value, description, action }) => ({
			name,
			value,
			description,
			action,
		})),
		default: first,
	};
	return [
		...(events.length > 1 ? [eventProperty] : [hidden(eventProperty)]),
		...merged(events, ({ properties }) => properties),
		...collections(events),
	];
}

/** The only event needs no choice. n8n's list of triggers reads it off the options all the same. */
function hidden({ displayName, name, options, default: value }: INodeProperties): INodeProperties {
	return { displayName, name, type: 'hidden', options, default: value };
}

/** Each property once, shown for the events that have it. */
function merged(
	events: TriggerEvent[],
	of: (event: TriggerEvent) => INodeProperties[],
): INodeProperties[] {
	const choices = events.map((event) => ({ value: event.value, properties: of(event) }));
	return mergeProperties(choices).map(({ property, values }) => {
		if (values.length === events.length) return property;
		const show = { event: values, ...property.displayOptions?.show };
		return { ...property, displayOptions: { ...property.displayOptions, show } };
	});
}

function collections(events: TriggerEvent[]): INodeProperties[] {
	return merged(events, ({ options }) =>
		options.length === 0
			? []
			: [
					{
						displayName: 'Options',
						name: 'options',
						type: 'collection',
						placeholder: 'Add Option',
						default: {},
						options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
					},
				],
	);
}
