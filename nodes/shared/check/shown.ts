/** What was asked, as it may be shown: without secrets, and without any value of a record. */
type Query = Record<string, unknown>;

/** Parameters whose values are ours. */
const OURS = new Set(['start', 'offset', 'limit', 'withItems', 'withitems', 'status']);
const BEGINS_WITH_DAY = /^\d{4}-\d{2}-\d{2}/;
/** Signs of a day, `YYYY-MM-DD`. */
const DAY_SIGNS = 10;

/**
 * A call as it may be shown.
 * @param path with `{name}` in the place of a record's ID or number
 * @returns such as `GET /receipts?limit=100&dateFrom=2026-03-01…&cashRegisterId=…`
 */
export function shownCall(path: string, query: Query = {}): string {
	const parts = Object.entries(query).map(([name, value]) => `${name}=${shownValue(name, value)}`);
	return `GET ${path}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

/** Of a moment only its day: the time may be a receipt's. */
function shownValue(name: string, value: unknown): string {
	if (OURS.has(name)) return String(value);
	if (typeof value !== 'string' || !BEGINS_WITH_DAY.test(value)) return '…';
	return `${value.slice(0, DAY_SIGNS)}${value.length > DAY_SIGNS ? '…' : ''}`;
}
