// Tokens of the sandbox's Kassandro, made as a merchant's other programs make them: the nodes log in to no
// till by themselves.

import type { SandboxReady } from '../../sandbox/ready.ts';
import { freshFetch } from './fetch.mts';

/**
 * Makes a token of a merchant's account, or logs in to its first till.
 * @param merchant its place among the sandbox's merchants
 * @returns the token; '' where there was one already
 */
export async function createToken(
	{ baseUrl, merchants }: SandboxReady['kassandro'],
	kind: 'account' | 'till',
	merchant = 0,
): Promise<string> {
	const { apiKey, registers } = merchants[merchant] ?? { apiKey: '', registers: [] };
	const of =
		kind === 'account' ? 'type=account' : `type=cashregister&cashregisterid=${registers[0]}`;
	const answer = await freshFetch(`${baseUrl}/createtoken?${of}&key=${apiKey}`);
	const [made] = (await answer.json()) as Array<{ token?: string }>;
	return made?.token ?? '';
}
