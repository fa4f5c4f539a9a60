/** KassaForte with basic authentication (document: API Operations). */
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { baseUrl, basicValue } from '../nodes/KassaForte/address';
import { LIVE_DOMAIN, SANDBOX_DOMAIN } from '../nodes/KassaForte/domains';
import { probe } from '../nodes/KassaForte/probe';
import { addHeader, judgedByStatus } from '../nodes/shared/wire/credential';

export class KassaForteApi implements ICredentialType {
	name = 'kassaForteApi';

	displayName = 'KassaForte API';

	icon = {
		light: 'file:../icons/kassaForte.svg',
		dark: 'file:../icons/kassaForte.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-kassa/n8n-nodes-kassa/blob/main/docs/credentials.md#kassaforte';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Live', value: 'live' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'live',
			hint: 'With "Sandbox", orders are also sent when you run a workflow from the editor',
			description: 'Whether the domain below is your real shop or a shop for testing',
		},
		{
			displayName: 'Domain',
			name: 'domain',
			type: 'string',
			required: true,
			default: '',
			placeholder: `e.g. ${LIVE_DOMAIN}`,
			hint: `The one that you were given with user name and password. The usual ones: ${LIVE_DOMAIN} (Live), ${SANDBOX_DOMAIN} (Sandbox).`,
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		// n8n runs preAuthentication only beside such a field: it lets the test say what is wrong.
		{
			displayName: 'Checked',
			name: 'checked',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		await probe(this.helpers, credentials);
		return { checked: 'yes' };
	}

	authenticate: IAuthenticate = async (credentials, request) =>
		addHeader(
			request,
			baseUrl(credentials),
			'Authorization',
			`Basic ${basicValue(credentials.username, credentials.password)}`,
		);

	test: ICredentialTestRequest = {
		request: { url: '/v1/infos', ...judgedByStatus },
	};
}
