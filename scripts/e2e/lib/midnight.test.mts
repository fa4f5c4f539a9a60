// The run begins at once, or after a midnight that would come in the middle of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateTime } from 'luxon';
import { exampleDays } from '../../lib/sample-receipts.mts';
import { clearOfMidnight } from './midnight.mts';

const at = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Vienna' });
const begins = (text: string) =>
	clearOfMidnight(at(text).setZone('America/New_York'))
		.setZone('Europe/Vienna')
		.toFormat('yyyy-MM-dd HH:mm:ss');

test('it begins at once where midnight is far away, and after it otherwise', () => {
	assert.equal(begins('2026-11-22T00:00:01'), '2026-11-22 00:00:01');
	assert.equal(begins('2026-11-22T23:47:59'), '2026-11-22 23:47:59');
	assert.equal(begins('2026-11-22T23:48:00'), '2026-11-23 00:00:05');
	assert.equal(begins('2026-11-30T23:59:59'), '2026-12-01 00:00:05');
	// The days of both changes of the clock have a midnight like all others.
	assert.equal(begins('2026-03-29T23:55:00'), '2026-03-30 00:00:05');
	assert.equal(begins('2026-10-25T23:55:00'), '2026-10-26 00:00:05');
});

test('the days of its receipts are those of its beginning', () => {
	const { kassandro, cassaNova } = exampleDays(clearOfMidnight(at('2026-11-30T23:59:59')));
	assert.deepEqual(kassandro, { from: '2026-11-30', to: '2026-11-30' });
	assert.deepEqual(cassaNova, { from: '2026-11-01', to: '2026-11-30' });
});
