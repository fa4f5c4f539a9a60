/** What a comparison leaves open, in words. */
import { centsToString } from '../../../shared/values/money';
import type { Cents } from '../../../shared/values/units';

/** What is known of what is left. */
export interface Leftover {
	isTax: boolean;
	/** Several receipts or numbers may be the cause. */
	isOpen: boolean;
	/** Some receipt explains a part. */
	isExplained: boolean;
	/** Tax may differ so much by where it is rounded. */
	mayRound: boolean;
}

/** What is left of a difference, as a sentence; '' when nothing is. */
export function noteOn(cents: Cents, { isTax, isOpen, isExplained, mayRound }: Leftover): string {
	const left = centsToString(cents);
	if (isOpen) {
		return `${left} may come from one of the receipts or numbers that are named with 0.00, or from several: the reports do not tell which.`;
	}
	if (cents === 0) return '';
	if (mayRound) {
		return `${left} is not explained by receipts: the report may round tax in another place.`;
	}
	if (isTax && !isExplained) {
		return `${left} is not explained by receipts: where the gross agrees, the report works out the tax in another way or at another rate.`;
	}
	if (cents < 0) {
		return `${left} is not explained: the report may lack several receipts that are in the list.`;
	}
	return `${left} is not explained by receipts that are in the list. A receipt may be missing from it: see the missing numbers of "Get Bookings" for these days.`;
}
