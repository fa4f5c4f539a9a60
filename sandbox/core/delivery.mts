/** Puts an answer on the wire, whole or damaged by a fault. */
import type { Request, Response } from 'express';
import type { Fault, Struck } from './faults.mts';
import type { LogEntry } from './log.mts';
import type { Result } from './vendor.mts';

/** An answer as bytes. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	content: Buffer;
}

/** Turns a result into bytes without checking it (refusals, faults). */
export function toAnswer({ status = 200, headers = {}, body, raw }: Result): Answer {
	if (raw) {
		return {
			status,
			headers: { 'Content-Type': raw.type, ...headers },
			content: Buffer.from(raw.content),
		};
	}
	if (body === undefined) return { status, headers, content: Buffer.alloc(0) };
	return {
		status,
		headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
		content: Buffer.from(JSON.stringify(body)),
	};
}

/** Answers that a fault puts in place of the vendor's own; undefined for all other kinds. */
export function replacement(fault: Fault): Answer | undefined {
	switch (fault.kind) {
		case 'status': {
			const { status, headers, body } = fault;
			if (typeof body === 'string') {
				return toAnswer({ status, headers, raw: { type: 'text/plain', content: body } });
			}
			return toAnswer({ status, headers, body });
		}
		case 'html':
			return toAnswer({
				raw: {
					type: 'text/html; charset=utf-8',
					content: String(fault.body ?? '<!doctype html><title>Maintenance</title><p>Back soon.'),
				},
			});
		case 'redirect':
			return toAnswer({
				status: fault.status ?? 302,
				headers: { Location: fault.location ?? '/' },
			});
		default:
			return undefined;
	}
}

/** The same JSON object without its lists; an empty object for a bare list. */
function withoutLists(content: Buffer): Buffer {
	const value: unknown = content.length === 0 ? {} : JSON.parse(content.toString());
	const entries =
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.entries(value).filter(([, member]) => !Array.isArray(member))
			: [];
	return Buffer.from(JSON.stringify(Object.fromEntries(entries)));
}

/** The same JSON with other names for some keys. */
function withOtherKeys(content: Buffer, keys: NonNullable<Fault['keys']>): Buffer {
	const rename = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(rename);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).flatMap(([key, member]) => {
				const other = keys[key];
				return other === null ? [] : [[other ?? key, rename(member)]];
			}),
		);
	};
	if (content.length === 0) return content;
	return Buffer.from(JSON.stringify(rename(JSON.parse(content.toString()))));
}

function send(response: Response, { status, headers, content }: Answer, length: number): void {
	response.writeHead(status, {
		...headers,
		...(status === 204 || status === 304 ? {} : { 'Content-Length': String(length) }),
	});
	response.end(content);
}

/** Closes the connection at once, so that the client sees a reset. */
export function reset(request: Request): void {
	request.socket.resetAndDestroy();
}

/**
 * Sends an answer after its handler ran.
 * @param fault strikes after the handler; absent for an undisturbed answer
 */
export async function deliver(
	request: Request,
	response: Response,
	entry: LogEntry,
	answer: Answer,
	fault?: Struck,
): Promise<void> {
	const half = answer.content.subarray(0, Math.floor(answer.content.length / 2));
	const whole = answer.content.length;
	switch (fault?.kind) {
		case 'hang':
			return;
		case 'resetAfter':
			reset(request);
			return;
		case 'slow':
			await fault.wait();
			break;
		case 'truncate':
			entry.status = answer.status;
			send(response, { ...answer, content: half }, half.length);
			return;
		case 'breakOff':
			entry.status = answer.status;
			response.writeHead(answer.status, { ...answer.headers, 'Content-Length': String(whole) });
			response.write(half, () => request.socket.destroy());
			return;
		case 'missingKey': {
			const content = withoutLists(answer.content);
			entry.status = answer.status;
			send(response, { ...answer, content }, content.length);
			return;
		}
		case 'otherKeys': {
			const content = withOtherKeys(answer.content, fault.keys ?? {});
			entry.status = answer.status;
			send(response, { ...answer, content }, content.length);
			return;
		}
		default:
	}
	const sent = (fault && replacement(fault)) ?? answer;
	entry.status = sent.status;
	send(response, sent, sent.content.length);
}
