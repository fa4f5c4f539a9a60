/**
 * CassaNova's receipts against its own sold reports (document: SoldByTax Management, SoldByDepartment
 * Management). Reports count days from midnight to midnight, so the receipts are cut there as well.
 */
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt } from '../shared/accounting';
import { byPlace, compare, compareStated, explain } from '../shared/books/reconciliation';
import type { Explaining, Reconciliation } from '../shared/books/reconciliation';
import type { Wanted } from '../shared/books/resource';
import { findGaps } from '../shared/books/sequences';
import type { Gap, Numbered } from '../shared/books/sequences';
import { addDays, daysBetween } from '../shared/dates';
import { apiError } from '../shared/errors';
import { centsToString, decimalToString, parseDecimal, toCents } from '../shared/money';
import { isRecord } from '../shared/records';
import type { Call, DayRange, Endpoint } from '../shared/types';
import { readBooks } from './books';
import { report } from './resources/report';
import { readTaxRates } from './toReceipts';

/** What a report groups by. */
interface Side {
	check: 'tax' | 'vat' | 'department';
	/** Operation of the resource `report`. */
	operation: string;
	/** Cents by subject, of receipts. */
	ours: (receipt: AccountingReceipt) => Map<string, number>;
	/** Subject and cents of a report's row. */
	theirs: (row: IDataObject) => [subject: string, cents: number];
	/** What people call a subject. */
	nameOf: (subject: string) => string;
}

/** Cents by subject. */
type Sums = Map<string, number>;

const UNKNOWN = 'unknown';
const MIDNIGHT = '00:00';

/** Two comparisons per shop, and one per rate and department of all shops that were asked for. */
export async function reconcile(call: Call, wanted: Wanted): Promise<IDataObject[]> {
	const { period } = wanted;
	const options = { ...call.input.options, dayEndsAt: MIDNIGHT };
	const atMidnight: Call = { ...call, input: { ...call.input, options } };
	const { receipts, others } = await readBooks(atMidnight, wanted);
	const known = [...receipts, ...others];
	const counted = receipts.filter(
		({ businessDay }) => businessDay >= period.from && businessDay <= period.to,
	);
	const ofTills = counted.filter(({ documentType }) => documentType === 'receipt');
	const stated = byPlace(counted).flatMap((entry) =>
		compareStated(entry.receipts, entry.place, period),
	);
	const documents = { receipts: ofTills, counted, known };
	const reports = reportReader(call);
	const compared: Reconciliation[] = [];
	for (const side of await sidesOf(call)) {
		compared.push(...(await compareSide(reports, side, period, documents)));
	}
	return [...compared, ...stated].map((item) => ({ ...item }));
}

async function sidesOf(call: Call): Promise<Side[]> {
	const rates = await readTaxRates(call);
	const departments = new Map<string, string>();
	const rateOf = ({ idTax, tax }: IDataObject): string => {
		// Assumption: a row without a tax is what was sold tax-free.
		if (idTax === null || idTax === undefined) return '0';
		const own = isRecord(tax) ? tax.rate : undefined;
		const rate = parseDecimal(own ?? rates.get(String(idTax)));
		return rate ? decimalToString(rate) : UNKNOWN;
	};
	const money = (row: IDataObject, field: string) => readMoney(call, row, field);
	const byRate = { operation: 'getSoldByTax', nameOf: nameOfRate };
	return [
		{
			...byRate,
			check: 'tax',
			ours: ({ lines }) => sums(lines.map((line) => [line.taxRate ?? UNKNOWN, line.grossCents])),
			theirs: (row) => [rateOf(row), money(row, 'profit')],
		},
		{
			...byRate,
			check: 'vat',
			ours: ({ taxes }) => sums(taxes.map(({ rate, taxCents }) => [rate, taxCents])),
			theirs: (row) => [rateOf(row), money(row, 'vat')],
		},
		{
			check: 'department',
			operation: 'getSoldByDepartment',
			ours: ({ lines }) =>
				sums(lines.map((line) => [line.departmentId ?? UNKNOWN, line.grossCents])),
			theirs: (row) => {
				const id = String(row.idDepartment ?? UNKNOWN);
				const own = isRecord(row.department) ? row.department.description : undefined;
				if (typeof own === 'string') departments.set(id, own);
				return [id, money(row, 'profit')];
			},
			nameOf: (id) => (id === UNKNOWN ? 'Department unknown' : (departments.get(id) ?? id)),
		},
	];
}

function nameOfRate(rate: string): string {
	return rate === UNKNOWN ? 'Rate unknown' : `${rate}%`;
}

function sums(entries: ReadonlyArray<readonly [string, number]>): Sums {
	const found: Sums = new Map();
	for (const [subject, cents] of entries) found.set(subject, (found.get(subject) ?? 0) + cents);
	return found;
}

/** A row without the number has nothing to compare; one that can't be read is an error. */
function readMoney(call: Call, row: IDataObject, field: string): number {
	const value = row[field];
	const amount = parseDecimal(value ?? 0);
	if (amount) return toCents(amount);
	throw apiError(call.host.getNode(), call.api, call.endpoint, {
		problem: `"${field}" of a report is not a number`,
		advice: 'The API may have changed. Nothing was compared.',
	});
}

/** Reads reports, each of them once: gross and tax by rate stand in the same one. */
type Reports = (side: Side, range: DayRange) => Promise<IDataObject[]>;

function reportReader(call: Call): Reports {
	const known = new Map<string, Promise<IDataObject[]>>();
	return async ({ operation }, range) => {
		const key = `${operation} ${range.from} ${range.to}`;
		const rows = known.get(key) ?? readReport(call, operation, range);
		known.set(key, rows);
		return await rows;
	};
}

async function readReport(call: Call, name: string, range: DayRange): Promise<IDataObject[]> {
	const endpoint = report.endpoints.find(({ value }) => value === name) as Endpoint;
	const input = { ...call.input, options: {}, range };
	const rows = await endpoint.run?.({ ...call, endpoint, input });
	return Array.isArray(rows) ? rows : [];
}

/** What was read. */
interface Documents {
	/** Of the period, without invoices and credit notes. */
	receipts: AccountingReceipt[];
	/** Of the period. */
	counted: AccountingReceipt[];
	/** Everything that has a number. */
	known: Numbered[];
}

async function compareSide(
	reports: Reports,
	side: Side,
	period: DayRange,
	documents: Documents,
): Promise<Reconciliation[]> {
	const { receipts } = documents;
	const read = async (range: DayRange) => sums((await reports(side, range)).map(side.theirs));
	const theirs = await read(period);
	const ours = sumsOf(side, receipts);
	const subjects = [...new Set([...ours.keys(), ...theirs.keys()])];
	const differing = subjectsThatDiffer(ours, theirs);
	const days = await differingDays(read, side, period, theirs, receipts);
	return subjects.map((subject) => {
		const compared = {
			check: side.check,
			subject: side.nameOf(subject),
			place: null,
			period,
			ours: ours.get(subject) ?? 0,
			theirs: theirs.get(subject) ?? 0,
		};
		if (!differing.includes(subject)) return compare(compared);
		const own = days.filter(
			(day) => (day.ours.get(subject) ?? 0) !== (day.theirs.get(subject) ?? 0),
		);
		const found = own.flatMap((day) => explainDay(side, subject, day, documents));
		const explained = found.reduce((sum, { amountCents }) => sum + amountCents, 0);
		return compare({
			...compared,
			days: own.map(({ day }) => day),
			receipts: found,
			note: noteOf(side, compared.theirs - compared.ours - explained, own.length),
		});
	});
}

interface Day {
	day: string;
	ours: Sums;
	theirs: Sums;
	receipts: AccountingReceipt[];
}

function sumsOf(side: Side, receipts: readonly AccountingReceipt[]): Sums {
	return sums(receipts.flatMap((receipt) => [...side.ours(receipt)]));
}

/**
 * The days on which a report differs from the receipts, found by halving: a report of the first half
 * tells that of the second, because reports add up.
 * @param theirs the report of the range
 */
async function differingDays(
	read: (range: DayRange) => Promise<Sums>,
	side: Side,
	{ from, to }: DayRange,
	theirs: Sums,
	receipts: AccountingReceipt[],
): Promise<Day[]> {
	const ours = sumsOf(side, receipts);
	if (subjectsThatDiffer(ours, theirs).length === 0) return [];
	if (from === to) return [{ day: from, ours, theirs, receipts }];
	const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
	const first = { from, to: middle };
	const left = await read(first);
	const right = sums([...theirs, ...[...left].map(([key, cents]) => [key, 0 - cents] as const)]);
	const early = receipts.filter(({ businessDay }) => businessDay <= middle);
	const late = receipts.filter(({ businessDay }) => businessDay > middle);
	return [
		...(await differingDays(read, side, first, left, early)),
		...(await differingDays(read, side, { from: addDays(middle, 1), to }, right, late)),
	];
}

function subjectsThatDiffer(ours: Sums, theirs: Sums): string[] {
	return [...new Set([...ours.keys(), ...theirs.keys()])].filter(
		(subject) => (ours.get(subject) ?? 0) !== (theirs.get(subject) ?? 0),
	);
}

/** Documents whose amount is the day's difference, else those whose rates aren't known. */
function explainDay(
	side: Side,
	subject: string,
	{ day, ours, theirs, receipts }: Day,
	{ counted: all, known }: Documents,
): Explaining[] {
	const difference = (theirs.get(subject) ?? 0) - (ours.get(subject) ?? 0);
	const amountOf = (receipt: AccountingReceipt) => side.ours(receipt).get(subject) ?? 0;
	const others = all.filter(
		({ businessDay, documentType }) => businessDay === day && documentType !== 'receipt',
	);
	const counted = others.reduce((sum, document) => sum + amountOf(document), 0);
	if (others.length > 0 && counted === difference) {
		return others
			.filter((document) => amountOf(document) !== 0)
			.map((document) =>
				explain(document, amountOf(document), 'The report counts invoices and credit notes, too.'),
			);
	}
	const missing = findGaps(known, { from: day, to: day }).filter(
		({ documentType }) => documentType === 'receipt',
	);
	if (missing.length > 0) return missing.map((gap) => explainGap(gap, day, difference, missing));
	const omitted = receipts.find((receipt) => amountOf(receipt) === 0 - difference);
	if (omitted) {
		return [explain(omitted, difference, 'Its amount is the difference: the report lacks it.')];
	}
	const cancelled = receipts.find(
		({ kind, checks }) => kind === 'cancellation' && checks.vendorAmountCents === difference,
	);
	if (cancelled) {
		return [explain(cancelled, difference, 'It was cancelled in place, but the report counts it.')];
	}
	if (side.check === 'department') return [];
	const unknown = receipts.filter(({ lines }) => lines.some(({ taxRate }) => taxRate === null));
	return unknown.map((receipt) =>
		explain(
			receipt,
			unknown.length === 1 ? difference : 0,
			'The rate of one of its lines is not known here: it counts at no rate.',
		),
	);
}

/** A number that the list leaves out: its amount is known where nothing else is missing on that day. */
function explainGap(
	{ first, last, write, place, sequence }: Gap,
	businessDay: string,
	difference: number,
	missing: Gap[],
): Explaining {
	const isOnly = missing.length === 1 && first === last;
	const amountCents = isOnly ? difference : 0;
	const within = sequence === null ? '' : ` (in ${sequence})`;
	return {
		id: '',
		number: `${first === last ? write(first) : `${write(first)} … ${write(last)}`}${within}`,
		businessDay,
		place,
		amount: centsToString(amountCents),
		amountCents,
		reason: isOnly
			? 'This number is missing in the list, but the report counts its receipt.'
			: 'One of the numbers that are missing in the list on this day.',
	};
}

function noteOf({ check }: Side, unexplainedCents: number, days: number): string {
	if (unexplainedCents === 0) return '';
	const left = centsToString(unexplainedCents);
	if (check === 'vat' && Math.abs(unexplainedCents) <= 5 * Math.max(days, 1)) {
		return `${left} is not explained by receipts: the report may round tax in another place.`;
	}
	return `${left} is not explained by receipts that are in the list. A receipt may be missing from it: see the missing numbers of "Get Bookings" for these days.`;
}
