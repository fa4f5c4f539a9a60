/**
 * CassaNova's two sold reports, and the same sums of receipts (document: SoldByTax Management,
 * SoldByDepartment Management).
 */
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt } from '../../../shared/books/receipt';
import type { ActionCall, Call, Endpoint } from '../../../shared/table/types';
import type { DayRange } from '../../../shared/table/request';
import type { Steps } from '../../../shared/values/inTurns';
import { decimalToString, parseDecimal, toCents } from '../../../shared/values/money';
import { isRecord } from '../../../shared/values/records';
import type { Cents } from '../../../shared/values/units';
import { apiError } from '../../../shared/wire/errors';
import { soldByDepartment, soldByTax } from '../../resources/report';
import { readTaxRates } from '../toReceipts';
import { centsOf, grossOf, sums, UNKNOWN } from './keys';
import type { Check, Entry, Key, Sums } from './keys';

/** A report, and what of it is compared. */
export interface ComparedReport {
	endpoint: Endpoint;
	checks: readonly Check[];
	/** What a row states. Assumption: `profit` is the gross, and `vat` the tax in it. */
	read: (row: IDataObject) => Entry[];
}

/** Both reports, and what people call what they group by. */
export interface Reports {
	list: ComparedReport[];
	/** Departments have names when the report that has them was read. */
	nameOf: (key: Key) => string;
}

/** The two reports; reads the account's tax rates. */
export async function reportsOf(call: Call): Promise<Reports> {
	return reportsWith(call, await readTaxRates(call));
}

/** The two reports, with percentages by tax ID that are known already. */
export function reportsWith(call: Call, rates: ReadonlyMap<string, unknown>): Reports {
	const departments = new Map<string, string>();
	const rateOf = ({ idTax, tax }: IDataObject): string => {
		// Assumption: a row without a tax is what was sold tax-free.
		if (idTax === null || idTax === undefined) return '0';
		const own = isRecord(tax) ? tax.rate : undefined;
		const rate = parseDecimal(own ?? rates.get(String(idTax)));
		return rate ? decimalToString(rate) : UNKNOWN;
	};
	const byTax: ComparedReport = {
		endpoint: soldByTax,
		checks: ['tax', 'vat'],
		read: (row) => {
			const subject = rateOf(row);
			return [
				[{ check: 'tax', subject }, readMoney(call, row, 'profit')],
				[{ check: 'vat', subject }, readMoney(call, row, 'vat')],
			];
		},
	};
	const byDepartment: ComparedReport = {
		endpoint: soldByDepartment,
		checks: ['department'],
		read: (row) => {
			const subject = String(row.idDepartment ?? UNKNOWN);
			const own = isRecord(row.department) ? row.department.description : undefined;
			if (typeof own === 'string') departments.set(subject, own);
			return [[{ check: 'department', subject }, readMoney(call, row, 'profit')]];
		},
	};
	const nameOf = ({ check, subject }: Key) => {
		if (check !== 'department') return subject === UNKNOWN ? 'Rate unknown' : `${subject}%`;
		return subject === UNKNOWN ? 'Department unknown' : (departments.get(subject) ?? subject);
	};
	return { list: [byTax, byDepartment], nameOf };
}

/** A row without the number has nothing to compare; one that can't be read is an error. */
function readMoney(call: Call, row: IDataObject, field: string): Cents {
	const value = row[field];
	const amount = parseDecimal(value ?? 0);
	if (amount) return toCents(amount);
	throw apiError(call, {
		problem: `"${field}" of a report is not a number`,
		advice: 'The API may have changed. Nothing was compared.',
	});
}

/**
 * What a report states over some days.
 * @throws NodeApiError for an amount that isn't a number
 */
export async function readReport(
	call: ActionCall,
	{ endpoint, read }: ComparedReport,
	range: DayRange,
): Promise<Sums> {
	const input = { ...call.input, options: {}, range };
	const rows = await endpoint.run?.(call.with(endpoint, input));
	return sums((Array.isArray(rows) ? rows : []).flatMap(read));
}

/** What receipts say, by what a report groups by. */
export function* oursOf(
	{ checks }: Pick<ComparedReport, 'checks'>,
	receipts: readonly AccountingReceipt[],
): Steps<Sums> {
	const ours = sums([]);
	for (const receipt of receipts) {
		yield;
		const taxes = receipt.taxes.map(
			({ rate, taxCents }): Entry => [{ check: 'vat', subject: rate }, taxCents],
		);
		for (const [key, cents] of [...grossOf(receipt), ...taxes]) {
			if (checks.includes(key.check)) ours.set(key, centsOf(ours, key) + cents);
		}
	}
	return ours;
}
