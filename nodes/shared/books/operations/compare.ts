/** The operation "Compare With Bank or Terminal": what was taken against the rows of a statement. */
import { earlierDay } from '../../values/dates';
import { eachInTurns, filterSteps, inTurns } from '../../values/inTurns';
import { oneListOf } from '../../run/oneList';
import type { ActionCall, ItemsWithFiles } from '../../table/types';
import { readPayments, readPlaces, readReading, readRules } from '../panel/statement';
import { businessDayAt, isWithin } from '../period';
import { problemsOfReceipts } from '../problems';
import type { BooksSource } from '../source';
import { compareStatement } from '../statement/compare';
import { earliestPaidOn, latestPayday } from '../statement/payday';
import { problemsOfEnd, problemsOfMethods, problemsOfStatement } from '../statement/problems';
import { daysOfStatement, readRows } from '../statement/readRows';
import { withKnownDays } from './knownDays';
import { readWanted, tell } from './wanted';

/**
 * One item for each payout, day or row; what is to be clarified first.
 * @throws InputError for what the panel can't take and for rows that can't be read, before anything is read
 * from the vendor; NodeApiError for what can't be read there, UnreadableReceiptError where the user wants to
 * stop at such a receipt
 */
export async function compareWithStatement(
	asked: ActionCall,
	source: Pick<BooksSource, 'read' | 'daysOfClosings'>,
): Promise<ItemsWithFiles> {
	const items = oneListOf(asked);
	const reading = readReading(asked.input);
	const rows = await inTurns(asked, readRows(items, reading));
	const covered = await inTurns(asked, daysOfStatement(items, reading));
	const call = await withKnownDays(asked, source);
	const { input } = call;
	const wanted = readWanted(call);
	const { period, clock } = wanted;
	const rules = readRules(input);
	const today = businessDayAt(call.now(), clock);
	const around = {
		from: earliestPaidOn(period.from, rules.bankDays),
		// What isn't over yet isn't paid out.
		to: earlierDay(latestPayday(period.to, rules.bankDays), today),
	};
	const read = { from: around.from, to: around.to < period.to ? period.to : around.to };
	const { receipts, remarks } = await source.read(call, { ...wanted, period: read });
	const payments = readPayments(input);
	const compared = await inTurns(
		call,
		compareStatement(receipts, rows, {
			period,
			rules,
			payments,
			places: readPlaces(input),
			today,
			covered,
		}),
	);
	const own = await inTurns(
		call,
		filterSteps(receipts, ({ businessDay }) => isWithin(businessDay, period)),
	);
	const comparisons = compared.map(({ comparison }) => comparison);
	tell(call, [
		...(remarks?.problems ?? []).map(({ sentence }) => sentence),
		...(await inTurns(call, problemsOfReceipts(own))),
		...(await inTurns(call, problemsOfMethods(receipts, payments.methods))),
		...problemsOfStatement(comparisons),
		...problemsOfEnd(comparisons, rules, today),
	]);
	const withFiles: ItemsWithFiles['withFiles'] = [];
	await eachInTurns(call, compared, ({ comparison, from }) => {
		// A day without a row came of none of them alone.
		withFiles.push({ json: { ...comparison }, ...(from.length > 0 ? { from } : {}) });
	});
	return { withFiles };
}
