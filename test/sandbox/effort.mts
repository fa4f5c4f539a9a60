/** What work costs, without what other processes take of the machine meanwhile. */

/** Starts to count; each call of the result gives the processor time since then, in milliseconds. */
export function effort(): () => number {
	const before = process.cpuUsage();
	return () => {
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	};
}
