/** A bench whose three systems are one hostile server: tokens are given, all else is as the rules say. */
import type { SandboxReady } from '../../../sandbox/ready';
import { Bench } from './bench';
import type { HostileRule, HostileServer } from '../vendors/hostile';
import { startHostile } from './kassa';

export const TOKEN = 'token-of-the-hostile-server';

/** How a friend would answer what comes before the request itself. */
const FRIENDLY: HostileRule[] = [
	{
		path: '/apikey/token$',
		behaviour: 'json',
		options: { body: { access_token: TOKEN, expires_in: 3600 } },
	},
	{ path: '/gettoken$', behaviour: 'json', options: { body: { error: false, token: TOKEN } } },
	{ path: '/cashregisters$', behaviour: 'json', options: { body: [] } },
];

export interface HostileBench {
	bench: Bench;
	server: HostileServer;
	/** Answers so from now on, where tokens and the like aren't asked for. */
	answer: (...rules: HostileRule[]) => void;
}

/** Starts the server; its addresses stand in the bench's credentials. */
export async function hostileBench(): Promise<HostileBench> {
	const server = await startHostile(FRIENDLY);
	const { origin } = server;
	const shop = { name: 'Shop', username: 'user-of-shop', password: 'password-of-shop' };
	const ready: SandboxReady = {
		ready: true,
		cassaNova: {
			baseUrl: origin,
			apiKey: 'key-of-cassanova',
			clientId: 'client-of-cassanova',
			clientSecret: 'secret-of-cassanova',
		},
		kassandro: {
			baseUrl: `${origin}/v1.0`,
			merchants: [{ name: 'Merchant', apiKey: 'key-of-kassandro', registers: [1, 2] }],
		},
		kassaForte: {
			domain: new URL(origin).host,
			...shop,
			shops: [shop],
			orderId: 'order-1',
			discountCodes: [],
			coupons: [],
		},
		control: `${origin}/control`,
	};
	return {
		bench: new Bench(ready),
		server,
		answer: (...rules) => server.setRules([...rules, ...FRIENDLY]),
	};
}
