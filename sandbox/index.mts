/** The three vendor APIs on localhost. */
import { createCassaNova } from './cassanova/index.mts';
import { startVendors, type RunningSandbox, type StartOptions } from './core/sandbox.mts';
import type { VendorName } from './core/vendor.mts';
import { createKassaForte } from './kassaforte/index.mts';
import { createKassandro } from './kassandro/index.mts';
import type { SandboxReady } from './ready.ts';

export interface Sandbox extends Pick<RunningSandbox, 'shared' | 'close'> {
	info: SandboxReady;
}

type KassandroConnection = {
	baseUrl: string;
	merchants: Array<{ name: string; apiKey: string; registers: Array<{ id: number }> }>;
};

/** The vendors' own connections in the form that clients were promised. */
function describe(connections: RunningSandbox['connections'], control: string): SandboxReady {
	const { cassaNova, kassandro, kassaForte } = connections as Record<VendorName, unknown>;
	const { baseUrl, merchants } = kassandro as KassandroConnection;
	const shop = kassaForte as Omit<SandboxReady['kassaForte'], 'username' | 'password'>;
	const { username = '', password = '' } = shop.shops[0] ?? {};
	return {
		ready: true,
		cassaNova: cassaNova as SandboxReady['cassaNova'],
		kassandro: {
			baseUrl,
			merchants: merchants.map(({ name, apiKey, registers }) => ({
				name,
				apiKey,
				registers: registers.map(({ id }) => id),
			})),
		},
		kassaForte: { ...shop, username, password },
		control,
	};
}

/**
 * Starts all three on 127.0.0.1, on free ports unless told otherwise.
 * `shared` gives the state itself: log, faults, clock, switches and the vendors.
 */
export async function startSandbox(options: StartOptions = {}): Promise<Sandbox> {
	const creators = {
		cassaNova: createCassaNova,
		kassandro: createKassandro,
		kassaForte: createKassaForte,
	};
	const { connections, control, shared, close } = await startVendors(creators, options);
	return { info: describe(connections, control), shared, close };
}
