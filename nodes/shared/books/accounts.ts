/** The table of accounts: which account each booking goes to, the code for its tax, and its cost centers. */
import type { LineType, Means } from './receipt';
import { decimalToString, parseDecimal } from '../values/money';
import type { Percent } from '../values/units';

/** What an account can be for. */
export type AccountUse =
	| Exclude<LineType, 'other'>
	| Exclude<Means, 'other'>
	| 'otherIncome'
	| 'otherMeans'
	| 'unknownRate'
	| 'clearing'
	| 'difference'
	| 'vat';

/** Uses whose accounts differ by VAT rate. */
export const RATED_USES: readonly AccountUse[] = [
	'sale',
	'voucherSale',
	'tip',
	'deposit',
	'otherIncome',
	'vat',
];

/** One row of the user's table. */
export interface AccountRow {
	use: AccountUse;
	/** '' for every rate that is known. It says nothing where the use isn't a rated one. */
	rate: Percent;
	account: string;
	taxCode: string;
	/** Cost centers; they say nothing where the use isn't a rated one. */
	costCenter?: string;
	costCenter2?: string;
}

/** An account, the program's code for its tax, and its cost centers; '' for what there is none of. */
type AccountAndCodes = Readonly<
	Record<'account' | 'taxCode' | 'costCenter' | 'costCenter2', string>
>;

const NO_CODES = { taxCode: '', costCenter: '', costCenter2: '' };

/** Uses that have an account in any case. */
type NeededUse = Exclude<AccountUse, 'vat'>;

/** Plain words until the user names accounts: no chart of accounts is assumed. */
const DEFAULTS: Record<NeededUse, string> = {
	sale: 'Sales',
	voucherSale: 'Vouchers',
	tip: 'Tips',
	deposit: 'Deposits',
	otherIncome: 'Other income',
	rounding: 'Rounding',
	cash: 'Cash',
	card: 'Card',
	// What is sold as a voucher is redeemed from the same account.
	voucher: 'Vouchers',
	mealVoucher: 'Meal vouchers',
	credit: 'Receivables',
	transfer: 'Bank',
	online: 'Online payments',
	otherMeans: 'Other payments',
	unclear: 'To be clarified',
	unknownRate: 'rate unknown',
	clearing: 'Clearing',
	difference: 'Difference',
};

/** Finds accounts for bookings: the user's, and plain words where the user named none. */
export class Accounts {
	private readonly rows = new Map<string, AccountAndCodes>();

	constructor(rows: readonly AccountRow[]) {
		for (const { use, rate, account, taxCode, costCenter = '', costCenter2 = '' } of rows) {
			const codes = RATED_USES.includes(use) ? { taxCode, costCenter, costCenter2 } : NO_CODES;
			this.rows.set(rowKey({ use, rate }), { account, ...codes });
		}
	}

	/** Every account that the user named. */
	all(): string[] {
		return [...this.rows.values()].map(({ account }) => account);
	}

	/** Every tax code that the user named. */
	taxCodes(): string[] {
		return [...this.rows.values()].map(({ taxCode }) => taxCode).filter((code) => code !== '');
	}

	/** Every cost center that the user named. */
	costCenters(): string[] {
		const all = [...this.rows.values()].flatMap((row) => [row.costCenter, row.costCenter2]);
		return all.filter((name) => name !== '');
	}

	/** The same, each in its column. */
	costCentersOf(): Record<'costCenter' | 'costCenter2', string[]> {
		const all = [...this.rows.values()];
		const namesOf = (column: 'costCenter' | 'costCenter2') =>
			all.map((row) => row[column]).filter((name) => name !== '');
		return { costCenter: namesOf('costCenter'), costCenter2: namesOf('costCenter2') };
	}

	/**
	 * The account of what lines sell, the program's code for its tax, and its cost centers.
	 *
	 * What is sold at a rate that isn't known has an account of its own, and no tax code: an account for
	 * all rates may work out a tax. What a receipt that can't be read states has one of its own, too.
	 * @param rate null when it isn't known
	 */
	ofLine(type: LineType, rate: Percent | null): AccountAndCodes {
		const use: NeededUse = type === 'other' ? 'otherIncome' : type;
		const word = DEFAULTS[use];
		if (type === 'unclear') return { account: this.of(type), ...NO_CODES };
		if (rate === null) {
			const own = this.rows.get(keyOf('unknownRate', ''));
			return own ?? { account: `${word}, ${DEFAULTS.unknownRate}`, ...NO_CODES };
		}
		const found = this.rows.get(keyOf(use, rate)) ?? this.rows.get(keyOf(use, ''));
		return found ?? { account: use === 'sale' ? `${word} ${rate}%` : word, ...NO_CODES };
	}

	/**
	 * The account of the VAT in what is sold at a rate, where a journal parts it from the net; undefined where the
	 * user named none.
	 */
	ofVat(rate: Percent): AccountAndCodes | undefined {
		return this.rows.get(keyOf('vat', rate)) ?? this.rows.get(keyOf('vat', ''));
	}

	/** The account of what was paid by a means. */
	ofMeans(means: Means): string {
		return this.of(means === 'other' ? 'otherMeans' : means);
	}

	/** The account of a use whose account doesn't differ by rate. */
	of(use: NeededUse): string {
		return this.rows.get(keyOf(use, ''))?.account ?? DEFAULTS[use];
	}
}

/** What a row is for: two rows with the same key would be for the same. */
export function rowKey({ use, rate = '' }: { use: AccountUse; rate?: Percent }): string {
	return keyOf(use, RATED_USES.includes(use) ? rate : '');
}

/** Equal rates are one, however they are written: 10, 10.0 and 10,0. */
function keyOf(use: AccountUse, rate: string): string {
	const parsed = parseDecimal(rate.replace(',', '.'));
	return `${use} ${parsed ? decimalToString(parsed) : ''}`;
}
