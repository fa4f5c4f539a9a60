/** What a BMD file takes from the panel, before anything is read for it. */
import type { IDataObject } from 'n8n-workflow';
import { fileOptionsOf } from '../../../../../nodes/shared/books/operations/toFile';
import { read, refusal } from './read';

const bmd = { fileFormat: 'bmd', binaryPropertyName: 'data' };
const summary = { from: '2026-10-01', to: '2026-10-31', asOf: '2026-11-01T00:00:00Z' };

it.each<[string, IDataObject, string | undefined]>([
	['what the user chose', { bmdSymbol: 'KL' }, 'KL'],
	['the usual one where nothing is said', {}, undefined],
	['the usual one where it is left empty', { bmdSymbol: '' }, undefined],
])('the symbol is %s', (_, options, symbol) => {
	const checked = read({ ...bmd, options }).options;
	expect(fileOptionsOf(checked, [], summary).symbol).toBe(symbol);
});

it.each(['=1;KA', 'Kassa1', 'K-', ' K', 'KAS'])(
	'the symbol %s is refused before anything is read',
	(bmdSymbol) => {
		const make = () => read({ ...bmd, options: { bmdSymbol } });
		expect(refusal(make)).toContain(
			`"BMD Symbol (Buchsymbol)" must be one or two letters or digits, such as KA; it is "${bmdSymbol}"`,
		);
	},
);

it.each(['KA', 'K1', 'ka', 'K', '1K', 'KÄ'])('the symbol %s is taken', (bmdSymbol) => {
	expect(() => read({ ...bmd, options: { bmdSymbol } })).not.toThrow();
});

it.each(['USt20', '12345', '1ab', 'A'])(
	'the tax code %s is refused before anything is read',
	(taxCode) => {
		const accounts = { entry: [{ use: 'sale', rate: '20', account: '4000', taxCode }] };
		expect(refusal(() => read({ ...bmd, accounts }))).toContain(
			`"Accounts" has the tax code "${taxCode}", and BMD takes one to four digits and a letter behind them, if any`,
		);
		expect(() => read({ accounts })).not.toThrow();
	},
);

it.each(['1', '0027', '1U', ''])('may have the tax code "%s"', (taxCode) => {
	const accounts = { entry: [{ use: 'sale', rate: '20', account: '4000', taxCode }] };
	expect(() => read({ ...bmd, accounts })).not.toThrow();
});

it.each(['1234567890', '0000'])('the account %s is refused before anything is read', (account) => {
	const accounts = { entry: [{ use: 'sale', rate: '', account }] };
	expect(refusal(() => read({ ...bmd, accounts }))).toContain(
		`"Accounts" has the account "${account}", and BMD takes up to 9 digits`,
	);
	expect(() => read({ accounts })).not.toThrow();
});

it.each(['1', '123456789', 'Later'])('may have the account %s', (account) => {
	const accounts = { entry: [{ use: 'sale', rate: '', account }] };
	expect(() => read({ ...bmd, accounts })).not.toThrow();
});
