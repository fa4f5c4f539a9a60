/** CassaNova with OAuth2 (document: Using OAuth 2.0 for Web Server Applications, for Mobile & Web Apps). */
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	INodeProperties,
} from 'n8n-workflow';
import { baseUrlProperty, queryFormatProperty } from '../nodes/CassaNova/credential';
import { oAuth2BaseUrl } from '../nodes/CassaNova/token';
import { asSentences, judgedByStatus, rightsRule } from '../nodes/shared/wire/credential';

/**
 * The base URL as n8n's expressions see it. Signing in runs none of our code: an address that isn't
 * encrypted becomes one that exists nowhere, so that nothing is sent.
 * @param credential what the expression calls the credential's fields
 */
const encrypted = (credential: string) => {
	const given = `${credential}["baseUrl"].trim()`;
	const allowed =
		'/^(https:\\/\\/|http:\\/\\/(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?(\\/|$))/i';
	return `(${allowed}.test(${given}) ? ${given} : "https://base-url-must-begin-with-https.invalid").replace(/\\/+$/, "")`;
};

export class CassaNovaOAuth2Api implements ICredentialType {
	name = 'cassaNovaOAuth2Api';

	displayName = 'CassaNova OAuth2 API';

	extends = ['oAuth2Api'];

	icon = {
		light: 'file:../icons/cassaNova.svg',
		dark: 'file:../icons/cassaNova.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-kassa/n8n-nodes-kassa/blob/main/docs/credentials.md#cassanova-oauth2';

	properties: INodeProperties[] = [
		{
			displayName: 'Scope',
			name: 'scopes',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. read_department,write_department',
			hint: "For older accounts: the vendor's newest document knows the API key only. Copy the names from the API console of CassaNova.",
			description: 'What this connection may do, separated by commas',
		},
		// n8n's own field. An older n8n (seen in 1.123 and 2.0) forgets what a person has typed there when it
		// connects, and takes the default: so the default is what was typed elsewhere.
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ $self["scopes"] }}',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{ name: 'Authorization Code', value: 'authorizationCode' },
				{ name: 'PKCE', value: 'pkce' },
			],
			default: 'authorizationCode',
			hint: 'PKCE is for applications that have no client secret of their own',
		},
		// n8n's own field, which it also requires where there is no secret.
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { hide: { grantType: ['pkce'], useDynamicClientRegistration: [true] } },
			default: '',
			required: true,
		},
		baseUrlProperty,
		queryFormatProperty,
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${encrypted('$self')} }}/oauth/authorize`,
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${encrypted('$self')} }}/oauth/token`,
			required: true,
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];

	/** n8n runs it before it signs a request: the only look at all addresses that a test takes. */
	async preAuthentication(credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		try {
			oAuth2BaseUrl(credentials);
		} catch (error) {
			throw asSentences(error);
		}
		return await Promise.resolve({});
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${encrypted('$credentials')} }}`,
			url: '/salespoint',
			headers: { 'X-Version': '1.0.0' },
			...judgedByStatus,
		},
		rules: rightsRule,
	};
}
