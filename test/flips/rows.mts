/** What our nodes are asked where an assumption is wrong: all that an enemy is asked, and what only a flip changes. */
import type { INodeParameters } from 'n8n-workflow';
import { node, rowsOf } from '../hostile/rows.mts';
import type { Days, Row, Vendor } from '../hostile/rows.mts';

type Authentication = Parameters<typeof node>[0]['authentication'];

/** All kinds of operations. */
export function flipRowsOf(days: Days): Row[] {
	const { kassandro: day, cassaNova } = days;
	const row = (
		vendor: Vendor,
		authentication: Authentication,
		name: string,
		operation: string,
		parameters: INodeParameters = {},
	): Row => ({
		...{ name: `${vendor}: ${name}`, vendor, where: /./ },
		run: node({ vendor, authentication, operation, parameters }),
	});
	const nova = row.bind(undefined, 'cassaNova', 'apiKey');
	const datetime = { datetimeFrom: `${cassaNova}T00:00:00`, datetimeTo: `${cassaNova}T00:00:00` };
	const all = { ...datetime, returnAll: true };
	const ofShop = { filters: { idsSalesPoint: [4711] } };
	const confirmed = { filters: { status: 'CONFIRMED' } };
	const range = { dateFrom: `${day}T00:00:00`, dateTo: `${day}T00:00:00` };
	const check = ['account check', 'account.check'] as const;
	return [
		...rowsOf(days),
		nova('receipts of a shop', 'receipt.getAll', { ...all, ...ofShop, output: 'raw' }),
		nova('confirmed invoices', 'invoice.getAll', { ...all, ...confirmed }),
		nova('closings', 'closing.getAll', all),
		nova('rooms', 'room.getAll', { idsSalesPoint: [4712], returnAll: true }),
		nova('loyalty cards', 'fidelity.getCards', { returnAll: true }),
		nova(...check),
		row('kassandro', 'accountToken', 'articles', 'article.getAll', { returnAll: true }),
		row('kassandro', 'cashRegisterToken', 'receipts of a register', 'receipt.getAll', {
			...{ ...range, output: 'raw', returnAll: true },
		}),
		row('kassandro', 'accountToken', ...check),
		row('kassaForte', 'basicAuth', 'delivery costs', 'shop.getDeliveryCosts'),
		row('kassaForte', 'basicAuth', ...check),
	];
}
