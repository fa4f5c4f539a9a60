/** Prices and quantities that a person or a list gives: what could be a thousand times as much is refused. */
import { z } from 'zod';
import { numeric } from '../../shared/table/schemas';

/** One point and three digits after it: 1.000 is one to a program, and a thousand to a price list. */
const EITHER_WAY = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** @param words what is said of a text that can be read in two ways, as it is written and without its point */
function inOneWay(words: (written: string, whole: string) => string) {
	return z.unknown().superRefine((value, issues) => {
		if (typeof value !== 'string' || !EITHER_WAY.test(value.trim())) return;
		const written = value.trim();
		issues.addIssue({ code: 'custom', message: words(written, written.replace('.', '')) });
	});
}

/** A price in euros, 0 or more; as a number, or as text that can be read in one way only. */
export const givenPrice = inOneWay(
	(written, whole) =>
		`can mean ${written} or ${whole} euros: write it with two digits after the decimal sign, and nothing between thousands`,
).pipe(numeric({ min: 0 }));

const quantityInOneWay = inOneWay(
	(written, whole) =>
		`can mean ${written} or ${whole}: write ${whole} for the one, ${written}0 for the other`,
);

/** A quantity that there is, 0 or more; as a number, or as text that can be read in one way only. */
export const givenQuantity = quantityInOneWay.pipe(numeric({ min: 0 }));

/** A quantity that comes in or goes out; as a number, or as text that can be read in one way only. */
export const givenMove = quantityInOneWay.pipe(numeric());
