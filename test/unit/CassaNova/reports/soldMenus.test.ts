/** Sold by product with menus and composed dishes: one product fills several rows, and none is lost. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { report } from '../../../../nodes/CassaNova/resources/report';
import { combineReports, hasStrays } from '../../../../nodes/CassaNova/reports/soldSums';
import type { SoldGrouping, Report } from '../../../../nodes/CassaNova/reports/soldSums';
import { findEndpoint } from '../../../../nodes/shared/table/table';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { fakeCall } from '../../../support/n8n/call';

const byProduct: SoldGrouping = {
	id: 'idProduct',
	record: 'product',
	partOf: {
		id: 'idMenuProduct',
		record: 'menuProduct',
		flags: ['isMenuEntry', 'isCompositionEntry'],
	},
};

/** Water by itself, in two menus, and in a composed dish. */
const menu = { idProduct: 'm', product: { id: 'm' }, quantity: 2, profit: 24, percentTotal: 88.89 };
const water = { idProduct: 'w', product: { id: 'w' }, quantity: 3, profit: 3, percentTotal: 11.11 };
const inMenu = (idMenuProduct: string, quantity: number, profit = 0) => ({
	...water,
	idMenuProduct,
	menuProduct: { id: idMenuProduct },
	isMenuEntry: true,
	isCompositionEntry: false,
	quantity,
	profit,
	percentTotal: 0,
});
const inDish = { ...inMenu('m', 5), isMenuEntry: false, isCompositionEntry: true };
const rows = [menu, water, inMenu('m', 2), inMenu('n', 1), inDish];
const of = (sold: IDataObject[], total: number): Report => ({
	currency: 'EUR',
	totalCount: sold.length,
	totalSold: total,
	totalRefund: 0,
	sold,
});

/** Runs "sold by product" in April for March, against answers made from the requests. */
async function run(answer: (query: Record<string, unknown>) => IDataObject) {
	const endpoint = findEndpoint(cassaNova, 'report', 'getSoldByProduct', 'apiKey');
	const range = { from: '2026-03-01', to: '2026-03-05' };
	const call = fakeCall({
		api: cassaNova,
		endpoint,
		host: { getNode: () => ({ name: 'CassaNova', type: 'cassaNova', parameters: {} }) },
		input: { path: {}, query: {}, body: {}, options: {}, timeZone: 'Europe/Rome', range },
		now: () => Date.parse('2026-04-05T12:00:00+02:00'),
		hint: () => undefined,
		send: async ({ query = {} }: ApiRequest) => answer(query),
	});
	const work = report.endpoints.find(({ value }) => value === 'getSoldByProduct')?.run?.(call);
	return await (work ?? Promise.resolve([])).catch((error: Error) => error);
}

const isBorder = ({ datetimeFrom, datetimeTo }: Record<string, unknown>) =>
	datetimeFrom === datetimeTo;
const numbers = (sold: unknown) =>
	(sold as IDataObject[]).map((row) => [
		row.idProduct,
		row.idMenuProduct ?? null,
		row.isMenuEntry ?? false,
		row.isCompositionEntry ?? false,
		row.quantity,
		row.profit,
		row.percentTotal,
	]);

it('hands on each row of one product as it stands', async () => {
	expect(await run((query) => (isBorder(query) ? of([], 0) : of(rows, 27)))).toEqual(rows);
});

it('reads rows of one product on several pages', async () => {
	const many = Array.from({ length: 150 }, (_, index) => inMenu(`menu ${index}`, 1));
	const answer = ({ start, limit, ...query }: Record<string, unknown>) => {
		if (isBorder(query)) return of([], 0);
		const page = many.slice(Number(start), Number(start) + Number(limit));
		return { ...of(page, 0), totalCount: many.length };
	};
	expect(await run(answer)).toEqual(many);
});

it('takes the border day off the row that it belongs to, and keeps what rows say', async () => {
	const border = [{ ...water, quantity: 1, profit: 1 }, inMenu('m', 1), { ...inDish, quantity: 2 }];
	const sold = await run((query) => (isBorder(query) ? of(border, 1) : of(rows, 27)));
	expect(numbers(sold)).toEqual([
		['m', null, false, false, 2, 24, 92.31],
		['w', null, false, false, 2, 2, 7.69],
		['w', 'm', true, false, 1, 0, 0],
		['w', 'n', true, false, 1, 0, 0],
		['w', 'm', false, true, 3, 0, 0],
	]);
	expect((sold as IDataObject[])[2]).toMatchObject({
		menuProduct: { id: 'm' },
		product: { id: 'w' },
	});
	expect((sold as IDataObject[])[1]).not.toHaveProperty('isMenuEntry');
});

it('adds periods up row by row, however flags that say nothing are written', () => {
	const plain = { ...water, idMenuProduct: null, isMenuEntry: false, isCompositionEntry: 0 };
	const { sold, currency } = combineReports([of(rows, 27), of([plain, inDish], 3)], [], byProduct);
	expect(currency).toBe('EUR');
	expect(numbers(sold).map(([id, of, , , quantity]) => [id, of, quantity])).toEqual([
		['m', null, 2],
		['w', null, 6],
		['w', 'm', 2],
		['w', 'n', 1],
		['w', 'm', 10],
	]);
});

it('notices what is taken off a row of another kind', () => {
	const added = [of([water], 3)];
	expect(hasStrays(added, [of([inMenu('m', 1)], 0)], byProduct)).toBe(true);
	expect(hasStrays(added, [of([{ ...water, isMenuEntry: false }], 3)], byProduct)).toBe(false);
});

describe('the share of a row', () => {
	const shares = (totalSold: number) =>
		combineReports(
			[of([menu, inMenu('m', 2, 6)], totalSold), of([water], 3)],
			[],
			byProduct,
		).sold.map(({ percentTotal }) => percentTotal);

	it('is of what was paid: parts stand beside the row that holds it', () => {
		expect(shares(24)).toEqual([88.89, 22.22, 11.11]);
	});

	it('is of all rows where it takes all of them to come to the total', () => {
		expect(shares(30)).toEqual([72.73, 18.18, 9.09]);
	});
});
