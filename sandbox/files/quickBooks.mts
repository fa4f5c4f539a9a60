/**
 * The sandbox's reading of the body that creates a JournalEntry in QuickBooks Online
 * (POST /v3/company/{realmId}/journalentry): what it would refuse or book otherwise than it was meant.
 *
 * Sources, not the package's writer:
 * - Intuit's schema (github.com/intuit/QuickBooks-V3-Java-SDK, ipp-v3-java-data/src/main/xsd/Finance.xsd and
 *   IntuitBaseTypes.xsd): JournalEntry, Transaction, Line, JournalEntryLineDetail, EntityTypeRef, ReferenceType,
 *   PostingTypeEnum, EntityTypeEnum, TaxApplicableOnEnum, BillableStatusEnum, GlobalTaxCalculationEnum;
 * - Zed Systems, "Import journal entries into QuickBooks Online" (kb a236, a370): lengths, and what goes together;
 * - issues at github.com: intuit/quickbooks-online-mcp-server 45 (a line's text isn't in its detail),
 *   routablehq/python-quickbooks 117 (no Id and no empty BillableStatus in what is created),
 *   intuit/QuickBooks-V3-PHP-SDK 189 (a reference has `value` in small letters).
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
	number,
	object,
	objectsIn,
	positive,
	sumOf,
	text,
	whole,
} from './body.mts';
import type { Finding } from './finding.mts';

export const QUICK_BOOKS_RULES = [
	...BODY_RULES,
	/** A line that is booked has the detail that its type names, and a text alone has none (Line.DetailType). */
	'detail',
	/** It takes two to balance. */
	'lines',
	/** The debits are the credits, to the cent (JournalEntry). */
	'balance',
	/** PostingType tells the side. */
	'amount-negative',
	/** Receivables are a customer's, payables a vendor's (Zed Systems, "Line Entity"). */
	'entity',
	/** A tax code says of what it is, and how much (Zed Systems, "Line TaxApplicableOn", "Line TaxAmount"). */
	'tax',
	/** An exchange rate is one of a currency (Transaction.ExchangeRate). */
	'currency',
] as const;
export type QuickBooksRule = (typeof QUICK_BOOKS_RULES)[number];

export interface QuickBooksFacts {
	/** Ids of accounts of the type "Accounts Receivable". */
	receivables?: readonly string[];
	/** Ids of accounts of the type "Accounts Payable". */
	payables?: readonly string[];
}

const reference = object({ value: text(), name: text(), type: text() }, { needed: ['value'] });

const BOOKED = 'JournalEntryLineDetail';

const detail = object(
	{
		PostingType: choice('Debit', 'Credit'),
		AccountRef: reference,
		Entity: object(
			{ Type: choice('Customer', 'Vendor', 'Employee'), EntityRef: reference },
			{ needed: ['Type', 'EntityRef'] },
		),
		ClassRef: reference,
		DepartmentRef: reference,
		TaxCodeRef: reference,
		TaxRateRef: reference,
		TaxApplicableOn: choice('Sales', 'Purchase'),
		TaxAmount: amount,
		TaxInclusiveAmt: amount,
		BillableStatus: choice('Billable', 'NotBillable', 'HasBeenBilled'),
		JournalCodeRef: reference,
	},
	{ needed: ['PostingType', 'AccountRef'] },
);

const line = object(
	{
		Id: text(),
		LineNum: whole(1),
		Description: text(4000),
		Amount: amount,
		DetailType: choice(BOOKED, 'DescriptionOnly'),
		[BOOKED]: detail,
		ProjectRef: reference,
	},
	{ needed: ['DetailType'] },
);

const taxLine = object(
	{
		Amount: amount,
		DetailType: choice('TaxLineDetail'),
		TaxLineDetail: object({
			TaxRateRef: reference,
			PercentBased: flag,
			TaxPercent: number,
			NetAmountTaxable: amount,
			TaxInclusiveAmount: amount,
		}),
	},
	{ needed: ['Amount', 'DetailType', 'TaxLineDetail'] },
);

const entry = object(
	{
		DocNumber: text(21, /./su),
		TxnDate: day,
		DepartmentRef: reference,
		CurrencyRef: object(
			{ value: text(3, /^[A-Z]{3}$/), name: text(), type: text() },
			{ needed: ['value'] },
		),
		ExchangeRate: positive,
		PrivateNote: text(4000),
		Line: list(line),
		TxnTaxDetail: object({
			DefaultTaxCodeRef: reference,
			TxnTaxCodeRef: reference,
			TotalTax: amount,
			TaxLine: list(taxLine),
		}),
		TransactionLocationType: text(),
		Adjustment: flag,
		HomeCurrencyAdjustment: flag,
		EnteredInHomeCurrency: flag,
		GlobalTaxCalculation: choice('TaxInclusive', 'TaxExcluded', 'NotApplicable'),
		ProjectRef: reference,
	},
	{
		// Without its day an entry is of the day on which the server reads it (Transaction.TxnDate).
		needed: ['TxnDate', 'Line'],
		readOnly: [
			'Id',
			'SyncToken',
			'MetaData',
			'domain',
			'status',
			'sparse',
			'TotalAmt',
			'HomeTotalAmt',
			'TxnStatus',
			'RecurDataRef',
		],
	},
);

type Told = Note<QuickBooksRule>;

const valueOf = (held: unknown): unknown => (isFields(held) ? held.value : undefined);

function checkBooked(
	its: Fields,
	at: string,
	{ receivables = [], payables = [] }: QuickBooksFacts,
	note: Told,
): void {
	const accountId = valueOf(its.AccountRef);
	const kind = isFields(its.Entity) ? its.Entity.Type : undefined;
	for (const [ids, person] of [
		[receivables, 'Customer'],
		[payables, 'Vendor'],
	] as const) {
		if (typeof accountId === 'string' && ids.includes(accountId) && kind !== person) {
			note(`${at}.Entity`, 'entity', kind);
		}
	}
	const isCoded = its.TaxCodeRef !== undefined;
	for (const name of ['TaxApplicableOn', 'TaxAmount']) {
		if ((its[name] !== undefined) !== isCoded) note(`${at}.${name}`, 'tax', its[name]);
	}
}

/** Debits less credits, with the taxes of the lines or without. */
const balanceOf = (booked: readonly Fields[], withTaxes: boolean): number | undefined =>
	sumOf(
		booked.map((each) => {
			const its = isFields(each[BOOKED]) ? each[BOOKED] : {};
			const side = { Debit: 1, Credit: -1 }[`${its.PostingType}`];
			const tax = withTaxes && its.TaxAmount !== undefined ? centsOf(its.TaxAmount) : 0;
			const cents = sumOf([centsOf(each.Amount), tax]);
			return side === undefined || cents === undefined ? undefined : side * cents;
		}),
	);

/**
 * What QuickBooks Online would refuse or book otherwise.
 * @param body of the request
 */
export function checkQuickBooks(
	body: unknown,
	facts: QuickBooksFacts = {},
): Array<Finding<QuickBooksRule>> {
	return findingsOf<QuickBooksRule>('Line', (note) => {
		entry(body, '', note);
		if (!isFields(body)) return;
		if (body.ExchangeRate !== undefined && body.CurrencyRef === undefined) {
			note('CurrencyRef', 'currency', '');
		}
		const lines = objectsIn(body.Line);
		const booked = lines.filter(([, each]) => each.DetailType === BOOKED);
		if (booked.length < 2) note('Line', 'lines', `${booked.length}`);
		for (const [index, each] of lines) {
			const at = `Line[${index}]`;
			const isBooked = each.DetailType === BOOKED;
			const its = each[BOOKED];
			if (isBooked === (its === undefined)) note(`${at}.${BOOKED}`, 'detail', each.DetailType);
			if (isBooked && each.Amount === undefined) note(`${at}.Amount`, 'needed', '');
			if ((centsOf(each.Amount) ?? 0) < 0) note(`${at}.Amount`, 'amount-negative', each.Amount);
			if (isFields(its)) checkBooked(its, `${at}.${BOOKED}`, facts, note);
		}
		const fields = booked.map(([, each]) => each);
		// The taxes of lines are either booked on lines of their own or added to the amounts.
		const open = [balanceOf(fields, false), balanceOf(fields, true)];
		if (!open.includes(0) && open[0] !== undefined) note('Line', 'balance', `${open[0]} cents`);
	});
}
