/** Receipts, invoices, credit notes and bills: how they are kept and listed. */
import { Refusal, type Handler, type VendorContext } from '../core/vendor.mts';
import { fromCents } from '../money.mts';
import { createTruth, type Truth } from '../truth.mts';
import { refusal, datetimeOf, showTimestamp } from './assumptions.mts';
import { dayOf, daysOf, inOrder, isListed, isWithin, pageOf, type Days } from './paging.mts';
import type { Fields } from './records.mts';
import type { Line, PartOf } from './rows.mts';

export type DocumentKind = 'receipts' | 'invoices' | 'creditnotes' | 'bills';

/** A document with what its record doesn't tell: its shop, and its lines' final amounts. */
export interface Filed {
	id: string;
	/** Local date and time without a zone. */
	at: string;
	idSalesPoint: number;
	/** Milliseconds; a receipt may reach the server long after it was made. */
	createdAt: number;
	/** The record as it is shown, without `date`. */
	record: Fields;
	lines: Line[];
	/** Rows of the report by product beside those of the lines. */
	parts?: PartOf[];
	isCancelled: boolean;
	/** In the reports, but in no list. */
	unlisted?: boolean;
}

export interface Documents {
	handlers: Record<string, Handler>;
	truth: Truth;
	file(kind: DocumentKind, documents: Filed[]): void;
	/** A document as its list shows it. */
	find(kind: DocumentKind, id: string): Fields | undefined;
	/** Receipts of a range of days, oldest first. */
	receipts(days: Days): Filed[];
	/** Next number within a day (or a year) of a shop. */
	nextNumber(kind: DocumentKind, key: string): number;
	/** The last one that was given; 0 where there is none. */
	lastNumber(kind: DocumentKind, key: string): number;
	/** Cancels a receipt in place. @throws Error when there is no such receipt */
	cancel(id: string): void;
	/** Files `count` empty receipts before all others of that local day. */
	insertFront(day: string, count: number): void;
	counters(): Record<string, number>;
}

const OPERATIONS: Array<[operation: string, kind: DocumentKind]> = [
	['getReceipts', 'receipts'],
	['getInvoices', 'invoices'],
	['getCreditNotes', 'creditnotes'],
	['getBills', 'bills'],
];

const DAY_MS = 86_400_000;

/** Builds empty shelves. */
export function createDocuments(context: VendorContext): Documents {
	const { random, now, config } = context;
	const truth = createTruth();
	const shelves = new Map<DocumentKind, Map<string, Filed[]>>();
	const numbers = new Map<string, number>();
	for (const [, kind] of OPERATIONS) shelves.set(kind, new Map());
	const shelf = (kind: DocumentKind): Map<string, Filed[]> => shelves.get(kind)!;

	const file: Documents['file'] = (kind, documents) => {
		const touched = new Set<string>();
		for (const document of documents) {
			const day = document.at.slice(0, 10);
			const list = shelf(kind).get(day) ?? [];
			list.push(document);
			shelf(kind).set(day, list);
			touched.add(day);
		}
		for (const day of touched) {
			// Stable: documents of the same second stay in the order of their making.
			shelf(kind)
				.get(day)
				?.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
		}
	};

	const within = (kind: DocumentKind, { from, to }: Days): Filed[] =>
		[...shelf(kind).keys()]
			.filter((day) => (from === undefined || day >= from) && (to === undefined || day <= to))
			.sort()
			.flatMap((day) => shelf(kind).get(day) ?? []);

	/** What a list holds of some days, as the account counts them. */
	const listed = (kind: DocumentKind, days: Days): Filed[] => {
		if (config.cassaNovaDatetimeZone !== 'utcDays') return within(kind, days);
		// Rome is ahead of UTC: the last hours of a day there are the first of the next day here.
		const after = days.to && new Date(Date.parse(days.to) + DAY_MS).toISOString().slice(0, 10);
		return within(kind, { ...days, to: after }).filter(({ at }) =>
			isWithin(datetimeOf(at, config).datetime ?? at, days),
		);
	};

	/** A status as the account spells it. */
	const spelt = (status: unknown): unknown =>
		status === 'CONFIRMED' ? config.cassaNovaConfirmed : status;

	const hasStatus = ({ status }: Fields, wanted: unknown): boolean => {
		if (wanted === undefined || wanted === 'DRAFT' || wanted === config.cassaNovaConfirmed) {
			return wanted === undefined || spelt(status) === wanted;
		}
		return config.cassaNovaOtherSpelling === 'everything';
	};

	/** @throws Refusal 400 for a spelling that the account doesn't know, unless it lets it pass */
	const checkStatus = (wanted: unknown): void => {
		const isKnown = [undefined, 'DRAFT', config.cassaNovaConfirmed].includes(wanted);
		if (isKnown || config.cassaNovaOtherSpelling !== 'refused') return;
		throw new Refusal(refusal(400, 'error.expected.validenumvalue: status'));
	};

	const isAsked = (
		{ record, idSalesPoint, createdAt, unlisted }: Filed,
		query: Fields,
	): boolean => {
		const { idOrganization, idCustomer } = (record.document ?? {}) as Fields;
		return (
			unlisted !== true &&
			(config.cassaNovaShopFilter === false || isListed(query.idsSalesPoint, idSalesPoint)) &&
			isListed(query.numbers, record.number) &&
			isListed(query.refundNumbers, record.refundNumber) &&
			isListed(query.idOrganizations, idOrganization) &&
			isListed(query.idCustomers, idCustomer) &&
			hasStatus(record, query.status) &&
			isInRange(Number(record.number), query.numberFrom, query.numberTo) &&
			isEqual(record.zNumber, query.zNumber) &&
			isEqual(record.lotteryCode, query.lotteryCode) &&
			isEqual(record.idFidelityCard, query.idFidelityCard) &&
			(config.cassaNovaHideUnsynced !== true || createdAt <= now())
		);
	};

	/** The body names the shop; a deferred invoice has none. */
	const withShop = ({ record, idSalesPoint }: Filed): Fields =>
		config.cassaNovaDocumentShop === false || !record.document
			? record
			: { ...record, document: { ...(record.document as Fields), idSalesPoint } };

	const shown = (kind: DocumentKind, filed: Filed): Fields => {
		const own: Fields = { ...withShop(filed), ...datetimeOf(filed.at, config) };
		const record = 'status' in own ? { ...own, status: spelt(own.status) } : own;
		// A bill has no creation date in the document.
		if (kind === 'bills') return record;
		return { ...record, date: showTimestamp(filed.createdAt, config) };
	};

	const list =
		(kind: DocumentKind): Handler =>
		({ query }) => {
			const days = daysOf(query, 'datetime', context, { days: 3 });
			checkStatus(query.status);
			const found = listed(kind, days).filter((document) => isAsked(document, query));
			const sorted = inOrder(found, query.sorts, (filed, key) =>
				key === 'date' ? filed.createdAt : filed.record[key],
			);
			const page = pageOf(sorted, query, config).map((filed) => shown(kind, filed));
			return { body: { totalCount: found.length, [kind]: page } };
		};

	const lastNumber: Documents['lastNumber'] = (kind, key) => numbers.get(`${kind}/${key}`) ?? 0;

	const nextNumber: Documents['nextNumber'] = (kind, key) => {
		const number = lastNumber(kind, key) + 1;
		numbers.set(`${kind}/${key}`, number);
		return number;
	};

	return {
		handlers: Object.fromEntries(OPERATIONS.map(([operation, kind]) => [operation, list(kind)])),
		truth,
		file,
		find(kind, id) {
			const filed = [...shelf(kind).values()].flat().find((candidate) => candidate.id === id);
			return filed && shown(kind, filed);
		},
		receipts: (days) => within('receipts', days),
		nextNumber,
		lastNumber,
		cancel(id) {
			for (const receipts of shelf('receipts').values()) {
				const receipt = receipts.find((candidate) => candidate.id === id);
				if (!receipt) continue;
				receipt.isCancelled = true;
				receipt.record.document = { ...(receipt.record.document as Fields), refund: true };
				truth.cancel(id);
				return;
			}
			throw new Error(`no receipt ${id}`);
		},
		insertFront(day, count) {
			const at = `${day}T00:00:00`;
			const inserted = Array.from({ length: count }, (): Filed => {
				const id = random.uuid();
				const place = 4711;
				truth.add({
					id,
					kind: 'zero',
					at,
					place: String(place),
					taxes: [],
					payments: [],
					changeCents: 0,
				});
				return {
					id,
					at,
					idSalesPoint: place,
					createdAt: now(),
					isCancelled: false,
					lines: [],
					record: {
						id,
						number: nextNumber('receipts', `${place}/${day}`),
						datetime: at,
						document: {
							id: random.uuid(),
							taxFree: false,
							amount: fromCents(0),
							change: 0,
							rows: [],
							payments: [],
						},
						zNumber: null,
					},
				};
			});
			shelf('receipts').set(day, [...inserted, ...(shelf('receipts').get(day) ?? [])]);
		},
		counters: () =>
			Object.fromEntries(
				OPERATIONS.map(([, kind]) => [
					kind,
					[...shelf(kind).values()].reduce((total, { length }) => total + length, 0),
				]),
			),
	};
}

/** Whether an optional filter of a query lets a value pass. */
const isEqual = (value: unknown, wanted: unknown): boolean =>
	wanted === undefined || value === wanted;

/** The same for a number between two, both included. */
const isInRange = (value: number, from: unknown, to: unknown): boolean =>
	(from === undefined || value >= Number(from)) && (to === undefined || value <= Number(to));

/** The number of a day's closing: days since the shops opened. */
export function closingNumber(day: string, now: number): number | null {
	if (day >= dayOf(now)) return null;
	return Math.round((Date.parse(day) - Date.parse('2020-01-01')) / 86_400_000);
}
