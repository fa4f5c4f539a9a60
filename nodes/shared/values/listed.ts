/** Several names within a sentence. */

/** "Prices", "Prices and Barcodes", "Prices, Barcodes and Modifiers". */
export function listed(names: readonly string[]): string {
	const last = names.slice(-1);
	return [names.slice(0, -1).join(', '), ...last].filter((part) => part !== '').join(' and ');
}
