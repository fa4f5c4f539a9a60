/** Bookings: what stands together, what balances, and which account and code they go by. */
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { clearingCents } from '../../../../nodes/shared/books/bookings';
import type { AccountRow } from '../../../../nodes/shared/books/accounts';
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import type { AccountingReceipt, Booking, Grouping } from '../../../../nodes/shared/books/types';
import { receipt } from './receipts';
import type { SmallLine } from './receipts';
import { buildBookings } from '../../../support/clock/atOnce';

const plain = new Accounts([]);
const row = ({ date, debit, credit, gross, tax, taxRate, count }: Booking) => [
	date,
	debit,
	credit,
	gross,
	tax,
	taxRate,
	count,
];
const day = '2026-10-05';
const sale = receipt({ number: '11-1', at: `${day}T10:00:00`, lines: [['sale', 1000, '20']] });

it('change is taken off cash, whatever was paid with', () => {
	const ticket = receipt({
		number: '11-1',
		at: `${day}T10:00:00`,
		lines: [['sale', 650, '10']],
		payments: [['mealVoucher', 700]],
		change: 50,
	});
	expect(buildBookings([ticket], { groupBy: 'day' }, plain).map(row)).toEqual([
		[day, 'Clearing', 'Sales 10%', '6.50', '0.59', '10', 1],
		[day, 'Cash', 'Clearing', '-0.50', null, null, 1],
		[day, 'Meal vouchers', 'Clearing', '7.00', null, null, 1],
	]);
});

it('a rate that is not known has a booking of its own, without net and tax', () => {
	const strange = receipt({
		number: '11-1',
		at: `${day}T10:00:00`,
		lines: [
			['sale', 100],
			['sale', 200, '20'],
		],
	});
	const bookings = buildBookings([strange], { groupBy: 'day' }, plain);
	expect(bookings.map(row)).toEqual([
		[day, 'Clearing', 'Sales 20%', '2.00', '0.33', '20', 1],
		[day, 'Clearing', 'Sales, rate unknown', '1.00', null, null, 1],
		[day, 'Cash', 'Clearing', '3.00', null, null, 1],
	]);
	expect(bookings[1]).toMatchObject({ net: null, netCents: null, taxCents: null });
});

it('what payments and lines differ by is a booking, so that clearing ends at zero', () => {
	const short = receipt({
		number: '11-1',
		at: `${day}T10:00:00`,
		lines: [['sale', 1000, '20']],
		payments: [['card', 990]],
	});
	const bookings = buildBookings([short], { groupBy: 'day' }, plain);
	expect(bookings.map(row)).toContainEqual([day, 'Difference', 'Clearing', '0.10', null, null, 1]);
	expect(clearingCents(bookings, plain)).toBe(0);
	expect(clearingCents(bookings.slice(0, -1), plain)).toBe(10);
});

it('returns that outweigh sales are negative, on the same accounts', () => {
	const back = receipt({ number: '11-2', at: `${day}T11:00:00`, lines: [['sale', -1500, '20']] });
	expect(buildBookings([sale, back], { groupBy: 'day' }, plain).map(row)).toEqual([
		[day, 'Clearing', 'Sales 20%', '-5.00', '-0.83', '20', 2],
		[day, 'Cash', 'Clearing', '-5.00', null, null, 2],
	]);
});

it('kinds that share a rate share its tax to the cent', () => {
	// 0.11 at 20 %: tax 0.02 on the whole, 0.01 on 0.05 and 0.01 on 0.06.
	const both = receipt({
		number: '11-1',
		at: `${day}T10:00:00`,
		lines: [
			['sale', 5, '20'],
			['tip', 6, '20'],
		],
	});
	const taxed = buildBookings([both], { groupBy: 'day' }, plain).filter(({ tax }) => tax !== null);
	expect(
		taxed.map(({ kind, grossCents, netCents, taxCents }) => [kind, grossCents, netCents, taxCents]),
	).toEqual([
		['sale', 5, 4, 1],
		['tip', 6, 5, 1],
	]);
});

it('leaves out what comes to nothing, but neither a tax of it nor what could not be read', () => {
	const at = (hour: number) => `${day}T${hour}:00:00`;
	const make = (number: string, lines: SmallLine[]) =>
		receipt({ number, at: at(10 + Number(number)), lines });
	expect(buildBookings([make('1', [['sale', 0, '20']])], { groupBy: 'day' }, plain)).toEqual([]);
	// 0.03 hold 0.005 at 20 %, 0.06 hold 0.01: what is taken back has less tax than what was sold.
	const taxed = [
		make('1', [['sale', 3, '20']]),
		make('2', [['sale', 3, '20']]),
		make('3', [['sale', -6, '20']]),
	];
	expect(buildBookings(taxed, { groupBy: 'day' }, plain).map(row)).toEqual([
		[day, 'Clearing', 'Sales 20%', '0.00', '0.01', '20', 3],
	]);
	expect(
		buildBookings([make('1', [['unclear', 0, '0']])], { groupBy: 'day' }, plain),
	).toMatchObject([{ kind: 'unclear', gross: '0.00', placeName: 'Schank' }]);
});

it('stands for a day and register, a month, or a receipt', () => {
	const other = { register: { id: '12', name: 'Garten' } };
	const receipts = [
		sale,
		receipt({ number: '12-1', at: `${day}T10:00:00`, lines: [['sale', 300, '20']], more: other }),
		receipt({ number: '11-2', at: '2026-10-07T02:59:59', lines: [['sale', 200, '20']] }),
	];
	const sales = (groupBy: 'day' | 'month' | 'receipt') =>
		buildBookings(receipts, { groupBy }, plain)
			.filter(({ kind }) => kind === 'sale')
			.map(({ date, text, gross }) => [date, text, gross]);
	expect(sales('day')).toEqual([
		[day, 'Sales 20%, Schank', '10.00'],
		[day, 'Sales 20%, Garten', '3.00'],
		// After midnight, before the close.
		['2026-10-06', 'Sales 20%, Schank', '2.00'],
	]);
	expect(sales('month')).toEqual([
		[day, 'Sales 20%, Garten', '3.00'],
		['2026-10-06', 'Sales 20%, Schank', '12.00'],
	]);
	expect(sales('receipt').map(([, text]) => text)).toEqual([
		'Sales 20%, 11-1, Schank',
		'Sales 20%, 12-1, Garten',
		'Sales 20%, 11-2, Schank',
	]);
});

it('books what has no known rate to no account for all rates, and without a tax code', () => {
	const rows: AccountRow[] = [
		{ use: 'sale', rate: '', account: '4000', taxCode: '3' },
		{ use: 'tip', rate: '', account: '4100', taxCode: '' },
	];
	const accounts = new Accounts(rows);
	expect(accounts.ofLine('sale', '20')).toMatchObject({ account: '4000', taxCode: '3' });
	expect(accounts.ofLine('sale', null)).toMatchObject({
		account: 'Sales, rate unknown',
		taxCode: '',
	});
	expect(accounts.ofLine('tip', null)).toMatchObject({
		account: 'Tips, rate unknown',
		taxCode: '',
	});
	const open = { use: 'unknownRate', rate: '20', account: '4999', taxCode: '3' } as const;
	const named = new Accounts([...rows, open]);
	for (const type of ['sale', 'tip'] as const) {
		expect(named.ofLine(type, null)).toMatchObject({ account: '4999', taxCode: '' });
	}
	expect(named.ofLine('sale', '20')).toMatchObject({ account: '4000', taxCode: '3' });
});

it('takes no notice of a rate on a row that has none', () => {
	const accounts = new Accounts([
		{ use: 'cash', rate: '20', account: '2700', taxCode: '1' },
		{ use: 'clearing', rate: '10', account: '1360', taxCode: '' },
	]);
	expect([accounts.of('cash'), accounts.of('clearing')]).toEqual(['2700', '1360']);
});

it('goes by the table of accounts: a rate of its own, then all rates, then a word', () => {
	const accounts = new Accounts([
		{ use: 'sale', rate: '20,0', account: '4020', taxCode: '1' },
		{ use: 'sale', rate: '', account: '4000', taxCode: '' },
		{ use: 'otherIncome', rate: '', account: '4800', taxCode: '' },
		{ use: 'otherMeans', rate: '', account: '2799', taxCode: '' },
		{ use: 'clearing', rate: '', account: '2790', taxCode: '' },
	]);
	expect(accounts.ofLine('sale', '20')).toMatchObject({ account: '4020', taxCode: '1' });
	expect(accounts.ofLine('sale', '10')).toMatchObject({ account: '4000', taxCode: '' });
	expect(accounts.ofLine('other', '0')).toMatchObject({ account: '4800', taxCode: '' });
	expect(accounts.ofLine('tip', '0')).toMatchObject({ account: 'Tips', taxCode: '' });
	expect([accounts.ofMeans('other'), accounts.ofMeans('cash')]).toEqual(['2799', 'Cash']);
	// What is sold as a voucher is redeemed from the same account.
	expect(plain.ofMeans('voucher')).toBe(plain.ofLine('voucherSale', '0').account);
	const bookings = buildBookings([sale], { groupBy: 'day' }, accounts);
	expect(bookings.map(({ debit, credit, taxCode }) => [debit, credit, taxCode])).toEqual([
		['2790', '4020', '1'],
		['Cash', '2790', ''],
	]);
	expect(clearingCents(bookings, accounts)).toBe(0);
});

it('till receipts, invoices and credit notes have bookings of their own, each with its own numbers', () => {
	const at = '2026-10-05T1';
	const make = (number: string, minute: string, more: Partial<ReceiptDraft> = {}) =>
		receipt({ number, at: `${at}${minute}:00`, lines: [['sale', 1200, '20']], more });
	const receipts = [
		make('3', '0:00'),
		make('77', '0:10', { documentType: 'invoice', displayNumber: 'A77' }),
		make('4', '0:20'),
		make('9', '0:30', { documentType: 'creditNote' }),
	];
	for (const groupBy of ['day', 'month'] as const) {
		const bookings = buildBookings(receipts, { groupBy }, new Accounts([]));
		expect(
			bookings.map(({ documentType, text, firstNumber, lastNumber, gross }) =>
				[documentType, text, firstNumber, lastNumber, gross].join(' | '),
			),
		).toEqual([
			'receipt | Sales 20%, Schank | 3 | 4 | 24.00',
			'receipt | Cash, Schank | 3 | 4 | 24.00',
			'invoice | Invoices, Sales 20%, Schank | A77 | A77 | 12.00',
			'invoice | Invoices, Cash, Schank | A77 | A77 | 12.00',
			'creditNote | Credit notes, Sales 20%, Schank | 9 | 9 | 12.00',
			'creditNote | Credit notes, Cash, Schank | 9 | 9 | 12.00',
		]);
	}
});

it('has an ID of its own, which is the same whenever its day, month or receipt is booked', () => {
	const both = receipt({
		number: '11-2',
		at: '2026-10-05T11:00:00',
		lines: [
			['sale', 1000, '20'],
			['tip', 100],
		],
		payments: [['card', 1090]],
	});
	const idsOf = (receipts: AccountingReceipt[], groupBy: Grouping) =>
		buildBookings(receipts, { groupBy }, plain).map(({ id }) => id);
	const perDay = [
		'kassandro:11:2026-10-05:receipt:sale:20',
		'kassandro:11:2026-10-05:receipt:tip:unknown',
		'kassandro:11:2026-10-05:receipt:payment:card',
		'kassandro:11:2026-10-05:receipt:difference',
	];
	expect(idsOf([both], 'day')).toEqual(perDay);
	// A late receipt changes the day, and not what its bookings are called.
	expect(idsOf([both, sale], 'day')).toEqual([
		...perDay.slice(0, 2),
		'kassandro:11:2026-10-05:receipt:payment:cash',
		...perDay.slice(2),
	]);
	expect(idsOf([sale], 'month')).toEqual([
		'kassandro:11:2026-10:receipt:sale:20',
		'kassandro:11:2026-10:receipt:payment:cash',
	]);
	const inPeriod = (from: string, to: string) =>
		buildBookings([sale], { groupBy: 'month', period: { from, to } }, plain).map(({ id }) => id);
	// The month so far is the month. Of one that begins before the period, it says from which day on: two
	// weeks of it have different ones.
	expect(
		[
			inPeriod('2026-10-01', '2026-10-31'),
			inPeriod('2026-07-01', '2026-12-31'),
			inPeriod('2026-10-05', '2026-10-11'),
			inPeriod('2026-10-02', '2026-12-31'),
			inPeriod('2026-09-15', '2026-10-30'),
		].map(([id]) => id),
	).toEqual([
		'kassandro:11:2026-10:receipt:sale:20',
		'kassandro:11:2026-10:receipt:sale:20',
		'kassandro:11:2026-10-05..:receipt:sale:20',
		'kassandro:11:2026-10-02..:receipt:sale:20',
		'kassandro:11:2026-10:receipt:sale:20',
	]);
	// Different receipts may have one ID.
	expect(idsOf([sale, { ...sale, number: '11-9' }], 'receipt')).toEqual([
		'kassandro:11:id 11-1:receipt:sale:20',
		'kassandro:11:id 11-1:receipt:payment:cash',
		'kassandro:11:id 11-1:receipt:sale:20:2',
		'kassandro:11:id 11-1:receipt:payment:cash:2',
	]);
});

it('has the cost centers of its row, which only what is sold has', () => {
	const row = { rate: '', taxCode: '', costCenter: '100', costCenter2: '200' };
	const accounts = new Accounts([
		{ ...row, use: 'sale', account: '4000' },
		{ ...row, use: 'cash', account: '1000' },
		{ ...row, use: 'unknownRate', account: '4999' },
	]);
	const some = receipt({
		number: '11-2',
		at: '2026-10-05T11:00:00',
		lines: [
			['sale', 1000, '20'],
			['sale', 100],
			['tip', 100, '0'],
		],
	});
	expect(
		buildBookings([some], { groupBy: 'day' }, accounts).map((each) => [
			each.credit,
			each.costCenter,
			each.costCenter2,
		]),
	).toEqual([
		['4000', '100', '200'],
		['4999', '', ''],
		['Tips', '', ''],
		['Clearing', '', ''],
	]);
	expect(accounts.costCenters()).toEqual(['100', '200']);
});

describe('the closings that receipts name', () => {
	const sold = (
		number: string,
		zNumber: string | null,
		documentType: 'receipt' | 'invoice' = 'receipt',
	) =>
		receipt({
			number,
			at: `${day}T10:00:00`,
			lines: [['sale', 1000, '20']],
			more: { zNumber, documentType },
		});
	const closings = (receipts: Array<ReturnType<typeof sold>>) =>
		buildBookings(receipts, { groupBy: 'day' }, plain).map(({ zNumbers }) => zNumbers);

	it('stand on each booking that has some of them, and all bookings have the column', () => {
		const receipts = [sold('1', '413'), sold('2', '412'), sold('3', '413')];
		expect(closings([...receipts, sold('4', null, 'invoice')])).toEqual([
			['412', '413'],
			['412', '413'],
			[],
			[],
		]);
	});

	it('part the bookings of a day where each stands for one', () => {
		const receipts = [sold('1', '413'), sold('2', '412'), sold('3', '413'), sold('4', null)];
		const takenBack = {
			...sold('5', '413'),
			references: [{ type: 'cancels' as const, id: '3', number: '3' }],
		};
		const bookings = buildBookings([...receipts, takenBack], { groupBy: 'closing' }, plain);
		expect(bookings[0]?.id).toBe('kassandro:11:2026-10-05:Z413:receipt:sale:20');
		expect(bookings.map(({ text, count, zNumbers }) => [text, count, zNumbers])).toEqual([
			['Sales 20%, Z 413, Schank', 2, ['413']],
			['Cash, Z 413, Schank', 2, ['413']],
			['Sales 20%, Z 412, Schank', 1, ['412']],
			['Cash, Z 412, Schank', 1, ['412']],
			['Sales 20%, Schank', 2, []],
			['Cash, Schank', 2, []],
		]);
	});

	it('are no column where no receipt names one', () => {
		for (const booking of buildBookings([sold('1', null)], { groupBy: 'day' }, plain)) {
			expect(booking).not.toHaveProperty('zNumbers');
		}
	});
});
