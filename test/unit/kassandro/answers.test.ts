/** Kassandro's answers, whose shape the document doesn't show; and the receipts behind cancellations. */
import { readFailure, readListItems, unwrap } from '../../../nodes/Kassandro/answers';
import { originalsOf } from '../../../nodes/Kassandro/originals';
import type { ApiRequest, Call } from '../../../nodes/shared/types';

describe('a failure', () => {
	it.each<[string, number, unknown, unknown]>([
		['is none', 200, { token: 't' }, undefined],
		['is none in a list', 200, [{ _id: '1' }, { _id: '2' }], undefined],
		['is none when it says so', 200, { error: false, msg: 'ok' }, undefined],
		['is none because of a word', 200, { error: 'nothing' }, undefined],
		['stands in an object', 200, { error: true, msg: 'Nein' }, { message: 'Nein' }],
		['stands in an array', 200, [{ error: true, msg: 'Nein' }], { message: 'Nein' }],
		['has no words', 200, { error: true }, { message: 'Kassandro gave no reason' }],
		['has a status', 403, { msg: 'Nein' }, { message: 'Nein' }],
		['has a status alone', 502, '<html>', undefined],
	])('%s', (_name, status, body, expected) => {
		expect(readFailure(status, body)).toEqual(expected);
	});
});

it.each<[string, unknown, unknown]>([
	['an object', { a: 1 }, { a: 1 }],
	['an object in an array', [{ a: 1 }], { a: 1 }],
	['several', [1, 2], [1, 2]],
	['none', [], []],
	['a number', 5, 5],
])('unwraps %s', (_name, body, expected) => {
	expect(unwrap(body)).toEqual(expected);
});

it.each<[string, unknown, unknown]>([
	['a bare array', [1], [1]],
	['an empty array', [], []],
	['an object with one array', { error: false, receipts: [1] }, [1]],
	['an object with an empty array', { receipts: [] }, []],
	['an object with two arrays', { a: [1], b: [2] }, undefined],
	['an object without an array', { error: false }, undefined],
	['a text', 'x', undefined],
	['null', null, undefined],
])('reads the list in %s', (_name, body, expected) => {
	expect(readListItems(body)).toEqual(expected);
});

describe('the receipts that cancellations refer to', () => {
	async function find(records: unknown[], answer: unknown = { receiptNumber: 'old/1' }) {
		const requests: ApiRequest[] = [];
		const send = async (request: ApiRequest) => {
			requests.push(request);
			return answer;
		};
		const originals = await originalsOf({ send } as unknown as Call, records);
		return { originals, requests };
	}

	const sale = { receiptNumber: 5, items: [{ amount: 1 }] };

	it('are found among those that were read', async () => {
		const { originals, requests } = await find([
			sale,
			{ receiptNumber: 6, cancellation: { receiptNumber: '5' }, items: [] },
		]);
		expect(requests).toEqual([]);
		expect(originals.get('5')).toBe(sale);
	});

	it.each([{ receiptNumber: 'old/1' }, [{ receiptNumber: 'old/1' }]])(
		'are asked for once each, else',
		async (answer) => {
			const cancellation = { cancellation: { receiptNumber: 'old/1' }, items: [] };
			const { originals, requests } = await find(
				[
					{ receiptNumber: 6, ...cancellation },
					{ receiptNumber: 7, ...cancellation },
				],
				answer,
			);
			expect(requests).toEqual([{ method: 'GET', path: '/receipts/old%2F1' }]);
			expect(originals.get('old/1')).toEqual({ receiptNumber: 'old/1' });
		},
	);

	it.each([
		{ cancellation: { receiptNumber: 'old/1' }, items: [{ amount: -1 }] },
		{ cancellation: null },
		{ cancellation: {} },
		{ cancellation: 'old/1' },
		{},
	])('are not asked for by %j', async (record) => {
		expect((await find([{ receiptNumber: 6, ...record }])).requests).toEqual([]);
	});
});
