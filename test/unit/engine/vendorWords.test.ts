/** A vendor's own words, wherever an answer hides them. */
import { vendorWords } from '../../../nodes/shared/vendorWords';
import type { VendorFailure } from '../../../nodes/shared/types';

it.each<[string, unknown, VendorFailure | undefined]>([
	['a message', { message: ' No. ' }, { message: 'No.' }],
	['Kassandro', { error: true, msg: 'Nein' }, { message: 'Nein' }],
	['Kassandro in an array', [{ error: true, msg: 'Nein' }], { message: 'Nein' }],
	[
		'OAuth2',
		{ error: 'invalid_grant', error_description: 'Expired' },
		{ message: 'Expired', code: 'invalid_grant' },
	],
	['an error alone', { error: 'error.expected.jsarray' }, { message: 'error.expected.jsarray' }],
	['an error object', { error: { message: 'No', code: 7 } }, { message: 'No' }],
	['messages', { messages: ['a', 'b'] }, { message: 'a; b' }],
	['messages as objects', { messages: [{ message: 'a' }, { msg: 'b' }] }, { message: 'a; b' }],
	['errors by code', { code: 101, errors: [{ description: 'x' }] }, { message: 'x', code: '101' }],
	['a code of 0', { code: 0, message: 'x' }, { message: 'x', code: '0' }],
	['a code that is the message', { message: '404', code: 404 }, { message: '404' }],
	['a number', { message: 404 }, { message: '404' }],
	['a text', ' Bad request ', { message: 'Bad request' }],
	['a web page', '\n <html><body>502</body></html>', undefined],
	['nothing', '', undefined],
	['null', null, undefined],
	['undefined', undefined, undefined],
	['a flag', true, undefined],
	['an empty object', {}, undefined],
	['an empty array', [], undefined],
	['a flag instead of words', { error: true }, undefined],
	['blank words', { message: '  ', msg: '' }, undefined],
	['an unrelated object', { id: 5, tax: { rate: 1 } }, undefined],
])('%s', (_name, body, expected) => {
	expect(vendorWords(body)).toEqual(expected);
});
