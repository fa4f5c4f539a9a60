/** A vendor's no that is a result for the user, such as a coupon that isn't known. */
export class Refused {
	constructor(
		readonly status: number,
		/** The vendor's words, free of secrets; absent where it gave none. */
		readonly reason: string | undefined,
		/** The answer as it came. */
		readonly body: unknown,
	) {}
}
