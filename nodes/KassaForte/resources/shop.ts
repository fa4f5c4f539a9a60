/** The shop's own data (document: Get Shop Infos). */
import type { Resource } from '../../shared/types';

export const shop: Resource = {
	name: 'Shop',
	value: 'shop',
	description: 'The web shop and what it offers',
	endpoints: [
		{
			name: 'Get Infos',
			value: 'getInfos',
			action: 'Get shop infos',
			description: 'Get what is going on in the shop now: connection, opening, waiting times',
			route: 'GET /v1/infos',
			doc: 'Get Shop Infos',
		},
	],
};
