/** Properties that several choices of the panel share: each stands there once. */
import type { INodeProperties } from 'n8n-workflow';

/** A property, and the choices that have it. */
export interface Merged {
	property: INodeProperties;
	/** The choices' values, in order. */
	values: string[];
}

/**
 * Each property once, with the choices that have exactly this one. What only later choices have goes
 * behind what is before it there, not below all others.
 * @param choices their values with their properties, in the panel's order; for example events
 */
export function mergeProperties(
	choices: Array<{ value: string; properties: INodeProperties[] }>,
): Merged[] {
	const merged: Array<Merged & { key: string }> = [];
	for (const { value, properties } of choices) {
		let index = 0;
		for (const property of properties) {
			const key = JSON.stringify(property);
			const known = merged.findIndex((entry) => entry.key === key);
			if (known === -1) merged.splice(index, 0, { key, property, values: [value] });
			else merged[known]?.values.push(value);
			index = (known === -1 ? index : known) + 1;
		}
	}
	return merged.map(({ property, values }) => ({ property, values }));
}
