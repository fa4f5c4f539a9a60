/**
 * Entries → values of Odoo's model account.move, for `create`. Odoo publishes its fields in
 * https://github.com/odoo/odoo (addons/account/models/account_move.py and account_move_line.py), and how lines go
 * with it in "Command" (odoo/orm/commands.py): 0 creates a line, 6 replaces a list.
 */
import { centsToJson } from '../../values/money';
import type { Day, JsonEuros } from '../../values/units';
import type { JournalLine } from '../journal/line';
import type { ProgramAccounts, ProgramEntry } from './entries';

/** A line; the names are Odoo's. */
interface OdooLine {
	name: string;
	account_id: number;
	debit: JsonEuros;
	credit: JsonEuros;
	/** Empty: Odoo would take the taxes of the account, and add them on top. */
	tax_ids: [[6, 0, []]];
	analytic_distribution?: Record<string, 100>;
}

/** The values of a record. */
export interface OdooMove {
	move_type: 'entry';
	date: Day;
	ref: string;
	journal_id: number;
	line_ids: Array<[0, 0, OdooLine]>;
}

/** What Odoo calls an account: the ID of account.account. */
export const ODOO_ACCOUNTS: ProgramAccounts = {
	program: 'Odoo',
	isTaken: isOdooId,
	taken: 'the ID that it has there, a number, which is not its code',
};

/** Whether something is the ID of a record. */
export function isOdooId(id: string): boolean {
	return /^[1-9]\d{0,9}$/.test(id);
}

/**
 * The values for an entry whose accounts are IDs. Odoo leaves it as a draft until somebody posts it.
 * @param journalId of a journal for miscellaneous operations
 */
export function odooMove({ id, date, title, lines }: ProgramEntry, journalId: string): OdooMove {
	return {
		move_type: 'entry',
		date,
		ref: `${title} (${id})`,
		journal_id: Number(journalId),
		line_ids: lines.map((line) => [0, 0, lineOf(line)]),
	};
}

function lineOf({ account, text, debitCents, creditCents, costCenter }: JournalLine): OdooLine {
	return {
		name: text,
		account_id: Number(account),
		debit: centsToJson(debitCents),
		credit: centsToJson(creditCents),
		tax_ids: [[6, 0, []]],
		...(costCenter === '' ? {} : { analytic_distribution: { [costCenter]: 100 } }),
	};
}
