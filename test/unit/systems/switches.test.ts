/**
 * Switches whose expression gives text: "true" and "false" mean the switch, in whichever parameter of
 * which node, and nothing else does.
 */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { readWantedNotices } from '../../../nodes/CassaNova/notices/wanted';
import { tax } from '../../../nodes/CassaNova/resources/tax';
import { kassaForte } from '../../../nodes/KassaForte/api';
import { watchedOrderFields } from '../../../nodes/KassaForte/watching/orderEvent';
import { kassandro } from '../../../nodes/Kassandro/api';
import { kassandroEvents } from '../../../nodes/Kassandro/triggers';
import type { PollCalls } from '../../../nodes/shared/poll/call';
import { readShape } from '../../../nodes/shared/poll/events/items';
import { pollApi } from '../../../nodes/shared/poll/trigger';
import { executeApi } from '../../../nodes/shared/run/execute';
import { readInput } from '../../../nodes/shared/run/input';
import type { ReadParameter } from '../../../nodes/shared/run/input';
import { isAllowed, variantOf } from '../../../nodes/shared/table/table';
import type { Api, Endpoint, Field } from '../../../nodes/shared/table/types';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { hurried } from '../../support/clock/clock';
import { fakeHost } from '../../support/n8n/host';
import { nodes } from '../../support/n8n/nodes';
import { pollHost } from '../../support/n8n/pollHost';

const NOW = Date.UTC(2026, 2, 5, 12);

/** What expressions give, and the switch that it is. */
const TEXTS: Array<[unknown, boolean]> = [
	['true', true],
	['TRUE', true],
	[' True ', true],
	['false', false],
	['False', false],
	[' FALSE\n', false],
];

const NOT_A_SWITCH = ['ja', '1', 'true false', 0];

const switchesOf = (fields: Field[] = []) =>
	fields.filter(({ property }) => property.type === 'boolean');

const rows = [
	...nodes.flatMap(({ folder, api }) =>
		api.resources.flatMap((resource) =>
			resource.endpoints.flatMap((endpoint) =>
				api.authentications
					.filter(({ value }) => isAllowed(endpoint, value))
					.flatMap(({ value }) =>
						switchesOf(variantOf(endpoint, value).fields).map((field): [string, Api, Field] => [
							`${folder} ${resource.value}.${endpoint.value} ${field.property.name} with ${value}`,
							api,
							field,
						]),
					),
			),
		),
	),
	...switchesOf(watchedOrderFields).map((field): [string, Api, Field] => [
		`the trigger of KassaForte ${field.property.name}`,
		kassaForte,
		field,
	]),
];

/** Reads one field of a panel that shows it. */
function readOne(api: Api, field: Field, value: unknown) {
	const { collection, property } = field;
	const shown = Object.entries(property.displayOptions?.show ?? {}).map(([name, values]) => [
		name.replace(/^\//, ''),
		values?.[0],
	]);
	const parameters: IDataObject = {
		...(Object.fromEntries(shown) as IDataObject),
		...(collection
			? { [collection]: { [property.name]: value } }
			: { [property.name]: value as IDataObject }),
	};
	return readInput(api, { fields: [field] }, (name) => parameters[name] ?? null, NOW);
}

it('has switches of all three systems', () => {
	expect(rows.length).toBeGreaterThan(30);
	for (const { folder } of nodes) expect(rows.join()).toContain(folder);
});

it.each(rows)('%s', (_name, api, field) => {
	for (const [text, meant] of TEXTS) {
		expect(readOne(api, field, text)).toEqual(readOne(api, field, meant));
	}
	for (const value of NOT_A_SWITCH) {
		expect(() => readOne(api, field, value)).toThrow(
			`"${field.property.displayName}" must be true or false; it is ${JSON.stringify(value)}`,
		);
	}
});

it.each(TEXTS)('a field that hangs on a switch is read where that is %j', (text, meant) => {
	const field: Field = {
		in: 'query',
		property: {
			displayName: 'Thing',
			name: 'thing',
			type: 'string',
			default: '',
			displayOptions: { show: { switch: [true] } },
		},
	};
	const parameters: IDataObject = { switch: text as string, thing: 'a' };
	const read: ReadParameter = (name) => parameters[name] ?? null;
	const { query } = readInput(kassaForte, { fields: [field] }, read, NOW);
	expect(query).toEqual(meant ? { thing: 'a' } : {});
});

const record = { id: '1', rate: 22, description: 'IVA', nature: 'N1' };
const RAW = record;
const SHORT = expect.not.objectContaining({ nature: 'N1' }) as unknown;

describe('"Simplify" of a list', () => {
	const outcome = async (parameters: IDataObject) => {
		const all = { authentication: 'apiKey', resource: 'tax', operation: 'getAll', options: {} };
		const { host, sent } = fakeHost({
			parameters: [{ ...all, returnAll: true, ...parameters }],
			node: { parameters: { simplify: '={{ $json.short }}', returnAll: '={{ $json.all }}' } },
			credentials: () => ({ apiKey: 'a-key-of-some-length', baseUrl: 'https://shop.example' }),
			reply: ({ path }) => ({
				body: path.includes('/apikey/token')
					? { access_token: 'a-token-of-some-length', expires_in: 3600 }
					: { taxes: [record], totalCount: 1 },
			}),
		});
		const result = await executeApi(host, cassaNova, createEngine(hurried())).then(
			([items]) => items?.map(({ json }) => json),
			(error: Error) => error.message,
		);
		return { result, sent };
	};

	it.each(TEXTS)('is %j', async (simplify, meant) => {
		expect((await outcome({ simplify: simplify as string })).result).toEqual([meant ? SHORT : RAW]);
	});

	it.each([...NOT_A_SWITCH, '', null])(
		'is refused as %j, and nothing is sent',
		async (simplify) => {
			const { result, sent } = await outcome({ simplify });
			expect(result).toContain('"Simplify"');
			expect(sent).toEqual([]);
		},
	);

	it.each(TEXTS)('stands beside a "Return All" that is %j', async (returnAll, meant) => {
		const { result } = await outcome({
			simplify: false,
			returnAll: returnAll as string,
			limit: 'none',
		});
		if (meant) expect(result).toEqual([RAW]);
		else expect(result).toContain('"Limit" must be a number');
	});
});

describe('triggers', () => {
	const calls = (parameters: IDataObject, stored: IDataObject = {}) => ({
		read: Object.assign((name: string): unknown => parameters[name] ?? null, {
			stored: (name: string): unknown => stored[name],
		}),
		option: () => undefined,
	});
	const list = tax.endpoints.find(({ value }) => value === 'getAll') as Endpoint;
	const shape = (...given: Parameters<typeof calls>) =>
		readShape(calls(...given) as unknown as PollCalls, list);

	it.each(TEXTS)('"Simplify" is %j', (simplify, meant) => {
		expect(shape({ simplify: simplify as string })).toBe(meant ? 'simplified' : 'raw');
	});

	it('"Simplify" is on where nothing stands in it, and refused where its expression gives nothing', () => {
		expect(shape({})).toBe('simplified');
		expect(() => shape({}, { simplify: '={{ $json.no }}' })).toThrow('"Simplify" is an expression');
		expect(() => shape({ simplify: 'ja' })).toThrow('"Simplify" must be true or false');
	});

	it.each(TEXTS)('"Read the Record Again" is %j', (readAgain, meant) => {
		const wanted = (value: unknown) =>
			readWantedNotices(calls({ readAgain: value as string }) as unknown as PollCalls).readAgain;
		expect(wanted(readAgain)).toBe(meant);
		expect(() => wanted('ja')).toThrow('must be true or false');
	});

	it.each(TEXTS)('"With Items" is %j', async (withItems, meant) => {
		const { host, sent } = pollHost({
			parameters: [
				{ authentication: 'accountToken', event: 'receiptCreated', options: { withItems } },
			],
			credentials: () => ({ token: 'a-token-of-some-length', baseUrl: 'https://till.example' }),
			reply: () => ({ body: [] }),
		});
		await pollApi(host, kassandro, kassandroEvents, createEngine(hurried()));
		const lists = sent.map(({ path }) => path).filter((path) => path.startsWith('/receipts?'));
		expect(lists.length).toBeGreaterThan(0);
		for (const path of lists) expect(path).toContain(`withitems=${String(meant)}`);
	});
});
