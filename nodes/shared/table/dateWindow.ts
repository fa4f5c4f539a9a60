/** A date range from one declaration: what the panel asks for, and how the vendor takes the days. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { query, range, within } from './fields';
import { CUSTOM, NAMED_PERIODS, PERIOD } from './period';
import type { NamedPeriod, Period } from './period';
import type { Window } from './list';
import type { Field } from './types';

/** The fields of an operation that choose its days, and the window of its list (or its `range`). */
export interface DateWindow {
	fields: Field[];
	window: Window;
}

/** What the panel asks for where a range is needed. */
export interface NeededRange {
	/**
	 * What a new node begins with, and what a workflow that was saved without a period has: `custom` where
	 * workflows may hold both days alone.
	 */
	initially: Period;
	/** Expression for the first day that a custom period begins with. */
	start: string;
	/** Periods beside those that every operation has. */
	more?: INodePropertyOptions[];
	/** Descriptions of the three. */
	words: Record<'period' | 'from' | 'to', string>;
}

/** What the panel offers where a range narrows a list. */
export interface FilterRange {
	period: Pick<INodeProperties, 'description' | 'hint'> & { default: NamedPeriod };
	/** Both days, as n8n's literals; their names are those of the window's ends. */
	from: INodeProperties;
	to: INodeProperties;
}

/** A parameter by its name, as workflows store it. */
type ParameterName = string;

/**
 * A range that an operation needs: a period, and for one of your own its two days. `fields` go where they
 * stand on the panel, and `window` into the list:
 *
 *     const days = dateWindow(ASKED, { from: …, to: …, format: (day) => day, maxDays: 3 });
 *     fields: [...days.fields, ...others], list: { items: 'receipts', window: days.window }
 */
export function dateWindow(asked: NeededRange, window: Window): DateWindow {
	const { from, to } = window;
	const properties = rangeProperties({ from: from.parameter, to: to.parameter }, asked);
	return { fields: properties.map(range), window };
}

/**
 * A range that may be left out: a filter by period, and one for each day. The days choose the window's as
 * well, or are filters of the vendor's own (`endsTravel`), which go as they are.
 */
export function dateFilter(
	{ period, from, to }: FilterRange,
	window: Omit<Window, 'optional'>,
): DateWindow {
	const day = (property: INodeProperties, as: ParameterName) =>
		window.endsTravel ? query(property, { as }) : range(property);
	const named = range({ ...PERIOD, type: 'options', options: NAMED_PERIODS, ...period });
	return {
		fields: within('filters', [named, day(from, window.from.wire), day(to, window.to.wire)]),
		window: { ...window, optional: true },
	};
}

/** An expression for the day before, where a zone is that n8n knows by this name. */
export const yesterdayIn = (timeZone: string): string =>
	`={{ $now.setZone('${timeZone}').minus({ days: 1 }).toISODate() }}`;

const byName = (one: INodePropertyOptions, other: INodePropertyOptions): number =>
	one.name < other.name ? -1 : 1;

/** A period, and for one of your own its two days, as n8n's literals. */
export function rangeProperties(
	{ from, to }: Record<'from' | 'to', ParameterName>,
	{ initially, start, more = [], words }: NeededRange,
): INodeProperties[] {
	const displayOptions = { show: { [PERIOD.name]: [CUSTOM.value] } };
	return [
		{
			...PERIOD,
			type: 'options',
			options: [CUSTOM, ...[...NAMED_PERIODS, ...more].sort(byName)],
			default: initially,
			description: words.period,
		},
		{
			displayName: 'From',
			name: from,
			type: 'dateTime',
			required: true,
			default: start,
			displayOptions,
			description: words.from,
		},
		{
			displayName: 'To',
			name: to,
			type: 'dateTime',
			default: '',
			hint: 'The whole day counts. Empty = until now.',
			displayOptions,
			description: words.to,
		},
	];
}
