/** Kassandro with an account token: reads all registers (document: Account-Token Endpunkte). */
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { baseUrlProperty, tokenProperty } from '../nodes/Kassandro/tokens/credential';
import { accountSession, baseUrl } from '../nodes/Kassandro/tokens/token';
import {
	addHeader,
	fetchSession,
	judgedByStatus,
	sessionProperty,
	sessionToken,
} from '../nodes/shared/wire/credential';

export class KassandroAccountApi implements ICredentialType {
	name = 'kassandroAccountApi';

	displayName = 'Kassandro (All Registers) API';

	icon = {
		light: 'file:../icons/kassandro.svg',
		dark: 'file:../icons/kassandro.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-kassa/n8n-nodes-kassa/blob/main/docs/credentials.md#kassandro-all-registers';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Create it in my.kassandro. Needed, unless you enter a token below.',
			description:
				'The node looks up the account token of this key, and creates one if there is none',
		},
		tokenProperty('Account Token'),
		baseUrlProperty,
		sessionProperty,
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await fetchSession(this.helpers, accountSession, credentials);
	}

	authenticate: IAuthenticate = async (credentials, request) =>
		addHeader(
			request,
			baseUrl(credentials),
			'kassandro-token',
			sessionToken(accountSession, credentials),
		);

	test: ICredentialTestRequest = {
		request: { url: '/cashregisters', ...judgedByStatus },
	};
}
