/** How texts of bookings are written: what the panel offers, and what the user chose. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { textIn } from '../../table/checked';
import { option, within } from '../../table/fields';
import type { RequestInput } from '../../table/request';
import { text } from '../../table/schemas';
import type { Field } from '../../table/types';
import { TEXT_PLACEHOLDERS, unknownPlaceholders } from '../bookingTexts';
import { TEXT_LANGUAGES } from '../types';
import type { TextLanguage, TextStyle } from '../types';

const NAMES = TEXT_PLACEHOLDERS.map((name) => `{${name}}`).join(', ');

/** The language of booking texts, and what they are made of. */
export const textOptions: Field[] = within('options', [
	option({
		displayName: 'Booking Text Language',
		name: 'textLanguage',
		type: 'options',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'German', value: 'de' },
			{ name: 'Italian', value: 'it' },
		] satisfies Array<INodePropertyOptions & { value: TextLanguage }>,
		default: 'en',
		description:
			'What the texts of bookings are written in, such as "Sales 20%" or "Erlöse 20%", and the title and the text of the summary',
	}),
	option(
		{
			displayName: 'Booking Text Template',
			name: 'textTemplate',
			type: 'string',
			default: '',
			placeholder: 'e.g. {kind} {rate}, {register}',
			description: `What the text of each booking is made of. It may name ${NAMES}: "document" is about invoices and credit notes, "kind" is what was sold or how it was paid. What is empty is left out with what stands before it, and with brackets around it.`,
		},
		{
			schema: () =>
				text.superRefine((template, issues) => {
					const [unknown] = unknownPlaceholders(template);
					if (unknown === undefined) return;
					issues.addIssue({
						code: 'custom',
						message: `has the unknown placeholder {${unknown}}; known are ${NAMES}`,
					});
				}),
		},
	),
]);

/** What the user chose. */
export function readTextStyle({ options }: RequestInput): TextStyle {
	return {
		language: TEXT_LANGUAGES.find((language) => language === options.textLanguage),
		template: textIn(options, 'textTemplate'),
	};
}
