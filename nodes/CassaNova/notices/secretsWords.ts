/** What can be said of the webhooks' secrets before the first notice comes: nobody can be asked. */
import type { INodeCredentialTestResult } from 'n8n-workflow';
import { secretsIn } from './signature';

/**
 * The answer of the credential's test.
 * @param value the field as it was filled in
 */
export function secretsWords(value: unknown): INodeCredentialTestResult {
	const { length } = secretsIn(value);
	if (length === 0) return { status: 'Error', message: 'There is no secret in the credential.' };
	const many = length === 1 ? 'One secret is' : `${length} secrets are`;
	return {
		status: 'OK',
		message: `${many} stored. Whether it is the right one, the first notice shows: CassaNova can't be asked.`,
	};
}
