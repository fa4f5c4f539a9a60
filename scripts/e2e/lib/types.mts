// The shape of one end-to-end case: a node with one operation, and what must come of it.

/** JSON that a value must contain: objects may have more keys, everything else must be equal. */
export type Part = null | boolean | number | string | Part[] | { [key: string]: Part };

export interface E2eCase {
	/** Node's name without the package, such as `cassaNova`. */
	node: string;
	resource: string;
	operation: string;
	/** Tells two cases of the same operation apart in their title. */
	variant?: string;
	/**
	 * Parameters besides resource and operation, as a saved workflow holds them. An expression may read
	 * an earlier case by its title: `={{ $('cassaNova tax create').first().json.id }}`.
	 */
	parameters?: Record<string, unknown>;
	/** Title of the case whose items are the input, for binary data; the trigger's one item otherwise. */
	after?: string;
	/** How many items must come out; at least one when it isn't said. */
	items?: number;
	/** What the first item must contain. */
	json?: Record<string, Part>;
	/** A request that the sandbox must have got in this run. */
	request?: {
		/** Method and path, where `*` stands for one segment: `PUT /taxes/*`. The path may go before. */
		route: string;
		query?: Record<string, Part>;
		body?: Part;
	};
}

/** How a case's node is called in the workflow, in the report and in its picture's name. */
export const titleOf = ({ node, resource, operation, variant }: E2eCase): string =>
	[node, resource, operation, variant].filter((part) => part !== undefined).join(' ');
