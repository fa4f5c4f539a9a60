/** The panel of "Create or Update": what the record is found by, and fields that a change may leave empty. */
import { z } from 'zod';
import { body, option, within } from '../../shared/table/fields';
import { filledText, schemaFor } from '../../shared/table/schemas';
import type { Endpoint, Field } from '../../shared/table/types';
import { isRecord } from '../../shared/values/records';
import { listed } from '../../shared/values/listed';
import { KEY_FIELD, asChoice } from '../catalog/matchBy';
import { externalId, keyText } from '../fields';
import { OWN_ID } from './recordKeys';
import type { RecordKey } from './recordKeys';
import { offered } from './upsertFields';

/** The parameter of a key that isn't the own ID. */
export const KEY_PARAMETER = 'matchValue';
/** The choice of what records are found by. */
export const MATCH_BY = 'matchBy';

/** What the panel is made of. */
interface PanelSpec {
	one: string;
	create: Endpoint;
	update: Endpoint;
	keys: [RecordKey, ...RecordKey[]];
}

/** The key, or the choice between several, and the fields of a new record. */
export function upsertFields({ one, create, update, keys }: PanelSpec): Field[] {
	const fields = offered(create, update).filter(({ property }) => property.name !== OWN_ID.field);
	const [parents, rest] = [
		fields.filter(({ in: place }) => place === 'path'),
		fields.filter(({ in: place }) => place !== 'path').map((field) => notNeeded(field, one)),
	];
	return [...parents, ...keyFields(one, keys), ...rest];
}

function keyFields(one: string, keys: [RecordKey, ...RecordKey[]]): Field[] {
	const [{ value: usual }, ...more] = keys;
	const hint = `The ${one} with this ID is changed; where there is none, it is created`;
	const ownId = body({ ...externalId, required: true, hint }, { schema: () => keyText });
	if (more.length === 0) return [ownId];
	const others = keys.filter((key) => key !== OWN_ID);
	const isByOther = { show: { [MATCH_BY]: others.map(({ value }) => value) } };
	const words = listed(others.map((key) => key.words)).replace(/ and (?=[^,]*$)/, ' or ');
	return [
		option({
			displayName: 'Match By',
			name: MATCH_BY,
			type: 'options',
			noDataExpression: true,
			options: [...keys].sort((a, b) => a.name.localeCompare(b.name, 'en')).map(asChoice),
			default: usual,
			description: `What tells whether the ${one} is there already. Where several have the same, nothing is sent.`,
		}),
		...(keys.includes(OWN_ID)
			? [
					{
						...ownId,
						property: {
							...ownId.property,
							displayOptions: { show: { [MATCH_BY]: [OWN_ID.value] } },
						},
					},
				]
			: []),
		option(
			{
				displayName: KEY_FIELD,
				name: KEY_PARAMETER,
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. 8012345678901',
				hint: `The ${one} that has it is changed; where there is none, it is created with it`,
				displayOptions: isByOther,
				description: `The ${words} of the ${one}`,
			},
			{ schema: () => filledText },
		),
		...(keys.includes(OWN_ID)
			? within('additionalFields', [
					{
						...body(
							{
								...externalId,
								// Another name than that of the key, which stands at the top.
								name: 'ownId',
								displayOptions: {
									show: { [`/${MATCH_BY}`]: others.map(({ value }) => value) },
								},
							},
							{ as: OWN_ID.field, schema: () => keyText },
						),
						alternative: true,
					},
				])
			: []),
	];
}

/** A field that only a new record needs: left empty, a record that is there keeps what it has. */
function notNeeded(field: Field, one: string): Field {
	const { property } = field;
	if (!property.required) return field;
	const words = `Only a new ${one} needs it`;
	const hint =
		property.hint === undefined ? words : `${property.hint.replace(/\.$/, '')}. ${words}`;
	const optional: Field = { ...field, property: { ...property, required: false, hint } };
	if (property.type !== 'fixedCollection') return optional;
	return {
		...optional,
		schema: (context) =>
			z.union([
				noEntries,
				(field.schema?.(context) ?? schemaFor(property, context)) as z.ZodType<unknown>,
			]),
	};
}

/** A table to which nobody has added anything: nothing is said of the list. */
const noEntries = z
	.unknown()
	.refine((value) => isRecord(value) && Object.keys(value).length === 0)
	.transform(() => undefined);
