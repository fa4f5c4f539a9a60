/** A trigger's events as table entries, and the poll of the one that was chosen. */
import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { isExpression, isNothing } from '../table/emptyExpression';
import { InputError } from '../table/inputError';
import { isRecord } from '../values/records';
import { processEngine } from '../wire/engine';
import type { Engine } from '../wire/engine';
import type { EventWords } from '../panel/subtitle';
import type { Api } from '../table/types';
import { pollCalls } from './call';
import type { PollCalls } from './call';
import { runPoll } from './poll';
import type { PollContext, PollOutcome, PollShared } from './poll';

/** One event: what the panel shows for it, and what a poll does. */
export interface TriggerEvent extends EventWords {
	/** The parameters that it has, in the panel's order; options of the collection apart. */
	properties: INodeProperties[];
	/** Members of the collection "Options". */
	options: INodeProperties[];
	/** Parameters whose expressions may give nothing, because nothing is then asked for. */
	mayBeEmpty?: string[];
	poll: (calls: PollCalls, context: PollContext) => Promise<PollOutcome>;
}

/** What stands in the static data beside an event's own keys. */
const EVENT = 'event';

/**
 * Polls for the event that is chosen in the panel.
 * @returns the items, or null where there are none
 * @throws InputError for an event that is none, or an expression that came out empty; else as
 * {@link runPoll} does
 */
export async function pollApi(
	host: IPollFunctions,
	api: Api,
	events: TriggerEvent[],
	engine: Engine = processEngine,
	shared?: PollShared,
): Promise<INodeExecutionData[][] | null> {
	const work = async (context: PollContext): Promise<PollOutcome> => {
		const calls = await pollCalls(host, api, context, engine);
		const [only, ...others] = events;
		const chosen = calls.read('event') ?? (others.length === 0 ? only?.value : undefined);
		const event = events.find(({ value }) => value === chosen);
		if (!event) throw new InputError('Event', 'is unknown', 'Choose one of the list.');
		refuseEmptyExpressions(event, calls);
		// Another event has other records: what was noted for the one before doesn't count.
		const isSame = context.state[EVENT] === event.value;
		const polled = event.poll(calls, isSame ? context : { ...context, state: {} });
		const outcome = await polled.catch((error: unknown) => {
			throw calls.cleaned(error);
		});
		if (context.manual && outcome.items.length === 0) throw nothingYet(event);
		return outcome.state
			? { ...outcome, state: { [EVENT]: event.value, ...outcome.state } }
			: outcome;
	};
	return await runPoll(host, work, shared);
}

/**
 * An empty shop or status would mean "all", and an empty setting another one than was chosen.
 * @throws InputError for an expression that gives nothing, or a list without anything in it
 */
function refuseEmptyExpressions(
	{ properties, options, mayBeEmpty = [] }: TriggerEvent,
	{ read, option }: PollCalls,
): void {
	const isEmpty = (value: unknown) =>
		isNothing(value) || (Array.isArray(value) && value.length === 0);
	const stored = read.stored?.('options');
	const empty =
		properties.find(
			({ name }) =>
				!mayBeEmpty.includes(name) && isExpression(read.stored?.(name)) && isEmpty(read(name)),
		) ??
		options.find(
			({ name }) => isRecord(stored) && isExpression(stored[name]) && isEmpty(option(name)),
		);
	if (!empty) return;
	throw new InputError(
		empty.displayName,
		'is an expression that came out empty',
		'Correct the expression, or clear the field. Nothing was asked for.',
	);
}

function nothingYet({ name }: TriggerEvent): InputError {
	return new InputError(
		'Fetch Test Event',
		`found no record for "${name}"`,
		'There is none of the last 30 days that fits the parameters. Make one, or widen the filter. The trigger itself is not affected.',
	);
}

/**
 * The parameters of a trigger: its events, what each of them has, and the options.
 * @param first the event that a new trigger begins with
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

/**
 * Each property once, shown for the events that have it. One that only later events have stands behind
 * the one that is before it there.
 */
function merged(
	events: TriggerEvent[],
	of: (event: TriggerEvent) => INodeProperties[],
): INodeProperties[] {
	const groups: Array<{ key: string; property: INodeProperties; values: string[] }> = [];
	for (const event of events) {
		let place = 0;
		for (const property of of(event)) {
			const key = JSON.stringify(property);
			const known = groups.findIndex((group) => group.key === key);
			if (known >= 0) groups[known]?.values.push(event.value);
			else groups.splice(place, 0, { key, property, values: [event.value] });
			place = (known >= 0 ? known : place) + 1;
		}
	}
	return groups.map(({ property, values }) => {
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

/** A state as it was stored, or undefined for a trigger that has stored nothing yet. */
export function storedState<T>(state: IDataObject, key: keyof T & string): T | undefined {
	return key in state ? (state as unknown as T) : undefined;
}
