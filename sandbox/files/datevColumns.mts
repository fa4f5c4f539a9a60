/**
 * The columns of a DATEV posting batch, by their numbers.
 *
 * From DATEV's developer portal, "DATEV-Format", pages "Header" and "Buchungsstapel" (header version
 * 700, format version 13). What a column may hold is its expression there, without the quotes: those
 * belong to every text and to no number ("Technischer Aufbau").
 */

export interface Column {
	/** Its heading; where the portal's table and its sample file differ, either will do. */
	names: readonly [string, ...string[]];
	isText: boolean;
	/** What it may hold where it isn't empty. */
	holds: RegExp;
	isNeeded?: boolean;
}

const number = (name: string, holds: RegExp): Column => ({ names: [name], isText: false, holds });

const needed = (column: Column): Column => ({ ...column, isNeeded: true });

/** A text by its expression. */
const code = (names: string | Column['names'], holds: RegExp): Column => ({
	names: typeof names === 'string' ? [names] : names,
	isText: true,
	holds,
});

/** Any text of so many signs. */
const words = (names: string | Column['names'], most: number): Column =>
	code(names, new RegExp(`^.{0,${most}}$`, 'su'));

/** Letters, digits, the underscore, and what else is named. */
const letters = (name: string, most: number, others = ''): Column =>
	code(name, new RegExp(`^[\\p{L}\\d_${others}]{0,${most}}$`, 'u'));

/** What kind of information it is, and the information: each with a number of its own. */
const pairs = (name: string, count: number): Column[] =>
	Array.from({ length: count }, (_, index) => [
		words(`${name} - Art ${index + 1}`, 20),
		words(`${name} - Inhalt ${index + 1}`, 210),
	]).flat();

const AMOUNT = /^\d{1,10},\d{2}$/;
const ACCOUNT = /^\d{1,9}$/;
const FLAG = /^[01]$/;
const COUNTRY = /^[A-Z]{2}$/;
const CURRENCY = /^[A-Z]{3}$/;
/** Day, month and year, as in 31122026. */
const DAY = /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])20\d{2}$/;
/** Up to three digits, of which "0" is no value. */
const NOT_ZERO = /^(?!0+$)\d{1,3}$/;
/**
 * Of document numbers: letters without umlauts, digits and $ & % * + - /. The underscore is in the
 * portal's expression and not in its description: it passes.
 */
const documentNumber = (most: number) => new RegExp(`^[A-Za-z0-9_$&%*+\\-/]{0,${most}}$`);

const LIST: Column[] = [
	needed(number('Umsatz', AMOUNT)),
	needed(code('Soll/Haben-Kennzeichen', /^[SH]$/)),
	code('WKZ Umsatz', CURRENCY),
	number('Kurs', /^[1-9]\d{0,3},\d{2,6}$/),
	number('Basisumsatz', AMOUNT),
	code('WKZ Basisumsatz', CURRENCY),
	needed(number('Konto', ACCOUNT)),
	needed(number('Gegenkonto', ACCOUNT)),
	code('BU-Schlüssel', /^\d{4}$/),
	needed(number('Belegdatum', /^\d{4}$/)),
	code('Belegfeld 1', documentNumber(36)),
	code('Belegfeld 2', documentNumber(12)),
	number('Skonto', /^[1-9]\d{0,7},\d{2}$/),
	words('Buchungstext', 60),
	number('Postensperre', FLAG),
	letters('Diverse Adressnummer', 9),
	number('Geschäftspartnerbank', /^\d{3}$/),
	number('Sachverhalt', /^\d{2}$/),
	number('Zinssperre', FLAG),
	words('Beleglink', 210),
	...pairs('Beleginfo', 8),
	letters('KOST1', 36, ' '),
	letters('KOST2', 36, ' '),
	// Twelve digits before the comma by the expression, of which the portal's own example has nine.
	number('KOST-Menge', /^\d{1,12},\d{4}$/),
	words(['EU-Land u. UStID', 'EU-Mitgliedstaat u. UStID'], 15),
	number('EU-Steuersatz', /^\d{2},\d{2}$/),
	code('Abw. Versteuerungsart', /^[IKPS]$/),
	number('Sachverhalt L+L', NOT_ZERO),
	number('Funktionsergänzung L+L', NOT_ZERO),
	number('BU 49 Hauptfunktion', /^\d$/),
	number('BU 49 Hauptfunktionsnummer', /^\d{1,2}$/),
	number('BU 49 Funktionsergänzung', /^\d{1,3}$/),
	...pairs('Zusatzinformation', 20),
	number('Stück', /^\d{1,8}$/),
	number('Gewicht', /^\d{1,8},\d{2}$/),
	number('Zahlweise', /^\d{1,2}$/),
	letters('Forderungsart', 10),
	number('Veranlagungsjahr', /^20\d{2}$/),
	number('Zugeordnete Fälligkeit', DAY),
	number('Skontotyp', /^\d$/),
	words('Auftragsnummer', 30),
	code('Buchungstyp', /^[A-Z]{2}$/),
	number('USt-Schlüssel', /^\d{1,2}$/),
	code(['EU-Land', 'EU-Mitgliedstaat'], COUNTRY),
	number('Sachverhalt L+L', NOT_ZERO),
	number('EU-Steuersatz', /^\d{1,2},\d{2}$/),
	number('Erlöskonto', /^\d{4,8}$/),
	code('Herkunft-Kz', /^[A-Z]{2}$/),
	words(['Leerfeld', 'Buchungs GUID'], 36),
	number('KOST-Datum', DAY),
	words('SEPA-Mandatsreferenz', 35),
	number('Skontosperre', FLAG),
	words('Gesellschaftername', 76),
	number('Beteiligtennummer', /^\d{4}$/),
	words('Identifikationsnummer', 11),
	words('Zeichnernummer', 20),
	number('Postensperre bis', DAY),
	words('Bezeichnung', 30),
	number('Kennzeichen', /^\d{1,2}$/),
	// Empty, it is locked on import (there, "Festschreibung"), which nobody can undo.
	needed(number('Festschreibung', FLAG)),
	number('Leistungsdatum', DAY),
	number('Datum Zuord', DAY),
	number('Fälligkeit', DAY),
	code('Generalumkehr', /^[01G]$/),
	number('Steuersatz', /^\d{1,2},\d{2}$/),
	code('Land', COUNTRY),
	words(['Abrechnungsreferenz', 'Abrechnungsreferent'], 50),
	number('BVV-Position', /^[1-5]$/),
	words(['EU-Land u. UStID', 'EU-Mitgliedstaat u. UStID'], 15),
	number('EU-Steuersatz', /^\d{2},\d{2}$/),
	number('Abw. Skontokonto', ACCOUNT),
];

/** By DATEV's numbers, which begin with 1. */
export const COLUMNS: ReadonlyMap<number, Column> = new Map(
	LIST.map((column, index) => [index + 1, column]),
);

/** Columns that are filled both or not at all: a kind and its text, an amount and its currency, and so on. */
export const TOGETHER: ReadonlyArray<readonly [number, number]> = [
	[5, 6],
	[17, 105],
	...[...Array(8).keys()].map((index) => [21 + 2 * index, 22 + 2 * index] as const),
	...[...Array(20).keys()].map((index) => [48 + 2 * index, 49 + 2 * index] as const),
];

/** Columns that need another one: a project its kind of posting, a day of supply its tax period. */
export const NEEDS: ReadonlyArray<readonly [number, number]> = [
	[95, 96],
	[115, 116],
];
