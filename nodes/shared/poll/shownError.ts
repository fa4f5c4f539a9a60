/** The error of a poll as n8n shows it, with the cause that n8n's back-off goes by. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import { InputError } from '../table/inputError';
import { EndlessError } from '../wire/ending';
import { asFailure, CredentialError } from '../wire/errors';

/**
 * Wrong parameters, credentials and polls without an end as n8n shows them.
 * @returns what is to be thrown: one of n8n's errors as it is, and anything else as one of them
 */
export function asShown(host: Pick<IPollFunctions, 'getNode'>, error: unknown): unknown {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const node = host.getNode();
	if (error instanceof EndlessError) {
		const seconds = Math.round(error.afterMs / 1000);
		return new NodeOperationError(node, `The poll had not ended after ${seconds} seconds`, {
			description:
				'It was ended, because the system did not finish its answers. Nothing is lost: the next poll looks for the same records.',
			failure: { cause: 'temporarily-unavailable' },
		});
	}
	if (error instanceof InputError) {
		return new NodeOperationError(node, asFailure(error.message), {
			description: error.advice,
			failure: { cause: 'configuration-invalid' },
		});
	}
	if (error instanceof CredentialError) {
		return new NodeOperationError(node, asFailure(error.message), {
			description: error.advice,
			failure: { cause: 'credential-invalid' },
		});
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error));
}
