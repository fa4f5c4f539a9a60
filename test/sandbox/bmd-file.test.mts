/** The sandbox's checker of files for BMD: a file written by hand from public guides passes, a broken one doesn't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BMD_RULES, checkBmd } from '../../sandbox/files/bmd.mts';
import type { BmdOptions, BmdRule } from '../../sandbox/files/bmd.mts';

const HEADINGS =
	'satzart;konto;gkonto;belegnr;belegdatum;buchsymbol;buchcode;prozent;steuercode;betrag;steuer;text;kost;filiale';

type Row = Record<string, string>;

/** A day's closing of one register, number 118: sold at 20 %, and paid in cash. */
const sold: Row = {
	satzart: '0',
	konto: '2790',
	gkonto: '4020',
	belegnr: '118',
	belegdatum: '05.10.2026',
	buchsymbol: 'KA',
	buchcode: '1',
	prozent: '20',
	steuercode: '1',
	betrag: '120,00',
	steuer: '-20,00',
	text: 'Schänke: Erlöse 20 %',
	kost: '100',
	filiale: '1',
};
const untaxed = { prozent: '', steuercode: '', steuer: '' };
const paid: Row = { ...sold, ...untaxed, konto: '2700', gkonto: '2790', text: 'Schänke: bar' };

const fileOf = (rows: Row[], headings = HEADINGS) => {
	const lines = rows.map((row) => headings.split(';').map((name) => row[name] ?? ''));
	const text = [headings, ...lines.map((cells) => cells.join(';'))].join('\r\n');
	return Buffer.from(`${text}\r\n`, 'latin1');
};

/** With one row of which some cells are others. */
const booked = (cells: Row) => fileOf([{ ...sold, ...cells }]);

const text = (bytes: Buffer) => bytes.toString('latin1');

test('a day as the guides describe it has no findings', () => {
	assert.deepEqual(checkBmd(fileOf([sold, paid]), { clearing: '2790' }), []);
});

test('what is taken back, no tax at 0 %, input tax and other days are well', () => {
	const returned = { betrag: '-120,00', steuer: '20,00' };
	const reduced = { prozent: '4,9', betrag: '104,90', steuer: '-4,90' };
	const atNothing = { prozent: '0', steuercode: '5', steuer: '0,00' };
	const bought = { konto: '7600', gkonto: '2700', steuercode: '2', steuer: '20,00' };
	const voucher = { ...untaxed, gkonto: '3250', belegnr: '2026-00529-GRAZ' };
	for (const cells of [returned, reduced, atNothing, bought, voucher]) {
		assert.deepEqual(checkBmd(booked(cells)), []);
	}
	assert.deepEqual(checkBmd(booked({ belegdatum: '20261005' })), []);
});

test('what is credited may come first, gross or net', () => {
	const credited = { konto: '4020', gkonto: '2790', buchcode: '2', betrag: '-120,00' };
	assert.deepEqual(checkBmd(booked(credited)), []);
	assert.deepEqual(checkBmd(booked({ ...credited, steuer: '-24,00' })), []);
	const rows = [{ ...sold, ...credited }, paid];
	assert.deepEqual(checkBmd(fileOf(rows), { clearing: '2790' }), []);
});

test('what is taken back may have the code 2 instead of a sign', () => {
	const back = { buchcode: '2', steuer: '20,00' };
	const rows = [
		{ ...sold, ...back },
		{ ...paid, buchcode: '2' },
	];
	assert.deepEqual(checkBmd(fileOf(rows), { clearing: '2790' }), []);
	const mixed = [sold, { ...paid, buchcode: '2' }];
	const [finding] = checkBmd(fileOf(mixed), { clearing: '2790' });
	assert.deepEqual([finding?.rule, finding?.value], ['clearing-open', '999: 24000 cents']);
});

test('a sum of many receipts may differ by their cents, and headings may be capital', () => {
	assert.deepEqual(checkBmd(booked({ betrag: '12000,00', steuer: '-2000,27' })), []);
	const capital = text(fileOf([sold])).replace(HEADINGS, HEADINGS.toUpperCase());
	assert.deepEqual(checkBmd(Buffer.from(capital, 'latin1')), []);
	const mwst = text(fileOf([sold])).replace('prozent', 'mwst');
	assert.deepEqual(checkBmd(Buffer.from(mwst, 'latin1')), []);
});

test('a file without bookings passes only where it may be empty', () => {
	assert.deepEqual(checkBmd(fileOf([]), { mayBeEmpty: true }), []);
	assert.deepEqual(checkBmd(fileOf([])), [{ row: 0, field: '', rule: 'no-postings', value: '' }]);
});

type Case = [rule: BmdRule, field: string, bytes: Buffer, options?: BmdOptions];

const replaced = (from: string, to: string) =>
	Buffer.from(text(fileOf([sold])).replaceAll(from, to), 'latin1');

const BROKEN: Case[] = [
	['encoding', '', Buffer.from(text(fileOf([sold])), 'utf8')],
	['line-end', '', replaced('\r\n', '\n')],
	['quotes', 'text', booked({ text: '"Schänke"' })],
	['quotes', '12', booked({ text: 'Schänke "Zum Löwen"' })],
	['control-character', '12', booked({ text: 'a\ttab' })],
	['heading-unknown', '14', replaced('filiale', 'register')],
	['heading-twice', '14', replaced('filiale', 'kost')],
	['heading-missing', 'satzart', fileOf([sold], HEADINGS.replace('satzart;', ''))],
	['heading-missing', 'buchsymbol', fileOf([sold], HEADINGS.replace(';buchsymbol', ''))],
	['columns', '', booked({ text: 'Bier; Wein' })],
	['no-postings', '', fileOf([])],
	['needed', 'konto', booked({ konto: '' })],
	['needed', 'belegnr', booked({ belegnr: '' })],
	['needed', 'belegdatum', booked({ belegdatum: '' })],
	['needed', 'betrag', booked({ betrag: '' })],
	['form', 'satzart', booked({ satzart: '1' })],
	['form', 'konto', booked({ konto: 'Kassa' })],
	['form', 'konto', booked({ konto: '0000' })],
	['form', 'gkonto', booked({ gkonto: '12345678901' })],
	['form', 'belegnr', booked({ belegnr: '1'.repeat(21) })],
	['form', 'belegnr', booked({ belegnr: ' 118' })],
	['form', 'belegdatum', booked({ belegdatum: '2026-10-05' })],
	['form', 'belegdatum', booked({ belegdatum: '5.10.2026' })],
	['form', 'buchsymbol', booked({ buchsymbol: 'Kassa' })],
	['form', 'buchsymbol', booked({ buchsymbol: 'K-' })],
	['form', 'buchcode', booked({ buchcode: 'S' })],
	['form', 'prozent', booked({ prozent: '20%' })],
	['form', 'prozent', booked({ prozent: '4.9' })],
	['form', 'steuercode', booked({ steuercode: 'USt' })],
	['form', 'betrag', booked({ betrag: '120.00' })],
	['form', 'betrag', booked({ betrag: '1.200,00' })],
	['form', 'betrag', booked({ betrag: '-0,00' })],
	['form', 'steuer', booked({ steuer: '-20' })],
	['form', 'text', booked({ text: 'x'.repeat(256) })],
	['same-account', 'gkonto', booked({ gkonto: '2790' })],
	['day', 'belegdatum', booked({ belegdatum: '31.09.2026' })],
	['day', 'belegdatum', booked({ belegdatum: '20260229' })],
	['day-forms', 'belegdatum', fileOf([sold, { ...paid, belegdatum: '20261005' }])],
	['tax-columns', 'steuercode', booked({ steuercode: '' })],
	['tax-columns', 'prozent', booked({ ...untaxed, steuercode: '1' })],
	['tax-columns', 'prozent', booked({ ...untaxed, steuer: '0,00' })],
	['tax-sign', 'steuer', booked({ steuer: '20,00' })],
	['tax-sign', 'steuer', booked({ betrag: '-120,00', steuer: '-20,00' })],
	['tax-sign', 'steuer', booked({ buchcode: '2', betrag: '-120,00', steuer: '20,00' })],
	['tax-sign', 'steuer', booked({ buchcode: '2', steuer: '-20,00' })],
	['tax-sign', 'steuer', booked({ steuercode: '2' })],
	['tax-amount', 'steuer', booked({ steuer: '-24,00' })],
	['tax-amount', 'steuer', booked({ prozent: '10' })],
	['clearing-open', 'belegnr', fileOf([sold]), { clearing: '2790' }],
	['clearing-open', 'belegnr', fileOf([sold, { ...paid, belegnr: '119' }]), { clearing: '2790' }],
];

for (const [rule, field, bytes, options] of BROKEN) {
	test(`${rule} is found${field && ` in ${field}`}`, () => {
		const found = checkBmd(bytes, options);
		assert.ok(
			found.some((finding) => finding.rule === rule && finding.field === field),
			JSON.stringify(found.slice(0, 5)),
		);
	});
}

test('each rule has a file that breaks it', () => {
	const broken = new Set(BROKEN.map(([rule]) => rule));
	assert.deepEqual(
		BMD_RULES.filter((rule) => !broken.has(rule)),
		[],
	);
});
