// What n8n's HTTP Request node hands to n8n's helpers with a "predefined credential type": its
// options have other names than those of the helper that our nodes use.

import type { IDataObject, INodeType } from 'n8n-workflow';
import { putVariation } from './stand-in-shop.mts';

/** Parameters: `url`, `headers`, `nodeCredentialType`; redirects are followed, as they are by default. */
export const httpRequest: INodeType = {
	description: {
		name: 'httpRequest',
		displayName: 'HTTP Request',
		description: 'HTTP Request',
		group: ['output'],
		version: [4, 4.2],
		defaults: { name: 'HTTP Request' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Headers', name: 'headers', type: 'json', default: {} },
			{ displayName: 'Credential', name: 'nodeCredentialType', type: 'string', default: '' },
			{ displayName: 'Method', name: 'method', type: 'string', default: 'GET' },
			{ displayName: 'Body', name: 'bodyParameters', type: 'json', default: {} },
		],
	},
	async execute() {
		const type = this.getNodeParameter('nodeCredentialType', 0) as string;
		if (type === 'wooCommerceApi') return [putVariation(this)];
		const uri = this.getNodeParameter('url', 0) as string;
		const answer = (await this.helpers.requestWithAuthentication.call(this, type, {
			headers: this.getNodeParameter('headers', 0) as IDataObject,
			method: 'GET',
			uri,
			gzip: true,
			json: true,
			followRedirect: true,
			followAllRedirects: true,
			resolveWithFullResponse: true,
			timeout: 10_000,
		})) as { statusCode: number; body: IDataObject };
		return [[{ json: { statusCode: answer.statusCode, body: answer.body } }]];
	},
};
