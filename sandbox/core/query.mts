/** The query-string check that express-openapi-validator is too lenient for. */
import { dereference, type Node } from './reference.mts';

/*
 * The validator turns `ids[0]=x` into a list, converts "10" to 10 inside JSON and lets text pass
 * that isn't JSON at all. Here every name must be declared and come once, and a parameter that is
 * described with `content: application/json` must be a JSON literal of exactly the schema's type.
 */

/** `json`: strings stand in double quotes. `plain`: strings don't, lists are still JSON arrays. */
export type QueryFormat = 'json' | 'plain';

export interface Parameter {
	name: string;
	in: string;
	schema?: Node;
	content?: Record<string, { schema: Node }>;
}

/** A query string that the description doesn't allow. `errors` as in the validator's own errors. */
export class QueryError extends Error {
	readonly status = 400;
	readonly errors: Array<{ path: string; message: string }>;
	constructor(parameter: string, message: string) {
		super(`${parameter}: ${message}`);
		this.errors = [{ path: `/query/${parameter}`, message }];
	}
}

function hasType(document: Node, schemaNode: Node, value: unknown): boolean {
	const schema = dereference(document, schemaNode);
	switch (schema.type) {
		case 'string':
			return typeof value === 'string';
		case 'integer':
			return Number.isInteger(value);
		case 'number':
			return typeof value === 'number';
		case 'boolean':
			return typeof value === 'boolean';
		case 'array':
			return (
				Array.isArray(value) &&
				value.every((item) => hasType(document, (schema.items ?? {}) as Node, item))
			);
		default:
			return true;
	}
}

/** The JSON text of a literal, or a QueryError that names the type which the schema wants. */
function literal(
	document: Node,
	{ name, content }: Parameter,
	text: string,
	format: QueryFormat,
): string {
	const schema = dereference(document, Object.values(content ?? {})[0]?.schema ?? {});
	if (format === 'plain' && schema.type === 'string') {
		if (/^".*"$/s.test(text)) throw new QueryError(name, 'must be string without quotes');
		return JSON.stringify(text);
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new QueryError(name, `must be ${String(schema.type)}`);
	}
	if (!hasType(document, schema, value)) {
		throw new QueryError(name, `must be ${String(schema.type)}`);
	}
	return text;
}

/**
 * Checks a query string against the parameters of an operation.
 * @param rawQuery text after the question mark, still encoded
 * @returns text values by name (JSON literals still as JSON text, which the validator decodes)
 * @throws QueryError
 */
export function checkQuery(
	document: Node,
	parameters: readonly Parameter[],
	rawQuery: string,
	format: QueryFormat,
): Record<string, string> {
	const query: Record<string, string> = {};
	for (const [name, text] of new URLSearchParams(rawQuery)) {
		const declared = parameters.find(
			(parameter) => parameter.in === 'query' && parameter.name === name,
		);
		if (!declared) throw new QueryError(name, 'is unknown');
		if (Object.hasOwn(query, name)) throw new QueryError(name, 'must not be repeated');
		query[name] = declared.content ? literal(document, declared, text, format) : text;
	}
	return query;
}

/** The query string of these values with every reserved character encoded. */
export function encodeQuery(query: Record<string, string>): string {
	const encode = (text: string): string =>
		encodeURIComponent(text).replace(
			/[!'()*]/g,
			(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
		);
	return Object.entries(query)
		.map(([name, text]) => `${encode(name)}=${encode(text)}`)
		.join('&');
}
