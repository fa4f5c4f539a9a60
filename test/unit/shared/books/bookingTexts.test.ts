/** What stands in a booking's text, in each language, and what gives way where a program takes short ones. */
import {
	bookingText,
	closingsText,
	shortText,
	TEXT_PLACEHOLDERS,
	unknownPlaceholders,
} from '../../../../nodes/shared/books/bookingTexts';
import type { TextFacts } from '../../../../nodes/shared/books/bookingTexts';
import { LINE_TYPES, MEANS } from '../../../../nodes/shared/books/receipt';
import { TEXT_LANGUAGES } from '../../../../nodes/shared/books/types';
import type { TextLanguage } from '../../../../nodes/shared/books/types';

const facts = (changed: Partial<TextFacts>): TextFacts => ({
	kind: 'sale',
	category: '',
	documentType: 'receipt',
	taxRate: '20',
	means: null,
	place: null,
	date: '2026-10-05',
	firstNumber: '11-100',
	lastNumber: '11-142',
	count: 40,
	...changed,
});
const paid = (means: TextFacts['means']) => facts({ kind: 'payment', means, taxRate: null });

it.each<[Partial<TextFacts>, string | undefined, string]>([
	[{ taxRate: '22' }, undefined, 'Sales 22%'],
	[{ kind: 'tip', taxRate: null }, undefined, 'Tips (rate unknown)'],
	[{ kind: 'rounding', taxRate: '0' }, undefined, 'Rounding'],
	[{ taxRate: '0', place: { id: '1', name: 'Bar' } }, undefined, 'Sales 0%, Bar'],
	[
		{ ...paid('card'), documentType: 'invoice', place: { id: '1', name: null } },
		undefined,
		'Invoices, Card, 1',
	],
	[
		{ ...paid('credit'), documentType: 'creditNote', place: { id: '1', name: 'Bar' } },
		'N7',
		'Credit notes, On account, N7, Bar',
	],
	[{ kind: 'difference', taxRate: null }, undefined, 'Difference between receipts and payments'],
])('%j, %p: %s', (changed, number, expected) => {
	expect(bookingText(facts(changed), {}, number)).toBe(expected);
	expect(bookingText(facts(changed), { language: 'en' }, number)).toBe(expected);
});

it.each<[TextLanguage, string[]]>([
	[
		'de',
		[
			'Erlöse 4,9%, Bar',
			'Gutschriften, Gutscheine eingelöst, N7, Bar',
			'Erlöse (Satz unbekannt), Bar',
		],
	],
	[
		'it',
		[
			'Vendite 4,9%, Bar',
			'Note di credito, Buoni utilizzati, N7, Bar',
			'Vendite (aliquota ignota), Bar',
		],
	],
])('is written in the language %s', (language, expected) => {
	const place = { id: '1', name: 'Bar' };
	expect([
		bookingText(facts({ taxRate: '4.9', place }), { language }),
		bookingText({ ...paid('voucher'), documentType: 'creditNote', place }, { language }, 'N7'),
		bookingText(facts({ taxRate: null, place }), { language }),
	]).toEqual(expected);
});

it.each(TEXT_LANGUAGES)(
	'%s: tells kinds and means apart, and fits DATEV without a place',
	(language) => {
		const kinds = [...LINE_TYPES, 'difference' as const].map((kind) =>
			facts({ kind, taxRate: null }),
		);
		const texts = [...kinds, ...MEANS.map(paid)].map((each) => bookingText(each, { language }));
		expect(new Set(texts).size).toBe(texts.length);
		for (const text of texts) expect(`Credit notes, ${text}`.length).toBeLessThanOrEqual(60);
	},
);

const bar = { id: '1', name: 'Bar' };

it.each<[string, Partial<TextFacts>, string]>([
	['{kind} {rate}, {register}', { place: bar }, 'Sales 20%, Bar'],
	['{kind} {rate}, {register}', { ...paid('cash'), place: bar }, 'Cash, Bar'],
	['{document}: {kind} {rate}', {}, 'Sales 20%'],
	['{document}: {kind} {rate}', { documentType: 'invoice' }, 'Invoices: Sales 20%'],
	['Till {register} of {date}', { place: bar }, 'Till Bar of 2026-10-05'],
	['Till {register} of {date}', {}, 'Till 2026-10-05'],
	['{kind}, Z {closing}', { zNumbers: ['411', '412', '413'] }, 'Sales, Z 411 … 413'],
	['{kind}, Z {closing}', {}, 'Sales'],
	['{month}: {firstNumber}-{lastNumber} ({count})', {}, '2026-10: 11-100-11-142 (40)'],
	// What is filled in is never a template itself.
	['{register}', { place: { id: '1', name: '{kind} {' } }, '{kind} {'],
	['Takings', {}, 'Takings'],
	['a } of { and {}', {}, 'a } of { and {}'],
	// A booking without any text would be none.
	['{rate}', paid('cash'), 'Cash'],
	['', {}, 'Sales 20%'],
])('the template "%s" with %j: "%s"', (template, changed, expected) => {
	expect(bookingText(facts(changed), { template })).toBe(expected);
});

/** A sale, a payment and a sale of an invoice, as templates that people write make texts of them. */
const [sold, cash, invoiced] = [
	facts({ place: { id: '7', name: 'Centro' }, zNumbers: ['412'] }),
	{ ...paid('cash'), place: { id: '7', name: 'Centro' }, zNumbers: ['412'] },
	facts({ documentType: 'invoice', firstNumber: '3/2026', place: null }),
];

it.each<[string, string, string, string]>([
	['{kind} ({rate}), {register}', 'Sales (20%), Centro', 'Cash, Centro', 'Sales (20%)'],
	['{kind} [{rate}] {register}', 'Sales [20%] Centro', 'Cash Centro', 'Sales [20%]'],
	['{register} ({closing}): {kind}', 'Centro (412): Sales', 'Centro (412): Cash', 'Sales'],
	['{kind} (Z {closing})', 'Sales (Z 412)', 'Cash (Z 412)', 'Sales'],
	['{kind} {rate} (Z {closing}).', 'Sales 20% (Z 412).', 'Cash (Z 412).', 'Sales 20%.'],
	['({document}) {kind} {rate}', 'Sales 20%', 'Cash', '(Invoices) Sales 20%'],
	['{kind} ({rate}, {register})', 'Sales (20%, Centro)', 'Cash (Centro)', 'Sales (20%)'],
	['{kind} ({rate} [Z {closing}])', 'Sales (20% [Z 412])', 'Cash [Z 412]', 'Sales (20%)'],
	['{kind} ({count} receipts)', 'Sales (40 receipts)', 'Cash (40 receipts)', 'Sales (40 receipts)'],
	['{kind} (gross) {rate}', 'Sales (gross) 20%', 'Cash', 'Sales (gross) 20%'],
	['{kind} {register} (gross)', 'Sales Centro (gross)', 'Cash Centro (gross)', 'Sales (gross)'],
	['1) {kind} ({rate}', '1) Sales (20%', '1) Cash', '1) Sales (20%'],
	['{kind} ({rate}]', 'Sales (20%]', 'Cash]', 'Sales (20%]'],
	['{document} ({rate})', '(20%)', 'Cash, Centro', 'Invoices (20%)'],
])('the template "%s" leaves no bracket behind', (template, ...expected) => {
	const texts = [sold, cash, invoiced].map((each) => bookingText(each, { template }));
	expect(texts).toEqual(expected);
});

it('what has brackets of its own gets no second pair', () => {
	const unknown = facts({ taxRate: null, place: { id: '7', name: 'Bar (Hof)' } });
	const textOf = (template: string) => bookingText(unknown, { template });
	expect(textOf('{kind} ({rate})')).toBe('Sales (rate unknown)');
	expect(textOf('{kind} ({rate}, {register})')).toBe('Sales ((rate unknown), Bar (Hof))');
	// What is filled in never closes a bracket.
	expect(textOf('{kind} ({register}, {closing})')).toBe('Sales (Bar (Hof))');
});

it('writes days and months as the language does', () => {
	const template = '{date} {month} {rate}';
	const written = (language: TextLanguage) =>
		bookingText(facts({ taxRate: '4.9' }), { language, template });
	expect(TEXT_LANGUAGES.map(written)).toEqual([
		'2026-10-05 2026-10 4.9%',
		'05.10.2026 10.2026 4,9%',
		'05/10/2026 10/2026 4,9%',
	]);
});

it('tells which placeholders are unknown', () => {
	expect(unknownPlaceholders(TEXT_PLACEHOLDERS.map((name) => `{${name}}`).join(''))).toEqual([]);
	expect(unknownPlaceholders('{Kind} {kind} {toString}')).toEqual(['Kind', 'toString']);
	expect(unknownPlaceholders('a { b } c')).toEqual([' b ']);
	expect(unknownPlaceholders('} {')).toEqual([]);
});

const NAME = 'Restaurant zum Goldenen Hirschen am See, Terrasse';

it.each<[string, { id: string; name: string | null } | null, number, string]>([
	[`Sales 20%, ${NAME}`, { id: '11', name: NAME }, 60, `Sales 20%, ${NAME}`],
	[`Sales 20%, ${NAME}`, { id: '11', name: NAME }, 40, 'Sales 20%, Restaurant zum Goldenen Hi 11'],
	[`Sales 20%, ${NAME}`, { id: '12', name: NAME }, 40, 'Sales 20%, Restaurant zum Goldenen Hi 12'],
	[`Sales 20%, ${NAME}`, { id: '11', name: NAME }, 24, 'Sales 20%, Restaurant 11'],
	[`Sales 20%, ${NAME}`, { id: '11', name: NAME }, 13, 'Sales 20%, 11'],
	[`Sales 20%, ${NAME}`, { id: '11', name: NAME }, 8, 'Sales 11'],
	[`${NAME} (bar)`, { id: '11', name: NAME }, 20, 'Restaurant 11 (bar)'],
	['Sales 20%, 11', { id: '11', name: null }, 9, 'Sales 11'],
	['Sales 20%, 11', { id: '11', name: null }, 1, '1'],
	['Sales 20%', null, 5, 'Sales'],
])('"%s" at %j in %d letters: "%s"', (text, place, longest, expected) => {
	expect(shortText({ ...facts({ place, category: '' }), text }, longest)).toBe(expected);
});

/** As bookings of a receipt or closing are called that DATEV has too little room for. */
const named = (changed: Partial<TextFacts>, number: string) => {
	const about = facts({ place: { id: '4711', name: NAME }, ...changed });
	return shortText({ ...about, text: bookingText(about, { language: 'de' }, number) }, 60);
};

it.each<[Partial<TextFacts>, string, string]>([
	[
		{ category: 'Frühstück für zwei Personen, Hausgemachte Limonade, Kuchen' },
		'',
		'Erlöse 20%, Frühstück für zwei Personen, Hausgemachte…, 4711',
	],
	[
		{ kind: 'difference', documentType: 'creditNote', firstNumber: '2026/4' },
		'2026/4',
		'Gutschriften, Differenz zwischen Belegen und Za 2026/4, 4711',
	],
	[
		{ kind: 'difference', documentType: 'creditNote', zNumbers: ['2175'] },
		'Z 2175',
		'Gutschriften, Differenz zwischen Belegen und Za Z 2175, 4711',
	],
])('keeps the number and the register of %j', (changed, number, expected) => {
	expect(named(changed, number)).toBe(expected);
	expect(expected).toHaveLength(60);
});

it.each([
	[[], ''],
	[['412'], '412'],
	[['9', '10'], '9, 10'],
	[['411', '412', '413'], '411 … 413'],
	[['5', '7', '8', '9', '12'], '5, 7 … 9, 12'],
	[['2026/A', '2026/B'], '2026/A, 2026/B'],
])('closings %j: %p', (numbers, expected) => {
	expect(closingsText(numbers)).toBe(expected);
});

it('has a word for all that is sold and paid with', () => {
	const sold = LINE_TYPES.map((kind) => bookingText(facts({ kind, taxRate: '10' }), {}));
	expect(sold).toEqual([
		'Sales 10%',
		'Vouchers sold 10%',
		'Tips 10%',
		'Deposits 10%',
		'Cash in 10%',
		'Cash out 10%',
		'Till differences 10%',
		'Other 10%',
		'Rounding',
		'Receipts that could not be read 10%',
	]);
	expect(MEANS.map((means) => bookingText(paid(means), {}))).toEqual([
		'Cash',
		'Card',
		'Vouchers redeemed',
		'Meal vouchers',
		'On account',
		'Bank transfer',
		'Paid online',
		'Other payments',
	]);
});
