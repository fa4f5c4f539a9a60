/** Takings → rows for a table: one for each business day and shop, all with the same columns. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { mapSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { centsToString } from '../../values/money';
import type { Cents, Percent } from '../../values/units';
import { closingsText } from '../bookingTexts';
import { bookedNumber, nameOfPlace } from '../facts';
import { compareNumbers, compareRates } from '../order';
import type { RateTakings } from './taken';
import { nothingTaken } from './taken';
import type { Takings } from './takings';

/** A column: its name in items, its heading in the file, and what stands in it. */
export interface RegisterColumn {
	key: string;
	heading: string;
	/** Cents of an amount, null where it isn't known; or words. */
	cellOf: (takings: Takings) => RegisterCell;
}

/** What stands in a column. */
export type RegisterCell = { cents: Cents | null } | { words: string } | { count: number };

/**
 * The columns of a period's rows: those of the usual rates always, so that rows of several runs go to one
 * table, and those of every other rate and nature that occurs.
 * @param usual the country's usual rates
 */
export function registerColumns(
	takings: readonly Takings[],
	usual: readonly Percent[],
): RegisterColumn[] {
	const rates = new Set([...usual, ...takings.flatMap((day) => [...day.rates.keys()])]);
	const natures = new Set(takings.flatMap((day) => [...day.natures.keys()]));
	natures.delete('');
	return [
		...HEAD,
		...[...rates].sort(compareRates).flatMap(columnsOfRate),
		...[...natures].sort(compareNumbers).flatMap(columnsOfNature),
		...TAIL,
	];
}

/** The rows as items; amounts are text in euros, such as 12.10. */
export function* registerRows(
	takings: readonly Takings[],
	columns: readonly RegisterColumn[],
): Steps<IDataObject[]> {
	return yield* mapSteps(takings, (day) =>
		Object.fromEntries(columns.map(({ key, cellOf }) => [key, plain(cellOf(day))])),
	);
}

function plain(cell: RegisterCell): string | number | null {
	if ('words' in cell) return cell.words;
	if ('count' in cell) return cell.count;
	return cell.cents === null ? null : centsToString(cell.cents);
}

const words = (key: string, heading: string, of: (day: Takings) => string): RegisterColumn => ({
	key,
	heading,
	cellOf: (day) => ({ words: of(day) }),
});
const count = (key: string, heading: string, of: (day: Takings) => number): RegisterColumn => ({
	key,
	heading,
	cellOf: (day) => ({ count: of(day) }),
});
const amount = (
	key: string,
	heading: string,
	of: (day: Takings) => Cents | null,
): RegisterColumn => ({ key, heading, cellOf: (day) => ({ cents: of(day) }) });

const numberOf = (receipt: Takings['first']): string => (receipt ? bookedNumber(receipt) : '');

const HEAD: readonly RegisterColumn[] = [
	words('date', 'data', ({ date }) => date),
	words('placeName', 'negozio', ({ place }) => nameOfPlace(place) ?? ''),
	words('closing', 'chiusure', ({ zNumbers }) => closingsText([...zNumbers].sort(compareNumbers))),
	words('firstNumber', 'primo documento', ({ first }) => numberOf(first)),
	words('lastNumber', 'ultimo documento', ({ last }) => numberOf(last)),
	count('count', 'documenti', (day) => day.count),
	amount('total', 'totale corrispettivi', totalOf),
];

/** All takings of a day, whether they are paid or not; without what is invoiced, and without roundings. */
function totalOf({ rates, natures, unknownCents }: Takings): Cents {
	return [...rates.values(), ...natures.values()].reduce(
		(sum, { grossCents, unpaidCents }) => sum + grossCents + unpaidCents,
		unknownCents,
	);
}

/** A rate as a part of a name: n8n would take a point for the end of it. */
const nameOf = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '_');

function columnsOfRate(rate: Percent): RegisterColumn[] {
	const of = (day: Takings): RateTakings => day.rates.get(rate) ?? nothingTaken();
	const name = nameOf(rate);
	const heading = `${rate.replace('.', ',')}%`;
	return [
		amount(`gross${name}`, `corrispettivi ${heading}`, (day) => of(day).grossCents),
		amount(`taxable${name}`, `imponibile ${heading}`, (day) => {
			const { grossCents, taxCents } = of(day);
			return grossCents - taxCents;
		}),
		amount(`tax${name}`, `imposta ${heading}`, (day) => of(day).taxCents),
		amount(`unpaid${name}`, `non riscosso ${heading}`, (day) => of(day).unpaidCents),
	];
}

function columnsOfNature(nature: string): RegisterColumn[] {
	return untaxedColumns(nature, `untaxed${nameOf(nature)}`, `unpaid${nameOf(nature)}`, nature);
}

function untaxedColumns(
	nature: string,
	paidKey: string,
	unpaidKey: string,
	heading: string,
): RegisterColumn[] {
	const of = (day: Takings): RateTakings => day.natures.get(nature) ?? nothingTaken();
	return [
		amount(paidKey, `corrispettivi ${heading}`, (day) => of(day).grossCents),
		amount(unpaidKey, `non riscosso ${heading}`, (day) => of(day).unpaidCents),
	];
}

const TAIL: readonly RegisterColumn[] = [
	...untaxedColumns('', 'untaxed', 'unpaidUntaxed', 'senza imposta'),
	amount('unknownRate', 'aliquota ignota', (day) => day.unknownCents),
	amount('onAccount', 'non riscosso a credito', (day) => day.onAccountCents),
	amount('mealVouchers', 'non riscosso con buoni pasto', (day) => day.mealVoucherCents),
	amount('unpaidTax', 'imposta non riscossa', ({ rates }) =>
		[...rates.values()].reduce((sum, { unpaidTaxCents }) => sum + unpaidTaxCents, 0),
	),
	amount('invoiced', 'corrispettivi fatturati', (day) => day.invoicedCents),
	amount('rounding', 'arrotondamenti', (day) => day.roundingCents),
	count('invoices', 'fatture', ({ invoices }) => invoices.count),
	amount('invoicesGross', 'totale fatture', ({ invoices }) => invoices.grossCents),
	amount('invoicesTaxable', 'imponibile fatture', ({ invoices }) => invoices.netCents),
	amount('invoicesTax', 'imposta fatture', ({ invoices }) => invoices.taxCents),
	count('creditNotes', 'note di credito', ({ creditNotes }) => creditNotes.count),
	amount('creditNotesGross', 'totale note di credito', ({ creditNotes }) => creditNotes.grossCents),
	amount(
		'creditNotesTaxable',
		'imponibile note di credito',
		({ creditNotes }) => creditNotes.netCents,
	),
	amount('creditNotesTax', 'imposta note di credito', ({ creditNotes }) => creditNotes.taxCents),
	words('placeId', 'id negozio', ({ place }) => place?.id ?? ''),
	words('id', 'id', takingsId),
];

/** Tells a row from all others, also of other periods, and is the same whenever its day is read. */
export function takingsId({ source, place, span }: Takings): string {
	return [source, place?.id ?? '', span, 'takings'].join(':');
}
