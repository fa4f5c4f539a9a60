/** What the user says about a shop's own words, and which words nobody has said anything of. */
import { mapLine, mapMeans, mappingKey, NO_MAPPING } from '../../../../nodes/shared/books/mapping';
import type { LineSource, Mapping } from '../../../../nodes/shared/books/mapping';
import type { LineType, Means } from '../../../../nodes/shared/books/receipt';

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
		expect(mapMeans(mapping, word, { known, wider })).toEqual({ is: means });
	});

	it.each<[string, string, Parameters<typeof mapMeans>[2], object]>([
		['another one', 'Twint', undefined, { id: 'Twint', name: null, countsAs: 'other' }],
		[
			'another one without a method',
			'',
			undefined,
			{ id: 'NO_METHOD', name: 'Payment Without a Method', countsAs: 'other' },
		],
		[
			'what is guessed of it',
			'CREDIT_NOTE',
			{ guess: 'voucher', name: 'Credit Note' },
			{ id: 'CREDIT_NOTE', name: 'Credit Note', countsAs: 'voucher' },
		],
	])('of which nobody says anything counts as %s, and is named', (_name, word, known, unsaid) => {
		expect(mapMeans(NO_MAPPING, word, known)).toMatchObject({
			unsaid: { type: 'paymentMethod', ...unsaid },
		});
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
		expect(mapLine(mapping, source)).toEqual({ is: type });
	});

	it('counts as what a line without an article is mapped to', () => {
		const mapping = say({ articles: { NO_ARTICLE: 'cashIn' } });
		expect(mapLine(mapping, {})).toEqual({ is: 'cashIn' });
		expect(mapLine(mapping, { article })).toMatchObject({ is: 'sale' });
		expect(mapLine(mapping, { group })).toMatchObject({ is: 'sale' });
	});

	it.each<[LineSource, object]>([
		[source, { type: 'department', ...department }],
		[
			{ article, group },
			{ type: 'group', ...group },
		],
		[{ article }, { type: 'article', ...article }],
		[{}, { type: 'article', id: 'NO_ARTICLE', name: 'Line Without an Article' }],
	])('of which nobody says anything is a sale, and its widest word is named: %#', (given, word) => {
		const others = say({
			articles: { x: 'tip' },
			groups: { x: 'tip' },
			departments: { x: 'tip' },
		});
		const unsaid = { ...word, countsAs: 'sale' };
		expect(mapLine(others, given)).toEqual({ is: 'sale', unsaid });
	});
});
