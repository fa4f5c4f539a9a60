/** Rows of the table of accounts, wherever they come from: what a row may hold, and how rows agree. */
import { z } from 'zod';
import { entry, filledText, oneOf, rate, text } from '../../table/schemas';
import type { Percent } from '../../values/units';
import {
	PAID_USES,
	PLAIN_CLEARING,
	plainUseOf,
	rowKey,
	SOLD_COLUMNS,
	SOLD_USES,
} from '../accounts';
import type { AccountRow, AccountUse, SoldColumn } from '../accounts';
import { USES } from './accountUses';
import { problemOfMethod, wordOf } from './mapping';
import type { MappingSpec } from './mapping';
import { valuesOf } from './tables';

/** What the user wrote into a row; the use is one of the list. */
export interface WrittenRow extends Partial<Record<SoldColumn, string>> {
	use: AccountUse;
	/** As it was written; checked to be one. */
	rate?: Percent;
	/** A row without one says nothing. */
	account?: string;
	taxCode?: string;
	costCenter?: string;
	costCenter2?: string;
	place?: string;
	paymentMethod?: string;
	/** The text of a payment method that the shop has made for itself. */
	customPayment?: string;
}

/** A rate in percent, as it is written; 0.2 would be no account of what is sold at 20 %. */
const rateText = text.superRefine((written, issues) => {
	const isPlain = /^\d+([.,]\d+)?$/.test(written.trim());
	const checked = isPlain ? rate.safeParse(written.trim().replace(',', '.')) : undefined;
	if (checked?.success) return;
	const message = checked?.error.issues[0]?.message ?? 'must be a number';
	issues.addIssue({ code: 'custom', message });
});

/** Blanks around a number would make another account of it. */
const trimmed = text.transform((written) => written.trim());
const trimmedAccount = trimmed.refine((written) => written !== '', 'is empty');

/** Checks a row by itself; messages follow the name of a column. */
export function rowSchema(spec: MappingSpec) {
	return entry({
		use: oneOf(valuesOf(USES)),
		rate: rateText.optional(),
		account: trimmedAccount.optional(),
		taxCode: trimmed.optional(),
		costCenter: trimmed.optional(),
		costCenter2: trimmed.optional(),
		article: filledText.optional(),
		group: filledText.optional(),
		department: filledText.optional(),
		place: filledText.optional(),
		paymentMethod: filledText.optional(),
		customPayment: filledText.optional(),
	})
		.refine(
			({ account, taxCode }) => account !== undefined || taxCode === undefined,
			'has a tax code, but no account',
		)
		.refine(
			({ account, costCenter, costCenter2 }) =>
				account !== undefined || (costCenter === undefined && costCenter2 === undefined),
			'has a cost center, but no account',
		)
		.superRefine((row, issues) => {
			const add = (field: string, message: string) =>
				issues.addIssue({ code: 'custom', path: [field], message });
			const { use, paymentMethod } = row as WrittenRow;
			const [, second] = SOLD_COLUMNS.filter((column) => row[column] !== undefined);
			const sold = SOLD_COLUMNS.find((column) => row[column] !== undefined);
			if (sold !== undefined && !SOLD_USES.includes(use))
				add(sold, `says nothing in a row for ${nameOfUse(use)}: remove it`);
			if (second !== undefined)
				add(
					second,
					'stands beside a narrower one: a row is about one of them, so remove the other',
				);
			if (paymentMethod !== undefined && !PAID_USES.includes(use))
				add('paymentMethod', `says nothing in a row for ${nameOfUse(use)}: remove it`);
			const problem = problemOfMethod(row, spec);
			if (problem !== undefined) add('paymentMethod', problem);
		});
}

/** As the panel calls it. */
function nameOfUse(use: AccountUse): string {
	return `"${USES.find(({ value }) => value === use)?.name ?? use}"`;
}

/** Two accounts for one thing, or one account whose two sides would hide what is open. */
export function checkRows(written: unknown[], issues: z.RefinementCtx): void {
	const rows = written as WrittenRow[];
	const seen = new Set<string>();
	const saying = rows.flatMap(({ account, ...row }) =>
		account === undefined ? [] : toAccountRow(row, account),
	);
	const clearings = saying.filter(({ use }) => use === 'clearing');
	const clearing = new Set(clearings.map(({ account }) => account));
	if (clearings.every(({ place = '' }) => place !== '')) clearing.add(PLAIN_CLEARING);
	for (const [index, row] of rows.entries()) {
		const { use, account } = row;
		if (account === undefined) continue;
		const add = (field: string, message: string) =>
			issues.addIssue({ code: 'custom', path: [index, field], message });
		const key = rowKey(toAccountRow(row, account));
		if (seen.has(key)) add('use', 'has a row above already: what is booked has one account');
		seen.add(key);
		if (use !== 'clearing' && clearing.has(account))
			add('account', 'is the account for "Clearing", too, which ends at 0.00 only by itself');
		const plain = use === 'clearing' ? plainUseOf(account, saying) : undefined;
		if (plain !== undefined)
			add('account', `is what ${nameOfUse(plain)} is called without a row of its own`);
	}
}

/** Checks a whole table. */
export function rowsSchema(spec: MappingSpec): z.ZodType<unknown[], z.ZodTypeDef, unknown> {
	return z.array(rowSchema(spec)).superRefine(checkRows);
}

/** A row that says something, as bookings look for it. */
export function toAccountRow(
	{ customPayment, paymentMethod, rate = '', taxCode = '', ...row }: WrittenRow,
	account: string,
): AccountRow {
	return {
		...row,
		rate,
		taxCode,
		account,
		...(paymentMethod === undefined
			? {}
			: { paymentMethod: wordOf({ paymentMethod, customPayment }) }),
	};
}
