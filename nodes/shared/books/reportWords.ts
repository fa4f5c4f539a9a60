/** The words of the report in each language. */
import type { TextLanguage } from './types';

/** Sentences about some of the documents: how many, and the first of them by name. */
type OfSome = (count: number, names: string) => string;

/** What a report is made of in one language; amounts and days come in as that language writes them. */
export interface ReportWords {
	/** What the report is about, before its days. */
	heading: string;
	/** Two days, both included. */
	span: (first: string, last: string) => string;
	inOrder: string;
	pending: (count: number) => string;
	readWord: string;
	documents: string;
	bookings: string;
	/**
	 * Where nothing has to be looked at.
	 * @param late documents that came late and are booked here all the same
	 */
	allIsWell: (late: number) => string;
	/** The same where nothing was found at all. */
	nothingSold: string;
	/** Above what isn't right. */
	lookFirst: string;
	total: string;
	grossWord: string;
	netWord: string;
	taxWord: string;
	/** The part of the total that only moved cash. */
	movedWord: string;
	ratesHeading: string;
	/** Sold without a rate that is known, or rounded. */
	unratedWord: string;
	meansHeading: string;
	placesHeading: string;
	unplacedWord: string;
	/** The rest of a list. */
	more: (count: number) => string;
	missing: OfSome;
	shared: OfSome;
	unreadable: (count: number, names: string, stated: string) => string;
	unbalanced: OfSome;
	otherPayments: (names: string) => string;
	/** What counts as vouchers, and what as sales, by a guess. */
	guessedVouchers: (names: string) => string;
	guessedSales: (names: string) => string;
	/** @param days those that aren't booked here; '' where all of them are */
	late: (count: number, names: string, days: string) => string;
	byHand: OfSome;
}

const choose = (count: number, one: string, many: string): string =>
	`${count} ${count === 1 ? one : many}`;

/** By language. */
export const REPORT_WORDS: Record<TextLanguage, ReportWords> = {
	en: {
		heading: 'Bookings',
		span: (first, last) => `${first} to ${last}`,
		inOrder: 'in order',
		pending: (count) => choose(count, 'thing to look at', 'things to look at'),
		readWord: 'As of',
		documents: 'Documents',
		bookings: 'Bookings',
		allIsWell: (late) =>
			late === 0
				? 'All is in order: between the known numbers none is missing, every document could be read and balances, and none came late.'
				: `All is in order: between the known numbers none is missing, and every document could be read and balances. ${choose(late, 'document came late and is', 'documents came late and are')} in these bookings.`,
		nothingSold: 'Nothing was sold on these days, and nothing is to be looked at.',
		lookFirst: 'To look at before the books are handed on:',
		total: 'Total',
		grossWord: 'gross',
		netWord: 'net',
		taxWord: 'VAT',
		movedWord: 'Of this, cash that only came in or went out, with nothing sold',
		ratesHeading: 'By VAT rate',
		unratedWord: 'Without a VAT rate',
		meansHeading: 'By means of payment',
		placesHeading: 'By shop or register',
		unplacedWord: 'Shop not known',
		more: (count) => ` and ${count} more`,
		missing: (count, names) =>
			`${choose(count, 'number is', 'numbers are')} missing: ${names}. Look at the till what became of ${count === 1 ? 'it' : 'them'}, and read these days again.`,
		shared: (count, names) =>
			`${choose(count, 'number stands', 'numbers stand')} on several documents of one day: ${names}. Each of them counts: look whether one was recorded twice.`,
		unreadable: (count, names, stated) =>
			`${choose(count, 'document', 'documents')} could not be read: ${names}. What ${count === 1 ? 'it states' : 'they state'}, ${stated}, stands on the account for what must be clarified: look at the till what was sold, and correct the booking.`,
		unbalanced: (count, names) =>
			`${choose(count, "document doesn't", "documents don't")} balance: ${names}. What was sold, what was paid, the VAT rates or the stated total disagree: compare with the till.`,
		otherPayments: (names) =>
			`Booked as other payments, because nothing says what it is: ${names}. Say it in the node, under "Map Payment Methods", and read these days again.`,
		guessedVouchers: (names) =>
			`Booked as vouchers, because nothing says what it is: ${names}. Say it in the node, under "Map Payment Methods", and read these days again.`,
		guessedSales: (names) =>
			`Booked as sales without VAT, because nothing says what it is: ${names}. Vouchers, tips, deposits and cash for the till look like that: say it in the node, under "Map What Is Sold" (also where it is a sale), and read these days again.`,
		late: (count, names, days) =>
			`${choose(count, 'document', 'documents')} came after ${count === 1 ? 'its day was' : 'their days were'} over: ${names}. ${days === '' ? 'If those days were handed on before, replace their bookings by these.' : `Of days that aren't booked here: ${days}. Read those days again.`}`,
		byHand: (count, names) =>
			`${choose(count, 'document', 'documents')} of the earlier books ${count === 1 ? 'was' : 'were'} canceled since and can't be read any more: ${names}. Take ${count === 1 ? 'it' : 'them'} back by hand.`,
	},
	de: {
		heading: 'Buchungen',
		span: (first, last) => `${first} bis ${last}`,
		inOrder: 'in Ordnung',
		pending: (count) => choose(count, 'Punkt zu klären', 'Punkte zu klären'),
		readWord: 'Stand',
		documents: 'Belege',
		bookings: 'Buchungen',
		allIsWell: (late) =>
			late === 0
				? 'Alles in Ordnung: Zwischen den bekannten Nummern fehlt keine, jeder Beleg ist lesbar und geht auf, keiner kam verspätet.'
				: `Alles in Ordnung: Zwischen den bekannten Nummern fehlt keine, jeder Beleg ist lesbar und geht auf. ${choose(late, 'Beleg kam verspätet und ist', 'Belege kamen verspätet und sind')} in diesen Buchungen.`,
		nothingSold: 'An diesen Tagen wurde nichts verkauft, und nichts ist zu klären.',
		lookFirst: 'Vor der Weitergabe zu klären:',
		total: 'Summe',
		grossWord: 'brutto',
		netWord: 'netto',
		taxWord: 'Steuer',
		movedWord: 'Davon nur bewegtes Bargeld, ohne Verkauf',
		ratesHeading: 'Nach Steuersatz',
		unratedWord: 'Ohne Steuersatz',
		meansHeading: 'Nach Zahlungsart',
		placesHeading: 'Nach Geschäft oder Kasse',
		unplacedWord: 'Geschäft unbekannt',
		more: (count) => ` und ${count} weitere`,
		missing: (count, names) =>
			`${choose(count, 'Nummer fehlt', 'Nummern fehlen')}: ${names}. Sehen Sie an der Kasse nach, was daraus geworden ist, und lesen Sie diese Tage noch einmal.`,
		shared: (count, names) =>
			`${choose(count, 'Nummer steht', 'Nummern stehen')} auf mehreren Belegen eines Tages: ${names}. Jeder davon zählt: Prüfen Sie, ob einer doppelt erfasst ist.`,
		unreadable: (count, names, stated) =>
			`${choose(count, 'Beleg konnte', 'Belege konnten')} nicht gelesen werden: ${names}. Der angegebene Betrag, ${stated}, steht auf dem Konto für Ungeklärtes: Sehen Sie an der Kasse nach, was verkauft wurde, und berichtigen Sie die Buchung.`,
		unbalanced: (count, names) =>
			`${choose(count, 'Beleg geht', 'Belege gehen')} nicht auf: ${names}. Verkauftes, Zahlungen, Steuersätze oder angegebene Summe passen nicht zusammen: Vergleichen Sie mit der Kasse.`,
		otherPayments: (names) =>
			`Als sonstige Zahlung gebucht, weil nirgends steht, was es ist: ${names}. Geben Sie es im Node unter "Map Payment Methods" an und lesen Sie diese Tage noch einmal.`,
		guessedVouchers: (names) =>
			`Als Gutschein gebucht, weil nirgends steht, was es ist: ${names}. Geben Sie es im Node unter "Map Payment Methods" an und lesen Sie diese Tage noch einmal.`,
		guessedSales: (names) =>
			`Als Erlös ohne Steuer gebucht, weil nirgends steht, was es ist: ${names}. So sehen Gutscheine, Trinkgeld, Pfand und Geld für die Kasse aus: Geben Sie es im Node unter "Map What Is Sold" an, auch wenn es ein Erlös ist, und lesen Sie diese Tage noch einmal.`,
		late: (count, names, days) =>
			`${choose(count, 'Beleg kam', 'Belege kamen')}, als der Tag schon vorbei war: ${names}. ${days === '' ? 'Wurden diese Tage schon weitergegeben, ersetzen Sie deren Buchungen durch diese.' : `Hier nicht gebuchte Tage: ${days}. Lesen Sie diese Tage noch einmal.`}`,
		byHand: (count, names) =>
			`${choose(count, 'Beleg', 'Belege')} der früheren Buchungen ${count === 1 ? 'wurde' : 'wurden'} seither storniert und ${count === 1 ? 'ist' : 'sind'} nicht mehr lesbar: ${names}. Stornieren Sie die Buchung von Hand.`,
	},
	it: {
		heading: 'Registrazioni',
		span: (first, last) => `dal ${first} al ${last}`,
		inOrder: 'tutto in ordine',
		pending: (count) => choose(count, 'punto da verificare', 'punti da verificare'),
		readWord: 'Situazione al',
		documents: 'Documenti',
		bookings: 'Registrazioni',
		allIsWell: (late) =>
			late === 0
				? 'Tutto in ordine: tra i numeri noti non ne manca nessuno, ogni documento è leggibile e quadra, nessuno è arrivato in ritardo.'
				: `Tutto in ordine: tra i numeri noti non ne manca nessuno, ogni documento è leggibile e quadra. ${choose(late, 'documento arrivato in ritardo è', 'documenti arrivati in ritardo sono')} in queste registrazioni.`,
		nothingSold: 'In questi giorni non è stato venduto nulla: niente da verificare.',
		lookFirst: 'Da verificare prima della consegna:',
		total: 'Totale',
		grossWord: 'lordo',
		netWord: 'imponibile',
		taxWord: 'IVA',
		movedWord: 'Di cui solo movimenti di contante, senza vendita',
		ratesHeading: 'Per aliquota IVA',
		unratedWord: 'Senza aliquota',
		meansHeading: 'Per tipo di pagamento',
		placesHeading: 'Per negozio o cassa',
		unplacedWord: 'Negozio ignoto',
		more: (count) => ` e altri ${count}`,
		missing: (count, names) =>
			`${count === 1 ? 'Manca 1 numero' : `Mancano ${count} numeri`}: ${names}. Verificare in cassa che cosa è successo e leggere di nuovo questi giorni.`,
		shared: (count, names) =>
			`${choose(count, 'numero compare', 'numeri compaiono')} su più documenti dello stesso giorno: ${names}. Ognuno conta: verificare se uno è stato registrato due volte.`,
		unreadable: (count, names, stated) =>
			`${choose(count, 'documento illeggibile', 'documenti illeggibili')}: ${names}. L'importo indicato, ${stated}, è sul conto delle partite da chiarire: verificare in cassa che cosa è stato venduto e correggere la registrazione.`,
		unbalanced: (count, names) =>
			`${choose(count, 'documento non quadra', 'documenti non quadrano')}: ${names}. Venduto, pagamenti, aliquote o totale indicato non coincidono: confrontare con la cassa.`,
		otherPayments: (names) =>
			`Registrato come altri pagamenti, perché niente dice che cosa sia: ${names}. Indicarlo nel nodo, in "Map Payment Methods", e leggere di nuovo questi giorni.`,
		guessedVouchers: (names) =>
			`Registrato come buoni, perché niente dice che cosa sia: ${names}. Indicarlo nel nodo, in "Map Payment Methods", e leggere di nuovo questi giorni.`,
		guessedSales: (names) =>
			`Registrato come vendite senza IVA, perché niente dice che cosa sia: ${names}. Buoni, mance, cauzioni e denaro per la cassa si presentano così: indicarlo nel nodo, in "Map What Is Sold", anche se è una vendita, e leggere di nuovo questi giorni.`,
		late: (count, names, days) =>
			`${choose(count, 'documento arrivato', 'documenti arrivati')} a giornata finita: ${names}. ${days === '' ? 'Se questi giorni sono già stati consegnati, sostituirne le registrazioni con queste.' : `Di giorni non registrati qui: ${days}. Leggere di nuovo quei giorni.`}`,
		byHand: (count, names) =>
			`${choose(count, 'documento già consegnato è stato annullato e non è più leggibile', 'documenti già consegnati sono stati annullati e non sono più leggibili')}: ${names}. Stornare la registrazione a mano.`,
	},
};
