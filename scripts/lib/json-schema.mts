// The JSON schemas that are published, made from the zod schemas that the nodes check with.

import { createRequire } from 'node:module';
import * as prettier from 'prettier';
import type { ZodTypeAny } from 'zod';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot } from './paths.mts';

type Json = Record<string, unknown>;

interface Check {
	kind: string;
	regex?: RegExp;
}

/** What the kinds of zod schemas that the books use hold inside. */
interface Definition {
	typeName: string;
	checks?: Check[];
	values?: string[];
	value?: unknown;
	innerType?: ZodTypeAny;
	type?: ZodTypeAny;
	shape?: () => Record<string, ZodTypeAny>;
}

const definitionOf = (schema: ZodTypeAny) => schema._def as unknown as Definition;

function textOf({ checks = [] }: Definition): Json {
	const json: Json = { type: 'string' };
	for (const { kind, regex } of checks) {
		if (kind === 'regex' && regex) json.pattern = regex.source;
		if (kind === 'date') json.format = 'date';
		if (kind === 'datetime') json.format = 'date-time';
	}
	return json;
}

function objectOf({ shape }: Definition): Json {
	const members = Object.entries(shape?.() ?? {});
	return {
		type: 'object',
		properties: Object.fromEntries(members.map(([name, member]) => [name, toJsonSchema(member)])),
		required: members.filter(([, member]) => !member.isOptional()).map(([name]) => name),
		additionalProperties: false,
	};
}

/** @throws for a kind of schema that the books don't use */
export function toJsonSchema(schema: ZodTypeAny): Json {
	const definition = definitionOf(schema);
	const inner = () => toJsonSchema(definition.innerType as ZodTypeAny);
	switch (definition.typeName) {
		case 'ZodString':
			return textOf(definition);
		case 'ZodNumber':
			return { type: definition.checks?.some(({ kind }) => kind === 'int') ? 'integer' : 'number' };
		case 'ZodBoolean':
			return { type: 'boolean' };
		case 'ZodLiteral':
			return { const: definition.value };
		case 'ZodEnum':
			return { enum: definition.values };
		case 'ZodArray':
			return { type: 'array', items: toJsonSchema(definition.type as ZodTypeAny) };
		case 'ZodObject':
			return objectOf(definition);
		case 'ZodOptional':
			return inner();
		case 'ZodNullable':
			return orNull(inner());
		default:
			throw new Error(`no JSON schema is known for ${definition.typeName}`);
	}
}

function orNull(schema: Json): Json {
	if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
	return { anyOf: [schema, { type: 'null' }] };
}

/** What n8n's editor needs of a schema: names and types. */
function toEditorSchema(schema: Json): Json {
	const { type, properties, items, enum: values, anyOf } = schema;
	if (Array.isArray(anyOf)) return { type: ['string', 'null'] };
	if (values !== undefined || schema.const !== undefined) return { type: 'string' };
	return {
		type,
		...(properties
			? {
					properties: Object.fromEntries(
						Object.entries(properties as Record<string, Json>).map(([name, member]) => [
							name,
							toEditorSchema(member),
						]),
					),
				}
			: {}),
		...(items ? { items: toEditorSchema(items as Json) } : {}),
	};
}

/** An item's schema for n8n; some fields only come when asked for. */
function forEditor(schema: Json, unless: string[] = []): Json {
	const properties: Json = { ...(toEditorSchema(schema).properties as Json) };
	for (const name of unless) delete properties[name];
	return { type: 'object', properties, version: 1 };
}

/** Every file that is made from the schemas, with its text. */
export async function schemaFiles(): Promise<Map<string, string>> {
	registerSourceHook();
	const require = createRequire(import.meta.url);
	const books = require(inRoot('nodes/shared/books/types.ts')) as Record<string, ZodTypeAny>;
	const { reconciliationSchema } = require(
		inRoot('nodes/shared/books/reconciliation.ts'),
	) as Record<string, ZodTypeAny>;
	const made = (schema: ZodTypeAny | undefined) => {
		if (!schema) throw new Error('a schema of the books is missing');
		return toJsonSchema(schema);
	};
	const receipt = made(books.accountingReceiptSchema);
	const booking = made(books.bookingSchema);
	const summary = made(books.bookingSummarySchema);
	const reconciliation = made(reconciliationSchema);
	const published = {
		'accounting-receipt': ['Accounting receipt', receipt],
		booking: ['Booking', booking],
		'booking-summary': ['Summary of bookings', summary],
		reconciliation: ['Reconciliation', reconciliation],
	} as const;
	const editor = {
		getBookings: forEditor(booking),
		getReceipts: forEditor(receipt, ['customer']),
		reconcile: forEditor(reconciliation),
	};
	const files = new Map<string, string>();
	const add = async (file: string, content: Json) => {
		const options = await prettier.resolveConfig(inRoot(file));
		files.set(file, await prettier.format(JSON.stringify(content), { ...options, parser: 'json' }));
	};
	for (const [name, [title, schema]] of Object.entries(published)) {
		const $schema = 'http://json-schema.org/draft-07/schema#';
		await add(`docs/schemas/${name}.schema.json`, { $schema, title, ...schema });
	}
	for (const folder of ['CassaNova', 'Kassandro']) {
		for (const [operation, schema] of Object.entries(editor)) {
			await add(`nodes/${folder}/__schema__/v1.0.0/accounting/${operation}.json`, schema);
		}
	}
	return files;
}
