/** The newest business day that is closed in every shop, and what came after it. */
import {
	closedDaysOf,
	laggingShops,
	newestClosed,
} from '../../../../../nodes/CassaNova/books/closings/closedDays';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import { receipt } from '../../../shared/books/receipts';

const clock = { timeZone: 'Europe/Rome', dayEndsAt: '06:00' };
const now = Date.parse('2026-03-07T12:00:00Z');

const closing = (idSalesPoint: number, date: string) => ({ idSalesPoint, date, number: 1 });
const closedBy = (records: unknown[], shops?: string[]) =>
	closedDaysOf(records, { clock, now, since: '2026-02-28', shops });
const sold = (shop: string, businessDay: string): AccountingReceipt => ({
	...receipt({ number: '1', at: `${businessDay}T12:00:00`, lines: [['sale', 100, '22']] }),
	register: null,
	salesPoint: { id: shop, name: null },
	businessDay,
});

/** Shop 7 after midnight, shop 8 before; on the 6th only shop 7 was open, or has closed. */
const CLOSINGS = [
	closing(7, '2026-03-05T00:30:00Z'),
	closing(7, '2026-03-06T00:30:00Z'),
	closing(7, '2026-03-07T00:30:00Z'),
	closing(8, '2026-03-04T22:00:00Z'),
	closing(8, '2026-03-05T22:00:00Z'),
];

it('a day is the one of its closing, by the shop’s clock', () => {
	expect(closedBy(CLOSINGS)).toEqual(
		new Map([
			['7', new Set(['2026-03-04', '2026-03-05', '2026-03-06'])],
			['8', new Set(['2026-03-04', '2026-03-05'])],
		]),
	);
});

it('what is no closing, not yet made, too old, or of another shop, closes nothing', () => {
	const others = [
		null,
		closing(7, 'soon'),
		closing(7, '2026-03-07T12:00:01Z'),
		closing(7, '2026-02-27T22:00:00Z'),
		closing(9, '2026-03-06T22:00:00Z'),
	];
	expect([...closedBy([...CLOSINGS, ...others], ['7', '8']).keys()]).toEqual(['7', '8']);
	expect(closedBy(others, ['7'])).toEqual(new Map());
});

it('a shop that is behind is looked at from the day after its last closing on', () => {
	expect(laggingShops(closedBy(CLOSINGS))).toEqual({
		shops: ['8'],
		days: { from: '2026-03-06', to: '2026-03-06' },
	});
	const three = [...CLOSINGS, closing(9, '2026-03-02T22:00:00Z')];
	expect(laggingShops(closedBy(three))).toEqual({
		shops: ['8', '9'],
		days: { from: '2026-03-03', to: '2026-03-06' },
	});
	expect(laggingShops(closedBy(CLOSINGS, ['8']))).toBeUndefined();
	expect(laggingShops(closedBy([]))).toBeUndefined();
});

describe('the newest closed day', () => {
	const newest = (open: AccountingReceipt[], records = CLOSINGS) =>
		newestClosed(closedBy(records), open);

	it('is that of all shops where those that are behind have sold nothing', () => {
		expect(newest([])).toBe('2026-03-06');
		// By the hour of its last closing's day: it was closed.
		expect(newest([sold('8', '2026-03-05')])).toBe('2026-03-06');
		// A shop that makes no closings isn't waited for.
		expect(newest([sold('9', '2026-03-05')])).toBe('2026-03-06');
	});

	it('waits for a shop that has sold and not closed', () => {
		expect(newest([sold('8', '2026-03-06')])).toBe('2026-03-05');
		const behind = [...CLOSINGS, closing(9, '2026-03-02T22:00:00Z')];
		const open = [sold('8', '2026-03-06'), sold('9', '2026-03-04'), sold('9', '2026-03-06')];
		// On the 3rd nobody closed.
		expect(newest(open, behind)).toBe('2026-03-02');
	});

	it('isn’t held up by what can’t be read', () => {
		expect(newest([{ ...sold('8', '2026-03-06'), kind: 'unreadable' }])).toBe('2026-03-06');
	});

	it('is none where nothing was closed', () => {
		expect(newest([], [])).toBeUndefined();
	});
});
