/** Which fields "create or update" offers, what a new record gets, and what of a known one is changed. */
import { FIXED } from '../fields';
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { within } from '../../shared/table/fields';
import { isRecord } from '../../shared/values/records';
import type { Endpoint, Field } from '../../shared/table/types';

/** The name that a field has in the request. */
const wireName = ({ as, property }: Field): string => as ?? property.name;

/**
 * The fields of a new record, without those that n8n fills in by itself: a switch that nobody
 * touched looks like one that was chosen, and would change the records that are there. They stand
 * among the additional fields, where only those exist that were added.
 */
export function offered(create: Endpoint, update: Endpoint): Field[] {
	return (create.fields ?? [])
		.map(orRefused)
		.flatMap((field) =>
			isFilledIn(field, create, update)
				? within('additionalFields', [{ ...field, property: optional(field.property) }])
				: [field],
		);
}

/** A field that only a new record takes, with what becomes of another value where the record is there. */
function orRefused(field: Field): Field {
	const { hint } = field.property;
	if (!hint?.includes(FIXED)) return field;
	return { ...field, property: { ...field.property, hint: hint.replace(FIXED, FIXED_HERE) } };
}

const FIXED_HERE = 'A record that is there keeps it: another value is refused';

/** What a new record gets where the user didn't add a field that the document requires. */
export function defaults(create: Endpoint, update: Endpoint): Record<string, unknown> {
	return Object.fromEntries(
		(create.fields ?? [])
			.filter((field) => isFilledIn(field, create, update))
			.map((field) => [wireName(field), field.property.default]),
	);
}

/** Fields that an edit can't change, or that decide which others there are, do no harm. */
function isFilledIn(field: Field, create: Endpoint, update: Endpoint): boolean {
	const { property, collection } = field;
	if (field.in !== 'body' || collection !== undefined || property.displayOptions) return false;
	if (!namesOf(update).has(wireName(field)) || steers(create, property.name)) return false;
	return ['boolean', 'number', 'options'].includes(property.type) && property.default !== '';
}

/** Whether other fields are shown or hidden by it. */
function steers({ fields = [] }: Endpoint, name: string): boolean {
	return fields.some(({ property }) => name in (property.displayOptions?.show ?? {}));
}

function namesOf({ fields = [] }: Endpoint): Set<string> {
	return new Set(fields.map(wireName));
}

function optional(property: INodeProperties): INodeProperties {
	const words = (property.description ?? '').replace(/\.$/, '');
	return {
		...property,
		required: false,
		description: `${words}. Without it, a record that exists stays as it is, and a new one gets "${labelOf(property)}".`,
	};
}

/** A default as the panel shows it. */
function labelOf({ type, options = [], default: value }: INodeProperties): string {
	if (type === 'boolean') return value === true ? 'on' : 'off';
	const chosen = options.find((entry) => 'value' in entry && entry.value === value);
	return chosen?.name ?? String(value);
}

/**
 * What differs from the record that was read, as the body of an edit; empty where nothing does.
 * @param isByOwnId whether the record was found by its own ID, which is left out then
 * @throws InputError for a field that must stay as it is and that differs from the record
 */
export function changes(
	endpoint: Endpoint,
	update: Endpoint,
	body: Record<string, unknown>,
	known: Record<string, unknown>,
	isByOwnId: boolean,
): Record<string, unknown> {
	const taken = namesOf(update);
	return Object.fromEntries(
		Object.entries(body).filter(([name, value]) => {
			const current = asWritten(known[name]) ?? null;
			if ((name === 'externalId' && isByOwnId) || isSame(current, value)) return false;
			if (taken.has(name) && !steers(endpoint, name)) return true;
			const words = current === null ? 'empty' : JSON.stringify(current);
			throw new InputError(
				displayNameOf(endpoint, name),
				`can't be changed on a record that exists: it is ${words}, not ${JSON.stringify(value)}`,
				taken.has(name)
					? 'Give the value that the record has, or change it with "Update".'
					: 'Give the value that the record has, or leave the field out.',
			);
		}),
	);
}

/**
 * A field as it would have been sent (document: OptionValue, Modifier, Attribute). The entries of a list
 * read back with an ID and a time of their own, and show the records that they were written with by ID.
 */
export function asWritten(field: unknown): unknown {
	return Array.isArray(field) ? field.map(entryAsWritten) : field;
}

function entryAsWritten(entry: unknown): unknown {
	if (!isRecord(entry)) return entry;
	const written = Object.entries(entry).filter(([name]) => name !== 'id' && name !== 'lastUpdate');
	return Object.fromEntries(
		written.map(([name, value]) =>
			isRecord(value) && 'id' in value
				? [`id${name.charAt(0).toUpperCase()}${name.slice(1)}`, value.id]
				: [name, asWritten(value)],
		),
	);
}

/**
 * Whether a record holds what would be sent. A decimal may come as a number or as text: 22, "22" and
 * "22.00" are the same. So are a key that is absent and one that is null, keys in another order, and a
 * day and its midnight. The order of lists counts.
 */
export function isSame(current: unknown, value: unknown): boolean {
	if (Array.isArray(current) && Array.isArray(value)) {
		return (
			current.length === value.length &&
			current.every((one: unknown, index) => isSame(one, value[index]))
		);
	}
	if (isRecord(current) && isRecord(value)) {
		const names = new Set([...Object.keys(current), ...Object.keys(value)]);
		return [...names].every((name) => isSame(current[name], value[name]));
	}
	if (typeof value === 'number') return isNumber(current, value);
	if (typeof current === 'number') return isNumber(value, current);
	if (typeof current === 'string' && typeof value === 'string' && A_DAY.test(value)) {
		return current === value || MIDNIGHT.exec(current)?.[1] === value;
	}
	return (current ?? null) === (value ?? null);
}

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$/;
const DECIMAL = /^\s*-?\d+(\.\d+)?\s*$/;

function isNumber(told: unknown, number: number): boolean {
	if (typeof told === 'string') return DECIMAL.test(told) && Number(told) === number;
	return told === number;
}

/** A field as the panel shows it. */
export function displayNameOf({ fields = [] }: Endpoint, name: string): string {
	return fields.find((field) => wireName(field) === name)?.property.displayName ?? name;
}
