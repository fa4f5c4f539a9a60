// Accounting receipts as Kassandro's node gives them, made of their numbers: what a database holds of them.

import { literal } from './postgres-client.mts';
import type { PostgresClient } from './postgres-client.mts';

const KINDS = 7;
const PLACES = 4;
const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

const text = (cents: number) => (cents / 100).toFixed(2);

/** What a receipt of two lines is, whatever its number. */
function amountsOf(kind: number) {
	const rates = [
		{ rate: '10', grossCents: 350 + 110 * kind, taxCents: Math.round((350 + 110 * kind) / 11) },
		{ rate: '20', grossCents: 600 + 60 * kind, taxCents: 100 + 10 * kind },
	];
	const grossCents = rates.reduce((sum, one) => sum + one.grossCents, 0);
	const taxCents = rates.reduce((sum, one) => sum + one.taxCents, 0);
	const isCard = kind % 3 === 0;
	return {
		currency: 'EUR',
		totals: {
			...{ gross: text(grossCents), grossCents, tax: text(taxCents), taxCents },
			...{ net: text(grossCents - taxCents), netCents: grossCents - taxCents },
		},
		taxes: rates.map((one) => ({
			...{ rate: one.rate, gross: text(one.grossCents), grossCents: one.grossCents },
			...{ tax: text(one.taxCents), taxCents: one.taxCents },
			...{ net: text(one.grossCents - one.taxCents), netCents: one.grossCents - one.taxCents },
		})),
		payments: [
			{
				...{ means: isCard ? 'card' : 'cash', vendorMeans: isCard ? 'Bankomat' : 'Bar' },
				...{ amount: text(grossCents), amountCents: grossCents },
			},
		],
		change: '0.00',
		changeCents: 0,
		lines: rates.map((one) => ({
			...{ type: 'sale', description: `Article at ${one.rate} %`, quantity: '1' },
			...{ unitGross: text(one.grossCents), discount: '0.00', discountCents: 0 },
			...{ gross: text(one.grossCents), grossCents: one.grossCents, taxRate: one.rate },
			...{ productId: '7', variantOf: null, sku: null, category: 'Food', categoryId: '3' },
			...{ departmentId: null, department: null },
		})),
		references: [],
		checks: {
			...{ balanced: true, vendorAmount: text(grossCents), vendorAmountCents: grossCents },
			...{ difference: '0.00', differenceCents: 0, notes: [], unmapped: [] },
		},
	};
}

/** What only one receipt has. */
interface Own {
	id: string;
	number: string;
	day: string;
	place: string;
}

function receiptOf(kind: number, { id, number, day, place }: Own) {
	return {
		source: 'kassandro',
		documentType: 'receipt',
		...{ id, number: `${place}-${number}`, displayNumber: `${place}-${number}` },
		...{ zNumber: null, kind: 'sale', issuedAt: `${day}T12:00:00+01:00`, recordedAt: null },
		businessDay: day,
		register: { id: place, name: `Register ${place}` },
		salesPoint: null,
		...amountsOf(kind),
	};
}

/** The receipt of an index: registers take turns, and so many receipts are of a day. */
export function sampleReceipt(at: number, perDay: number) {
	return receiptOf(at % KINDS, {
		id: at.toString(16).padStart(24, '0'),
		number: String(Math.floor(at / PLACES) + 1),
		day: new Date(FIRST_DAY + Math.floor(at / perDay) * DAY_MS).toISOString().slice(0, 10),
		place: String(11 + (at % PLACES)),
	});
}

/**
 * SQL that gives receipts of a year as a database makes them itself: as {@link sampleReceipt} does, from a number `n`.
 * @param count how many there are
 */
export function receiptsInSql(count: number, literal: (text: string) => string): string {
	const words = { id: '@id', number: '@number', day: '@day', place: '@place' };
	const templates = Array.from({ length: KINDS }, (_each, kind) =>
		literal(JSON.stringify(receiptOf(kind, words))),
	);
	return `SELECT n AS position, replace(replace(replace(replace(
			(ARRAY[${templates.join(',')}])[1 + n % ${KINDS}],
			'@day', to_char(DATE '2025-01-01' + (n::bigint * 365 / ${count})::int, 'YYYY-MM-DD')),
			'@number', (n / ${PLACES} + 1)::text),
			'@place', (11 + n % ${PLACES})::text),
			'@id', lpad(to_hex(n), 24, '0'))::jsonb AS receipt
		FROM generate_series(0, ${count} - 1) AS n`;
}

/** Puts receipts into the table of the example that books them batch by batch, in their order. */
export async function storeReceipts(
	client: PostgresClient,
	receipts: readonly object[],
): Promise<void> {
	for (let from = 0; from < receipts.length; from += 1000) {
		const rows = receipts
			.slice(from, from + 1000)
			.map((receipt) => `(${literal(JSON.stringify(receipt))})`);
		await client.query(`INSERT INTO kassa_receipts (receipt) VALUES ${rows.join(',')}`);
	}
}
