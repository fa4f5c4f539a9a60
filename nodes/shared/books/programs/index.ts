/** Bookings → bodies of the requests that make journal entries in a program: one for each business day and place. */
import { mapSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Accounts } from '../accounts';
import type { Booking, ProgramFormat } from '../types';
import { programEntries, requireAccounts } from './entries';
import { ODOO_ACCOUNTS, odooMove } from './odoo';
import type { OdooMove } from './odoo';
import { QUICKBOOKS_ACCOUNTS, quickBooksEntry } from './quickBooks';
import type { QuickBooksEntry } from './quickBooks';
import { XERO_ACCOUNTS, xeroJournals } from './xero';
import type { XeroJournals, XeroTracking } from './xero';

/** What a program takes from the panel. */
export interface ProgramOptions {
	/** Odoo: the ID of the journal. */
	journalId: string;
	/** Xero: what cost centers are options of. */
	tracking: XeroTracking;
}

/** A body; the names are those of the program. */
export type ProgramBody = QuickBooksEntry | XeroJournals | OdooMove;

/**
 * The bodies, in the order of the bookings. The entry of a day is the same whenever that day is read: its ID stands
 * in DocNumber and PrivateNote, in Narration, or in ref, so that a repeat can be told in the program.
 * @param bookings per business day
 * @throws BookingFileError for what has no account that the program takes
 */
export function* programBodies(
	program: ProgramFormat,
	bookings: readonly Booking[],
	accounts: Accounts,
	options: ProgramOptions,
): Steps<ProgramBody[]> {
	const entries = yield* programEntries(bookings, accounts);
	switch (program) {
		case 'quickBooks':
			requireAccounts(entries, accounts, QUICKBOOKS_ACCOUNTS);
			return yield* mapSteps(entries, quickBooksEntry);
		case 'xero':
			requireAccounts(entries, accounts, XERO_ACCOUNTS);
			return yield* mapSteps(entries, (entry) => xeroJournals(entry, options.tracking));
		case 'odoo':
			requireAccounts(entries, accounts, ODOO_ACCOUNTS);
			return yield* mapSteps(entries, (entry) => odooMove(entry, options.journalId));
	}
}
