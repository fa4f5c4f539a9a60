/** What is true of the whole KassaForte API (document: API Operations, General server responses). */
import { vendorWords } from '../shared/wire/vendorWords';
import type { Api } from '../shared/table/types';
import { baseUrl, basicValue, pairOf } from './address';
import { nextStep } from './responses';
import { account } from './resources/account';
import { contactRequest } from './resources/contactRequest';
import { coupon } from './resources/coupon';
import { discountCode } from './resources/discountCode';
import { order } from './resources/order';
import { shop } from './resources/shop';

export const kassaForte: Api = {
	name: 'KassaForte',
	authentications: [
		{
			value: 'basicAuth',
			name: 'Basic Auth',
			description: 'With user name and password',
			credential: 'kassaForteApi',
			title: 'KassaForte API',
			baseUrl,
			filled: { checked: 'yes' },
			secrets: ({ username, password }) => [
				password,
				basicValue(username, password),
				pairOf(username, password),
			],
		},
	],
	resources: [account, contactRequest, coupon, discountCode, order, shop],
	timeZone: 'Europe/Berlin',
	failure: (status, body) => (status >= 400 ? vendorWords(body) : undefined),
	nextStep,
	concurrency: 4,
	writesAreSafeAfter401: true,
};
