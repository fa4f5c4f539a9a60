/**
 * What this process remembers between executions and polls. All of it is gone when n8n is restarted;
 * what must outlive that stands with n8n, in notes and static data. docs/architecture.md says for each
 * part what it holds, its bound, and what a restart loses.
 */

/** A part's class. */
interface PartKind<T extends object> {
	new (): T;
	/**
	 * For a part that belongs to an account: its name among all packages of one process, with a number.
	 * Another number is due as soon as its fields, or what stands in them, mean something else.
	 */
	readonly shared?: string;
}

/**
 * What several packages in one process have in common, by `shared`: the fields of a part, not the part,
 * so that each package works on them with its own code, and throws errors that it knows.
 */
export type SharedFields = Map<string, object>;

/** Each part is a class; there is one of each, made when it is first asked for. */
export class ProcessMemory {
	private readonly parts = new Map<PartKind<object>, object>();

	/** @param common what other packages share with this one; nothing where it isn't given */
	constructor(private readonly common: SharedFields = new Map()) {}

	/**
	 * The part of a kind: always the same one.
	 * @param kind its class, such as `PollGuard`
	 */
	of<T extends object>(kind: PartKind<T>): T {
		const known = this.parts.get(kind);
		if (known instanceof kind) return known;
		const made = new kind();
		if (kind.shared !== undefined) this.join(kind.shared, made);
		this.parts.set(kind, made);
		return made;
	}

	/** Who comes first brings the fields; who finds others than its own keeps its own. */
	private join(name: string, part: object): void {
		const first = this.common.get(name);
		if (first === undefined) this.common.set(name, { ...part });
		else if (shapeOf(first) === shapeOf(part)) Object.assign(part, first);
	}
}

/** Names and kinds of fields, as far as a number that was forgotten would show in them. */
function shapeOf(fields: object): string {
	const kinds = Object.entries(fields).map(([name, value]) => [
		name,
		Object(value).constructor?.name,
	]);
	return JSON.stringify(kinds.sort());
}
