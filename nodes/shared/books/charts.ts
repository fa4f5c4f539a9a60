/**
 * Account numbers of public charts, for what a till books. Only what two public sources agree on, or one that
 * is kept by an accounting program, stands here; where none says so there is no number rather than a guess.
 *
 * [O] Odoo, addons/l10n_de and l10n_at (LGPL), data/template/account.account-de_skr03.csv, -de_skr04.csv and
 *     -at.csv, and the prefixes and defaults in models/template_*.py:
 *     https://github.com/odoo/odoo/tree/master/addons/l10n_de
 *     https://github.com/odoo/odoo/tree/master/addons/l10n_at
 * [G] Public programs and guides for tills in Germany, which agree: revenue at 19 % and 7 %, the till, and what
 *     is on its way to the bank (Geldtransit), card takings and cash that is brought there among it.
 */
import type { AccountUse } from './accounts';
import type { Percent } from '../values/units';

/** A chart that a table of accounts can be suggested for. */
export interface AccountChart {
	/** As the panel shows it. */
	name: string;
	/** The country's VAT rates, the most usual one first. */
	rates: readonly Percent[];
	/** Revenue by VAT rate. */
	sales: Readonly<Partial<Record<Percent, string>>>;
	/** Accounts that differ by no rate. */
	others: Readonly<Partial<Record<AccountUse, string>>>;
	/** What is to be known of an account. */
	remarks: Readonly<Partial<Record<AccountUse, string>>>;
}

const IN_TRANSIT = 'Until the bank has it (Geldtransit)';
const WITHOUT_TAX_CODE = 'Works out its tax by itself (Automatikkonto): no tax code';

const GERMAN_REMARKS = {
	sale: WITHOUT_TAX_CODE,
	card: IN_TRANSIT,
	online: IN_TRANSIT,
	transfer: IN_TRANSIT,
	cashIn: IN_TRANSIT,
	cashOut: `${IN_TRANSIT}; purchases have an account of their own`,
	clearing: 'Durchlaufende Posten',
};

/** By the value that workflows store. */
export const CHARTS = {
	skr03: {
		name: 'SKR 03 (Germany)',
		rates: ['19', '7', '0'],
		// [O, G]; at 7 % [G]
		sales: { '19': '8400', '7': '8300' },
		others: {
			// [O, G]: prefix 100
			cash: '1000',
			// [O, G]
			card: '1360',
			online: '1360',
			transfer: '1360',
			cashIn: '1360',
			cashOut: '1360',
			// [O]: Forderungen ohne Kontokorrent
			credit: '1410',
			// [O]
			clearing: '1590',
		},
		remarks: GERMAN_REMARKS,
	},
	skr04: {
		name: 'SKR 04 (Germany)',
		rates: ['19', '7', '0'],
		// [O, G]; at 7 % [G]
		sales: { '19': '4400', '7': '4300' },
		others: {
			// [O, G]: prefix 160
			cash: '1600',
			// [O, G]
			card: '1460',
			online: '1460',
			transfer: '1460',
			cashIn: '1460',
			cashOut: '1460',
			// [O]
			clearing: '1370',
		},
		remarks: GERMAN_REMARKS,
	},
	ekr: {
		name: 'Standard Chart (Austria)',
		// 4.9 is that of basic foods.
		rates: ['20', '10', '13', '4.9', '0'],
		// [O]. At 10 % public charts have 4001, 4010 and others.
		sales: { '20': '4000' },
		others: {
			// [O]: prefix 270
			cash: '2700',
			// [O]: Schwebende Geldbewegungen
			card: '2880',
			online: '2880',
			transfer: '2880',
			cashIn: '2880',
			cashOut: '2880',
			// [O]
			credit: '2000',
		},
		remarks: {
			card: 'Until the bank has it (Schwebende Geldbewegungen)',
			online: 'Until the bank has it (Schwebende Geldbewegungen)',
			transfer: 'Until the bank has it (Schwebende Geldbewegungen)',
			cashIn: 'Schwebende Geldbewegungen',
			cashOut: 'Schwebende Geldbewegungen; purchases have an account of their own',
		},
	},
	italy: {
		// No public source says for sure what a till's accounts are: companies number them themselves.
		name: 'Your Own Numbers (Italy)',
		rates: ['22', '10', '5', '4', '0'],
		sales: {},
		others: {},
		remarks: {},
	},
} satisfies Record<string, AccountChart>;

/** One of {@link CHARTS}. */
export type ChartName = keyof typeof CHARTS;
