/** The parameters that steer a trigger's reading, checked. */
import { addDays, startOfDay, today } from '../values/dates';
import type { EpochMs } from '../values/units';
import { check } from '../run/input';
import { localDay, numeric, oneOf } from '../table/schemas';
import type { PollCalls } from './call';
import { lookBackProperty, mostProperty, startProperties } from './fields';

const [startFrom, startDate, startDays] = startProperties.map(({ displayName }) => displayName);

/** Clocks of till, server and n8n differ by less than this. */
const CLOCKS_DIFFER_MS = 15 * 60_000;

/** How a trigger for dated records reads. */
export interface Settings {
	/** The first moment whose records are wanted. */
	startAt: EpochMs;
	lookBackDays: number;
	most: number;
}

/**
 * Reads "Start From", the look-back and the most items per poll.
 * @param since the moment that "now" means
 * @throws InputError for what can't be used
 */
export function readSettings({ read, option, timeZone }: PollCalls, since: EpochMs): Settings {
	const whole = { integer: true, min: 1 };
	const days = read(lookBackProperty.name) ?? lookBackProperty.default;
	const most = option(mostProperty.name) ?? mostProperty.default;
	return {
		startAt: readStart({ read, timeZone }, since),
		lookBackDays: check(lookBackProperty.displayName, numeric({ ...whole, max: 30 }), days),
		most: check(mostProperty.displayName, numeric({ ...whole, max: 10_000 }), most),
	};
}

function readStart(
	{ read, timeZone }: Pick<PollCalls, 'read' | 'timeZone'>,
	since: EpochMs,
): EpochMs {
	const choice = read('startFrom') ?? 'now';
	check(startFrom ?? '', oneOf(['date', 'lastDays', 'now']), choice);
	if (choice === 'now') return since;
	const moment = (day: string) => Date.parse(startOfDay(day, timeZone));
	if (choice === 'date') {
		const day = check(startDate ?? '', localDay({ timeZone }), read('startDate'));
		return Math.min(since, moment(day));
	}
	const days = check(
		startDays ?? '',
		numeric({ integer: true, min: 1, max: 366 }),
		read('startDays') ?? 7,
	);
	return moment(addDays(today(since, timeZone), -days));
}

/**
 * The moment from which on records are news at a trigger's first poll. Where what the activation's own
 * poll noted is gone, or it failed, what a server whose clock is behind has stamped since then must not
 * be taken for older.
 * @param context `since` as it was given to {@link readSettings}, and when the poll began
 */
export function newsSince(
	{ startAt }: Pick<Settings, 'startAt'>,
	{ since, startedAt }: { since: EpochMs; startedAt: EpochMs },
): EpochMs {
	const isOwn = startedAt <= startAt;
	return startAt === since && !isOwn ? startAt - CLOCKS_DIFFER_MS : startAt;
}
