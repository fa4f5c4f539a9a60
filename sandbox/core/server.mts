/** One vendor's HTTP port: the way of a request through log, faults, checks and handler. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { createControl } from './control.mts';
import { deliver, replacement, reset, toAnswer, type Answer } from './delivery.mts';
import type { Struck } from './faults.mts';
import { parseRawQuery, type LogEntry } from './log.mts';
import {
	describedResponse,
	loadChecks,
	type LoadedDocument,
	type OpenApiRequest,
} from './openapi.mts';
import type { QueryFormat } from './query.mts';
import type { Shared } from './shared.mts';
import {
	Refusal,
	type CheckedRequest,
	type Incoming,
	type Problem,
	type Result,
	type Vendor,
	type VendorName,
} from './vendor.mts';

/** What the core carries along with a request. */
interface Journey {
	vendor: Vendor;
	incoming: Incoming;
	entry: LogEntry;
	fault?: Struck;
	checks?: LoadedDocument;
	identity?: unknown;
}

const journeys = new WeakMap<object, Journey>();
const journeyOf = (request: object): Journey => journeys.get(request)!;

type Step = (
	request: Request & OpenApiRequest,
	response: express.Response,
	next: express.NextFunction,
) => unknown;

/** An Express handler whose failures, also late ones, reach the error handler. */
const step =
	(work: Step): RequestHandler =>
	(request, response, next) => {
		Promise.resolve()
			.then(() => work(request as Request & OpenApiRequest, response, next))
			.catch(next);
	};

function runAll(chain: RequestHandler[]): RequestHandler {
	return (request, response, next) => {
		const run = (index: number): void => {
			const middleware = chain[index];
			if (!middleware) {
				next();
				return;
			}
			try {
				void middleware(request, response, (error?: unknown) =>
					error === undefined || error === null ? run(index + 1) : next(error),
				);
			} catch (error) {
				next(error);
			}
		};
		run(0);
	};
}

function problemOf(error: unknown): Problem | undefined {
	const { status, message, errors, headers } = error as {
		status?: number;
		message?: string;
		errors?: Problem['errors'];
		headers?: { Allow?: string };
	};
	if (typeof status !== 'number' || status >= 500) return undefined;
	return {
		status,
		message: message ?? 'refused',
		errors: (errors ?? []).map((found) => ({ path: found.path, message: found.message })),
		...(headers?.Allow === undefined ? {} : { allow: headers.Allow }),
	};
}

/** Checks a handler's result against the description and turns it into bytes. */
function checkedAnswer(
	request: Request & OpenApiRequest,
	response: express.Response,
	result: Result,
): Promise<Answer> {
	const { checks } = journeyOf(request);
	const status = result.status ?? 200;
	const described = describedResponse(request.openapi!.schema, checks!.document, status);
	if (!described) throw new Error(`status ${status} is not described`);
	if (result.raw || result.body === null) return Promise.resolve(toAnswer(result));
	if (result.body === undefined) {
		if (described.content) throw new Error(`status ${status} is described with a body`);
		return Promise.resolve(toAnswer(result));
	}
	return new Promise((resolve, reject) => {
		response.status(status);
		response.send = (text: string) => {
			const defect = request.sandboxDefect;
			const raw = { type: 'application/json; charset=utf-8', content: text };
			if (defect === undefined) resolve(toAnswer({ ...result, raw }));
			else reject(new Error(defect));
			return response;
		};
		response.json(result.body);
	});
}

/** Builds the Express application of one vendor; `origin` is known once it listens. */
function createApp(shared: Shared, name: VendorName, origin: () => string): express.Express {
	const vendorNow = (): Vendor => shared.vendor(name)!;
	const format = (): QueryFormat =>
		name === 'cassaNova' && shared.config.cassaNovaQueryFormat === 'plain' ? 'plain' : 'json';
	const documents = vendorNow().documents.map((document) => loadChecks(document, format));

	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.enable('case sensitive routing');
	app.enable('strict routing');
	app.use('/__sandbox', createControl(shared));

	app.use((request, _response, next) => {
		const [path = '/', ...rest] = request.originalUrl.split('?');
		const rawQuery = rest.join('?');
		const { method, headers } = request;
		const query = parseRawQuery(rawQuery);
		const firstValues = Object.entries(query).map(([key, value]) => [
			key,
			Array.isArray(value) ? value[0] : value,
		]);
		const at = new Date(shared.now()).toISOString();
		journeys.set(request, {
			vendor: vendorNow(),
			incoming: {
				method,
				path,
				rawQuery: Object.fromEntries(firstValues) as Record<string, string>,
				headers,
				origin: origin(),
				operationId: '',
			},
			entry: shared.log.add({ at, vendor: name, method, path, query, rawQuery, headers }),
		});
		next();
	});
	app.use(express.json({ limit: '20mb', strict: false }));
	app.use(express.urlencoded({ extended: false }));
	app.use(express.text({ type: 'text/*' }));

	app.use(
		step(async (request, response, next) => {
			const journey = journeyOf(request);
			const { vendor, incoming, entry } = journey;
			entry.body = request.body as unknown;
			const ms = shared.latency[name] ?? 0;
			if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
			const fault = shared.faults.take(name, incoming.method, incoming.path);
			journey.fault = fault;
			if (!fault) return next();
			entry.fault = fault.kind;
			if (fault.kind === 'resetBefore') return reset(request);
			if (fault.kind === 'expireToken') vendor.expire?.(incoming);
			const isHeld = fault.kind === 'expireToken' && fault.held === true;
			if (fault.kind === 'late' || isHeld) await fault.wait();
			if (!fault.commit) {
				if (fault.kind === 'hang') return;
				const answer = replacement(fault);
				if (answer) return await deliver(request, response, entry, answer);
			}
			return next();
		}),
	);

	app.use((request, response, next) => {
		const journey = journeyOf(request);
		journey.checks =
			documents.find((_document, index) =>
				// The vendor may have been rebuilt by a reset since the files were loaded.
				journey.vendor.documents[index]?.accepts(journey.incoming),
			) ?? documents.at(-1);
		runAll(journey.checks!.route)(request, response, next);
	});
	app.use(
		step(async (request, response, next) => {
			const journey = journeyOf(request);
			const { vendor, incoming, entry, fault } = journey;
			incoming.operationId = request.openapi!.schema.operationId;
			const verdict = vendor.authenticate(incoming);
			if ('reject' in verdict) {
				return await deliver(request, response, entry, toAnswer(verdict.reject), fault);
			}
			journey.identity = verdict.identity;
			return runAll(journey.checks!.check)(request, response, next);
		}),
	);
	app.use(
		step(async (request, response) => {
			const { vendor, incoming, entry, fault, identity } = journeyOf(request);
			const files = (request.files ?? []).map((file) => ({
				name: file.fieldname,
				filename: file.originalname,
				type: file.mimetype,
				content: file.buffer,
			}));
			if (request.is('multipart/form-data')) {
				const named = files.map(({ content, ...file }) => ({ ...file, size: content.length }));
				entry.body = { fields: { ...(request.body as object) }, files: named };
			}
			const checked: CheckedRequest<never> = {
				...incoming,
				params: request.openapi!.pathParams,
				query: { ...request.query },
				body: request.body as unknown,
				files,
				identity: identity as never,
			};
			if (fault?.kind === 'repeatPage') {
				for (const position of vendor.positionParameters ?? []) {
					if (position in checked.query) checked.query[position] = 0;
				}
			}
			const handler = vendor.handlers[incoming.operationId];
			if (!handler) throw new Error(`no handler for ${incoming.operationId}`);
			let result: Result;
			try {
				result = await handler(checked);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				result = error.result;
			}
			const answer = await checkedAnswer(request, response, result);
			if (fault?.kind === 'pageShift') vendor.insertForPageShift?.(checked, fault.insert ?? 0);
			await deliver(request, response, entry, answer, fault);
		}),
	);

	const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
		const { vendor, entry, incoming, fault } = journeyOf(request);
		const problem = problemOf(error);
		if (problem) {
			void deliver(request, response, entry, toAnswer(vendor.refuse(problem)), fault);
			return;
		}
		const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
		shared.defects.push({ vendor: name, method: incoming.method, path: incoming.path, message });
		const answer = toAnswer({ status: 500, body: { sandboxDefect: message } });
		answer.headers['x-sandbox-defect'] = encodeURIComponent(message.split('\n')[0] ?? '');
		void deliver(request, response, entry, answer);
	};
	app.use(onError);
	return app;
}

/** A listening vendor port. */
export interface VendorServer {
	/** `http://127.0.0.1:<port>`. */
	origin: string;
	close(): Promise<void>;
}

/**
 * Starts one vendor on 127.0.0.1.
 * @param port 0 for any free one
 */
export async function startVendorServer(
	shared: Shared,
	name: VendorName,
	port: number,
): Promise<VendorServer> {
	let origin = '';
	const server: Server = createServer(createApp(shared, name, () => origin));
	// A client whose event loop was busy must not find its idle connection closed.
	server.keepAliveTimeout = 0;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
