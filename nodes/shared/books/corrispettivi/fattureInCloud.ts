/**
 * Takings → bodies of Fatture in Cloud's "Create Receipt" (POST /c/{company_id}/receipts), one for each
 * business day and shop. The published description is CreateReceiptRequest, Receipt and ReceiptItemsListItem in
 * https://github.com/fattureincloud/openapi-fattureincloud (models/requests, models/schemas).
 */
import { centsToJson, centsToString } from '../../values/money';
import type { Steps } from '../../values/inTurns';
import type { Cents, Day, JsonEuros, Percent } from '../../values/units';
import type { Accounts } from '../accounts';
import { nameOfPlace } from '../facts';
import { compareRates } from '../order';
import { BookingFileError } from '../types';
import { takingsId } from './rows';
import type { RateTakings } from './taken';
import type { Takings } from './takings';

/** What Fatture in Cloud calls takings (ReceiptType). */
export const RECEIPT_TYPES = ['sales_receipt', 'till_receipt'] as const;
/** One of {@link RECEIPT_TYPES}. */
export type ReceiptType = (typeof RECEIPT_TYPES)[number];

/** The body of a request; the names are Fatture in Cloud's. */
export interface FattureInCloudReceipt {
	data: {
		type: ReceiptType;
		date: Day;
		description: string;
		rc_center: string;
		amount_net: JsonEuros;
		amount_vat: JsonEuros;
		amount_gross: JsonEuros;
		use_gross_prices: true;
		items_list: Array<{
			amount_net: JsonEuros;
			amount_gross: JsonEuros;
			category: string;
			vat: { id: number };
		}>;
	};
	autocomplete_number: true;
}

/** Whether a tax code of the table of accounts is an ID of Fatture in Cloud's VAT rates, which begin with 0. */
export function isVatId(taxCode: string): boolean {
	return /^\d{1,9}$/.test(taxCode);
}

/**
 * The bodies, and sentences on what isn't in them: what isn't paid yet, and documents with registers of
 * their own.
 *
 * Assumption: the takings of a day are receipts of the type that the panel says, and what bears no VAT has one
 * VAT ID, whatever its nature.
 * @param accounts whose tax codes of sales are the IDs of VAT rates, and whose accounts are categories; those of
 *   the shop, where it has its own
 * @throws BookingFileError for a rate without an ID, and for what was sold at a rate that isn't known
 */
export function* receiptBodies(
	takings: readonly Takings[],
	accounts: Accounts,
	type: ReceiptType,
): Steps<{ bodies: FattureInCloudReceipt[]; remarks: string[] }> {
	requireRates(takings);
	requireIds(takings, accounts);
	const bodies: FattureInCloudReceipt[] = [];
	for (const day of takings) {
		yield;
		const sums = sumsOf(day);
		if (sums.length > 0) bodies.push(bodyOf(day, sums, accounts, type));
	}
	return { bodies, remarks: remarksOn(takings) };
}

/** What is due at one rate. */
interface RateSum {
	rate: Percent;
	netCents: Cents;
	taxCents: Cents;
	grossCents: Cents;
}

/** What is due now, by rate; natures together. */
function sumsOf({ rates, natures }: Takings): RateSum[] {
	const untaxed = [...natures.values()].reduce((sum, { grossCents }) => sum + grossCents, 0);
	const taxed = [...rates].map(([rate, { grossCents, taxCents }]) => ({
		rate,
		netCents: grossCents - taxCents,
		taxCents,
		grossCents,
	}));
	return [...taxed, { rate: '0', netCents: untaxed, taxCents: 0, grossCents: untaxed }]
		.filter(({ netCents, taxCents }) => netCents !== 0 || taxCents !== 0)
		.sort((a, b) => compareRates(a.rate, b.rate));
}

const total = (sums: readonly RateSum[], of: (sum: RateSum) => Cents): JsonEuros =>
	centsToJson(sums.reduce((cents, sum) => cents + of(sum), 0));

function bodyOf(
	day: Takings,
	sums: readonly RateSum[],
	accounts: Accounts,
	type: ReceiptType,
): FattureInCloudReceipt {
	const place = nameOfPlace(day.place) ?? '';
	return {
		data: {
			type,
			date: day.date,
			// What tells a repeat.
			description: `Corrispettivi ${day.date}${place === '' ? '' : `, ${place}`} (${takingsId(day)})`,
			rc_center: place,
			amount_net: total(sums, ({ netCents }) => netCents),
			amount_vat: total(sums, ({ taxCents }) => taxCents),
			amount_gross: total(sums, ({ grossCents }) => grossCents),
			use_gross_prices: true,
			items_list: sums.map(({ rate, netCents, grossCents }) => {
				const { account, taxCode } = accounts.ofLine('sale', rate, day.place);
				return {
					amount_net: centsToJson(netCents),
					amount_gross: centsToJson(grossCents),
					category: account,
					vat: { id: Number(taxCode) },
				};
			}),
		},
		autocomplete_number: true,
	};
}

function requireRates(takings: readonly Takings[]): void {
	const open = takings.filter(({ unknownCents }) => unknownCents !== 0);
	const [first] = open;
	if (!first) return;
	const where = nameOfPlace(first.place);
	const more = open.length === 1 ? '' : `, and on ${open.length - 1} more days`;
	throw new BookingFileError(
		`Fatture in Cloud needs a VAT rate for everything, and it isn't known of ${centsToString(first.unknownCents)} on ${first.date}${where === undefined ? '' : ` (${where})`}${more}`,
		'Give those items a rate in the cash register system where that is possible, or choose another output.',
	);
}

function requireIds(takings: readonly Takings[], accounts: Accounts): void {
	const without = takings.flatMap((day) =>
		sumsOf(day)
			.map(({ rate }) => rate)
			.filter((rate) => !isVatId(accounts.ofLine('sale', rate, day.place).taxCode)),
	);
	const open = [...new Set(without)].sort(compareRates);
	if (open.length === 0) return;
	const list = open.map((rate) => `${rate}%`).join(', ');
	throw new BookingFileError(
		`Fatture in Cloud needs its own ID of each VAT rate, and there is none for ${list}`,
		'Add a row "Sales" with that rate to the table "Accounts": "Account" is the category in Fatture in Cloud, "Tax Code" the ID of the VAT rate there (GET /c/{company_id}/info/vat_types lists them).',
	);
}

/** What isn't in the bodies. */
function remarksOn(takings: readonly Takings[]): string[] {
	const sum = (of: (day: Takings) => Cents): Cents =>
		takings.reduce((cents, day) => cents + of(day), 0);
	const natures = new Set(takings.flatMap((day) => [...day.natures.keys()]));
	const left: Array<[cents: Cents, words: string]> = [
		[sum((day) => unpaidOf(day)), 'is not paid yet (on account or by meal voucher)'],
		[sum(({ invoicedCents }) => invoicedCents), 'is on receipts that are invoiced'],
		[sum(({ roundingCents }) => roundingCents), 'is what cash was rounded by'],
		[sum(({ invoices }) => invoices.grossCents), 'is on invoices'],
		[sum(({ creditNotes }) => creditNotes.grossCents), 'is on credit notes'],
	];
	return [
		...left.flatMap(([cents, words]) =>
			cents === 0 ? [] : [`${centsToString(cents)} ${words} and not in these items.`],
		),
		...(natures.size > 1
			? [
					`What bears no VAT has several natures (${[...natures].map((nature) => (nature === '' ? 'none' : nature)).join(', ')}) and one VAT ID, that of 0%.`,
				]
			: []),
	];
}

function unpaidOf({ rates, natures }: Takings): Cents {
	const all: RateTakings[] = [...rates.values(), ...natures.values()];
	return all.reduce((cents, { unpaidCents }) => cents + unpaidCents, 0);
}
