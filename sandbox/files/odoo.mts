/**
 * The sandbox's reading of the values that create a journal entry in Odoo (`account.move`, method `create`, by
 * JSON-RPC, XML-RPC or the JSON-2 API): what it would refuse or book otherwise than it was meant.
 *
 * Sources, not the package's writer:
 * - github.com/odoo/odoo, addons/account/models/account_move.py (fields of account.move; `create`, which takes
 *   no posted entry and checks the balance) and account_move_line.py (fields and constraints of
 *   account.move.line: _check_credit_debit, _check_amount_currency_balance_sign,
 *   _check_accountable_required_fields, _check_non_accountable_fields_null);
 * - Odoo's documentation, "ORM API", Command: [0, 0, values] creates a line, [6, 0, ids] sets a list;
 *   "External API": an empty value is false, and a record is named by its id;
 * - odoo/odoo pull request 102040: taxes on an entry's lines make lines of their own.
 */
import type { Fields, Note, Shape } from './body.mts';
import {
	amount,
	BODY_RULES,
	centsOf,
	choice,
	day,
	findingsOf,
	flag,
	isFields,
	list,
	number,
	object,
	objectsIn,
	sumOf,
	text,
	whole,
} from './body.mts';
import type { Finding } from './finding.mts';

export const ODOO_RULES = [
	...BODY_RULES,
	/** What is created has only lines that are created, and lists of ids that are set or linked (Command). */
	'command',
	/** An entry is created as a draft and posted then (`create`). */
	'posted',
	/** It takes two to balance. */
	'lines',
	/** Debits are credits, to the cent (`create`, _check_balanced). */
	'balance',
	/** A line is a debit or a credit (_check_credit_debit). */
	'both-sides',
	/** Odoo turns one below zero to the other side, except in Storno accounting. */
	'amount-negative',
	/** `balance` is the debit less the credit. */
	'amounts-differ',
	/** A section or a note has neither account nor amount (_check_non_accountable_fields_null). */
	'not-accountable',
	/** An amount in a currency has its sign from the balance, and in the company's own it is the balance. */
	'currency',
	/** Odoo computes the taxes of lines and adds lines for them, unless the lines of the taxes are there. */
	'tax-added',
] as const;
export type OdooRule = (typeof ODOO_RULES)[number];

/** Nothing is written as false. */
const orFalse =
	(shape: Shape): Shape =>
	(value, field, note) => {
		if (value !== false) shape(value, field, note);
	};

const id = whole(1);
const otherId = orFalse(id);
const words = orFalse(text());

/** Whether a command sets or links a record: one that sets an empty list says that there is none. */
const links = (command: unknown): boolean =>
	Array.isArray(command) &&
	(command[0] !== 6 || !Array.isArray(command[2]) || command[2].length > 0);

/** Commands that set or link records by their ids; what else they are is said by the rule of commands. */
const ids: Shape = (value, field, note) => {
	if (!Array.isArray(value)) return note(field, 'type', value);
	for (const [index, command] of value.entries()) {
		if (!Array.isArray(command)) continue;
		if (command[0] === 4) id(command[1], `${field}[${index}][1]`, note);
		if (command[0] === 6) list(id)(command[2], `${field}[${index}][2]`, note);
	}
};

/** Accounts of plans by their ids, several with commas between them, and how many per cent. */
const distribution: Shape = (value, field, note) => {
	if (!isFields(value)) return note(field, 'type', value);
	for (const [key, percent] of Object.entries(value)) {
		if (!/^\d+(,\d+)*$/.test(key)) note(`${field}.${key}`, 'form', key);
		number(percent, `${field}.${key}`, note);
	}
};

const NOTES = ['line_section', 'line_subsection', 'line_note'];

const line = object({
	name: words,
	account_id: id,
	debit: amount,
	credit: amount,
	balance: amount,
	amount_currency: amount,
	currency_id: otherId,
	partner_id: otherId,
	tax_ids: orFalse(ids),
	tax_tag_ids: orFalse(ids),
	tax_repartition_line_id: otherId,
	group_tax_id: otherId,
	tax_base_amount: amount,
	analytic_distribution: orFalse(distribution),
	date_maturity: orFalse(day),
	product_id: otherId,
	product_uom_id: otherId,
	quantity: number,
	sequence: whole(0),
	matching_number: words,
	display_type: choice('product', 'tax', 'rounding', 'payment_term', ...NOTES),
});

const move = object(
	{
		// It may be given; otherwise the journal counts on.
		name: words,
		ref: words,
		date: day,
		state: choice('draft', 'posted', 'cancel'),
		move_type: choice('entry'),
		journal_id: id,
		company_id: otherId,
		currency_id: otherId,
		partner_id: otherId,
		fiscal_position_id: otherId,
		payment_reference: words,
		narration: words,
		auto_post: choice('no', 'at_date', 'monthly', 'quarterly', 'yearly'),
		auto_post_until: orFalse(day),
		// Named so up to 17, and then the other way round.
		to_check: flag,
		checked: flag,
		line_ids: (value, field, note) => {
			if (!Array.isArray(value)) note(field, 'type', value);
		},
	},
	{
		// Odoo has a day and a journal of its own choice where none is given: today, and the first that fits.
		needed: ['date', 'journal_id', 'line_ids'],
		readOnly: ['id', 'inalterable_hash', 'secure_sequence_number', 'posted_before'],
	},
);

type Told = Note<OdooRule>;

const isFilled = (value: unknown): boolean =>
	value !== undefined && value !== null && value !== false;

/** What a line is worth: above zero where it is debited. */
const balanceOf = ({ debit, credit, balance }: Fields): number | undefined => {
	if (!isFilled(debit) && !isFilled(credit)) return centsOf(balance);
	const [debited, credited] = [debit, credit].map((side) => (isFilled(side) ? centsOf(side) : 0));
	return debited === undefined || credited === undefined ? undefined : debited - credited;
};

/** Whether it is made of the commands that make sense in what is created. */
function checkCommands(value: unknown, field: string, note: Told): void {
	if (!Array.isArray(value)) return;
	for (const [index, command] of value.entries()) {
		const isKnown =
			Array.isArray(command) &&
			((command[0] === 4 && command.length <= 3) ||
				(command[0] === 6 && command.length === 3 && Array.isArray(command[2])));
		if (!isKnown) note(`${field}[${index}]`, 'command', command);
	}
}

function checkLine(each: Fields, at: string, note: Told): void {
	for (const name of ['tax_ids', 'tax_tag_ids']) checkCommands(each[name], `${at}.${name}`, note);
	const { debit, credit, balance, amount_currency: foreign } = each;
	const given = [debit, credit, balance].filter(isFilled);
	if (NOTES.includes(`${each.display_type}`)) {
		const isFree = [debit, credit, balance, foreign].every((side) => !isFilled(side) || side === 0);
		if (isFilled(each.account_id) || !isFree) note(at, 'not-accountable', '');
		return;
	}
	if (!isFilled(each.account_id)) note(`${at}.account_id`, 'needed', '');
	if (given.length === 0) note(`${at}.balance`, 'needed', '');
	for (const name of ['debit', 'credit']) {
		if ((centsOf(each[name]) ?? 0) < 0) note(`${at}.${name}`, 'amount-negative', each[name]);
	}
	if ((centsOf(debit) ?? 0) !== 0 && (centsOf(credit) ?? 0) !== 0) note(at, 'both-sides', '');
	const worth = balanceOf(each);
	const told = centsOf(balance);
	if (worth !== undefined && told !== undefined && worth !== told) {
		note(`${at}.balance`, 'amounts-differ', balance);
	}
	const other = centsOf(foreign);
	if (worth === undefined || other === undefined) return;
	const isOwn = !isFilled(each.currency_id);
	if (isOwn ? other !== worth : Math.sign(other) * Math.sign(worth) < 0) {
		note(`${at}.amount_currency`, 'currency', foreign);
	}
}

/** @param at of the entry; '' where it is the only one, otherwise with a point at its end */
function checkMove(fields: Fields, at: string, note: Told): void {
	if (fields.state !== undefined && fields.state !== 'draft') {
		note(`${at}state`, 'posted', fields.state);
	}
	const commands = Array.isArray(fields.line_ids) ? fields.line_ids : [];
	const lines: Fields[] = [];
	for (const [index, command] of commands.entries()) {
		const where = `${at}line_ids[${index}]`;
		const isCreated =
			Array.isArray(command) && command.length === 3 && command[0] === 0 && isFields(command[2]);
		if (!isCreated) {
			note(where, 'command', command);
			continue;
		}
		const values = command[2] as Fields;
		line(values, `${where}[2]`, note);
		checkLine(values, `${where}[2]`, note);
		lines.push(values);
	}
	const booked = lines.filter(({ display_type: kind }) => !NOTES.includes(`${kind}`));
	if (booked.length < 2) note(`${at}line_ids`, 'lines', `${booked.length}`);
	const open = sumOf(booked.map(balanceOf));
	if (open !== undefined && open !== 0) note(`${at}line_ids`, 'balance', `${open} cents`);
	const isTaxed = ({ tax_ids: taxes }: Fields) => Array.isArray(taxes) && taxes.some(links);
	if (lines.some(isTaxed) && !lines.some((each) => isFilled(each.tax_repartition_line_id))) {
		note(`${at}line_ids`, 'tax-added', '');
	}
}

/**
 * What Odoo would refuse or book otherwise.
 * @param body an entry's values, a list of such, or the JSON-2 API's `vals_list` with it
 */
export function checkOdoo(body: unknown): Array<Finding<OdooRule>> {
	return findingsOf<OdooRule>('line_ids', (note) => {
		const isNamed = isFields(body) && body.vals_list !== undefined;
		const values = isNamed ? body.vals_list : body;
		const name = isNamed ? 'vals_list' : '';
		if (!Array.isArray(values)) {
			move(values, name, note);
			if (isFields(values)) checkMove(values, name && `${name}.`, note);
			return;
		}
		if (values.length === 0) note(name, 'needed', '');
		list(move)(values, name, note);
		for (const [index, each] of objectsIn(values)) checkMove(each, `${name}[${index}].`, note);
	});
}
