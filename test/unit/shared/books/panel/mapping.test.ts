/** What the user says about the shop's own words: payment methods, articles, groups, departments. */
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { kassandro } from '../../../../../nodes/Kassandro/api';
import { readMapping } from '../../../../../nodes/shared/books/panel/mapping';
import { read, refusal } from './read';

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
