/**
 * Entries → bodies of Xero's "Create manual journals" (PUT or POST /api.xro/2.0/ManualJournals). Xero publishes
 * ManualJournals, ManualJournal, ManualJournalLine, TrackingCategory and Account in
 * https://github.com/XeroAPI/Xero-OpenAPI (xero_accounting.yaml): a debit is above zero and a credit below, an
 * account's code has ten letters at most, and a line two tracking categories at most. Bank accounts and system
 * accounts (receivable, payable, retained earnings) can't be in a manual journal
 * (https://linx.software/docs/reference/plugins/xero/content/manualjournals/createmanualjournal/).
 */
import { centsToJson } from '../../values/money';
import type { Day, JsonEuros } from '../../values/units';
import type { JournalLine } from '../journal/line';
import type { ProgramAccounts, ProgramEntry } from './entries';

/** The names of Xero's tracking categories that cost centers are options of; '' for none. */
export type XeroTracking = Readonly<Record<'costCenter' | 'costCenter2', string>>;

/** A line; the names are Xero's. */
interface XeroLine {
	LineAmount: JsonEuros;
	AccountCode: string;
	Description: string;
	TaxType?: string;
	Tracking?: Array<{ Name: string; Option: string }>;
}

/** The body of a request. */
export interface XeroJournals {
	ManualJournals: Array<{
		Narration: string;
		Date: Day;
		LineAmountTypes: 'Inclusive' | 'NoTax';
		Status: 'DRAFT';
		JournalLines: XeroLine[];
	}>;
}

/** What Xero calls an account: its code. */
export const XERO_ACCOUNTS: ProgramAccounts = {
	program: 'Xero',
	isTaken: (account) => /^\S.{0,9}$/u.test(account),
	taken: 'its code, up to ten letters and digits',
};

/** Letters of a description. Assumption: as many as in a narration on Xero's own page. */
const LONGEST_TEXT = 4000;

/** Whether something is a tax type there, such as OUTPUT2 or TAX001. */
export function isXeroTaxType(taxCode: string): boolean {
	return /^[A-Z0-9]{1,30}$/.test(taxCode);
}

/** The body for an entry whose accounts are codes. A draft: a person posts it. */
export function xeroJournals(
	{ id, date, title, lines }: ProgramEntry,
	tracking: XeroTracking,
): XeroJournals {
	const isInclusive = lines.some(hasTaxType);
	return {
		ManualJournals: [
			{
				Narration: `${title} (${id})`,
				Date: date,
				LineAmountTypes: isInclusive ? 'Inclusive' : 'NoTax',
				Status: 'DRAFT',
				JournalLines: lines.map((line) => lineOf(line, isInclusive, tracking)),
			},
		],
	};
}

/**
 * Whether Xero works the tax out of a line. Where the VAT has an account, it is a line like any other, and no tax
 * type is sent.
 */
function hasTaxType({ taxCode, taxCents }: JournalLine): boolean {
	return taxCode !== '' && taxCents !== null;
}

function lineOf(line: JournalLine, isInclusive: boolean, tracking: XeroTracking): XeroLine {
	const { account, text, debitCents, creditCents, taxCode } = line;
	const options = (['costCenter', 'costCenter2'] as const).flatMap((center) =>
		line[center] === '' ? [] : [{ Name: tracking[center], Option: line[center] }],
	);
	return {
		LineAmount: centsToJson(debitCents - creditCents),
		AccountCode: account,
		Description: text.slice(0, LONGEST_TEXT),
		...(isInclusive ? { TaxType: hasTaxType(line) ? taxCode : 'NONE' } : {}),
		...(options.length === 0 ? {} : { Tracking: options }),
	};
}
