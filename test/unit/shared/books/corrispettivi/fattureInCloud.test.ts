/** Takings for Fatture in Cloud: bodies that its published description takes, and what they leave out. */
import { Accounts } from '../../../../../nodes/shared/books/accounts';
import type { AccountRow } from '../../../../../nodes/shared/books/accounts';
import {
	isVatId,
	receiptBodies,
} from '../../../../../nodes/shared/books/corrispettivi/fattureInCloud';
import { addUpTakings } from '../../../../../nodes/shared/books/corrispettivi/takings';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import { BookingFileError } from '../../../../../nodes/shared/books/types';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { wrongBody } from '../../../../support/n8n/kassa';
import { receipt } from '../receipts';
import type { Small } from '../receipts';
import { createReceiptRequest } from './receiptSchema';

const DAY = '2026-10-05';
const make = ({ more, ...small }: Small): AccountingReceipt =>
	receipt({
		...small,
		more: {
			source: 'cassaNova',
			register: null,
			salesPoint: { id: '7', name: 'Centro' },
			...more,
		},
	});
const row = (rate: string, taxCode: string, account = 'Bar'): AccountRow => ({
	use: 'sale',
	rate,
	account,
	taxCode,
});
const TABLE = [row('22', '0'), row('10', '3', 'Cucina'), row('0', '6')];

function bodiesOf(receipts: AccountingReceipt[], table = TABLE) {
	const takings = atOnce(addUpTakings(receipts, { from: DAY, to: DAY }, new Set()));
	const made = atOnce(receiptBodies(takings, new Accounts(table), 'sales_receipt'));
	// The sandbox's reading of what it takes, beside the schema here.
	for (const body of made.bodies) expect(wrongBody('fattureInCloud', body)).toBe('');
	return made;
}

function refusalOf(receipts: AccountingReceipt[], table = TABLE): unknown {
	try {
		return bodiesOf(receipts, table);
	} catch (error) {
		expect(error).toBeInstanceOf(BookingFileError);
		return error;
	}
}

const MIXED = make({
	number: '1',
	at: `${DAY}T12:00:00`,
	lines: [
		['sale', 1000, '22'],
		['sale', 1110, '10'],
		['sale', 500, '0'],
		['rounding', -1],
	],
});

it('one body per day and shop, whose amounts agree to the cent', () => {
	const { bodies, remarks } = bodiesOf([MIXED]);
	expect(bodies).toEqual([
		{
			data: {
				type: 'sales_receipt',
				date: DAY,
				description: 'Corrispettivi 2026-10-05, Centro (cassaNova:7:2026-10-05:takings)',
				rc_center: 'Centro',
				amount_net: 23.29,
				amount_vat: 2.81,
				amount_gross: 26.1,
				use_gross_prices: true,
				items_list: [
					{ amount_net: 5, amount_gross: 5, category: 'Bar', vat: { id: 6 } },
					{ amount_net: 10.09, amount_gross: 11.1, category: 'Cucina', vat: { id: 3 } },
					{ amount_net: 8.2, amount_gross: 10, category: 'Bar', vat: { id: 0 } },
				],
			},
			autocomplete_number: true,
		},
	]);
	expect(createReceiptRequest.array().parse(bodies)).toEqual(bodies);
	expect(remarks).toEqual(['-0.01 is what cash was rounded by and not in these items.']);
});

it('what is not paid yet and what has a register of its own is told, and days of nothing else have no body', () => {
	const { bodies, remarks } = bodiesOf([
		make({
			number: '1',
			at: `${DAY}T12:00:00`,
			lines: [['sale', 1220, '22']],
			payments: [['credit', 1220]],
		}),
		make({
			number: 'F1',
			at: `${DAY}T13:00:00`,
			lines: [['sale', 2200, '10']],
			more: { documentType: 'invoice' },
		}),
		make({
			number: 'C1',
			at: `${DAY}T13:00:00`,
			lines: [['sale', -1100, '10']],
			more: { documentType: 'creditNote' },
		}),
	]);
	expect(bodies).toEqual([]);
	expect(remarks).toEqual([
		'12.20 is not paid yet (on account or by meal voucher) and not in these items.',
		'22.00 is on invoices and not in these items.',
		'-11.00 is on credit notes and not in these items.',
	]);
});

it('several natures share the VAT ID of 0%, which is told', () => {
	const [line] = MIXED.lines.filter(({ taxRate }) => taxRate === '0');
	const lines = ['N4', 'N2', undefined].map((taxNature) => ({ ...line!, taxNature }));
	const { remarks } = bodiesOf([{ ...MIXED, taxes: [], lines }]);
	expect(remarks).toEqual([
		'What bears no VAT has several natures (N4, N2, none) and one VAT ID, that of 0%.',
	]);
});

it('rows of the shop count before those of all', () => {
	const of = (rate: string, taxCode: string, account: string): AccountRow => ({
		...row(rate, taxCode, account),
		place: 'Centro',
	});
	const sold = make({ number: '1', at: `${DAY}T12:00:00`, lines: [['sale', 1110, '10']] });
	const { bodies } = bodiesOf([sold], [of('10', '4', 'Centro'), row('10', '3')]);
	expect(bodies[0]?.data.items_list).toEqual([
		{ amount_net: 10.09, amount_gross: 11.1, category: 'Centro', vat: { id: 4 } },
	]);
	expect(() => bodiesOf([sold], [of('10', '4', 'Centro')])).not.toThrow();
	const elsewhere = { ...sold, salesPoint: { id: '8', name: 'Mare' } };
	expect(refusalOf([sold, elsewhere], [of('10', '4', 'Centro')])).toMatchObject({
		message: 'Fatture in Cloud needs its own ID of each VAT rate, and there is none for 10%',
	});
});

it('a rate without an ID, and a rate that is not known, are refused with what to do', () => {
	expect(refusalOf([MIXED], [row('22', '0'), row('10', 'x')])).toMatchObject({
		message: 'Fatture in Cloud needs its own ID of each VAT rate, and there is none for 0%, 10%',
		advice: expect.stringContaining(
			'Add a row "Sales" with that rate to the table "Accounts"',
		) as string,
	});
	const open = (hour: number, more: Small['more'] = {}) =>
		make({ number: '1', at: `${DAY}T${hour}:00:00`, lines: [['sale', 700]], more });
	expect(refusalOf([open(12)])).toMatchObject({
		message:
			"Fatture in Cloud needs a VAT rate for everything, and it isn't known of 7.00 on 2026-10-05 (Centro)",
	});
	expect(refusalOf([open(12, { salesPoint: null }), open(13)])).toMatchObject({
		message: expect.stringMatching(/of 7\.00 on 2026-10-05, and on 1 more days$/) as string,
	});
});

it.each([
	['0', true],
	['123456789', true],
	['1234567890', false],
	['', false],
	['22%', false],
	['-1', false],
])('%p as the ID of a VAT rate: %p', (code, expected) => {
	expect(isVatId(code)).toBe(expected);
});
