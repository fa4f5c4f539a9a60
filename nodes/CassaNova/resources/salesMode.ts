/** Sales modes: sets of prices (document: SalesMode Management). */
import { pick } from '../../shared/table/simplify';
import { crud } from '../records/crud';
import { description, descriptionFilter, idSalesPoint, idsSalesPoint } from '../fields';

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
	required: [description('e.g. Happy hour', 'Name of the sales mode, as it is shown on the till')],
	createOnly: [idSalesPoint],
	filters: [idsSalesPoint, descriptionFilter('sales modes', 'e.g. happy')],
	simplify: pick('description', 'id', 'idSalesPoint', 'lastUpdate'),
});
