/** What our nodes are asked where an assumption is wrong: all that an enemy is asked, and what only a flip changes. */
import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { node, rowsOf, trigger } from '../hostile/rows.mts';
import type { Row, Vendor } from '../hostile/rows.mts';
import { orderOf } from './flipShop.mts';
import type { FlipShop } from './flipShop.mts';

type Authentication = Parameters<typeof node>[0]['authentication'];

const LOYALTY = [
	...['Cards', 'Circuits', 'PointsAccounts', 'PointsTransactions'],
	...['PrepaidAccounts', 'PrepaidTransactions'],
];

/** Where batches are written; nothing else that is asked for then is a write. */
const BATCH = /POST .*\/orders\/batch$/;

/** All kinds of operations. */
export function flipRowsOf({ days, more }: Pick<FlipShop, 'days' | 'more'>): Row[] {
	const { longAgo, quietShop, draftDay } = more;
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
	const [datetimeFrom, datetimeTo] = [`${draftDay}T00:00:00`, datetime.datetimeTo];
	const having = (status: string) => ({
		...{ datetimeFrom, datetimeTo, returnAll: true, filters: { status } },
	});
	const range = { dateFrom: `${day}T00:00:00`, dateTo: `${day}T00:00:00` };
	const check = ['account check', 'account.check'] as const;
	return [
		...rowsOf(days),
		nova('receipts of a shop', 'receipt.getAll', { ...all, ...ofShop, output: 'raw' }),
		nova('confirmed invoices', 'invoice.getAll', having('CONFIRMED')),
		nova('invoices in the old spelling', 'invoice.getAll', having('CONFRIMED')),
		nova('drafts', 'invoice.getAll', having('DRAFT')),
		nova('confirmed credit notes', 'creditNote.getAll', having('CONFIRMED')),
		{
			...{ name: 'cassaNova: trigger of invoices', vendor: 'cassaNova', where: /./ },
			run: trigger({
				...{ type: 'cassaNovaTrigger', authentication: 'apiKey' },
				parameters: {
					...{ event: 'invoiceCreated', output: 'raw' },
					...{ startFrom: 'date', startDate: datetimeFrom },
				},
			}),
		},
		nova('closings', 'closing.getAll', all),
		nova('rooms', 'room.getAll', { idsSalesPoint: [4712], returnAll: true }),
		...LOYALTY.map((what) => nova(`loyalty ${what}`, `fidelity.get${what}`, { returnAll: true })),
		nova('webhooks', 'webhook.getAll', { returnAll: true }),
		nova('orders', 'order.getAll', {
			...{ period: 'todaySoFar', returnAll: true },
			filters: { idsSalesPoint: [quietShop] },
		}),
		nova('one order', 'order.get', { orderId: longAgo.id }),
		{
			...nova('order that is there', 'order.create', longAgo.parameters),
			derives: true,
		},
		{
			...{ name: 'cassaNova: order', vendor: 'cassaNova', isWrite: true, derives: true },
			where: BATCH,
			run: async (server) =>
				await node({
					...{ vendor: 'cassaNova', authentication: 'apiKey', operation: 'order.create' },
					parameters: orderOf(randomUUID()),
				})(server),
		},
		{
			...nova('prepayment of an order', 'order.updatePrepayment', {
				...{ orderId: longAgo.id, updateFields: { prepay: true } },
			}),
			...{ isWrite: true, statusIsAnswer: true, where: /PUT .*\/prepayment$/ },
		},
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
