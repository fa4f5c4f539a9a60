/**
 * What three programs publish of the bodies that make journal entries, as far as this package writes them. Written
 * anew; a name that isn't here would be refused, so that none can be misspelt.
 */
import { z } from 'zod';

const twoDecimals = z
	.number()
	.refine((value) => /^-?\d+(\.\d{1,2})?$/.test(JSON.stringify(value)), 'more than two decimals');
const positive = twoDecimals.refine((value) => value > 0, 'not above zero');
const notNegative = twoDecimals.refine((value) => value >= 0, 'below zero');

const reference = z.object({ value: z.string().min(1) }).strict();

/**
 * JournalEntry, Transaction (DocNumber: 21 letters at most), Line (Description: 4000), JournalEntryLineDetail,
 * PostingTypeEnum, TaxApplicableOnEnum and GlobalTaxCalculationEnum: Finance.xsd of
 * https://github.com/intuit/QuickBooks-V3-Java-SDK at 79b5a3c.
 */
export const quickBooksSchema = z
	.object({
		DocNumber: z.string().min(1).max(21),
		TxnDate: z.string().date(),
		PrivateNote: z.string(),
		GlobalTaxCalculation: z.enum(['TaxInclusive', 'TaxExcluded', 'NotApplicable']).optional(),
		Line: z
			.array(
				z
					.object({
						Description: z.string().max(4000),
						Amount: twoDecimals,
						DetailType: z.literal('JournalEntryLineDetail'),
						JournalEntryLineDetail: z
							.object({
								PostingType: z.enum(['Debit', 'Credit']),
								AccountRef: reference,
								ClassRef: reference.optional(),
								DepartmentRef: reference.optional(),
								TaxCodeRef: reference.optional(),
								TaxApplicableOn: z.enum(['Sales', 'Purchase']).optional(),
								TaxAmount: twoDecimals.optional(),
							})
							.strict(),
					})
					.strict(),
			)
			.min(2),
	})
	.strict();

/**
 * ManualJournals, ManualJournal, LineAmountTypes, ManualJournalLine, TrackingCategory and Account (Code: ten letters
 * at most): xero_accounting.yaml of https://github.com/XeroAPI/Xero-OpenAPI at e952d0b.
 */
export const xeroSchema = z
	.object({
		ManualJournals: z.array(
			z
				.object({
					Narration: z.string().min(1),
					Date: z.string().date(),
					LineAmountTypes: z.enum(['Exclusive', 'Inclusive', 'NoTax']),
					Status: z.enum(['DRAFT', 'POSTED', 'DELETED', 'VOIDED', 'ARCHIVED']),
					JournalLines: z
						.array(
							z
								.object({
									LineAmount: twoDecimals.refine((value) => value !== 0, 'nothing'),
									AccountCode: z.string().min(1).max(10),
									Description: z.string(),
									TaxType: z.string().min(1).optional(),
									Tracking: z
										.array(
											z
												.object({ Name: z.string().min(1).max(100), Option: z.string().max(100) })
												.strict(),
										)
										.max(2)
										.optional(),
								})
								.strict(),
						)
						.min(2),
				})
				.strict(),
		),
	})
	.strict();

/**
 * account.move (move_type, date, ref, journal_id, line_ids), account.move.line (name, account_id, debit, credit,
 * tax_ids) and analytic.mixin (analytic_distribution): addons/account/models and addons/analytic/models of
 * https://github.com/odoo/odoo; a line goes with its move as [0, 0, values] ("Command", CREATE).
 */
export const odooSchema = z
	.object({
		move_type: z.literal('entry'),
		date: z.string().date(),
		ref: z.string().min(1),
		journal_id: z.number().int().positive(),
		line_ids: z
			.array(
				z.tuple([
					z.literal(0),
					z.literal(0),
					z
						.object({
							name: z.string(),
							account_id: z.number().int().positive(),
							debit: notNegative,
							credit: notNegative,
							tax_ids: z.tuple([z.tuple([z.literal(6), z.literal(0), z.array(z.number())])]),
							analytic_distribution: z.record(z.string(), positive).optional(),
						})
						.strict(),
				]),
			)
			.min(2),
	})
	.strict();
