/** The text of a booking, in the language of whoever books it. Pure functions. */
import { CASH_MOVEMENTS } from './receipt';
import type { DocumentType, LineType, Means } from './receipt';
import type { Day } from '../values/units';
import { nameOfPlace } from './facts';
import { fillTemplate, namesInBraces } from './textTemplate';
import type { Booking, TextLanguage, TextStyle } from './types';

/** The words of one language. */
export interface LanguageWords {
	lines: Record<LineType, string>;
	means: Record<Means, string>;
	/** Till receipts are what most bookings are about: they need no word. */
	documents: Record<DocumentType, string>;
	difference: string;
	/** Beside what was sold at a rate that is not known. */
	notKnown: string;
	/** Between whole and part of a rate. */
	decimalSign: '.' | ',';
	/** Between day, month and year, which comes last; '' for dates such as 2026-10-05. */
	dateSign: '' | '.' | '/';
}

const WORDS: Record<TextLanguage, LanguageWords> = {
	en: {
		lines: {
			sale: 'Sales',
			voucherSale: 'Vouchers sold',
			tip: 'Tips',
			deposit: 'Deposits',
			cashIn: 'Cash in',
			cashOut: 'Cash out',
			tillDifference: 'Till differences',
			other: 'Other',
			rounding: 'Rounding',
			unclear: 'Receipts that could not be read',
		},
		means: {
			cash: 'Cash',
			card: 'Card',
			voucher: 'Vouchers redeemed',
			mealVoucher: 'Meal vouchers',
			credit: 'On account',
			transfer: 'Bank transfer',
			online: 'Paid online',
			other: 'Other payments',
		},
		documents: { receipt: '', invoice: 'Invoices', creditNote: 'Credit notes' },
		difference: 'Difference between receipts and payments',
		notKnown: '(rate unknown)',
		decimalSign: '.',
		dateSign: '',
	},
	de: {
		lines: {
			sale: 'Erlöse',
			voucherSale: 'Gutscheine verkauft',
			tip: 'Trinkgeld',
			deposit: 'Pfand',
			cashIn: 'Bareinlage',
			cashOut: 'Barentnahme',
			tillDifference: 'Kassendifferenz',
			other: 'Sonstiges',
			rounding: 'Rundung',
			unclear: 'Nicht lesbare Belege',
		},
		means: {
			cash: 'Bar',
			card: 'Karte',
			voucher: 'Gutscheine eingelöst',
			mealVoucher: 'Essensgutscheine',
			credit: 'Auf Rechnung',
			transfer: 'Überweisung',
			online: 'Online bezahlt',
			other: 'Sonstige Zahlungen',
		},
		documents: { receipt: '', invoice: 'Rechnungen', creditNote: 'Gutschriften' },
		difference: 'Differenz zwischen Belegen und Zahlungen',
		notKnown: '(Satz unbekannt)',
		decimalSign: ',',
		dateSign: '.',
	},
	it: {
		lines: {
			sale: 'Vendite',
			voucherSale: 'Buoni venduti',
			tip: 'Mance',
			deposit: 'Cauzioni',
			cashIn: 'Versamento in cassa',
			cashOut: 'Prelievo di cassa',
			tillDifference: 'Differenza di cassa',
			other: 'Altro',
			rounding: 'Arrotondamento',
			unclear: 'Documenti illeggibili',
		},
		means: {
			cash: 'Contanti',
			card: 'Carta',
			voucher: 'Buoni utilizzati',
			mealVoucher: 'Buoni pasto',
			credit: 'A credito',
			transfer: 'Bonifico',
			online: 'Pagato online',
			other: 'Altri pagamenti',
		},
		documents: { receipt: '', invoice: 'Fatture', creditNote: 'Note di credito' },
		difference: 'Differenza tra documenti e pagamenti',
		notKnown: '(aliquota ignota)',
		decimalSign: ',',
		dateSign: '/',
	},
};

/** What a language calls things, and how it writes them. */
export function languageWords(language: TextLanguage): LanguageWords {
	return WORDS[language];
}

/** What a text is made of. */
export type TextFacts = Pick<
	Booking,
	| 'kind'
	| 'category'
	| 'documentType'
	| 'date'
	| 'taxRate'
	| 'means'
	| 'place'
	| 'firstNumber'
	| 'lastNumber'
	| 'count'
	| 'zNumbers'
>;

/** What a template may name, in braces. */
const PLACEHOLDERS = {
	category: ({ category }) => category,
	closing: ({ zNumbers }) => closingsText(zNumbers),
	count: ({ count }) => String(count),
	date: ({ date }, { dateSign }) => writtenDate(date, dateSign),
	document: ({ documentType }, words) => words.documents[documentType],
	firstNumber: ({ firstNumber }) => firstNumber,
	kind: kindWords,
	lastNumber: ({ lastNumber }) => lastNumber,
	month: ({ date }, { dateSign }) => writtenDate(date.slice(0, 7), dateSign),
	rate: rateWords,
	register: ({ place }) => nameOfPlace(place) ?? '',
} satisfies Record<string, (facts: TextFacts, words: LanguageWords) => string>;

/** Their names. */
export const TEXT_PLACEHOLDERS = Object.keys(PLACEHOLDERS);

/** What a template names in braces that isn't one of {@link TEXT_PLACEHOLDERS}. */
export function unknownPlaceholders(template: string): string[] {
	return namesInBraces(template).filter((name) => !TEXT_PLACEHOLDERS.includes(name));
}

/**
 * The numbers of closings as a text, those that follow each other by their ends: `411, 413 … 415`.
 * @param zNumbers in their order
 * @returns '' for none
 */
export function closingsText(zNumbers: readonly string[] = []): string {
	const runs: Array<{ first: string; last: string }> = [];
	for (const number of zNumbers) {
		const run = runs.at(-1);
		if (run && Number(number) === Number(run.last) + 1) run.last = number;
		else runs.push({ first: number, last: number });
	}
	return runs
		.flatMap(({ first, last }) => {
			if (first === last) return [first];
			return Number(last) === Number(first) + 1 ? [first, last] : [`${first} … ${last}`];
		})
		.join(', ');
}

/** What the closing is called that a booking stands for. */
export function closingText(zNumber: string): string {
	return `Z ${zNumber}`;
}

/**
 * A booking's text: what the user's template makes of it, else which documents, what, which part of it, of which
 * receipt or closing, and last where, which a program that takes short texts may cut.
 * @param number of the receipt or closing, where it stands for one
 */
export function bookingText(
	facts: TextFacts,
	{ language = 'en', template = '' }: TextStyle,
	number = '',
): string {
	const words = WORDS[language];
	const own = fillTemplate(template, (name) => valueOf(name, facts, words));
	if (own !== '') return own;
	const { document, register } = PLACEHOLDERS;
	const what = joined([kindWords(facts, words), rateWords(facts, words)], ' ');
	return joined([document(facts, words), what, facts.category, number, register(facts)], ', ');
}

/** What there is, with something between. */
function joined(parts: readonly string[], between: string): string {
	return parts.filter((part) => part !== '').join(between);
}

function valueOf(name: string, facts: TextFacts, words: LanguageWords): string {
	const known = Object.entries(PLACEHOLDERS).find(([placeholder]) => placeholder === name);
	return known === undefined ? `{${name}}` : known[1](facts, words);
}

/** A day as a language writes it: 2026-10-05, 05.10.2026 or 05/10/2026. */
export function writtenOut(language: TextLanguage, day: Day): string {
	return writtenDate(day, WORDS[language].dateSign);
}

/** 2026-10-05, 05.10.2026 or 05/10/2026; of a month without the day. */
function writtenDate(date: string, sign: LanguageWords['dateSign']): string {
	return sign === '' ? date : date.split('-').reverse().join(sign);
}

function kindWords({ kind, means }: TextFacts, words: LanguageWords): string {
	if (kind === 'payment') return words.means[means ?? 'other'];
	return kind === 'difference' ? words.difference : words.lines[kind];
}

/** Such as 4,9%; '' for what has no VAT. */
function rateWords({ kind, taxRate }: TextFacts, words: LanguageWords): string {
	if (kind === 'payment' || kind === 'difference' || kind === 'rounding') return '';
	if (taxRate === '0' && CASH_MOVEMENTS.some((movement) => movement === kind)) return '';
	return taxRate === null ? words.notKnown : `${taxRate.replace('.', words.decimalSign)}%`;
}

/**
 * A booking's text in no more than so many letters. The name of the register or shop gives way first, and then
 * ends with the ID, so that two that begin alike are still told apart; then what it is about (`category`), whose
 * account tells it apart; then what stands before the number of the receipt or closing and the register.
 */
export function shortText(
	booking: Pick<Booking, 'text' | 'place' | 'category' | 'firstNumber' | 'zNumbers'>,
	longest: number,
): string {
	const { text, place, category } = booking;
	if (text.length <= longest) return text;
	const name = place?.name ?? '';
	const id = place?.id ?? '';
	const at = name === '' ? -1 : text.lastIndexOf(name);
	const withName = (shown: string) => `${text.slice(0, at)}${shown}${text.slice(at + name.length)}`;
	const room = longest - (text.length - name.length) - ` ${id}`.length;
	if (at >= 0 && room > 0) return withName(`${name.slice(0, room).trimEnd()} ${id}`);
	const shorter = at < 0 ? text : withName(id);
	return withoutMiddle(shorter, { end: endOf(shorter, booking), category, longest });
}

/** The number and the register at the end of a text, as far as they are there. */
function endOf(
	text: string,
	{ place, firstNumber, zNumbers = [] }: Pick<Booking, 'place' | 'firstNumber' | 'zNumbers'>,
): string {
	const where = place?.id ?? '';
	const numbers = [firstNumber, ...zNumbers.map(closingText)].filter((number) => number !== '');
	const ends = [...numbers.map((number) => joined([number, where], ', ')), where];
	return ends.find((end) => end !== '' && text.endsWith(end)) ?? '';
}

/** A text whose end stays, and before it what is needed of the beginning. */
function withoutMiddle(
	text: string,
	{ end, category, longest }: { end: string; category: string; longest: number },
): string {
	const over = text.length - longest;
	if (over <= 0) return text;
	const at = category.length > over ? text.lastIndexOf(category) : -1;
	if (at >= 0) {
		const kept = category.slice(0, category.length - over - 1).trimEnd();
		return `${text.slice(0, at)}${kept}…${text.slice(at + category.length)}`;
	}
	if (end.length >= longest) return end.slice(-longest);
	if (end === '') return text.slice(0, longest);
	const begin = text.slice(0, text.length - end.length).slice(0, longest - end.length - 1);
	return `${begin.replace(/[\s,]+$/, '')} ${end}`;
}
