/** What is true of the whole Kassandro API (document: Allgemein, Generelle Ablauf). */
import type { Api } from '../shared/types';
import { readFailure } from './answers';
import { accounting } from './resources/accounting';
import { article } from './resources/article';
import { attachment } from './resources/attachment';
import { cashRegister } from './resources/cashRegister';
import { paymentMethod } from './resources/paymentMethod';
import { receipt } from './resources/receipt';
import { token } from './resources/token';
import { accountSession, baseUrl, cashRegisterSession } from './token';

const LOCKED = /\b(locked|gesperrt|(not )?logged (in|out)|eingeloggt|ausgeloggt)\b/i;

export const kassandro: Api = {
	name: 'Kassandro',
	authentications: [
		{
			value: 'accountToken',
			name: 'Read All Registers',
			description: 'With an account token: reads the receipts of every cash register',
			credential: 'kassandroAccountApi',
			baseUrl,
			session: accountSession,
			secrets: ({ apiKey, token }) => [apiKey, token],
		},
		{
			value: 'cashRegisterToken',
			name: 'Print on One Register',
			description:
				'With a cash-register token: works as one cash register. This version only reads its receipts.',
			credential: 'kassandroCashRegisterApi',
			baseUrl,
			session: cashRegisterSession,
			secrets: ({ apiKey, token }) => [apiKey, token],
		},
	],
	resources: [accounting, article, attachment, cashRegister, paymentMethod, receipt, token],
	timeZone: 'Europe/Vienna',
	failure: readFailure,
	nextStep: (_status, failure) =>
		failure && LOCKED.test(failure.message)
			? 'The till is locked or logged out. Log in or out at the till, then run this again.'
			: undefined,
	concurrency: 4,
	// A receipt may have been printed all the same: writes look for it before they go out again.
	writesAreSafeAfter401: false,
};
