/** What a DATEV file needs from the panel, before anything is read for it. */
import type { IDataObject } from 'n8n-workflow';
import { read, refusal } from './read';

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

	const accounts = (account: string) => ({ entry: [{ use: 'sale', rate: '', account }] });

	it.each([
		['840', {}, '4 to 5 digits', '(now 4)'],
		['123456', {}, '4 to 5 digits', '(now 4)'],
		['0000', {}, 'not all of them zero', '(now 4)'],
		['8400', { datevAccountLength: 7 }, '7 to 8 digits', '(now 7)'],
	])('with the account %s and %j is refused before anything is read', (account, more, ...words) => {
		const make = () =>
			read({ ...datev, options: { ...options, ...more }, accounts: accounts(account) });
		expect(refusal(make)).toContain(`"Accounts" has the account "${account}"`);
		expect(refusal(make)).toContain(words[0]);
		expect(make).toThrow(
			expect.objectContaining({
				advice: `Correct it, or "DATEV Account Digits" under "Options" ${words[1]}. Nothing was sent.`,
			}),
		);
	});

	it.each(['8400', '10000', 'Later'])('may have the account %s', (account) => {
		const given = { ...datev, options, accounts: accounts(account) };
		expect(() => read(given)).not.toThrow();
		expect(() => read({ ...given, fileFormat: 'bmd', accounts: accounts('1') })).not.toThrow();
	});

	it.each(['K-100', '1'.repeat(37), 'Kꬰ', `ﬁ${'1'.repeat(35)}`])(
		'with the cost center %s is refused before',
		(costCenter2) => {
			const entry = [{ use: 'sale', rate: '', account: '8400', costCenter: 'Bar 1', costCenter2 }];
			const make = (fileFormat: string) => () =>
				read({ ...datev, fileFormat, options, accounts: { entry } });
			expect(refusal(make('datev'))).toContain(`"Accounts" has the cost center "${costCenter2}"`);
			expect(make('bmd')).not.toThrow();
		},
	);

	it.each(['V20', '12345'])('with the tax code %s is refused before', (taxCode) => {
		const entry = [{ use: 'sale', rate: '', account: '8400', taxCode }];
		const make = (fileFormat: string) => () =>
			read({ ...datev, fileFormat, options, accounts: { entry } });
		expect(refusal(make('datev'))).toContain(
			`"Accounts" has the tax code "${taxCode}", and DATEV takes posting keys (BU-Schlüssel) of up to four digits`,
		);
		expect(make('csv')).not.toThrow();
	});

	it.each(['3', '0003', ''])('may have the tax code "%s"', (taxCode) => {
		const entry = [{ use: 'sale', rate: '', account: '8400', taxCode }];
		expect(() => read({ ...datev, options, accounts: { entry } })).not.toThrow();
	});

	it('is locked only for who chose it', () => {
		const locked = (more: IDataObject) =>
			read({ ...datev, options: { ...options, ...more } }).options.datevLocked;
		expect(locked({ datevLocked: true })).toBe(true);
		expect(locked({ datevLocked: false })).toBe(false);
		expect(locked({})).not.toBe(true);
	});

	it('with both is none to refuse, and other files need none', () => {
		expect(read({ ...datev, options }).options).toMatchObject(options);
		expect(read({ ...datev, fileFormat: 'bmd' }).options.fileFormat).toBe('bmd');
	});
});
