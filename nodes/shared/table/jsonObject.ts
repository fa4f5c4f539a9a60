/** JSON objects that the user gives as a whole: bodies, or parts of them, whose fields nobody has named. */
import { z } from 'zod';
import { isRecord } from '../values/records';
import { withoutNoise } from './schemas';

/** Why a value can't be sent as JSON, for a person. */
class NotJson extends Error {}

const NO_OBJECT = 'must be a JSON object with at least one field, for example {"name": "Maria"}';

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		const json: unknown = JSON.parse(value);
		return json;
	} catch {
		return undefined;
	}
}

const DEEPEST = 200;

/** What a person or a program writes has no more; beyond them, computed prices have noise, and the shop compares. */
const DIGITS = 15;

/** `items[0].price` */
const memberOf = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

/** A value as it travels: what isn't JSON becomes what JSON makes of it, and no digit that was meant is lost. */
function toJson(value: unknown, path: string, depth = 0): unknown {
	if (depth > DEEPEST) throw new NotJson('is nested too deeply, or contains itself');
	if (typeof value === 'number' || typeof value === 'bigint') return checkNumber(value, path);
	if (typeof value !== 'object' || value === null) return value;
	// Dates, and n8n's own, say what they are as JSON.
	if ('toJSON' in value && typeof value.toJSON === 'function') {
		const json: unknown = value.toJSON();
		return toJson(json, path, depth + 1);
	}
	if (Array.isArray(value)) {
		return value.map((entry, index) => toJson(entry ?? null, `${path}[${index}]`, depth + 1));
	}
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, entry]) => !['undefined', 'function', 'symbol'].includes(typeof entry))
			.map(([key, entry]) => [key, toJson(entry, memberOf(path, key), depth + 1)]),
	);
}

function checkNumber(value: number | bigint, path: string): number {
	const number = Number(value);
	if (!Number.isFinite(number)) {
		throw new NotJson(`has no number that JSON knows at "${path}"`);
	}
	if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
		throw new NotJson(
			`has a number at "${path}" that is too long, and would be sent as ${number}: write it as text, in quotes`,
		);
	}
	return withoutNoise(number, DIGITS);
}

/** A JSON object with something in it, typed or from an expression, as it travels. */
export const jsonObject = z.unknown().transform((value, issues): Record<string, unknown> => {
	try {
		const json = toJson(parse(value), '');
		if (isRecord(json) && Object.keys(json).length > 0) return json;
		throw new NotJson(NO_OBJECT);
	} catch (error) {
		const message = error instanceof NotJson ? error.message : NO_OBJECT;
		issues.addIssue({ code: z.ZodIssueCode.custom, message });
		return z.NEVER;
	}
});
