/**
 * What this process remembers between executions and polls. All of it is gone when n8n is restarted;
 * what must outlive that stands with n8n, in notes and static data. docs/architecture.md says for each
 * part what it holds, its bound, and what a restart loses.
 */

/** Each part is a class; there is one of each, made when it is first asked for. */
export class ProcessMemory {
	private readonly parts = new Map<new () => object, object>();

	/**
	 * The part of a kind: always the same one.
	 * @param kind its class, such as `PollGuard`
	 */
	of<T extends object>(kind: new () => T): T {
		const known = this.parts.get(kind);
		if (known instanceof kind) return known;
		const made = new kind();
		this.parts.set(kind, made);
		return made;
	}
}
