// What each credential's own test reads, and where.

import type { SandboxReady } from '../../../sandbox/ready.ts';

/** By type of credential: the path that its test reads, and where its token comes from. */
export const READS: Record<string, { vendor: string; path: string; token?: string }> = {
	kassandroAccountApi: { vendor: 'kassandro', path: '/cashregisters', token: 'gettoken' },
	kassandroCashRegisterApi: { vendor: 'kassandro', path: '/paymentmethods', token: 'gettoken' },
	kassaForteApi: { vendor: 'kassaForte', path: '/v1/infos' },
	cassaNovaApi: { vendor: 'cassaNova', path: '/salespoint', token: 'apikey/token' },
	cassaNovaOAuth2Api: { vendor: 'cassaNova', path: '/salespoint' },
};

/** The base URL of a system in the sandbox. */
export function homeOf(ready: SandboxReady, vendor: string): string {
	if (vendor === 'kassaForte') return `http://${ready.kassaForte.domain}`;
	return vendor === 'kassandro' ? ready.kassandro.baseUrl : ready.cassaNova.baseUrl;
}
