/**
 * Entries → bodies of QuickBooks Online's "Create a journalentry" (POST /v3/company/{realmId}/journalentry).
 * Intuit publishes JournalEntry, Line, JournalEntryLineDetail and ReferenceType in Finance.xsd and IntuitBaseTypes.xsd
 * (https://github.com/intuit/QuickBooks-V3-Java-SDK, ipp-v3-java-data/src/main/xsd): DocNumber has 21 letters at
 * most, Description 4000; debits and credits of an entry must come to the same.
 */
import { centsToJson } from '../../values/money';
import type { Cents, Day, JsonEuros } from '../../values/units';
import type { JournalLine } from '../journal/line';
import type { ProgramAccounts, ProgramEntry } from './entries';

/** What QuickBooks calls something by its ID. */
interface Reference {
	value: string;
}

/** A line; the names are QuickBooks'. */
interface QuickBooksLine {
	Description: string;
	Amount: JsonEuros;
	DetailType: 'JournalEntryLineDetail';
	JournalEntryLineDetail: {
		PostingType: 'Debit' | 'Credit';
		AccountRef: Reference;
		ClassRef?: Reference;
		DepartmentRef?: Reference;
		TaxCodeRef?: Reference;
		TaxApplicableOn?: 'Sales';
		TaxAmount?: JsonEuros;
	};
}

/** The body of a request. */
export interface QuickBooksEntry {
	DocNumber: string;
	TxnDate: Day;
	PrivateNote: string;
	GlobalTaxCalculation?: 'TaxExcluded';
	Line: QuickBooksLine[];
}

/** What QuickBooks calls an account: AccountRef holds its ID. */
export const QUICKBOOKS_ACCOUNTS: ProgramAccounts = {
	program: 'QuickBooks',
	isTaken: isQuickBooksId,
	taken: 'the ID that it has there, a number',
};

/** Letters of a description. */
const LONGEST_TEXT = 4000;

/** Whether something is an ID there. Assumption: IDs are numbers, also of classes and locations. */
export function isQuickBooksId(id: string): boolean {
	return /^\d{1,20}$/.test(id);
}

/** Whether something is a tax code there: an ID, or TAX and NON in the United States. */
export function isQuickBooksTaxCode(taxCode: string): boolean {
	return isQuickBooksId(taxCode) || taxCode === 'TAX' || taxCode === 'NON';
}

/** The body for an entry whose accounts are IDs. */
export function quickBooksEntry({ id, number, date, title, lines }: ProgramEntry): QuickBooksEntry {
	const hasTax = lines.some(({ taxCode, taxCents }) => taxCode !== '' && taxCents !== null);
	return {
		DocNumber: number,
		TxnDate: date,
		PrivateNote: `${title} (${id})`,
		...(hasTax ? { GlobalTaxCalculation: 'TaxExcluded' as const } : {}),
		Line: lines.map(lineOf),
	};
}

/**
 * Assumption: a line with a tax code has its net as Amount and its tax as TaxAmount beside it, and QuickBooks
 * adds both up. Where the VAT has an account, it is a line like any other and no tax code is sent.
 */
function lineOf(line: JournalLine): QuickBooksLine {
	const { account, text, debitCents, creditCents, taxCode, taxCents } = line;
	const hasTax = taxCode !== '' && taxCents !== null;
	const amountCents: Cents = debitCents + creditCents;
	return {
		Description: text.slice(0, LONGEST_TEXT),
		Amount: centsToJson(hasTax ? amountCents - taxCents : amountCents),
		DetailType: 'JournalEntryLineDetail',
		JournalEntryLineDetail: {
			PostingType: debitCents !== 0 ? 'Debit' : 'Credit',
			AccountRef: { value: account },
			...referenceTo('ClassRef', line.costCenter),
			...referenceTo('DepartmentRef', line.costCenter2),
			...(hasTax
				? {
						TaxCodeRef: { value: taxCode },
						TaxApplicableOn: 'Sales' as const,
						TaxAmount: centsToJson(taxCents),
					}
				: {}),
		},
	};
}

/** Nothing where there is none. */
function referenceTo<Name extends string>(
	name: Name,
	value: string,
): Partial<Record<Name, Reference>> {
	return value === '' ? {} : ({ [name]: { value } } as Record<Name, Reference>);
}
