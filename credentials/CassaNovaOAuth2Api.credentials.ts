/** CassaNova with OAuth2 (document: Using OAuth 2.0 for Web Server Applications, for Mobile & Web Apps). */
import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { baseUrlProperty, queryFormatProperty } from '../nodes/CassaNova/credential';
import { rightsRule } from '../nodes/shared/credential';

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
			name: 'scope',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. read_department,write_department',
			description:
				'What this connection may do, separated by commas. Copy the names that your application may ask for from the API console of CassaNova.',
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
			description: 'PKCE is for applications that have no client secret of their own',
		},
		baseUrlProperty,
		queryFormatProperty,
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{ $self["baseUrl"].replace(/\\/+$/, "") }}/oauth/authorize',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["baseUrl"].replace(/\\/+$/, "") }}/oauth/token',
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

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/salespoint',
			headers: { 'X-Version': '1.0.0' },
			disableFollowRedirect: true,
		},
		rules: rightsRule,
	};
}
