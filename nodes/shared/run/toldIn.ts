/** In which zone an account tells times that name none: what answers have shown, and what is to be said of it. */
import { timesInProperty } from '../table/fields';
import type { Call, OutputSpec, TimesDoubt } from '../table/types';
import { Learnt } from './learnt';

/** The shop's zone, or UTC; `unknown` where it was looked at and nothing could be told. */
export type ToldIn = 'shop' | 'utc' | 'unknown';

const factOf = ({ input }: Call): string => `times beside ${input.timeZone}`;

/** What is known of the account; undefined where nobody has looked yet. */
export function knownToldIn(call: Call): ToldIn | undefined {
	return call.memory.of(Learnt).get(call, factOf(call)) as ToldIn | undefined;
}

/** Keeps for all executions of the process what answers have shown. */
export function keepToldIn(call: Call, toldIn: ToldIn): void {
	call.memory.of(Learnt).set(call, factOf(call), toldIn);
}

const OPTION = `"${timesInProperty.displayName}" under Options`;

/**
 * What is to be said where the panel says otherwise than what is known of the account.
 * @param records what the times are of, such as "receipts"
 */
export function doubtOf(call: Call, records: string): TimesDoubt | undefined {
	const { timeZone, timesIn } = call.input;
	const { name } = call.api;
	const known = knownToldIn(call);
	if (known === 'utc' && !timesIn) {
		return {
			zone: 'UTC',
			words: `${name} seems to tell the times of ${records} in UTC, and not as the shop's clock shows them: they are read one or two hours off, and what was sold in the first one or two hours after midnight stands on the day before. Run "Account > Check"; if it says the same, choose UTC for ${OPTION}.`,
		};
	}
	if (known === 'shop' && timesIn) {
		return {
			zone: timeZone,
			words: `${name} seems to tell the times of ${records} as the shop's clock shows them, but UTC is chosen for ${OPTION}: they are read one or two hours off. Take that option away, unless "Account > Check" says that they are told in UTC.`,
		};
	}
	return undefined;
}

/** Tells the user of records in another zone than the panel says. */
export async function tellDoubt(
	call: Call,
	doubtTimes: OutputSpec['doubtTimes'],
	records: readonly unknown[],
): Promise<void> {
	const doubt = await doubtTimes?.(call, records);
	if (doubt) call.hint(doubt.words);
}
