/** The panel of accounting: what it stores, which never changes, and that each part says what it is. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { kassandro } from '../../../../../nodes/Kassandro/api';
import type { Api } from '../../../../../nodes/shared/table/types';
import { nodes } from '../../../../support/n8n/nodes';

const APIS: Api[] = [kassandro, cassaNova];

/** Every parameter of the resource, also those inside of collections and tables. */
function all(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((entry) =>
			'values' in entry ? all(entry.values) : 'type' in entry ? all([entry]) : [],
		),
	]);
}

const propertiesOf = ({ resources }: Api): INodeProperties[] => {
	const accounting = resources.find(({ value }) => value === 'accounting');
	return all(
		(accounting?.endpoints ?? []).flatMap(({ fields = [] }) =>
			fields.map(({ property }) => property),
		),
	);
};
const choicesOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.flatMap((entry) => ('value' in entry ? [entry] : []));

/** By name: the kind, what a new node has, and the choices. */
const STORED = {
	account: 'string ""',
	amountField: 'string ""',
	accountsJson: 'json ""',
	// All items of the input may be its rows, but for Get Journal.
	accountsSource: expect.stringMatching(/^options "panel" (items )?json panel$/) as string,
	binaryPropertyName: 'string "data"',
	booksClosedUntil: 'dateTime ""',
	changedDays: 'options "reverse" difference reverse',
	daysBefore: 'number 60',
	comparedMeans: 'multiOptions ["card"] card cash credit mealVoucher online other transfer voucher',
	comparedMethods: 'string ""',
	dateField: 'string ""',
	dateOrder: 'options "dayFirst" dayFirst monthFirst',
	datevAccountLength: 'number 4',
	datevClient: 'string ""',
	datevConsultant: 'string ""',
	datevFiscalYearStart: 'dateTime ""',
	datevLocked: 'boolean false',
	dateTo: 'dateTime ""',
	dayEndsAt: 'string "00:00"',
	decimalSign: 'options "auto" auto comma point',
	earlierSummary: 'json ""',
	feeField: 'string ""',
	feeFixed: 'number 0',
	feePercent: 'number 2',
	grossField: 'string ""',
	ifUnreadable: 'options "list" list stop',
	includeSummary: 'boolean false',
	includeUnfinished: 'boolean false',
	lineMapping: 'fixedCollection {}',
	means: 'options "card" card cash credit mealVoucher online other transfer voucher',
	odooJournal: 'string ""',
	only: 'collection {}',
	outgoingField: 'string ""',
	paymentMapping: 'fixedCollection {}',
	posted: 'json ""',
	postedFrom: 'options "nothing" items json nothing',
	payoutDays: 'number 5',
	place: 'options ""',
	placeField: 'string ""',
	rate: 'string ""',
	receiptNumbers: 'string ""',
	referenceField: 'string ""',
	rowsContaining: 'string ""',
	rowsPer: 'options "receipt" line receipt receiptRow taxRate',
	sideField: 'string ""',
	statementPlaces: 'fixedCollection {}',
	taxCode: 'string ""',
	textField: 'string ""',
	type: 'options "voucherSale" cashIn cashOut deposit other sale tillDifference tip voucherSale',
	use: 'options "sale" card cash cashIn cashOut clearing credit deposit difference mealVoucher online otherIncome otherMeans rounding sale tillDifference tip transfer unclear unknownRate vat voucher voucherSale',
	word: 'string ""',
	xeroTracking: 'string ""',
	xeroTracking2: 'string ""',
};
/** What each system has of its own. */
const OWN: Record<string, object> = {
	Kassandro: {
		fileFormat:
			'options "items" bmd csv csvPlain csvWindows datev items odoo quickBooks summary vatTotals xero',
		groupBy: 'options "day" day month receipt',
		by: 'options "articles" articles groups',
		paymentMethod: 'options ""',
		timeZone: 'options "Europe/Vienna"',
		accounts: expect.stringMatching(
			/"use":"sale","rate":"20".*"rate":"10".*"rate":"13".*"use":"cash".*"use":"card".*"use":"clearing"/,
		) as string,
	},
	CassaNova: {
		fileFormat:
			'options "items" bmd corrispettivi corrispettiviItems csv csvPlain csvWindows datev fattureInCloud items odoo quickBooks summary vatTotals xero',
		fattureInCloudType: 'options "sales_receipt" sales_receipt till_receipt',
		groupBy: 'options "day" closing day month receipt',
		by: 'options "departments" articles departments groups',
		paymentMethod: expect.stringMatching(
			/^options "BANK_TRANSFER" .* CUSTOM_PAYMENT .* NO_METHOD/,
		) as string,
		customPayment: 'string ""',
		timeZone: 'options "Europe/Rome"',
	},
};

it.each(APIS)('$name: stores the same names and values for ever', (api) => {
	const stored: Record<string, string> = {};
	for (const property of propertiesOf(api)) {
		const values = choicesOf(property).map(({ value }) => String(value));
		const initial = JSON.stringify(property.default);
		stored[property.name] = [property.type, initial, ...values.sort()].join(' ');
	}
	expect(stored).toMatchObject({ ...STORED, ...OWN[api.name] });
});

it.each(APIS)('$name: each part says what it is', (api) => {
	for (const { displayName, description, hint, placeholder, ...property } of propertiesOf(api)) {
		const texts = { displayName, description, hint, placeholder };
		const empty = Object.entries(texts).filter(
			([, text]) => text !== undefined && text.trim() === '',
		);
		expect([property.name, empty]).toEqual([property.name, []]);
		expect(displayName).toMatch(/^[A-Z]/);
		if (property.type !== 'notice')
			expect([property.name, description ?? hint]).not.toContain(undefined);
		if (placeholder) expect(placeholder).toMatch(/^(e\.g\. \S|Add )/);
		for (const { name, value, description: words } of choicesOf(property as INodeProperties)) {
			expect(name).toMatch(/^[A-Z0-9]/);
			expect([value, words]).not.toContain('');
		}
	}
});

it.each(nodes.filter(({ folder }) => folder !== 'KassaForte'))(
	'$folder: a workflow that was saved with the first operation keeps it, whatever comes before it',
	({ description }) => {
		const [operation] = description.properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes('accounting'),
		);
		expect(operation?.default).toBe('getBookings');
	},
);
