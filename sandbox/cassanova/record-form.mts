/** Records in a form in which nobody wrote them, and which says the same. */

type Fields = Record<string, unknown>;

/** Decimals of records; all other numbers are integers. */
const DECIMALS = ['rate', 'amountLimit', 'value', 'price', 'percentagePrice'];

/**
 * Turns the keys around and writes decimals with two digits; what a price or the value of a modifier
 * leaves out is there as null.
 */
export function showOtherwise(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(showOtherwise);
	if (typeof value !== 'object' || value === null) return value;
	const fields = { ...absent(value as Fields), ...(value as Fields) };
	return Object.fromEntries(
		Object.entries(fields)
			.reverse()
			.map(([name, field]) => [
				name,
				typeof field === 'number' && DECIMALS.includes(name)
					? field.toFixed(2)
					: showOtherwise(field),
			]),
	);
}

const PRICE = { idSalesMode: null, idSalesPoint: null };
const MODIFIER_VALUE = { price: null, percentagePrice: null };

function absent(fields: Fields): Fields {
	if (typeof fields.value === 'number') return PRICE;
	return 'price' in fields || 'percentagePrice' in fields ? MODIFIER_VALUE : {};
}
