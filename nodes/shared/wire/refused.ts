/** Answers of which more matters than the body. */

/** A vendor's no that is a result for the user, such as a coupon that isn't known. */
export class Refused {
	constructor(
		readonly status: number,
		/** The vendor's words, free of secrets; absent where it gave none. */
		readonly reason: string | undefined,
		/** The answer as it came, free of secrets. */
		readonly body: unknown,
	) {}
}

/** A vendor's yes, where its status says what it means. */
export class Answered {
	constructor(
		readonly status: number,
		/** The answer as it came. */
		readonly body: unknown,
	) {}
}
