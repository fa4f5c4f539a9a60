/** What KassaForte's events need of a poll: checked parameters, calls, and which shop it is. */
import type { Logger } from 'n8n-workflow';
import { readInput } from '../../shared/run/input';
import type { PollCalls } from '../../shared/poll/call';
import { fingerprint } from '../../shared/wire/seal';
import type { ReadingRoom } from '../../shared/table/call';
import type { Call, Field } from '../../shared/table/types';
import { baseUrl } from '../address';

export interface Poller {
	/** The checked parameters of the event. */
	options: Record<string, unknown>;
	/** A parameter as it is, expressions resolved. */
	read: PollCalls['read'];
	/** Tells triggers apart, inside this process. */
	trigger: string;
	/** Tells shops apart: what is remembered of one says nothing about another. */
	shop: string;
	/** A call of an operation, ready to be sent. */
	call: (
		resource: string,
		operation: string,
		path?: Record<string, string>,
		room?: ReadingRoom,
	) => Call;
	/** What the process remembers. */
	memory: Call['memory'];
	/** Tells n8n's log what a poll got over. */
	warn: Logger['warn'];
}

/**
 * Reads an event's parameters.
 * @param now milliseconds since 1970
 * @throws InputError or CredentialError; nothing was sent
 */
export function createPoller(calls: PollCalls, fields: Field[], now: number): Poller {
	const { options } = readInput(calls.api, { fields }, calls.read, now);
	const call: Poller['call'] = (resource, operation, path = {}, room) =>
		calls.call(calls.endpoint(resource, operation), { path }, room);
	const { credentials, host, memory } = call('shop', 'getInfos');
	return {
		options,
		read: calls.read,
		trigger: JSON.stringify([host.getWorkflow().id, host.getNode().id]),
		shop: fingerprint([baseUrl(credentials), String(credentials.username)]),
		call,
		memory,
		warn: (message) => host.logger.warn(`KassaForte Trigger: ${message}`),
	};
}
