/** What a notice is about (newer generations of the API, WebHooks: x-cn-operation). Pure. */
import type { INodePropertyOptions } from 'n8n-workflow';
import type { Api, Resource } from '../../shared/table/types';

/** The header `x-cn-operation` in its two parts, in capital letters. */
export interface Operation {
	/** What has changed, such as `RECEIPT`. */
	entity: string;
	/** What was done to it: `CREATE`, `EDIT` or `DELETE`. */
	event: string;
}

const OPERATION = /^\s*([A-Za-z][\w-]*)\s*\/\s*([A-Za-z][\w-]*)\s*$/;

/**
 * Reads the header.
 * @returns undefined where it is missing, or names no two parts
 */
export function operationIn(header: unknown): Operation | undefined {
	const [, entity, event] = OPERATION.exec(typeof header === 'string' ? header : '') ?? [];
	if (entity === undefined || event === undefined) return undefined;
	return { entity: entity.toUpperCase(), event: event.toUpperCase() };
}

/** What is known to be done to a record. */
export const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Created',
		value: 'CREATE',
		action: 'On notice of new record',
		description: 'A new one was made',
	},
	{
		name: 'Deleted',
		value: 'DELETE',
		action: 'On notice of deleted record',
		description: 'It was deleted; of a receipt: it was voided',
	},
	{
		name: 'Edited',
		value: 'EDIT',
		action: 'On notice of changed record',
		description: 'It was changed',
	},
];

/**
 * What is known to have notices. The portal offers more, whose codes nobody has told (credit notes,
 * invoices, transport documents, quotations, movements of stock, closings, organizations): these are
 * typed in.
 */
export const ENTITIES: INodePropertyOptions[] = [
	{ name: 'Bill (Preconto, Not Fiscal)', value: 'BILL' },
	{ name: 'Category', value: 'CATEGORY' },
	{ name: 'Customer', value: 'CUSTOMER' },
	{ name: 'Department (Reparto)', value: 'DEPARTMENT' },
	{ name: 'Order', value: 'ORDER' },
	{ name: 'Product', value: 'PRODUCT' },
	{ name: 'Product Option', value: 'MODIFIER' },
	{ name: 'Receipt', value: 'RECEIPT' },
	{ name: 'Tax', value: 'TAX' },
];

/** Entities that the vendor calls otherwise than their lists. Assumption: modifiers are the options. */
const OTHER_NAMES: Record<string, string> = { MODIFIER: 'option' };

/**
 * The resource that an entity is a record of. Assumption: a code that reads like the name of a resource
 * means it, such as `CREDIT_NOTE`.
 * @returns undefined where there is none: the record then comes as it was sent
 */
export function resourceOf({ resources }: Api, entity: string): Resource | undefined {
	const name = OTHER_NAMES[entity] ?? entity.replace(/[_-]/g, '');
	return resources.find(({ value }) => value.toLowerCase() === name.toLowerCase());
}
