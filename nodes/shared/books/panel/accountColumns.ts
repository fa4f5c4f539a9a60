/** The table of accounts as JSON or as items: rows with the names or titles of its columns. */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { parseJson } from '../../table/nested';
import { isRecord } from '../../values/records';
import { placed, show } from '../../values/shown';
import { mappingKey } from '../mapping';
import { rowsSchema } from './accountRows';
import type { WrittenRow } from './accountRows';
import { USES } from './accountUses';
import type { MappingSpec } from './mapping';

/**
 * Column → its title, and what else people call it. Titles are compared by their letters and digits, so that
 * "VAT Rate in %", "vat_rate" and "vatRate" are one.
 */
const COLUMNS: Record<
	keyof Omit<WrittenRow, 'customPayment'>,
	[title: string, ...others: string[]]
> = {
	use: ['For', 'use'],
	rate: ['VAT Rate in %', 'VAT Rate', 'Rate', 'VAT', 'VAT in %'],
	account: ['Account', 'Account Number'],
	taxCode: ['Tax Code'],
	costCenter: ['Cost Center', 'Cost Centre', 'Cost Center 1', 'KOST1', 'kost'],
	costCenter2: ['Cost Center 2', 'Cost Centre 2', 'KOST2'],
	article: ['Article', 'Product'],
	group: ['Group', 'Article Group', 'Category'],
	department: ['Department', 'Reparto'],
	place: ['Register or Shop', 'Register', 'Cash Register', 'Shop', 'Sales Point', 'place'],
	paymentMethod: ['Payment Method', 'Method'],
};

/** Their names, in the order of a table. */
export const ACCOUNT_COLUMNS = Object.keys(COLUMNS) as Array<keyof typeof COLUMNS>;

/** Letters and digits of a title, without what the panel adds to it. */
function squeezed(title: string): string {
	return title
		.replace(/\(optional\)|name or id/gi, '')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');
}

const COLUMN_BY_TITLE = new Map(
	Object.entries(COLUMNS).flatMap(([column, titles]) =>
		[column, ...titles].map((title) => [squeezed(title), column] as const),
	),
);

const USE_BY_NAME = new Map(
	USES.flatMap(({ name, value }) => [name, value].map((each) => [squeezed(each), value] as const)),
);

/** What a row holds by column, without what is empty. Other columns are for people. */
function cellsOf(record: IDataObject): { cells: IDataObject; problem?: string } {
	const cells: IDataObject = {};
	const titles = new Map<string, string>();
	for (const [title, value] of Object.entries(record)) {
		const column = COLUMN_BY_TITLE.get(squeezed(title));
		const cell = typeof value === 'string' ? value.trim() : value;
		if (column === undefined || cell === '' || cell === null || cell === undefined) continue;
		const other = titles.get(column);
		if (other !== undefined && cells[column] !== cell) {
			const problem = `the columns ${show(other)} and ${show(title)} both say what is "${titleOf(column)}": rename one of them`;
			return { cells, problem };
		}
		titles.set(column, title);
		cells[column] = cell;
	}
	return { cells };
}

/** What a table has for people, or for the program that keeps it: nobody takes it for a column of ours. */
const FOR_PEOPLE = new Set(
	[
		'name',
		'remark',
		'remarks',
		'note',
		'notes',
		'comment',
		'id',
		'createdAt',
		'updatedAt',
		'row_number',
	].map(squeezed),
);

/** Titles of columns that are filled and mean nothing here: a row may be about less than it seems to. */
export function idleColumns(records: readonly IDataObject[]): string[] {
	const idle = records.flatMap((record) =>
		Object.entries(record).flatMap(([title, value]) => {
			const key = squeezed(title);
			const isEmpty = value === null || value === undefined || value === '';
			return isEmpty || COLUMN_BY_TITLE.has(key) || FOR_PEOPLE.has(key) ? [] : title;
		}),
	);
	return [...new Set(idle)];
}

const titleOf = (column: string): string | undefined =>
	Object.entries(COLUMNS).find(([name]) => name === column)?.[1][0];

/** A row as the panel would store it. */
function writtenRow({ use, rate, ...cells }: IDataObject, methods: Methods): IDataObject {
	const { paymentMethod } = cells;
	return {
		...cells,
		...(use === undefined
			? {}
			: { use: (typeof use === 'string' && USE_BY_NAME.get(squeezed(use))) || use }),
		...(rate === undefined
			? {}
			: { rate: typeof rate === 'string' ? rate.replace(/\s*%$/, '') : rate }),
		...(typeof paymentMethod === 'string'
			? { paymentMethod: methods.get(mappingKey(paymentMethod)) ?? paymentMethod }
			: {}),
	};
}

/** The vendor's words by the names that the panel shows for them. */
type Methods = ReadonlyMap<string, string>;

function methodsOf({ paymentMethods }: MappingSpec): Methods {
	const options = 'options' in paymentMethods ? paymentMethods.options : [];
	return new Map(options.map(({ name, value }) => [mappingKey(name), String(value)]));
}

/** What must stand in a row for it to say anything. */
const SAYING = ['account', 'taxCode', 'costCenter', 'costCenter2'];

/** An expression that found nothing must not book everything to plain words. */
const NO_ROWS =
	'has no rows: to do without account numbers, choose "Accounts From: This Panel", and leave its table as it is';

/**
 * Reads a table of accounts: a JSON array of rows, as text or as it is, or an object with one under any name.
 * Rows without an account say nothing.
 * @throws (zod) a problem that names the row, as the sheet counts it where it says so, and the column
 */
export function accountColumnsSchema(
	spec: MappingSpec,
): z.ZodType<WrittenRow[], z.ZodTypeDef, unknown> {
	const schema = rowsSchema(spec);
	const methods = methodsOf(spec);
	return z.unknown().transform((given, issues): WrittenRow[] => {
		const refuse = (message: string) => {
			issues.addIssue(placed(message));
			return z.NEVER;
		};
		const records = listIn(typeof given === 'string' ? parseJson(given) : given);
		if (!records)
			return refuse(
				`must be a JSON array of rows, for example [{"use":"sale","rate":"20","account":"4000"}]; it is ${show(given)}`,
			);
		if (records.length === 0) return refuse(NO_ROWS);
		const rows = records.map((record, index) => ({
			number: typeof record.row_number === 'number' ? record.row_number : index + 1,
			...cellsOf(record),
		}));
		const doubtful = rows.find(({ problem }) => problem !== undefined);
		if (doubtful) return refuse(`is wrong in row ${doubtful.number}: ${doubtful.problem}`);
		if (!records.some((record) => titlesIn(record).includes('account')))
			return refuse(
				`has no column "Account" in any of its ${rows.length} rows: its columns are ${titlesOf(records)}. Name them as the panel does: ${namesText()}`,
			);
		const saying = rows.filter(({ cells }) => SAYING.some((column) => column in cells));
		const result = schema.safeParse(saying.map(({ cells }) => writtenRow(cells, methods)));
		if (result.success) return result.data as WrittenRow[];
		const [issue] = result.error.issues;
		const [index, column] = issue?.path ?? [];
		const { number, cells } = saying[Number(index)] ?? { number: 0, cells: {} };
		return refuse(problemIn(number, cells, column, issue?.message ?? 'cannot be used'));
	});
}

/** What is wrong where, and what stands there. */
function problemIn(
	number: number,
	cells: IDataObject,
	column: string | number | undefined,
	message: string,
): string {
	const where = `is wrong in row ${number}`;
	const title = titleOf(String(column));
	if (title === undefined) return `${where}: ${message}`;
	const value = cells[String(column)];
	if (column === 'use' && value === undefined)
		return `${where}, "${title}": is missing: say what is booked to the account, such as "Sales" or "Paid in Cash"`;
	const words =
		column === 'use' && message.startsWith('must be one of')
			? `must be one of ${USES.map(({ name }) => name).join(', ')}`
			: message;
	return `${where}, "${title}": ${words}; it is ${show(value)}`;
}

/** The rows of a table: itself, those of the only list in an object, or those of items as n8n holds them. */
function listIn(given: unknown): IDataObject[] | undefined {
	if (isRecord(given)) {
		const [list, ...others] = Object.values(given).filter(Array.isArray);
		return list && others.length === 0 ? listIn(list) : undefined;
	}
	if (!Array.isArray(given) || !given.every(isRecord)) return undefined;
	return given.map((row) => (isRecord(row.json) ? row.json : row));
}

const titlesIn = (record: IDataObject): Array<string | undefined> =>
	Object.keys(record).map((title) => COLUMN_BY_TITLE.get(squeezed(title)));

/** Names of columns that are shown; there may be any number. */
const MOST_TITLES = 10;

function titlesOf(records: readonly IDataObject[]): string {
	const titles = [...new Set(records.flatMap(Object.keys))];
	return titles.slice(0, MOST_TITLES).map(show).join(', ') || 'none';
}

/** The columns' titles, as people may write them. */
export const namesText = (): string =>
	Object.values(COLUMNS)
		.map(([title]) => title)
		.join(', ');
