/** The sandbox's checker of registers of takings: files written by hand from the law and guides pass, broken ones don't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCorrispettivi, CORRISPETTIVI_RULES } from '../../sandbox/files/corrispettivi.mts';
import type {
	CorrispettiviOptions,
	CorrispettiviRule,
} from '../../sandbox/files/corrispettivi.mts';

const HEADINGS = [
	'Data',
	'Punto vendita',
	'N. documenti',
	'Lordo 22%',
	'Imponibile 22%',
	'IVA 22%',
	'Corrispettivi 10 %',
	'Imponibile 10 %',
	'Imposta 10 %',
	'Esente art. 10',
	'Non riscosso',
	'Totale corrispettivi',
	'Note',
];

const MONDAY =
	'05/10/2026;Città;87;122,00;100,00;22,00;31,00;28,18;2,82;87,00;12,50;240,00;"Z 411; ""sera"""';
const TUESDAY = '06/10/2026;Città;2;-12,20;-10,00;-2,20;;;;;0,00;-12,20;';
const HARBOUR = '05/10/2026;Porto;1;0,00;0,00;0,00;11,00;10,00;1,00;0,00;0,00;11,00;';

const marked = (text: string) => Buffer.from(`\ufeff${text}`, 'utf8');

const fileOf = (days = [MONDAY, HARBOUR, TUESDAY], headings = HEADINGS) =>
	marked([headings.join(';'), ...days, ''].join('\r\n'));

/** With one day of which a cell is another. */
const dayWith = (heading: string, cell: string) => {
	const cells = TUESDAY.split(';');
	cells[HEADINGS.indexOf(heading)] = cell;
	return fileOf([MONDAY, cells.join(';')]);
};

const replaced = (from: string, to: string) =>
	Buffer.from(fileOf().toString('utf8').replaceAll(from, to), 'utf8');

const withColumn = (heading: string, cell: string) =>
	fileOf([`${TUESDAY};${cell}`], [...HEADINGS, heading]);

test('a register with the usual headings has no findings', () => {
	assert.deepEqual(checkCorrispettivi(fileOf()), []);
	// As older programs write it, and without the last end of a line.
	const old = Buffer.from(fileOf().toString('utf8').slice(1).trimEnd(), 'latin1');
	assert.deepEqual(checkCorrispettivi(old), []);
});

test('signs, days and amounts may be of another way, as long as it is one', () => {
	const other = [
		'giorno,negozio,lordo_22,imponibile_22,imposta_22,esente',
		'2026-10-05,1,122.00,100.00,22.00,0.00',
		'2026-10-06,1,-0.01,-0.01,0.00,1234.56',
		'',
	].join('\n');
	assert.deepEqual(checkCorrispettivi(Buffer.from(other)), []);
	const italian = 'Data,"22%","Esente"\r\n05/10/2026,"122,00","1,00"\r\n';
	assert.deepEqual(checkCorrispettivi(Buffer.from(italian)), []);
});

test('columns may be described, and rates be given', () => {
	const described = [
		'day;store;std_gross;std_vat;red_gross;red_vat;memo',
		'2026-10-05;1;107,70;7,70;0,00;0,00;x',
	].join('\r\n');
	const columns: CorrispettiviOptions['columns'] = {
		day: 'day',
		store: 'shop',
		std_gross: { part: 'gross', rate: '7.7' },
		std_vat: { part: 'tax', rate: '7.7' },
		red_gross: { part: 'gross', rate: '2.5' },
		red_vat: { part: 'tax', rate: '2.5' },
		memo: 'other',
	};
	const rates = ['7.7', '2.5'];
	assert.deepEqual(checkCorrispettivi(Buffer.from(described), { columns, rates }), []);
});

test('a last row may have the sums of the columns', () => {
	const sums = 'Totale;;;109,80;90,00;19,80;42,00;38,18;3,82;87,00;12,50;238,80;';
	assert.deepEqual(checkCorrispettivi(fileOf([MONDAY, HARBOUR, TUESDAY, sums])), []);
});

test('how far taxes may be off depends on how many documents there are', () => {
	const off = (documents: string) =>
		checkCorrispettivi(
			fileOf([`05/10/2026;Città;${documents};1220,00;1000,04;219,96;;;;;;1220,00;`]),
		);
	assert.deepEqual(off('8'), []);
	assert.deepEqual(off(''), []);
	assert.deepEqual(off('6'), [{ row: 2, field: 'IVA 22%', rule: 'tax-amount', value: '4 cents' }]);
});

test('a register without days passes only where it may be empty', () => {
	assert.deepEqual(checkCorrispettivi(fileOf([]), { mayBeEmpty: true }), []);
	assert.deepEqual(checkCorrispettivi(fileOf([])), [
		{ row: 0, field: '', rule: 'no-days', value: '' },
	]);
});

type Case = [rule: CorrispettiviRule, field: string, bytes: Buffer, options?: CorrispettiviOptions];

const BROKEN: Case[] = [
	['encoding', '', fileOf().subarray(3)],
	['encoding', '', Buffer.from(fileOf().toString('utf8'), 'utf16le')],
	['encoding', '', Buffer.concat([marked('Data;22%\r\n05/10/2026;1,00\r\n'), Buffer.from([0xe0])])],
	['line-end', '', replaced(';\r\n06', ';\n06')],
	['quotes', '13', replaced('"Z 411; ""sera"""', 'Z 411 "sera"')],
	['quotes', '13', replaced('""sera"""', '""sera""')],
	['control-character', '13', replaced('Z 411; ', 'Z 411\n')],
	['heading-unknown', '13', replaced(';Note', ';Varie')],
	['heading-twice', '14', withColumn('IVA 22 %', '-2,20')],
	['heading-twice', '14', withColumn('Giorno', '06/10/2026')],
	['heading-missing', 'day', replaced('Data;', 'Negozio;')],
	['heading-missing', 'amount', marked('Data;Negozio\r\n05/10/2026;1\r\n')],
	['rate', '21', replaced('22%', '21%')],
	['rate-columns', '5', withColumn('IVA 5%', '0,00')],
	['rate-columns', '5', withColumn('Imponibile 5%', '0,00')],
	['columns', '', fileOf([`${MONDAY};`])],
	['columns', '', fileOf([MONDAY, ''])],
	['no-days', '', fileOf([])],
	['needed', 'Data', dayWith('Data', '')],
	['needed', 'Punto vendita', dayWith('Punto vendita', '')],
	['form', 'Data', dayWith('Data', '6/10/26')],
	['form', 'Lordo 22%', dayWith('Lordo 22%', '1.220,00')],
	['form', 'Lordo 22%', dayWith('Lordo 22%', '12,2')],
	['form', 'Lordo 22%', dayWith('Lordo 22%', '€ 12,20')],
	['form', 'Lordo 22%', dayWith('Lordo 22%', '-0,00')],
	['form', 'N. documenti', dayWith('N. documenti', '2,0')],
	['notation', 'Non riscosso', dayWith('Non riscosso', '0.00')],
	['notation', 'Non riscosso', dayWith('Non riscosso', '0')],
	['day', 'Data', dayWith('Data', '31/09/2026')],
	['day-forms', 'Data', dayWith('Data', '2026-10-06')],
	['order', 'Data', fileOf([TUESDAY, MONDAY])],
	['twice', 'Data', fileOf([TUESDAY, TUESDAY])],
	['sum', 'Lordo 22%', dayWith('Imponibile 22%', '-10,01')],
	['tax-amount', 'IVA 22%', fileOf(['06/10/2026;Città;2;122,00;102,00;20,00;;;;;;122,00;'])],
	['tax-amount', 'IVA 22%', fileOf(['06/10/2026;Città;;122,00;110,00;12,00;;;;;;122,00;'])],
	['tax-amount', 'IVA 0%', marked('Data;0%;IVA 0%\r\n05/10/2026;5,00;0,01\r\n')],
	['total', 'Totale corrispettivi', dayWith('Totale corrispettivi', '-12,21')],
	['total', 'Totale IVA', withColumn('Totale IVA', '-2,21')],
	['total', 'Totale imponibile', withColumn('Totale imponibile', '-12,20')],
	['unpaid', 'Non riscosso', dayWith('Non riscosso', '12,21')],
	[
		'column-total',
		'IVA 22%',
		fileOf([TUESDAY, TUESDAY.replace('06/10/2026', 'Totale').replace('-2,20', '-2,21')]),
	],
];

for (const [index, [rule, field, bytes, options]] of BROKEN.entries()) {
	test(`${index + 1}: ${rule} is found${field && ` in ${field}`}`, () => {
		const found = checkCorrispettivi(bytes, options);
		assert.ok(
			found.some((finding) => finding.rule === rule && finding.field === field),
			JSON.stringify(found.slice(0, 5)),
		);
	});
}

test('each rule has a file that breaks it', () => {
	const broken = new Set(BROKEN.map(([rule]) => rule));
	assert.deepEqual(
		CORRISPETTIVI_RULES.filter((rule) => !broken.has(rule)),
		[],
	);
});
