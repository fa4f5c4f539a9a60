/** Fields of records that only newer generations of the API have; none of them is sent unless somebody adds it. */
import { body } from '../shared/table/fields';
import { numeric } from '../shared/table/schemas';
import type { Field } from '../shared/table/types';
import { idsQuery, line } from './fields';
import { locator } from './records/locators';

const NEWER = 'Only in newer generations of the API';

/** A switch. */
function flagOf(displayName: string, name: string, words: string): Field {
	return body({
		displayName,
		name,
		type: 'boolean',
		default: true,
		description: `Whether ${words}. ${NEWER}.`,
	});
}

/** A line of text. */
const text = (displayName: string, name: string, placeholder: string, words: string): Field =>
	line(displayName, name, placeholder, `${words}. ${NEWER}.`);

/** One of the four discounts that a buyer may have. */
function discount(number: number): Field {
	return body(
		{
			displayName: `Discount ${number}`,
			name: `discount${number}`,
			type: 'number',
			typeOptions: { numberPrecision: 2 },
			default: 0,
			placeholder: 'e.g. 10',
			hint: 'In percent',
			description: `A discount that the buyer has, in percent. ${NEWER}.`,
		},
		{ schema: () => numeric({ min: 0, max: 100 }) },
	);
}

/** What customers and organizations have in common. */
const buyer: Field[] = [
	text('Bank Account Holder', 'bankAccountHolder', 'e.g. Maria Rossi', 'Who owns the bank account'),
	text('Bank Account IBAN', 'bankAccountIBAN', 'e.g. IT60X0542811101000000123456', 'The IBAN'),
	text('Bank Name', 'bankAccountInstitute', 'e.g. Banca di Bologna', 'The bank of the account'),
	...[1, 2, 3, 4].map(discount),
	body(
		locator({
			displayName: 'Sales Mode',
			name: 'idSalesMode',
			description: `The sales mode whose prices the buyer pays. ${NEWER}.`,
			search: 'searchSalesModes',
		}),
	),
];

export const customerFields: Field[] = [
	...buyer,
	text(
		'Lottery Code',
		'lotteryCode',
		'e.g. ABCD1234',
		'Code of the receipt lottery (lotteria degli scontrini)',
	),
];

export const organizationFields: Field[] = [
	...buyer,
	text('E-Invoice Code', 'eInvoiceCode', 'e.g. ABC1234', 'Recipient code (codice destinatario)'),
	text('PEC', 'pec', 'e.g. name@pec.example.com', 'Certified mail address for electronic invoices'),
	flagOf('Split Payment', 'splitPayment', 'the buyer pays the VAT to the state itself'),
];

export const taxFields: Field[] = [
	text('ATECO Code', 'atecoCode', 'e.g. 47.11.40', 'Activity code, needed with "Ventilazione"'),
	text(
		'Nature',
		'nature',
		'e.g. N4',
		'Why no tax is due (natura, N1 to N6); only with a rate of 0, and needed there',
	),
	flagOf('No Fiscal Print', 'noFiscalPrint', 'what is sold at it is not printed fiscally'),
	flagOf(
		'No Print If Mixed',
		'noFiscalPrintOnMixedReceipt',
		'it is not printed fiscally beside others on one receipt',
	),
	flagOf('Ventilazione', 'ventilazione', 'the tax is worked out by ventilazione'),
];

export const departmentFields: Field[] = [
	body({
		displayName: 'Sales Type',
		name: 'salesType',
		type: 'options',
		options: [
			{ name: 'Goods', value: 'GOODS' },
			{ name: 'Services', value: 'SERVICES' },
		],
		default: 'GOODS',
		description: `Whether goods or services are sold. ${NEWER}.`,
	}),
];

/** Other products, picked by name or given as IDs. */
function products(displayName: string, name: string, words: string): Field {
	return { ...idsQuery(displayName, name, 'getProducts', words), in: 'body' };
}

export const productFields: Field[] = [
	products(
		'Alternative Names or IDs',
		'alternatives',
		'Products that can be sold in its place, in newer generations of the API',
	),
	flagOf('Composed', 'composition', 'it is put together from components; a menu is not'),
	flagOf('Menu', 'menu', 'it is a menu of courses; a composed product is not'),
	products(
		'Related Names or IDs',
		'relateds',
		'Products that go with it, in newer generations of the API',
	),
	flagOf(
		'Sold Only in Others',
		'soldOnlyInCompositions',
		'it is sold only as part of composed products',
	),
];

export const variantFields: Field[] = [
	text('Order Ticket Text', 'descriptionOrderTicket', 'e.g. MAGLIETTA M', 'Text for the kitchen'),
];
