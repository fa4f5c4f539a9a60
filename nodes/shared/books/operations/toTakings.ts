/** Receipts as Italy's register of takings: as a file, as items, or for Fatture in Cloud. */
import type { IDataObject } from 'n8n-workflow';
import type { ActionCall, ItemsWithFiles } from '../../table/types';
import { inTurns } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Percent } from '../../values/units';
import { readTakings, registerFile } from '../corrispettivi';
import type { ReadTakings } from '../corrispettivi';
import { receiptBodies } from '../corrispettivi/fattureInCloud';
import { registerColumns, registerRows } from '../corrispettivi/rows';
import type { Accounts } from '../accounts';
import { readReceiptType } from '../panel/fattureInCloud';
import type { BookingFile, BookingSummary, TakingsFormat } from '../types';
import { handOver, refuse } from './toFile';
import { tell } from './wanted';

/**
 * The takings as the user wants them.
 * @param known the country's usual VAT rates, and the accounts that the user named
 * @throws InputError for what Fatture in Cloud can't hold
 */
export async function toTakings(
	call: ActionCall,
	format: TakingsFormat,
	{ summary, ...read }: ReadTakings & { summary: BookingSummary },
	{ usual, accounts }: { usual: readonly Percent[]; accounts: Accounts },
): Promise<IDataObject[] | ItemsWithFiles> {
	const period = { from: summary.from, to: summary.to };
	const { takings, problems } = await inTurns(call, readTakings(read, period));
	if (format === 'corrispettivi') {
		const writing = function* (): Steps<BookingFile[]> {
			return [yield* registerFile(takings, period, usual, problems)];
		};
		return await handOver(call, writing(), summary);
	}
	tell(call, problems);
	if (format === 'corrispettiviItems') {
		return await inTurns(call, registerRows(takings, registerColumns(takings, usual)));
	}
	const making = receiptBodies(takings, accounts, readReceiptType(call.input));
	const { bodies, remarks } = await inTurns(call, making).catch((error: unknown) => refuse(error));
	tell(call, remarks);
	return bodies.map((body): IDataObject => ({ ...body }));
}
