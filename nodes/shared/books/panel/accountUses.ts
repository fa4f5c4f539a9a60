/** What an account can be for, as the panel says it. */
import type { INodePropertyOptions } from 'n8n-workflow';
import type { AccountUse } from '../accounts';

/** The choice of what a row of the table of accounts is for. */
export const USES: Array<INodePropertyOptions & { value: AccountUse }> = [
	{
		name: 'Cash In',
		value: 'cashIn',
		description: 'What you mapped as "Cash In", such as change from the bank',
	},
	{
		name: 'Cash Out',
		value: 'cashOut',
		description: 'What you mapped as "Cash Out", such as money for the bank, or purchases',
	},
	{ name: 'Clearing', value: 'clearing', description: 'Between sales and payments; ends at 0.00' },
	{ name: 'Deposits', value: 'deposit' },
	{
		name: 'Difference',
		value: 'difference',
		description: 'What payments and receipts do not agree on',
	},
	{ name: 'Other Income', value: 'otherIncome', description: 'What you mapped as "Other"' },
	{ name: 'Paid by Bank Transfer', value: 'transfer' },
	{ name: 'Paid by Card', value: 'card' },
	{ name: 'Paid by Meal Voucher', value: 'mealVoucher' },
	{ name: 'Paid by Other Means', value: 'otherMeans' },
	{ name: 'Paid by Voucher', value: 'voucher' },
	{ name: 'Paid in Cash', value: 'cash' },
	{ name: 'Paid Later (On Account)', value: 'credit' },
	{ name: 'Paid Online', value: 'online' },
	{
		name: 'Receipts That Could Not Be Read',
		value: 'unclear',
		description: 'What they state, until it is clarified',
	},
	{
		name: 'Rounding',
		value: 'rounding',
		description: 'What cash payments were rounded by, without VAT',
	},
	{ name: 'Sales', value: 'sale' },
	{
		name: 'Sold at a VAT Rate That Is Not Known',
		value: 'unknownRate',
		description: 'What your accountant has to look at',
	},
	{
		name: 'Till Differences',
		value: 'tillDifference',
		description: 'What you mapped as "Till Difference"',
	},
	{ name: 'Tips', value: 'tip' },
	{
		name: 'VAT',
		value: 'vat',
		description:
			'For journals only: what is sold stands there with its net, and its VAT on this account',
	},
	{ name: 'Vouchers Sold', value: 'voucherSale' },
];
