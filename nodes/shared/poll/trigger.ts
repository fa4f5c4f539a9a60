/** A trigger's events as table entries, and the poll of the one that is chosen in the panel. */
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
import { newShared } from '../run/call';
import { pollCalls, pollPanel } from './call';
import type { PollCalls, PollPanel } from './call';
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
	/** What to do where "Fetch Test Event" finds nothing; by default about the last 30 days. */
	whereNothing?: string;
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
		const common = { ...newShared(), keepsNames: !context.manual };
		const calls = await pollCalls(host, pollPanel(host, api), context, engine, common);
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
export function refuseEmptyExpressions(
	{
		properties,
		options,
		mayBeEmpty = [],
	}: Pick<TriggerEvent, 'properties' | 'options' | 'mayBeEmpty'>,
	{ read, option }: Pick<PollPanel, 'read' | 'option'>,
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

const OF_LATE =
	'There is none of the last 30 days that fits the parameters. Make one, or widen the filter.';

function nothingYet({ name, whereNothing = OF_LATE }: TriggerEvent): InputError {
	return new InputError(
		'Fetch Test Event',
		`found no record for "${name}"`,
		`${whereNothing} The trigger itself is not affected.`,
	);
}

/** A state as it was stored, or undefined for a trigger that has stored nothing yet. */
export function storedState<T>(state: IDataObject, key: keyof T & string): T | undefined {
	return key in state ? (state as unknown as T) : undefined;
}
