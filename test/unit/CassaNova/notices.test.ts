/** Notices of CassaNova, the pure parts: signatures, operations, doubles, filters. */
import { createHmac } from 'crypto';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { Doubles, noticeKey } from '../../../nodes/CassaNova/notices/doubles';
import { LookedUp } from '../../../nodes/CassaNova/notices/lookedUp';
import { ENTITIES, operationIn, resourceOf } from '../../../nodes/CassaNova/notices/operation';
import { secretsWords } from '../../../nodes/CassaNova/notices/secretsWords';
import { isSigned, secretsIn } from '../../../nodes/CassaNova/notices/signature';
import { isWanted } from '../../../nodes/CassaNova/notices/wanted';

describe('a signature', () => {
	// RFC 2202, test case 2 of HMAC-SHA-1.
	const body = Buffer.from('what do ya want for nothing?');
	const hex = 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79';
	const base64 = '7/zfauXrL6LSdBbV8YTfnCWafHk=';

	it.each([
		['hexadecimal digits', hex],
		['capital ones', hex.toUpperCase()],
		['with spaces around it', ` ${hex} `],
		['Base64', base64],
		['Base64 without its end', base64.slice(0, -1)],
		['Base64 as addresses have it', base64.replace('/', '_')],
	])('is right as %s', (_name, signature) => {
		expect(isSigned(body, signature, ['Jefe'])).toBe(true);
	});

	it.each<[string, unknown]>([
		['missing', undefined],
		['empty', ''],
		['sent twice', [hex, hex]],
		['of another body', createHmac('sha1', 'Jefe').update('nothing').digest('hex')],
		['of another secret', createHmac('sha1', 'jefe').update(body).digest('hex')],
		['of another kind', createHmac('sha256', 'Jefe').update(body).digest('hex')],
		['a part of it', hex.slice(0, -1)],
		['more than it', `${hex}0`],
		['with one other digit', `${hex.slice(0, -1)}8`],
		['zeros', '0'.repeat(40)],
		['zeros in Base64', Buffer.alloc(20).toString('base64')],
		['its bytes as text', Buffer.from(hex, 'hex').toString('latin1')],
	])('is wrong where it is %s', (_name, signature) => {
		expect(isSigned(body, signature, ['Jefe'])).toBe(false);
	});

	it('may be of any of several secrets, and of none without one', () => {
		expect(isSigned(body, hex, ['first', 'Jefe', 'last'])).toBe(true);
		expect(isSigned(body, hex, ['Jefe', 'last'])).toBe(true);
		expect(isSigned(body, hex, ['first', 'last'])).toBe(false);
		expect(isSigned(body, hex, [])).toBe(false);
		expect(isSigned(body, '0'.repeat(40), [])).toBe(false);
	});

	it('is of the bytes that came, whatever they are', () => {
		const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
		const signature = createHmac('sha1', 'k').update(bytes).digest('hex');
		expect(isSigned(bytes, signature, ['k'])).toBe(true);
		expect(isSigned(Buffer.from(bytes.toString('utf8')), signature, ['k'])).toBe(false);
		const ofNothing = createHmac('sha1', 'k').update('').digest('hex');
		expect(isSigned(Buffer.alloc(0), ofNothing, ['k'])).toBe(true);
	});
});

it.each<[unknown, string[]]>([
	['one', ['one']],
	[' one\n', ['one']],
	['one two\tthree  one', ['one', 'two', 'three']],
	['a,b', ['a,b']],
	['  ', []],
	['', []],
	[undefined, []],
	[7, []],
])('the secrets of %j are %j', (value, secrets) => {
	expect(secretsIn(value)).toEqual(secrets);
});

it('the credential’s test says how many secrets there are, and none of them', () => {
	expect(secretsWords('').status).toBe('Error');
	expect(secretsWords('abc def')).toEqual({
		status: 'OK',
		message: expect.stringMatching(/^2 secrets are stored\./),
	});
	expect(secretsWords('sesame').message).not.toContain('sesame');
});

it.each<[unknown, unknown]>([
	['RECEIPT/CREATE', { entity: 'RECEIPT', event: 'CREATE' }],
	['receipt/delete', { entity: 'RECEIPT', event: 'DELETE' }],
	[' CREDIT_NOTE / EDIT ', { entity: 'CREDIT_NOTE', event: 'EDIT' }],
	['STOCK-MOVEMENT/CREATE', { entity: 'STOCK-MOVEMENT', event: 'CREATE' }],
	['RECEIPT', undefined],
	['RECEIPT/', undefined],
	['/CREATE', undefined],
	['A/B/C', undefined],
	['', undefined],
	[undefined, undefined],
	[['RECEIPT/CREATE'], undefined],
])('the operation of %j is %j', (header, operation) => {
	expect(operationIn(header)).toEqual(operation);
});

it.each([
	['RECEIPT', 'receipt'],
	['MODIFIER', 'option'],
	['CREDIT_NOTE', 'creditNote'],
	['CREDITNOTE', 'creditNote'],
	['STOCK_MOVEMENT', 'stockMovement'],
	['DDT', undefined],
	['CONSTRUCTOR', undefined],
])('%s is a record of the resource %s', (entity, resource) => {
	expect(resourceOf(cassaNova, entity)?.value).toBe(resource);
});

it('every entity of the list has a resource, or will have one', () => {
	const without = ENTITIES.filter(({ value }) => !resourceOf(cassaNova, String(value)));
	expect(without.map(({ value }) => value).filter((value) => value !== 'ORDER')).toEqual([]);
});

describe('a double', () => {
	const body = Buffer.from('{"id":1}');
	const key = noticeKey(['w', 'n'], 'RECEIPT/EDIT', body);

	it('is the same operation with the same body within the window', () => {
		const doubles = new Doubles();
		expect(doubles.isDouble(key, 1000, 500)).toBe(false);
		expect(doubles.isDouble(key, 1499, 500)).toBe(true);
		// From the first one on: a real change that repeats itself comes through.
		expect(doubles.isDouble(key, 1500, 500)).toBe(false);
		expect(doubles.isDouble(key, 1600, 500)).toBe(true);
	});

	it('is none without a window, after a clock was set back, or where the first was not handed on', () => {
		const doubles = new Doubles();
		doubles.isDouble(key, 1000, 0);
		expect(doubles.isDouble(key, 1000, 0)).toBe(false);
		expect(doubles.isDouble(key, 900, 500)).toBe(false);
		doubles.forget(key);
		expect(doubles.isDouble(key, 901, 500)).toBe(false);
	});

	it.each<[string, readonly unknown[], string, string]>([
		['another trigger', ['w', 'm'], 'RECEIPT/EDIT', '{"id":1}'],
		['another workflow', ['v', 'n'], 'RECEIPT/EDIT', '{"id":1}'],
		['another event', ['w', 'n'], 'RECEIPT/CREATE', '{"id":1}'],
		['another body', ['w', 'n'], 'RECEIPT/EDIT', '{"id":2}'],
		['another spelling', ['w', 'n'], 'RECEIPT/EDIT', '{ "id":1}'],
	])('is none with %s', (_name, trigger, operation, text) => {
		expect(noticeKey(trigger, operation, Buffer.from(text))).not.toBe(key);
	});
});

it('what was looked up is kept for a minute', () => {
	const kept = new LookedUp();
	const first = kept.of('a', 0);
	expect(kept.of('a', 59_999)).toBe(first);
	expect(kept.of('b', 0)).not.toBe(first);
	expect(kept.of('a', 60_000)).not.toBe(first);
	const second = kept.of('a', 60_001);
	kept.forget('a');
	expect(kept.of('a', 60_002)).not.toBe(second);
	expect(kept.of('a', -1)).not.toBe(second);
});

describe('what is wanted', () => {
	const all = { entities: [], events: [], shops: [] };
	const receipt = { entity: 'RECEIPT', event: 'CREATE' };
	const of = (idSalesPoint: unknown) => ({ id: '1', document: { idSalesPoint } });

	it.each<[string, Partial<typeof all> | object, unknown, boolean]>([
		['everything', {}, of(1), true],
		['its entity', { entities: ['BILL', 'RECEIPT'] }, of(1), true],
		['another entity', { entities: ['BILL'] }, of(1), false],
		['its event', { events: ['CREATE'] }, of(1), true],
		['another event', { events: ['EDIT', 'DELETE'] }, of(1), false],
		['its shop', { shops: [1, 2] }, of(1), true],
		['its shop, as text', { shops: [1] }, of('1'), true],
		['its shop, at the top', { shops: [1] }, { idSalesPoint: 1 }, true],
		['another shop', { shops: [2] }, of(1), false],
		['a shop, and none is named', { shops: [2] }, of(undefined), true],
		['a shop, and there is no record', { shops: [2] }, 'text', true],
	])('%s', (_name, chosen, record, is) => {
		expect(isWanted({ ...all, ...chosen }, receipt, record)).toBe(is);
	});
});
