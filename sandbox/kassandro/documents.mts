/** Which of Kassandro's two descriptions a request belongs to, by the kind of its token. */
import type { Incoming, VendorDocument } from '../core/vendor.mts';
import type { Tokens } from './tokens.mts';

const BASE_PATH = '/v1.0';

/** The value of the token header; it is the only way a token travels. */
export function tokenHeader({ headers }: Incoming): string | undefined {
	const value = headers['kassandro-token'];
	return Array.isArray(value) ? value[0] : value;
}

/** Operations that a cash register's token may use and an account's may not. */
export const REGISTER_ONLY = ['createReceipt', 'uploadReceiptAttachment'];
/** Operations that an account's token may use and a cash register's may not. */
export const ACCOUNT_ONLY = ['getCashRegisters'];

/**
 * The two documents, the account's first. An endpoint that only one of them has goes there
 * whatever the token is, so that a token of the wrong kind is refused as such and not as 404.
 */
export function kassandroDocuments(tokens: Tokens): VendorDocument[] {
	const forAccount = (incoming: Incoming): boolean => {
		const path = incoming.path.slice(BASE_PATH.length);
		if (path === '/createtoken') return incoming.rawQuery.type === 'account';
		if (path === '/cashregisters') return true;
		if (path === '/receiptattachment') return false;
		if (path === '/receipts' && incoming.method === 'POST') return false;
		return tokens.find(tokenHeader(incoming))?.kind === 'account';
	};
	return [
		{
			file: 'sandbox/openapi/kassandro-account.yaml',
			basePath: BASE_PATH,
			accepts: forAccount,
		},
		{
			file: 'sandbox/openapi/kassandro-cashregister.yaml',
			basePath: BASE_PATH,
			accepts: (incoming) => !forAccount(incoming),
		},
	];
}
