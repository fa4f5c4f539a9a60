/**
 * CassaNova's receipts against its own sold reports (document: SoldByTax Management, SoldByDepartment
 * Management). Reports count days from midnight to midnight, so the receipts are cut there as well.
 */
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt } from '../../shared/books/receipt';
import { byPlace, compare, compareStated } from '../../shared/books/reconciliation';
import type { Explaining, Reconciliation } from '../../shared/books/reconciliation';
import type { Wanted } from '../../shared/books/resource';
import { findNumbers } from '../../shared/books/missingNumbers';
import type { Numbers } from '../../shared/books/missingNumbers';
import { toSequences } from '../../shared/books/sequences';
import type { Numbered } from '../../shared/books/sequences';
import { addDays, daysBetween } from '../../shared/values/dates';
import { apiError } from '../../shared/wire/errors';
import { groupsOf } from '../../shared/values/groups';
import { inTurns } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/inTurns';
import {
	centsToString,
	decimal,
	decimalToString,
	parseDecimal,
	taxWithin,
	toCents,
} from '../../shared/values/money';
import { isRecord } from '../../shared/values/records';
import type { DayRange } from '../../shared/table/request';
import type { ActionCall, Call, Endpoint } from '../../shared/table/types';
import { readBooks } from './books';
import {
	chooseCounted,
	explainDay,
	grossOf,
	grossOfAll,
	isOf,
	keyOf,
	sums,
	UNKNOWN,
} from './reconcileDay';
import type { Check, Day, Sums } from './reconcileDay';
import { soldByDepartment, soldByTax } from '../resources/report';
import { readTaxRates } from './toReceipts';

/** A report, and what of it is compared. */
interface Report {
	endpoint: Endpoint;
	checks: Check[];
	/** Cents by what it groups by, of a row. Assumption: `profit` is the gross, and `vat` the tax in it. */
	read: (row: IDataObject) => Array<readonly [string, number]>;
}

/** Both reports, and what people call what they group by. */
interface Reports {
	list: Report[];
	nameOf: (check: Check, subject: string) => string;
}

const MIDNIGHT = '00:00';

/** Two comparisons per shop, and one per rate and department of all shops that were asked for. */
export async function reconcile(call: ActionCall, wanted: Wanted): Promise<Reconciliation[]> {
	const { period } = wanted;
	const options = { ...call.input.options, dayEndsAt: MIDNIGHT };
	const atMidnight = call.with(call.endpoint, { ...call.input, options });
	const { receipts, others } = await readBooks(atMidnight, wanted);
	const counted = receipts.filter(
		({ businessDay }) => businessDay >= period.from && businessDay <= period.to,
	);
	const isTill = ({ documentType }: AccountingReceipt) => documentType === 'receipt';
	const documents = {
		receipts: counted.filter(isTill),
		others: counted.filter((document) => !isTill(document)),
		known: [...receipts, ...others],
	};
	const compared = await compareReports(call, period, documents);
	const items = [...compared];
	for (const entry of byPlace(counted)) {
		const stated = compareStated(entry.receipts, entry.place, period);
		for (const item of await inTurns(call, stated)) items.push(item);
	}
	return items;
}

async function reportsOf(call: Call): Promise<Reports> {
	const rates = await readTaxRates(call);
	const departments = new Map<string, string>();
	const rateOf = ({ idTax, tax }: IDataObject): string => {
		// Assumption: a row without a tax is what was sold tax-free.
		if (idTax === null || idTax === undefined) return '0';
		const own = isRecord(tax) ? tax.rate : undefined;
		const rate = parseDecimal(own ?? rates.get(String(idTax)));
		return rate ? decimalToString(rate) : UNKNOWN;
	};
	const nameOf = (check: Check, subject: string) => {
		if (check !== 'department') return subject === UNKNOWN ? 'Rate unknown' : `${subject}%`;
		return subject === UNKNOWN ? 'Department unknown' : (departments.get(subject) ?? subject);
	};
	const byTax: Report = {
		endpoint: soldByTax,
		checks: ['tax', 'vat'],
		read: (row) => [
			[keyOf('tax', rateOf(row)), readMoney(call, row, 'profit')],
			[keyOf('vat', rateOf(row)), readMoney(call, row, 'vat')],
		],
	};
	const byDepartment: Report = {
		endpoint: soldByDepartment,
		checks: ['department'],
		read: (row) => {
			const id = String(row.idDepartment ?? UNKNOWN);
			const own = isRecord(row.department) ? row.department.description : undefined;
			if (typeof own === 'string') departments.set(id, own);
			return [[keyOf('department', id), readMoney(call, row, 'profit')]];
		},
	};
	return { list: [byTax, byDepartment], nameOf };
}

/** What the receipts say, by what a report groups by. */
function* oursOf({ checks }: Report, receipts: readonly AccountingReceipt[]): Steps<Sums> {
	const ours: Sums = new Map();
	for (const receipt of receipts) {
		yield;
		const taxes = receipt.taxes.map(
			({ rate, taxCents }) => [keyOf('vat', rate), taxCents] as const,
		);
		for (const [key, cents] of [...grossOf(receipt), ...taxes]) {
			if (checks.some((check) => isOf(check, key))) ours.set(key, (ours.get(key) ?? 0) + cents);
		}
	}
	return ours;
}

/** A row without the number has nothing to compare; one that can't be read is an error. */
function readMoney(call: Call, row: IDataObject, field: string): number {
	const value = row[field];
	const amount = parseDecimal(value ?? 0);
	if (amount) return toCents(amount);
	throw apiError(call, {
		problem: `"${field}" of a report is not a number`,
		advice: 'The API may have changed. Nothing was compared.',
	});
}

async function readReport(
	call: ActionCall,
	{ endpoint, read }: Report,
	range: DayRange,
): Promise<Sums> {
	const input = { ...call.input, options: {}, range };
	const rows = await endpoint.run?.(call.with(endpoint, input));
	return sums((Array.isArray(rows) ? rows : []).flatMap(read));
}

/** What was read. */
interface Documents {
	/** Of the period, without invoices and credit notes. */
	receipts: AccountingReceipt[];
	/** Invoices and credit notes of the period. */
	others: AccountingReceipt[];
	/** Everything that has a number. */
	known: Numbered[];
}

async function compareReports(
	call: ActionCall,
	period: DayRange,
	documents: Documents,
): Promise<Reconciliation[]> {
	const { receipts } = documents;
	const { list, nameOf } = await reportsOf(call);
	const ours: Sums = new Map();
	const theirs: Sums = new Map();
	const differences = new Map<string, Sums>();
	for (const one of list) {
		const read = async (range: DayRange) => await readReport(call, one, range);
		const own = await inTurns(call, oursOf(one, receipts));
		const whole = await read(period);
		const lists = {
			ours: async (some: AccountingReceipt[]) => await inTurns(call, oursOf(one, some)),
			read,
		};
		for (const [day, found] of await differingDays(lists, period, whole, receipts)) {
			differences.set(day, sums([...(differences.get(day) ?? []), ...found]));
		}
		for (const [key, cents] of own) ours.set(key, cents);
		for (const [key, cents] of whole) theirs.set(key, cents);
	}
	const explained = await inTurns(call, explainDays(differences, documents));
	const compareKey = (check: Check, key: string): Reconciliation => {
		const subject = key.slice(check.length + 1);
		const days = [...differences].filter(([, found]) => (found.get(key) ?? 0) !== 0);
		const compared = {
			check,
			subject: nameOf(check, subject),
			place: null,
			period,
			ours: ours.get(key) ?? 0,
			theirs: theirs.get(key) ?? 0,
		};
		if (compared.ours === compared.theirs) return compare(compared);
		// Tax is explained by what explains the gross, where that differs.
		const grossKey = check === 'vat' ? keyOf('tax', subject) : key;
		const reasons = days.flatMap(([day, differing]) =>
			(differing.get(grossKey) ?? 0) === 0 ? [] : (explained.get(day)?.get(grossKey) ?? []),
		);
		const found = check === 'vat' ? ofTax(reasons, subject) : reasons;
		const left =
			compared.theirs -
			compared.ours -
			found.reduce((sum, { amountCents }) => sum + amountCents, 0);
		const onDays = new Set(days.map(([day]) => day));
		const sold = () => receipts.filter(({ businessDay }) => onDays.has(businessDay));
		return compare({
			...compared,
			days: [...onDays],
			receipts: found,
			note: noteOn(left, {
				isTax: check === 'vat',
				isOpen: reasons.some(({ amountCents }) => amountCents === 0),
				isExplained: reasons.length > 0,
				mayRound: check === 'vat' && mayRound(left, sold(), subject),
			}),
		});
	};
	const compareAll = function* (): Steps<Reconciliation[]> {
		const compared: Reconciliation[] = [];
		for (const check of ['tax', 'vat', 'department'] as const) {
			for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
				yield;
				if (isOf(check, key)) compared.push(compareKey(check, key));
			}
		}
		return compared;
	};
	return await inTurns(call, compareAll());
}

/** What explains each day on which gross differs. */
function* explainDays(
	differences: ReadonlyMap<string, Sums>,
	{ receipts, others, known }: Documents,
): Steps<Map<string, Map<string, Explaining[]>>> {
	const byDay = (documents: AccountingReceipt[]) =>
		groupsOf(documents, ({ businessDay }) => businessDay);
	const [receiptsOf, othersOf] = [byDay(receipts), byDay(others)];
	const days = [...new Set([...othersOf.keys(), ...differences.keys()])];
	const sequences = yield* toSequences(known);
	const numbersOf = new Map<string, Numbers>();
	for (const day of days) {
		numbersOf.set(day, yield* findNumbers(sequences, { from: day, to: day }));
	}
	const ofDay = function* (day: string): Steps<Day> {
		const ofIt = receiptsOf.get(day) ?? [];
		return {
			day,
			differences: sums([...(differences.get(day) ?? [])].filter(([key]) => !isOf('vat', key))),
			receipts: ofIt,
			gross: yield* grossOfAll(ofIt),
			others: othersOf.get(day) ?? [],
			gaps: (numbersOf.get(day)?.gaps ?? []).filter(
				({ documentType }) => documentType === 'receipt',
			),
		};
	};
	const withOthers: Day[] = [];
	for (const day of othersOf.keys()) withOthers.push(yield* ofDay(day));
	const counted = yield* chooseCounted(withOthers);
	const explained = new Map<string, Map<string, Explaining[]>>();
	for (const day of differences.keys()) {
		const one = yield* ofDay(day);
		const isDiffering = [...one.differences.values()].some((cents) => cents !== 0);
		explained.set(day, isDiffering ? yield* explainDay(one, counted) : new Map());
	}
	return explained;
}

/** The tax in what explains the gross of a rate: a receipt's own tax is worked out in the same way. */
function ofTax(reasons: readonly Explaining[], rate: string): Explaining[] {
	return reasons.map((reason) => {
		const amountCents = rate === UNKNOWN ? 0 : taxWithin(reason.amountCents, decimal(rate));
		return { ...reason, amount: centsToString(amountCents), amountCents };
	});
}

/**
 * By day, what differs, found by halving: a report of the first half tells that of the second, because
 * reports add up.
 * @param theirs the report of the range
 */
async function differingDays(
	lists: {
		ours: (receipts: AccountingReceipt[]) => Promise<Sums>;
		read: (range: DayRange) => Promise<Sums>;
	},
	{ from, to }: DayRange,
	theirs: Sums,
	receipts: AccountingReceipt[],
): Promise<Array<[day: string, differences: Sums]>> {
	const differences = less(theirs, await lists.ours(receipts));
	if ([...differences.values()].every((cents) => cents === 0)) return [];
	if (from === to) return [[from, differences]];
	const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
	const first = { from, to: middle };
	const left = await lists.read(first);
	const early = receipts.filter(({ businessDay }) => businessDay <= middle);
	const late = receipts.filter(({ businessDay }) => businessDay > middle);
	return [
		...(await differingDays(lists, first, left, early)),
		...(await differingDays(lists, { from: addDays(middle, 1), to }, less(theirs, left), late)),
	];
}

function less(all: Sums, part: Sums): Sums {
	return sums([...all, ...[...part].map(([key, cents]) => [key, 0 - cents] as const)]);
}

/** Whether tax may differ so much only by where it is rounded: half a cent per line and receipt. */
function mayRound(cents: number, receipts: readonly AccountingReceipt[], rate: string): boolean {
	const lines = receipts.map((receipt) => receipt.lines.filter(({ taxRate }) => taxRate === rate));
	const rounded = lines.reduce((sum, { length }) => sum + (length > 0 ? length + 1 : 0), 1);
	return cents !== 0 && Math.abs(cents) <= Math.ceil(rounded / 2);
}

/** What was found for a comparison. */
interface Found {
	isTax: boolean;
	/** Several receipts or numbers may be the cause. */
	isOpen: boolean;
	isExplained: boolean;
	mayRound: boolean;
}

/** What is left open, as a sentence; '' when nothing is. */
function noteOn(cents: number, found: Found): string {
	const left = centsToString(cents);
	if (found.isOpen) {
		return `${left} may come from one of the receipts or numbers that are named with 0.00, or from several: the reports do not tell which.`;
	}
	if (cents === 0) return '';
	if (found.mayRound) {
		return `${left} is not explained by receipts: the report may round tax in another place.`;
	}
	if (found.isTax && !found.isExplained) {
		return `${left} is not explained by receipts: where the gross agrees, the report works out the tax in another way or at another rate.`;
	}
	if (cents < 0) {
		return `${left} is not explained: the report may lack several receipts that are in the list.`;
	}
	return `${left} is not explained by receipts that are in the list. A receipt may be missing from it: see the missing numbers of "Get Bookings" for these days.`;
}
