/** The fields of a receipt that any document names (Receipt, Document, Row, Payment), or programs in use know. */
import type { Described } from '../../shared/check/shapes';

/** The levels of a receipt. */
export const RECEIPT_FIELDS: Described[] = [
	{
		at: '',
		fields: [
			...['id', 'number', 'date', 'datetime', 'document'],
			// Newer generations of the API.
			...['zNumber', 'taxCode', 'vatNumber', 'lotteryCode', 'idUserFO', 'userFOName'],
		],
		needed: ['id', 'number', 'date', 'datetime', 'document'],
	},
	{
		at: 'document',
		fields: [
			...['id', 'idOrganization', 'idCustomer', 'taxFree', 'amount', 'change', 'rows'],
			...['payments', 'orderSummary', 'user', 'note'],
			...['idSalesPoint', 'refund', 'externalId', 'email', 'description', 'confirmed', 'userType'],
			...['documentReason', 'documentConnectionSources'],
		],
		needed: ['amount', 'rows', 'payments'],
	},
	{
		at: 'document.rows',
		fields: [
			...['id', 'subtotal', 'refund', 'menu', 'coverCharge', 'idProduct', 'idProductVariant'],
			...['idCategory', 'idDepartment', 'idTax', 'idSalesMode', 'stockMovementEnabled'],
			...['idStockMovement', 'rowNumber', 'quantity', 'price', 'percentageVariation'],
			...['variation', 'variationType', 'rowModifierValues', 'note'],
			...['composition', 'salesType', 'idOutgoingMovement', 'calculatedAmount', 'shippingCost'],
			...['sharedPaymentReason', 'rowCourseChoices', 'rowComponentChoices'],
		],
		needed: ['idTax', 'quantity', 'price'],
	},
	{
		at: 'document.payments',
		fields: ['id', 'paymentType', 'amount', 'paymentNote', 'change', 'customPayment', 'ticket'],
		needed: ['paymentType', 'amount'],
	},
];
