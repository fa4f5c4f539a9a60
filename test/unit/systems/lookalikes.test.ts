/** Different receipts with one ID in one answer, or with one number: none is left out, and none counts twice without a word. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { kassandro } from '../../../nodes/Kassandro/api';
import { executeApi } from '../../../nodes/shared/run/execute';
import { createEngine } from '../../../nodes/shared/wire/engine';
import type { Api } from '../../../nodes/shared/table/types';
import { Clock } from '../../support/clock/clock';
import { fakeHost } from '../../support/n8n/host';

const till = {
	baseUrl: 'https://till.example',
	token: 'an-account-token',
	apiKey: 'a-long-api-key',
};
const DAY = '2026-03-05';
const NOW = Date.UTC(2026, 2, 9, 12);

const kassandroReceipt = (id: string, number: number, price: number) => ({
	_id: id,
	receiptNumber: number,
	created: `${DAY}T10:00:00`,
	cashRegisterId: 11,
	items: [{ amount: 1, priceOne: price, vat: 20 }],
	price,
	paymentMethod: 'Bar',
});
const cassaNovaReceipt = (id: string, number: number, price: number) => ({
	id,
	number,
	zNumber: 1,
	datetime: `${DAY}T10:00:00`,
	date: DAY,
	idSalesPoint: 1,
	document: {
		amount: price,
		rows: [{ quantity: 1, price, idTax: 't', calculatedAmount: price, subtotal: false }],
		payments: [{ amount: price, customPaymentDescription: 'Contanti', paymentType: 'CASH' }],
	},
});

interface System {
	api: Api;
	receipt: (id: string, number: number, price: number) => IDataObject;
	/** The body of an answer. */
	answer: (path: string, receipts: IDataObject[]) => unknown;
}
const ofCassaNova: Record<string, unknown[]> = {
	taxes: [{ id: 't', rate: 22 }],
	salesPoint: [{ id: 1, name: 'Centro' }],
	products: [],
	categories: [],
	departments: [],
	invoices: [],
	creditnotes: [],
};
const systems: Record<string, System> = {
	Kassandro: {
		api: kassandro,
		receipt: kassandroReceipt,
		answer: (path, receipts) =>
			/\/receipts\?.*offset=0&/.test(path)
				? receipts
				: path.includes('/cashregisters')
					? [{ id: 11, name: 'Schank' }]
					: [],
	},
	CassaNova: {
		api: cassaNova,
		receipt: cassaNovaReceipt,
		answer: (path, receipts) => {
			const isOfDay = path.includes(`datetimeFrom=%22${DAY}`) && path.includes('start=0&');
			const own = /\/receipts\?/.test(path) && isOfDay ? receipts : [];
			const [name = ''] = Object.keys(ofCassaNova).filter((key) =>
				path.includes(`/${key.toLowerCase()}`),
			);
			const list = ofCassaNova[name] ?? own;
			return { ...ofCassaNova, receipts: own, totalCount: list.length };
		},
	},
};

async function run({ api, answer }: System, receipts: IDataObject[], parameters: IDataObject) {
	const { host, hints } = fakeHost({
		parameters: [
			{
				authentication: api.authentications[0]?.value,
				period: 'custom',
				dateFrom: DAY,
				dateTo: DAY,
				datetimeFrom: DAY,
				datetimeTo: DAY,
				groupBy: 'receipt',
				fileFormat: 'items',
				returnAll: true,
				...parameters,
			},
		],
		credentials: () => till,
		reply: ({ plain, path }) => ({
			body: plain
				? api === kassandro
					? []
					: { access_token: 'a-session-token' }
				: answer(path, receipts),
		}),
	});
	const clock = new Clock(NOW);
	const [items = []] = await executeApi(host, api, createEngine(clock));
	return { items: items.map(({ json }) => json), hints };
}

const bookings = {
	resource: 'accounting',
	operation: 'getBookings',
	options: { includeSummary: true },
};

describe.each(Object.entries(systems))('%s', (_name, system) => {
	const { receipt } = system;
	const twice = [receipt('a', 1, 10), receipt('b', 2, 7), receipt('a', 1, 30)];

	it('lists each as one that can’t be read, with its amount where it must be clarified', async () => {
		const { items, hints } = await run(system, twice, bookings);
		const summary = items.at(-1) ?? {};
		expect(summary.unreadable).toMatchObject([
			{
				id: 'a',
				amount: '10.00',
				reason: expect.stringContaining('different records with this ID'),
			},
			{
				id: 'a',
				amount: '30.00',
				reason: expect.stringContaining('different records with this ID'),
			},
		]);
		expect(summary).toMatchObject({ receipts: 3, totals: { gross: '47.00' }, clearing: '0.00' });
		const rows = items.slice(0, -1).map(({ kind, gross }) => [kind, gross]);
		// Sold is only what is sure; both of the others stand by themselves.
		expect(rows.filter(([kind]) => kind === 'sale')).toEqual([['sale', '7.00']]);
		expect(rows.filter(([kind]) => kind === 'payment')).toEqual([['payment', '7.00']]);
		expect(rows.filter(([kind]) => kind === 'unclear')).toEqual([
			['unclear', '10.00'],
			['unclear', '30.00'],
		]);
		expect(hints.join()).toContain("each of them counts as a receipt that can't be read");
	});

	it('stops where the user wants to stop', async () => {
		const stop = { ...bookings, options: { ifUnreadable: 'stop' } };
		await expect(run(system, twice, stop)).rejects.toThrow(/receipt 1 can't be read/);
	});

	it('does so in lists as well, and nothing of it where they are the same', async () => {
		const list = { resource: 'receipt', operation: 'getAll', output: 'accounting' };
		const { items } = await run(system, twice, list);
		expect(items.map(({ kind }) => kind)).toEqual(['unreadable', 'sale', 'unreadable']);
		const same = [receipt('a', 1, 10), receipt('b', 2, 7)];
		const sure = await run(system, same, list);
		expect(sure.items.map(({ kind }) => kind)).toEqual(['sale', 'sale']);
	});
});

it.each([
	['Kassandro', '1 of 2026-03-05 on 2 (Schank)'],
	['CassaNova', '1 of 2026-03-05 on 2 (Centro, 1)'],
])('%s: different receipts with one number count each, and are told', async (name, told) => {
	const system = systems[name];
	if (!system) throw new Error('there is no such system');
	const { receipt } = system;
	const { items, hints } = await run(
		system,
		[receipt('a', 1, 10), receipt('b', 1, 10), receipt('c', 2, 7)],
		bookings,
	);
	const { notes, ...summary } = items.at(-1) ?? {};
	expect(summary).toMatchObject({ receipts: 3, totals: { gross: '27.00' }, unreadable: [] });
	const sentence = `1 number stands on several documents of one day: ${told}. Each of them counts;`;
	expect((notes as string[]).join()).toContain(sentence);
	expect(hints.join()).toContain(sentence);
	const apart = await run(system, [receipt('a', 1, 10), receipt('b', 2, 10)], bookings);
	expect(JSON.stringify([apart.items, apart.hints])).not.toContain('on several documents');
});

it('a list that repeats the very same record counts it once', async () => {
	const { Kassandro } = systems;
	if (!Kassandro) throw new Error('there is no such system');
	const one = Kassandro.receipt('a', 1, 10);
	const { items } = await run(Kassandro, [one, { ...one }], bookings);
	expect(items.at(-1)).toMatchObject({ receipts: 1, unreadable: [], totals: { gross: '10.00' } });
});
