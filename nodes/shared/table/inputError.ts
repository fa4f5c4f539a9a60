/** What is noticed in the panel's parameters before anything is sent. */

/**
 * A parameter that can't be used. Nothing was sent.
 * @param problem how the sentence goes on that begins with the parameter
 * @param advice what to do, in sentences
 */
export class InputError extends Error {
	constructor(
		/** The parameter as the panel shows it. */
		readonly parameter: string,
		readonly problem: string,
		readonly advice?: string,
	) {
		super(`"${parameter}" ${problem}`);
	}
}
