/** What a Kassandro receipt counts: its lines and payments, before they are a receipt of the books. */
import { lineTakenBack, paymentGivenBack } from '../../shared/books/draft';
import type { NormalisedLine, NormalisedPayment } from '../../shared/books/draft';
import type { Cents } from '../../shared/values/units';

/** What a receipt counts: the part that a cancellation mirrors. */
export interface Amounts {
	lines: NormalisedLine[];
	payments: NormalisedPayment[];
	changeCents: Cents;
	vendorAmountCents: Cents | null;
	problems: string[];
	/** What should be known, though nothing is wrong. */
	notes: string[];
}

/** What the lines come to. */
export const grossCentsOf = ({ lines }: Pick<Amounts, 'lines'>): Cents =>
	lines.reduce((total, line) => total + line.grossCents, 0);

/** The same amounts taken back. */
export function mirror(amounts: Amounts): Amounts {
	const { vendorAmountCents } = amounts;
	return {
		...amounts,
		lines: amounts.lines.map(lineTakenBack),
		payments: amounts.payments.map(paymentGivenBack),
		vendorAmountCents: vendorAmountCents === null ? null : 0 - vendorAmountCents,
	};
}
