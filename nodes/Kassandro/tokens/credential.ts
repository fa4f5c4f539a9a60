/** Fields that both Kassandro credential types have. */
import type { INodeProperties } from 'n8n-workflow';

/** A token that the user has already, instead of an API key. */
export function tokenProperty(displayName: string): INodeProperties {
	return {
		displayName: `${displayName} (Optional)`,
		name: 'token',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		hint: 'Only if you have a token already and no API key',
	};
}

export const baseUrlProperty: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: 'https://devapi.kassandro.at/v1.0',
	hint: 'Change it only if Kassandro gave you another address',
};
