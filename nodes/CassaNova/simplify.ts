/** The few fields of a CassaNova receipt that most workflows use, flat. */
import { z } from 'zod';

const plain = z.union([z.string(), z.number()]).nullable().catch(null);

/** Nothing here fails: what can't be read is null, so that a list never breaks over one record. */
const receiptSchema = z.object({
	id: plain,
	number: plain,
	zNumber: plain,
	datetime: plain,
	document: z
		.object({
			refund: z.unknown().transform(Boolean),
			amount: plain,
			idCustomer: plain,
			idOrganization: plain,
			rows: z
				.array(
					z
						.object({ subtotal: z.unknown(), composition: z.unknown() })
						.transform((row) => !row.subtotal && !row.composition)
						.catch(false),
				)
				.catch([]),
			payments: z.array(z.object({ paymentType: z.string() })).catch([]),
		})
		.catch({
			refund: false,
			amount: null,
			idCustomer: null,
			idOrganization: null,
			rows: [],
			payments: [],
		}),
});

export type SimplifiedReceipt = {
	number: string | number | null;
	datetime: string | number | null;
	/** As the system states it, in euros. */
	amount: string | number | null;
	/** The payment types of the document, for example "CASH, CREDITCARD". */
	paymentTypes: string;
	/** Rows that are sales. */
	itemCount: number;
	/** True when the receipt was cancelled in place. */
	cancelled: boolean;
	zNumber: string | number | null;
	idCustomer: string | number | null;
	idOrganization: string | number | null;
	id: string | number | null;
};

/**
 * Picks the useful fields of a record of GET /documents/receipts, the most wanted first.
 * @param record the record as the API sent it
 */
export function simplifyReceipt(record: unknown): SimplifiedReceipt {
	const { document, ...receipt } = receiptSchema.catch(receiptSchema.parse({})).parse(record);
	return {
		number: receipt.number,
		datetime: receipt.datetime,
		amount: document.amount,
		paymentTypes: [...new Set(document.payments.map((payment) => payment.paymentType))].join(', '),
		itemCount: document.rows.filter(Boolean).length,
		cancelled: document.refund,
		zNumber: receipt.zNumber,
		idCustomer: document.idCustomer,
		idOrganization: document.idOrganization,
		id: receipt.id,
	};
}
