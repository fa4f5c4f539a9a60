/**
 * What Fatture in Cloud publishes of the body of "Create Receipt", as far as this package writes it:
 * CreateReceiptRequest, Receipt, ReceiptItemsListItem, VatType and ReceiptType of
 * https://github.com/fattureincloud/openapi-fattureincloud at 362e3fe. Written anew; what is published there and
 * not written here would be refused, so that a name can't be misspelt.
 */
import { z } from 'zod';

const vat = z.object({ id: z.number().int() }).strict();

const item = z
	.object({
		amount_net: z.number(),
		amount_gross: z.number(),
		category: z.string(),
		vat,
	})
	.strict();

export const createReceiptRequest = z
	.object({
		data: z
			.object({
				type: z.enum(['till_receipt', 'sales_receipt']),
				date: z.string().date(),
				description: z.string(),
				rc_center: z.string(),
				amount_net: z.number(),
				amount_vat: z.number(),
				amount_gross: z.number(),
				use_gross_prices: z.boolean(),
				items_list: z.array(item),
			})
			.strict(),
		autocomplete_number: z.boolean(),
	})
	.strict();
