/** What a person reads of a period's books, in each language. */
import { Accounts } from '../../../../nodes/shared/books/accounts';
import type { Books, Confirmed } from '../../../../nodes/shared/books/book';
import { placeOf } from '../../../../nodes/shared/books/facts';
import { REPORT_WORDS } from '../../../../nodes/shared/books/reportWords';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { bookingSummarySchema, TEXT_LANGUAGES } from '../../../../nodes/shared/books/types';
import type { EarlierSummary, TextLanguage } from '../../../../nodes/shared/books/types';
import { bookOf } from '../../../support/clock/atOnce';
import { clock, receipt } from './receipts';

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const BAR = { id: '2', name: 'Bar' };

interface More {
	period?: typeof OCTOBER;
	earlier?: EarlierSummary;
	numbers?: Confirmed;
}

/** A summary that was judged, and is one that the schema knows. */
function summaryOf(
	books: Partial<Books>,
	language: TextLanguage,
	{ period = OCTOBER, ...more }: More = {},
) {
	const { summary } = bookOf(
		{ receipts: [], others: [], ...books },
		{
			period,
			clock,
			accounts: new Accounts([]),
			groupBy: 'day',
			style: { language },
			asOf: '2026-11-02T07:05:30.000+01:00',
			...more,
		},
	);
	expect(bookingSummarySchema.parse(summary)).toEqual(summary);
	expect(summary.ok).toBe(summary.problems.length === 0);
	expect(summary.title.endsWith(REPORT_WORDS[language].inOrder)).toBe(summary.ok);
	return summary;
}

const right: AccountingReceipt[] = [
	receipt({ number: '11-1', at: '2026-10-05T10:00:00', lines: [['sale', 120_000_000, '20']] }),
	receipt({
		number: '11-2',
		at: '2026-10-06T10:00:00',
		lines: [
			['sale', 104_900, '4.9'],
			['tip', 2_000, '0'],
		],
		payments: [['card', 106_900]],
	}),
	{
		...receipt({ number: '2-1', at: '2026-10-06T11:00:00', lines: [['sale', -1_200, '20']] }),
		register: BAR,
	},
];

const TEXTS: Array<[TextLanguage, string, string]> = [
	[
		'en',
		'Bookings 2026-10-01 to 2026-10-31: in order',
		`Bookings 2026-10-01 to 2026-10-31
Documents: 3. Bookings: 7. As of: 2026-11-02 07:05.

All is in order: between the known numbers none is missing, every document could be read and balances, and none came late.

Total (EUR): 1,201,057.00 gross, 1,001,010.00 net, 200,047.00 VAT

By VAT rate
0%: 20.00 gross, 20.00 net, 0.00 VAT
4.9%: 1,049.00 gross, 1,000.00 net, 49.00 VAT
20%: 1,199,988.00 gross, 999,990.00 net, 199,998.00 VAT

By means of payment
Cash: 1,199,988.00
Card: 1,069.00

By shop or register
Bar: -12.00 gross, -10.00 net, -2.00 VAT (Documents 1; Cash -12.00)
Schank: 1,201,069.00 gross, 1,001,020.00 net, 200,049.00 VAT (Documents 2; Cash 1,200,000.00; Card 1,069.00)
`,
	],
	[
		'de',
		'Buchungen 01.10.2026 bis 31.10.2026: in Ordnung',
		`Buchungen 01.10.2026 bis 31.10.2026
Belege: 3. Buchungen: 7. Stand: 02.11.2026 07:05.

Alles in Ordnung: Zwischen den bekannten Nummern fehlt keine, jeder Beleg ist lesbar und geht auf, keiner kam verspätet.

Summe (EUR): 1.201.057,00 brutto, 1.001.010,00 netto, 200.047,00 Steuer

Nach Steuersatz
0%: 20,00 brutto, 20,00 netto, 0,00 Steuer
4,9%: 1.049,00 brutto, 1.000,00 netto, 49,00 Steuer
20%: 1.199.988,00 brutto, 999.990,00 netto, 199.998,00 Steuer

Nach Zahlungsart
Bar: 1.199.988,00
Karte: 1.069,00

Nach Geschäft oder Kasse
Bar: -12,00 brutto, -10,00 netto, -2,00 Steuer (Belege 1; Bar -12,00)
Schank: 1.201.069,00 brutto, 1.001.020,00 netto, 200.049,00 Steuer (Belege 2; Bar 1.200.000,00; Karte 1.069,00)
`,
	],
	[
		'it',
		'Registrazioni dal 01/10/2026 al 31/10/2026: tutto in ordine',
		`Registrazioni dal 01/10/2026 al 31/10/2026
Documenti: 3. Registrazioni: 7. Situazione al: 02/11/2026 07:05.

Tutto in ordine: tra i numeri noti non ne manca nessuno, ogni documento è leggibile e quadra, nessuno è arrivato in ritardo.

Totale (EUR): 1.201.057,00 lordo, 1.001.010,00 imponibile, 200.047,00 IVA

Per aliquota IVA
0%: 20,00 lordo, 20,00 imponibile, 0,00 IVA
4,9%: 1.049,00 lordo, 1.000,00 imponibile, 49,00 IVA
20%: 1.199.988,00 lordo, 999.990,00 imponibile, 199.998,00 IVA

Per tipo di pagamento
Contanti: 1.199.988,00
Carta: 1.069,00

Per negozio o cassa
Bar: -12,00 lordo, -10,00 imponibile, -2,00 IVA (Documenti 1; Contanti -12,00)
Schank: 1.201.069,00 lordo, 1.001.020,00 imponibile, 200.049,00 IVA (Documenti 2; Contanti 1.200.000,00; Carta 1.069,00)
`,
	],
];

it.each(TEXTS)('books in order, in %s', (language, title, text) => {
	const summary = summaryOf({ receipts: right }, language);
	expect(summary.ok).toBe(true);
	expect(summary.title).toBe(title);
	expect(summary.text).toBe(text);
});

const one = (number: string, more: Partial<AccountingReceipt> = {}, day = '2026-10-05') => ({
	...receipt({ number, at: `${day}T1${number.at(-1)}:00:00`, lines: [['sale', 1_000, '20']] }),
	...more,
});
const canceled = (number: string) => one(number, { kind: 'cancellation' });

const guessing = (made: AccountingReceipt): AccountingReceipt => ({
	...made,
	checks: {
		...made.checks,
		unmapped: [
			{ type: 'paymentMethod', id: '9', name: 'Points', countsAs: 'other' },
			{ type: 'paymentMethod', id: 'CREDIT_NOTE', name: null, countsAs: 'voucher' },
			{ type: 'group', id: '5', name: 'Ohne Steuer', countsAs: 'sale' },
		],
	},
});

/** Everything that can be wrong, once. */
const wrong = (language: TextLanguage) =>
	summaryOf(
		{
			receipts: [
				one('11-1'),
				one('11-4'),
				{ ...one('11-4'), id: 'twice' },
				guessing(
					receipt({
						number: '11-5',
						at: '2026-10-05T15:00:00',
						lines: [['sale', 250_000, '20']],
						payments: [['other', 200_000]],
					}),
				),
				receipt({
					number: '11-6',
					at: '2026-10-05T16:00:00',
					lines: [['unclear', 123_456]],
					payments: [],
					more: { kind: 'unreadable', vendorAmountCents: 123_456, problems: ['Odd.'] },
				}),
				one('11-7', {}, '2026-10-06'),
				one('11-8'),
			],
			remarks: {
				notes: [],
				problems: [
					{ sentence: 'Days are odd.', inReport: { en: 'Odd days.', de: 'Tage.', it: 'Giorni.' } },
				],
			},
		},
		language,
	);

it.each<[TextLanguage, string, string[]]>([
	[
		'en',
		'Bookings 2026-10-01 to 2026-10-31, Schank: 9 things to look at',
		[
			'To look at before the books are handed on:',
			'1. 2 numbers are missing: 11-2 … 11-3 (Schank). Look at the till what became of them, and read these days again.',
			'2. 1 number stands on several documents of one day: 11-4 (Schank, 2026-10-05). Each of them counts: look whether one was recorded twice.',
			'3. Odd days.',
			'4. 1 document could not be read: 11-6. What it states, 1,234.56, stands on the account for what must be clarified: look at the till what was sold, and correct the booking.',
			"5. 1 document doesn't balance: 11-5. What was sold, what was paid, the VAT rates or the stated total disagree: compare with the till.",
			'6. Booked as other payments, because nothing says what it is: "Points". Say it in the node, under "Map Payment Methods", and read these days again.',
			'7. Booked as vouchers, because nothing says what it is: "CREDIT_NOTE". Say it in the node, under "Map Payment Methods", and read these days again.',
			'8. Booked as sales without VAT, because nothing says what it is: "Ohne Steuer". Vouchers, tips, deposits and cash for the till look like that: say it in the node, under "Map What Is Sold" (also where it is a sale), and read these days again.',
			'9. 1 document came after its day was over: 11-8. If those days were handed on before, replace their bookings by these.',
		],
	],
	[
		'de',
		'Buchungen 01.10.2026 bis 31.10.2026, Schank: 9 Punkte zu klären',
		[
			'Vor der Weitergabe zu klären:',
			'1. 2 Nummern fehlen: 11-2 … 11-3 (Schank). Sehen Sie an der Kasse nach, was daraus geworden ist, und lesen Sie diese Tage noch einmal.',
			'2. 1 Nummer steht auf mehreren Belegen eines Tages: 11-4 (Schank, 05.10.2026). Jeder davon zählt: Prüfen Sie, ob einer doppelt erfasst ist.',
			'3. Tage.',
			'4. 1 Beleg konnte nicht gelesen werden: 11-6. Der angegebene Betrag, 1.234,56, steht auf dem Konto für Ungeklärtes: Sehen Sie an der Kasse nach, was verkauft wurde, und berichtigen Sie die Buchung.',
			'5. 1 Beleg geht nicht auf: 11-5. Verkauftes, Zahlungen, Steuersätze oder angegebene Summe passen nicht zusammen: Vergleichen Sie mit der Kasse.',
			'6. Als sonstige Zahlung gebucht, weil nirgends steht, was es ist: "Points". Geben Sie es im Node unter "Map Payment Methods" an und lesen Sie diese Tage noch einmal.',
			'7. Als Gutschein gebucht, weil nirgends steht, was es ist: "CREDIT_NOTE". Geben Sie es im Node unter "Map Payment Methods" an und lesen Sie diese Tage noch einmal.',
			'8. Als Erlös ohne Steuer gebucht, weil nirgends steht, was es ist: "Ohne Steuer". So sehen Gutscheine, Trinkgeld, Pfand und Geld für die Kasse aus: Geben Sie es im Node unter "Map What Is Sold" an, auch wenn es ein Erlös ist, und lesen Sie diese Tage noch einmal.',
			'9. 1 Beleg kam, als der Tag schon vorbei war: 11-8. Wurden diese Tage schon weitergegeben, ersetzen Sie deren Buchungen durch diese.',
		],
	],
	[
		'it',
		'Registrazioni dal 01/10/2026 al 31/10/2026, Schank: 9 punti da verificare',
		[
			'Da verificare prima della consegna:',
			'1. Mancano 2 numeri: 11-2 … 11-3 (Schank). Verificare in cassa che cosa è successo e leggere di nuovo questi giorni.',
			'2. 1 numero compare su più documenti dello stesso giorno: 11-4 (Schank, 05/10/2026). Ognuno conta: verificare se uno è stato registrato due volte.',
			'3. Giorni.',
			"4. 1 documento illeggibile: 11-6. L'importo indicato, 1.234,56, è sul conto delle partite da chiarire: verificare in cassa che cosa è stato venduto e correggere la registrazione.",
			'5. 1 documento non quadra: 11-5. Venduto, pagamenti, aliquote o totale indicato non coincidono: confrontare con la cassa.',
			'6. Registrato come altri pagamenti, perché niente dice che cosa sia: "Points". Indicarlo nel nodo, in "Map Payment Methods", e leggere di nuovo questi giorni.',
			'7. Registrato come buoni, perché niente dice che cosa sia: "CREDIT_NOTE". Indicarlo nel nodo, in "Map Payment Methods", e leggere di nuovo questi giorni.',
			'8. Registrato come vendite senza IVA, perché niente dice che cosa sia: "Ohne Steuer". Buoni, mance, cauzioni e denaro per la cassa si presentano così: indicarlo nel nodo, in "Map What Is Sold", anche se è una vendita, e leggere di nuovo questi giorni.',
			'9. 1 documento arrivato a giornata finita: 11-8. Se questi giorni sono già stati consegnati, sostituirne le registrazioni con queste.',
		],
	],
])('books that are not, in %s', (language, title, lines) => {
	const summary = wrong(language);
	expect(summary.ok).toBe(false);
	expect(summary.problems).toHaveLength(9);
	expect(summary.title).toBe(title);
	expect(summary.text.split('\n').slice(3, 3 + lines.length)).toEqual(lines);
	// What has no rate stands apart, so that all rows are the whole.
	expect(summary.text).toMatch(/^[A-Z][^:\n]*: 1[.,]234[.,]56$/m);
});

it('names the day alone where the period has one', () => {
	const period = { from: '2026-10-05', to: '2026-10-05' };
	const { title, text } = summaryOf({}, 'de', { period });
	expect(title).toBe('Buchungen 05.10.2026: in Ordnung');
	expect(text.split('\n')[3]).toBe(
		'An diesen Tagen wurde nichts verkauft, und nichts ist zu klären.',
	);
});

it('is one line, whatever a shop is called', () => {
	const register = { id: '11', name: ' Bar\r\nBcc: \tsomebody ' };
	const { title } = summaryOf({ receipts: [one('11-1', { register })] }, 'en');
	expect(title).toBe('Bookings 2026-10-01 to 2026-10-31, Bar Bcc: somebody: in order');
	const nowhere = summaryOf({ receipts: [one('11-1', { register: null })] }, 'it');
	expect(nowhere.title).toContain(', Negozio ignoto: ');
});

const FIFTH = { from: '2026-10-05', to: '2026-10-05' };
const firstLine = (language: TextLanguage, books: Partial<Books>, more: More) => {
	const { text, problems } = summaryOf(books, language, more);
	expect(problems).toHaveLength(1);
	return text.split('\n')[4];
};

it.each<[TextLanguage, string]>([
	[
		'en',
		"1. 1 document came after its day was over: 11-8. Of days that aren't booked here: 2026-10-02. Read those days again.",
	],
	[
		'de',
		'1. 1 Beleg kam, als der Tag schon vorbei war: 11-8. Hier nicht gebuchte Tage: 02.10.2026. Lesen Sie diese Tage noch einmal.',
	],
	[
		'it',
		'1. 1 documento arrivato a giornata finita: 11-8. Di giorni non registrati qui: 02/10/2026. Leggere di nuovo quei giorni.',
	],
])('tells which other days must be read again, in %s', (language, line) => {
	const numbers = { gaps: [], starts: [], found: [one('11-8', {}, '2026-10-02')] };
	const receipts = [one('11-7'), one('11-9')];
	expect(firstLine(language, { receipts }, { period: FIFTH, numbers })).toBe(line);
});

it.each<[TextLanguage, string]>([
	[
		'en',
		"1. 1 document of the earlier books was canceled since and can't be read any more: 11-6. Take it back by hand.",
	],
	[
		'de',
		'1. 1 Beleg der früheren Buchungen wurde seither storniert und ist nicht mehr lesbar: 11-6. Stornieren Sie die Buchung von Hand.',
	],
	[
		'it',
		'1. 1 documento già consegnato è stato annullato e non è più leggibile: 11-6. Stornare la registrazione a mano.',
	],
])('tells what must be taken back by hand, in %s', (language, line) => {
	const last = { documentType: 'receipt' as const, place: placeOf(one('11-6')), number: '11-6' };
	const asOf = '2026-10-05T21:00:00Z';
	const earlier = { ...FIFTH, asOf, lastNumbers: [last], cancelledInPlace: [] };
	expect(firstLine(language, { receipts: [canceled('11-6')] }, { period: FIFTH, earlier })).toBe(
		line,
	);
});

it('says as many things as there are kinds of problems, whatever is wrong', () => {
	for (const language of TEXT_LANGUAGES) {
		const { title, problems, text } = wrong(language);
		expect(title).toContain(` ${problems.length} `);
		expect(text).not.toContain('undefined');
	}
});

it('tells apart what only moved cash: a deposit at the bank is no loss of sales', () => {
	const deposit = receipt({
		number: '11-3',
		at: '2026-10-06T20:00:00',
		lines: [['cashOut', -50_000, '0']],
	});
	const { cashMovements, cashMovementsCents, totals, text } = summaryOf(
		{ receipts: [...right, deposit] },
		'de',
	);
	expect([cashMovements, cashMovementsCents]).toEqual(['-500.00', -50_000]);
	expect(totals.grossCents).toBe(120_000_000 + 106_900 - 1_200 - 50_000);
	expect(text).toContain('Davon nur bewegtes Bargeld, ohne Verkauf: -500,00');
	expect(summaryOf({ receipts: right }, 'de').text).not.toContain('bewegtes');
});
