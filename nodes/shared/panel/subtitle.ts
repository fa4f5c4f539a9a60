/** What n8n's canvas says below a node: what it does, in the words of its panel. */
import type { Api } from '../table/types';

/** What people read of a trigger's event, and what workflows store. */
export interface EventWords {
	name: string;
	/** Stored in workflows; never changes. */
	value: string;
	/** Sentence for n8n's list of triggers ("On new receipt"). */
	action: string;
	description: string;
}

/**
 * The subtitle of an action node, as an expression of n8n's: "Get Many: Receipt". Translations in
 * brackets are left out.
 */
export function operationSubtitle({ resources }: Api): string {
	const words = resources.flatMap((resource) =>
		resource.endpoints.map((endpoint): [string, string] => [
			`${resource.value} ${endpoint.value}`,
			`${plain(endpoint.name)}: ${plain(resource.name)}`,
		]),
	);
	return lookUp(words, '$parameter["resource"] + " " + $parameter["operation"]');
}

/** The subtitle of a trigger, as an expression of n8n's: "Receipt Created". */
export function eventSubtitle(events: EventWords[]): string {
	const words = events.map(({ name, value }): [string, string] => [value, plain(name)]);
	return lookUp(words, '$parameter["event"]');
}

function lookUp(words: Array<[string, string]>, key: string): string {
	return `={{ (${JSON.stringify(Object.fromEntries(words))})[${key}] }}`;
}

function plain(name: string): string {
	return name.replace(/ \(.*\)$/, '');
}
