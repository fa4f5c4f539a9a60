// What the sandbox says about itself once it answers: addresses and the secrets it accepts.

/** The one JSON line that `npm run sandbox` prints on stdout. */
export interface SandboxReady {
	ready: true;
	cassaNova: { baseUrl: string; apiKey: string; clientId: string; clientSecret: string };
	kassandro: {
		baseUrl: string;
		merchants: Array<{
			name: string;
			apiKey: string;
			registers: Array<{ id: number; name: string }>;
		}>;
	};
	kassaForte: { domain: string; username: string; password: string };
	/** Base address of the control interface: log, faults, clock. */
	control: string;
}
