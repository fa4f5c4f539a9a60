/** The fields that CassaNova's documents name for a receipt (Receipt, Document, Row, Payment), newer ones too. */
import type { Described } from '../../shared/check/shapes';

/** The levels of a receipt. */
export const RECEIPT_FIELDS: Described[] = [
	{
		at: '',
		fields: [
			...['id', 'number', 'date', 'datetime', 'document', 'zNumber', 'lotteryCode'],
			...['taxCode', 'vatNumber'],
		],
		needed: ['id', 'number', 'date', 'datetime', 'document'],
	},
	{
		at: 'document',
		fields: [
			...['id', 'idSalesPoint', 'idOrganization', 'idCustomer', 'taxFree', 'amount', 'change'],
			...['rows', 'payments', 'orderSummary', 'user', 'note', 'refund', 'lotteryCode'],
			...['idFidelityCard', 'channel'],
		],
		needed: ['amount', 'rows', 'payments'],
	},
	{
		at: 'document.rows',
		fields: [
			...['id', 'subtotal', 'refund', 'menu', 'coverCharge', 'composition', 'idProduct'],
			...['idProductVariant', 'idCategory', 'idDepartment', 'idTax', 'idSalesMode'],
			...['stockMovementEnabled', 'idStockMovement', 'rowNumber', 'quantity', 'price'],
			...['calculatedAmount', 'percentageVariation', 'variation', 'variationType'],
			...['rowModifierValues', 'note'],
		],
		needed: ['subtotal', 'idTax', 'quantity', 'price'],
	},
	{
		at: 'document.payments',
		fields: ['id', 'paymentType', 'amount', 'change', 'customPayment'],
		needed: ['paymentType', 'amount'],
	},
];
