/** Properties that several choices share stand in the panel once, where each of them expects them. */
import type { INodeProperties } from 'n8n-workflow';
import { mergeProperties } from '../../../../nodes/shared/panel/merged';

/** A property for each letter; a sign behind a letter makes it another property of the same name. */
const propertiesOf = (letters: string): INodeProperties[] =>
	letters
		.split(' ')
		.filter((each) => each !== '')
		.map((each) => ({
			displayName: each,
			name: each.charAt(0),
			type: 'string',
			default: '',
		}));

it.each<[string, string[], string]>([
	['of one choice stay as they are', ['b a'], 'b:0 a:0'],
	['that are the same stand there once', ['a b', 'a b'], 'a:01 b:01'],
	['of a later choice stand behind what is before them there', ['a b', 'a c b'], 'a:01 c:1 b:01'],
	['of a later choice stand first where they are first', ['a b', 'c b'], 'c:1 a:0 b:01'],
	['in another order keep the first one', ['a b c', 'c a'], 'a:01 b:0 c:01'],
	['that are not quite the same stand there twice', ['a b', 'a! b'], 'a!:1 a:0 b:01'],
	['of no choice are none', [], ''],
])('%s', (_words, choices, expected) => {
	const merged = mergeProperties(
		choices.map((letters, index) => ({ value: String(index), properties: propertiesOf(letters) })),
	);
	const inShort = merged.map(
		({ property, values }) => `${property.displayName}:${values.join('')}`,
	);
	expect(inShort.join(' ')).toBe(expected);
});
