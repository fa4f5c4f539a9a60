/** How the panel lets a product or a variant be named: from the list or by ID, or by a key of its own. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { option } from '../../shared/table/fields';
import { filledText } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { BARCODE, INTERNAL_ID, OWN_ID } from '../records/recordKeys';
import type { RecordKey } from '../records/recordKeys';

/** Keys by which products and variants are found. */
export const MATCH_KEYS = ['barcode', 'externalId', 'internalId'] as const;
/** One of {@link MATCH_KEYS}. */
export type MatchKey = (typeof MATCH_KEYS)[number];

/** The value of `matchBy` by which a record is picked from the list or given by its ID. */
const BY_ID = 'id';

const KEYS: Record<MatchKey, RecordKey> = {
	barcode: BARCODE,
	internalId: INTERNAL_ID,
	externalId: OWN_ID,
};

/** A key as one of the choices of "Match By". */
export const asChoice = ({ name, value, description }: RecordKey): INodePropertyOptions => ({
	name,
	value,
	description,
});

/** The key's parameter, as the panel calls it. */
export const KEY_FIELD = 'Key';

/**
 * The choice, the fields of a record that is picked, and the key otherwise.
 * @param one the record's name in sentences
 * @param byId fields that name the record; each is shown only where that is chosen
 */
export function matchFields(one: string, byId: Field[]): Field[] {
	const matchBy = option({
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: [
			asChoice(BARCODE),
			{ name: 'From List or by ID', value: BY_ID, description: `Choose the ${one}` },
			asChoice(INTERNAL_ID),
			asChoice(OWN_ID),
		],
		default: BY_ID,
		description: `What tells which ${one} is meant. By another key than the ID, it must be the only one that has it.`,
	});
	const matchValue = option(
		{
			displayName: KEY_FIELD,
			name: 'matchValue',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 8012345678901',
			displayOptions: { show: { matchBy: [...MATCH_KEYS] } },
			description: `The barcode, internal ID or own ID of the ${one}`,
		},
		{ schema: () => filledText },
	);
	const picked = byId.map((field) => ({
		...field,
		property: { ...field.property, displayOptions: { show: { matchBy: [BY_ID] } } },
	}));
	return [matchBy, ...picked, matchValue];
}

/** The key that the user chose; undefined where the record is named by its ID. */
export function chosenKey(options: Record<string, unknown>): MatchKey | undefined {
	return MATCH_KEYS.find((key) => key === options.matchBy);
}

/** A key as people read it, e.g. `barcode "8012345678901"`. */
export function keyInWords(key: MatchKey, value: string): string {
	return `${KEYS[key].words} "${value}"`;
}
