/** What n8n's node creator lists of each node, read off the description in the way the editor reads it. */
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
} from 'n8n-workflow';

import { CassaNova } from '../../../nodes/CassaNova/CassaNova.node';
import { CassaNovaInstantTrigger } from '../../../nodes/CassaNova/CassaNovaInstantTrigger.node';
import { CassaNovaTrigger } from '../../../nodes/CassaNova/CassaNovaTrigger.node';
import * as cassaNovaCodex from '../../../nodes/CassaNova/CassaNova.node.json';
import * as cassaNovaTriggerCodex from '../../../nodes/CassaNova/CassaNovaTrigger.node.json';
import { KassaForteTrigger } from '../../../nodes/KassaForte/KassaForteTrigger.node';
import * as kassaForteCodex from '../../../nodes/KassaForte/KassaForte.node.json';
import * as kassaForteTriggerCodex from '../../../nodes/KassaForte/KassaForteTrigger.node.json';
import { Kassandro } from '../../../nodes/Kassandro/Kassandro.node';
import { KassandroTrigger } from '../../../nodes/Kassandro/KassandroTrigger.node';
import * as kassandroCodex from '../../../nodes/Kassandro/Kassandro.node.json';
import * as kassandroTriggerCodex from '../../../nodes/Kassandro/KassandroTrigger.node.json';
import type { Api } from '../../../nodes/shared/table/types';
import { nodes } from '../../support/n8n/nodes';

const choices = ({ options }: INodeProperties) => (options ?? []) as INodePropertyOptions[];

const named = (properties: INodeProperties[], name: string) =>
	properties.filter((property) => property.name === name);

/**
 * The actions of a node as n8n 2.41 lists them: for each choice of every property named `resource`,
 * those of the first `operation` whose condition names the choice; conditions on anything else, and
 * on single choices, don't count.
 */
function listed({ properties }: INodeTypeDescription): string[] {
	const operations = named(properties, 'operation');
	return named(properties, 'resource')
		.flatMap(choices)
		.flatMap(({ value: resource }) => {
			const first = operations.find(({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource),
			);
			return (first ? choices(first) : []).map(
				({ value, action }) => `${String(resource)} ${String(value)}: ${action ?? ''}`,
			);
		});
}

describe.each(nodes)('$folder', ({ api, description }) => {
	it('has every operation in the list of actions, and each once', () => {
		const all = api.resources.flatMap(({ value, endpoints }) =>
			endpoints.map((endpoint) => `${value} ${endpoint.value}: ${endpoint.action}`),
		);
		expect(listed(description)).toEqual(all);
	});

	it('has no two actions that read alike', () => {
		const actions = listed(description).map((line) => line.split(': ')[1]);
		expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
	});
});

describe('triggers', () => {
	/** As n8n lists them: the choices of the property that is called "Event" or "Events", hidden or not. */
	const events = ({ properties }: INodeTypeDescription) =>
		properties
			.filter(({ displayName }) => ['event', 'events'].includes(displayName.toLowerCase()))
			.flatMap(choices)
			.map(({ value, action }) => `${String(value)}: ${action ?? ''}`);

	it.each<[string, INodeTypeDescription, string[]]>([
		[
			'CassaNova',
			new CassaNovaTrigger().description,
			[
				'billCreated: On new bill',
				'creditNoteCreated: On new credit note',
				'dayChanged: On changed business day',
				'dayClosed: On closed business day',
				'invoiceCreated: On new invoice',
				'lowStock: On low stock',
				'receiptCreated: On new receipt',
				'recordUpdated: On new or changed record',
				'stockMovementCreated: On new stock movement',
			],
		],
		[
			'CassaNova, at once',
			new CassaNovaInstantTrigger().description,
			[
				'CREATE: On notice of new record',
				'DELETE: On notice of deleted record',
				'EDIT: On notice of changed record',
			],
		],
		[
			'KassaForte',
			new KassaForteTrigger().description,
			['orderStatusChanged: On order status change', 'shopInfoChanged: On shop information change'],
		],
		[
			'Kassandro',
			new KassandroTrigger().description,
			[
				'dayChanged: On changed business day',
				'dayClosed: On closed business day',
				'receiptCreated: On new receipt',
			],
		],
	])('%s has each event in the list, in words of its own', (_name, description, wanted) => {
		expect(events(description)).toEqual(wanted);
	});
});

describe('what the canvas says below a node', () => {
	const below = (description: INodeTypeDescription, parameters: INodeParameters) => {
		const type = { description } as INodeType;
		const nodeTypes: INodeTypes = {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		};
		const node: INode = {
			id: '1',
			name: 'It',
			type: description.name,
			typeVersion: 1,
			position: [0, 0],
			parameters,
		};
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		// As n8n's editor does.
		return workflow.expression.getSimpleParameterValue(
			node,
			description.subtitle,
			'internal',
			{},
			undefined,
		);
	};

	it.each(nodes)('$folder: operation and resource in words', ({ api, description }) => {
		for (const { value: resource, name, endpoints } of api.resources) {
			for (const { value: operation, name: operationName } of endpoints) {
				const words = `${operationName.split(' (')[0]}: ${name.split(' (')[0]}`;
				expect(below(description, { resource, operation })).toBe(words);
			}
		}
	});

	it.each([
		[
			'receipts',
			new Kassandro().description,
			{ resource: 'receipt', operation: 'getAll' },
			'Get Many: Receipt',
		],
		[
			'a bill',
			new CassaNova().description,
			{ resource: 'bill', operation: 'getAll' },
			'Get Many: Bill',
		],
		['an event', new CassaNovaTrigger().description, { event: 'billCreated' }, 'Bill Created'],
		[
			'an order',
			new KassaForteTrigger().description,
			{ event: 'orderStatusChanged' },
			'Order Status Changed',
		],
		['the first event', new KassandroTrigger().description, {}, 'Receipt Created'],
		[
			'what is told at once',
			new CassaNovaInstantTrigger().description,
			{ entities: ['RECEIPT', 'BILL'], otherEntities: 'DDT' },
			'RECEIPT, BILL, DDT',
		],
		['all that is told at once', new CassaNovaInstantTrigger().description, {}, 'Everything'],
	])('%s', (_name, description, parameters, words) => {
		expect(below(description, parameters)).toBe(words);
	});
});

describe('what is typed into the search', () => {
	interface Codex {
		alias: string[];
	}
	const found = [
		{ name: 'CassaNova', codex: cassaNovaCodex as Codex, trigger: cassaNovaTriggerCodex as Codex },
		{
			name: 'KassaForte',
			codex: kassaForteCodex as Codex,
			trigger: kassaForteTriggerCodex as Codex,
		},
		{ name: 'Kassandro', codex: kassandroCodex as Codex, trigger: kassandroTriggerCodex as Codex },
	];

	it.each([
		['kassa', 'CassaNova KassaForte Kassandro'],
		['pos', 'CassaNova KassaForte Kassandro'],
		['Registrierkasse', 'CassaNova KassaForte Kassandro'],
		['scontrino', 'CassaNova'],
		['fattura', 'CassaNova'],
		['magazzino', 'CassaNova'],
		['registratore', 'CassaNova'],
		['corrispettivi', 'CassaNova'],
		['Beleg', 'CassaNova Kassandro'],
		['Buchung', 'CassaNova Kassandro'],
		['bookings', 'CassaNova Kassandro'],
		['bookkeeping', 'CassaNova Kassandro'],
		['BMD', 'CassaNova Kassandro'],
		['DATEV', 'CassaNova Kassandro'],
		['Bestellung', 'KassaForte'],
	])('%s finds %s', (typed, names) => {
		const holds = (word: string) => word.toLowerCase().startsWith(typed.toLowerCase());
		expect(found.filter(({ codex }) => codex.alias.some(holds)).map(({ name }) => name)).toEqual(
			names.split(' '),
		);
	});

	it.each(found)('$name: n8n reads the aliases of the action node only', ({ codex, trigger }) => {
		expect(trigger.alias.filter((word) => !codex.alias.includes(word))).toEqual([]);
		expect(new Set(codex.alias).size).toBe(codex.alias.length);
	});
});

/** The description with lists of their own for each way to authenticate, as it was once. */
function divided(description: INodeTypeDescription, api: Api): INodeTypeDescription {
	const lists = ['resource', 'operation'];
	const wanted = {
		resource: ['receipt', 'shop'],
		// Accounting had bookings first, before others came that stand above them in the list.
		operation: ['getAll', 'get', 'getInfos', 'getStatus', 'getBookings'],
	};
	const properties = description.properties.flatMap((property): INodeProperties[] => {
		if (!lists.includes(property.name) || api.authentications.length === 1) return [property];
		return api.authentications.flatMap(({ value }) => {
			const options = choices(property)
				.filter(
					({ displayOptions }) => displayOptions?.show?.authentication?.includes(value) ?? true,
				)
				.map((option) => ({ ...option, displayOptions: undefined }));
			const values = options.map((option) => String(option.value));
			const first = wanted[property.name as keyof typeof wanted].find((one) =>
				values.includes(one),
			);
			if (options.length === 0) return [];
			const displayOptions = {
				show: { ...property.displayOptions?.show, authentication: [value] },
			};
			return [{ ...property, options, default: first ?? values[0] ?? '', displayOptions }];
		});
	});
	return { ...description, properties };
}

describe.each(nodes)('a workflow that was saved with $folder', ({ api, description }) => {
	const node: INode = {
		id: '1',
		name: description.displayName,
		type: `n8n-nodes-kassa.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const notices = description.properties
		.filter(({ type, name }) => type === 'notice' && name === 'credentialNotice')
		.map(({ name }) => name);
	const resolved = (type: INodeTypeDescription, values: INodeParameters) => {
		const all = NodeHelpers.getNodeParameters(type.properties, values, true, false, node, type);
		return Object.fromEntries(
			Object.entries(all ?? {}).filter(([name]) => !notices.includes(name)),
		);
	};
	const before = divided(description, api);

	it.each(api.authentications.map(({ value }) => value))(
		'has the parameters that it had when each way to authenticate had lists of its own: %s',
		(authentication) => {
			let compared = 0;
			const agree = (values: INodeParameters) => {
				compared += 1;
				expect(resolved(description, values)).toEqual(resolved(before, values));
			};
			const own = api.authentications.length === 1 ? {} : { authentication };
			agree(own);
			for (const { value: resource, endpoints } of api.resources) {
				const allowed = endpoints.filter(
					(endpoint) => endpoint.authentication?.includes(authentication) ?? true,
				);
				// n8n doesn't save what is the default.
				if (allowed.length > 0) agree({ ...own, resource });
				for (const { value: operation } of allowed) agree({ ...own, resource, operation });
			}
			expect(compared).toBeGreaterThan(api.resources.length);
		},
	);
});
