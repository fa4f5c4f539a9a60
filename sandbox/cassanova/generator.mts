/** Makes CassaNova receipts for a range of days, together with their true totals. */
import { DateTime } from 'luxon';
import { businessDay } from '../books/book.mts';
import { CLOSING } from '../books/calendar.mts';
import { createRandom, type Random } from '../core/random.mts';
import type { GenerateOptions, VendorContext } from '../core/vendor.mts';
import { zoneOf } from '../core/zone.mts';
import { fromCents } from '../money.mts';
import { TIME_ZONE } from './assumptions.mts';
import { SALES_POINTS } from './catalog.mts';
import { closingNumber, type Documents, type Filed } from './documents.mts';
import { drawPayments, meansOf, showPayments } from './payments.mts';
import type { Fields, Records } from './records.mts';
import { assortmentOf, createBodies, type Body } from './rows.mts';

const DEFAULT_PER_DAY = 60;
const RESTAURANT = 4712;

/** Local days from..to, both included. */
function daysBetween(from: string, to: string): string[] {
	const days: string[] = [];
	for (let day = DateTime.fromISO(from); day <= DateTime.fromISO(to); day = day.plus({ days: 1 })) {
		days.push(day.toISODate() ?? '');
	}
	return days;
}

/** A local time of a day: mostly opening hours, some sales after midnight. */
function drawTime(random: Random, day: string, zone: string): string {
	const draw = random.next();
	const hour = draw < 0.03 ? random.int(0, 1) : draw < 0.035 ? 2 : random.int(7, 23);
	const two = (value: number): string => String(value).padStart(2, '0');
	const rest = `${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
	const at = `${day}T${two(hour)}:${rest}`;
	if (hour !== 2) return at;
	// In spring this hour doesn't exist.
	const exists = DateTime.fromISO(at, { zone: zoneOf(zone) }).hour === 2;
	return exists ? at : `${day}T03:${rest}`;
}

/** Options of POST /__sandbox/generate under `options`. */
interface MoreOptions {
	/** Ids of the shops that sell; default all. */
	salesPoints?: number[];
	/** Share of receipts whose own `amount` isn't the sum of their rows; default 0. */
	differentAmounts?: number;
}

/** Builds the generator; calling it again adds to what is there. */
export function createGenerator(
	{ random: ownRandom, now }: VendorContext,
	records: Records,
	documents: Documents,
): (options: GenerateOptions) => number {
	let calls = 0;

	return ({ from, to, count, seed, timeZone = TIME_ZONE, untilNow = false, options = {} }) => {
		const { salesPoints = SALES_POINTS.map(({ id }) => id), differentAmounts = 0 } =
			options as MoreOptions;
		calls += 1;
		// Ids must differ between two calls with the same seed.
		const random = createRandom((seed ?? ownRandom.int(0, 2 ** 31)) * 31 + calls);
		const assortment = assortmentOf(records);
		const makeBody = createBodies(random, assortment);
		const days = daysBetween(from, to);
		const total = count ?? DEFAULT_PER_DAY * days.length;

		const end = untilNow ? DateTime.fromMillis(now(), { zone: zoneOf(timeZone) }) : undefined;
		const last = end?.toFormat("yyyy-MM-dd'T'HH:mm:ss");
		const drawn = Array.from({ length: total }, (_, index) => {
			const day = days[Math.floor((index * days.length) / total)] ?? from;
			return { at: drawTime(random, day, timeZone), shop: random.pick(salesPoints) };
		})
			.filter(({ at }) => last === undefined || at <= last)
			.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));

		const creation = (at: string, latest: number): number =>
			DateTime.fromISO(at, { zone: zoneOf(timeZone) }).toMillis() + random.int(1, latest) * 1000;
		const bodyFor = (at: string, shop: number): Body =>
			makeBody({ restaurant: shop === RESTAURANT, at });

		const receipts: Filed[] = [];
		const others = { invoices: [] as Filed[], creditnotes: [] as Filed[], bills: [] as Filed[] };

		const addReceipt = (at: string, shop: number): void => {
			const day = businessDay(at, CLOSING);
			const body = bodyFor(at, shop);
			const paid = drawPayments(random, body.amountCents);
			const isCancelled = random.chance(0.02);
			const id = random.uuid();
			const number = documents.nextNumber('receipts', `${shop}/${day}`);
			Object.assign(body.document, {
				change: fromCents(paid.changeCents),
				payments: showPayments(random, paid),
				...(isCancelled ? { refund: true } : {}),
				...(random.chance(differentAmounts) ? { amount: fromCents(body.amountCents + 1) } : {}),
			});
			receipts.push({
				id,
				at,
				idSalesPoint: shop,
				// A till that was offline hands its receipts in up to three days later.
				createdAt: creation(at, random.chance(0.03) ? 259_200 : 30),
				isCancelled,
				lines: body.lines,
				record: {
					id,
					number,
					datetime: at,
					document: body.document,
					zNumber: closingNumber(day, now()),
					lotteryCode: number % 5 === 0 ? `LOT${String(number).padStart(5, '0')}` : null,
				},
			});
			const kind =
				body.amountCents > 0 ? 'sale' : body.amountCents < 0 ? 'refund' : ('zero' as const);
			documents.truth.add({
				id,
				kind,
				at,
				place: String(shop),
				taxes: body.lines.map(({ rate, cents }) => ({ rate, grossCents: cents })),
				payments: paid.payments.map(({ paymentType, cents }) => ({
					means: meansOf(paymentType),
					cents,
				})),
				changeCents: paid.changeCents,
			});
			if (isCancelled) documents.truth.cancel(id);
		};

		const addOther = (kind: keyof typeof others, at: string, shop: number, more: Fields): void => {
			const body = bodyFor(at, shop);
			const id = random.uuid();
			const idOrganization = random.pick(assortment.organizationIds);
			const paid = drawPayments(random, body.amountCents);
			const document = {
				...body.document,
				idCustomer: null,
				idOrganization,
				change: fromCents(paid.changeCents),
				payments: showPayments(random, paid),
			};
			others[kind].push({
				id,
				at,
				idSalesPoint: shop,
				createdAt: creation(at, 30),
				isCancelled: false,
				lines: [],
				record: { id, datetime: at, document, ...more },
			});
			// Bills and drafts count nothing, and deferred invoices are about receipts that count.
			if (kind === 'bills' || more.status === 'DRAFT' || more.deferred === true) return;
			// A credit note takes back, whichever sign its rows have.
			const sign = kind === 'creditnotes' && body.amountCents > 0 ? -1 : 1;
			documents.truth.add({
				id,
				kind: sign * body.amountCents < 0 ? 'refund' : 'sale',
				at,
				isInvoice: true,
				place: String(shop),
				taxes: body.lines.map(({ rate, cents }) => ({ rate, grossCents: sign * cents })),
				payments: [],
				changeCents: 0,
			});
		};

		const numbering = (suffix: string, documentNumberingType: string): Fields => ({
			id: `numbering-${documentNumberingType.toLowerCase()}`,
			prefix: null,
			suffix,
			documentNumberingType,
		});

		const lastOf = (shop: number, count: number): string[] =>
			receipts
				.filter(({ idSalesPoint }) => idSalesPoint === shop)
				.slice(-count)
				.map(({ id }) => id);

		const addInvoice = (at: string, shop: number): void => {
			const year = at.slice(0, 4);
			const deferred = random.chance(0.2);
			addOther('invoices', at, shop, {
				status: random.chance(0.1) ? 'DRAFT' : 'CONFIRMED',
				number: documents.nextNumber('invoices', `${shop}/${year}`),
				dueDatetime: `${DateTime.fromISO(at).plus({ days: 30 }).toISODate()}T00:00:00`,
				deferred,
				paymentType: random.pick(['BANK_TRANSFER', 'CASH', 'CREDIT_CARD', 'RIBA_30']),
				paymentNote: null,
				payed: random.chance(0.6),
				shipping: false,
				deferredReceipts: deferred ? lastOf(shop, 2) : [],
				documentNumbering: numbering(`/${year}`, 'INVOICE'),
				...(deferred ? { document: null } : {}),
			});
		};

		drawn.forEach(({ at, shop }, index) => {
			addReceipt(at, shop);
			if (index % 20 === 7) addOther('bills', at, shop, {});
			if (index % 40 === 17) addInvoice(at, shop);
			if (index % 80 === 33) {
				addOther('creditnotes', at, shop, {
					status: 'CONFIRMED',
					refundNumber: documents.nextNumber('creditnotes', `${shop}/${at.slice(0, 4)}`),
					receiptNumber: receipts.at(-1)?.record.number,
					documentNumbering: null,
				});
			}
		});
		documents.file('receipts', receipts);
		documents.file('invoices', others.invoices);
		documents.file('creditnotes', others.creditnotes);
		documents.file('bills', others.bills);
		return receipts.length;
	};
}
