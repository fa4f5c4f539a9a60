/**
 * The sandbox's reading of the body of Fatture in Cloud's "Create Receipt"
 * (POST /c/{company_id}/receipts): what it would refuse, or record otherwise than it was meant.
 *
 * Source, not the package's writer: the published description of the API
 * (github.com/fattureincloud/openapi-fattureincloud), models/requests/CreateReceiptRequest.yaml,
 * models/schemas/Receipt.yaml, ReceiptItemsListItem.yaml, VatType.yaml, PaymentAccount.yaml,
 * models/enums/ReceiptType.yaml, PaymentAccountType.yaml, and the example of createReceipt in openapi.yaml.
 * It marks no field as required; what is needed here is what a day's takings are nothing without.
 */
import { taxInGross } from '../money.mts';
import type { Fields, Note } from './body.mts';
import {
	amount,
	BODY_RULES,
	centsOf,
	choice,
	day,
	findingsOf,
	flag,
	isFields,
	list,
	number,
	object,
	objectsIn,
	positive,
	sumOf,
	text,
	whole,
} from './body.mts';
import type { Finding } from './finding.mts';
import { taxTolerance } from './rounding.mts';

export const FATTURE_IN_CLOUD_RULES = [
	...BODY_RULES,
	/** A sales receipt has a number, or the next one ("autocomplete_number"), but not both. */
	'number',
	/** What the items come to is what the receipt says. */
	'total',
	/** Without taxes and taxes make what was taken. */
	'sum',
	/** DPR 633/1972, art. 16 and table A: 4, 5, 10 and 22 %, and 0 for what isn't taxed. */
	'rate',
	'tax-amount',
	/** Ids of rates are a company's own ("Get Receipt Pre-Create Info", vat_types_list); 0 is one of them. */
	'vat-unknown',
] as const;
export type FattureInCloudRule = (typeof FATTURE_IN_CLOUD_RULES)[number];

export interface FattureInCloudFacts {
	/** The ids of the company's rates. */
	vatIds?: readonly number[];
	/** How many documents the receipt is of; each of them rounds its taxes. */
	receipts?: number;
}

const RATES = [0, 4, 5, 10, 22];

const vat = object(
	{
		id: whole(0),
		// Read only, but the description's own example sends it.
		value: number,
		description: text(),
		notes: text(),
		e_invoice: flag,
		ei_type: text(),
		ei_description: text(),
		is_disabled: flag,
		default: flag,
	},
	{ needed: ['id'], readOnly: ['editable'] },
);

const item = object(
	{
		id: whole(0),
		amount_net: amount,
		// Not in the schema, but in the description's example.
		amount_vat: amount,
		amount_gross: amount,
		category: text(),
		vat,
	},
	{ needed: ['vat'] },
);

const account = object(
	{
		id: whole(1),
		name: text(),
		type: choice('standard', 'bank'),
		iban: text(),
		sia: text(),
		cuc: text(),
		virtual: flag,
	},
	{ needed: ['id'] },
);

const receipt = object(
	{
		date: day,
		number: positive,
		numeration: text(),
		amount_net: amount,
		amount_vat: amount,
		amount_gross: amount,
		use_gross_prices: flag,
		type: choice('till_receipt', 'sales_receipt'),
		description: text(),
		rc_center: text(),
		payment_account: account,
		items_list: list(item),
	},
	{ needed: ['date', 'type', 'items_list'], readOnly: ['id', 'created_at', 'updated_at'] },
);

const request = object({ data: receipt, autocomplete_number: flag }, { needed: ['data'] });

type Told = Note<FattureInCloudRule>;

function checkItem(
	each: Fields,
	at: string,
	isGross: unknown,
	{ vatIds, receipts }: FattureInCloudFacts,
	note: Told,
): void {
	// Which of both is meant; the other is computed from it.
	const given = isGross === true ? ['amount_gross'] : isGross === false ? ['amount_net'] : [];
	const names = given.length > 0 ? given : ['amount_net', 'amount_gross'];
	if (names.every((name) => each[name] === undefined || each[name] === null)) {
		note(`${at}.${names[0]}`, 'needed', '');
	}
	const kind = isFields(each.vat) ? each.vat : {};
	if (vatIds && typeof kind.id === 'number' && !vatIds.includes(kind.id)) {
		note(`${at}.vat.id`, 'vat-unknown', kind.id);
	}
	const rate = typeof kind.value === 'number' ? kind.value : undefined;
	if (rate !== undefined && !RATES.includes(rate)) note(`${at}.vat.value`, 'rate', rate);
	const [net, tax, gross] = ['amount_net', 'amount_vat', 'amount_gross'].map((name) =>
		centsOf(each[name]),
	);
	if (sumOf([net, tax, gross]) !== undefined && (net ?? 0) + (tax ?? 0) !== gross) {
		note(`${at}.amount_gross`, 'sum', `${gross} cents`);
	}
	const taken = gross ?? sumOf([net, tax]);
	if (rate === undefined || taken === undefined || net === undefined) return;
	const off = Math.abs(taken - net - taxInGross(taken, rate));
	if (off > (rate === 0 ? 0 : taxTolerance(taken, receipts))) {
		note(`${at}.amount_net`, 'tax-amount', `${off} cents`);
	}
}

/** Without and with taxes, and the taxes; each as it is given, or as the other two have it. */
function amountsOf(fields: Fields): Record<'net' | 'vat' | 'gross', number | undefined> {
	const [net, vatOf, gross] = ['amount_net', 'amount_vat', 'amount_gross'].map((name) =>
		centsOf(fields[name]),
	);
	const less = (from: number | undefined, part: number | undefined) =>
		from === undefined || part === undefined ? undefined : from - part;
	return {
		net: net ?? less(gross, vatOf),
		vat: vatOf ?? less(gross, net),
		gross: gross ?? sumOf([net, vatOf]),
	};
}

/**
 * What Fatture in Cloud would refuse, or record otherwise than it was meant.
 * @param body of the request
 */
export function checkFattureInCloud(
	body: unknown,
	facts: FattureInCloudFacts = {},
): Array<Finding<FattureInCloudRule>> {
	return findingsOf<FattureInCloudRule>('items_list', (note) => {
		request(body, '', note);
		if (!isFields(body) || !isFields(body.data)) return;
		const { data } = body;
		const isNumbered = data.number !== undefined && data.number !== null;
		const isNext = body.autocomplete_number === true;
		if (isNumbered ? isNext : !isNext && data.type === 'sales_receipt') {
			note('data.number', 'number', data.number);
		}
		if (Array.isArray(data.items_list) && data.items_list.length === 0) {
			note('data.items_list', 'needed', '');
		}
		const items = objectsIn(data.items_list);
		for (const [index, each] of items) {
			checkItem(each, `data.items_list[${index}]`, data.use_gross_prices, facts, note);
		}
		const said = amountsOf(data);
		const given = ['amount_net', 'amount_vat', 'amount_gross'].map((name) => centsOf(data[name]));
		const [net, tax, gross] = given;
		if (sumOf(given) !== undefined && (net ?? 0) + (tax ?? 0) !== gross) {
			note('data.amount_gross', 'sum', `${gross} cents`);
		}
		for (const name of ['net', 'vat', 'gross'] as const) {
			const sum = sumOf(items.map(([, each]) => amountsOf(each)[name]));
			if (said[name] !== undefined && sum !== undefined && sum !== said[name]) {
				note(`data.amount_${name}`, 'total', `${said[name]} instead of ${sum} cents`);
			}
		}
	});
}
