/** Sales modes: sets of prices (document: SalesMode Management). */
import { body, query } from '../../shared/fields';
import { pick } from '../../shared/simplify';
import { crud } from '../crud';
import { idSalesPoint, idsSalesPoint } from '../fields';

export const salesMode = crud({
	singular: 'Sales Mode',
	plural: 'Sales Modes',
	value: 'salesMode',
	description: 'A way of selling with prices of its own, such as takeaway or happy hour',
	path: '/salesmodes',
	item: 'salesMode',
	items: 'salesModes',
	search: 'searchSalesModes',
	doc: 'SalesMode',
	required: [
		body({
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Happy hour',
			description: 'Name of the sales mode, as it is shown on the till',
		}),
	],
	optional: [],
	createOnly: [idSalesPoint],
	filters: [
		idsSalesPoint,
		query({
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			description:
				'Only sales modes whose description contains this text, in small or capital letters',
		}),
	],
	simplify: pick('description', 'id', 'idSalesPoint', 'lastUpdate'),
});
