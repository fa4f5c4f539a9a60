// Weighs what a summary keeps of the bookings that were handed on (`forNextRun`), and times how long it
// takes to write and to read. `node scripts/bench/handed-on.mts` prints a line for each number of bookings.

import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { DateTime } from 'luxon';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot } from '../lib/paths.mts';

type Steps<T> = Generator<undefined, T>;
type Json = Record<string, unknown>;

registerSourceHook();
const require = createRequire(import.meta.url);
const load = (file: string) => require(inRoot('nodes', 'shared', file)) as unknown;
const { atOnce } = load('values/inTurns.ts') as { atOnce: <T>(steps: Steps<T>) => T };
const { forNextRun, readHandedOn, writeHandedOn } = load('books/handedOn/state.ts') as {
	forNextRun: (summary: object, table: object) => Steps<string>;
	readHandedOn: (table: object) => Steps<{ records: Map<string, unknown> } | undefined>;
	writeHandedOn: (state: object) => Steps<object>;
};

/** What one register books in a day. */
const DAY = [
	{
		kind: 'sale',
		taxRate: '20',
		detail: 'sale:20',
		debit: '2790',
		credit: '4020',
		words: 'Sales 20%',
	},
	{
		kind: 'sale',
		taxRate: '10',
		detail: 'sale:10',
		debit: '2790',
		credit: '4010',
		words: 'Sales 10%',
	},
	{
		kind: 'payment',
		taxRate: null,
		detail: 'payment:cash',
		debit: '2700',
		credit: '2790',
		words: 'Cash',
	},
	{
		kind: 'payment',
		taxRate: null,
		detail: 'payment:card',
		debit: '2710',
		credit: '2790',
		words: 'Card',
	},
];

/** Bookings of one register, the last ones of yesterday. */
function recordsOf(count: number): Map<string, Json> {
	const first = DateTime.fromISO('2026-11-29').minus({ days: Math.ceil(count / DAY.length) });
	const records = Array.from({ length: count }, (_, index): [string, Json] => {
		const place = Math.floor(index / DAY.length);
		const date = first.plus({ days: place }).toISODate();
		const { detail, words, ...own } = DAY[index % DAY.length] ?? DAY[0]!;
		const grossCents = 10_000 + ((index * 7919) % 250_000);
		const id = `kassandro:11:${date}:receipt:${detail}`;
		const record = {
			...{ id, kind: own.kind, documentType: 'receipt', date },
			text: `${words}, Kasse 1 (Gastraum), ${place * 120 + 1} to ${place * 120 + 120}`,
			...{ debit: own.debit, credit: own.credit, grossCents },
			taxCents: own.taxRate === null ? null : Math.round(grossCents / 6),
			...{ taxCode: own.taxRate === null ? '' : '1', costCenter: '', costCenter2: '' },
			...{ category: '', means: own.kind === 'payment' ? detail.split(':')[1] : null },
			...{
				firstNumber: `11-${place * 120 + 1}`,
				lastNumber: `11-${place * 120 + 120}`,
				count: 120,
			},
			...{ taxRate: own.taxRate, placeId: '11', placeName: 'Kasse 1 (Gastraum)' },
			...{ zNumbers: null, round: 1, takesBackOf: null },
		};
		return [id, record];
	});
	return new Map(records);
}

function timed<T>(work: () => T): { result: T; ms: number } {
	const begun = performance.now();
	return { result: work(), ms: Math.round(performance.now() - begun) };
}

const summary = {
	...{ from: '2026-11-01', to: '2026-11-29', asOf: '2026-11-30T08:00:00.000+01:00' },
	...{ lastNumbers: [], cancelledInPlace: [] },
};

for (const count of [120, 1_500, 20_000]) {
	const state = {
		groupBy: 'day',
		from: '2000-01-01',
		forgottenUntil: null,
		records: recordsOf(count),
	};
	const written = timed(() => atOnce(forNextRun(summary, atOnce(writeHandedOn(state)))));
	const read = timed(() => {
		const { handedOn } = JSON.parse(written.result) as { handedOn: object };
		return atOnce(readHandedOn(handedOn));
	});
	if (read.result?.records.size !== count) throw new Error('what was written reads back otherwise');
	const { length } = Buffer.from(written.result);
	const told = {
		bookings: count,
		kilobytes: Math.round(length / 1000),
		bytesEach: Math.round(length / count),
		gzipped: Math.round(gzipSync(written.result).length / 1000),
		writeMs: written.ms,
		readMs: read.ms,
	};
	process.stdout.write(`${JSON.stringify(told)}\n`);
}
