/** What one system says of its accounting, and what the user asks of it. */
import type { ActionCall, Call, Field, OutputSpec } from '../table/types';
import type { DayRange } from '../table/request';
import type { ShopClock } from '../values/shopTime';
import type { ChartName } from './charts';
import type { Percent } from '../values/units';
import type { Beside, Books, Confirmed } from './book';
import type { BooksIntake } from './intake';
import type { Mapping } from './mapping';
import type { Numbers } from './missingNumbers';
import type { AccountingReceipt } from './receipt';
import type { MappingSpec } from './panel/mapping';
import type { ClosingPeriod } from './period';
import type { Reconciliation } from './reconciliation';
import type { ShopWords } from './suggestedAccounts';

/** What the user asked for, ready to be read. */
export interface Wanted {
	/** Business days, both included. */
	period: DayRange;
	clock: ShopClock;
	mapping: Mapping;
}

/** What distinguishes one system's accounting from the others'. */
export interface BooksSource {
	/** What its receipts say as their `source`. */
	source: AccountingReceipt['source'];
	/** The first call of every reading, for the list of operations. */
	route: string;
	doc: string;
	timeZone: string;
	/** The country's usual VAT rates, the most usual one first. */
	rates: readonly Percent[];
	/** The chart of accounts that most of its shops have. */
	chart: ChartName;
	filters: Field[];
	/** Ways to authenticate that can't filter: they see one register only, and `without` says so. */
	unfiltered?: string[];
	without?: OutputSpec['without'];
	options?: Field[];
	/** Whether business days may end with the shop's closing: the system lists them. */
	hasClosings?: boolean;
	/** The days of a period of closings; undefined where the account's closings don't tell them. */
	daysOfClosings?: (call: Call, period: ClosingPeriod) => Promise<DayRange | undefined>;
	/** Whether receipts go into Italy's register of takings (registro dei corrispettivi). */
	hasTakings?: boolean;
	mapping: MappingSpec;
	/** The first call that reads what an account sells and how it is paid, and the vendor's sections on it. */
	wordsFrom: { route: string; doc: string };
	readWords: (call: ActionCall) => Promise<ShopWords>;
	/** What is compared when books are reconciled, for the list of operations. */
	reconciles: string;
	/** Reads every fiscal document of a period, and what lies beside it, some at a time. */
	readInto: (call: Call, wanted: Wanted, intake: BooksIntake) => Promise<Beside>;
	/** The same, whole. */
	read: (call: Call, wanted: Wanted) => Promise<Books>;
	/** Asks for missing numbers one by one: some turn out to belong to other days. */
	confirm?: (call: Call, numbers: Numbers, wanted: Wanted) => Promise<Confirmed>;
	/** One entry per comparison, in any order. */
	reconcile: (call: ActionCall, wanted: Wanted) => Promise<Reconciliation[]>;
}
