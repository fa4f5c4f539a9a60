/** What an account may lack, lists whose key isn't sure, and records without a known ID. */
import { adviceIfAbsent, listUnder } from '../../../nodes/CassaNova/newer';
import { keyOf } from '../../../nodes/CassaNova/records/keyOf';
import { order } from '../../../nodes/CassaNova/resources/order';
import type { Endpoint } from '../../../nodes/shared/table/types';

describe('a list whose key is not sure', () => {
	const read = listUnder('cards', 'card');

	it.each([
		['the first name', { cards: [1], card: [2], others: [3] }, [1]],
		['another name', { card: [2], others: [3], totalCount: 1 }, [2]],
		['no name, but it is the only list', { anything: [4], totalCount: 1 }, [4]],
		['no list at all', { totalCount: 0 }, undefined],
		['several lists of other names', { a: [1], b: [2] }, undefined],
		['the answer itself', [5], [5]],
		['a name, but no list', { cards: null, rest: [6] }, [6]],
		['not even an object', 'no', undefined],
	])('is found: %s', (_what, answer, expected) => {
		expect(read(answer)).toEqual(expected);
	});
});

describe('what tells records apart', () => {
	const key = keyOf('shop', 'number');

	it.each([
		['an ID', { id: 7, shop: 1, number: 2 }, '7'],
		['its fields', { shop: 1, number: 2 }, '[1,2]'],
		['one field of them', { number: 2 }, '[null,2]'],
		['nothing', { other: 1 }, undefined],
	])('is %s', (_what, record, expected) => {
		expect(key(record)).toBe(expected);
	});
});

describe('what to do where an account lacks an operation', () => {
	const advice = (value: string, status: number) => {
		const endpoint = order.endpoints.find((one) => one.value === value) as Endpoint;
		return adviceIfAbsent?.(status, { message: 'error.notfound' }, endpoint, {});
	};

	it('is to ask CassaNova', () => {
		expect(advice('getAll', 404)).toMatch(/^This belongs to a newer generation/);
		expect(advice('get', 405)).toMatch(/^This belongs to a newer generation/);
		expect(advice('get', 400)).toBeUndefined();
	});

	it('is to check the ID first where one record was asked for', () => {
		expect(advice('get', 404)).toMatch(
			/^Check "Order ID": there is no such record, .* This belongs to a newer generation/,
		);
	});
});
