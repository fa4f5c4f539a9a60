/** How a Kassandro receipt was paid. The document doesn't say it: each rule is an assumption. */
import { mapMeans } from '../../shared/books/mapping';
import type { Mapping } from '../../shared/books/mapping';
import type { Means } from '../../shared/books/receipt';
import { centsToString, isZero, toCents, ZERO } from '../../shared/values/money';
import type { Cents } from '../../shared/values/units';
import type { Amounts } from './amounts';
import type { Receipt } from './record';

/**
 * Words that stand for nothing but a payment card. Many other cards are something else: gift cards,
 * customers' cards, meal cards.
 */
const UNMISTAKABLY_A_CARD =
	/bankomat|kredit-?karte|debit-?karte|girocard|\bec\b|\bec-?karte|\bvisa\b|master ?card|maestro|\bv[ -]?pay\b|american express|\bamex\b|^(karte|kartenzahlung)$/;

/**
 * The first row whose word is part of the payment method's name decides. Payment methods are named
 * by the shop, in German as a rule; what isn't here is `other` until the user maps it.
 */
const MEANS_BY_WORD: ReadonlyArray<readonly [RegExp, Means]> = [
	[/gutschein/, 'voucher'],
	[/überweisung|ueberweisung/, 'transfer'],
	[UNMISTAKABLY_A_CARD, 'card'],
	[/\bbar(zahlung|geld)?\b/, 'cash'],
];

/** Assumption: `voucher` is the value of a voucher that was handed in. */
export const VOUCHER_FIELD = 'voucher';

/** Means of a payment method by its name, where it says any; see {@link MEANS_BY_WORD}. */
export function meansOf(paymentMethod: string): Means | undefined {
	const name = paymentMethod.normalize('NFC').trim().toLowerCase();
	return MEANS_BY_WORD.find(([word]) => word.test(name))?.[1];
}

/**
 * Assumption: a voucher counts with no more than is due, and with nothing where its sign is another:
 * nothing says that the rest was paid out.
 * @param statedCents what the receipt says of it
 */
function countedVoucher(statedCents: Cents, grossCents: Cents): Cents {
	return grossCents < 0
		? Math.min(Math.max(statedCents, grossCents), 0)
		: Math.max(Math.min(statedCents, grossCents), 0);
}

/**
 * How a receipt was paid.
 *
 * Assumption: a voucher pays first and never lowers the price; `given` less what is then due is
 * change; a receipt on which nothing is given was paid exactly.
 * @param exactly leaves `given` aside, for a cancellation: what goes back is what was due
 */
export function paymentsOf(
	receipt: Receipt,
	grossCents: Cents,
	exactly: boolean,
	mapping: Mapping,
): Pick<Amounts, 'payments' | 'changeCents' | 'problems'> {
	const statedCents = toCents(receipt.voucher ?? ZERO);
	const voucherCents = countedVoucher(statedCents, grossCents);
	const dueCents = grossCents - voucherCents;
	const given = receipt.given ?? ZERO;
	const givenCents = exactly || isZero(given) ? dueCents : toCents(given);
	const vendorMeans = receipt.paymentMethod ?? '';
	const amounts: Array<[string, Means | undefined, Cents]> = [
		[VOUCHER_FIELD, 'voucher', voucherCents],
		[vendorMeans, meansOf(vendorMeans), givenCents],
	];
	return {
		payments: amounts
			.filter(([, , amountCents]) => amountCents !== 0)
			.map(([vendorMeans, known, amountCents]) => {
				const { is: means, unsaid } = mapMeans(mapping, vendorMeans, { known });
				return { means, vendorMeans, amountCents, unsaid };
			}),
		// Less given than due isn't negative change: the checks then say that payments fall short.
		changeCents: givenCents > dueCents ? givenCents - dueCents : 0,
		// What a cancellation says of vouchers may stand there as it was sold.
		problems:
			exactly || voucherCents === statedCents ? [] : [voucherProblem(statedCents, voucherCents)],
	};
}

function voucherProblem(statedCents: Cents, countedCents: Cents): string {
	const why = statedCents * countedCents <= 0 ? 'does not fit what is due' : 'is more than is due';
	return `The voucher of ${centsToString(statedCents)} ${why}: it counts with ${centsToString(countedCents)}, and nothing says what became of the other ${centsToString(statedCents - countedCents)}.`;
}
