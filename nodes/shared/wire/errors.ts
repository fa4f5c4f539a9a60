/** The one place where errors are worded: what failed, the vendor's words, what to do. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import { causeOf } from './cause';
import type { RequestFailure } from './cause';
import { EXECUTION_CANCELED } from './environment';
import type { Api, Call, Endpoint } from '../table/types';

/** The credential can't be used as it is; the message is for the user. */
export class CredentialError extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** A token couldn't be had; the message is for the user. */
export class SessionError extends Error {
	constructor(
		message: string,
		readonly advice: string,
		readonly status?: number,
		/** True where the request may have arrived, though no answer came. */
		readonly sent?: boolean,
	) {
		super(message);
	}
}

/**
 * A message so that n8n takes it for a failure. One that says "canceled", as an order or a vendor's words
 * may, n8n takes for an execution that somebody has stopped: a green "Execution stopped" in the editor, and
 * nothing among the failed executions:
 * https://github.com/n8n-io/n8n/blob/00691e1ce5a2b5271e57bf0e7042709fd21660dc/packages/core/src/execution-engine/workflow-execute.ts
 */
export const asFailure = (message: string): string =>
	message.includes(EXECUTION_CANCELED) ? message : message.replaceAll('canceled', 'cancelled');

/** Part of the message itself: an AI agent, and who goes on after errors, may see nothing else. */
const OPEN = ' (outcome unknown: it may have been carried out, so do not simply repeat it)';

/** "CassaNova could not create tax" */
function couldNot(api: Api, endpoint: Endpoint): string {
	return `${api.name} could not ${endpoint.action.charAt(0).toLowerCase()}${endpoint.action.slice(1)}`;
}

/** What an error is about: a call, or as much of one. */
export type Failing = Pick<Call, 'api' | 'endpoint'> & { host: Pick<Call['host'], 'getNode'> };

/** An error of the vendor or of the way to it. Texts must be free of secrets already. */
export function apiError({ host, api, endpoint }: Failing, failure: RequestFailure): NodeApiError {
	const words = failure.vendor?.message || failure.problem || 'no reason was given';
	const code = failure.vendor?.code ? ` (${failure.vendor.code})` : '';
	const open = failure.outcomeUnknown ? OPEN : '';
	const message = asFailure(`${couldNot(api, endpoint)}: ${words}${code}${open}`);
	const advice = failure.outcomeUnknown
		? `It is not known whether this was carried out, so it was not sent again. ${failure.advice}`
		: failure.advice;
	const response: JsonObject = { message };
	if (failure.vendor) response.vendor = { ...failure.vendor };
	const error = new NodeApiError(host.getNode(), response, {
		message,
		description: advice,
		...(failure.status === undefined ? {} : { httpCode: String(failure.status) }),
	});
	// n8n swaps texts in which it finds a code such as ECONNRESET for its own advice to try again:
	// https://github.com/n8n-io/n8n/blob/0183845a89e28c8c32e37e4c845a5ed07314f89a/packages/workflow/src/errors/abstract/node.error.ts
	error.message = message;
	error.description = advice;
	if (failure.outcomeUnknown) error.context.outcomeUnknown = true;
	const cause = causeOf(failure);
	if (cause) error.failure = cause;
	if (failure.tokenRefused) error.context.tokenRefused = true;
	if (failure.answered) error.context.answered = true;
	return error;
}

/** Says of an error that the vendor may have carried the write out nevertheless. */
export function markOpen(error: NodeApiError): void {
	if (!error.message.endsWith(OPEN)) error.message += OPEN;
	error.context.outcomeUnknown = true;
}

/** Says of an error that the write was surely not carried out: it was looked for since. */
export function markSure(error: NodeApiError): void {
	if (error.message.endsWith(OPEN)) error.message = error.message.slice(0, -OPEN.length);
	delete error.context.outcomeUnknown;
}

/** Whether an error leaves open if the vendor carried a write out; one that isn't ours always does. */
export function leavesOutcomeOpen(error: unknown): boolean {
	return !(error instanceof NodeApiError) || error.context.outcomeUnknown === true;
}

/** Whether a write failed because its token was refused: it may go out again with another one. */
export function tokenWasRefused(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.tokenRefused === true;
}

/** Whether the vendor itself has answered a request that failed: its work on it is over. */
export function vendorHasAnswered(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.answered === true;
}

/** The same error for another item: errors carry the index of their item. */
export function copyOfError(node: INode, error: unknown): unknown {
	if (!(error instanceof NodeApiError)) return error;
	const { message, description, httpCode, errorResponse = { message } } = error;
	const copy = new NodeApiError(node, errorResponse, {
		message,
		...(httpCode === null ? {} : { httpCode }),
	});
	// n8n swaps texts in which it finds an error's code for its own.
	copy.message = message;
	copy.description = description;
	Object.assign(copy.context, error.context);
	return copy;
}

/** An error that was noticed before anything was sent. */
export function operationError(
	node: INode,
	message: string,
	advice: string | undefined,
	itemIndex: number,
): NodeOperationError {
	return new NodeOperationError(node, asFailure(message), { description: advice, itemIndex });
}
