/** The panel of the instant trigger: how to set it up in the portal, what is wanted, and in which shape. */
import type { INodeProperties } from 'n8n-workflow';
import { dayEndsAtProperty, outputProperty, timesInProperty } from '../../shared/table/fields';
import { triggerTimeZone } from '../../shared/poll/fields';
import { shopsProperty, ZONE } from '../triggers';
import { ENTITIES, EVENTS } from './operation';

/** Where a webhook is made; only the vendor's portal can do it (V help: Impostazioni Account, WebHooks). */
const SETUP =
	'Once, in the CassaNova portal:<ul><li>Open Impostazioni Account > WebHooks > + Nuovo Webhook.</li><li>Choose what it is about and its events. One webhook is about one kind of record; several can have the same address.</li><li>Paste the Production URL from above, and save.</li><li>Open the webhook again, copy its secret, and paste it into the credential CassaNova Webhook API of this node. Several secrets go there with a space between them.</li></ul>Then publish this workflow.';

export const eventsProperty: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: EVENTS,
	default: [],
	hint: 'Empty = all events',
	description: 'Which events start the workflow; all that CassaNova tells if none is chosen',
};

export const entitiesProperty: INodeProperties = {
	displayName: 'Entities',
	name: 'entities',
	type: 'multiOptions',
	options: ENTITIES,
	default: [],
	hint: 'Empty = everything that CassaNova tells',
	description:
		'What the workflow is started for; everything if nothing is chosen and none is typed in',
};

export const otherEntitiesProperty: INodeProperties = {
	displayName: 'Other Entities (Optional)',
	name: 'otherEntities',
	type: 'string',
	default: '',
	placeholder: 'e.g. INVOICE,CREDIT_NOTE',
	description:
		'More of them, as CassaNova spells them, separated by commas. To see how one is spelled, leave both fields empty and look at "entity" in an item.',
};

export const readAgainProperty: INodeProperties = {
	displayName: 'Read It Again First',
	name: 'readAgain',
	type: 'boolean',
	default: false,
	description:
		'Whether to fetch the record from CassaNova and hand on how it is now: notices may come late and in any order. CassaNova can look up single categories, customers, departments, options, products and taxes, and orders where the account has them; everything else, and what was deleted, comes as it was told.',
};

export const doublesProperty: INodeProperties = {
	displayName: 'Ignore Doubles (Minutes)',
	name: 'ignoreDoublesFor',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1440 },
	default: 10,
	description:
		'For how long the same notice counts as one: the same event with the same content. CassaNova sends a notice again when it got no answer. 0 hands on every one.',
};

/** The shapes, as the polling trigger has them; only receipts are accounting entries. */
const instantOutput: INodeProperties = {
	...outputProperty,
	options: [
		{
			name: 'Accounting',
			value: 'accounting',
			description:
				'Receipts as totals, taxes per rate and payments in one shape for all systems, to the cent; everything else simplified',
		},
		{
			name: 'Everything as Sent',
			value: 'raw',
			description: 'Each record exactly as CassaNova sends it',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The most useful values of each record in flat columns',
		},
	],
	description: 'What each record looks like when it comes out of this node',
};

/** Every parameter but the way to authenticate. */
export const instantProperties: INodeProperties[] = [
	{ displayName: SETUP, name: 'setupNotice', type: 'notice', default: '' },
	entitiesProperty,
	otherEntitiesProperty,
	eventsProperty,
	shopsProperty,
	readAgainProperty,
	instantOutput,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{ ...dayEndsAtProperty, displayOptions: { show: { '/output': ['accounting'] } } },
			doublesProperty,
			triggerTimeZone(ZONE),
			timesInProperty,
		],
	},
];
