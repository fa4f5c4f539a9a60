/** Booking files, byte by byte: encodings, quoting, decimals, dates, and what each program refuses. */
import * as fc from 'fast-check';

import {
	bookingSchema,
	BookingFileError,
	FILE_FORMATS,
} from '../../../../../nodes/shared/books/types';
import type { Booking, FileFormat, FileOptions } from '../../../../../nodes/shared/books/types';
import { runs } from '../../../../support/clock/seeds';
import { writeBookings, writeFiles } from '../../../../support/clock/atOnce';

const euros = (cents: number): string => (cents / 100).toFixed(2);

const OPTIONS: FileOptions = {
	from: '2026-10-01',
	to: '2026-10-31',
	createdAt: '2026-11-01T08:05:09.042+01:00',
	consultant: '29098',
	client: '55003',
};

function booking(changed: Partial<Booking> = {}): Booking {
	return bookingSchema.parse({
		type: 'booking',
		kind: 'sale',
		documentType: 'receipt',
		date: '2026-10-05',
		text: 'Sales 20%, Schank',
		debit: '1360',
		credit: '4020',
		gross: '120.00',
		grossCents: 12000,
		net: '100.00',
		netCents: 10000,
		tax: '20.00',
		taxCents: 2000,
		taxRate: '20',
		taxCode: '',
		costCenter: '',
		costCenter2: '',
		category: '',
		means: null,
		placeName: 'Schank',
		place: { id: '11', name: 'Schank' },
		firstNumber: '11-100',
		lastNumber: '11-142',
		count: 40,
		id: 'kassandro:11:2026-10-05:receipt:sale:20',
		...changed,
	});
}

/** What takes back: gross and tax below zero, at a rate with decimals. */
const cancelled = booking({
	date: '2026-10-25',
	text: 'Sales 4.9%, Schank',
	credit: '4049',
	gross: '-1234.56',
	grossCents: -123456,
	net: '-1176.89',
	netCents: -117689,
	tax: '-57.67',
	taxCents: -5767,
	taxRate: '4.9',
	taxCode: '8',
	firstNumber: '11-143',
	lastNumber: '11-143',
	count: 1,
});

const noTax = { net: null, netCents: null, tax: null, taxCents: null, taxRate: null };

const paid = booking({
	...noTax,
	kind: 'payment',
	text: 'Cash, Schank',
	debit: '2700',
	credit: '1360',
	gross: '0.05',
	grossCents: 5,
	means: 'cash',
});

const write = (format: FileFormat, bookings: Booking[], options: Partial<FileOptions> = {}) =>
	writeBookings(format, bookings, { ...OPTIONS, ...options });

/** The text of a file, read as what its program takes it for. */
const textOf = (format: FileFormat, bookings: Booking[], options: Partial<FileOptions> = {}) => {
	const { content } = write(format, bookings, options);
	const encoding = format === 'csv' || format === 'csvPlain' ? 'utf8' : 'latin1';
	return content.toString(encoding);
};

describe('plain CSV', () => {
	const HEAD =
		'date;text;debit;credit;gross;net;tax;taxRate;firstNumber;lastNumber;count;taxCode;costCenter;costCenter2;means;documentType;placeName;kind;category;id\r\n';
	const ID = 'kassandro:11:2026-10-05:receipt:sale:20';

	it('has names of columns, decimal commas, ISO dates, and CR LF after each line', () => {
		expect(textOf('csvPlain', [booking(), cancelled, paid])).toBe(
			HEAD +
				`2026-10-05;Sales 20%, Schank;1360;4020;120,00;100,00;20,00;20;11-100;11-142;40;;;;;receipt;Schank;sale;;${ID}\r\n` +
				`2026-10-25;Sales 4.9%, Schank;1360;4049;-1234,56;-1176,89;-57,67;4,9;11-143;11-143;1;8;;;;receipt;Schank;sale;;${ID}\r\n` +
				`2026-10-05;Cash, Schank;2700;1360;0,05;;;;11-100;11-142;40;;;;cash;receipt;Schank;payment;;${ID}\r\n`,
		);
	});

	it('has a last column for closings where receipts name theirs, and none elsewhere', () => {
		const closed = { ...paid, zNumbers: ['412', '413', '414'] };
		expect(textOf('csvPlain', [closed, { ...paid, zNumbers: [] }])).toBe(
			HEAD.replace('id\r\n', 'id;zNumbers\r\n') +
				`2026-10-05;Cash, Schank;2700;1360;0,05;;;;11-100;11-142;40;;;;cash;receipt;Schank;payment;;${ID};412 … 414\r\n` +
				`2026-10-05;Cash, Schank;2700;1360;0,05;;;;11-100;11-142;40;;;;cash;receipt;Schank;payment;;${ID};\r\n`,
		);
	});

	it('has a column for what the table of accounts tells apart', () => {
		const parted = booking({ text: 'Sales 20%, Wein; Bier', category: 'Wein; Bier' });
		expect(textOf('csvPlain', [parted])).toContain(`;Schank;sale;"Wein; Bier";${ID}\r\n`);
	});

	it('is names of columns alone without bookings', () => {
		expect(textOf('csvPlain', [])).toBe(HEAD);
	});

	it.each([
		['a semicolon', 'Bar; Garten', '"Bar; Garten"'],
		['quotes', 'Bar "Zum Ross"', '"Bar ""Zum Ross"""'],
		['a line break', 'Bar\r\nGarten', 'Bar Garten'],
		['a tab', 'Bar\tGarten', 'Bar Garten'],
		['blanks around it', '  Bar ', 'Bar'],
		['a comma', 'Bar, Garten', 'Bar, Garten'],
		['what a spreadsheet would run', '=HYPERLINK("x";1)', `"'=HYPERLINK(""x"";1)"`],
		['a plus', '+SUM(1)', "'+SUM(1)"],
		['an at', '@SUM(1)', "'@SUM(1)"],
		['a minus before words', '-cmd', "'-cmd"],
		['a negative number', '-4711', '-4711'],
		['a negative number with a comma', '-1.234,50', '-1.234,50'],
		['a negative number between commas', 'Bar, -5, Garten', 'Bar, -5, Garten'],
		['a full-width equals sign', '＝cmd', "'＝cmd"],
		['a full-width plus', '＋SUM(1)', "'＋SUM(1)"],
		['a full-width minus', '－cmd', "'－cmd"],
		['a full-width at', '＠SUM(1)', "'＠SUM(1)"],
		['a sign of no width before it', '\u200b=cmd', "'=cmd"],
		['a sign that turns the direction before it', '\u202e\u2066=cmd', "'=cmd"],
		['a formula after a comma', 'Bar,=cmd', "Bar,'=cmd"],
		['a formula after a comma and a blank', 'Bar, +cmd, @x', "Bar, '+cmd, '@x"],
	])('writes a text with %s', (_case, text, written) => {
		const [, line = ''] = textOf('csvPlain', [booking({ text })]).split('\r\n');
		expect(line).toBe(
			`2026-10-05;${written};1360;4020;120,00;100,00;20,00;20;11-100;11-142;40;;;;;receipt;Schank;sale;;${ID}`,
		);
	});

	it('begins with a byte order mark, or has none', () => {
		const bookings = [booking({ text: 'Kürbis' })];
		const marked = write('csv', bookings).content;
		const plain = write('csvPlain', bookings).content;
		expect([...marked.subarray(0, 7)]).toEqual([0xef, 0xbb, 0xbf, 0x64, 0x61, 0x74, 0x65]);
		expect(marked.subarray(3).equals(plain)).toBe(true);
		expect(plain.includes(Buffer.from([0x4b, 0xc3, 0xbc, 0x72]))).toBe(true);
	});
});

describe('Windows-1252', () => {
	const bytesOf = (text: string): number[] => {
		const { content } = write('csvWindows', [booking({ text })]);
		const line = content.subarray(content.indexOf('\r\n') + 2 + '2026-10-05;'.length);
		return [...line.subarray(0, line.indexOf(';'))];
	};
	const remarksOf = (text: string) => write('csvWindows', [booking({ text })]).remarks;

	it('has one byte for each letter it knows', () => {
		expect(bytesOf('ÄÖÜäöüßéñ')).toEqual([0xc4, 0xd6, 0xdc, 0xe4, 0xf6, 0xfc, 0xdf, 0xe9, 0xf1]);
		expect(bytesOf('€‚ƒ„…†‡ˆ‰Š‹ŒŽ')).toEqual([
			0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e,
		]);
		expect(bytesOf('‘’“”•–—˜™š›œžŸ')).toEqual([
			0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
		]);
		expect(remarksOf('Äß€Ÿ')).toEqual([]);
	});

	it('joins a letter and its accent where they come apart', () => {
		expect(bytesOf('Ku\u0308rbis')).toEqual([0x4b, 0xfc, 0x72, 0x62, 0x69, 0x73]);
		expect(remarksOf('Ku\u0308rbis')).toEqual([]);
	});

	it.each([
		['an accent', 'Erdő', 'Erdo', 'ő by o'],
		['a letter of its own', 'Łódź', 'Lódz', 'Ł by L, ź by z'],
		['a ligature', 'ﬁn', 'fin', 'ﬁ by fi'],
		['another alphabet', 'Кафе', '????', 'К by ?, а by ?, ф by ?, е by ?'],
		['a picture', 'Bar 🍕', 'Bar ?', '🍕 by ?'],
	])('replaces %s and says so', (_case, text, written, list) => {
		expect(Buffer.from(bytesOf(text)).toString('latin1')).toBe(written);
		expect(remarksOf(text)).toEqual([
			`The encoding Windows-1252 lacks some letters; they were replaced: ${list}.`,
		]);
	});
});

describe('letters whose nearest one means something in a file', () => {
	/** A Greek question mark is written as a semicolon, full-width signs as the plain ones. */
	const NASTY = ['\u037e', '；', '＂', '＝', '﹦', '＋', '＠', '\u2212', '№', 'ﬃ', '\u02d8'];
	const unit = fc.oneof(
		fc.constantFrom(...NASTY, '=', '+', '-', '@', '"', ';', '\t', '\r', '\n'),
		fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
	);
	const anyText = fc.array(unit, { maxLength: 70 }).map((letters) => letters.join(''));

	/** Cells by line, as every program reads them. */
	function cellsOf(text: string): string[][] {
		const line = /(?:"(?:[^"]|"")*"|[^;"\r\n][^;\r\n]*|)(?:;|\r\n)/gy;
		const lines: string[][] = [];
		let cells: string[] = [];
		let read = 0;
		for (const [found] of text.matchAll(line)) {
			read += found.length;
			const isLast = found.endsWith('\r\n');
			const cell = found.slice(0, isLast ? -2 : -1);
			cells.push(cell.startsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell);
			if (!isLast) continue;
			lines.push(cells);
			cells = [];
		}
		expect(read).toBe(text.length);
		return lines;
	}

	it.each<[FileFormat, number, number]>([
		['csvPlain', 1, 20],
		['csvWindows', 1, 20],
		['bmd', 1, 15],
		['datev', 2, 125],
	])('stay in their cell of a %s file, and run nothing', (format, heads, width) => {
		const isForSheets = format.startsWith('csv');
		fc.assert(
			fc.property(anyText, anyText, anyText, (text, account, number) => {
				const named = {
					text,
					firstNumber: number,
					lastNumber: number,
					placeName: account,
					id: number,
				};
				const one = booking({ ...named, ...(isForSheets ? { credit: account } : {}) });
				const lines = cellsOf(textOf(format, [one, one])).slice(heads);
				expect(lines.map(({ length }) => length)).toEqual([width, width]);
				for (const cells of lines) {
					if (format === 'datev') {
						expect(cells[13]?.length).toBeLessThanOrEqual(60);
						expect(cells[10]).not.toMatch(/^[+-](?![\d.,]+$)/);
					}
					const places = isForSheets
						? [1, 3, 8, 9, 12, 16, 18]
						: format === 'bmd'
							? [3, 11, 14]
							: [];
					for (const place of places) {
						expect(cells[place]).not.toMatch(/^\s*(?:[=@＝＠]|[+\-＋－](?![\d.,]+$))/);
						expect(cells[place]).not.toMatch(/,\s*[=@＝＠]|\p{Cf}/u);
					}
				}
			}),
			{ numRuns: runs(500) },
		);
	});

	it.each<[FileFormat, number]>([
		['bmd', 11],
		['bmd', 14],
		['datev', 13],
	])('run nothing in the texts of a %s file either', (format, place) => {
		const named = booking({ text: '\u200b=cmd', firstNumber: '\u200b=1' });
		const cells = cellsOf(textOf(format, [named])).at(-1);
		expect(cells?.[place]).toMatch(/^'=/);
	});

	it('are told as they were written', () => {
		const { content, remarks } = write('csvWindows', [booking({ text: '＝cmd\u037e№1' })]);
		expect(content.toString('latin1')).toContain(`;"'=cmd;No1";`);
		expect(remarks).toEqual([
			'The encoding Windows-1252 lacks some letters; they were replaced: ＝ by =, № by No.',
		]);
	});
});

describe('BMD', () => {
	const HEAD =
		'satzart;konto;gkonto;belegnr;belegdatum;buchsymbol;buchcode;prozent;steuercode;betrag;steuer;text;kost;filiale;extbelegnr\r\n';
	/** Cells of the rows, by the names of their columns. */
	const rowsOf = (bookings: Booking[], options: Partial<FileOptions> = {}) => {
		const [head = '', ...lines] = textOf('bmd', bookings, options).trim().split('\r\n');
		const names = head.split(';');
		return lines.map((line) =>
			Object.fromEntries(line.split(';').map((cell, index) => [names[index], cell])),
		);
	};

	it('has its columns by name, dates like 05.10.2026, and the tax with the opposite sign', () => {
		expect(textOf('bmd', [booking(), cancelled, paid])).toBe(
			HEAD +
				'0;1360;4020;20261005-11;05.10.2026;KA;1;20;1;120,00;-20,00;Sales 20%, Schank;;;11-100\r\n' +
				'0;1360;4049;20261025-11;25.10.2026;KA;1;4,9;8;-1234,56;57,67;Sales 4.9%, Schank;;;11-143\r\n' +
				'0;2700;1360;20261005-11;05.10.2026;KA;1;;;0,05;;Cash, Schank;;;11-100\r\n',
		);
	});

	it('names the cost center of what was sold', () => {
		const bookings = [booking({ costCenter: 'KST 9', costCenter2: '200' }), paid];
		expect(rowsOf(bookings).map(({ kost }) => kost)).toEqual(['KST 9', '']);
	});

	it('has one document number for all of a day and register, so that clearing can be matched', () => {
		const elsewhere = { place: { id: '12', name: null }, firstNumber: '12-7' };
		const bookings = [
			booking(),
			booking({ ...noTax, kind: 'payment', firstNumber: '11-101' }),
			booking(elsewhere),
			booking({ date: '2026-10-06' }),
			booking({ place: null }),
		];
		const numbers = (options: Partial<FileOptions>) =>
			rowsOf(bookings, options).map(({ belegnr }) => belegnr);
		const perDay = ['20261005-11', '20261005-11', '20261005-12', '20261006-11', '20261005'];
		expect(numbers({})).toEqual(perDay);
		expect(numbers({ groupBy: 'day' })).toEqual(perDay);
		expect(numbers({ groupBy: 'month' })).toEqual([
			'202610-11',
			'202610-11',
			'202610-12',
			'202610-11',
			'202610',
		]);
		expect(numbers({ groupBy: 'receipt' })).toEqual([
			'11-100-11',
			'11-101',
			'12-7',
			'11-100-11',
			'11-100',
		]);
		expect(rowsOf([booking({ firstNumber: '' })], { groupBy: 'receipt' })[0]?.belegnr).toBe(
			'20261005-11',
		);
		expect(rowsOf(bookings).map(({ extbelegnr }) => extbelegnr)).toEqual(
			bookings.map(({ firstNumber }) => firstNumber),
		);
	});

	it.each<[string, Array<Partial<Booking>>, string[]]>([
		['one closing', [{ zNumbers: ['412'] }, { zNumbers: ['412'] }], ['412', '412']],
		[
			'payments that name none, and an invoice',
			[{ zNumbers: ['412'] }, { zNumbers: [] }, { documentType: 'invoice' }],
			['412', '412', '412'],
		],
		['one without a number', [{ zNumbers: [''] }], ['20261005-11']],
		[
			'two closings on one day, whose bookings stay together',
			[{ zNumbers: ['412'] }, { zNumbers: ['412', '413'] }],
			['20261005-11', '20261005-11'],
		],
		[
			'two shops whose closings have one number',
			[
				{ zNumbers: ['412'] },
				{ zNumbers: ['412'], place: { id: '9', name: null } },
				{ zNumbers: [] },
			],
			['412-11', '412-9', '412-11'],
		],
		[
			'a closing of two days',
			[{ zNumbers: ['7'] }, { zNumbers: ['7'], date: '2026-10-06' }],
			['20261005-11', '20261006-11'],
		],
		[
			'a closing of the evening and the next day, which has one more',
			[
				{ zNumbers: ['7'] },
				{ zNumbers: ['7'], date: '2026-10-06' },
				{ zNumbers: ['8'], date: '2026-10-06' },
				{ zNumbers: ['9'], date: '2026-10-07' },
			],
			['20261005-11', '20261006-11', '20261006-11', '9'],
		],
		[
			'a closing of two days of one shop, whose number another has, too',
			[
				{ zNumbers: ['7'] },
				{ zNumbers: ['7'], date: '2026-10-06' },
				{ zNumbers: ['7'], place: { id: '9', name: null } },
			],
			['20261005-11', '20261006-11', '7-9'],
		],
		[
			'receipts and credit notes of one closing on two days',
			[{ zNumbers: ['7'] }, { zNumbers: ['7'], date: '2026-10-06', documentType: 'creditNote' }],
			['20261005-11', '20261006-11'],
		],
	])('has the number of the closing: %s', (_, changes, numbers) => {
		const bookings = changes.map((changed) => ({ ...booking(), ...changed }));
		expect(rowsOf(bookings).map(({ belegnr }) => belegnr)).toEqual(numbers);
	});

	it('has a document number for each closing where a booking stands for one', () => {
		const bookings = ['412', '413', ''].map((number) =>
			booking({ zNumbers: number === '' ? [] : [number] }),
		);
		const numbers = rowsOf(bookings, { groupBy: 'closing' }).map(({ belegnr }) => belegnr);
		expect(numbers).toEqual(['412', '413', '20261005-11']);
	});

	it('has one document number for a closing of two days where bookings stand for closings', () => {
		const bookings = ['2026-10-05', '2026-10-06'].map((date) =>
			booking({ date, zNumbers: ['412'] }),
		);
		const numbers = rowsOf(bookings, { groupBy: 'closing' }).map(({ belegnr }) => belegnr);
		expect(numbers).toEqual(['412', '412']);
	});

	it('has the number of the month where one closing stands in two', () => {
		const bookings = ['2026-10-31', '2026-11-30'].map((date) =>
			booking({ date, zNumbers: ['412'] }),
		);
		const numbers = rowsOf(bookings, { groupBy: 'month' }).map(({ belegnr }) => belegnr);
		expect(numbers).toEqual(['202610-11', '202611-11']);
	});

	it('has the symbol of tills, that of outgoing invoices, or the one that was chosen', () => {
		const bookings = (['receipt', 'invoice', 'creditNote'] as const).map((documentType) =>
			booking({ documentType }),
		);
		const symbols = (options: Partial<FileOptions>) =>
			rowsOf(bookings, options).map(({ buchsymbol }) => buchsymbol);
		expect(symbols({})).toEqual(['KA', 'AR', 'AR']);
		expect(symbols({ symbol: 'KL' })).toEqual(['KL', 'KL', 'KL']);
	});

	it('tells by the sign or by the code that a booking takes back', () => {
		const told = (options: Partial<FileOptions>) =>
			rowsOf([booking(), cancelled], options).map(({ buchcode, betrag, steuer }) => [
				buchcode,
				betrag,
				steuer,
			]);
		const sold = ['1', '120,00', '-20,00'];
		expect(told({ takesBackBy: 'sign' })).toEqual([sold, ['1', '-1234,56', '57,67']]);
		expect(told({ takesBackBy: 'code' })).toEqual([sold, ['2', '1234,56', '57,67']]);
	});

	it('names the register as a branch only where that was chosen', () => {
		const bookings = [booking(), booking({ place: null })];
		const branches = (options: Partial<FileOptions>) =>
			rowsOf(bookings, options).map(({ filiale }) => filiale);
		expect(branches({})).toEqual(['', '']);
		expect(branches({ hasBranch: true })).toEqual(['11', '']);
	});

	const free = { tax: '0.00', taxCents: 0, net: '120.00', netCents: 12000, taxRate: '0' };

	it.each<[string, Partial<Booking>, string[]]>([
		['a sale at 0 %', {}, ['', '', '']],
		['an export that is to be reported', { taxCode: '5' }, ['0', '5', '0,00']],
		['a voucher', { kind: 'voucherSale' }, ['', '', '']],
		['a tip', { kind: 'tip' }, ['', '', '']],
		['a deposit', { kind: 'deposit' }, ['', '', '']],
		['a rounding', { kind: 'rounding' }, ['', '', '']],
		['a tip that is to be reported', { kind: 'tip', taxCode: '5' }, ['0', '5', '0,00']],
		[
			'a voucher at 20 %',
			{ kind: 'voucherSale', taxRate: '20', tax: '20.00', taxCents: 2000 },
			['20', '1', '-20,00'],
		],
		['a payment', { kind: 'payment', ...noTax }, ['', '', '']],
	])('says of tax what there is to say: %s', (_, changed, expected) => {
		const [row] = rowsOf([booking({ ...free, ...changed })]);
		expect([row?.prozent, row?.steuercode, row?.steuer]).toEqual(expected);
	});

	it('cuts texts to 255 letters, and quotes nothing: what would end a cell is written otherwise', () => {
		const [, line = ''] = textOf('bmd', [
			booking({ text: 'x'.repeat(300), firstNumber: 'A;1 "b";=1' }),
		]).split('\r\n');
		expect(line).toBe(
			`0;1360;4020;20261005-11;05.10.2026;KA;1;20;1;120,00;-20,00;${'x'.repeat(255)};;;A,1 'b','=1`,
		);
	});

	it('has document numbers of up to 20 letters, and tells of those that are written otherwise', () => {
		const long = ['A', 'B'].map((first) => `${first}${'0'.repeat(30)}/7`);
		const bookings = [...long, 'R 1;2', '11-100'].map((firstNumber) => booking({ firstNumber }));
		const numbers = rowsOf(bookings, { groupBy: 'receipt' }).map(({ belegnr = '' }) => belegnr);
		expect(numbers).toEqual([
			expect.stringMatching(/^0{11}\/7-[\da-f]{6}$/),
			expect.stringMatching(/^0{11}\/7-[\da-f]{6}$/),
			'R-1-2',
			'11-100',
		]);
		expect(new Set(numbers).size).toBe(4);
		const [file] = writeFiles('bmd', bookings, { ...OPTIONS, groupBy: 'receipt' });
		expect(file?.remarks).toEqual([
			expect.stringMatching(/^BMD takes document numbers \(belegnr\) of up to 20 letters.*3 are/),
		]);
	});

	it('refuses accounts that are no numbers, and names each', () => {
		const bookings = [booking({ credit: 'Sales 20%' }), booking({ debit: 'Kassa' }), booking()];
		expect(() => write('bmd', bookings)).toThrow(
			new BookingFileError(
				'BMD takes account numbers of up to 9 digits, and these are none: "Sales 20%", "Kassa"',
				'Fill in the table "Accounts", or choose another output.',
			),
		);
		expect(() => write('bmd', [booking({ credit: '1234567890' })])).toThrow('"1234567890"');
	});
});

describe('what was sold at a rate that is not known', () => {
	const open = booking({
		...noTax,
		text: 'Sales (rate unknown), Schank',
		credit: 'Sales, rate unknown',
		gross: '10.00',
		grossCents: 1000,
		firstNumber: '11-104',
		lastNumber: '11-120',
		count: 2,
	});
	const told = '10.00 on 2026-10-05 (2 receipts, the first 11-104, the last 11-120, Schank)';

	it.each<FileFormat>(['bmd', 'datev'])('is refused by %s until it has an account', (format) => {
		const words = new RegExp(`needs an account.*${told.replace(/[()]/g, '.')}`);
		expect(() => write(format, [booking(), open])).toThrow(words);
		expect(() => write(format, [booking(), open])).toThrow(
			expect.objectContaining({ advice: expect.stringContaining('Not Known') }),
		);
		expect(() => write(format, [booking(), open])).toThrow(BookingFileError);
	});

	it.each(FILE_FORMATS)('is told in the remarks of %s, and has no tax there', (format) => {
		const { remarks } = write(format, [booking(), { ...open, credit: '4999' }, paid]);
		expect(remarks).toEqual([
			`10.00 was sold at a VAT rate that isn't known and is in the file without tax: ${told}.`,
		]);
		expect(write(format, [booking(), paid]).remarks).toEqual([]);
	});

	it('has no code in BMD', () => {
		const [, line] = textOf('bmd', [{ ...open, credit: '4999' }]).split('\r\n');
		expect(line).toBe(
			'0;1360;4999;20261005-11;05.10.2026;KA;1;;;10,00;;Sales (rate unknown), Schank;;;11-104',
		);
	});

	it('is named up to ten times', () => {
		const many = Array.from({ length: 12 }, () => ({ ...open, credit: '4999', count: 1 }));
		const [remark = ''] = write('bmd', many).remarks;
		expect(remark).toContain('120.00 was sold');
		expect(remark.match(/receipt 11-104/g)).toHaveLength(10);
		expect(remark).toContain('; and 2 more bookings.');
	});
});

describe('DATEV', () => {
	const lines = (bookings: Booking[], options: Partial<FileOptions> = {}) =>
		textOf('datev', bookings, options).split('\r\n');

	/** What follows the text of a line: empty but for the 114th field, which leaves the booking open. */
	const REST =
		';;"";;;;"";"";"";"";"";"";"";"";"";"";"";"";"";"";"";"";"";"";"";;"";;"";;;;;;' +
		`${'"";'.repeat(40)};;;"";;;;"";"";;"";;;;"";"";;"";;"";;"";"";;"";;0;;;;"";;"";"";;"";;`;

	it('tells about itself in the first line', () => {
		expect(lines([booking()])[0]).toBe(
			'"EXTF";700;21;"Buchungsstapel";13;20261101080509042;;"RE";"";"";29098;55003;20260101;4;20261001;20261031;"Kassa 2026-10";"";1;0;0;"EUR";;"";;;"";;;"";""',
		);
	});

	it('names 125 columns in the second line', () => {
		const columns = lines([])[1]?.split(';') ?? [];
		expect(columns).toHaveLength(125);
		expect(new Set(columns).size).toBe(125);
		expect(columns.slice(0, 14)).toEqual([
			'Umsatz (ohne Soll/Haben-Kz)',
			'Soll/Haben-Kennzeichen',
			'WKZ Umsatz',
			'Kurs',
			'Basis-Umsatz',
			'WKZ Basis-Umsatz',
			'Konto',
			'Gegenkonto (ohne BU-Schlüssel)',
			'BU-Schlüssel',
			'Belegdatum',
			'Belegfeld 1',
			'Belegfeld 2',
			'Skonto',
			'Buchungstext',
		]);
		// Positions that DATEV counts: the 114th locks a booking, the 120th is a country.
		expect([columns[113], columns[119], columns[124]]).toEqual([
			'Festschreibung',
			'Land',
			'Abw. Skontokonto',
		]);
	});

	it.each([
		['open', undefined, '0'],
		['open', false, '0'],
		['locked', true, '1'],
	])('says of each booking and of the file that they are %s (%s)', (_, isLocked, flag) => {
		const [head, , ...rows] = lines([booking(), cancelled, paid], { isLocked });
		const fields = (line = '') => line.split(';');
		expect(fields(head)[20]).toBe(flag);
		expect(rows.slice(0, -1).map((row) => fields(row)[113])).toEqual([flag, flag, flag]);
	});

	it('has amounts without a sign, and text in quotes even where it is empty', () => {
		const [, , sale, cancellation, payment, end] = lines([booking(), cancelled, paid]);
		expect(sale).toBe(
			`120,00;"S";"EUR";;;"";1360;4020;"";0510;"11-100";"";;"Sales 20%, Schank"${REST}`,
		);
		expect(cancellation).toBe(
			`1234,56;"H";"EUR";;;"";1360;4049;"0008";2510;"11-143";"";;"Sales 4.9%, Schank"${REST}`,
		);
		expect(payment).toBe(
			`0,05;"S";"EUR";;;"";2700;1360;"";0510;"11-100";"";;"Cash, Schank"${REST}`,
		);
		expect(sale?.split(';')).toHaveLength(125);
		expect(end).toBe('');
	});

	it('is in Windows-1252, ends with CR LF, and has the name that DATEV looks for', () => {
		const { content, fileName, mimeType } = write('datev', [booking({ text: 'Würstel "Max"' })]);
		expect(content.includes(Buffer.from('"W\xfcrstel ""Max"""', 'latin1'))).toBe(true);
		expect([...content.subarray(-2)]).toEqual([0x0d, 0x0a]);
		expect(fileName).toBe('EXTF_Buchungsstapel_2026-10-01-2026-10-31.csv');
		expect(mimeType).toBe('text/csv');
	});

	it('names both cost centers, in its own fields', () => {
		const costs = (costCenter: string, costCenter2: string) => {
			const [, , line = ''] = lines([booking({ costCenter, costCenter2 })]);
			return line.split(';').slice(36, 38);
		};
		expect(costs('Küche 1', 'K_2')).toEqual(['"Küche 1"', '"K_2"']);
		expect(costs('', '')).toEqual(['""', '""']);
		expect(() => costs('', 'K-2')).toThrow('"K-2" is not a DATEV cost center (KOST)');
		expect(() => costs('1'.repeat(37), '')).toThrow(BookingFileError);
	});

	it('shortens the name of the register, so that bookings of two are still told apart', () => {
		const texts = ['11', '12'].map((id) => {
			const name = `Restaurant zum Goldenen Hirschen am See, Terrasse und Saal ${id}`;
			return booking({ text: `Sales 20%, ${name}`, place: { id, name } });
		});
		expect(
			lines(texts)
				.slice(2, -1)
				.map((line) => line.split(';')[13]),
		).toEqual([
			'"Sales 20%, Restaurant zum Goldenen Hirschen am See, Terra 11"',
			'"Sales 20%, Restaurant zum Goldenen Hirschen am See, Terra 12"',
		]);
	});

	it('shortens texts to 60 letters and cleans document numbers', () => {
		const long = `${'Schöne Aussicht '.repeat(5)}\n`;
		const [, , line = ''] = lines([booking({ text: long, firstNumber: '0123/4 #5 (ä)' })]);
		expect(line.split(';')[13]).toBe(`"${'Schöne Aussicht '.repeat(4).slice(0, 60)}"`);
		expect(line.split(';')[10]).toBe('"0123/4-5-"');
	});

	it.each([
		['+A1*2', '*A1*2'],
		['=cmd', '*cmd'],
		['-2026/7', '*2026/7'],
		['@sum(a)', '*sum-a-'],
		['-5', '-5'],
		['RE-2026/7', 'RE-2026/7'],
	])('has no document number that a spreadsheet would run: %s', (firstNumber, expected) => {
		const [, , line = ''] = lines([booking({ firstNumber })]);
		expect(line.split(';')[10]).toBe(`"${expected}"`);
	});

	it.each([
		['the same letters where others are left out', ['A#1', 'A 1', 'A-1', 'B-1']],
		['the same end', [`1-${'7'.repeat(40)}`, `2-${'7'.repeat(40)}`, '7'.repeat(36)]],
		['a sign before them', ['+A1*2', '=A1*2', '*A1*2']],
		['no letter that it takes', ['ä', 'ö', '#']],
	])('has no two document numbers that are one: %s', (_, firstNumbers) => {
		const numbersOf = (list: string[]) =>
			lines(list.map((firstNumber) => booking({ firstNumber })))
				.slice(2, -1)
				.map((line) => line.split(';')[10] ?? '');
		const numbers = numbersOf(firstNumbers);
		expect(new Set(numbers).size).toBe(firstNumbers.length);
		for (const number of numbers) expect(number).toMatch(/^"[A-Za-z0-9$%&*+\-/]{1,36}"$/);
		// What DATEV takes stays, and the order of the bookings changes nothing.
		for (const [index, firstNumber] of firstNumbers.entries())
			if (/^[\w*-]{1,36}$/.test(firstNumber)) expect(numbers[index]).toBe(`"${firstNumber}"`);
		expect(numbersOf([...firstNumbers].reverse())).toEqual([...numbers].reverse());
		// The bookings of one receipt stay together.
		expect(new Set(numbersOf([...firstNumbers, ...firstNumbers])).size).toBe(firstNumbers.length);
	});

	it('keeps the end of a long document number, and says what is written otherwise', () => {
		const long = `RE-${'0'.repeat(40)}4711`;
		const { content, remarks } = write('datev', [
			booking({ firstNumber: long }),
			booking({ firstNumber: '11-100' }),
			booking({ firstNumber: 'Bar #7' }),
		]);
		const numbers = content
			.toString('latin1')
			.split('\r\n')
			.slice(2, -1)
			.map((line) => line.split(';')[10]);
		expect(numbers).toEqual([`"${'0'.repeat(32)}4711"`, '"11-100"', '"Bar-7"']);
		expect(remarks).toEqual([
			`DATEV takes document numbers (Belegfeld 1) of up to 36 letters, digits and $ % & * + - /: 2 are written otherwise, such as "${'0'.repeat(32)}4711" for "${long}". No two are the same.`,
		]);
		expect(write('datev', [booking({ firstNumber: 'Bar #7' })]).remarks[0]).toContain(
			': one is written otherwise, such as "Bar-7" for "Bar #7".',
		);
	});

	it('tells receipts of several shops, and several types of documents, apart that have one number', () => {
		const elsewhere = { place: { id: '9', name: 'Bar' } };
		const bookings = [
			booking({ firstNumber: '412-1' }),
			booking({ firstNumber: '412-1', ...elsewhere }),
			booking({ firstNumber: '412-1', ...elsewhere, kind: 'tip' }),
			booking({ firstNumber: '412-2' }),
			booking({ firstNumber: '1/2026', documentType: 'invoice' }),
			booking({ firstNumber: '1/2026', documentType: 'creditNote' }),
			booking({ firstNumber: '412-1-9', kind: 'tip' }),
		];
		const [, , ...rows] = lines(bookings);
		const numbers = rows.slice(0, -1).map((row) => row.split(';')[10]?.replace(/"/g, ''));
		expect(numbers).toEqual([
			'412-1-11',
			expect.stringMatching(/^412-1-9-[\da-f]{6}$/),
			numbers[1],
			'412-2',
			'1/2026',
			'1/2026-creditNote',
			'412-1-9',
		]);
		expect(write('datev', bookings).remarks).toContain(
			'Some numbers are those of several documents, of different registers or shops or of different types: 3 have the ID or the type behind it, such as "412-1-11" for "412-1".',
		);
	});

	it('says where its own tax will differ from that of the receipts', () => {
		// 120.00 at 20 % hold 20.00; the receipts of the day had come to 20.03.
		const off = booking({ tax: '20.03', taxCents: 2003, net: '99.97', netCents: 9997 });
		expect(write('datev', [off, booking()]).remarks).toEqual([
			"DATEV works out the tax of each booking anew, the receipts had rounded it one by one: in 1 of the bookings DATEV's tax differs by cents, -0.03 in all.",
		]);
		expect(write('datev', [booking()]).remarks).toEqual([]);
	});

	/** The days, and the start of the fiscal year, that each file's first line tells; and its rows' days. */
	const filesOf = (dates: string[], options: Partial<FileOptions>) =>
		writeFiles(
			'datev',
			dates.map((date) => booking({ date })),
			{ ...OPTIONS, ...options },
		).map(({ content, fileName }) => {
			const [head = '', , ...rows] = content.toString('latin1').split('\r\n').slice(0, -1);
			const told = head.split(';');
			const days = rows.map((row) => row.split(';')[9]);
			return [
				fileName.slice('EXTF_Buchungsstapel_'.length, -4),
				told[14],
				told[15],
				told[12],
				...days,
			];
		});

	it.each<[string, Partial<FileOptions>, string[], string[][]]>([
		[
			'a fiscal year that begins in summer, and the turn of the year',
			{ from: '2026-12-15', to: '2027-01-15', fiscalYearStart: '2026-07-01T00:00:00' },
			['2026-12-15', '2026-12-31', '2027-01-01'],
			[
				['2026-12-15-2026-12-31', '20261215', '20261231', '20260701', '1512', '3112'],
				['2027-01-01-2027-01-15', '20270101', '20270115', '20260701', '0101'],
			],
		],
		[
			'a fiscal year of years ago, and its turn',
			{ from: '2026-06-30', to: '2026-07-01', fiscalYearStart: '2020-07-01' },
			['2026-06-30', '2026-07-01'],
			[
				['2026-06-30', '20260630', '20260630', '20250701', '3006'],
				['2026-07-01', '20260701', '20260701', '20260701', '0107'],
			],
		],
		[
			'no start, and years without bookings between',
			{ from: '2024-12-31', to: '2027-01-01', fiscalYearStart: '' },
			['2024-12-31', '2027-01-01'],
			[
				['2024-12-31', '20241231', '20241231', '20240101', '3112'],
				['2027-01-01', '20270101', '20270101', '20270101', '0101'],
			],
		],
		[
			'bookings of the second year alone',
			{ from: '2026-12-01', to: '2027-01-31' },
			['2027-01-31'],
			[['2027-01-01-2027-01-31', '20270101', '20270131', '20270101', '3101']],
		],
		[
			'no bookings',
			{ from: '2026-12-01', to: '2027-01-31' },
			[],
			[['2026-12-01-2026-12-31', '20261201', '20261231', '20260101']],
		],
	])('makes a file for each calendar year within a fiscal year: %s', (_, span, dates, files) => {
		expect(filesOf(dates, span)).toEqual(files);
	});

	it('makes none for a year whose bookings come to 0.00', () => {
		const files = writeFiles(
			'datev',
			[booking({ date: '2026-12-31', grossCents: 0 }), booking({ date: '2027-01-01' })],
			{ ...OPTIONS, from: '2026-12-31', to: '2027-01-01' },
		);
		expect(files.map(({ fileName }) => fileName)).toEqual(['EXTF_Buchungsstapel_2027-01-01.csv']);
	});

	it.each<[string, Partial<FileOptions>, Partial<Booking>, string]>([
		[
			'no consultant',
			{ consultant: undefined },
			{},
			'consultant number (Beraternummer), a number from 1001 to 9999999',
		],
		['a consultant that is too small', { consultant: '12' }, {}, 'Beraternummer'],
		['no client', { client: '' }, {}, 'client number (Mandantennummer), a number from 1 to 99999'],
		['words as a client', { client: 'Bar' }, {}, 'Mandantennummer'],
		['a year that is no date', { fiscalYearStart: '1. Juli' }, {}, '"1. Juli" is not a day'],
		[
			'a year that begins on a leap day',
			{ fiscalYearStart: '2024-02-29' },
			{},
			'not a day that a fiscal year can start on',
		],
		['accounts of three digits', { accountLength: 3 }, {}, 'a number from 4 to 8'],
		[
			'an account of words',
			{},
			{ credit: 'Erlöse' },
			'DATEV takes account numbers of 4 to 5 digits, and these are none: "Erlöse"',
		],
		['an account that is too long', {}, { credit: '123456' }, '"123456"'],
		['an account that is too short', {}, { credit: '840' }, 'these are none: "840"'],
		['one of the wrong length', { accountLength: 6 }, { credit: '8400' }, '6 to 7 digits'],
		['an account of zeros', {}, { debit: '0000' }, 'these are none: "0000"'],
		[
			'an amount that is too long',
			{},
			{ grossCents: 10 ** 12 },
			'up to ten digits before the comma, and the booking of receipt 11-100 comes to 10000000000.00',
		],
		['a key of letters', {}, { taxCode: 'V20' }, '"V20" is not a DATEV posting key (BU-Schlüssel)'],
	])('refuses %s', (_case, options, changed, message) => {
		const refused = () => write('datev', [booking(changed)], options);
		expect(refused).toThrow(BookingFileError);
		expect(refused).toThrow(message);
	});

	it('refuses a booking per month where a fiscal year starts within one', () => {
		const span = { from: '2026-07-01', to: '2026-07-31', fiscalYearStart: '2020-07-15' };
		const write = (options: Partial<FileOptions>) => () =>
			writeFiles('datev', [booking({ date: '2026-07-31' })], { ...OPTIONS, ...span, ...options });
		expect(write({ groupBy: 'month' })).toThrow(
			'the fiscal year that starts on 2026-07-15 starts within a month',
		);
		expect(write({ groupBy: 'day' })).not.toThrow();
		expect(write({ groupBy: 'month', fiscalYearStart: '2020-07-01' })).not.toThrow();
	});

	it('takes longer accounts where they are agreed on', () => {
		const bookings = [booking({ debit: '1360000', credit: '40200000' })];
		expect(lines(bookings, { accountLength: 7 })[0]).toContain(';20260101;7;');
	});

	it('refuses more bookings than DATEV reads at once', () => {
		const many = Array.from({ length: 100_000 }, () => paid);
		expect(() => write('datev', many)).toThrow('up to 99999 bookings, and these are 100000');
	});
});

/** A sale and a return whose taxes round apart. */
const evened = booking({
	gross: '0.00',
	grossCents: 0,
	net: '-0.01',
	netCents: -1,
	tax: '0.01',
	taxCents: 1,
});
/** What could not be read, and states nothing. */
const unread = booking({ ...noTax, kind: 'unclear', credit: '4999', gross: '0.00', grossCents: 0 });

it.each<[FileFormat, string, number]>([
	['bmd', 'BMD', 1],
	['datev', 'DATEV', 2],
])('%s: leaves out what comes to 0.00 and says so', (format, program, heads) => {
	const rows = (text: string) => text.trimEnd().split('\r\n').slice(heads);
	const { content, remarks } = write(format, [evened, booking(), unread]);
	expect(rows(content.toString('latin1'))).toEqual(rows(textOf(format, [booking()])));
	expect(remarks.slice(-1)).toEqual([
		`2 of the bookings come to 0.00 and are left out of the file for ${program}. So is the tax in them, 0.01 in all.`,
	]);
	expect(write(format, [booking(), { ...evened, tax: '0.00', taxCents: 0 }]).remarks).toEqual([
		`1 of the bookings come to 0.00 and are left out of the file for ${program}.`,
	]);
	expect(write(format, [booking()]).remarks).toEqual([]);
});

it('names each file by its period', () => {
	const names = FILE_FORMATS.map((format) => write(format, []).fileName);
	expect(names).toEqual([
		'bookings-2026-10-01-2026-10-31.csv',
		'bookings-2026-10-01-2026-10-31.csv',
		'bookings-2026-10-01-2026-10-31.csv',
		'bmd-2026-10-01-2026-10-31.csv',
		'EXTF_Buchungsstapel_2026-10-01-2026-10-31.csv',
	]);
	expect(write('csv', [], { to: OPTIONS.from }).fileName).toBe('bookings-2026-10-01.csv');
});

it('keeps every amount: what is read back from a file is what was written', () => {
	const cents = [1, -1, 5, 99, 100, 12345, -987654321];
	const bookings = cents.map((grossCents) =>
		booking({ ...noTax, kind: 'payment', gross: euros(grossCents), grossCents }),
	);
	const columns: Array<[FileFormat, number]> = [
		['csvPlain', 4],
		['csvWindows', 4],
		['bmd', 9],
	];
	for (const [format, column] of columns) {
		const rows = textOf(format, bookings).trim().split('\r\n').slice(1);
		const read = rows.map((row) => Number((row.split(';')[column] ?? '').replace(',', '')));
		expect(read).toEqual(cents);
	}
	const rows = textOf('datev', bookings).trim().split('\r\n').slice(2);
	const read = rows.map((row) => {
		const [amount = '', sign] = row.split(';');
		return Number(amount.replace(',', '')) * (sign === '"H"' ? -1 : 1);
	});
	expect(read).toEqual(cents);
});
