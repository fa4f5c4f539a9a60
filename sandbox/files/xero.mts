/**
 * The sandbox's reading of the body that creates manual journals in Xero (PUT or POST /ManualJournals): what
 * it would refuse or book otherwise than it was meant.
 *
 * Sources, not the package's writer:
 * - Xero's description of its API (github.com/XeroAPI/Xero-OpenAPI, xero_accounting.yaml): ManualJournals,
 *   ManualJournal, ManualJournalLine, LineAmountTypes, TrackingCategory, Account (length of the code), the
 *   examples of createManualJournals and their validation errors;
 * - Xero's own server of tools (github.com/XeroAPI/xero-mcp-server, create-manual-journal): two lines at least,
 *   and no taxes where LineAmountTypes is left out, which the description says otherwise;
 * - help.xero.com, "Record movements in system accounts": a journal can't use receivables and payables;
 * - synder.com, "Account code is not a valid code for this document": what Xero says of such an account.
 */
import type { Fields, Note } from './body.mts';
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
	object,
	objectsIn,
	sumOf,
	text,
} from './body.mts';
import type { Finding } from './finding.mts';

export const XERO_RULES = [
	...BODY_RULES,
	/** Two at least (xero-mcp-server). */
	'lines',
	/** Debits are above zero, credits below, and together they are nothing (LineAmount). */
	'balance',
	/** With amounts without taxes, the taxes must be told too: otherwise Xero computes what is to balance. */
	'balance-unknown',
	/** A line has an account, by its code or its id. */
	'account',
	/** Accounts of the system's own, such as receivables and payables, aren't for journals (help.xero.com). */
	'account-refused',
	/** No taxes with NoTax; otherwise a line without a type takes that of its account. */
	'tax',
	/** At most two of a line, each by name and option or by ids (Tracking, TrackingCategory). */
	'tracking',
] as const;
export type XeroRule = (typeof XERO_RULES)[number];

export interface XeroFacts {
	/** Codes and ids of accounts that journals can't use: those of the system, and bank accounts. */
	refused?: readonly string[];
}

const uuid = text(36, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i);

const tracking = object(
	{
		TrackingCategoryID: uuid,
		TrackingOptionID: uuid,
		Name: text(100),
		Option: text(100),
	},
	{ readOnly: ['Status', 'Options'] },
);

const line = object(
	{
		LineAmount: amount,
		AccountCode: text(10, /./su),
		AccountID: uuid,
		Description: text(),
		TaxType: text(50, /^[A-Z\d]+$/),
		TaxAmount: amount,
		Tracking: list(tracking),
		IsBlank: flag,
	},
	{ needed: ['LineAmount'] },
);

const journal = object(
	{
		Narration: text(),
		JournalLines: list(line),
		Date: day,
		LineAmountTypes: choice('Exclusive', 'Inclusive', 'NoTax'),
		// What is created can't be deleted, voided or archived yet.
		Status: choice('DRAFT', 'POSTED'),
		Url: text(Infinity, /^https?:\/\/\S+$/),
		ShowOnCashBasisReports: flag,
	},
	{
		// Without Date the journal is of today; of what holds without LineAmountTypes, Xero says two things.
		needed: ['Narration', 'JournalLines', 'Date', 'LineAmountTypes'],
		readOnly: [
			'ManualJournalID',
			'HasAttachments',
			'UpdatedDateUTC',
			'StatusAttributeString',
			'Warnings',
			'ValidationErrors',
			'Attachments',
		],
	},
);

const request = object(
	{ ManualJournals: list(journal) },
	{ needed: ['ManualJournals'], readOnly: ['pagination', 'Warnings'] },
);

type Told = Note<XeroRule>;

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function checkLine(
	each: Fields,
	at: string,
	kind: unknown,
	{ refused = [] }: XeroFacts,
	note: Told,
): void {
	const accounts = [each.AccountCode, each.AccountID].filter(isFilled);
	if (accounts.length === 0) note(`${at}.AccountCode`, 'account', '');
	for (const known of accounts) {
		if (typeof known === 'string' && refused.includes(known)) {
			note(`${at}.AccountCode`, 'account-refused', known);
		}
	}
	const { TaxType, TaxAmount } = each;
	if (kind === 'NoTax') {
		if (isFilled(TaxType) && TaxType !== 'NONE') note(`${at}.TaxType`, 'tax', TaxType);
		if ((centsOf(TaxAmount) ?? 0) !== 0) note(`${at}.TaxAmount`, 'tax', TaxAmount);
	} else if (!isFilled(TaxType)) note(`${at}.TaxType`, 'tax', '');
	const tracked = objectsIn(each.Tracking);
	if (tracked.length > 2) note(`${at}.Tracking`, 'tracking', `${tracked.length}`);
	for (const [index, { Name, Option, TrackingCategoryID, TrackingOptionID }] of tracked) {
		const isWhole = [
			[Name, Option],
			[TrackingCategoryID, TrackingOptionID],
		].some((pair) => pair.every(isFilled));
		if (!isWhole) note(`${at}.Tracking[${index}]`, 'tracking', '');
	}
}

function checkJournal(fields: Fields, at: string, facts: XeroFacts, note: Told): void {
	const lines = objectsIn(fields.JournalLines);
	if (lines.length < 2) note(`${at}JournalLines`, 'lines', `${lines.length}`);
	const kind = fields.LineAmountTypes;
	for (const [index, each] of lines) {
		checkLine(each, `${at}JournalLines[${index}]`, kind, facts, note);
	}
	const amounts = lines.map(([, each]) => centsOf(each.LineAmount));
	const taxes = lines.map(([, { TaxType, TaxAmount }]) =>
		TaxType === 'NONE' && TaxAmount === undefined ? 0 : centsOf(TaxAmount),
	);
	if (kind === 'Exclusive' && sumOf(taxes) === undefined) {
		note(`${at}JournalLines`, 'balance-unknown', '');
		return;
	}
	const open = sumOf([...amounts, ...(kind === 'Exclusive' ? taxes : [])]);
	if (open !== undefined && open !== 0) note(`${at}JournalLines`, 'balance', `${open} cents`);
}

/**
 * What Xero would refuse or book otherwise.
 * @param body of the request, or one of its journals by itself
 */
export function checkXero(body: unknown, facts: XeroFacts = {}): Array<Finding<XeroRule>> {
	return findingsOf<XeroRule>('JournalLines', (note) => {
		if (isFields(body) && body.JournalLines !== undefined) {
			journal(body, '', note);
			checkJournal(body, '', facts, note);
			return;
		}
		request(body, '', note);
		if (!isFields(body)) return;
		const journals = objectsIn(body.ManualJournals);
		if (journals.length === 0) note('ManualJournals', 'needed', '');
		for (const [index, each] of journals) {
			checkJournal(each, `ManualJournals[${index}].`, facts, note);
		}
	});
}
