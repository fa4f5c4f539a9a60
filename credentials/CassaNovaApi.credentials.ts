/** CassaNova with an API key (document: Using Api-Key to Access CassaNova APIs). */
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { baseUrlProperty, queryFormatProperty } from '../nodes/CassaNova/credential';
import { baseUrl, session } from '../nodes/CassaNova/token';
import {
	addHeader,
	fetchSession,
	judgedByStatus,
	sessionProperty,
	sessionToken,
	rightsRule,
} from '../nodes/shared/wire/credential';

export class CassaNovaApi implements ICredentialType {
	name = 'cassaNovaApi';

	displayName = 'CassaNova API';

	icon = {
		light: 'file:../icons/cassaNova.svg',
		dark: 'file:../icons/cassaNova.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-kassa/n8n-nodes-kassa/blob/main/docs/credentials.md#cassanova-api-key';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Make it in the CassaNova portal under Impostazioni Account, API, or ask your sales contact. The API needs the licence Retail Enterprise or Risto Enterprise.',
		},
		baseUrlProperty,
		queryFormatProperty,
		sessionProperty,
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await fetchSession(this.helpers, session, credentials);
	}

	authenticate: IAuthenticate = async (credentials, request) =>
		addHeader(
			request,
			baseUrl(credentials),
			'Authorization',
			`Bearer ${sessionToken(session, credentials)}`,
		);

	test: ICredentialTestRequest = {
		request: {
			url: '/salespoint',
			headers: { 'X-Version': '1.0.0' },
			...judgedByStatus,
		},
		rules: rightsRule,
	};
}
