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

it('a symbol of other than letters and digits is refused before anything is read', () => {
	const make = () => read({ ...bmd, options: { bmdSymbol: '=1;KA' } });
	expect(refusal(make)).toContain('"BMD Symbol (Buchsymbol)" has other than letters and digits');
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
