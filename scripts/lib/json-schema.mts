// The JSON schemas that are published, made from the zod schemas that the nodes check with.

import { createRequire } from 'node:module';
import * as prettier from 'prettier';
import type { ZodTypeAny } from 'zod';
import { zodToJsonSchema } from 'zod-to-json-schema';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot } from './paths.mts';

type Json = Record<string, unknown>;

/** The JSON schema of a zod schema, in the shortest form that says the same. */
function toJsonSchema(schema: ZodTypeAny): Json {
	const made = zodToJsonSchema(schema, { $refStrategy: 'none' }) as Json;
	delete made.$schema;
	return shortened(made) as Json;
}

/** Choices need no type beside them, and "or null" is one more type where nothing but the type is to choose. */
function shortened(part: unknown): unknown {
	if (Array.isArray(part)) return part.map(shortened);
	if (typeof part !== 'object' || part === null) return part;
	const json = Object.fromEntries(
		Object.entries(part).map(([key, value]) => [key, shortened(value)]),
	);
	if ('enum' in json || 'const' in json) delete json.type;
	const [one, other] = (json.anyOf ?? []) as Json[];
	const isOrNull = one !== undefined && other?.type === 'null' && typeof one.type === 'string';
	return isOrNull ? { ...one, type: [one.type, 'null'] } : json;
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
	const { journalEntrySchema } = require(inRoot('nodes/shared/books/journal/entry.ts')) as Record<
		string,
		ZodTypeAny
	>;
	const { comparisonSchema } = require(
		inRoot('nodes/shared/books/statement/comparison.ts'),
	) as Record<string, ZodTypeAny>;
	const { suggestedAccountSchema } = require(
		inRoot('nodes/shared/books/suggestedAccounts.ts'),
	) as Record<string, ZodTypeAny>;
	const made = (schema: ZodTypeAny | undefined) => {
		if (!schema) throw new Error('a schema of the books is missing');
		return toJsonSchema(schema);
	};
	const receipt = made(books.accountingReceiptSchema);
	const booking = made(books.bookingSchema);
	const summary = made(books.bookingSummarySchema);
	const reconciliation = made(reconciliationSchema);
	const journal = made(journalEntrySchema);
	const comparison = made(comparisonSchema);
	const suggested = made(suggestedAccountSchema);
	const published = {
		'accounting-receipt': ['Accounting receipt', receipt],
		booking: ['Booking', booking],
		'booking-summary': ['Summary of bookings', summary],
		'journal-entry': ['Journal entry', journal],
		comparison: ['Comparison with a statement', comparison],
		reconciliation: ['Reconciliation', reconciliation],
		'suggested-account': ['Row of a suggested table of accounts', suggested],
	} as const;
	/** @param never fields of bookings that a system never has */
	const editor = (never: string[] = []) => ({
		bookItems: forEditor(booking, never),
		compare: forEditor(comparison),
		getBookings: forEditor(booking, never),
		getJournal: forEditor(journal),
		getReceipts: forEditor(receipt, ['customer']),
		reconcile: forEditor(reconciliation),
		suggestAccounts: forEditor(suggested),
	});
	const files = new Map<string, string>();
	const add = async (file: string, content: Json) => {
		const options = await prettier.resolveConfig(inRoot(file));
		files.set(file, await prettier.format(JSON.stringify(content), { ...options, parser: 'json' }));
	};
	for (const [name, [title, schema]] of Object.entries(published)) {
		const $schema = 'http://json-schema.org/draft-07/schema#';
		await add(`docs/schemas/${name}.schema.json`, { $schema, title, ...schema });
	}
	// Kassandro's receipts name no closings.
	for (const [folder, schemas] of [
		['CassaNova', editor()],
		['Kassandro', editor(['zNumbers'])],
	] as const) {
		for (const [operation, schema] of Object.entries(schemas)) {
			await add(`nodes/${folder}/__schema__/v1.0.0/accounting/${operation}.json`, schema);
		}
	}
	return files;
}
