/** What a parameter's value must look like, and what it becomes on the wire. */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { dayMeant, isTimeZone, toLocalDay, toMoment } from '../values/dates';
import type { Day, EpochMs } from '../values/units';
import type { InputContext } from './types';

/** Text; numbers from expressions are taken as their digits, up to what a number can hold exactly. */
export const text = z
	.union([z.string(), z.number(), z.boolean(), z.bigint()], {
		errorMap: () => ({ message: 'must be a text' }),
	})
	.refine(
		(value) => !Number.isInteger(value) || Number.isSafeInteger(value),
		'has too many digits for a number: give it as text',
	)
	.transform((value) => String(value));

/** Text that can't be empty. */
export const filledText = text.refine((value) => value !== '', 'is empty');

/** Decimal text; `0x10` is none. */
const PLAIN_NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** No amount has more digits. */
const DIGITS_OF_AMOUNTS = 12;

/**
 * A number without the noise of binary fractions: computed in an expression, 1.1 * 3 is 3.3000000000000003.
 * @param digits as many significant ones as are meant at most
 */
export function withoutNoise(value: number, digits: number): number {
	return Number.isInteger(value) ? value : Number(value.toPrecision(digits));
}

/** A comma as the decimal sign; 1,234 could be both. */
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const EITHER_WAY = /^[+-]?[1-9]\d{0,2},\d{3}$/;
/** Groups of three digits tell which sign is which: 1.234,50 and 1,234.50, or two of the same sign. */
const GROUPED = [
	/^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/,
	/^[+-]?[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)$/,
] as const;

/**
 * The number that a text says, where it can be read in one way only. Assumption: a single point is the
 * decimal sign, as programs write it, also in 1.234; a single comma is, too, but not in 1,234.
 */
function plainNumber(text: string): string | undefined {
	if (PLAIN_NUMBER.test(text)) return text;
	if (DECIMAL_COMMA.test(text)) return text.replace(',', '.');
	const [byPoint, byComma] = GROUPED;
	if (byPoint.test(text)) return text.replaceAll('.', '').replace(',', '.');
	return byComma.test(text) ? text.replaceAll(',', '') : undefined;
}

/** Whole numbers are mostly IDs and counts, which nobody writes with a comma. */
function numberIn({ integer = false }: { integer?: boolean }) {
	return z
		.string()
		.trim()
		.transform((value, issues) => {
			const isEither = !integer && EITHER_WAY.test(value);
			const plain = integer && !PLAIN_NUMBER.test(value) ? undefined : plainNumber(value);
			if (!isEither && plain !== undefined) return Number(plain);
			const dotted = value.replace(',', '.');
			const message = isEither
				? `can mean ${dotted} or ${value.replace(',', '')}: write it with a point as the decimal sign, and nothing between thousands`
				: 'must be a number';
			issues.addIssue({ code: z.ZodIssueCode.custom, message });
			return z.NEVER;
		});
}

/** A number, also as text from an expression, within limits (both included). */
export function numeric(limits: { min?: number; max?: number; integer?: boolean } = {}) {
	return z
		.union([z.number(), numberIn(limits)], {
			errorMap: (issue, { defaultError }) => ({
				message: issue.code === 'custom' ? (issue.message ?? defaultError) : 'must be a number',
			}),
		})
		.refine((value) => Number.isFinite(value), 'must be a number')
		.transform((value) => withoutNoise(value, DIGITS_OF_AMOUNTS))
		.refine((value) => !limits.integer || Number.isSafeInteger(value), 'must be a whole number')
		.refine(
			(value) => limits.min === undefined || value >= limits.min,
			`must be at least ${limits.min}`,
		)
		.refine(
			(value) => limits.max === undefined || value <= limits.max,
			`must be at most ${limits.max}`,
		);
}

/** One point and three digits after it: 1.000 is one euro to a program, and a thousand to a price list. */
const THOUSAND_OR_ONE = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** Whether a text is an amount that could be a thousand times as much. */
export function mayBeThousands(written: unknown): written is string {
	return typeof written === 'string' && THOUSAND_OR_ONE.test(written.trim());
}

/**
 * An amount of money in euros, within limits: a text that could mean a thousand times as much is refused, where
 * {@link numeric} reads a point as the decimal sign.
 */
export function euros(limits: { min?: number; max?: number } = {}) {
	return z
		.unknown()
		.superRefine((value, issues) => {
			if (!mayBeThousands(value)) return;
			const written = value.trim();
			issues.addIssue({
				code: z.ZodIssueCode.custom,
				message: `can mean ${written} or ${written.replace('.', '')} euros: write it with two digits after the decimal sign, and nothing between thousands`,
			});
		})
		.pipe(numeric(limits));
}

/** A rate of VAT in percent; 0.22 is a mistake for 22. */
export const rate = numeric({ min: 0, max: 100 }).refine(
	(value) => value === 0 || value >= 1,
	'must be in percent, for example 22 and not 0.22',
);

/** True or false. An expression may give them as text, which other programs write "True" or "TRUE". */
export const flag = z.union(
	[
		z.boolean(),
		z
			.string()
			.trim()
			.toLowerCase()
			.pipe(z.enum(['true', 'false']))
			.transform((word) => word === 'true'),
	],
	{ errorMap: () => ({ message: 'must be true or false' }) },
);

/** A day: the shop's, or a whole day of another zone. It becomes `YYYY-MM-DD`. */
export function localDay({ timeZone }: InputContext) {
	return dayBy((value) => dayMeant(value, timeZone));
}

/**
 * A day of the calendar, such as a birthday: the one that is written, whatever zone
 * the text or the DateTime is in. Only what has no zone of its own (a Date, a timestamp) is taken in
 * the shop's.
 */
export function calendarDay({ timeZone }: InputContext) {
	return dayBy((value) => {
		const day = toLocalDay(value, timeZone);
		return day === undefined ? undefined : (writtenDay(value) ?? day);
	});
}

function writtenDay(value: unknown): Day | undefined {
	const isDateTime = typeof value === 'object' && value !== null && 'toISODate' in value;
	const written =
		isDateTime && typeof value.toISODate === 'function' ? (value.toISODate() as unknown) : value;
	const [day] =
		typeof written === 'string' ? (/^\d{4}-\d{2}-\d{2}/.exec(written.trim()) ?? []) : [];
	return day;
}

function dayBy(read: (value: unknown) => Day | undefined) {
	return z.unknown().transform((value, issues) => {
		const day = read(value);
		if (day !== undefined) return day;
		issues.addIssue({
			code: z.ZodIssueCode.custom,
			message: 'must be a date, for example 2026-03-05',
		});
		return z.NEVER;
	});
}

/** A date with its time of day, as milliseconds since 1970; what has no zone of its own is the shop's. */
export function moment({ timeZone }: InputContext) {
	return z.unknown().transform((value, issues): EpochMs => {
		const millis = toMoment(value, timeZone);
		if (millis !== undefined) return millis;
		issues.addIssue({
			code: z.ZodIssueCode.custom,
			message: 'must be a date with its time, for example 2026-03-05T19:30',
		});
		return z.NEVER;
	});
}

/** Several texts: an array, or one text with commas. Empty parts are dropped; nothing at all is refused. */
export const textList = z
	.union([z.array(text), text.transform((value) => value.split(','))], {
		errorMap: () => ({ message: 'must be a list, for example a,b' }),
	})
	.transform((parts) => parts.map((part) => part.trim()).filter((part) => part !== ''))
	// An empty list would read as "all" to some vendors and as "none" to others.
	.refine((parts) => parts.length > 0, 'is an empty list (remove the field to leave it out)');

/** Several whole numbers: an array, one number, or a text with commas. */
export const integerList = textList.pipe(
	z.array(
		z
			.string()
			.regex(/^-?\d+$/, 'must be whole numbers, for example 12,34')
			.transform(Number)
			// Beyond 2^53 the number would be that of another record.
			.refine(Number.isSafeInteger, 'has a whole number with more digits than an ID has'),
	),
);

/** The same where an empty list means all: undefined then. */
export const integersOrAll = z
	.unknown()
	.transform((value) => (Array.isArray(value) && value.length === 0 ? undefined : value))
	.pipe(integerList.optional());

/** An IANA time zone. */
export const timeZoneName = z
	.string()
	.refine(isTimeZone, 'must be a time zone such as Europe/Rome');

/** A time of day, `HH:mm`. */
export const timeOfDay = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 03:00');

/** The check that follows from a property's type; endpoints refine it where the document says more. */
export function schemaFor(property: INodeProperties, context: InputContext): z.ZodType<unknown> {
	switch (property.type) {
		case 'boolean':
			return flag;
		case 'number':
			return numeric({
				min: property.typeOptions?.minValue,
				max: property.typeOptions?.maxValue,
			});
		case 'dateTime':
			return localDay(context);
		case 'options':
			return choice(property);
		case 'fixedCollection':
			// What stands in it is checked where it is used.
			return z.record(z.unknown());
		default:
			return text;
	}
}

function choice(property: INodeProperties): z.ZodType<unknown> {
	const values = (property.options ?? []).flatMap((entry) =>
		'value' in entry ? [entry.value] : [],
	);
	return values.length === 0 ? text : oneOf(values);
}

/** One of a few fixed values. */
export function oneOf(values: unknown[]): z.ZodType<unknown> {
	return z
		.unknown()
		.refine(
			(value) => values.some((known) => known === value),
			`must be one of ${values.join(', ')}`,
		);
}

/** An object of a list: these fields and no other; ones that are `optional` may be missing. */
export function entry<T extends z.ZodRawShape>(shape: T) {
	return z.object(shape, { errorMap: objectWords }).strict();
}

const objectWords: z.ZodErrorMap = (issue, { defaultError }) => {
	if (issue.code === 'unrecognized_keys') {
		return { message: `has the unknown field "${issue.keys.join('", "')}"` };
	}
	return { message: issue.code === 'invalid_type' ? 'must be an object' : defaultError };
};
