/**
 * Creating, looking up and deleting a token for people who manage them themselves (document:
 * createtoken, gettoken, deletetoken). Nothing else of the node does it for them.
 */
import type { IDataObject } from 'n8n-workflow';
import { AbortError, EXECUTION_CANCELED } from '../../shared/wire/environment';
import { CredentialError, SessionError, apiError } from '../../shared/wire/errors';
import type { RequestFailure } from '../../shared/wire/cause';
import { adviceForStatus, describeStatus } from '../../shared/wire/failure';
import { MASK, mapTexts } from '../../shared/values/mask';
import { redactor } from '../../shared/wire/redact';
import { cleanTokenWords } from '../../shared/wire/tokenWords';
import type { TokenRequest, TokenResponse } from '../../shared/table/session';
import type { Call } from '../../shared/table/types';
import { readFailure } from '../answers';
import { apiKeyOf, baseUrl, findExisting, keyUrl, registerIdOf, tokensIn } from './token';
import type { TokenKind } from './token';
import { listOf, recordsIn } from '../../shared/values/records';

/** How a call ended; kept, so that several items with the same credential mean one call. */
type Ending = (
	| { kind: 'answer'; response: TokenResponse }
	| { kind: 'failed'; failure: RequestFailure }
) & {
	/** The token that was to be deleted. */
	token?: string;
};

/** Fields that may let somebody in; Kassandro's answers may hold more than the document names. */
const SECRET_NAME = /token|key|secret/i;
const LOOK = 'Look with "Get" of the resource "Token" before you run it again.';

/**
 * Creates the token of the credential's API key. It is sent once for all items with the same
 * credential, and never repeated.
 * @throws CredentialError for an incomplete credential, NodeApiError for a refusal
 */
export async function createToken(call: Call): Promise<IDataObject[]> {
	const { credentials } = call;
	needApiKey(call);
	const register = registerIdOf(credentials);
	const kind = kindOf(call);
	if (kind === 'cashregister' && register === '') {
		throw new CredentialError(
			'The credential names no cash register.',
			'Enter the ID of the cash register in the credential. Nothing was sent.',
		);
	}
	const url = keyUrl(credentials, 'createtoken', {
		type: kind,
		...(kind === 'cashregister' ? { cashregisterid: register } : {}),
	});
	const ending = await call.once('createToken', async () => await once(call, { url }));
	const refused =
		'An API key holds one token of each kind. Look with "Get" whether there is one already.';
	const response = answerOf(call, ending, refused, { writes: true });
	return tokenItems(call, response, { writes: true });
}

/**
 * Looks up the token of the credential's API key, whatever its kind: Kassandro doesn't tell it.
 * @throws CredentialError for an incomplete credential, NodeApiError for a refusal
 */
export async function getToken(call: Call): Promise<IDataObject[]> {
	needApiKey(call);
	const url = keyUrl(call.credentials, 'gettoken');
	const ending = await sendAndKeep(call, { url, repeatable: true });
	const refused =
		'If there is no token yet, "Create" makes one. If the words are about the API key, correct it in the credential.';
	const response = answerOf(call, ending, refused, { writes: false });
	return tokenItems(call, response, { writes: false });
}

/**
 * Deletes the token that the credential stands for, after it proved to be of its kind and register.
 * It is sent once for all items with the same credential, and never repeated.
 * @throws NodeApiError where there is no such token, or for a refusal
 */
export async function deleteToken(call: Call): Promise<IDataObject[]> {
	const ending = await call.once('deleteToken', async (): Promise<Ending> => {
		const found = await existing(call);
		if (typeof found !== 'string') return found;
		const headers = { 'kassandro-token': found };
		const sent = await once(call, { url: `${baseUrl(call.credentials)}/deletetoken`, headers });
		// Also where the outcome isn't known: a token that is still good is simply looked up again.
		call.tokens.forget(found);
		return { ...sent, token: found };
	});
	const refused = `The token may have been deleted before. ${LOOK}`;
	const { body } = answerOf(call, ending, refused, { writes: true });
	if (typeof body === 'string' && body !== '') {
		fail(call, { problem: 'the answer was not JSON', advice: LOOK, outcomeUnknown: true });
	}
	return [{ token: call.input.options.includeToken === true ? ending.token : MASK, deleted: true }];
}

function kindOf({ authentication }: Call): TokenKind {
	return authentication.value === 'accountToken' ? 'account' : 'cashregister';
}

function needApiKey({ credentials }: Call): void {
	if (apiKeyOf(credentials) !== '') return;
	throw new CredentialError(
		'The credential holds no API key.',
		'Enter the API key: tokens are created and looked up with it. Nothing was sent.',
	);
}

type Sent = Omit<Parameters<TokenRequest>[0], 'method' | 'repeatable'>;

async function once(call: Call, request: Sent): Promise<Ending> {
	return await sendAndKeep(call, { ...request, repeatable: false });
}

/** Sends without any authentication but what stands in the request; a failure is an ending, too. */
async function sendAndKeep(call: Call, request: Sent & { repeatable: boolean }): Promise<Ending> {
	try {
		return { kind: 'answer', response: await call.tokens.ask({ method: 'GET', ...request }) };
	} catch (error) {
		const failure = describe(error);
		const mayBeDone = !request.repeatable && !(error instanceof SessionError && !error.sent);
		const unknown = { advice: LOOK, outcomeUnknown: true };
		return { kind: 'failed', failure: { ...failure, ...(mayBeDone ? unknown : {}) } };
	}
}

async function existing(call: Call): Promise<string | Ending> {
	try {
		return await findExisting(call.tokens.ask, call.credentials, kindOf(call));
	} catch (error) {
		return { kind: 'failed', failure: describe(error) };
	}
}

function describe(error: unknown): RequestFailure {
	if (error instanceof SessionError) {
		const { message, advice, status } = error;
		return { problem: message, advice, ...(status === undefined ? {} : { status }) };
	}
	if (error instanceof AbortError) {
		return { problem: EXECUTION_CANCELED, advice: 'Run it again.' };
	}
	throw error;
}

/** The answer of a call that went well; `refused` is the advice where the vendor says no. */
function answerOf(
	call: Call,
	ending: Ending,
	refused: string,
	{ writes }: { writes: boolean },
): TokenResponse {
	if (ending.kind === 'failed') return fail(call, ending.failure);
	const { response, token } = ending;
	const { status, body } = response;
	const vendor = readFailure(status, firstRefusal(body));
	if (!vendor && status >= 200 && status < 300) return response;
	const outcomeUnknown = writes && (status >= 500 || (status >= 300 && status < 400));
	const advice =
		call.api.nextStep?.(status, vendor, call.endpoint, call.credentials) ??
		(outcomeUnknown ? LOOK : vendor && status < 500 ? refused : adviceForStatus(status));
	return fail(
		call,
		{
			status,
			...(vendor ? { vendor } : {}),
			problem: describeStatus(status),
			advice,
			outcomeUnknown,
		},
		[token, ...tokensIn(body)],
		body,
	);
}

/** Of several answers in an array, the one that says that it failed. */
function firstRefusal(body: unknown): unknown {
	if (!Array.isArray(body)) return body;
	return body.find((entry: unknown) => readFailure(200, entry) !== undefined) ?? body;
}

/** What the vendor returned, one item per token; without the tokens, unless they were asked for. */
function tokenItems(
	call: Call,
	{ body }: TokenResponse,
	{ writes }: { writes: boolean },
): IDataObject[] {
	const tokens = tokensIn(body);
	if (tokens.length === 0) {
		fail(call, {
			problem: 'the answer holds no token',
			advice: writes
				? LOOK
				: 'Check the base URL in the credential. If it is right, the API may have changed.',
			outcomeUnknown: writes,
		});
	}
	const { credentials, input } = call;
	const shown = input.options.includeToken === true;
	const withoutKey = redactor([credentials.apiKey]);
	const withoutAny = redactor([credentials.apiKey, credentials.token, ...tokens]);
	const clean = shown
		? (text: string) => withoutKey(text)
		: (text: string, name: string) => (SECRET_NAME.test(name) ? MASK : withoutAny(text));
	const entries = listOf(body) ?? [body];
	return recordsIn(
		entries.filter((entry) => tokensIn(entry).length > 0).map((entry) => mapTexts(entry, clean)),
	);
}

/** @throws NodeApiError, always, free of the key and of all tokens */
function fail(call: Call, failure: RequestFailure, secrets: unknown[] = [], body?: unknown): never {
	const { credentials } = call;
	const own = [credentials.apiKey, credentials.token, ...secrets];
	const clean = redactor(own);
	const { vendor, problem, advice } = failure;
	throw apiError(call, {
		...failure,
		...(vendor ? { vendor: { message: cleanTokenWords(vendor.message, own, body) } } : {}),
		...(problem === undefined ? {} : { problem: clean(problem) }),
		advice: clean(advice),
	});
}
