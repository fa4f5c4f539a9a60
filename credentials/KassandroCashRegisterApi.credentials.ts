/** Kassandro with a cash-register token: works as one register (document: CashRegister-Token Endpunkte). */
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
import { baseUrl, cashRegisterSession } from '../nodes/Kassandro/tokens/token';
import {
	addHeader,
	fetchSession,
	judgedByStatus,
	sessionProperty,
	sessionToken,
} from '../nodes/shared/wire/credential';

export class KassandroCashRegisterApi implements ICredentialType {
	name = 'kassandroCashRegisterApi';

	displayName = 'Kassandro (One Register) API';

	icon = {
		light: 'file:../icons/kassandro.svg',
		dark: 'file:../icons/kassandro.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-kassa/n8n-nodes-kassa/blob/main/docs/credentials.md#kassandro-one-register';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Create it in my.kassandro, one for each register. Needed, unless you enter a token below.',
			description: 'The node looks up the cash-register token of this key',
		},
		{
			displayName: 'Cash Register ID',
			name: 'cashRegisterId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1',
			hint: 'The number of the register (Kassa) that this credential works for',
		},
		{
			displayName: 'Log In to the Till If Needed',
			name: 'logInToTill',
			type: 'boolean',
			default: false,
			hint: 'If there is no token yet, the first receipt that is printed logs in to the till and locks its API device. Reading and testing never do it.',
			description:
				'Whether a receipt that is to be printed may create the cash-register token if there is none',
		},
		tokenProperty('Cash Register Token'),
		baseUrlProperty,
		sessionProperty,
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await fetchSession(this.helpers, cashRegisterSession, credentials);
	}

	authenticate: IAuthenticate = async (credentials, request) =>
		addHeader(
			request,
			baseUrl(credentials),
			'kassandro-token',
			sessionToken(cashRegisterSession, credentials),
		);

	test: ICredentialTestRequest = {
		request: { url: '/paymentmethods', ...judgedByStatus },
	};
}
