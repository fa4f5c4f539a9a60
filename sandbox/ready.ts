// What the sandbox says about itself once it answers: addresses and the secrets it accepts.

/** The one JSON line that `npm run sandbox` prints on stdout. */
export interface SandboxReady {
	ready: true;
	cassaNova: { baseUrl: string; apiKey: string; clientId: string; clientSecret: string };
	kassandro: {
		baseUrl: string;
		/** Each with the ids of its cash registers. */
		merchants: Array<{ name: string; apiKey: string; registers: number[] }>;
	};
	kassaForte: {
		/** Host and port of the first shop, and its user. */
		domain: string;
		username: string;
		password: string;
		shops: Array<{ name: string; username: string; password: string }>;
		/** An order of the first shop that is there from the start. */
		orderId: string;
		discountCodes: string[];
		coupons: Array<{ couponNumber: string; verifyCode: string }>;
	};
	/** Base address of the control interface: log, faults, clock. */
	control: string;
}
