/** Numbers of documents, held in little memory: what comes out is what went in. */
import * as fc from 'fast-check';

import { NumberList } from '../../../../nodes/shared/books/numberList';
import type { Numbered } from '../../../../nodes/shared/books/sequences';

const anyTime = fc.oneof(
	fc.constantFrom(
		'2026-10-05T10:00:00.000+02:00',
		'2026-10-05T10:00:00+02:00',
		'2026-10-05T10:00:00.5Z',
		'2026-02-30T10:00:00Z',
		'2026-10-05T10:00Z',
		'',
		'0001-01-01T00:00:00Z',
		'2026-10-25T02:30:00.123+01:00',
	),
	fc.string(),
);
const anyNumber = fc.oneof(
	fc.constantFrom(
		'',
		'0',
		'007',
		'11-00123',
		'R',
		'99999999999999999999',
		'000000000000000000001',
		'2026100500012',
		'4294967296',
	),
	fc.string(),
);
const anyDocument: fc.Arbitrary<Numbered> = fc
	.record({
		id: fc.oneof(
			fc.string(),
			fc.uuid(),
			fc.constantFrom('65f2b6c1d9e8000000000007', 'ffffffffffffffffffffffff', '0', '12', '007'),
		),
		documentType: fc.constantFrom('receipt', 'invoice', 'creditNote'),
		number: anyNumber,
		shown: fc.constantFrom('#', '# 2026-10-05', 'A/#/B', '## twice', 'no number'),
		zNumber: fc.constantFrom(null, '7'),
		issuedAt: anyTime,
		recordedAt: fc.option(anyTime),
		businessDay: fc.constantFrom('2026-10-05', '2026-10-06'),
		register: fc.constantFrom(null, { id: '11', name: 'Bar' }, { id: '11', name: null }),
		salesPoint: fc.constantFrom(null, { id: '11', name: 'Bar' }),
	})
	.map(({ shown, ...document }) => ({
		...document,
		displayNumber: shown.replaceAll('#', () => document.number),
	}));

const KEYS = [
	'id',
	'documentType',
	'number',
	'displayNumber',
	'zNumber',
	'issuedAt',
	'recordedAt',
	'businessDay',
	'register',
	'salesPoint',
] as const;
const plain = (document: Numbered) => Object.fromEntries(KEYS.map((key) => [key, document[key]]));

it('gives any documents as they were, in their order', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(anyDocument, fc.boolean())), (added) => {
			const list = new NumberList();
			added.forEach(([document, isCounted], index) => {
				expect(list.add(document, isCounted, '')).toBe(index);
			});
			expect([...list.documents()].map(plain)).toEqual(added.map(([document]) => plain(document)));
			expect([...list.documents()].map(({ isCounted }) => isCounted)).toEqual(
				added.map(([, isCounted]) => isCounted),
			);
		}),
	);
});

it('gives documents by lanes, and those of other lanes first', () => {
	const list = new NumberList();
	const [document] = fc.sample(anyDocument, 1);
	if (!document) throw new Error('none');
	for (const lane of ['b', 'a', 'b', 'c']) list.add(document, true, lane);
	const order = (lanes?: string[]) => [...list.documents(lanes)].map(({ at }) => at);
	expect(order()).toEqual([0, 1, 2, 3]);
	expect(order(['a', 'b'])).toEqual([3, 1, 0, 2]);
	expect(list.documents(['a', 'b']).at(1)?.at).toBe(1);
	expect(list.documents().at(4)).toBeUndefined();
});
