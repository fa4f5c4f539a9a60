/** The books scenario of CassaNova: a month of all shops, with everything that is hard in it. */
import {
	businessDay,
	createBook,
	FLAWS,
	type Book,
	type Entry,
	type FlawKind,
	type LineType,
} from '../books/book.mts';
import { CLOSING, dayAfter, daysOfBooks, timesOf, type BooksOptions } from '../books/calendar.mts';
import { createRandom, type Random } from '../core/random.mts';
import type { VendorContext } from '../core/vendor.mts';
import { instantOf } from '../core/zone.mts';
import { fromCents } from '../money.mts';
import { TIME_ZONE } from './assumptions.mts';
import { SALES_POINTS } from './catalog.mts';
import { closingNumber, type Documents, type Filed } from './documents.mts';
import { drawPayments, MEANS, OWN_MEANS, showPayments, type Paid } from './payments.mts';
import type { Fields, Records } from './records.mts';
import {
	assortmentOf,
	blankRow,
	createBodies,
	type Assortment,
	type Body,
	type Line,
} from './rows.mts';
import { drawsOfShapes } from './shapes/index.mts';
import {
	bodyOf,
	department,
	paidBy,
	sold,
	type CashType,
	type Department,
	type Draw,
	type Drawn,
	type OtherType,
	type Till,
} from './till.mts';

/** An invoice without payments of its own counts as paid by its payment type. */
const INVOICE_MEANS = { BANK_TRANSFER: 'transfer', PAYPAL: 'online' };

/** What nothing says how it was paid, or what it was paid for: the books differ by it. */
const UNKNOWN = 'UNKNOWN';

/** Departments that no sale belongs to, with their tax; made when the first scenario runs. */
const OTHER_DEPARTMENTS: Array<[description: string, type: OtherType]> = [
	['Buoni', 'voucherSale'],
	['Mance', 'tip'],
	['Cauzioni', 'deposit'],
];
/** Made beside them where a scenario asks for money that moves. */
const CASH_DEPARTMENTS: Array<[description: string, type: CashType]> = [
	['Fondo cassa', 'cashIn'],
	['Prelievi', 'cashOut'],
	['Differenze di cassa', 'tillDifference'],
];
const NO_TAX = 'Fuori campo IVA';

/** The tax whose rate changes in mid-month: from then on another record takes its place. */
const TAX_BEFORE = 'IVA 4%';
const TAX_AFTER = { description: 'IVA 4,9%', rate: 4.9 };

const RESTAURANT = 4712;

/** What every shop does at least once on most days. */
const PLAN: Draw[] = [
	// Vouchers sold, with a sale beside them.
	(till) => {
		const cents = 500 * till.random.int(2, 10);
		const rows = [
			sold(till, till.others.voucherSale, cents),
			sold(till, department(till, 1), till.random.int(120, 990)),
		];
		const body = bodyOf(till, rows);
		return { ...body, paid: paidBy(['CREDITCARD', body.amountCents]) };
	},
	// Vouchers redeemed: the whole price, and a part with the rest in cash.
	(till) => {
		const body = bodyOf(till, [sold(till, department(till, 2), till.random.int(300, 2500))]);
		return { ...body, paid: paidBy(['VOUCHER', body.amountCents]) };
	},
	(till) => {
		const body = bodyOf(till, [sold(till, department(till, 4), till.random.int(700, 2500))]);
		const rest = body.amountCents - 500;
		const paid = paidBy(['VOUCHER', 500], ['CASH', rest + 300]);
		return { ...body, paid: { ...paid, changeCents: 300 } };
	},
	// A tip on the card.
	(till) => {
		const rows = [
			sold(till, department(till, 0), till.random.int(900, 5400)),
			sold(till, department(till, 2), till.random.int(300, 1900)),
			sold(till, till.others.tip, 50 * till.random.int(1, 12)),
		];
		const body = bodyOf(till, rows);
		return { ...body, paid: paidBy(['CASHCARD', body.amountCents]) };
	},
	// Meal vouchers, the rest in cash.
	(till) => {
		const body = bodyOf(till, [sold(till, department(till, 0), till.random.int(1450, 2200))]);
		const rest = body.amountCents - 1400;
		return { ...body, paid: paidBy(['TICKET', 700], ['TICKET', 700], ['CASH', rest]) };
	},
	// Three ways to pay one receipt.
	(till) => {
		const body = bodyOf(till, [
			sold(till, department(till, 0), till.random.int(3100, 6000)),
			sold(till, department(till, 4), till.random.int(100, 900)),
		]);
		const paid = paidBy(
			['CASH', 1000],
			['CREDITCARD', 1500],
			['CASHCARD', body.amountCents - 2500],
		);
		return { ...body, paid };
	},
	// Deposits taken, and given back beside a sale.
	(till) => {
		const rows = [
			sold(till, department(till, 1), till.random.int(200, 900)),
			sold(till, till.others.deposit, 25 * till.random.int(1, 8)),
		];
		const body = bodyOf(till, rows);
		return { ...body, paid: drawPayments(till.random, body.amountCents) };
	},
	(till) => {
		const rows = [
			sold(till, department(till, 3), till.random.int(400, 1900)),
			sold(till, till.others.deposit, 25 * till.random.int(1, 8), true),
		];
		const body = bodyOf(till, rows);
		return { ...body, paid: drawPayments(till.random, body.amountCents) };
	},
	// A discount on the subtotal of one rate, then more.
	(till) => {
		const first = [
			sold(till, department(till, 4), 1000),
			sold(till, department(till, 4), 2 * till.random.int(50, 400)),
		];
		const base = first.reduce((total, { line }) => total + (line?.cents ?? 0), 0);
		const off = 100;
		// The rates are equal: however the cent is split, the rate's sum is the same.
		const [leading] = first;
		if (leading?.line) leading.line.cents -= off;
		const subtotal = {
			...blankRow(till.random),
			subtotal: true,
			quantity: 1,
			price: fromCents(base),
			variation: fromCents(off),
			variationType: 'CUSTOMER',
		};
		const body = bodyOf(till, [
			...first,
			{ row: subtotal },
			sold(till, department(till, 2), till.random.int(200, 900)),
		]);
		return { ...body, paid: drawPayments(till.random, body.amountCents) };
	},
	// A zero receipt without rows.
	(till) => ({ ...bodyOf(till, []), paid: paidBy() }),
	// A receipt that is cancelled in place.
	(till) => {
		const body = till.body();
		return { ...body, paid: drawPayments(till.random, body.amountCents), isCancelled: true };
	},
	// A sale of days ago comes back: from another month, or from before the rate changed.
	(till) => {
		const original = till.returnable.shift();
		if (!original) return { ...bodyOf(till, []), paid: paidBy() };
		const { rows } = original.record.document as { rows: Fields[] };
		const back = rows.map((row, index) => ({
			row: { ...row, id: till.random.uuid(), refund: true },
			line: mirrored(original.lines[index]!),
		}));
		const body = bodyOf(till, back);
		return { ...body, paid: paidBy(['CASH', body.amountCents]) };
	},
];

const mirrored = (line: Line): Line => ({ ...line, cents: -line.cents, quantity: -line.quantity });

const ordinary: Draw = (till) => {
	const body = till.body();
	return { ...body, paid: drawPayments(till.random, body.amountCents) };
};

/** Where the flaws are: the business day of the month, and the shop by its place in the list. */
const FLAWED: Record<FlawKind, { dayOfMonth: number; shop: number }> = {
	missingNumber: { dayOfMonth: 8, shop: 0 },
	sharedNumber: { dayOfMonth: 27, shop: 1 },
	wrongAmount: { dayOfMonth: 12, shop: 1 },
	unknownTax: { dayOfMonth: 20, shop: 2 },
	unlisted: { dayOfMonth: 22, shop: 0 },
};

/** Each row is one line, and none is a return: what can come back as a whole. */
function isReturnable({ lines, record, isCancelled }: Filed): boolean {
	const { rows = [], taxFree } = record.document as { rows?: Fields[]; taxFree: boolean };
	if (rows.length === 0 || rows.length !== lines.length || taxFree || isCancelled) return false;
	return rows.every(({ refund, subtotal, composition, variationType }, index) => {
		const { idTax, idDepartment } = lines[index] ?? {};
		const same = rows[index]?.idTax === idTax && rows[index]?.idDepartment === idDepartment;
		const isRounded = variationType === 'ROUNDING';
		return same && refund !== true && subtotal !== true && composition !== true && !isRounded;
	});
}

/** Builds the scenario; the book's truth covers every month that it was filled with. */
export function createBooks(
	{ random: ownRandom, now }: VendorContext,
	records: Records,
	documents: Documents,
): { book: Book; fill(options: BooksOptions): number } {
	const means: Record<string, string> = { ...MEANS, ...INVOICE_MEANS };
	const book = createBook(means);
	const types = new Map<string, LineType>();
	/** Whether the report by product shows what menus are made of; from the last scenario. */
	let showsParts = false;

	/** The departments that aren't sales, and the tax that comes in mid-month. */
	const prepare = (withCash: boolean): { others: Till['others']; after: Department } => {
		const recordNamed = (name: 'tax' | 'department', fields: Fields) =>
			records.all(name).find(({ description }) => description === fields.description) ??
			records.add(name, fields);
		const noTax = recordNamed('tax', { description: NO_TAX, rate: 0 });
		const wanted = [...OTHER_DEPARTMENTS, ...(withCash ? CASH_DEPARTMENTS : [])];
		const made = wanted.map(([description, type]) => {
			const more = { descriptionLabel: description, descriptionReceipt: description.toUpperCase() };
			const fields = { description, ...more, idTax: noTax.id, color: 'cccccc' };
			const { id } = recordNamed('department', fields);
			types.set(id, type);
			return [type, { id, idTax: noTax.id, rate: 0 }] as const;
		});
		const after = recordNamed('tax', TAX_AFTER);
		return {
			others: Object.fromEntries(made) as Till['others'],
			after: { id: '', idTax: after.id, rate: TAX_AFTER.rate },
		};
	};

	/** The assortment after the change of the rate. */
	const changed = (stock: Assortment, after: Department): Assortment => {
		const before = records.all('tax').find(({ description }) => description === TAX_BEFORE)?.id;
		const renew = <T extends { idTax: string; rate: number }>(one: T): T =>
			one.idTax === before ? { ...one, idTax: after.idTax, rate: after.rate } : one;
		return {
			...stock,
			items: stock.items.map(renew),
			popular: stock.popular.map(renew),
			departments: stock.departments.map(renew),
		};
	};

	const entryLines = (
		lines: readonly Line[],
		{ sign = 1, roundingCents = 0 } = {},
	): Entry['lines'] => [
		...lines.map(({ idDepartment, rate, cents }) => ({
			type: types.get(idDepartment ?? '') ?? ('sale' as const),
			rate,
			cents: sign * cents,
		})),
		...(roundingCents === 0
			? []
			: [{ type: 'rounding' as const, rate: 0, cents: sign * roundingCents }]),
	];
	const entryPayments = ({ payments }: Paid, sign = 1): Entry['payments'] =>
		payments.map(({ paymentType, cents }) => ({ means: paymentType, cents: sign * cents }));

	/** Milliseconds of a local time. */
	const instant = (at: string): number => instantOf(at, TIME_ZONE);

	const fileReceipt = (
		drawn: Drawn,
		{ at, shop, arrived, flaw }: { at: string; shop: number; arrived?: string; flaw?: FlawKind },
		random: Random,
	): Filed => {
		const { document, roundingCents, amountCents, paid, isCancelled = false, doubt } = drawn;
		const isUnread = doubt === 'unreadable';
		// Nothing comes back of what can't be read, and no report holds it.
		const lines = isUnread ? [] : drawn.lines;
		const day = businessDay(at, CLOSING);
		const place = String(shop);
		const sequence = `${shop}/${day}`;
		if (flaw === 'missingNumber') {
			const number = String(documents.nextNumber('receipts', sequence));
			book.flaw({ flaw, place, number, at });
		}
		const id = random.uuid();
		const number =
			flaw === 'sharedNumber'
				? documents.lastNumber('receipts', sequence)
				: documents.nextNumber('receipts', sequence);
		const flawed = { place, number: String(number), at };
		const unclear = { type: 'unclear' as const, rate: null, cents: amountCents };
		const sold = isUnread ? [unclear] : entryLines(lines, { roundingCents });
		const entry = isCancelled ? [] : sold;
		if (flaw === 'sharedNumber') book.flaw({ flaw, ...flawed });
		if (flaw === 'wrongAmount') book.flaw({ flaw, ...flawed, differenceCents: 3 });
		if (flaw === 'unlisted') book.flaw({ flaw, ...flawed, cents: amountCents });
		const last = entry.at(-1);
		const lastRow = (document.rows as Fields[] | undefined)?.at(-1);
		if (flaw === 'unknownTax' && last && lastRow) {
			book.flaw({ flaw, ...flawed, cents: last.cents });
			last.rate = null;
			lastRow.idTax = random.uuid();
		}
		const filed: Filed = {
			id,
			at,
			idSalesPoint: shop,
			createdAt: instant(drawn.head && 'datetime' in drawn.head ? at : (arrived ?? at)),
			isCancelled,
			...(flaw === 'unlisted' ? { unlisted: true } : {}),
			lines,
			...(showsParts && !isUnread ? { parts: drawn.parts ?? [] } : {}),
			record: {
				id,
				number,
				datetime: at,
				document: {
					...document,
					change: paid.shownChange === undefined ? fromCents(paid.changeCents) : paid.shownChange,
					payments: showPayments(random, paid),
					...(isCancelled ? { refund: document.refund ?? true } : {}),
					...(flaw === 'wrongAmount' ? { amount: fromCents(amountCents + 3) } : {}),
				},
				zNumber: closingNumber(day, now()),
				...drawn.head,
			},
		};
		const kind = isCancelled
			? 'cancellation'
			: amountCents > 0
				? 'sale'
				: amountCents < 0
					? 'refund'
					: ('zero' as const);
		const due = doubt ? [{ means: UNKNOWN, cents: isUnread ? amountCents : 0 - amountCents }] : [];
		const known = isUnread ? [] : entryPayments(paid);
		const payments = isCancelled ? [] : [...known, ...due];
		const changeCents = isCancelled ? 0 : paid.changeCents;
		documents.truth.add({
			id,
			kind,
			at,
			place,
			taxes: isCancelled
				? []
				: entryLines(lines, { roundingCents }).map(({ rate, cents }) => ({
						rate: rate ?? 0,
						grossCents: cents,
					})),
			payments: payments.map(({ means: word, cents }) => ({
				means: means[word] ?? 'other',
				cents,
			})),
			changeCents,
		});
		book.add({
			id,
			number: String(number),
			document: 'receipt',
			kind: isUnread ? 'unreadable' : kind,
			place,
			at,
			...(arrived === undefined ? {} : { arrived }),
			...(flaw === 'unlisted' ? { unlisted: true } : {}),
			...(doubt ? { doubt } : {}),
			lines: entry,
			payments,
			changeCents,
		});
		documents.file('receipts', [filed]);
		return filed;
	};

	/** An invoice (by card, by transfer, owed, online, deferred, draft, in turn), and a bill. */
	const fileInvoice = (till: Till, turn: number, at: string, shop: number): void => {
		const { random } = till;
		const { document, lines, amountCents } = till.body();
		const sort = (['card', 'transfer', 'owed', 'deferred', 'draft', 'online'] as const)[turn % 6];
		const deferred = sort === 'deferred';
		const draft = sort === 'draft';
		const paid =
			sort === 'transfer' || sort === 'owed' || sort === 'online'
				? paidBy()
				: paidBy(['CREDITCARD', amountCents]);
		const id = random.uuid();
		const year = at.slice(0, 4);
		const number = draft ? 0 : documents.nextNumber('invoices', `${shop}/${year}`);
		const paymentType =
			sort === 'online' ? 'PAYPAL' : paid.payments.length > 0 ? 'CREDIT_CARD' : 'BANK_TRANSFER';
		const record = {
			id,
			datetime: at,
			status: draft ? 'DRAFT' : 'CONFIRMED',
			number,
			dueDatetime: `${dayAfter(at.slice(0, 10))}T00:00:00`,
			deferred,
			paymentType,
			paymentNote: null,
			payed: sort !== 'owed',
			shipping: false,
			deferredReceipts: deferred ? till.returnable.slice(-2).map((one) => one.id) : [],
			documentNumbering: null,
			document: deferred ? null : { ...document, payments: showPayments(random, paid) },
		};
		const createdAt = instant(at);
		const filed = { id, at, idSalesPoint: shop, createdAt, isCancelled: false, lines: [] };
		documents.file('invoices', [{ ...filed, record }]);
		const bill = { id: random.uuid(), datetime: at, document: till.body().document };
		documents.file('bills', [{ ...filed, id: bill.id, record: bill }]);
		if (draft || deferred) return;
		book.add({
			id,
			number: String(number),
			document: 'invoice',
			kind: amountCents > 0 ? 'sale' : amountCents < 0 ? 'refund' : 'zero',
			place: String(shop),
			at,
			lines: entryLines(lines),
			payments:
				paid.payments.length > 0
					? entryPayments(paid)
					: [{ means: paymentType, cents: amountCents }],
			changeCents: 0,
		});
	};

	/**
	 * Takes back a receipt with a document of its own: positive amounts that count as negative. One
	 * that lists no payments is a voucher that was issued.
	 */
	const fileCreditNote = (till: Till, at: string, shop: number, unpaid: boolean): void => {
		const original = till.returnable.shift();
		if (!original) return;
		const { random } = till;
		const cents = original.lines.reduce((total, line) => total + line.cents, 0);
		const paid: Paid = unpaid
			? { payments: [{ paymentType: 'CREDIT_NOTE', cents }], changeCents: 0 }
			: paidBy(['CASH', cents]);
		const id = random.uuid();
		const number = documents.nextNumber('creditnotes', `${shop}/${at.slice(0, 4)}`);
		const { document } = original.record as { document: Fields };
		const record = {
			id,
			datetime: at,
			status: 'CONFIRMED',
			refundNumber: number,
			receiptNumber: original.record.number,
			documentNumbering: null,
			document: {
				...document,
				id: random.uuid(),
				change: 0,
				payments: unpaid ? [] : showPayments(random, paid),
			},
		};
		const filed = { id, at, idSalesPoint: shop, createdAt: instant(at), isCancelled: false };
		documents.file('creditnotes', [{ ...filed, lines: [], record }]);
		book.add({
			id,
			number: String(number),
			document: 'creditNote',
			kind: 'refund',
			place: String(shop),
			at,
			lines: entryLines(original.lines, { sign: -1 }),
			payments: entryPayments(paid, -1),
			changeCents: 0,
		});
	};

	return {
		book,
		fill({
			month,
			seed,
			perDay = 6,
			rateChange = `${month}-16`,
			offline = `${month}-11`,
			flaws = [],
			shapes = [],
		}) {
			const shaped = drawsOfShapes(shapes);
			showsParts = shapes.includes('menus');
			const paysOwnWays = shapes.includes('customPayments');
			if (paysOwnWays) Object.assign(means, OWN_MEANS);
			if (shapes.includes('odd')) means[UNKNOWN] = 'difference';
			const random = createRandom(seed ?? ownRandom.int(0, 2 ** 31));
			const { others, after } = prepare(shapes.includes('cashMovements'));
			const before = assortmentOf(records);
			const stocks = [before, changed(before, after)] as const;
			const makers = stocks.map((stock) => createBodies(random, stock));
			let made = 0;
			SALES_POINTS.forEach(({ id: shop }, place) => {
				const returnable: Filed[] = [];
				/** Sales wait here for some days before they may come back. */
				const recent: Filed[] = [];
				daysOfBooks(month).forEach((day, index) => {
					const draws = [
						...Array.from({ length: perDay }, () => ordinary),
						...[...PLAN, ...shaped].filter((_, position) => (position + index + place) % 3 === 0),
					];
					const times = timesOf(random, day, draws.length, TIME_ZONE);
					const middle = Math.floor(times.length / 2);
					const flaw = FLAWS.find(
						(name) =>
							flaws.includes(name) &&
							FLAWED[name].shop === place &&
							day === `${month}-${String(FLAWED[name].dayOfMonth).padStart(2, '0')}`,
					);
					times.forEach((at, position) => {
						const which = businessDay(at, CLOSING) < rateChange ? 0 : 1;
						const stock = stocks[which];
						const body = (): Body => makers[which]!({ restaurant: shop === RESTAURANT, at });
						const till: Till = { random, stock, body, others, returnable };
						const isFlawed = flaw !== undefined && position === middle;
						const draw = isFlawed ? PLAN[0]! : draws[(position + index) % draws.length]!;
						const isLate = place === 0 && day === offline;
						const arrived = isLate ? { arrived: `${dayAfter(day)}T09:30:00` } : {};
						const fate = { at, shop, ...arrived, ...(isFlawed ? { flaw } : {}) };
						const filed = fileReceipt(draw(till), fate, random);
						made += 1;
						if (!isFlawed && filed.lines.every(({ cents }) => cents > 0) && isReturnable(filed)) {
							recent.push(filed);
						}
						if (recent.length > 15) returnable.push(recent.shift()!);
						if (position !== middle) return;
						if ((index + place) % 2 === 0) fileInvoice(till, (index + place) / 2, at, shop);
						if ((index + place) % 5 !== 1) return;
						fileCreditNote(till, at, shop, paysOwnWays && index % 2 === 0);
					});
					// What came back long ago doesn't come back again.
					returnable.splice(0, Math.max(0, returnable.length - 40));
				});
			});
			return made;
		},
	};
}
