/** The made-up merchants, registers, articles and payment methods of the Kassandro sandbox. */

export interface Merchant {
	name: string;
	/** What a client puts into `key`; the same after every reset. */
	apiKey: string;
	registers: Array<{ id: number; name: string }>;
}

export const MERCHANTS: readonly Merchant[] = [
	{
		name: 'kaffeehaus',
		apiKey: 'kdr-kaffeehaus-7b41c9e05ad24f83',
		registers: [
			{ id: 11, name: 'Schank' },
			{ id: 12, name: 'Schanigarten' },
			{ id: 13, name: 'Vitrine' },
		],
	},
	{
		name: 'hofladen',
		apiKey: 'kdr-hofladen-2f96d81b73ce4a07',
		registers: [
			{ id: 21, name: 'Laden' },
			{ id: 22, name: 'Marktstand' },
			{ id: 23, name: 'Abholung' },
		],
	},
	{
		name: 'pension',
		apiKey: 'kdr-pension-c05e34fa9d1846b2',
		registers: [
			{ id: 31, name: 'Rezeption' },
			{ id: 32, name: 'Bar' },
			{ id: 33, name: 'Frühstück' },
		],
	},
];

export interface Article {
	itemId: number;
	nameLong: string;
	nameShort: string;
	/** Euros, gross. */
	priceOne: number;
	/** Per cent. */
	vat: number;
	/** Sold in kilograms with three decimals. */
	weighed?: boolean;
}

export interface ArticleGroup {
	groupId: number;
	groupName: string;
	articles: Article[];
}

type Row = [name: string, price: number, vat: number, weighed?: 'kg'];

function group(groupId: number, groupName: string, rows: Row[]): ArticleGroup {
	const articles = rows.map(([name, priceOne, vat, weighed], index) => ({
		itemId: groupId * 100 + index + 1,
		nameLong: name,
		nameShort: name.slice(0, 12),
		priceOne,
		vat,
		...(weighed ? { weighed: true } : {}),
	}));
	return { groupId, groupName, articles };
}

export const ARTICLE_GROUPS: readonly ArticleGroup[] = [
	group(1, 'Getränke', [
		['Melange', 4.9, 20],
		['Kleiner Brauner', 3.6, 20],
		['Soda Zitron 0,5 l', 4.2, 20],
		['Grüner Veltliner 1/8', 4.35, 20],
	]),
	group(2, 'Speisen', [
		['Apfelstrudel mit Vanillesauce', 6.9, 10],
		['Frankfurter mit Semmel & Kren', 7.4, 10],
		['Gulaschsuppe "Hausart"', 6.55, 10],
		['Bergkäse', 23.9, 10, 'kg'],
	]),
	group(3, 'Ab Hof', [
		['Traubensaft ab Hof', 5.8, 13],
		['Blumenstrauß', 12.99, 13],
		['Übernachtung im Mai', 87.5, 13],
	]),
	group(4, 'Grundnahrung', [
		['Mehl W700', 1.79, 4.9],
		['Erdäpfel', 2.49, 4.9, 'kg'],
		['Frischmilch', 1.65, 4.9],
	]),
	group(5, 'Ohne Steuer', [
		['Wertgutschein', 20, 0],
		['Ortstaxe', 3.2, 0],
	]),
];

/** What a books scenario adds: articles that the books have to tell from sales. */
export const OTHER_GROUPS: readonly ArticleGroup[] = [
	group(6, 'Kein Umsatz', [
		['Trinkgeld', 1, 0],
		['Pfandflasche', 0.25, 0],
	]),
	group(7, 'Kassenbewegung', [
		['Bankeinzahlung', 1, 0],
		['Wechselgeld', 1, 0],
		['Einkauf bar', 1, 0],
		['Kassendifferenz', 1, 0],
	]),
];

export const PAYMENT_METHODS = [
	{ paymentMethodId: 1, name: 'Bar' },
	{ paymentMethodId: 2, name: 'Bankomat' },
	{ paymentMethodId: 3, name: 'Kreditkarte' },
	{ paymentMethodId: 4, name: 'Gutschein' },
	{ paymentMethodId: 5, name: 'Rechnung' },
] as const;

/** What a books scenario adds. */
export const OTHER_PAYMENT_METHODS = [{ paymentMethodId: 6, name: 'Essensbon' }] as const;
