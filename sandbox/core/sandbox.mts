/** Starts any set of vendors on their ports, with one shared state and control API. */
import { startVendorServer, type VendorServer } from './server.mts';
import { createShared, type Shared } from './shared.mts';
import type { CreateVendor, VendorName } from './vendor.mts';

export interface StartOptions {
	/** Ports by vendor; absent or 0 means any free one. */
	ports?: Partial<Record<VendorName, number>>;
	/** Default 1. */
	seed?: number;
	/** How many milliseconds the clock is ahead of the machine's, also after a reset; default 0. */
	aheadMs?: number;
}

/** A running sandbox. */
export interface RunningSandbox {
	/** Each vendor's connection(): base URLs and credentials. */
	connections: Partial<Record<VendorName, Record<string, unknown>>>;
	/** Base URL of the control API. */
	control: string;
	/** The state itself, for use in the same process. */
	shared: Shared;
	close(): Promise<void>;
}

/** Starts the vendors that are given; each gets a port of its own on 127.0.0.1. */
export async function startVendors(
	creators: Partial<Record<VendorName, CreateVendor>>,
	{ ports = {}, seed = 1, aheadMs = 0 }: StartOptions = {},
): Promise<RunningSandbox> {
	const shared = createShared(creators, seed, aheadMs);
	const servers: VendorServer[] = [];
	const connections: RunningSandbox['connections'] = {};
	for (const name of shared.vendorNames) {
		const server = await startVendorServer(shared, name, ports[name] ?? 0);
		servers.push(server);
		connections[name] = shared.vendor(name)!.connection(server.origin);
	}
	return {
		connections,
		control: `${servers[0]?.origin}/__sandbox`,
		shared,
		async close() {
			await Promise.all(servers.map((server) => server.close()));
		},
	};
}
