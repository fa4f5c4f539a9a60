/** An object that is no receipt is not taken for one, whatever its status (a proxy's answer, say). */
import type { HostileRule } from '../../support/vendors/hostile';
import type { HostileBench } from '../../support/n8n/hostileBench';
import { hostileBench } from '../../support/n8n/hostileBench';

let hostile: HostileBench;

beforeAll(async () => {
	hostile = await hostileBench();
});

/** What tells a till's token from that of an account. */
const OF_A_TILL: HostileRule[] = [
	{ path: '/paymentmethods$', behaviour: 'json', options: { body: [] } },
	{ path: '/cashregisters$', behaviour: 'json', options: { status: 403, body: {} } },
];
const GREETING = { greeting: 'Grüß Gott', headers: { host: 'kassa' } };
const RECEIPT = { _id: 'r1', receiptNumber: '11-1', price: 4.9 };

const get = async (body: unknown) => {
	hostile.answer({ path: '/receipts/', behaviour: 'json', options: { body } });
	return await hostile.bench.run({
		authentication: 'accountToken',
		operation: 'receipt.get',
		parameters: { receiptNumber: '11-1' },
	});
};

it.each<[string, unknown]>([
	['another object', GREETING],
	['one that says that all is well', { error: false, msg: 'ok' }],
	['a receipt that is none', { error: false, receipt: GREETING }],
])('Get refuses %s', async (_name, body) => {
	const { words, items } = await get(body);
	expect(words).toContain('Kassandro could not get receipt: the answer holds no record');
	expect(items).toEqual([]);
});

it.each<[string, unknown]>([
	['alone', RECEIPT],
	['in an array', [RECEIPT]],
	['as in the answer to a write', { error: false, msg: '', receipt: RECEIPT }],
])('Get gives a receipt that comes %s', async (_name, body) => {
	const { words, jsons } = await get(body);
	expect(words).toBe('');
	expect(jsons).toEqual([RECEIPT]);
});

describe('Upload', () => {
	const upload = async (body: unknown) => {
		hostile.answer(
			...OF_A_TILL,
			{ path: '/receiptattachment$', behaviour: 'json', options: { body } },
			{ path: '/receipts$', behaviour: 'json', options: { body: [] } },
		);
		return await hostile.bench.run({
			authentication: 'cashRegisterToken',
			operation: 'attachment.upload',
			parameters: { receiptId: 'r1' },
			items: [{}],
			file: {
				data: Buffer.from('x').toString('base64'),
				mimeType: 'text/plain',
				fileName: 'x.txt',
			},
		});
	};

	it('leaves open what an answer that says nothing of the file means', async () => {
		const { words, error } = await upload(GREETING);
		expect(words).toContain('the answer does not say that the file was attached');
		expect(error?.context?.outcomeUnknown).toBe(true);
	});

	it.each<[string, unknown]>([
		['says that nothing went wrong', { error: false, msg: 'Attachment successfully uploaded.' }],
		['is the receipt', RECEIPT],
	])('takes an answer that %s', async (_name, body) => {
		const { words, jsons } = await upload(body);
		expect(words).toBe('');
		expect(jsons).toEqual([body]);
	});
});
