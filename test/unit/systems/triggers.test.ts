/** What every trigger's description promises; the values that saved workflows hold. */
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { CassaNovaInstantTrigger } from '../../../nodes/CassaNova/CassaNovaInstantTrigger.node';
import { CassaNovaTrigger } from '../../../nodes/CassaNova/CassaNovaTrigger.node';
import { KassaForteTrigger } from '../../../nodes/KassaForte/KassaForteTrigger.node';
import { cassaNovaEvents } from '../../../nodes/CassaNova/triggers';
import { KassandroTrigger } from '../../../nodes/Kassandro/KassandroTrigger.node';
import { kassandroEvents } from '../../../nodes/Kassandro/triggers';
import type { TriggerEvent } from '../../../nodes/shared/poll/trigger';

const triggers: Array<[string, INodeType]> = [
	['cassaNovaTrigger', new CassaNovaTrigger()],
	['kassaForteTrigger', new KassaForteTrigger()],
	['kassandroTrigger', new KassandroTrigger()],
];

const instant = new CassaNovaInstantTrigger();

const everyProperty = (list: INodeProperties[]): INodeProperties[] =>
	list.flatMap((property) => [
		property,
		...(property.type === 'collection'
			? everyProperty((property.options ?? []) as INodeProperties[])
			: []),
	]);
/** The same, with what stands in the rows of tables. */
const everyField = (list: INodeProperties[]): INodeProperties[] =>
	everyProperty(list).flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((option) =>
			'values' in option ? everyField(option.values) : [],
		),
	]);
const values = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? [String(option.value)] : []));

it('values never change: saved workflows hold them', () => {
	const contract = Object.fromEntries(
		[['cassaNovaInstantTrigger', instant] as const, ...triggers].map(([name, { description }]) => [
			name,
			{
				node: description.name,
				credentials: description.credentials?.map((credential) => [
					credential.name,
					credential.displayOptions?.show,
				]),
				parameters: Object.fromEntries(
					everyProperty(description.properties).map((property) => [
						property.name,
						property.type === 'options' || property.type === 'multiOptions'
							? values(property)
							: property.type,
					]),
				),
				event: description.properties.find(({ name: key }) => key === 'event')?.default,
			},
		]),
	);
	expect(contract).toMatchSnapshot();
});

describe.each(triggers)('%s', (_name, node) => {
	const { description, methods } = node;

	it('is polled, begins a workflow, and has both icons', () => {
		expect(description).toMatchObject({
			polling: true,
			group: ['trigger'],
			inputs: [],
			icon: { light: expect.stringMatching(/\.svg$/), dark: expect.stringMatching(/\.dark\.svg$/) },
		});
		expect(node.poll).toBeDefined();
	});

	it('has pickers for all lists that its parameters name, and no other', () => {
		const wanted = everyField(description.properties).flatMap(({ typeOptions }) =>
			typeOptions?.loadOptionsMethod ? [typeOptions.loadOptionsMethod] : [],
		);
		expect([...new Set(wanted)].sort()).toEqual(Object.keys(methods?.loadOptions ?? {}).sort());
	});

	it('shows each parameter once for whatever is chosen, and describes it', () => {
		const shown = description.properties.map(({ name, displayOptions }) =>
			JSON.stringify([name, displayOptions?.show?.event]),
		);
		expect(new Set(shown).size).toBe(shown.length);
		for (const property of everyProperty(description.properties)) {
			if (['collection', 'hidden'].includes(property.type) || property.name === 'event') continue;
			expect([property.name, property.description]).toEqual([
				property.name,
				expect.stringMatching(/^[A-Z]/),
			]);
		}
	});

	it('shows the parameters of each event in the order of its entry', () => {
		const lists: Record<string, TriggerEvent[]> = {
			cassaNovaTrigger: cassaNovaEvents,
			kassandroTrigger: kassandroEvents,
		};
		for (const { value, properties } of lists[description.name] ?? []) {
			const shown = description.properties.filter(
				({ name, displayOptions }) =>
					!['authentication', 'event', 'options'].includes(name) &&
					(displayOptions?.show?.event?.includes(value) ?? true),
			);
			expect(shown.map(({ displayName }) => displayName)).toEqual(
				properties.map(({ displayName }) => displayName),
			);
		}
	});

	it('lists its choices in the order of their names', () => {
		for (const { options = [], type, name } of everyProperty(description.properties)) {
			if (type !== 'options' && type !== 'multiOptions') continue;
			if (name === 'authentication' || name === 'status') continue;
			const names = options.map((option) => option.name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});
});

describe('cassaNovaInstantTrigger', () => {
	const { description, methods, webhookMethods } = instant;

	it('is called at one address: notices by POST, whether somebody is there by GET and HEAD', () => {
		expect(description).toMatchObject({ group: ['trigger'], inputs: [] });
		expect(description).not.toHaveProperty('polling');
		expect(
			description.webhooks?.map(({ name, httpMethod, path, responseMode, isFullPath }) => [
				name,
				httpMethod,
				path,
				responseMode,
				isFullPath,
			]),
		).toEqual([
			['default', 'POST', 'cassanova', 'onReceived', undefined],
			['setup', 'GET', 'cassanova', 'onReceived', undefined],
			['setup', 'HEAD', 'cassanova', 'onReceived', undefined],
		]);
	});

	it('makes and deletes no webhook: only the portal can', () => {
		expect(Object.keys(webhookMethods)).toEqual(['default']);
		expect(Object.keys(webhookMethods.default).sort()).toEqual(['checkExists', 'create', 'delete']);
	});

	it('has its secret in a credential of its own, which it tests', () => {
		const [first] = description.credentials ?? [];
		expect(first).toEqual({ name: 'cassaNovaWebhookApi', required: true, testedBy: 'testSecrets' });
		expect(methods.credentialTest.testSecrets).toBeDefined();
		const names = everyProperty(description.properties).map(({ name }) => name);
		expect(names.filter((name) => /secret|password|token/i.test(name))).toEqual([]);
	});

	it('says in its panel where the webhook is made, and where the secret goes', () => {
		const [notice] = description.properties.filter(({ type }) => type === 'notice');
		for (const words of [
			'Impostazioni Account',
			'WebHooks',
			'Production URL',
			'CassaNova Webhook API',
		]) {
			expect(notice?.displayName).toContain(words);
		}
	});

	it('has pickers for all lists that its parameters name, and no other', () => {
		const wanted = everyField(description.properties).flatMap(({ typeOptions }) =>
			typeOptions?.loadOptionsMethod ? [typeOptions.loadOptionsMethod] : [],
		);
		expect([...new Set(wanted)].sort()).toEqual(Object.keys(methods.loadOptions).sort());
	});
});
