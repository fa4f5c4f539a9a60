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
