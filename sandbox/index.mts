/** The three vendor APIs on localhost. */
import { createCassaNova } from './cassanova/index.mts';
import { startVendors, type RunningSandbox, type StartOptions } from './core/sandbox.mts';
import type { VendorName } from './core/vendor.mts';
import { createKassaForte } from './kassaforte/index.mts';
import { createKassandro } from './kassandro/index.mts';

/** What clients need to know; main.mts prints it. */
export interface SandboxInfo {
	ready: true;
	cassaNova: { baseUrl: string; apiKey: string; clientId: string; clientSecret: string };
	kassandro: {
		/** With /v1.0. */
		baseUrl: string;
		merchants: Array<{ name: string; apiKey: string; registers: number[] }>;
	};
	kassaForte: { domain: string; username: string; password: string };
	/** Base URL of the control API, which every port serves. */
	control: string;
}

export interface Sandbox extends Pick<RunningSandbox, 'shared' | 'close'> {
	info: SandboxInfo;
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
	const known = connections as Record<VendorName, unknown>;
	return { info: { ready: true, ...known, control } as SandboxInfo, shared, close };
}
