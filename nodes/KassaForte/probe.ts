/** Tells apart what can be wrong with a KassaForte credential (document: General server responses). */
import { asSentences } from '../shared/wire/credential';
import { systemEnvironment } from '../shared/wire/environment';
import { SessionError } from '../shared/wire/errors';
import { quickRetryPolicy } from '../shared/wire/retry';
import { createTokenSender } from '../shared/wire/tokenRequest';
import type { PlainHttp } from '../shared/wire/tokenRequest';
import type { Credentials } from '../shared/table/session';
import { baseUrl, basicValue } from './address';
import { nextStep } from './responses';

const PROBLEMS: Record<number, string> = {
	401: 'user name or password was not accepted',
	403: 'the server refuses connections without https',
	404: 'this server does not know the KassaForte API',
};

/**
 * Asks for the shop's infos, which changes nothing.
 * @throws Error with one sentence on what is wrong and one on what to do
 */
export async function probe(http: PlainHttp, credentials: Credentials): Promise<void> {
	await ask(http, credentials).catch((error: unknown) => {
		throw asSentences(error);
	});
}

async function ask(http: PlainHttp, credentials: Credentials): Promise<void> {
	const { status, body } = await createTokenSender(
		http,
		systemEnvironment,
		undefined,
		quickRetryPolicy,
	)({
		method: 'GET',
		url: `${baseUrl(credentials)}/v1/infos`,
		headers: { Authorization: `Basic ${basicValue(credentials.username, credentials.password)}` },
		repeatable: true,
	});
	if (status >= 300) {
		throw new SessionError(
			PROBLEMS[status] ?? `the server answered with status ${status}`,
			nextStep(status) ?? 'Check the domain in the credential, or try again later.',
			status,
		);
	}
	if (typeof body !== 'object' || body === null) {
		throw new SessionError(
			'this server is not a KassaForte web shop: it did not answer with data',
			'Check the domain in the credential.',
		);
	}
}
