/** What to do about a status (document: General server responses). */
export function nextStep(status: number): string | undefined {
	if (status === 401) return 'Check user name and password in the credential.';
	if (status === 403) return 'The API is for https only: check the domain in the credential.';
	if (status === 404) return 'Check the domain in the credential.';
	return undefined;
}
