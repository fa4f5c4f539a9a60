/** The panel of a made-up API: who sees what, and conditions that a field has of its own. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { option, query, within } from '../../../../nodes/shared/table/fields';
import { buildProperties } from '../../../../nodes/shared/panel/properties';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';

const property = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const endpoint = (value: string, more: Partial<Endpoint> = {}): Endpoint => ({
	name: value,
	value,
	action: value,
	description: value,
	doc: value,
	route: 'GET /things',
	...more,
});

const authentication = (value: string) => ({
	value,
	name: value,
	description: value,
	credential: value,
	title: `Till ${value.toUpperCase()} API`,
	baseUrl: () => 'https://a.example',
	secrets: () => [],
});

const api = (endpoints: Endpoint[], ...authentications: string[]): Api => ({
	name: 'Till',
	authentications: authentications.map(authentication),
	resources: [
		{ name: 'Thing', value: 'thing', description: 'thing', endpoints },
		{
			name: 'Shop',
			value: 'shop',
			description: 'shop',
			needsCredentialTo: 'list shops',
			endpoints: [endpoint('getAll', { authentication: ['a'] })],
		},
	],
	timeZone: 'Europe/Rome',
	failure: () => undefined,
	concurrency: 1,
	writesAreSafeAfter401: true,
});

/** Name and conditions of each property. */
const shown = (properties: INodeProperties[]) =>
	properties.map(({ name, displayOptions }) => ({ name, ...displayOptions?.show }));

it('has no choice of authentication where there is one only, and no condition on it', () => {
	expect(shown(buildProperties(api([endpoint('getAll')], 'a')))).toEqual([
		{ name: 'resource' },
		{ name: 'operation', resource: ['thing'] },
		{ name: 'operation', resource: ['shop'] },
	]);
});

it('writes each list once, with conditions on choices that not every credential has', () => {
	const endpoints = [endpoint('getAll'), endpoint('create', { authentication: ['b', 'c'] })];
	const made = api(endpoints, 'a', 'b', 'c');
	const [thing] = made.resources;
	if (thing) thing.needsCredentialTo = 'make a thing';
	const properties = buildProperties(made);
	expect(shown(properties)).toEqual([
		{ name: 'authentication' },
		{ name: 'resource' },
		{ name: 'operation', resource: ['thing'] },
		{ name: 'credentialNotice', resource: ['thing'], operation: ['create'], authentication: ['a'] },
		{ name: 'operation', resource: ['shop'] },
		{ name: 'credentialNotice', resource: ['shop'], operation: ['getAll'], authentication: ['b'] },
		{ name: 'credentialNotice', resource: ['shop'], operation: ['getAll'], authentication: ['c'] },
	]);
	const choices = (name: string, index = 0) =>
		(
			(properties.filter((one) => one.name === name)[index]?.options ??
				[]) as INodePropertyOptions[]
		).map(({ value, displayOptions }) => ({ value, ...displayOptions?.show }));
	expect(choices('resource')).toEqual([
		{ value: 'thing' },
		{ value: 'shop', authentication: ['a'] },
	]);
	expect(choices('operation')).toEqual([
		{ value: 'getAll' },
		{ value: 'create', authentication: ['b', 'c'] },
	]);
	expect(choices('operation', 1)).toEqual([{ value: 'getAll', authentication: ['a'] }]);
	expect(
		properties
			.filter(({ type }) => type === 'notice')
			.map(({ displayName, displayOptions }) => [
				displayOptions?.show?.authentication,
				displayName,
			]),
	).toEqual([
		[['a'], 'To make a thing, choose a Till B API credential or a Till C API credential.'],
		[['b'], 'To list shops, choose a Till A API credential.'],
		[['c'], 'To list shops, choose a Till A API credential.'],
	]);
});

it('shows a field to those whose variant has it', () => {
	const fields = [query(property('both')), query(property('first'))];
	const variant = { fields: [query(property('both'))] };
	const [, , , ...own] = shown(
		buildProperties(api([endpoint('getAll', { fields, variants: { b: variant } })], 'a', 'b')),
	);
	const base = { resource: ['thing'], operation: ['getAll'] };
	expect(own.slice(0, 2)).toEqual([
		{ name: 'both', ...base },
		{ name: 'first', ...base, authentication: ['a'] },
	]);
});

it('keeps the conditions that a field has of its own', () => {
	const fields = [
		option(property('switch', { type: 'boolean', default: false })),
		option(
			property('detail', { displayOptions: { show: { switch: [true] }, hide: { both: ['x'] } } }),
		),
		...within('options', [
			option(property('inside', { displayOptions: { show: { '/output': ['raw'] } } })),
		]),
	];
	const properties = buildProperties(api([endpoint('get', { fields })], 'a'));
	const base = { resource: ['thing'], operation: ['get'] };
	const find = (name: string) => properties.find((one) => one.name === name);
	expect(find('detail')?.displayOptions).toEqual({
		show: { ...base, switch: [true] },
		hide: { both: ['x'] },
	});
	expect(find('options')?.displayOptions).toEqual({ show: base });
	expect(find('options')?.options).toEqual([
		expect.objectContaining({ name: 'inside', displayOptions: { show: { '/output': ['raw'] } } }),
	]);
});

it('starts a new node with reading: receipts, and lists', () => {
	const defaults = (value: string, ...operations: string[]) => {
		const one = api(
			operations.map((operation) => endpoint(operation)),
			'a',
		);
		const [resource] = one.resources;
		if (resource) resource.value = value;
		const properties = buildProperties({ ...one, resources: [...one.resources].reverse() });
		return properties
			.filter(({ name, displayOptions }) =>
				name === 'resource' ? true : displayOptions?.show?.resource?.[0] === value,
			)
			.map(({ default: start }) => start);
	};
	expect(defaults('receipt', 'create', 'getAll')).toEqual(['receipt', 'getAll']);
	expect(defaults('thing', 'create', 'delete')).toEqual(['shop', 'create']);
});
