/** The table of accounts: which account each booking goes to, and the program's code for its tax. */
import type { LineType, Means } from '../accounting';
import { decimalToString, parseDecimal } from '../money';

/** What an account can be for. */
export type AccountUse =
	| Exclude<LineType, 'other'>
	| Exclude<Means, 'other'>
	| 'otherIncome'
	| 'otherMeans'
	| 'clearing'
	| 'difference';

/** One row of the user's table. */
export interface AccountRow {
	use: AccountUse;
	/** Per cent; '' for every rate. Only what is sold has one. */
	rate: string;
	account: string;
	taxCode: string;
}

interface Found {
	account: string;
	taxCode: string;
}

/** Plain words until the user names accounts: no chart of accounts is assumed. */
const DEFAULTS: Record<AccountUse, string> = {
	sale: 'Sales',
	voucherSale: 'Vouchers',
	tip: 'Tips',
	deposit: 'Deposits',
	otherIncome: 'Other income',
	cash: 'Cash',
	card: 'Card',
	// What is sold as a voucher is redeemed from the same account.
	voucher: 'Vouchers',
	mealVoucher: 'Meal vouchers',
	credit: 'Receivables',
	transfer: 'Bank',
	online: 'Online payments',
	otherMeans: 'Other payments',
	clearing: 'Clearing',
	difference: 'Difference',
};

/** Finds accounts for bookings. */
export class Accounts {
	private readonly rows = new Map<string, Found>();

	constructor(rows: readonly AccountRow[]) {
		for (const { use, rate, account, taxCode } of rows) {
			this.rows.set(keyOf(use, rate), { account, taxCode });
		}
	}

	/** @param rate per cent as text, null when it isn't known */
	ofLine(type: LineType, rate: string | null): Found {
		const use: AccountUse = type === 'other' ? 'otherIncome' : type;
		const known = rate === null ? undefined : this.rows.get(keyOf(use, rate));
		const found = known ?? this.rows.get(keyOf(use, ''));
		if (found) return found;
		const word = DEFAULTS[use];
		if (use !== 'sale') return { account: word, taxCode: '' };
		return { account: rate === null ? `${word}, rate unknown` : `${word} ${rate}%`, taxCode: '' };
	}

	ofMeans(means: Means): string {
		return this.of(means === 'other' ? 'otherMeans' : means);
	}

	of(use: AccountUse): string {
		return this.rows.get(keyOf(use, ''))?.account ?? DEFAULTS[use];
	}
}

/** Equal rates are one, however they are written: 10, 10.0 and 10,0. */
function keyOf(use: AccountUse, rate: string): string {
	const parsed = parseDecimal(rate.replace(',', '.'));
	return `${use} ${parsed ? decimalToString(parsed) : ''}`;
}
