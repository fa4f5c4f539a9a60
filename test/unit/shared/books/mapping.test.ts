/** What the user says about a shop's own words, and which words nobody has said anything of. */
import {
	mapLine,
	mapMeans,
	mappingKey,
	NO_MAPPING,
	UnmappedList,
} from '../../../../nodes/shared/books/mapping';
import type { LineSource, Mapping } from '../../../../nodes/shared/books/mapping';
import type { LineType, Means } from '../../../../nodes/shared/books/receipt';

let unmapped: UnmappedList;
beforeEach(() => {
	unmapped = new UnmappedList();
});

it.each([
	['small and capital letters', 'AMEX', 'amex', true],
	['blanks around it', ' Amex ', 'amex', true],
	['a letter and its accent apart', 'Cafe\u0301', 'café', true],
	['another word', 'Visa', 'amex', false],
])('a word is found whatever its %s', (_name, one, other, isSame) => {
	expect(mappingKey(one) === mappingKey(other)).toBe(isSame);
});

const tableOf = <T>(rows: Record<string, T>) =>
	new Map(Object.entries(rows).map(([word, to]) => [mappingKey(word), to]));

describe('a means of payment', () => {
	const mapping: Mapping = {
		...NO_MAPPING,
		means: tableOf<Means>({ Edenred: 'mealVoucher', CUSTOM: 'online', NO_METHOD: 'transfer' }),
	};

	it.each<[string, string, Means | undefined, string, Means]>([
		['by what the user says of it', 'edenred', 'card', '', 'mealVoucher'],
		['else by a wider word', 'Twint', 'card', 'CUSTOM', 'online'],
		['else by what is known of it', 'Twint', 'card', 'OTHERS', 'card'],
		['that has no word', '', 'cash', '', 'transfer'],
	])('counts %s', (_name, word, known, wider, means) => {
		expect(mapMeans(mapping, word, known, unmapped, wider)).toBe(means);
		expect(unmapped.toArray()).toEqual([]);
	});

	it('of which nobody says anything counts as another one, and is listed once', () => {
		for (const word of ['Twint', 'Twint', '']) {
			expect(mapMeans(NO_MAPPING, word, undefined, unmapped)).toBe('other');
		}
		expect(unmapped.toArray()).toEqual([
			{ type: 'paymentMethod', id: 'Twint', name: null, countsAs: 'other' },
			{
				type: 'paymentMethod',
				id: 'NO_METHOD',
				name: 'Payment Without a Method',
				countsAs: 'other',
			},
		]);
	});
});

describe('a line', () => {
	const [article, group, department] = [
		{ id: 'a1', name: 'Gutschein' },
		{ id: 'g1', name: 'Diverses' },
		{ id: 'd1', name: null },
	];
	const source: LineSource = { article, group, department };
	const say = (
		rows: Partial<Record<'articles' | 'groups' | 'departments', Record<string, LineType>>>,
	) => ({
		...NO_MAPPING,
		...Object.fromEntries(Object.entries(rows).map(([of, words]) => [of, tableOf(words)])),
	});

	it.each<[string, Mapping, LineType]>([
		['its article', say({ articles: { A1: 'voucherSale' }, groups: { g1: 'tip' } }), 'voucherSale'],
		['its article by name', say({ articles: { gutschein: 'voucherSale' } }), 'voucherSale'],
		['its group', say({ groups: { g1: 'tip' }, departments: { d1: 'deposit' } }), 'tip'],
		['its department', say({ departments: { d1: 'deposit' } }), 'deposit'],
	])('counts by %s', (_name, mapping, type) => {
		expect(mapLine(mapping, source, unmapped)).toBe(type);
		expect(unmapped.toArray()).toEqual([]);
	});

	it.each<[LineSource, object[]]>([
		[source, [{ type: 'department', ...department, countsAs: 'sale' }]],
		[{ article, group }, [{ type: 'group', ...group, countsAs: 'sale' }]],
		[{ article }, [{ type: 'article', ...article, countsAs: 'sale' }]],
		[{}, []],
	])(
		'of which nobody says anything is a sale, and its widest word is listed: %#',
		(given, words) => {
			const others = say({
				articles: { x: 'tip' },
				groups: { x: 'tip' },
				departments: { x: 'tip' },
			});
			expect(mapLine(others, given, unmapped)).toBe('sale');
			expect(unmapped.toArray()).toEqual(words);
		},
	);
});
