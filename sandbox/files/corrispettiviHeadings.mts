/**
 * What the columns of an Italian register of takings ("registro dei corrispettivi") are, by their
 * headings. No law names them; DPR 633/1972, art. 24, says only what is recorded of each day: the takings
 * that are taxed and their taxes per rate, and those that aren't taxed by their kinds (art. 21, par. 6 and
 * 6-bis). The words are those that such registers and import sheets have in Italian.
 */

/** An amount per rate, or of all rates where it has none: taxes included, without them, or the taxes. */
export interface AmountRole {
	part: 'gross' | 'net' | 'tax';
	/** Per cent, such as `22` or `7.3`. */
	rate?: string;
}

/** `free` is what isn't taxed, of whatever kind; `unpaid` is the part of the takings that nobody paid yet. */
export type Role = 'day' | 'shop' | 'documents' | 'unpaid' | 'free' | 'other' | AmountRole;

const WORDS: ReadonlyArray<readonly [Role, RegExp]> = [
	['day', /^(data|giorno)\b/],
	[
		'shop',
		/^(codice |nome )?(negozio|punto (vendita|cassa)|sede|filiale|locale|esercizio|sezionale)\b/,
	],
	['documents', /^((n|nr|num|numero)[.]? (di |dei |degli )?)?(documenti|scontrini|ricevute)\b/],
	['unpaid', /\bnon (riscoss|incassat|pagat)|\bsospes[oi]\b|\ba credito\b/],
	[
		'free',
		/\besent[ei]\b|\bnon (imponibil|soggett|tassat)|\bfuori campo\b|\besclus|\bart\b|^n\d|\bsenza iva\b/,
	],
	['other', /^(note?|causale|descrizione|valuta|chiusura|(prim|ultim)o documento)\b/],
];

/** The first that fits; a rate alone is an amount with taxes. */
const PARTS: ReadonlyArray<readonly [AmountRole['part'], RegExp]> = [
	['net', /\bimponibil|\bnett[oi]\b|\bbase\b/],
	['gross', /\blord[oi]\b|\bcorrispettiv|\bincass|\bivat[oi]\b|^\d+(\.\d+)? ?%$/],
	['tax', /\bimpost[ae]\b|\biva\b/],
	['gross', /\btotal[ei]\b|\bimport[oi]\b/],
];

const RATE = /(?<whole>\d{1,2})(?:[.,](?<part>\d{1,2}))? ?(%|$)/;

/** Small letters without accents; what is neither letter nor part of a number is a space. */
const plain = (heading: string): string =>
	heading
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z\d%.,]+/g, ' ')
		.trim();

/** @returns nothing where the heading says none of those */
export function roleOf(heading: string): Role | undefined {
	const words = plain(heading);
	const known = WORDS.find(([, word]) => word.test(words));
	if (known) return known[0];
	const part = PARTS.find(([, word]) => word.test(words))?.[0];
	if (part === undefined) return undefined;
	const { whole, part: decimals = '' } = RATE.exec(words)?.groups ?? {};
	if (whole === undefined) return { part };
	return { part, rate: `${Number(`${whole}.${decimals}0`)}` };
}
