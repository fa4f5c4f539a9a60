/** The state that all vendor ports share: clock, log, faults, latency, switches, the vendors. */
import { createFaults, type Faults } from './faults.mts';
import { createLog, type RequestLog } from './log.mts';
import { createRandom } from './random.mts';
import type { CreateVendor, Vendor, VendorName } from './vendor.mts';

/** An answer of the sandbox that its own description doesn't allow. */
export interface Defect {
	vendor: VendorName;
	method: string;
	path: string;
	message: string;
}

export interface Shared {
	log: RequestLog;
	faults: Faults;
	defects: Defect[];
	/** Milliseconds per vendor. */
	latency: Partial<Record<VendorName, number>>;
	/** Switches of POST /__sandbox/config; the names are the vendors' configDefaults. */
	config: Record<string, unknown>;
	seed: number;
	now(): number;
	/** Sets how many milliseconds the clock is ahead of the machine's. */
	shiftClock(offsetMs: number): void;
	vendor(name: string): Vendor | undefined;
	vendorNames: VendorName[];
	/** Fresh vendors; empty log, faults, defects; no latency; default switches; the clock as at the start. */
	reset(seed?: number): void;
}

/** Builds the shared state with fresh vendors; the clock is `aheadMs` ahead of the machine's. */
export function createShared(
	creators: Partial<Record<VendorName, CreateVendor>>,
	seed: number,
	aheadMs = 0,
): Shared {
	const vendors = new Map<VendorName, Vendor>();
	let offset = aheadMs;
	let faultRandom = createRandom(seed);
	const shared: Shared = {
		log: createLog(),
		faults: createFaults(() => faultRandom),
		defects: [],
		latency: {},
		config: {},
		seed,
		now: () => Date.now() + offset,
		shiftClock: (offsetMs) => {
			offset = offsetMs;
		},
		vendor: (name) => vendors.get(name as VendorName),
		vendorNames: Object.keys(creators) as VendorName[],
		reset(newSeed = shared.seed) {
			shared.seed = newSeed;
			faultRandom = createRandom(newSeed);
			offset = aheadMs;
			shared.log.clear();
			shared.faults.clear();
			shared.defects.length = 0;
			shared.latency = {};
			for (const name of Object.keys(shared.config)) delete shared.config[name];
			for (const [name, create] of Object.entries(creators)) {
				const context = { random: createRandom(newSeed), now: shared.now, config: shared.config };
				const vendor = create(context);
				Object.assign(shared.config, vendor.configDefaults);
				vendors.set(name as VendorName, vendor);
			}
		},
	};
	shared.reset(seed);
	return shared;
}
