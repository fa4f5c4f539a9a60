/** An expression that gives nothing never means "all", or something else than the user chose. */
import type { INodeParameters } from 'n8n-workflow';
import { cassaNovaEvents } from '../../nodes/CassaNova/triggers';
import { cassaNova } from '../../nodes/CassaNova/api';
import { kassandroEvents } from '../../nodes/Kassandro/triggers';
import { kassandro } from '../../nodes/Kassandro/api';
import { pollApi } from '../../nodes/shared/poll/trigger';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { pollHost } from '../support/n8n/pollHost';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.mark();
});

const NOTHING = ['={{ $json.misnamed }}', '={{ null }}', "={{ '' }}"];
const period = { period: 'custom', dateFrom: '2026-03-04', dateTo: '2026-03-04' };
const range = { datetimeFrom: '2026-03-04', datetimeTo: '2026-03-04' };

const FIELDS: Array<[Authentication, string, (nothing: string) => INodeParameters, string]> = [
	['apiKey', 'product.getAll', (barcodes) => ({ filters: { barcodes } }), 'Barcodes'],
	['apiKey', 'product.getAll', (ids) => ({ filters: { ids } }), 'IDs'],
	[
		'apiKey',
		'customer.getAll',
		(lastUpdateFrom) => ({ filters: { lastUpdateFrom } }),
		'Updated From',
	],
	[
		'apiKey',
		'category.getAll',
		(idsSalesPoint) => ({ filters: { idsSalesPoint } }),
		'Shop Names or IDs',
	],
	[
		'apiKey',
		'accounting.getBookings',
		(idsSalesPoint) => ({ ...period, filters: { idsSalesPoint } }),
		'Shop Names or IDs',
	],
	[
		'apiKey',
		'accounting.getReceipts',
		(receiptNumbers) => ({ ...period, options: { receiptNumbers } }),
		'Receipt Numbers',
	],
	[
		'apiKey',
		'accounting.getBookings',
		(dayEndsAt) => ({ ...period, options: { dayEndsAt } }),
		'Day Ends At',
	],
	[
		'apiKey',
		'report.getSoldByTax',
		(idsSalesPoint) => ({ ...range, filters: { idsSalesPoint } }),
		'Shop Names or IDs',
	],
	[
		'apiKey',
		'receipt.getAll',
		(datetimeTo) => ({ output: 'raw', returnAll: true, ...range, datetimeTo }),
		'To',
	],
	[
		'apiKey',
		'stock.getAll',
		(value) => ({ salesPointId: { __rl: true, mode: 'id', value } }),
		'Shop',
	],
	['apiKey', 'product.getAll', (returnAll) => ({ returnAll }), 'Return All'],
	[
		'apiKey',
		'supplier.create',
		(value) => ({
			name: 'X',
			vatNumber: '1',
			additionalFields: { idSalesPoint: { __rl: true, mode: 'id', value } },
		}),
		'Shop',
	],
	[
		'accountToken',
		'receipt.getAll',
		(value) => ({
			output: 'raw',
			dateFrom: '2026-03-04',
			filters: { cashRegisterId: { __rl: true, mode: 'id', value } },
		}),
		'Cash Register',
	],
	[
		'accountToken',
		'accounting.getBookings',
		(value) => ({ ...period, filters: { cashRegisterId: { __rl: true, mode: 'id', value } } }),
		'Cash Register',
	],
];

describe.each(NOTHING)('%s', (nothing) => {
	it.each(FIELDS)('%s: %s refuses it', async (authentication, operation, parameters, name) => {
		const { words } = await kit.bench.run({
			authentication,
			operation,
			parameters: parameters(nothing),
		});
		expect(words).toContain(`"${name}" `);
		expect(words).toMatch(/ is an expression that came out empty|is empty|must be true or false/);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});
});

it('of a switch is one that was not set, or refused: never all', async () => {
	const { words } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'product.getAll',
		parameters: { returnAll: '={{ null }}' },
	});
	expect(words).toContain('"Return All" is an expression that came out empty');
});

it('leaves a field that was not added, or that nobody filled in, as it was', async () => {
	const { status, jsons } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.getAll',
		parameters: { returnAll: true, filters: { description: '' } },
	});
	expect(status).toBe('success');
	expect(jsons.length).toBeGreaterThan(0);
});

it.each(['discountPercentage', 'discountAbsolute', 'given', 'price', 'voucher'])(
	'signs nothing where %s gives nothing',
	async (name) => {
		const { words } = await kit.bench.run({
			authentication: 'cashRegisterToken',
			operation: 'receipt.create',
			parameters: {
				whenRunFromEditor: 'send',
				defineUsing: 'json',
				itemsJson: '[{"itemId":101,"amount":1}]',
				paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
				additionalFields: { [name]: '={{ $json.misnamed }}' },
			},
		});
		expect(words).toContain('is an expression that came out empty');
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	},
);

describe('in an item of a receipt', () => {
	const receipt = async (more: INodeParameters) =>
		await kit.bench.run({
			authentication: 'cashRegisterToken',
			operation: 'receipt.create',
			parameters: {
				whenRunFromEditor: 'send',
				paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
				...more,
			},
		});
	const row = (more: INodeParameters) => ({
		items: { entry: [{ itemId: { __rl: true, mode: 'id', value: '101' }, amount: 1, ...more }] },
	});
	const ROWS: Array<[string, (nothing: string) => INodeParameters]> = [
		['Single Price', (priceOne) => ({ overrides: { priceOne } })],
		['VAT in Percent', (vat) => ({ overrides: { vat } })],
		['Discount in Percent', (discountPercentage) => ({ discounts: { discountPercentage } })],
		['Discount in Euros', (discountAbsolute) => ({ discounts: { discountAbsolute } })],
		['Line Total', (priceAll) => ({ discounts: { priceAll } })],
		['Quantity', (amount) => ({ amount })],
	];
	describe.each(NOTHING)('%s', (nothing) => {
		it.each(ROWS)('signs nothing for %s', async (name, more) => {
			const { words } = await receipt(row(more(nothing)));
			expect(words).toContain(`"Items" is wrong in entry 1, "${name}": came out empty`);
			expect(await kit.bench.sent({ tokens: true })).toEqual([]);
		});
	});

	it.each([
		['[{"itemId":101,"amount":1,"discountPercentage":null}]', 'discountPercentage'],
		['[{"itemId":101,"amount":1,"discountAbsolute":""}]', 'discountAbsolute'],
		['={{ [{ itemId: 101, amount: 1, vat: $json.misnamed }] }}', 'vat'],
		['={{ [{ itemId: 101, amount: $json.misnamed }] }}', 'amount'],
	])('signs nothing for %s', async (value, name) => {
		const { words } = await receipt({
			defineUsing: 'json',
			itemsJson: value,
		});
		expect(words).toContain(`is wrong in entry 1, "${name}": came out empty`);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});
});

describe('in a row of a list', () => {
	const product = async (price: INodeParameters | string) =>
		await kit.bench.run({
			authentication: 'apiKey',
			operation: 'product.update',
			parameters: {
				productId: { __rl: true, mode: 'id', value: '7' },
				updateFields: { prices: typeof price === 'string' ? price : { entry: [price] } },
			},
		});

	it.each([
		['idSalesPoint', 'Shop Name or ID'],
		['idSalesMode', 'Sales Mode Name or ID'],
	])('changes no price of all for %s', async (name, shown) => {
		const { words } = await product({ value: '9.90', [name]: '={{ $json.misnamed }}' });
		expect(words).toContain(`is wrong in entry 1, "${shown}": came out empty`);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('has no account for all rates', async () => {
		const { words } = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'accounting.getBookings',
			parameters: {
				...period,
				accounts: { entry: [{ use: 'sale', rate: '={{ $json.misnamed }}', account: '4000' }] },
			},
		});
		expect(words).toContain('is wrong in entry 1, "VAT Rate in % (Optional)": came out empty');
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});
});

it.each([0.22, 101, -1])('takes no rate of %d', async (rate) => {
	const { words } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.create',
		parameters: { description: 'IVA', rate },
	});
	expect(words).toContain('"Rate" must be');
	expect(await kit.bench.sent({ tokens: true })).toEqual([]);
});

it('takes no earlier summary for the first run', async () => {
	const { status } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'accounting.getBookings',
		parameters: { ...period, options: { earlierSummary: '={{ $json.summary }}' } },
	});
	expect(status).toBe('success');
});

describe('in a trigger', () => {
	const base = { authentication: 'apiKey', startFrom: 'now', output: 'raw', options: {} };
	const CASES: Array<[string, string, unknown, string]> = [
		['receiptCreated', 'idsSalesPoint', [], 'Shop Names or IDs'],
		['receiptCreated', 'idsSalesPoint', '', 'Shop Names or IDs'],
		['receiptCreated', 'idsSalesPoint', null, 'Shop Names or IDs'],
		['lowStock', 'idsSalesPoint', undefined, 'Shop Names or IDs'],
		['recordUpdated', 'idsSalesPoint', undefined, 'Shop Names or IDs'],
		['invoiceCreated', 'status', null, 'Status'],
		['billCreated', 'lookBackDays', null, 'Days to Look Back'],
	];
	it.each(CASES)('%s refuses %s that is %j', async (event, name, value, shown) => {
		const { host, sent } = pollHost({
			mode: 'manual',
			parameters: [{ ...base, event, [name]: value }],
			node: { parameters: { event, [name]: '={{ $vars.misnamed }}' } },
			credentials: () => ({ apiKey: 'its-key', baseUrl: 'https://api.example' }),
		});
		await expect(pollApi(host, cassaNova, cassaNovaEvents)).rejects.toThrow(
			`"${shown}" is an expression that came out empty`,
		);
		expect(sent).toEqual([]);
	});

	it('refuses registers, and an option', async () => {
		const poll = async (stored: INodeParameters, parameters: Record<string, unknown>) => {
			const { host } = pollHost({
				mode: 'manual',
				parameters: [
					{ ...base, authentication: 'accountToken', event: 'receiptCreated', ...parameters },
				],
				node: { parameters: { event: 'receiptCreated', ...stored } },
				credentials: () => ({ token: 'its-token', baseUrl: 'https://api.example' }),
			});
			return await pollApi(host, kassandro, kassandroEvents);
		};
		await expect(
			poll({ cashRegisterIds: '={{ $vars.none }}' }, { cashRegisterIds: undefined }),
		).rejects.toThrow('"Cash Register Names or IDs" is an expression that came out empty');
		await expect(
			poll({ options: { timeZone: '={{ $vars.none }}' } }, { options: { timeZone: null } }),
		).rejects.toThrow('"Time Zone Name or ID" is an expression that came out empty');
	});
});
