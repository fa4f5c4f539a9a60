/** The secrets by which notices of CassaNova are told from forged ones; the instant trigger tests them. */
import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class CassaNovaWebhookApi implements ICredentialType {
	name = 'cassaNovaWebhookApi';

	displayName = 'CassaNova Webhook API';

	icon = {
		light: 'file:../icons/cassaNova.svg',
		dark: 'file:../icons/cassaNova.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-kassa/n8n-nodes-kassa/blob/main/docs/credentials.md#cassanova-webhook';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'In the CassaNova portal: Impostazioni Account, WebHooks, open the webhook. Several secrets with a space between them',
		},
	];
}
