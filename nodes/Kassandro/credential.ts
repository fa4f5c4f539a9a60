/** Fields that both Kassandro credential types have. */
import type { INodeProperties } from 'n8n-workflow';

/** A token that the user has already, instead of an API key. */
export function tokenProperty(displayName: string): INodeProperties {
	return {
		displayName,
		name: 'token',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Only if you have a token already and no API key. Otherwise leave it empty.',
	};
}

export const baseUrlProperty: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: 'https://devapi.kassandro.at/v1.0',
	description: 'Change it only if Kassandro gave you another address',
};
