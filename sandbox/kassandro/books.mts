/** The books scenario of Kassandro: a month of all registers, with everything that is hard in it. */
import {
	businessDay,
	createBook,
	FLAWS,
	type Book,
	type Doubt,
	type FlawKind,
	type LineType,
} from '../books/book.mts';
import {
	CLOSING,
	dayAfter,
	dayBefore,
	daysOfBooks,
	timesOf,
	type BooksOptions,
} from '../books/calendar.mts';
import { createRandom, type Random } from '../core/random.mts';
import { fromCents } from '../money.mts';
import { TIME_ZONE } from './assumptions.mts';
import { ARTICLE_GROUPS, type ArticleGroup, type Merchant } from './catalogue.mts';
import { exactly, grossOf, line, NO_DISCOUNT, type Draw } from './draws.mts';
import type { Item, StoredReceipt } from './records.mts';
import { composeSale, drawSale, zeroReceipt } from './sale.mts';
import { lineCents, settledCents, VOUCHER_MEANS } from './settle.mts';
import { drawsOfShapes } from './shapes.mts';
import type { ReceiptStore } from './store.mts';
import { instantOf } from './till-time.mts';

/** What the payment methods of the catalogue are to the books, and a voucher that is handed in. */
const MEANS = {
	Bar: 'cash',
	Bankomat: 'card',
	Kreditkarte: 'card',
	Gutschein: 'voucher',
	Rechnung: 'credit',
	Essensbon: 'mealVoucher',
	[VOUCHER_MEANS]: 'voucher',
};

/** Articles that aren't sales. */
const TYPES: Record<number, LineType> = {
	501: 'voucherSale',
	601: 'tip',
	602: 'deposit',
	701: 'cashOut',
	702: 'cashIn',
	703: 'cashOut',
	704: 'tillDifference',
};

/** The group whose rate changes, and its rate before. */
const CHANGING_GROUP = 4;
const RATE_BEFORE = 10;

function groupsOn(day: string, rateChange: string): ArticleGroup[] {
	return ARTICLE_GROUPS.map((group) =>
		group.groupId === CHANGING_GROUP && day < rateChange
			? { ...group, articles: group.articles.map((one) => ({ ...one, vat: RATE_BEFORE })) }
			: group,
	);
}

/** What every register does at least once on most days. */
const PLAN: Draw[] = [
	// Vouchers sold, with a sale beside them.
	(random, created, groups) =>
		exactly(created, [line(groups, 501, random.int(1, 3)), line(groups, 101, 1)], 'Bankomat'),
	// Vouchers redeemed: the whole price, and a part with the rest in cash.
	(_random, created, groups) => {
		const lines = [line(groups, 201, 2), line(groups, 401, 1)];
		return exactly(created, lines, 'Bar', grossOf(lines));
	},
	(random, created, groups) => {
		const lines = [line(groups, 202, 1), line(groups, 102, random.int(1, 4))];
		const due = grossOf(lines) - 500;
		const payment = { paymentMethod: 'Bar', given: Math.ceil(due / 1000) * 1000, voucher: 500 };
		return composeSale(created, lines, NO_DISCOUNT, payment);
	},
	// A tip on the card.
	(random, created, groups) =>
		exactly(
			created,
			[line(groups, 203, 1), line(groups, 104, 2), line(groups, 601, random.int(1, 8) / 2)],
			'Kreditkarte',
		),
	// A meal voucher.
	(_random, created, groups) =>
		exactly(created, [line(groups, 202, 1), line(groups, 103, 1)], 'Essensbon'),
	// Deposits taken, and given back beside a sale.
	(random, created, groups) =>
		exactly(created, [line(groups, 301, 2), line(groups, 602, random.int(1, 6))], 'Bar'),
	(random, created, groups) =>
		exactly(created, [line(groups, 403, 2), line(groups, 602, -random.int(1, 4))], 'Bar'),
	// Discounts on the whole receipt, over several rates.
	(random, created, groups) => {
		const lines = [line(groups, 204, 0.333), line(groups, 302, 1), line(groups, 402, 1.27)];
		const discounts = { discountPercentage: random.pick([5, 7.5, 12.5]), discountAbsolute: 0.5 };
		const { truth } = composeSale(created, lines, discounts, payNothing);
		const given = truth.grossCents;
		return composeSale(created, lines, discounts, { ...payNothing, given });
	},
	// Goods that come back.
	(_random, created, groups) => exactly(created, [line(groups, 302, -1)], 'Bar'),
	(_random, created) => zeroReceipt(created),
];

const payNothing = { paymentMethod: 'Rechnung', given: 0, voucher: 0 };

/** Takes a sale of days ago back, or the oldest return. */
type Cancelling = 'cancellation' | 'cancelledReturn';

interface Planned {
	register: number;
	/** Till time. */
	at: string;
	/** Till time at which the server gets it. */
	arrives: string;
	isLate: boolean;
	draw: Draw | Cancelling;
	flaw?: FlawKind;
}

/** Where the flaws are: the business day of the month, and the register by its place in the list. */
const FLAWED: Record<FlawKind, { dayOfMonth: number; register: number }> = {
	missingNumber: { dayOfMonth: 8, register: 0 },
	sharedNumber: { dayOfMonth: 27, register: 1 },
	wrongAmount: { dayOfMonth: 12, register: 1 },
	unknownTax: { dayOfMonth: 20, register: 2 },
	unlisted: { dayOfMonth: 22, register: 0 },
};

/** What one register does, in the order of time. */
function planOf(
	random: Random,
	register: number,
	place: number,
	{ month, perDay = 6, offline = `${month}-11`, flaws = [], shapes = [] }: BooksOptions,
): Planned[] {
	const plan: Array<Draw | Cancelling> = [
		...PLAN,
		...drawsOfShapes(shapes),
		...(shapes.includes('cancelledReturn') ? (['cancelledReturn'] as const) : []),
	];
	return daysOfBooks(month).flatMap((day, index) => {
		const draws: Array<Draw | Cancelling> = [
			...Array.from({ length: perDay }, () => drawSale),
			...plan.filter((_draw, position) => (position + index + place) % 3 === 0),
			...((index + place) % 4 === 0 ? (['cancellation'] as const) : []),
		];
		const times = timesOf(random, day, draws.length, TIME_ZONE);
		const back = `${dayAfter(day)}T09:30:00`;
		const planned = times.map((at, position): Planned => {
			const draw = draws[(position + index) % draws.length] ?? drawSale;
			const isLate = place === 0 && day === offline;
			const stillLate = place === 0 && dayBefore(day) === offline && at < `${day}T09:30:00`;
			const arrives = isLate ? back : stillLate ? `${day}T09:30:00` : at;
			return { register, at, arrives, isLate, draw };
		});
		for (const flaw of FLAWS) {
			const where = FLAWED[flaw];
			const isHere = day === `${month}-${String(where.dayOfMonth).padStart(2, '0')}`;
			const middle = planned[Math.floor(planned.length / 2)];
			if (flaws.includes(flaw) && isHere && where.register === place && middle) {
				Object.assign(middle, { flaw, draw: PLAN[0] });
			}
		}
		return planned;
	});
}

/** What a stored receipt is to the books, whatever its lines state of themselves. */
function linesOf({ body, truth, cancels }: StoredReceipt, unknown: boolean) {
	const lines = body.items.map((item) => ({ cents: lineCents(item) }));
	const settled = settledCents(lines, body);
	const isStanding = cancels !== undefined && Math.sign(body.price) * truth.grossCents < 0;
	return body.items.map(({ itemId, vat }, index) => ({
		type: TYPES[itemId] ?? ('sale' as const),
		rate: unknown && index === body.items.length - 1 ? null : vat,
		cents: (settled[index] ?? 0) * (isStanding ? -1 : 1),
	}));
}

/**
 * Builds the scenario. `fill` makes the receipts of one merchant; the book's truth covers them all.
 * With `hideLate` the receipts of the register that had no line stay hidden until they arrive.
 */
export function createBooks(store: ReceiptStore): {
	book: Book;
	/** Whether a month has been filled: then there are more articles and payment methods. */
	isFilled(): boolean;
	fill(merchant: Merchant, random: Random, options: BooksOptions): number;
} {
	const book = createBook(MEANS);
	let filled = false;

	/** Enters a receipt into the book, then does to it what its flaw says. */
	const record = (
		stored: StoredReceipt,
		planned: Planned,
		merchant: string,
		doubt?: Doubt,
	): void => {
		const { truth } = stored;
		const lines = linesOf(stored, planned.flaw === 'unknownTax');
		const place = String(stored.register);
		const number = `${stored.register}-${stored.sequence}`;
		book.add({
			id: stored.id,
			number,
			document: 'receipt',
			kind: truth.kind,
			merchant,
			place,
			at: stored.body.created,
			...(planned.isLate ? { arrived: planned.arrives } : {}),
			...(planned.flaw === 'unlisted' ? { unlisted: true } : {}),
			...(doubt === undefined ? {} : { doubt }),
			lines,
			payments: truth.payments,
			changeCents: truth.changeCents,
		});
		const flawed = { place, number, at: stored.body.created };
		const cents = truth.grossCents;
		switch (planned.flaw) {
			case 'sharedNumber':
				book.flaw({ flaw: 'sharedNumber', ...flawed });
				break;
			case 'wrongAmount':
				stored.body = { ...stored.body, price: fromCents(cents + 3) };
				book.flaw({ flaw: 'wrongAmount', ...flawed, differenceCents: 3 });
				break;
			case 'unknownTax': {
				const items = [...stored.body.items];
				const { vat: _vat, ...last } = items.pop()!;
				stored.body = { ...stored.body, items: [...items, last as Item] };
				book.flaw({ flaw: 'unknownTax', ...flawed, cents: lines.at(-1)?.cents ?? 0 });
				break;
			}
			case 'unlisted':
				stored.unlisted = true;
				book.flaw({ flaw: 'unlisted', ...flawed, cents });
				break;
		}
	};

	return {
		book,
		isFilled: () => filled,
		fill(merchant, ownRandom, options) {
			const random = options.seed === undefined ? ownRandom : createRandom(options.seed);
			const { month, rateChange = `${month}-16`, hideLate, shapes = [] } = options;
			// Stable: what arrives at the same second stays in the order of its register.
			const planned = merchant.registers
				.flatMap(({ id }, place) => planOf(random, id, place, options))
				.sort((a, b) => (a.arrives < b.arrives ? -1 : a.arrives > b.arrives ? 1 : 0));
			let made = 0;
			filled = true;
			const open = {
				sale: new Map<number, StoredReceipt[]>(),
				refund: new Map<number, StoredReceipt[]>(),
			};
			for (const entry of planned) {
				const { register, at, arrives, isLate, draw, flaw } = entry;
				const late = hideLate && isLate ? { visibleFrom: instantOf(arrives) } : undefined;
				if (flaw === 'missingNumber') {
					const number = `${register}-${store.skip(register)}`;
					book.flaw({ flaw, place: String(register), number, at });
				}
				if (flaw === 'sharedNumber') store.repeat(register);
				if (typeof draw === 'string') {
					const ofKind = open[draw === 'cancellation' ? 'sale' : 'refund'];
					const ofRegister = ofKind.get(register) ?? [];
					// Days back, so that some are of the month before or of the rate before.
					const back = draw === 'cancellation' ? 25 : ofRegister.length;
					const original = ofRegister[Math.max(0, ofRegister.length - back)];
					if (!original) continue;
					ofKind.set(
						register,
						ofRegister.filter((one) => one !== original),
					);
					const standing = shapes.includes('cancelledReturn') && original.sequence % 2 === 1;
					record(store.cancel(original, at, { ...late, standing }), entry, merchant.name);
					made += 1;
					continue;
				}
				const day = businessDay(at, CLOSING);
				const { body, truth, doubt } = draw(random, at, groupsOn(day, rateChange));
				const stored = store.insert({ merchant: merchant.name, register }, body, truth, late);
				record(stored, entry, merchant.name, doubt);
				made += 1;
				// A till would state of a cancellation what it stated of its original.
				if (flaw !== undefined || doubt === 'lineTotal') continue;
				if (truth.kind === 'sale' || truth.kind === 'refund') {
					const ofKind = open[truth.kind];
					ofKind.set(register, [...(ofKind.get(register) ?? []), stored]);
				}
			}
			return made;
		},
	};
}
