/** What people read in the panel: labels that fit, marks for what must be filled in, one spelling. */
import type {
	ICredentialType,
	INode,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { CassaNovaApi } from '../../../credentials/CassaNovaApi.credentials';
import { CassaNovaOAuth2Api } from '../../../credentials/CassaNovaOAuth2Api.credentials';
import { CassaNovaWebhookApi } from '../../../credentials/CassaNovaWebhookApi.credentials';
import { KassaForteApi } from '../../../credentials/KassaForteApi.credentials';
import { KassandroAccountApi } from '../../../credentials/KassandroAccountApi.credentials';
import { KassandroCashRegisterApi } from '../../../credentials/KassandroCashRegisterApi.credentials';
import { CassaNovaInstantTrigger } from '../../../nodes/CassaNova/CassaNovaInstantTrigger.node';
import { CassaNovaTrigger } from '../../../nodes/CassaNova/CassaNovaTrigger.node';
import { KassaForteTrigger } from '../../../nodes/KassaForte/KassaForteTrigger.node';
import { KassandroTrigger } from '../../../nodes/Kassandro/KassandroTrigger.node';
import { nodes } from '../../support/n8n/nodes';

const descriptions: INodeTypeDescription[] = [
	...nodes.map(({ description }) => description),
	new CassaNovaInstantTrigger().description,
	new CassaNovaTrigger().description,
	new KassaForteTrigger().description,
	new KassandroTrigger().description,
];
const credentials: ICredentialType[] = [
	new CassaNovaApi(),
	new CassaNovaOAuth2Api(),
	new CassaNovaWebhookApi(),
	new KassaForteApi(),
	new KassandroAccountApi(),
	new KassandroCashRegisterApi(),
];

/** Every parameter, and how many collections it stands in. */
function all(properties: INodeProperties[], depth = 0): Array<INodeProperties & { depth: number }> {
	return properties.flatMap((property) => [
		{ ...property, depth },
		...(property.options ?? []).flatMap((entry) =>
			'values' in entry
				? all(entry.values, depth + 1)
				: 'type' in entry
					? all([entry], depth + 1)
					: [],
		),
	]);
}

/** Signs that n8n shows of a label: fewer in a collection, which is narrower. */
const LONGEST = 27;
const LONGEST_INSIDE = 24;
/** Longer words that n8n's own rules ask for. */
const RULED = / Names? or IDs?$/;

it.each(descriptions)('$displayName: n8n cuts off no label', ({ properties }) => {
	const long = all(properties).filter(
		({ displayName, type, depth }) =>
			type !== 'notice' &&
			!RULED.test(displayName) &&
			displayName.length > (depth === 0 ? LONGEST : LONGEST_INSIDE),
	);
	expect(long.map(({ displayName }) => displayName)).toEqual([]);
});

/** What may stay empty and says so otherwise, or whose default is what most people want. */
const SAYS_OTHERWISE = [
	'Due',
	'Only Once Per',
	'Order Number',
	'To',
	'Product',
	'Product Variant',
	'Shop',
];

it.each(nodes)('$folder: what is to be filled in is marked, and what is not says so', ({ api }) => {
	const open = api.resources.flatMap(({ endpoints }) =>
		endpoints.flatMap(({ fields = [] }) =>
			fields
				.filter(
					({ property: { displayName, hint = '', required, type, default: value }, collection }) =>
						collection === undefined &&
						!required &&
						value === '' &&
						['string', 'json', 'dateTime'].includes(type) &&
						!displayName.endsWith('(Optional)') &&
						!hint.includes('Only a new ') &&
						!SAYS_OTHERWISE.includes(displayName),
				)
				.map(({ property }) => property.displayName),
		),
	);
	expect([...new Set(open)]).toEqual([]);
});

it.each(descriptions)(
	'$displayName: what may stay empty says on the panel what that means',
	(node) => {
		const open = node.properties.filter(
			({ displayName, type, required, default: value, hint = '' }) =>
				!required &&
				String(value) === '' &&
				(type === 'multiOptions' || displayName === 'To' || (node.polling && type === 'string')) &&
				!hint.includes('Empty = '),
		);
		expect(open.map(({ displayName }) => displayName)).toEqual([]);
	},
);

it('the last day of a range says on the panel that it counts', () => {
	const ends = descriptions.flatMap(({ properties }) =>
		all(properties).filter(({ displayName, type }) => displayName === 'To' && type === 'dateTime'),
	);
	expect(ends.length).toBeGreaterThan(0);
	for (const { hint } of ends) expect(hint).toContain('The whole day counts.');
});

it('an amount says on the panel what it is counted in', () => {
	const amounts = descriptions
		.flatMap(({ properties }) => all(properties))
		.filter(
			({ type, description = '' }) =>
				['string', 'number'].includes(type) && /\bin (euros|percent)\b/i.test(description),
		);
	expect(amounts.length).toBeGreaterThan(10);
	const silent = amounts.filter(
		({ displayName, hint = '' }) => !/euros|percent|%/i.test(`${displayName} ${hint}`),
	);
	expect(silent.map(({ displayName }) => displayName)).toEqual([]);
});

const hintsOf = (name: string) =>
	descriptions
		.flatMap(({ properties }) => all(properties))
		.filter((property) => property.name === name)
		.map(({ hint = '' }) => hint);

it.each([
	['warningLevel', 'In the unit of the stock'],
	['defaultTare', 'units of your scales'],
	['descriptionReceipt', 'add the field "Name"'],
])('%s says on the panel what people ask of it', (name, words) => {
	expect(hintsOf(name).join()).toContain(words);
});

it('a stock movement says on the panel which sign goes out', () => {
	expect(hintsOf('quantity')).toContainEqual(expect.stringMatching(/-12 = 12 go out.*loss/));
});

it('all that may stay empty in a row of accounts says so', () => {
	const tables = nodes.flatMap(({ description }) =>
		description.properties.filter(({ name }) => name === 'accounts'),
	);
	expect(tables).toHaveLength(6);
	for (const table of tables) {
		const labels = all([table]).map(({ displayName }) => displayName);
		expect(labels.filter((label) => label.endsWith('(Optional)'))).toEqual([
			'VAT Rate in % (Optional)',
			'Account (Optional)',
			'Tax Code (Optional)',
			'Cost Center (Optional)',
			'Cost Center 2 (Optional)',
		]);
	}
});

it('nothing that is sold is called what n8n calls "Options"', () => {
	const resources = descriptions.flatMap(({ properties }) =>
		properties.filter(({ name }) => name === 'resource'),
	);
	const names = resources.flatMap(({ options = [] }) => options.map(({ name }) => name));
	expect(names.filter((name) => name === 'Product Option')).toHaveLength(2);
	expect(names).not.toContain('Option');
});

it('what is run from the editor says on the panel what it may do for real', () => {
	const words = nodes.flatMap(({ api }) =>
		api.resources.flatMap(({ value: resource, endpoints }) =>
			endpoints.flatMap(({ value, fields = [] }) => {
				const [first, ...others] = fields.map(({ property }) => property);
				// The same place everywhere: what a click does stands above what it does it with.
				expect(others.map(({ name }) => name)).not.toContain('whenRunFromEditor');
				if (first?.name !== 'whenRunFromEditor') return [];
				const choices = (first.options ?? []) as INodePropertyOptions[];
				return [[`${resource} ${value}`, choices.at(-1)?.name, first.hint]];
			}),
		),
	);
	const hint = (does: string, may: string) =>
		`A published workflow always ${does}. A sub-workflow or an AI agent may ${may} too, even while you only try things out.`;
	const writes = (many: string) => hint(`writes the ${many}`, 'write them');
	expect(words).toEqual([
		['category sync', 'Write for Real', writes('categories')],
		['customer sync', 'Write for Real', writes('customers')],
		['order create', 'Send for Real', hint('sends the order', 'send it')],
		['product sync', 'Write for Real', writes('products')],
		['stock sync', 'Write for Real', hint('changes the stock', 'change it')],
		['supplier sync', 'Write for Real', writes('suppliers')],
		['order create', 'Send for Real', hint('sends the order', 'send it')],
		['receipt cancel', 'Cancel for Real', hint('cancels the receipt', 'cancel it')],
		['receipt create', 'Create for Real', hint('creates the receipt', 'create it')],
		['receipt createZero', 'Create for Real', hint('creates the zero receipt', 'create it')],
	]);
});

const PRODUCT_LISTS =
	'For Prices, Attributes, Barcodes, Modifiers, Components, Costs, Courses and Images';

it('the switch between fields and JSON says which lists it is for', () => {
	const hints = nodes.flatMap(({ api }) =>
		api.resources.flatMap(({ value: resource, endpoints }) =>
			endpoints.flatMap(({ value, fields = [] }) => {
				const choice = fields.find(({ property }) => property.name === 'defineUsing')?.property;
				return choice?.displayName === 'Define Lists Using'
					? [[`${resource} ${value}`, choice.hint]]
					: [];
			}),
		),
	);
	expect(hints).toEqual([
		['category create', 'For Modifiers, where you add them below'],
		['category createOrUpdate', 'For Modifiers, where you add them below'],
		['category update', 'For Modifiers, where you add them below'],
		['product create', PRODUCT_LISTS],
		['product createOrUpdate', PRODUCT_LISTS],
		['product update', `${PRODUCT_LISTS}, where you add them below`],
		['option create', 'For Values'],
		['option createOrUpdate', 'For Values'],
		['option update', 'For Values, where you add them below'],
		[
			'productVariant create',
			'For Attributes, Barcodes, Prices and Costs, where you add them below',
		],
		[
			'productVariant createOrUpdate',
			'For Attributes, Barcodes, Prices and Costs, where you add them below',
		],
		[
			'productVariant update',
			'For Attributes, Barcodes, Prices and Costs, where you add them below',
		],
	]);
});

it.each(nodes)('$folder: what comes out is chosen above how much of it', ({ description }) => {
	const of = (wanted: string) => description.properties.filter(({ name }) => name === wanted);
	for (const { displayName } of [...of('output'), ...of('fileFormat')]) {
		expect(displayName).toBe('Output');
	}
	const shape = ['output', 'simplify'];
	const names = description.properties.map(({ name }) => name);
	// Of one record there is only one.
	const isOfOne = ({ displayOptions }: INodeProperties) =>
		displayOptions?.show?.operation?.includes('get') === true;
	const places = description.properties.flatMap((property, index) =>
		shape.includes(property.name) && !isOfOne(property) ? [index] : [],
	);
	expect(places.map((index) => names[index + 1])).toEqual(places.map(() => 'returnAll'));
});

it.each([
	['Amount Limit', 'In euros'],
	['Day Ends At', 'Hours and minutes, from 00:00 to 23:59'],
	['Position', 'A whole number: the lowest comes first'],
])('%s says its unit', (label, hint) => {
	const fields = descriptions.flatMap(({ properties }) => all(properties));
	const hints = fields.filter(({ displayName }) => displayName === label).map((one) => one.hint);
	expect([...new Set(hints)]).toEqual([hint]);
});

it('examples are of the kind that their field takes', () => {
	const fields = descriptions.flatMap(({ properties }) => all(properties));
	const ids = fields.filter(({ placeholder = '' }) => placeholder.includes('first ID'));
	expect(ids.map(({ displayName }) => displayName)).toContain('IDs');
	for (const { displayName } of ids) expect(displayName).toMatch(/IDs$/);
});

it.each(nodes)('$folder: a model that fills in a field is told what it is', ({ description }) => {
	const silent = all(description.properties).filter(
		({ name, type, description: words = '', hint = '' }) =>
			!['resource', 'operation'].includes(name) &&
			!['notice', 'hidden', 'collection'].includes(type) &&
			`${words}${hint}` === '',
	);
	expect(silent.map(({ displayName }) => displayName)).toEqual([]);
});

it('a list that is given as JSON tells the fields of an entry', () => {
	const lists = nodes.flatMap(({ description }) =>
		all(description.properties).filter(
			({ type, name }) => type === 'json' && name.endsWith('Json'),
		),
	);
	const words = new Map(lists.map(({ name, description = '' }) => [name, description]));
	expect(words.get('itemsJson')).toContain(
		'A JSON array of objects with the fields itemFrom, itemId, amount, nameLong, nameShort, priceOne, vat, groupId, groupName, discountAbsolute, discountPercentage, priceAll, for example [{',
	);
	expect(words.get('modifiersJson')).toContain(
		'with the fields idOption, position, values (idValue, price, percentagePrice), for example [{',
	);
	for (const text of words.values()) expect(text).toMatch(/objects with the fields \w+, \w/);
});

it('credentials mark what they cannot do without', () => {
	const required = Object.fromEntries(
		credentials.map(({ name, properties }) => [
			name,
			properties.filter((each) => each.required && each.type !== 'hidden').map((each) => each.name),
		]),
	);
	expect(required).toEqual({
		cassaNovaApi: ['apiKey'],
		cassaNovaOAuth2Api: ['scopes', 'clientSecret'],
		cassaNovaWebhookApi: ['secret'],
		kassaForteApi: ['domain', 'username', 'password'],
		// A token does as well as a key.
		kassandroAccountApi: [],
		kassandroCashRegisterApi: ['cashRegisterId'],
	});
});

it.each([
	['order', 'create', 'order', 'Parameter "Order" is required.'],
	['contactRequest', 'send', 'contactRequest', 'Parameter "Contact Request" is required.'],
])('KassaForte: an empty %s is warned of on the canvas', (resource, operation, name, words) => {
	const description = nodes.find(({ folder }) => folder === 'KassaForte')?.description;
	if (!description) throw new Error('there is no such node');
	const issuesOf = (value: string) => {
		const parameters = { resource, operation, [name]: value };
		const node = { typeVersion: 1, parameters } as unknown as INode;
		return NodeHelpers.getNodeParametersIssues(description.properties, node, description)
			?.parameters?.[name];
	};
	expect(issuesOf('')).toEqual([words]);
	expect(issuesOf('={{ $json }}')).toBeUndefined();
});

it.each([...descriptions, ...credentials])('$displayName: one spelling', ({ properties }) => {
	const words = all(properties).flatMap((property) => [
		property.displayName,
		property.description ?? '',
		property.hint ?? '',
		property.placeholder ?? '',
		...(property.options ?? []).flatMap((entry) =>
			'name' in entry ? [entry.name, 'description' in entry ? (entry.description ?? '') : ''] : [],
		),
	]);
	// As n8n writes it: an error without this spelling isn't taken for a cancellation.
	expect(words.filter((text) => /cancell(ed|ing)|colour|[^aeiou]ys\b/i.test(text))).toEqual([]);
});
