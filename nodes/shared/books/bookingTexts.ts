/** The text of a booking, in the language of whoever books it. Pure functions. */
import type { DocumentType, LineType, Means } from './receipt';
import { nameOfPlace } from './facts';
import type { Booking, TextLanguage, TextStyle } from './types';

/** The words of one language. */
interface Words {
	lines: Record<LineType, string>;
	means: Record<Means, string>;
	/** Till receipts are what most bookings are about: they need no word. */
	documents: Record<DocumentType, string>;
	difference: string;
	/** Beside what was sold at a rate that is not known. */
	notKnown: string;
	/** Between whole and part of a rate. */
	decimalSign: '.' | ',';
}

const WORDS: Record<TextLanguage, Words> = {
	en: {
		lines: {
			sale: 'Sales',
			voucherSale: 'Vouchers sold',
			tip: 'Tips',
			deposit: 'Deposits',
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
	},
	de: {
		lines: {
			sale: 'Erlöse',
			voucherSale: 'Gutscheine verkauft',
			tip: 'Trinkgeld',
			deposit: 'Pfand',
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
	},
	it: {
		lines: {
			sale: 'Vendite',
			voucherSale: 'Buoni venduti',
			tip: 'Mance',
			deposit: 'Cauzioni',
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
	},
};

/** What a text is made of. */
export type TextFacts = Pick<Booking, 'kind' | 'documentType' | 'taxRate' | 'means' | 'place'>;

/**
 * A booking's text: which documents, what, of which receipt, and last where, which a program that takes
 * short texts may cut.
 * @param number of the receipt, where it stands for one
 */
export function bookingText(facts: TextFacts, { language = 'en' }: TextStyle, number = ''): string {
	const words = WORDS[language];
	const what = [kindWords(facts, words), rateWords(facts, words)].filter((part) => part !== '');
	return [
		words.documents[facts.documentType],
		what.join(' '),
		number,
		nameOfPlace(facts.place) ?? '',
	]
		.filter((part) => part !== '')
		.join(', ');
}

function kindWords({ kind, means }: TextFacts, words: Words): string {
	if (kind === 'payment') return words.means[means ?? 'other'];
	return kind === 'difference' ? words.difference : words.lines[kind];
}

/** Such as 4,9%; '' for what has no VAT. */
function rateWords({ kind, taxRate }: TextFacts, words: Words): string {
	if (kind === 'payment' || kind === 'difference' || kind === 'rounding') return '';
	return taxRate === null ? words.notKnown : `${taxRate.replace('.', words.decimalSign)}%`;
}

/**
 * A booking's text in no more than so many letters. The name of the register or shop gives way, and then
 * ends with the ID, so that two that begin alike are still told apart; only then the end is cut off.
 */
export function shortText(
	{ text, place }: Pick<Booking, 'text' | 'place'>,
	longest: number,
): string {
	const name = place?.name ?? '';
	const at = name === '' ? -1 : text.lastIndexOf(name);
	if (text.length <= longest || at < 0) return text.slice(0, longest);
	const end = ` ${place?.id ?? ''}`;
	const room = longest - (text.length - name.length) - end.length;
	const short = room > 0 ? `${name.slice(0, room).trimEnd()}${end}` : end.trimStart();
	return `${text.slice(0, at)}${short}${text.slice(at + name.length)}`.slice(0, longest);
}
