/** How texts of bookings are written, as the panel has it. */
import { readTextStyle } from '../../../../../nodes/shared/books/panel/texts';
import { read, refusal } from './read';

it('the language is the one that was chosen, and English where nothing is said', () => {
	const languageOf = (options: object) => readTextStyle(read({ options: { ...options } })).language;
	expect(languageOf({ textLanguage: 'de' })).toBe('de');
	expect(languageOf({ textLanguage: 'it' })).toBe('it');
	expect(languageOf({}) ?? 'en').toBe('en');
	expect(refusal(() => languageOf({ textLanguage: 'fr' }))).toContain('"Booking Text Language"');
});

it('a template is taken, and one with an unknown placeholder is refused before anything is read', () => {
	const templateOf = (textTemplate: string) =>
		readTextStyle(read({ options: { textTemplate } })).template;
	expect(templateOf('{kind} {rate}, {register}')).toBe('{kind} {rate}, {register}');
	expect(templateOf('') ?? '').toBe('');
	expect(refusal(() => templateOf('{kind} {shop}'))).toContain(
		'"Booking Text Template" has the unknown placeholder {shop}; known are {category}, {closing}, {count}, {date}, {document}, {firstNumber}, {kind}, {lastNumber}, {month}, {rate}, {register}',
	);
});
