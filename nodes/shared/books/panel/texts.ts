/** How texts of bookings are written: what the panel offers, and what the user chose. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { option, within } from '../../table/fields';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { TEXT_LANGUAGES } from '../types';
import type { TextLanguage, TextStyle } from '../types';

/** The language of booking texts. */
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
		description: 'What the texts of bookings are written in, such as "Sales 20%" or "Erlöse 20%"',
	}),
]);

/** What the user chose. */
export function readTextStyle({ options }: RequestInput): TextStyle {
	return { language: TEXT_LANGUAGES.find((language) => language === options.textLanguage) };
}
