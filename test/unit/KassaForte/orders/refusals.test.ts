/** Refused orders: every text of the document's table, and answers of whatever shape around them. */
import fc from 'fast-check';
import { readText } from '../../../../nodes/KassaForte/orders/refusalText';
import {
	FAMILIES,
	REFERENCE_TYPES,
	REFUSAL_TEXTS,
} from '../../../../nodes/KassaForte/orders/refusalTexts';
import { hintsOf, inWords, readRefusals } from '../../../../nodes/KassaForte/orders/refusals';
import { runs } from '../../../support/clock/seeds';

type Row = [code: number, text: string, references: Record<string, string | number>];

/** The document's 24 texts in its order, with values as a shop would have them. */
const rows: Row[] = [
	[101, 'No choices have been supplied for #21#, but choices are mandatory', { itemNo: '21' }],
	[
		102,
		'Computed overall sum of #18.50# differs from send sum #17.5#',
		{ ourSum: '18.50', yourSum: '17.50' },
	],
	[103, 'Invalid payment method #9#', { paymentMethod: 9 }],
	[201, 'Article #051# has no price for size #2#', { itemNo: '051', sizeId: 2 }],
	[202, 'Unknown article #77a#', { itemNo: '77a' }],
	[
		203,
		'Computed price of #8.20# differs from send price #7.20#',
		{ ourPrice: '8.20', yourPrice: '7.20' },
	],
	[
		204,
		'Ingredient #2# is not allowed in category with id #14#',
		{ ingredientId: 2, categoryId: 14 },
	],
	[205, 'Invalid choice #8#', { choiceId: 8 }],
	[301, 'Menu #90# has no price.', { menuItemNo: '90' }],
	[302, 'Unknown menu #91#', { menuItemNo: '91' }],
	[
		303,
		'Expected item count of 2 differs from actual itemcount of 1',
		{ expectedCount: 2, actualCount: 1 },
	],
	[
		304,
		'Computed price of #11.50# differs from send price #10.50#',
		{ ourPrice: '11.50', yourPrice: '10.50' },
	],
	[
		305,
		`Can't find a match for article #77# in size #1# in categories of menu #90"#`,
		{ itemNo: '77', sizeId: 1, menuItemNo: '90' },
	],
	[306, 'Article #23# is not allowed in menus.', { itemNo: '23' }],
	[401, 'Ingredient #1# has no price for size #2#', { ingredientId: 1, sizeId: 2 }],
	[402, 'Unknown ingredient #12#', { ingredientId: 12 }],
	[501, 'Unknown discount #SOMMER 10%#', { discountCode: 'SOMMER 10%' }],
	[601, 'Unknown delivery cost type', {}],
	[
		602,
		'Wrong delivery cost type #distance#, extected type #zip#',
		{ deliveryType: 'distance', expectedDeliveryType: 'zip' },
	],
	[603, 'Unknown zipId #-1#', { zipId: -1 }],
	[604, 'Delivery allowed only to defined zipIds', {}],
	[
		605,
		'Minimum order value of #12.00# not reached with order value of #7.50#',
		{ minimumSum: '12.00', yourSum: '7.50' },
	],
	[
		606,
		'Computed delivery costs of #2.50# differs from send delivery costs #0#',
		{ ourSum: '2.50', yourSum: '0.00' },
	],
	[607, 'No data defined for distance #9000#', { distance: 9000 }],
];

const familyOf = (code: number) => FAMILIES[String(code).charAt(0)];
const values = (references: Array<{ name: string; value: string | number }>) =>
	Object.fromEntries(references.map(({ name, value }) => [name, value]));

it('knows as many texts as the document has, in its order', () => {
	expect(REFUSAL_TEXTS).toHaveLength(24);
	expect(rows.map(([code]) => familyOf(code))).toEqual(REFUSAL_TEXTS.map(({ family }) => family));
	const names = REFUSAL_TEXTS.flatMap(({ text }) =>
		[...text.matchAll(/#(\w+)#/g)].map(([, name]) => name),
	);
	expect([...new Set(names)].sort()).toEqual(Object.keys(REFERENCE_TYPES).sort());
});

describe.each(rows)('%d: %s', (code, text, references) => {
	it('is understood with its code', () => {
		const [refusal, ...others] = readRefusals({
			errors: [{ errorCode: code, description: text }],
		});
		expect(others).toEqual([]);
		expect(refusal).toMatchObject({ code, family: familyOf(code), message: text });
		expect(values(refusal?.references ?? [])).toEqual(references);
		for (const { name, type } of refusal?.references ?? []) {
			expect(type).toBe(REFERENCE_TYPES[name]);
		}
		expect(refusal?.hint).toMatch(/^[A-Z].*\.$/);
		expect(refusal?.hint).not.toMatch(/[{}#]/);
	});

	it('is understood without one', () => {
		const [refusal] = readRefusals([text]);
		const both = text.startsWith('Computed price of');
		expect(refusal).toMatchObject({
			code: null,
			family: both ? 'articleOrMenu' : familyOf(code),
			message: text,
		});
		expect(values(refusal?.references ?? [])).toEqual(references);
	});

	it.each([
		['in capitals', (words: string) => words.toUpperCase()],
		['with its code before it', (words: string) => `${code}: ${words}`],
		['with blanks and line breaks', (words: string) => ` ${words.replaceAll(' ', ' \n ')} `],
		['without number signs', (words: string) => words.replaceAll('#', '').replace('"', '')],
		['with quotes about the values', (words: string) => words.replace(/#([^#"]+)"?#/g, '"#$1#"')],
	])('is understood %s', (_how, write) => {
		const known = readText(text);
		const { families, references: found } = readText(write(text));
		expect(families).toEqual(known.families);
		const plain = (all: typeof found) =>
			all.map(({ name, value }) => [name, String(value).toLowerCase().replace(/\s+/g, ' ')]);
		expect(plain(found)).toEqual(plain(known.references));
	});
});

it('writes money with two places, and keeps what is none', () => {
	const sums = (ours: string) =>
		readText(`Computed price of #${ours}# differs from send price #x#`).references.map(
			({ value }) => value,
		);
	expect(sums('8,2')).toEqual(['8.20', 'x']);
	expect(sums('1.234,50 €')).toEqual(['1234.50', 'x']);
	expect(sums('1,234.5')).toEqual(['1234.50', 'x']);
	expect(sums('-0.05')).toEqual(['-0.05', 'x']);
	expect(sums('0.1250')).toEqual(['0.125', 'x']);
	expect(sums('9e999999')).toEqual(['9e999999', 'x']);
});

it('takes numbers only for what counts, and only whole ones for IDs', () => {
	const sizes = (id: string) => readText(`Unknown zipId #${id}#`).references[0]?.value;
	expect(['7', '-1', '007', '7.5', 'A7', '9'.repeat(30)].map(sizes)).toEqual([
		7,
		-1,
		'007',
		'7.5',
		'A7',
		'9'.repeat(30),
	]);
	expect(readText('No data defined for distance #1439.5#').references[0]?.value).toBe(1439.5);
	expect(readText('Unknown article #7#').references[0]?.value).toBe('7');
});

it('finds any discount code, whatever signs are in it', () => {
	const code = fc
		.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
		.filter((text) => /^[^\s"'#].*[^\s"'#]$/s.test(text) && !text.includes('\n'));
	fc.assert(
		fc.property(code, (text) => {
			expect(readText(`Unknown discount #${text}#`).references).toEqual([
				{ name: 'discountCode', type: 'text', value: text },
			]);
		}),
		{ numRuns: runs(500) },
	);
});

describe('the shape of the answer', () => {
	const text = 'Unknown article #77#';
	const article = { code: 202, family: 'article', message: text };

	it.each<[string, unknown]>([
		['an object', { code: 202, text }],
		['a code as text', { no: '202', text }],
		['a list', [{ a: 202, b: text }]],
		['a pair', [[202, text]]],
		['names that are codes', { 202: text }],
		['names that are codes, deeper', { errors: { 202: { text } } }],
		['a code further out', { error: { code: 202, more: { text } } }],
		['the status beside it', { status: 409, message: 'Conflict', errors: [{ c: 202, t: text }] }],
		['the status instead of another code', { status: 409, code: 202, text }],
		['the same twice', { message: text, errors: [{ code: 202, text }] }],
		['an item number that looks like a code', { item: 101, code: 202, text }],
	])('may be %s', (_name, body) => {
		expect(readRefusals(body)).toEqual([expect.objectContaining(article)]);
	});

	it('may hold several reasons, also in one text', () => {
		const all = rows.map(([, words]) => words);
		const coded = rows.map(([code, words]) => ({ code, words }));
		expect(readRefusals(coded).map(({ code }) => code)).toEqual(rows.map(([code]) => code));
		for (const sign of ['\n', '; ', ' | ', ', ']) {
			expect(readRefusals(all.join(sign)).map(({ message }) => message)).toEqual(all);
		}
		expect(readRefusals(`202: ${text}\n205: Invalid choice #8#`).map(({ code }) => code)).toEqual([
			202, 205,
		]);
	});

	it('keeps two refusals that are the same', () => {
		expect(
			readRefusals({
				errors: [
					{ code: 202, text },
					{ code: 202, text },
				],
			}),
		).toHaveLength(2);
	});

	it('does not take the status, or the value in the text, for a code', () => {
		expect(readRefusals({ status: 409, text })).toMatchObject([{ code: null, family: 'article' }]);
		for (const before of ['409: ', 'Error 409: ', '[409] ']) {
			const known = { family: 'article', references: [{ name: 'itemNo', value: '77' }] };
			expect(readRefusals(before + text)).toMatchObject([{ code: null, ...known }]);
			expect(readRefusals({ code: 202, text: before + text })).toMatchObject([
				{ code: 202, ...known },
			]);
		}
		expect(readRefusals({ item: 201, code: 202, text: 'Unknown article #201#' })).toMatchObject([
			{ code: 202, family: 'article' },
		]);
		expect(readRefusals({ order: 123, errors: [{ text }] })).toMatchObject([
			{ code: null, family: 'article' },
		]);
	});

	it('takes a code that is the same number as the value in the text', () => {
		expect(readRefusals({ code: 202, text: 'Unknown article #202#' })).toMatchObject([
			{ code: 202, family: 'article' },
		]);
	});

	it.each([
		{ text, position: 301 },
		{ text, sum: 150 },
		{ errors: [{ text, line: 612 }] },
		{ order: { sum: 202.5 }, errors: [{ text, line: 307 }] },
	])('takes no number of another family for the code of a known text: %j', (body) => {
		expect(readRefusals(body)).toMatchObject([{ code: null, family: 'article' }]);
	});

	it('takes nothing for a reason that stands in the order, or beside its item numbers', () => {
		const order = {
			sum: 150,
			note: 'Please ring #3# twice',
			items: [{ itemNo: '301', comment: 'no ham please' }],
		};
		const named = { itemNo: 301, name: 'Pizza Hawaii', comment: 'no ham please' };
		for (const body of [
			{ order, error: { code: 202, text } },
			{ error: { code: 202, text }, order: { ...order, items: [named] } },
			{ code: 202, text, note: ' Please ring #3# twice\n' },
		]) {
			expect(readRefusals(body, { order })).toEqual([expect.objectContaining(article)]);
		}
		expect(readRefusals({ order }, { order })).toEqual([]);
		// Without the order nobody could know.
		expect(readRefusals({ code: 150, note: order.note })).toHaveLength(1);
	});

	it('may be JSON in a text, and write its signs as a web page does', () => {
		expect(readRefusals(JSON.stringify({ code: 202, text }))).toEqual([
			expect.objectContaining(article),
		]);
		const words =
			'Can&#39;t find a match for article #12# in size #2# in categories of menu #M1#&quot;';
		expect(readRefusals([words])).toMatchObject([
			{
				family: 'menu',
				message: words,
				references: [{ value: '12' }, { value: 2 }, { value: 'M1' }],
			},
		]);
	});

	it('tells articles and menus apart by the code alone', () => {
		const price = 'Computed price of #8.20# differs from send price #7.20#';
		const families = [203, 304, undefined].map((code) => readRefusals({ code, price })[0]?.family);
		expect(families).toEqual(['article', 'menu', 'articleOrMenu']);
	});

	it('passes unknown codes and texts on', () => {
		expect(
			readRefusals({ errors: [{ code: 208, text: 'Article #5# is too hot for #you#' }] }),
		).toEqual([
			{
				code: 208,
				family: 'article',
				message: 'Article #5# is too hot for #you#',
				references: [
					{ name: 'value', type: 'text', value: '5' },
					{ name: 'value', type: 'text', value: 'you' },
				],
				hint: expect.stringMatching(/^Fetch the menu/),
			},
		]);
		expect(readRefusals({ code: 777, text: 'Something new' })).toMatchObject([
			{ code: 777, family: null, message: 'Something new', references: [] },
		]);
		expect(readRefusals({ message: 'Not now' }, { reason: 'Not now' })).toMatchObject([
			{ code: null, family: null, message: 'Not now' },
		]);
		expect(readRefusals({ errors: [202, '501'] })).toMatchObject([
			{ code: 202, family: 'article', message: '' },
			{ code: 501, family: 'discountCode', message: '' },
		]);
	});

	it.each([null, '', 0, 409, '409', true, [], {}, { a: [null, {}] }])(
		'gives nothing for %j',
		(body) => {
			expect(readRefusals(body)).toEqual([]);
		},
	);

	it('never fails, and is done at once, whatever comes', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 6 }), (body) => {
				for (const refusal of readRefusals(body)) expect(typeof refusal.message).toBe('string');
			}),
			{ numRuns: runs(1000) },
		);
		let deep: unknown = text;
		for (let depth = 0; depth < 10_000; depth++) deep = [deep];
		expect(readRefusals(deep)).toEqual([]);
		const almost = [' "', ' #', '" #', " '", ' in size', ' differs from'].flatMap((part) =>
			rows.map(([, words]) => words.split('#')[0] + part.repeat(590 / part.length - 10) + '#x#y'),
		);
		for (const words of almost) expect(readRefusals({ code: 203, words })).toHaveLength(1);
		const blanks = `Computed price of #${' "'.repeat(200)} differs from send price`;
		expect(readRefusals({ code: 203, text: blanks })).toMatchObject([{ code: 203 }]);
		expect(readRefusals(`${text}\n`.repeat(50_000))).toHaveLength(0);
		const many = Array.from({ length: 200_000 }, (_number, index) => 100 + (index % 900));
		expect(readRefusals({ text, many })).toMatchObject([{ code: null, family: 'article' }]);
		const wide = Array.from({ length: 1000 }, () => `a${' '.repeat(500)}b #x#`);
		expect(readRefusals(wide)).toHaveLength(200);
	});
});

it('says all of it in a sentence, with codes and each advice once', () => {
	const refusals = readRefusals(rows.slice(0, 7).map(([code, text]) => ({ code, text })));
	expect(inWords(refusals)).toMatch(/^No choices .* mandatory \(101\); .*; and 2 more$/);
	expect(inWords(readRefusals([202]))).toBe('code 202');
	expect(inWords(readRefusals('202: Unknown article #77#'))).toBe('202: Unknown article 77');
	const twice = readRefusals([
		{ code: 202, text: 'Unknown article #7#' },
		{ code: 202, text: 'Unknown article #7#' },
	]);
	expect(hintsOf(twice)).toBe(
		'Article 7 is not on the menu: fetch the menu again, because it may have changed.',
	);
});

it('has no signs for programs in the sentence, and keeps them in the message', () => {
	const stray = `Can't find a match for article #77# in size #1# in categories of menu #90"#`;
	const refusals = readRefusals({ code: 305, text: stray });
	expect(refusals[0]?.message).toBe(stray);
	expect(inWords(refusals)).toBe(
		"Can't find a match for article 77 in size 1 in categories of menu 90 (305)",
	);
});
