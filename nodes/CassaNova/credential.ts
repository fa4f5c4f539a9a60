/** Fields of both CassaNova credential types that most people never touch. */
import type { INodeProperties } from 'n8n-workflow';

export const baseUrlProperty: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: 'https://api.cassanova.com',
	hint: 'Change it only if CassaNova gave you another address',
};

/** How texts and dates travel in the address; lists are JSON either way. */
export const queryFormatProperty: INodeProperties = {
	displayName: 'Query Format',
	name: 'queryFormat',
	type: 'options',
	options: [
		{ name: 'JSON (Texts in Quotes)', value: 'json' },
		{ name: 'Plain (Texts Without Quotes)', value: 'plain' },
	],
	default: 'json',
	hint: 'Change it only if CassaNova refuses texts and dates in quotes',
	description: 'How filters are written in the address',
};
