/** What a column says of the side of the account: money came, or went. */

const CAME = [
	['+', 'c', 'cr', 'credit', 'crdt', 'h', 'haben', 'gutschrift', 'eingang'],
	['avere', 'accredito', 'entrata', 'entrate', 'rd'],
].flat();
const WENT = [
	['-', '−', 'd', 'dr', 'debit', 'dbit', 's', 'soll', 'lastschrift', 'belastung', 'ausgang'],
	['dare', 'addebito', 'uscita', 'uscite', 'rc'],
].flat();

/**
 * 1 where money came to the account, -1 where it left it; undefined for a word that says neither. A
 * reversed credit (RC) and a reversed debit (RD) are those of SWIFT's MT940, field 61.
 */
export function sideOf(value: unknown): 1 | -1 | undefined {
	const word = String(value).trim().toLowerCase();
	if (CAME.includes(word)) return 1;
	return WENT.includes(word) ? -1 : undefined;
}
