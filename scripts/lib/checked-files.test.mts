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
