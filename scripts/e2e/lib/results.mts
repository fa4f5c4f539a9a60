// What the end-to-end runs give: titles, and what is wrong.

/** One outcome. */
export interface Result {
	title: string;
	/** `undefined` when all is well. */
	problem: string | undefined;
}

/** What `work` says is wrong, or the message of whatever it throws. */
export async function problemIn(
	work: () => Promise<string | undefined | void>,
): Promise<string | undefined> {
	try {
		return (await work()) ?? undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
