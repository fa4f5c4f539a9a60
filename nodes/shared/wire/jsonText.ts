/** Reads text that is JSON, or a part of a list or an object of JSON. Pure functions. */

/** A text that isn't JSON. */
export class NotJsonError extends Error {}

const BLANK = /^[ \t\n\r]*$/;
const FIRST_COMMA = /^[ \t\n\r]*,/;

/** Bytes → text; a mark of their order isn't part of it. */
export function asText(content: Buffer): string {
	return content.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * A whole text.
 * @throws NotJsonError
 */
export function parse(text: string): unknown {
	const whole = wholeOf(text);
	if (!whole) throw new NotJsonError();
	return whole.json;
}

function wholeOf(text: string): { json: unknown } | undefined {
	try {
		return { json: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/**
 * What stands between two commas of a list or an object, or between a comma and its end: `1, [2]` → a
 * list, `"a": 1, "b": {}` → an object.
 * @param followsLevel whether a list or an object ended right before it, and so a comma comes first
 * @returns undefined where nothing follows that list or object
 * @throws NotJsonError
 */
export function partIn(text: string, isList: boolean, followsLevel: boolean): unknown {
	if (!followsLevel) return valuesIn(text, isList);
	if (BLANK.test(text)) return undefined;
	const comma = FIRST_COMMA.exec(text);
	if (!comma) throw new NotJsonError();
	return valuesIn(text.slice(comma[0].length), isList);
}

function valuesIn(text: string, isList: boolean): unknown {
	if (BLANK.test(text)) throw new NotJsonError();
	return parse(isList ? `[${text}]` : `{${text}}`);
}

/**
 * What stands before a list or an object that itself stands in an object: `"name":` → `{ name: null }`.
 * @throws NotJsonError
 */
export function memberIn(text: string): object {
	return parse(`{${text}null}`) as object;
}

/**
 * What stands before a list or an object that itself stands in a list: nothing.
 * @throws NotJsonError
 */
export function nothingIn(text: string): void {
	if (!BLANK.test(text)) throw new NotJsonError();
}

/** Gives an object a field as JSON does: any name is one of the object's own. */
export function define(object: Record<string, unknown>, name: string, value: unknown): void {
	if (name !== '__proto__') object[name] = value;
	else
		Object.defineProperty(object, name, {
			value,
			configurable: true,
			enumerable: true,
			writable: true,
		});
}
