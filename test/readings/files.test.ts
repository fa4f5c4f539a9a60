/** What the package writes for accounting programs, whatever was sold, passes the sandbox's checkers of it. */
import * as fc from 'fast-check';

import { Accounts, RATED_USES, SOLD_USES } from '../../nodes/shared/books/accounts';
import type { AccountRow, AccountUse } from '../../nodes/shared/books/accounts';
import { buildBookings } from '../../nodes/shared/books/bookings';
import { TEXT_PLACEHOLDERS } from '../../nodes/shared/books/bookingTexts';
import { writeBookings } from '../../nodes/shared/books/files';
import { isBmdSymbol, isBmdTaxCode } from '../../nodes/shared/books/files/bmd';
import { isDatevCostCenter, isPostingKey } from '../../nodes/shared/books/files/datev';
import { DOCUMENT_TYPES, LINE_TYPES, MEANS } from '../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../nodes/shared/books/receipt';
import {
	BMD_REVERSALS,
	BookingFileError,
	GROUPINGS,
	TEXT_LANGUAGES,
} from '../../nodes/shared/books/types';
import type { BookingFile, FileOptions, Grouping, TextStyle } from '../../nodes/shared/books/types';
import { atOnce } from '../../nodes/shared/values/inTurns';
import { runs } from '../support/clock/seeds';
import { wrongWith } from '../support/n8n/kassa';
import { addDays } from '../support/vendors/books';
import { receipt } from '../unit/shared/books/receipts';

/** What people call registers and receipts, and what no file may take as it is. */
const texts = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 90 }),
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc.constantFrom(
		'',
		'Schänke "Zum Löwen"; Wien',
		'two\r\nlines',
		'a\ttab',
		'10 € – ½ Brötchen 🥐',
		'=1+1',
		'x'.repeat(300),
		'🥐'.repeat(40),
	),
);

/** As tills print them, and worse. */
const numbers = fc.oneof(
	fc.stringMatching(/^[0-9]{1,6}$/),
	fc.stringMatching(/^[0-9]{1,4}-[0-9]{1,6}$/),
	fc.stringMatching(/^[A-Za-z0-9 ./#-]{1,50}$/),
	texts,
);

/** Of a supermarket at most, and seldom of more than a file has room for. */
const amounts = fc.oneof(
	{ weight: 30, arbitrary: fc.integer({ min: -99_999_999, max: 99_999_999 }) },
	{ weight: 3, arbitrary: fc.integer({ min: -2, max: 2 }) },
	{ weight: 1, arbitrary: fc.constantFrom(999_999_999_999, -1_000_000_000_000) },
);

const rates = fc.constantFrom('20', '19', '13', '10', '7', '4.9', '0', undefined);

const USES: AccountUse[] = [
	...LINE_TYPES.filter((type) => type !== 'other'),
	...MEANS.filter((means) => means !== 'other'),
	'otherIncome',
	'otherMeans',
	'unknownRate',
	'clearing',
	'difference',
];

/** What the rows of a table are for: everything, then some of it alone. */
const ROWS: Array<Pick<AccountRow, 'use' | 'group' | 'paymentMethod' | 'place'>> = [
	...USES.map((use) => ({ use })),
	...SOLD_USES.map((use) => ({ use, group: 'Bier' })),
	{ use: 'sale', group: 'Wein; "rot"', place: '11' },
	{ use: 'card', paymentMethod: 'card', place: '12' },
];

/** Mostly accounts of so many digits, and of customers; seldom one that no file can take. */
const accounts = (digits: number) =>
	fc.oneof(
		{ weight: 200, arbitrary: fc.stringMatching(new RegExp(`^[1-9]\\d{${digits - 1}}$`)) },
		{ weight: 20, arbitrary: fc.stringMatching(new RegExp(`^0[1-9]\\d{${digits - 2}}$`)) },
		{ weight: 20, arbitrary: fc.stringMatching(new RegExp(`^[1-9]\\d{${digits}}$`)) },
		{ weight: 1, arbitrary: fc.constantFrom('Cash', '0'.repeat(digits), '123', '1234567890') },
	);

type Format = 'bmd' | 'datev';

/** Whatever the panel lets through for the tax of what is sold; 2 is what BMD calls that of what is bought. */
const taxCodes = (format: Format) => {
	const isTaken = format === 'bmd' ? isBmdTaxCode : isPostingKey;
	return fc.oneof(
		fc.constant(''),
		fc
			.stringMatching(/^\d{0,2}[0-9A-Za-z]{1,3}$/)
			.filter((code) => isTaken(code) && code !== '2' && /[1-9]/.test(code)),
	);
};

/** As the panel lets them through. */
const costCenters = (format: Format) => {
	const isTaken = format === 'bmd' ? () => true : isDatevCostCenter;
	return fc.oneof(
		fc.constantFrom('', '100', 'Küche 1', 'K_2'),
		fc.string({ unit: 'grapheme', maxLength: 40 }).filter(isTaken),
	);
};

/** An account for everything, each its own; codes and cost centers for what is sold, or none. */
const tables = (format: Format, digits: number): fc.Arbitrary<AccountRow[]> => {
	const all = { minLength: ROWS.length, maxLength: ROWS.length };
	return fc
		.tuple(
			fc.uniqueArray(accounts(digits), all),
			fc.array(taxCodes(format), all),
			fc.array(fc.tuple(costCenters(format), costCenters(format)), all),
		)
		.map(([numbersOf, codes, centers]) =>
			ROWS.map(({ use, ...only }, index) => {
				const [costCenter, costCenter2] = centers[index] ?? [];
				return {
					use,
					...only,
					rate: '',
					account: numbersOf[index] ?? '',
					...(RATED_USES.includes(use)
						? { taxCode: codes[index] ?? '', costCenter, costCenter2 }
						: { taxCode: '' }),
				};
			}),
		);
};

/** A template as people write it, and worse; '' is the usual text. */
const templates = fc.oneof(
	fc.constantFrom('', '{kind} ({rate}), {register}', 'Z {closing}; "{kind}"', '{firstNumber}'),
	fc
		.array(
			fc.oneof(
				fc.constantFrom(...TEXT_PLACEHOLDERS.map((name) => `{${name}}`)),
				fc.constantFrom(' ', ', ', ' (', ')', '[', ']', '; ', '"', '=', '\n', 'Kassa'),
			),
			{ maxLength: 8 },
		)
		.map((parts) => parts.join('')),
);

const styles: fc.Arbitrary<TextStyle> = fc.record({
	language: fc.constantFrom(undefined, ...TEXT_LANGUAGES),
	template: templates,
});

/** Of closings: two shops have the same, and one lasts for days; most receipts name one. */
const zNumbers = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom('411', '412', '413') },
	{ weight: 3, arbitrary: fc.constant(null) },
	{ weight: 1, arbitrary: numbers },
);

const CATEGORIES = ['Bier', 'Wein; "rot"'];

/** One receipt of the period, which needn't agree with itself. */
const receiptsOf = (from: string, days: number): fc.Arbitrary<AccountingReceipt> =>
	fc
		.record({
			number: numbers,
			day: fc.integer({ min: 0, max: days }),
			lines: fc.array(fc.tuple(fc.constantFrom(...LINE_TYPES), amounts, rates), {
				minLength: 1,
				maxLength: 3,
			}),
			payments: fc.array(fc.tuple(fc.constantFrom(...MEANS), amounts), { maxLength: 2 }),
			categories: fc.array(fc.constantFrom(...CATEGORIES), { maxLength: 3 }),
			isExact: fc.boolean(),
			register: fc.record({ id: fc.constantFrom('11', '12'), name: fc.option(texts) }),
			documentType: fc.constantFrom(...DOCUMENT_TYPES),
			zNumber: zNumbers,
		})
		.map(({ number, day, lines, payments, isExact, categories, ...more }) =>
			withCategories(
				receipt({
					number,
					at: `${addDays(from, day)}T12:00:00`,
					lines: lines.map(([type, cents, rate]) => [type, cents, rate]),
					...(isExact ? {} : { payments }),
					more,
				}),
				categories,
			),
		);

/** What lines sell, in turn; rows of the table of accounts may name it. */
function withCategories(made: AccountingReceipt, categories: string[]): AccountingReceipt {
	return {
		...made,
		lines: made.lines.map((line, index) => ({ ...line, category: categories[index] ?? null })),
	};
}

interface Order {
	receipts: AccountingReceipt[];
	table: AccountRow[];
	groupBy: Grouping;
	style: TextStyle;
	options: FileOptions;
}

/** A period of a day, of a month, or over the turns of calendar and fiscal years. */
const orders = (format: Format): fc.Arbitrary<Order> =>
	fc
		.record({
			from: fc.constantFrom('2026-10-01', '2025-12-15', '2026-06-20', '2024-02-28'),
			days: fc.constantFrom(0, 1, 30, 45, 400),
			digits: fc.integer({ min: 4, max: 8 }),
			groupBy: fc.constantFrom(...GROUPINGS),
		})
		.chain(({ from, days, digits, groupBy }) =>
			fc.record({
				receipts: fc.array(receiptsOf(from, days), { maxLength: 8 }),
				table: tables(format, digits),
				groupBy: fc.constant(groupBy),
				style: styles,
				options: fc.record<FileOptions>({
					from: fc.constant(from),
					to: fc.constant(addDays(from, days)),
					createdAt: fc.constant('2026-11-04T09:30:00.123+01:00'),
					consultant: fc.integer({ min: 1001, max: 9_999_999 }).map(String),
					client: fc.integer({ min: 1, max: 99_999 }).map(String),
					fiscalYearStart: fc.constantFrom(
						undefined,
						'2020-01-01',
						'2026-07-01T00:00:00',
						'2026-02-28',
					),
					groupBy: fc.constant(groupBy),
					accountLength: fc.constant(digits),
					isLocked: fc.boolean(),
					// Whatever the panel lets through.
					symbol: fc.oneof(
						fc.constant(undefined),
						fc.stringMatching(/^[A-Za-z0-9Ä]{1,3}$/).filter(isBmdSymbol),
					),
					takesBackBy: fc.constantFrom(undefined, ...BMD_REVERSALS),
					hasBranch: fc.boolean(),
				}),
			}),
		);

/** The files, or nothing where the format has no room for what was drawn, which the writer says. */
function filesOf(
	format: Format,
	{ receipts, table, groupBy, style, options }: Order,
): BookingFile[] | undefined {
	const bookings = atOnce(buildBookings(receipts, { groupBy }, new Accounts(table), style));
	try {
		return atOnce(writeBookings(format, bookings, options));
	} catch (error) {
		expect(error).toBeInstanceOf(BookingFileError);
		return undefined;
	}
}

it.each(['datev', 'bmd'] as const)(
	'whatever was sold, nothing is wrong with the files: %s',
	(format) => {
		let written = 0;
		let refused = 0;
		fc.assert(
			fc.property(orders(format), (order) => {
				const files = filesOf(format, order);
				if (files) written += 1;
				else refused += 1;
				const clearing = order.table.find(({ use }) => use === 'clearing')?.account;
				for (const { content, fileName } of files ?? []) {
					expect(wrongWith(format, content, { fileName, clearing })).toBe('');
				}
			}),
			{ numRuns: runs(600) },
		);
		// Otherwise the test would say nothing.
		expect(written).toBeGreaterThan(refused);
	},
);
