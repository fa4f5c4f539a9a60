// Fills a running sandbox with receipts of the days that the example workflows ask for.

import { DateTime } from 'luxon';
import { freshFetch } from './fetch.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';
import { attachSample } from './sample-attachment.mts';
import { createToken } from './till-token.mts';

/** Days as the control interface takes them, both ends included. */
export interface Days {
	from: string;
	to: string;
}

/** What the examples read: yesterday and last month in Vienna, last month in Rome. */
export function exampleDays(now: DateTime = DateTime.now()): {
	kassandro: Days;
	kassandroMonth: Days;
	cassaNova: Days;
} {
	const yesterday = dayOf(now.setZone('Europe/Vienna').minus({ days: 1 }));
	const lastMonth = (zone: string): Days => {
		const month = now.setZone(zone).minus({ months: 1 });
		return {
			from: dayOf(month.startOf('month')),
			to: dayOf(month.endOf('month')),
		};
	};
	return {
		kassandro: { from: yesterday, to: yesterday },
		kassandroMonth: lastMonth('Europe/Vienna'),
		cassaNova: lastMonth('Europe/Rome'),
	};
}

/** The receipt of the second Kassandro merchant that has a file. */
export const attachedTo = '21-1';

/**
 * Makes receipts for the examples' days in both systems, and the cash-register token of the second
 * Kassandro merchant, as its owner would: the nodes don't log in to a till by themselves.
 */
export async function fillSandbox(ready: SandboxReady): Promise<void> {
	const days = exampleDays();
	const { name = '' } = ready.kassandro.merchants[1] ?? {};
	await createToken(ready.kassandro, 'till', 1);
	await generate(ready, { vendor: 'kassandro', merchant: name, count: 60, ...days.kassandro });
	await attachSample(ready);
	// One after the other, as time goes by: a till numbers its receipts in the order in which they come.
	for (const { perDay, ...part } of partsOf(days)) {
		await generate(ready, { vendor: 'kassandro', count: perDay * lengthOf(part), ...part });
	}
	await generate(ready, { vendor: 'cassaNova', count: 1500, ...days.cassaNova });
	const today = DateTime.now().setZone('Europe/Rome');
	const month = { from: dayOf(today.startOf('month')), to: dayOf(today) };
	await generate(ready, { vendor: 'cassaNova', count: 30 * today.day, ...month, untilNow: true });
}

const dayOf = (day: DateTime): string => day.toFormat('yyyy-MM-dd');

/** Days of a part, both ends counted; none where it ends before it begins. */
const lengthOf = ({ from, to }: Days): number =>
	Math.max(0, DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days + 1);

/** Last month and this one until now, with a busy day yesterday. */
function partsOf({
	kassandro: yesterday,
	kassandroMonth: { from },
}: ReturnType<typeof exampleDays>): Array<Days & { perDay: number; untilNow?: boolean }> {
	const busy = DateTime.fromISO(yesterday.from);
	const today = dayOf(busy.plus({ days: 1 }));
	return [
		{ from, to: dayOf(busy.minus({ days: 1 })), perDay: 20 },
		{ ...yesterday, perDay: 240 },
		{ from: today, to: today, perDay: 60, untilNow: true },
	];
}

async function generate(ready: SandboxReady, body: object): Promise<void> {
	const response = await freshFetch(`${ready.control}/generate`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`The sandbox made no receipts: ${await response.text()}`);
}

/** The generator's own totals, in integer cents. */
export interface KnownTotals {
	count: number;
	grossCents: number;
	netCents: number;
	taxCents: number;
	taxes: Array<{ rate: string; grossCents: number; netCents: number; taxCents: number }>;
}

/**
 * What the sandbox knows about the receipts of some days.
 * @param documents `all`: of CassaNova's invoices and credit notes as well
 */
export async function knownTotals(
	ready: SandboxReady,
	vendor: 'kassandro' | 'cassaNova',
	days: Days,
	documents: 'receipts' | 'all' = 'receipts',
): Promise<KnownTotals> {
	const merchant = vendor === 'kassandro' ? `&merchant=${ready.kassandro.merchants[0]?.name}` : '';
	const query = `vendor=${vendor}&from=${days.from}&to=${days.to}${merchant}&documents=${documents}`;
	return (await (await freshFetch(`${ready.control}/totals?${query}`)).json()) as KnownTotals;
}
