/** The body of a request, held against what its fields may be. */
import { toCents } from '../money.mts';
import { isDay } from './day.mts';
import type { Finding } from './finding.mts';
import { shapeOf } from './finding.mts';

export const BODY_RULES = [
	'unknown-field',
	/** What the server sets, or what only an update has. */
	'read-only',
	'needed',
	/** Another kind of JSON value. */
	'type',
	/** The right kind, but not one of the values, too long, or of another form. */
	'form',
	/** An amount has two decimals at most. */
	'decimals',
	/** A day that exists, as 2026-12-31. */
	'day',
] as const;
export type BodyRule = (typeof BODY_RULES)[number];

/** @param field where, such as `Line[0].Amount` */
export type Note<Rule extends string> = (field: string, rule: Rule, value: unknown) => void;

/** What a field may hold; what it must not is noted. */
export type Shape = (value: unknown, field: string, note: Note<BodyRule>) => void;

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const AMOUNT = /^-?\d{1,13}(\.\d{1,2})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Nothing is sent for it. */
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** @param most how many signs */
export const text =
	(most = Infinity, holds = /^/): Shape =>
	(value, field, note) => {
		if (typeof value !== 'string') note(field, 'type', value);
		else if ([...value].length > most || !holds.test(value)) note(field, 'form', value);
	};

export const choice =
	(...values: readonly string[]): Shape =>
	(value, field, note) => {
		if (typeof value !== 'string') note(field, 'type', value);
		else if (!values.includes(value)) note(field, 'form', value);
	};

export const flag: Shape = (value, field, note) => {
	if (typeof value !== 'boolean') note(field, 'type', value);
};

/** A whole number, no smaller than that. */
export const whole =
	(least: number): Shape =>
	(value, field, note) => {
		if (typeof value !== 'number') note(field, 'type', value);
		else if (!Number.isSafeInteger(value) || value < least) note(field, 'form', value);
	};

export const number: Shape = (value, field, note) => {
	if (typeof value !== 'number') note(field, 'type', value);
	else if (!Number.isFinite(value)) note(field, 'form', value);
};

/** Any number above zero, such as a rate of currencies. */
export const positive: Shape = (value, field, note) => {
	number(value, field, note);
	if (typeof value === 'number' && value <= 0) note(field, 'form', value);
};

export const amount: Shape = (value, field, note) => {
	if (typeof value !== 'number') note(field, 'type', value);
	else if (!AMOUNT.test(`${value}`)) note(field, 'decimals', value);
};

export const day: Shape = (value, field, note) => {
	if (typeof value !== 'string') return note(field, 'type', value);
	const [year = NaN, month = NaN, date = NaN] = value.split('-').map(Number);
	if (!DAY.test(value) || !isDay(year, month, date)) note(field, 'day', value);
};

/** A list of them, each with its place in the field's name. */
export const list =
	(of: Shape): Shape =>
	(value, field, note) => {
		if (!Array.isArray(value)) return note(field, 'type', value);
		for (const [index, each] of value.entries()) of(each, `${field}[${index}]`, note);
	};

export interface ObjectRules {
	needed?: readonly string[];
	readOnly?: readonly string[];
}

/** An object with these fields and no others. */
export const object =
	(
		fields: Readonly<Record<string, Shape>>,
		{ needed = [], readOnly = [] }: ObjectRules = {},
	): Shape =>
	(value, field, note) => {
		if (!isFields(value)) return note(field, 'type', value);
		const prefix = field === '' ? '' : `${field}.`;
		for (const name of needed) {
			if (isAbsent(value[name]) || value[name] === '') note(`${prefix}${name}`, 'needed', '');
		}
		for (const [name, held] of Object.entries(value)) {
			const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
			if (readOnly.includes(name)) note(`${prefix}${name}`, 'read-only', held);
			else if (!shape) note(`${prefix}${name}`, 'unknown-field', held);
			else if (!isAbsent(held)) shape(held, `${prefix}${name}`, note);
		}
	};

/** In whole cents; nothing where it is no amount that {@link amount} takes. */
export const centsOf = (value: unknown): number | undefined =>
	typeof value === 'number' && AMOUNT.test(`${value}`) ? toCents(value) : undefined;

/** The sum, or nothing where one of them is unknown. */
export const sumOf = (cents: ReadonlyArray<number | undefined>): number | undefined =>
	cents.reduce<number | undefined>(
		(sum, each) => (sum === undefined || each === undefined ? undefined : sum + each),
		0,
	);

/** The objects of a list; what else is in it is said by its shape. */
export const objectsIn = (value: unknown): Array<[index: number, fields: Fields]> =>
	Array.isArray(value)
		? value.flatMap((each, index) => (isFields(each) ? [[index, each] as [number, Fields]] : []))
		: [];

/**
 * Gathers what is noted.
 * @param lines the field that lists the lines: they are the rows of the findings, and the rest is row 0
 */
export function findingsOf<Rule extends string>(
	lines: string,
	check: (note: Note<Rule>) => void,
): Array<Finding<Rule>> {
	const findings: Array<Finding<Rule>> = [];
	check((field, rule, value) => {
		const index = field.split(`${lines}[`)[1]?.split(']')[0];
		const told = typeof value === 'string' ? value : JSON.stringify(value);
		findings.push({
			row: index === undefined ? 0 : Number(index) + 1,
			field,
			rule,
			value: shapeOf(told ?? ''),
		});
	});
	return findings;
}
