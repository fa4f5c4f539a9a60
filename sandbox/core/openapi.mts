/** Loads a vendor's OpenAPI file and builds the middlewares that check requests and answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { parse } from 'yaml';
import { checkQuery, encodeQuery, type Parameter, type QueryFormat } from './query.mts';
import { dereference, type Node } from './reference.mts';
import type { VendorDocument } from './vendor.mts';

const ROOT = join(import.meta.dirname, '..', '..');
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

interface Operation extends Node {
	operationId: string;
	parameters?: Parameter[];
	responses: Record<string, Node>;
}

/** What express-openapi-validator leaves on a request once the path and method are known. */
export interface OpenApiRequest {
	openapi?: { schema: Operation; pathParams: Record<string, string> };
	files?: Array<{ fieldname: string; originalname: string; mimetype: string; buffer: Buffer }>;
	/** Set when an answer violates the description. */
	sandboxDefect?: string;
}

/**
 * Reads an OpenAPI file with its paths moved under `basePath` (or under the path item's own
 * server), parameters of path items repeated in their operations, and no servers left.
 */
function loadDocument({ file, basePath }: VendorDocument): Node {
	const document = parse(readFileSync(join(ROOT, file), 'utf8')) as Node;
	const paths: Node = {};
	for (const [path, item] of Object.entries(document.paths as Record<string, Node>)) {
		const ownServer = (item.servers as Array<{ url: string }> | undefined)?.[0]?.url;
		const prefix =
			ownServer === undefined
				? basePath
				: new URL(ownServer, 'http://localhost').pathname.replace(/\/$/, '');
		const shared = (item.parameters ?? []) as unknown[];
		const operations: Node = {};
		for (const method of METHODS) {
			if (!(method in item)) continue;
			const operation = { ...(item[method] as Operation) };
			operation.parameters = [...shared, ...(operation.parameters ?? [])].map(
				(parameter) => structuredClone(dereference(document, parameter)) as unknown as Parameter,
			);
			operations[method] = operation;
		}
		paths[`${prefix}${path}`] = operations;
	}
	return { ...document, paths, servers: [{ url: '/' }] };
}

/** The described response of an operation for a status: its own, its class's or the default. */
export function describedResponse(
	operation: Operation,
	document: Node,
	status: number,
): Node | undefined {
	const { responses } = operation;
	const found =
		responses[String(status)] ?? responses[`${String(status)[0]}XX`] ?? responses.default;
	return found && dereference(document, found);
}

export interface LoadedDocument {
	accepts: VendorDocument['accepts'];
	/** Runs before authenticate(): finds the operation, answers 404 and 405. */
	route: RequestHandler[];
	/** Runs after authenticate(): checks the request, and hooks the check of the answer in. */
	check: RequestHandler[];
	document: Node;
}

/** What a document's checks are made of; it holds nothing of a sandbox. */
interface Compiled {
	document: Node;
	chain: RequestHandler[];
}

/** Compiling takes longer than all else of a start, and a process may start many sandboxes. */
const compiled = new Map<string, Compiled>();

function compile(vendorDocument: VendorDocument): Compiled {
	const key = JSON.stringify([vendorDocument.file, vendorDocument.basePath]);
	const known = compiled.get(key);
	if (known) return known;
	const document = loadDocument(vendorDocument);
	const chain = OpenApiValidator.middleware({
		apiSpec: structuredClone(document) as never,
		validateApiSpec: true,
		validateRequests: { allowUnknownQueryParameters: false },
		validateResponses: {
			onError: (error, _body, request) => {
				(request as OpenApiRequest).sandboxDefect = error.message;
			},
		},
		validateSecurity: false,
		ajvFormats: { mode: 'full' },
	}) as unknown as RequestHandler[];
	compiled.set(key, { document, chain });
	return { document, chain };
}

/**
 * Builds the checks of one document.
 * @param format how JSON literals travel in the query string at the moment
 */
export function loadChecks(
	vendorDocument: VendorDocument,
	format: () => QueryFormat,
): LoadedDocument {
	const { document, chain } = compile(vendorDocument);
	const routed = chain.findIndex((middleware) => middleware.name === 'metadataMiddleware') + 1;
	if (routed === 0) throw new Error('express-openapi-validator has changed its middlewares');
	const queryCheck: RequestHandler = (request, _response, next) => {
		const { schema } = (request as OpenApiRequest).openapi!;
		const [path, ...rest] = request.originalUrl.split('?');
		const value = checkQuery(document, schema.parameters ?? [], rest.join('?'), format());
		// Servers take reserved characters unencoded too; the validator would refuse them.
		request.originalUrl = `${path}?${encodeQuery(value)}`;
		Object.defineProperty(request, 'query', {
			value,
			writable: true,
			configurable: true,
			enumerable: true,
		});
		next();
	};
	const noTrailingSlash: RequestHandler = (request, _response, next) => {
		const { pathname } = new URL(request.originalUrl, 'http://localhost');
		if (pathname.length === 1 || !pathname.endsWith('/')) return next();
		next(Object.assign(new Error('not found'), { status: 404 }));
	};
	return {
		accepts: vendorDocument.accepts,
		route: [noTrailingSlash, ...chain.slice(0, routed)],
		check: [queryCheck, ...chain.slice(routed)],
		document,
	};
}
