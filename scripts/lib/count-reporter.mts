// A node:test reporter that writes only the final counts, as JSON for our test task.

/** Yields `{"passed":…,"failed":…}` once the whole run has ended; cancelled tests count as failed. */
export default async function* countReporter(
	events: AsyncIterable<{ type: string; data: unknown }>,
): AsyncGenerator<string> {
	for await (const { type, data } of events) {
		if (type !== 'test:summary') continue;
		const { file, counts } = data as {
			file?: string;
			counts: { passed: number; failed: number; cancelled: number };
		};
		if (file !== undefined) continue;
		yield `${JSON.stringify({ passed: counts.passed, failed: counts.failed + counts.cancelled })}\n`;
	}
}
