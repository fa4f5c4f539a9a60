/** The CassaNova trigger that CassaNova calls: a literal description; what a call does stands in notices/. */
import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHookFunctions,
	INodeCredentialTestResult,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { authenticationProperty } from '../shared/panel/properties';
import { cassaNova } from './api';
import { instantProperties } from './notices/panel';
import { receiveNotice } from './notices/receive';
import { secretsWords } from './notices/secretsWords';
import { instantTriggerPickers } from './pickers';

export class CassaNovaInstantTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CassaNova Instant Trigger',
		name: 'cassaNovaInstantTrigger',
		icon: { light: 'file:../../icons/cassaNova.svg', dark: 'file:../../icons/cassaNova.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [$parameter["entities"], $parameter["otherEntities"] || []].flat().join(", ") || "Everything" }}',
		description:
			'Starts the workflow at once when CassaNova tells that something was made, changed or deleted',
		defaults: { name: 'CassaNova Instant Trigger' },
		eventTriggerDescription:
			'Waiting for CassaNova to call the Test URL: let a webhook of the portal have it for the moment',
		activationMessage: 'CassaNova can now start the workflow by calling the Production URL.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'cassaNovaWebhookApi',
				required: true,
				testedBy: 'testSecrets',
			},
			{
				name: 'cassaNovaApi',
				required: true,
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'cassaNovaOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'cassanova',
			},
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'cassanova',
				ndvHideUrl: true,
			},
			{
				name: 'setup',
				httpMethod: 'HEAD',
				responseMode: 'onReceived',
				path: 'cassanova',
				ndvHideUrl: true,
			},
		],
		properties: [...authenticationProperty(cassaNova), ...instantProperties],
	};

	methods = {
		...instantTriggerPickers,
		credentialTest: {
			async testSecrets(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return secretsWords(credential.data?.secret);
			},
		},
	};

	/** Webhooks are made and deleted in the vendor's portal only: there is nothing to do here. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveNotice(this, cassaNova);
	}
}
