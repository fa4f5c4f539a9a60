/** What a summary keeps of what was handed on: bounded, and read back as it was. */
import {
	afterWhole,
	forNextRun,
	readHandedOn,
	writeHandedOn,
} from '../../../../../nodes/shared/books/handedOn/state';
import { Accounts } from '../../../../../nodes/shared/books/accounts';
import { earlierSummarySchema } from '../../../../../nodes/shared/books/types';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { buildBookings } from '../../../../support/clock/atOnce';
import { receipt } from '../receipts';

const period = { from: '2026-10-01', to: '2026-10-31' };
const DAYS = ['2026-10-05', '2026-10-06', '2026-10-07'];
const bookings = buildBookings(
	DAYS.map((day, index) =>
		receipt({ number: `11-${index}`, at: `${day}T10:00:00`, lines: [['sale', 1200, '4.9']] }),
	),
	{ groupBy: 'day' },
	new Accounts([]),
);
const run = {
	period,
	groupBy: 'day' as const,
	bookings,
	places: new Set(['11']),
	takesBackOf: () => undefined,
};

it('comes back through JSON as it was', () => {
	const state = atOnce(afterWhole(undefined, run));
	const table = atOnce(writeHandedOn(state));
	const summary = { from: '2026-10-01', to: '2026-10-31', asOf: '2026-11-01T00:00:00Z' };
	const text = atOnce(
		forNextRun({ ...summary, lastNumbers: [], cancelledInPlace: [] } as never, table),
	);
	const { handedOn, ...rest } = earlierSummarySchema.strict().parse(JSON.parse(text));
	expect(rest).toEqual({ ...summary, lastNumbers: [], cancelledInPlace: [] });
	expect(handedOn && atOnce(readHandedOn(handedOn))).toEqual(state);
	const { rows } = table;
	expect(JSON.stringify(rows).length / rows.length).toBeLessThan(250);
});

it('is of the last days where there are too many, each of them whole', () => {
	const state = atOnce(afterWhole(undefined, run));
	const table = atOnce(writeHandedOn(state, 5));
	expect(table.forgottenUntil).toBe('2026-10-05');
	expect(table.rows).toHaveLength(4);
	expect(atOnce(writeHandedOn(state, 1))).toMatchObject({ forgottenUntil: '2026-10-07', rows: [] });
	expect(atOnce(writeHandedOn(state, 6))).toMatchObject({ forgottenUntil: null });
});

it('counts on from what was corrected, and forgets what a newer reading has not', () => {
	const first = atOnce(afterWhole(undefined, run));
	const [id = ''] = first.records.keys();
	const corrected = { ...first, records: new Map(first.records) };
	corrected.records.set(id, { ...first.records.get(id)!, round: 4 });
	const next = atOnce(afterWhole(corrected, { ...run, bookings: bookings.slice(0, 2) }));
	expect([...next.records.values()].map(({ round }) => round)).toEqual([4, 1]);
	// Of a register that isn't read, all stays.
	const other = { ...run, bookings: bookings.slice(0, 2), places: new Set(['12']) };
	expect(atOnce(afterWhole(first, other)).records.size).toBe(6);
});

it('is nothing where any of it can not be read', () => {
	const table = atOnce(writeHandedOn(atOnce(afterWhole(undefined, run))));
	const [row = [], ...rows] = table.rows;
	expect(atOnce(readHandedOn({ ...table, rows: [row.slice(1), ...rows] }))).toBeUndefined();
	expect(atOnce(readHandedOn({ ...table, columns: table.columns.slice(1) }))).toBeUndefined();
});
