/** A vendor's own words, wherever an answer hides them. */
import { vendorWords } from '../../../../nodes/shared/wire/vendorWords';
import type { VendorFailure } from '../../../../nodes/shared/table/request';

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
	[
		'a form of Play',
		{ 'obj.price': [{ msg: ['error.expected.jsnumber'], args: [] }] },
		{ message: 'obj.price: error.expected.jsnumber' },
	],
	[
		'the same about the whole',
		{ obj: [{ msg: ['error.path.missing'] }], 'obj.name': [{ msg: ['error.empty', 'b'] }] },
		{ message: 'obj: error.path.missing; obj.name: error.empty; b' },
	],
	['errors by field', { errors: { price: ['too low'] } }, { message: 'price: too low' }],
	[
		'errors in lists in lists',
		{ errors: [{ errors: [{ message: 'a' }] }, { messages: [['b']] }] },
		{ message: 'a; b' },
	],
	[
		'violations',
		{ violations: [{ propertyPath: 'price', message: 'too low' }] },
		{ message: 'price: too low' },
	],
	['a reason', { status: 400, reason: 'No such tax' }, { message: 'No such tax' }],
	['a title', { title: 'Bad', detail: 'The tax is used' }, { message: 'The tax is used' }],
	['a code alone', { code: 'TAX_IN_USE' }, { message: 'code TAX_IN_USE' }],
	['a code that is a number', { errorCode: 17 }, { message: 'code 17' }],
	['a flag and a code', { error: true, code: 0 }, { message: 'code 0' }],
	['records of another kind', { taxes: [{ id: 1 }], names: ['a'] }, undefined],
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
