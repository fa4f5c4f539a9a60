/** What the panel of accounting stores → what the node works with, and what it refuses. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { kassandro } from '../../../../nodes/Kassandro/api';
import { InputError } from '../../../../nodes/shared/table/inputError';
import { readAccounts } from '../../../../nodes/shared/books/panel/accounts';
import { readMapping } from '../../../../nodes/shared/books/panel/mapping';
import { readPeriod } from '../../../../nodes/shared/books/panel/period';
import { readInput } from '../../../../nodes/shared/run/input';
import { findEndpoint } from '../../../../nodes/shared/table/table';
import type { RequestInput } from '../../../../nodes/shared/table/request';
import type { Api } from '../../../../nodes/shared/table/types';

const now = Date.parse('2026-10-24T12:00:00+02:00');

function read(parameters: IDataObject, api: Api = kassandro): RequestInput {
	const authentication = api.authentications[0]?.value ?? '';
	const endpoint = findEndpoint(api, 'accounting', 'getBookings', authentication);
	if (!endpoint) throw new Error('there is no such operation');
	const all: IDataObject = {
		period: 'yesterday',
		groupBy: 'day',
		fileFormat: 'items',
		...parameters,
	};
	return readInput(api, endpoint, (name) => all[name] ?? null, now);
}

/** The words of a refusal. */
const refusal = (make: () => unknown): string => {
	let words = 'nothing was refused';
	try {
		make();
	} catch (error) {
		words = error instanceof InputError ? error.message : `another error: ${String(error)}`;
	}
	return words;
};

describe('a DATEV file', () => {
	const datev = { fileFormat: 'datev', binaryPropertyName: 'data' };
	const options = { datevConsultant: '29098', datevClient: '10001' };

	it.each<[string, IDataObject, string]>([
		['consultant', {}, '"DATEV Consultant Number" is missing, which a DATEV file needs'],
		[
			'consultant of four digits',
			{ ...options, datevConsultant: '999' },
			'"DATEV Consultant Number" must be a number from 1001 to 9999999; it is "999"',
		],
		['client', { datevConsultant: '29098' }, '"DATEV Client Number" is missing'],
	])('without its %s is refused before anything is read', (_name, given, words) => {
		const make = () => read({ ...datev, options: given });
		expect(refusal(make)).toContain(words);
		expect(make).toThrow(
			expect.objectContaining({ advice: expect.stringMatching(/under "Options".*accountant/) }),
		);
	});

	it('with both is none to refuse, and other files need none', () => {
		expect(read({ ...datev, options }).options).toMatchObject(options);
		expect(read({ ...datev, fileFormat: 'bmd' }).options.fileFormat).toBe('bmd');
	});
});

describe('the table of accounts', () => {
	it('is read', () => {
		const entry = [
			{ use: 'clearing', account: 2790 },
			{ use: 'sale', rate: '', account: '4000', taxCode: '' },
			{ use: 'sale', rate: '4,9', account: '4005', taxCode: '3' },
		];
		const accounts = readAccounts(read({ accounts: { entry } }));
		expect(accounts.of('clearing')).toBe('2790');
		expect(accounts.ofLine('sale', '4.9')).toEqual({ account: '4005', taxCode: '3' });
		expect(accounts.ofLine('sale', '20')).toEqual({ account: '4000', taxCode: '' });
	});

	it.each([cassaNova, kassandro])('$name: begins with rows that say nothing yet', (api) => {
		const { fields = [] } =
			findEndpoint(api, 'accounting', 'getBookings', api.authentications[0]?.value ?? '') ?? {};
		const accounts = fields.find(({ property }) => property.name === 'accounts')?.property.default;
		const { entry } = accounts as { entry: IDataObject[] };
		expect(entry.map(({ use, rate = '' }) => `${String(use)} ${String(rate)}`.trim())).toEqual([
			...(api === cassaNova ? ['sale 22', 'sale 10', 'sale 4'] : ['sale 20', 'sale 10', 'sale 13']),
			'cash',
			'card',
			'clearing',
		]);
		const untouched = readAccounts(read({ accounts } as IDataObject, api));
		expect(untouched).toEqual(readAccounts(read({ accounts: {} }, api)));
		const [first, ...others] = entry;
		const filled = { entry: [{ ...first, account: '4000' }, ...others] };
		const rate = String(first?.rate);
		expect(readAccounts(read({ accounts: filled }, api)).ofLine('sale', rate).account).toBe('4000');
	});

	it('may be empty', () => {
		expect(readAccounts(read({ accounts: {} })).of('cash')).toBe('Cash');
	});

	it.each<[IDataObject, string]>([
		[
			{ use: 'sale', account: '', taxCode: '3' },
			'"Accounts" is wrong in entry 1: has a tax code, but no account',
		],
		[
			{ use: 'sale', rate: 'twenty', account: '4000' },
			'"Accounts" is wrong in entry 1, "VAT Rate in % (Optional)": must be a number; it is "twenty"',
		],
		[
			{ use: 'sale', rate: '0,2', account: '4000' },
			'"Accounts" is wrong in entry 1, "VAT Rate in % (Optional)": must be in percent, for example 22 and not 0.22',
		],
		[
			{ use: 'sale', rate: '120', account: '4000' },
			'"Accounts" is wrong in entry 1, "VAT Rate in % (Optional)": must be at most 100',
		],
		[{ use: 'gift', account: '4000' }, '"Accounts" is wrong in entry 1, "For": must be one of'],
	])('refuses %p', (row, words) => {
		expect(refusal(() => read({ accounts: { entry: [row] } }))).toContain(words);
	});
});

describe('the mapping', () => {
	it('is read by what each row is about', () => {
		const options = {
			paymentMapping: { entry: [{ paymentMethod: 'Rechnung', means: 'credit' }] },
			lineMapping: {
				entry: [
					{ by: 'articles', articles: 501, type: 'voucherSale' },
					{ by: 'groups', groups: 'Kein Umsatz', type: 'tip' },
				],
			},
		};
		const mapping = readMapping(read({ options }));
		expect([...mapping.means]).toEqual([['rechnung', 'credit']]);
		expect([...mapping.articles]).toEqual([['501', 'voucherSale']]);
		expect([...mapping.groups]).toEqual([['kein umsatz', 'tip']]);
		expect([...mapping.departments]).toEqual([]);
	});

	it('takes the text of a custom payment, unless another method is chosen', () => {
		const entry = [
			{ paymentMethod: 'CUSTOM_PAYMENT', customPayment: 'Satispay', means: 'online' },
			{ paymentMethod: 'CASH', customPayment: 'left over', means: 'cash' },
			{ paymentMethod: 'NO_METHOD', means: 'card' },
			{ paymentMethod: 'CREDIT_NOTE', customPayment: '', means: 'cash' },
		];
		const mapping = readMapping(read({ options: { paymentMapping: { entry } } }, cassaNova));
		expect([...mapping.means]).toEqual([
			['satispay', 'online'],
			['cash', 'cash'],
			['no_method', 'card'],
			['credit_note', 'cash'],
		]);
	});

	it('refuses a custom payment without a text', () => {
		const entry = [{ paymentMethod: 'CUSTOM_PAYMENT', customPayment: '', means: 'card' }];
		expect(refusal(() => read({ options: { paymentMapping: { entry } } }, cassaNova))).toContain(
			'"Map Payment Methods" is wrong in entry 1: says nothing: enter the text of the custom payment',
		);
	});

	it('refuses a row that is about nothing', () => {
		const options = { lineMapping: { entry: [{ by: 'departments', type: 'tip' }] } };
		expect(refusal(() => read({ options }, cassaNova))).toContain(
			'"Map What Is Sold" is wrong in entry 1: says nothing: choose what it is about',
		);
	});
});

describe('the period', () => {
	const days = (parameters: IDataObject) => readPeriod(read(parameters), now);
	const custom = (dateFrom: string, dateTo: string) => days({ period: 'custom', dateFrom, dateTo });

	it('is yesterday, by the closing time of the options', () => {
		expect(days({})).toEqual({ from: '2026-10-23', to: '2026-10-23' });
		const at = Date.parse('2026-10-24T01:00:00+02:00');
		const input = read({ options: { dayEndsAt: '03:00' } });
		expect(readPeriod(input, at)).toEqual({ from: '2026-10-22', to: '2026-10-22' });
	});

	it('of your own ends today at the latest', () => {
		expect(custom('2026-10-01', '2026-10-03')).toEqual({ from: '2026-10-01', to: '2026-10-03' });
		expect(custom('2026-10-01', '')).toEqual({ from: '2026-10-01', to: '2026-10-24' });
		expect(custom('2026-10-01', '2026-12-31')).toEqual({ from: '2026-10-01', to: '2026-10-24' });
	});

	it('refuses days the wrong way round, and slips in the year', () => {
		expect(refusal(() => custom('2026-10-03', '2026-10-01'))).toContain(
			'"To" (2026-10-01) is before',
		);
		expect(refusal(() => custom('0206-10-03', '2026-10-01'))).toContain('not in this century');
		// Whoever left "To" empty isn't told about it.
		expect(refusal(() => custom('2026-10-25', ''))).toContain(
			'"From" (2026-10-25) is after today (2026-10-24)',
		);
	});
});

it('an earlier summary is taken as text or as an object, and nothing else for one', () => {
	const earlier = {
		from: '2026-10-01',
		to: '2026-10-02',
		asOf: '2026-10-03T06:00:00+02:00',
		lastNumbers: [],
	};
	for (const earlierSummary of [JSON.stringify({ ...earlier, receipts: 3 }), { ...earlier }]) {
		expect(read({ options: { earlierSummary } }).options.earlierSummary).toEqual(earlier);
	}
	for (const earlierSummary of ['', null]) {
		expect(read({ options: { earlierSummary } }).options.earlierSummary).toBeUndefined();
	}
	const words = '"Earlier Summary (JSON)" must be the summary of "Get Bookings"';
	for (const earlierSummary of ['{', '{"type":"booking"}', '[]']) {
		expect(refusal(() => read({ options: { earlierSummary } }))).toContain(words);
	}
});

it.each([cassaNova, kassandro])(
	'$name: the panel has no word such as "categorys"',
	({ resources }) => {
		const texts = JSON.stringify(resources);
		expect(texts.match(/\b\w*[^aeiou]ys\b/gi)).toBeNull();
		expect(texts.match(/Which [^.]* are vouchers/)?.[0]).toMatch(
			/(departments, categories, products|articles, article groups) are/,
		);
	},
);
