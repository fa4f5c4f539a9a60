/** When n8n polls in the simulated year: stretches of quick polls, of slow ones, and breaks. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Days after the year, in which all that was late arrives. */
const AFTER = 9;

export interface PlannedPoll {
	/** Milliseconds since 1970. */
	at: number;
	/** True for the first one after a break, in which n8n was off. */
	isStart: boolean;
	/** True in a stretch with a poll every few minutes. */
	isQuick: boolean;
	/** True where the panel names each register, so that each is a list of its own. */
	registers: boolean;
}

/**
 * Polls of a year and of the days after it. More than half of the time they come once an hour; most of
 * the rest is breaks of up to ten days, longer than the look-back.
 * @param registers whether some stretches watch each register by itself; otherwise slow polls come
 * every one to three hours, which spares requests where pages are small
 */
export function schedule(
	random: () => number,
	{ begin, days, registers }: { begin: number; days: number; registers: boolean },
): PlannedPoll[] {
	const polls: PlannedPoll[] = [];
	const end = begin + (days + AFTER) * DAY;
	let at = begin;
	let isStart = false;
	const stretch = (everyMs: number, lastsMs: number, byRegister: boolean) => {
		const to = Math.min(end, at + lastsMs);
		for (; at < to; at += everyMs) {
			polls.push({ at, isStart, isQuick: everyMs < HOUR, registers: byRegister });
			isStart = false;
		}
	};
	while (at < end) {
		const byRegister = registers && random() < 0.05;
		const slow = HOUR * (registers ? 1 : Math.ceil(3 * random()));
		stretch(slow, DAY * (byRegister ? 1 : 2 + 3 * random()), byRegister);
		stretch(MINUTE * Math.ceil(10 * random()), HOUR * (4 + 4 * random()), false);
		if (at < begin + (days - 1) * DAY && random() < 0.5) {
			at += DAY * (1 + 9 * random());
			isStart = true;
		}
	}
	return polls;
}
