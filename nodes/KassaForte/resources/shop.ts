/** The shop's own data (document: Get Shop Infos, Open Hours, the Menu, Delivery Costs). */
import type { Resource } from '../../shared/table/types';
import { deliveryCosts, passOn } from '../answers';

export const shop: Resource = {
	name: 'Shop',
	value: 'shop',
	description: 'The web shop and what it offers',
	endpoints: [
		{
			name: 'Get Delivery Costs',
			value: 'getDeliveryCosts',
			action: 'Get shop delivery costs',
			description:
				'Get what delivery costs and the least an order must come to, by place or distance',
			route: 'GET /v1/deliverycosts',
			doc: 'Get Delivery Costs',
			output: { result: deliveryCosts, text: true },
		},
		{
			name: 'Get Information',
			value: 'getInfos',
			action: 'Get shop information',
			description: 'Get what is going on in the shop now: connection, opening, waiting times',
			route: 'GET /v1/infos',
			doc: 'Get Shop Infos',
			output: { result: passOn('infos') },
		},
		{
			name: 'Get Menu',
			value: 'getMenu',
			action: 'Get shop menu',
			description: 'Get everything that can be ordered: categories, products, sizes, ingredients',
			route: 'GET /v1/menu',
			doc: 'Get the Menu',
			output: { result: passOn('menu') },
		},
		{
			name: 'Get Opening Hours',
			value: 'getOpenHours',
			action: 'Get shop opening hours',
			description: 'Get when the shop is open, for each day of the week and for holidays',
			route: 'GET /v1/openhours',
			doc: 'Get Open Hours',
			output: { result: passOn('openHours') },
		},
	],
};
