import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrongFilesOf } from './checked-files.mts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const BROKEN = { data: base64('no booking batch\r\n'), fileName: 'EXTF_Kassa.csv' };
const items = [{ binary: { books: BROKEN } }];

test('a file for DATEV that DATEV would refuse is told, with its node and its name', () => {
	const nodes = [{ name: 'Books', parameters: { fileFormat: 'datev' } }];
	const told = wrongFilesOf(nodes, () => items);
	assert.match(told, /^Books made EXTF_Kassa\.csv \(datev\):\nrow 1, head-columns, "1"/);
	assert.match(told, /\nand \d+ more$/);
});

test('files of other outputs, and nodes without files, are let alone', () => {
	const nodes = [
		{ name: 'Table', parameters: { fileFormat: 'csv' } },
		{ name: 'By expression', parameters: { fileFormat: '={{ $json.format }}' } },
		{ name: 'Start' },
	];
	assert.equal(
		wrongFilesOf(nodes, () => items),
		'',
	);
	const datev = [{ name: 'Books', parameters: { fileFormat: 'datev' } }];
	assert.equal(
		wrongFilesOf(datev, () => [{}]),
		'',
	);
});

test('the account for clearing is that of the table of accounts', () => {
	const headings =
		'satzart;konto;gkonto;belegnr;belegdatum;buchsymbol;buchcode;prozent;steuercode;betrag;steuer;text';
	const data = base64(`${headings}\r\n0;2700;2790;118;05.10.2026;KA;1;;;120,00;;bar\r\n`);
	const toldWith = (account: unknown) => {
		const accounts = {
			entry: [
				{ use: 'cash', account: '2700' },
				{ use: 'clearing', account },
			],
		};
		const parameters = { fileFormat: 'bmd', accounts };
		return wrongFilesOf([{ name: 'Books', parameters }], () => [{ binary: { books: { data } } }]);
	};
	assert.match(toldWith('2790'), /row 0, belegnr, clearing-open, "999: -12000 cents"/);
	assert.deepEqual([toldWith('1360'), toldWith(undefined)], ['', '']);
});

test('a file that n8n keeps elsewhere is read from there', () => {
	const nodes = [{ name: 'Books', parameters: { fileFormat: 'datev' } }];
	const asked: unknown[] = [];
	const told = wrongFilesOf(
		nodes,
		() => [{ binary: { books: { ...BROKEN, data: 'filesystem-v2', id: 'filesystem-v2:1' } } }],
		({ id }) => {
			asked.push(id);
			return Buffer.from('nothing');
		},
	);
	assert.deepEqual(asked, ['filesystem-v2:1']);
	assert.match(told, /line-end/);
});

test('a body that its program would refuse is told, and an item that failed is none', () => {
	const nodes = [{ name: 'Journals', parameters: { fileFormat: 'xero' } }];
	const given = [{ json: { Narration: 'x' } }, { json: { error: 'No receipts.' } }];
	const told = wrongFilesOf(nodes, () => given);
	assert.match(told, /^Journals made item 0 \(xero\):\n/);
	assert.doesNotMatch(told, /item 1/);
});

test('of a file of takings, what is due, what is not paid yet and what is not taxed make the total', () => {
	const nodes = [{ name: 'Takings', parameters: { fileFormat: 'corrispettivi' } }];
	const headings = [
		'data',
		'negozio',
		'chiusure',
		'totale corrispettivi',
		'corrispettivi 22%',
		'imponibile 22%',
		'imposta 22%',
		'non riscosso 22%',
		'corrispettivi N4',
		'non riscosso a credito',
		'totale fatture',
	];
	const toldOf = (...row: string[]) => {
		const data = base64(`\ufeff${headings.join(';')}\r\n${row.join(';')}\r\n`);
		return wrongFilesOf(nodes, () => [{ binary: { books: { data } } }]);
	};
	const whole = ['2026-10-05', 'Centro', '411', '137,00', '122,00', '100,00', '22,00'];
	assert.equal(toldOf(...whole, '10,00', '5,00', '10,00', '50,00'), '');
	assert.match(toldOf(...whole, '9,00', '5,00', '9,00', '50,00'), /totale corrispettivi, total/);
});
