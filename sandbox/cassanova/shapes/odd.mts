/** Receipts that lack something, or hold something unexpected, down to those that can't be read. */
import { fromCents } from '../../money.mts';
import { blankRow } from '../rows.mts';
import type { Fields } from '../records.mts';
import {
	centsOf,
	department,
	inCash,
	sold,
	type Draw,
	type Drawn,
	type RowSpec,
	type Till,
} from '../till.mts';

/** A row with other fields; undefined leaves one out. */
const having = ({ row, ...rest }: RowSpec, more: Fields): RowSpec => ({
	...rest,
	row: { ...row, ...more },
});

/** A row whose flags are numbers. */
const NUMBERS = ['subtotal', 'refund', 'menu', 'coverCharge'];
const numbered = ({ row, ...rest }: RowSpec): RowSpec => ({
	...rest,
	row: { ...row, ...Object.fromEntries(NUMBERS.map((flag) => [flag, row[flag] ? 1 : 0])) },
});

const sale = (till: Till): RowSpec =>
	sold(till, department(till, till.random.int(0, 4)), till.random.int(200, 1900));

/** A receipt of one sale with a body that nobody can read; it states its amount all the same. */
function unreadable(till: Till, spoil: (document: Fields) => Fields, isCancelled = false): Drawn {
	const drawn = inCash(till, [sale(till)]);
	const document = spoil(drawn.document);
	return { ...drawn, document, isCancelled, doubt: 'unreadable' };
}

/** With a first row that has one field of another kind. */
const spoilRow =
	(more: Fields) =>
	({ rows, ...document }: Fields): Fields => ({
		...document,
		rows: (rows as Fields[]).map((row) => ({ ...row, ...more })),
	});

const withoutRows = (drawn: Drawn, doubt?: Drawn['doubt']): Drawn => ({
	...drawn,
	lines: [],
	document: { ...drawn.document, rows: undefined },
	...(doubt ? { doubt } : {}),
});

/** A quantity that isn't there is one, and a price that isn't there is none. */
export const ODD: Draw[] = [
	(till) => inCash(till, [having(sale(till), { quantity: undefined }), sale(till)]),
	(till) => {
		const free = sold(till, department(till, 1), 0);
		return inCash(till, [sale(till), having(free, { price: undefined })]);
	},
	// Numbers stand for true and false, on a sale, a return, and a discount on a subtotal.
	(till) => {
		const rows = [sold(till, department(till, 0), 1200), sold(till, department(till, 0), 800)];
		const base = centsOf(rows);
		const [first] = rows;
		if (first?.line) first.line.cents -= 130;
		const subtotal = {
			...blankRow(till.random),
			...{ subtotal: true, quantity: 1, price: fromCents(base) },
			...{ variation: 1.3, variationType: 'CUSTOMER' },
		};
		const back = sold(till, department(till, 2), till.random.int(100, 500), true);
		const drawn = inCash(till, [...rows, { row: subtotal }, back].map(numbered));
		return { ...drawn, document: { ...drawn.document, taxFree: 0, refund: 0 } };
	},
	(till) => {
		const drawn = inCash(till, [numbered(sale(till))]);
		return { ...drawn, isCancelled: true, document: { ...drawn.document, refund: 1 } };
	},
	// A body without rows: of nothing, and of an amount that nothing says what it is for.
	(till) => withoutRows(inCash(till, [])),
	(till) => withoutRows(inCash(till, [sale(till)]), 'noRows'),
	// The time of its making is missing: that of its arrival is left.
	(till) => ({ ...inCash(till, [sale(till)]), head: { datetime: undefined } }),
	// What can't be read at all.
	(till) => unreadable(till, spoilRow({ price: 'omaggio' })),
	(till) => unreadable(till, ({ rows, ...document }) => ({ ...document, rows: [null] })),
	(till) => unreadable(till, spoilRow({ price: 'omaggio' }), true),
];
