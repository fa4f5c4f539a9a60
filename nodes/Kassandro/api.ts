/** What is true of the whole Kassandro API (document: Allgemein, Generelle Ablauf). */
import type { Api } from '../shared/table/types';
import { readFailure } from './answers';
import { account } from './resources/account';
import { accounting } from './resources/accounting';
import { article } from './resources/article';
import { attachment } from './resources/attachment';
import { cashRegister } from './resources/cashRegister';
import { paymentMethod } from './resources/paymentMethod';
import { namedLists } from './namedLists';
import { receipt } from './resources/receipt';
import { token } from './resources/token';
import { accountSession, baseUrl, cashRegisterSession, registerIdOf } from './tokens/token';

const LOCKED = /\b(locked|gesperrt|(not )?logged (in|out)|eingeloggt|ausgeloggt)\b/i;

export const kassandro: Api = {
	name: 'Kassandro',
	authentications: [
		{
			value: 'accountToken',
			name: 'Read All Registers',
			description: 'With an account token: reads the receipts of every cash register',
			credential: 'kassandroAccountApi',
			title: 'Kassandro (All Registers) API',
			baseUrl,
			session: accountSession,
			secrets: ({ apiKey, token }) => [apiKey, token],
		},
		{
			value: 'cashRegisterToken',
			name: 'Print on One Register',
			description:
				'With a cash-register token: works as one cash register, prints receipts on it and reads them',
			credential: 'kassandroCashRegisterApi',
			title: 'Kassandro (One Register) API',
			baseUrl,
			session: cashRegisterSession,
			secrets: ({ apiKey, token }) => [apiKey, token],
		},
	],
	resources: [
		account,
		accounting,
		article,
		attachment,
		cashRegister,
		paymentMethod,
		receipt,
		token,
	],
	namedLists,
	timeZone: 'Europe/Vienna',
	failure: readFailure,
	nextStep: (_status, failure, _endpoint, credentials) => {
		if (!failure || !LOCKED.test(failure.message)) return undefined;
		const till = `Cash register ${registerIdOf(credentials)}`.trim();
		return `${till} is locked or logged out. Log in or out at the till, then run this again.`;
	},
	concurrency: 4,
	// A receipt may have been printed all the same: writes look for it before they go out again.
	writesAreSafeAfter401: false,
};
