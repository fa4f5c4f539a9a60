/** The last look at an error before a person sees it: vendors' values in it may be secrets of ours. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { CredentialError } from './errors';
import { InputError } from '../table/inputError';
import { redactor } from './redact';
import type { Call } from '../table/types';

type Owner = Pick<Call, 'authentication' | 'credentials'>;

/**
 * Masks the credential's secrets in an error's texts, wherever they come from: an error about an answer
 * may name fields of it, and a name may be what was sent. Errors of requests are clean already, also of tokens.
 * @returns the same error
 */
export function cleanError(error: unknown, { authentication, credentials }: Owner): unknown {
	const clean = redactor(authentication.secrets(credentials));
	const isOurs =
		error instanceof NodeApiError ||
		error instanceof NodeOperationError ||
		error instanceof InputError ||
		error instanceof CredentialError;
	if (!isOurs) return error;
	const texts = error as unknown as Record<string, unknown>;
	for (const name of ['message', 'description', 'problem', 'advice', 'parameter']) {
		const text = texts[name];
		if (typeof text !== 'string') continue;
		const cleaned = clean(text);
		if (cleaned !== text) texts[name] = cleaned;
	}
	return error;
}
