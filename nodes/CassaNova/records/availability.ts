/** Where products and categories are sold (document: NewProduct, NewCategory, the `enableFor…` fields). */
import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { body, option } from '../../shared/table/fields';
import { flag, oneOf } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';

/** The six switches, all of them required in a new record; `where` ends a sentence. */
const PLACES = [
	{
		name: 'enableForSale',
		place: 'CassaNova App',
		where: 'in the CassaNova app',
	},
	{
		name: 'enableForRisto',
		place: 'Restaurant',
		where: 'on the screens for restaurants',
	},
	{
		name: 'enableForECommerce',
		place: 'Web Shop',
		where: 'in the web shop',
	},
	{
		name: 'enableForMobileCommerce',
		place: 'Mobile Web Shop',
		where: 'in the web shop for mobile phones',
	},
	{
		name: 'enableForSelfOrderMenu',
		place: 'Self-Order Menu',
		where: 'in the app with which guests order themselves',
	},
	{
		name: 'enableForKiosk',
		place: 'Kiosk',
		where: 'at the kiosk',
	},
];

const NAMES = PLACES.map(({ name }) => name);
/** Where a new record is sold, unless something else is chosen. */
const USUAL = 'enableForSale';
const SOLD_IN = 'Sold In';

/** The switches of a new record of which nobody has said where it is sold. */
export const SOLD_IN_NEW: IDataObject = Object.fromEntries(
	NAMES.map((name) => [name, name === USUAL]),
);

/** The switches that take a record off sale: those that are on. */
export function offSaleIn(record: IDataObject): IDataObject {
	return Object.fromEntries(
		NAMES.filter((name) => record[name] === true).map((name) => [name, false]),
	);
}

/** The label of one place's switch: they stand together in a list, and read like the list of places. */
const labelOf = (place: string) => `${SOLD_IN}: ${place}`;

/**
 * The switches one by one, as an edit changes them.
 * @param what who is sold, in a sentence: `the product is`
 */
export function availability(what: string): Field[] {
	return PLACES.map(({ place, name, where }) => {
		const property: INodeProperties = {
			displayName: labelOf(place),
			name,
			type: 'boolean',
			default: false,
			description: `Whether ${what} sold ${where}`,
		};
		return body(name === USUAL ? { ...property, default: true } : property);
	});
}

const soldIn: Field = body(
	{
		displayName: SOLD_IN,
		name: 'soldIn',
		type: 'multiOptions',
		options: PLACES.map(({ place, name, where }) => ({
			name: place,
			value: name,
			description: `Sold ${where}`,
		})).sort((one, other) => one.name.localeCompare(other.name, 'en')),
		default: [USUAL],
		description: 'Where it is sold; nowhere if you choose nothing',
	},
	{ isSeveral: true, schema: () => places },
);

/** The chosen places → all six switches. An expression may give a text with commas. */
const places = z
	.unknown()
	.transform((value) =>
		typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value,
	)
	.pipe(z.array(oneOf(NAMES), { errorMap: () => ({ message: 'must be a list of places' }) }))
	.transform((chosen) => Object.fromEntries(NAMES.map((name) => [name, chosen.includes(name)])));

/** What a switch was set to where it was changed. */
const changedTo = (name: string) => name !== USUAL;

/**
 * Each switch as earlier versions saved it: it counts where it is there. The panel says so once, however
 * many were changed: of several, the first one's notice is shown.
 */
const saved: Field[] = PLACES.flatMap(({ name, place }, index) => {
	const before: IDisplayOptions['hide'] = Object.fromEntries(
		PLACES.slice(0, index).map((other) => [other.name, [changedTo(other.name)]]),
	);
	const notice: INodeProperties = {
		displayName: `"${SOLD_IN}" doesn't show everything here: this node was saved when each place had a switch, and switches that were changed then still count ("${place}" is ${changedTo(name) ? 'on' : 'off'}${index < PLACES.length - 1 ? ', for one' : ''}). To choose all places here, delete this node and add it again.`,
		name: `${name}Notice`,
		type: 'notice',
		default: '',
		displayOptions: {
			show: { [name]: [changedTo(name)] },
			...(index > 0 ? { hide: before } : {}),
		},
	};
	return [
		body(
			{ displayName: labelOf(place), name, type: 'hidden', default: '' },
			{ schema: () => flag },
		),
		option(notice),
	];
});

/** The fields of a new record, with one list of places instead of the switches where it has some. */
export function withPlaces(fields: Field[]): Field[] {
	const isSwitch = ({ in: place, collection, property }: Field) =>
		place === 'body' && collection === undefined && NAMES.includes(property.name);
	const first = fields.findIndex(isSwitch);
	if (first < 0) return fields;
	const others = (part: Field[]) => part.filter((field) => !isSwitch(field));
	return [...others(fields.slice(0, first)), soldIn, ...saved, ...others(fields.slice(first))];
}
