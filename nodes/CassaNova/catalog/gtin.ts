/** Numbers of articles as barcodes hold them (EAN-8, UPC-A, EAN-13, GTIN-14), with and without zeros in front. Pure functions. */

/** Digits of the four kinds; zeros in front make one of another (GS1 General Specifications, GTIN). */
const LENGTHS = [8, 12, 13, 14];
/** Fewer digits than this are a code of the shop's own, and no number that has lost its zeros. */
const FEWEST_DIGITS = 6;

const withoutZeros = (digits: string) => digits.replace(/^0+/, '');

/** What tells a barcode that was read, whatever zeros it has in front; undefined for other codes. */
export function gtinOf(barcode: string): string | undefined {
	const isOne = /^\d+$/.test(barcode) && LENGTHS.includes(barcode.length);
	return isOne ? withoutZeros(barcode) : undefined;
}

/** The same for a barcode that a list gives: a sheet that reads it as a number takes its zeros off. */
export function givenGtinOf(barcode: string): string | undefined {
	const digits = withoutZeros(barcode);
	const mayBe = /^\d+$/.test(digits) && digits.length >= FEWEST_DIGITS;
	return mayBe && barcode.length <= Math.max(...LENGTHS) ? digits : undefined;
}
