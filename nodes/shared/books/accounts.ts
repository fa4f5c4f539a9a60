/** The table of accounts: which account each booking goes to, the code for its tax, and its cost centers. */
import type { AccountingReceipt, LineType, Means, Place } from './receipt';
import { mappingKey, NO_METHOD } from './mapping';
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

/** Uses whose accounts may differ by what was sold, and which have cost centers. */
export const SOLD_USES: readonly AccountUse[] = [
	'sale',
	'voucherSale',
	'tip',
	'deposit',
	'otherIncome',
	'cashIn',
	'cashOut',
	'tillDifference',
];

/** Uses whose accounts may differ by the payment method. */
export const PAID_USES: readonly AccountUse[] = [
	'cash',
	'card',
	'voucher',
	'mealVoucher',
	'credit',
	'transfer',
	'online',
	'otherMeans',
];

/** What a row may be about of what was sold, from the narrowest to the widest. */
export const SOLD_COLUMNS = ['article', 'group', 'department'] as const;
/** One of {@link SOLD_COLUMNS}. */
export type SoldColumn = (typeof SOLD_COLUMNS)[number];

/** One row of the user's table. */
export interface AccountRow extends Partial<Record<SoldColumn, string>> {
	use: AccountUse;
	/** '' for every rate that is known. It says nothing where the use isn't a rated one. */
	rate: Percent;
	account: string;
	taxCode: string;
	/** Cost centers; they say nothing where nothing is sold. */
	costCenter?: string;
	costCenter2?: string;
	/** A register or a shop, by its ID or name; without it the row is for all. */
	place?: string;
	/** The system's own word for a payment method; the row is then for that, whatever it counts as. */
	paymentMethod?: string;
}

type Line = AccountingReceipt['lines'][number];
type Payment = AccountingReceipt['payments'][number];

/** An account, the program's code for its tax, and its cost centers; '' for what there is none of. */
export type AccountAndCodes = Readonly<
	Record<'account' | 'taxCode' | 'costCenter' | 'costCenter2', string>
>;

/** What tells of a line what was sold. */
export type SoldWords = Pick<
	Line,
	| 'productId'
	| 'variantOf'
	| 'description'
	| 'categoryId'
	| 'category'
	| 'departmentId'
	| 'department'
>;

/** What part of a kind a line or a payment is booked as. */
export interface BookedPart {
	to: AccountAndCodes;
	/** What tells its account from the one of all others, as IDs of bookings say it; '' where nothing does. */
	part: string;
	/** What the cash register system calls what it is about; '' where nothing tells it apart. */
	name: string;
}

/** A row of the table, ready to be found. */
interface Found {
	to: AccountAndCodes;
	/** What it is about of what was sold; undefined for all of it. */
	by: SoldColumn | undefined;
}

const NO_CODES = { taxCode: '', costCenter: '', costCenter2: '' };

/** Uses that have an account in any case. */
type NeededUse = Exclude<AccountUse, 'vat'>;

/** Plain words until the user names accounts: no chart of accounts is assumed. */
const DEFAULTS: Record<NeededUse, string> = {
	sale: 'Sales',
	voucherSale: 'Vouchers',
	tip: 'Tips',
	deposit: 'Deposits',
	cashIn: 'Cash in',
	cashOut: 'Cash out',
	tillDifference: 'Till differences',
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

/** What clearing is called without a row for all registers and shops. */
export const PLAIN_CLEARING = DEFAULTS.clearing;

/**
 * The use whose plain word an account is, as far as that has no row for all of it; undefined for another account.
 * @param rows of the same table
 */
export function plainUseOf(account: string, rows: readonly AccountRow[]): AccountUse | undefined {
	const isForAll = ({ place = '', rate, paymentMethod = '', ...row }: AccountRow) =>
		[place, RATED_USES.includes(row.use) ? rate : '', paymentMethod, soldOf(row)].every(
			(only) => only === '',
		);
	const named = new Set(rows.filter(isForAll).map(({ use }) => use));
	const uses = Object.keys(DEFAULTS) as NeededUse[];
	return uses.find(
		(use) =>
			use !== 'clearing' &&
			!named.has(use) &&
			(account === DEFAULTS[use] || (use === 'sale' && /^Sales [\d.]+%$/.test(account))),
	);
}

/** Finds accounts for bookings: the user's, and plain words where the user named none. */
export class Accounts {
	private readonly rows = new Map<string, Found>();
	/** What rows name of what was sold, such as `article melange`; '' for rows that name nothing. */
	private readonly sold = new Set<string>();
	private readonly places = new Set<string>();
	private readonly clearing = new Set<string>();
	/** Whether any row is about some of what was sold only, or about one payment method. */
	readonly isNarrow: Readonly<Record<'sold' | 'paid', boolean>>;

	constructor(rows: readonly AccountRow[]) {
		for (const row of rows) {
			const { use, account, taxCode, costCenter = '', costCenter2 = '' } = row;
			const costs = SOLD_USES.includes(use) ? { costCenter, costCenter2 } : {};
			const codes = RATED_USES.includes(use) ? { taxCode } : {};
			const to = { account, ...NO_CODES, ...costs, ...codes };
			this.rows.set(rowKey(row), { to, by: columnOf(row) });
			this.sold.add(soldOf(row));
			this.places.add(mappingKey(row.place ?? ''));
			if (use === 'clearing') this.clearing.add(account);
		}
		const isOfMethod = ({ use, paymentMethod = '' }: AccountRow) =>
			paymentMethod !== '' && PAID_USES.includes(use);
		this.isNarrow = {
			sold: [...this.sold].some((words) => words !== ''),
			paid: rows.some(isOfMethod),
		};
		this.clearing.add(this.of('clearing'));
	}

	/** Every account that the user named. */
	all(): string[] {
		return [...this.rows.values()].map(({ to }) => to.account);
	}

	/** Every tax code that the user named. */
	taxCodes(): string[] {
		return [...this.rows.values()].map(({ to }) => to.taxCode).filter((code) => code !== '');
	}

	/** Every cost center that the user named. */
	costCenters(): string[] {
		const all = [...this.rows.values()].flatMap(({ to }) => [to.costCenter, to.costCenter2]);
		return all.filter((name) => name !== '');
	}

	/** The same, each in its column. */
	costCentersOf(): Record<'costCenter' | 'costCenter2', string[]> {
		const all = [...this.rows.values()].map(({ to }) => to);
		const namesOf = (column: 'costCenter' | 'costCenter2') =>
			all.map((row) => row[column]).filter((name) => name !== '');
		return { costCenter: namesOf('costCenter'), costCenter2: namesOf('costCenter2') };
	}

	/** Whether an account is one for clearing, of any register or shop. */
	isClearing(account: string): boolean {
		return this.clearing.has(account);
	}

	/**
	 * The account of what lines sell that no row tells apart by what was sold, the program's code for its tax,
	 * and its cost centers.
	 *
	 * What is sold at a rate that isn't known has an account of its own, and no tax code: an account for all
	 * rates may work out a tax. What a receipt that can't be read states has one of its own, too.
	 * @param rate null when it isn't known
	 */
	ofLine(type: LineType, rate: Percent | null, place: Place = null): AccountAndCodes {
		const use = useOf(type);
		const word = DEFAULTS[use];
		if (!SOLD_USES.includes(use)) return { account: this.of(use, place), ...NO_CODES };
		if (rate === null) {
			const own = this.find({ use: 'unknownRate', place });
			return own?.to ?? { account: `${word}, ${DEFAULTS.unknownRate}`, ...NO_CODES };
		}
		const found = this.find({ use, rate, place });
		return found?.to ?? { account: use === 'sale' ? `${word} ${rate}%` : word, ...NO_CODES };
	}

	/**
	 * Where a line is booked. The narrowest row wins: first by what was sold (article, group, department; each
	 * by ID, then by name), then by the register or shop (by ID, then by name), then by the rate.
	 */
	partOfLine(
		{ type, taxRate, ...words }: SoldWords & Pick<Line, 'type' | 'taxRate'>,
		place: Place = null,
	): BookedPart {
		const all = this.ofLine(type, taxRate, place);
		const use = useOf(type);
		const isParted = this.isNarrow.sold && taxRate !== null && SOLD_USES.includes(use);
		const own = isParted ? this.find({ use, rate: taxRate, place, line: words }) : undefined;
		const part = own?.by === undefined ? '' : partOf(own.to, all);
		return part === '' || !own?.by
			? { to: all, part: '', name: '' }
			: { to: own.to, part, name: nameOf(words, own.by) };
	}

	/**
	 * Where a payment is booked. A row for its method wins, of its register or shop before that of all; then
	 * one for the means.
	 */
	partOfPayment(
		{ means, vendorMeans }: Pick<Payment, 'means' | 'vendorMeans'>,
		place: Place = null,
	): BookedPart {
		const all = this.partOfMeans(means, place);
		const own = this.isNarrow.paid ? this.find({ use: methodUse(vendorMeans), place }) : undefined;
		const part = own ? partOf(own.to, all.to) : '';
		return own && part !== '' ? { to: own.to, part, name: vendorMeans || NO_METHOD.name } : all;
	}

	/** Where a payment is booked that no row tells apart by its method. */
	partOfMeans(means: Means, place: Place = null): BookedPart {
		return { to: { account: this.ofMeans(means, place), ...NO_CODES }, part: '', name: '' };
	}

	/**
	 * The account of the VAT in what is sold at a rate, where a journal parts it from the net; undefined where the
	 * user named none.
	 */
	ofVat(rate: Percent, place: Place = null): AccountAndCodes | undefined {
		return this.find({ use: 'vat', rate, place })?.to;
	}

	/** The account of what was paid by a means. */
	ofMeans(means: Means, place: Place = null): string {
		return this.of(means === 'other' ? 'otherMeans' : means, place);
	}

	/** The account of a use whose account doesn't differ by rate. */
	of(use: NeededUse, place: Place = null): string {
		return this.find({ use, place })?.to.account ?? DEFAULTS[use];
	}

	private find({
		use,
		rate = '',
		place,
		line,
	}: {
		use: string;
		rate?: Percent;
		place: Place;
		line?: SoldWords;
	}): Found | undefined {
		const sold = line ? this.soldWords(line) : [];
		const where = [place?.id ?? '', place?.name ?? '']
			.map(mappingKey)
			.filter((word) => word !== '' && this.places.has(word));
		const rates = RATED_USES.some((rated) => rated === use) ? [rateKey(rate), ''] : [''];
		for (const what of [...sold, ''])
			for (const at of [...where, ''])
				for (const one of rates) {
					const found = this.rows.get(keyOf(use, what, at, one));
					if (found) return found;
				}
		return undefined;
	}

	/** What rows may name of a line, the narrowest first. */
	private soldWords(line: SoldWords): string[] {
		const { productId, variantOf, description, categoryId, category, departmentId } = line;
		const words: Array<[SoldColumn, string | null]> = [
			['article', productId],
			['article', variantOf],
			['article', description],
			['group', categoryId],
			['group', category],
			['department', departmentId],
			['department', line.department],
		];
		return words
			.map(([column, word]) => (word === null ? '' : soldKey(column, word)))
			.filter((key) => key !== '' && this.sold.has(key));
	}
}

/** What a row is for: two rows with the same key would be for the same. */
export function rowKey(
	row: Pick<AccountRow, 'use' | 'place' | 'paymentMethod' | SoldColumn> & { rate?: Percent },
): string {
	const { use, rate = '', place = '', paymentMethod = '' } = row;
	const isOfMethod = paymentMethod !== '' && PAID_USES.includes(use);
	return keyOf(
		isOfMethod ? methodUse(paymentMethod) : use,
		soldOf(row),
		mappingKey(place),
		RATED_USES.includes(use) ? rateKey(rate) : '',
	);
}

/** Which of its columns says what a row is about of what was sold; undefined for all of it. */
function columnOf(row: Pick<AccountRow, 'use' | SoldColumn>): SoldColumn | undefined {
	if (!SOLD_USES.includes(row.use)) return undefined;
	return SOLD_COLUMNS.find((name) => (row[name] ?? '') !== '');
}

function soldOf(row: Pick<AccountRow, 'use' | SoldColumn>): string {
	const column = columnOf(row);
	return column === undefined ? '' : soldKey(column, row[column] ?? '');
}

const soldKey = (column: SoldColumn, word: string): string => `${column} ${mappingKey(word)}`;

const useOf = (type: LineType): NeededUse => (type === 'other' ? 'otherIncome' : type);

/** What tells an account and its codes from others, in the words of an ID; '' where they are the same. */
function partOf(own: AccountAndCodes, all: AccountAndCodes): string {
	const wordsOf = ({ account, taxCode, costCenter, costCenter2 }: AccountAndCodes) =>
		[account, taxCode, costCenter, costCenter2].join('/').replace(/\/+$/, '');
	return wordsOf(own) === wordsOf(all) ? '' : wordsOf(own);
}

/** What the cash register system calls what was sold. */
function nameOf(words: SoldWords, by: SoldColumn): string {
	const { productId, description, categoryId, category, departmentId, department } = words;
	const names: Record<SoldColumn, string | null> = {
		article: description === '' ? productId : description,
		group: category ?? categoryId,
		department: department ?? departmentId,
	};
	return names[by] ?? '';
}

/** Methods have names of their own, whatever means they count as. */
const methodUse = (vendorMeans: string): string =>
	`method ${mappingKey(vendorMeans === '' ? NO_METHOD.value : vendorMeans)}`;

const keyOf = (...parts: string[]): string => JSON.stringify(parts);

/** Equal rates are one, however they are written: 10, 10.0 and 10,0. */
function rateKey(rate: string): string {
	const parsed = parseDecimal(rate.replace(',', '.'));
	return parsed ? decimalToString(parsed) : '';
}
