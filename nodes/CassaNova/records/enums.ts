/** Fixed choices of the CassaNova API (document: Colors, Icons, Enumerations), with names for people. */
import type { INodePropertyOptions } from 'n8n-workflow';

/** Background of buttons on the till; values are hexadecimal without a hash sign. */
export const COLORS: INodePropertyOptions[] = [
	{ name: 'Blue', value: '0a7cad', description: 'Hex value 0a7cad' },
	{ name: 'Brown', value: 'a88a5c', description: 'Hex value a88a5c' },
	{ name: 'Cream', value: 'ffd993', description: 'Hex value ffd993' },
	{ name: 'Dark Gray', value: '333333', description: 'Hex value 333333' },
	{ name: 'Gray', value: '7f7f7f', description: 'Hex value 7f7f7f' },
	{ name: 'Green', value: '49b76c', description: 'Hex value 49b76c' },
	{ name: 'Lavender', value: 'bfa4d6', description: 'Hex value bfa4d6' },
	{ name: 'Light Blue', value: '94d4ef', description: 'Hex value 94d4ef' },
	{ name: 'Light Gray', value: 'cccccc', description: 'Hex value cccccc' },
	{ name: 'Lime', value: '98c32c', description: 'Hex value 98c32c' },
	{ name: 'Orange', value: 'e8864a', description: 'Hex value e8864a' },
	{ name: 'Pink', value: 'd177ab', description: 'Hex value d177ab' },
	{ name: 'Plum', value: '7e4e60', description: 'Hex value 7e4e60' },
	{ name: 'Red', value: 'db4925', description: 'Hex value db4925' },
	{ name: 'Sky Blue', value: '70a8eb', description: 'Hex value 70a8eb' },
	{ name: 'Teal', value: '3e767a', description: 'Hex value 3e767a' },
	{ name: 'Turquoise', value: '61c0b6', description: 'Hex value 61c0b6' },
	{ name: 'Violet', value: 'ae7ff9', description: 'Hex value ae7ff9' },
	{ name: 'Yellow', value: 'ebbd1d', description: 'Hex value ebbd1d' },
];

/** Pictures on product buttons. */
export const ICONS: INodePropertyOptions[] = [
	{ name: 'ATM', value: 'bancomat' },
	{ name: 'Battery', value: 'batteria' },
	{ name: 'Can', value: 'lattina' },
	{ name: 'Candy', value: 'caramella' },
	{ name: 'Chapstick', value: 'burrocacao' },
	{ name: 'Cigarette', value: 'sigaretta' },
	{ name: 'Coffee', value: 'caffe' },
	{ name: 'Dessert', value: 'dolce' },
	{ name: 'Envelope', value: 'busta' },
	{ name: 'First Course', value: 'primo' },
	{ name: 'Fish Course', value: 'secondo_pesce' },
	{ name: 'Fruit Salad', value: 'macedonia' },
	{ name: 'Glasses', value: 'occhiali' },
	{ name: 'Hamburger', value: 'panino' },
	{ name: 'Hot Beverage', value: 'bevanda_calda' },
	{ name: 'Ice Cream', value: 'gelato' },
	{ name: 'Juice', value: 'spremuta' },
	{ name: 'Lighter', value: 'accendino' },
	{ name: 'Liquor', value: 'superalcolico' },
	{ name: 'Lottery Scratch Card', value: 'gratta_e_vinci' },
	{ name: 'Match', value: 'fiammifero' },
	{ name: 'Milkshake', value: 'frappe' },
	{ name: 'Newspaper', value: 'giornale' },
	{ name: 'Notebook', value: 'quaderno' },
	{ name: 'Pasta', value: 'pasta' },
	{ name: 'Patch', value: 'cerotto' },
	{ name: 'Pen', value: 'penna' },
	{ name: 'Pencil', value: 'matita' },
	{ name: 'Photocopy', value: 'fotocopia' },
	{ name: 'Pizza', value: 'pizza' },
	{ name: 'Popsicle', value: 'ghiacciolo' },
	{ name: 'Postcard', value: 'cartolina' },
	{ name: 'Prepaid Card', value: 'postepay' },
	{ name: 'Print', value: 'stampa' },
	{ name: 'Red Meat Course', value: 'secondo_carne_rossa' },
	{ name: 'Salad', value: 'insalata' },
	{ name: 'Sandwich', value: 'tramezzino' },
	{ name: 'Shot', value: 'shortino' },
	{ name: 'Side Dish', value: 'contorno' },
	{ name: 'Soft Drink', value: 'bevanda_analcolica' },
	{ name: 'Soup', value: 'minestra' },
	{ name: 'Stamp', value: 'francobollo' },
	{ name: 'Tea', value: 'tea' },
	{ name: 'Toy', value: 'gioco' },
	{ name: 'Water', value: 'acqua' },
	{ name: 'White Meat Course', value: 'secondo_carne_bianca' },
	{ name: 'Wine Bottle', value: 'vino_bottiglia' },
	{ name: 'Wine Glass', value: 'vino_bicchiere' },
];

/** BarcodeFormat. */
export const BARCODE_FORMATS: INodePropertyOptions[] = [
	{ name: 'Code 39', value: 'CODE39' },
	{ name: 'EAN-13', value: 'EAN13' },
];

/** How an order comes to the guest (newer generations of the API); there are more, which nobody has named. */
export const DELIVERY_MODES: INodePropertyOptions[] = [
	{ name: 'Pickup', value: 'PICKUP' },
	{ name: 'Table', value: 'TABLE' },
];

/** How far an order is that the till shows (newer generations of the API). */
export const ORDER_STATES: INodePropertyOptions[] = [
	{ name: 'Accepted', value: 'ACCEPTED' },
	{ name: 'Canceled', value: 'CANCELED' },
	{ name: 'Completed', value: 'COMPLETED' },
	{ name: 'Delivering', value: 'DELIVERING' },
	{ name: 'Processing', value: 'PROCESSING' },
	{ name: 'Ready', value: 'READY' },
	{ name: 'Rejected', value: 'REJECTED' },
	{ name: 'Requested', value: 'REQUESTED' },
	{ name: 'Shipped', value: 'SHIPPED' },
	{ name: 'Shipping', value: 'SHIPPING' },
];

/** CustomerGender. */
export const GENDERS: INodePropertyOptions[] = [
	{ name: 'Female', value: 'FEMALE' },
	{ name: 'Male', value: 'MALE' },
];

/** The status of a document that is no draft: as accounts have it, and as the document misspells it. */
export const CONFIRMED = 'CONFIRMED';
export const CONFRIMED = 'CONFRIMED';
export const DRAFT = 'DRAFT';

/** DocumentStatus. */
export const DOCUMENT_STATUSES: INodePropertyOptions[] = [
	{ name: 'Confirmed', value: CONFIRMED },
	{
		name: 'Confirmed (Old Spelling)',
		value: CONFRIMED,
		description: 'The same, as earlier versions of this node stored it',
	},
	{ name: 'Draft', value: DRAFT },
];

/** MovementType: why stock changed. */
export const MOVEMENT_TYPES: INodePropertyOptions[] = [
	{ name: 'Consumables', value: 'CONSUMABLES' },
	{ name: 'Correction', value: 'CORRECTION' },
	{ name: 'Defective', value: 'DEFECTIVE' },
	{ name: 'Expired', value: 'EXPIRED' },
	{ name: 'Free Sample', value: 'FREE_SAMPLE' },
	{ name: 'Loss', value: 'LOSS' },
	{ name: 'Return From Customer', value: 'RETURN_FROM_CUSTOMER' },
	{ name: 'Return to Supplier', value: 'RETURN_TO_SUPPLIER' },
	{ name: 'Sale', value: 'SALE' },
	{ name: 'Self-Consumption', value: 'SELF_CONSUMPTION' },
	{ name: 'Supply', value: 'SUPPLY' },
	{ name: 'Tasting', value: 'TASTING' },
	{ name: 'Theft', value: 'THEFT' },
	{ name: 'Transfer', value: 'TRANSFER' },
];

/** OptionValueType: what choosing a value does to a product. */
export const OPTION_VALUE_TYPES: INodePropertyOptions[] = [
	{ name: 'Addition', value: 'POSITIVE' },
	{ name: 'Neutral', value: 'NEUTRAL' },
	{ name: 'Removal', value: 'NEGATIVE' },
];

/** PaymentType and InvoicePaymentType: how a document was paid. */
export const PAYMENT_TYPES: INodePropertyOptions[] = [
	{ name: 'Bank Transfer (Invoice)', value: 'BANK_TRANSFER' },
	{ name: 'Card', value: 'CASHCARD' },
	{ name: 'Cash', value: 'CASH' },
	{ name: 'Check', value: 'BANKCHECK' },
	{ name: 'Check (Invoice)', value: 'CHEQUE' },
	{ name: 'Credit Card', value: 'CREDITCARD' },
	{ name: 'Credit Card (Invoice)', value: 'CREDIT_CARD' },
	{ name: 'Deferred (Paid by Invoice)', value: 'DEFERRED' },
	{ name: 'Fidelity Card', value: 'FIDELITYCARD' },
	{ name: 'Meal Voucher (Ticket)', value: 'TICKET' },
	{ name: 'Other (Invoice)', value: 'OTHER' },
	{ name: 'PayPal (Invoice)', value: 'PAYPAL' },
	{ name: 'RiBa, 30 Days (Invoice)', value: 'RIBA_30' },
	{ name: 'RiBa, 60 Days (Invoice)', value: 'RIBA_60' },
	{ name: 'Voucher', value: 'VOUCHER' },
];
