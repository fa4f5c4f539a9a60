/** What is noticed in the panel's parameters before anything is sent. */

/** A parameter that can't be used; the message follows its name. Nothing was sent. */
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
