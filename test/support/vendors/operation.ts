/** One operation of the sandbox's OpenAPI files, as plain data. */

/** A parameter or a body field. */
export interface DescribedValue {
	name: string;
	required: boolean;
	/** JSON types, without null; empty where any is allowed. */
	types: string[];
	/** The members of a list. */
	items?: DescribedValue;
	/** The members of an object. */
	members?: DescribedValue[];
	/** The only values allowed, without null. */
	values?: unknown[];
	maximum?: number;
}

export interface DescribedOperation {
	operationId: string;
	method: string;
	path: string;
	parameters: Array<DescribedValue & { in: string }>;
	/** Media type of the body, where there is one. */
	bodyType?: string;
	/** Which of several forms the body has. */
	form?: string;
	body: DescribedValue[];
}
