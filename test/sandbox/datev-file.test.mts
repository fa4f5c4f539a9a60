/** The sandbox's checker of DATEV files: a file written by hand from DATEV's pages passes, a broken one doesn't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDatev, DATEV_RULES } from '../../sandbox/files/datev.mts';
import type { DatevOptions, DatevRule } from '../../sandbox/files/datev.mts';
import { COLUMNS } from '../../sandbox/files/datevColumns.mts';
import { HEAD } from '../../sandbox/files/datevHead.mts';

/** Cells by DATEV's numbers, quotes included. */
type Cells = Record<number, string>;

const rowOf = (count: number, cells: Cells) =>
	Array.from({ length: count }, (_, index) => cells[index + 1] ?? '').join(';');

const NOTHING: Cells = Object.fromEntries(
	[...COLUMNS].map(([column, { isText }]) => [column, isText ? '""' : '']),
);

/** October 2026 of a fiscal year that is the calendar year, ledger accounts of four digits. */
const head: Cells = {
	1: '"EXTF"',
	2: '700',
	3: '21',
	4: '"Buchungsstapel"',
	5: '13',
	6: '20261104093000123',
	8: '"RE"',
	9: '""',
	10: '""',
	11: '29098',
	12: '55003',
	13: '20260101',
	14: '4',
	15: '20261001',
	16: '20261031',
	17: '"Kassa 10/2026"',
	18: '""',
	19: '1',
	20: '0',
	21: '0',
	22: '"EUR"',
	24: '""',
	27: '"03"',
	30: '""',
	31: '""',
};

const sale: Cells = {
	1: '1190,00',
	2: '"S"',
	3: '"EUR"',
	7: '1360',
	8: '8400',
	10: '0510',
	11: '"2026-11/4711"',
	14: '"Tageslosung ""Schänke""; 19 %"',
	114: '0',
};

const refund: Cells = {
	...sale,
	1: '0,01',
	2: '"H"',
	8: '10000',
	9: '"0003"',
	10: '3110',
	12: '""',
};

interface Parts {
	head: Cells;
	headings: Cells;
	postings: Cells[];
	columns: number;
}

const headings: Cells = Object.fromEntries(
	[...COLUMNS].map(([column, { names }]) => [column, names[0]]),
);

const PARTS: Parts = { head, headings, postings: [sale, refund], columns: 125 };

const rowsOf = ({ columns, ...parts }: Parts) => [
	rowOf(31, parts.head),
	rowOf(columns, parts.headings),
	...parts.postings.map((posting) => rowOf(columns, { ...NOTHING, ...posting })),
];

const bytesOf = (rows: string[]) => Buffer.from(`${rows.join('\r\n')}\r\n`, 'latin1');

const fileOf = (changes: Partial<Parts> = {}) => bytesOf(rowsOf({ ...PARTS, ...changes }));

/** With a head of which some fields are others. */
const headed = (cells: Cells, postings = PARTS.postings) =>
	fileOf({ head: { ...head, ...cells }, postings });

/** With one posting of which some cells are others. */
const posted = (cells: Cells) => fileOf({ postings: [{ ...sale, ...cells }] });

const text = (bytes: Buffer) => bytes.toString('latin1');

test('the lists have as many columns as the format', () => {
	assert.equal(COLUMNS.size, 125);
	assert.equal(HEAD.size, 31);
	const places = {
		KOST1: 37,
		'EU-Steuersatz': 41,
		Stück: 88,
		Skontotyp: 94,
		Festschreibung: 114,
		Land: 120,
	};
	for (const [name, column] of Object.entries(places)) {
		assert.equal(COLUMNS.get(column)?.names[0], name);
	}
});

test('a file as the pages describe it has no findings', () => {
	const fileName = 'EXTF_Kassa_2026-10.csv';
	assert.deepEqual(checkDatev(fileOf(), { fileName }), []);
});

test('what is optional may be there, and a fiscal year may begin in July', () => {
	const full: Cells = {
		...sale,
		5: '1190,00',
		6: '"EUR"',
		9: '"0101"',
		20: '"BEDI ""f9a0475d-d0df-4a4a-8d9b-1f6d3c1a0e11"""',
		21: '"Register"',
		22: '"Schank"',
		37: '"KOST 100"',
		38: `"${'K'.repeat(36)}"`,
		39: '12,5000',
		48: '"Filiale"',
		49: '"Wien"',
		95: '"P-1"',
		96: '"SO"',
		115: '05102026',
		116: '05102026',
		118: '"0"',
		125: '8736',
	};
	assert.deepEqual(checkDatev(posted(full)), []);
	const split = headed({ 13: '20250701', 15: '20260101', 16: '20260228', 21: '1' }, [
		{ ...sale, 10: '2802', 114: '1' },
	]);
	assert.deepEqual(checkDatev(split), []);
});

test('a file without postings passes only where it may be empty', () => {
	const empty = fileOf({ postings: [] });
	assert.deepEqual(checkDatev(empty, { mayBeEmpty: true }), []);
	assert.deepEqual(checkDatev(empty), [{ row: 0, field: '', rule: 'no-postings', value: '' }]);
});

test('headings as the table and as the sample file have them are the same', () => {
	const others = {
		...headings,
		1: 'Umsatz (ohne Soll/Haben-Kz)',
		5: 'Basis-Umsatz',
		21: 'Beleginfo -Art 1',
	};
	assert.deepEqual(checkDatev(fileOf({ headings: others })), []);
});

type Case = [rule: DatevRule, field: string, bytes: Buffer, options?: DatevOptions];

const withoutEnd = (bytes: Buffer) => bytes.subarray(0, -2);

const BROKEN: Case[] = [
	['encoding', '', Buffer.from(text(fileOf()), 'utf8')],
	['encoding', '', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), fileOf()])],
	['encoding', '', posted({ 14: '"\u009d"' })],
	['line-end', '', withoutEnd(fileOf())],
	['line-end', '', Buffer.from(text(fileOf()).replaceAll('\r\n', '\n'), 'latin1')],
	['quotes', '14', posted({ 14: '"one" and another' })],
	['quotes', '14', posted({ 14: 'five 5" nails' })],
	['quotes', '14', posted({ 14: '"never closed' })],
	['control-character', '14', posted({ 14: '"two\r\nlines"' })],
	['control-character', '14', posted({ 14: '"a\ttab"' })],
	['file-name', '', fileOf(), { fileName: 'Kassa.csv' }],
	['file-name', '', fileOf(), { fileName: `EXTF_${'x'.repeat(52)}.csv` }],
	['file-size', '', Buffer.alloc(50 * 1024 * 1024 + 1)],
	['row-count', '', Buffer.from('\r\n'.repeat(100_002))],
	['no-postings', '', fileOf({ postings: [] })],
	['head-columns', '', bytesOf([`${rowOf(31, head)};`, ...rowsOf(PARTS).slice(1)])],
	['head-length', '', headed({ 31: `"${'x'.repeat(1000)}"` })],
	['head-form', '1 Kennzeichen', headed({ 1: '"DTVF"' })],
	['head-form', '2 Versionsnummer', headed({ 2: '510' })],
	['head-form', '3 Formatkategorie', headed({ 3: '16' })],
	['head-form', '4 Formatname', headed({ 4: '"Buchungen"' })],
	['head-form', '5 Formatversion', headed({ 5: '9' })],
	['head-form', '6 Erzeugt am', headed({ 6: '20261104' })],
	['head-form', '11 Beraternummer', headed({ 11: '1000' })],
	['head-form', '12 Mandantennummer', headed({ 12: '100000' })],
	['head-form', '14 Sachkontenlänge', headed({ 14: '9' })],
	['head-form', '17 Bezeichnung', headed({ 17: `"${'x'.repeat(31)}"` })],
	['head-form', '17 Bezeichnung', headed({ 17: '"1. + 2. Oktober"' })],
	['head-form', '18 Diktatkürzel', headed({ 18: '"wd"' })],
	['head-form', '21 Festschreibung', headed({ 21: '' })],
	['head-form', '22 WKZ', headed({ 22: '"€"' })],
	['head-form', '23 Reserviert', headed({ 23: '1' })],
	['text-without-quotes', '8 Herkunft', headed({ 8: 'RE' })],
	['text-without-quotes', '10 Importiert von', headed({ 10: '' })],
	['number-in-quotes', '11 Beraternummer', headed({ 11: '"29098"' })],
	['head-period', '15 Datum von', headed({ 15: '20261101' })],
	['head-period', '16 Datum bis', headed({ 16: '20260931', 15: '20260901' })],
	['head-fiscal-year', '13 WJ-Beginn', headed({ 13: '20261101' })],
	['head-fiscal-year', '13 WJ-Beginn', headed({ 13: '20251001' })],
	[
		'head-calendar-year',
		'16 Datum bis',
		headed({ 13: '20250701', 15: '20251215', 16: '20260115' }, [{ ...sale, 10: '0101' }]),
	],
	['headings', '7 Konto', fileOf({ headings: { ...headings, 7: 'Gegenkonto', 8: 'Konto' } })],
	['headings', '', bytesOf([rowOf(31, head), rowOf(124, headings), ...rowsOf(PARTS).slice(2)])],
	['columns', '', bytesOf([...rowsOf(PARTS).slice(0, 2), rowOf(124, { ...NOTHING, ...sale })])],
	['needed', '1 Umsatz', posted({ 1: '' })],
	['needed', '2 Soll/Haben-Kennzeichen', posted({ 2: '""' })],
	['needed', '7 Konto', posted({ 7: '' })],
	['needed', '8 Gegenkonto', posted({ 8: '' })],
	['needed', '10 Belegdatum', posted({ 10: '' })],
	['needed', '114 Festschreibung', posted({ 114: '' })],
	['text-without-quotes', '11 Belegfeld 1', posted({ 11: '4711' })],
	['text-without-quotes', '12 Belegfeld 2', posted({ 12: '' })],
	['number-in-quotes', '7 Konto', posted({ 7: '"1360"' })],
	['number-in-quotes', '4 Kurs', posted({ 4: '""' })],
	['form', '1 Umsatz', posted({ 1: '-1190,00' })],
	['form', '1 Umsatz', posted({ 1: '1190.00' })],
	['form', '1 Umsatz', posted({ 1: '1.190,00' })],
	['form', '1 Umsatz', posted({ 1: '1190,0' })],
	['form', '1 Umsatz', posted({ 1: '12345678901,00' })],
	['form', '2 Soll/Haben-Kennzeichen', posted({ 2: '"s"' })],
	['form', '3 WKZ Umsatz', posted({ 3: '"Euro"' })],
	['form', '7 Konto', posted({ 7: 'Kassa' })],
	['form', '7 Konto', posted({ 7: '1234567890' })],
	['form', '9 BU-Schlüssel', posted({ 9: '"9"' })],
	['form', '10 Belegdatum', posted({ 10: '510' })],
	['form', '10 Belegdatum', posted({ 10: '05102026' })],
	['form', '11 Belegfeld 1', posted({ 11: '"2026 11"' })],
	['form', '11 Belegfeld 1', posted({ 11: '"11.4711"' })],
	['form', '11 Belegfeld 1', posted({ 11: '"Ä1"' })],
	['form', '11 Belegfeld 1', posted({ 11: `"${'1'.repeat(37)}"` })],
	['form', '12 Belegfeld 2', posted({ 12: `"${'1'.repeat(13)}"` })],
	['form', '14 Buchungstext', posted({ 14: `"${'x'.repeat(61)}"` })],
	['form', '37 KOST1', posted({ 37: '"Wien-Mitte"' })],
	['form', '38 KOST2', posted({ 38: `"${'K'.repeat(37)}"` })],
	['form', '114 Festschreibung', posted({ 114: '2' })],
	['form', '115 Leistungsdatum', posted({ 115: '20261005', 116: '05102026' })],
	['amount-zero', '1 Umsatz', posted({ 1: '0,00' })],
	['account-length', '7 Konto', posted({ 7: '136' })],
	['account-length', '8 Gegenkonto', posted({ 8: '840000' })],
	['account-length', '8 Gegenkonto', posted({ 8: '08400' })],
	['account-zero', '8 Gegenkonto', posted({ 8: '0000' })],
	['day', '10 Belegdatum', posted({ 10: '3102' })],
	['day', '10 Belegdatum', posted({ 10: '0113' })],
	['day-outside-period', '10 Belegdatum', posted({ 10: '0111' })],
	['locking', '114 Festschreibung', posted({ 114: '1' })],
	['together', '6 WKZ Basisumsatz', posted({ 5: '1,00' })],
	['together', '21 Beleginfo - Art 1', posted({ 22: '"Schank"' })],
	['together', '49 Zusatzinformation - Inhalt 1', posted({ 48: '"Filiale"' })],
	['together', '96 Buchungstyp', posted({ 95: '"P-1"' })],
	['together', '116 Datum Zuord', posted({ 115: '05102026' })],
	['foreign-currency', '4 Kurs', posted({ 3: '"CHF"' })],
];

for (const [rule, field, bytes, options] of BROKEN) {
	test(`${rule} is found${field && ` in ${field}`}`, () => {
		const found = checkDatev(bytes, options);
		assert.ok(
			found.some((finding) => finding.rule === rule && finding.field === field),
			JSON.stringify(found.slice(0, 5)),
		);
	});
}

test('each rule has a file that breaks it', () => {
	const broken = new Set(BROKEN.map(([rule]) => rule));
	assert.deepEqual(
		DATEV_RULES.filter((rule) => !broken.has(rule)),
		[],
	);
});

test('a finding names row and column and shows the shape of a value, not the value', () => {
	const found = checkDatev(fileOf({ postings: [sale, { ...sale, 11: '"Frau Müller, 12"' }] }));
	const value = 'Aaaa Aaaaaa, 99';
	assert.deepEqual(found, [{ row: 4, field: '11 Belegfeld 1', rule: 'form', value }]);
});
