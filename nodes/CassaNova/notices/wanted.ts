/** Which notices start the workflow, as the panel says. */
import type { INodeProperties } from 'n8n-workflow';
import type { PollPanel } from '../../shared/poll/call';
import { refuseEmptyExpressions } from '../../shared/poll/trigger';
import { check, readSwitch } from '../../shared/run/input';
import { numeric, oneOf, textList, timeOfDay } from '../../shared/table/schemas';
import { dayEndsAtProperty, outputProperty } from '../../shared/table/fields';
import type { Shape } from '../../shared/poll/events/items';
import type { Milliseconds } from '../../shared/values/units';
import { shopOf } from '../books/shopOf';
import { chosenShops, shopsProperty } from '../triggers';
import type { Operation } from './operation';
import {
	doublesProperty,
	entitiesProperty,
	eventsProperty,
	otherEntitiesProperty,
	readAgainProperty,
} from './panel';

const MINUTE_MS = 60_000;

/** What the panel says, checked. */
export interface WantedNotices {
	/** In capital letters; all where it is empty, as with the two below. */
	entities: string[];
	events: string[];
	shops: number[];
	output: Shape;
	readAgain: boolean;
	/** How long the same notice counts as a double. */
	doublesMs: Milliseconds;
}

/**
 * Reads the panel.
 * @throws InputError for what can't be used, and for an expression that came out empty: it would mean "all"
 */
export function readWantedNotices(panel: PollPanel): WantedNotices {
	const { read, option } = panel;
	const narrowing = [entitiesProperty, otherEntitiesProperty, eventsProperty, shopsProperty];
	refuseEmptyExpressions({ properties: narrowing, options: [doublesProperty] }, panel);
	const output = read(outputProperty.name) ?? outputProperty.default;
	const minutes = option(doublesProperty.name) ?? doublesProperty.default;
	const dayEndsAt = option(dayEndsAtProperty.name) ?? dayEndsAtProperty.default;
	check(dayEndsAtProperty.displayName, timeOfDay, dayEndsAt);
	return {
		entities: [...codes(panel, entitiesProperty), ...codes(panel, otherEntitiesProperty)],
		events: codes(panel, eventsProperty),
		shops: chosenShops(panel),
		output: check(
			outputProperty.displayName,
			oneOf(['accounting', 'raw', 'simplified']),
			output,
		) as Shape,
		readAgain: readSwitch(read, readAgainProperty) ?? false,
		doublesMs:
			check(doublesProperty.displayName, numeric({ min: 0, max: 1440 }), minutes) * MINUTE_MS,
	};
}

function codes({ read }: Pick<PollPanel, 'read'>, { name, displayName }: INodeProperties) {
	const chosen = read(name) ?? [];
	if (chosen === '' || (Array.isArray(chosen) && chosen.length === 0)) return [];
	const list: string[] = check(displayName, textList, chosen);
	return list.map((code) => code.toUpperCase());
}

/**
 * Whether a notice starts the workflow. One that doesn't name its shop is of no other shop than those
 * that are wanted, as far as anybody knows: it passes.
 */
export function isWanted(
	{ entities, events, shops }: Pick<WantedNotices, 'entities' | 'events' | 'shops'>,
	{ entity, event }: Operation,
	record: unknown,
): boolean {
	const shop = shopOf(record);
	return (
		(entities.length === 0 || entities.includes(entity)) &&
		(events.length === 0 || events.includes(event)) &&
		(shops.length === 0 || shop === undefined || shops.map(String).includes(shop))
	);
}
