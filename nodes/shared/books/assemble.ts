/** A draft → the accounting receipt: totals, taxes, and the checks whether all of it agrees. Pure functions. */
import {
	centsToString,
	decimalToString,
	fromCents,
	isNegative,
	isZero,
	money,
	multiply,
	subtract,
	taxWithin,
	toCents,
} from '../values/money';
import type { Decimal } from '../values/money';
import type { Cents } from '../values/units';
import type { NormalisedLine, ReceiptDraft, UnknownRate } from './draft';
import type { Unmapped } from './mapping';
import type { AccountingReceipt } from './receipt';

const isKnown = (rate: Decimal | UnknownRate): rate is Decimal => !('unknown' in rate);

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** At least two decimal places, more where the amount is finer than a cent. */
function priceToString(price: Decimal): string {
	const rounded = toCents(price);
	const remainder = subtract(price, fromCents(rounded));
	return remainder.units === 0n ? centsToString(rounded) : decimalToString(price);
}

function toLine(line: NormalisedLine): AccountingReceipt['lines'][number] {
	const discountCents = toCents(multiply(line.quantity, line.unitGross)) - line.grossCents;
	return {
		type: line.type,
		description: line.description,
		quantity: decimalToString(line.quantity),
		unitGross: priceToString(line.unitGross),
		...money('discount', discountCents),
		...money('gross', line.grossCents),
		taxRate: isKnown(line.taxRate) ? decimalToString(line.taxRate) : null,
		...(line.taxNature === undefined ? {} : { taxNature: line.taxNature }),
		productId: line.productId,
		variantOf: line.variantOf,
		sku: line.sku,
		category: line.category,
		categoryId: line.categoryId,
		departmentId: line.departmentId,
		department: line.department,
	};
}

/**
 * A receipt's taxes, one row per rate, ascending: the tax is worked out and rounded once, on the rate's
 * gross of the whole receipt, and the net is what remains, so that gross = net + tax holds to the cent.
 */
export function toTaxes(
	lines: ReadonlyArray<Pick<NormalisedLine, 'taxRate' | 'grossCents'>>,
): AccountingReceipt['taxes'] {
	const perRate = new Map<string, { rate: Decimal; grossCents: Cents }>();
	for (const { taxRate, grossCents } of lines) {
		if (!isKnown(taxRate)) continue;
		const key = decimalToString(taxRate);
		const before = perRate.get(key)?.grossCents ?? 0;
		perRate.set(key, { rate: taxRate, grossCents: before + grossCents });
	}
	return [...perRate]
		.sort(([, a], [, b]) => (isNegative(subtract(a.rate, b.rate)) ? -1 : 1))
		.map(([rateText, { rate, grossCents }]) => {
			const taxCents = taxWithin(grossCents, rate);
			return {
				rate: rateText,
				...money('net', grossCents - taxCents),
				...money('tax', taxCents),
				...money('gross', grossCents),
			};
		});
}

/**
 * Totals of a receipt, or of several together.
 * @param taxes their taxes by rate
 * @param everyRateKnown false where some line's rate isn't known: net and tax are null then
 */
export function toTotals(
	grossCents: Cents,
	taxes: AccountingReceipt['taxes'],
	everyRateKnown: boolean,
): AccountingReceipt['totals'] {
	const taxCents = everyRateKnown ? sum(taxes.map((row) => row.taxCents)) : null;
	return {
		...money('gross', grossCents),
		...money('net', taxCents === null ? null : grossCents - taxCents),
		...money('tax', taxCents),
	};
}

function toChecks(draft: ReceiptDraft, grossCents: Cents): AccountingReceipt['checks'] {
	const { vendorAmountCents, changeCents } = draft;
	const problems = [...draft.problems];
	const differenceCents = vendorAmountCents === null ? 0 : vendorAmountCents - grossCents;
	if (vendorAmountCents !== null && differenceCents !== 0) {
		problems.push(
			`The system states ${centsToString(vendorAmountCents)}, the lines add up to ${centsToString(grossCents)}.`,
		);
	}
	const paidCents = sum(draft.payments.map((payment) => payment.amountCents)) - changeCents;
	if (paidCents !== grossCents) {
		problems.push(
			`Payments less change come to ${centsToString(paidCents)}, the lines to ${centsToString(grossCents)}.`,
		);
	}
	draft.lines.forEach((line, index) => {
		if (isKnown(line.taxRate)) return;
		problems.push(
			`Line ${index + 1} (${centsToString(line.grossCents)}) ${line.taxRate.unknown}: it is in the gross total and in no tax row.`,
		);
	});
	return {
		balanced: problems.length === 0,
		...money('vendorAmount', vendorAmountCents),
		...money('difference', differenceCents),
		notes: [...draft.notes, ...problems],
		unmapped: unmappedIn(draft),
	};
}

/**
 * What counts as something by a guess, each word once. What bears VAT was sold, and what comes to nothing
 * needs no answer.
 */
function unmappedIn({ payments, lines }: ReceiptDraft): Unmapped[] {
	const found = new Map<string, Unmapped>();
	const add = (unsaid: Unmapped | undefined, cents: Cents) => {
		if (unsaid && cents !== 0) found.set(`${unsaid.type} ${unsaid.id}`, unsaid);
	};
	for (const { unsaid, amountCents } of payments) add(unsaid, amountCents);
	for (const { unsaid, grossCents, taxRate } of lines) {
		const isTaxed = isKnown(taxRate) && !isZero(taxRate);
		if (!isTaxed) add(unsaid, grossCents);
	}
	return [...found.values()];
}

/**
 * Adds up a receipt's lines and payments, works out its taxes and checks that all agree: what doesn't
 * stands in its notes.
 * @throws RangeError when an amount is too large to be money
 */
export function assembleReceipt(draft: ReceiptDraft): AccountingReceipt {
	const grossCents = sum(draft.lines.map((line) => line.grossCents));
	const taxes = toTaxes(draft.lines);
	return {
		source: draft.source,
		documentType: draft.documentType,
		id: draft.id,
		number: draft.number,
		displayNumber: draft.displayNumber,
		zNumber: draft.zNumber,
		kind: draft.kind,
		issuedAt: draft.issuedAt,
		recordedAt: draft.recordedAt,
		businessDay: draft.businessDay,
		register: draft.register,
		salesPoint: draft.salesPoint,
		...(draft.customer === undefined ? {} : { customer: draft.customer }),
		currency: 'EUR',
		totals: toTotals(
			grossCents,
			taxes,
			draft.lines.every((line) => isKnown(line.taxRate)),
		),
		taxes,
		payments: draft.payments.map(({ means, vendorMeans, amountCents }) => ({
			means,
			vendorMeans,
			...money('amount', amountCents),
		})),
		...money('change', draft.changeCents),
		lines: draft.lines.map(toLine),
		references: [...draft.references],
		checks: toChecks(draft, grossCents),
	};
}
