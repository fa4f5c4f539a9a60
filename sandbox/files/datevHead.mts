/**
 * The fields of the first row of a DATEV file, by their numbers.
 *
 * From DATEV's developer portal, "DATEV-Format", page "Header"; that each of them is looked at, and the
 * head's length, from the errors of DATEV's "accounting:extf-files" interface (3.0.1), which
 * refuses a file with "EXTF-header".
 */

export interface HeadField {
	name: string;
	/** In quotes, also where it is empty. */
	isText: boolean;
	holds: RegExp;
}

const text = (name: string, holds: RegExp): HeadField => ({ name, isText: true, holds });
const number = (name: string, holds: RegExp): HeadField => ({ name, isText: false, holds });
const NOTHING = /^$/;
/** Year, month and day, as in 20261231. */
const DAY = /^20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
/** To the millisecond. */
const MOMENT = /^20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d\d{3}$/;

const LIST: HeadField[] = [
	// DTVF is for DATEV's own programs.
	text('Kennzeichen', /^EXTF$/),
	number('Versionsnummer', /^700$/),
	number('Formatkategorie', /^21$/),
	text('Formatname', /^Buchungsstapel$/),
	number('Formatversion', /^13$/),
	number('Erzeugt am', MOMENT),
	number('Importiert', NOTHING),
	text('Herkunft', /^\w{0,2}$/),
	text('Exportiert von', /^\w{0,25}$/),
	text('Importiert von', /^\w{0,25}$/),
	number('Beraternummer', /^(?!0|1000$)\d{4,7}$/),
	number('Mandantennummer', /^[1-9]\d{0,4}$/),
	number('WJ-Beginn', DAY),
	number('Sachkontenlänge', /^[4-8]$/),
	number('Datum von', DAY),
	number('Datum bis', DAY),
	text('Bezeichnung', /^[\p{L}\d_.\-/ ]{0,30}$/u),
	text('Diktatkürzel', /^([A-Z]{2}){0,2}$/),
	number('Buchungstyp', /^[12]$/),
	number('Rechnungslegungszweck', /^(0|30|40|50|64)?$/),
	number('Festschreibung', /^[01]$/),
	text('WKZ', /^[A-Z]{3}$/),
	number('Reserviert', NOTHING),
	text('Derivatskennzeichen', NOTHING),
	number('Reserviert', NOTHING),
	number('Reserviert', NOTHING),
	text('Sachkontenrahmen', /^(\d{2}){0,2}$/),
	number('ID der Branchenlösung', /^\d{0,4}$/),
	number('Reserviert', NOTHING),
	text('Reserviert', NOTHING),
	text('Anwendungsinformation', /^.{0,16}$/su),
];

/** By DATEV's numbers, which begin with 1. */
export const HEAD: ReadonlyMap<number, HeadField> = new Map(
	LIST.map((field, index) => [index + 1, field]),
);
