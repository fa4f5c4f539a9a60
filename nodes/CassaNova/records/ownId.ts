/** The ID that a record has in the user's own system, as records carry it. */

/** @returns the ID without blanks around it; empty where the record has none */
export function ownIdOf({ externalId: own }: Record<string, unknown>): string {
	return typeof own === 'string' || typeof own === 'number' ? String(own).trim() : '';
}
